"""People as CSV, a row each; no cell is a formula to a spreadsheet, whoever wrote the note it comes from."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from vaultnet.agenda.history import history
from vaultnet.agenda.reach_out import turn
from vaultnet.exchange.book import entry_of, tidy
from vaultnet.exchange.note_text import properties
from vaultnet.model.network import Person

COLUMNS = (
    *("name", "aliases", "organisation", "role", "location", "address", "family", "email", "phone"),
    *("birthday", "anniversary", "died", "circle", "cadence", "last_contact", "due", "status", "sphere", "uid", "path"),
)
BEGINNING = ",".join((*COLUMNS[:4], ""))
"""How every table of ours begins, whatever columns it has behind."""

_FORMULA = re.compile(r"\s{0,99}[=+\-@＝＋－＠]")


def table(people: Iterable[Person], today: date) -> str:
    """A header and a row for each person; several values are joined by `; `, lines end in CRLF."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for person in people:
        said = _said(person, today)
        writer.writerow([harmless(said.get(column, "")) for column in COLUMNS])
    return lines.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet carries out: what begins like a formula has an apostrophe before it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _said(person: Person, today: date) -> dict[str, str]:
    card, known = person.card, history(person, today)
    turned = turn(known)
    return {
        "name": tidy(person.name),
        **{one.name: "; ".join(one.values) for one in properties(entry_of(person))},
        "circle": tidy(card.circle),
        "cadence": str(person.cadence or ""),
        "last_contact": known.last.date.isoformat() if known.last else "",
        "due": turned.due.isoformat() if turned else "",
        "status": card.status or "",
        "sphere": "; ".join(card.sphere),
        "uid": tidy(card.uid),
        "path": tidy(person.path, 2_000),
    }
