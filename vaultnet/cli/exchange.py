"""`import` and `export`: people in, people and days out."""

import os
import sys
from datetime import datetime

import click

from vaultnet.bring_in import Import, bring_in, prepare
from vaultnet.cli.context import Setting, setting, today_option
from vaultnet.cli.page import tell
from vaultnet.exchange import calendar, recognise, table, vcard
from vaultnet.problem import Failure
from vaultnet.vault.files import ChangedOnDisk
from vaultnet.vault.places import reason
from vaultnet.vault.swap import Changed, NotWritten, replace

LARGEST = 200_000_000  # bytes of an address book

_OURS = {"ics": calendar.BEGINNING, "vcf": vcard.BEGINNING, "csv": table.BEGINNING}


class NotRead(Failure):
    """A file that people cannot be taken from."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}; nothing was written")


class NotAllWritten(Failure):
    """Some notes could not be written."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} of the notes could not be written; the others were")


class NotOurExport(Failure):
    """A file that vaultnet did not make."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} exists, and is not such an export from vaultnet; `--force` replaces it")


class NotExported(Failure):
    """A file outside the vault that could not be written."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} {why}")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only print what would be written.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask first.")
@today_option
def import_(file: str, *, dry_run: bool, yes: bool, today: datetime | None) -> None:
    """Import people from vCards, LinkedIn's Connections.csv or a Google Contacts CSV.

    People who have a note are recognised by uid, e-mail address or full name, and only get the properties that their
    note lacks; everyone else gets a note. Anyone in doubt is listed and left alone. On a terminal you are asked first;
    a script is not, so try --dry-run there.
    """
    here = setting(None, today)
    book = recognise.read(file, _bytes(file))
    if book is None:
        raise NotRead(file, "neither vCards nor a CSV from LinkedIn or Google Contacts were found in it")
    for problem in book.problems:
        tell(str(problem), err=True)
    if not book.entries:
        raise NotRead(file, "there is nobody in it")
    ready = prepare(here.root, book.entries, here.load(), here.config, here.now())
    _show(ready)
    if not (ready.new or ready.additions):
        return
    if dry_run:
        click.echo("nothing was written: this is a dry run")
        return
    if not yes and sys.stdin.isatty() and not click.confirm("Write this into the vault?"):
        click.echo("nothing was written")
        return
    failed = bring_in(here.root, ready)
    for problem in failed:
        tell(str(problem), err=True)
    if failed:
        raise NotAllWritten(len(failed))
    click.echo("all of it was written; `vaultnet undo` takes back what was added to notes; delete new notes yourself")
    if ready.new:
        click.echo("next: `vaultnet leaf --unsorted` asks how often you like to be in touch with each")


def _show(ready: Import) -> None:
    """The plan, a line for each person, and the sum of it."""
    lines = [f"new: {one.path}" for one in ready.new]
    lines += (f"add: {one.path}: {', '.join(one.names)}" for one in ready.additions)
    lines += (f"unclear: {one.entry.name} (line {one.entry.line}) {one.why}" for one in ready.unclear)
    new, added = len(ready.new), len(ready.additions)
    lines.append(f"{new} new, {added} to be added to, {len(ready.unclear)} unclear, {ready.same} unchanged")
    for line in lines:
        tell(line)
    for problem in ready.problems:
        tell(str(problem), err=True)


@click.command()
@click.argument("form", type=click.Choice(["ics", "vcf", "csv"]), metavar="ics|vcf|csv")
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--force", is_flag=True, help="Replace FILE, whatever it is.")
@today_option
def export(form: str, file: str | None, *, force: bool, today: datetime | None) -> None:
    """Export a calendar of occasions and due days, or the people as vCards or CSV.

    To the terminal (also as `-`), or to FILE, which may be outside the vault. There it replaces an earlier export, and
    nothing else.
    """
    here = setting(None, today)
    data = _exported(form, here).encode()
    if file is None or file == "-":
        click.echo(data, nl=False)
    elif os.path.exists(file) and not os.path.isfile(file):
        _pour(file, data)
    elif _write(file, data, None if force else _OURS[form].encode()):
        tell(f"{file} written")
    else:
        tell(f"{file} is as it was")


def _exported(form: str, here: Setting) -> str:
    network = here.load().network
    if form == "ics":
        return calendar.calendar(network, here.config, here.today)
    return vcard.address_book(network.people) if form == "vcf" else table.table(network.people, here.today)


def _bytes(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise NotRead(file, reason(error)) from error
    if len(data) > LARGEST:
        raise NotRead(file, f"is larger than {LARGEST // 1_000_000} MB")
    return data


def _pour(file: str, data: bytes) -> None:
    """Into a pipe or a device, which holds nothing that could be lost."""
    try:
        with open(file, "wb") as opened:
            opened.write(data)
    except OSError as error:
        raise NotWritten(file, error) from error


def _write(file: str, data: bytes, ours: bytes | None) -> bool:
    """Write `file`, unless something is there that does not begin as `ours`; whether it changed."""
    place = os.path.realpath(file)
    found = _bytes(place) if os.path.lexists(place) else None
    if found == data:
        return False
    folder, name = os.path.split(place)
    if found and ours and not found.startswith(ours):
        raise NotOurExport(file)
    try:
        done = replace(folder, name, data, found)
    except NotWritten as fault:
        raise NotExported(file, fault.why) from fault
    if isinstance(done, Changed):
        raise ChangedOnDisk(file)
    return True
