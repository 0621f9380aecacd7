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
from vaultnet.note.person import MAY_BE_LIFE, is_life, occasions_of
from vaultnet.note.pieces import Pieces
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
_MAY_SAY_WHO = "*_apdAPD"  # begins with one of these
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
    above = pieces.above
    concerns = [False] * len(above)  # whether a piece may link to somebody, or stands under one that may
    for index, (_, _, _, _, text) in enumerate(pieces.parts):
        under = concerns[above[index]]
        linked = "[[" in text or "](" in text
        concerns[index] = linked or under
        if under:
            found += _under(pieces, index, day)
        elif linked and found and pieces.goes_on(index) and found[-1].line == pieces.number(index - 1):
            found += _going_on(pieces, index, found[-1])
        elif linked and (entry := pieces.plain_entry(index, day)):
            if entry.links:
                found.append(_counted(entry, pieces))
        elif linked and (line := pieces.line(index)).links and not pieces.promise(index):
            found.append(_counted(pieces.entry(index, line.date or day), pieces))
    if not (found and (life := _under_life(pieces))):
        return tuple(found)
    lived = [entry._replace(contact=False, told=()) for entry in found if entry.line in life]
    return (*(entry for entry in found if entry.line not in life), *occasions_of(lived, pieces))


def _going_on(pieces: Pieces, index: int, before: Entry) -> Iterator[Entry]:
    """The entry of a line of a paragraph, about those of the line `before` it where it links to nobody."""
    if pieces.line(index).links:
        yield _counted(pieces.entry(index, before.date)._replace(within=before.line), pieces)


def _under_life(pieces: Pieces) -> frozenset[int]:
    """The lines of what stands under *Life events* and its kin."""
    life = {
        at
        for at, (kind, _, _, _, text) in enumerate(pieces.parts)
        if kind == HEADING and MAY_BE_LIFE.search(text) and is_life(pieces.line(at).text)
    }
    under = [at for at in range(len(pieces.parts)) if not life.isdisjoint(pieces.all_above(at))] if life else ()
    return frozenset(map(pieces.number, under))


def _under(pieces: Pieces, index: int, day: date) -> Iterator[Entry]:
    """The entries of a piece that may stand under a linked one."""
    line = pieces.line(index)
    if pieces.promise(index) or not (line.links or line.marks):
        return
    above = next((above for above in pieces.all_above(index) if pieces.line(above).links), None)
    day = line.date or day
    if above is None or line.date or line.given:
        if line.links:
            yield _counted(pieces.entry(index, day), pieces)
        elif line.given and above is not None:
            yield _counted(pieces.entry(index, day, links=pieces.line(above).links), pieces)
        return
    owner = pieces.line(above)
    day = owner.date or day
    known = [link for link in line.links if link in owner.links]
    new = [link for link in line.links if link not in owner.links]
    if line.marks:
        about = (*owner.links, *new) if "introduced" in line.marks else known or owner.links
        yield _counted(pieces.entry(index, day, within=pieces.number(above), links=about), pieces)
    elif known:
        yield _counted(pieces.entry(index, day, within=pieces.number(above), links=known), pieces)
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
    for index, part in enumerate(pieces.parts):
        line = pieces.line(index)
        about = line.links or (alone if len(alone) == 1 else ())
        if line.marks and about and part.kind == ITEM and not pieces.promise(index):
            entry = pieces.entry(index, line.date or day, links=about)
            found.append(entry._replace(contact=False, told=()))
    return tuple(found)


def linked_tasks(pieces: Pieces) -> tuple[Task, ...]:
    """The open tasks that link to somebody."""
    return tuple(
        pieces.task(index) for index in pieces.undone_boxes if pieces.promise(index) and pieces.line(index).links
    )


def named_attendees(fields: Sequence[Field]) -> Iterator[Attendee]:
    """Those whom the properties of a dated note name as present."""
    for text, number in values(fields, *ATTENDEES):
        yield from _attendees(text, number)


def listed_attendees(pieces: Pieces) -> Iterator[Attendee]:
    """Those in inline fields, and in the list right under a line or heading that says *Attendees*."""
    listing = False
    level = 0
    for index, (kind, _, _, depth, text) in enumerate(pieces.parts):
        says_who = _SAYS_WHO.match(text) if text[:1] in _MAY_SAY_WHO else None
        if "::" in text and (field := _FIELD.search(text)) and not says_who_only(text):
            yield from _attendees(field[2], pieces.number(index))
        elif says_who and (kind == HEADING or says_who[1] or says_who.end() == len(text)):
            present = _attendees(text.partition("\n")[0][says_who.end() :], pieces.number(index))
            yield from (one for one in present if one.linked or says_who[1])
            listing, level = True, depth + 1 if kind == ITEM else 0
            continue
        elif listing and kind == ITEM and depth >= level:
            if depth == level and not pieces.line(index).undone:
                yield from _listed(text, pieces.line(index).text, pieces.number(index))
            continue
        listing = False


def says_who_only(text: str) -> bool:
    """Whether the line is a bare `Attendees::`, so that a list follows."""
    says_who = _SAYS_WHO.match(text)
    return bool(says_who and says_who.end() >= len(text.rstrip()))


def _listed(raw: str, text: str, number: int) -> Iterator[Attendee]:
    """Those with whom an item of such a list begins (`[[Anna]] and [[Bram]]`); who comes later is a topic."""
    found = link_list(raw)
    for at, link in enumerate(found):
        if at and not _AND.fullmatch(raw, found[at - 1].end, link.start):
            return
        yield Attendee(link.target, number, linked=True)
    if not found:
        yield from _attendees(text, number)


def _attendees(text: str, number: int) -> Iterator[Attendee]:
    """Those whom a text links, and those whom it names between commas."""
    at = 0
    for link in link_list(text):
        yield from _named(text[at : link.start], number)
        yield Attendee(link.target, number, linked=True)
        at = link.end
    yield from _named(text[at:], number)


def _named(text: str, number: int) -> Iterator[Attendee]:
    for name in text.split(","):
        if name.strip():
            yield Attendee(name.strip(), number, linked=False)
