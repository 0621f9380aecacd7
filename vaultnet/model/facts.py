"""What one note says, read on its own: pure values that depend on its path, its text and the reading rules."""

from datetime import date
from typing import NamedTuple

from vaultnet.model.span import Span, Yearly
from vaultnet.problem import Problem

Day = date  # where a field called `date` with a default would hide the type

PERSON, DAILY, MEETING, OTHER = "person", "daily", "meeting", "other"


_REQUESTS = frozenset(("asked", "request", "answered"))
_SPHERE_TAGS = frozenset(("#work", "#private", "#zakelijk", "#prive", "#privé"))


def before_outcome(text: str) -> str:
    """What a request says before the arrow that its outcome follows."""
    return text.replace("→", "->").partition("->")[0]


class Told(NamedTuple):
    """An occasion found in the text of a contact."""

    kind: str
    date: date
    text: str  # the sentence that tells it
    dated: bool  # False: dated by the contact itself, so it has after-care only


class Entry(NamedTuple):
    """A block of a note that is dated, marked, or (in a daily note) linked to somebody."""

    line: int
    date: date | None  # None: a marked item without any date
    text: str  # without checkbox, date, mark word and plugin signs; sub-items on lines of their own
    contact: bool  # a moment of real contact, by its form and its marks
    within: int = 0  # line of the entry whose text holds this one as a sub-item; 0: none does
    marks: tuple[str, ...] = ()  # canonical names: `received`, `ask about`, `wedding`, ...
    open: bool = True  # False: ticked, struck through or marked done
    outcome: str = ""  # of `asked`, `request`, `answered`: accepted, conditional, declined, no time, no answer
    remark: str = ""  # what follows the outcome's word
    links: tuple[str, ...] = ()  # the notes it links to, as written, without heading and shown text
    tags: tuple[str, ...] = ()  # folded, without `#`
    told: tuple[Told, ...] = ()

    @property
    def matter(self) -> str:
        """Its text; of a request only what was asked, without the outcome and the tag of its sphere."""
        if _REQUESTS.isdisjoint(self.marks):
            return self.text
        return " ".join(word for word in before_outcome(self.text).split() if word.casefold() not in _SPHERE_TAGS)

    @property
    def given(self) -> bool:
        """Whether its text is something the user gave, which is forgotten everywhere but in `show`."""
        return "gave" in self.marks and "received" not in self.marks


class Task(NamedTuple):
    """An open task: a promise, if it turns out to be somebody's."""

    line: int
    text: str
    due: date | None  # None: at no particular time
    links: tuple[str, ...] = ()


class Attendee(NamedTuple):
    """Somebody whom a dated note names as present."""

    target: str
    line: int
    linked: bool  # False: a plain name, silently passed over where nobody bears it


class Dated(NamedTuple):
    """A date with the line that says it."""

    date: date
    line: int


class Said(NamedTuple):
    """A text with the line that says it."""

    text: str
    line: int
    links: tuple[str, ...] = ()


class Card(NamedTuple):
    """What the properties of a person note say; empty where it says nothing."""

    names: tuple[str, ...] = ()  # further names, in the order of the properties
    tags: tuple[str, ...] = ()  # folded, without `#`
    cadence: Span | None = None  # None: not stated; NEVER: stated as never
    circle: str = ""
    last_contact: tuple[Dated, ...] = ()
    next_contact: Dated | None = None
    snooze_until: Dated | None = None
    birthday: Yearly | None = None
    anniversary: Yearly | None = None
    wedding: Dated | None = None  # future: a wedding; past: its anniversary
    deceased: bool = False
    died: Dated | None = None  # None also where only `died: true` is known
    status: str | None = None  # deceased, grieving, ill, estranged, paused, archived
    met: Dated | None = None
    created: Dated | None = None
    introduced_by: tuple[Said, ...] = ()
    sphere: tuple[str, ...] = ()  # work, private
    profile: str | None = None  # in both spheres
    profile_work: str | None = None
    profile_private: str | None = None
    offers: tuple[Said, ...] = ()
    interests: tuple[Said, ...] = ()
    needs: tuple[Said, ...] = ()
    location: str = ""
    organisation: str = ""
    role: str = ""
    family: tuple[str, ...] = ()
    address: str = ""
    uid: str = ""
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    is_self: bool = False
    lines: tuple[tuple[str, int], ...] = ()  # canonical property → the line that says it
    organisation_links: tuple[str, ...] = ()  # the notes that `organisation` links to, as written

    def line(self, name: str) -> int:
        """The line of property `name`, 1 where it is not stated."""
        return dict(self.lines).get(name, 1)


class Facts(NamedTuple):
    """Everything that vaultnet keeps of one note."""

    path: str
    kind: str = OTHER
    date: Day | None = None  # of a daily or meeting note
    card: Card | None = None  # of a person note
    entries: tuple[Entry, ...] = ()
    tasks: tuple[Task, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    links: tuple[str, ...] = ()  # of a person note: every note it links to, as written, each once
    problems: tuple[Problem, ...] = ()
    left_out: bool = False  # a template: takes part in link resolution, and in nothing else
