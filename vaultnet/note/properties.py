"""What the properties of a person note say: a known one is read or told as a problem, others are nobody's business.

Of two names for one thing the earlier in the table of `property_names` wins, and frontmatter wins over the body;
what is empty is as good as absent.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from vaultnet.model.facts import Card, Dated, Said
from vaultnet.model.span import Yearly
from vaultnet.note.dates import parse_date, parse_yearly
from vaultnet.note.line import plain
from vaultnet.note.links import links
from vaultnet.note.nodes import Field, Fields, Items, Node, Scalar
from vaultnet.note.property_names import AMBIGUOUS, PLACES, fold
from vaultnet.note.spans import parse_span
from vaultnet.problem import Problem

__all__ = ["fold", "is_property", "read_card", "tag_list", "values"]

_T = TypeVar("_T")

_SPHERES = {
    "work": "work zakelijk business professional client customer colleague coworker manager klant collega zakenrelatie",
    "private": "private privé prive friend family neighbour neighbor partner vriend vriendin familie gezin buur",
}
_SPHERE_OF = {word: sphere for sphere, words in _SPHERES.items() for word in words.split()}
_STATUSES = {status: status for status in ("deceased", "grieving", "ill", "estranged", "paused", "archived")}
_STATUSES |= {"died": "deceased", "inactive": "archived"}
_PROFILES = {
    "giveandforget": "give-and-forget",
    "gevenenvergeten": "give-and-forget",
    "whatsinitforme": "whats-in-it-for-me",
    "watleverthetop": "whats-in-it-for-me",
    "notime": "no-time",
    "geentijd": "no-time",
}

_A_DATE = "a date such as 2026-10-01"
_A_DAY = "a day such as 1980-05-04 or 05-04"
_A_PROFILE = "give-and-forget, whats-in-it-for-me or no-time"
_A_RHYTHM = "a rhythm such as 6 weeks, monthly or never"
_A_TEXT = "one text"
_TEXTS = "a text or a list of texts"
_TRUE_OR_FALSE = "true or false"
_NOTHING = ""  # whatever stands there is no fault

_YEAR = re.compile(r"1[89]\d\d|2[01]\d\d", re.ASCII)
_WORD = re.compile(r"[\w-]+")
_BETWEEN_TAGS = re.compile(r"[,\s]+")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_PHONE = re.compile(r"[+(]?\d[\d ()./-]{4,30}", re.ASCII)
_MOST_QUOTED = 60  # characters of a value in a problem


def is_property(key: str) -> bool:
    """Whether a person note may state something by this name, in any spelling."""
    return fold(key) in PLACES


def values(fields: Sequence[Field], *keys: str) -> list[tuple[str, int]]:
    """Each text under one of these folded keys, with its line; of lists each item, of maps nothing."""
    return [(said.text, said.line) for field in fields if fold(field.key) in keys for said in _scalars(field.value)]


def tag_list(fields: Sequence[Field]) -> tuple[str, ...]:
    """The tags in `tags` and `tag`: folded, without `#`, each once."""
    return _folded_tags(tag for text, _ in values(fields, "tags", "tag") for tag in _BETWEEN_TAGS.split(text))


def read_card(
    path: str, fields: Sequence[Field], inline: Sequence[Field], tags: Sequence[str], order: str
) -> tuple[Card, tuple[Problem, ...]]:
    """The card of a person note, and what of it could not be understood (format.md, Person notes).

    `fields` are those of the frontmatter, `inline` those of the body, `tags` all of the note, `order` "dmy" or "mdy".
    """
    stated = _Stated(path, fields, inline, order)
    died = stated.one("died", stated.death, f"{_A_DATE}, or true")
    status = stated.one("status", _status, _A_TEXT)
    paused = stated.one("prm_paused", _truth, _TRUE_OR_FALSE)
    organisation = stated.said("organisation")
    card = Card(
        names=_names(stated),
        tags=_folded_tags(tags),
        cadence=stated.one("cadence", parse_span, _A_RHYTHM),
        circle=stated.text("circle").casefold(),
        last_contact=stated.many("last_contact", stated.contact, _A_DATE, every_name=True),
        next_contact=stated.dated("next_contact"),
        snooze_until=stated.dated("snooze_until"),
        birthday=stated.yearly("birthday"),
        anniversary=stated.yearly("anniversary"),
        wedding=stated.dated("wedding"),
        deceased=bool(died) or status == "deceased",
        died=Dated(died, stated.lines["died"]) if isinstance(died, date) else None,
        status=status or ("deceased" if died else "paused" if paused else None),
        met=stated.met(),
        created=stated.dated("created"),
        introduced_by=stated.many("introduced_by", _introducers, _TEXTS),
        sphere=tuple(sorted(set(stated.many("sphere", _spheres, _NOTHING)), reverse=True)),
        profile=stated.one("profile", _profile, _A_PROFILE),
        profile_work=stated.one("profile_work", _profile, _A_PROFILE),
        profile_private=stated.one("profile_private", _profile, _A_PROFILE),
        offers=stated.said("offers"),
        interests=stated.said("interests"),
        needs=stated.said("needs"),
        location=stated.text("location"),
        organisation=", ".join(said.text for said in organisation),
        role=stated.text("role"),
        family=tuple(dict.fromkeys(said.text for said in stated.many("family", _said, _TEXTS, every_name=True))),
        address=stated.text("address"),
        uid=stated.text("uid"),
        email=stated.many("email", _emails, "an address"),
        phone=stated.many("phone", _phones, "a number"),
        is_self=bool(stated.one("is_self", _truth, _TRUE_OR_FALSE)),
        lines=tuple(stated.lines.items()),
        organisation_links=tuple(link for said in organisation for link in said.links),
    )
    return card, tuple(stated.problems)


class _Statement(NamedTuple):
    """A property by one of its names; the first two say which of several wins: the least."""

    inline: bool
    rank: int
    field: Field


class _Stated:
    """What a note states; to read a property is to learn its line, or the problem with it."""

    def __init__(self, path: str, fields: Sequence[Field], inline: Sequence[Field], order: str) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}
        self._path = path
        self._order = order
        self._statements: dict[str, list[_Statement]] = {}
        for is_inline, stated in ((False, fields), (True, inline)):
            for field in stated:
                place = PLACES.get(fold(field.key))
                if place is not None and _says_something(field.value):
                    statement = _Statement(is_inline, place.rank, field)
                    self._statements.setdefault(place.property, []).append(statement)
        for statements in self._statements.values():
            statements.sort(key=lambda statement: statement[:2])

    def one(self, name: str, read: Callable[[str], _T | None], expected: str) -> _T | None:
        """The value of a property that has one; None: not stated, or not understood by `read`."""
        for statement in self._statements.get(name, ()):
            text = _only_text(statement.field.value)
            value = read(text) if text else None
            if value is not None:
                self.lines[name] = statement.field.line
                return value
            if self._objects(statement.field, expected):
                break
        return None

    def many(
        self, name: str, read: Callable[[Field], Sequence[_T]], expected: str, *, every_name: bool = False
    ) -> tuple[_T, ...]:
        """The values of a property by the best of its names, or by every one."""
        statements = self._statements.get(name)
        if not statements:
            return ()
        found: list[_T] = []
        in_frontmatter = {statement.rank for statement in statements if not statement.inline}
        wins = None
        for statement in statements:
            if every_name and statement.inline and statement.rank in in_frontmatter:
                continue
            if not every_name and wins not in (None, statement[:2]):
                break
            some = read(statement.field)
            if some:
                found += some
                wins = statement[:2]
                self.lines.setdefault(name, statement.field.line)
            elif self._objects(statement.field, expected) and not every_name:
                break
        return tuple(found)

    def text(self, name: str) -> str:
        """The text of a property, as a reader sees it."""
        return self.one(name, _shown, _A_TEXT) or ""

    def said(self, name: str) -> tuple[Said, ...]:
        """The texts of a property that may be a list."""
        return self.many(name, _said, _TEXTS)

    def dated(self, name: str) -> Dated | None:
        """The date of a property."""
        day = self.one(name, self._day, _A_DATE)
        return None if day is None else Dated(day, self.lines[name])

    def yearly(self, name: str) -> Yearly | None:
        """The day of the year of a property."""
        day = self.one(name, lambda text: parse_yearly(text, self._order), _A_DAY)
        return None if day is None else Yearly(*day, self.lines[name])

    def met(self) -> Dated | None:
        """Since when they know each other; a year alone is its first day."""
        day = self.one("met", lambda text: _first_day(text) or self._day(text), f"{_A_DATE}, or a year")
        return None if day is None else Dated(day, self.lines["met"])

    def death(self, text: str) -> date | bool | None:
        """The day of death, or whether there was one."""
        return self._day(text) if _truth(text) is None else _truth(text)

    def contact(self, field: Field) -> list[Dated]:
        """The one date of `field`."""
        day = self._day(_only_text(field.value))
        return [] if day is None else [Dated(day, field.line)]

    def _day(self, text: str) -> date | None:
        return parse_date(text, self._order)

    def _objects(self, field: Field, expected: str) -> bool:
        """Whether what could not be read is a fault; then it is told."""
        if expected == _NOTHING or fold(field.key) in AMBIGUOUS:
            return False
        message = f"`{field.key.strip()}`: found {_described(field.value)}, expected {expected}"
        self.problems.append(Problem(self._path, field.line, message))
        return True


def _names(stated: _Stated) -> tuple[str, ...]:
    names = list(stated.many("aliases", _further_names, _TEXTS, every_name=True))
    first, last = stated.text("first_name"), stated.text("last_name")
    return tuple(dict.fromkeys([*names, f"{first} {last}"] if first and last else names))


def _further_names(field: Field) -> list[str]:
    """The names in `field`; Obsidian's own `aliases: A, B` are two, while `name: Jansen, Bram` is one."""
    if isinstance(field.value, Scalar) and fold(field.key) in ("aliases", "alias"):
        return [name for part in field.value.text.split(",") if (name := _shown(part))]
    return [said.text for said in _said(field)]


def _said(field: Field) -> list[Said]:
    return [
        Said(text, said.line, tuple(link.target for link in links(said.text) if link.target))
        for said in _scalars(field.value)
        if (text := _shown(said.text))
    ]


def _introducers(field: Field) -> list[Said]:
    """Who is named in `field`; by `via` people mean other things, so only links are people there."""
    return [said for said in _said(field) if said.links or fold(field.key) not in AMBIGUOUS]


def _spheres(field: Field) -> list[str]:
    words = (word for said in _scalars(field.value) for word in _WORD.findall(said.text.casefold()))
    return [sphere for word in words if (sphere := _SPHERE_OF.get(word.replace("-", "")))]


def _emails(field: Field) -> list[str]:
    return _reached_by(field.value, _EMAIL)


def _phones(field: Field) -> list[str]:
    return _reached_by(field.value, _PHONE)


def _reached_by(node: Node, looks_so: re.Pattern[str]) -> list[str]:
    """The texts of `node`; of maps such as `{label: work, value: …}` those that look like one."""
    if isinstance(node, Fields):
        texts = [text for field in node.fields for text in _reached_by(field.value, looks_so)]
        return [text for text in texts if looks_so.fullmatch(text)]
    if isinstance(node, Items):
        return [text for item in node.items for text in _reached_by(item, looks_so)]
    return [text] if (text := _shown(node.text)) else []


def _status(text: str) -> str:
    """A status that matters to vaultnet, "" for any other word."""
    return _STATUSES.get(_shown(text).casefold(), "")


def _profile(text: str) -> str | None:
    return _PROFILES.get("".join(char for char in _shown(text).casefold() if char.isalpha()))


def _truth(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text.strip().casefold())


def _first_day(text: str) -> date | None:
    """The first day of the year that `text` is."""
    return date(int(text), 1, 1) if _YEAR.fullmatch(text.strip()) else None


def _shown(text: str) -> str:
    """`text` on one line, links as their shown text."""
    return " ".join(plain(text).split())


def _folded_tags(tags: Iterable[str]) -> tuple[str, ...]:
    folded = (tag.strip().lstrip("#").casefold() for tag in tags)
    return tuple(dict.fromkeys(tag for tag in folded if tag))


def _scalars(node: Node) -> Iterator[Scalar]:
    """The texts of a value that is a text or a list."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Scalar) and node.text.strip():
        yield node


def _only_text(node: Node) -> str:
    """The text of a value, or of a list of one; "" for anything else."""
    texts = list(_scalars(node))
    return texts[0].text if len(texts) == 1 else ""


def _says_something(node: Node) -> bool:
    if isinstance(node, Scalar):
        return bool(node.text.strip())
    if isinstance(node, Items):
        return any(_says_something(item) for item in node.items)
    return bool(node.fields)


def _described(node: Node) -> str:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return f"“{text}”" if len(text) <= _MOST_QUOTED else f"“{text[:_MOST_QUOTED]}…”"
    if isinstance(node, Fields):
        return "properties within it"
    return f"a list of {len(node.items)}" if len(node.items) != 1 else _described(node.items[0])
