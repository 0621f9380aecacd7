"""What a note states, by property: the best of several names, one value or many, and the problem where it is none."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from vaultnet.days.dates import parse_date, parse_yearly
from vaultnet.model.facts import Dated, Said
from vaultnet.model.span import Yearly
from vaultnet.note.line import plain
from vaultnet.note.links import links
from vaultnet.note.nodes import Field, Fields, Items, Node, Scalar, says_something
from vaultnet.note.property_names import AMBIGUOUS, fold, place_of
from vaultnet.problem import Problem

_T = TypeVar("_T")

# what was expected, as problems say it
A_DATE = "a date such as 2026-10-01"
A_DAY = "a day such as 1980-05-04 or 05-04"
A_TEXT = "one text"
TEXTS = "a text or a list of texts"
NOTHING = ""  # whatever stands there is no fault

_YEARS = range(1800, 2200)
_MOST_QUOTED = 60  # characters of a value in a problem


class _Statement(NamedTuple):
    """A property by one of its names; the first two say which of several wins: the least."""

    inline: bool
    rank: int
    field: Field


class Stated:
    """What a note states; to read a property is to learn its line, or the problem with it."""

    def __init__(self, path: str, fields: Sequence[Field], inline: Sequence[Field], order: str) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}
        self._path = path
        self._order = order
        self._statements: dict[str, list[_Statement]] = {}
        for is_inline, stated in ((False, fields), (True, inline)):
            for field in stated:
                place = place_of(field.key)
                if place is not None and says_something(field.value):
                    statement = _Statement(is_inline, place.rank, field)
                    self._statements.setdefault(place.property, []).append(statement)
        for statements in self._statements.values():
            if len(statements) > 1:
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

    def says(self, name: str, wanted: re.Pattern[str]) -> bool:
        """Whether a property, by any of its names, begins with what is `wanted`."""
        statements = self._statements.get(name, ())
        return any(wanted.match(_only_text(statement.field.value).strip()) for statement in statements)

    def text(self, name: str) -> str:
        """The text of a property, as a reader sees it."""
        return self.one(name, shown, A_TEXT) or ""

    def said(self, name: str) -> tuple[Said, ...]:
        """The texts of a property that may be a list."""
        return self.many(name, texts, TEXTS)

    def dated(self, name: str) -> Dated | None:
        """The date of a property."""
        day = self.one(name, self._day, A_DATE)
        return None if day is None else Dated(day, self.lines[name])

    def yearly(self, name: str) -> Yearly | None:
        """The day of the year of a property."""
        day = self.one(name, lambda text: parse_yearly(text, self._order), A_DAY)
        return None if day is None else Yearly(*day, self.lines[name])

    def met(self) -> Dated | None:
        """Since when they know each other; a year alone is its first day."""
        day = self.one("met", lambda text: _first_day(text) or self._day(text), f"{A_DATE}, or a year")
        return None if day is None else Dated(day, self.lines["met"])

    def death(self, text: str) -> date | bool | None:
        """The day of death, or whether there was one."""
        return self._day(text) if truth(text) is None else truth(text)

    def contact(self, field: Field) -> list[Dated]:
        """The one date of `field`."""
        day = self._day(_only_text(field.value))
        return [] if day is None else [Dated(day, field.line)]

    def _day(self, text: str) -> date | None:
        return parse_date(text, self._order)

    def _objects(self, field: Field, expected: str) -> bool:
        """Whether what could not be read is a fault; then it is told."""
        if expected == NOTHING or fold(field.key) in AMBIGUOUS:
            return False
        message = f"`{' '.join(field.key.split())}`: found {_described(field.value)}, expected {expected}"
        self.problems.append(Problem(self._path, field.line, message))
        return True


def truth(text: str) -> bool | None:
    """What a checkbox says; None: it is none."""
    return {"true": True, "false": False}.get(text.strip().casefold())


def _first_day(text: str) -> date | None:
    """The first day of the year that `text` is."""
    year = text.strip()
    return date(int(year), 1, 1) if len(year) == 4 and year.isdecimal() and int(year) in _YEARS else None


def shown(text: str) -> str:
    """`text` on one line, links as their shown text."""
    return " ".join(plain(text).split())


def texts(field: Field) -> list[Said]:
    """The texts of a property as a reader sees them, each with the notes it links to."""
    return [
        Said(text, said.line, tuple(link.target for link in links(said.text) if link.target))
        for said in scalars(field.value)
        if (text := shown(said.text))
    ]


def scalars(node: Node) -> Sequence[Scalar]:
    """The texts of a value that is a text or a list."""
    if isinstance(node, Scalar):
        return (node,) if node.text.strip() else ()
    return [said for item in node.items for said in scalars(item)] if isinstance(node, Items) else ()


def _only_text(node: Node) -> str:
    """The text of a value, or of a list of one; "" for anything else."""
    found = scalars(node)
    return found[0].text if len(found) == 1 else ""


def _described(node: Node) -> str:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        return f"“{text}”" if len(text) <= _MOST_QUOTED else f"“{text[:_MOST_QUOTED]}…”"
    if isinstance(node, Fields):
        return "properties within it"
    return f"a list of {len(node.items)}" if len(node.items) != 1 else _described(node.items[0])
