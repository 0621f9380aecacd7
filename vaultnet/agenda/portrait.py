"""Everything that the notes say about one person, for `show`; what the user gave is among the contacts only."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.beside import open_questions
from vaultnet.agenda.gratitude import received
from vaultnet.agenda.history import History, history_of, newest_first
from vaultnet.agenda.news import Occurrence
from vaultnet.agenda.occurrences import occurrences
from vaultnet.agenda.promises import promises_to
from vaultnet.agenda.reach_out import Turn, turn_of
from vaultnet.model.agenda import YEARLY, Mention, Occasion, Owed, Profile, Received
from vaultnet.model.config import Config
from vaultnet.model.facts import Said
from vaultnet.model.network import Person, Source

_CLOSED_BY = {"request": "answered", "asked": "answered", "borrowed": "returned"}


class Portrait(NamedTuple):
    """One person as seen on `history.today`."""

    history: History
    turn: Turn | None  # None: never due
    received: tuple[Received, ...]  # newest first, undated last, like all that follows
    needs: tuple[Mention, ...]  # open ones, those of the properties first
    offers: tuple[Mention, ...]
    occasions: tuple[Occasion, ...]  # by date: what happens once, and the next of what comes back every year
    promises: tuple[Owed, ...]
    work: Profile
    private: Profile
    ask_about: tuple[Mention, ...]  # what to ask after next time, but for their needs
    gifts: tuple[Mention, ...]  # ideas for one
    undated: tuple[Mention, ...]  # open requests, and what was borrowed: without a day it comes up nowhere

    @property
    def person(self) -> Person:
        """Whom it shows."""
        return self.history.person


def portrait(person: Person, config: Config, today: date, work: Profile, private: Profile) -> Portrait:
    """The person with everything around them."""
    history = history_of(person, today)
    return Portrait(
        history=history,
        turn=turn_of(history),
        received=received(history),
        needs=_mentions(history, "need", person.card.needs),
        offers=_mentions(history, "offer", person.card.offers),
        occasions=tuple(_occasions(history, config)),
        promises=promises_to(person),
        work=work,
        private=private,
        ask_about=tuple(mention for mention in open_questions(history) if mention.mark != "need"),
        gifts=_mentions(history, "gift"),
        undated=tuple(_undated(history)),
    )


def _undated(history: History) -> Iterable[Mention]:
    for mark, closed_by in _CLOSED_BY.items():
        for record in () if history.said(closed_by) else history.said(mark):
            if record.entry.open and record.entry.text and not (record.entry.date or record.entry.outcome):
                yield Mention(record.entry.text, None, record.source, mark)


def _mentions(history: History, mark: str, stated: Iterable[Said] = ()) -> tuple[Mention, ...]:
    own = [Mention(item.text, None, Source(history.person.path, item.line), mark) for item in stated]
    records = [record for record in newest_first(history.said(mark)) if record.entry.open]
    return (*own, *(Mention(record.entry.text, record.entry.date, record.source, mark) for record in records))


def _occasions(history: History, config: Config) -> Iterable[Occasion]:
    """Each occasion once, however often it was told; of yearly ones the next."""
    once: dict[tuple[str, date | None], Occurrence] = {}
    for occurrence in sorted(occurrences(history, config), key=lambda occurrence: occurrence.date):
        yearly = occurrence.kind in YEARLY
        if not yearly or occurrence.date >= history.today:
            once.setdefault((occurrence.kind, None if yearly else occurrence.date), occurrence)
    for occurrence in sorted(once.values(), key=lambda occurrence: (occurrence.date, occurrence.kind)):
        days = (occurrence.date - history.today).days
        yield Occasion(
            person=history.person,
            kind=occurrence.kind,
            date=occurrence.date,
            days=days,
            text=occurrence.text,
            source=occurrence.source,
            phase="ahead" if days > 0 else "after" if days else "day",
            years=occurrence.years,
            in_words=occurrence.in_words,
        )
