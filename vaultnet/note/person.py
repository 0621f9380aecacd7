"""What the body of a person note says: its dated and marked blocks are about that person (format.md, Contacts)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultnet.days.dates import may_lead
from vaultnet.model.facts import Entry, Task
from vaultnet.note.line import Line
from vaultnet.note.lines import HEADING, ITEM, TEXT, Block
from vaultnet.note.marks import REQUESTS, is_mark
from vaultnet.note.nodes import Field, Scalar
from vaultnet.note.pieces import Pieces
from vaultnet.note.properties import is_property
from vaultnet.problem import Problem

LIFE = frozenset({"life events", "important dates", "levensloop", "belangrijke data"})
MAY_BE_LIFE = re.compile("|".join(sorted(LIFE)), re.IGNORECASE)
_FIELD = re.compile(
    r"(?:\*\*|__)?([^\W\d_][\w \-]{0,40}?(?:\[[\w ]{1,20}\])?(?:\.[\w]{1,20})?)(?:\*\*|__)?"
    r"[ \t]{0,3}::(?:\*\*|__)?(?:[ \t]{1,9}(.{0,2000}))?$"
)
_MAY_BE_DATE = frozenset("0123456789*[")  # begins with one of these
_BRACKETED = re.compile(
    r"[\[(]([^\W\d_][\w \-]{0,40})::[ \t]{0,9}((?:[^\[\]()\n]|\[\[[^\[\]\n]{1,300}\]\]){0,500})[\])]"
)


class PersonBody(NamedTuple):
    """What stands below the frontmatter of a person note."""

    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...]
    fields: tuple[Field, ...]  # inline fields: the same as properties
    problems: tuple[Problem, ...]
    undated: tuple[Problem, ...]  # lines that lack their date; no matter where nobody is to be got in touch with


def person_body(path: str, pieces: Pieces) -> PersonBody:
    """Read the pieces of a person note; never raises."""
    entries: list[Entry] = []
    tasks: list[Task] = []
    fields: list[Field] = []
    problems: list[Problem] = []
    suspects: list[int] = []  # what may have been meant to have a date, and has none
    lived: list[Entry] = []  # dated lines under *Life events*: no contacts
    life = 0  # level of the heading under which life events stand, 0 elsewhere
    for index, part in enumerate(pieces.parts):
        if not life and part.text[:1] in _MAY_BE_DATE and (contact := pieces.plain_entry(index, None)):
            entries.append(contact)
            continue
        if _says_nothing(part) and not (_may_mark(part.text) and _owner(pieces, index) is not None):
            continue
        line = pieces.line(index)
        life = _life_below(part, line, life)
        if not (line.date or life) and _may_lack_date(part, line):
            suspects.append(index)
        if fault := _fault(line, life):
            problems.append(Problem(path, pieces.number(index), fault))
        elif (
            "::" in part.text and not line.date and not line.box and (own := list(_fields(part, pieces.number(index))))
        ):
            fields += own
        elif pieces.promise(index):
            tasks.append(pieces.task(index))
        elif life and line.date:
            lived.append(pieces.entry(index, line.date)._replace(contact=False, told=()))
        elif line.date or (line.marks and (part.kind == ITEM or _owner(pieces, index) is not None)):
            entries.append(_entry(pieces, index))
    every = (*entries, *occasions_of(lived, pieces))
    return PersonBody(every, tuple(tasks), tuple(fields), tuple(problems), _undated(path, pieces, suspects))


def _says_nothing(part: Block) -> bool:
    """Whether it is a paragraph without a date, a box, or a field."""
    text = part.text
    return part.kind == TEXT and text[:1].isalpha() and "::" not in text and "✅" not in text and not may_lead(text)


def _may_mark(text: str) -> bool:
    return ":" in text or "#" in text


def _life_below(part: Block, line: Line, life: int) -> int:
    """The level of the heading under which life events stand from this part on, 0 if they do not."""
    if part.kind != HEADING or (life and part.level > life):
        return life
    return part.level if is_life(line.text) else 0


def _may_lack_date(part: Block, line: Line) -> bool:
    """Whether a line without a date begins as if it had one, or is a request."""
    return part.kind in (ITEM, HEADING) and (may_lead(part.text) or not REQUESTS.isdisjoint(line.marks))


def _undated(path: str, pieces: Pieces, suspects: Sequence[int]) -> tuple[Problem, ...]:
    """The problems with those of the `suspects` that were meant to have a date."""
    if not suspects:
        return ()
    from vaultnet.note.undated import undated  # noqa: PLC0415 - its patterns take a while to compile

    return tuple(undated(path, pieces, suspects))


def no_such_date(line: Line) -> str:
    """The problem with a date that is on no calendar."""
    return f"there is no such date as “{line.impossible}”; expected a day such as 2026-10-31"


def _fault(line: Line, life: int) -> str:
    if line.impossible:
        return no_such_date(line)
    if line.date and line.date.year < (1800 if life else 1900):
        return f"the year {line.date.year} is too long ago for a contact"
    return ""


def _entry(pieces: Pieces, index: int) -> Entry:
    """Without a date of its own an item takes that of what it stands under, and is part of its text."""
    line = pieces.line(index)
    if line.date:
        return pieces.entry(index, line.date)
    owner = _owner(pieces, index)
    if owner is None:
        return pieces.entry(index, None)
    return pieces.entry(index, pieces.line(owner).date, within=0 if line.given else pieces.number(owner))


def _owner(pieces: Pieces, index: int) -> int | None:
    """The nearest piece with a date that a piece stands under."""
    return next((above for above in pieces.all_above(index) if pieces.line(above).date), None)


def is_life(heading: str) -> bool:
    """Whether the dated lines under a heading are *Life events*: no contacts."""
    return heading.casefold().rstrip(":") in LIFE


def occasions_of(lived: Sequence[Entry], pieces: Pieces) -> Sequence[Entry]:
    """The occasions among what stands under *Life events*."""
    if not lived:
        return ()
    from vaultnet.hearing.life import life_events  # noqa: PLC0415 - its patterns take 10 ms to compile

    return tuple(life_events(lived, pieces.reading.words))


def _fields(part: Block, number: int) -> Iterator[Field]:
    """The properties that a block is, or that stand in brackets in a paragraph; `number` is that of its first line."""
    for line, text in enumerate(part.text.split("\n"), start=number):
        own = _FIELD.match(text)
        if own and (part.kind != ITEM or is_property(own[1]) or not is_mark(own[1])):
            yield Field(own[1].strip(), line, Scalar((own[2] or "").strip(), line))
        elif part.kind != ITEM:
            for key, value in _BRACKETED.findall(text):
                yield Field(key.strip(), line, Scalar(value.strip(), line))
