"""What kind of note this is: a person's, a daily note, a meeting, or any other (format.md, Person notes)."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vaultnet.model.config import Reading
from vaultnet.model.facts import DAILY, MEETING, OTHER, PERSON
from vaultnet.note.dates import parse_date
from vaultnet.note.moment import daily_date
from vaultnet.note.nodes import Field
from vaultnet.note.properties import values

TYPE_KEYS = ("type", "category", "categories", "kind", "class", "fileclass")
OTHER_TYPES = frozenset(
    (
        *("moc", "index", "dashboard", "template", "meeting", "event", "daily", "journal", "project", "area", "book"),
        *("place", "company", "organisation", "organization", "group", "team"),
    )
)
_TITLES = re.compile(r"(?<![^\W_])(?:index|moc|template|sjabloon)(?![^\W_])", re.IGNORECASE)
_ISO_NAME = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


class Kind(NamedTuple):
    """The kind of a note, and its date where it is a dated one."""

    kind: str
    date: date | None


def note_kind(
    path: str, fields: Sequence[Field], tags: Sequence[str], body_tags: Callable[[], Sequence[str]], reading: Reading
) -> Kind:
    """Weigh the signals in the order of the format: type, what is no person, tag, folder; then dates."""
    folders, stem = path.split("/")[:-1], path.rpartition("/")[2][:-3]
    types = {_type(text) for text, _ in values(fields, *TYPE_KEYS)}
    day = _daily(path, stem, reading)
    named = _named_date(stem)
    if types.isdisjoint(_folded(reading.people.types)):
        nobody = (
            not types.isdisjoint(OTHER_TYPES)
            or _is_folder_note(folders, stem, reading)
            or _TITLES.search(stem)
            or day
            or named
        )
        stated = None if day else _stated_date(fields, reading.date_order)
        person = not nobody and (
            _tagged(tags, reading.people.tags)
            or (not stated and _tagged(body_tags(), [tag for tag in reading.people.tags if tag != "crm"]))
            or _lies_in(folders, reading)
        )
        if not person:
            if day:
                return Kind(DAILY, day)
            return Kind(MEETING, stated or named) if stated or named else Kind(OTHER, None)
    return Kind(PERSON, None)


@lru_cache(16)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _type(text: str) -> str:
    """`"[[Categories/People|people]]"` names `people`."""
    return text.strip().removeprefix("[[").removesuffix("]]").partition("|")[0].rpartition("/")[2].strip().casefold()


def _tagged(tags: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(tag == want or tag.startswith(want + "/") for tag in tags for want in wanted)


def _is_folder_note(folders: Sequence[str], stem: str, reading: Reading) -> bool:
    return bool(folders) and stem.casefold() == folders[-1].casefold() and _lies_in(folders, reading, itself=True)


def _lies_in(folders: Sequence[str], reading: Reading, *, itself: bool = False) -> bool:
    """Whether these lead into a people folder, or `itself` to one; such a folder may be named by a path."""
    place = f"/{'/'.join(folders).casefold()}/"
    names = _folded(reading.people.folders)
    return any(place.endswith(f"/{name}/") if itself else f"/{name}/" in place for name in names)


def _daily(path: str, stem: str, reading: Reading) -> date | None:
    if reading.daily_anywhere and len(stem) == 10 and stem[:4].isdigit() and (day := _named_date(stem)):
        return day
    return next((day for daily in reading.daily if (day := daily_date(path, daily))), None)


def _named_date(stem: str) -> date | None:
    if not stem[:4].isdigit() or not (name := _ISO_NAME.match(stem)):
        return None
    try:
        return date(int(name[1]), int(name[2]), int(name[3]))
    except ValueError:
        return None


def _stated_date(fields: Sequence[Field], order: str) -> date | None:
    texts = [text for key in ("date", "meetingdate") for text, _ in values(fields, key)]
    return next((day for text in texts if (day := parse_date(text, order))), None)
