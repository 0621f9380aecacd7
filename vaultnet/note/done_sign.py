"""Rule: the day on which a task was done stands behind ✅ at the end of its line; only a block id comes after it."""

import re
from datetime import date

BLOCK_ID = re.compile(r"(?<![ \t])[ \t]+\^[A-Za-z0-9-]{1,100}[ \t]*$")


def with_done(line: str, day: date) -> str:
    """The line with the day on which it was done."""
    block_id = BLOCK_ID.search(line)
    at = block_id.start() if block_id else len(line.rstrip())
    return f"{line[:at]} ✅ {day.isoformat()}{line[at:]}"
