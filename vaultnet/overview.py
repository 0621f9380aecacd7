"""Load → render → write if different: a note of the network, and on request a table of people for Bases.

The overview follows the rules of the due note: it is marked as ours, and no word that the user put into it is lost.
"""

import os
from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.tact import unspoken
from vaultnet.due.note import Damage, DueNote, read
from vaultnet.load import load
from vaultnet.model.config import Config
from vaultnet.present import keep_what_goes, present
from vaultnet.render.base import people_base
from vaultnet.render.compose import compose
from vaultnet.render.counted import counted
from vaultnet.render.due_note import plain_names
from vaultnet.render.overview import introductions, whole
from vaultnet.render.overview_form import is_of_our_form
from vaultnet.vault.config import OVERVIEW
from vaultnet.vault.files import write_generated
from vaultnet.vault.lock import lock
from vaultnet.vault.swap import Swapped, replace
from vaultnet.vault.written import keep_written, read_written

BASE = "People.base"
_OURS = "overview"  # our own lines as last rendered


class Report(NamedTuple):
    """What was done; `str` is the line to print."""

    people: int  # of whom the overview speaks
    introductions: int
    written: bool
    base: bool = False  # whether the table for Bases was made

    def __str__(self) -> str:
        """People, introductions, and what was written."""
        people, ties = counted(self.people, "person", "people"), counted(self.introductions, "introduction")
        return f"{people}, {ties}; {OVERVIEW} {'written' if self.written else 'is up to date'}"


def overview(
    root: str,
    config: Config,
    today: date,
    *,
    base: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Bring the overview up to date; `base`: make the table of people too, if there is none. Raises `Failure`."""
    with lock(root):
        network = load(root, config, today, progress=progress).network
        made = base and _make(root, people_base(network, config))
        ours = whole(network, config, today)
        names = plain_names(network)
        fresh = _parsed(ours, ours, names)
        assert isinstance(fresh, DueNote)
        last = read_written(root, _OURS)
        remedy = "give it another name to get an overview"
        here = present(root, OVERVIEW, lambda text: _parsed(text, last, names), remedy)
        text = compose(here.note, fresh, config.language)
        keep_what_goes(root, here, last, text)
        written = write_generated(root, OVERVIEW, text.encode(), here.data)
        if last != ours:
            keep_written(root, _OURS, ours)
        shown = sum(not unspoken(person) for person in network.people)
        return Report(shown, len(introductions(network, today)), written, made)


def _make(root: str, text: str) -> bool:
    """Write the table of people, unless there is a file of that name: it is the user's, and stays."""
    if os.path.lexists(os.path.join(root, BASE)):
        return False
    return isinstance(replace(root, BASE, text.encode(), None), Swapped)


def _parsed(text: str, written: str, names: Collection[str]) -> DueNote | Damage | None:
    """The overview as it was read: lines that were `written` last, or have one of our forms, are ours."""
    note = read(text)
    if not isinstance(note, DueNote):
        return note
    last = frozenset(written.splitlines())
    strays = (line for line in note.block if line.strip() and line not in last and not is_of_our_form(line, names))
    return note._replace(ticks=(), kept=(), strays=tuple(strays))
