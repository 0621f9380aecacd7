"""The present due note read back: whatever vaultnet did not write in it is the user's, and is found here.

A tick line is a checkbox and what it is about; what else stands on it, and any sub-item, are the user's words. Quote
lines under it are ours, and so is every line of a form that we generate. Nothing here knows who the people are. The
file is long, for the grammar of a line is not understood in parts.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import NamedTuple
from unicodedata import normalize

from vaultnet.model.config import TaskStyle
from vaultnet.note.due_form import BEGIN, END, callout_of, is_coming, is_problem, section_of, stands_alone
from vaultnet.note.due_typed import LIST_ITEM, Typed, typed
from vaultnet.note.links import links

CONTACT = frozenset({"today", "reach_out", "leaf_through"})  # their ticks record a contact: one line a person
_UNTICKED = frozenset({"coming_up", "done_today"})  # never read back

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_MARKER = re.compile(r"%%[ \t]{0,9}vaultnet:(begin|end)\b")
_PROPERTY = re.compile(r"(generated_by|date)[ \t]{0,9}:[ \t]{1,9}[\"']?([\w-]{1,40})[\"']?[ \t]{0,99}$")
_TICK = re.compile(r" ?(?:[-*+]|[0-9]{1,9}[.)])[ \t]{1,4}\[(.)\](?:[ \t]{1,9}|$)")
_QUOTE = re.compile(r"(?: {4}|\t)> ")
_DONE_TODAY = re.compile(r"- \[x\] (?=\S)")
_PAIR = re.compile(r" (?:and|en) ")
_DUE = re.compile(r" 📅 ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_BRACKET = re.compile(r"(?<=[ \t])\((?=\S)")
_DUE_LAST = re.compile(r" 📅 [0-9]{4}-[0-9]{2}-[0-9]{2}[ \t]{0,3}$")
_DONE = re.compile(r"✅\ufe0f?[ \t]{0,3}([0-9]{4}-[0-9]{2}-[0-9]{2})|[\[(]completion::[ \t]{0,3}([^\[\]()]{1,40})[\])]")
_CANCELLED = re.compile(r"❌\ufe0f?[ \t]{0,3}[0-9]{4}-[0-9]{2}-[0-9]{2}|[\[(]cancelled::[ \t]{0,3}[^\[\]()]{1,40}[\])]")
_BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9-]{1,100}[ \t]{0,9}$")
_SEPARATOR = re.compile(r"(?:[:,·|]|[-–—](?=[ \t]|$))[ \t]{0,9}")
_LONGEST = 20_000  # characters of a line that are looked at


class Damage(NamedTuple):
    """The file cannot be taken for a due note; `message` says what to mend."""

    line: int
    message: str


class Tick(NamedTuple):
    """A line with a checkbox: one item of the agenda, and what the user made of it."""

    line: int  # in the file, from 1
    section: str  # a key of TITLES
    box: str  # the character in the checkbox
    targets: tuple[str, ...]  # the people: what their links link to, or the escaped name where no link can
    promise: str  # of a promise its text, escaped as it stands; "" elsewhere
    words: str  # the user's, without the signs of plugins and one leading separator
    done: str  # the date that Tasks or Dataview noted at the tick, as written; "" without
    sub_items: tuple[str, ...]  # the lines under it, as they stand, without line ends
    raw: str  # all that the user and the plugins put on the line, as it stands
    text: str  # the whole line, without its line end

    @property
    def ticked(self) -> bool:
        """Whether it asks for something to be done (format.md, Ticks)."""
        return self.box in ("x", "X", ">", "-")

    @property
    def key(self) -> tuple[str, tuple[str, ...], str]:
        """What it is about: the same in a later note where the item is still there."""
        act = "contact" if self.section in CONTACT else self.section
        return act, tuple(_folded(target) for target in self.targets), self.promise


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


def lines_of(text: str) -> list[str]:
    """The lines of a file with their line ends."""
    return _LINE.findall(text)


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
    """Take a due note apart; None for an empty file, which counts as absent.

    `written` is the text that vaultnet last wrote, before the user's words were put into it; `names` are the escaped
    names of people whom no link can name; `embedded`: a daily note, which may lack the block.
    Implements format.md, The generated note. Never raises.
    """
    if not text.strip("\ufeff \t\r\n") and not embedded:
        return None
    lines = lines_of(text)
    newline = next((line[len(line.rstrip("\r\n")) :] for line in lines if line[-1] in "\r\n"), "\n")
    if damage := _conflict(lines):
        return damage
    markers = [(number, found) for number, line in enumerate(lines) if (found := _marker(line))]
    if embedded and not markers:
        return DueNote(text, "", (), "", "", newline)
    if [found for _, found in markers] != ["begin", "end"]:
        return _damaged(markers)
    first, last = markers[0][0], markers[1][0]
    block = tuple(line.rstrip("\r\n") for line in lines[first + 1 : last])
    ours = written.partition(BEGIN)[2].splitlines()
    reader = _Reader(ours, names, tasks)
    for number, line in enumerate(block, first + 2):
        reader.take(number, line)
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
        typed=typed(block, ours),
    )


class _Reader:
    """One pass over the lines of the block."""

    def __init__(self, written: Collection[str], names: Collection[str], tasks: TaskStyle) -> None:
        self.ticks: list[Tick] = []
        self.strays: list[str] = []
        self.kept: list[str] = []
        self._written = frozenset(written)
        self._ordered = sorted(self._written)
        self._names = sorted(names, key=len, reverse=True)
        self._tasks = tasks
        self._section = ""
        self._in_tick = False  # whether an indented line belongs to the last tick
        self._quotes = False  # whether quote lines would be ours here

    def take(self, number: int, line: str) -> None:
        """Read the line that stands at `number` of the file."""
        start = line[:_LONGEST]
        if self._section == "kept":
            self.kept.append(line)
        elif section := section_of(start):
            self._section, self._in_tick, self._quotes = section, False, False
        elif tick := self._tick(number, line):
            self.ticks.append(tick)
            self._in_tick = self._quotes = True
        elif not line.strip() or start in self._written or self._is_of_our_form(start):
            pass
        elif self._in_tick and start.startswith(("  ", "\t")):
            self.ticks[-1] = self.ticks[-1]._replace(sub_items=(*self.ticks[-1].sub_items, line))
        else:
            self.strays.append(line)
            self._in_tick = False
            self._quotes = self._quotes and not LIST_ITEM.match(start)

    def _is_of_our_form(self, line: str) -> bool:
        """Whether the line has one of our forms at its place."""
        if self._is_listed(line):
            self._in_tick, self._quotes = False, True
            return True
        if stands_alone(line) or callout_of(line) or is_problem(line):
            return True
        if self._section == "reach_out" and line.startswith("> - "):
            return self._person(line, 4, _starts(line))[1] == len(line)
        return self._quotes and bool(_QUOTE.match(line))

    def _is_listed(self, line: str) -> bool:
        """Whether the line is one of *Coming up* or *Done today*."""
        if self._section == "coming_up":
            return is_coming(line)
        if self._section != "done_today" or not (box := _DONE_TODAY.match(line)):
            return False
        end = self._person(line, box.end(), _starts(line))[1]
        return bool(end) and (end == len(line) or line.startswith(" · ", end))

    def _tick(self, number: int, line: str) -> Tick | None:
        """The tick that stands on the line; None where it does not fit the grammar."""
        box = _TICK.match(line) if self._section not in _UNTICKED else None
        if not box:
            return None
        targets, promise, end = self._about(line[:_LONGEST], box.end())
        if not targets:
            return None
        raw = self._without_additions(f"{line[: box.start(1)]} {line[box.end(1) : end]}", line[end:])
        done = _DONE.search(raw)
        return Tick(
            line=number,
            section=self._section or "reach_out",  # typed above all sections, where there may be none
            box=box[1],
            targets=targets,
            promise=promise,
            words=_words(raw),
            done=(done[1] or done[2]).strip() if done else "",
            sub_items=(),
            raw=raw,
            text=line,
        )

    def _about(self, line: str, at: int) -> tuple[tuple[str, ...], str, int]:
        """The people and the promise that the line is about, and where that ends."""
        starts = _starts(line)
        if self._section == "promised":
            return self._promise(line, at, starts)
        first, end = self._person(line, at, starts)
        if first and self._section == "introduce" and (pair := _PAIR.match(line, end)):
            second, second_end = self._person(line, pair.end(), starts)
            if second:
                return (first, second), "", second_end
        return ((first,) if first else ()), "", end

    def _promise(self, line: str, at: int, starts: dict[int, tuple[str, int]]) -> tuple[tuple[str, ...], str, int]:
        """`text 📅 date (person)`: the text is up to the first parenthesis that holds a person."""
        for bracket in _BRACKET.finditer(line, at):
            person, end = self._person(line, bracket.end(), starts)
            text = line[at : bracket.start()]
            if person and line.startswith(")", end) and text.strip():
                return (person,), _DUE_LAST.sub("", text).strip(), end + 1
        return (), "", 0

    def _person(self, line: str, at: int, starts: dict[int, tuple[str, int]]) -> tuple[str, int]:
        """The person named at `at`, and where the name ends; `("", 0)` where there is none."""
        if at in starts:
            return starts[at]
        for name in self._names:
            end = at + len(name)
            if line.startswith(name, at) and line[end : end + 1] in ("", " ", "\t", ")"):
                return name, end
        return "", 0

    def _without_additions(self, ours: str, rest: str) -> str:
        """What follows the people on a line, without what was written there last, or what `[tasks]` makes us add."""
        added = max((text for text in self._written_after(ours) if rest.startswith(text)), key=len, default="")
        if added:
            return rest[len(added) :]
        tag = self._tasks.tag
        at = rest.find(f" {tag}") if tag else -1
        if at >= 0 and rest[at + 1 + len(tag) :][:1] in ("", " ", "\t"):
            rest = rest[:at] + rest[at + 1 + len(tag) :]
        due = _DUE.search(rest, max(at, 0)) if self._tasks.due and self._section != "promised" else None
        return rest[: due.start()] + rest[due.end() :] if due else rest

    def _written_after(self, ours: str) -> Iterator[str]:
        """What follows these words on the lines that were written last."""
        for line in self._ordered[bisect_left(self._ordered, ours) :]:
            if not line.startswith(ours):
                return
            yield line[len(ours) :]


def _starts(line: str) -> dict[int, tuple[str, int]]:
    """Where links to notes start → what they link to, and where they end."""
    return {link.start: (link.target, link.end) for link in links(line) if link.target and not link.embed}


def _words(raw: str) -> str:
    """The user's words among `raw`, without one leading separator."""
    text = _BLOCK_ID.sub("", _CANCELLED.sub("", _DONE.sub("", raw))).strip()
    separator = _SEPARATOR.match(text)
    return text[separator.end() :] if separator else text


def _folded(target: str) -> str:
    return normalize("NFC", target).casefold().removesuffix(".md")


def _marker(line: str) -> str:
    """`begin` or `end`, `damaged` for something that was one, "" for any other line."""
    if not (marker := _MARKER.search(line)):
        return ""
    return marker[1] if "".join(line.split()) == f"%%vaultnet:{marker[1]}%%" else "damaged"


def _properties(lines: list[str]) -> dict[str, str]:
    """Those of our properties that tell whose the file is, and of which day."""
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != "---":
        return {}
    found: dict[str, str] = {}
    for line in lines[1:]:
        if line.rstrip() == "---":
            return found
        if given := _PROPERTY.match(line.rstrip("\r\n")):
            found.setdefault(given[1], given[2])
    return {}


def _conflict(lines: list[str]) -> Damage | None:
    """The conflict that git left in the file, if any."""
    opened = next((number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), 0)
    if opened and any(line.startswith(">>>>>>> ") for line in lines[opened:]):
        return Damage(opened, "git left a conflict here; keep one of the two versions and remove the marker lines")
    return None


def _damaged(markers: list[tuple[int, str]]) -> Damage:
    """What to say of markers that are not one begin and one end."""
    for number, found in markers:
        if found == "damaged":
            return Damage(number + 1, f'this line should be "{BEGIN}" or "{END}" and nothing else')
    for name, marker in (("begin", BEGIN), ("end", END)):
        places = [number + 1 for number, found in markers if found == name]
        if not places:
            return Damage(1, f'the line "{marker}" is missing; put it back, or move the file away to get a new one')
        if len(places) > 1:
            return Damage(places[1], f'the line "{marker}" stands here a second time; remove one of the two')
    return Damage(markers[0][0] + 1, f'the line "{END}" stands before "{BEGIN}"; exchange the two')
