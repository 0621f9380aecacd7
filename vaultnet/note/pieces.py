"""The pieces of a body: its blocks taken apart, and what stands under what.

What a piece's text holds are the pieces under it (sub-items of an item, what stands under a heading), but not those
that are a contact of their own, nor what the user gave.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from vaultnet.model.config import Reading
from vaultnet.model.facts import Entry, Task, Told
from vaultnet.note.dates import leading_date
from vaultnet.note.line import Line, cells, due_date, plain, read_line
from vaultnet.note.lines import HEADING, ITEM, ROW, TEXT, Block
from vaultnet.note.marks import KEPT_OPEN, is_contact
from vaultnet.note.told import told


class Piece:
    """A block, taken apart when it is asked for."""

    __slots__ = ("_line", "kind", "level", "number", "raw", "reading")

    def __init__(self, number: int, kind: str, level: int, raw: str, reading: Reading) -> None:
        """`number`: of its first line in the file, from 1."""
        self.number, self.kind, self.level, self.raw, self.reading = number, kind, level, raw, reading
        self._line: Line | None = None

    @property
    def line(self) -> Line:
        """What it says."""
        if self._line is None:
            self._line = read_line(self.raw, self.reading.date_order, self.reading.words, heading=self.kind == HEADING)
        return self._line

    @property
    def linked(self) -> bool:
        """Whether it may link to somebody."""
        return "[[" in self.raw or "](" in self.raw

    @property
    def promise(self) -> bool:
        """Whether it is an open task, and not an open item of another meaning."""
        return self.line.box in (" ", "/") and KEPT_OPEN.isdisjoint(self.line.marks)


class Pieces:
    """The pieces of one body in their order, each with what stands under it."""

    def __init__(self, blocks: Sequence[Block], before: int, reading: Reading) -> None:
        """Take the blocks apart; `before` lines of the file stand before the body."""
        self.reading = reading
        self.all: list[Piece] = []
        for block in blocks:
            for offset, text in _parts(block, reading.date_order):
                self.all.append(Piece(before + block.first + offset + 1, block.kind, block.level, text, reading))
        self.ends = self._ends()
        self.above = self._above()

    def _ends(self) -> list[int]:
        """For each piece the index behind the last one that stands under it."""
        ends = [0] * len(self.all)
        waiting: list[int] = []
        for index, piece in enumerate(self.all):
            while waiting and not _under(piece, self.all[waiting[-1]]):
                ends[waiting.pop()] = index
            waiting.append(index)
        for index in waiting:
            ends[index] = len(self.all)
        return ends

    def _above(self) -> list[tuple[int, ...]]:
        """For each piece those that it stands under, the nearest first."""
        above: list[tuple[int, ...]] = []
        open_now: list[int] = []
        for index in range(len(self.all)):
            while open_now and self.ends[open_now[-1]] <= index:
                open_now.pop()
            above.append(tuple(reversed(open_now)))
            open_now.append(index)
        return above

    def text(self, index: int) -> str:
        """The words of a piece and of what stands under it."""
        words = [self.all[index].line.text]
        under = index + 1
        while under < self.ends[index]:
            line = self.all[under].line
            if line.date or line.given:
                under = self.ends[under]
            else:
                words.append(line.text)
                under += 1
        return "\n".join(word for word in words if word) if len(words) > 1 else words[0]

    def undone(self, index: int) -> bool:
        """Whether it is an open or cancelled task, or stands under one."""
        return self.all[index].line.undone or any(self.all[other].line.undone for other in self.above[index])

    def entry(self, index: int, day: date | None, *, within: int = 0, links: Sequence[str] | None = None) -> Entry:
        """The entry that a piece is, on a day; `within` is the line of the entry whose text holds it."""
        line = self.all[index].line
        contact = (
            day is not None and not self.undone(index) and is_contact(line.marks, said_no=line.said_no, dated=True)
        )
        text = self.text(index)
        return Entry(
            line=self.all[index].number,
            date=day,
            text=text,
            contact=contact,
            within=within,
            marks=line.marks,
            open=line.open,
            outcome=line.outcome,
            remark=line.remark,
            links=line.links if links is None else tuple(links),
            tags=line.tags,
            told=self._told(text, day) if contact and day and not (within or line.given) else (),
        )

    def _told(self, text: str, day: date) -> tuple[Told, ...]:
        return told(text, day, self.reading.date_order, dict(self.reading.words))

    def task(self, index: int) -> Task:
        """The open task that a piece is."""
        piece = self.all[index]
        words, due = due_date(piece.raw, self.reading.date_order)
        return Task(piece.number, plain(words.partition("]")[2]), due, piece.line.links)


def _under(piece: Piece, other: Piece) -> bool:
    if other.kind == HEADING:
        return piece.kind != HEADING or piece.level > other.level
    return other.kind == ITEM and piece.kind in (ITEM, TEXT, ROW) and piece.level > other.level


def _parts(block: Block, order: str) -> Iterator[tuple[int, str]]:
    """A paragraph begins anew at each line that starts with a date; a row is its first cell, then the others."""
    if block.kind == ROW:
        first, *rest = cells(block.text) or [""]
        begins = f"{first} | " if leading_date(first, order) else ""
        yield 0, begins + " · ".join(cell for cell in (rest if begins else (first, *rest)) if cell)
        return
    if block.kind != TEXT or "\n" not in block.text:
        yield 0, block.text
        return
    lines = block.text.split("\n")
    first_line = 0
    for number, text in enumerate(lines[1:], start=1):
        if leading_date(text[:200], order):
            yield first_line, "\n".join(lines[first_line:number])
            first_line = number
    yield first_line, "\n".join(lines[first_line:])
