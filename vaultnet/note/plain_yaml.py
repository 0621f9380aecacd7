"""The fast reader of plain frontmatter: it gives what `guarded_yaml` gives, or None because it cannot tell.

It knows what people and Obsidian write: `name: value`, lists in brackets or on lines of their own, quotes without
escapes, blank lines, comments on lines of their own. A differential property test holds it to its rule.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from vaultnet.note.nodes import NULLS, Field, Items, Node, Scalar

_LONGEST = 4_000  # characters: too few for too many events, or for a name too long to be one
_INDICATORS = "?:,[]{}#&*!|>'\"%@`"
_NAME = re.compile(r"\w(?:[\w .()/\[\]-]{0,80}[\w.()/\[\]-])?")
_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")
_ITEM = re.compile(r"( *)-(?: +|$)")
_IN_BRACKETS = re.compile(
    r" *(?:(\w(?:[\w ./()+@'&-]*[\w./()+@'&-])?)|(\"[^\"\\]*\"|'[^']*')) *(?:,|$)"  # plain, quoted
)
_new = tuple.__new__  # what a record's own constructor does in twice the time


def read(block: str) -> tuple[Field, ...] | None:
    r"""The properties in `block`, which begins on line 2 of a note; lines end in `\n`. None: ask the YAML parser."""
    if len(block) > _LONGEST or not block.replace("\n", "").isprintable():
        return None
    lines = ["", "", *block.split("\n")]  # indexed as the note counts them
    fields: dict[str, Field] = {}
    at = _next_line(lines, 2)
    while at < len(lines):
        name, colon, value = lines[at].partition(":")
        if not colon or value[:1] not in ("", " ") or name in fields or not _is_name(name):
            return None
        value = value.strip(" ")
        after = at + 1
        if after < len(lines) and lines[after][:1] in ("", " ", "#"):
            after = _next_line(lines, after)
        node: Node | None
        if not value:
            node, after = _listed(lines, at, after)
        elif value[0] == "[":
            node = _bracketed(value, at)
        else:
            node = _scalar(value, at)
        if node is None:
            return None
        fields[name] = _new(Field, (name, at, node))
        at = after
    return tuple(fields.values())


@lru_cache(maxsize=1024)
def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def _next_line(lines: Sequence[str], at: int) -> int:
    """The first line from `at` on that says something."""
    while at < len(lines) and lines[at].lstrip(" ")[:1] in ("", "#"):
        at += 1
    return at


def _listed(lines: Sequence[str], above: int, at: int) -> tuple[Node | None, int]:
    """The list whose first item may stand on line `at`, and the next line after it; without items, nothing."""
    items: list[Node] = []
    first, dash = at, None
    while at < len(lines) and (item := _ITEM.match(lines[at])):
        text = lines[at][item.end() :].rstrip(" ")
        node = _scalar(text, at) if text else Scalar("", at)
        if node is None or dash not in (None, item[1]):
            return None, at
        dash = item[1]
        items.append(node)
        at = _next_line(lines, at + 1)
    return Items(tuple(items), first) if items else Scalar("", above), at


def _bracketed(text: str, line: int) -> Items | None:
    if text[-1] != "]":
        return None
    items: list[Node] = []
    inner = text[1:-1]
    at = 0
    while at < len(inner):
        item = _IN_BRACKETS.match(inner, at)
        if item is None:
            return None
        plain, quoted = item.groups()
        items.append(_new(Scalar, (quoted[1:-1] if plain is None else "" if plain in NULLS else plain, line)))
        at = item.end()
    return Items(tuple(items), line)


def _scalar(text: str, line: int) -> Scalar | None:
    if text[0] in "\"'":
        return Scalar(text[1:-1], line) if _QUOTED.fullmatch(text) else None
    if text[0] in _INDICATORS or text[:2] in ("-", "- ") or text[-1] == ":" or ": " in text or " #" in text:
        return None
    return _new(Scalar, ("" if text in NULLS else text, line))
