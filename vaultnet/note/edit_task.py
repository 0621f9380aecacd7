"""Tick, cancel or move an open task: one line of one note, found again by its words (format.md, Recording)."""

import re
from collections.abc import Callable
from datetime import date

from vaultnet.model.config import Reading
from vaultnet.model.facts import Facts, Task
from vaultnet.note.done_sign import BLOCK_ID, with_done
from vaultnet.note.edit import Edit, Lines, Refusal
from vaultnet.note.entry_form import redated
from vaultnet.note.line import DUE, EMOJI_DATE, IN_PARENTHESES, SCHEDULED
from vaultnet.note.read import read_note

_BOX = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ /])\]")


def tick_task(path: str, text: str, reading: Reading, line: int, words: str, day: date) -> Edit | Refusal | None:
    """Tick the open task `words`, which stood at `line` (from 1); the line says `day` if it uses such dates."""

    def ticked(_task: Task, raw: str) -> str:
        dated = EMOJI_DATE.search(raw) and "✅" not in raw
        return with_done(_boxed(raw, "x"), day) if dated else _boxed(raw, "x")

    return _changed(path, text, reading, line, words, ticked)


def cancel_task(path: str, text: str, reading: Reading, line: int, words: str) -> Edit | Refusal | None:
    """Cancel the open task `words`."""
    return _changed(path, text, reading, line, words, lambda _task, raw: _boxed(raw, "-"))


def move_task(path: str, text: str, reading: Reading, line: int, words: str, day: date) -> Edit | Refusal | None:
    """Give the open task `words` another date; None where it has none, or has this one."""

    def moved(task: Task, raw: str) -> str | Refusal | None:
        if task.due is None or task.due == day:
            return None
        end = BLOCK_ID.search(raw)
        found = DUE.search(raw) or SCHEDULED.search(raw) or IN_PARENTHESES.search(raw[: end.start()] if end else raw)
        place = found.lastindex if found else None  # of the date, among the groups
        new = redated(found[place], task.due, day, reading.date_order) if found and place else None
        if found is None or place is None or new is None:
            return Refusal(f"the date of “{words}” is written in a way that cannot be edited safely")
        return raw[: found.start(place)] + new + raw[found.end(place) :]

    return _changed(path, text, reading, line, words, moved, due=day)


def _changed(
    path: str,
    text: str,
    reading: Reading,
    line: int,
    words: str,
    change: Callable[[Task, str], str | Refusal | None],
    due: date | None = None,
) -> Edit | Refusal | None:
    """The edit that makes `change` to the line of an open task, which then is for `due` if that is given."""
    before = read_note(path, text, reading)
    task = _found(before, line, words)
    if isinstance(task, Refusal):
        return task
    lines = Lines(text)
    raw = lines.line(task.line - 1)
    new = change(task, raw)
    if new is None or isinstance(new, Refusal):
        return new
    start = lines.start(task.line - 1)
    edit = Edit(start, start + len(raw), new)
    if not _proven(before, read_note(path, edit.of(text), reading), task, due):
        return Refusal(f"the task “{task.text}” could not be changed without changing something else")
    return edit


def _found(facts: Facts, line: int, words: str) -> Task | Refusal:
    """The exact task at its old place, else the only one with the same words."""
    same = [task for task in facts.tasks if task.text.split() == words.split()]
    if len(same) == 1:
        return same[0]
    return next((task for task in same if task.line == line), None) or Refusal(
        f"the task “{words}” appears more than once" if same else f"the task “{words}” is no longer there"
    )


def _boxed(raw: str, sign: str) -> str:
    box = _BOX.match(raw)
    return raw if box is None else raw[: box.start(1)] + sign + raw[box.end(1) :]


def _proven(before: Facts, after: Facts, task: Task, due: date | None) -> bool:
    """Whether a note says the same as before but for this task."""
    others = [other for other in before.tasks if other != task]
    known = frozenset(others)
    changed = [other for other in after.tasks if other not in known]
    return (
        (after.kind, after.card, after.problems) == (before.kind, before.card, before.problems)
        and len(after.tasks) - len(changed) == len(others)
        and all(other.line == task.line and (not due or other.due == due) for other in changed)
    )
