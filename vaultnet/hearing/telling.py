"""What a text tells: sentence by sentence, each date with the nearest word of an occasion, then news without a date.

A date counts after the contact's own day and within a year of it. What `cues` shows to be cancelled, moved away, past
or doubtful tells nothing; what `mine` shows to be the user's own is no occasion of the other's.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from vaultnet.days.dates import DateAt, next_such_day
from vaultnet.hearing import cues
from vaultnet.hearing.clauses import Clause, clauses
from vaultnet.hearing.hints import LETTERS, NEWS, hinted
from vaultnet.hearing.mine import is_mine
from vaultnet.hearing.occasion_words import Named, Vocabulary, named
from vaultnet.hearing.occasion_words import vocabulary as vocabulary_of
from vaultnet.model.facts import Told
from vaultnet.model.span import Span
from vaultnet.text.stems import WORD

_A_YEAR = Span(1, "Y")
_PACKED = len("20261001")  # a date of nothing but digits may be some other number
_NEAR = 80  # characters before and after a date or a word that can change its meaning

_JUST = timedelta(30)
_IN_ONE = 3  # words of occasions that may lie within each other, as in `golden wedding`

_BREAK = re.compile(r"[,:()–—]| - ")
_AGE = re.compile("[0-9]-")
_THROUGH = re.compile(r"(?:st|nd|rd|th|ste|de|e)?\s{0,3}(?:[-–—]|to|till?|until|through|tot|tot en met|t/m)\s{0,3}")


def events(text: str, day: date, order: str, words: Mapping[str, tuple[str, ...]]) -> tuple[Told, ...]:
    """What `told.told` says, found the full way."""
    return heard(text, day, NEWS, order=order, vocabulary=vocabulary_of(tuple(words.items())), plain=False)


def heard(
    text: str, day: date, news: Iterable[str], *, order: str, vocabulary: Vocabulary, plain: bool
) -> tuple[Told, ...]:
    """What `events` says, by the vocabulary of a configuration, of a text whose words may tell these kinds of `news`.

    `plain`: no turn of phrase in it changes the meaning of its dates.
    """
    told: list[Told] = []
    sentences = []
    for line in text.split("\n"):
        for clause in clauses(line, day, order, plain):
            words = _named(clause, vocabulary)
            sentences.append((clause, words))
            if clause.dates:
                told += _dated(clause, day, words)
    dated = {event.kind for event in told}
    undated = {kind for kind in news if kind not in dated}
    for clause, words in sentences:
        if undated:
            told += _news(clause, day, undated)
        if words:
            told += _named_news(clause, day, words, dated)
    if len(told) < 2:
        return tuple(told)
    first: dict[tuple[str, date], Told] = {}
    for event in told:
        first.setdefault((event.kind, event.date), event)
    return tuple(first.values())


# --- dated events -----------------------------------------------------------------------------------------------------


def _dated(clause: Clause, day: date, words: Sequence[Named]) -> Iterator[Told]:
    if not clause.plain and cues.CANCELLED.search(clause.lower):
        return
    for at in _meant(clause):
        told = _day_told(clause, at, day)
        if told is None or not _is_ahead(told, day):
            continue
        word = _nearest(clause, at, words)
        if word is None or not _denied(clause, at, word, words):
            yield Told(_kind(clause, word), told, clause.text, dated=True)


def _kind(clause: Clause, word: Named | None) -> str:
    """The kind of a day that a word names; without a word, and of a day of the user's own or at work, none."""
    if word is None or is_mine(clause.lower, word.start, word.end):
        return "told"
    is_at_work = clause.lower[word.start : word.end] in cues.WORKPLACES and cues.AT_A_WORKPLACE.search(clause.lower)
    return "told" if is_at_work else word.kind


def _is_ahead(told: date, day: date) -> bool:
    """Whether it comes after `day` and within a year of it."""
    return day < told and (told.year == day.year or told <= _A_YEAR.after(day))


def _meant(clause: Clause) -> Sequence[DateAt]:
    """The dates of which the sentence says that something is then: of a range the first, of a move the new one."""
    if clause.plain and len(clause.dates) == 1:
        return clause.dates
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


def _day_told(clause: Clause, at: DateAt, day: date) -> date | None:
    """The day that a date in a talk on `day` tells; None: it is past, a mere number, or in doubt."""
    after = clause.lower[at.end : at.end + _NEAR]
    if "?" in after and after.lstrip(" )\"'”’")[0] == "?":
        return None
    bare = at.end - at.start == _PACKED and clause.text[at.start : at.end].isdigit()
    if clause.plain and not bare:
        return at.date
    before = _before(clause, at)
    past = (
        cues.PAST_BEFORE.search(before)
        or (cues.PAST_VERB.search(before) and not cues.FUTURE.search(before))
        or (cues.PERFECT.search(before) and cues.PARTICIPLE.match(after))
        or cues.PAST_AFTER.match(after)
        or (cues.LONG_AGO.search(clause.lower) and not at.year_given)
    )
    if (
        past
        or (bare and not cues.PREPOSITION.search(before))
        or cues.NUMBERED.search(before)
        or cues.NOT_ON.search(before)
        or _in_doubt(clause, at.start)
    ):
        return None
    if at.date is not None and cues.NEXT_YEAR.match(after) and (at.date.month, at.date.day) != (2, 29):
        return at.date.replace(year=day.year + 1)
    return at.date


def _denied(clause: Clause, at: DateAt, word: Named, words: Iterable[Named]) -> bool:
    """Whether the sentence says that there is no such occasion then."""
    if clause.plain:
        return False
    denied = cues.NOT_AFTER.match(clause.lower, at.end)
    return _negated(clause, word.start) or (denied is not None and any(denied.end() == word.start for word in words))


def _nearest(clause: Clause, at: DateAt, words: Sequence[Named]) -> Named | None:
    after = bisect_right(words, at.start, key=_start)
    beside = words[max(0, after - _IN_ONE) : after + _IN_ONE]
    return min(beside, key=lambda word: _distance(clause, at, word), default=None)


def _start(word: Named) -> int:
    return word.start


def _distance(clause: Clause, at: DateAt, word: Named) -> tuple[int, int, int, bool]:
    """How far a word is from a date: first by what parts them, then in words; before is nearer than after."""
    start, end = (at.end, word.start) if word.start > at.start else (word.end, at.start)
    between = clause.lower[start:end]
    others = sum(start <= other.start < end for other in clause.dates)
    return others, len(_BREAK.findall(between)), len(WORD.findall(between)), word.start > at.start


# --- news without a date ----------------------------------------------------------------------------------------------


def _news(clause: Clause, day: date, kinds: set[str]) -> Iterator[Told]:
    """The news of these kinds in a clause."""
    hints = hinted(LETTERS.findall(clause.lower))
    for kind, telling, against in cues.NEWS if hints else ():
        if kind in hints and kind in kinds:
            found = telling.search(clause.lower)
            if found and not against.search(clause.lower) and _is_so(clause, kind, day, *found.span()):
                yield Told(kind, day, clause.text, dated=False)


def _named_news(clause: Clause, day: date, words: Iterable[Named], dated: Container[str]) -> Iterator[Told]:
    """The news that is a word of an occasion, of a kind not `dated`: a configured word, or one that stands alone."""
    for word in words:
        if (
            word.kind in NEWS
            and word.kind not in dated
            and (word.own or _is_alone(clause))
            and _is_so(clause, word.kind, day, word.start, word.end)
        ):
            yield Told(word.kind, day, clause.text, dated=False)


def _is_alone(clause: Clause) -> bool:
    """Whether the clause is a single word."""
    return len(clause.lower) < _NEAR and len(WORD.findall(clause.lower)) == 1


def _is_asked_or_long_ago(clause: Clause) -> bool:
    lower = clause.lower
    return lower.endswith("?") or any(cue.search(lower) for cue in (cues.LONG_AGO, cues.LIFE_STORY))


def _is_so(clause: Clause, kind: str, day: date, start: int, end: int) -> bool:
    """Whether what is said at a place is no denial, no doubt, not of the user, has been, and has no date of its own.

    A death may have one: that of one of the last days.
    """
    begin, finish = _segment(clause, start)
    return not (
        _is_asked_or_long_ago(clause)
        or any(
            begin <= at.start < finish and not (kind == "bereavement" and _has_just_been(at, day))
            for at in clause.dates
        )
        or cues.CANCELLED.search(clause.lower, begin, finish)
        or _negated(clause, start)
        or cues.FEARED.search(clause.lower[max(0, start - _NEAR) : start])
        or is_mine(clause.lower, start, end)
        or _in_doubt(clause, start)
        or (
            cues.TO_COME.search(clause.lower, start, end)
            and any(cue.search(clause.lower) for cue in (cues.NOT_YET, cues.CANCELLED, cues.POSTPONED))
        )
    )


def _has_just_been(at: DateAt, day: date) -> bool:
    """Whether a date in a talk on `day` is one of the weeks before it."""
    if at.date is None or day - date.min < _JUST:
        return False
    first = day - _JUST
    meant = at.date if at.year_given else next_such_day(at.date.month, at.date.day, first)
    return meant is not None and first <= meant <= day


# --- what stands around a place in a sentence -------------------------------------------------------------------------


def _before(clause: Clause, at: DateAt) -> str:
    """What stands shortly before a date, without the weekday and the article that belong to it."""
    return cues.FILLERS.sub("", clause.lower[max(0, at.start - _NEAR) : at.start])


def _segment(clause: Clause, place: int) -> tuple[int, int]:
    """From where to where the sentence goes on around a place without a comma or a dash."""
    breaks = [found.start() for found in _BREAK.finditer(clause.lower)]
    return max((at for at in breaks if at < place), default=0), min(
        (at for at in breaks if at >= place), default=len(clause.lower)
    )


def _negated(clause: Clause, place: int) -> bool:
    return cues.NEGATED.search(clause.lower[max(0, place - _NEAR) : place]) is not None


def _in_doubt(clause: Clause, place: int) -> bool:
    begin, finish = _segment(clause, place)
    return bool(cues.HYPOTHETICAL.search(clause.lower[:place]) or cues.UNSURE.search(clause.lower[begin:finish]))


# --- the words of occasions -------------------------------------------------------------------------------------------


def _named(clause: Clause, vocabulary: Vocabulary) -> list[Named]:
    """The words of occasions in a clause, those of its dates and of the moving of dates left out."""
    return [word for word in named(clause.lower, vocabulary) if _names_an_occasion(clause, word)]


def _names_an_occasion(clause: Clause, word: Named) -> bool:
    """Whether it is not part of a date or an age (`25-jarig`), not meant otherwise, and not the moving of a date."""
    return not (
        any(at.start <= word.start < at.end for at in clause.dates)
        or _AGE.match(clause.lower, max(0, word.start - 2))
        or cues.OTHER_SENSE.match(clause.lower, word.start)
        or (not clause.plain and cues.SHIFTED.match(clause.lower, word.start) and _shifts_a_date(clause))
    )


def _shifts_a_date(clause: Clause) -> bool:
    return any(cues.SHIFTED_TO.search(_before(clause, at)) for at in clause.dates)
