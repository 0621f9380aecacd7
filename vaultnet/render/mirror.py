"""How the user answers requests, as JSON (json.md) and for the terminal: each with its place, and without a score."""

from collections.abc import Mapping

from vaultnet.agenda.mirror import Reflection, Request
from vaultnet.model.config import Config
from vaultnet.render.escape import terminal_safe
from vaultnet.render.json import VERSION, Shape, place
from vaultnet.render.terminal import Page
from vaultnet.render.voice import described, sentence
from vaultnet.render.words import Words, words


def mirror(reflections: Mapping[str, Reflection]) -> Shape:
    """`profile --json`."""
    return {"version": VERSION, **{sphere: _reflection(each) for sphere, each in reflections.items()}}


def show_mirror(reflections: Mapping[str, Reflection], config: Config, *, width: int, colour: bool) -> str:
    """How the user answers, for the terminal."""
    wording = words(config.language)
    page = Page(width, colour)
    page.line(sentence(wording.say("mirror")))
    if not any(reflection.requests for reflection in reflections.values()):
        page.line(wording.say("mirror.none"))
    for sphere, reflection in reflections.items():
        if not reflection.requests:
            continue
        page.title(wording.say(f"mirror.{sphere}", value=described(reflection.profile, wording)))
        for year, counts in sorted(reflection.by_year.items(), reverse=True):
            page.line(f"{year}: {_counts(counts, wording)}", 2)
        page.gap()
        for request in reflection.requests:
            page.line(_request(request, wording), 2)
            page.place(request.source, 6)
    return page.read()


def _reflection(reflection: Reflection) -> Shape:
    return {
        "value": reflection.profile.value,
        "counts": dict(reflection.counts),
        "by_year": {str(year): dict(counts) for year, counts in reflection.by_year.items()},
        "requests": [
            {
                "date": request.date.isoformat() if request.date else None,
                "person": request.person.name,
                "text": request.text,
                "outcome": request.outcome or None,
                **place(request.source),
            }
            for request in reflection.requests
        ],
    }


def _counts(counts: Mapping[str, int], wording: Words) -> str:
    return ", ".join(f"{wording.say(outcome)} {count}" for outcome, count in counts.items())


def _request(request: Request, wording: Words) -> str:
    outcome = wording.say(request.outcome or "mirror.open")
    parts = (str(request.date or ""), request.person.name, f"{request.text} → {outcome}")
    return "  ".join(terminal_safe(part) for part in parts if part)
