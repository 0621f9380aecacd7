"""A plain line, read at a glance: it gives what `line.read_line` gives, or None because it cannot tell.

It knows a box, a date (`2026-10-01`, bold, linked or in parentheses, or `1 October 2026`), a time, and words with
wikilinks and code among them.
"""

import re
from datetime import date
from typing import TypeAlias

from vaultnet.days.dates import MONTHS, NAMED_DAY, PLAIN_SEPARATOR
from vaultnet.note.line import CLOSED, SIGNS, WORDS, Line, all_but

_LONGEST = 2_000  # characters; what stands between two backticks is code if it is no longer

Said: TypeAlias = tuple[str, date | None, str, tuple[str, ...]]
"""What a plain line says: its box, date, text and links."""

_NAME = all_but(SIGNS + "]`|\\\n")
_LINK = rf"(?<!!)\[\[(?=[^\]|][^\]]{{0,300}}\]\])(?:{_NAME})*+(?:\|(?:{_NAME})*+)?\]\]"
_CODE = rf"`[^{re.escape(SIGNS)}\]`]++`(?!`)"  # it holds no link, nor can two odd backticks hide one
_WORDS = rf"(?:{all_but(SIGNS + ']`')}|{_CODE})*+"
_CLOCK = r"[0-2]?[0-9]:[0-5][0-9][ \t](?!(?i:[ap]m|uur|[uh])\b)"
_DATE = (
    r"(?:(\*\*)|(\[\[)(?:[A-Za-z][A-Za-z _-]{0,40}/){0,3}(?:[0-9]{4}/)?|(\())?((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})"
    r"(?(2)\*\*)(?(3)(?:\|[^\[\]\n]{0,200})?\]\])(?(4)\))"
)
_NAMED_DATE = rf"([0-9]{{1,2}}) ([A-Za-z]{{3,9}}) ((?:19|20)[0-9]{{2}}){PLAIN_SEPARATOR}(?!{NAMED_DAY})"
_START = re.compile(
    r"(?:\[([^\[\]\n])\] )?"
    rf"(?:{_DATE}(?:[ \t]{_CLOCK}|{PLAIN_SEPARATOR})|{_NAMED_DATE}|{_CLOCK}|(?!{NAMED_DAY}|\[\[[^\]0-9]*+[0-9]))"
    r"(?=[A-Za-z]|\[\[)"
)
_LINKED = re.compile(rf"(?:{_LINK}:?)?{_WORDS}(?:{_LINK}{_WORDS})*+\Z")


def glance(raw: str) -> Said | None:
    """What a line says that is no heading, or one without a digit."""
    found = _START.match(raw)
    if not found or "  " in raw or len(raw) > _LONGEST:
        return None
    box, iso = found.group(1, 5)
    text = raw[found.end() :]
    links: tuple[str, ...] = ()
    if "[" in text:
        text, links = _shown(text) if _LINKED.match(text) else ("", ())
        if "  " in text or not text:
            return None
    elif not WORDS.match(text):
        return None
    try:
        if iso:
            return box or "", date.fromisoformat(iso), text.strip(), links
        day, month, year = found.group(6, 7, 8)
        return box or "", date(int(year), MONTHS[month.lower()], int(day)) if month else None, text.strip(), links
    except (KeyError, ValueError):
        return None


def plain_line(raw: str) -> Line | None:
    """The same as a whole line."""
    said = glance(raw)
    if said is None:
        return None
    box, day, text, links = said
    return Line(box, day, "", (), False, text, links, (), box not in CLOSED, "", "")


def _shown(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with its links as a reader sees them, and the notes that they name."""
    parts = text.replace("]]", "[[").split("[[")  # words, a link, words, and so on
    targets: list[str] = []
    for at in range(1, len(parts), 2):
        target, bar, shown = parts[at].partition("|")
        target = target.strip()
        parts[at] = shown.strip() if bar else target
        if target and target not in targets:
            targets.append(target)
    return "".join(parts), tuple(targets)
