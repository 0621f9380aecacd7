"""Edits of a user's note, text → text: characters inserted or replaced at one place, proven by reading the result.

What cannot be proven is refused, never guessed (format.md, Recording).
"""

from collections.abc import Sequence
from typing import NamedTuple

from vaultnet.model.facts import Entry, Facts
from vaultnet.note.frontmatter import Frontmatter
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.text.line_ends import BOM, LINE_END, end_of, plain, without_end


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


def frontmatter_of(path: str, text: str) -> Frontmatter | Refusal:
    """The frontmatter of a note that is to be edited; one with a fault is for its owner to mend first."""
    front = read_frontmatter(path, plain(text))
    return Refusal(f"its frontmatter has a fault: {front.problems[0].message}") if front.problems else front


class Lines:
    """The lines of a text as they stand, counted from 0, each with its own line end."""

    def __init__(self, text: str) -> None:
        """Cut the text at line feeds and carriage returns, and nowhere else; a BOM belongs to no line."""
        self.text = text
        self.starts = [len(BOM) if text.startswith(BOM) else 0, *(end.end() for end in LINE_END.finditer(text))]

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
        return without_end(self.whole(number))

    def line_end(self, near: int) -> str:
        """The line end in use at a line, or as near to it as there is one."""
        for number in [*range(min(near, len(self) - 1), -1, -1), *range(near + 1, len(self))]:
            if end := end_of(self.whole(number)):
                return end
        return "\n"

    def insert(self, number: int, new: Sequence[str]) -> Edit:
        """Put whole lines before a line; behind the last one where the text ends without a line end."""
        at, end = self.start(number), self.line_end(max(number - 1, 0))
        if at == len(self.text) > self.starts[0] and not end_of(self.text):
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

    if _apart_from_lines(after) != _apart_from_lines(before) or not _tags(before) <= _tags(after):
        return None
    tasks = [task._replace(line=moved(task.line)) for task in before.tasks]
    problems = sorted(problem._replace(line=moved(problem.line)) for problem in before.problems)
    if [task for task in after.tasks if not new(task.line)] != tasks:
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


def _apart_from_lines(facts: Facts) -> object:
    """What a note says wherever it says it, but for hashtags."""
    card = facts.card and facts.card._replace(lines=(), tags=())
    return facts.kind, facts.date, card, facts.left_out


def _tags(facts: Facts) -> frozenset[str]:
    return frozenset(facts.card.tags if facts.card else ())
