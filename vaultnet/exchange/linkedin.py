"""LinkedIn's `Connections.csv`: a preamble, then a row for each connection; the e-mail address is mostly empty."""

from unicodedata import category

from vaultnet.days.dates import parse_date
from vaultnet.exchange.book import Book, Entry, book, each, tidy
from vaultnet.exchange.csv_rows import Row, Table, header, rows
from vaultnet.problem import Problem

_COLUMNS = ("first name", "last name", "company", "position", "connected on")
_WITH_PICTURES = "\ufe0e\ufe0f🏻🏼🏽🏾🏿"  # what belongs to a picture; many put pictures around their name


def table(text: str) -> Table | None:
    """The table of connections; None: this is some other file."""
    return header(text, _COLUMNS)


def read(path: str, text: str, connections: Table) -> Book:
    """The connections below the header; `path` is what problems call the file. Never raises."""
    return book(_read(path, row) if isinstance(row, Row) else row for row in rows(path, text, connections))


def _read(path: str, row: Row) -> Entry | Problem:
    said = tidy(f"{row.get('first name')} {row.get('last name')}")
    name = tidy("".join(sign for sign in said if category(sign) != "So" and sign not in _WITH_PICTURES)) or said
    if not name:
        return Problem(path, row.line, "this connection has no name; it is left out")
    return Entry(
        line=row.line,
        name=name,
        email=each([row.get("email address")]),
        met=parse_date(row.get("connected on"), "mdy"),
        organisation=tidy(row.get("company")),
        role=tidy(row.get("position")),
        linkedin=tidy(row.get("url")),
    )
