"""What a person types. Only here is click used, and the day asked for; the floors below measure nothing but ages."""

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TextIO

import click
from click.shell_completion import CompletionItem

from vaultnet import __version__
from vaultnet.problem import Failure
from vaultnet.vault.places import reason

_COMMANDS = {  # name → its module, and what it does: said here, so that --help imports none of them
    "build": ("build", "Record what you ticked, then write the due note."),
    "watch": ("watch", "Build whenever the vault changes or the day turns, until stopped."),
    "status": ("watch", "Say whether a watcher is running for the vault, and what it did last."),
    "service": (
        "service",
        "Keep a watcher running in the background, with systemd, launchd or the Windows task scheduler.",
    ),
    "due": ("look", "Show today's agenda: whom to get in touch with, and why."),
    "people": ("look", "List everyone: cadence, last contact, when it is their turn."),
    "show": ("look", "Show one person: card, timeline with sources, what you received, needs, occasions, profile."),
    "ask": ("ask", "Say whom to ask, why, through whom, and how to put it."),
    "profile": ("ask", "See how you answer requests, at work and in private life."),
    "leaf": ("leaf", "Leaf through your people, one at a time, one key each."),
    "log": ("record", "Record a contact with one or more people."),
    "snooze": ("record", "Snooze somebody until a day, or for a span."),
    "undo": ("record", "Take back vaultnet's last edit of your notes. Repeat it to go further back."),
    "new": ("new", "Create a note for a person, from your own template if vaultnet.toml names one."),
    "import": ("exchange", "Import people from vCards, LinkedIn's Connections.csv or a Google Contacts CSV."),
    "export": ("exchange", "Export a calendar of occasions and due days, or the people as vCards or CSV."),
    "overview": ("overview", "Write Network.md: who introduced whom, a table for each circle, who has gone quiet."),
    "check": ("look", "List every place in your notes that could not be read; exit 1 if there are any."),
    "init": ("begin", "Report what is in the vault, and write a commented vaultnet.toml."),
    "completion": ("completion", "Print the script that completes commands and names in bash, zsh or fish."),
}


def _taking_the_vault(command: click.Command) -> click.Command:
    """The command, made to take `--vault` after its name as well: many type it there.

    If it takes no argument, the vault may be one too.
    """
    if not any(parameter.name == "late_vault" for parameter in command.params):
        alone = not isinstance(command, click.Group) and not any(
            isinstance(parameter, click.Argument) for parameter in command.params
        )
        command.params.append(
            click.Option(
                ["--vault", "late_vault"], hidden=True, expose_value=False, callback=_keep_the_vault, is_eager=True
            )
        )
        if alone:
            command.params.append(
                click.Argument(["vault"], required=False, expose_value=False, callback=_keep_the_vault)
            )
    for part in command.commands.values() if isinstance(command, click.Group) else ():
        _taking_the_vault(part)
    return command


def _keep_the_vault(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.find_root().obj = value


class _Commands(click.Group):
    """The commands, each imported only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which a newcomer needs them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command by its name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"vaultnet.cli.{_COMMANDS[cmd_name][0]}")
        command = getattr(module, "import_" if cmd_name == "import" else cmd_name)
        return _taking_the_vault(command) if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        """Carry out a command; it is no failure if whoever reads its output has seen enough."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            return _unsaid(error)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin like this; to import them all would take too long for a key press."""
        named = [
            CompletionItem(name, help=does) for name, (_, does) in _COMMANDS.items() if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in _COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--vault", metavar="DIR", help="The vault. Default: $VAULTNET_VAULT, else the one you are in.")
@click.version_option(__version__, prog_name="vaultnet", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, vault: str | None) -> None:
    """Keep your relationships alive from the notes you already have.

    vaultnet reads the people, daily notes and meetings in your vault exactly as they are, and writes one note back,
    "Due today": whom to get in touch with, why, what to ask about, whom to thank, what you promised.

    \b
    First steps:
      vaultnet init           report what is there, write a commented vaultnet.toml
      vaultnet build          write "Due today.md" into the vault
      vaultnet show Anna      everything your notes say about Anna, with sources
    """  # noqa: D301 - click means the sign itself
    ctx.obj = vault


def run(arguments: list[str]) -> int:
    """Carry out one command; returns the exit code: 0 done, 1 a check found something, 2 usage, 3 could not go on."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name) or open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115 - it was closed for good
        setattr(sys, name, stream)
        if mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _carry_out(arguments)
    finally:
        for stream in (sys.stdout, sys.stderr):
            _flush(stream)


def _carry_out(arguments: list[str]) -> int:
    try:
        code = main(arguments, prog_name="vaultnet", standalone_mode=False)
    except click.Abort:
        click.echo("stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Failure as failure:
        _tell(f"vaultnet: {failure}" if failure.exit_code != 2 else str(failure))
        return failure.exit_code
    except OSError as error:
        return _unsaid(error)
    return code if isinstance(code, int) else 0  # a command that ends early hands back its code, any other nothing


def _unsaid(error: OSError) -> int:
    """Report that output could not be written; returns the exit code, 0 if whoever reads it has seen enough."""
    if isinstance(error, BrokenPipeError):
        return 0
    _tell(f"vaultnet: {error.filename or 'standard output'}: {reason(error)}")
    return Failure.exit_code


def _flush(stream: TextIO) -> None:
    """Write what is left, or drop it: Python would try again when it exits, and complain."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _tell(sentence: str) -> None:
    """Say on stderr why a command ended, a line for each fault."""
    from vaultnet.cli.page import tell  # noqa: PLC0415 - what goes well needs none of it

    with suppress(OSError):  # stderr may be closed as well
        for line in sentence.split("\n"):
            tell(line, err=True)
