"""An agenda in words: sections of entries, each somebody (or something) and what is to be said beside it.

A person stands once in *Today*, *Reach out* and *Leaf through* together, and once in each other section; each promise
has an entry of its own (format.md, The generated note).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.gratitude import answerable
from vaultnet.agenda.tact import HARD, gentle
from vaultnet.model.agenda import Agenda, Beside, Gratitude, Introduction, Occasion, Owed
from vaultnet.model.network import Contact, Person
from vaultnet.render import reasons
from vaultnet.render.beside import beside, told
from vaultnet.render.escape import NAMELESS, without_task_signs
from vaultnet.render.voice import Voice, sentence, sentences

_DONE = 160  # characters of what was done today


class Entry(NamedTuple):
    """One item of a section."""

    about: str
    lines: tuple[str, ...] = ()
    due: date | None = None  # None: it has no day, or says it itself


class Section(NamedTuple):
    """A part of the day that has something to say."""

    key: str  # of its title
    entries: Sequence[Entry]
    waiting: Sequence[str] = ()  # the names of those who are due, too, and can wait
    of_those: str = ""  # the title of these names


class _Turn(NamedTuple):
    """One reason to get in touch with somebody."""

    section: str
    person: Person
    due: date
    reason: str
    known: Beside | None  # None: of the dead nothing is said but the remembrance
    tells_silence: bool = True  # the reason says how long ago they spoke
    quoted: str = ""  # by the reason, from a note


class Day(NamedTuple):
    """One agenda, in one voice."""

    agenda: Agenda
    voice: Voice

    @property
    def opening(self) -> str:
        """The sentence above the sections: that this is a fresh start, or that there is nothing to do; "" for none."""
        said = self.voice.words
        if self.agenda.fresh_start:
            return said.standing("fresh")
        if not self._asks_nothing():
            return ""
        begun = self.agenda.done_today or any(person.cadence for person in self.voice.network.people)
        return said.standing("quiet" if begun else "start")

    def _asks_nothing(self) -> bool:
        one = self.agenda
        gratitude = (*one.answer, *one.thank, *one.report, *one.give_back)
        return not any((one.today, one.reach_out, gratitude, one.promised, one.introduce, one.leaf_through))

    def sections(self) -> Iterator[Section]:
        """The sections that say something, in their order."""
        for key, entries in self._entries():
            waiting = self._waiting() if key == "reach_out" else []
            if entries or waiting:
                yield Section(key, entries, waiting, self._of_so_many(waiting))

    def _entries(self) -> Iterator[tuple[str, list[Entry]]]:
        """The entries of each section, some without any."""
        agenda, contact = self.agenda, self._contact()
        yield "today", contact["today"]
        yield "reach_out", contact["reach_out"]
        yield "answer", self._grateful("answer", agenda.answer)
        yield "thank", self._grateful("thank", agenda.thank)
        yield "report", self._grateful("report", agenda.report)
        yield "give_back", self._grateful("give_back", agenda.give_back)
        yield "promised", [self._promised(owed) for owed in agenda.promised]
        yield "introduce", [self._introduction(one) for one in agenda.introduce]
        yield "leaf_through", contact["leaf_through"]
        yield "coming_up", [self._coming(one) for one in agenda.coming_up]
        yield "done_today", [self._done(person, talk) for person, talk in agenda.done_today]

    def _waiting(self) -> list[str]:
        """The names of the rest of those who are due, and do not stand under *Today*."""
        in_today = {one.person.path for one in self.agenda.today}
        return [self.voice.person(path) for one in self.agenda.waiting if (path := one.person.path) not in in_today]

    def _of_so_many(self, waiting: Sequence[str]) -> str:
        title = "waiting_fresh" if self.agenda.fresh_start else "waiting"
        return self.voice.words.standing(title, len(waiting)) if waiting else ""

    def _contact(self) -> dict[str, list[Entry]]:
        """The three sections in which a person stands once: the first one wins, with all reasons."""
        turns: dict[str, list[_Turn]] = {}
        for turn in self._turns():
            turns.setdefault(turn.person.path, []).append(turn)
        entries: dict[str, list[Entry]] = {"today": [], "reach_out": [], "leaf_through": []}
        troubled = self._in_trouble()
        for path, person_turns in turns.items():
            gently = path in troubled or gentle(person_turns[0].person)
            entries[person_turns[0].section].append(self._person(person_turns, gently=gently))
        return entries

    def _in_trouble(self) -> frozenset[str]:
        """Those in whose life there is an illness or a loss today."""
        return frozenset(one.person.path for one in self.agenda.today if one.kind in HARD)

    def _turns(self) -> Iterator[_Turn]:
        told = self._in_trouble()
        inspired: set[str] = set()  # of whom it is told what one could give
        last = {(one.person.path, reasons.act(one, self.voice)): one for one in self.agenda.today}
        for occasion in self.agenda.today:
            person = occasion.person
            advised = last[person.path, reasons.act(occasion, self.voice)] is occasion
            reason = reasons.occasion(occasion, self.voice, ideas=person.path not in inspired, advised=advised)
            if occasion.gifts or occasion.interests:
                inspired.add(person.path)
            quoted = reasons.without_name(occasion.text, person)
            yield _Turn("today", person, occasion.date, reason, occasion.beside, tells_silence=False, quoted=quoted)
        for one in self.agenda.reach_out:
            reason = reasons.why(one, self.voice, gently=one.person.path in told)
            yield _Turn("reach_out", one.person, one.due, reason, one.beside)
        for leaf in self.agenda.leaf_through:
            yield _Turn("leaf_through", leaf.person, self.agenda.date, reasons.leaf(leaf, self.voice), leaf.beside)

    def _person(self, turns: Sequence[_Turn], *, gently: bool) -> Entry:
        """Somebody with everything that is to be said; `turns` are theirs."""
        first = turns[0]
        reason = sentences(*(turn.reason for turn in turns))
        spoke = not any(turn.tells_silence for turn in turns)
        lines = [reason]
        if first.known:
            quoted = [turn.quoted for turn in turns]
            lines = beside(first.person, first.known, reason, self.voice, spoke=spoke, quoted=quoted, gently=gently)
        return Entry(self.voice.person(first.person.path), tuple(lines), first.due)

    def _grateful(self, section: str, items: Iterable[Gratitude]) -> list[Entry]:
        of_one: dict[str, list[Gratitude]] = {}
        for one in items:
            of_one.setdefault(one.person.path, []).append(one)
        troubled = self._in_trouble()
        entries = []
        for path, theirs in of_one.items():
            gently = path in troubled or gentle(theirs[0].person)
            told = answerable(theirs) if section == "answer" else theirs
            lines = [sentence(reasons.gratitude(section, one, self.voice, gently=gently)) for one in told]
            entries.append(Entry(self.voice.person(path), tuple(lines), self.agenda.date))
        return entries

    def _promised(self, owed: Owed) -> Entry:
        due = f" 📅 {owed.due.isoformat()}" if owed.due else ""
        text = self.voice.text(without_task_signs(owed.text, self.voice.tag)) or NAMELESS
        return Entry(f"{text}{due} ({self.voice.person(owed.person.path)})")

    def _introduction(self, one: Introduction) -> Entry:
        about = self.voice.person(one.need.person.path)
        if not one.mine:
            about += f" {self.voice.words.say('and')} {self.voice.person(one.offer.person.path)}"
        troubled = self._in_trouble()
        both = [one.need.person, *([] if one.mine else [one.offer.person])]
        hard = [person for person in both if person.path in troubled or gentle(person)]
        return Entry(about, (sentence(reasons.introduction(one, self.voice, hard)),), self.agenda.date)

    def _coming(self, one: Occasion) -> Entry:
        day = self.voice.words.day(one.date, self.voice.today)
        about = f"{day}: {self.voice.person(one.person.path)}, {reasons.ahead(one, self.voice)}"
        advice = reasons.advice(one, self.voice)
        return Entry(about, (advice,) if advice else ())

    def _done(self, person: Person, talk: Contact) -> Entry:
        text = self.voice.text(without_task_signs(told(person, talk, self.voice)), _DONE)
        return Entry(self.voice.person(person.path) + (f" · {text}" if text else ""))
