"""The main job: take ticks → load → agenda → render → write if different.

Person notes are written before the due note, and what a tick records is recorded once however often it is read; so a
run that is cut short anywhere is completed by the next one.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from vaultnet.agenda import plan
from vaultnet.load import Loaded, load
from vaultnet.model.agenda import Agenda
from vaultnet.model.config import Config
from vaultnet.note.dates import parse_date
from vaultnet.note.due_note import Damage, DueNote, Tick, is_ours, lines_of
from vaultnet.note.due_note import read as read_due
from vaultnet.note.moment import daily_date
from vaultnet.problem import Failure, Problem
from vaultnet.render.compose import Spare, compose
from vaultnet.render.due_note import block, plain_names, whole
from vaultnet.render.escape import NAME, inert
from vaultnet.ticks import Taken, Vault, names, take
from vaultnet.vault.files import ChangedOnDisk, read_note, text_of, write_generated
from vaultnet.vault.leftovers import rescue
from vaultnet.vault.places import Unreadable, said
from vaultnet.vault.scan import Scan
from vaultnet.vault.stamp import Stamps, stamps_at
from vaultnet.vault.state import WAIT, lock, state_folder
from vaultnet.vault.taken import name_of, read_taken, remember_taken
from vaultnet.vault.written import keep_written, read_written

TURNS = 5  # attempts while the owner of the due note keeps saving it
TICKED_FOR = 14  # days for which ticks are taken from blocks in daily notes
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
            _count(self.notes, "note"),
            f"{self.people} people",
            f"{self.due} due",
            _count(len(self.problems), "problem"),
        ]
        if self.edited:
            parts.append(f"ticks recorded in {_count(self.edited, 'note')}")
        return f"{', '.join(parts)}; {self.path} {'written' if self.written else 'is up to date'}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


class _Present(NamedTuple):
    """A file of ours as it is."""

    path: str
    beside: Stamps  # its stamp, from before it was read
    data: bytes | None  # None: there is none
    note: DueNote | None


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
    found: Scan | None = None,
    wait: float = WAIT,
    guard: bool = False,
) -> Report:
    """Bring the due note up to date; `check`: only say whether that would change it.

    `settle`: seconds that a file must have been left alone by others before it is edited. `before`: what an earlier
    round of this program loaded; `found`: the vault as it has just been scanned. `wait`: seconds for another program to
    finish. `guard`: where the build before found people and this one finds none, write nothing, for the vault is
    probably not all there. Raises `Failure`. Implements format.md, The generated note and Ticks.
    """
    with lock(root, wait=wait):
        loaded = load(root, config, today, cache=cache, progress=progress, before=before, found=found)
        _guard(root, loaded, guard)
        moved = () if check else _rescue(root, loaded)
        edited = 0
        for turn in range(1, TURNS + 1):
            done = _round(root, config, today, loaded, cache=cache, check=check, settle=settle, keep=before is not None)
            edited += done.report.edited
            loaded = done.loaded
            if done.text is None:
                break
            try:
                written = write_generated(root, done.report.path, done.text.encode(), done.present.data)
            except ChangedOnDisk:
                if turn == TURNS:
                    raise
                continue  # its owner saved meanwhile: anew on what it says now
            return _finish(root, done, written=written)._replace(edited=edited, moved=moved)
        return done.report._replace(edited=edited, moved=moved)


class _Round(NamedTuple):
    """What one reading of the due note came to."""

    report: Report
    loaded: Loaded
    present: _Present
    taken: Taken = Taken()
    ours: str = ""
    text: str | None = None  # what the due note should say; None: nothing is to be written in this round


def _round(
    root: str, config: Config, today: date, loaded: Loaded, *, cache: bool, check: bool, settle: float, keep: bool
) -> _Round:
    """Read the due note, take its ticks, and say what it should be."""
    present = _present(root, config, loaded, today)
    if settle and present.data is not None and _typing(root, present, settle):
        agenda = _agenda(loaded, config, today, ())
        return _Round(_report(present, loaded, agenda, Taken())._replace(later=True, settled=False), loaded, present)

    def reload(loaded: Loaded) -> Loaded:
        return load(root, config, today, cache=cache, before=loaded if keep else None)

    taken = Taken()
    if not check:
        taken, loaded = _take(root, config, loaded, today, present, settle, reload)
    agenda = _agenda(loaded, config, today, taken.problems)
    ours, text = _text(config, loaded, agenda, present, taken)
    if problems := _moved(taken.problems, present, text, config, loaded):
        agenda = agenda._replace(problems=tuple(sorted({*loaded.problems, *problems})))
        ours, text = _text(config, loaded, agenda, present, taken)
    report = _report(present, loaded, agenda, taken)
    if check:
        ticked = present.note is not None and any(tick.ticked for tick in present.note.ticks)
        return _Round(report._replace(written=ticked or text.encode() != present.data), loaded, present)
    return _Round(report, loaded, present, taken, ours, text)


def _finish(root: str, done: _Round, *, written: bool) -> Report:
    """After the due note was written: keep what tells our lines from the user's, and which ticks need no more doing."""
    if written or read_written(root, _FRESH) != done.ours:
        keep_written(root, _FRESH, done.ours)
        keep_written(root, _LEFT, done.text or "")
    _remember_people(root, done.loaded)
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
    people = str(len(loaded.network.people))
    if read_written(root, _PEOPLE) != people:
        keep_written(root, _PEOPLE, people)


def _agenda(loaded: Loaded, config: Config, today: date, problems: Iterable[Problem]) -> Agenda:
    """The agenda with all problems that there are."""
    agenda = plan(loaded.network, config, today)
    return agenda._replace(problems=tuple(sorted({*loaded.problems, *problems})))


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
        return next((path for path, day in _daily_notes(loaded) if day == today), config.output)
    return config.output


def _daily_notes(loaded: Loaded) -> Iterator[tuple[str, date]]:
    for path in loaded.seen.scan.paths():
        for daily in loaded.seen.reading.daily:
            if day := daily_date(path, daily):
                yield path, day


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


def _take(
    root: str,
    config: Config,
    loaded: Loaded,
    today: date,
    present: _Present,
    settle: float,
    reload: Callable[[Loaded], Loaded],
) -> tuple[Taken, Loaded]:
    """Carry out the ticks of the present due note, and those of conflict copies and of earlier notes.

    Each note is decided on from what the people's notes say once the one before it has been carried out.
    """
    action = f"build {time.time_ns()}"
    taken = Taken()
    if present.note:
        day = today if present.path != config.output else parse_date(present.note.date, config.date_order) or today
        vault = _vault(root, loaded, config, today)
        taken = take(vault, present.note, present.path, min(day, today), action, settle)
        loaded = reload(loaded) if taken.edited else loaded
    for path, noted in list(_others(root, config, loaded, today, present)):
        if found := _read_other(root, path, config, loaded):
            when = noted or parse_date(found.date, config.date_order) or today
            vault = _vault(root, loaded, config, today)
            other = _take_once(vault, found, path, min(when, today), action, settle)
            loaded = reload(loaded) if other.edited else loaded
            taken = _with(taken, other)
    return taken, loaded


def _vault(root: str, loaded: Loaded, config: Config, today: date) -> Vault:
    return Vault(root, loaded.network, config, loaded.seen.reading, today, _unread(loaded))


def _unread(loaded: Loaded) -> tuple[str, ...]:
    """The notes that are there and could not be read in this round."""
    absent = loaded.seen.scan.absent()
    if loaded.notes == len(loaded.noted):
        return tuple(absent)
    return (*absent, *(path for path in loaded.seen.scan.notes() if path not in loaded.noted))


def _take_once(vault: Vault, due: DueNote, path: str, day: date, action: str, settle: float) -> Taken:
    """Carry out the ticks of a note that is left alone; those of earlier builds are remembered."""
    known = read_taken(vault.root)
    names = {tick.line: name_of(path, tick.text, *tick.sub_items) for tick in due.ticks}
    new = due._replace(ticks=tuple(tick for tick in due.ticks if names[tick.line] not in known))
    taken = take(vault, new, path, day, action, settle)
    return taken._replace(elsewhere=tuple(names[line] for line in sorted(taken.settled)))


def _with(taken: Taken, other: Taken) -> Taken:
    """What came of the due note's own ticks, and of those elsewhere."""
    return taken._replace(
        problems=(*taken.problems, *other.problems),
        spare=(*taken.spare, *other.spare),
        elsewhere=(*taken.elsewhere, *other.elsewhere),
        edited=taken.edited + other.edited,
        later=taken.later + other.later,
    )


def _others(
    root: str, config: Config, loaded: Loaded, today: date, present: _Present
) -> Iterator[tuple[str, date | None]]:
    """Conflict copies of the due note, and where it may have been in the last days; each with its day, if known."""
    embeds = config.embed_in == "daily"
    earlier = {path: day for path, day in _daily_notes(loaded) if timedelta(0) <= today - day <= timedelta(TICKED_FOR)}
    for path, original in loaded.seen.scan.copies():
        if original == config.output:
            yield path, None
        elif embeds and original in earlier:
            yield path, earlier[original]
    if embeds:
        yield from ((path, day) for path, day in earlier.items() if path != present.path)
        if present.path != config.output and os.path.lexists(os.path.join(root, config.output)):
            yield config.output, None


def _read_other(root: str, path: str, config: Config, loaded: Loaded) -> DueNote | None:
    try:
        text = text_of(path, read_note(root, path))
    except Unreadable:
        return None  # told by the scan
    note = read_due(text, names=plain_names(loaded.network), tasks=config.tasks, embedded=True)
    return note if isinstance(note, DueNote) else None


def _text(config: Config, loaded: Loaded, agenda: Agenda, present: _Present, taken: Taken) -> tuple[str, str]:
    """Our lines as they are now, and what the file should say."""
    embedded = present.path != config.output
    network = loaded.network
    ours = block(agenda, network, config) if embedded else whole(agenda, network, config)
    fresh = read_due(ours, written=ours, names=plain_names(network), tasks=config.tasks, embedded=embedded)
    assert isinstance(fresh, DueNote)
    note = present.note
    if note:
        note = note._replace(ticks=tuple(_as_it_stays(tick, taken, fresh, loaded) for tick in note.ticks))
    stuck = {line: day for line, day in taken.stuck if day}
    spare = [one for one in taken.spare if not _is_kept(one, present)]
    return ours, compose(note, fresh, config.language, settled=taken.settled, stuck=stuck, spare=spare)


def _as_it_stays(tick: Tick, taken: Taken, fresh: DueNote, loaded: Loaded) -> Tick:
    """A tick line as it goes into the new note."""
    if tick.line in taken.reopened:
        return tick._replace(box=" ")
    if tick.box == " " and (tick.raw.strip() or tick.sub_items) and tick.key not in {one.key for one in fresh.ticks}:
        places = _unread(loaded)
        out_of_sight = any(folder.odd and folder.odd[0][0] == "" for folder in loaded.seen.scan.folders.values())
        known = {one.path for one in loaded.network.people}
        if any(names(target, path) for target in tick.targets for path in places) or (
            out_of_sight and not any(names(target, path) for target in tick.targets for path in known)
        ):
            return tick._replace(box="x")  # its text stays as it is, as that of a tick does, for the item is not gone
    return tick


def _moved(
    problems: Sequence[Problem], present: _Present, text: str, config: Config, loaded: Loaded
) -> list[Problem] | None:
    """The problems of ticks with the lines at which those stand in the new text; None where none has moved."""
    if present.note is None or not problems:
        return None
    embedded = present.path != config.output
    after = read_due(text, names=plain_names(loaded.network), tasks=config.tasks, embedded=embedded)
    assert isinstance(after, DueNote)
    places = {tick.line: (tick.key, tick.box, tick.words, tick.sub_items) for tick in present.note.ticks}
    free = [(tick.line, (tick.key, tick.box, tick.words, tick.sub_items)) for tick in after.ticks]
    found = []
    for problem in problems:
        said = places.get(problem.line) if problem.path == present.path else None
        at = next((one for one in free if one[1] == said), None)
        if at:
            free.remove(at)
        found.append(problem._replace(line=at[0]) if at else problem)
    return found if found != list(problems) else None


def _is_kept(one: Spare, present: _Present) -> bool:
    """Whether these words were kept for the user already, by a run that did not come to remember it."""
    if present.note is None:
        return False
    kept = "\n".join([*present.note.kept, *(line.rstrip("\r\n") for line in lines_of(present.note.after))])
    lines = [f"- {inert(one.name, NAME)}: {one.words}".rstrip(), *one.sub_items]
    return "\n".join(["", *lines, ""]) in f"\n{kept}\n"
