"""Edits of a user's note, text → text: characters inserted or replaced at one place, proven by reading the result.

What cannot be proven is refused, never guessed (format.md, Recording).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from vaultnet.model.facts import Entry, Facts

_LINE_END = re.compile(r"\r\n|\n|\r")


class Edit(NamedTuple):
    """Replace the characters from `start` to `end` of a text."""

    start: int
    end: int
    inserted: str

    def of(self, text: str) -> str:
        """The edited text."""
        return text[: self.start] + self.inserted + text[self.end :]


class Refusal(NamedTuple):
    """Why an edit is not made: one clause, fit for a problem."""

    reason: str


class Lines:
    """The lines of a text as they stand, counted from 0, each with its own line end."""

    def __init__(self, text: str) -> None:
        """Cut the text at line feeds and carriage returns, and nowhere else; a BOM belongs to no line."""
        self.text = text
        self.starts = [1 if text.startswith("\ufeff") else 0, *(end.end() for end in _LINE_END.finditer(text))]

    def __len__(self) -> int:
        return len(self.starts)

    def start(self, number: int) -> int:
        """Where a line begins; the end of the text for those behind the last one."""
        return self.starts[number] if number < len(self.starts) else len(self.text)

    def whole(self, number: int) -> str:
        """A line with its line end."""
        return self.text[self.start(number) : self.start(number + 1)]

    def line(self, number: int) -> str:
        """A line without its line end."""
        return self.whole(number).rstrip("\r\n")

    def all(self) -> list[str]:
        """Every line without its line end."""
        return [self.line(number) for number in range(len(self))]

    def line_end(self, near: int) -> str:
        """The line end in use at a line, or as near to it as there is one."""
        for number in [*range(min(near, len(self) - 1), -1, -1), *range(near + 1, len(self))]:
            whole = self.whole(number)
            if whole.endswith(("\n", "\r")):
                return whole[len(whole.rstrip("\r\n")) :] if whole.rstrip("\r\n") else _LINE_END.match(whole)[0]  # type: ignore[index] # it ends so
        return "\n"

    def insert(self, number: int, new: Sequence[str]) -> Edit:
        """Put whole lines before a line; behind the last one where the text ends without a line end."""
        at, end = self.start(number), self.line_end(max(number - 1, 0))
        if at == len(self.text) > self.starts[0] and not self.text.endswith(("\n", "\r")):
            return Edit(at, at, end + end.join(new))
        return Edit(at, at, end.join(new) + end)


def proven(before: Facts, after: Facts, line: int, lines: int) -> list[Entry] | None:
    """The entries that came with `lines` new lines before line `line` (from 1); None if anything else changed.

    What the new lines say beside, a hashtag, a task or a problem, is theirs.
    """

    def new(at: int) -> bool:
        return line <= at < line + lines

    def moved(at: int) -> int:
        return at + lines if at >= line else at

    def card(facts: Facts) -> object:
        return facts.card and facts.card._replace(lines=(), tags=())

    def tags(facts: Facts) -> frozenset[str]:
        return frozenset(facts.card.tags if facts.card else ())

    same = (after.kind, after.date, card(after), after.left_out) == (
        before.kind,
        before.date,
        card(before),
        before.left_out,
    )
    tasks = [task._replace(line=moved(task.line)) for task in before.tasks]
    problems = sorted(problem._replace(line=moved(problem.line)) for problem in before.problems)
    if not (same and tags(before) <= tags(after)) or [task for task in after.tasks if not new(task.line)] != tasks:
        return None
    if sorted(problem for problem in after.problems if not new(problem.line)) != problems:
        return None
    rest = list(after.entries)
    for entry in before.entries:
        old = entry._replace(line=moved(entry.line), within=moved(entry.within) if entry.within else 0)
        if old not in rest:
            return None
        rest.remove(old)
    return rest
