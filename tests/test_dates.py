"""Dates as people write them (format.md, Dates and cadences)."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vaultnet.days import dates
from vaultnet.days.dates import (
    dates_in,
    leading_date,
    leading_day,
    next_such_day,
    parse_date,
    parse_yearly,
    trailing_date,
)

OCTOBER = date(2026, 10, 1)


def said(text: str, order: str = "dmy") -> str:
    """What a line says after its date, which is 1 October 2026."""
    found = leading_date(text, order)
    assert found is not None, text
    assert (found.date, found.year_given) == (OCTOBER, True), text
    return text[: found.start] + text[found.end :]


@pytest.mark.parametrize(
    "written",
    [
        "2026-10-01",
        "2026-10-1",
        "2026/10/01",
        "2026.10.01",
        "20261001",
        "1 October 2026",
        "1st October 2026",
        "1st of October 2026",
        "1 oct 2026",
        "1 OCT 2026",
        "1-okt-2026",
        "Oct 1, 2026",
        "October 1 2026",
        "Oct. 1st, 2026",
        "1 oktober 2026",
        "1 okt. 2026",
        "1e oktober 2026",
        "01-10-2026",
        "1/10/2026",
        "Thu 1 October 2026",
        "Thursday, 2026-10-01",
        "donderdag 1 oktober 2026",
        "do. 1 okt 2026",
    ],
)
def test_every_notation_begins_a_line(written):
    assert said(f"{written} coffee") == "coffee"
    assert said(f"{written}: coffee") == "coffee"
    assert said(f"**{written}** — coffee") == "coffee"
    assert said(f"({written}) coffee") == "coffee"
    assert said(f"_{written}_ coffee") == "coffee"
    assert parse_date(written, "dmy") == OCTOBER


@pytest.mark.parametrize(
    "line",
    [
        "2026-10-01 coffee",
        "2026-10-01: coffee",
        "2026-10-01 - coffee",
        "2026-10-01 – coffee",
        "2026-10-01 — coffee",
        "2026-10-01 | coffee",
        "2026-10-01, coffee",
        "2026-10-01|coffee",
        "**2026-10-01** coffee",
        "**2026-10-01:** coffee",
        "__2026-10-01__: coffee",
        "_2026-10-01_ coffee",
        "==2026-10-01== coffee",
        "**==2026-10-01==** coffee",
        "(2026-10-01): coffee",
        "[2026-10-01] coffee",
    ],
)
def test_wrapping_and_one_separator_are_no_part_of_what_the_line_says(line):
    assert said(line) == "coffee"


def test_an_arrow_is_no_separator_and_a_second_separator_is_text():
    assert said("2026-10-01 -> accepted") == "-> accepted"
    assert said("2026-10-01: - coffee") == "- coffee"


@pytest.mark.parametrize(
    "line",
    [
        "2026-10-01 14:30 coffee",
        "2026-10-01T14:30 coffee",
        "2026-10-01T14:30:00Z coffee",
        "2026-10-01 14:30:00: coffee",
        "2026-10-01, 14:30 - coffee",
        "2026-10-01 - 9:30 am: coffee",
        "2026-10-01 14:30 - 15:30 coffee",
        "**2026-10-01 14:30** coffee",
        "[[2026-10-01]] 14:30 coffee",
        "1 oktober 2026 14:30 uur: coffee",
    ],
)
def test_the_time_after_a_date_is_passed_over(line):
    assert said(line) == "coffee"


@pytest.mark.parametrize(
    "line",
    [
        "[[2026-10-01]] coffee",
        "[[2026-10-01]]: coffee",
        "**[[2026-10-01]]** - coffee",
        "[[Daily/2026-10-01]] coffee",
        "[[Daily/2026-10-01|1 Oct]] coffee",
        "[[Daily/2026-10-01\\|1 Oct]] coffee",
        "[[Daily/2026/10/2026-10-01|today]] coffee",
        "[[2026-10-01.md]] coffee",
        "[[2026-10-01#Evening|1 Oct]] coffee",
        "[[2026-10-01 Thursday]] coffee",
        "[[Daily/1 October 2026]] coffee",
        "[2026-10-01](Daily/2026-10-01.md) coffee",
        "[1 Oct](Daily/2026-10-01.md): coffee",
        "[1 Oct](<Daily/2026-10-01.md>) coffee",
    ],
)
def test_a_link_to_a_daily_note_is_its_date(line):
    assert said(line) == "coffee"


@pytest.mark.parametrize("line", ["[[2026-10-01 Lunch]] x", "[2026-10-01 Lunch](2026-10-01%20Lunch.md)", "[[Vera]] x"])
def test_a_link_to_another_note_is_no_date(line):
    assert leading_date(line, "dmy") is None


@pytest.mark.parametrize(
    "line",
    [
        "2026-10-01 – 2026-10-03: Ghent",
        "2026-10-01-2026-10-03 Ghent",
        "2026-10-01 to 2026-10-03 Ghent",
        "1-3 October 2026 Ghent",
        "1 t/m 3 oktober 2026: Ghent",
        "October 1-3, 2026 Ghent",
        "1 October - 3 November 2026: Ghent",
        "1 October 2026 until 3 January 2027: Ghent",
    ],
)
def test_of_a_range_the_first_day_counts(line):
    assert said(line) == "Ghent"


def test_a_range_over_new_year_begins_in_the_old_year():
    found = leading_date("28 December - 3 January 2027: snow", "dmy")
    assert found is not None
    assert found.date == date(2026, 12, 28)


def test_a_dash_and_a_number_are_no_range():
    assert said("2026-10-01 – 3 gifts") == "3 gifts"


def test_wrapping_that_closes_later_stays_with_the_text():
    assert said("**2026-10-01 coffee** with Sam") == "**coffee** with Sam"
    assert said("(2026-10-01 coffee)") == "(coffee)"


@pytest.mark.parametrize(
    "line",
    [
        "20261399 x",
        "20260230",
        "0612345678",
        "06-12345678",
        "0612-34-56",
        "2026-10-01-1234",
        "2026.10.1.3",
        "20261001143000",
        "2026-10-01st",
        "1 October",
        "October",
        "12 people came",
        "may 2026",
        "met at the fair",
        "coffee on 2026-10-01",
        "",
        " ",
        "[[",
        "**",
    ],
)
def test_a_number_that_is_no_date_is_none(line):
    assert leading_date(line, "dmy") is None


@pytest.mark.parametrize(
    "written", ["2026-02-30", "2026-13-01", "31 February 2026", "2026/04/31", "31-02-2026", "[[2026-02-30]]"]
)
def test_an_impossible_date_is_reported(written):
    found = leading_date(f"{written} coffee", "dmy")
    assert found is not None
    assert found.date is None
    assert parse_date(written, "dmy") is None


def test_the_configuration_turns_day_and_month():
    assert parse_date("10/01/2026", "mdy") == OCTOBER
    assert parse_date("10/01/2026", "dmy") == date(2026, 1, 10)
    assert parse_date("2026/10/01", "mdy") == OCTOBER


def test_years_are_the_callers_business():
    assert parse_date("0001-01-01", "dmy") == date.min
    assert parse_date("31 December 9999", "dmy") == date.max


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Lunch (2026-10-01)", "Lunch"),
        ("Lunch 2026-10-01", "Lunch"),
        ("Lunch - 2026-10-01", "Lunch"),
        ("Lunch, Thu 1 October 2026 ", "Lunch"),
        ("Lunch [[Daily/2026-10-01|1 Oct]]", "Lunch"),
        ("Lunch **2026-10-01**:", "Lunch"),
        ("Trip (2026-10-01 - 2026-10-03)", "Trip"),
        ("send the book (1/10/2026)", "send the book"),
    ],
)
def test_a_date_may_end_a_line(heading, title):
    found = trailing_date(heading, "dmy")
    assert found is not None
    assert (found.date, heading[: found.start], found.end) == (OCTOBER, title, len(heading))


def test_a_line_without_a_date_at_its_end_has_none():
    assert trailing_date("2026-10-01 Lunch", "dmy") is None
    assert trailing_date("Lunch", "dmy") is None
    assert trailing_date("call 06-12345678", "dmy") is None
    assert trailing_date("", "dmy") is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-10-01T14:30", OCTOBER),
        ("[[2026-10-01]]", OCTOBER),
        ("'2026-10-01'", OCTOBER),
        (" 2026-10-01 ", OCTOBER),
        ("2026-10-01 coffee", None),
        ("**2026-10-01", None),
        ("yesterday", None),
        ("2026", None),
        ("", None),
    ],
)
def test_a_value_is_a_date_as_a_whole_or_not_at_all(value, day):
    assert parse_date(value, "dmy") == day


@pytest.mark.parametrize(
    ("value", "yearly"),
    [
        ("1980-05-04", (5, 4, 1980)),
        ("05-04", (5, 4, None)),
        ('"05-04"', (5, 4, None)),
        ("--05-04", (5, 4, None)),
        ("--0504", (5, 4, None)),
        ("0000-05-04", (5, 4, None)),
        ("1604-05-04", (5, 4, None)),
        ("16040504", (5, 4, None)),
        ("19800504", (5, 4, 1980)),
        ("4 mei 1980", (5, 4, 1980)),
        ("4 May", (5, 4, None)),
        ("May 4th", (5, 4, None)),
        ("1980-05-04T00:00:00", (5, 4, 1980)),
        ("[[1980-05-04]]", (5, 4, 1980)),
        ("29 February", (2, 29, None)),
        ("02-29", (2, 29, None)),
        ("0000-02-29", (2, 29, None)),
        ("1981-02-29", None),
        ("30 February", None),
        ("13-05", None),
        ("4/5", None),
        ("0504", None),
        ("1980", None),
        ("in May", None),
        ("", None),
    ],
)
def test_birthdays_may_lack_their_year(value, yearly):
    assert parse_yearly(value, "dmy") == yearly


def days_in(text: str, near: date = date(2026, 11, 1)) -> list[tuple[str, str]]:
    return [(str(found.date), text[found.start : found.end]) for found in dates_in(text, "dmy", near)]


@pytest.mark.parametrize(
    "written",
    [
        "24 November",
        "24 nov.",
        "Nov 24",
        "Nov. 24th",
        "24th of November",
        "24e november",
        "24-11-2026",
        "2026-11-24",
        "20261124",
    ],
)
def test_dates_stand_in_running_text(written):
    assert days_in(f"her operation is on {written}, she said") == [("2026-11-24", written)]


def test_the_dot_of_a_whole_month_ends_the_sentence():
    assert days_in("on 24 November. She") == [("2026-11-24", "24 November")]
    assert days_in("on 24 Nov. she") == [("2026-11-24", "24 Nov.")]


def test_a_day_without_a_year_is_past_for_sixty_days():
    written = date(2026, 11, 1)
    for days, found in [(0, "2026-11-01"), (1, "2026-10-31"), (60, "2026-09-02"), (61, "2027-09-01")]:
        day = written - timedelta(days)
        assert days_in(f"op {day.day} {day:%B}", written)[0][0] == found


def test_a_leap_day_without_a_year_is_the_next_there_is():
    assert days_in("29 February") == [("2028-02-29", "29 February")]


def test_a_range_in_running_text_gives_both_its_ends():
    assert days_in("from 3 to 10 December") == [("2026-12-03", "3"), ("2026-12-10", "10 December")]
    assert days_in("December 3-10") == [("2026-12-03", "December 3"), ("2026-12-10", "10")]


@pytest.mark.parametrize(
    "text",
    [
        "24/11 or so",
        "on 30 February",
        "2026-02-30",
        "in May 3 people left",
        "met Jan 2 uur gewandeld",
        "all 12 may come",
        "version 2026.1.2.3",
        "call 06-24112026",
        "B2026-11-24",
        "3.24 november",
    ],
)
def test_running_text_has_no_date_where_one_would_have_to_be_guessed(text):
    assert days_in(text) == []


def test_a_day_without_a_year_may_begin_a_text():
    assert leading_day("10 december, on holiday") == (12, 10, len("10 december, "))
    assert leading_day("10 december 2026") is None
    assert leading_day("31 feb") is None
    assert next_such_day(12, 10, date(2026, 12, 10)) == date(2026, 12, 10)
    assert next_such_day(12, 10, date(2026, 12, 11)) == date(2027, 12, 10)
    assert next_such_day(2, 30, date(2026, 12, 11)) is None
    assert next_such_day(1, 1, date.max) is None


pieces = st.sampled_from([
    "2026-10-01", "2026-02-30", "20261001", "1 okt 2026", "Oct 1, 2026", "2026-10-03", "1/10/2026", "31 feb", "24 nov.", "may", "Jan 2",
    " ", "  ", "\t", "-", "–", ":", "|", ",", "->", "to", "t/m", "**", "__", "_", "==", "(", ")", "[[", "]]", "[", "]", "](", "/", "#",
    "T14:30", "14:30", "coffee", "Thu", "do", "é", "9", "\n", "",
])  # fmt: skip
texts = st.lists(pieces, max_size=9).map("".join) | st.text(max_size=30)


@given(texts, st.sampled_from(["dmy", "mdy"]), st.dates())
def test_whatever_stands_there_dates_are_found_inside_it_or_not_at_all(text, order, near):
    for found in (leading_date(text, order), trailing_date(text, order), *dates_in(text, order, near)):
        if found is not None:
            assert 0 <= found.start < found.end <= len(text)
    for day in (parse_date(text, order), parse_yearly(text, order)):
        assert day is None or text.strip()


@given(texts, st.sampled_from(["dmy", "mdy"]))
def test_the_fast_way_gives_what_the_full_way_gives(text, order):
    assert leading_date(text, order) == dates._any_leading_date(text, order)  # noqa: SLF001 - the two must not differ


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_in_every_notation(day):
    for written in (
        f"{day}",
        f"{day:%Y/%m/%d}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day:%d-%m-%Y}",
    ):
        assert parse_date(written, "dmy") == day
    assert parse_date(f"{day:%m/%d/%Y}", "mdy") == day
    assert parse_yearly(str(day), "dmy") == (day.month, day.day, None if day.year == 1604 else day.year)


STANDS = re.compile(r"(?<![^\W_])(?<![0-9][-./:,])")


def found_sign_by_sign(text, near):
    at = 0
    while at < len(text):
        found = dates._WRITTEN.match(text, at) if STANDS.match(text, at) else None  # noqa: SLF001 - the full way
        if found:
            yield from dates._meant(found, "dmy", near - timedelta(60))  # noqa: SLF001 - likewise
        at = found.end() if found else at + 1


DAYS_IN_WORDS = st.lists(
    st.sampled_from(
        "3¦31¦0¦4th¦2026¦ ¦ ¦ ¦ ¦,¦, ¦.¦-¦/¦:¦?¦May¦may¦august¦Sept¦sept.¦Sep¦september¦Mrt¦the¦on¦be¦to¦T¦é¦\xa0¦ \xa0¦a".split(
            "¦"
        )
    ),
    max_size=9,
).map("".join)


@settings(max_examples=600)
@given(texts | DAYS_IN_WORDS)
@example("jan 3 Sep 4 naar 5 mei")
@example("september   3 the")
@example("30 February, or 3 August")
@example("on 3 August, 2027, or 4 May 2026")
@example("3 sept. and 4 aug")
@example("3 may be")
def test_no_date_in_running_text_is_passed_over(text):
    assert list(dates_in(text, "dmy", OCTOBER)) == list(found_sign_by_sign(text, OCTOBER))
