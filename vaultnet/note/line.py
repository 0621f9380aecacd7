"""One line (a list item, heading, row or paragraph) taken apart: box, date, marks, links, and the words that remain."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from vaultnet.days.dates import DateAt, leading_date, parse_date, trailing_date
from vaultnet.model.config import Words
from vaultnet.note.links import Link, links, without_code
from vaultnet.note.marks import REQUESTS, Marking, marking, outcome, tags_in

LONGEST = 20_000  # characters of a line that are looked at

_BOX = re.compile(r"\[([^\[\]])\](?:[ \t]{1,9}|$)")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?![\d:])[ \t]{0,9}(?:[-–—:|,·](?!\d)[ \t]{0,9})?")
_WRAPPING = re.compile(r"\*{1,3}|_{1,3}|==|\(")
_BLOCK_ID = re.compile(r"(?:^|[ \t])\^[A-Za-z0-9-]{1,100}$")
EMOJI_DATE = re.compile(r"[ \t]{0,3}[✅📅📆🗓⏳⌛🛫➕❌]\ufe0f?[ \t]{0,3}(\d{4}-\d{2}-\d{2})")
_DONE = re.compile(r"✅\ufe0f?[ \t]{0,3}(\d{4}-\d{2}-\d{2})|[\[(]completion::[ \t]{0,3}([^\[\]()]{1,40})[\])]")
DUE = re.compile(r"[📅📆🗓]\ufe0f?[ \t]{0,3}(\d{4}-\d{2}-\d{2})|[\[(]due::[ \t]{0,3}([^\[\]()]{1,40})[\])]")
_ON_A_CARD = r"@(?:\{|\[\[(?:[^\[\]\n|]{0,99}/)?)"  # before the date that the Kanban plugin writes on a card
SCHEDULED = re.compile(
    rf"(?:[⏳⌛]\ufe0f?[ \t]{{0,3}}|{_ON_A_CARD})(\d{{4}}-\d{{2}}-\d{{2}})"
    r"|[\[(]scheduled::[ \t]{0,3}([^\[\]()]{1,40})[\])]"
)
_OF_CARDS = re.compile(
    rf"[ \t]{{0,3}}{_ON_A_CARD}\d{{4}}-\d{{2}}-\d{{2}}(?:\}}|\]\])(?:[ \t]{{0,3}}@@\{{[\d:]{{1,8}}\}})?"
)
IN_PARENTHESES = re.compile(r"[ \t]{0,9}\(([^()]{6,40})\)[ \t]{0,9}$")
_DATE_FIELD = re.compile(r"[\[(]date::[ \t]{0,3}((?:\[\[)?[^\[\]()]{1,60}(?:\]\])?)[\])]", re.IGNORECASE)
_TASK_FIELD = re.compile(
    r"[ \t]{0,3}[\[(](?:date|due|completion|created|start|scheduled|cancelled|done|klaar)::"
    r"[^\[\]()\n]{0,60}(?:\[\[[^\[\]\n]{0,60}\]\])?[\])]",
    re.IGNORECASE,
)
_DONE_FIELD = re.compile(r"[\[(](?:done|klaar)::", re.IGNORECASE)
_DONE_TAG = re.compile(r"(?:^|(?<=\s))#(?:done|klaar)(?![\w/-])", re.IGNORECASE)
_BAR = re.compile(r"\|(?<!\\\|)")
_BLANKS = re.compile(r"[ \t\xa0]{2,200}")
SIGNS = "[#:^~✅📅📆🗓⏳⌛🛫➕❌"  # without any of these, and without two blanks, words are nothing but words
DONE_TAGS = frozenset(("done", "klaar"))
CLOSED = ("x", "X", "-")  # in the box of a task


def all_but(signs: str) -> str:
    """The pattern of some text without these; most is ASCII, which is found in a smaller set."""
    bounds = sorted(ord(sign) for sign in signs if sign.isascii())
    ranges = zip((0, *(code + 1 for code in bounds)), (*(code - 1 for code in bounds), 127), strict=True)
    plain = "".join(f"\\x{first:02x}-\\x{last:02x}" for first, last in ranges if first <= last)
    return rf"[{plain}]++|[^{re.escape(signs)}]"


WORDS = re.compile(rf"(?:{all_but(SIGNS)})*+\Z")


class Line(NamedTuple):
    """What one line says."""

    box: str  # the character in its checkbox, "" without one
    date: date | None  # its own: after the box, at the end of a heading, or in a field
    impossible: str  # what stands at its start like a date and is on no calendar
    marks: tuple[str, ...]
    said_no: bool  # an occasion named first, by a word and a colon or a field
    text: str
    links: tuple[str, ...]
    tags: tuple[str, ...]
    open: bool
    outcome: str
    remark: str

    @property
    def given(self) -> bool:
        """Whether it is something the user gave."""
        return "gave" in self.marks and "received" not in self.marks

    @property
    def undone(self) -> bool:
        """Whether it is an intention or was cancelled: no contact, nor is anything under it."""
        return self.box in (" ", "/", "-")


def read_line(raw: str, order: str, words: Words, *, heading: bool = False) -> Line:
    """Take a line apart; `raw` is without list marker. Implements format.md, Contacts and Marks."""
    text = raw[:LONGEST]
    box = ""
    if text.startswith("[") and (sign := _BOX.match(text)):
        box, text = sign[1], text[sign.end() :]
    struck = text.startswith("~~") and text.find("~~", 2) > 0
    if struck:
        text = text.replace("~~", "")
    if text[:1] in ("[", "(") and (field := _DATE_FIELD.match(text)) and leading_date(field[1], order):
        text = f"{field[1]} {text[field.end() :]}"
    day, impossible = None, ""
    at = leading_date(text, order)
    if at:
        day, impossible = at.date, "" if at.date else text[at.start : at.end].strip(" :-–—|,*_=")
        text = _behind(text, at)
    elif heading and (at := trailing_date(text, order)):
        day, impossible = at.date, "" if at.date else text[at.start : at.end].strip(" ()")
        text = text[: at.start].rstrip(" \t-–—:,(|") + text[at.end :]
    elif text[:1].isdigit() and (time := _TIME.match(text)):
        text = text[time.end() :]
    if "  " not in text and WORDS.match(text):
        return Line(box, day, impossible, (), False, text.strip(), (), (), not (box in CLOSED or struck), "", "")
    done = False
    if "::" in text or "✅" in text:
        day, done = _done(text, day, order)
    text, struck_behind = _unstruck(text)
    tags = tags_in(without_code(text)) if "#" in text else []
    found = _links(text)
    marked = marking(text, words) if ":" in text or "#" in text else Marking((), text, said_no=False)
    said, struck_within = _unstruck(marked.text)
    answer, remark = outcome(said) if not REQUESTS.isdisjoint(marked.marks) else ("", "")
    return Line(
        box,
        day,
        impossible,
        marked.marks,
        marked.said_no,
        plain(_DONE_TAG.sub("", said) if "#" in said else said) if marked.marks else _plain(said, found),
        tuple(dict.fromkeys([link.target for link in found if not link.embed and link.target])),
        tuple(tags),
        not (box in CLOSED or struck or struck_behind or struck_within or done or not DONE_TAGS.isdisjoint(tags)),
        answer,
        plain(remark) if remark else "",
    )


def _done(text: str, day: date | None, order: str) -> tuple[date | None, bool]:
    """The day of a line by its fields, and whether one of them says that it is done."""
    if finished := _DONE.search(text):
        return parse_date(finished[1] or finished[2], order) or day, True
    if day is None and (field := _DATE_FIELD.search(text)):
        day = parse_date(field[1], order)
    return day, "✅" in text or bool(_DONE_FIELD.search(text))


def _behind(text: str, at: DateAt) -> str:
    """What stands behind a date, without the end of what is wrapped around both (`**2026-10-01 coffee**`)."""
    said = text[at.end :]
    for sign in _WRAPPING.findall(text[: at.start]) if at.start else ():
        said = said.replace(")" if sign == "(" else sign, "", 1)
    return said


def _unstruck(text: str) -> tuple[str, bool]:
    """A text whose words are all struck through without the strike, and whether it was so."""
    end = text.find("~~", 2) if text.startswith("~~") else -1
    return (text.replace("~~", ""), True) if end > 0 and not plain(text[end + 2 :]) else (text, False)


def plain(text: str) -> str:
    """A text as a reader of the note sees it: links as shown, without block id and the signs of plugins."""
    return _plain(text, _links(text))


def may_link(text: str) -> bool:
    """Whether a text may hold a link."""
    return "[[" in text or "](" in text


def _links(text: str) -> list[Link]:
    return links(without_code(text)) if may_link(text) else []


def _plain(text: str, found: Sequence[Link]) -> str:
    """`text` with the links `found` in it as shown, without block id and the signs of plugins."""
    if found:
        text = _shown(text, found)
    if "^" in text:
        text = _BLOCK_ID.sub("", text)
    if not text.isascii():
        text = EMOJI_DATE.sub("", text)
    if "::" in text:
        text = _TASK_FIELD.sub("", text)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip()


def _shown(text: str, found: Sequence[Link]) -> str:
    kept, at = [], 0
    for link in found:
        kept += [text[at : link.start], "" if link.embed else link.shown]
        at = link.end
    return "".join(kept) + text[at:]


def due_date(text: str, order: str) -> tuple[str, date | None]:
    """An open task's words and the day it is for, as Tasks, Dataview or Kanban write it or in parentheses."""
    found = DUE.search(text) or SCHEDULED.search(text)
    if found:
        return _OF_CARDS.sub("", text, count=1), parse_date(found[1] or found[2], order)
    last = IN_PARENTHESES.search(_BLOCK_ID.sub("", text))
    if last and (day := parse_date(last[1], order)):
        return text[: last.start()] + text[last.end() :], day
    return text, None


def cells(row: str) -> list[str]:
    """The cells of a table row; a bar inside a wikilink or behind a backslash divides nothing."""
    masked = row
    for link in links(row):
        masked = masked[: link.start] + "x" * (link.end - link.start) + masked[link.end :]
    bars = [bar.start() for bar in _BAR.finditer(masked)]
    edges = [-1, *bars, len(row)]
    found = [row[start + 1 : end].strip() for start, end in pairwise(edges)]
    if row.startswith("|"):
        found = found[1:]
    return found[:-1] if row.rstrip().endswith("|") else found


def link_list(text: str) -> list[Link]:
    """The links of a text outside code, without embeds."""
    return [link for link in links(without_code(text)) if not link.embed and link.target]
