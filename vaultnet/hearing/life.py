"""Rule: a line under *Life events* is the occasion that its words name, in whatever form; what is over is none.

Such lines speak of what has been (`moved to Gouda`), where talks speak of what is to come. So what tells a day past in
a talk names the occasion here.
"""

import re
from collections.abc import Iterator, Sequence

from vaultnet.hearing import cues
from vaultnet.hearing.occasion_words import named, vocabulary
from vaultnet.model.config import Words
from vaultnet.model.facts import Entry

_OVER = re.compile(rf"\b(?:{cues.PARTED}|end of (?:the|their|her|his) marriage|no longer)\b")
_MARRIAGE = frozenset({"wedding", "anniversary"})
_OF_OTHERS = re.compile(
    r"\b(?:parents|sister|brother|son|daughter|friends?|ouders|zus|broer|zoon|dochter|vriend(?:in|en)?)\b"
)
_FOR_YEARS = re.compile(r"\b[0-9]{1,2}½? (?:jaar (?:getrouwd|samen|huwelijk)|years (?:married|together|of marriage))\b")
_AT_WORK = re.compile(r"\b(?:work|job|nurse|doctor|intern|volunteer|werk|baan\b|arts\b|verpleeg|stage\b|vrijwillig)")
_HAS_BEEN = (
    ("wedding", re.compile(r"\b(?:married(?! life| couple)|wed|(?<!jaar )getrouwd|trouwden?|jawoord)\b")),
    (
        "birth",
        re.compile(
            rf"\b{cues.CHILD}\b.{{0,40}}\b(?:born|geboren|came|arrived)\b|\b(?:born|geboren):|\bkre(?:eg|gen)\b.{{0,40}}"
            rf"\b{cues.CHILD}\b|\badopt(?:ed|ion)\b|\badoptie\b"
        ),
    ),
    (
        "bereavement",
        re.compile(
            rf"\b(?:lost|verloor) (?:(?:her|his|their|haar|zijn|hun|een|an?) )?(?:\w+ )?{cues.KIN}\b|\b{cues.UNBORN}\b"
            r"|\bwidow(?:ed|er)?\b|\bweduw(?:e|naar)\b|\bburied\b|\bbegraven\b|\bcremat(?:ed|ion)\b"
        ),
    ),
    (
        "illness",
        re.compile(
            r"\b(?:diagnos(?:ed|is) (?:with|of)|diagnose\b.{0,20}kanker|cancer|kanker|stroke|beroerte|heart attack"
            r"|hartaanval|hartinfarct|chemo\w*|burn-?out|knieoperatie|heupoperatie|hartoperatie|oogoperatie)\b"
        ),
    ),
    (
        "new_job",
        re.compile(
            r"\b(?:promoted|(?:started|starts|began|begins|begon|begonnen|begint|start) (?:work )?(?:at|as|bij|als)"
            r"|new position|new role|nieuwe (?:functie|job)|first job|eerste baan)\b"
        ),
    ),
    (
        "move",
        re.compile(r"\b(?:moved (?:to|house|into|back|in)|verhuisden?|verhuisd|new (?:flat|apartment|place|home))\b"),
    ),
    ("exam", re.compile(r"\b(?:afgestudeerd|gepromoveerd|promoveerde|defended|geslaagd|studeerde af|master's|phd)\b")),
    ("retirement", re.compile(r"\b(?:retired|gepensioneerd|pensioneerde)\b")),
)


def life_events(lived: Sequence[Entry], words: Words) -> Iterator[Entry]:
    """The occasions among the dated lines under *Life events* (format.md, Occasions), marked as what they are.

    `words` are those of each kind. The day of a marriage that is over is kept no longer.
    """
    ended = [entry.date for entry in lived if entry.date and _ends_a_marriage(entry.text.lower())]
    for entry in lived:
        kinds = tuple(mark for mark in entry.marks if mark in dict(words)) or _kind(entry.text.lower(), words)
        is_over = not _MARRIAGE.isdisjoint(kinds) and any(entry.date and entry.date < day for day in ended)
        if kinds and not is_over:
            yield entry._replace(marks=kinds)


def _kind(lower: str, words: Words) -> tuple[str, ...]:
    """The kind that a line names, of several the first in the order of `words`."""
    if _OVER.search(lower) or cues.CANCELLED.search(lower):
        return ()
    if _FOR_YEARS.search(lower):
        return ("anniversary",)
    kinds = {word.kind for word in named(lower, vocabulary(words)) if _is_meant(lower, word.start, word.end)}
    kinds.update(kind for kind, pattern in _HAS_BEEN if pattern.search(lower))
    kinds.update(kind for kind, tells, against in cues.NEWS if tells.search(lower) and not against.search(lower))
    return next(((kind,) for kind, _ in words if kind in kinds), ())


def _ends_a_marriage(lower: str) -> bool:
    return _OVER.search(lower) is not None and not _OF_OTHERS.search(lower)


def _is_meant(lower: str, start: int, end: int) -> bool:
    """Whether a word names an occasion: not something else, and not where somebody works."""
    if cues.OTHER_SENSE.match(lower, start):
        return False
    return not (lower[start:end] in cues.WORKPLACES and _AT_WORK.search(lower))
