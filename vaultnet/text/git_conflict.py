"""Rule: a text holds a git conflict where a marker that opens one is followed by a marker that closes it."""

from vaultnet.text.line_ends import lines_of


def conflict_line(text: str) -> int:
    """The line (from 1) of the first marker that a later one closes; 0: there is no conflict."""
    opened = 0
    for number, line in enumerate(lines_of(text), 1):
        if line.startswith("<<<<<<< "):
            opened = opened or number
        elif opened and line.startswith(">>>>>>> "):
            return opened
    return 0
