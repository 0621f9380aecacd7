"""Spans of time as people write them (format.md, Dates and cadences)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.days.spans import parse_span, parse_until
from vaultnet.model.span import NEVER, Span

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("30", "P30D"),
        ("daily", "P1D"),
        ("weekly", "P1W"),
        ("biweekly", "P2W"),
        ("bi-weekly", "P2W"),
        ("fortnightly", "P2W"),
        ("monthly", "P1M"),
        ("bimonthly", "P2M"),
        ("quarterly", "P3M"),
        ("half-yearly", "P6M"),
        ("Half yearly", "P6M"),
        ("yearly", "P1Y"),
        ("dagelijks", "P1D"),
        ("wekelijks", "P1W"),
        ("tweewekelijks", "P2W"),
        ("maandelijks", "P1M"),
        ("per kwartaal", "P3M"),
        ("halfjaarlijks", "P6M"),
        ("jaarlijks", "P1Y"),
        ("6 weeks", "P6W"),
        ("every 6 weeks", "P6W"),
        ("Every  6 Weeks", "P6W"),
        ("elke 6 weken", "P6W"),
        ("iedere maand", "P1M"),
        ("om de 6 weken", "P6W"),
        ("om de week", "P2W"),
        ("every other week", "P2W"),
        ("two weeks", "P2W"),
        ("a week", "P1W"),
        ("een half jaar", "P6M"),
        ("half a year", "P6M"),
        ("once a month", "P1M"),
        ("1x per maand", "P1M"),
        ("2-wekelijks", "P2W"),
        ("2 months", "P2M"),
        ("2 quarters", "P6M"),
        ("14 days", "P14D"),
        ("6w", "P6W"),
        ("6d", "P6D"),
        ("6m", "P6M"),
        ("6y", "P6Y"),
        ("6j", "P6Y"),
        ("6 W", "P6W"),
        ("P6W", "P6W"),
        ("p1y", "P1Y"),
        ("'30d'", "P30D"),
        ("100 years", "P100Y"),
    ],
)
def test_a_cadence_keeps_the_unit_that_was_written(written, span):
    assert str(parse_span(written)) == span


@pytest.mark.parametrize("written", ["never", "Nooit", " never "])
def test_never_is_a_cadence_too(written):
    assert parse_span(written) == NEVER


@pytest.mark.parametrize(
    "written",
    ["0", "0 weeks", "P0D", "-5", "-5 days", "", "every", "two", "w", "y", "x", "soon", "6 weeks or so", "1e6", "1.5", "PT5H", "P1M2D",
     "twice a week", "101 years", "36526", "1201 months", "9999999", "6 6 weeks"],
)  # fmt: skip
def test_what_is_no_span_within_a_hundred_years_is_none(written):
    assert parse_span(written) is None


@pytest.mark.parametrize(
    ("words", "day", "rest"),
    [
        ("2 weeks", date(2026, 12, 5), ""),
        ("2w", date(2026, 12, 5), ""),
        ("14", date(2026, 12, 5), ""),
        ("P2W", date(2026, 12, 5), ""),
        ("2 weeks: moving house", date(2026, 12, 5), "moving house"),
        ("over 2 weken is hij terug", date(2026, 12, 5), "is hij terug"),
        ("a month - then we see", date(2026, 12, 21), "then we see"),
        ("2026-12-10", date(2026, 12, 10), ""),
        ("10 december", date(2026, 12, 10), ""),
        ("Thu 10 december, on holiday", date(2026, 12, 10), "on holiday"),
        ("Dec 10", date(2026, 12, 10), ""),
        ("10 december 2027: back", date(2027, 12, 10), "back"),
        ("21 november", date(2027, 11, 21), ""),
        ("20 november", date(2027, 11, 20), ""),
        ("until 10 december", date(2026, 12, 10), ""),
        ("not before 10 december, on holiday", date(2026, 12, 10), "on holiday"),
        ("tot en met 10 december", date(2026, 12, 10), ""),
        ("na 2 weken", date(2026, 12, 5), ""),
        ("tomorrow", date(2026, 11, 22), ""),
        ("Overmorgen: op vakantie", date(2026, 11, 23), "op vakantie"),
        ("Friday", date(2026, 11, 27), ""),
        ("zaterdag", date(2026, 11, 28), ""),
        ("tot maandag, dan is hij terug", date(2026, 11, 23), "dan is hij terug"),
        ("next Tuesday call again", date(2026, 11, 24), "call again"),
        ("Fri", date(2026, 11, 27), ""),
        ("until sun.", date(2026, 11, 22), ""),
        ("next week", date(2026, 11, 28), ""),
        ("volgende maand", date(2026, 12, 21), ""),
    ],
)
def test_later_is_a_date_or_a_span_at_the_start(words, day, rest):
    found = parse_until(words, TODAY, "dmy")
    assert found is not None
    assert (found[0], words[found[1] :]) == (day, rest)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "busy",
        "never",
        "2026-02-30",
        "second week of May",
        "30 february",
        "he is back in 2 weeks",
        "3 calls",
        "sat with him",
        "until he calls",
        "mon amie",
    ],
)
def test_other_words_say_no_day(words):
    assert parse_until(words, TODAY, "dmy") is None


@given(st.text(max_size=30), st.dates())
def test_a_span_lies_ahead_whatever_is_written(text, day):
    span = parse_span(text)
    assert span is None or span == NEVER or span.after(day) > day or day.year >= 9899
    until = parse_until(text, day, "dmy")
    assert until is None or 0 < until[1] <= len(text)


@given(st.integers(1, 100), st.sampled_from("DWMY"))
def test_what_a_span_says_is_read_back(count, unit):
    span = Span(count, unit)
    assert parse_span(str(span)) == span


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("na de feestdagen", "2027-01-02"),
        ("after the holidays", "2027-01-02"),
        ("na kerst", "2026-12-27"),
        ("in januari", "2027-01-01"),
        ("januari", "2027-01-01"),
        ("half januari", "2027-01-15"),
        ("end of March", "2027-03-25"),
        ("a.s. zaterdag", "2026-11-28"),
        ("vrijd.", "2026-11-27"),
        ("2 wkn", "2026-12-05"),
        ("14 dgn", "2026-12-05"),
        ("komende maand", "2026-12-21"),
    ],
)
def test_later_is_said_as_on_the_phone(words, day):
    found = parse_until(words, date(2026, 11, 21), "dmy")
    assert found == (date.fromisoformat(day), len(words))


@pytest.mark.parametrize("words", ["Jan is ziek", "may I", "mei", "januari is druk", "even niet"])
def test_a_name_that_is_a_month_too_says_no_day(words):
    assert parse_until(words, date(2026, 11, 21), "dmy") is None
