"""Told events: what the text of a contact tells of days to come, and of illness, loss and birth (format.md, Occasions).

Nearly all talks tell nothing of the kind. This is the fast way: it says so of a text, or leaves it to `telling`.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from vaultnet.model.facts import Told

_DIGIT = re.compile(r"[0-9]")
_MONTH = r"(?:jan|feb|ma[ary]|mrt|apr|mei|ju[nl]|aug|sep|o[ck]t|nov|dec)"
_MAY_BE_DATE = re.compile(
    r"[0-9]{4}[-/.]?[0-9]|[0-9][-/.][0-9]{4}"
    rf"|[0-9](?:st|nd|rd|th|ste|de|e)?[ \t\xa0-]{{1,3}}(?:of )?{_MONTH}|{_MONTH}[a-z]{{0,6}}\.?[ \t\xa0-]{{1,3}}[0-9]"
)
_HEADS = re.compile(r"([a-z]{3,5})[a-z]*")
# each piece of news in `cues.NEWS` holds a word that begins so, or is so short
_NEWS = (
    "ill illne sick hospi opera surge ziek zieke ziekt geope died passe berea mourn funer overl gesto begra crema uitva"
    " rouw rouwt loss death verli dood lost verlo birth born baby child son daugh twin twins girl boy grand becam becom"
    " zoon zoont docht tweel meisj jonge kind kindj klein gebor geboo beval gewor"
)


def told(text: str, day: date, order: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Told, ...]:
    """The events told in the text of a contact on `day`, its own leading date left out, in the order of telling.

    `words` are those of each kind of occasion. No event twice; never one dated on or before `day`, but for those
    that are dated by the contact itself: illness, bereavement and birth told without a date.
    """
    lower = text.lower()
    if not _DIGIT.search(lower) or not _MAY_BE_DATE.search(lower):
        heads = _heads(words.get("illness", ()), words.get("bereavement", ()), words.get("birth", ()))
        if heads.isdisjoint(_HEADS.findall(lower)):
            return ()
    from vaultnet.note.telling import events  # noqa: PLC0415 - its patterns take 10 ms to compile

    return events(text, day, order, words)


@lru_cache(maxsize=8)
def _heads(*kinds: tuple[str, ...]) -> frozenset[str]:
    """The beginnings of the words of which a text must hold one to tell news without a date."""
    return frozenset(_NEWS.split()).union(*(_HEADS.findall(word)[:1] for words in kinds for word in words))
