"""Whom to ask, as JSON (json.md) and for the terminal: each line with its evidence and its place."""

from datetime import date

from vaultnet.agenda.ask import Asked, Helper
from vaultnet.agenda.question import Reason
from vaultnet.model.agenda import Beside
from vaultnet.model.config import Config
from vaultnet.model.network import Network
from vaultnet.render import json as as_data
from vaultnet.render.beside import last_talk, received
from vaultnet.render.escape import terminal_safe
from vaultnet.render.json import VERSION, Shape
from vaultnet.render.terminal import Page
from vaultnet.render.voice import Voice, evidence, sentence, sentences
from vaultnet.render.words import words

_REMEMBERED = 2


def ask(asked: Asked, network: Network, config: Config, today: date) -> Shape:
    """`ask --json`."""
    voice = Voice(words(config.language), network, today, note=False)
    return {
        "version": VERSION,
        "question": asked.question,
        "sphere": asked.sphere,
        "people": [_helper(one, voice) for one in asked.people],
        "left_out": [
            {"person": person.name, "reason": f"{profile.value} ({profile.evidence})"}
            for person, profile in asked.left_out
        ],
    }


def show_ask(
    asked: Asked, more: int, network: Network, config: Config, today: date, *, width: int, colour: bool
) -> str:
    """Whom to ask, for the terminal; `more`: how many others there are."""
    voice = Voice(words(config.language), network, today, note=False)
    page = Page(width, colour)
    for number, one in enumerate(asked.people):
        if number:
            page.gap()
        page.line(terminal_safe(one.person.name), style="cyan")
        for reason in one.why:
            page.line(_why(reason, voice), 4)
            page.place(reason.source, 8)
        page.line(_beside(one, voice), 4)
        if asked.question:
            page.line(advice(one, voice), 4)
    if not asked.people:
        page.line(sentence(voice.words.say("ask.nobody" if asked.question else "ask.nobody.place")))
    if more:
        page.title(voice.words.say("ask.more", more), "dim")
    if asked.left_out:
        people = ", ".join(
            f"{terminal_safe(person.name)} ({evidence(profile, voice.words)})" for person, profile in asked.left_out
        )
        page.gap()
        page.line(voice.words.say(f"ask.left_out.{asked.sphere}", people=people))
    return page.read()


def advice(one: Helper, voice: Voice) -> str:
    """The manners that fit: what comes first, by which path, and how this person likes to be asked."""
    say = voice.words.say
    because = evidence(one.profile, voice.words)
    return sentences(
        say("ask.via", people=voice.person(one.via.path)) if one.via else "",
        say("ask.gentle") if one.gentle else "",
        say("ask.just") if one.just_asked else "",
        say("ask.thank") if any(gift.date and not gift.thanked for gift in one.received) else "",
        say(f"manners.{one.profile.value or 'unknown'}", evidence=f" ({because})" if because else ""),
    )


def _why(reason: Reason, voice: Voice) -> str:
    day = voice.words.day(reason.date, voice.today) if reason.date else ""
    return voice.words.say(f"why.{reason.kind}", text=voice.text(reason.text), day=day)


def _beside(one: Helper, voice: Voice) -> str:
    """When they last spoke, what the user received from them, and when they were last asked."""
    gifts = sorted(one.received, key=lambda gift: gift.thanked)[:_REMEMBERED]
    asked = voice.words.say("ask.last", day=voice.words.day(one.last_asked, voice.today)) if one.last_asked else ""
    return sentences(_last_talk(one, voice), *(received(gift, voice) for gift in gifts), asked)


def _last_talk(one: Helper, voice: Voice) -> str:
    """When they last spoke, and about what, unless that is among the reasons already."""
    last = one.known.last
    if last is None:
        return voice.words.say("silence.never")
    if any(reason.source == part.source for part in last.parts for reason in one.why):
        return voice.words.say("last", day=voice.place(last.source, last.date))
    return last_talk(one.person, Beside(last, received=one.received), voice, spoke=True)


def _helper(one: Helper, voice: Voice) -> Shape:
    return {
        **as_data.whom(one.person),
        "why": [{"text": reason.text, **as_data.place(reason.source)} for reason in one.why],
        "profile": one.profile.value,
        "last_contact": as_data.contact(one.known.last),
        "last_asked": one.last_asked.isoformat() if one.last_asked else None,
        "received": [as_data.received(gift) for gift in one.received],
        "via": one.via.name if one.via else None,
        "advice": advice(one, voice),
    }
