"""What is shown, as plain values for other programs (json.md): absent is None or an empty list, and shapes never vary.

Days are ISO dates, paths relative to the vault, lines count from 1.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vaultnet.agenda.history import History, history
from vaultnet.agenda.portrait import Portrait
from vaultnet.agenda.reach_out import turn
from vaultnet.agenda.tact import deceased
from vaultnet.model.agenda import Agenda, Gratitude, Leaf, Mention, Occasion, Owed, Profile, ReachOut, Received, Side
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
    """The document as text; what no terminal should get to see is escaped in it."""
    import json  # noqa: PLC0415 - most commands print no JSON

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _MAY_BE_UNPRINTABLE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    if not is_control(sign):
        return sign
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def due(agenda: Agenda, network: Network, config: Config) -> Shape:
    """`due --json`."""

    def reach(one: ReachOut) -> Shape:
        return _reach_out(one, plain_why(one, network, config.language, agenda.date))

    return {
        "version": VERSION,
        "date": agenda.date.isoformat(),
        "people": agenda.people,
        "fresh_start": agenda.fresh_start,
        "today": [_occasion(one) for one in agenda.today],
        "reach_out": [reach(one) for one in agenda.reach_out],
        "waiting": [reach(one) for one in agenda.waiting],
        "thank": [_gratitude(one) for one in agenda.thank],
        "answer": [_gratitude(one) for one in agenda.answer],
        "report": [_gratitude(one) for one in agenda.report],
        "return": [_gratitude(one) for one in agenda.give_back],
        "promised": [_owed(one) for one in agenda.promised],
        "introduce": [
            {"need": _side(one.need), "offer": _side(one.offer), "topic": one.topic} for one in agenda.introduce
        ],
        "leaf_through": [_leaf(one) for one in agenda.leaf_through],
        "coming_up": [_occasion(one) for one in agenda.coming_up],
        "problems": problems(agenda.problems),
    }


def people(shown: Iterable[Person], today: date) -> Shape:
    """`people --json`, for those who are to be shown."""
    return {"version": VERSION, "people": [_person(history(one, today)) for one in shown]}


def check(found: Iterable[Problem]) -> Shape:
    """`check --json`."""
    return {"version": VERSION, "problems": problems(found)}


def problems(found: Iterable[Problem]) -> list[Shape]:
    """Problems, each with its place."""
    return [{"path": one.path, "line": one.line, "message": one.message} for one in found]


def contact(one: Contact | None) -> Shape | None:
    """The last contact, in the shape that it has everywhere."""
    return {"date": one.date.isoformat(), "text": one.text, **place(one.source)} if one else None


def received(one: Received) -> Shape:
    """Something the user received."""
    return {"text": one.text, "date": _iso(one.date), "thanked": one.thanked, **place(one.source)}


def place(source: Source) -> Shape:
    """Where something stands."""
    return {"path": source.path, "line": source.line}


def whom(person: Person) -> Shape:
    """Somebody, in the shape that they have everywhere."""
    return {"person": person.name, "path": person.path}


def show(shown: Portrait) -> Shape:
    """`show --json`: the card, and everything that all notes say about a person."""
    known, person = shown.known, shown.person
    return {
        "version": VERSION,
        **whom(person),
        **_card(person),
        "last_contact": contact(known.last),
        "due": _iso(shown.turn.due) if shown.turn else None,
        "estimated": bool(shown.turn and shown.turn.estimated),
        "contacts": [_talk(one) for one in reversed(known.contacts)],
        "plans": [_talk(one) for one in known.plans],
        "received": [received(one) for one in shown.received],
        "needs": [_mention(one) for one in shown.needs],
        "offers": [_mention(one) for one in shown.offers],
        "occasions": [_occasion(one) for one in shown.occasions],
        "promises": [_owed(one) for one in shown.promises],
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
        "interests": [said.text for said in card.interests],
        "location": card.location or None,
        "organisation": card.organisation or None,
        "role": card.role or None,
        "family": list(card.family),
        "address": card.address or None,
        "email": _one(card.email),
        "phone": _one(card.phone),
        "uid": card.uid or None,
    }


def _person(known: History) -> Shape:
    person, turned = known.person, turn(known)
    return {
        **whom(person),
        "cadence": str(person.cadence) if person.cadence else None,
        "circle": person.card.circle or None,
        "last_contact": _iso(known.last.date) if known.last else None,
        "due": _iso(turned.due) if turned else None,
        "estimated": bool(turned and turned.estimated),
        "contacts": len(known.contacts),
        "status": _status(person),
        "sphere": list(person.card.sphere),
    }


def _reach_out(one: ReachOut, why: str) -> Shape:
    person, card, beside = one.person, one.person.card, one.beside
    return {
        **whom(person),
        "due": one.due.isoformat(),
        "days_past": one.days_past,
        "cadence": str(person.cadence) if person.cadence else None,
        "estimated": one.estimated,
        "why": why,
        "last_contact": contact(beside.last_contact),
        "ask_about": [_mention(mention) for mention in beside.ask_about],
        "promises": [_owed(promise) for promise in beside.promises],
        "family": list(card.family),
        "phone": _one(card.phone),
        "email": _one(card.email),
        "place": card.location or None,
        "organisation": card.organisation or None,
        "received": [received(gift) for gift in beside.received],
    }


def _leaf(one: Leaf) -> Shape:
    return {
        **whom(one.person),
        "reason": one.reason,
        "last_contact": contact(one.beside.last_contact),
        "ask_about": [_mention(mention) for mention in one.beside.ask_about],
    }


def _occasion(one: Occasion) -> Shape:
    return {
        **whom(one.person),
        "kind": one.kind,
        "date": one.date.isoformat(),
        "days": one.days,
        "text": one.text,
        "source": place(one.source),
    }


def _gratitude(one: Gratitude) -> Shape:
    return {
        **whom(one.person),
        "text": one.text,
        "date": one.date.isoformat(),
        "source": place(one.source),
    }


def _owed(one: Owed) -> Shape:
    return {
        **whom(one.person),
        "text": one.text,
        "due": _iso(one.due),
        "source": place(one.source),
    }


def _side(one: Side) -> Shape:
    return {**whom(one.person), "text": one.text}


def _mention(one: Mention) -> Shape:
    return {"text": one.text, "date": _iso(one.date), **place(one.source)}


def _talk(one: Contact) -> Shape:
    return {
        "date": one.date.isoformat(),
        "text": one.full_text,
        "marks": list(one.marks),
        **place(one.source),
        "sources": [place(part.source) for part in one.parts],
    }


def _profile(one: Profile) -> Shape:
    return {"value": one.value, "stated": one.stated, "evidence": one.evidence or None}


def _status(person: Person) -> str | None:
    return "deceased" if deceased(person) else person.card.status


def _yearly(day: Yearly | None) -> str | None:
    if day is None:
        return None
    return f"{f'{day.year:04}' if day.year else '-'}-{day.month:02}-{day.day:02}"


def _one(values: Sequence[str]) -> str | None:
    return ", ".join(values) or None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
