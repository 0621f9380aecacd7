"""The due note: an agenda as Markdown. A tick line is a checkbox and whom it is about; what we say stands under it.

A person stands once in *Today*, *Reach out* and *Leaf through* together, and once in each other section; each promise
has a line of its own. The same agenda gives the same bytes (format.md, The generated note).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.beside import beside as known_of
from vaultnet.agenda.history import history
from vaultnet.agenda.tact import deceased
from vaultnet.model.agenda import Agenda, Beside, Gratitude, Introduction, Leaf, Occasion, Owed, ReachOut
from vaultnet.model.config import Config
from vaultnet.model.network import Contact, Network, Person
from vaultnet.note.due_form import BEGIN, END, callout_title
from vaultnet.render import reasons
from vaultnet.render.beside import beside
from vaultnet.render.escape import NAME, in_task, inert, link
from vaultnet.render.voice import Voice, sentence, sentences
from vaultnet.render.words import words

_PROBLEMS = 10
_DONE = 160  # characters of what was done today


def whole(agenda: Agenda, network: Network, config: Config) -> str:
    """The due note as a file of its own, without any words of the user."""
    return "\n".join([*_properties(agenda), block(agenda, network, config)])


def block(agenda: Agenda, network: Network, config: Config) -> str:
    """What stands between the two marker lines, with them; lines end in `\\n`, the last one too."""
    voice = Voice(words(config.language), network, agenda.date, note=True)
    lines = [BEGIN, "", f"# {voice.words.full(agenda.date)}", *_greeting(agenda, voice)]
    for section, items in _Note(agenda, voice, config).sections():
        if items:
            lines += ["", f"## {voice.words.title(section)}", *items]
    if agenda.problems:
        lines += ["", *_problems(agenda, voice)]
    return "\n".join([*lines, "", END, ""])


def plain_names(network: Network) -> tuple[str, ...]:
    """How the people whom no link can name stand in the note; to find them again when it is read."""
    people = (*network.people, *((network.me,) if network.me else ()))
    return tuple(link(one.path, network) for one in people if not network.link_texts.get(one.path))


def promise_text(owed: Owed) -> str:
    """How a promise's text stands in the note; to find it again when it is read."""
    return in_task(" ".join(owed.text.split()))


class _Item(NamedTuple):
    """Somebody's line in the sections whose ticks record a contact, with all reasons for it."""

    person: Person
    due: date
    reasons: list[str]
    known: Beside | None  # None: of the dead nothing is said but the remembrance
    spoke: bool  # whether the reasons leave it to the last talk to say that they spoke


class _Note(NamedTuple):
    """One agenda on its way to the note."""

    agenda: Agenda
    voice: Voice
    config: Config

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """The sections in their order, with their lines."""
        agenda, contact = self.agenda, self._contact()
        yield "today", contact["today"]
        yield "reach_out", contact["reach_out"] + self._waiting()
        yield "answer", self._grateful("answer", agenda.answer)
        yield "thank", self._grateful("thank", agenda.thank)
        yield "report", self._grateful("report", agenda.report)
        yield "give_back", self._grateful("give_back", agenda.give_back)
        yield "promised", [self._promised(owed) for owed in agenda.promised]
        yield "introduce", [line for one in agenda.introduce for line in self._introduction(one)]
        yield "leaf_through", contact["leaf_through"]
        yield "coming_up", [line for one in agenda.coming_up for line in self._coming(one)]
        yield "done_today", [self._done(person, contact) for person, contact in agenda.done_today]

    def _contact(self) -> dict[str, list[str]]:
        """The lines of the three sections in which a person stands once: the first one wins, with all reasons."""
        items: dict[str, tuple[str, _Item]] = {}
        for section, item in self._turns():
            _, first = items.setdefault(item.person.path, (section, item))
            if first is not item:
                first.reasons.extend(item.reasons)
                if not item.spoke and item.known:
                    items[item.person.path] = items[item.person.path][0], first._replace(spoke=False)
        lines: dict[str, list[str]] = {"today": [], "reach_out": [], "leaf_through": []}
        for section, item in items.values():
            lines[section] += self._item(item)
        return lines

    def _turns(self) -> Iterator[tuple[str, _Item]]:
        """Every reason to let somebody hear from the user, in the order of the sections."""
        for occasion in self.agenda.today:
            person = occasion.person
            known = None if deceased(person) else known_of(history(person, self.agenda.date))
            said = reasons.occasion(occasion, self.voice)
            yield "today", _Item(person, occasion.date, [said], known, spoke=True)
        for one in self.agenda.reach_out:
            yield "reach_out", _Item(one.person, one.due, [reasons.why(one, self.voice)], one.beside, spoke=False)
        for leaf in self.agenda.leaf_through:
            said = reasons.leaf(leaf, self.voice)
            yield "leaf_through", _Item(leaf.person, self.agenda.date, [said], leaf.beside, spoke=False)

    def _item(self, item: _Item) -> list[str]:
        said = sentences(*item.reasons)
        if not item.known:
            return self._tick(link(item.person.path, self.voice.network), item.due, [said])
        lines = beside(item.person, item.known, said, self.voice, spoke=item.spoke)
        return self._tick(link(item.person.path, self.voice.network), item.due, lines)

    def _tick(self, about: str, due: date | None, lines: Iterable[str]) -> list[str]:
        """A tick line, with what `[tasks]` adds, and the quote lines under it; `due` None: no day is added."""
        tasks = self.config.tasks
        tag = f" {tasks.tag}" if tasks.tag else ""
        day = f" 📅 {due.isoformat()}" if tasks.due and due else ""
        return [f"- [ ] {about}{tag}{day}", *_quotes(lines)]

    def _waiting(self) -> list[str]:
        waiting = self.agenda.waiting
        if not waiting:
            return []
        title = self.voice.words.standing("waiting_fresh" if self.agenda.fresh_start else "waiting", len(waiting))
        return ["", callout_title("waiting", title), *(f"> - {self.voice.person(one.person.path)}" for one in waiting)]

    def _grateful(self, section: str, items: Iterable[Gratitude]) -> list[str]:
        said: dict[str, list[str]] = {}
        for one in items:
            said.setdefault(one.person.path, []).append(sentence(reasons.gratitude(section, one, self.voice)))
        return [
            line
            for path, lines in said.items()
            for line in self._tick(self.voice.person(path), self.agenda.date, lines)
        ]

    def _promised(self, owed: Owed) -> str:
        due = f" 📅 {owed.due.isoformat()}" if owed.due else ""
        return self._tick(f"{promise_text(owed)}{due} ({self.voice.person(owed.person.path)})", None, ())[0]

    def _introduction(self, one: Introduction) -> list[str]:
        about = self.voice.person(one.need.person.path)
        if not one.mine:
            about += f" {self.voice.words.say('and')} {self.voice.person(one.offer.person.path)}"
        return self._tick(about, self.agenda.date, [sentence(reasons.introduction(one, self.voice))])

    def _coming(self, one: Occasion) -> list[str]:
        day = self.voice.words.day(one.date, self.voice.today)
        line = f"- {day}: {self.voice.person(one.person.path)}, {reasons.ahead(one, self.voice)}"
        return [line, *_quotes([reasons.advice(one, self.voice)])]

    def _done(self, person: Person, contact: Contact) -> str:
        text = in_task(self.voice.text(contact.text, _DONE)) if False else self.voice.text(contact.text, _DONE)
        return f"- [x] {self.voice.person(person.path)}" + (f" · {text}" if text else "")
