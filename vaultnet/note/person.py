"""What the body of a person note says: its dated and marked blocks are about that person (format.md, Contacts)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultnet.model.facts import Entry, Task
from vaultnet.note.dates import may_lead
from vaultnet.note.line import Line
from vaultnet.note.lines import HEADING, ITEM, TEXT, Block
from vaultnet.note.marks import is_mark
from vaultnet.note.nodes import Field, Scalar
from vaultnet.note.pieces import Piece, Pieces
from vaultnet.note.properties import is_property
from vaultnet.problem import Problem

LIFE = frozenset({"life events", "important dates", "levensloop", "belangrijke data"})
_FIELD = re.compile(
    r"(?:\*\*|__)?([^\W\d_][\w \-]{0,40}?(?:\[[\w ]{1,20}\])?(?:\.[\w]{1,20})?)(?:\*\*|__)?"
    r"[ \t]{0,3}::(?:\*\*|__)?(?:[ \t]{1,9}(.{0,2000}))?$"
)
_BRACKETED = re.compile(
    r"[\[(]([^\W\d_][\w \-]{0,40})::[ \t]{0,9}((?:[^\[\]()\n]|\[\[[^\[\]\n]{1,300}\]\]){0,500})[\])]"
)


class PersonBody(NamedTuple):
    """What stands below the frontmatter of a person note."""

    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...]
    fields: tuple[Field, ...]  # inline fields: the same as properties
    problems: tuple[Problem, ...]


def person_body(path: str, pieces: Pieces) -> PersonBody:
    """Read the pieces of a person note; never raises."""
    entries: list[Entry] = []
    tasks: list[Task] = []
    fields: list[Field] = []
    problems: list[Problem] = []
    lived: list[Entry] = []  # dated lines under *Life events*: no contacts
    life = 0  # level of the heading under which life events stand, 0 elsewhere
    for index in range(len(pieces.parts)):
        if not life and (contact := pieces.plain_contact(index)):
            entries.append(contact)
            continue
        if _says_nothing(pieces.parts[index]):
            continue
        piece = pieces[index]
        line = piece.line
        if piece.kind == HEADING and (not life or piece.level <= life):
            life = piece.level if line.text.casefold().rstrip(":") in LIFE else 0
        if fault := _fault(piece, life):
            problems.append(Problem(path, piece.number, fault))
        elif not line.date and not line.box and (own := list(_fields(piece))):
            fields += own
        elif piece.promise:
            tasks.append(pieces.task(index))
        elif life and line.date:
            lived.append(pieces.entry(index, line.date)._replace(contact=False, told=()))
        elif line.date or (line.marks and piece.kind == ITEM):
            entries.append(_entry(pieces, index))
    return PersonBody((*entries, *_life_events(lived, pieces)), tuple(tasks), tuple(fields), tuple(problems))


def _says_nothing(part: Block) -> bool:
    """Whether it is a paragraph without a date, a box, or a field."""
    text = part.text
    return part.kind == TEXT and text[:1].isalpha() and "::" not in text and "✅" not in text and not may_lead(text)


def no_such_date(line: Line) -> str:
    """The problem with a date that is on no calendar."""
    return f"there is no such date as {line.impossible!r}; a day like 2026-10-31 was expected"


def _fault(piece: Piece, life: int) -> str:
    line = piece.line
    if line.impossible:
        return no_such_date(line)
    if line.date and line.date.year < (1800 if life else 1900):
        return f"the year {line.date.year} is too long ago for a contact"
    return ""


def _entry(pieces: Pieces, index: int) -> Entry:
    """Without a date of its own an item takes that of what it stands under, and is part of its text."""
    line = pieces[index].line
    if line.date:
        return pieces.entry(index, line.date)
    owner = next((pieces[above] for above in pieces.above[index] if pieces[above].line.date), None)
    if owner is None:
        return pieces.entry(index, None)
    return pieces.entry(index, owner.line.date, within=0 if line.given else owner.number)


def _life_events(lived: Sequence[Entry], pieces: Pieces) -> Sequence[Entry]:
    if not lived:
        return ()
    from vaultnet.note.life import life_events  # noqa: PLC0415 - its patterns take 10 ms to compile

    return tuple(life_events(lived, pieces.reading.words))


def _fields(piece: Piece) -> Iterator[Field]:
    """The properties that a line is, or that stand in brackets in a paragraph."""
    if "::" not in piece.raw:
        return
    for offset, text in enumerate(piece.raw.split("\n")):
        own, number = _FIELD.match(text), piece.number + offset
        if own and (piece.kind != ITEM or is_property(own[1]) or not is_mark(own[1])):
            yield Field(own[1].strip(), number, Scalar((own[2] or "").strip(), number))
        elif piece.kind != ITEM:
            for key, value in _BRACKETED.findall(text):
                yield Field(key.strip(), number, Scalar(value.strip(), number))
