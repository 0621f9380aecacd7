"""Rule: once a talk says that they are well again, that illness is not asked after any more, and the next one is news.

Hopes, doubts, somebody who is somewhat better, and the recovery of another one end nothing.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.history import History
from vaultnet.agenda.news import Occurrence, kin
from vaultnet.agenda.talks import searched

_LONG_AGO = 200  # days: nobody asks after an illness of before, whether or not it is over
_PART = re.compile(r"([^.!?;,\n()–—]+)(\??)")
_WELL = re.compile(
    r"\bweer (?:(?:helemaal|volledig|gewoon|gelukkig|echt|lekker) )?(?:beter(?! (?:weer|dan|te|nieuws|in)\b)|gezond|fit"
    r"|de oude|op de been|bovenop|aan het werk)\b"
    r"|\b(?:is|zijn) (?:(?:nu|al|gelukkig|helemaal|volledig|weer) ){0,3}(?:hersteld|genezen|opgeknapt)\b"
    r"|(?<!\bhet )(?<!\bdat )(?<!\bdit )(?<!\bweer )\b(?:is|zijn) (?:(?:nu|al|gelukkig) ){0,2}beter(?=\W*\Z)"
    r"|\b(?:helemaal|volledig) (?:beter|hersteld|genezen|opgeknapt)\b|\bschoon verklaard\b|\bkankervrij\b"
    r"|\bgriep is (?:over|voorbij)\b"
    r"|\b(?:fully|completely) (?:recovered|better|healed)\b|\b(?:is|are|has|have)(?: (?:now|quite))? recovered\b"
    r"|\brecovered from\b|\bover (?:the|her|his|their) (?:flu|cold|covid|illness|pneumonia)\b"
    r"|\b(?:she|he|they)(?: is| are|['’]s)(?: (?:now|all))? better(?: now)?(?=\W*\Z)|\b(?:well|better|healthy) again\b"
    r"|\bback (?:at work|to work|on (?:her|his|their) feet)\b|\ball[ -]clear\b|\bin remission\b|\bcancer[ -]free\b"
)
_NOT_QUITE = re.compile(
    r"n['’]t\b|\b(?:not|never|almost|nearly|hop(?:e|es|ed|ing)|hopefully|wish\w*|wants?|if|when|until|till|will|soon|bit"
    r"|little|somewhat|feels?|feeling|gets?|getting|i|my|niet|geen|nog|bijna|hoop|hoopt|hopen|hopelijk|gewenst|wens\w*"
    r"|wil|zodra|als|wanneer|tot(?:dat)?|wordt|worden|moet|gaat|gaan|zal|snel|gauw|binnenkort|iets|wat|beetje|voelt|ik"
    r"|mijn)\b"
)


class _Recovery(NamedTuple):
    day: date  # of the talk
    words: str  # in lower case


def still_ill(occurrences: Sequence[Occurrence], history: History) -> Iterator[Occurrence]:
    """The occurrences without the illnesses that are over, as a talk says."""
    begun = [told.date for told in occurrences if told.kind == "illness" and _may_be_asked(told, history.today)]
    recoveries = list(_recoveries(history, min(begun))) if begun else []
    if not recoveries:
        return iter(occurrences)
    return (told for told in occurrences if not any(_is_over(told, recovery) for recovery in recoveries))


def _may_be_asked(illness: Occurrence, today: date) -> bool:
    return 0 <= (today - illness.date).days <= _LONG_AGO


def _recoveries(history: History, since: date) -> Iterator[_Recovery]:
    for contact in history.contacts:
        if contact.date >= since:
            for part, asked in _PART.findall(searched(contact.text)):
                if not asked and _WELL.search(part) and not _NOT_QUITE.search(part):
                    yield _Recovery(contact.date, part)


def _is_over(occurrence: Occurrence, recovery: _Recovery) -> bool:
    if occurrence.kind != "illness" or recovery.day < occurrence.date:
        return False
    if recovery.day == occurrence.date and occurrence.dated:
        return False
    whose = kin(recovery.words)
    return not whose or not whose.isdisjoint(kin(occurrence.text))
