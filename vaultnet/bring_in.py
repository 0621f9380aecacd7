"""An import, first listed, then written: new notes, and properties that the notes of known people lack.

What cannot be done for one person is reported, and the others come in all the same.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from vaultnet.exchange.book import Entry
from vaultnet.exchange.file_name import key, legal
from vaultnet.exchange.merge import New, Plan, plan
from vaultnet.exchange.note_text import add_missing, missing, new_note, properties
from vaultnet.exchange.whose import Known, Unclear
from vaultnet.load import Loaded
from vaultnet.model.config import Config, Reading
from vaultnet.new_note import TemplateFault, base_text, create, folder_for, make_sure_of, names_taken
from vaultnet.note.edit import Edit, Refusal
from vaultnet.problem import Failure, Problem
from vaultnet.record import Act, carry_out
from vaultnet.vault.files import read_note, text_of
from vaultnet.vault.journal import new_action
from vaultnet.vault.lock import lock
from vaultnet.vault.places import Unreadable


class NewPerson(NamedTuple):
    """A note that is to be made."""

    path: str
    text: str


class Addition(NamedTuple):
    """Properties that a note is to get."""

    path: str
    names: tuple[str, ...]
    act: Act


class Import(NamedTuple):
    """What an import would write."""

    new: tuple[NewPerson, ...] = ()
    additions: tuple[Addition, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    same: int = 0  # people whose notes say it all
    problems: tuple[Problem, ...] = ()  # notes that cannot be written to


def prepare(root: str, entries: Sequence[Entry], loaded: Loaded, config: Config, when: datetime) -> Import:
    """What is to be written for the people of an address book; writes nothing.

    Raises `TemplateFault`, and `NotReadThere` where new notes would not be found again.
    """
    network, reading = loaded.network, loaded.seen.reading
    folder = folder_for(network.people, config.people)
    planned = _told_of(plan(entries, network.everybody, names_taken(loaded, config), folder), _unread(loaded))
    for new in planned.new:
        make_sure_of(root, new.path, loaded)
    looked = [_addition(root, one, reading) for one in planned.known]
    return Import(
        tuple(_new_person(root, one, when, config, reading) for one in planned.new),
        tuple(one for one in looked if isinstance(one, Addition)),
        planned.unclear,
        looked.count(None),
        tuple(one for one in looked if isinstance(one, Problem)),
    )


def _unread(loaded: Loaded) -> dict[str, str]:
    """The `key` of every note of which nobody knows what it says, with its path: it has a fault, or is elsewhere."""
    scan = loaded.seen.scan
    paths = (*scan.notes(), *scan.absent())
    return {key(os.path.basename(path)[:-3]): path for path in paths if path not in loaded.noted}


def _told_of(planned: Plan, unread: Mapping[str, str]) -> Plan:
    """The plan without a second note for somebody whose note may be there, and only cannot be read."""
    theirs = [(one, unread.get(key(legal(one.entry.name)))) for one in planned.new]
    unclear = [Unclear(one.entry, f"has the name of {path}, which cannot be read") for one, path in theirs if path]
    by_line = sorted((*planned.unclear, *unclear), key=lambda one: one.entry.line)
    return planned._replace(new=tuple(one for one, path in theirs if not path), unclear=tuple(by_line))


def _new_person(root: str, new: New, when: datetime, config: Config, reading: Reading) -> NewPerson:
    base = base_text(root, new.path, when, config)
    text = new_note(new.path, base, properties(new.entry), new.entry.note, reading)
    if isinstance(text, Refusal):
        raise TemplateFault(f"{config.people.template or new.path}: {text.reason}")
    return NewPerson(new.path, text)


def _addition(root: str, known: Known, reading: Reading) -> Addition | Problem | None:
    wanted = properties(known.entry)
    edit = partial(add_missing, known.path, wanted=wanted, reading=reading)
    try:
        text = text_of(known.path, read_note(root, known.path))
    except Unreadable as fault:
        return fault.problem
    found = edit(text)
    if isinstance(found, Refusal):
        names = ", ".join(one.name for one in missing(known.path, text, wanted, reading))
        return Problem(known.path, 1, f"{found.reason}; {names} could not be added") if names else None
    if found is None:
        return None
    return Addition(known.path, _stated_by(known.path, text, found, reading, known.entry), Act(known.path, edit))


def _stated_by(path: str, text: str, edit: Edit, reading: Reading, entry: Entry) -> tuple[str, ...]:
    """The names of the properties that an edit adds."""
    left = {one.name for one in missing(path, edit.of(text), properties(entry), reading)}
    return tuple(one.name for one in missing(path, text, properties(entry), reading) if one.name not in left)


def bring_in(root: str, ready: Import) -> list[Problem]:
    """Write it all; what could not be written."""
    failed = []
    with lock(root):
        action = new_action("import")
        for addition in ready.additions:
            done = carry_out(root, addition.act, action)
            if isinstance(done, Refusal):
                failed.append(Problem(addition.path, 1, f"{done.reason}; nothing was written there"))
        for new in ready.new:
            try:
                create(root, new.path, new.text)
            except Failure as fault:
                failed.append(Problem(new.path, 1, fault.why))
    return failed
