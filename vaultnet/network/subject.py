"""Rule: of several people in one item, what begins with the name of one is said of that one; in doubt, of all of them.

`Sanne has her interview on 3 December`, told over lunch with Sanne and Priya, is nothing to wish Priya luck with.
"""

import re
from collections.abc import Sequence

from vaultnet.model.facts import Entry, Told
from vaultnet.network.names import name_of
from vaultnet.text.spelling import folded

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ALL = frozenset("they their them both together we us our ze hun hen allebei beide beiden samen wij ons".split())


def meant(text: str, people: Sequence[str]) -> tuple[str, ...]:
    """Those of the `people` (their paths) whom a text is about: all, unless it begins with the first name of one."""
    words = _WORD.findall(folded(text)) if len(people) > 1 else []
    if not words or not _ALL.isdisjoint(words):
        return tuple(people)
    first = {path: (_WORD.findall(folded(name_of(path))) or [""])[0] for path in people}
    if sum(name == words[0] for name in first.values()) != 1:
        return tuple(people)
    return tuple(path for path in people if first[path] in words)


def as_told_of(entry: Entry, person: str, people: Sequence[str]) -> Entry:
    """An entry about several `people`, with those of its told events that are about this `person`."""
    if len(people) < 2 or not entry.told:
        return entry
    return entry._replace(told=tuple(told for told in entry.told if person in _meant_by(told, entry, people)))


def _meant_by(told: Told, entry: Entry, people: Sequence[str]) -> tuple[str, ...]:
    """Whom a told event is about, by its own sentence, else by the sub-item that holds it."""
    about = meant(told.text, people)
    if len(about) < len(people):
        return about
    held = next((line for line in entry.text.split("\n")[1:] if told.text in line), "")
    return meant(held, people)
