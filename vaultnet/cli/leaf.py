"""`leaf`: leaf through everyone, one person at a time, one key each."""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import click

from vaultnet.agenda.leafing import in_turn, unsorted
from vaultnet.cli.context import Setting, setting, today_option
from vaultnet.cli.page import paper, tell
from vaultnet.days.spans import parse_span, parse_until
from vaultnet.load import Loaded
from vaultnet.model.agenda import Leaf
from vaultnet.model.network import Person
from vaultnet.model.span import NEVER
from vaultnet.note.record_contact import NewContact
from vaultnet.note.set_property import set_property
from vaultnet.problem import Failure
from vaultnet.record import Act, contact, do_all, snoozed
from vaultnet.render.leaf import show_leaf
from vaultnet.render.voice import sentence
from vaultnet.render.words import Words, words

_TALKED, _LATER, _CADENCE, _SKIP, _QUIT = ("t",), ("l",), ("c",), ("s", " "), ("q", "\x1b")


class NoTerminal(Failure):
    """Nobody is there to press a key."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("leaf waits for a key at each name: it needs a terminal; `vaultnet due` lists today's names")


@click.command()
@click.option("--unsorted", "undecided", is_flag=True, help="Only those without a cadence, the most mentioned first.")
@today_option
def leaf(*, undecided: bool, today: datetime | None) -> None:
    """Leaf through your people, one at a time, one key each.

    \b
    t  you talked: a few words are recorded in their note
    l  later: snooze them until a day, or for a span
    c  set how often you like to be in touch
    s  skip to the next (so does the space bar)
    q  quit

    Today's names come first, then those whose turn is next. `vaultnet undo` takes back what was recorded.
    """  # noqa: D301 - click means the sign itself
    here = setting(None, today)
    if not on_terminal():
        raise NoTerminal
    loaded = here.load()
    network = loaded.network
    leaves = unsorted(network, here.today) if undecided else in_turn(network, here.config, here.today)
    leafing = _Leafing(here, loaded, words(here.config.language))
    if not leaves:
        leafing.say("leaf.nobody.unsorted" if undecided else "leaf.nobody")
        return
    try:
        leafing.leaf_through(leaves)
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo()
        leafing.say("leaf.bye")


def on_terminal() -> bool:
    """Whether somebody sees what is shown, and can answer with a key."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class _Leafing(NamedTuple):
    """The people whom the user leafs through, and how to act on them."""

    here: Setting
    loaded: Loaded
    words: Words

    def say(self, key: str) -> None:
        """A sentence of our own."""
        click.echo(sentence(self.words.say(key)))

    def leaf_through(self, leaves: Sequence[Leaf]) -> None:
        """Show one name after another, to the end or until the user has had enough."""
        network, config, today = self.loaded.network, self.here.config, self.here.today
        for number, leaf in enumerate(leaves, 1):
            width, colour = paper()
            shown = show_leaf(leaf, (number, len(leaves)), network, config, today, width=width, colour=colour)
            click.echo(shown + click.style(self.words.say("leaf.keys"), dim=True), color=colour)
            if not self._done_with(leaf.person):
                self.say("leaf.bye")
                return
        self.say("leaf.end")

    def _done_with(self, person: Person) -> bool:
        """Do what the user wants with one person; whether they want to see the next."""
        while True:
            key = click.getchar().casefold()
            if not key:
                raise EOFError
            if key in _QUIT:
                return False
            if key in _SKIP or self._acted(key, person):
                return True

    def _acted(self, key: str, person: Person) -> bool:
        """Whether a key stood for something to be done, and it was."""
        if key in _TALKED:
            return self._talked(person)
        if key in _LATER:
            return self._later(person)
        if key in _CADENCE:
            return self._set_cadence(person)
        if key == "?":
            click.echo(self.words.say("leaf.help"))
        return False

    def _talked(self, person: Person) -> bool:
        text = self._ask(self.words.say("leaf.talked")) or self.words.say("did.contact")
        act = contact(person, NewContact(self.here.today, text), self.here.config, self.loaded.seen.reading)
        return self._do(act, self.words.say("leaf.recorded"))

    def _later(self, person: Person) -> bool:
        today, (count, unit) = self.here.today, self.here.config.snooze
        answer = self._ask(self.words.say("leaf.later", length=self.words.say(f"length.{unit}", count)))
        parsed = parse_until(answer, today, self.here.config.date_order) if answer else None
        if answer and (parsed is None or answer[parsed[1] :].strip() or parsed[0] <= today):
            self.say("leaf.not_a_day")
            return False
        until = parsed[0] if parsed else self.here.config.snooze.after(today)
        return self._do(snoozed(person, until), self.words.say("leaf.snoozed", day=self.words.day(until, today)))

    def _set_cadence(self, person: Person) -> bool:
        answer = self._ask(self.words.say("leaf.cadence")).strip("\"'")
        span = parse_span(answer)
        if span is None:
            if answer:
                self.say("leaf.not_a_cadence")
            return False
        act = Act(person.path, lambda text: set_property(person.path, text, "cadence", answer))
        if span == NEVER:
            return self._do(act, self.words.say("leaf.set.never"))
        return self._do(act, self.words.say("leaf.set", every=self.words.every(span)))

    def _ask(self, question: str) -> str:
        answer = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
        return " ".join(str(answer).split())

    def _do(self, act: Act, done: str) -> bool:
        """Write into the note and say what was done; if that fails, say why, and let the name stay."""
        try:
            changed = do_all(self.here.root, [act], "leaf")
        except Failure as failure:
            tell(str(failure), err=True)
            return False
        click.echo(sentence(done if changed else self.words.say("leaf.known")))
        return True
