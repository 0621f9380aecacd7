"""Set one property of a note by its line in the frontmatter; every other byte stays (format.md, Recording)."""

import re

from vaultnet.note.edit import Edit, Lines, Refusal, frontmatter_of
from vaultnet.note.frontmatter import Frontmatter
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.note.nodes import Field, Items, Node, Scalar
from vaultnet.note.property_names import PLACES, fold
from vaultnet.text.line_ends import plain

_VALUE = re.compile(r"([^:]{1,200}:)([ \t]*)(\"[^\"]*\"|'[^']*'|[^#\"'\[{|>&*!%@`]*?)([ \t]*|[ \t]+#.*)$")


def set_property(path: str, text: str, name: str, value: str) -> Edit | Refusal | None:
    """The edit that gives property `name` (or the synonym of it that is there) a plain value; None if it has it."""
    front = frontmatter_of(path, text)
    if isinstance(front, Refusal):
        return front
    lines = Lines(text)
    there = [field for field in front.fields if means(field, name)]
    if len(there) > 1:
        return Refusal(f"`{there[0].key}` and `{there[1].key}` are both in its frontmatter")
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


def means(field: Field, name: str) -> bool:
    """Whether a field states the property `name`, by this name or a synonym."""
    place = PLACES.get(fold(field.key))
    return place.property == name if place else fold(field.key) == fold(name)


def plain_value(node: Node) -> object:
    """What a value says, wherever it stands."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return tuple(map(plain_value, node.items))
    return {field.key: plain_value(field.value) for field in node.fields}


def _replaced(lines: Lines, field: Field, value: str) -> Edit | Refusal | None:
    """The value on the property's line, its quotes and a comment behind it kept."""
    if not isinstance(field.value, Scalar):
        return Refusal(f"`{field.key}` in its frontmatter is not a single value")
    if field.value.text == value:
        return None
    number = field.line - 1
    found = _VALUE.match(lines.line(number))
    if not found:
        return Refusal(f"`{field.key}` in its frontmatter is written in a way that cannot be edited safely")
    quote = found[3][:1] if found[3][:1] in ("'", '"') else ""
    start = lines.start(number) + found.start(2)
    return Edit(start, lines.start(number) + found.end(3), f"{found[2] or ' '}{quote}{value}{quote}")


def _proven(path: str, before: Frontmatter, text: str, key: str, value: str) -> bool:
    after = read_frontmatter(path, plain(text))
    due = {field.key: plain_value(field.value) for field in before.fields} | {key: value}
    return (
        not after.problems
        and {field.key: plain_value(field.value) for field in after.fields} == due
        and len(after.fields) == len(due)
    )
