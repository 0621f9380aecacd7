"""`build`: bring the due note up to date."""

import time
from datetime import date, datetime

import click

from vaultnet.build import Report
from vaultnet.build import build as bring_up_to_date
from vaultnet.cli.context import Progress, setting, the_vault, today_option
from vaultnet.load import remember
from vaultnet.render.escape import terminal_safe
from vaultnet.vault.config import FILE
from vaultnet.vault.glance import Built
from vaultnet.vault.stamp import Stamps, stamps_at, trusted


@click.command()
@click.argument("vault", required=False)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if something would be written.")
@click.option("--no-cache", is_flag=True, help="Read every note again.")
@today_option
@click.pass_context
def build(ctx: click.Context, vault: str | None, *, check: bool, no_cache: bool, today: datetime | None) -> None:
    """Record what you ticked, then write the due note.

    Tick somebody in "Due today" and type what you talked about after the name: the next build records it in that
    person's note. Nothing is written unless it changes.
    """
    root = the_vault(vault)
    beside = stamps_at(root, (FILE,))
    here = setting(root, today)
    with Progress() as progress:
        report = bring_up_to_date(
            here.root, here.config, here.today, cache=not no_cache, check=check, progress=progress
        )
    problems = "".join(terminal_safe(f"{problem}") + "\n" for problem in report.problems)
    line = terminal_safe(str(report))
    click.echo(problems, nl=False, err=True)
    click.echo(line.removesuffix("written") + "would be written" if check and report.written else line)
    if report.settled and not (check or no_cache):
        _remember(root, here.today, report, beside, problems + line)
    if check and report.written:
        ctx.exit(1)


def _remember(root: str, today: date, report: Report, beside: Stamps, output: str) -> None:
    """Keep the output, which the next build repeats if nothing that was read has another stamp."""
    now = time.time_ns()
    files = tuple((path, trusted(stamp, now)) for path, stamp in (*beside, *report.beside))
    if report.loaded:
        remember(root, report.loaded.seen, Built(today.isoformat(), output, files).kept())
