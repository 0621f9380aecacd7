"""What the user ticked in the due note, carried out in the notes that it is about (format.md, Ticks).

Each tick is carried out by itself; what cannot be carried out stays, and a problem says why.
"""

from datetime import date
from typing import NamedTuple

from vaultnet.due.line import Tick
from vaultnet.due.note import DueNote
from vaultnet.note.edit import Refusal
from vaultnet.problem import Problem
from vaultnet.record import Later, carry_out
from vaultnet.render.compose import Spare
from vaultnet.ticks.decide import Decider
from vaultnet.ticks.job import Job
from vaultnet.ticks.whom import Stuck


class Taken(NamedTuple):
    """What became of the ticks of one due note, named by their lines in it."""

    settled: frozenset[int] = frozenset()
    stuck: tuple[tuple[int, date | None], ...] = ()  # with its date; None: what it says is no date yet
    reopened: frozenset[int] = frozenset()
    spare: tuple[Spare, ...] = ()
    problems: tuple[Problem, ...] = ()
    edited: int = 0  # notes that were changed, or with `check` would be
    later: int = 0  # ticks left for the next round
    elsewhere: tuple[str, ...] = ()  # names of those settled in notes that are left alone, to be remembered


def take(job: Job, due: DueNote, path: str, day: date) -> Taken:
    """Carry out the ticks of the due note at `path`, whose date is `day`; a check only says what would happen."""
    taken = Taken()
    decider = Decider(job, due, day)
    for tick in due.ticks:
        if tick.ticked:
            taken = _carried(job, taken, tick, decider, path)
        elif tick.box not in " /":
            message = f"the box [{tick.box}] means nothing here; [x], [>] and [-] do"
            taken = taken._replace(problems=(*taken.problems, Problem(path, tick.line, message)))
    return taken


def _carried(job: Job, taken: Taken, tick: Tick, decider: Decider, path: str) -> Taken:
    when = None
    try:
        when = decider.when(tick)
        decision = decider.decide(tick, when)
        for act in decision.acts:
            done = carry_out(job.root, act, job.action, job.settle, check=job.check)
            if isinstance(done, Later):
                return taken._replace(later=taken.later + 1)
            if isinstance(done, Refusal):
                raise Stuck(f"{act.path}: {done.reason}")  # noqa: TRY301 - a refusal is one more reason to stay
            taken = taken._replace(edited=taken.edited + done)
    except Stuck as stuck:
        problem = Problem(path, tick.line, f"this tick could not be carried out: {stuck}")
        return taken._replace(stuck=(*taken.stuck, (tick.line, when)), problems=(*taken.problems, problem))
    if decision.reopen:
        return taken._replace(reopened=taken.reopened | {tick.line})
    return taken._replace(settled=taken.settled | {tick.line}, spare=(*taken.spare, *decision.spare))
