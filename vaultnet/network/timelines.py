"""Rule: one contact for each person and day, however many notes tell it; every line keeps its place.

What a note says of several people is said of each, but for what begins with the name of one (`subject`); what it says
of the user is said of nobody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from vaultnet.days.dates import leading_date
from vaultnet.model.facts import DAILY, MEETING, PERSON, Entry, Facts
from vaultnet.model.network import Contact, Part, Promise, Record, Source
from vaultnet.model.span import Span
from vaultnet.network.names import AddressBook, title_of
from vaultnet.network.subject import as_told_of, meant
from vaultnet.problem import Problem

_EARLIEST = date(1900, 1, 1)
_EARLIEST_EVENT = date(1800, 1, 1)  # of a line that is no contact: a great-grandmother's birth
_AHEAD = Span(5, "Y")
_WITHIN = attrgetter("within")
_SEPARATORS = " \t\xa0-–—_:,.|"

_OWN_NOTE, _OTHER_NOTE, _PROPERTY = 0, 1, 2  # the order in which places tell one contact

_About = Sequence[tuple[str, ...]]  # for each entry of a note: the paths of the people that it is about


class _Nested(NamedTuple):
    """The sub-items that stand in the text of a contact already; keys are (line, path of the person)."""

    held: Collection[tuple[int, str]]
    marks: Mapping[tuple[int, str], tuple[str, ...]]  # what they add to the contact that starts on that line


class Timeline(NamedTuple):
    """What the notes say of one person."""

    contacts: Sequence[Contact]
    records: Sequence[Record]
    promises: tuple[Promise, ...]


class Timelines:
    """What the notes read so far say of each person, by the path of the person's note (format.md, Contacts)."""

    def __init__(self, book: AddressBook, selves: Collection[str], today: date, date_order: str) -> None:
        self.problems: list[Problem] = []
        self._book = book
        self._selves = selves
        self._today = today
        self._latest = _AHEAD.after(today)
        self._date_order = date_order
        self._parts: defaultdict[str, list[tuple[date, int, Part]]] = defaultdict(list)
        self._records: defaultdict[str, list[Record]] = defaultdict(list)
        self._promises: defaultdict[str, list[Promise]] = defaultdict(list)

    def read(self, facts: Facts) -> None:
        """Take in one note; the order of the notes does not matter."""
        if facts.kind == PERSON:
            self._read_person(facts)
        elif facts.kind in (DAILY, MEETING):
            self._read_dated(facts)
        if facts.tasks:
            self._read_tasks(facts)

    def recall(self, path: str, before: Timeline) -> None:
        """Take in what was said of this person `before` by others than the person's own note."""
        told = ((contact.date, part) for contact in before.contacts for part in contact.parts)
        self._parts[path] += [(day, _OTHER_NOTE, part) for day, part in told if part.source.path != path]
        self._records[path] += [record for record in before.records if record.path != path]
        self._promises[path] += [promise for promise in before.promises if promise.source.path != path]

    @property
    def people(self) -> set[str]:
        """The paths of all of whom anything is said."""
        return {*self._parts, *self._records, *self._promises}

    def of(self, path: str) -> "Timeline":
        """All of it about this person."""
        return Timeline(self.contacts(path), self.records(path), self.promises(path))

    def contacts(self, path: str) -> tuple[Contact, ...]:
        """The contacts with this person, oldest first, plans included."""
        days: dict[date, list[Part]] = {}
        for day, _, part in sorted(self._parts.get(path, ()), key=_place_of_part):
            days.setdefault(day, []).append(part)
        return tuple([Contact(day, tuple(parts)) for day, parts in days.items()])

    def records(self, path: str) -> tuple[Record, ...]:
        """The marked and telling lines about this person, undated ones first, then oldest first."""
        return tuple(sorted(self._records.get(path, ()), key=_place_in_time))

    def promises(self, path: str) -> tuple[Promise, ...]:
        """The open promises to this person, by path and line."""
        return tuple(sorted(self._promises.get(path, ()), key=lambda promise: promise.source))

    def _read_person(self, facts: Facts) -> None:
        path = facts.path
        for entry in facts.entries:
            if entry.marks or entry.told:
                linked = self._book.linked(entry.links, path) if entry.links else ()
                self._remember(path, entry, path, tuple([other for other in linked if other != path]))
            if entry.date is not None and not _EARLIEST <= entry.date <= self._latest and not entry.within:
                self._check(path, entry.line, entry.date, entry.contact)
        if path not in self._selves:
            self._read_contacts(facts, [(path,)] * len(facts.entries), _OWN_NOTE)
        for day, line in facts.card.last_contact if facts.card else ():
            self._check(path, line, day, contact=True)
            if path not in self._selves and _EARLIEST <= day <= self._latest:
                self._parts[path].append((day, _PROPERTY, Part(Source(path, line), "")))

    def _read_dated(self, facts: Facts) -> None:
        linked = [self._book.linked(entry.links, facts.path) for entry in facts.entries]
        above = _people_above(facts.entries, linked)
        about = [
            meant("" if entry.given else entry.text, own or above.get(entry.line, ())) if entry.within else own
            for entry, own in zip(facts.entries, linked, strict=True)
        ]
        for entry, own, people in zip(facts.entries, linked, about, strict=True):
            if "introduced" in entry.marks and people:
                introducer = own[0] if len(own) > 1 else above.get(entry.line, own)[0]
                self._remember(facts.path, entry, introducer, tuple(one for one in own if one != introducer))
            elif entry.marks or entry.told:
                for person in people:
                    known = as_told_of(entry, person, people)
                    if known.marks or known.told:
                        self._remember(facts.path, known, person, tuple(other for other in own if other != person))
        if facts.kind == DAILY:
            self._read_contacts(facts, about, _OTHER_NOTE)
        self._read_attendees(facts, about)

    def _read_contacts(self, facts: Facts, about: _About, place: int) -> None:
        path, latest = facts.path, self._latest
        held, added = _nested(facts.entries, about)
        for entry, people in zip(facts.entries, about, strict=True):
            day = entry.date
            if not entry.contact or day is None or not _EARLIEST <= day <= latest:
                continue
            source = Source(path, entry.line)
            marks = entry.marks
            given = entry.given if marks else False
            for person in people:
                if not held:
                    self._parts[person].append((day, place, Part(source, entry.text, marks, given)))
                elif (entry.line, person) not in held:
                    more = added.get((entry.line, person), ())
                    self._parts[person].append((day, place, Part(source, entry.text, marks + more, given)))

    def _read_attendees(self, facts: Facts, about: _About) -> None:
        day = facts.date
        if not facts.attendees or day is None or not _EARLIEST <= day <= self._latest:
            return
        text = self._title(facts)
        seen = {
            (person, entry.line)
            for entry, people in zip(facts.entries, about, strict=True)
            if facts.kind == DAILY and entry.contact
            for person in people
        }
        present: dict[str, int] = {}
        for target, line, linked in facts.attendees:
            people = self._book.linked((target,), facts.path) if linked else self._book.named(target, facts.path)
            for person in people:
                present.setdefault(person, line)
        for person, line in present.items():
            if (person, line) not in seen:
                self._parts[person].append((day, _OTHER_NOTE, Part(Source(facts.path, line), text)))

    def _read_tasks(self, facts: Facts) -> None:
        is_own = facts.kind == PERSON and facts.path not in self._selves
        for task in facts.tasks:
            for person in (facts.path,) if is_own else self._book.linked(task.links, facts.path):
                self._promises[person].append(Promise(task.text, task.due, Source(facts.path, task.line)))

    def _remember(self, path: str, entry: Entry, person: str, others: tuple[str, ...]) -> None:
        if entry.given:  # forgotten: only that it was, when, and whom it links remain
            entry = entry._replace(text="", remark="", tags=(), told=())
        self._records[person].append(Record(path, entry, others))

    def _check(self, path: str, line: int, day: date, contact: bool) -> None:
        earliest = _EARLIEST if contact else _EARLIEST_EVENT
        if day < earliest:
            self.problems.append(Problem(path, line, f"a date before {earliest.year}: {day}"))
        elif day > self._latest:
            self.problems.append(Problem(path, line, f"a date more than 5 years ahead: {day}"))

    def _title(self, facts: Facts) -> str:
        """What a meeting was, by the name of its note; the name of a daily note says but its date."""
        if facts.kind == DAILY:
            return ""
        title = title_of(facts.path)
        found = leading_date(title, self._date_order)
        return title[found.end :].lstrip(_SEPARATORS) if found and found.date else title


def _place_of_part(known: tuple[date, int, Part]) -> tuple[date, int, Source]:
    return known[0], known[1], known[2].source


def _place_in_time(record: Record) -> tuple[date, str, int]:
    return record.entry.date or date.min, record.path, record.entry.line


def _any_within(entries: Sequence[Entry]) -> bool:
    return any(map(_WITHIN, entries))


def _above(entry: Entry, by_line: Mapping[int, int], entries: Sequence[Entry]) -> Iterator[int]:
    """The entries, as indices, in whose text `entry` stands, the innermost first."""
    while 0 < entry.within < entry.line and entry.within in by_line:
        index = by_line[entry.within]
        yield index
        entry = entries[index]


def _people_above(entries: Sequence[Entry], linked: _About) -> dict[int, tuple[str, ...]]:
    """Line of a sub-item → the people of the nearest item above it that links to any."""
    if not _any_within(entries):
        return {}
    by_line = {entry.line: index for index, entry in enumerate(entries)}
    people = {
        entry.line: next((linked[index] for index in _above(entry, by_line, entries) if linked[index]), ())
        for entry in entries
        if entry.within
    }
    return {line: paths for line, paths in people.items() if paths}


def _nested(entries: Sequence[Entry], about: _About) -> _Nested:
    """Which sub-items are part of a contact with the same person on the same day, and the marks that they add."""
    held: set[tuple[int, str]] = set()
    marks: dict[tuple[int, str], tuple[str, ...]] = {}
    if not _any_within(entries):
        return _Nested(held, marks)
    by_line = {entry.line: index for index, entry in enumerate(entries)}
    for entry, people in zip(entries, about, strict=True):
        for person in people if entry.within else ():
            holders = [
                entries[index]
                for index in _above(entry, by_line, entries)
                if entries[index].contact and entries[index].date == entry.date and person in about[index]
                if entry.given or entries[index].given or entry.text in entries[index].text  # not what goes on below it
            ]
            if holders:
                held.add((entry.line, person))
                at = (holders[-1].line, person)
                marks[at] = marks.get(at, ()) + entry.marks
    return _Nested(held, marks)
