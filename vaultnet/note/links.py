"""Links as Obsidian writes them: wikilinks and Markdown links to notes (format.md, Links)."""

import re
from typing import NamedTuple

_WIKI = re.compile(r"(!?)\[\[((?:[^\[\]\n]|\](?!\])){1,400})\]\]")
_MARKDOWN = re.compile(
    r"(!?)\[([^\[\]\n]{0,300})\]\([ \t]{0,9}(<[^<>\n]{1,400}>|[^\s()<>]{1,400})"
    r"(?:[ \t]{1,9}\"[^\"\n]{0,200}\")?[ \t]{0,9}\)"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")


class Link(NamedTuple):
    """One link: the note it names, without heading, and what a reader sees of it."""

    target: str  # "" for a heading of the same note, and for what is no note
    shown: str
    start: int
    end: int
    embed: bool


def links(text: str) -> list[Link]:
    """The links of `text` in their order; code is the caller's business."""
    found = [_wiki(match) for match in _WIKI.finditer(text)] if "[[" in text else []
    if "](" in text:
        found += [_markdown(match) for match in _MARKDOWN.finditer(text)]
        found.sort(key=lambda link: link.start)
    return found


def _wiki(match: re.Match[str]) -> Link:
    inner = match[2]
    target, bar, shown = inner.partition("|")
    target = target.removesuffix("\\").strip()
    return Link(_note(target), shown.strip() if bar else _shown(target), match.start(), match.end(), bool(match[1]))


def _markdown(match: re.Match[str]) -> Link:
    target = match[3].strip("<>")
    if _SCHEME.match(target):
        target = ""
    if "%" in target:
        from urllib.parse import unquote  # noqa: PLC0415 - few notes need it

        target = unquote(target)
    return Link(_note(target), match[2], match.start(), match.end(), bool(match[1]))


def _note(target: str) -> str:
    return target.partition("#")[0].strip() if "#" in target else target


def _shown(target: str) -> str:
    return " > ".join(part for part in target.split("#") if part) if "#" in target else target


def without_code(text: str) -> str:
    """`text` with the inside of its code spans blanked, every other character at its place."""
    return _CODE.sub(lambda match: " " * len(match[0]), text) if "`" in text else text


_CODE = re.compile(r"(?<!`)(`{1,9})(?!`)(?:[^`]|(?!\1(?!`))`){1,2000}?(?<!`)\1(?!`)")
