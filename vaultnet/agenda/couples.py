"""Rule: two who parted have no wedding day to come back; who lost the other is met gently on it.

Where it is doubtful of whom a talk says so, the day stays.
"""

import re
from collections.abc import Iterable
from datetime import date

from vaultnet.agenda.history import History

_SENTENCE = re.compile(r"[.!?;\n]+")
_MOST = 2000  # characters of a talk
_NOT_THEY = re.compile(
    r"\b(?:not|never|nearly|almost|niet|nooit|bijna|mother|father|mum|mom|dad|parents?|sister|brother|son|daughter|friend"
    r"|colleague|neighbou?r|moeder|vader|ouders|zus|broer|zoon|dochter|vriend(?:in)?|collega|buurman|buurvrouw)\b"
)
_SPOUSE = re.compile(
    r"\b(?:husband|wife|spouse|partner|man|vrouw|echtgeno(?:ot|te)|weduwe|weduwnaar|widow(?:ed|er)?)\b"
)


def parted(known: History, year: int | None) -> bool:
    """Whether a talk since that year, or ever, says that they and their partner parted."""
    from vaultnet.note.cues import PARTED  # noqa: PLC0415 - its patterns take 10 ms to compile, and few need them

    since = date(year, 1, 1) if year else date.min
    said = re.compile(rf"\b{PARTED}\b")
    talks = (contact.text[:_MOST].lower() for contact in known.contacts if contact.date > since)
    sentences = (sentence for talk in talks for sentence in _SENTENCE.split(talk))
    return any(said.search(sentence) and not _NOT_THEY.search(sentence) for sentence in sentences)


def bereft(losses: Iterable[str]) -> bool:
    """Whether one of these losses is that of their partner."""
    return any(_SPOUSE.search(loss[:_MOST].lower()) for loss in losses)
