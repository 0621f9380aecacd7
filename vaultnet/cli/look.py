"""`due`, `people`, `show`, `check`: look, and change nothing."""

from datetime import datetime

import click

from vaultnet.agenda import plan
from vaultnet.agenda.portrait import portrait
from vaultnet.agenda.profiles import profile
from vaultnet.build import build
from vaultnet.cli.completion import names
from vaultnet.cli.context import Setting, json_option, setting, today_option
from vaultnet.cli.page import page, paper, tell
from vaultnet.cli.whom import named
from vaultnet.present import Damaged, NotOurNote
from vaultnet.problem import Problem
from vaultnet.render import json as as_data
from vaultnet.render import terminal
from vaultnet.text.spelling import folded
from vaultnet.vault.lock import NoState
from vaultnet.vault.places import Unreadable


@click.command()
@json_option
@today_option
def due(*, as_json: bool, today: datetime | None) -> None:
    """Show today's agenda: whom to get in touch with, and why."""
    here = setting(None, today)
    loaded = here.load()
    agenda = plan(loaded.network, here.config, here.today)._replace(problems=loaded.problems)
    if as_json:
        click.echo(as_data.dumps(as_data.due(agenda, loaded.network, here.config)))
    else:
        page(terminal.due(agenda, loaded.network, here.config, *paper()))


@click.command()
@click.option("--in", "place", metavar="PLACE", help="Only those who live there (part of a place will do).")
@click.option("--circle", metavar="NAME", help="Only those in this circle.")
@json_option
@today_option
def people(place: str | None, circle: str | None, *, as_json: bool, today: datetime | None) -> None:
    """List everyone: cadence, last contact, when it is their turn."""
    here = setting(None, today)
    network = here.load().network
    shown = [
        person
        for person in network.people
        if (place is None or folded(place) in folded(person.card.location))
        and (circle is None or folded(circle) == folded(person.card.circle))
    ]
    if as_json:
        click.echo(as_data.dumps(as_data.people(shown, here.today)))
    else:
        page(terminal.people(shown, here.config, here.today, *paper()))


@click.command()
@click.argument("name", nargs=-1, required=True, shell_complete=names)
@json_option
@today_option
def show(name: tuple[str, ...], *, as_json: bool, today: datetime | None) -> None:
    """Show one person: card, timeline with sources, what you received, needs, occasions, profile."""
    here = setting(None, today)
    network = here.load().network
    person = named(network, " ".join(name))
    work, private = (profile(person, sphere, here.today) for sphere in ("work", "private"))
    shown = portrait(person, here.config, here.today, work, private)
    if as_json:
        click.echo(as_data.dumps(as_data.show(shown)))
    else:
        page(terminal.show(shown, network, here.config, *paper()))


def _problems(here: Setting) -> tuple[Problem, ...]:
    """Those of the notes and of the ticks; of the notes alone, and the due note, where it cannot be read back."""
    try:
        return build(here.root, here.config, here.today, check=True).problems
    except (NotOurNote, NoState):
        return here.load().problems
    except (Damaged, Unreadable) as fault:
        return tuple(sorted({*here.load().problems, fault.problem}))


@click.command()
@json_option
@today_option
@click.pass_context
def check(ctx: click.Context, *, as_json: bool, today: datetime | None) -> None:
    """List every place in your notes that could not be read; exit 1 if there are any."""
    here = setting(None, today)
    problems = _problems(here)
    if as_json:
        click.echo(as_data.dumps(as_data.check(problems)))
    else:
        for problem in problems:
            tell(str(problem))
    if problems:
        ctx.exit(1)
