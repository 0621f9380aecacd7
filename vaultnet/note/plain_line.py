"""A plain line, read at a glance: it gives what `line.read_line` gives, or None because it cannot tell.

It knows a box, an ISO date, bold or linked, a time, and words with wikilinks among them.
"""

import re
from datetime import date
from typing import NamedTuple

from vaultnet.note.dates import NAMED_DAY, PLAIN_SEPARATOR
from vaultnet.note.line import CLOSED, LONGEST, SIGNS, Line

_LINK = rf"(?<!!)\[\[[^{SIGNS}\]|\\\n]{{1,300}}(?:\|[^{SIGNS}\]|\n]{{0,300}})?\]\]"
_CLOCK = r"[0-2]?[0-9]:[0-5][0-9][ \t](?!(?i:[ap]m|uur|[uh])\b)"
_WORDS = rf"[^{SIGNS}\]]*+"
_DATE = (
    r"(?:(\*\*)|(\[\[)(?:[A-Za-z][A-Za-z _-]{0,40}/){0,3}(?:[0-9]{4}/)?)?((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})"
    r"(?(2)\*\*)(?(3)(?:\|[^\[\]\n]{0,200})?\]\])"
)
_PLAIN = re.compile(
    r"(?:\[([^\[\]\n])\] )?"
    rf"(?:{_DATE}(?:[ \t]{_CLOCK}|{PLAIN_SEPARATOR})|{_CLOCK}|(?!{NAMED_DAY}|\[\[[^\]]*[0-9]))"
    rf"((?=[A-Za-z]|\[\[)(?:{_LINK}:?)?{_WORDS}(?:{_LINK}{_WORDS})*+)\Z"
)


class Said(NamedTuple):
    """What a plain line says."""

    box: str
    date: date | None
    text: str
    links: tuple[str, ...]


def glance(raw: str) -> Said | None:
    """What a line says that is no heading, or one without a digit."""
    found = _PLAIN.match(raw)
    if not found or "  " in raw or len(raw) > LONGEST:
        return None
    box, iso, text = found.group(1, 4, 5)
    links: tuple[str, ...] = ()
    if "[" in text:
        text, links = _shown(text)
        if "  " in text or "`" in text or not text:
            return None
    try:
        return Said(box or "", date.fromisoformat(iso) if iso else None, text.strip(), links)
    except ValueError:
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
    targets = []
    for at in range(1, len(parts), 2):
        target, bar, shown = parts[at].partition("|")
        targets.append(target.strip())
        parts[at] = shown.strip() if bar else targets[-1]
    return "".join(parts), tuple(dict.fromkeys(filter(None, targets)))
