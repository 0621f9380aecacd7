"""Links as Obsidian writes them: wikilinks and Markdown links to notes (format.md, Links)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WIKI = re.compile(r"\[\[([^\[\]\n]{1,400}(?=\]\])|(?:[^\[\]\n]|\](?!\])){1,400})\]\]")
_MARKDOWN = re.compile(
    r"\[([^\[\]\n]{0,300})\]\([ \t]{0,9}(<[^<>\n]{1,400}>|[^\s()<>]{1,400})"
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


def targets(text: str) -> list[str]:
    """The notes that `text` links to, as written; what it only embeds is left out."""
    if "](" in text:
        return [link.target for link in links(text) if link.target and not link.embed]
    found = (match for match in _WIKI.finditer(text) if text[max(0, match.start() - 1)] != "!")
    return [target for match in found if (target := _note(_named(match[1].partition("|")[0])))]


def _named(target: str) -> str:
    return target.removesuffix("\\").strip()


def _wiki(match: re.Match[str]) -> Link:
    target, bar, shown = match[1].partition("|")
    target = _named(target)
    start, embed = _begin(match)
    return Link(_note(target), shown.strip() if bar else _shown(target), start, match.end(), embed)


def _markdown(match: re.Match[str]) -> Link:
    target = match[2].strip("<>")
    if _SCHEME.match(target):
        target = ""
    if "%" in target:
        from urllib.parse import unquote  # noqa: PLC0415 - few notes need it

        target = unquote(target)
    start, embed = _begin(match)
    return Link(_note(target), match[1], start, match.end(), embed)


def _begin(match: re.Match[str]) -> tuple[int, bool]:
    """Where a link begins, and whether a `!` in front makes it an embed."""
    start = match.start()
    embed = start > 0 and match.string[start - 1] == "!"
    return start - embed, embed


def _note(target: str) -> str:
    return target.partition("#")[0].strip() if "#" in target else target


def _shown(target: str) -> str:
    return " > ".join(part for part in target.split("#") if part) if "#" in target else target


def without_code(text: str) -> str:
    """`text` with its code spans blanked, every other character at its place."""
    if "`" not in text:
        return text
    parts = text.split("`")  # words, code, words, and so on, if each backtick stands alone
    if "``" in text or len(parts) % 2 == 0 or max(map(len, parts[1::2])) > _LONGEST_CODE:
        return _without_spans(text)
    parts[1::2] = [" " * (len(code) + 2) for code in parts[1::2]]
    return "".join(parts)


def _without_spans(text: str) -> str:
    """The same for every text."""
    kept: list[str] = []
    at = 0
    for start, end in _spans([(ticks.start(), ticks.end()) for ticks in _TICKS.finditer(text)]):
        kept += (text[at:start], " " * (end - start))
        at = end
    return "".join(kept) + text[at:]


def _spans(ticks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The code spans between these runs of backticks: each ends at the next run of its length, if none longer comes."""
    opening = 0
    while opening < len(ticks):
        start, begin = ticks[opening]
        opening += 1
        for closing in range(opening, len(ticks) if begin - start <= _MOST_TICKS else 0):
            stop, end = ticks[closing]
            if end - stop >= begin - start or stop - begin > _LONGEST_CODE:
                if end - stop == begin - start and stop - begin <= _LONGEST_CODE:
                    yield start, end
                    opening = closing + 1
                break


_TICKS = re.compile("`+")
_MOST_TICKS = 9
_LONGEST_CODE = 2000  # characters
