"""What remains of the user's in the due note, once its ticks were taken, goes into the new one."""

from collections.abc import Collection, Sequence

from vaultnet.due.line import Tick
from vaultnet.due.note import DueNote
from vaultnet.model.agenda import Agenda
from vaultnet.present import Present
from vaultnet.problem import Problem
from vaultnet.render.compose import Spare, compose
from vaultnet.render.due_note import block, whole
from vaultnet.render.escape import NAME, inert
from vaultnet.render.words import words
from vaultnet.text.line_ends import lines_of, without_end
from vaultnet.ticks import Taken
from vaultnet.ticks.job import Job
from vaultnet.ticks.whom import may_mean


def new_text(job: Job, agenda: Agenda, present: Present, taken: Taken) -> tuple[str, str]:
    """Our lines as they are now, and what the present file should say."""
    path, note = present.path, present.note
    written = whole if path == job.config.output else block
    ours = written(agenda, job.network, job.config)
    fresh = _apart(job, path, ours, ours)
    stuck = {line: day for line, day in taken.stuck if day}
    spare = [one for one in dict.fromkeys(taken.spare) if note is None or not _is_kept(one, note)]
    if note:
        items = {tick.key for tick in fresh.ticks}
        note = note._replace(ticks=tuple(_as_it_stays(tick, taken, items, job) for tick in note.ticks))
    text = compose(note, fresh, job.config.language, settled=taken.settled, stuck=stuck, spare=spare)
    return ours + (_still_ours(note, taken, job.config.language) if note else ""), text


def _still_ours(note: DueNote, taken: Taken, language: str) -> str:
    """The promises that stay because their tick could not be carried out: the next round should know them for ours."""
    stuck = {line for line, _ in taken.stuck}.difference(note.by_hand)
    ticks = (tick for tick in note.ticks if tick.section == "promised" and tick.line in stuck)
    lines = [tick.text.removesuffix(tick.raw) for tick in ticks]
    return "\n".join(["", f"## {words(language).title('promised')}", *lines, ""]) if lines else ""


def placed(job: Job, problems: Sequence[Problem], text: str, present: Present) -> list[Problem]:
    """The problems of its ticks with the lines at which those stand in the new text; those without a line are gone."""
    if present.note is None or not problems:
        return list(problems)
    said = {tick.line: _said(tick) for tick in present.note.ticks}
    free = [(tick.line, _said(tick)) for tick in _apart(job, present.path, text).ticks]
    found = []
    for problem in problems:
        if at := next((one for one in free if one[1] == said.get(problem.line)), None):
            free.remove(at)
            found.append(problem._replace(line=at[0]))
    return found


def _apart(job: Job, path: str, text: str, written: str = "") -> DueNote:
    """A text of our own making taken apart."""
    note = job.apart(path, text, written)
    assert isinstance(note, DueNote)
    return note


def _said(tick: Tick) -> object:
    return tick.key, tick.box, tick.words, tick.sub_items


def _as_it_stays(tick: Tick, taken: Taken, items: Collection[object], job: Job) -> Tick:
    """A tick line as it goes into the new note; one about a note that could not be read stays as it is."""
    if tick.line in taken.reopened:
        return tick._replace(box=" ")
    said = tick.raw.strip() or tick.sub_items
    if tick.box == " " and said and tick.key not in items and _out_of_sight(tick, job):
        return tick._replace(box="x")  # so it is not kept below as if its item were gone; its text still says [ ]
    return tick


def _out_of_sight(tick: Tick, job: Job) -> bool:
    """Whether somebody on the line may have a note that could not be read in this round."""
    hidden = job.unread()
    if any(may_mean(target, path) for target in tick.targets for path in hidden):
        return True
    if not any(name == "" for folder in job.loaded.seen.scan.folders.values() for name, _ in folder.odd):
        return False
    known = [one.path for one in job.network.people]  # a folder could not be listed
    return not all(any(may_mean(target, path) for path in known) for target in tick.targets)


def _is_kept(one: Spare, note: DueNote) -> bool:
    """Whether these words were kept for the user already, by a run that did not come to remember it."""
    kept = "\n".join([*note.kept, *map(without_end, lines_of(note.after))])
    lines = [f"- {inert(one.name, NAME)}: {one.words}".rstrip(), *one.sub_items]
    return "\n".join(["", *lines, ""]) in f"\n{kept}\n"
