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
        "people": [_helper(helper, voice) for helper in asked.people],
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
    for number, helper in enumerate(asked.people):
        if number:
            page.gap()
        page.line(terminal_safe(helper.person.name), style="cyan")
        for reason in helper.why:
            page.line(_why(reason, voice), 4)
            page.place(reason.source, 8)
        page.line(_beside(helper, voice), 4)
        if asked.question:
            page.line(advice(helper, voice), 4)
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


def advice(helper: Helper, voice: Voice) -> str:
    """How to ask this person: what comes first, through whom, and in which manner."""
    say = voice.words.say
    because = evidence(helper.profile, voice.words)
    return sentences(
        say("ask.via", people=voice.person(helper.via.path)) if helper.via else "",
        say("ask.gentle") if helper.gentle else "",
        say("ask.just") if helper.just_asked else "",
        say("ask.thank") if any(gift.date and not gift.thanked for gift in helper.received) else "",
        say(f"manners.{helper.profile.value or 'unknown'}", evidence=f" ({because})" if because else ""),
    )


def _why(reason: Reason, voice: Voice) -> str:
    day = voice.words.day(reason.date, voice.today) if reason.date else ""
    return voice.words.say(f"why.{reason.kind}", text=voice.text(reason.text), day=day)


def _beside(helper: Helper, voice: Voice) -> str:
    """When they last spoke, what the user received from them, and when they were last asked."""
    gifts = sorted(helper.received, key=lambda gift: gift.thanked)[:_REMEMBERED]
    asked = (
        voice.words.say("ask.last", day=voice.words.day(helper.last_asked, voice.today)) if helper.last_asked else ""
    )
    return sentences(_last_talk(helper, voice), *(received(gift, voice) for gift in gifts), asked)


def _last_talk(helper: Helper, voice: Voice) -> str:
    """When they last spoke, and about what, unless that is among the reasons already."""
    last = helper.history.last
    if last is None:
        return voice.words.say("silence.never")
    if any(reason.source == part.source for part in last.parts for reason in helper.why):
        return voice.words.say("last", day=voice.place(last.source, last.date))
    return last_talk(helper.person, Beside(last, received=helper.received), voice, spoke=True)


def _helper(helper: Helper, voice: Voice) -> Shape:
    return {
        **as_data.whom(helper.person),
        "why": [{"text": reason.text, **as_data.place(reason.source)} for reason in helper.why],
        "profile": helper.profile.value,
        "last_contact": as_data.contact(helper.history.last),
        "last_asked": helper.last_asked.isoformat() if helper.last_asked else None,
        "received": list(map(as_data.received, helper.received)),
        "via": helper.via.name if helper.via else None,
        "advice": advice(helper, voice),
    }
