"""A TOML file read key by key: every value that is asked for is what was expected, or a fault with its line."""

from collections.abc import Callable, Mapping
from math import isfinite

from vaultnet.model.span import NEVER, Span
from vaultnet.problem import Problem

Fault = Callable[[str], str]
"""What was expected instead of a text; empty: it is right."""

SHOWN = 60  # characters of a wrong value


def parse_toml(file: str, data: bytes) -> "Table":
    """The whole file as a table; one that is no TOML is empty, with a fault."""
    import tomllib  # noqa: PLC0415 - a vault without configuration does without it

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Table(_Source(file, ""), (), {}).blame((), "is not text in UTF-8")
    source = _Source(file, text)
    try:
        return Table(source, (), tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        said, _, place = str(error).rstrip(")").rpartition(" (at ")
        table = Table(source, (), {})
        source.faults.append(Problem(file, source.place(place), f"is not valid TOML: {_lower(said or str(error))}"))
        return table


class _Source:
    """The file that faults are found in."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.faults: list[Problem] = []
        self.asked: dict[tuple[str, ...], set[str]] = {}  # per table, its keys that mean something

    def line(self, path: tuple[str, ...]) -> int:
        """The line that a key stands on, or the nearest table around it; 1 where it cannot be told."""
        lines = self._lines()
        return next((lines[path[:size]] for size in range(len(path), 0, -1) if path[:size] in lines), 1)

    def _lines(self) -> dict[tuple[str, ...], int]:
        lines: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.split("\n"), 1):
            stripped = line.strip()
            if stripped.startswith("["):
                table = _parts(stripped.strip("[").partition("]")[0])
                lines.setdefault(table, number)
            elif "=" in stripped and not stripped.startswith("#"):
                lines.setdefault(table + _parts(stripped.partition("=")[0]), number)
        return lines

    def place(self, said: str) -> int:
        """The line in what the parser says of a place: `line 3, column 5`, `end of document`."""
        digits = said.removeprefix("line ").partition(",")[0]
        if digits.isdigit():
            return int(digits)
        return self.text.rstrip("\n").count("\n") + 1 if said.startswith("end") else 1
