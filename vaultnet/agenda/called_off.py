"""Rule: what a later talk puts off, moves to another day or calls off is spoken of no longer on its first day.

The other day, if there is one, is told by that talk itself.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.history import History
from vaultnet.agenda.news import Occurrence
from vaultnet.model.config import Config

_LONG_OVER = 60  # days: nobody asks any more whether it took place; but a wedding returns every year
_SEGMENT = re.compile(r"[.!?;,\n()–—]")
_MOST = 2000  # characters of a talk
_BECOMES = re.compile(r"\b(?:wordt|becomes|is now|is nu|nu pas)\b[^0-9]{0,20}[0-9]")
_CALENDAR = re.compile(
    r"\b(?:jan(?:uar[iy])?|feb(?:ruar[iy])?|mar(?:ch)?|maart|mrt|apr(?:il)?|may|mei|june?|juni|july?|juli|aug(?:ust(?:us)?)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|week|weken|weeks|days?|dag(?:en)?|months?|maand(?:en)?)\b"
)


class Withdrawal(NamedTuple):
    """A part of a sentence that moves something, puts it off or calls it off."""

    day: date  # of the talk
    said: str  # in lower case


def standing(told: Sequence[Occurrence], known: History, config: Config) -> Iterator[Occurrence]:
    """What talks told with a day of its own, without what a later one says is not on that day."""
    doubtful = [one for one in told if _may_be_spoken_of(one, known.today)]
    withdrawn = _withdrawals(known, doubtful) if doubtful else []
    for one in told:
        if not (withdrawn and one in doubtful and _is_called_off(one, withdrawn, known, config)):
            yield one


def _may_be_spoken_of(one: Occurrence, today: date) -> bool:
    return one.dated and one.told_on is not None and (one.kind == "wedding" or (today - one.date).days <= _LONG_OVER)


def _withdrawals(known: History, doubtful: Collection[Occurrence]) -> list[Withdrawal]:
    """What the talks withdraw that lie between the telling of any of these and its day."""
    from vaultnet.note import cues  # noqa: PLC0415 - its patterns take 10 ms to compile, and few days need them

    contacts = known.contacts
    days = [contact.date for contact in contacts]
    between = {
        place
        for one in doubtful
        for place in range(bisect_right(days, one.told_on or one.date), bisect_right(days, one.date))
    }
    found = []
    for contact in (contacts[place] for place in sorted(between)):
        text = contact.text[:_MOST].lower()
        if any(cue.search(text) for cue in (cues.CANCELLED, cues.SHIFTED, _BECOMES)):
            found += [Withdrawal(contact.date, said) for said in _SEGMENT.split(text) if _withdraws(said)]
    return found


def _lies_between(day: date, one: Occurrence) -> bool:
    return one.told_on is not None and one.told_on < day <= one.date


def _withdraws(said: str) -> bool:
    from vaultnet.note import cues  # noqa: PLC0415 - likewise

    if cues.CANCELLED.search(said) or cues.POSTPONED.search(said) or _BECOMES.search(said):
        return True
    return cues.SHIFTED.search(said) is not None and any(sign.isdigit() for sign in said)


def _is_called_off(one: Occurrence, withdrawn: Sequence[Withdrawal], known: History, config: Config) -> bool:
    return any(_lies_between(each.day, one) and _is_about(each.said, one, known, config) for each in withdrawn)


def _is_about(said: str, one: Occurrence, known: History, config: Config) -> bool:
    """Whether a part of a sentence names the kind of occasion, or shares a word with what was told without a kind."""
    from vaultnet.note.occasion_words import named, vocabulary  # noqa: PLC0415 - likewise

    if one.kind != "told":
        words = vocabulary(tuple((kind, rule.words) for kind, rule in config.occasions))
        return any(word.kind == one.kind for word in named(said, words))
    return not frozenset(_stems(said)).isdisjoint(_stems(one.text.lower().replace(known.person.name.lower(), " ")))


def _stems(lower: str) -> Iterator[str]:
    from vaultnet.note.stems import stem_set  # noqa: PLC0415 - the stemmer takes 20 ms to import

    yield from stem_set(_CALENDAR.sub(" ", lower))
