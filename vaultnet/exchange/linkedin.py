"""LinkedIn's `Connections.csv`: a preamble, then one row a connection; the e-mail address is mostly empty."""

from vaultnet.exchange.book import Book, Entry, book, each, tidy
from vaultnet.exchange.csv_rows import Row, Table, header, rows
from vaultnet.note.dates import parse_date
from vaultnet.problem import Problem

_COLUMNS = ("first name", "last name", "company", "position", "connected on")


def table(text: str) -> Table | None:
    """Where the connections begin; None: this is another file."""
    return header(text, _COLUMNS)


def read(path: str, text: str, found: Table) -> Book:
    """The connections, below the header that was `found`; `path` is how problems name the file. Never raises."""
    return book(_read(path, row) if isinstance(row, Row) else row for row in rows(path, text, found))


def _read(path: str, row: Row) -> Entry | Problem:
    name = tidy(f"{row.get('first name')} {row.get('last name')}")
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
