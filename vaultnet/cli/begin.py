"""`init`: say what was found in a vault, and write a commented configuration."""

import os
from collections import Counter
from datetime import datetime

import click

from vaultnet.cli.context import NoVault, setting, the_vault, today_option
from vaultnet.load import Loaded
from vaultnet.model.facts import DAILY, MEETING
from vaultnet.problem import Failure
from vaultnet.render.escape import terminal_safe
from vaultnet.vault.config import FILE
from vaultnet.vault.swap import Swapped, replace

TEMPLATE = """\
# vaultnet: all of this is optional, and what stands behind # is the default.

# language = "en"            # or "nl": the generated notes and the terminal
# output = "Due today.md"
# per_day = 5                # how many people to propose a day
# leaf_per_day = 3           # how many names come by in "Leaf through"; 0: none
# snooze = "1 week"          # what [>] means without a date
# date_order = "dmy"         # how 1/10/2026 is read; or "mdy"
# log_heading = "Contact"    # where a contact is recorded in a note without any
# exclude = ["Archive/**"]
# self = "Me"                # the name of your own note

[people]
# folders = ["People"]
# types = ["person"]
# tags = ["person"]

[cadence]
# default = "never"
# by_tag = { friend = "2 months" }
# by_folder = { "People/Clients" = "monthly" }

[circles]
# inner = "2 weeks"
# close = "1 month"
# casual = "3 months"
# warm = "6 months"
# dormant = "1 year"

[daily]
# folder = "Daily"           # else as Obsidian's own settings say
# format = "YYYY-MM-DD"
# count = "links"            # or "tagged" (only items with one of `tags`), or "off"
# tags = ["contact"]
"""


class Exists(Failure):
    """There is a configuration already."""

    def __init__(self) -> None:
        super().__init__(f"{FILE} exists already; it was left as it is")


@click.command()
@click.argument("vault", required=False)
@today_option
def init(vault: str | None, today: datetime | None) -> None:
    """Say what is found in the vault, and write a commented vaultnet.toml.

    Nothing else is changed, and an existing vaultnet.toml is left as it is.
    """
    root = _folder(vault)
    there = os.path.lexists(os.path.join(root, FILE))
    here = setting(root, today)
    loaded = here.load()
    for line in _found(loaded):
        click.echo(terminal_safe(line))
    if there:
        raise Exists
    if isinstance(replace(root, FILE, TEMPLATE.encode(), None), Swapped):
        click.echo(f"{FILE} written; next: vaultnet build")


def _folder(vault: str | None) -> str:
    """The vault; a folder becomes one by being stood in."""
    try:
        return the_vault(vault)
    except NoVault:
        if vault or click.get_current_context().find_root().obj or os.environ.get("VAULTNET_VAULT"):
            raise
        return os.getcwd()


def _found(loaded: Loaded) -> list[str]:
    network = loaded.network
    kinds = Counter(noted.facts.kind for noted in loaded.noted.values())
    lines = [
        f"{loaded.notes} notes, {len(network.people)} people, {kinds[DAILY]} daily notes, {kinds[MEETING]} meetings",
    ]
    if network.people:
        contacts = sum(len(person.contacts) for person in network.people)
        cadences = sum(person.cadence is not None for person in network.people)
        lines.append(f"{contacts} contacts with them; {cadences} of {len(network.people)} have a cadence")
    else:
        lines.append("no people yet: a note is a person's with `type: person`, the tag #person, or in a folder People")
    if network.me:
        lines.append(f"your own note is {network.me.path}")
    if network.ghosts:
        names = ", ".join(f"{name} ({count})" for name, count in network.ghosts[:8])
        lines.append(f"often linked in daily notes, but without a note: {names}")
    if loaded.problems:
        lines.append(f"{len(loaded.problems)} places could not be read: vaultnet check")
    return lines
