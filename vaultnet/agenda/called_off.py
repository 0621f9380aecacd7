"""Rule: what a later talk puts off, moves to another day or calls off is spoken of no longer on its first day.

The other day, if there is one, is told by that talk itself.
"""

import re
from collections.abc import Iterator

from vaultnet.agenda.history import History
from vaultnet.agenda.news import Occurrence
from vaultnet.model.config import Config

_LONG_OVER = 60  # days: nobody asks any more whether it took place
_SEGMENT = re.compile(r"[.!?;,\n()–—]")
_MOST = 2000  # characters of a talk
_BECOMES = re.compile(r"\b(?:wordt|becomes|is now|is nu|nu pas)\b[^0-9]{0,20}[0-9]")
_CALENDAR = re.compile(
    r"\b(?:jan(?:uar[iy])?|feb(?:ruar[iy])?|mar(?:ch)?|maart|mrt|apr(?:il)?|may|mei|june?|juni|july?|juli|aug(?:ust(?:us)?)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|week|weken|weeks|days?|dag(?:en)?|months?|maand(?:en)?)\b"
)


def called_off(one: Occurrence, known: History, config: Config) -> bool:
    """Whether a talk since the one that told it says that it is not on that day."""
    told_on = one.told_on
    if told_on is None or (known.today - one.date).days > _LONG_OVER or not known.met_since(told_on):
        return False
    later = (contact for contact in known.contacts if told_on < contact.date <= one.date)
    return any(
        _is_not_then(segment) and _is_about(segment, one, known, config)
        for contact in later
        for segment in _SEGMENT.split(contact.text[:_MOST].lower())
    )


def _is_not_then(segment: str) -> bool:
    from vaultnet.note import cues  # noqa: PLC0415 - its patterns take 10 ms to compile, and few days need them

    if cues.CANCELLED.search(segment) or cues.POSTPONED.search(segment) or _BECOMES.search(segment):
        return True
    return cues.SHIFTED.search(segment) is not None and any(sign.isdigit() for sign in segment)


def _is_about(segment: str, one: Occurrence, known: History, config: Config) -> bool:
    """Whether a part of a sentence names the kind of occasion, or shares a word with what was told without a kind."""
    from vaultnet.note.occasion_words import named, vocabulary  # noqa: PLC0415 - likewise

    if one.kind != "told":
        words = vocabulary(tuple((kind, rule.words) for kind, rule in config.occasions))
        return any(word.kind == one.kind for word in named(segment, words))
    return not frozenset(_stems(segment)).isdisjoint(_stems(one.text.lower().replace(known.person.name.lower(), " ")))


def _stems(lower: str) -> Iterator[str]:
    from vaultnet.note.stems import stem_set  # noqa: PLC0415 - the stemmer takes 20 ms to import

    yield from stem_set(_CALENDAR.sub(" ", lower))
