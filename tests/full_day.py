"""One day of an invented network that fills every section of the due note."""

from datetime import date

from vaultnet.agenda.beside import beside
from vaultnet.agenda.history import history_of
from vaultnet.agenda.tact import deceased
from vaultnet.model.agenda import (
    Agenda,
    Beside,
    Gratitude,
    Introduction,
    Leaf,
    Mention,
    Occasion,
    Owed,
    ReachOut,
    Received,
    Side,
)
from vaultnet.model.facts import Card, Entry, Said
from vaultnet.model.network import Contact, Network, Part, Person, Promise, Record, Source
from vaultnet.model.span import Span, Yearly
from vaultnet.problem import Problem

TODAY = date(2026, 11, 21)


def person(name, card=None, **fields):
    return Person(f"People/{name}.md", name, card or Card(), **fields)


def contact(day, text, path, line=9, *marks, given=False):
    return Contact(day, (Part(Source(path, line), text, marks, given),))


ANNA = person(
    "Anna de Vries",
    Card(
        birthday=Yearly(11, 21, 1980, 3),
        phone=("06-12345678",),
        needs=(Said("a cello teacher", 6),),
        family=("Tom",),
    ),
    contacts=(contact(date(2026, 9, 20), "walked on the beach", "People/Anna de Vries.md"),),
)
BRAM = person(
    "Bram Jansen",
    Card(
        email=("bram@example.org",),
        location="Utrecht",
        role="gardener",
        organisation="Groen & Co",
        address="Kerkstraat 1",
    ),
    cadence=Span(1, "M"),
    contacts=(contact(date(2026, 10, 1), "coffee\ntalked about his move", "People/Bram Jansen.md", 12),),
    records=(
        Record(
            "People/Bram Jansen.md",
            Entry(20, date(2024, 3, 2), "Carla Smit", contact=True, marks=("introduced",)),
            ("People/Carla Smit.md",),
        ),
    ),
    promises=(Promise("send the article about soil", date(2026, 11, 20), Source("People/Bram Jansen.md", 30)),),
)
CARLA = person("Carla Smit")
DAAN = person("Daan Visser", Card(offers=(Said("teaches cello", 4),)))
EMMA = person(
    "Emma Bakker",
    contacts=(contact(date(2026, 10, 3), "busy with her thesis", "Daily/2026-10-03.md", 4),),
)
FRITS = person("Frits de Boer", contacts=(contact(TODAY, "called, all is well", "Daily/2026-11-21.md", 2),))
GRIET = person("Griet #1", Card(status="grieving"), cadence=Span(2, "W"))
HANS = person("Hans Mol", Card(deceased=True))

PEOPLE = (ANNA, BRAM, CARLA, DAAN, EMMA, FRITS, GRIET, HANS)
DAILY = ("2026-10-03", "2026-11-18", "2026-11-21")
NETWORK = Network(
    people=PEOPLE,
    link_texts={one.path: "" if "#" in one.name else one.name for one in PEOPLE}
    | {f"Daily/{day}.md": day for day in DAILY},
)

BESIDE_BRAM = Beside(
    BRAM.contacts[-1],
    ask_about=(Mention("the new house", date(2026, 10, 1), Source("People/Bram Jansen.md", 13), "ask about"),),
    received=(
        Received(
            "Carla Smit",
            date(2024, 3, 2),
            True,
            Source("People/Bram Jansen.md", 20),
            "introduced",
            ("People/Carla Smit.md",),
        ),
        Received("a lift to the station", date(2026, 10, 1), False, Source("People/Bram Jansen.md", 14)),
    ),
    promises=(Owed(BRAM, "send the article about soil", date(2026, 11, 20), Source("People/Bram Jansen.md", 30)),),
    rhythm=Span(1, "M"),
)


def reach(one, beside, due, **fields):
    given = {"estimated": False, "asked_for": False, "tried": None, "gentle": False} | fields
    return ReachOut(one, due, (TODAY - due).days, beside=beside, **given)


def occasion(one, kind, day, phase, text="", **fields):
    known = beside(history_of(one, TODAY)) if day <= TODAY and not deceased(one) else None
    return Occasion(one, kind, day, (day - TODAY).days, text, Source(one.path, 3), phase, beside=known, **fields)


BIRTHDAY = occasion(ANNA, "birthday", TODAY, "day", years=46, gifts=(Said("the Bach suites", 8),), interests=("music",))
OPERATION = occasion(BRAM, "illness", date(2026, 11, 24), "ahead", "her operation is on 24 November")
REACH_BRAM = reach(BRAM, BESIDE_BRAM, date(2026, 11, 1))
REACH_GRIET = reach(GRIET, Beside(None, rhythm=Span(2, "W")), TODAY, estimated=True, gentle=True)

FULL = Agenda(
    date=TODAY,
    people=8,
    today=(BIRTHDAY, occasion(HANS, "remembrance", TODAY, "day", years=3)),
    reach_out=(REACH_BRAM, REACH_GRIET),
    waiting=(reach(CARLA, Beside(None), TODAY), reach(GRIET, Beside(None), TODAY)),
    answer=(
        Gratitude(DAAN, "could you read my letter?", date(2026, 11, 10), Source(DAAN.path, 7), mark="request"),
        Gratitude(EMMA, "a room in Gent", date(2026, 10, 3), Source(EMMA.path, 8), waiting=True, mark="asked"),
    ),
    thank=(
        Gratitude(CARLA, "the address of a good lawyer", date(2026, 11, 18), Source("Daily/2026-11-18.md", 5)),
        Gratitude(CARLA, "a ladder", date(2026, 11, 2), Source(CARLA.path, 6)),
    ),
    report=(Gratitude(EMMA, "a job tip", date(2026, 9, 1), Source(EMMA.path, 9), mark="asked"),),
    give_back=(Gratitude(DAAN, "the blue drill", date(2026, 9, 9), Source(DAAN.path, 10), mark="borrowed"),),
    promised=(
        Owed(BRAM, "send the article about soil", date(2026, 11, 20), Source(BRAM.path, 30)),
        Owed(BRAM, "look for the #1 seeds 🔁 every year", None, Source(BRAM.path, 31)),
        Owed(GRIET, "bring (real) soup", None, Source(GRIET.path, 4)),
    ),
    introduce=(
        Introduction(
            Side(ANNA, "a cello teacher", Source(ANNA.path, 6)),
            Side(DAAN, "teaches cello", Source(DAAN.path, 4)),
            "cello",
        ),
    ),
    leaf_through=(Leaf(EMMA, "quiet", Beside(EMMA.contacts[-1]), rhythm_days=14, silent_days=49),),
    coming_up=(
        OPERATION,
        occasion(CARLA, "birthday", date(2026, 11, 26), "prepare", years=50, interests=("jazz", "tulips")),
        occasion(DAAN, "plan", date(2026, 11, 27), "ahead", "lunch"),
        occasion(GRIET, "promise", date(2026, 11, 28), "ahead", "bring (real) soup"),
    ),
    done_today=((FRITS, FRITS.contacts[-1]),),
    problems=(
        Problem("People/Bram Jansen.md", 40, '"2026-02-30" is on no calendar'),
        Problem("Daily/[x]%%.md", 1, "this file is not UTF-8"),
    ),
)
