"""Rule: a bare name is useless; beside it stands what was said, asked, received and promised."""

from vaultnet.agenda.gratitude import received
from vaultnet.agenda.history import History, newest_first
from vaultnet.agenda.promises import promises_to
from vaultnet.model.agenda import Beside, Mention
from vaultnet.model.network import Contact, Record

_ASKED_ABOUT = 3
_REMEMBERED = 2
_TO_ASK_AFTER = ("ask about", "busy", "need")


def beside(known: History) -> Beside:
    """What to have in mind when letting this person hear from the user."""
    remembered = sorted(received(known), key=lambda one: one.thanked)
    return Beside(
        last_contact=known.last,
        ask_about=ask_about(known),
        received=tuple(remembered[:_REMEMBERED]),
        promises=promises_to(known.person),
        rhythm=known.person.cadence,
    )


def ask_about(known: History) -> tuple[Mention, ...]:
    """What to ask after, newest first, undated last (format.md, Marks)."""
    waiting = [record for record in newest_first(known.said(*_TO_ASK_AFTER)) if _is_open(record, known.last)]
    return tuple(
        Mention(record.entry.text, record.entry.date, record.source, _mark(record)) for record in waiting[:_ASKED_ABOUT]
    )


def _mark(record: Record) -> str:
    return next(mark for mark in _TO_ASK_AFTER if mark in record.entry.marks)


def _is_open(record: Record, last: Contact | None) -> bool:
    """Whether it may still be asked after; a question is closed by the next contact after the day of its noting."""
    entry = record.entry
    was_asked = "ask about" in entry.marks and entry.date and last and last.date > entry.date
    return entry.open and not was_asked
