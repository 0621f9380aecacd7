"""New notes of people: where they go, what they begin with, and that none replaces another."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from unicodedata import normalize

from vaultnet.exchange.file_name import key, legal
from vaultnet.exchange.note_text import Property, new_note
from vaultnet.exchange.template import NewNote, filled
from vaultnet.load import Loaded
from vaultnet.model.config import Config, PeopleRules, Reading
from vaultnet.model.network import Person
from vaultnet.note.edit import Refusal
from vaultnet.problem import Failure, Problem
from vaultnet.text.spelling import folded
from vaultnet.vault.config import OVERVIEW
from vaultnet.vault.files import read_note, text_of
from vaultnet.vault.folder import left_out
from vaultnet.vault.swap import Changed, make_folders, replace


class NoFileName(Failure):
    """A name that no note can have."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        other = legal(name)
        rather = f"; “{other}” would do" if other else ""
        super().__init__(f"“{name}” cannot be the name of a file on every system and be linked to{rather}")


class NameTaken(Failure):
    """A name that a note has already."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(f"“{name}” is already the name of {path}; nothing was written")


class NotReadThere(Failure):
    """A place where no note of a person is read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} would not be read, because its folder is hidden, excluded, for templates, or a vault of its own; "
            "`[people] folder` in vaultnet.toml names another one; nothing was written"
        )


class TemplateFault(Failure):
    """The user's template cannot be used."""

    def __init__(self, fault: Problem | str) -> None:
        super().__init__(f"{fault}; nothing was written")


def folder_for(people: Iterable[Person], rules: PeopleRules) -> str:
    """Where new notes of people lie: as configured, else where most of them are, else a folder that says so."""
    if rules.folder:
        return rules.folder
    homes = Counter(_home(person.path) for person in people)
    if homes:
        return min(homes, key=lambda folder: (-homes[folder], folder))
    return rules.folders[0] if rules.folders else "People"


def _home(path: str) -> str:
    """The folder of a note; of `People/Vera/Vera.md`, which has one of its own, the one around that."""
    folder, name = os.path.split(path)
    return os.path.dirname(folder) if folded(os.path.basename(folder)) == folded(name[:-3]) else folder


def names_taken(loaded: Loaded, config: Config) -> dict[str, str]:
    """The `key` of every name that a new note cannot bear, and the path of who bears it."""
    paths = [*loaded.seen.scan.paths(), *(original for _, original in loaded.seen.scan.copies())]
    return {key(os.path.basename(path)[:-3]): path for path in (config.output, OVERVIEW, *paths)}


def make_sure_of(root: str, path: str, loaded: Loaded) -> None:
    """Raise `NotReadThere` if a note at `path` would not be read: then it would be made anew at each import."""
    scan = loaded.seen.scan
    known = set(map(folded, scan.folders))
    folder = os.path.dirname(path)
    if left_out(scan.rules)(path):
        raise NotReadThere(path)
    while folder:
        here = os.path.join(root, folder)
        passed_over = folded(folder) not in known and os.path.lexists(here)
        if os.path.basename(folder).startswith(".") or passed_over or os.path.lexists(os.path.join(here, ".obsidian")):
            raise NotReadThere(path)
        folder = os.path.dirname(folder)


def free_name(name: str, taken: Mapping[str, str]) -> str:
    """The name as a file bears it; raises `NoFileName` and `NameTaken`."""
    plain = " ".join(normalize("NFC", name).split())
    if not plain or legal(plain) != plain:
        raise NoFileName(plain)
    if key(plain) in taken:
        raise NameTaken(plain, taken[key(plain)])
    return plain


def person_note(root: str, path: str, when: datetime, config: Config, reading: Reading) -> str:
    """The text of a new person's note: the user's template, else the day of its making; raises `TemplateFault`."""
    base = base_text(root, path, when, config)
    stated = [] if config.people.template else [Property("created", (when.date().isoformat(),), dated=True)]
    text = new_note(path, base, stated, (), reading)
    if isinstance(text, Refusal):
        raise TemplateFault(f"{config.people.template or path}: {text.reason}")
    return text


def base_text(root: str, path: str, when: datetime, config: Config) -> str:
    """The user's template for people, filled in for the note at `path`, "" without one; raises `TemplateFault`."""
    template = config.people.template
    if not template:
        return ""
    if not template.casefold().endswith(".md"):
        template += ".md"
    written = text_of(template, read_note(root, template))
    title = os.path.basename(path)[:-3]
    text = filled(template, written, NewNote(title, when, config.language))
    if isinstance(text, Problem):
        raise TemplateFault(text)
    return text


def create(root: str, path: str, text: str) -> None:
    """Write a note that is not there yet; raises `NameTaken`, `places.Outside` and `swap.NotWritten`."""
    make_folders(root, path)
    if isinstance(replace(root, path, text.encode(), None), Changed):
        raise NameTaken(os.path.basename(path)[:-3], path)
