"""What becomes of a tick, told by whole notes: those before, what the user did to the due note, and all notes afterwards.

A case is a file: a sentence, then the notes by their path, the *tick* (lines by section), and the notes *afterwards*.
Each case is also run as if the program had ended between the people's notes and the due note: nothing comes twice.
"""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from vaultnet.build import build
from vaultnet.vault.config import read_config

CASES = sorted((Path(__file__).parent / "cases" / "ticks").glob("*.md"))
TODAY = date(2026, 11, 21)
_HEAD = re.compile(r"^=== (.+)\n", re.MULTILINE)


def parts(case):
    """What the case gives, by its headings."""
    _, *rest = _HEAD.split(case.read_text(encoding="utf-8"))
    return dict(zip(rest[::2], rest[1::2], strict=True))


def given(case, vault):
    """The vault of the case, with the due note as the user left it; the day of the next build; what is to come of it."""
    said = parts(case)
    expected = {name.removesuffix(" afterwards"): said.pop(name) for name in list(said) if name.endswith(" afterwards")}
    ticks = said.pop("tick")
    day = next((name for name in said if name.startswith("built again on ")), "")
    said.pop(day, None)
    notes = vault(said)
    due = build(notes.root, read_config(notes.root), TODAY).path
    notes.write(due, ticked(notes.read(due), ticks))
    return notes, due, date.fromisoformat(day.rpartition(" ")[2]) if day else TODAY, expected


def ticked(text, ticks):
    """The due note after the user worked on it: each line takes the place of the open one that it begins with."""
    lines = text.split("\n")
    at = 0
    for line in ticks.rstrip("\n").split("\n"):
        if line.startswith("## ") and line in lines:
            at = lines.index(line)
            continue
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith(("## ", "%%"))), len(lines))
        for number in range(at + 1, end):
            if line.startswith("- [") and lines[number].startswith("- [ ]") and line[5:].startswith(lines[number][5:]):
                lines[number] = line
                at = number
                break
        else:
            at += 1
            lines.insert(at, line)
    return "\n".join(lines)


def shown(notes, due):
    """The notes with the due note from its block on."""
    texts = {path: notes.read(path) for path in notes.names()}
    head, begin, block = texts[due].partition("%% vaultnet:begin %%")
    return texts | {due: begin + block if head.startswith("---") else texts[due]}


def run(notes, day):
    return build(notes.root, read_config(notes.root), day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_golden(case, vault):
    notes, due, day, expected = given(case, vault)
    run(notes, day)
    found = shown(notes, due)
    assert {path: found[path] for path in expected} == expected
    before = notes.read(due)
    assert not run(notes, day).written
    assert notes.read(due) == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_run_that_ended_before_the_due_note_was_written_changes_nothing(case, vault, home):
    notes, due, day, expected = given(case, vault)
    as_left = notes.read(due)
    for _ in range(2):
        run(notes, day)
        notes.write(due, as_left)
        shutil.rmtree(home)
    run(notes, day)
    found = shown(notes, due)
    assert {path: found[path] for path in expected} == expected
