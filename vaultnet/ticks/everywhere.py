"""Ticks are taken from the due note, and from notes that are left alone: its conflict copies, and where it was before.

Those in notes that are left alone are carried out once, and remembered. Each note is decided on from what the people's
notes say once the note before it has been carried out.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from vaultnet.load import Loaded
from vaultnet.model.config import Config
from vaultnet.note.dates import parse_date
from vaultnet.note.due_note import DueNote
from vaultnet.note.due_note import read as read_due
from vaultnet.note.moment import daily_date
from vaultnet.render.due_note import plain_names
from vaultnet.ticks import Taken, take
from vaultnet.ticks.decide import Vault
from vaultnet.vault.files import read_note, text_of
from vaultnet.vault.places import Unreadable
from vaultnet.vault.taken import name_of, read_taken

TICKED_FOR = 14  # days for which ticks are taken from blocks in daily notes


def take_everywhere(
    root: str,
    config: Config,
    loaded: Loaded,
    today: date,
    path: str,
    note: DueNote | None,
    settle: float,
    reload: Callable[[Loaded], Loaded],
    *,
    check: bool = False,
) -> tuple[Taken, Loaded]:
    """Carry out the ticks of `note`, the due note at `path`, and those elsewhere; and what is loaded after that.

    `check`: only say what would become of them.
    """
    action = f"build {time.time_ns()}"
    taken = Taken()
    if note:
        day = today if path != config.output else parse_date(note.date, config.date_order) or today
        vault = _vault(root, loaded, config, today)
        taken = take(vault, note, path, min(day, today), action, settle, check=check)
        loaded = reload(loaded) if taken.edited and not check else loaded
    for other, noted in list(_others(root, config, loaded, today, path)):
        if found := _read(root, other, config, loaded):
            day = noted or parse_date(found.date, config.date_order) or today
            vault = _vault(root, loaded, config, today)
            came = _take_once(vault, found, other, min(day, today), action, settle, check=check)
            loaded = reload(loaded) if came.edited and not check else loaded
            taken = _with(taken, came)
    return taken, loaded


def daily_notes(loaded: Loaded) -> Iterator[tuple[str, date]]:
    """The daily notes, each with its day."""
    for path in loaded.seen.scan.paths():
        for daily in loaded.seen.reading.daily:
            if day := daily_date(path, daily):
                yield path, day


def unread(loaded: Loaded) -> tuple[str, ...]:
    """The notes that are there and could not be read in this round."""
    absent = loaded.seen.scan.absent()
    if loaded.notes == len(loaded.noted):
        return tuple(absent)
    return (*absent, *(path for path in loaded.seen.scan.notes() if path not in loaded.noted))


def _vault(root: str, loaded: Loaded, config: Config, today: date) -> Vault:
    return Vault(root, loaded.network, config, loaded.seen.reading, today, unread(loaded))


def _others(root: str, config: Config, loaded: Loaded, today: date, present: str) -> Iterator[tuple[str, date | None]]:
    """Conflict copies of the due note, and where it may have been in the last days; each with its day, if known."""
    embeds = config.embed_in == "daily"
    span = timedelta(TICKED_FOR)
    earlier = {path: day for path, day in daily_notes(loaded) if timedelta(0) <= today - day <= span} if embeds else {}
    for path, original in loaded.seen.scan.copies():
        if original == config.output:
            yield path, None
        elif original in earlier:
            yield path, earlier[original]
    yield from ((path, day) for path, day in earlier.items() if path != present)
    if present != config.output and os.path.lexists(os.path.join(root, config.output)):
        yield config.output, None


def _read(root: str, path: str, config: Config, loaded: Loaded) -> DueNote | None:
    try:
        text = text_of(path, read_note(root, path))
    except Unreadable:
        return None  # told by the scan
    note = read_due(text, names=plain_names(loaded.network), tasks=config.tasks, embedded=True)
    return note if isinstance(note, DueNote) else None


def _take_once(vault: Vault, due: DueNote, path: str, day: date, action: str, settle: float, *, check: bool) -> Taken:
    known = read_taken(vault.root)
    names = {tick.line: name_of(path, tick.text, *tick.sub_items) for tick in due.ticks}
    new = due._replace(ticks=tuple(tick for tick in due.ticks if names[tick.line] not in known))
    taken = take(vault, new, path, day, action, settle, check=check)
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
