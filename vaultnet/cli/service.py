"""`service`: install, remove and ask after the watcher as a background service."""

import os
import sys
from datetime import datetime

import click

from vaultnet.cli.context import any_day_option, the_vault
from vaultnet.cli.page import tell
from vaultnet.service import install as machine
from vaultnet.service.watcher import Watcher, watcher_of
from vaultnet.vault.config import read_config


@click.group()
def service() -> None:
    """Keep a watcher running in the background, with systemd, launchd or the Windows task scheduler."""


@service.command()
@click.argument("vault", required=False)
@click.option("--dry-run", is_flag=True, help="Print the file and the commands; do nothing.")
@any_day_option
def install(vault: str | None, *, dry_run: bool, today: datetime | None) -> None:
    """Start a watcher for the vault, now and whenever you log in."""
    del today  # the watcher goes by the calendar
    root = the_vault(vault)
    read_config(root)  # with faults in it, a watcher would end at once
    watcher = watcher_of(root, os.environ)
    if dry_run:
        planned = _service(watcher)
        tell(f"# {planned.place}", err=True)
        click.echo(planned.text, nl=False)
        _announce(planned.start)
        return
    confined = sys.platform != "linux" or machine.can_be_confined(watcher)
    planned = _service(watcher, confined=confined)
    left = machine.install(planned, watcher.folders[1:])
    tell(f"{planned.place} written")
    if not confined:
        click.echo("this system, or this disk, does not allow the service to be confined to its folders")
    _tell(left)
    if planned.hint and not left:
        click.echo(planned.hint)


@service.command()
@click.argument("vault", required=False)
@click.option("--dry-run", is_flag=True, help="Print what would be removed and run; do nothing.")
@any_day_option
def uninstall(vault: str | None, *, dry_run: bool, today: datetime | None) -> None:
    """Stop the watcher of the vault, and do not start it again."""
    del today  # no day matters here
    planned = _service(watcher_of(the_vault(vault), os.environ))
    if dry_run and machine.is_installed(planned):
        _announce(planned.stop)
        tell(f"{planned.place} would be removed")
        _announce(planned.after)
        return
    left = machine.uninstall(planned)
    tell("no service is installed for this vault" if left is None else f"{planned.place} removed")
    _tell(left or ())


@service.command()
@click.argument("vault", required=False)
@any_day_option
def status(vault: str | None, *, today: datetime | None) -> None:
    """Say whether a service is installed, and what the system says."""
    del today  # no day matters here
    planned = _service(watcher_of(the_vault(vault), os.environ))
    if machine.is_installed(planned):
        tell(f"installed: {planned.place}")
        tell(f"{planned.system}: {machine.answer(planned)}")
    else:
        click.echo("no service is installed for this vault")


def _service(watcher: Watcher, *, confined: bool = True) -> machine.Service:
    return machine.service_of(watcher, sys.platform, os.environ, confined=confined)


def _announce(commands: tuple[machine.Command, ...]) -> None:
    """Print the commands that would be run."""
    for command in commands:
        tell(f"# then: {machine.spoken(command)}", err=True)


def _tell(left: tuple[machine.Command, ...]) -> None:
    """Print the commands that the user has to run, because we could not."""
    for command in left:
        tell(f"not found here, so please run: {machine.spoken(command)}")
