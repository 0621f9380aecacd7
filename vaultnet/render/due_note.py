"""The due note: an agenda as Markdown. A tick line is a checkbox and whom it is about; what we say stands under it.

A person stands once in *Today*, *Reach out* and *Leaf through* together, and once in each other section; each promise
has a line of its own. The same agenda gives the same bytes (format.md, The generated note).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.beside import beside as known_of
from vaultnet.agenda.history import history
from vaultnet.agenda.tact import deceased
from vaultnet.model.agenda import Agenda, Beside, Gratitude, Introduction, Occasion, Owed
from vaultnet.model.config import Config
from vaultnet.model.network import Contact, Network, Person
from vaultnet.note.due_form import BEGIN, END, callout_title
from vaultnet.render import reasons
from vaultnet.render.beside import beside
from vaultnet.render.escape import inert, link, without_task_signs
from vaultnet.render.voice import Voice, sentence, sentences
from vaultnet.render.words import words

_PROBLEMS = 10
_DONE = 160  # characters of what was done today


def whole(agenda: Agenda, network: Network, config: Config) -> str:
    """The due note as a file of its own, without any words of the user."""
    return "\n".join([*_properties(agenda), block(agenda, network, config)])


def block(agenda: Agenda, network: Network, config: Config) -> str:
    """What stands between the two marker lines, with them; the last line, too, ends in a line feed."""
    voice = Voice(words(config.language), network, agenda.date, note=True)
    lines = [BEGIN, "", f"# {voice.words.full(agenda.date)}", *_greeting(agenda, voice)]
    for section, items in _Note(agenda, voice, config).sections():
        if items:
            lines += ["", f"## {voice.words.title(section)}", *(items if items[0] else items[1:])]
    if agenda.problems:
        lines += ["", *_problems(agenda, voice)]
    return "\n".join([*lines, "", END, ""])


def plain_names(network: Network) -> tuple[str, ...]:
    """How the people whom no link can name stand in the note; to find them again when it is read."""
    people = (*network.people, *((network.me,) if network.me else ()))
    return tuple(link(one.path, network) for one in people if not network.link_texts.get(one.path))


def promise_text(owed: Owed) -> str:
    """How a promise's text stands in the note; to find it again when it is read."""
    return inert(without_task_signs(owed.text))


class _Turn(NamedTuple):
    """One reason to let somebody hear from the user."""

    section: str
    person: Person
    due: date
    reason: str
    known: Beside | None  # None: of the dead nothing is said but the remembrance
    tells_silence: bool = True  # the reason says how long ago they spoke


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
        yield "done_today", [self._done(person, talk) for person, talk in agenda.done_today]

    def _contact(self) -> dict[str, list[str]]:
        """The lines of the three sections in which a person stands once: the first one wins, with all reasons."""
        turns: dict[str, list[_Turn]] = {}
        for turn in self._turns():
            turns.setdefault(turn.person.path, []).append(turn)
        lines: dict[str, list[str]] = {"today": [], "reach_out": [], "leaf_through": []}
        for person_turns in turns.values():
            lines[person_turns[0].section] += self._person(person_turns)
        return lines

    def _turns(self) -> Iterator[_Turn]:
        for occasion in self.agenda.today:
            person = occasion.person
            known = None if deceased(person) else known_of(history(person, self.agenda.date))
            reason = reasons.occasion(occasion, self.voice)
            yield _Turn("today", person, occasion.date, reason, known, tells_silence=False)
        for one in self.agenda.reach_out:
            yield _Turn("reach_out", one.person, one.due, reasons.why(one, self.voice), one.beside)
        for leaf in self.agenda.leaf_through:
            yield _Turn("leaf_through", leaf.person, self.agenda.date, reasons.leaf(leaf, self.voice), leaf.beside)

    def _person(self, turns: Sequence[_Turn]) -> list[str]:
        """Somebody's tick line with what is to be said; `turns` are theirs."""
        first = turns[0]
        reason = sentences(*(turn.reason for turn in turns))
        spoke = not any(turn.tells_silence for turn in turns)
        lines = beside(first.person, first.known, reason, self.voice, spoke=spoke) if first.known else [reason]
        return self._tick(self.voice.person(first.person.path), first.due, lines)

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

    def _done(self, person: Person, talk: Contact) -> str:
        text = self.voice.text(without_task_signs(talk.text), _DONE)
        return f"- [x] {self.voice.person(person.path)}" + (f" · {text}" if text else "")


def _properties(agenda: Agenda) -> list[str]:
    return [
        "---",
        "generated_by: vaultnet",
        f"date: {agenda.date.isoformat()}",
        f"reach_out: {len(agenda.reach_out)}",
        f"waiting: {len(agenda.waiting)}",
        "cssclasses:",
        "  - vaultnet",
        "---",
    ]


def _greeting(agenda: Agenda, voice: Voice) -> list[str]:
    """One friendly line where the day asks nothing, or more than anybody could do."""
    if agenda.fresh_start:
        return ["", voice.words.standing("fresh")]
    gratitude = (*agenda.answer, *agenda.thank, *agenda.report, *agenda.give_back)
    if any((agenda.today, agenda.reach_out, gratitude, agenda.promised, agenda.introduce, agenda.leaf_through)):
        return []
    return ["", voice.words.standing("quiet")]


def _problems(agenda: Agenda, voice: Voice) -> list[str]:
    """The folded list of places that could not be read; the first of them where there are many."""
    problems = agenda.problems
    lines = [f"> - {inert(problem.path)}:{problem.line}: {inert(problem.message)}" for problem in problems[:_PROBLEMS]]
    if len(problems) > _PROBLEMS:
        lines.append(f"> - {voice.words.standing('more', len(problems) - _PROBLEMS)}")
    return [callout_title("problems", voice.words.standing("problems", len(problems))), *lines]


def _quotes(lines: Iterable[str]) -> list[str]:
    return [f"    > {line}" for line in lines if line]
