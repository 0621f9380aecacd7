"""A fault in the user's notes is a value with a place, never an exception; an exception ends a command.

It makes the sentence that the user sees, and knows the exit code.
"""

from typing import NamedTuple


class Problem(NamedTuple):
    """Something in a note that could not be understood; `line` counts from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Failure(Exception):  # noqa: N818 - the word that users see is "failure" as little as "error": they see a sentence
    """A command cannot go on; `str` is the one sentence that says why. Each subclass makes its own."""

    exit_code = 3

    def __init__(self, sentence: str, why: str = "") -> None:
        """`why`: the sentence without the path that it begins with, for those who name the path themselves."""
        super().__init__(sentence)
        self.why = why or sentence
