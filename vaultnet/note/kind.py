"""What kind of note this is: a person's, a daily note, a meeting, or any other (format.md, Person notes)."""

import re
from collections.abc import Callable, Container, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vaultnet.days.dates import parse_date
from vaultnet.days.moment import daily_date
from vaultnet.model.config import Reading
from vaultnet.model.facts import DAILY, MEETING, OTHER, PERSON
from vaultnet.note.known_by import is_of_people, people_folder, people_tag
from vaultnet.note.nodes import Field
from vaultnet.note.properties import values
from vaultnet.note.property_names import fold
from vaultnet.text.spelling import folded

_DATES = ("date", "meetingdate")
TYPE_KEYS = ("type", "category", "categories", "kind", "class", "fileclass")
OTHER_TYPES = frozenset(
    (
        *("moc", "index", "dashboard", "template", "meeting", "event", "daily", "journal", "project", "area", "book"),
        *("place", "company", "organisation", "organization", "group", "team"),
    )
)
_TITLES = re.compile(r"(?<![^\W_])(?:index|moc|readme|template|sjabloon)(?![^\W_])", re.IGNORECASE)
_ISO_NAME = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


class Kind(NamedTuple):
    """The kind of a note, and its date where it is a dated one."""

    kind: str
    date: date | None


_OTHER, _PERSON = Kind(OTHER, None), Kind(PERSON, None)


def note_kind(
    path: str, fields: Sequence[Field], tags: Sequence[str], body_tags: Callable[[], Sequence[str]], reading: Reading
) -> Kind:
    """Weigh the signals in the order of the format: own note or type, what is no person, tag, folder; then dates."""
    folder, _, name = path.rpartition("/")
    stem = name[:-3]
    names = {fold(field.key) for field in fields}
    types = {_type(text) for text, _ in values(fields, *TYPE_KEYS)} if not names.isdisjoint(TYPE_KEYS) else set()
    named = _named_date(stem)
    day = _daily(path, stem, named, reading)
    if types.isdisjoint(_all_folded(reading.people.types)) and not _is_own(path, fields, names, reading.own):
        nobody = (
            not types.isdisjoint(OTHER_TYPES)
            or _is_folder_note(folder, stem, reading.people.folders)
            or _TITLES.search(stem)
            or day
            or named
        )
        stated = None if day or names.isdisjoint(_DATES) else _stated_date(fields, reading.date_order)
        person = not nobody and (
            people_tag(tags, reading.people.tags)
            or (not stated and people_tag(body_tags(), [tag for tag in reading.people.tags if tag != "crm"]))
            or people_folder(path, reading.people.folders) is not None
        )
        if not person:
            if day:
                return Kind(DAILY, day)
            return Kind(MEETING, stated or named) if stated or named else _OTHER
    return _PERSON


def _is_own(path: str, fields: Sequence[Field], names: Container[str], own: str) -> bool:
    """Whether the note is the user's own, by the configuration or by what it says itself."""
    if own and own == folded(path[:-3]):
        return True
    return "isself" in names and any(text.strip().casefold() == "true" for text, _ in values(fields, "isself"))


@lru_cache(16)
def _all_folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded, words))


def _type(text: str) -> str:
    """`"[[Categories/People|people]]"` names `people`."""
    return folded(text.strip().removeprefix("[[").removesuffix("]]").partition("|")[0].rpartition("/")[2].strip())


def _is_folder_note(folder: str, stem: str, people: tuple[str, ...]) -> bool:
    """Whether the note bears the name of its folder, and that is one of `people`."""
    return folded(folder.rpartition("/")[2]) == folded(stem) and is_of_people(folder, people)


def _daily(path: str, stem: str, named: date | None, reading: Reading) -> date | None:
    if reading.daily_anywhere and named and len(stem) == len("2026-10-01"):
        return named
    return next((day for daily in reading.daily if (day := daily_date(path, daily))), None)


def _named_date(stem: str) -> date | None:
    if not stem[:4].isdigit() or not (name := _ISO_NAME.match(stem)):
        return None
    try:
        return date(int(name[1]), int(name[2]), int(name[3]))
    except ValueError:
        return None


def _stated_date(fields: Sequence[Field], order: str) -> date | None:
    texts = [text for key in _DATES for text, _ in values(fields, key)]
    return next((day for text in texts if (day := parse_date(text, order))), None)
