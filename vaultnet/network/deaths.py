"""Rule: whoever died by what the notes say has died, whatever their properties say; the missing day is a problem.

Nothing but the name, being, and when may stand between: `Henk's mother died` is about another.
"""

import re
from collections.abc import Iterable, Iterator

from vaultnet.model.facts import Card
from vaultnet.model.network import Person, Record, Source
from vaultnet.problem import Problem

_HAS = (
    "is|was|has|have|sadly|suddenly|peacefully|unexpectedly|just|last|this|night|week|morning|yesterday|today|at|home"
    "|vannacht|gisteren|gisteravond|vandaag|vanmorgen|vanochtend|vanmiddag|vanavond|plotseling|onverwacht|rustig|helaas"
    "|thuis|heel"
)
_DIED = r"(?:died|passed away|overleden|overleed|gestorven|ingeslapen)"


def death_of(name: str, card: Card, records: Iterable[Record]) -> Source | None:
    """Where it says that the person of this name died, if no property does."""
    if card.deceased:
        return None
    return next((record.source for record in records if _is_sad(record) and _tells(name, record.entry.text)), None)


def problems_of_deaths(people: Iterable[Person]) -> Iterator[Problem]:
    """The deaths of which no property gives the day."""
    for person in people:
        if person.death:
            what = f"tells of the death of {person.name}; `died: 2026-10-31` in their note says when to remember them"
            yield Problem(*person.death, what)


def _is_sad(record: Record) -> bool:
    return any(event.kind == "bereavement" for event in record.entry.told)


def _tells(name: str, text: str) -> bool:
    names = "|".join(re.escape(word) for word in dict.fromkeys((name, name.partition(" ")[0])) if word)
    return re.search(rf"\b(?:{names})(?: (?:{_HAS})){{0,4}} {_DIED}\b", text, re.IGNORECASE) is not None
