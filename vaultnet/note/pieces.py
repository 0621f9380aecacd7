"""The pieces of a body: its blocks taken apart, and what stands under what.

What a piece's text holds are the pieces under it (sub-items of an item, what stands under a heading), but not those
that are a contact of their own, nor what the user gave.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from vaultnet.days.dates import leading_date, may_lead
from vaultnet.hearing.told import listener
from vaultnet.model.config import Reading
from vaultnet.model.facts import Entry, Task
from vaultnet.note.line import CLOSED, Line, cells, due_date, plain, read_line
from vaultnet.note.lines import HEADING, ITEM, ROW, TEXT, Block
from vaultnet.note.links import links, targets
from vaultnet.note.marks import KEPT_OPEN, is_contact
from vaultnet.note.plain_line import glance, plain_line

_DEEPEST_HEADING = 7  # headings hold items and text of every level, and no item holds a heading
_UNDONE = ("[ ]", "[/]", "[-]")
_DIGIT = re.compile("[0-9]")
_HOLDERS = (HEADING, ITEM)
_BARE = 5  # characters around a bare link
_WIDE = 60  # characters: lines that are no longer were not broken to fit a width
_NEXT_TIME = frozenset({"ask about", "gift"})  # noted when one spoke
NOTHING = -1  # what stands under nothing stands under this


class Piece(NamedTuple):
    """A block, taken apart."""

    number: int  # of its first line in the file, from 1
    kind: str
    level: int
    raw: str
    line: Line


class Pieces:
    """The pieces of one body in their order, each with what stands under it."""

    def __init__(self, blocks: Sequence[Block], before: int, reading: Reading, *, daily: bool = False) -> None:
        """`before` lines of the file stand before the body; `daily`: it is that of a daily note."""
        self.reading = reading
        self.parts = _parts(blocks, reading.date_order, daily=daily)
        self.above = _above(self.parts)
        self._before = before
        self._lines: list[Line | None] = [None] * len(self.parts)
        self._listener = listener(reading.date_order, reading.words)
        boxes = [at for at, (_, _, _, _, raw) in enumerate(self.parts) if raw[:3] in _UNDONE]
        self.undone_boxes = [at for at in boxes if self.line(at).undone]
        self._undone = frozenset(self.undone_boxes)

    @property
    def all(self) -> list[Piece]:
        """The pieces."""
        return [
            Piece(self.number(index), part.kind, part.level, part.text, self.line(index))
            for index, part in enumerate(self.parts)
        ]

    def line(self, index: int) -> Line:
        """What a piece says, taken apart when it is asked for."""
        line = self._lines[index]
        if line is None:
            kind, _, _, _, raw = self.parts[index]
            line = plain_line(raw)
            if line is None or (kind == HEADING and line.date is None and _DIGIT.search(raw)):
                line = self._read(index)
            self._lines[index] = line
        return line

    def _read(self, index: int) -> Line:
        kind, _, _, _, raw = self.parts[index]
        return read_line(raw, self.reading.date_order, self.reading.words, heading=kind == HEADING)

    def number(self, index: int) -> int:
        """The first line of a piece in the file, from 1."""
        return self._before + self.parts[index].first + 1

    def text(self, index: int) -> str:
        """The words of a piece and of what stands under it."""
        own = self.line(index).text
        under = index + 1
        if not self._is_under(under, index):
            return own
        words = [own]
        while self._is_under(under, index):
            line = self.line(under)
            if line.date or line.given:
                under = self._end(under)
            else:
                words.append(line.text)
                under += 1
        return "\n".join(word for word in words if word)

    def _is_under(self, index: int, other: int) -> bool:
        """Whether the piece at `index`, if there is one, stands under `other`; all between them do."""
        return self.above[index] >= other

    def _end(self, index: int) -> int:
        """The index behind the last piece that stands under this one."""
        end = index + 1
        while self._is_under(end, index):
            end += 1
        return end

    def goes_on(self, index: int) -> bool:
        """Whether a piece goes on with the paragraph that the one before it is of, and has no date of its own."""
        before, own = self.parts[index - 1], self.parts[index]
        return index > 0 and before.kind == own.kind == TEXT and before.last == own.last and not self.line(index).date

    def all_above(self, index: int) -> Iterator[int]:
        """The pieces that a piece stands under, the nearest first."""
        while (index := self.above[index]) != NOTHING:
            yield index

    def undone(self, index: int) -> bool:
        """Whether it is an open or cancelled task, or stands under one."""
        return bool(self._undone) and (
            index in self._undone or any(above in self._undone for above in self.all_above(index))
        )

    def promise(self, index: int) -> bool:
        """Whether it is an open task with words, and not an open item of another meaning."""
        if index not in self._undone:
            return False
        line = self.line(index)
        open_task = self.parts[index].kind == ITEM and line.box != "-"
        return open_task and bool(line.text) and KEPT_OPEN.isdisjoint(line.marks)

    def plain_entry(self, index: int, day: date | None) -> Entry | None:
        """The entry of a plain piece that holds no other, with its own date or else `day`; None: it may be more."""
        kind, first, _, _, raw = self.parts[index]
        if kind == HEADING:
            return None
        said = glance(raw)
        if said is None:
            self._lines[index] = self._lines[index] or self._read(index)
            return None
        if self.above[index + 1] >= index or (self._undone and self.undone(index)):
            return None
        box, own, text, links = said
        day = own or day
        if day is None:
            return None
        told = self._listener.told(text, day)
        entry = (self._before + first + 1, day, text, True, 0, (), box not in CLOSED, "", "", links, (), told)
        return tuple.__new__(Entry, entry)  # what Entry() does in twice the time

    def entry(self, index: int, day: date | None, *, within: int = 0, links: Sequence[str] | None = None) -> Entry:
        """The entry that a piece is, on a day; `within` is the line of the entry whose text holds it."""
        line = self.line(index)
        contact = (
            day is not None
            and not self.undone(index)
            and is_contact(line.marks, said_no=line.said_no, dated=True)
            and not self._only_in_vain(index)
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
            line.open and bool(text or "borrowed" in line.marks),  # `- ask about:` as templates have it asks nothing
            line.outcome,
            line.remark,
            line.links if links is None else tuple(links),
            line.tags,
            self._listener.told(text, day) if tells and day else (),
        )

    def _only_in_vain(self, index: int) -> bool:
        """Whether a piece is a bare date or link, and all under it was tried, let go, or is an occasion."""
        if not (self._is_under(index + 1, index) and self._is_bare(index)):
            return False
        under = [at for at in range(index + 1, self._end(index)) if self.above[at] == index]
        said = [self.line(at) for at in under if at not in self._undone]
        return bool(said) and all(_is_in_vain(line) for line in said)

    def _is_bare(self, index: int) -> bool:
        """Whether a piece says nothing but when it was or with whom."""
        line = self.line(index)
        shown = "".join(link.shown for link in links(self.parts[index].text)) if line.links else ""
        return len(line.text) <= len(shown) + _BARE and not line.text.replace(shown, "", 1).strip(" :,–—-*_")

    def task(self, index: int) -> Task:
        """The open task that a piece is."""
        words, due = due_date(self.parts[index].text, self.reading.date_order)
        return Task(self.number(index), plain(words.partition("]")[2]), due, self.line(index).links)


def _is_in_vain(line: Line) -> bool:
    contact = line.date or not line.marks or is_contact(line.marks, said_no=line.said_no, dated=True)
    return not contact and _NEXT_TIME.isdisjoint(line.marks)


def _above(parts: Sequence[Block]) -> list[int]:
    """For each part the nearest one that it stands under, if any; at the end one for what comes behind them all."""
    above: list[int] = []
    depths: list[int] = []  # of those that the next part may stand under
    holders = [NOTHING]  # those themselves
    last, holds = 0, False  # the depth of the part before, and whether anything may stand under it
    for index, (kind, _, _, level, _) in enumerate(parts):
        depth = level - _DEEPEST_HEADING if kind == HEADING else level
        if depth != last:
            if holds and depth > last:
                depths.append(last)
                holders.append(index - 1)
            while depths and depths[-1] >= depth:
                depths.pop()
                holders.pop()
            last = depth
        above.append(holders[-1])
        holds = kind in _HOLDERS
    above.append(NOTHING)
    return above


def _parts(blocks: Sequence[Block], order: str, *, daily: bool) -> Sequence[Block]:
    """The blocks, but that a paragraph begins anew at each line that starts with a date, or tells of another person."""
    if not [kind for kind, _, _, _, text in blocks if kind == ROW or (kind == TEXT and "\n" in text)]:
        return blocks
    parts: list[Block] = []
    for block in blocks:
        if block.kind == ROW:
            parts.append(block._replace(text=_row(block.text, order)))
        elif block.kind == TEXT and "\n" in block.text:
            parts += _paragraphs(block, order, daily=daily)
        else:
            parts.append(block)
    return parts


def _row(text: str, order: str) -> str:
    """The cells of a row; a date in the first stands apart."""
    first, *rest = cells(text) or [""]
    begins = f"{first} | " if leading_date(first, order) else ""
    return begins + " · ".join(cell for cell in (rest if begins else (first, *rest)) if cell)


def _paragraphs(block: Block, order: str, *, daily: bool) -> Sequence[Block]:
    """The block, divided before each of its lines that starts with a date; of a daily note, see `_of_others`."""
    lines = block.text.split("\n")
    dated = [at for at, line in enumerate(lines) if at and may_lead(line) and leading_date(line[:200], order)]
    begins = [0, *dated]
    if daily:
        spans = pairwise((*begins, len(lines)))
        begins = sorted({*begins, *(start + at for start, end in spans for at in _of_others(lines[start:end]))})
    if len(begins) == 1:
        return [block]
    return [
        block._replace(first=block.first + begin, text="\n".join(lines[begin:end]))
        for begin, end in pairwise((*begins, len(lines)))
    ]


def _of_others(lines: Sequence[str]) -> Sequence[int]:
    """The lines that link to a note after the first; where a width broke them, only those that begin with a link."""
    linking = [at for at, line in enumerate(lines) if ("[[" in line or "](" in line) and targets(line)]
    if len(linking) < 2:
        return ()
    width = max(map(len, lines))
    wrapped = width >= _WIDE and all(
        len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairwise(lines)
    )
    return [at for at in linking[1:] if not wrapped or lines[at].startswith("[[")]
