"""The main job: take ticks → load → agenda → render → write if different.

Person notes are written before the due note, and what a tick records is recorded once however often it is read; so a
run that is cut short anywhere is completed by the next one.
"""

import os
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from vaultnet.agenda import plan
from vaultnet.load import Loaded, load
from vaultnet.model.agenda import Agenda
from vaultnet.model.config import Config
from vaultnet.note.due_note import Damage, DueNote, is_ours
from vaultnet.note.due_note import read as read_due
from vaultnet.problem import Failure, Problem
from vaultnet.render.due_note import plain_names
from vaultnet.ticks import Taken
from vaultnet.ticks.everywhere import daily_notes, take_everywhere
from vaultnet.ticks.remains import new_text, placed
from vaultnet.vault.files import ChangedOnDisk, read_note, text_of, write_generated
from vaultnet.vault.leftovers import rescue
from vaultnet.vault.places import said
from vaultnet.vault.stamp import Stamps, stamps_at
from vaultnet.vault.state import WAIT, lock, state_folder
from vaultnet.vault.taken import remember_taken
from vaultnet.vault.written import keep_written, read_written

TURNS = 5  # attempts while the owner of the due note keeps saving it
_FRESH, _LEFT = "written", "left"  # our own lines as last rendered; the whole file as last written
_PEOPLE = "people"  # how many there were


class NotOurs(Failure):
    """A note of the user's lies where the due note should be."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} was not written by vaultnet (it lacks `generated_by: vaultnet`), so it is left alone; "
            "rename it, or choose another name with `output` in vaultnet.toml"
        )


class Damaged(Failure):
    """The present due note cannot be taken apart safely."""

    def __init__(self, path: str, damage: Damage) -> None:
        super().__init__(f"{path}:{damage.line}: {damage.message}; nothing was written")


class Stopped(Failure):
    """The system refused something without which a build cannot go on."""

    def __init__(self, root: str, error: OSError) -> None:
        place = error.filename if isinstance(error.filename, str) else root
        super().__init__(f"{place}: the due note could not be brought up to date: {said(error)}")


class Emptied(Failure):
    """A vault that had people has none."""

    def __init__(self, root: str) -> None:
        super().__init__(
            f"{root}: there were people in this vault, and now there are none, so nothing is written until they are "
            "back; if that is meant, run `vaultnet build` once"
        )


class Report(NamedTuple):
    """What a build did; `str` is its one line."""

    path: str  # where the due note is
    notes: int
    people: int
    due: int
    problems: tuple[Problem, ...]
    written: bool  # with `check`: whether it would be
    edited: int = 0  # edits of people's notes, in which ticks were recorded
    later: bool = False  # something was changed a moment ago, and waits for the next round
    parsed: int = 0  # notes read anew
    settled: bool = False  # nothing was written and nothing waits: the next build would say the same
    beside: Stamps = ()  # what was read besides the notes, as it was before
    loaded: Loaded | None = None  # for the next round of a program that stays; None: nothing had to be loaded
    moved: tuple[str, ...] = ()  # temporaries of a dead run, kept in the state folder from now on

    def __str__(self) -> str:
        """Notes, people, due, problems, and what was written."""
        parts = [
            counted(self.notes, "note"),
            f"{self.people} people",
            f"{self.due} due",
            counted(len(self.problems), "problem"),
        ]
        if self.edited:
            parts.append(f"ticks recorded in {counted(self.edited, 'note')}")
        if self.moved:
            parts.append(f"{counted(len(self.moved), 'file')} of a run that was cut short moved to the state folder")
        return f"{', '.join(parts)}; {self.path} {'written' if self.written else 'is up to date'}"


def counted(number: int, word: str) -> str:
    """So many of what an English word names."""
    return f"{number} {word}" + ("" if number == 1 else "s")


class _Present(NamedTuple):
    """A file of ours as it is."""

    path: str
    beside: Stamps  # its stamp, from before it was read
    data: bytes | None  # None: there is none
    note: DueNote | None


class Ahead(NamedTuple):
    """What can be known before anybody writes."""

    loaded: Loaded
    agenda: Agenda  # without the problems of ticks


def build(
    root: str,
    config: Config,
    today: date,
    *,
    cache: bool = True,
    check: bool = False,
    settle: float = 0.0,
    progress: Callable[[int, int], None] | None = None,
    before: Loaded | None = None,
    ahead: Ahead | None = None,
    wait: float = WAIT,
    guard: bool = False,
) -> Report:
    """Bring the due note up to date; `check`: only say whether that would change it.

    `settle`: seconds that a file must have been left alone by others before it is edited. `before`: what an earlier
    round of this program loaded; `ahead`: what was made of the vault as it still is. `wait`: seconds for another
    program to finish. `guard`: where the build before found people and this one finds none, write nothing, for the
    vault is probably not all there. Raises `Failure`.
    Implements format.md, The generated note and Ticks.
    """
    try:
        with lock(root, wait=wait):
            if ahead is None or ahead.agenda.date != today:
                loaded = load(root, config, today, cache=cache, progress=progress, before=before)
                ahead = Ahead(loaded, plan(loaded.network, config, today, loaded.memory))
            _guard(root, ahead.loaded, guard)
            if not check:
                _remember_people(root, ahead.loaded)
            moved = () if check else _rescue(root, ahead.loaded)
            report = _rounds(
                root, config, today, ahead, cache=cache, check=check, settle=settle, keep=before is not None
            )
            return report._replace(moved=moved)
    except OSError as error:
        raise Stopped(root, error) from error


def _rounds(
    root: str, config: Config, today: date, ahead: Ahead, *, cache: bool, check: bool, settle: float, keep: bool
) -> Report:
    """Take the ticks and write; anew where the owner of the due note saved it meanwhile."""
    edited = 0
    for turn in range(1, TURNS + 1):
        done = _round(root, config, today, ahead, cache=cache, check=check, settle=settle, keep=keep)
        edited += done.report.edited
        ahead = done.ahead
        if done.text is None:
            break
        try:
            written = write_generated(root, done.report.path, done.text.encode(), done.present.data)
        except ChangedOnDisk:
            if turn == TURNS:
                raise
            continue
        return _finish(root, done, written=written)._replace(edited=edited)
    return done.report._replace(edited=edited)


class _Round(NamedTuple):
    """What one reading of the due note came to."""

    report: Report
    ahead: Ahead
    present: _Present
    taken: Taken = Taken()
    ours: str = ""
    text: str | None = None  # what the due note should say; None: nothing is to be written in this round


def _round(
    root: str, config: Config, today: date, ahead: Ahead, *, cache: bool, check: bool, settle: float, keep: bool
) -> _Round:
    """Read the due note, take its ticks, and say what it should be."""
    loaded = ahead.loaded
    present = _present(root, config, loaded, today)
    if settle and present.data is not None and _typing(root, present, settle):
        agenda = _with_problems(ahead, ())
        return _Round(_report(present, loaded, agenda, Taken())._replace(later=True, settled=False), ahead, present)

    def reload(loaded: Loaded) -> Loaded:
        return load(root, config, today, cache=cache, before=loaded if keep else None)

    taken, loaded = take_everywhere(
        root, config, loaded, today, present.path, present.note, settle, reload, check=check
    )
    if loaded is not ahead.loaded:
        ahead = Ahead(loaded, plan(loaded.network, config, today, loaded.memory))
    own = [problem for problem in taken.problems if problem.path == present.path]
    agenda = _with_problems(ahead, own)
    ours, text = new_text(config, loaded, agenda, present.path, present.note, taken)
    problems = placed(own, text, config, loaded, present.path, present.note)
    if problems != own:
        agenda = _with_problems(ahead, problems)
        ours, text = new_text(config, loaded, agenda, present.path, present.note, taken)
    # which ticks of copies were carried out each machine knows for itself: told here, but the note is the same on all
    elsewhere = [problem for problem in taken.problems if problem.path != present.path]
    report = _report(present, loaded, _with_problems(ahead, (*problems, *elsewhere)), taken)
    if check:
        would = bool(taken.edited) or text.encode() != present.data
        return _Round(report._replace(written=would, edited=0), ahead, present)
    return _Round(report, ahead, present, taken, ours, text)


def _finish(root: str, done: _Round, *, written: bool) -> Report:
    """After the due note was written: keep what tells our lines from the user's, and which ticks need no more doing."""
    if written or read_written(root, _FRESH) != done.ours:
        keep_written(root, _FRESH, done.ours)
        keep_written(root, _LEFT, done.text or "")
    report = done.report._replace(written=written, settled=done.report.settled and not written)
    try:
        if done.taken.elsewhere:
            remember_taken(root, done.taken.elsewhere)
    except OSError as error:
        fault = Problem(
            report.path, 1, f"which ticks of copies were carried out could not be remembered: {said(error)}"
        )
        report = report._replace(problems=(*report.problems, fault))
    return report


def _rescue(root: str, loaded: Loaded) -> tuple[str, ...]:
    """What a dead run left in the vault may hold words of the user: it is kept in the state folder."""
    left = loaded.seen.scan.temporaries()
    return rescue(root, left, os.path.join(state_folder(root), "left over"), time.time()) if left else ()


def _guard(root: str, loaded: Loaded, guard: bool) -> None:
    if guard and not loaded.network.people and read_written(root, _PEOPLE) not in {"", "0"}:
        raise Emptied(root)


def _remember_people(root: str, loaded: Loaded) -> None:
    """Before anything is written, so that not even a run that is cut short leaves the next one without a guard."""
    people = str(len(loaded.network.people))
    if read_written(root, _PEOPLE) != people:
        keep_written(root, _PEOPLE, people)


def _with_problems(ahead: Ahead, problems: Iterable[Problem]) -> Agenda:
    """The agenda with all problems that there are."""
    return ahead.agenda._replace(problems=tuple(sorted({*ahead.loaded.problems, *problems})))


def _report(present: "_Present", loaded: Loaded, agenda: Agenda, taken: Taken) -> Report:
    return Report(
        path=present.path,
        notes=loaded.notes,
        people=agenda.people,
        due=len(agenda.reach_out) + len(agenda.waiting),
        problems=agenda.problems,
        written=False,
        edited=taken.edited,
        later=bool(taken.later),
        settled=not (taken.edited or taken.later or taken.stuck or loaded.seen.scan.temporaries()),
        parsed=loaded.parsed,
        beside=present.beside,
        loaded=loaded,
    )


def _place(config: Config, loaded: Loaded, today: date) -> str:
    """Where the block is kept: today's daily note, if so configured and there is one; else the output note."""
    if config.embed_in == "daily":
        return next((path for path, day in daily_notes(loaded) if day == today), config.output)
    return config.output


def _present(root: str, config: Config, loaded: Loaded, today: date) -> _Present:
    """The file that holds the block, taken apart; raises a failure where it is not ours, or damaged."""
    path = _place(config, loaded, today)
    beside = stamps_at(root, (path,))
    if not os.path.lexists(os.path.join(root, path)):
        return _Present(path, beside, None, None)
    data = read_note(root, path)
    text = text_of(path, data)
    embedded = path != config.output
    if not embedded and text.strip("\ufeff \t\r\n") and not is_ours(text):
        raise NotOurs(path)
    names, written = plain_names(loaded.network), read_written(root, _FRESH)
    note = read_due(text, written=written, names=names, tasks=config.tasks, embedded=embedded)
    if isinstance(note, Damage):
        raise Damaged(path, note)
    return _Present(path, beside, data, note)


def _typing(root: str, present: _Present, settle: float) -> bool:
    """Whether somebody else wrote the due note within the last `settle` seconds."""
    try:
        age = time.time() - os.stat(os.path.join(root, present.path)).st_mtime
    except OSError:  # gone by now, or out of reach
        return True
    return 0 <= age < settle and read_written(root, _LEFT).encode() != present.data
