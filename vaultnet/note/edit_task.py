"""Tick, cancel or move an open task: one line of one note, found again by its words (format.md, Recording)."""

import re
from datetime import date

from vaultnet.model.config import Reading
from vaultnet.model.facts import Facts, Task
from vaultnet.note.edit import Edit, Lines, Refusal
from vaultnet.note.entry_form import redated
from vaultnet.note.read import read_note

_BOX = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ /])\]")
_BLOCK_ID = re.compile(r"[ \t]+\^[A-Za-z0-9-]{1,100}[ \t]*$")
_EMOJI_DATE = re.compile(r"[📅📆🗓⏳⌛🛫➕]\ufe0f?[ \t]*\d{4}-\d{2}-\d{2}")
_DUE = re.compile(r"(?:[📅📆🗓]\ufe0f?[ \t]*|[\[(]due::[ \t]*)(\d{4}-\d{2}-\d{2})")
_SCHEDULED = re.compile(r"(?:[⏳⌛]\ufe0f?[ \t]*|[\[(]scheduled::[ \t]*)(\d{4}-\d{2}-\d{2})")
_IN_PARENTHESES = re.compile(r"\(([^()]{6,40})\)[ \t]*$")


def tick_task(path: str, text: str, reading: Reading, line: int, words: str, day: date) -> Edit | Refusal:
    """Tick the open task `words`, which stood at `line` (from 1); the line says `day` if it uses such dates."""
    lines = Lines(text)
    task = _found(read_note(path, text, reading), line, words)
    if isinstance(task, Refusal):
        return task
    raw = lines.line(task.line - 1)
    new = _boxed(raw, "x")
    if _EMOJI_DATE.search(raw) and "✅" not in raw:
        end = _BLOCK_ID.search(new)
        at = end.start() if end else len(new.rstrip())
        new = f"{new[:at]} ✅ {day.isoformat()}{new[at:]}"
    return _proven(path, text, reading, lines, task, new)


def cancel_task(path: str, text: str, reading: Reading, line: int, words: str) -> Edit | Refusal:
    """Cancel the open task `words`."""
    lines = Lines(text)
    task = _found(read_note(path, text, reading), line, words)
    if isinstance(task, Refusal):
        return task
    return _proven(path, text, reading, lines, task, _boxed(lines.line(task.line - 1), "-"))


def move_task(path: str, text: str, reading: Reading, line: int, words: str, day: date) -> Edit | Refusal | None:
    """Give the open task `words` another date; None where it has none, or has this one."""
    lines = Lines(text)
    task = _found(read_note(path, text, reading), line, words)
    if isinstance(task, Refusal):
        return task
    if task.due is None or task.due == day:
        return None
    raw = lines.line(task.line - 1)
    end = _BLOCK_ID.search(raw)
    found = _DUE.search(raw) or _SCHEDULED.search(raw) or _IN_PARENTHESES.search(raw[: end.start()] if end else raw)
    new = redated(found[1], task.due, day, reading.date_order) if found else None
    if found is None or new is None:
        return Refusal(f"the date of {words!r} is written in a way that cannot be edited safely")
    return _proven(path, text, reading, lines, task, raw[: found.start(1)] + new + raw[found.end(1) :], due=day)


def _found(facts: Facts, line: int, words: str) -> Task | Refusal:
    """The exact task at its old place, else the only one with the same words."""
    same = [task for task in facts.tasks if task.text.split() == words.split()]
    if len(same) == 1:
        return same[0]
    return next((task for task in same if task.line == line), None) or Refusal(
        f"the task {words!r} stands there {len(same)} times" if same else f"the task {words!r} stands there no more"
    )


def _boxed(raw: str, sign: str) -> str:
    box = _BOX.match(raw)
    return raw if box is None else raw[: box.start(1)] + sign + raw[box.end(1) :]


def _proven(
    path: str, text: str, reading: Reading, lines: Lines, task: Task, new: str, due: date | None = None
) -> Edit | Refusal:
    """The edit of one line, if the result says the same but for this task, which is then for `due` if that is given."""
    start = lines.start(task.line - 1)
    edit = Edit(start, start + len(lines.line(task.line - 1)), new)
    before, after = read_note(path, text, reading), read_note(path, edit.of(text), reading)
    others = [other for other in before.tasks if other != task]
    known = frozenset(others)
    changed = [other for other in after.tasks if other not in known]
    unchanged = (after.kind, after.card, after.problems) == (before.kind, before.card, before.problems)
    if (
        not unchanged
        or len(after.tasks) - len(changed) != len(others)
        or any(other.line != task.line or (due and other.due != due) for other in changed)
    ):
        return Refusal(f"the task {task.text!r} could not be changed without changing something else")
    return edit
