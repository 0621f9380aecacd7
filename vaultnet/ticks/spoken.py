"""Rule: a tick is about what its line spoke of: no more is closed, nor less."""

from collections.abc import Sequence
from datetime import date

from vaultnet.agenda.gratitude import answerable
from vaultnet.due.line import Tick
from vaultnet.model.agenda import Gratitude
from vaultnet.render.reasons import gratitude
from vaultnet.render.voice import Voice, sentence


def spoken_of(tick: Tick, still_open: Sequence[Gratitude], day: date, voice: Voice) -> Sequence[Gratitude]:
    """Of what is `still_open` with its person, what is told under a tick of *Answer*, *Thank* and their like.

    Where nothing of it is told there, as under a line typed by hand, it is what such a line would tell on `day`.
    """
    told = [item for item in still_open if any(quote.startswith(_said(tick, item, voice)) for quote in tick.quotes)]
    earlier = [item for item in still_open if item.date < day]  # what another tick records today is no part of it
    about = told or earlier or still_open
    return answerable(about) if tick.section == "answer" else about


def _said(tick: Tick, item: Gratitude, voice: Voice) -> tuple[str, ...]:
    """How it may be told: in a hard time it is told otherwise."""
    return tuple(sentence(gratitude(tick.section, item, voice, gently=gently)) for gently in (False, True))
