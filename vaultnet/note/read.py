"""One note → its facts. Whatever stands in a note, this answers with values: facts, and problems with their place."""

import re
from collections.abc import Sequence

from vaultnet.model.config import Reading
from vaultnet.model.facts import DAILY, MEETING, OTHER, PERSON, Entry, Facts
from vaultnet.note.blocks import blocks, without_comments
from vaultnet.note.dated import daily_entries, linked_tasks, listed_attendees, meeting_entries, named_attendees
from vaultnet.note.frontmatter import Frontmatter
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.note.kind import note_kind
from vaultnet.note.line import LONGEST, read_line
from vaultnet.note.links import links
from vaultnet.note.marks import is_contact, tags_in
from vaultnet.note.nodes import Field, Fields, Items, Scalar
from vaultnet.note.person import person_body
from vaultnet.note.pieces import Pieces
from vaultnet.note.properties import read_card, tag_list, values
from vaultnet.note.property_names import fold
from vaultnet.note.told import told
from vaultnet.problem import Problem

_OPEN_TASK = re.compile(r"^[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}\[[ /]\][^\n]{0,2000}?(?:\[\[|\]\()", re.MULTILINE)
_MEETING_SIGN = re.compile(r"::|^[#*_ \t\-]{0,12}(?:attendees|people|participants|deelnemers|aanwezig)", re.IGNORECASE | re.MULTILINE)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_BEGIN, _END = "%% vaultnet:begin %%", "%% vaultnet:end %%"


def read_note(path: str, text: str, reading: Reading) -> Facts:
    """The facts of one note: `text` is decoded, `path` relative to the vault. Implements format.md; never raises."""
    if path.casefold() in reading.generated:
        return Facts(path)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = read_frontmatter(path, text) if text.startswith("---") else _NO_FRONTMATTER
    if front.templated:
        problem = Problem(path, 1, "its frontmatter holds {{ }} or <% %>, so it is taken for a template and left out")
        return Facts(path, problems=(problem,), left_out=True)
    fields = front.fields
    if any(fold(field.key) == "excalidrawplugin" for field in fields) or _generated(fields):
        return Facts(path, problems=front.problems)
    lines = _body(text, front.body)
    body = "\n".join(lines) if front.body or _BEGIN in text else text
    tags = tag_list(fields)
    body_tags = tags_in(_without_fences(lines)) if "#" in body else []
    kind = note_kind(path, fields, tags, body_tags, reading)
    facts = Facts(path, kind.kind, kind.date, problems=front.problems)
    if kind.kind == PERSON:
        return _person(facts, front, lines, [*tags, *body_tags], reading)
    if kind.kind == OTHER or kind.date is None:
        return facts._replace(tasks=linked_tasks(_pieces(lines, front, reading))) if _OPEN_TASK.search(body) else facts
    if any(text.strip().casefold() == "cancelled" for text, _ in values(fields, "status")) and kind.kind == MEETING:
        return facts
    attendees = list(named_attendees(fields))
    if "[[" not in body and "](" not in body and not (_MEETING_SIGN.search(body)):
        return facts._replace(attendees=tuple(attendees))
    pieces = _pieces(lines, front, reading)
    attendees += listed_attendees(pieces)
    entries = daily_entries(pieces, kind.date) if kind.kind == DAILY else meeting_entries(pieces, kind.date, attendees)
    return facts._replace(entries=entries, tasks=linked_tasks(pieces), attendees=tuple(dict.fromkeys(attendees)))


_NO_FRONTMATTER = Frontmatter((), 0, (), templated=False)


def _generated(fields: Sequence[Field]) -> bool:
    return any(text.strip() == "vaultnet" for text, _ in values(fields, "generatedby"))


def _body(text: str, before: int) -> list[str]:
    """The lines of the body, without comments and without a block of our own."""
    lines = text.split("\n")[before:]
    if _BEGIN in text:
        lines = _without_our_block(lines)
    return without_comments(lines) if "%%" in text or "<!--" in text else lines


def _without_our_block(lines: list[str]) -> list[str]:
    kept, ours = [], False
    for line in lines:
        ours = ours or line.strip() == _BEGIN
        kept.append("" if ours else line)
        ours = ours and line.strip() != _END
    return kept


def _pieces(lines: Sequence[str], front: Frontmatter, reading: Reading) -> Pieces:
    return Pieces(blocks(lines), front.body, reading)


def _person(facts: Facts, front: Frontmatter, lines: Sequence[str], tags: Sequence[str], reading: Reading) -> Facts:
    pieces = _pieces(lines, front, reading)
    body = person_body(facts.path, pieces)
    tags = list(dict.fromkeys(tags))
    card, problems = read_card(facts.path, front.fields, body.fields, tags, reading.date_order)
    listed = [entry for field in front.fields if fold(field.key) in ("interactions", "events") for entry in _listed(field, reading)]
    return facts._replace(
        card=card,
        entries=(*body.entries, *listed),
        tasks=body.tasks,
        links=_all_links(front, lines),
        problems=(*facts.problems, *problems, *body.problems),
    )


def _listed(field: Field, reading: Reading) -> list[Entry]:
    """The maps with `date` and `text` of an `interactions:` property, each a contact at its `date` line."""
    entries = []
    for item in field.value.items if isinstance(field.value, Items) else ():
        if not isinstance(item, Fields):
            continue
        said = {fold(part.key): part.value for part in item.fields}
        day, text = said.get("date"), said.get("text")
        if not isinstance(day, Scalar):
            continue
        words = text.text if isinstance(text, Scalar) else ""
        line = read_line(f"{day.text}: {words}", reading.date_order, reading.words)
        if line.date:
            contact = is_contact(line.marks, said_no=line.said_no, dated=True)
            heard = told(line.text, line.date, reading.date_order, dict(reading.words)) if contact and not line.given else ()
            entries.append(
                Entry(day.line, line.date, line.text, contact, 0, line.marks, line.open, line.outcome, line.remark, line.links, line.tags, heard)
            )
    return entries


def _all_links(front: Frontmatter, lines: Sequence[str]) -> tuple[str, ...]:
    """Every note that a person note links to, in its properties and outside fenced code."""
    text = "\n".join([*(text for field in front.fields for text, _ in values([field], fold(field.key))), _without_fences(lines)])
    found = links(text) if "[[" in text or "](" in text else []
    return tuple(dict.fromkeys(link.target for link in found if link.target and not link.embed))


def _without_fences(lines: Sequence[str]) -> str:
    kept, fence = [], ""
    for line in lines:
        opening = _FENCED.match(line)
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
        elif not fence:
            kept.append(line[:LONGEST])
    return "\n".join(kept)
