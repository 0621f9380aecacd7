"""`ask`, `profile`: whom to ask, and how the user answers when they are asked."""

from datetime import datetime

import click

from vaultnet.agenda.ask import ask as whom_to_ask
from vaultnet.agenda.mirror import mirror
from vaultnet.cli.completion import names
from vaultnet.cli.context import json_option, setting, today_option
from vaultnet.cli.page import page, paper
from vaultnet.render import ask as answer
from vaultnet.render import mirror as reflection
from vaultnet.render.json import dumps

_FIRST = 10


@click.command()
@click.argument("question", nargs=-1, shell_complete=names)
@click.option("--work/--private", "work", default=True, help="Which part of life the question is from. Default: work.")
@click.option("--in", "place", metavar="PLACE", default="", help="Only those who live there (part of a place will do).")
@click.option("--all", "everyone", is_flag=True, help=f"Everyone who could help, not only the first {_FIRST}.")
@json_option
@today_option
def ask(
    question: tuple[str, ...], place: str, *, work: bool, everyone: bool, as_json: bool, today: datetime | None
) -> None:
    """Say whom to ask, why, through whom, and how to put it.

    \b
    vaultnet ask who knows a good cello teacher
    vaultnet ask "a room for a week" --in Gent --private
    vaultnet ask --in Utrecht
    """  # noqa: D301 - click means the sign itself
    asking = " ".join(question).strip()
    if not asking and not place.strip():
        raise click.UsageError("what would you like to ask? Or name a place with --in")
    here = setting(None, today)
    network = here.load().network
    asked = whom_to_ask(network, here.config, here.today, asking, "work" if work else "private", place)
    first = asked if everyone else asked._replace(people=asked.people[:_FIRST])
    if as_json:
        click.echo(dumps(answer.ask(first, network, here.config, here.today)))
        return
    width, colour = paper()
    more = len(asked.people) - len(first.people)
    page(answer.show_ask(first, more, network, here.config, here.today, width=width, colour=colour))


@click.command()
@json_option
@today_option
def profile(*, as_json: bool, today: datetime | None) -> None:
    """See how you answer requests, at work and in private life."""
    here = setting(None, today)
    reflections = mirror(here.load().network.people, here.today)
    if as_json:
        click.echo(dumps(reflection.mirror(reflections)))
        return
    width, colour = paper()
    page(reflection.show_mirror(reflections, here.config, width=width, colour=colour))
