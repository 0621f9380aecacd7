"""`watch`: keep the due note up to date until stopped; `status`: what a watcher says of itself."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from math import isnan
from types import FrameType

import click

from vaultnet.cli.context import Setting, named_vault, setting, the_vault, today_option
from vaultnet.cli.log import NORMAL, QUIET, VERBOSE, Log
from vaultnet.cli.page import tell
from vaultnet.cli.rounds import Rounds
from vaultnet.due.note import read
from vaultnet.present import present
from vaultnet.problem import Failure
from vaultnet.ticks.everywhere import daily_notes
from vaultnet.vault.config import read_config
from vaultnet.vault.lock import Locked, holder, lock
from vaultnet.vault.places import Outside, inside
from vaultnet.vault.written import read_written
from vaultnet.watch import Bell
from vaultnet.watch.status import NAME, read_status

OFTEN = "2"  # seconds between two looks, where only polling is asked for


class WatchedAlready(Failure):
    """Each vault has one watcher on a machine."""

    def __init__(self, process: str) -> None:
        super().__init__(f"this vault is already watched, by process {process or 'unknown'}")


class _Watch(click.Command):
    """`--poll` may stand alone, even before the vault: click would take whatever follows for its seconds."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        return super().parse_args(ctx, [*_with_seconds(args)])


def _with_seconds(arguments: Sequence[str]) -> Iterator[str]:
    for word, following in zip(arguments, [*arguments, ""][1:], strict=True):
        yield f"--poll={OFTEN}" if word == "--poll" and not _is_number(following) else word


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _some_number(_ctx: click.Context, _parameter: click.Parameter, seconds: float | None) -> float | None:
    if seconds is not None and isnan(seconds):  # which lies in every range
        raise click.BadParameter("nan is not a number of seconds")
    return seconds


@click.command(cls=_Watch)
@click.argument("vault", required=False)
@click.option(
    "--poll",
    type=click.FloatRange(min=0.1),
    callback=_some_number,
    metavar="[SECONDS]",
    help=f"Check every so often ({OFTEN} s) instead of listening for events; the default on network folders.",
)
@click.option("--wait", is_flag=True, help="Wait for a vault that is not there yet.")
@click.option("--log-file", type=click.Path(dir_okay=False), metavar="FILE", help="Write the log to this file too.")
@click.option("-q", "--quiet", is_flag=True, help="Report only what goes wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Report why each build was made, and which problems are new.")
@today_option
def watch(
    vault: str | None,
    *,
    poll: float | None,
    wait: bool,
    log_file: str | None,
    quiet: bool,
    verbose: bool,
    today: datetime | None,
) -> None:
    """Build whenever the vault changes or the day turns, until stopped.

    One line for each build goes to stderr. SIGHUP re-reads the configuration; SIGTERM, SIGINT and Ctrl-C end it.
    """
    root = _awaited(vault) if wait else the_vault(vault)
    if log_file and _is_note(root, log_file):
        raise click.BadParameter(f"{log_file} would be a note of the vault that is watched", param_hint="--log-file")
    config = read_config(root)
    log = Log(QUIET if quiet else VERBOSE if verbose else NORMAL, log_file)
    bell = Bell()
    rounds = Rounds(root, config, today=_calendar(today), poll=poll, bell=bell, log=log)
    try:
        with lock(root, NAME, wait=1.0):
            _listen_to_signals(rounds)
            rounds.run()
    except Locked as locked:
        raise WatchedAlready(locked.holder) from locked


def _is_note(root: str, file: str) -> bool:
    """Whether the file would be a note of the vault: each line in it would be a change to log in another."""
    try:
        inside(root, os.path.abspath(file))
    except Outside:
        return False
    return file.endswith(".md")


def _awaited(vault: str | None) -> str:
    """The vault that is named, whether or not it is there."""
    named = named_vault(vault)
    return os.path.abspath(named) if named else the_vault(None)


def _calendar(stated: datetime | None) -> Callable[[], date]:
    """Tells the day: the stated one for ever, else that of the present time zone, which may have been set anew."""
    if stated:
        return stated.date
    return local_date


def local_date() -> date:
    """The date here and now."""
    if hasattr(time, "tzset"):
        time.tzset()
    return date.today()  # noqa: DTZ011, TID251 - the clock enters here


def _listen_to_signals(rounds: Rounds) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        rounds.stop()

    def reread(_number: int, _frame: FrameType | None) -> None:
        rounds.reread = True
        rounds.bell.mark(None)

    for name, handler in (("SIGTERM", stop), ("SIGINT", stop), ("SIGBREAK", stop), ("SIGHUP", reread)):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handler)


@click.command()
@click.argument("vault", required=False)
@today_option
def status(vault: str | None, *, today: datetime | None) -> None:
    """Say whether a watcher is running for the vault, and what it did last."""
    root = the_vault(vault)
    process = holder(root, NAME)
    said = read_status(root)
    _tell("watcher", f"running (process {process}), by {said.mode or 'events'}" if process else "not running")
    _tell("last scan", said.scanned or "never")
    _tell("last build", f"{said.built}: {said.report}" if said.built else "never")
    if process and said.trouble:
        _tell("trouble", " ".join(said.trouble.split()))
    here = setting(root, today)
    _tell("pending ticks", _pending(here, said.note if process and said.note else _due_note(here)))


def _tell(name: str, text: str) -> None:
    tell(f"{name + ':':<15}{text}")


def _due_note(here: Setting) -> str:
    """Where the due note is today."""
    if here.config.embed_in != "daily":
        return here.config.output
    return next((path for path, day in daily_notes(here.load()) if day == here.today), here.config.output)


def _pending(here: Setting, path: str) -> str:
    """How many ticks in the due note no build has taken yet; why that cannot be told, where it is so."""
    embedded = path != here.config.output
    apart = partial(read, written=read_written(here.root, "written"), tasks=here.config.tasks, embedded=embedded)
    try:
        note = present(here.root, path, apart, "rename it", embedded=embedded).note
    except Failure as failure:
        return f"unknown: {failure}"
    return str(sum(tick.ticked for tick in note.ticks) if note else 0)
