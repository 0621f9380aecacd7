"""What stands beside a name, in at most three lines: a bare name is useless."""

from vaultnet.model.agenda import Beside, Received
from vaultnet.model.facts import Card
from vaultnet.model.network import Contact, Person
from vaultnet.render.reasons import introduced
from vaultnet.render.voice import Voice, sentences

_TALK, _GIFT = 130, 110  # characters of the last talk, and of what was received


def beside(person: Person, known: Beside, reason: str, voice: Voice, *, spoke: bool = True) -> list[str]:
    """The lines: why and the last talk; what to remember; how to reach them. Lines that say nothing are left out.

    `spoke`: the reason does not tell yet that they spoke, so the last talk is introduced by a word.
    """
    lines = (
        sentences(reason, last_talk(person, known, voice, spoke=spoke)),
        sentences(*_to_remember(person, known, voice)),
        sentences(*to_reach(person.card, voice)),
    )
    return [line for line in lines if line]


def told(person: Person, one: Contact) -> str:
    """What was said in the first of its places, without the name with which a line in a daily note begins."""
    lines = _first_said(one).split("\n")
    return "\n".join(
        line[len(person.name) :].lstrip(" :,–—-") if line.startswith(f"{person.name} ") else line for line in lines
    )


def _first_said(one: Contact) -> str:
    return next((part.text for part in one.parts if part.text and not part.given), "")


def last_talk(person: Person, known: Beside, voice: Voice, *, spoke: bool) -> str:
    """When they last spoke, and about what, unless that is what to ask about."""
    last = known.last_contact
    if last is None:
        return ""
    day = voice.place(last.source, last.date)
    asked_about = any(mention.text == _first_said(last) for mention in known.ask_about)
    text = "" if asked_about else voice.text(told(person, last), _TALK)
    when = voice.words.say("last", day=day) if spoke or not text else day
    return f"{when}: {text}" if text else when


def _to_remember(person: Person, known: Beside, voice: Voice) -> list[str]:
    say = voice.words.say
    asked = voice.texts(mention.text for mention in known.ask_about)
    promises = voice.texts(promise.text for promise in known.promises)
    return [
        say("ask_about", items=asked) if asked else "",
        *(received(person, one, voice) for one in known.received),
        say("promises", items=promises) if promises else "",
    ]


def received(person: Person, one: Received, voice: Voice) -> str:
    """What the user received: never forgotten."""
    people = introduced(person, one.source.path, one.source.line, voice) if one.mark == "introduced" else ""
    if people:
        said = voice.words.say("received.introduced", people=people)
    else:
        key = "received.asked" if one.mark == "asked" else "received"
        said = voice.words.say(key, text=voice.text(one.text, _GIFT).rstrip("."))
    remarks = [voice.words.month(one.date, voice.today)] if one.date else []
    if one.date and not one.thanked:
        remarks.append(voice.words.say("received.open"))
    return f"{said} ({'; '.join(remarks)})" if remarks else said


def to_reach(card: Card, voice: Voice) -> list[str]:
    """Their family, and how and where to reach them."""
    say = voice.words.say
    lists = {"family": card.family, "phone": card.phone, "email": card.email}
    work = voice.text(", ".join(text for text in (card.role, card.organisation) if text))
    texts = {"place": voice.text(card.location), "work": work, "address": voice.text(card.address)}
    return [
        *(say(key, items=", ".join(map(voice.text, items))) for key, items in lists.items() if items),
        *(say(key, text=text) for key, text in texts.items() if text),
    ]
