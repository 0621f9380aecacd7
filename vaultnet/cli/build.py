"""`build`: bring the due note up to date."""

from datetime import datetime

import click

from vaultnet.build import build as bring_up_to_date
from vaultnet.cli.context import Progress, setting, today_option
from vaultnet.render.escape import terminal_safe


@click.command()
@click.argument("vault", required=False)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if something would be written.")
@click.option("--no-cache", is_flag=True, help="Read every note anew.")
@today_option
@click.pass_context
def build(ctx: click.Context, vault: str | None, *, check: bool, no_cache: bool, today: datetime | None) -> None:
    """Record what you ticked, then write the due note.

    Tick somebody in "Due today" and type behind the name what you talked about: the next build records it in that
    person's note. What is not changed is not written.
    """
    here = setting(vault, today)
    with Progress() as progress:
        report = bring_up_to_date(
            here.root, here.config, here.today, cache=not no_cache, check=check, progress=progress
        )
    for problem in report.problems:
        click.echo(terminal_safe(str(problem)), err=True)
    click.echo(
        terminal_safe(f"{report}".replace("written", "would be written") if check and report.written else str(report))
    )
    if check and report.written:
        ctx.exit(1)
