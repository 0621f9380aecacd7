"""Told events: what the text of a contact tells of days to come, and of illness, loss and birth (format.md, Occasions).

Nearly all talks tell nothing of the kind. This is the fast way: it says so of a text, and of each of its lines, or
leaves it to `plain_telling`, and that to `telling`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache, partial, reduce
from operator import or_

from vaultnet.hearing.hints import DIGIT, HEAD, LETTERS, NEWS, TELLING, is_plain, may_be_dated, meaning
from vaultnet.model.config import Words
from vaultnet.model.facts import Told

_MOST_WORDS = 50_000  # to remember
_SHORT = 4  # letters of a number that comes again


def told(text: str, day: date, order: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Told, ...]:
    """The events told in the text of a contact on `day`, its own leading date left out, in the order of telling.

    `words` are those of each kind of occasion. No event twice; never one dated on or before `day`, but for those
    that are dated by the contact itself: illness, bereavement and birth told without a date.
    """
    return listener(order, tuple(words.items())).told(text, day)


class Listener:
    """Hears what texts tell, by the words of one configuration; it remembers the words that it has met."""

    def __init__(self, order: str, words: Words) -> None:
        self._order, self._words = order, words
        own = (LETTERS.findall(word)[:1] for kind in NEWS for word in dict(words).get(kind, ()))
        self._heads = frozenset(head[:HEAD] for heads in own for head in heads)
        self._meanings: dict[str, int] = {}

    def told(self, text: str, day: date) -> tuple[Told, ...]:
        """What `told` says."""
        meanings = self._meant(text)
        if not _may_tell(meanings):
            return ()
        if "\n" in text:
            lines = [(line, self._meant(line)) for line in text.split("\n")]
            telling = [(line, meant) for line, meant in lines if _may_tell(meant)]
            if not telling:
                return ()
            text = "\n".join([line for line, _ in telling])
            meanings = reduce(or_, [meant for _, meant in telling])
        news = [kind for kind, sign in NEWS.items() if meanings & sign] if meanings & TELLING else ()
        plain = is_plain(text.lower(), meanings)
        told = self._heard_plainly(text, day, news) if plain else None
        return self._heard(text, day, news, plain=plain) if told is None else told

    def _meant(self, text: str) -> int:
        """What the words of a text may mean."""
        meanings = 0
        remembered = self._meanings.get
        for word in text.split():
            learned = remembered(word)
            meanings |= self._learned(word) if learned is None else learned
        return meanings

    def _learned(self, word: str) -> int:
        """What a word that is not remembered may mean."""
        meanings = meaning(word.lower(), self._heads)
        if len(self._meanings) < _MOST_WORDS and not (meanings & DIGIT and len(word) > _SHORT):
            self._meanings[word] = meanings
        return meanings

    @cached_property
    def _heard_plainly(self) -> "Callable[..., tuple[Told, ...] | None]":
        from vaultnet.hearing.occasion_words import vocabulary  # noqa: PLC0415 - its patterns take 10 ms to compile
        from vaultnet.hearing.plain_telling import heard_plainly  # noqa: PLC0415 - likewise

        return partial(heard_plainly, vocabulary=vocabulary(self._words))

    @cached_property
    def _heard(self) -> "Callable[..., tuple[Told, ...]]":
        from vaultnet.hearing.occasion_words import vocabulary  # noqa: PLC0415 - its patterns take 10 ms to compile
        from vaultnet.hearing.telling import heard  # noqa: PLC0415 - likewise

        return partial(heard, order=self._order, vocabulary=vocabulary(self._words))


def _may_tell(meanings: int) -> bool:
    """Whether a text of words with these meanings may tell anything."""
    return bool(meanings & TELLING) or may_be_dated(meanings)


@lru_cache(maxsize=8)
def listener(order: str, words: Words) -> Listener:
    """The listener of a configuration; `words` are those of each kind of occasion."""
    return Listener(order, words)
