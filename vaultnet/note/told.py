"""Told events: what the text of a contact tells of days to come, and of illness, loss and birth (format.md, Occasions).

Nearly all talks tell nothing of the kind. This is the fast way: it says so of a text, or leaves it to `telling`.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from vaultnet.model.facts import Told
from vaultnet.note.hints import KINDS

_DIGIT = re.compile(r"[0-9]")
_MONTH = r"(?:jan|feb|ma[ary]|mrt|apr|mei|ju[nl]|aug|sep|o[ck]t|nov|dec)"
_MAY_BE_DATE = re.compile(
    r"[0-9]{4}[-/.]?[0-9]|[0-9][-/.][0-9]{4}"
    rf"|[0-9](?:st|nd|rd|th|ste|de|e)?[ \t\xa0-]{{1,3}}(?:of )?{_MONTH}|{_MONTH}[a-z]{{0,6}}\.?[ \t\xa0-]{{1,3}}[0-9]"
)
_HEADS = re.compile(r"([a-z]{3,5})[a-z]*")
_MOST_QUIET = 50_000  # words


def told(text: str, day: date, order: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Told, ...]:
    """The events told in the text of a contact on `day`, its own leading date left out, in the order of telling.

    `words` are those of each kind of occasion. No event twice; never one dated on or before `day`, but for those
    that are dated by the contact itself: illness, bereavement and birth told without a date.
    """
    lower = text.lower()
    heads, quiet = _heads(words.get("illness", ()), words.get("bereavement", ()), words.get("birth", ()))
    parts = lower.split()
    if quiet.issuperset(parts):
        return ()
    dated = _DIGIT.search(lower) and _MAY_BE_DATE.search(lower)
    if not dated and heads.isdisjoint(_HEADS.findall(lower)):
        if len(quiet) < _MOST_QUIET:
            quiet.update(part for part in parts if not _DIGIT.search(part))
        return ()
    from vaultnet.note.telling import events  # noqa: PLC0415 - its patterns take 10 ms to compile

    return events(text, day, order, words)


@lru_cache(maxsize=8)
def _heads(*kinds: tuple[str, ...]) -> tuple[frozenset[str], set[str]]:
    """The beginnings of words of which a text must hold one to tell news without a date; and words met without any.

    The latter hold no digit either: a text of nothing but such words tells nothing.
    """
    heads = frozenset(head[:5] for head in KINDS)
    return heads.union(*(_HEADS.findall(word)[:1] for words in kinds for word in words)), set()
