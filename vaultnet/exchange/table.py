"""People as CSV, a row each; no cell is a formula to a spreadsheet, whatever the notes say."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from vaultnet.agenda.history import history_of
from vaultnet.agenda.reach_out import turn_of
from vaultnet.exchange.book import entry_of, tidy
from vaultnet.exchange.note_text import properties
from vaultnet.model.network import Person

COLUMNS = (
    *("name", "aliases", "organisation", "role", "location", "address", "family", "email", "phone"),
    *("birthday", "anniversary", "died", "circle", "cadence", "last_contact", "due", "status", "sphere", "uid", "path"),
)
BEGINNING = ",".join((*COLUMNS[:4], ""))
"""How every table from vaultnet begins, whatever columns follow."""

_FORMULA = re.compile(r"\s{0,99}[=+\-@＝＋－＠]")


def table(people: Iterable[Person], today: date) -> str:
    """A header and a row for each person; several values are joined by `; `, lines end in CRLF."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for person in people:
        cells = _cells(person, today)
        writer.writerow([harmless(cells.get(column, "")) for column in COLUMNS])
    return lines.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet evaluates: what begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cells(person: Person, today: date) -> dict[str, str]:
    """What is known of a person, by column."""
    card, history = person.card, history_of(person, today)
    turn = turn_of(history)
    return {
        "name": tidy(person.name),
        **{stated.name: "; ".join(stated.values) for stated in properties(entry_of(person))},
        "circle": tidy(card.circle),
        "cadence": str(person.cadence or ""),
        "last_contact": history.last.date.isoformat() if history.last else "",
        "due": turn.due.isoformat() if turn else "",
        "status": card.status or "",
        "sphere": "; ".join(card.sphere),
        "uid": tidy(card.uid),
        "path": tidy(person.path, 2_000),
    }
