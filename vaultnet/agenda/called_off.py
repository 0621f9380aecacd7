"""Rule: once a later talk puts off, moves or calls off what was told, nothing is said of it on its first day.

The new day, if there is one, comes from that later talk.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.history import History
from vaultnet.agenda.news import Occurrence
from vaultnet.agenda.talks import names_matter, searched
from vaultnet.model.config import Config

_LONG_OVER = 60  # days: by then nobody asks whether it took place; but a wedding returns every year
_SEGMENT = re.compile(r"[.!?;,\n()–—]")
_BECOMES = re.compile(r"\b(?:wordt|becomes|is now|is nu|nu pas)\b[^0-9]{0,20}[0-9]")


class Withdrawal(NamedTuple):
    """A part of a sentence that moves something, puts it off or calls it off."""

    day: date  # of the talk
    words: str  # in lower case


def standing(told: Sequence[Occurrence], history: History, config: Config) -> Iterator[Occurrence]:
    """What talks told, without what a later talk withdrew."""
    doubtful = [occurrence for occurrence in told if _may_be_spoken_of(occurrence, history.today)]
    withdrawals = _withdrawals(history, doubtful) if doubtful else []
    for occurrence in told:
        if not (withdrawals and occurrence in doubtful and _is_called_off(occurrence, withdrawals, history, config)):
            yield occurrence


def _may_be_spoken_of(occurrence: Occurrence, today: date) -> bool:
    recent = occurrence.kind == "wedding" or (today - occurrence.date).days <= _LONG_OVER
    return occurrence.dated and occurrence.told_on is not None and recent


def _withdrawals(history: History, doubtful: Collection[Occurrence]) -> list[Withdrawal]:
    """What is withdrawn by the talks between the telling of any of these and its day."""
    from vaultnet.hearing import cues  # noqa: PLC0415 - its patterns take 10 ms to compile, and few days need them

    contacts = history.contacts
    days = [contact.date for contact in contacts]
    between = {
        place
        for told in doubtful
        for place in range(bisect_right(days, told.told_on or told.date), bisect_right(days, told.date))
    }
    withdrawals = []
    for contact in (contacts[place] for place in sorted(between)):
        text = searched(contact.text)
        if any(cue.search(text) for cue in (cues.CANCELLED, cues.SHIFTED, _BECOMES)):
            withdrawals += [Withdrawal(contact.date, part) for part in _SEGMENT.split(text) if _withdraws(part)]
    return withdrawals


def _lies_between(day: date, occurrence: Occurrence) -> bool:
    return occurrence.told_on is not None and occurrence.told_on < day <= occurrence.date


def _withdraws(part: str) -> bool:
    from vaultnet.hearing import cues  # noqa: PLC0415 - likewise

    if cues.CANCELLED.search(part) or cues.POSTPONED.search(part) or _BECOMES.search(part):
        return True
    return cues.SHIFTED.search(part) is not None and any(sign.isdigit() for sign in part)


def _is_called_off(occurrence: Occurrence, withdrawals: Sequence[Withdrawal], history: History, config: Config) -> bool:
    return any(
        _lies_between(withdrawal.day, occurrence) and _is_about(withdrawal.words, occurrence, history, config)
        for withdrawal in withdrawals
    )


def _is_about(part: str, occurrence: Occurrence, history: History, config: Config) -> bool:
    """Whether a part of a sentence names the kind of occasion, or shares a word with what was told without a kind."""
    from vaultnet.hearing.occasion_words import named, vocabulary  # noqa: PLC0415 - likewise

    if occurrence.kind != "told":
        words = vocabulary(tuple((kind, rule.words) for kind, rule in config.occasions))
        return any(word.kind == occurrence.kind for word in named(part, words))
    return names_matter(part, occurrence, history)
