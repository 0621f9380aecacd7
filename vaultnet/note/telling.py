"""What a text tells: sentence by sentence, each date with the nearest word of an occasion, then news without a date.

A date counts after the contact's own day and within a year of it. What `cues` shows to be cancelled, moved away, past
or doubtful tells nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vaultnet.model.config import OCCASIONS
from vaultnet.model.facts import Told
from vaultnet.model.span import Span
from vaultnet.note import cues
from vaultnet.note.dates import DateAt, dates_in
from vaultnet.note.stems import WORD, stems

_DATED_BY_CONTACT = ("illness", "bereavement", "birth")
_A_YEAR = Span(1, "Y")
_LONGEST = 1000  # characters: what goes on for longer is no sentence, and tells nothing
_NEAR = 80  # characters before and after a date or a word that can change its meaning
_ALIKE = 3  # letters: words with one stem are one word only if they begin alike (`jaar` is no `jarig`)

_ADDRESS = re.compile(r"\S{1,20}://\S+")
_END = re.compile(r"[.!?…]+(?=[\"'”’)\]]{0,3}(?:\s|\Z))|;")
_ABBREVIATION = re.compile(
    r"(?:\A|[\s(])(?:[a-z]|(?:[a-z]\.)+[a-z]|dr|drs|mr|mrs|ms|mevr|dhr|prof|ir|ing|st|jr|sr|nr|no|ca|approx|tel|vs|bijv"
    r"|evt|incl|excl|resp|jl|aanst|dept|afd|u\.s)\Z",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,:()–—]| - ")
_AGE = re.compile("[0-9]-")
_THROUGH = re.compile(r"(?:st|nd|rd|th|ste|de|e)?\s{0,3}(?:[-–—]|to|till?|until|through|tot|tot en met|t/m)\s{0,3}")


class _Vocabulary(NamedTuple):
    """The words of all kinds of occasions, ready to be looked up."""

    kinds: dict[str, str]  # word → kind
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]  # first letters → words in their order, and their kind
    alike: dict[str, list[str]]  # first letters → words
    added: frozenset[str]  # the user's own words


class _Clause(NamedTuple):
    """A sentence, or a part of one up to a `;`. Places in it count from its own start."""

    text: str
    lower: str
    dates: tuple[DateAt, ...]


class _Named(NamedTuple):
    """A word of an occasion in a clause."""

    kind: str
    start: int
    end: int
    own: bool  # one of the user's own words


def events(text: str, day: date, order: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Told, ...]:
    """What `told.told` says, found the full way."""
    vocabulary = _vocabulary(tuple(words.items()))
    clauses = [clause for line in text.split("\n") for clause in _clauses(line, day, order)]
    dated = [event for clause in clauses for event in _dated(clause, day, vocabulary)]
    kinds = {event.kind for event in dated}
    news = [event for clause in clauses for event in _news(clause, day, vocabulary) if event.kind not in kinds]
    first: dict[tuple[str, date], Told] = {}
    for event in (*dated, *news):
        first.setdefault((event.kind, event.date), event)
    return tuple(first.values())


def _clauses(line: str, day: date, order: str) -> Iterator[_Clause]:
    """The sentences of a line; dots of abbreviations and dates end nothing."""
    plain = _ADDRESS.sub(lambda found: " " * len(found.group()), line) if "://" in line else line
    dates = list(dates_in(plain, order, day))
    start = 0
    for found in (*_END.finditer(plain), None):
        end = found.start() if found else len(plain)
        if found and found.group() == "." and _ends_nothing(plain, end, dates):
            continue
        part = plain[start:end]
        if part.strip() and len(part) <= _LONGEST:
            offset = start + len(part) - len(part.lstrip())
            within = tuple(
                at._replace(start=at.start - offset, end=at.end - offset) for at in dates if start <= at.start < end
            )
            # the sign that ends it stays in `lower`: a question is asked, not told
            yield _Clause(line[offset:end].rstrip(), _lower(plain[offset : found.end() if found else end]), within)
        start = found.end() if found else end


def _lower(text: str) -> str:
    """`text` in lower case, every character at its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(min(sign.lower(), sign, key=len) for sign in text)


def _ends_nothing(text: str, dot: int, dates: Iterable[DateAt]) -> bool:
    return any(at.start < dot < at.end for at in dates) or bool(_ABBREVIATION.search(text, max(0, dot - 12), dot))


# --- dated events -----------------------------------------------------------------------------------------------------


def _dated(clause: _Clause, day: date, vocabulary: _Vocabulary) -> Iterator[Told]:
    if not clause.dates or cues.CANCELLED.search(clause.lower):
        return
    named = _named(clause, vocabulary)
    for at in _meant(clause):
        told = _day_told(clause, at, day)
        if told is None or not day < told <= _A_YEAR.after(day):
            continue
        word = min(named, key=lambda word: _distance(clause, at, word), default=None)
        if word is None:
            yield Told("told", told, clause.text, dated=True)
        elif not _denied(clause, at, word, named):
            yield Told(word.kind, told, clause.text, dated=True)


def _meant(clause: _Clause) -> list[DateAt]:
    """The dates of which the sentence says that something is then: of a range the first, of a move the new one."""
    if cues.SHIFTED.search(clause.lower):
        new = [at for at in clause.dates if cues.SHIFTED_TO.search(_before(clause, at))]
        if new or cues.POSTPONED.search(clause.lower):
            return new
    corrected = any(cues.NOW_ON.search(_before(clause, at)) for at in clause.dates)
    meant = []
    for earlier, at in zip((None, *clause.dates), clause.dates, strict=False):
        closes_range = earlier and _THROUGH.fullmatch(clause.lower, earlier.end, at.start)
        if not closes_range and not (corrected and cues.WAS_PLANNED.search(_before(clause, at))):
            meant.append(at)
    return meant


def _day_told(clause: _Clause, at: DateAt, day: date) -> date | None:
    """The day that a date in a talk on `day` tells; None: it is past, a mere number, or in doubt."""
    before, after = _before(clause, at), clause.lower[at.end : at.end + _NEAR]
    past = (
        cues.PAST_BEFORE.search(before)
        or (cues.PAST_VERB.search(before) and not cues.FUTURE.search(before))
        or (cues.PERFECT.search(before) and cues.PARTICIPLE.match(after))
        or cues.PAST_AFTER.match(after)
        or (cues.LONG_AGO.search(clause.lower) and not at.year_given)
    )
    bare = clause.text[at.start : at.end].isdigit() and not cues.PREPOSITION.search(before)
    asked = after.lstrip(" )\"'”’").startswith("?")
    if (
        past
        or bare
        or asked
        or cues.NUMBERED.search(before)
        or cues.NOT_ON.search(before)
        or _in_doubt(clause, at.start)
    ):
        return None
    if at.date is not None and cues.NEXT_YEAR.match(after) and (at.date.month, at.date.day) != (2, 29):
        return at.date.replace(year=day.year + 1)
    return at.date


def _denied(clause: _Clause, at: DateAt, word: _Named, named: Iterable[_Named]) -> bool:
    """Whether the sentence says that there is no such occasion then."""
    denied = cues.NOT_AFTER.match(clause.lower, at.end)
    return _negated(clause, word.start) or (denied is not None and any(denied.end() == word.start for word in named))


def _distance(clause: _Clause, at: DateAt, word: _Named) -> tuple[int, int, int, bool]:
    """How far a word is from a date: first by what parts them, then in words; before is nearer than after."""
    start, end = (at.end, word.start) if word.start > at.start else (word.end, at.start)
    between = clause.lower[start:end]
    others = sum(start <= other.start < end for other in clause.dates)
    return others, len(_BREAK.findall(between)), len(WORD.findall(between)), word.start > at.start


# --- news without a date ----------------------------------------------------------------------------------------------


def _news(clause: _Clause, day: date, vocabulary: _Vocabulary) -> Iterator[Told]:
    lower = clause.lower
    if cues.LONG_AGO.search(lower) or cues.CANCELLED.search(lower) or lower.endswith("?"):
        return
    for kind, telling, against in cues.NEWS:
        found = telling.search(lower)
        if found and not against.search(lower) and _is_so(clause, found.start(), found.end()):
            yield Told(kind, day, clause.text, dated=False)
    alone = len(lower) < _NEAR and len(WORD.findall(lower)) == 1
    for word in _named(clause, vocabulary) if alone or vocabulary.added else ():
        if (word.own or alone) and word.kind in _DATED_BY_CONTACT and _is_so(clause, word.start, word.end):
            yield Told(word.kind, day, clause.text, dated=False)


def _is_so(clause: _Clause, start: int, end: int) -> bool:
    """Whether what is said at a place is no denial, no doubt, not of the user, has been, and has no date of its own."""
    begin, finish = _segment(clause, start)
    return not (
        _negated(clause, start)
        or cues.MINE.search(clause.lower[max(0, start - _NEAR) : start])
        or _in_doubt(clause, start)
        or any(begin <= at.start < finish for at in clause.dates)
        or (cues.TO_COME.search(clause.lower, start, end) and cues.NOT_YET.search(clause.lower))
    )


# --- what stands around a place in a sentence -------------------------------------------------------------------------


def _before(clause: _Clause, at: DateAt) -> str:
    """What stands shortly before a date, without the weekday and the article that belong to it."""
    return cues.FILLERS.sub("", clause.lower[max(0, at.start - _NEAR) : at.start])


def _segment(clause: _Clause, place: int) -> tuple[int, int]:
    """From where to where the sentence goes on around a place without a comma or a dash."""
    breaks = [found.start() for found in _BREAK.finditer(clause.lower)]
    return max((at for at in breaks if at < place), default=0), min(
        (at for at in breaks if at >= place), default=len(clause.lower)
    )


def _negated(clause: _Clause, place: int) -> bool:
    return cues.NEGATED.search(clause.lower[max(0, place - _NEAR) : place]) is not None


def _in_doubt(clause: _Clause, place: int) -> bool:
    begin, finish = _segment(clause, place)
    return bool(cues.HYPOTHETICAL.search(clause.lower[:place]) or cues.UNSURE.search(clause.lower[begin:finish]))


# --- the words of occasions -------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _vocabulary(words: tuple[tuple[str, tuple[str, ...]], ...]) -> _Vocabulary:
    ours = {(kind, word) for kind, rule in OCCASIONS.items() for word in rule.words}
    pairs = [(kind, word.casefold()) for kind, kind_words in words for word in kind_words]
    pairs.sort(key=lambda pair: pair not in ours)  # the user's own come last, and win
    kinds = dict(cues.FURTHER_WORDS)
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, word in pairs:
        parts = tuple(WORD.findall(word))
        if len(parts) == 1:
            kinds[parts[0]] = kind
        elif parts:
            phrases.setdefault(word[:_ALIKE], []).append((parts, kind))
    alike: dict[str, list[str]] = {}
    for word in kinds:
        alike.setdefault(word[:_ALIKE], []).append(word)
    return _Vocabulary(kinds, phrases, alike, frozenset(word for kind, word in pairs if (kind, word) not in ours))


def _named(clause: _Clause, vocabulary: _Vocabulary) -> list[_Named]:
    """The words of occasions in a clause, those of its dates and of the moving of dates left out."""
    tokens = list(WORD.finditer(clause.lower))
    texts = [token.group().removesuffix("'s").removesuffix("’s") for token in tokens]
    named = []
    for at, (text, token) in enumerate(zip(texts, tokens, strict=True)):
        known = _known(text, vocabulary)
        if known:
            named.append(_Named(vocabulary.kinds[known], token.start(), token.end(), known in vocabulary.added))
        for parts, kind in vocabulary.phrases.get(text[:_ALIKE], ()):
            run = texts[at : at + len(parts)]
            if len(run) == len(parts) and all(map(_inflected, run, parts)):
                end = tokens[at + len(parts) - 1].end()
                named.append(_Named(kind, token.start(), end, " ".join(parts) in vocabulary.added))
    return [word for word in named if _names_an_occasion(clause, word)]


def _names_an_occasion(clause: _Clause, word: _Named) -> bool:
    """Whether it is not part of a date or an age (`25-jarig`), not meant otherwise, and not the moving of a date."""
    return not (
        any(at.start <= word.start < at.end for at in clause.dates)
        or _AGE.match(clause.lower, max(0, word.start - 2))
        or cues.OTHER_SENSE.match(clause.lower, word.start)
        or (cues.SHIFTED.match(clause.lower, word.start) and _shifts_a_date(clause))
    )


def _shifts_a_date(clause: _Clause) -> bool:
    return any(cues.SHIFTED_TO.search(_before(clause, at)) for at in clause.dates)


def _known(word: str, vocabulary: _Vocabulary) -> str | None:
    """The word of an occasion that `word` is, or is another form of."""
    if word in vocabulary.kinds:
        return word
    if word in cues.FALSE_FRIENDS or len(word) == _ALIKE:
        return None
    bare = word.removeprefix("ge")  # Dutch participles: `geopereerd`
    for beginning in (word[:_ALIKE], bare[:_ALIKE]):
        for known in vocabulary.alike.get(beginning, ()):
            if not set(stems(known)).isdisjoint(stems(word)):
                return known
    return None


def _inflected(word: str, part: str) -> bool:
    """`jobs` is `job`, `nieuwe` is `nieuw`."""
    return word.startswith(part) and len(word) - len(part) <= 2
