"""Add one contact to a person note, at the place and in the form that its owner uses (format.md, Recording).

Place: under the heading that holds the newest contact entries, else one named like a log, else a new one at the end.
Form: marker, date notation, separator, order and indentation of the entry beside which it comes to stand.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.model.config import Reading
from vaultnet.model.facts import Entry
from vaultnet.note.blocks import blocks, item_ends, without_comments
from vaultnet.note.dates import MONTHS, leading_date
from vaultnet.note.edit import Edit, Lines, Refusal, proven
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.note.line import read_line
from vaultnet.note.lines import HEADING, ITEM, ROW
from vaultnet.note.pieces import Piece, Pieces
from vaultnet.note.read import read_note

_LOGS = frozenset({"contact", "contacts", "interactions", "log", "contactmomenten", "gesprekken"})
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(\[[^\[\]]\][ \t]+)?")
_TIME = re.compile(r"[T ,]{0,3}\d{1,2}:\d{2}(?::\d{2})?(?=\D|$)")
_ENGLISH = ("January February March April May June July August September October November December").split()
_DUTCH = ("januari februari maart april mei juni juli augustus september oktober november december").split()


class NewContact(NamedTuple):
    """A contact to record: the day, the words with their mark in front, and sub-items without marker."""

    date: date
    text: str
    under: tuple[str, ...] = ()


def add_contact(path: str, text: str, reading: Reading, new: NewContact, heading: str) -> Edit | Refusal | None:
    """The edit that records `new`; None where the note says so already. `heading` names a log that has to be made."""
    before = read_note(path, text, reading)
    wanted = read_line(f"{new.date.isoformat()} {new.text}", reading.date_order, reading.words)
    if any(_says(entry, new.date, wanted.text, wanted.marks) for entry in before.entries):
        return None
    lines = Lines(text)
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = read_frontmatter(path, plain)
    if front.problems and not front.templated:
        return Refusal(f"its frontmatter has a fault: {front.problems[0].message}")
    body = without_comments(plain.split("\n")[front.body :])
    pieces = Pieces(blocks(body), front.body, reading)
    for place in _places(pieces, body, front.body, lines, new, heading):
        edit = lines.insert(place.line, place.new)
        after = read_note(path, edit.of(text), reading)
        came = proven(before, after, place.line + 1, len(place.new))
        if came and _says(came[0], new.date, wanted.text, wanted.marks, whole=False) and all(entry.date == new.date for entry in came):
            return edit
    return Refusal("no place was found where a new line would change nothing else")


def _says(entry: Entry, day: date, text: str, marks: Sequence[str], *, whole: bool = True) -> bool:
    said = entry.text if whole else entry.text.partition("\n")[0]
    first = said.partition("\n")[0]
    return entry.date == day and entry.marks == tuple(marks) and " ".join(first.split()).casefold() == " ".join(text.split()).casefold()


class _Place(NamedTuple):
    line: int  # the new lines come before this one, counted from 0
    new: list[str]


def _places(pieces: Pieces, body: list[str], before: int, lines: Lines, new: NewContact, heading: str) -> list[_Place]:
    """Where and how the contact could be written, the best first."""
    section = _section(pieces)
    ends = item_ends(body)
    unit = "\t" if any(line.startswith("\t") for line in lines.all()) else "  "
    plain = [f"- {new.date.isoformat()} {new.text}".rstrip(), *(f"{unit}- {sub}" for sub in new.under)]
    found = []
    if section is not None:
        first, last = section
        entries = [piece for piece in pieces.all[first:last] if _is_entry(piece)]
        beside = _beside(entries, new.date)
        if beside:
            other, after = beside
            at = before + ends.get(other.number - before - 1, other.number - before) if after else other.number - 1
            if shaped := _shaped(lines.line(other.number - 1), other, new, unit):
                found.append(_Place(at, shaped))
            if other.kind == ITEM:
                found.append(_Place(at, plain))
        found.append(_at_section_end(pieces, body, before, section, entries, ends, plain))
    end = len(lines) if lines.line(len(lines) - 1) else len(lines) - 1
    while end > before and not lines.line(end - 1).strip():
        end -= 1
    gap = [""] if end > before else []
    found.append(_Place(min(end, len(lines)), [*gap, f"## {heading}", "", *plain]))
    return found


def _is_entry(piece: Piece) -> bool:
    return bool(piece.line.date) and piece.kind != HEADING


def _section(pieces: Pieces) -> tuple[int, int] | None:
    """The pieces from the heading that holds the newest contact entries, or else is named like a log, to its end."""
    heads = [0, *(index for index, piece in enumerate(pieces.all) if piece.kind == HEADING and not piece.line.date), len(pieces.all)]
    spans = [(start, end) for start, end in zip(heads, heads[1:], strict=False) if end > start]
    dated = [
        (max(piece.line.date for piece in pieces.all[start:end] if piece.line.date), (start, end))
        for start, end in spans
        if any(piece.line.date and not piece.line.undone for piece in pieces.all[start:end]) and not _is_life(pieces.all[start])
    ]
    if dated:
        return max(dated, key=lambda found: found[0])[1]
    return next(
        ((start, end) for start, end in spans if pieces.all[start].kind == HEADING and pieces.all[start].line.text.casefold().rstrip(":") in _LOGS),
        None,
    )


def _is_life(piece: Piece) -> bool:
    from vaultnet.note.person import LIFE  # noqa: PLC0415

    return piece.kind == HEADING and piece.line.text.casefold().rstrip(":") in LIFE


def _beside(entries: Sequence[Piece], day: date) -> tuple[Piece, bool] | None:
    """The entry beside which a new one stands, and whether it comes after it; None where the order is mixed."""
    level = min((piece.level for piece in entries), default=0)
    entries = [piece for piece in entries if piece.level == level]
    days = [piece.line.date for piece in entries if piece.line.date]
    if not days or any(piece.kind != entries[0].kind for piece in entries):
        return None
    rising = days == sorted(days)
    falling = days == sorted(days, reverse=True)
    if falling and (not rising or False) and len(set(days)) > 1:
        later = [piece for piece in entries if piece.line.date and piece.line.date > day]
        return (later[-1], True) if later else (entries[0], False)
    if rising:
        earlier = [piece for piece in entries if piece.line.date and piece.line.date <= day]
        return (earlier[-1], True) if earlier else (entries[0], False)
    return None
