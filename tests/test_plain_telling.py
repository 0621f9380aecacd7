"""A plain sentence with a day in it tells at a glance what it tells the full way."""

from datetime import date
from math import inf
from time import process_time

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from vaultnet.hearing.occasion_words import vocabulary
from vaultnet.hearing.plain_telling import heard_plainly
from vaultnet.hearing.telling import events
from vaultnet.hearing.told import told
from vaultnet.model.config import OCCASIONS, Words
from vaultnet.model.facts import Told

WORDS: Words = tuple((kind, rule.words) for kind, rule in OCCASIONS.items())
TODAY = date(2026, 11, 10)


def at_a_glance(text, day=TODAY):
    return heard_plainly(text, day, (), vocabulary(WORDS))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("they fly to see his sister on 24 November", Told("told", date(2026, 11, 24), "", dated=True)),
        ("the wedding will be on 3 March, in the open air", Told("wedding", date(2027, 3, 3), "", dated=True)),
        ("Zoë Müller: de bruiloft is op 28 december", Told("wedding", date(2026, 12, 28), "", dated=True)),
        ("call · trip to Rome (on 12 jan)", Told("told", date(2027, 1, 12), "", dated=True)),
    ],
)
def test_a_plain_sentence_is_heard_at_a_glance(text, event):
    assert at_a_glance(text) == (event._replace(text=text),)


def test_what_follows_a_semicolon_is_another_sentence():
    assert at_a_glance("he defends his thesis on 24 November; be there") == (
        Told("told", date(2026, 11, 24), "he defends his thesis on 24 November", dated=True),
    )


@pytest.mark.parametrize(
    "text",
    [
        "lunch; her exam is on 24 November",
        "her exam and then the wedding on 3 December",
        "Coffee. Her exam is on 24 November",
        "her exam on 24 November?",
        "3 to 10 December in Rome",
        "in Dec 3 may be cold",
        "to Rome on 9 November",
        "to Rome on 10 November",
        "to Rome on 30 October",
        "to Rome on 31 November",
        "my exam is on 24 November",
        "starts at the hospital on 24 November",
        "https://example.org on 24 November",
        "the exam is on 24 November\nand more",
        "exam 24 November",
        "a" * 1000 + " exam on 24 November",
    ],
)
def test_what_is_not_plain_is_left_to_the_full_way(text):
    assert at_a_glance(text) in (None, events(text, TODAY, "dmy", dict(WORDS)))


SAID = st.sampled_from(
    "they fly to see his sister her the of in with and for coffee then lunch my I have we Anna Zoë Łucja Yılmaz (Anna)"
    " room choir · > call: Fri ma di aug may mei sept March on op naar until K ſo ı 3 12 2026 's ill born died".split()
)
NAMES_AN_OCCASION = st.sampled_from(
    [word for rule in OCCASIONS.values() for word in rule.words]
    + [
        "operations",
        "wedding dress",
        "audition",
        "trouwt",
        "tree surgery",
        "job loss",
        "at the hospital",
        "exams",
        "may",
    ]
)
MONTHS = st.sampled_from("January februari mei may juni Sept sep october oct okt november Dec Mar maart april".split())
DAYS = st.builds(lambda day, month: f"{day} {month}", st.integers(0, 32), MONTHS)
ODD_DAYS = st.sampled_from(["May 3", "3 to 10 May", "3rd of May", "3. mei", "2026-12-24", "24 dec.", "3 May 2027"])
JOINTS = st.sampled_from([*[" "] * 40, ", ", "; ", ". ", " - ", "\n", "? ", "  ", "…", "://", "\u00a0", " ("])
TALKS = st.builds(
    lambda before, day, after, joints: "".join(
        f"{word}{joint}" for word, joint in zip((*before, day, *after), joints, strict=False)
    ).strip(),
    st.lists(SAID | SAID | SAID | NAMES_AN_OCCASION, max_size=5),
    DAYS | DAYS | DAYS | ODD_DAYS,
    st.lists(SAID | SAID | NAMES_AN_OCCASION, max_size=4),
    st.lists(JOINTS, min_size=10, max_size=10),
)
OWN: Words = tuple((kind, (*said, "audition", "may") if kind == "exam" else said) for kind, said in WORDS)


@settings(max_examples=600, deadline=None)
@given(TALKS, st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from([WORDS, OWN]))
@example("3 to 10 May", date(2026, 4, 1), WORDS)
@example("Lunch (12)\nto Rome on 24 December", TODAY, WORDS)
@example("to Rome on 24 December\nin room 12", TODAY, WORDS)
@example("exam on 29 February", date(2027, 12, 1), WORDS)
@example("on 3 May", date.max, WORDS)
def test_what_is_heard_at_a_glance_is_what_the_full_way_hears(text, day, words):
    found = told(text, day, "dmy", dict(words))
    event("tells" if found else "tells nothing")
    assert found == events(text, day, "dmy", dict(words))


def took(text):
    """Seconds of our own, at best."""
    best = inf
    for _ in range(3):
        start = process_time()
        at_a_glance(text)
        best = min(best, process_time() - start)
    return best


@pytest.mark.parametrize("piece", ["a", "a ", "on 3 ", "on 3 may ", "é", "; "])
def test_a_long_text_is_put_aside_quickly(piece):
    text = piece * (100_000 // len(piece))
    assert any(took(text + text) < 3 * took(text) + 0.001 for _ in range(5))
