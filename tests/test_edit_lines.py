"""One line of frontmatter, one task: before, after, and nothing else."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vaultnet.model.config import Reading
from vaultnet.model.facts import Task
from vaultnet.note.edit import Edit, Refusal
from vaultnet.note.edit_task import cancel_task, move_task, tick_task
from vaultnet.note.read import read_note
from vaultnet.note.set_property import set_property

D = date(2026, 11, 21)


def snooze(text, value="2026-12-01"):
    edit = set_property("Anna.md", text, "snooze_until", value)
    return edit.of(text) if isinstance(edit, Edit) else edit


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("text\n", "---\nsnooze_until: 2026-12-01\n---\ntext\n"),
        ("", "---\nsnooze_until: 2026-12-01\n---\n"),
        ("\ufefftext", "\ufeff---\nsnooze_until: 2026-12-01\n---\ntext"),
        ("---\ntype: person\n---\ntext", "---\ntype: person\nsnooze_until: 2026-12-01\n---\ntext"),
        ("---\r\ntype: person\r\n---\r\ntext", "---\r\ntype: person\r\nsnooze_until: 2026-12-01\r\n---\r\ntext"),
        ("---\nsnooze: 2026-10-01 # till then\na: b\n---\n", "---\nsnooze: 2026-12-01 # till then\na: b\n---\n"),
        ('---\nSnooze Until: "2026-10-01"\n---\n', '---\nSnooze Until: "2026-12-01"\n---\n'),
        ("---\nsnooze_until:\n---\n", "---\nsnooze_until: 2026-12-01\n---\n"),
        ("---\nsnooze_until: 2026-12-01\n---\n", None),
        ("---\n---\ntext", "---\nsnooze_until: 2026-12-01\n---\ntext"),
    ],
)
def test_a_property_is_set_by_its_line(before, after):
    assert snooze(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "---\na: [\n---\n",
        "---\nsnooze: 2026-10-01\nsnooze_until: 2026-10-01\n---\n",
        "---\nsnooze_until:\n  - 2026-10-01\n---\n",
        "---\nsnooze_until: >\n  2026-10-01\n---\n",
        "---\na: 1\na: 2\n---\n",
        "---\njust text\n---\n",
    ],
)
def test_what_cannot_be_set_safely_is_refused(text):
    assert isinstance(snooze(text), Refusal)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "a: b",
                "snooze: 2026-10-01",
                "c: [1, 2]",
                "d:",
                "  - x",
                "# note",
                "e: 'q'  # c",
                'snooze_until: ""',
                "f: |",
                "  text",
                "",
                "é: ü",
            ]
        ),
        max_size=6,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_only_the_line_of_the_property_differs(lines, eol):
    text = "\n".join(["---", *lines, "---", "body"]).replace("\n", eol)
    edit = set_property("Anna.md", text, "snooze_until", "2026-12-01")
    assume(isinstance(edit, Edit))
    after = edit.of(text)
    others = [[line for line in version.split(eol) if not line.startswith("snooze")] for version in (text, after)]
    assert others[0] == others[1]
    assert len(after.split(eol)) - len(text.split(eol)) in (0, 1)
    assert set_property("Anna.md", after, "snooze_until", "2026-12-01") is None


NOTE = "---\ntype: person\n---\n- [ ] send it 📅 2026-11-25 ^id1\n\t* [/] call [due:: 2026-11-26]\r\n1. [ ] bring cake (27 November 2026)\n- [ ] some day"


SOON = Task(7, "some day", None)


def test_tasks_are_ticked_as_the_line_does_it():
    def tick(words, line):
        (task,) = [one for one in read_note("Anna.md", NOTE, Reading()).tasks if one.text == words]
        edit = tick_task("Anna.md", NOTE, Reading(), task, D)
        return edit.of(NOTE).split("\n")[line - 1]

    assert tick("send it", 4) == "- [x] send it 📅 2026-11-25 ✅ 2026-11-21 ^id1"
    assert tick("call", 5) == "\t* [x] call [due:: 2026-11-26]\r"
    assert tick("some day", 7) == "- [x] some day"


def test_tasks_are_cancelled_and_moved():
    assert cancel_task("Anna.md", NOTE, Reading(), SOON, D).inserted == "- [-] some day"
    moved = [
        move_task("Anna.md", NOTE, Reading(), task, date(2026, 12, 10))
        for task in read_note("Anna.md", NOTE, Reading()).tasks[:3]
    ]
    assert [edit.inserted for edit in moved] == [
        "- [ ] send it 📅 2026-12-10 ^id1",
        "\t* [/] call [due:: 2026-12-10]",
        "1. [ ] bring cake (10 December 2026)",
    ]
    assert move_task("Anna.md", NOTE, Reading(), SOON, D) is None


def test_a_task_is_moved_wherever_its_day_can_be_read():
    for written, moved in (
        ("call [due:: 26 November 2026]", "call [due:: 10 December 2026]"),
        ("call ⏳   2026-11-26 🔁 weekly", "call ⏳   2026-12-10 🔁 weekly"),
        ("call (scheduled:: 26-11-2026)", "call (scheduled:: 10-12-2026)"),
    ):
        note = f"---\ntype: person\n---\n- [ ] {written}\n"
        (task,) = read_note("Anna.md", note, Reading()).tasks
        edit = move_task("Anna.md", note, Reading(), task, date(2026, 12, 10))
        assert edit.of(note) == note.replace(written, moved)


def test_a_task_is_found_again_by_its_words_or_not_touched():
    assert isinstance(tick_task("Anna.md", NOTE.replace("type: person", "type: book"), Reading(), SOON, D), Refusal)
    assert isinstance(tick_task("Anna.md", NOTE, Reading(), SOON._replace(text="some other day"), D), Refusal)
    assert isinstance(tick_task("Anna.md", NOTE, Reading(), SOON._replace(due=D), D), Refusal)
    twice = "---\ntype: person\n---\n- [ ] a\n\n- [ ] a\n"
    assert isinstance(tick_task("Anna.md", twice, Reading(), Task(5, "a", None), D), Refusal)
    edit = tick_task("Anna.md", twice, Reading(), Task(6, "a", None), D)
    assert edit.of(twice).endswith("- [ ] a\n\n- [x] a\n")
    assert len(read_note("Anna.md", edit.of(twice), Reading()).tasks) == 1


def test_of_two_tasks_in_the_same_words_the_one_of_its_day_is_found_wherever_it_stands_now():
    twice = "---\ntype: person\n---\n- [ ] call 📅 2026-11-20\n- [ ] call 📅 2026-11-27\n"
    edit = tick_task("Anna.md", twice, Reading(), Task(4, "call", date(2026, 11, 27)), D)
    assert edit.of(twice).endswith("- [ ] call 📅 2026-11-20\n- [x] call 📅 2026-11-27 ✅ 2026-11-21\n")
