"""Rule: whoever died by what the notes say has died, whatever their properties say; the missing day is a problem.

From the name on nothing stands but being, how, where and when; `Henk's mother died`, `the mother of Henk died` and
`uncle Henk died` are about others.
"""

import re
from collections.abc import Iterable, Iterator

from vaultnet.model.facts import Card
from vaultnet.model.network import Person, Record, Source
from vaultnet.problem import Problem

_ANOTHER = r"(?<!\bof )(?<!\bvan )(?<!\boom )(?<!\btante )(?<!\bopa )(?<!\boma )(?<!\buncle )(?<!\baunt )"
_HAS = (
    "is|was|has|have|sadly|suddenly|peacefully|unexpectedly|just|last|this|night|week|morning|yesterday|today|at|home"
    "|in|the|hospital|vannacht|gisteren|gisteravond|vandaag|vanmorgen|vanochtend|vanmiddag|vanavond|afgelopen|plotseling"
    "|onverwacht|rustig|helaas|thuis|heel|het|ziekenhuis|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|\(?[0-9]{1,3}\)?"  # how old they were
)
_DIED = (
    r"(?:died|passed away|overleden|overleed|gestorven|ingeslapen)\b"
    r"(?! (?:laughing|inside|(?:haar|zijn|hun|her|his|their|my|our|mijn|onze|ons)\b))"  # `gisteren overleed haar vader`
)
_SENTENCE = re.compile(r"[.!?;\n]")
_NOT_SO = re.compile(
    r"\b(?:dream\w*|nightmare|dro(?:om|mde)\w*|nachtmerrie|film|movie|novel|play(?:ed)?|boek|toneel\w*|not|niet)\b",
    re.IGNORECASE,
)


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
    told = re.compile(rf"{_ANOTHER}\b(?:{names})(?:,? (?:{_HAS})){{0,6}},? {_DIED}", re.IGNORECASE)
    return any(told.search(sentence) and not _NOT_SO.search(sentence) for sentence in _SENTENCE.split(text))
