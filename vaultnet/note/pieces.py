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

_DEEPEST_HEADING = 7  # headings hold items and text of every level, and no item holds a heading


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
    def undone(self) -> bool:
        """Whether it is an open or cancelled task."""
        return self.raw.startswith("[") and self.line.undone

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
        for kind, first, _, level, text in blocks:
            number = before + first + 1
            if kind == ROW:
                self.all.append(Piece(number, kind, level, _row(text, reading.date_order), reading))
            elif kind == TEXT and "\n" in text:
                self.all += (
                    Piece(number + offset, kind, level, part, reading)
                    for offset, part in _parts(text, reading.date_order)
                )
            else:
                self.all.append(Piece(number, kind, level, text, reading))
        self.above = _above(self.all)
        self._words = dict(reading.words)

    def text(self, index: int) -> str:
        """The words of a piece and of what stands under it."""
        own = self.all[index].line.text
        under = index + 1
        if not self._is_under(under, index):
            return own
        words = [own]
        while self._is_under(under, index):
            line = self.all[under].line
            if line.date or line.given:
                under = self._end(under)
            else:
                words.append(line.text)
                under += 1
        return "\n".join(word for word in words if word)

    def _is_under(self, index: int, other: int) -> bool:
        """Whether the piece at `index`, if there is one, stands under `other`; all between them do."""
        return index < len(self.all) and bool(above := self.above[index]) and above[0] >= other

    def _end(self, index: int) -> int:
        """The index behind the last piece that stands under this one."""
        end = index + 1
        while self._is_under(end, index):
            end += 1
        return end

    def undone(self, index: int) -> bool:
        """Whether it is an open or cancelled task, or stands under one."""
        return any(self.all[one].undone for one in (index, *self.above[index]))

    def entry(self, index: int, day: date | None, *, within: int = 0, links: Sequence[str] | None = None) -> Entry:
        """The entry that a piece is, on a day; `within` is the line of the entry whose text holds it."""
        line = self.all[index].line
        contact = (
            day is not None and not self.undone(index) and is_contact(line.marks, said_no=line.said_no, dated=True)
        )
        text = self.text(index)
        told = self._told(text, day) if contact and day and not (within or line.given) else ()
        links = line.links if links is None else tuple(links)
        return Entry(
            self.all[index].number,
            day,
            text,
            contact,
            within,
            line.marks,
            line.open,
            line.outcome,
            line.remark,
            links,
            line.tags,
            told,
        )

    def _told(self, text: str, day: date) -> tuple[Told, ...]:
        return told(text, day, self.reading.date_order, self._words)

    def task(self, index: int) -> Task:
        """The open task that a piece is."""
        piece = self.all[index]
        words, due = due_date(piece.raw, self.reading.date_order)
        return Task(piece.number, plain(words.partition("]")[2]), due, piece.line.links)


def _above(pieces: Sequence[Piece]) -> list[tuple[int, ...]]:
    """For each piece those that it stands under, the nearest first."""
    above: list[tuple[int, ...]] = []
    depths: list[int] = []  # of the headings and items that the next piece may stand under
    holders: list[tuple[int, ...]] = [()]  # each of those with what it stands under
    for index, piece in enumerate(pieces):
        depth = piece.level - _DEEPEST_HEADING if piece.kind == HEADING else piece.level
        while depths and depths[-1] >= depth:
            depths.pop()
            holders.pop()
        above.append(holders[-1])
        if piece.kind in (HEADING, ITEM):
            depths.append(depth)
            holders.append((index, *holders[-1]))
    return above


def _row(text: str, order: str) -> str:
    """The cells of a row; a date in the first stands apart."""
    first, *rest = cells(text) or [""]
    begins = f"{first} | " if leading_date(first, order) else ""
    return begins + " · ".join(cell for cell in (rest if begins else (first, *rest)) if cell)


def _parts(text: str, order: str) -> Iterator[tuple[int, str]]:
    """A paragraph begins anew at each line that starts with a date: its parts, and on which line each begins."""
    lines = text.split("\n")
    first_line = 0
    for number, line in enumerate(lines[1:], start=1):
        if leading_date(line[:200], order):
            yield first_line, "\n".join(lines[first_line:number])
            first_line = number
    yield first_line, "\n".join(lines[first_line:])
