"""What is shown, as plain values for other programs (json.md): what is absent is None or empty, and no key is left out.

Days are ISO dates, paths relative to the vault, lines count from 1.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vaultnet.agenda.history import History, history_of
from vaultnet.agenda.portrait import Portrait
from vaultnet.agenda.reach_out import turn_of
from vaultnet.agenda.tact import deceased
from vaultnet.model.agenda import (
    Agenda,
    Gratitude,
    Introduction,
    Leaf,
    Mention,
    Occasion,
    Owed,
    Profile,
    ReachOut,
    Received,
    Side,
)
from vaultnet.model.config import Config
from vaultnet.model.network import Contact, Network, Person, Source
from vaultnet.model.span import Yearly
from vaultnet.network.names import name_of
from vaultnet.problem import Problem
from vaultnet.render.escape import is_control
from vaultnet.render.reasons import plain_why

Value = str | int | None | Sequence["Value"] | Mapping[str, "Value"]
Shape = dict[str, Value]

VERSION = 1
_MAY_BE_UNPRINTABLE = re.compile(r"[^\x00-\x7e]")


def dumps(value: Value) -> str:
    """The document as text, with control characters escaped."""
    import json  # noqa: PLC0415 - most commands print no JSON

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _MAY_BE_UNPRINTABLE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    sign = match[0]
    if not is_control(sign):
        return sign
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def due(agenda: Agenda, network: Network, config: Config) -> Shape:
    """`due --json`."""

    def reach(item: ReachOut) -> Shape:
        return _reach_out(item, plain_why(item, network, config.language, agenda.date))

    return {
        "version": VERSION,
        "date": agenda.date.isoformat(),
        "people": agenda.people,
        "fresh_start": agenda.fresh_start,
        "today": list(map(_occasion, agenda.today)),
        "reach_out": list(map(reach, agenda.reach_out)),
        "waiting": list(map(reach, agenda.waiting)),
        "thank": list(map(_gratitude, agenda.thank)),
        "answer": list(map(_gratitude, agenda.answer)),
        "report": list(map(_gratitude, agenda.report)),
        "return": list(map(_gratitude, agenda.give_back)),
        "promised": list(map(_owed, agenda.promised)),
        "introduce": list(map(_introduction, agenda.introduce)),
        "leaf_through": list(map(_leaf, agenda.leaf_through)),
        "coming_up": list(map(_occasion, agenda.coming_up)),
        "problems": problems(agenda.problems),
    }


def people(shown: Iterable[Person], today: date) -> Shape:
    """`people --json`, of the people `shown`."""
    return {"version": VERSION, "people": [_person(history_of(person, today)) for person in shown]}


def check(faults: Iterable[Problem]) -> Shape:
    """`check --json`."""
    return {"version": VERSION, "problems": problems(faults)}


def problems(faults: Iterable[Problem]) -> list[Shape]:
    """Problems, each with its place."""
    return [fault._asdict() for fault in faults]


def contact(last: Contact | None) -> Shape | None:
    """The last contact, in the shape that it has everywhere."""
    return {"date": last.date.isoformat(), "text": last.text, **place(last.source)} if last else None


def received(gift: Received) -> Shape:
    """Something the user received."""
    return {"text": gift.text, "date": _iso(gift.date), "thanked": gift.thanked, **place(gift.source)}


def place(source: Source) -> Shape:
    """Where something stands."""
    return {"path": source.path, "line": source.line}


def whom(person: Person) -> Shape:
    """Somebody, in the shape that they have everywhere."""
    return {"person": person.name, "path": person.path}


def show(shown: Portrait) -> Shape:
    """`show --json`: the card of a person, and everything that all notes say about them."""
    history, person = shown.history, shown.person
    return {
        "version": VERSION,
        **whom(person),
        **_card(person),
        "last_contact": contact(history.last),
        "due": _iso(shown.turn.due) if shown.turn else None,
        "estimated": bool(shown.turn and shown.turn.estimated),
        "contacts": list(map(_talk, reversed(history.contacts))),
        "plans": list(map(_talk, history.plans)),
        "received": list(map(received, shown.received)),
        "needs": list(map(_mention, shown.needs)),
        "offers": list(map(_mention, shown.offers)),
        "occasions": list(map(_occasion, shown.occasions)),
        "promises": list(map(_owed, shown.promises)),
        "profile": {"work": _profile(shown.work), "private": _profile(shown.private)},
    }


def _card(person: Person) -> Shape:
    """What the properties say, by their canonical names."""
    card = person.card
    return {
        "aliases": list(card.names),
        "tags": list(card.tags),
        "cadence": str(person.cadence) if person.cadence else None,
        "circle": card.circle or None,
        "next_contact": _iso(card.next_contact.date) if card.next_contact else None,
        "snooze_until": _iso(card.snooze_until.date) if card.snooze_until else None,
        "birthday": _yearly(card.birthday),
        "anniversary": _yearly(card.anniversary),
        "wedding": _iso(card.wedding.date) if card.wedding else None,
        "died": _iso(card.died.date) if card.died else None,
        "status": _status(person),
        "met": _iso(card.met.date) if card.met else None,
        "created": _iso(card.created.date) if card.created else None,
        "introduced_by": [name_of(path) for path in person.introduced_by],
        "sphere": list(card.sphere),
        "interests": [interest.text for interest in card.interests],
        "location": card.location or None,
        "organisation": card.organisation or None,
        "role": card.role or None,
        "family": list(card.family),
        "address": card.address or None,
        "email": _joined(card.email),
        "phone": _joined(card.phone),
        "uid": card.uid or None,
    }


def _person(history: History) -> Shape:
    person, turn = history.person, turn_of(history)
    return {
        **whom(person),
        "cadence": str(person.cadence) if person.cadence else None,
        "circle": person.card.circle or None,
        "last_contact": _iso(history.last.date) if history.last else None,
        "due": _iso(turn.due) if turn else None,
        "estimated": bool(turn and turn.estimated),
        "contacts": len(history.contacts),
        "status": _status(person),
        "sphere": list(person.card.sphere),
    }


def _reach_out(turn: ReachOut, why: str) -> Shape:
    person, card, beside = turn.person, turn.person.card, turn.beside
    return {
        **whom(person),
        "due": turn.due.isoformat(),
        "days_past": turn.days_past,
        "cadence": str(person.cadence) if person.cadence else None,
        "estimated": turn.estimated,
        "why": why,
        "last_contact": contact(beside.last_contact),
        "ask_about": list(map(_mention, beside.ask_about)),
        "promises": list(map(_owed, beside.promises)),
        "family": list(card.family),
        "phone": _joined(card.phone),
        "email": _joined(card.email),
        "place": card.location or None,
        "organisation": card.organisation or None,
        "received": list(map(received, beside.received)),
    }


def _leaf(leaf: Leaf) -> Shape:
    return {
        **whom(leaf.person),
        "reason": leaf.reason,
        "last_contact": contact(leaf.beside.last_contact),
        "ask_about": list(map(_mention, leaf.beside.ask_about)),
    }


def _occasion(occasion: Occasion) -> Shape:
    return {
        **whom(occasion.person),
        "kind": occasion.kind,
        "date": occasion.date.isoformat(),
        "days": occasion.days,
        "text": occasion.text,
        "source": place(occasion.source),
    }


def _gratitude(thread: Gratitude) -> Shape:
    return {
        **whom(thread.person),
        "text": thread.text,
        "date": thread.date.isoformat(),
        "source": place(thread.source),
    }


def _owed(owed: Owed) -> Shape:
    return {
        **whom(owed.person),
        "text": owed.text,
        "due": _iso(owed.due),
        "source": place(owed.source),
    }


def _introduction(meeting: Introduction) -> Shape:
    return {"need": _side(meeting.need), "offer": _side(meeting.offer), "topic": meeting.topic}


def _side(side: Side) -> Shape:
    return {**whom(side.person), "text": side.text}


def _mention(mention: Mention) -> Shape:
    return {"text": mention.text, "date": _iso(mention.date), **place(mention.source)}


def _talk(talk: Contact) -> Shape:
    return {
        "date": talk.date.isoformat(),
        "text": talk.full_text,
        "marks": list(talk.marks),
        **place(talk.source),
        "sources": [place(part.source) for part in talk.parts],
    }


def _profile(profile: Profile) -> Shape:
    return {"value": profile.value, "stated": profile.stated, "evidence": profile.evidence or None}


def _status(person: Person) -> str | None:
    return "deceased" if deceased(person) else person.card.status


def _yearly(day: Yearly | None) -> str | None:
    if day is None:
        return None
    return f"{f'{day.year:04}' if day.year else '-'}-{day.month:02}-{day.day:02}"


def _joined(values: Sequence[str]) -> str | None:
    return ", ".join(values) or None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
