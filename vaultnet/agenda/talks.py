"""Rule: a talk mentions an occasion where its beginning shares a word of substance with what was told."""

import re

from vaultnet.agenda.history import History
from vaultnet.agenda.news import Occurrence

_LONGEST = 2000  # characters of a talk
_CALENDAR = re.compile(
    r"\b(?:jan(?:uar[iy])?|feb(?:ruar[iy])?|mar(?:ch)?|maart|mrt|apr(?:il)?|may|mei|june?|juni|july?|juli|aug(?:ust(?:us)?)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|week|weken|weeks|days?|dag(?:en)?|months?|maand(?:en)?)\b"
)


def searched(text: str) -> str:
    """The text of a talk as it is searched: its beginning, in lower case."""
    return text[:_LONGEST].lower()


def names_matter(part: str, occurrence: Occurrence, history: History) -> bool:
    """Whether a part of a talk, in lower case, shares a word of substance with what was told."""
    names = " ".join([history.person.name, *history.person.card.names]).lower()
    return not _stems(part).isdisjoint(_stems(occurrence.text.lower()) - _stems(names))


def _stems(lower: str) -> frozenset[str]:
    """The stems of the words of substance; those of dates are left out."""
    from vaultnet.text.stems import stem_set  # noqa: PLC0415 - the stemmer takes 20 ms to import

    return frozenset(stem_set(_CALENDAR.sub(" ", lower)))
