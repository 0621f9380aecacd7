"""The configuration: its fields and their defaults are the specification of `vaultnet.toml`."""

from typing import NamedTuple

from vaultnet.model.span import Span

Words = tuple[tuple[str, tuple[str, ...]], ...]
"""The words that name each kind of occasion."""


class OccasionRule(NamedTuple):
    """How many days before and after an occasion to speak of it, and the words that name it."""

    before: int
    after: tuple[int, ...]  # days on which to ask after it
    belated: int  # days during which good wishes may still follow
    words: tuple[str, ...]  # English and Dutch, lower case


OCCASIONS: dict[str, OccasionRule] = {
    "birthday": OccasionRule(7, (), 7, ("birthday", "verjaardag", "jarig")),
    "anniversary": OccasionRule(7, (), 3, ("anniversary", "trouwdag", "jubileum")),
    "wedding": OccasionRule(14, (7,), 0, ("wedding", "marriage", "bruiloft", "huwelijk", "trouwen")),
    "birth": OccasionRule(0, (3, 30), 0, ("birth", "baby", "geboorte", "bevallen")),
    "illness": OccasionRule(
        1,
        (3, 14),
        0,
        ("illness", "ill", "operation", "surgery", "hospital", "ziek", "ziekte", "operatie", "ziekenhuis"),
    ),
    "bereavement": OccasionRule(
        0,
        (14, 90, 365),
        0,
        ("funeral", "loss", "death", "bereavement", "begrafenis", "verlies", "overleden", "rouw"),
    ),
    "new_job": OccasionRule(0, (90,), 0, ("new job", "promotion", "nieuwe baan", "promotie")),
    "move": OccasionRule(0, (30,), 0, ("moving", "new house", "verhuizing", "nieuw huis")),
    "exam": OccasionRule(
        1,
        (1,),
        0,
        ("exam", "graduation", "defence", "interview", "examen", "diploma", "sollicitatie"),
    ),
    "retirement": OccasionRule(7, (30,), 0, ("retirement", "pensioen")),
    "told": OccasionRule(1, (1, 3), 0, ()),  # after-care from the first to the last day, until a contact
}

CIRCLES: dict[str, Span] = {
    "inner": Span(2, "W"),
    "close": Span(1, "M"),
    "casual": Span(3, "M"),
    "warm": Span(6, "M"),
    "dormant": Span(1, "Y"),
}


class PeopleRules(NamedTuple):
    """How person notes are recognised, and where new ones go."""

    folders: tuple[str, ...] = (
        "People",
        "Persons",
        "Contacts",
        "Friends",
        "Personen",
        "Mensen",
        "Contacten",
        "Vrienden",
    )
    types: tuple[str, ...] = ("person", "people", "contact", "persoon", "mensen", "contactpersoon")
    tags: tuple[str, ...] = ("person", "people", "contact", "crm", "persoon")
    template: str = ""
    folder: str = ""


class CadenceRules(NamedTuple):
    """The cadence of those who have none of their own; keys folded, tags without `#`."""

    default: Span | None = None  # None: never
    by_tag: tuple[tuple[str, Span], ...] = ()
    by_folder: tuple[tuple[str, Span], ...] = ()


class DailyRules(NamedTuple):
    """Which notes are daily notes, and which of their links are contacts."""

    folder: str | None = None  # None: as Obsidian's own settings say
    format: str | None = None  # in Moment's tokens; None: likewise
    counted: str = "links"  # or `tagged`, `off`
    tags: tuple[str, ...] = ()  # folded, without `#`


class TaskStyle(NamedTuple):
    """What tick lines carry for the Tasks plugin."""

    tag: str = ""
    due: bool = False


class Config(NamedTuple):
    """The whole of `vaultnet.toml`, with its defaults."""

    language: str = "en"
    output: str = "Due today.md"
    embed_in: str = ""
    date_order: str = "dmy"
    leap_day: str = "feb28"
    per_day: int = 5
    leaf_per_day: int = 3
    leaf_cycle: int = 90  # days
    snooze: Span = Span(1, "W")
    retry: Span = Span(1, "W")
    thank_window: int = 60  # days
    report_after: Span = Span(6, "W")
    log_heading: str = "Contact"
    settle: float = 3.0  # seconds
    exclude: tuple[str, ...] = ()
    self: str = ""
    people: PeopleRules = PeopleRules()
    cadence: CadenceRules = CadenceRules()
    circles: tuple[tuple[str, Span], ...] = tuple(CIRCLES.items())
    daily: DailyRules = DailyRules()
    occasions: tuple[tuple[str, OccasionRule], ...] = tuple(OCCASIONS.items())
    tasks: TaskStyle = TaskStyle()

    def occasion(self, kind: str) -> OccasionRule:
        """The rule of one kind of occasion."""
        return dict(self.occasions)[kind]


_WORDS = tuple((kind, rule.words) for kind, rule in OCCASIONS.items())


class DailyNotes(NamedTuple):
    """One place where daily notes are kept: a folder (`""` is the root) and a Moment format."""

    folder: str
    format: str


class Reading(NamedTuple):
    """The rules that the facts of a single note depend on, besides its path and its bytes."""

    date_order: str = "dmy"
    people: PeopleRules = PeopleRules()
    daily: tuple[DailyNotes, ...] = (DailyNotes("", "YYYY-MM-DD"),)
    daily_anywhere: bool = True  # names `YYYY-MM-DD` are daily notes in every folder
    daily_count: str = "links"
    daily_tags: tuple[str, ...] = ()
    words: Words = _WORDS
    generated: tuple[str, ...] = ("due today.md", "network.md")  # folded paths of generated notes: never input
    own: str = ""  # folded path of the user's own note, without extension; "" where none is configured
