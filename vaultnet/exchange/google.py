"""Google Contacts' CSV, with the headers of today and of before 2024; ` ::: ` separates the values in a cell."""

from collections.abc import Iterator

from vaultnet.exchange.book import KIN, Book, Entry, book, day_of_year, each, lines_of, tidy
from vaultnet.exchange.csv_rows import Row, Table, header, rows
from vaultnet.problem import Problem

_BETWEEN = " ::: "
_NEW = ("first name", "last name", "labels")
_OLD = ("given name", "family name", "group membership")
_CUT_DOWN = ("e-mail 1 - value",)  # somebody left out columns


def table(text: str) -> Table | None:
    """The table of contacts; None: this is some other file."""
    return header(text, _NEW) or header(text, _OLD) or header(text, _CUT_DOWN)


def read(path: str, text: str, contacts: Table) -> Book:
    """The contacts below the header; `path` is what problems call the file. Never raises."""
    return book(_each(path, text, contacts))


def _each(path: str, text: str, contacts: Table) -> Iterator[Entry | Problem]:
    for row in rows(path, text, contacts):
        if isinstance(row, Row):
            yield from _read(path, row)
        else:
            yield row


def _read(path: str, row: Row) -> Iterator[Entry | Problem]:
    name = _name(row)
    if not name:
        yield Problem(path, row.line, "this contact has no name; it is left out")
        return
    entry = _entry(row, name)
    yield entry
    if row.get("birthday") and entry.birthday is None:
        odd = tidy(row.get("birthday"), 60)
        yield Problem(path, row.line, f"{name}: the birthday “{odd}” is not a date; it is left out")


def _name(row: Row) -> str:
    first, middle = row.get("first name", "given name"), row.get("middle name", "additional name")
    parts = tidy(f"{first} {middle} {row.get('last name', 'family name')}")
    return tidy(row.get("name")) or parts or tidy(row.get("file as"))


def _entry(row: Row, name: str) -> Entry:
    anniversaries = map(day_of_year, _numbered(row, "event", frozenset({"anniversary"})))
    return Entry(
        line=row.line,
        name=name,
        aliases=each(alias for alias in row.get("nickname").split(_BETWEEN) if tidy(alias) != name),
        email=each(_numbered(row, "e-mail")),
        phone=each(_numbered(row, "phone")),
        birthday=day_of_year(row.get("birthday")),
        anniversary=next(filter(None, anniversaries), None),
        organisation=_first(row, "organization name", "organization 1 - name"),
        role=_first(row, "organization title", "organization 1 - title"),
        location=_first(row, "address 1 - city", "location"),
        address=_address(row),
        family=each(_numbered(row, "relation", KIN)),
        note=lines_of(row.get("notes")),
    )


def _first(row: Row, *names: str) -> str:
    return tidy(row.get(*names).split(_BETWEEN)[0])


def _numbered(row: Row, kind: str, labels: frozenset[str] | None = None) -> list[str]:
    """The values of `E-mail 1 - Value` and so on, only of these labels, if given; a preferred one (`*`) first."""
    ranked: list[tuple[bool, str]] = []
    for column, cell in row.cells.items():
        if column.startswith(f"{kind} ") and column.endswith(" - value") and cell.strip():
            start = column.removesuffix("value")
            label = row.get(f"{start}label", f"{start}type")
            if labels is None or label.strip("* ").casefold() in labels:
                ranked += [(not label.startswith("*"), value) for value in cell.split(_BETWEEN)]
    return [value for _, value in sorted(ranked, key=lambda value: value[0])]


def _address(row: Row) -> str:
    """The first address on one line."""
    whole = row.get("address 1 - formatted").split(_BETWEEN)[0]
    if whole:
        return tidy(", ".join(line.strip() for line in whole.splitlines() if line.strip()))
    street, code, city, country = (
        _first(row, f"address 1 - {part}") for part in ("street", "postal code", "city", "country")
    )
    return (
        tidy(", ".join(part for part in (street, f"{code} {city}".strip(), country) if part)) if street or code else ""
    )
