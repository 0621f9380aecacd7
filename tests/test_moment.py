"""Daily notes by their paths (format.md, In a dated note)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.days.moment import daily_date, format_problem
from vaultnet.model.config import DailyNotes

OCTOBER = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("folder", "moment", "path"),
    [
        ("", "YYYY-MM-DD", "2026-10-01.md"),
        ("", "", "2026-10-01.md"),
        ("Daily", "YYYY-MM-DD", "Daily/2026-10-01.md"),
        ("/Daily/", "YYYY-MM-DD", "daily/2026-10-01.md"),
        ("Daily", "YYYY-MM-DD", "Daily/2026/2026-10-01.md"),
        ("Daily", "YYYY/MM/DD", "Daily/2026/10/01.md"),
        ("Daily", "YYYY/MMMM/YYYY-MMM-DD", "Daily/2026/October/2026-Oct-01.md"),
        ("Daily", "YYYY/MMMM/YYYY-MMM-DD", "Daily/2026/oktober/2026-okt.-01.md"),
        ("Daily", "YYYY/MM-MMMM/YYYY-MM-DD", "Daily/2026/10-October/2026-10-01.md"),
        ("Daily", "YYYY/MM/YYYY-MM-DD", "Daily/2026-10-01.md"),
        ("Daily", "YYYY/MM/YYYY-MM-DD", "Daily/2025/09/2026-10-01.md"),
        ("", "dddd D MMMM YYYY", "Thursday 1 October 2026.md"),
        ("", "dddd D MMMM YYYY", "donderdag 1 oktober 2026.md"),
        ("", "ddd DD-MM-YY", "Thu 01-10-26.md"),
        ("", "dd. D/M/YYYY", "do. 1/10/2026.md"),
        ("", "Do MMMM YYYY", "1st October 2026.md"),
        ("", "YYYY-MM-DD_E_d", "2026-10-01_4_4.md"),
        ("", "YYYYMMDD", "20261001.md"),
        ("", "YYYY-DDDD", "2026-274.md"),
        ("", "DDDo [day of] YYYY", "274th day of 2026.md"),
        ("", "[Daily note] YYYY-MM-DD", "Daily note 2026-10-01.md"),
        ("", "DD MMM YY [Daily Note]", "01 Oct 26 Daily Note.md"),
        ("", "gggg-[W]ww/YYYY-MM-DD", "2026-W40/2026-10-01.md"),
        ("", "YYYY-[Q]Q-[W]W-MM-DD HHmm", "2026-Q4-W40-10-01 0905.md"),
        ("", "LL", "October 1, 2026.md"),
        ("", "LL", "1 oktober 2026.md"),
        ("", "L", "10/01/2026.md"),
        ("", "ll", "Oct 1, 2026.md"),
        ("Café", "YYYY-MM-DD", "Cafe\u0301/2026-10-01.md"),
    ],
)
def test_a_daily_note_is_recognised_by_its_path(folder, moment, path):
    assert daily_date(path, DailyNotes(folder, moment)) == OCTOBER


@pytest.mark.parametrize(
    ("folder", "moment", "path"),
    [
        ("Daily", "YYYY-MM-DD", "2026-10-01.md"),
        ("Daily", "YYYY-MM-DD", "Dailyish/2026-10-01.md"),
        ("Daily", "YYYY-MM-DD", "Daily/2026-10-01 Lunch.md"),
        ("", "YYYY-MM-DD", "2026-10-1.md"),
        ("", "YYYY-MM-DD", "2026-02-30.md"),
        ("", "YYYY-MM-DD", "2026-10-01.txt"),
        ("", "YYYY-MM-DD", "Vera.md"),
        ("", "YYYY-M-D", "2026-10-01.md"),
        ("Daily", "YYYY/MM/DD", "Daily/01.md"),
        ("", "dddd D MMMM YYYY", "Friday 1 October 2026.md"),
        ("", "YYYY-MM-DD ddd", "2026-10-01 fri.md"),
        ("", "YYYY-MM-DD E", "2026-10-01 5.md"),
        ("", "YYYY/MM/DD YYYY", "2026/10/01 2025.md"),
        ("", "YYYY-DDDD", "2026-366.md"),
        ("", "YYYY-DDDD", "2026-000.md"),
        ("", "gggg-[W]ww", "2026-W40.md"),
    ],
)
def test_a_path_that_differs_from_the_format_is_none(folder, moment, path):
    assert daily_date(path, DailyNotes(folder, moment)) is None


@pytest.mark.parametrize(
    ("moment", "token"),
    [
        ("gggg-[W]ww", "YYYY"),
        ("YYYY", "MM"),
        ("YYYY-[W]ww", "MM"),
        ("YYYY-MM", "DD"),
        ("MM-DD", "YYYY"),
        ("YYYY-MM-DD z", "z"),
        ("[today]", "YYYY"),
    ],
)
def test_a_format_without_a_day_names_the_token_that_matters(moment, token):
    assert f"`{token}`" in (format_problem(moment) or "")
    assert moment in (format_problem(moment) or "")


@pytest.mark.parametrize(
    "moment", ["", "YYYY-MM-DD", "L", "LL", "ll", "YYYY/MM/DD", "DDDD YY", "dddd[,] Do MMMM Y HH:mm:ss A"]
)
def test_a_format_that_names_a_day_is_no_problem(moment):
    assert format_problem(moment) is None


tokens = st.sampled_from([
    "YYYY", "YY", "MM", "M", "MMM", "MMMM", "DD", "D", "Do", "DDDD", "ddd", "dddd", "E", "ww", "HH", "mm", "L", "LL", "/", "-", " ", "[x]",
    "[", "]", "\\", "z", "(", "*", ".",
])  # fmt: skip


@given(
    st.lists(tokens, max_size=8).map("".join),
    st.text(max_size=20) | st.sampled_from(["2026-10-01", "1/10/2026", "2026/10/01"]),
)
def test_no_format_and_no_path_breaks_anything(moment, name):
    day = daily_date(f"{name}.md", DailyNotes("", moment))
    assert day is None or format_problem(moment) is None


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2068, 12, 31)))
def test_every_day_is_found_again(day):
    for moment, name in {
        "YYYY-MM-DD": f"{day}",
        "YYYY/MMMM/D MMM YY": f"{day:%Y/%B}/{day.day} {day:%b %y}",
        "dddd D-M-YYYY": f"{day:%A} {day.day}-{day.month}-{day.year}",
        "YYYY-DDDD": f"{day:%Y-%j}",
    }.items():
        assert daily_date(f"Daily/{name}.md", DailyNotes("Daily", moment)) == day
