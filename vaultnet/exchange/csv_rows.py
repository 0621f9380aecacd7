"""CSV as rows with their line numbers; a broken row is a problem, and the rows after it are read all the same."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultnet.problem import Problem
from vaultnet.text.line_ends import BOM
from vaultnet.text.spelling import worded

_DELIMITERS = ",;\t"
_PREAMBLE = 30  # lines that may stand before the header
_LONGEST = 20_000  # characters of a header
_MOST_FAULTS = 100  # broken rows after which the file counts as no CSV


class Row(NamedTuple):
    """One row by the names of its columns."""

    line: int
    cells: Mapping[str, str]  # folded column name → value

    def get(self, *names: str) -> str:
        """The value of the first of these columns that has one."""
        return next((value for name in names if (value := self.cells.get(name, "").strip())), "")


class Table(NamedTuple):
    """The header of a file, and where the rows begin."""

    columns: tuple[str, ...]  # folded
    delimiter: str
    after: int  # how many lines the header and what precedes it take


def header(text: str, wanted: Sequence[str]) -> Table | None:
    """The first line with all the `wanted` columns, after any preamble; None: there is none."""
    for number, line in enumerate(io.StringIO(text[: _PREAMBLE * _LONGEST], newline=""), 1):
        for delimiter in _DELIMITERS:
            columns = tuple(_folded(cell) for cell in next(csv.reader([line[:_LONGEST]], delimiter=delimiter), ()))
            if set(wanted) <= set(columns):
                return Table(columns, delimiter, number)
        if number >= _PREAMBLE:
            break
    return None


def rows(path: str, text: str, table: Table) -> Iterator[Row | Problem]:
    """The rows below the header that are not empty, and the faults among them; never raises."""
    lines = list(io.StringIO(text, newline=""))
    at, faults = table.after, 0
    while at < len(lines):
        reader = csv.reader(lines[at:], delimiter=table.delimiter, strict=True)
        begun, first = at, at
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _row(path, first + 1, cells, table)
                first = begun + reader.line_num
        except csv.Error as error:
            faults += 1
            if faults >= _MOST_FAULTS:
                yield Problem(path, first + 1, f"the {faults}th broken row; the rest of the file is left out")
                return
            yield Problem(path, first + 1, f"this row is broken ({error}); it is left out")
            at = first + 1
        else:
            return


def _row(path: str, line: int, cells: Sequence[str], table: Table) -> Row | Problem:
    if len(cells) > len(table.columns) and any(cell.strip() for cell in cells[len(table.columns) :]):
        surplus = f"this row has {len(cells)} cells, but there are {len(table.columns)} columns; it is left out"
        return Problem(path, line, surplus)
    return Row(line, dict(zip(table.columns, cells, strict=False)))


def _folded(name: str) -> str:
    return worded(name.replace(BOM, ""))
