r"""Rule: a line ends in `\n`, `\r\n` or `\r`, and nowhere else; a byte order mark belongs to no line."""

import re

BOM = "\ufeff"
LINE_END = re.compile(r"\r\n|\n|\r")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def plain(text: str) -> str:
    """The text as notes are read: without a byte order mark, each line ended by a line feed."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def is_empty(text: str) -> bool:
    """Whether a text shows nothing."""
    return not text.strip(f"{BOM} \t\r\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text with their line ends."""
    return _LINE.findall(text)


def without_end(line: str) -> str:
    """A line without its line end."""
    return line.rstrip("\r\n")


def end_of(line: str) -> str:
    """The line end of a line; "" where it has none."""
    return line[len(without_end(line)) :]
