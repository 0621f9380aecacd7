"""Told events: what the text of a contact tells of days to come, and of illness, loss and birth (format.md, Occasions).

Nearly all talks tell nothing of the kind. This is the fast way: it says so of a text, or leaves it to `telling`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from vaultnet.model.facts import Told
from vaultnet.note.dates import MONTH_BEGINS
from vaultnet.note.hints import LETTERS, hinted
from vaultnet.note.marks import Words

if TYPE_CHECKING:
    from vaultnet.note.occasion_words import Vocabulary

_DIGIT = re.compile(r"[0-9]")
_MAY_BE_DATE = re.compile(
    r"[0-9]{4}[-/.]?[0-9]|[0-9][-/.][0-9]{4}"
    rf"|[0-9](?:st|nd|rd|th|ste|de|e)?[ \t\xa0-]{{1,3}}(?:of )?{MONTH_BEGINS}"
    rf"|{MONTH_BEGINS}[a-z]{{0,6}}\.?[ \t\xa0-]{{1,3}}[0-9]"
)
_OF_A_DATE = re.compile(f"{MONTH_BEGINS}|{_MAY_BE_DATE.pattern}")
_HEAD = 5  # letters of a word that is one of an occasion: what other forms of it have in common
_MOST_WORDS = 50_000  # to remember
_NEWS = ("illness", "bereavement", "birth")  # what is dated by the contact itself


def told(text: str, day: date, order: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Told, ...]:
    """The events told in the text of a contact on `day`, its own leading date left out, in the order of telling.

    `words` are those of each kind of occasion. No event twice; never one dated on or before `day`, but for those
    that are dated by the contact itself: illness, bereavement and birth told without a date.
    """
    return listener(order, tuple(words.items())).told(text, day)


class Listener:
    """Hears what texts tell, by the words of one configuration.

    It remembers the words that it has met: a text of nothing but words that are in no news tells nothing, if they have
    no digit at all, or if they have no month in them and are no date by themselves.
    """

    def __init__(self, order: str, words: Words) -> None:
        self._order, self._words = order, words
        own = (LETTERS.findall(word)[:1] for kind in _NEWS for word in dict(words).get(kind, ()))
        self._heads = frozenset(head[:_HEAD] for heads in own for head in heads)
        self._without_digit: set[str] = set()
        self._without_month: set[str] = set()

    def told(self, text: str, day: date) -> tuple[Told, ...]:
        """What `told` says."""
        lower = text.lower()
        words = lower.split()
        if self._without_digit.issuperset(words) or self._without_month.issuperset(words):
            return ()
        if not self._meets_news(words) and not (_DIGIT.search(lower) and _MAY_BE_DATE.search(lower)):
            return ()
        from vaultnet.note.telling import heard  # noqa: PLC0415 - its patterns take 10 ms to compile

        return heard(text, day, self._order, self._vocabulary)

    def _meets_news(self, words: Sequence[str]) -> bool:
        """Whether any of these words may be one of news without a date; the others are remembered."""
        news = False
        for word in words:
            if word in self._without_digit or word in self._without_month:
                continue
            letters = LETTERS.findall(word)
            if hinted(letters) or not self._heads.isdisjoint(run[:_HEAD] for run in letters):
                news = True
            elif len(self._without_digit) + len(self._without_month) < _MOST_WORDS:
                if not _DIGIT.search(word):
                    self._without_digit.add(word)
                if not _OF_A_DATE.search(word):
                    self._without_month.add(word)
        return news

    @cached_property
    def _vocabulary(self) -> "Vocabulary":
        from vaultnet.note.occasion_words import vocabulary  # noqa: PLC0415 - likewise

        return vocabulary(self._words)


@lru_cache(maxsize=8)
def listener(order: str, words: Words) -> Listener:
    """The listener of a configuration; `words` are those of each kind of occasion."""
    return Listener(order, words)
