"""How the user answers requests, as JSON (json.md) and for the terminal: each line with its place, and no score."""

from collections.abc import Mapping

from vaultnet.agenda.mirror import Reflection, Request
from vaultnet.model.config import Config
from vaultnet.render.escape import terminal_safe
from vaultnet.render.json import VERSION, Shape, place
from vaultnet.render.terminal import Page
from vaultnet.render.voice import evidence, sentence
from vaultnet.render.words import Words, words


def mirror(reflections: Mapping[str, Reflection]) -> Shape:
    """`profile --json`."""
    return {"version": VERSION, **{sphere: _reflection(one) for sphere, one in reflections.items()}}


def show_mirror(reflections: Mapping[str, Reflection], config: Config, *, width: int, colour: bool) -> str:
    """How the user answers, for the terminal."""
    said = words(config.language)
    page = Page(width, colour)
    page.line(sentence(said.say("mirror")))
    if not any(one.requests for one in reflections.values()):
        page.line(said.say("mirror.none"))
    for sphere, one in reflections.items():
        if not one.requests:
            continue
        value = said.say(one.profile.value or "unknown")
        because = evidence(one.profile, said)
        page.title(said.say(f"mirror.{sphere}", value=f"{value} ({because})" if because else value))
        for year, counts in sorted(one.by_year.items(), reverse=True):
            page.line(f"{year}: {_counts(counts, said)}", 2)
        page.gap()
        for request in one.requests:
            page.line(_request(request, said), 2)
            page.place(request.source, 6)
    return page.read()


def _reflection(one: Reflection) -> Shape:
    return {
        "value": one.profile.value,
        "counts": dict(one.counts),
        "by_year": {str(year): dict(counts) for year, counts in one.by_year.items()},
        "requests": [
            {
                "date": request.date.isoformat() if request.date else None,
                "person": request.person.name,
                "text": request.text,
                "outcome": request.outcome or None,
                **place(request.source),
            }
            for request in one.requests
        ],
    }


def _counts(counts: Mapping[str, int], said: Words) -> str:
    return ", ".join(f"{said.say(outcome)} {count}" for outcome, count in counts.items())


def _request(request: Request, said: Words) -> str:
    outcome = said.say(request.outcome or "mirror.open")
    parts = (str(request.date or ""), request.person.name, f"{request.text} → {outcome}")
    return "  ".join(terminal_safe(part) for part in parts if part)
