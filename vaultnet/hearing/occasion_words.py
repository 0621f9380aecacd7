"""The words of occasions in a sentence: those of the configuration, and other forms of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from vaultnet.hearing import cues
from vaultnet.model.config import OCCASIONS
from vaultnet.text.stems import WORD, stems

_ALIKE = 3  # letters: words with one stem are one word only if they begin alike (`jaar` is no `jarig`)
_REMEMBERED = 1 << 14  # words


_Phrases = Sequence[tuple[tuple[str, ...], str]]
"""Words in their order, and their kind."""


class _Begins(NamedTuple):
    """What may begin with a word."""

    known: str | None  # the word of an occasion that it is, or is another form of
    phrases: _Phrases


class Vocabulary(NamedTuple):
    """The words of all kinds of occasions, ready to be looked up."""

    kinds: dict[str, str]  # word → kind
    begins: Callable[[str], _Begins | None]  # what a word of a text in lower case may begin; None: nothing
    may_begin: Callable[[str], bool]  # whether anything between blanks holds such a word
    added: frozenset[str]  # the user's own words


class Named(NamedTuple):
    """A word of an occasion in a sentence."""

    kind: str
    start: int
    end: int
    own: bool  # one of the user's own words


@lru_cache(maxsize=8)
def vocabulary(words: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    """The vocabulary of a configuration: `words` are those of each kind of occasion."""
    ours = {(kind, word) for kind, rule in OCCASIONS.items() for word in rule.words}
    pairs = [(kind, word.casefold()) for kind, kind_words in words for word in kind_words]
    pairs.sort(key=lambda pair: pair not in ours)  # the user's own come last, and win
    kinds = dict(cues.FURTHER_WORDS)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, word in (*((kind, phrase) for phrase, kind in cues.FURTHER_PHRASES.items()), *pairs):
        parts = tuple(WORD.findall(word))
        if len(parts) == 1:
            kinds[parts[0]] = kind
        elif parts:
            phrases.setdefault(word[:_ALIKE], []).append((parts, kind))
    alike: dict[str, list[str]] = {}
    for word in kinds:
        alike.setdefault(word[:_ALIKE], []).append(word)
    begins = lru_cache(maxsize=_REMEMBERED)(lambda word: _begins(_nominative(word), kinds, alike, phrases))
    may_begin = lru_cache(maxsize=_REMEMBERED)(lambda run: any(map(begins, WORD.findall(run))))
    return Vocabulary(kinds, begins, may_begin, frozenset(word for kind, word in pairs if (kind, word) not in ours))


def named(lower: str, vocabulary: Vocabulary) -> list[Named]:
    """The words of occasions in `lower`, a text in lower case, by their places."""
    found: list[Named] = []
    first = next(filter(vocabulary.may_begin, lower.split()), None)
    for token in WORD.finditer(lower, lower.find(first)) if first else ():
        if begins := vocabulary.begins(token[0]):
            found += _begun(lower, token, begins, vocabulary)
    return found


def _begun(lower: str, token: re.Match[str], begins: _Begins, vocabulary: Vocabulary) -> Iterator[Named]:
    """The words of occasions that begin with a word, by what it may begin."""
    if known := begins.known:
        yield Named(vocabulary.kinds[known], token.start(), token.end(), known in vocabulary.added)
    for parts, kind in begins.phrases:
        run = list(islice(WORD.finditer(lower, token.start()), len(parts)))
        said = [_nominative(word[0]) for word in run]
        if len(said) == len(parts) and all(map(_inflected, said, parts)):
            yield Named(kind, token.start(), run[-1].end(), " ".join(parts) in vocabulary.added)


def _nominative(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _begins(
    word: str, kinds: Mapping[str, str], alike: Mapping[str, Sequence[str]], phrases: Mapping[str, _Phrases]
) -> _Begins | None:
    begins = _Begins(_known(word, kinds, alike), phrases.get(word[:_ALIKE], ()))
    return begins if any(begins) else None


def _known(word: str, kinds: Mapping[str, str], alike: Mapping[str, Sequence[str]]) -> str | None:
    """The word of `kinds` that `word` is, or is another form of; `alike` are those words by their first letters."""
    if word in kinds:
        return word
    if word in cues.FALSE_FRIENDS or len(word) == _ALIKE:
        return None
    bare = word.removeprefix("ge")  # Dutch participles: `geopereerd`
    for beginning in (word[:_ALIKE], bare[:_ALIKE]):
        for known in alike.get(beginning, ()):
            if not set(stems(known)).isdisjoint(stems(word)):
                return known
    return None


def _inflected(word: str, part: str) -> bool:
    """`jobs` is `job`, `nieuwe` is `nieuw`."""
    return word.startswith(part) and len(word) - len(part) <= 2
