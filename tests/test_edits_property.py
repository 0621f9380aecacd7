"""Of a note that vaultnet edits only the intended bytes differ, or it is refused and nothing changed.

`pytest -m campaign tests/test_edits_property.py` runs the long form.
"""

import random
import re

import pytest
from campaigns import notes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaultnet.model.config import Reading
from vaultnet.note.edit import Edit, Refusal
from vaultnet.note.edit_task import cancel_task, move_task, tick_task
from vaultnet.note.read import read_note
from vaultnet.note.record_contact import NewContact, add_contact
from vaultnet.note.recurrence import rule_of
from vaultnet.note.set_property import set_property
from vaultnet.record import spliced
from vaultnet.vault.files import text_of
from vaultnet.vault.places import Unreadable

PATH = "People/Vera.md"
LONG = pytest.mark.campaign
READING = Reading()


def text_or_none(data):
    """The text of the note; None where it is refused before any edit."""
    try:
        return text_of(PATH, data)
    except Unreadable:
        return None


def changed(data, text, edit):
    """The note after the edit, and what stood and stands at the one place where it differs."""
    after = spliced(data, text, edit)
    start = len(text[: edit.start].encode())
    end = len(text[edit.end :].encode())
    assert after[:start] == data[:start]
    assert after[len(after) - end :] == data[len(data) - end :]
    return after, data[start : len(data) - end], after[start : len(after) - end]


def check_contact(data, new):
    text = text_or_none(data)
    edit = add_contact(PATH, text, READING, new, "Contact") if text is not None else Refusal("")
    if not isinstance(edit, Edit):
        return edit
    after, was, now = changed(data, text, edit)
    assert was == b""
    ends = set(re.findall(rb"\r\n|\n|\r", data))
    assert set(re.findall(rb"\r\n|\n|\r", now)) <= (ends or {b"\n"})
    old, read = read_note(PATH, text, READING), read_note(PATH, after.decode(), READING)
    assert [entry.text for entry in old.entries] == [entry.text for entry in _without_new(old, read)]
    if old.card:
        assert old.card._replace(lines=(), tags=()) == read.card._replace(lines=(), tags=())
        assert set(old.card.tags) <= set(read.card.tags)
    assert add_contact(PATH, after.decode(), READING, new, "Contact") is None
    return edit


def _without_new(old, read):
    rest = [entry._replace(line=0, within=0) for entry in old.entries]
    kept = []
    for entry in read.entries:
        plain = entry._replace(line=0, within=0)
        if plain in rest:
            rest.remove(plain)
            kept.append(entry)
    return kept


def check_property(data):
    text = text_or_none(data)
    edit = set_property(PATH, text, "snooze_until", "2026-12-01") if text is not None else Refusal("")
    if not isinstance(edit, Edit):
        return edit
    after, was, now = changed(data, text, edit)
    assert b"2026-12-01" in now
    assert not re.search(rb"[\r\n]", was)
    assert set_property(PATH, after.decode(), "snooze_until", "2026-12-01") is None
    return edit


def check_tasks(data):
    text = text_or_none(data)
    if text is None:
        return
    facts = read_note(PATH, text, READING)
    for task in facts.tasks:
        for change in (
            tick_task(PATH, text, READING, task, notes.TODAY),
            cancel_task(PATH, text, READING, task, notes.TODAY),
            move_task(PATH, text, READING, task, notes.TODAY),
        ):
            if isinstance(change, Edit):
                _, was, now = changed(data, text, change)
                assert not re.search(rb"[\r\n]", was)
                assert len(re.findall(rb"\r\n?|\n", now)) == (rule_of(now.decode()) is not None and b"[ ]" in now)


def run(count, strategy, check):
    found = settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=count < 1000,
        suppress_health_check=list(HealthCheck),
    )
    found(given(strategy)(check))()


@pytest.mark.parametrize("count", [400, pytest.param(20_000, marks=LONG)])
def test_a_contact_is_bytes_at_one_place(count):
    new = st.builds(NewContact, notes.days, notes.odd_words, notes.odd_under)
    run(count, st.tuples(notes.odd(), new), lambda both: check_contact(*both) and None)


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=LONG)])
def test_a_property_is_bytes_on_one_line(count):
    run(count, notes.odd(), lambda data: check_property(data) and None)


@pytest.mark.parametrize("count", [200, pytest.param(20_000, marks=LONG)])
def test_a_task_is_bytes_on_one_line(count):
    run(count, notes.odd(), check_tasks)


@pytest.mark.parametrize("count", [600, pytest.param(20_000, marks=LONG)])
def test_hardly_any_note_that_a_person_would_write_is_refused(count):
    chance = random.Random(count)
    refused = []
    for _ in range(count):
        data, (words, under) = notes.ordinary(chance), notes.ordinary_words(chance)
        for done in (check_contact(data, NewContact(notes.TODAY, words, under)), check_property(data)):
            if isinstance(done, Refusal):
                refused.append((done.reason, data.decode(), words))
    print(f"{len(refused)} of {2 * count} edits refused")
    assert len(refused) <= count / 100, refused[:3]
