"""The grammar of one line in the due note: a checkbox and what it is about; what else stands on it is the user's.

What was written there last, and what `[tasks]` makes us add, is not. Nothing here knows who the people are.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import NamedTuple

from vaultnet.due.form import NEVER_READ_BACK, is_coming
from vaultnet.model.config import TaskStyle
from vaultnet.note.done_sign import BLOCK_ID
from vaultnet.note.links import links
from vaultnet.text.spelling import folded, without_md

CONTACT = frozenset({"today", "reach_out", "leaf_through"})  # their ticks record a contact: one line a person
LONGEST = 20_000  # characters of a line that are looked at

_TICK = re.compile(r" ?(?:[-*+]|[0-9]{1,9}[.)])[ \t]{1,4}\[(.)\](?:[ \t]{1,9}|$)")
_DONE_TODAY = re.compile(r"- \[x\] (?=\S)")
_PAIR = re.compile(r" (?:and|en) ")
_DUE = re.compile(r" 📅 ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_BRACKET = re.compile(r"(?<=[ \t])\((?=\S)")
_DUE_LAST = re.compile(r" 📅 ([0-9]{4}-[0-9]{2}-[0-9]{2})[ \t]{0,3}$")
_DONE = re.compile(r"✅\ufe0f?[ \t]{0,3}([0-9]{4}-[0-9]{2}-[0-9]{2})|[\[(]completion::[ \t]{0,3}([^\[\]()]{1,40})[\])]")
_CANCELLED = re.compile(r"❌\ufe0f?[ \t]{0,3}[0-9]{4}-[0-9]{2}-[0-9]{2}|[\[(]cancelled::[ \t]{0,3}[^\[\]()]{1,40}[\])]")
_SEPARATOR = re.compile(r"(?:[:,·|]|[-–—.;](?=[ \t]|$))[ \t]{0,9}")


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
    due: str = ""  # of a promise the day that the line shows for it; "" without
    quotes: tuple[str, ...] = ()  # what vaultnet said under it, with what the user typed there

    @property
    def ticked(self) -> bool:
        """Whether it asks for something to be done (format.md, Ticks)."""
        return self.box in ("x", "X", ">", "-")

    @property
    def key(self) -> tuple[str, tuple[str, ...], str]:
        """What it is about: the same in a later note where the item is still there."""
        act = "contact" if self.section in CONTACT else self.section
        return act, tuple(without_md(folded(target)) for target in self.targets), self.promise


class _About(NamedTuple):
    """What a line is about, and where it ends to say so; no targets: it does not fit the grammar."""

    targets: tuple[str, ...] = ()
    end: int = 0
    promise: str = ""
    due: str = ""


class Grammar:
    """Parses lines, given what was written last and the names that no link can hold."""

    def __init__(self, written: Collection[str], names: Collection[str], tasks: TaskStyle) -> None:
        """See `note.read`."""
        self._written = frozenset(written)
        self._ordered = sorted(self._written)
        self._names = sorted(names, key=len, reverse=True)
        self._tasks = tasks

    def was_written(self, line: str) -> bool:
        """Whether the line stands as it was written last."""
        return line in self._written

    def is_listed(self, line: str, section: str) -> bool:
        """Whether the line is one of *Coming up* or *Done today*."""
        if section == "coming_up":
            return is_coming(line)
        if section != "done_today" or not (box := _DONE_TODAY.match(line)):
            return False
        end = self._person(line, box.end(), _starts(line))[1]
        return bool(end) and (end == len(line) or line.startswith(" · ", end))

    def is_waiting(self, line: str) -> bool:
        """Whether the line names one of those who wait, in the callout below *Reach out*."""
        return line.startswith("> - ") and self._person(line, 4, _starts(line))[1] == len(line)

    def tick(self, number: int, line: str, section: str) -> Tick | None:
        """The tick that stands at `number` of the file; None where the line does not fit the grammar."""
        box = _TICK.match(line) if section not in NEVER_READ_BACK else None
        if not box:
            return None
        about = self._about(line[:LONGEST], box.end(), section)
        if not about.targets:
            return None
        ours = f"{line[: box.start(1)]} {line[box.end(1) : about.end]}"
        raw = self._without_additions(ours, line[about.end :], section)
        done = _DONE.search(raw)
        return Tick(
            line=number,
            section=section or "reach_out",  # typed above all sections, where there may be none
            box=box[1],
            targets=about.targets,
            promise=about.promise,
            words=_words(raw),
            done=(done[1] or done[2]).strip() if done else "",
            sub_items=(),
            raw=raw,
            text=line,
            due=about.due,
        )

    def _about(self, line: str, at: int, section: str) -> _About:
        """The people and the promise that the line is about, and where they end in it."""
        starts = _starts(line)
        if section == "promised":
            return self._promise(line, at, starts)
        first, end = self._person(line, at, starts)
        if first and section == "introduce" and (pair := _PAIR.match(line, end)):
            second, second_end = self._person(line, pair.end(), starts)
            if second:
                return _About((first, second), second_end)
        return _About((first,), end) if first else _About()

    def _promise(self, line: str, at: int, starts: dict[int, tuple[str, int]]) -> _About:
        """`text 📅 date (person)`: the text is up to the first parenthesis that holds a person."""
        for bracket in _BRACKET.finditer(line, at):
            person, end = self._person(line, bracket.end(), starts)
            text = line[at : bracket.start()]
            if person and line.startswith(")", end) and text.strip():
                due = _DUE_LAST.search(text)
                said = text[: due.start()] if due else text
                return _About((person,), end + 1, said.strip(), due[1] if due else "")
        return _About()

    def _person(self, line: str, at: int, starts: dict[int, tuple[str, int]]) -> tuple[str, int]:
        """The person named at `at`, and where the name ends; `("", 0)` where there is none."""
        if at in starts:
            return starts[at]
        for name in self._names:
            end = at + len(name)
            if line.startswith(name, at) and line[end : end + 1] in ("", " ", "\t", ")"):
                return name, end
        return "", 0

    def _without_additions(self, ours: str, rest: str, section: str) -> str:
        """What follows the people on a line, without what was written there last, or what `[tasks]` makes us add."""
        added = max((text for text in self._written_after(ours) if rest.startswith(text)), key=len, default="")
        if added:
            return rest[len(added) :]
        tag = self._tasks.tag
        at = rest.find(f" {tag}") if tag else -1
        if at >= 0 and rest[at + 1 + len(tag) :][:1] in ("", " ", "\t"):
            rest = rest[:at] + rest[at + 1 + len(tag) :]
        due = _DUE.search(rest, max(at, 0)) if self._tasks.due and section != "promised" else None
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
    text = BLOCK_ID.sub("", _CANCELLED.sub("", _DONE.sub("", raw))).strip()
    separator = _SEPARATOR.match(text)
    return text[separator.end() :] if separator else text
