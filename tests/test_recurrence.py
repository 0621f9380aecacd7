"""Tasks that repeat: each is followed by its next occurrence, or left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.model.config import Reading
from vaultnet.model.facts import Task
from vaultnet.note.edit import Edit, Refusal
from vaultnet.note.edit_task import cancel_task, move_task, tick_task
from vaultnet.note.read import read_note
from vaultnet.note.recurrence import next_day, next_occurrence

FRIDAY, DONE = date(2026, 11, 20), date(2026, 11, 25)
HEAD = "---\ntype: person\n---\n"


def note(line):
    return f"{HEAD}- 2026-11-01 coffee\n{line}\n    - a detail\n- [ ] another\n"


def after(change, line, *extra):
    """The lines that stand where `line` stood."""
    text = note(line)
    (task, _) = read_note("Anna.md", text, Reading()).tasks
    edit = change("Anna.md", text, Reading(), task, *extra)
    if isinstance(edit, Refusal):
        return edit.reason
    head, tail = note("|").split("|")
    found = edit.of(text)
    assert (found[: len(head)], found[-len(tail) :]) == (head, tail)
    return found[len(head) : -len(tail)].split("\n")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("every day", "2026-11-21"),
        ("every 3 days", "2026-11-23"),
        ("every week", "2026-11-27"),
        ("Every 2 Weeks", "2026-12-04"),
        ("every month", "2026-12-20"),
        ("every 3 months", "2027-02-20"),
        ("every year", "2027-11-20"),
        ("every weekday", "2026-11-23"),
        ("every Friday", "2026-11-27"),
        ("every monday, thu", "2026-11-23"),
        ("every week on Sunday", "2026-11-22"),
        ("every 2 weeks on Friday", "2026-12-04"),
        ("every 2 weeks on Friday and Monday", "2026-11-30"),
        ("every month on the 21st", "2026-11-21"),
        ("every month on the 1st and 15th", "2026-12-01"),
        ("every month on the 31st", "2026-12-31"),
        ("every month on the last", "2026-11-30"),
        ("every 2 months on the 3rd", "2027-01-03"),
        ("every week when done", "2026-12-02"),
        ("every month when done", "2026-12-25"),
        ("every weekday when done", "2026-11-26"),
        ("every Friday when done", "2026-11-27"),
    ],
)
def test_the_next_day_is_that_of_the_tasks_plugin(rule, expected):
    assert str(next_day(rule, FRIDAY, DONE)) == expected


def test_a_day_that_its_month_lacks_is_the_last_one_before():
    assert next_day("every month", date(2026, 10, 31), DONE) == date(2026, 11, 30)
    assert next_day("every 3 months", date(2026, 11, 30), DONE) == date(2027, 2, 28)
    assert next_day("every year", date(2024, 2, 29), DONE) == date(2025, 2, 28)
    assert next_day("every month on the 31st", date(2027, 1, 31), DONE) == date(2027, 3, 31)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every",
        "weekly",
        "every other week",
        "every 0 days",
        "every 2 Mondays",
        "every month on the last Friday",
        "every January on the 15th",
        "every week for 3 times",
        "every hour",
        "every month on the 32nd",
        "every week; then rest",
    ],
)
def test_no_repetition_is_guessed(rule):
    assert next_day(rule, FRIDAY, DONE) is None


def test_the_next_occurrence_stands_above_and_its_dates_keep_their_distance():
    assert after(tick_task, "* [/] call 🔁 every 2 weeks 🛫 2026-11-13 ⏳ 2026-11-18 📅 2026-11-20", DONE) == [
        "* [ ] call 🔁 every 2 weeks 🛫 2026-11-27 ⏳ 2026-12-02 📅 2026-12-04",
        "* [x] call 🔁 every 2 weeks 🛫 2026-11-13 ⏳ 2026-11-18 📅 2026-11-20 ✅ 2026-11-25",
    ]
    assert after(tick_task, "- [ ] call 🔁 every week when done ⏳ 2026-11-02", DONE) == [
        "- [ ] call 🔁 every week when done ⏳ 2026-12-02",
        "- [x] call 🔁 every week when done ⏳ 2026-11-02 ✅ 2026-11-25",
    ]


def test_what_belongs_to_one_occurrence_stays_with_it():
    line = "- [ ] #task call 🆔 abc ⛔ d1,e2 🔺 🔁 every day ➕ 2026-10-01 📅 2026-11-20 ^soon"
    assert after(tick_task, line, DONE) == [
        "- [ ] #task call 🔺 🔁 every day ➕ 2026-11-25 📅 2026-11-21",
        "- [x] #task call 🆔 abc ⛔ d1,e2 🔺 🔁 every day ➕ 2026-10-01 📅 2026-11-20 ✅ 2026-11-25 ^soon",
    ]
    line = "- [ ] call  [id:: abc]  [repeat:: every month]  [due:: 2026-11-20]"
    assert after(tick_task, line, DONE) == [
        "- [ ] call  [repeat:: every month]  [due:: 2026-12-20]",
        line.replace("[ ]", "[x]"),
    ]


def test_a_task_that_is_cancelled_this_time_comes_again():
    assert after(cancel_task, "- [ ] call 🔁 every week 📅 2026-11-20", DONE) == [
        "- [ ] call 🔁 every week 📅 2026-11-27",
        "- [-] call 🔁 every week 📅 2026-11-20",
    ]


def test_a_task_that_is_moved_takes_its_day_alone_with_it():
    line = "- [ ] call 🔁 every week ⏳ 2026-11-18 📅 2026-11-20"
    assert after(move_task, line, date(2026, 12, 1)) == [line.replace("📅 2026-11-20", "📅 2026-12-01")]


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] call 🔁 every month on the last Friday 📅 2026-11-20",
        "- [ ] call 🔁 every week",
        "- [ ] call 🔁 every week 🛫 2026-11-20",
        "- [ ] call 🔁 every week (2026-11-20)",
        "- [ ] call 🔁 📅 2026-11-20",
        "- [ ] call [repeat:: every week] [due:: 20 November 2026]",
        "- [ ] call 🔁 every year 📅 9999-01-01",
    ],
)
def test_a_repetition_that_cannot_be_continued_is_not_ended(line):
    for change in (tick_task, cancel_task):
        assert "only the Tasks plugin can continue" in after(change, line, DONE)


def test_what_comes_again_on_the_same_day_is_not_ticked_for_the_same_tick():
    text = note("- [ ] call 🔁 every 5 days when done 📅 2026-11-25")
    (task, _) = read_note("Anna.md", text, Reading()).tasks
    again = tick_task("Anna.md", text, Reading(), task, FRIDAY).of(text)
    assert "- [ ] call 🔁 every 5 days when done 📅 2026-11-25\n- [x] call" in again
    assert tick_task("Anna.md", again, Reading(), task, FRIDAY) is None


def test_line_ends_indentation_and_a_missing_last_one_are_kept():
    text = f"{HEAD}- a\n\t1. [ ] call 🔁 every day 📅 2026-11-20".replace("\n", "\r\n")
    edit = tick_task("Anna.md", text, Reading(), Task(5, "call 🔁 every day", FRIDAY), DONE)
    assert edit.of(text) == (
        f"{HEAD}- a\n\t1. [ ] call 🔁 every day 📅 2026-11-21\n\t1. [x] call 🔁 every day 📅 2026-11-20 ✅ 2026-11-25"
    ).replace("\n", "\r\n")


@given(st.text(alphabet="🔁📅⏳🆔⛔^[](): ,-0123456789everydwkmonthls 2026-11-20#|", max_size=80), st.booleans())
def test_whatever_a_line_holds_a_repetition_goes_on_or_nothing_is_done(words, emoji):
    line = f"- [ ] {words} 🔁 every 2 days 📅 2026-11-20" if emoji else f"- [ ] call {words} [repeat:: every week]"
    text = note(line)
    for task in read_note("Anna.md", text, Reading()).tasks[:1]:
        edit = tick_task("Anna.md", text, Reading(), task, DONE)
        if isinstance(edit, Edit):
            assert len(read_note("Anna.md", edit.of(text), Reading()).tasks) == 2


@given(st.text(max_size=60))
def test_any_rule_and_any_line_are_read_without_a_fault(text):
    next_day(text, FRIDAY, DONE)
    next_occurrence(f"- [ ] call 🔁 {text} 📅 2026-11-20", DONE)
    next_occurrence(f"- [ ] {text} [repeat:: every week] 📅 2026-11-20", DONE)
