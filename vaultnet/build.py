"""The main job: take ticks → load → agenda → render → write if different.

Person notes are written before the due note, and what a tick records is recorded once however often it is read; so a
run that is cut short anywhere is completed by the next one.
"""

import os
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import NamedTuple

from vaultnet.agenda import plan
from vaultnet.load import Loaded, load
from vaultnet.model.agenda import Agenda
from vaultnet.model.config import Config
from vaultnet.present import Present, keep_what_goes, present
from vaultnet.problem import Failure, Problem
from vaultnet.render.counted import counted
from vaultnet.ticks import Taken
from vaultnet.ticks.everywhere import daily_notes, take_everywhere
from vaultnet.ticks.job import Job
from vaultnet.ticks.remains import new_text, placed
from vaultnet.vault.files import ChangedOnDisk, write_generated
from vaultnet.vault.home import state_folder
from vaultnet.vault.journal import new_action
from vaultnet.vault.leftovers import rescue
from vaultnet.vault.lock import WAIT, lock
from vaultnet.vault.places import reason
from vaultnet.vault.stamp import Stamps, is_fresh
from vaultnet.vault.taken import remember_taken
from vaultnet.vault.written import keep_written, read_written

TURNS = 5  # attempts while the owner of the due note keeps saving it
_FRESH, _LEFT = "written", "left"  # our own lines as last rendered; the whole file as last written
_PEOPLE = "people"  # how many there were


class CannotGoOn(Failure):
    """The system refused something without which a build cannot go on."""

    def __init__(self, root: str, error: OSError) -> None:
        place = error.filename if isinstance(error.filename, str) else root
        super().__init__(f"{place}: the due note could not be brought up to date: {reason(error)}")


class Emptied(Failure):
    """A vault that had people no longer has any."""

    def __init__(self, root: str) -> None:
        super().__init__(
            f"{root}: there were people in this vault, and now there are none, so nothing is written until they are "
            "back; if that is right, run `vaultnet build` once"
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
            counted(self.people, "person", "people"),
            f"{self.due} due",
            counted(len(self.problems), "problem"),
        ]
        if self.edited:
            parts.append(f"ticks recorded in {counted(self.edited, 'note')}")
        if self.moved:
            parts.append(f"{counted(len(self.moved), 'file')} of a run that was cut short moved to the state folder")
        return f"{', '.join(parts)}; {self.path} {'written' if self.written else 'is up to date'}"


class Ahead(NamedTuple):
    """What can be worked out before anything is written."""

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
    ahead: Ahead | None = None,
    wait: float = WAIT,
    guard: bool = False,
) -> Report:
    """Bring the due note up to date; `check`: only say whether that would change it.

    `settle`: seconds that a file must have been left alone by others before it is edited. `ahead`: what was made of
    the vault as it still is, for this day. `wait`: seconds for another program to finish. `guard`: where the build
    before found people and this one finds none, write nothing, for the vault is probably not all there. Raises
    `Failure`.
    Implements format.md, The generated note and Ticks.
    """
    try:
        with lock(root, wait=wait):
            if ahead is None:
                loaded = load(root, config, today, cache=cache, progress=progress)
                ahead = Ahead(loaded, plan(loaded.network, config, today, loaded.memory))
            job = Job(root, config, today, ahead.loaded, new_action("build"), settle, check=check, cache=cache)
            _look_out(job, guard=guard)
            moved = () if check else _rescue(job)
            return _turns(job, ahead.agenda)._replace(moved=moved)
    except OSError as error:
        raise CannotGoOn(root, error) from error


def _look_out(job: Job, *, guard: bool) -> None:
    """Note how many people there are before anything is written, so a run that is cut short still warns the next."""
    people, before = str(len(job.network.people)), read_written(job.root, _PEOPLE)
    if guard and people == "0" and before not in {"", "0"}:
        raise Emptied(job.root)
    if people != before and not job.check:
        keep_written(job.root, _PEOPLE, people)


def _rescue(job: Job) -> tuple[str, ...]:
    """Move what a dead run left in the vault to the state folder: it may hold words of the user."""
    left = job.loaded.seen.scan.temporaries()
    return rescue(job.root, left, os.path.join(state_folder(job.root), "left over"), time.time()) if left else ()


def _turns(job: Job, agenda: Agenda) -> Report:
    """Take the ticks and write; start again if the owner of the due note saved it meanwhile."""
    edited = 0
    for turn in range(1, TURNS + 1):
        done = _turn(job, agenda)
        edited += done.report.edited
        job, agenda = done.job, done.agenda
        if done.text is None:
            break
        keep_what_goes(job.root, done.present, read_written(job.root, _FRESH), done.text)
        try:
            written = write_generated(job.root, done.report.path, done.text.encode(), done.present.data)
        except ChangedOnDisk:
            if turn == TURNS:
                raise
            continue
        return _finish(done, written=written)._replace(edited=edited)
    return done.report._replace(edited=edited)


class _Turn(NamedTuple):
    """The outcome of reading the due note once."""

    job: Job
    agenda: Agenda  # without the problems of ticks
    present: Present
    report: Report
    taken: Taken = Taken()
    ours: str = ""
    text: str | None = None  # what the due note should say; None: nothing is to be written in this turn


def _turn(job: Job, agenda: Agenda) -> _Turn:
    """Read the due note, take its ticks, and work out what it should say."""
    here = _present(job)
    if job.settle and here.data is not None and _typing(job, here):
        report = _report(job, here, _with_problems(job, agenda, ()), Taken())
        return _Turn(job, agenda, here, report._replace(later=True, settled=False))
    taken, after = take_everywhere(job, here)
    if after is not job:
        job, agenda = after, plan(after.network, job.config, job.today, after.loaded.memory)
    own = [problem for problem in taken.problems if problem.path == here.path]
    ours, text = new_text(job, _with_problems(job, agenda, own), here, taken)
    problems = placed(job, own, text, here)
    if problems != own:
        ours, text = new_text(job, _with_problems(job, agenda, problems), here, taken)
    # each machine knows for itself which ticks of copies it carried out: reported here, but never in the note
    elsewhere = [problem for problem in taken.problems if problem.path != here.path]
    report = _report(job, here, _with_problems(job, agenda, (*problems, *elsewhere)), taken)
    if job.check:
        would = bool(taken.edited) or text.encode() != here.data
        return _Turn(job, agenda, here, report._replace(written=would, edited=0))
    return _Turn(job, agenda, here, report, taken, ours, text)


def _finish(done: _Turn, *, written: bool) -> Report:
    """After the due note was written: keep what tells our lines from the user's, and which ticks need no more doing."""
    root = done.job.root
    if written or read_written(root, _FRESH) != done.ours:
        keep_written(root, _FRESH, done.ours)
        keep_written(root, _LEFT, done.text or "")
    report = done.report._replace(written=written, settled=done.report.settled and not written)
    try:
        if done.taken.elsewhere:
            remember_taken(root, done.taken.elsewhere)
    except OSError as error:
        fault = Problem(
            report.path, 1, f"which ticks of copies were carried out could not be remembered: {reason(error)}"
        )
        report = report._replace(problems=(*report.problems, fault))
    return report


def _with_problems(job: Job, agenda: Agenda, problems: Iterable[Problem]) -> Agenda:
    """The agenda with all problems."""
    return agenda._replace(problems=tuple(sorted({*job.loaded.problems, *problems})))


def _report(job: Job, here: Present, agenda: Agenda, taken: Taken) -> Report:
    loaded = job.loaded
    return Report(
        path=here.path,
        notes=loaded.notes,
        people=agenda.people,
        due=len(agenda.reach_out) + len(agenda.waiting),
        problems=agenda.problems,
        written=False,
        edited=taken.edited,
        later=bool(taken.later),
        settled=not (taken.edited or taken.later or taken.stuck or loaded.seen.scan.temporaries()),
        parsed=loaded.parsed,
        beside=here.beside,
        loaded=loaded,
    )


def _present(job: Job) -> Present:
    """The file that holds the block: today's daily note, if so configured and there is one; else the output note."""
    output = job.config.output
    days = daily_notes(job.loaded) if job.config.embed_in == "daily" else ()
    path = next((path for path, day in days if day == job.today), output)
    apart = partial(job.apart, path, written=read_written(job.root, _FRESH))
    remedy = "rename it, or choose another name with `output` in vaultnet.toml"
    return present(job.root, path, apart, remedy, embedded=path != output)


def _typing(job: Job, here: Present) -> bool:
    """Whether somebody else wrote the due note within the last `settle` seconds."""
    try:
        fresh = is_fresh(os.path.join(job.root, here.path), time.time(), job.settle)
    except OSError:  # gone by now, or out of reach
        return True
    return fresh and read_written(job.root, _LEFT).encode() != here.data
