"""What stands beside a name, in at most three lines: a bare name is useless."""

from collections.abc import Collection, Iterable
from functools import cache

from vaultnet.model.agenda import Beside, Received
from vaultnet.model.facts import Card, before_outcome
from vaultnet.model.network import Contact, Part, Person
from vaultnet.render.escape import mentioned
from vaultnet.render.reasons import without_name
from vaultnet.render.voice import Voice, one_line, quote, sentences
from vaultnet.render.words import words

_TALK, _GIFT = 130, 110  # characters of the last talk, and of what was received
_ACTS = {  # what was done, told in the words that a tick writes
    "thanked": "did.thank",
    "answered": "did.answer",
    "reported": "did.report",
    "returned": "did.give_back",
    "asked": "did.asked",
    "request": "did.requested",
    "borrowed": "did.borrowed",
    "received": "did.received",
    "need": "did.needed",
    "offer": "did.offered",
    "busy": "did.busy",
}


def beside(
    person: Person,
    known: Beside,
    reason: str,
    voice: Voice,
    *,
    spoke: bool = True,
    quoted: Iterable[str] = (),
    gently: bool = False,
) -> list[str]:
    """Why and the last talk; what to remember; how to reach them: a line for each, unless it would be empty.

    `spoke`: the reason does not tell yet that they spoke, so the last talk is introduced by a word. `quoted`: texts of
    notes that the reason tells already. `gently`: it is a hard time for them.
    """
    lines = (
        sentences(reason, last_talk(person, known, voice, spoke=spoke, quoted=quoted)),
        sentences(*_to_remember(known, voice, gently=gently)),
        sentences(*to_reach(person.card, voice)),
    )
    return [line for line in lines if line]


def told(person: Person, one: Contact, voice: Voice, known: Collection[str] = ()) -> str:
    """What was said in the first of its places, without the name with which a line in a daily note begins.

    Of what the user did, and of a request, it says what it was; for what, unless that is `known` already.
    """
    part = _first(one, voice)
    if part is None:
        return ""
    mark = next((mark for mark in part.marks if mark in _ACTS and _is_of_all(mark, part, person)), "")
    if mark:
        said = one_line(without_name(part.text, person).replace("->", "→"))
        act = voice.words.say(_act(person, mark, part.text))
        return act if said == act or all(text in known for text in said.split("; ")) else f"{act} ({said})"
    return "\n".join(without_name(line, person) for line in part.text.replace("->", "→").split("\n"))


def _is_of_all(mark: str, part: Part, person: Person) -> bool:
    """Whether the mark begins the line itself; that of a sub-item says nothing of what stands above it."""
    return any(record.source == part.source and mark in record.entry.marks for record in person.records)


def _act(person: Person, mark: str, text: str) -> str:
    """The key of the words for what was done; an answer to a question of the user's own was given to them."""
    if mark != "answered":
        return _ACTS[mark]
    asked = (one.entry.matter for one in person.records if "asked" in one.entry.marks)
    return "did.heard" if " ".join(before_outcome(text).split()) in asked else _ACTS[mark]


@cache
def _at_a_tick(language: str) -> frozenset[str]:
    """What is written into a note where the user typed nothing."""
    return frozenset(text for key, text in words(language).texts.items() if key.startswith("did."))


def _first(one: Contact, voice: Voice) -> Part | None:
    """The first of its places that says something, if possible in the user's own words."""
    said = [part for part in one.parts if part.text and not part.given]
    return next((part for part in said if not _is_ours(part, voice)), said[0] if said else None)


def _is_ours(part: Part, voice: Voice) -> bool:
    return part.text in _at_a_tick(voice.words.language)


def last_talk(person: Person, known: Beside, voice: Voice, *, spoke: bool, quoted: Iterable[str] = ()) -> str:
    """When they last spoke, and about what; where nobody noted that, also the last talk in words.

    Left out is what stands beside it anyway: what is `quoted`, to be asked about, or was received.
    """
    last = known.last_contact
    if last is None:
        return ""
    day = voice.place(last.source, last.date)
    text = _about(person, last, known, voice, quoted)
    if text == voice.words.say("did.contact"):
        text = ""
    when = voice.words.say("last", day=day) if spoke or not text else day
    line = f"{when}: {text}" if text else when
    if _in_words(last, voice):
        return line
    before = next((one for one in reversed(person.contacts) if one.date < last.date and _in_words(one, voice)), None)
    text = _about(person, before, known, voice, quoted) if before else ""
    return sentences(line, f"{voice.place(before.source, before.date)}: {text}") if before and text else line


def _in_words(one: Contact, voice: Voice) -> bool:
    part = _first(one, voice)
    return part is not None and not _is_ours(part, voice)


def _about(person: Person, one: Contact, known: Beside, voice: Voice, quoted: Iterable[str]) -> str:
    """What was said in a talk, without what stands beside it anyway."""
    if _is_told_below(_first(one, voice), known):
        return ""
    text = told(person, one, voice, [gift.text for gift in known.received])
    for sentence in quoted:
        text = _without(text, sentence)
    return voice.text(text, _TALK)


def _is_told_below(part: Part | None, known: Beside) -> bool:
    return part is not None and (
        any(mention.text == part.text for mention in known.ask_about)
        or any(one.source == part.source for one in known.received)
    )


def _without(text: str, quoted: str) -> str:
    """What is left of a talk when a sentence of it was quoted already."""
    if not quoted or quoted not in text:
        return text
    before, _, after = text.partition(quoted)
    before, after = before.rstrip(" \n:;,–—"), after.lstrip(" \n.;,!?")
    return f"{before} … {after}" if before and after else before or after


def _to_remember(known: Beside, voice: Voice, *, gently: bool) -> list[str]:
    """What to ask about, what was received, what was promised."""
    say = voice.words.say
    asked = voice.texts(mention.text for mention in known.ask_about)
    promises = voice.texts(mentioned(promise.text, voice.tag) for promise in known.promises)
    return [
        say("ask_about", items=asked) if asked else "",
        *_all_received(known, voice, gently=gently),
        say("promises", items=promises) if promises else "",
    ]


def _all_received(known: Beside, voice: Voice, *, gently: bool) -> list[str]:
    """What the user received, in one sentence where it begins with the same words."""
    begins = voice.words.say("received", text="")
    said: list[str] = []
    for one in (received(gift, voice, gently=gently) for gift in known.received):
        if said and one.startswith(begins) and said[-1].startswith(begins):
            said[-1] += f"; {one[len(begins) :]}"
        else:
            said.append(one)
    return said


def received(one: Received, voice: Voice, *, gently: bool = False) -> str:
    """What the user received: never forgotten; thanks may wait in a hard time."""
    if one.introduced:
        said = voice.words.say("received.introduced", people=voice.people(one.introduced))
    else:
        key = "received.asked" if one.mark == "asked" else "received"
        text = voice.text(one.text, _GIFT).rstrip(".") or "…"
        said = voice.words.say(key, text=text, quoted=quote(text))
    remarks = [voice.words.month(one.date, voice.today)] if one.date else []
    if one.date and not (one.thanked or gently):
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
