"""What the body of a daily or meeting note says about the people it links to (format.md, Contacts).

In a daily note a linked block is a moment of contact; in a meeting note those present are in touch, and other links
are topics.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaultnet.model.facts import Attendee, Entry, Task
from vaultnet.note.line import link_list
from vaultnet.note.lines import HEADING, ITEM
from vaultnet.note.nodes import Field
from vaultnet.note.pieces import Piece, Pieces
from vaultnet.note.properties import values

ATTENDEES = (
    "people",
    "attendees",
    "participants",
    "with",
    "who",
    "person",
    "contacts",
    "deelnemers",
    "aanwezig",
    "met",
)
_SAYS_WHO = re.compile(
    r"(?:\*\*|__)?(?:attendees|people|participants|deelnemers|aanwezig)(?:\*\*|__)?"
    r"[ \t]{0,3}(:{0,2})(?:\*\*|__)?(?:$|[ \t])",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:\*\*|__|[\[(;][ \t]{0,3})?("
    + "|".join(ATTENDEES)
    + r")(?:\*\*|__)?[ \t]{0,3}::(?:\*\*|__)?[ \t]{0,9}(.{0,2000})",
    re.IGNORECASE,
)
_AND = re.compile(r"[ \t,;&+/]{0,9}(?:(?:and|en)[ \t]{1,9})?", re.IGNORECASE)


def daily_entries(pieces: Pieces, day: date) -> tuple[Entry, ...]:
    """Each linked block of a daily note, and each marked one under a linked one."""
    found: list[Entry] = []
    concerns: list[bool] = []  # whether a piece may link to somebody, or stands under one that may
    for index, piece in enumerate(pieces.all):
        above = pieces.above[index]
        concerns.append(piece.linked or (bool(above) and concerns[above[0]]))
        if concerns[-1]:
            found += _daily(pieces, index, day)
    return tuple(found)


def _daily(pieces: Pieces, index: int, day: date) -> Iterator[Entry]:
    piece = pieces.all[index]
    above = [other for other in pieces.above[index] if pieces.all[other].linked and pieces.all[other].line.links]
    if not (piece.linked or above):
        return
    line = piece.line
    if piece.promise or not (line.links or line.marks):
        return
    day = line.date or day
    owner = pieces.all[above[0]] if above and not line.date and not line.given else None
    if owner is None:
        if line.links:
            yield _counted(pieces.entry(index, day), pieces)
        elif line.given and above:
            yield _counted(pieces.entry(index, day, links=pieces.all[above[0]].line.links), pieces)
        return
    day = owner.line.date or day
    known = [link for link in line.links if link in owner.line.links]
    new = [link for link in line.links if link not in owner.line.links]
    if line.marks:
        about = (*owner.line.links, *(new if "introduced" in line.marks else ()))
        yield _counted(pieces.entry(index, day, within=owner.number, links=about), pieces)
    elif known:
        yield _counted(pieces.entry(index, day, within=owner.number, links=known), pieces)
    if new:
        yield _counted(pieces.entry(index, day, links=new)._replace(marks=()), pieces)


def _counted(entry: Entry, pieces: Pieces) -> Entry:
    """The entry as the configuration counts links in daily notes: all, those with a tag, or none."""
    reading = pieces.reading
    if reading.daily_count == "links" or not entry.contact:
        return entry
    tagged = any(tag == want or tag.startswith(want + "/") for tag in entry.tags for want in reading.daily_tags)
    return entry if tagged and reading.daily_count == "tagged" else entry._replace(contact=False)


def meeting_entries(pieces: Pieces, day: date, present: Sequence[Attendee]) -> tuple[Entry, ...]:
    """The marked items of a meeting note: about those they link to, else about the only one present; no contacts."""
    alone = tuple(dict.fromkeys(attendee.target for attendee in present if attendee.linked))
    found = []
    for index, piece in enumerate(pieces.all):
        about = piece.line.links or (alone if len(alone) == 1 else ())
        if piece.line.marks and about and piece.kind == ITEM and not piece.promise:
            entry = pieces.entry(index, piece.line.date or day, links=about)
            found.append(entry._replace(contact=False, told=()))
    return tuple(found)


def linked_tasks(pieces: Pieces) -> tuple[Task, ...]:
    """The open tasks that link to somebody."""
    return tuple(
        pieces.task(index)
        for index, piece in enumerate(pieces.all)
        if piece.linked and piece.promise and piece.line.links
    )


def named_attendees(fields: Sequence[Field]) -> Iterator[Attendee]:
    """Those whom the properties of a dated note name as present."""
    for text, number in values(fields, *ATTENDEES):
        yield from _attendees(text, number)


def listed_attendees(pieces: Pieces) -> Iterator[Attendee]:
    """Those in inline fields, and in the list right under a line or heading that says *Attendees*."""
    listing = False
    level = 0
    for piece in pieces.all:
        says_who = _SAYS_WHO.match(piece.raw)
        if "::" in piece.raw and (field := _FIELD.search(piece.raw)) and not says_who_only(piece):
            yield from _attendees(field[2], piece.number)
        elif says_who and (piece.kind == HEADING or says_who[1] or says_who.end() == len(piece.raw)):
            for link in link_list(piece.raw):
                yield Attendee(link.target, piece.number, linked=True)
            listing, level = True, piece.level + 1 if piece.kind == ITEM else 0
            continue
        elif listing and piece.kind == ITEM and piece.level >= level:
            if piece.level == level and not piece.line.undone:
                yield from _listed(piece)
            continue
        listing = False


def says_who_only(piece: Piece) -> bool:
    """Whether the line is a bare `Attendees::`, so that a list follows."""
    says_who = _SAYS_WHO.match(piece.raw)
    return bool(says_who and says_who.end() >= len(piece.raw.rstrip()))


def _listed(piece: Piece) -> Iterator[Attendee]:
    """Those with whom an item of such a list begins (`[[Anna]] and [[Bram]]`); who comes later is a topic."""
    found = link_list(piece.raw)
    for number, link in enumerate(found):
        if number and not _AND.fullmatch(piece.raw, found[number - 1].end, link.start):
            return
        yield Attendee(link.target, piece.number, linked=True)
    if not found:
        yield from _attendees(piece.line.text, piece.number)


def _attendees(text: str, number: int) -> Iterator[Attendee]:
    found = link_list(text)
    for link in found:
        yield Attendee(link.target, number, linked=True)
    if not found:
        for name in text.split(","):
            if name.strip():
                yield Attendee(name.strip(), number, linked=False)
