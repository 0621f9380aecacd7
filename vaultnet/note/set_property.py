"""Set one property of a note by its line in the frontmatter; every other byte stays (format.md, Recording)."""

import re

from vaultnet.note.edit import Edit, Lines, Refusal
from vaultnet.note.frontmatter import Frontmatter
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.note.nodes import Field, Scalar
from vaultnet.note.property_names import PLACES, fold

_VALUE = re.compile(r"([^:]{1,200}:)([ \t]*)(\"[^\"]*\"|'[^']*'|[^#\"'\[{|>&*!%@`]*?)([ \t]*|[ \t]+#.*)$")


def set_property(path: str, text: str, name: str, value: str) -> Edit | Refusal | None:
    """The edit that gives property `name` (or the synonym of it that is there) a plain value; None if it has it."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = read_frontmatter(path, plain)
    if front.problems:
        return Refusal(f"its frontmatter has a fault: {front.problems[0].message}")
    lines = Lines(text)
    there = [field for field in front.fields if fold(field.key) in PLACES and PLACES[fold(field.key)].property == name]
    if len(there) > 1:
        return Refusal(f"{there[0].key!r} and {there[1].key!r} both stand in its frontmatter")
    if there:
        edit = _replaced(lines, there[0], value)
    elif front.body:
        edit = lines.insert(front.body - 1, [f"{name}: {value}"])
    else:
        edit = lines.insert(0, ["---", f"{name}: {value}", "---"])
    if edit is None or isinstance(edit, Refusal):
        return edit
    if not _proven(path, front, edit.of(text), there[0].key if there else name, value):
        return Refusal("its frontmatter is written in a way that cannot be edited safely")
    return edit


def _replaced(lines: Lines, field: Field, value: str) -> Edit | Refusal | None:
    """The value on the property's line, its quotes and a comment behind it kept."""
    if not isinstance(field.value, Scalar):
        return Refusal(f"{field.key!r} in its frontmatter is not a single value")
    if field.value.text == value:
        return None
    number = field.line - 1
    found = _VALUE.match(lines.line(number))
    if not found:
        return Refusal(f"{field.key!r} in its frontmatter is written in a way that cannot be edited safely")
    quote = found[3][:1] if found[3][:1] in ("'", '"') else ""
    start = lines.start(number) + found.start(2)
    return Edit(start, lines.start(number) + found.end(3), f"{found[2] or ' '}{quote}{value}{quote}")


def _proven(path: str, before: Frontmatter, text: str, key: str, value: str) -> bool:
    after = read_frontmatter(path, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    said = {field.key: _bare(field) for field in before.fields} | {key: value}
    return (
        not after.problems
        and {field.key: _bare(field) for field in after.fields} == said
        and len(after.fields) == len(said)
    )


def _bare(field: Field) -> object:
    """What a property says, wherever it stands."""
    return field.value.text if isinstance(field.value, Scalar) else re.sub(r"line=\d{1,9}", "", repr(field.value))
