"""`init`: report what is in a vault, and how it was recognised, on one screen; write a commented configuration."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import click

from vaultnet.cli.context import NoVault, named_vault, setting, the_vault, today_option
from vaultnet.cli.page import tell
from vaultnet.load import Loaded
from vaultnet.model.config import Config, PeopleRules
from vaultnet.model.facts import DAILY, MEETING, PERSON, Facts
from vaultnet.model.network import Person
from vaultnet.network.ghosts import ghosts
from vaultnet.note.known_by import people_folder, people_tag
from vaultnet.problem import Failure
from vaultnet.render.counted import counted
from vaultnet.vault.config import FILE
from vaultnet.vault.find import find_vault, working_folder
from vaultnet.vault.settings import CORE, PERIODIC
from vaultnet.vault.swap import Swapped, replace

_SHOWN = 4  # names in a line

TEMPLATE = """\
# vaultnet: all of this is optional. What follows a # is the default, or an example where nothing is the default.

# language = "en"            # or "nl": the generated notes and the terminal
# output = "Due today.md"
# embed_in = ""              # or "daily": the block stands in today's daily note instead
# per_day = 5                # how many people to propose a day
# leaf_per_day = 3           # how many names turn up in "Leaf through"; 0: none
# leaf_cycle = 90            # in how many days everybody turns up there once
# snooze = "1 week"          # what [>] means without a date
# retry = "1 week"           # when somebody whom you tried to reach is due again
# thank_window = 60          # for how many days a thank-you is proposed
# report_after = "6 weeks"   # when to tell them what came of their help
# date_order = "dmy"         # how 1/10/2026 is read; or "mdy"
# leap_day = "feb28"         # or "mar1": the day of 29 February in common years
# log_heading = "Contact"    # where a contact is recorded in a note that has none yet
# settle = 3                 # for how many seconds a note must have been left alone before a watcher edits it
# exclude = ["Archive/**"]   # an example
# self = "Me"                # an example: the name of your own note

[people]                     # what you put here replaces the default
# folders = ["People", "Persons", "Contacts", "Friends", "Personen", "Mensen", "Contacten", "Vrienden"]
# types = ["person", "people", "contact", "persoon", "mensen", "contactpersoon"]
# tags = ["person", "people", "contact", "crm", "persoon"]
# template = "Templates/Person.md"             # an example: what `vaultnet new` begins with
# folder = "People"                            # an example: where it puts new people

[cadence]
# default = "never"
# by_tag = { friend = "2 months" }             # an example
# by_folder = { "People/Clients" = "monthly" } # an example

[circles]
# inner = "2 weeks"
# close = "1 month"
# casual = "3 months"
# warm = "6 months"
# dormant = "1 year"

[daily]
# folder = "Daily"           # an example: otherwise as in Obsidian's own settings
# format = "YYYY-MM-DD"      # an example: likewise
# count = "links"            # or "tagged" (only items with one of `tags`), or "off"
# tags = ["contact"]         # an example

[occasions.wedding]          # and so on for the other kinds
# before = 14                # how many days ahead it is time to act
# after = [7]                # on which days to ask after it
# words = ["bruiloft"]       # an example: added to ours

[tasks]                      # how our tick lines look to the Tasks plugin
# tag = "#task"              # an example
# due = false
"""


class Exists(Failure):
    """There is a configuration already."""

    def __init__(self) -> None:
        super().__init__(f"{FILE} is there already, and is left as it is")


@click.command()
@click.argument("vault", required=False)
@today_option
def init(vault: str | None, today: datetime | None) -> None:
    """Report what is in the vault, and write a commented vaultnet.toml.

    Nothing else is changed, and an existing vaultnet.toml is left as it is.
    """
    root = _folder(vault)
    there = os.path.lexists(os.path.join(root, FILE))
    here = setting(root, today)
    loaded = here.load()
    click.echo(_counts(loaded))
    for name, text in _findings(loaded, here.config):
        tell(f"{name + ':':<16}{text}")
    written = not there and isinstance(replace(root, FILE, TEMPLATE.encode(), None), Swapped)
    if written:
        click.echo(f"\n{FILE} written; all of it is commented out, and can stay that way.")
    click.echo("\nNext:")
    if find_vault(os.environ.get("VAULTNET_VAULT") or None) != root:
        tell(f'  cd "{root}"')
        tell("    commands work on the vault you are in")
    for command, does in _next(loaded, here.config):
        tell(f"  {command:<26}{does}")
    if not written:
        raise Exists


def _folder(vault: str | None) -> str:
    """The vault; where there is none, the current folder becomes one."""
    try:
        return the_vault(vault)
    except NoVault:
        if named_vault(vault):
            raise
        return working_folder()


def _counts(loaded: Loaded) -> str:
    facts = tuple(loaded.facts())
    people = loaded.network.people
    counts = (
        counted(len(people), "person", "people"),
        counted(sum(note.kind == DAILY for note in facts), "daily note"),
        counted(sum(note.kind == MEETING and bool(note.attendees) for note in facts), "meeting"),
        counted(sum(len(person.contacts) for person in people), "contact"),
    )
    return f"{counted(loaded.notes, 'note')}: {', '.join(counts)}\n"


def _findings(loaded: Loaded, config: Config) -> Iterator[tuple[str, str]]:
    """The lines of the report, each with its name: what was recognised, by which rule, and what was not."""
    network = loaded.network
    yield "people", _rules(network.people, config.people) or "none yet"
    yield from _aside(loaded, config.people)
    if network.me:
        yield "your own note", network.me.path
    yield "daily notes", _daily(loaded)
    if network.people:
        yield "cadences", _cadences(network.people)
    if absent := ghosts(loaded.facts(), loaded.seen.scan.paths(), network):
        names = _few(f"{name} ({count})" for name, count in absent)
        yield "without a note", f"{names}; your daily notes link to them, and `vaultnet new` creates a note"
    if loaded.problems:
        yield "problems", f"{len(loaded.problems)}; `vaultnet check` lists them all"


def _rules(people: Sequence[Person], rules: PeopleRules) -> str:
    """By what people were recognised: a folder, a tag, or neither; some by both."""
    folders = [people_folder(person.path, rules.folders) for person in people]
    tags = [people_tag(person.card.tags, rules.tags) for person in people]
    by_type = sum(not (folder or tag) for folder, tag in zip(folders, tags, strict=True))
    parts = [f"{count} in {folder}/" for folder, count in Counter(filter(None, folders)).most_common()]
    parts += [f"{count} tagged #{tag}" for tag, count in Counter(filter(None, tags)).most_common()]
    if by_type:
        parts.append(f"{by_type} by type alone")
    return _few(parts)


def _aside(loaded: Loaded, rules: PeopleRules) -> Iterator[tuple[str, str]]:
    """Notes that might have been taken for people, and why they were not."""
    reasons: dict[str, list[str]] = {}
    for facts in loaded.facts():
        if facts.kind != PERSON and people_folder(facts.path, rules.folders):
            reasons.setdefault(_why_not(facts), []).append(facts.path)
    for reason, paths in reasons.items():
        yield "not people", f"{_few(paths)}: {reason}"
    if left_out := len(loaded.seen.scan.left_out()):
        yield "left out", f"{left_out} (templates, excluded notes, our own notes)"


def _why_not(facts: Facts) -> str:
    if facts.left_out:
        return "a template"
    return "a date in name or properties" if facts.kind in (DAILY, MEETING) else "name or type says otherwise"


def _daily(loaded: Loaded) -> str:
    """Where daily notes are, and who says so."""
    reading, source = loaded.seen.reading, loaded.seen.settings.source
    place = "/".join(filter(None, reading.daily[0]))
    if reading.daily_anywhere:
        return f"known by their names: {place}"
    stated = {CORE: "Obsidian's settings say", PERIODIC: "the settings of Periodic Notes say"}
    return f"as {stated.get(source, f'{FILE} says')}: {place}"


def _cadences(people: Sequence[Person]) -> str:
    """How many people have a cadence, and where it is stated."""
    has = [person for person in people if person.cadence]
    own = sum(person.card.cadence is not None for person in has)
    circle = sum(person.card.cadence is None and bool(person.card.circle) for person in has)
    sources = {"in their own note": own, "by circle": circle, f"by {FILE}": len(has) - own - circle}
    stated = ", ".join(f"{count} {source}" for source, count in sources.items() if count)
    rest = f"; {'the others' if has else 'they all'} turn up in *Leaf through*" if len(has) < len(people) else ""
    return f"{len(has)} of {len(people)}{f' ({stated})' if stated else ''}{rest}"


def _next(loaded: Loaded, config: Config) -> Iterator[tuple[str, str]]:
    """What the user could do next: commands, and what they are for."""
    people = loaded.network.people
    if not people:
        yield 'vaultnet new "Anna"', "a note for your first person, or add `type: person` to one of yours"
        yield "vaultnet import FILE", "people from your phone (vCards), LinkedIn or Google"
    yield "vaultnet build", f'write "{config.output}" into the vault'
    if any(person.cadence is None for person in people):
        yield "vaultnet leaf --unsorted", "choose how often you like to be in touch, one key each"
    if people:
        yield "vaultnet overview", "see your network as a picture and a table"


def _few(names: Iterable[str]) -> str:
    """The first few, and how many more there are."""
    every = list(names)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more
