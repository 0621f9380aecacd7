"""One day, whole: what holds of every agenda."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from somebody import MONTHLY, TODAY, ago, ahead, line, names, network_of, path_of, somebody, told, yearly

from vaultnet.agenda import plan
from vaultnet.model.agenda import Agenda
from vaultnet.model.config import OCCASIONS, Config, Reading
from vaultnet.model.facts import Entry
from vaultnet.model.network import Contact, Network, Person, Source
from vaultnet.model.span import Span
from vaultnet.network import build
from vaultnet.note.read import read_note
from vaultnet.problem import Problem


def test_a_network_of_nobody_asks_nothing():
    assert plan(Network(), Config(), TODAY) == Agenda(TODAY, 0)


def test_the_user_is_neither_counted_nor_due():
    agenda = plan(network_of(somebody("Anna"), me=somebody("Me", cadence=MONTHLY)), Config(), TODAY)
    assert (agenda.people, agenda.reach_out) == (1, ())


def test_problems_are_handed_on():
    problem = Problem("People/Anna.md", 3, "no such day")
    assert plan(Network(problems=(problem,)), Config(), TODAY).problems == (problem,)


def test_whom_the_user_was_in_touch_with_today_is_done():
    people = [
        somebody("Zoe", line(TODAY, "called")),
        somebody("Anna", line(TODAY, "lunch"), cadence=MONTHLY),
        somebody("Bram", line(ago(1))),
    ]
    agenda = plan(network_of(*people), Config(), TODAY)
    assert [(person.name, contact.text) for person, contact in agenda.done_today] == [
        ("Anna", "lunch"),
        ("Zoe", "called"),
    ]
    assert (agenda.today, agenda.reach_out, agenda.coming_up) == ((), (), ())


def test_a_full_day_has_every_section():
    anna = somebody(
        "Anna",
        line(ago(200), "read my draft", "asked", outcome="accepted"),
        line(ago(100), "her drill", "borrowed"),
        line(ago(60), "help with the move", "asked", outcome="accepted"),
        line(ago(45), "a lamp", "received"),
        line(ago(44), "a reference", "request"),
        line(ago(40), "a cello teacher", "need"),
        cadence=MONTHLY,
        birthday=yearly(11, 21, 1980),
        promises=[("the photo", None), ("the article", ago(2)), ("the call", ahead(2))],
    )
    daan = somebody("Daan", line(ago(1), "lunch"), offers=["cello lessons"])
    agenda = plan(network_of(anna, daan), Config(leaf_per_day=0), TODAY)
    assert [one.kind for one in agenda.today] == ["birthday"]
    assert names(agenda.reach_out) == ["Anna"]
    assert [one.text for one in agenda.thank] == ["help with the move", "a lamp"]
    assert [one.text for one in agenda.answer] == ["a reference"]
    assert [one.text for one in agenda.report] == ["help with the move"]
    assert [one.text for one in agenda.give_back] == ["her drill"]
    assert [one.text for one in agenda.promised] == ["the article", "the photo"]
    assert [(one.need.person.name, one.offer.person.name) for one in agenda.introduce] == [("Anna", "Daan")]
    assert [one.kind for one in agenda.coming_up] == ["promise"]


ANNA = """\
---
birthday: 1980-11-21
cadence: monthly
needs: [a cello teacher]
---
## Contact
- 2026-08-01 asked: read my draft -> yes, gladly
- 2026-10-01 coffee; her operation is on 24 November
- 2026-10-02 received: the address of a good lawyer
- 2026-11-25 lunch
- [ ] send the article 📅 2026-11-20
- [ ] find the photo
"""
DAAN = """\
---
offers: teaches cello
cadence: weekly
---
- 2026-09-01 request: a reference
- 2026-09-03 borrowed: the drill
- 2026-11-01 gave: help, for his operation is on 25 November
"""


def test_whole_notes_become_a_day():
    notes = {"People/Anna.md": ANNA, "People/Daan.md": DAAN, "Daily/2026-11-21.md": "- called [[Daan]], all is well\n"}
    facts = [read_note(path, text, Reading()) for path, text in notes.items()]
    agenda = plan(build(facts, list(notes), Config(), TODAY), Config(leaf_per_day=0), TODAY)
    assert [(one.person.name, one.kind, one.years) for one in agenda.today] == [("Anna", "birthday", 46)]
    assert agenda.reach_out == ()  # Anna is held back by a plan, and Daan was called
    assert [(one.kind, one.days, one.text) for one in agenda.coming_up] == [
        ("illness", 3, "her operation is on 24 November"),
        ("plan", 4, "lunch"),
    ]
    assert [(one.text, one.source) for one in agenda.thank] == [
        ("the address of a good lawyer", Source("People/Anna.md", 9))
    ]
    assert names(agenda.report) == ["Anna"]
    assert [one.text for one in agenda.answer + agenda.give_back] == ["a reference", "the drill"]
    assert [one.text for one in agenda.promised] == ["send the article", "find the photo"]
    assert [(one.need.text, one.offer.text, one.topic) for one in agenda.introduce] == [
        ("a cello teacher", "teaches cello", "cello")
    ]
    assert [(person.name, contact.text) for person, contact in agenda.done_today] == [
        ("Daan", "called Daan, all is well")
    ]


WORDS = st.sampled_from(
    ["", "the drill", "a lamp", "a cello teacher", "cello lessons", "birthday", "everything", "her operation"]
)
MARKS = ["gave", "received", "thanked", "asked", "request", "answered", "returned", "reported", "let go", "tried"]
MARKS += ["need", "busy", "offer", "ask about", "gift", "borrowed", "introduced", *sorted(OCCASIONS.keys() - {"told"})]
MARK = st.sampled_from(MARKS)
OUTCOME = st.sampled_from(["", "accepted", "conditional", "declined", "no time", "no answer"])
NAMES = ["Anna", "Bram", "Carla", "Daan"]


@st.composite
def lines(draw):
    marks = tuple(draw(st.lists(MARK, max_size=2, unique=True)))
    when = draw(st.one_of(st.none(), st.integers(-9, 400).map(ago)))
    told_too = draw(st.booleans()) and when is not None and "gave" not in marks
    return line(
        when,
        draw(WORDS),
        *marks,
        outcome=draw(OUTCOME),
        links=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=1))),
        told=told(draw(st.sampled_from(sorted(OCCASIONS))), ahead(draw(st.integers(-30, 10))), draw(WORDS))
        if told_too
        else (),
        open=draw(st.booleans()),
    )


@st.composite
def cards(draw):
    return {
        "cadence": draw(st.sampled_from([None, MONTHLY, Span(9, "D")])),
        "birthday": draw(st.sampled_from([None, yearly(11, 21, 1980), yearly(2, 29)])),
        "status": draw(st.sampled_from([None, None, None, "grieving", "paused", "estranged", "deceased"])),
        "next_contact": draw(st.sampled_from([None, None, ago(3)])),
        "needs": draw(st.lists(WORDS, max_size=1)),
        "offers": draw(st.lists(WORDS, max_size=1)),
        "promises": draw(st.lists(st.tuples(WORDS, st.sampled_from([None, ago(1), ahead(2)])), max_size=1)),
    }


VAULTS = st.lists(st.tuples(st.lists(lines(), max_size=7), cards()), min_size=1, max_size=len(NAMES))


def vault(people) -> Network:
    return network_of(*(somebody(name, *said, **card) for name, (said, card) in zip(NAMES, people, strict=False)))


def shown(value):
    """What anybody sees of an agenda: people by their paths, contacts without what the user gave."""
    if isinstance(value, Person):
        return value.path
    if isinstance(value, Contact):
        return value.date, value.text, value.source
    return [shown(item) for item in value] if isinstance(value, tuple | list) else value


def regiven(entry: Entry, words: str, marks: list[str], outcome: str) -> Entry:
    if not entry.given:
        return entry
    return entry._replace(
        text=words,
        marks=("gave", *(mark for mark in marks if mark not in ("gave", "received"))),
        tags=("soil",),
        outcome=outcome,
        told=told("illness", ahead(1), words),
        contact=True,
    )


@settings(max_examples=80, deadline=None)
@given(VAULTS, WORDS, st.lists(MARK, max_size=2), OUTCOME)
def test_the_words_of_what_was_given_change_nothing(people, words, marks, outcome):
    people = [([regiven(entry, "given", [], "") for entry in said], card) for said, card in people]
    others = [([regiven(entry, words, marks, outcome) for entry in said], card) for said, card in people]
    assert shown(plan(vault(people), Config(), TODAY)) == shown(plan(vault(others), Config(), TODAY))


@settings(max_examples=80, deadline=None)
@given(VAULTS, st.integers(1, 500))
def test_a_gift_of_the_user_that_is_not_the_latest_contact_leaves_no_trace(people, days):
    config = Config(leaf_per_day=0)  # rhythm rests on the bare dates
    before = plan(vault(people), config, TODAY)
    for number, (said, card) in enumerate(people):
        met = [entry.date for entry in said if entry.contact and entry.date and entry.date <= TODAY]
        if any(when > ago(days) for when in met):
            gift = line(ago(days), "a cello teacher", "gave")
            after = [*people[:number], ([*said, gift], card), *people[number + 1 :]]
            assert shown(plan(vault(after), config, TODAY)) == shown(before)


@settings(max_examples=60, deadline=None)
@given(VAULTS, st.dates(date(1, 1, 1), date.max))
def test_no_day_and_no_note_is_too_strange(people, today):
    agenda = plan(vault(people), Config(), today)
    assert {one.days > 0 for one in agenda.coming_up} <= {True}
    assert {one.days <= 0 for one in agenda.today} <= {True}
    keys = [
        (one.person.path, one.kind, one.date, one.text)
        for one in agenda.today + agenda.coming_up
        if one.kind not in ("plan", "promise")
    ]
    assert len(keys) == len(set(keys))


@settings(max_examples=60, deadline=None)
@given(VAULTS)
def test_of_those_who_are_not_spoken_of_no_section_speaks(people):
    agenda = plan(vault(people), Config(), TODAY)
    unspoken = {
        path_of(name)
        for name, (_, card) in zip(NAMES, people, strict=False)
        if card["status"] in ("estranged", "deceased")
    }
    sections = (
        agenda.today,
        agenda.coming_up,
        agenda.thank,
        agenda.answer,
        agenda.report,
        agenda.give_back,
        agenda.promised,
        agenda.leaf_through,
    )
    assert unspoken.isdisjoint(one.person.path for section in sections for one in section)
    assert unspoken.isdisjoint(side.person.path for pair in agenda.introduce for side in (pair.need, pair.offer))


def test_every_item_says_where_it_rests():
    anna = somebody("Anna", line(ago(3), "a lamp", "received"))
    (one,) = plan(network_of(anna), Config(), TODAY).thank
    assert one.source == Source(path_of("Anna"), 10)
