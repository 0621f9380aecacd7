"""Tick, cancel or move an open task: one line of one note, found again by its words (format.md, Recording).

No repetition ends here: one that is ticked or cancelled is followed by its next occurrence, on the line above.
"""

import re
from collections.abc import Callable
from datetime import date

from vaultnet.model.config import Reading
from vaultnet.model.facts import Facts, Task
from vaultnet.note.done_sign import BLOCK_ID, with_done
from vaultnet.note.edit import Edit, Lines, Refusal, proven
from vaultnet.note.entry_form import redated
from vaultnet.note.line import DUE, EMOJI_DATE, IN_PARENTHESES, SCHEDULED
from vaultnet.note.read import read_note

_Change = Callable[[Task, str], str | Refusal | None]

_BOX = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ /])\]")


def tick_task(path: str, text: str, reading: Reading, wanted: Task, day: date) -> Edit | Refusal | None:
    """Tick the open task that was `wanted` when the note was read; the line says `day` if it uses such dates."""

    def ticked(_task: Task, raw: str) -> str:
        dated = EMOJI_DATE.search(raw) and "✅" not in raw
        return with_done(_boxed(raw, "x"), day) if dated else _boxed(raw, "x")

    return _ended(path, text, reading, wanted, day, ticked)


def cancel_task(path: str, text: str, reading: Reading, wanted: Task, day: date) -> Edit | Refusal | None:
    """Cancel an open task on a day."""
    return _ended(path, text, reading, wanted, day, lambda _task, raw: _boxed(raw, "-"))


def move_task(path: str, text: str, reading: Reading, wanted: Task, day: date) -> Edit | Refusal | None:
    """Give an open task another date; None where it has none, or has this one."""

    def moved(task: Task, raw: str) -> str | Refusal | None:
        if task.due is None or task.due == day:
            return None
        end = BLOCK_ID.search(raw)
        found = DUE.search(raw) or SCHEDULED.search(raw) or IN_PARENTHESES.search(raw[: end.start()] if end else raw)
        place = found.lastindex if found else None  # of the date, among the groups
        new = redated(found[place], task.due, day, reading.date_order) if found and place else None
        if found is None or place is None or new is None:
            return Refusal(f"the date of “{task.text}” is written in a way that cannot be edited safely")
        return raw[: found.start(place)] + new + raw[found.end(place) :]

    return _changed(path, text, reading, wanted, moved, due=day)


def may_repeat(words: str) -> bool:
    """Whether a task may be one that comes again when it is done."""
    return "🔁" in words or "repeat::" in words.casefold()


def _ended(path: str, text: str, reading: Reading, wanted: Task, day: date, change: _Change) -> Edit | Refusal | None:
    """The edit that makes `change` to the line of an open task that ends on `day`; one that repeats goes on above."""
    if may_repeat(wanted.text):
        before = read_note(path, text, reading)
        task = _found(before, wanted)
        if isinstance(task, Task):
            return _repeated(before, text, reading, task, day, change)
    return _changed(path, text, reading, wanted, change)


def _repeated(
    before: Facts, text: str, reading: Reading, task: Task, day: date, change: _Change
) -> Edit | Refusal | None:
    """The same for a task that may repeat, of a note that says what is known `before`."""
    from vaultnet.note.recurrence import next_day, next_occurrence, rule_of  # noqa: PLC0415 - few tasks repeat

    path, lines = before.path, Lines(text)
    raw, below = lines.line(task.line - 1), lines.line(task.line)
    rule = rule_of(raw)
    if rule is None:
        return _changed(path, text, reading, task, change)
    if below == change(task, raw):
        return None  # this is what came after it, for the same day
    upcoming = next_occurrence(_boxed(raw, " "), day)
    due = next_day(rule, task.due, day) if task.due else None
    if upcoming is None or due is None:
        return Refusal(f"“{task.text}” repeats in a way that only the Tasks plugin can continue; tick it there")
    start = lines.start(task.line - 1)
    above = Edit(start, start, upcoming + lines.line_end(task.line - 1))
    after = read_note(path, above.of(text), reading)
    came = [one.due for one in after.tasks if one.line == task.line]
    if proven(before, after, task.line, 1) is None or came != [due]:
        return _not_alone(task)
    return _both(above, len(raw), _changed(path, above.of(text), reading, task._replace(line=task.line + 1), change))


def _both(above: Edit, length: int, ended: Edit | Refusal | None) -> Edit | Refusal | None:
    """One edit: what comes above a line of this length, and that line as it was changed."""
    if not isinstance(ended, Edit):
        return ended
    return Edit(above.start, above.start + length, above.inserted + ended.inserted)


def _changed(
    path: str, text: str, reading: Reading, wanted: Task, change: _Change, due: date | None = None
) -> Edit | Refusal | None:
    """The edit that makes `change` to the line of an open task, which then is for `due` if that is given."""
    before = read_note(path, text, reading)
    task = _found(before, wanted)
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
        return _not_alone(task)
    return edit


def _found(facts: Facts, wanted: Task) -> Task | Refusal:
    """The exact task at its old place, else the only one with the same words for the same day."""
    words = wanted.text.split()
    alike = [task for task in facts.tasks if task.text.split() == words]
    same = [task for task in alike if task.due == wanted.due]
    if len(same) == 1:
        return same[0]
    if not same:
        return Refusal(f"the task “{wanted.text}” is {'for another day now' if alike else 'no longer there'}")
    at_its_place = [task for task in same if task.line == wanted.line]
    return at_its_place[0] if at_its_place else Refusal(f"the task “{wanted.text}” appears more than once")


def _not_alone(task: Task) -> Refusal:
    return Refusal(f"the task “{task.text}” could not be changed without changing something else")


def _boxed(raw: str, sign: str) -> str:
    box = _BOX.match(raw)
    return raw if box is None else raw[: box.start(1)] + sign + raw[box.end(1) :]


def _proven(before: Facts, after: Facts, task: Task, due: date | None) -> bool:
    """Whether a note says the same as before but for this task."""
    others = [other for other in before.tasks if other != task]
    unchanged = frozenset(others)
    changed = [other for other in after.tasks if other not in unchanged]
    return (
        (after.kind, after.card, after.problems) == (before.kind, before.card, before.problems)
        and len(after.tasks) - len(changed) == len(others)
        and all(other.line == task.line and (not due or other.due == due) for other in changed)
    )
