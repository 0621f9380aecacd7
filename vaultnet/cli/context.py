"""What every command begins with: the vault, its configuration, and the day."""

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple, TypeVar

import click

from vaultnet.cli.page import quoted
from vaultnet.load import Loaded, load
from vaultnet.model.config import Config
from vaultnet.problem import Failure
from vaultnet.vault.config import read_config
from vaultnet.vault.find import find_vault, working_folder

Command = TypeVar("Command", bound=Callable[..., object])


class _Day(click.DateTime):
    """A day as it is typed."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The day; fails with what was expected."""
        try:
            return super().convert(value, param, ctx)
        except click.UsageError:
            self.fail(f"{quoted(str(value))} is not a day; expected YYYY-MM-DD, such as 2026-11-21", param, ctx)


class NoVault(Failure):
    """There is no vault where one was looked for."""

    def __init__(self, place: str) -> None:
        expected = "expected a folder with `.obsidian` or `vaultnet.toml`; name one with `--vault`"
        super().__init__(f"{place} is not a vault: {expected if os.path.isdir(place) else 'there is no such folder'}")


class Setting(NamedTuple):
    """Where and when a command works."""

    root: str
    config: Config
    today: date

    def load(self) -> Loaded:
        """Read the vault, with a progress bar where somebody waits for it."""
        with Progress() as progress:
            return load(self.root, self.config, self.today, progress=progress)

    def now(self) -> datetime:
        """The day that the command is for, at the present time."""
        return datetime.combine(self.today, datetime.now().time())  # noqa: DTZ005, TID251 - the clock enters here


def today_option(command: Command) -> Command:
    """`--today YYYY-MM-DD`; the local date by default."""
    return _today("Work as if it were this day. Default: today.")(command)


def any_day_option(command: Command) -> Command:
    """`--today`, which every command takes, where no day matters."""
    return _today("Makes no difference here: every command takes it.")(command)


def _today(text: str) -> Callable[[Command], Command]:
    return click.option("--today", type=_Day(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=text)


def json_option(command: Command) -> Command:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document, for other programs.")(command)


def setting(vault: str | None, today: datetime | None) -> Setting:
    """The vault, its configuration, and the day."""
    root = the_vault(vault)
    return Setting(root, read_config(root), today.date() if today else date.today())  # noqa: DTZ011, TID251 - the clock enters here


def the_vault(argument: str | None) -> str:
    """The vault that is named, else the nearest one from here upwards; raises `NoVault`."""
    named = named_vault(argument)
    root = find_vault(named)
    if root is None:
        raise NoVault(named or working_folder())
    return root


def named_vault(argument: str | None) -> str | None:
    """The vault that the argument names, else `--vault`, else the environment; None: none is named."""
    return argument or click.get_current_context().find_root().obj or os.environ.get("VAULTNET_VAULT") or None


class Progress:
    """A bar on a terminal, once the work has taken a second."""

    def __init__(self) -> None:
        """Start the watch."""
        self.began = time.monotonic()
        self.shown = -1
        self.terminal = sys.stderr.isatty()

    def __enter__(self) -> Callable[[int, int], None]:
        """The function to call with the number of notes read, and of all notes."""
        return self.show

    def show(self, done: int, total: int) -> None:
        """Draw the bar anew where it has grown by a percent."""
        percent = 100 * done // max(total, 1)
        if self.terminal and percent != self.shown and time.monotonic() - self.began > 1:
            self.shown = percent
            filled = "#" * (percent * 30 // 100)
            click.echo(f"\rreading notes [{filled:<30}] {done} of {total}", err=True, nl=False)

    def __exit__(self, *error: object) -> None:
        """Wipe the bar."""
        if self.shown >= 0:
            click.echo("\r" + " " * 72 + "\r", err=True, nl=False)
