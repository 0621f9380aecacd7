"""The present due note read back: whatever vaultnet did not write in it is the user's, and is found here.

What a line of it says is for `line` to tell; here, what the file is, and whose each line of the block is. Quote
lines under a tick are ours, and so is every line of a form that we generate; any other line under a tick is a sub-item
of the user's.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from vaultnet.due.form import callout_of, is_problem, section_of, stands_alone
from vaultnet.due.line import LONGEST, Grammar, Tick
from vaultnet.due.typed import LIST_ITEM, Typed, compare
from vaultnet.model.config import TaskStyle
from vaultnet.text.git_conflict import conflict_line
from vaultnet.text.line_ends import BOM, end_of, is_empty, lines_of, without_end
from vaultnet.text.our_block import BEGIN, END

_MARKER = re.compile(r"%%[ \t]{0,9}vaultnet:(begin|end)\b")
_PROPERTY = re.compile(r"(generated_by|date)[ \t]{0,9}:[ \t]{1,9}[\"']?([\w-]{1,40})[\"']?[ \t]{0,99}$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_QUOTE = re.compile(r"(?: {4}|\t)> ")


class Damage(NamedTuple):
    """The file cannot be read as a due note; `message` says what to mend."""

    line: int
    message: str


class DueNote(NamedTuple):
    """A due note, or the block in a daily note. `before + begin + block + end + after` is the file."""

    before: str
    begin: str  # the marker line with its line end; "" in a daily note that has no block yet
    block: tuple[str, ...]  # its lines, without line ends
    end: str
    after: str
    newline: str  # the line end that the file uses
    date: str = ""  # the property, as written; "" without
    ticks: tuple[Tick, ...] = ()
    strays: tuple[str, ...] = ()  # lines in the block that are the user's, without line ends
    kept: tuple[str, ...] = ()  # what is kept for the user inside the block (of a daily note)
    typed: tuple[Typed, ...] = ()  # what they seem to have typed into our lines
    by_hand: frozenset[int] = frozenset()  # the lines of ticks that are certainly promises of the user's own writing


def is_ours(text: str) -> bool:
    """Whether vaultnet may replace this file: its properties say so, or the two marker lines do."""
    lines = lines_of(text)
    found = [_marker(line) for line in lines]
    return _properties(lines).get("generated_by") == "vaultnet" or ("begin" in found and "end" in found)


def read(
    text: str,
    *,
    written: str = "",
    names: Collection[str] = (),
    tasks: TaskStyle = TaskStyle(),  # noqa: B008 - a frozen record
    embedded: bool = False,
) -> DueNote | Damage | None:
    """Read a due note back; None for an empty file, which counts as absent.

    `written` is the text that vaultnet last wrote, before the user's words were put into it; `names` are the escaped
    names of people whom no link can name; `embedded`: a daily note, which may lack the block.
    Implements format.md, The generated note. Never raises.
    """
    if is_empty(text) and not embedded:
        return None
    if conflict := conflict_line(text):
        return Damage(conflict, "git left a conflict here; keep one of the two versions and remove the marker lines")
    lines = lines_of(text)
    newline = next(filter(None, map(end_of, lines)), "\n")
    markers = [(at, found) for at, line in enumerate(lines) if (found := _marker(line))]
    if embedded and not markers:
        return DueNote(text, "", (), "", "", newline)
    if [found for _, found in markers] != ["begin", "end"]:
        return _damaged(markers)
    (first, _), (last, _) = markers
    block = tuple(map(without_end, lines[first + 1 : last]))
    ours = written.partition(BEGIN)[2].splitlines()
    reader = _Reader(Grammar(ours, names, tasks))
    compared = compare(block, ours)
    promised = compared.promises
    for at, line in enumerate(block):
        if at in compared.listed:
            reader.strays.append(line)
        else:
            said = (promised or {}).get(at) or compared.turned.get(at, line)
            reader.take(at + first + 2, said, compared.astray.get(at, ""))
    return DueNote(
        before="".join(lines[:first]),
        begin=lines[first],
        block=block,
        end=lines[last],
        after="".join(lines[last + 1 :]),
        newline=newline,
        date=_properties(lines).get("date", ""),
        ticks=tuple(reader.ticks),
        strays=tuple(reader.strays),
        kept=tuple(reader.kept),
        typed=compared.typed,
        by_hand=frozenset(
            tick.line
            for tick in reader.ticks
            if tick.section == "promised" and promised is not None and tick.line - first - 2 not in promised
        ),
    )


def end_of_properties(lines: Sequence[str]) -> int:
    """The index of the line that closes the properties of a file; 0: it has none."""
    if not lines or lines[0].removeprefix(BOM).rstrip() != "---":
        return 0
    return next((at for at in range(1, len(lines)) if lines[at].rstrip() == "---"), 0)


class _Reader:
    """One pass over the lines of the block."""

    def __init__(self, grammar: Grammar) -> None:
        self.ticks: list[Tick] = []
        self.strays: list[str] = []
        self.kept: list[str] = []
        self._grammar = grammar
        self._section = ""
        self._in_tick = False  # whether an indented line belongs to the last tick
        self._quotes = False  # whether quote lines would be ours here

    def take(self, number: int, line: str, section: str = "") -> None:
        """Read the line that stands at `number` of the file; `section`: where it belongs, if its heading is gone."""
        start = line[:LONGEST]
        self._section = section or self._section
        if self._section == "kept":
            self.kept.append(line)
        elif section := section_of(start):
            self._section, self._in_tick, self._quotes = section, False, False
        elif tick := self._grammar.tick(number, line, self._section):
            self.ticks.append(tick)
            self._in_tick = self._quotes = True
        elif self._in_tick and self._quotes and (quote := _QUOTE.match(line)):
            self.ticks[-1] = self.ticks[-1]._replace(quotes=(*self.ticks[-1].quotes, line[quote.end() :]))
        elif not line.strip() or self._grammar.was_written(start):
            pass
        elif self._grammar.is_listed(start, self._section):
            self._in_tick, self._quotes = False, True
        elif self._is_of_our_form(start):
            pass
        elif self._in_tick and start.startswith(("  ", "\t")):
            self.ticks[-1] = self.ticks[-1]._replace(sub_items=(*self.ticks[-1].sub_items, line))
        else:
            self.strays.append(line)
            self._in_tick = False
            if _HEADING.match(start):  # what follows a heading of the user's is in no section of ours
                self._section = ""
            self._quotes = self._quotes and not LIST_ITEM.match(start)

    def _is_of_our_form(self, line: str) -> bool:
        """Whether the line has one of our forms at its place, but for those of ticks and lists."""
        if stands_alone(line) or callout_of(line) or is_problem(line):
            return True
        if self._section == "reach_out" and self._grammar.is_waiting(line):
            return True
        return self._quotes and bool(_QUOTE.match(line))


def _marker(line: str) -> str:
    """`begin` or `end`, `damaged` for something that was one, "" for any other line."""
    if not (marker := _MARKER.search(line)):
        return ""
    return marker[1] if "".join(line.split()) == f"%%vaultnet:{marker[1]}%%" else "damaged"


def _properties(lines: Sequence[str]) -> dict[str, str]:
    """Those of our properties that tell whose the file is, and of which day."""
    found: dict[str, str] = {}
    for line in lines[1 : end_of_properties(lines)]:
        if given := _PROPERTY.match(without_end(line)):
            found.setdefault(given[1], given[2])
    return found


def _damaged(markers: list[tuple[int, str]]) -> Damage:
    """What is wrong with markers that are not one begin and one end."""
    for number, found in markers:
        if found == "damaged":
            return Damage(number + 1, f"this line should be `{BEGIN}` or `{END}` and nothing else")
    for name, marker in (("begin", BEGIN), ("end", END)):
        places = [number + 1 for number, found in markers if found == name]
        if not places:
            return Damage(1, f"the line `{marker}` is missing; put it back, or move the file away to get a new one")
        if len(places) > 1:
            return Damage(places[1], f"the line `{marker}` is here a second time; remove one of the two")
    return Damage(markers[0][0] + 1, f"the line `{END}` comes before `{BEGIN}`; swap the two")
