"""What the notes say of one person up to a day. Rule: of what the user gave, only the date is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.model.config import OCCASIONS
from vaultnet.model.network import Contact, Person, Record


class History(NamedTuple):
    """One person as seen on `today`."""

    person: Person
    today: date
    last: Contact | None  # the newest contact up to today; None: never
    plans: Sequence[Contact]  # soonest first
    marked: Mapping[str, Sequence[Record]]  # by mark, oldest first, undated ones first of all; later days included
    telling: Sequence[Record]  # the lines that tell of an occasion
    past: int  # how many contacts there are up to today

    @property
    def contacts(self) -> Sequence[Contact]:
        """The contacts up to today, oldest first."""
        return self.person.contacts[: self.past]

    @property
    def silent_days(self) -> int:
        """Days since the last contact; only of somebody with whom there was any."""
        assert self.last is not None
        return (self.today - self.last.date).days

    @property
    def snoozed(self) -> bool:
        """Whether the user asked to hear of this person on a later day only."""
        snooze = self.person.card.snooze_until
        return snooze is not None and snooze.date > self.today

    @property
    def postponed(self) -> bool:
        """Whether the user has put them off until another day: they are snoozed, or there is a plan."""
        return self.snoozed or bool(self.plans)

    def met_since(self, day: date) -> bool:
        """Whether there was a contact on or after `day`."""
        return self.last is not None and self.last.date >= day

    def said(self, *marks: str) -> list[Record]:
        """The lines with any of these marks up to today, each once, oldest first, undated ones first of all."""
        if self.marked.keys().isdisjoint(marks):
            return []
        lines = {
            id(record): record
            for mark in marks
            for record in self.marked.get(mark, ())
            if record.entry.date is None or record.entry.date <= self.today
        }
        return sorted(lines.values(), key=_day)


def newest_first(records: Iterable[Record]) -> list[Record]:
    """The records with the newest first, and undated ones last; a person's own note before others on one day."""
    return sorted(records, key=_day, reverse=True)


def _day(record: Record) -> date:
    return record.entry.date or date.min


def history_of(person: Person, today: date) -> History:
    """What the notes say of this person, as seen on `today`."""
    contacts = tuple(person.contacts)
    past = len(contacts)
    while past and contacts[past - 1].date > today:
        past -= 1
    marked: dict[str, list[Record]] = {}
    telling: list[Record] = []
    for record in person.records:
        if record.entry.given:
            continue
        for mark in record.entry.marks:
            marked.setdefault(mark, []).append(record)
        if record.entry.told:
            telling.append(record)
    if "asked" in marked and "answered" in marked:
        marked["asked"] = [_with_answer(record, marked["answered"], today) for record in marked["asked"]]
    last = contacts[past - 1] if past else None
    plans = tuple(contact for contact in contacts[past:] if not _is_occasion(contact))
    return History(person, today, last=last, plans=plans, marked=marked, telling=telling, past=past)


def _is_occasion(contact: Contact) -> bool:
    """Whether nothing but an occasion is said of that day: it will come without the user."""
    return not any(part.given or OCCASIONS.keys().isdisjoint(part.marks) for part in contact.parts)


def _with_answer(asked: Record, answers: Iterable[Record], today: date) -> Record:
    """What the user asked for; without an outcome of its own, with that of the first answer which repeats its words."""
    mine = asked.entry
    if mine.outcome or mine.date is None:
        return asked
    for entry in (record.entry for record in answers):
        if entry.outcome and entry.date and mine.date <= entry.date <= today and entry.matter == mine.matter:
            return asked._replace(entry=mine._replace(outcome=entry.outcome, remark=entry.remark))
    return asked
