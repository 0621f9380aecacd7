"""The forms of our own lines in `Network.md`: `overview` writes them, and by them tells ours from the user's."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from vaultnet.agenda.profiles import SPHERES
from vaultnet.due.form import without_numbers
from vaultnet.note.marks import OUTCOMES
from vaultnet.render.mermaid import is_drawn
from vaultnet.render.voice import sentence
from vaultnet.render.words import Words, words

PICTURE, CIRCLES = "overview.picture", "overview.circles"
QUIET, BROUGHT, MIRROR = "overview.quiet", "overview.brought", "overview.mirror"
HEADS = {  # the columns of the table under each title
    CIRCLES: ("column.name", "column.last", "column.due", "overview.strip"),
    QUIET: ("column.name", "overview.used_to", "overview.silence"),
    BROUGHT: ("overview.through", "overview.met"),
    MIRROR: ("overview.outcomes", *OUTCOMES, "overview.whole"),
}

_SENTENCES = ("legend", "no_picture", "left_out", "on_their_own", "marks", "requests")
_PROFILES = ("give-and-forget", "whats-in-it-for-me", "no-time", "unknown")
_LANGUAGES = ("en", "nl")
_LINK = r"\[\[[^\[\]|]{1,900}\]\]"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def is_of_our_form(line: str, names: Collection[str] = ()) -> bool:
    """Whether a line of the block has a form of ours, in either language, whatever the names and numbers in it.

    `names` are the escaped names of people whom no link can name.
    """
    if line.startswith("| "):
        for name in sorted(names, key=len, reverse=True):
            line = line.replace(f" {name}", " [[?]]")
    return is_drawn(line) or without_numbers(line) in _standing() or any(form.fullmatch(line) for form in _forms())


def table_row(cells: tuple[str, ...]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


@cache
def _standing() -> frozenset[str]:
    """The lines made of our words and of numbers alone, each number as `{n}`."""
    lines: list[str] = []
    for wording in map(words, _LANGUAGES):
        lines += (f"## {wording.say(title)}" for title in (PICTURE, *HEADS))
        lines += (table_row(tuple(map(wording.say, head))) for head in HEADS.values())
        lines += (table_row(("---",) * len(head)) for head in HEADS.values())
        lines += (form for key in _SENTENCES for form in wording.texts[f"overview.{key}"].split("|"))
        lines += map(sentence, (wording.say("mirror"), *wording.texts["people"].split("|")))
    return frozenset(map(without_numbers, lines))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The patterns of the lines that hold a name, or a length of time in our words."""
    languages = [words(language) for language in _LANGUAGES]
    titles = _any(wording.say("overview") for wording in languages)
    people = _any(form for wording in languages for form in wording.texts["people"].split("|"))
    spheres = _any(wording.say(f"{sphere}.sphere") for wording in languages for sphere in SPHERES)
    profiles = _any(wording.say(value) for wording in languages for value in _PROFILES)
    lengths = _any(length for wording in languages for length in _lengths(wording))
    paces = _any(pace for wording in languages for pace in _paces(wording))
    return (
        re.compile(rf"# {titles} · [\w ]{{1,60}}"),
        re.compile(rf"### .{{1,900}} · {people}"),
        re.compile(rf"\| {_LINK} \| (?:{_DATE})? \| (?:~?{_DATE})? \| `[·▁▂▃▄▅▆▇█]{{12}}` \|"),
        re.compile(rf"\| {_LINK} \| {paces} \| {lengths} \|"),
        re.compile(rf"\| {_LINK} \| (?:{_LINK}(?: \([\w ]{{1,40}}\))?(?:, | (?=\|))){{1,999}}\|"),
        re.compile(
            rf"\| {spheres}(?: [0-9]{{4}})? \|(?: [0-9]{{0,6}} \|){{{len(OUTCOMES)}}}"
            rf" (?:{profiles}(?: \([\w ,]{{1,99}}\))?)? \|"
        ),
    )


def _any(texts: Iterator[str]) -> str:
    """A pattern for any of these texts, with any number in the place of `{n}`."""
    return f"(?:{'|'.join(re.escape(text).replace(re.escape('{n}'), '[0-9]{1,6}') for text in texts)})"


def _lengths(wording: Words) -> Iterator[str]:
    for unit in "DWMY":
        yield from wording.texts[f"length.{unit}"].split("|")


def _paces(wording: Words) -> Iterator[str]:
    for unit in "DWMY":
        yield wording.texts[f"every.{unit}"]
    for length in _lengths(wording):
        yield wording.texts["every"].format(length=length)
