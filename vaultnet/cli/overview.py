"""`overview`: the network as a picture and a table, in the vault."""

from datetime import datetime

import click

from vaultnet import overview as network_note
from vaultnet.cli.context import Progress, setting, today_option


@click.command()
@click.option(
    "--base", is_flag=True, help=f"Create {network_note.BASE} too, a table for Obsidian's Bases, if there is none."
)
@today_option
def overview(*, base: bool, today: datetime | None) -> None:
    """Write Network.md: who introduced whom, a table for each circle, who has gone quiet.

    What you write around the generated lines is kept. People.base is created once: from then on it is yours.
    """
    here = setting(None, today)
    with Progress() as progress:
        report = network_note.overview(here.root, here.config, here.today, base=base, progress=progress)
    if base:
        done = "written" if report.base else "is there already; it is left alone"
        click.echo(f"{network_note.BASE} {done}")
    click.echo(str(report))
