"""Rule: a bare name is useless; beside it stands what was said, asked, received and promised."""

from vaultnet.agenda.gratitude import received
from vaultnet.agenda.history import History, newest_first
from vaultnet.agenda.promises import promises_to
from vaultnet.model.agenda import Beside, Mention
from vaultnet.model.network import Contact, Record

_ASKED_ABOUT = 3
_REMEMBERED = 2
_TO_ASK_AFTER = ("ask about", "busy", "need")


def beside(history: History) -> Beside:
    """What to have in mind when getting in touch with this person."""
    remembered = sorted(received(history), key=lambda gift: gift.thanked)
    return Beside(
        last_contact=history.last,
        ask_about=ask_about(history),
        received=tuple(remembered[:_REMEMBERED]),
        promises=promises_to(history.person),
        rhythm=history.person.cadence,
    )


def ask_about(history: History) -> tuple[Mention, ...]:
    """What to ask after, newest first, undated last (format.md, Marks)."""
    return open_questions(history)[:_ASKED_ABOUT]


def open_questions(history: History) -> tuple[Mention, ...]:
    """Everything that may still be asked after, in the same order."""
    waiting = (record for record in newest_first(history.said(*_TO_ASK_AFTER)) if _is_open(record, history.last))
    return tuple(Mention(record.entry.text, record.entry.date, record.source, _mark(record)) for record in waiting)


def _mark(record: Record) -> str:
    return next(mark for mark in _TO_ASK_AFTER if mark in record.entry.marks)


def _is_open(record: Record, last: Contact | None) -> bool:
    """Whether it may still be asked after; a question is closed by the next contact after the day it was noted."""
    entry = record.entry
    answered = "ask about" in entry.marks and entry.date and last and last.date > entry.date
    return entry.open and not answered
