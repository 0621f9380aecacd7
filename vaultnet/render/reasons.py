"""Why a name is listed, in one kind sentence; what is not known is not said, and nobody is made to feel guilty."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from vaultnet.agenda.tact import gentle
from vaultnet.model.agenda import YEARLY, Gratitude, Introduction, Leaf, Occasion, ReachOut
from vaultnet.model.config import OCCASIONS
from vaultnet.model.network import Contact, Network, Person
from vaultnet.network.names import title_of
from vaultnet.render.voice import Voice, quote, sentences
from vaultnet.render.words import Words, words

_CHEERFUL = frozenset({"birthday", "anniversary", "wedding", "birth", "retirement"})  # one congratulates
_OPERATION = ("operati", "surgery")
_DUE = re.compile(r"\b(?:due|expect|verwacht|uitgerekend|komt)")  # of a baby
_WENT = re.compile(r"\b(?:went|over|well|done|fine|successful|ging|verliep|verlopen|goed|gelukt|achter de rug)\b")
_FIRST_PERSON = frozenset(
    "i i'm i've i'll my mine myself me we we're our us ik mijn m'n mij wij ons onze am heb word".split()
)
_CLAUSE = re.compile(r"(?:i|s?he|they|we|you|that|ik|hij|zij?|ze|wij|jij|u|dat) ", re.IGNORECASE)  # of a sentence
_WORD = re.compile(r"\b[^\W\d_]")
_PARTED = re.compile(r":[ ]|[ ][-–—][ ]")  # from a name at the beginning of a line


def why(one: ReachOut, voice: Voice, *, gently: bool = False) -> str:
    """Why it is somebody's turn, as a sentence; `gently`: their hard time is mentioned already."""
    say = voice.words.say
    clauses = [_silence(one.beside.last_contact, voice)]
    if one.tried:
        clauses.append(say("tried", day=voice.words.day(one.tried, voice.today)))
    elif one.beside.rhythm and not (one.asked_for or one.gentle or gently):
        clauses.append(say("wish", every=voice.words.every(one.beside.rhythm)))
    asked_for = _asked_for(one.due, voice) if one.asked_for else ""
    return sentences(asked_for, "; ".join(clauses), say("gentle") if one.gentle else "")


def plain_why(one: ReachOut, network: Network, language: str, today: date) -> str:
    """The same for JSON and the terminal."""
    return why(one, Voice(words(language), network, today, note=False))


def leaf(one: Leaf, voice: Voice) -> str:
    """Why a name turns up: its owner went quiet, or its turn has come."""
    if one.reason == "quiet":
        every, length = voice.words.every_days(one.rhythm_days), voice.words.length(one.silent_days)
        said = voice.words.say("quiet", every=every, length=length)
    else:
        said = _silence(one.beside.last_contact, voice)
    return sentences(said, voice.words.say("gentle")) if gentle(one.person) else said


def act(one: Occasion, voice: Voice) -> str:
    """What one could do about an occasion on its day or after it."""
    key = f"{one.kind}.{one.phase}{_of_what(one)}"
    day = voice.words.day(one.date, voice.today)
    return voice.words.say(_spoken_of(key if voice.words.has(key) else one.phase, one, voice), one.years or 0, day=day)


def occasion(one: Occasion, voice: Voice, *, ideas: bool = True, advised: bool = True) -> str:
    """What is to be said of an occasion today: on its day or after it, with what one could give if `ideas`.

    Not `advised`: what one could do is said of another occasion as well, so here it is only told, if it is in words.
    """
    told = _told(one, voice)
    place = f"{told[:1].upper()}{told[1:]} ({voice.place(one.source, one.said_on or one.date)})" if told else ""
    what_to_do = act(one, voice) if advised or not place else ""
    return sentences(place, what_to_do, *(_ideas(one, voice) if ideas else ()))


def without_name(line: str, person: Person) -> str:
    """A line without the name with which one begins it in a daily note: `Vera called`, or `Vera: called`."""
    for name in _names(person):
        if line.startswith(name) and (parted := _PARTED.match(line, len(name))):
            return line[parted.end() :]
    whole = next((name for name in (title_of(person.path), person.name) if line.startswith(f"{name} ")), "")
    return line[len(whole) :].lstrip(" :,–—-") if whole else line


def _names(person: Person) -> list[str]:
    """What somebody is called in the user's notes, the longest first: a link to `@Vera.md` shows `@Vera`."""
    names = {title_of(person.path), person.name, *person.name.split()[:1], *person.card.names}
    return sorted(filter(None, names), key=len, reverse=True)


def _without_giver(text: str, person: Person) -> str:
    """What was given, without the words that say by whom: it stands beside that name."""
    by_whom = "|".join(map(re.escape, _names(person)))
    return re.sub(rf"\A(?:from|by|van|door) (?:{by_whom})[:,]? (?=\S)", "", text, count=1, flags=re.IGNORECASE)


def _begins_with_name(one: Gratitude) -> bool:
    """Whether a line is a sentence about whoever it names first: `Vera sent her comments`."""
    return any(one.text.startswith(f"{name} ") for name in _names(one.person))


def did(one: Occasion | None, said: Words) -> str:
    """What the user did about an occasion, or without one: the words of a contact for which they typed none."""
    if one is None or (one.gentle and one.kind in _CHEERFUL and one.phase != "after"):
        return said.say("did.contact")
    keys = (f"did.{one.kind}.{one.phase}{_of_what(one)}", f"did.{one.kind}.{one.phase}", f"did.{one.kind}")
    return said.say(next((key for key in keys if said.has(key)), "did.contact"))


def ahead(one: Occasion, voice: Voice) -> str:
    """An occasion in *Coming up*, after the name: what it is, and in how many days."""
    return f"{what(one, voice)} ({voice.words.ahead(one.date, voice.today)})"


def what(one: Occasion, voice: Voice) -> str:
    """An occasion by its name or the words that tell it."""
    told = _told(one, voice)
    if told and one.kind not in YEARLY:
        return told
    name = voice.words.say(_spoken_of(f"{one.kind}.ahead", one, voice), one.years or 0)
    return f"{name}: {told}" if told else name


def advice(one: Occasion, voice: Voice) -> str:
    """What the user could do while there is time; "" if it is too early."""
    if one.phase != "prepare" or _of_what(one) == ".mine":
        return ""
    key = "advice.gentle" if one.gentle and one.kind in _CHEERFUL else f"advice.{one.kind}"
    return sentences(voice.words.say(key if voice.words.has(key) else "advice"), *_ideas(one, voice))


def gratitude(section: str, one: Gratitude, voice: Voice, *, gently: bool = False) -> str:
    """What to thank for, answer, report or return, and where that is written; in a hard time, that it can wait."""
    key = section
    if section == "answer" and one.waiting:
        key = "answer.waiting"
    elif section == "thank" and one.mark == "asked":
        key = "thank.asked"
    place = voice.place(one.source, one.date)
    if one.introduced and section == "thank":
        return voice.words.say("thank.introduced", people=voice.people(one.introduced), place=place)
    matter = _without_giver(one.text, one.person) if section in ("thank", "give_back") else one.text
    matter = without_name(matter, one.person) if one.mark == "asked" else matter
    text = voice.text(matter).rstrip(".") or "…"
    if gently and voice.words.has(f"{key}.gentle"):
        key += ".gentle"
    in_quotes = key == "thank" and (". " in text or _CLAUSE.match(text) or _begins_with_name(one))
    return voice.words.say(key, text=quote(text) if in_quotes else text, quoted=quote(text), place=place)


def introduction(one: Introduction, voice: Voice, troubled: Collection[Person] = ()) -> str:
    """What one looks for and the other can do; and for which of them this is a hard time."""
    said = voice.words.say(
        "introduce.mine" if one.mine else "introduce",
        need=voice.name(one.need.person.path),
        needed=voice.text(one.need.text).rstrip("."),
        offer=voice.name(one.offer.person.path),
        offered=voice.text(one.offer.text),
    )
    names = f" {voice.words.say('and')} ".join(voice.name(person.path) for person in troubled)
    return sentences(said, voice.words.say("introduce.gentle", people=names) if names else "")


def _silence(last: Contact | None, voice: Voice) -> str:
    if last is None:
        return voice.words.say("silence.never")
    days = (voice.today - last.date).days
    return voice.words.say("silence", length=voice.words.length(days)) if days else voice.words.say("silence.today")


def _asked_for(due: date, voice: Voice) -> str:
    if due == voice.today:
        return voice.words.say("asked_for.today")
    return voice.words.say("asked_for", day=voice.words.day(due, voice.today))


def _of_what(one: Occasion) -> str:
    """What makes an illness something that is over on a day, a birth something that may be on another, and a day mine.

    Once they spoke after an operation, or of its outcome on the very day, one asks how things are now.
    """
    if one.kind == "birth" and one.phase == "day":
        return ".due" if _DUE.search(one.text.casefold()) else ""
    if one.kind == "told" and not _FIRST_PERSON.isdisjoint(one.text.lower().replace("’", "'").split()):
        from vaultnet.hearing.mine import tells_mine  # noqa: PLC0415 - its patterns take 15 ms to compile

        return ".mine" if tells_mine(one.text) else ""
    if one.kind != "illness" or one.phase != "after" or not _names_it(one.text):
        return ""
    today = one.date - timedelta(one.days)
    if one.date == one.said_on and _is_yet_to_come(one.text, one.date, today):
        return ""
    since = (contact for contact in one.person.contacts if one.date <= contact.date <= today)
    return "" if any(contact.date > one.date or _tells_how_it_went(contact.text) for contact in since) else ".operation"


def _is_yet_to_come(text: str, said_on: date, today: date) -> bool:
    """Whether words without a date name a day that is not over: `her operation is next Thursday`."""
    from vaultnet.days.near_days import near_day  # noqa: PLC0415 - its patterns take 3 ms to compile

    found = (near_day(text[word.start() :], said_on) for word in _WORD.finditer(text))
    return any(near is not None and near[0] >= today for near in found)


def _tells_how_it_went(text: str) -> bool:
    return _names_it(text) and _WENT.search(text.casefold()) is not None


def _names_it(text: str) -> bool:
    return any(word in text.casefold() for word in _OPERATION)


def _told(one: Occasion, voice: Voice) -> str:
    """The words that tell it, after the kind's name if they do not say it; a birthday in a talk may be another's."""
    if one.kind in YEARLY and not one.in_words:
        return ""
    said = without_name(one.text, one.person)
    text = voice.promise(said) if one.kind == "promise" else voice.text(said)
    if not text:
        return ""
    itself = names_itself(one.kind, one.text, in_words=one.in_words)
    return quote(text) if itself else f"{voice.words.say(f'{one.kind}.ahead')}: {quote(text)}"


def names_itself(kind: str, text: str, *, in_words: bool) -> bool:
    """Whether the text of an occasion says of which kind it is; `in_words`: a talk told it so."""
    rule = OCCASIONS.get(kind)
    return kind == "told" or in_words or bool(rule and any(word in text.casefold() for word in rule.words))


def _spoken_of(key: str, one: Occasion, voice: Voice) -> str:
    """The variant of a sentence that fits: gentle or with cheer, with the years or without."""
    manner = ".gentle" if one.gentle and voice.words.has(key + ".gentle") else ""
    if one.years and not one.gentle and (one.years % 10 == 0 or one.years == 25) and voice.words.has(key + ".round"):
        return key + ".round"
    years = ".years" if one.years and voice.words.has(key + manner + ".years") else ""
    return key + manner + years


def _ideas(one: Occasion, voice: Voice) -> list[str]:
    """What one could give; the agenda says it for the occasions at which one gives."""
    gifts = voice.texts(said.text for said in one.gifts)
    interests = voice.texts(one.interests)
    return [
        voice.words.say("gifts", items=gifts) if gifts else "",
        voice.words.say("interests", items=interests) if interests else "",
    ]
