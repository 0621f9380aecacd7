"""`log`, `snooze`, `undo`: write into the notes of people, and take it back."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import click

from vaultnet.cli.completion import names
from vaultnet.cli.context import Setting, any_day_option, setting, today_option
from vaultnet.cli.page import quoted, tell
from vaultnet.cli.whom import Nobody, named, near
from vaultnet.days.dates import parse_date
from vaultnet.days.spans import parse_until
from vaultnet.model.network import Network, Person
from vaultnet.network import find
from vaultnet.note.marks import MARKS
from vaultnet.note.record_contact import NewContact
from vaultnet.record import Act, contact, do_all, snoozed
from vaultnet.record import undo as take_back
from vaultnet.render.words import words

_AGO = re.compile(r"-(\d{1,4})([dw])$")
_YESTERDAY = ("yesterday", "gisteren")
_FIRST_YEAR = 1900  # a line that begins with an earlier date is a problem, not a contact


class _Log(click.Command):
    """A text may begin with a dash, as in `- [ ] call back`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        options = {name for one in self.params if isinstance(one, click.Option) for name in one.opts}
        others: list[str] = []
        texts: list[str] = []
        for before, word in zip(("", *args), args, strict=False):
            is_text = _begins_with_a_dash(word) and before not in options
            (texts if is_text else others).append(word)
        if texts and "--" not in args:
            args = [*others, "--", *texts]
        return super().parse_args(ctx, args)


def _begins_with_a_dash(text: str) -> bool:
    """Whether a text does that is no option: those have two, and no blank in their names."""
    if text.startswith("--"):
        return len(text.partition("=")[0].split()) > 1
    return text.startswith("-") and text not in ("-", "-h")


class _Mark(click.Choice[str]):
    """A mark, in either language; `ask-about` is the same as `ask about`."""

    def __init__(self) -> None:
        super().__init__([*MARKS, *(word for words in MARKS.values() for word in words)], case_sensitive=False)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The mark as it is written."""
        return super().convert(" ".join(value.replace("-", " ").split()), param, ctx)


@click.command(cls=_Log, context_settings={"ignore_unknown_options": True})
@click.argument("words_", metavar="NAME... [TEXT]", nargs=-1, required=True, shell_complete=names)
@click.option("--date", "when", metavar="DAY", help="When it was: 2026-11-20, yesterday, -3d. Default: today.")
@click.option("--mark", type=_Mark(), metavar="MARK", help="Such as received, gave, asked, tried.")
@today_option
def log(words_: tuple[str, ...], when: str | None, mark: str | None, today: datetime | None) -> None:
    """Record a contact with one or more people.

    \b
    vaultnet log Anna "coffee, talked about her move"
    vaultnet log Anna Bram "choir practice" --date yesterday
    vaultnet log Carla "the address of a good lawyer" --mark received
    """  # noqa: D301 - click means the sign itself
    here = setting(None, today)
    loaded = here.load()
    people, text = _people_and_text(loaded.network, words_)
    day = _day(when, here)
    first, *under = [line for line in map(str.strip, text.splitlines()) if line] or [""]
    said = first or ("" if mark else words(here.config.language).say("did.contact"))
    new = NewContact(day, f"{mark}: {said}".rstrip() if mark else said, tuple(under))
    acts = [contact(person, new, here.config, loaded.seen.reading) for person in people]
    _do(here, acts, "log")


@click.command()
@click.argument("name", shell_complete=names)
@click.argument("until")
@today_option
def snooze(name: str, until: str, today: datetime | None) -> None:
    """Snooze somebody until a day, or for a span.

    \b
    vaultnet snooze Anna "2 weeks"
    vaultnet snooze Anna 2026-12-10
    """  # noqa: D301 - click means the sign itself
    here = setting(None, today)
    found = parse_until(until, here.today, here.config.date_order)
    if found is None or until[found[1] :].strip():
        raise click.BadParameter(
            f"{quoted(until)} is neither a date nor a span; expected 2026-12-10 or “2 weeks”", param_hint="UNTIL"
        )
    if found[0] <= here.today:
        raise click.BadParameter(f"{quoted(until)} is no day to come; expected one after today", param_hint="UNTIL")
    person = named(here.load().network, name)
    _do(here, [snoozed(person, found[0])], "snooze")


@click.command()
@any_day_option
def undo(today: datetime | None) -> None:
    """Take back vaultnet's last edit of your notes. Repeat it to go further back."""
    here = setting(None, today)
    for edit in take_back(here.root):
        tell(f"{edit.path} is as it was:")
        for line in _difference(edit.before.decode(), edit.after.decode()):
            tell(f"  {line}")


def _do(here: Setting, acts: Sequence[Act], name: str) -> None:
    changed = do_all(here.root, acts, name)
    for act in acts:
        tell(f"{act.path}: {'recorded' if act.path in changed else 'it says so already'}")


def _people_and_text(network: Network, said: Sequence[str]) -> tuple[list[Person], str]:
    """The leading arguments that name a person, and the text, which is the last argument."""
    people: list[Person] = []
    for number, word in enumerate(said):
        if not find(network, word):
            if number == 0:
                raise Nobody(word, near(network, word))
            if number < len(said) - 1:
                raise click.UsageError(
                    f"{quoted(word)} names nobody, so it would be the text; but {quoted(said[number + 1])} follows"
                )
            return people, word
        person = named(network, word)
        if person not in people:
            people.append(person)
    return people, ""


def _day(when: str | None, here: Setting) -> date:
    if when is None or when.casefold() in ("today", "vandaag"):
        return here.today
    if ago := _AGO.match("-1d" if when.casefold() in _YESTERDAY else when):
        day = _days_before(here.today, int(ago[1]) * (7 if ago[2] == "w" else 1))
    else:
        day = parse_date(when, here.config.date_order)
    if day is None or day > here.today or day.year < _FIRST_YEAR:
        raise click.BadParameter(
            f"{quoted(when)} is not a day from 1900 to today; expected 2026-11-20, yesterday or -3d",
            param_hint="--date",
        )
    return day


def _days_before(day: date, count: int) -> date | None:
    """The day so many days before; None: the calendar does not reach that far."""
    try:
        return day - timedelta(count)
    except OverflowError:
        return None


def _difference(before: str, after: str) -> list[str]:
    from difflib import unified_diff  # noqa: PLC0415 - only here

    return list(unified_diff(after.splitlines(), before.splitlines(), n=0, lineterm=""))[2:]
