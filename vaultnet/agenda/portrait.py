"""Everything that the notes say about one person, to be shown; what the user gave is among the contacts only."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.gratitude import received
from vaultnet.agenda.history import History, history, newest_first
from vaultnet.agenda.news import Occurrence
from vaultnet.agenda.occasions import occurrences
from vaultnet.agenda.promises import promises_to
from vaultnet.agenda.reach_out import Turn, turn
from vaultnet.model.agenda import YEARLY, Mention, Occasion, Owed, Profile, Received
from vaultnet.model.config import Config
from vaultnet.model.facts import Said
from vaultnet.model.network import Person, Source


class Portrait(NamedTuple):
    """One person as seen on `known.today`."""

    known: History
    turn: Turn | None  # None: never due
    received: tuple[Received, ...]  # newest first, undated last, like all that follows
    needs: tuple[Mention, ...]  # open ones, those of the properties first
    offers: tuple[Mention, ...]
    occasions: tuple[Occasion, ...]  # by date: what happens once, and the next of what comes back every year
    promises: tuple[Owed, ...]
    work: Profile
    private: Profile

    @property
    def person(self) -> Person:
        """Whom it shows."""
        return self.known.person


def portrait(person: Person, config: Config, today: date, work: Profile, private: Profile) -> Portrait:
    """The person with everything around them."""
    known = history(person, today)
    return Portrait(
        known=known,
        turn=turn(known),
        received=received(known),
        needs=_mentions(known, "need", person.card.needs),
        offers=_mentions(known, "offer", person.card.offers),
        occasions=tuple(_occasions(known, config)),
        promises=promises_to(person),
        work=work,
        private=private,
    )


def _mentions(known: History, mark: str, stated: Iterable[Said]) -> tuple[Mention, ...]:
    own = [Mention(said.text, None, Source(known.person.path, said.line), mark) for said in stated]
    records = [record for record in newest_first(known.said(mark)) if record.entry.open]
    return (*own, *(Mention(one.entry.text, one.entry.date, one.source, mark) for one in records))


def _occasions(known: History, config: Config) -> Iterable[Occasion]:
    """Each occasion once, however often it was told; of yearly ones the next."""
    days: dict[tuple[str, date | None], Occurrence] = {}
    for one in sorted(occurrences(known, config), key=lambda one: one.date):
        yearly = one.kind in YEARLY
        if not yearly or one.date >= known.today:
            days.setdefault((one.kind, None if yearly else one.date), one)
    for one in sorted(days.values(), key=lambda one: (one.date, one.kind)):
        ahead = (one.date - known.today).days
        phase = "ahead" if ahead > 0 else "after" if ahead else "day"
        yield Occasion(
            known.person, one.kind, one.date, ahead, one.text, one.source, phase, one.years, in_words=one.in_words
        )
