"""The pieces of a body: its blocks taken apart, and what stands under what.

What a piece's text holds are the pieces under it (sub-items of an item, what stands under a heading), but not those
that are a contact of their own, nor what the user gave.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from vaultnet.model.config import Reading
from vaultnet.model.facts import Entry, Task
from vaultnet.note.dates import leading_date
from vaultnet.note.line import Line, cells, due_date, may_link, plain, read_line
from vaultnet.note.lines import HEADING, ITEM, ROW, TEXT, Block
from vaultnet.note.marks import KEPT_OPEN, is_contact
from vaultnet.note.plain_contact import plain_contact
from vaultnet.note.told import listener

_DEEPEST_HEADING = 7  # headings hold items and text of every level, and no item holds a heading
_HOLDERS = (HEADING, ITEM)


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
        return may_link(self.raw)

    @property
    def undone(self) -> bool:
        """Whether it is an open or cancelled task."""
        return self.raw.startswith("[") and self.line.undone

    @property
    def promise(self) -> bool:
        """Whether it is an open task with words, and not an open item of another meaning."""
        line = self.line
        return self.kind == ITEM and line.box in (" ", "/") and bool(line.text) and KEPT_OPEN.isdisjoint(line.marks)


class Pieces:
    """The pieces of one body in their order, each with what stands under it."""

    def __init__(self, blocks: Sequence[Block], before: int, reading: Reading) -> None:
        """Take the blocks apart; `before` lines of the file stand before the body."""
        self.reading = reading
        self.parts = _parts(blocks, reading.date_order)
        self.above = _above(self.parts)
        self._before = before
        self._pieces: list[Piece | None] = [None] * len(self.parts)
        self._listener = listener(reading.date_order, reading.words)

    def __getitem__(self, index: int) -> Piece:
        piece = self._pieces[index]
        if piece is None:
            kind, _, _, level, text = self.parts[index]
            piece = self._pieces[index] = Piece(self.number(index), kind, level, text, self.reading)
        return piece

    @property
    def all(self) -> list[Piece]:
        """The pieces."""
        return [self[index] for index in range(len(self.parts))]

    def number(self, index: int) -> int:
        """The first line of a piece in the file, from 1."""
        return self._before + self.parts[index].first + 1

    def text(self, index: int) -> str:
        """The words of a piece and of what stands under it."""
        own = self[index].line.text
        under = index + 1
        if not self._is_under(under, index):
            return own
        words = [own]
        while self._is_under(under, index):
            line = self[under].line
            if line.date or line.given:
                under = self._end(under)
            else:
                words.append(line.text)
                under += 1
        return "\n".join(word for word in words if word)

    def _is_under(self, index: int, other: int) -> bool:
        """Whether the piece at `index`, if there is one, stands under `other`; all between them do."""
        return index < len(self.above) and bool(above := self.above[index]) and above[0] >= other

    def _end(self, index: int) -> int:
        """The index behind the last piece that stands under this one."""
        end = index + 1
        while self._is_under(end, index):
            end += 1
        return end

    def undone(self, index: int) -> bool:
        """Whether it is an open or cancelled task, or stands under one."""
        return self[index].undone or self._under_undone(index)

    def _under_undone(self, index: int) -> bool:
        for above in self.above[index]:  # noqa: SIM110 - asked of every contact, where a generator would cost more
            if self.parts[above].text.startswith("[") and self[above].undone:
                return True
        return False

    def plain_contact(self, index: int) -> Entry | None:
        """The entry of a piece that is a date and words, and holds no other; None: it may be more."""
        part = self.parts[index]
        said = plain_contact(part.text) if part.kind != HEADING else None
        if said is None or self._is_under(index + 1, index) or self._under_undone(index):
            return None
        day, text = said
        return Entry(self.number(index), day, text, True, 0, (), True, "", "", (), (), self._listener.told(text, day))

    def entry(self, index: int, day: date | None, *, within: int = 0, links: Sequence[str] | None = None) -> Entry:
        """The entry that a piece is, on a day; `within` is the line of the entry whose text holds it."""
        line = self[index].line
        contact = (
            day is not None and not self.undone(index) and is_contact(line.marks, said_no=line.said_no, dated=True)
        )
        text = self.text(index)
        tells = contact and not (within or line.given)
        return Entry(
            self.number(index),
            day,
            text,
            contact,
            within,
            line.marks,
            line.open,
            line.outcome,
            line.remark,
            line.links if links is None else tuple(links),
            line.tags,
            self._listener.told(text, day) if tells and day else (),
        )

    def task(self, index: int) -> Task:
        """The open task that a piece is."""
        piece = self[index]
        words, due = due_date(piece.raw, self.reading.date_order)
        return Task(piece.number, plain(words.partition("]")[2]), due, piece.line.links)


def _above(parts: Sequence[Block]) -> list[tuple[int, ...]]:
    """For each part those that it stands under, the nearest first."""
    above: list[tuple[int, ...]] = []
    depths: list[int] = []  # of those that the next part may stand under
    holders: list[tuple[int, ...]] = [()]  # each of them with what it stands under
    last, holds = 0, False  # the depth of the part before, and whether anything may stand under it
    for index, (kind, _, _, level, _) in enumerate(parts):
        depth = level - _DEEPEST_HEADING if kind == HEADING else level
        if holds and depth > last:
            depths.append(last)
            holders.append((index - 1, *holders[-1]))
        while depths and depths[-1] >= depth:
            depths.pop()
            holders.pop()
        above.append(holders[-1])
        last, holds = depth, kind in _HOLDERS
    return above


def _parts(blocks: Sequence[Block], order: str) -> Sequence[Block]:
    """The blocks, but that a paragraph begins anew at each line that starts with a date."""
    if not any(block.kind == ROW or (block.kind == TEXT and "\n" in block.text) for block in blocks):
        return blocks
    parts: list[Block] = []
    for block in blocks:
        if block.kind == ROW:
            parts.append(block._replace(text=_row(block.text, order)))
        elif block.kind == TEXT and "\n" in block.text:
            parts += _paragraphs(block, order)
        else:
            parts.append(block)
    return parts


def _row(text: str, order: str) -> str:
    """The cells of a row; a date in the first stands apart."""
    first, *rest = cells(text) or [""]
    begins = f"{first} | " if leading_date(first, order) else ""
    return begins + " · ".join(cell for cell in (rest if begins else (first, *rest)) if cell)


def _paragraphs(block: Block, order: str) -> Iterator[Block]:
    lines = block.text.split("\n")
    begin = 0
    for end in (*range(1, len(lines)), len(lines)):
        if end == len(lines) or leading_date(lines[end][:200], order):
            yield block._replace(first=block.first + begin, text="\n".join(lines[begin:end]))
            begin = end
