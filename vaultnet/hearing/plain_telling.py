"""A short cut: what `telling.heard` finds in a plain sentence, found at a glance; None for what takes the full way.

Plain is a sentence with a single date, a day and the name of a month, so soon after the talk that no past one can be
meant, and with at most one word of an occasion, not the user's own. What follows a semicolon must name neither.
"""

import re
from collections.abc import Iterable
from datetime import date

from vaultnet.days.dates import MONTHS
from vaultnet.hearing import cues
from vaultnet.hearing.mine import is_mine
from vaultnet.hearing.occasion_words import Vocabulary, named
from vaultnet.model.facts import Told

_LONGEST = 1000  # characters
_SOON = 200  # days: the same day of the year before lies long before the talk
_WORDS = r"[^0-9.!?;\n]"
_ONE_DAY = re.compile(
    rf"(?!\s)(?:{_WORDS}*(?![A-Za-z]){_WORDS})??([A-Za-z]++) ([0-9]{{1,2}}) (?!may )([A-Za-z]{{3,9}})"
    rf"(?=[,;)]?(?: [A-Za-z(]|\Z)){_WORDS}*+"
)
_MORE = re.compile(rf"(?:;{_WORDS}*+)?\Z")


def heard_plainly(text: str, day: date, news: Iterable[str], vocabulary: Vocabulary) -> tuple[Told, ...] | None:
    """The event that a text tells in which no turn of phrase stands; `news` as of `telling.heard`."""
    sentence = _ONE_DAY.match(text)
    if sentence is None or len(text) > _LONGEST or not _MORE.match(text, sentence.end()) or "://" in text:
        return None
    before, number, name = sentence.groups()
    month = MONTHS.get(name.lower())
    if month is None or before.lower() in MONTHS:
        return None
    try:
        when = date(day.year + ((month, int(number)) <= (day.month, day.day)), month, int(number))
    except ValueError:
        return None
    if (when - day).days > _SOON:
        return None
    kind = _kind(text.lower(), sentence, vocabulary)
    if not kind or any(other != kind for other in news):
        return None
    return (Told(kind, when, sentence[0].rstrip(), dated=True),)


def _kind(lower: str, sentence: re.Match[str], vocabulary: Vocabulary) -> str:
    """The kind of occasion that a text names, `told` if it names none; "" if that is in doubt."""
    words = named(lower, vocabulary)
    if not words:
        return "told"
    word = words[0]
    doubtful = (
        len(words) > 1
        or sentence.start(2) <= word.start < sentence.end(3)
        or word.end > sentence.end()
        or lower[word.start : word.end] in cues.WORKPLACES
        or cues.OTHER_SENSE.match(lower, word.start)
        or is_mine(lower, word.start, word.end)
    )
    return "" if doubtful else word.kind
