"""Add one contact to a person note, at the place and in the form that its owner uses (format.md, Recording).

Place: under the heading that holds the newest contact entries, else one named like a log, else a new one at the end.
Form: that of the entry beside which it comes to stand; where there is none to follow, `- 2026-11-21 words`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.model.config import Reading
from vaultnet.model.facts import Entry
from vaultnet.note.blocks import blocks, item_ends, without_comments
from vaultnet.note.edit import Edit, Lines, Refusal, frontmatter_of, proven
from vaultnet.note.entry_form import in_form_of, nested
from vaultnet.note.line import read_line
from vaultnet.note.lines import HEADING, ITEM
from vaultnet.note.person import LIFE
from vaultnet.note.pieces import Piece, Pieces
from vaultnet.note.read import read_note
from vaultnet.text.line_ends import plain
from vaultnet.text.spelling import worded

_MARKER = re.compile(r"\A(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|$)")
_SUB_ITEM = re.compile(r"( {2,4})(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_LOGS = frozenset({"contact", "contacts", "interactions", "log", "contactmomenten", "gesprekken"})


class NewContact(NamedTuple):
    """A contact to record: the day, the words with their mark in front, and what is nested below.

    The lines below are without markers; one that stands deeper has a tab in front for each level more.
    """

    date: date
    text: str
    under: tuple[str, ...] = ()


class _Place(NamedTuple):
    line: int  # the new lines come before this one, counted from 0
    new: list[str]


class _Section(NamedTuple):
    pieces: Sequence[Piece]
    end: int  # the line behind its last one that is not blank, counted from 0


class _Note(NamedTuple):
    lines: Lines
    before: int  # lines before the body
    body: list[str]
    pieces: Pieces


def add_contact(path: str, text: str, reading: Reading, new: NewContact, heading: str) -> Edit | Refusal | None:
    """The edit that records `new`; None where the note says so already. `heading` names a log that has to be made."""
    known = read_note(path, text, reading)
    wanted = read_line(f"{new.date.isoformat()} {new.text}", reading.date_order, reading.words)
    raw = plain(text).split("\n")
    same = [entry for entry in known.entries if _says(entry, new.date, wanted.text, wanted.marks)]
    if same and (not new.under or any(_holds(raw, entry.line, new.under) for entry in same)):
        return None
    front = frontmatter_of(path, text)
    if isinstance(front, Refusal):
        return front
    body = without_comments(raw[front.body :])
    note = _Note(Lines(text), front.body, body, Pieces(blocks(body), front.body, reading))
    for place in _places(note, new, heading, reading.date_order):
        edit = note.lines.insert(place.line, place.new)
        came = proven(known, read_note(path, edit.of(text), reading), place.line + 1, len(place.new))
        if (
            came
            and _says(came[0], new.date, wanted.text, wanted.marks)
            and all(entry.date == new.date or entry.line > came[0].line for entry in came)
        ):
            return edit
    return Refusal("no place was found where a new line would change nothing else")


def without_marker(item: str) -> str:
    """The text of a list item that begins with its marker."""
    return _MARKER.sub("", item, count=1)


def _says(entry: Entry, day: date, text: str, marks: Sequence[str]) -> bool:
    """Whether an entry says this on that day, whatever the blanks, the case and the sub-items."""
    said = entry.text.partition("\n")[0]
    return entry.date == day and entry.marks == tuple(marks) and worded(said) == worded(text)


def _holds(lines: Sequence[str], number: int, under: Sequence[str]) -> bool:
    """Whether all of `under` stands nested below the item at line `number` (from 1)."""
    level = _indent(lines[number - 1]) if number <= len(lines) else 0
    below: set[str] = set()
    for line in lines[number:]:
        if line.strip() and _indent(line) <= level:
            break
        below.add(worded(without_marker(line.strip())))
    return below.issuperset(map(worded, under))


def _indent(line: str) -> int:
    text = line.expandtabs(4)
    return len(text) - len(text.lstrip())


def _places(note: _Note, new: NewContact, heading: str, order: str) -> Iterator[_Place]:
    """Where and how the contact could be written, the best first."""
    inside = _step(note) or "  "
    plain = [f"- {new.date.isoformat()} {new.text}".rstrip(), *nested(new.under, inside, "-", inside)]
    section = _section(note)
    if section:
        yield from _beside(note, section, new, plain, order)
        last = note.lines.line(section.end - 1) if section.end else ""
        in_list = any(piece.kind == ITEM for piece in section.pieces[-1:]) or last.startswith("#")
        yield _Place(section.end, plain if in_list or not last.strip() else ["", *plain])
    end = _before_blanks(note, len(note.lines))
    yield _Place(end, [*([""] if end > note.before else []), f"## {heading}", "", *plain])


def _step(note: _Note) -> str:
    """The indentation of the note's own sub-items, "" where it has none."""
    if any(line.startswith("\t") for line in note.body):
        return "\t"
    return next((found[1] for line in note.body if (found := _SUB_ITEM.match(line))), "")


def _beside(note: _Note, section: _Section, new: NewContact, plain: list[str], order: str) -> Iterator[_Place]:
    """Next to the entry that is nearest by date, where the entries of the section have one form and one order."""
    dated = [piece for piece in section.pieces if piece.line.date and not piece.line.undone]
    entries = [piece for piece in dated if not piece.line.box] or dated  # a ticked promise is no model for a talk
    level = min((piece.level for piece in entries), default=0)
    entries = [piece for piece in entries if piece.level == level]
    days = [piece.line.date for piece in entries if piece.line.date]
    if not entries or any(piece.kind != entries[0].kind for piece in entries):
        return
    falling = days == sorted(days, reverse=True) and len(set(days)) > 1
    if not falling and days != sorted(days):
        return
    ahead = [
        piece for piece, day in zip(entries, days, strict=True) if (day > new.date if falling else day <= new.date)
    ]
    other = ahead[-1] if ahead else entries[0]
    line = _end(note, other) if ahead else other.number - 1
    if entries[0].kind == HEADING:
        if falling and not ahead:
            yield _Place(line, [*plain, ""])
        return
    raw, step = note.lines.line(other.number - 1), _step(note)
    shaped = in_form_of(raw, other, new.date, new.text, new.under, order=order, step=step, after=bool(ahead))
    second = next((piece for piece in (other, *entries[1:]) if piece is not entries[0]), None)
    apart = second is not None and not note.lines.line(second.number - 2).strip()
    for lines in (shaped, plain if other.kind == ITEM else None):
        if lines:
            yield _Place(line, ([*lines, ""] if not ahead else ["", *lines]) if apart else lines)


def _end(note: _Note, piece: Piece) -> int:
    """The line behind a piece and what is nested in it, counted from 0."""
    first = piece.number - 1
    if piece.kind == ITEM:
        return note.before + item_ends(note.body).get(first - note.before, first - note.before + 1)
    return first + piece.raw.count("\n") + 1


def _section(note: _Note) -> _Section | None:
    """What stands under the heading that holds the newest contacts, else under one that is named like a log.

    Where only promises were kept, none has been told of: such a place is the last that is thought of.
    """
    found = note.pieces.all
    heads = [index for index, piece in enumerate(found) if piece.kind == HEADING and not piece.line.date]
    spans = [(start, end) for start, end in zip([0, *heads], [*heads, len(found)], strict=True) if end > start]
    logs = [span for span in spans if _named(found[span[0]], _LOGS)]
    talks = [span for span in spans if span in logs or not all(map(_was_promised, _dated(note, span)))]
    chosen = _newest(note, talks) or next(iter(logs), None) or _newest(note, spans)
    return _cut(note, *chosen) if chosen else None


def _newest(note: _Note, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The span that holds the newest contact."""
    days = {span: [piece.line.date for piece in _dated(note, span) if piece.line.date] for span in spans}
    return max((span for span in spans if days[span]), key=lambda span: max(days[span]), default=None)


def _dated(note: _Note, span: tuple[int, int]) -> list[Piece]:
    """The contacts in a span; none where it is about somebody's life."""
    found = note.pieces.all
    if any(_named(found[index], LIFE) for index in (span[0], *note.pieces.all_above(span[0]))):
        return []
    return [piece for piece in found[span[0] : span[1]] if piece.line.date and not piece.line.undone]


def _was_promised(piece: Piece) -> bool:
    """Whether it is a ticked promise: it stands where one plans, not where one tells of talks."""
    return bool(piece.line.box) and ("✅" in piece.raw or "[completion::" in piece.raw)


def _cut(note: _Note, start: int, end: int) -> _Section:
    found = note.pieces.all
    behind = found[end].number - 1 if end < len(found) else len(note.lines)
    return _Section(found[start:end], _before_blanks(note, behind))


def _before_blanks(note: _Note, line: int) -> int:
    while line > note.before and not note.lines.line(line - 1).strip():
        line -= 1
    return line


def _named(piece: Piece, names: frozenset[str]) -> bool:
    return piece.kind == HEADING and piece.line.text.casefold().rstrip(":") in names
