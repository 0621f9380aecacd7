"""Both languages say everything, with babel's dates and plurals, and neither says it unkindly."""

import re
from datetime import date, timedelta
from string import Formatter

import pytest
from babel import Locale
from babel.dates import format_date

from vaultnet.due.form import STANDING, TITLES
from vaultnet.model.span import Span
from vaultnet.render import words_en, words_nl
from vaultnet.render.words import words

TODAY = date(2026, 11, 21)
LANGUAGES = ("en", "nl")
DAYS = [date(2026, 1, 1) + timedelta(days) for days in range(0, 366, 3)]


def values(text):
    """The values that each form of a sentence takes."""
    return [{name for _, name, _, _ in Formatter().parse(form) if name} for form in text.split("|")]


def test_neither_language_lacks_a_sentence():
    assert list(words_en.TEXTS) == list(words_nl.TEXTS)
    assert list(STANDING["en"]) == list(STANDING["nl"])
    assert list(TITLES["en"]) == list(TITLES["nl"])


@pytest.mark.parametrize("key", words_en.TEXTS)
def test_both_languages_put_the_same_values_into_a_sentence(key):
    english, dutch = (values(texts.TEXTS[key]) for texts in (words_en, words_nl))
    assert english[0] | {"n"} == dutch[0] | {"n"}
    assert all(form | {"n"} == english[0] | {"n"} for form in english + dutch)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_stands_for_one_section_only(language):
    titles = [title.casefold() for texts in TITLES.values() for title in texts.values()]
    assert len(titles) == len(set(titles))
    assert {words(language).title(section) for section in TITLES["en"]} == set(TITLES[language].values())


@pytest.mark.parametrize("key", [*words_en.TEXTS, *STANDING["en"]])
def test_nobody_is_made_to_feel_guilty_or_sold_to(key):
    said = " ".join(str(texts.get(key, "")) for texts in (words_en.TEXTS, words_nl.TEXTS, *STANDING.values()))
    unkind = r"overdue|neglect|fail|late\b|should|must|guilt|forgot|achterstallig|verwaarloosd|te laat|moet\b"
    selling = r"lead\b|pipeline|target|score|deal\b|prospect"
    assert not re.search(f"{unkind}|{selling}", said, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_days_are_named_as_babel_names_them(language, day):
    said = words(language)
    assert said.full(day) == format_date(day, "EEEE d MMMM y", locale=language)
    assert said.day(day, TODAY) == format_date(day, "d MMMM", locale=language)
    assert said.day(day, date(2027, 1, 1)) == format_date(day, "d MMMM y", locale=language)
    assert said.month(day, date(2027, 1, 1)) == format_date(day, "LLLL y", locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 5, 11, 21, 101])
def test_one_and_several_are_chosen_as_babel_chooses_them(language, count):
    form = 0 if Locale(language).plural_form(count) == "one" else 1
    forms = words(language).texts["length.W"].split("|")
    assert words(language).say("length.W", count) == forms[form].format(n=count)


@pytest.mark.parametrize(
    ("days", "english", "dutch"),
    [
        (1, "1 day", "1 dag"),
        (13, "13 days", "13 dagen"),
        (14, "2 weeks", "2 weken"),
        (51, "7 weeks", "7 weken"),
        (77, "11 weeks", "11 weken"),
        (83, "11 weeks", "11 weken"),
        (84, "3 months", "3 maanden"),
        (89, "3 months", "3 maanden"),
        (107, "3 months", "3 maanden"),
        (118, "4 months", "4 maanden"),
        (365, "1 year", "1 jaar"),
        (550, "18 months", "18 maanden"),
        (720, "2 years", "2 jaar"),
        (800, "2 years", "2 jaar"),
    ],
)
def test_lengths_come_in_the_unit_in_which_people_think(days, english, dutch):
    assert (words("en").length(days), words("nl").length(days)) == (english, dutch)


@pytest.mark.parametrize(
    ("span", "english", "dutch"),
    [
        (Span(1, "D"), "daily", "dagelijks"),
        (Span(7, "D"), "weekly", "wekelijks"),
        (Span(14, "D"), "every 2 weeks", "elke 2 weken"),
        (Span(10, "D"), "every 10 days", "elke 10 dagen"),
        (Span(6, "W"), "every 6 weeks", "elke 6 weken"),
        (Span(1, "M"), "monthly", "maandelijks"),
        (Span(3, "M"), "every 3 months", "elke 3 maanden"),
        (Span(1, "Y"), "yearly", "jaarlijks"),
    ],
)
def test_cadences_are_said_as_people_say_them(span, english, dutch):
    assert (words("en").every(span), words("nl").every(span)) == (english, dutch)


def test_a_day_of_another_year_says_so():
    assert words("nl").day(date(2025, 10, 1), TODAY) == "1 oktober 2025"
    assert words("en").month(date(2024, 3, 9), TODAY) == "March 2024"


def test_days_ahead_are_counted():
    assert [words("en").ahead(TODAY + timedelta(days), TODAY) for days in range(3)] == [
        "today",
        "tomorrow",
        "in 2 days",
    ]
