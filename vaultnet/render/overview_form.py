"""The forms of the lines in `Network.md` that are ours: written by `overview`, known again when it is read back."""

import re
from functools import cache

from vaultnet.agenda.profiles import SPHERES
from vaultnet.render.mermaid import is_drawn
from vaultnet.render.voice import sentence
from vaultnet.render.words import Words, words

OUTCOMES = ("accepted", "conditional", "declined", "no time", "no answer")
CIRCLES, QUIET, BROUGHT, MIRROR = "overview.circles", "overview.quiet", "overview.brought", "overview.mirror"
PICTURE = "overview.picture"
HEADS = {  # the columns of the table under each title
    CIRCLES: ("column.name", "column.last", "column.due", "overview.strip"),
    QUIET: ("column.name", "overview.used_to", "overview.silence"),
    BROUGHT: ("overview.through", "overview.met"),
    MIRROR: ("overview.outcomes", *OUTCOMES, "overview.whole"),
}

_SENTENCES = ("legend", "no_picture", "left_out", "on_their_own", "marks", "requests")
_LANGUAGES = ("en", "nl")
_NUMBER = re.compile(r"[0-9]{1,9}")
_SIGN = r"(?:[^|\\]|\\.)"  # a cell may hold an escaped pipe
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ROW = re.compile(
    rf"\| (?:---(?: \| ---){{1,6}}"
    rf"|{_SIGN}{{1,900}} \| (?:{_DATE})? \| (?:~?{_DATE})? \| `[·▁▂▃▄▅▆▇█]{{12}}`"
    rf"|{_SIGN}{{1,900}} \| [\w ]{{1,40}} \| [0-9]{{1,6}} \w{{1,9}}"
    rf"|\[\[{_SIGN}{{1,900}}\]\] \| \[\[{_SIGN}{{1,20000}}) \|"
)


def is_of_our_form(line: str) -> bool:
    """Whether a line of the block is one that we write, in either language, whatever names and numbers are in it."""
    return is_drawn(line) or _NUMBER.sub("{n}", line) in _standing() or any(form.fullmatch(line) for form in _forms())


def table_row(cells: tuple[str, ...]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


@cache
def _standing() -> frozenset[str]:
    """The lines that hold nothing but words and numbers of ours, each number as `{n}`."""
    lines: list[str] = []
    for said in map(words, _LANGUAGES):
        lines += (f"## {said.say(title)}" for title in (PICTURE, *HEADS))
        lines += (table_row(tuple(map(said.say, head))) for head in HEADS.values())
        lines += (form for key in _SENTENCES for form in said.texts[f"overview.{key}"].split("|"))
        lines += map(sentence, (said.say("mirror"), *said.texts["people"].split("|")))
    return frozenset(_NUMBER.sub("{n}", line) for line in lines)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    languages = [words(language) for language in _LANGUAGES]
    titles = "|".join(re.escape(said.say("overview")) for said in languages)
    spheres = "|".join(re.escape(said.say(f"{sphere}.sphere")) for said in languages for sphere in SPHERES)
    counts = rf"(?: [0-9]{{0,6}} \|){{{len(OUTCOMES)}}}"
    return (
        _ROW,
        re.compile(rf"# (?:{titles}) · [\w ]{{1,60}}"),
        re.compile(rf"### .{{1,900}} · [0-9]{{1,6}} (?:{'|'.join(map(_counted, languages))})"),
        re.compile(rf"\| (?:{spheres})(?: [0-9]{{4}})? \|{counts} {_SIGN}{{0,200}} \|"),
    )


def _counted(said: Words) -> str:
    """How people are counted: `person|people`."""
    return said.texts["people"].replace("{n} ", "")
