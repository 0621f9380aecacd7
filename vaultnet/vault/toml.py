"""A TOML file read key by key: each value is of the kind that was asked for, or there is a fault with its line."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeGuard, TypeVar

from vaultnet.model.span import NEVER, Span
from vaultnet.problem import Problem

Fault = Callable[[str], str]
"""Says of a text what was expected instead; empty: it is right."""

SHOWN = 60  # characters of a wrong value
LONGEST = 1_000_000  # days, in a span that is only a number

Path = tuple[str, ...]
T = TypeVar("T")


class Source:
    """The file that values and faults come from."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.faults: list[Problem] = []
        self.tables: list[Table] = []
        self.lines: dict[Path, int] = {}  # of the keys, once a fault is to be placed

    def blame(self, path: Path, message: str, line: int = 0) -> None:
        """Add a fault of a key, or of the whole file."""
        sentence = f"{'.'.join(path)}: {message}" if path else message
        self.faults.append(Problem(self.file, line or self._line(path), sentence))

    def _line(self, path: Path) -> int:
        """The line that a key is on, else that of the nearest table around it; 1 where neither is found."""
        self.lines = self.lines or dict(reversed(list(self._keys())))
        return next((self.lines[path[:size]] for size in range(len(path), 0, -1) if path[:size] in self.lines), 1)

    def _keys(self) -> Iterator[tuple[Path, int]]:
        table: Path = ()
        for number, line in enumerate(self.text.split("\n"), 1):
            stripped = line.strip()
            if stripped.startswith("["):
                table = _parts(stripped.strip("[").partition("]")[0])
                yield table, number
            elif "=" in stripped and not stripped.startswith("#"):
                yield table + _parts(stripped.partition("=")[0]), number


def parse_toml(file: str, data: bytes) -> "Table":
    """The whole file as a table; one that is no TOML is an empty table with a fault. Never raises."""
    import tomllib  # noqa: PLC0415 - a vault without configuration does without it

    try:
        source = Source(file, data.decode("utf-8-sig"))
        return Table(source, (), tomllib.loads(source.text))
    except UnicodeDecodeError:
        source = Source(file, "")
        source.blame((), "is not text in UTF-8")
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        message, _, place = str(error).rstrip(")").rpartition(" (at ")
        message = message or str(error)
        source.blame((), f"is not valid TOML: {message[:1].lower()}{message[1:]}", _line(place, source.text))
    return Table(source, (), {})


def _line(place: str, text: str) -> int:
    """The line of a place as tomllib words it: `line 3, column 5`, `end of document`."""
    digits = place.removeprefix("line ").partition(",")[0]
    if digits.isdigit():
        return int(digits)
    return text.rstrip("\n").count("\n") + 1 if place.startswith("end") else 1


def _is_whole(value: object, least: int, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _span(value: object) -> Span | None:
    """A span written as a text, or as a number of days."""
    from vaultnet.days.spans import parse_span  # noqa: PLC0415 - its grammar is made where a span is stated

    if _is_whole(value, 0, LONGEST):
        return parse_span(str(value))
    return parse_span(value) if isinstance(value, str) else None


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, str):
        return repr(value[:SHOWN])[:SHOWN]
    if isinstance(value, int) and value.bit_length() > SHOWN:
        return "a number that is far too large"
    return str(value).lower()[:SHOWN]  # `true`, as it is written


def _parts(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


class Table:
    """One table of the file. Where a value is missing or wrong, the caller gets its own `plain` back."""

    def __init__(self, source: Source, path: Path, values: Mapping[str, object]) -> None:
        self.source = source
        self.path = path
        self.values = values
        self.asked_for: list[str] = []  # keys
        source.tables.append(self)

    def faults(self) -> list[Problem]:
        """All faults of the file, keys that nobody asked for included; to be called at the end, on the whole file."""
        for table in self.source.tables:
            for key in table.values:
                if key not in table.asked_for:
                    self.source.blame(
                        (*table.path, key), f"is not a key of {self.source.file}{self._meant(table, key)}"
                    )
        return sorted(set(self.source.faults))

    def states(self, key: str) -> bool:
        """Whether the file has this key, which from now on counts as asked for."""
        self.asked_for.append(key)
        return key in self.values

    def names(self) -> tuple[str, ...]:
        """The keys of a table whose keys the user chooses."""
        return tuple(self.values)

    def text(self, key: str, plain: str, fault: Fault) -> str:
        """A text that `fault` finds nothing wrong with."""
        if not self.states(key):
            return plain
        value = self.values[key]
        if not isinstance(value, str):
            return self._wrong(key, "a text", plain)
        expected = fault(value)
        return self._wrong(key, expected, plain) if expected else value

    def choice(self, key: str, plain: str, choices: tuple[str, ...]) -> str:
        """One of a few texts."""
        expected = " or ".join(f'"{choice}"' for choice in choices)
        return self.text(key, plain, lambda value: "" if value in choices else expected)

    def texts(self, key: str, plain: tuple[str, ...], fault: Fault) -> tuple[str, ...]:
        """A list of texts that `fault` finds nothing wrong with."""
        if not self.states(key):
            return plain
        values = self.values[key]
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            return self._wrong(key, "a list of texts", plain)
        for value in values:
            if expected := fault(value) or ("" if value.strip() else "a text that is not empty"):
                self._wrong(key, expected, plain, value)
        return tuple(values)

    def flag(self, key: str, *, plain: bool) -> bool:
        """True or false."""
        if not self.states(key):
            return plain
        value = self.values[key]
        return value if isinstance(value, bool) else self._wrong(key, "true or false", plain)

    def whole(self, key: str, plain: int, least: int, most: int) -> int:
        """A whole number within bounds."""
        if not self.states(key):
            return plain
        value = self.values[key]
        if _is_whole(value, least, most):
            return value
        return self._wrong(key, f"a whole number from {least} to {most}", plain)

    def wholes(self, key: str, plain: tuple[int, ...], least: int, most: int) -> tuple[int, ...]:
        """A list of whole numbers within bounds, in their order, each once."""
        if not self.states(key):
            return plain
        values = self.values[key]
        if isinstance(values, list) and all(_is_whole(value, least, most) for value in values):
            return tuple(sorted(set(values)))
        return self._wrong(key, f"a list of whole numbers from {least} to {most}", plain)

    def number(self, key: str, plain: float, most: float) -> float:
        """A number from 0."""
        if not self.states(key):
            return plain
        value = self.values[key]
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
            return float(value)
        return self._wrong(key, f"a number from 0 to {most:g}", plain)

    def span(self, key: str, plain: Span, *, never: bool = False) -> Span:
        """A span of time; also never, where that makes sense."""
        if not self.states(key):
            return plain
        span = _span(self.values[key])
        if span is not None and (never or span != NEVER):
            return span
        return self._wrong(key, 'a span such as "6 weeks"' + (' or "never"' if never else ""), plain)

    def spans(self, key: str, fault: Fault) -> tuple[tuple[str, Span], ...]:
        """A table whose keys the user chooses, and `fault` accepts; its values are spans or never."""
        table = self.table(key)
        for name in table.values:
            if expected := fault(name):
                self._wrong(key, expected, None, name)
        return tuple((name, table.span(name, NEVER, never=True)) for name in table.values)

    def table(self, key: str) -> "Table":
        """A table within this one, empty where the file has none."""
        value = self.values[key] if self.states(key) else {}
        values = value if isinstance(value, dict) else self._wrong(key, f"a table [{key}]", {})
        return Table(self.source, (*self.path, key), values)

    def _wrong(self, key: str, expected: str, plain: T, found: str | None = None) -> T:
        """Note the fault; `found` is the part of the value that it is about, None for the whole."""
        shown = _shown(self.values[key] if found is None else found)
        self.source.blame((*self.path, key), f"expected {expected}, found {shown}")
        return plain

    def _meant(self, table: "Table", key: str) -> str:
        """A hint at the key that an unknown one may have been meant to be."""
        import difflib  # noqa: PLC0415 - for faults alone

        near = [".".join((*table.path, similar)) for similar in difflib.get_close_matches(key, table.asked_for, 1)]
        same = [".".join((*other.path, key)) for other in self.source.tables if key in other.asked_for]
        return f"; did you mean `{(near or same)[0]}`?" if near or same else ""
