"""What a day asks, and why: every item with the line it rests on."""

from datetime import date
from typing import NamedTuple

from vaultnet.model.facts import Day, Said
from vaultnet.model.network import Contact, Person, Source
from vaultnet.model.span import Span
from vaultnet.problem import Problem


class Mention(NamedTuple):
    """A dated line quoted beside a name."""

    text: str
    date: date | None  # None: undated
    source: Source
    mark: str = ""  # `ask about`, `busy`, `need`


class Received(NamedTuple):
    """Something that the user received from a person."""

    text: str
    date: date | None  # None: undated
    thanked: bool
    source: Source
    mark: str = "received"  # or `introduced`, or `asked` for a request that was accepted
    introduced: tuple[str, ...] = ()  # paths of the people to whom the user was introduced


class Owed(NamedTuple):
    """An open promise to a person."""

    person: Person
    text: str
    due: date | None  # None: at no particular time
    source: Source


class Beside(NamedTuple):
    """What belongs beside a name whenever it is listed."""

    last_contact: Contact | None  # None: never
    ask_about: tuple[Mention, ...] = ()  # open ones, newest first, at most 3
    received: tuple[Received, ...] = ()  # at most 2, unthanked first, then newest
    promises: tuple[Owed, ...] = ()
    rhythm: Span | None = None  # None: none stated


YEARLY = frozenset({"birthday", "anniversary", "remembrance"})
"""The kinds of occasions that come back every year."""


class Occasion(NamedTuple):
    """A dated event in a person's life (format.md, Occasions), a plan or a dated promise."""

    person: Person
    kind: str
    date: date  # of the occurrence meant
    days: int  # date - today: below 0 for after-care and belated ones
    text: str
    source: Source
    phase: str  # ahead, prepare, day, after, belated
    years: int | None = None  # age or years together; None: not known
    gifts: tuple[Said, ...] = ()  # open gift ideas, for the kinds at which one gives
    interests: tuple[str, ...] = ()
    gentle: bool = False  # told without cheer
    said_on: Day | None = None  # the day of the line that says it; None: it has none, or a property says it
    in_words: bool = False  # a talk tells it, so its text says what it is
    beside: Beside | None = None  # None: it is still ahead, or it is a day of remembrance


class ReachOut(NamedTuple):
    """Somebody whose turn it is."""

    person: Person
    due: date
    days_past: int
    estimated: bool
    asked_for: bool  # due by `next_contact`
    tried: date | None  # the last try since the last contact; None: none
    gentle: bool
    beside: Beside


class Gratitude(NamedTuple):
    """Thanks, an answer, a report or a return that the user still owes."""

    person: Person
    text: str
    date: date
    source: Source
    waiting: bool = False  # the user asked, and there is no answer yet
    mark: str = "received"  # of the line it rests on: `received`, `introduced`, `asked`, `request`, `borrowed`
    introduced: tuple[str, ...] = ()  # paths of the people to whom the user was introduced


class Side(NamedTuple):
    """One side of an introduction."""

    person: Person
    text: str
    source: Source


class Introduction(NamedTuple):
    """Two people who could meet; the offer may be the user's own."""

    need: Side
    offer: Side
    topic: str
    mine: bool = False


class Leaf(NamedTuple):
    """A name in *Leaf through*."""

    person: Person
    reason: str  # quiet, rotation
    beside: Beside
    rhythm_days: int = 0  # of somebody gone quiet; 0: not known, or not needed
    silent_days: int = 0


class Profile(NamedTuple):
    """How somebody reacts to requests in one sphere."""

    value: str | None  # give-and-forget, whats-in-it-for-me, no-time; None: unknown
    stated: bool = False  # False: inferred from how requests went
    evidence: str = ""  # `accepted 3 of 3`


class Agenda(NamedTuple):
    """Everything that one day asks."""

    date: date
    people: int
    fresh_start: bool = False
    today: tuple[Occasion, ...] = ()
    reach_out: tuple[ReachOut, ...] = ()
    waiting: tuple[ReachOut, ...] = ()
    answer: tuple[Gratitude, ...] = ()
    thank: tuple[Gratitude, ...] = ()
    report: tuple[Gratitude, ...] = ()
    give_back: tuple[Gratitude, ...] = ()
    promised: tuple[Owed, ...] = ()
    introduce: tuple[Introduction, ...] = ()
    leaf_through: tuple[Leaf, ...] = ()
    coming_up: tuple[Occasion, ...] = ()
    done_today: tuple[tuple[Person, Contact], ...] = ()  # in touch on this very day
    problems: tuple[Problem, ...] = ()
