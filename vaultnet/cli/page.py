"""What a command prints, a line or a page at a time, with nothing in it that could control the terminal."""

import os
import shutil
import sys

import click

from vaultnet.render.escape import terminal_safe


def tell(line: str, *, err: bool = False) -> None:
    """Say one line, on stdout or on stderr."""
    click.echo(terminal_safe(line), err=err)


def quoted(text: str) -> str:
    """Something that the user typed, to be repeated in a sentence of ours."""
    return f"“{terminal_safe(text)}”"


def paper() -> tuple[int, bool]:
    """The width of the terminal, and whether to use colours there."""
    return shutil.get_terminal_size((100, 24)).columns, sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def page(text: str) -> None:
    """Show what was rendered for the terminal."""
    click.echo(text.rstrip("\n"), color=paper()[1])
