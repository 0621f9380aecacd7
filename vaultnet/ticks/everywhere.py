"""Ticks are taken from the due note, and from notes that are left alone: its conflict copies, and where it was before.

Those in notes that are left alone are carried out once, and remembered. Each note is decided on from what the people's
notes say once the note before it has been carried out.
"""

import os
from collections.abc import Iterator
from datetime import date, timedelta

from vaultnet.days.dates import parse_date
from vaultnet.days.moment import daily_date
from vaultnet.due.note import DueNote
from vaultnet.load import Loaded
from vaultnet.present import Present
from vaultnet.ticks import Taken, take
from vaultnet.ticks.job import Job
from vaultnet.vault.files import read_note, text_of
from vaultnet.vault.places import Unreadable
from vaultnet.vault.taken import name_of, read_taken

TICKED_FOR = 14  # days for which ticks are taken from blocks in daily notes


def take_everywhere(job: Job, present: Present) -> tuple[Taken, Job]:
    """Carry out the ticks of the present due note and those elsewhere; and the job as it is after that."""
    taken = Taken()
    if note := present.note:
        day = _day_of(note, job) if present.path == job.config.output else job.today
        taken = take(job, note, present.path, day)
        job = _after(taken, job)
    for path, noted in list(_others(job, present.path)):
        if found := _read(job, path):
            came = _take_once(job, found, path, noted or _day_of(found, job))
            job = _after(came, job)
            taken = _with(taken, came)
    return taken, job


def daily_notes(loaded: Loaded) -> Iterator[tuple[str, date]]:
    """The daily notes, each with its day."""
    for path in loaded.seen.scan.paths():
        for daily in loaded.seen.reading.daily:
            if day := daily_date(path, daily):
                yield path, day


def _day_of(note: DueNote, job: Job) -> date:
    """The day that a due note says it is of, at the latest this one."""
    return min(parse_date(note.date, job.config.date_order) or job.today, job.today)


def _after(taken: Taken, job: Job) -> Job:
    return job.read_anew() if taken.edited and not job.check else job


def _others(job: Job, present: str) -> Iterator[tuple[str, date | None]]:
    """Conflict copies of the due note, and where it may have been in the last days; each with its day, if known."""
    config, today, span = job.config, job.today, timedelta(TICKED_FOR)
    embeds = config.embed_in == "daily"
    days = daily_notes(job.loaded) if embeds else ()
    earlier = {path: day for path, day in days if timedelta(0) <= today - day <= span}
    for path, original in job.loaded.seen.scan.copies():
        if original == config.output:
            yield path, None
        elif original in earlier:
            yield path, earlier[original]
    yield from ((path, day) for path, day in earlier.items() if path != present)
    if present != config.output and os.path.lexists(os.path.join(job.root, config.output)):
        yield config.output, None


def _read(job: Job, path: str) -> DueNote | None:
    try:
        note = job.apart(path, text_of(path, read_note(job.root, path)))
    except Unreadable:
        return None  # told by the scan
    return note if isinstance(note, DueNote) else None


def _take_once(job: Job, due: DueNote, path: str, day: date) -> Taken:
    known = frozenset(read_taken(job.root))
    names = {tick.line: name_of(path, tick.text, *tick.sub_items) for tick in due.ticks}
    new = due._replace(ticks=tuple(tick for tick in due.ticks if names[tick.line] not in known))
    taken = take(job, new, path, day)
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
