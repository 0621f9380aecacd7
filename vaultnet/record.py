"""Edits of the user's notes: decide on the text, log, compare and swap; anew if somebody wrote meanwhile.

An act is idempotent: where the note says it already, nothing is done. What cannot be done is reported.
"""

import os
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.model.config import Config, Reading
from vaultnet.model.network import Person
from vaultnet.note.edit import Edit, Refusal
from vaultnet.note.record_contact import NewContact, add_contact
from vaultnet.note.set_property import set_property
from vaultnet.problem import Failure
from vaultnet.vault.files import read_note, text_of
from vaultnet.vault.journal import Logged, forget, last_action, last_written, log_edit, new_action
from vaultnet.vault.lock import lock
from vaultnet.vault.places import Unreadable, reason
from vaultnet.vault.stamp import is_fresh
from vaultnet.vault.swap import Changed, NotWritten, Swapped, make_sure, replace

TURNS = 8  # attempts while somebody else keeps saving the note


class Act(NamedTuple):
    """Something to be written into one note."""

    path: str
    edit: Callable[[str], Edit | Refusal | None]


class Later(NamedTuple):
    """The note was changed a moment ago: its owner may be typing, so it is left for the next round."""


class NotRecorded(Failure):
    """A command could not write what it was asked to."""

    def __init__(self, path: str, reason: str, changed: Sequence[str]) -> None:
        others = f", but {', '.join(changed)} did get it: `vaultnet undo` takes that back" if changed else ""
        super().__init__(f"{path}: {reason}; nothing was written there{others}")


class NotUndone(Failure):
    """A note is no longer what vaultnet left."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is no longer what vaultnet left, so its last edit is not taken back")


class NothingToUndo(Failure):
    """The edit log is empty."""

    def __init__(self) -> None:
        super().__init__("there is no edit of vaultnet's to take back")


class NoEditLog(Failure):
    """The edit log cannot be used."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"the edit log cannot be used: {reason(error)}")


def contact(person: Person, new: NewContact, config: Config, reading: Reading) -> Act:
    """Record a contact in the person's note."""
    return Act(person.path, lambda text: add_contact(person.path, text, reading, new, config.log_heading))


def snoozed(person: Person, until: date) -> Act:
    """Leave the person alone until a day."""
    return Act(person.path, lambda text: set_property(person.path, text, "snooze_until", until.isoformat()))


def carry_out(root: str, act: Act, action: str, settle: float = 0.0, *, check: bool = False) -> Refusal | Later | bool:
    """Do one act; returns whether anything was written, or with `check` would be.

    `settle`: seconds that a note must have been left alone by others.
    """
    for _ in range(TURNS):
        try:
            data = read_note(root, act.path)
            text = text_of(act.path, data)
        except Unreadable as fault:
            return Refusal(fault.why)
        edit = act.edit(text)
        if edit is None or isinstance(edit, Refusal):
            return edit or False
        if check:
            return _refused(root, act.path) or True
        if settle and _fresh(root, act.path, data, settle):
            return Later()
        done = _write(root, act.path, data, spliced(data, text, edit), action)
        if not isinstance(done, Changed):
            return done
    return Refusal("it is being changed at this very moment")


def _refused(root: str, path: str) -> Refusal | None:
    """Why the note could not be written, as far as it shows before that is tried."""
    try:
        make_sure(root, path)
    except (NotWritten, Unreadable) as fault:
        return Refusal(fault.why)
    return None


def _write(root: str, path: str, data: bytes, new: bytes, action: str) -> Refusal | Changed | bool:
    """Log and make one edit; what was not made does not stay in the log."""
    try:
        logged = log_edit(root, action, path, data, new)
    except OSError as error:
        return Refusal(f"the edit could not be logged: {reason(error)}")
    try:
        done = replace(root, path, new, data)
    except (NotWritten, Unreadable) as fault:
        _forget_unless_made(root, logged)
        return Refusal(fault.why)
    if isinstance(done, Changed):
        _forget_unless_made(root, logged)
        return done
    return True


def _forget_unless_made(root: str, logged: Logged) -> None:
    """An entry that cannot be taken out stays: `undo` finds out that there is nothing to take back."""
    try:
        if read_note(root, logged.path) != logged.after:
            forget(root, logged)
    except (Unreadable, OSError):
        return


def _fresh(root: str, path: str, data: bytes, settle: float) -> bool:
    """Whether somebody else changed the note within the last `settle` seconds."""
    try:
        return is_fresh(os.path.join(root, path), time.time(), settle) and last_written(root, path) != data
    except OSError:  # gone or out of reach by now: that is fresh
        return True


def spliced(data: bytes, text: str, edit: Edit) -> bytes:
    """The bytes of a note after an edit: those outside the edited place are the ones that were read."""
    start = len(text[: edit.start].encode())
    end = start + len(text[edit.start : edit.end].encode())
    new = data[:start] + edit.inserted.encode() + data[end:]
    assert new == edit.of(text).encode()
    return new


def do_all(root: str, acts: Sequence[Act], name: str) -> list[str]:
    """Carry out the acts of the command of that name; the paths that were changed.

    The first act that cannot be done ends it: raises `NotRecorded`.
    """
    changed: list[str] = []
    with lock(root):
        action = new_action(name)
        for act in acts:
            done = carry_out(root, act, action)
            if isinstance(done, Refusal):
                raise NotRecorded(act.path, done.reason, changed)
            if done is True:
                changed.append(act.path)
    return changed


def undo(root: str) -> list[Logged]:
    """Take back the last action, all notes that it edited.

    Where one of them differs, nothing is written: raises `NotUndone`; also `NothingToUndo` and `NoEditLog`.
    """
    with lock(root):
        return _undo(root)


def _undo(root: str) -> list[Logged]:
    while edits := _last_action(root):
        made = _made(root, edits)
        for edit in edits:
            if edit in made and not isinstance(replace(root, edit.path, edit.before, edit.after), Swapped):
                raise NotUndone(edit.path)
            try:
                forget(root, edit)
            except OSError as error:
                if not made:
                    raise NoEditLog(error) from error
        if made:
            return made
    raise NothingToUndo


def _last_action(root: str) -> list[Logged]:
    try:
        return last_action(root)
    except OSError as error:
        raise NoEditLog(error) from error


def _made(root: str, edits: Sequence[Logged]) -> list[Logged]:
    """The edits that can be seen in the notes, the newest first; a run may have ended before it made its last one."""
    made: list[Logged] = []
    present: dict[str, bytes] = {}
    for edit in edits:
        now = present[edit.path] if edit.path in present else read_note(root, edit.path)
        if now not in (edit.after, edit.before):
            raise NotUndone(edit.path)
        if now == edit.after:
            made.append(edit)
        present[edit.path] = edit.before
    return made
