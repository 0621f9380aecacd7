"""One note → its facts. Whatever stands in a note, this answers with values: facts, and problems with their place."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from vaultnet.hearing.told import told
from vaultnet.model.config import Reading
from vaultnet.model.facts import DAILY, PERSON, Card, Entry, Facts, Task
from vaultnet.note.blocks import blocks, without_comments
from vaultnet.note.dated import daily_entries, linked_tasks, listed_attendees, meeting_entries, named_attendees
from vaultnet.note.frontmatter import Frontmatter
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.note.kind import note_kind
from vaultnet.note.line import DONE_TAGS, LONGEST, Line, read_line
from vaultnet.note.links import targets, without_code
from vaultnet.note.marks import is_contact, is_mark, tags_in
from vaultnet.note.nodes import Field, Fields, Items, Scalar
from vaultnet.note.person import no_such_date, person_body
from vaultnet.note.pieces import Pieces
from vaultnet.note.properties import read_card, tag_list, values
from vaultnet.note.property_names import fold
from vaultnet.note.stated import scalars
from vaultnet.problem import Problem
from vaultnet.text.our_block import BEGIN, without_our_block

_OPEN_BOX = re.compile(r"\[[ /]\][^\n]{0,2000}?(?:\[\[|\]\()")
_MARKER = re.compile(r"[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}")
_SAYS_WHO = re.compile(
    r"::|^[#*_ \t\-]{0,12}(?:attendees|people|participants|deelnemers|aanwezig)", re.IGNORECASE | re.MULTILINE
)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_MAY_TAG = r"#(?<![^\s(`%>]#)"  # where a hashtag can begin; code and comments before it may be blanked
_TAG = re.compile(rf"{_MAY_TAG}[^\s#]")
_CANCELLED = ("cancelled", "canceled", "geannuleerd")


def read_note(path: str, text: str, reading: Reading) -> Facts:
    """The facts of one note: `text` is decoded, `path` relative to the vault. Implements format.md; never raises."""
    if path.casefold() in reading.generated:
        return Facts(path)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = read_frontmatter(path, text) if text.startswith("---") else _NO_FRONTMATTER
    if front.templated:
        problem = Problem(path, 1, "its frontmatter holds {{ }} or <% %>, so it is treated as a template and left out")
        return Facts(path, problems=(problem,), left_out=True)
    if front.fields and _is_no_text(front.fields):
        return Facts(path, problems=front.problems)
    body = _Body("".join(text.split("\n", front.body)[front.body :]), front.body, reading)
    tags = tag_list(front.fields)
    kind, day = note_kind(path, front.fields, tags, body.telling_tags, reading)
    if kind == PERSON:
        return _person(path, front, body, tags)
    if day and (kind == DAILY or not _is_cancelled(front.fields)):
        return _dated(path, kind, day, front, body)
    return Facts(path, kind, day, tasks=body.promises(), problems=front.problems)


_NO_FRONTMATTER = Frontmatter((), 0, (), templated=False)


class _Body:
    """What stands below the frontmatter, looked at no more closely than a kind of note needs."""

    def __init__(self, text: str, before: int, reading: Reading) -> None:
        """`before`: how many lines of the file stand before it."""
        self.text, self.before, self.reading = text, before, reading
        self._shown: list[str] = []
        self._plain = ""

    def _lines(self) -> list[str]:
        """Its lines, without comments and without a block of our own."""
        if not self._shown:
            lines = self.text.split("\n")
            if BEGIN in self.text:
                lines = without_our_block(lines)
            self._shown = without_comments(lines) if "%%" in self.text or "<!--" in self.text else lines
        return self._shown

    def pieces(self, *, daily: bool = False) -> Pieces:
        """Its blocks, ready to be taken apart."""
        return Pieces(blocks(self._lines()), self.before, self.reading, daily=daily)

    def plain(self) -> str:
        """Its text outside fenced code."""
        if "%%" not in self.text and "```" not in self.text and "~~~" not in self.text and "<!--" not in self.text:
            return self.text
        self._plain = self._plain or _without_fences(self._lines())
        return self._plain

    def tags(self) -> list[str]:
        """Its hashtags."""
        return tags_in(without_code(self.plain())) if _TAG.search(self.text) else []

    def own_tags(self) -> list[str]:
        """Its hashtags but for those that mark a line."""
        return [tag for tag in self.tags() if not (is_mark(tag) or tag in DONE_TAGS)]

    def telling_tags(self) -> list[str]:
        """Its hashtags, if one of them could make the note a person's."""
        return self.tags() if _tag_of(self.reading.people.tags).search(self.text) else []

    def promises(self) -> tuple[Task, ...]:
        """Its open tasks that link to somebody."""
        return linked_tasks(self.pieces()) if self._may_promise() else ()

    def _may_promise(self) -> bool:
        return ("[ ]" in self.text or "[/]" in self.text) and any(
            _MARKER.fullmatch(self.text, self.text.rfind("\n", 0, box.start()) + 1, box.start())
            for box in _OPEN_BOX.finditer(self.text)
        )

    def may_tell(self) -> bool:
        """Whether a dated note may tell of somebody."""
        return "[[" in self.text or "](" in self.text or bool(_SAYS_WHO.search(self.text))


@lru_cache(maxsize=16)
def _tag_of(tags: tuple[str, ...]) -> re.Pattern[str]:
    """A hashtag that begins like one of `tags`."""
    return re.compile(rf"{_MAY_TAG}(?:{'|'.join(map(re.escape, tags)) or '(?!)'})", re.IGNORECASE)


def _is_no_text(fields: Sequence[Field]) -> bool:
    """Whether the note is a drawing, or one of ours."""
    names = [fold(field.key) for field in fields]
    return "excalidrawplugin" in names or (
        "generatedby" in names and any(text.strip() == "vaultnet" for text, _ in values(fields, "generatedby"))
    )


def _is_cancelled(fields: Sequence[Field]) -> bool:
    return any(text.strip().casefold() in _CANCELLED for text, _ in values(fields, "status"))


def _person(path: str, front: Frontmatter, body: _Body, tags: Sequence[str]) -> Facts:
    said = person_body(path, body.pieces())
    tags = list(dict.fromkeys([*tags, *_not_given(body.own_tags(), said.entries)]))
    card, problems = read_card(path, front.fields, said.fields, tags, body.reading.date_order)
    lists = [field for field in front.fields if fold(field.key) in ("interactions", "events")]
    listed = [(number, line) for field in lists for number, line in _listed(field, body.reading)]
    faults = [Problem(path, number, no_such_date(line)) for number, line in listed if line.impossible]
    return Facts(
        path,
        PERSON,
        card=card,
        entries=(*said.entries, *(_interaction(number, line, body.reading) for number, line in listed if line.date)),
        tasks=said.tasks,
        links=_all_links(front.fields, body.plain()),
        problems=(*front.problems, *problems, *said.problems, *faults, *(said.undated if _is_kept_up(card) else ())),
    )


def _is_kept_up(card: Card) -> bool:
    """Whether the user might get in touch with them: they live, and are not the user."""
    return not (card.is_self or card.deceased)


def _not_given(tags: list[str], entries: Sequence[Entry]) -> list[str]:
    """The hashtags of a person note but for those in the words of what was given, which say nothing of anybody."""
    for entry in entries:
        if tags and "#" in entry.text and entry.given:
            for tag in tags_in(without_code(entry.text)):
                if tag in tags:
                    tags.remove(tag)
    return tags


def _dated(path: str, kind: str, day: date, front: Frontmatter, body: _Body) -> Facts:
    present = list(named_attendees(front.fields))
    if not body.may_tell():
        return Facts(path, kind, day, attendees=tuple(present), problems=front.problems)
    pieces = body.pieces(daily=kind == DAILY)
    present += listed_attendees(pieces)
    entries = daily_entries(pieces, day) if kind == DAILY else meeting_entries(pieces, day, present)
    attendees = tuple(dict.fromkeys(present))
    return Facts(path, kind, day, None, entries, linked_tasks(pieces), attendees, problems=front.problems)


def _listed(field: Field, reading: Reading) -> Iterator[tuple[int, Line]]:
    """What the maps with `date` and `text` of an `interactions:` property say, each with the line of its `date`."""
    for item in field.value.items if isinstance(field.value, Items) else ():
        said = {fold(part.key): part.value for part in item.fields} if isinstance(item, Fields) else {}
        day, text = said.get("date"), said.get("text")
        if isinstance(day, Scalar):
            words = text.text if isinstance(text, Scalar) else ""
            yield day.line, read_line(f"{day.text}: {words}", reading.date_order, reading.words)


def _interaction(number: int, line: Line, reading: Reading) -> Entry:
    day = line.date
    contact = day is not None and is_contact(line.marks, said_no=line.said_no, dated=True)
    tells = contact and not line.given
    return Entry(
        number,
        day,
        line.text,
        contact,
        0,
        line.marks,
        line.open,
        line.outcome,
        line.remark,
        line.links,
        line.tags,
        told(line.text, day, reading.date_order, dict(reading.words)) if day and tells else (),
    )


def _all_links(fields: Sequence[Field], body: str) -> tuple[str, ...]:
    """Every note that a person note links to, in its properties and outside fenced code."""
    text = "\n".join([*(said.text for field in fields for said in scalars(field.value)), body])
    return tuple(dict.fromkeys(targets(text)))


def _without_fences(lines: Sequence[str]) -> str:
    kept, fence = [], ""
    for line in lines:
        opening = _FENCED.match(line) if "```" in line or "~~~" in line else None
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
        elif not fence:
            kept.append(line[:LONGEST])
    return "\n".join(kept)
