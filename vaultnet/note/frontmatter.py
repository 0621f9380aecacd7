"""Frontmatter begins on the very first line and says the same to vaultnet as to Obsidian (format.md, Frontmatter).

Whatever is wrong with it is one problem of the note: then no property is used, and the body is read as ever.
"""

import re
from typing import NamedTuple

from vaultnet.note import plain_yaml
from vaultnet.note.nodes import Field
from vaultnet.problem import Problem

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n|\Z)")
_CLOSING = re.compile(r"(?:\r\n|[\r\n])---[ \t]*(?=[\r\n]|\Z)")


class Frontmatter(NamedTuple):
    """The properties of a note, and how many lines stand before its body."""

    fields: tuple[Field, ...] = ()
    body: int = 0
    problems: tuple[Problem, ...] = ()
    templated: bool = False  # it holds `{{` or `<%`: the note is a template, and its YAML nobody's business


def read(path: str, text: str) -> Frontmatter:
    """The frontmatter of a note; never raises."""
    opening = _OPENING.match(text)
    if opening is None:
        return Frontmatter()
    closing = _CLOSING.search(text, max(opening.end() - 1, text.find("---", opening.end()) - 2))
    if closing is None:
        message = "found `---` in the first line and none that closes it, expected `---` after the properties"
        return Frontmatter(problems=(Problem(path, 1, message),))
    if closing.start() < opening.end():
        return Frontmatter(body=2)
    block = text[opening.end() : closing.start()]
    if "\r" in block:
        block = block.replace("\r\n", "\n").replace("\r", "\n")
    body = block.count("\n") + 3
    if "{{" in block or "<%" in block:
        return Frontmatter(body=body, templated=True)
    fields = plain_yaml.read(block)
    return Frontmatter(fields, body) if fields is not None else _guarded(path, block, body)


def _guarded(path: str, block: str, body: int) -> Frontmatter:
    from vaultnet.note import guarded_yaml  # noqa: PLC0415 - slow to import, and most notes do without

    try:
        return Frontmatter(guarded_yaml.read(block), body)
    except guarded_yaml.Unreadable as fault:
        return Frontmatter(body=body, problems=(Problem(path, fault.line, str(fault)),))
