"""The commonest line, read at a glance: it gives what `line.read_line` gives, or None because it cannot tell.

It knows an ISO date, bold or not, and mere words after it.
"""

import re
from datetime import date

from vaultnet.note.dates import PLAIN_SEPARATOR
from vaultnet.note.line import LONGEST, SIGNS

_PLAIN = re.compile(
    rf"(\*\*)?((?:19|20)[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}})(?(1)\*\*){PLAIN_SEPARATOR}([A-Za-z][^{SIGNS}\n]*)\Z"
)


def plain_contact(raw: str) -> tuple[date, str] | None:
    """The date and the words of a line that says nothing else."""
    found = _PLAIN.match(raw)
    if not found or "  " in raw or len(raw) > LONGEST:
        return None
    try:
        return date.fromisoformat(found[2]), found[3].strip()
    except ValueError:
        return None
