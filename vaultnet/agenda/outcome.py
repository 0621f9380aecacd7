"""Rule: once a talk on the very day names the matter and says how it went, nobody is asked on the days after."""

import re

from vaultnet.agenda.history import History
from vaultnet.agenda.news import Occurrence
from vaultnet.agenda.talks import names_matter, searched

_OVER_AT_ONCE = frozenset({"told", "exam"})  # after an illness one asks again all the same
_SENTENCE = re.compile(r"[.!?;\n]")
_WENT = re.compile(
    r"\b(?:(?:was|were|waren)(?! (?:today|this|on|at|vandaag|vanmorgen|vanochtend|vanmiddag|op|om)\b)"
    r"|went|passed|failed|well|fine|good|great|lovely|done|(?:is|all) over|behind|together"
    r"|ging|gegaan|verliep|goed|gelukt|geslaagd|gehaald|gezakt|gezellig|leuk|mooie?|fijn|prachtig|viel|vielen|meegevallen"
    r"|tegengevallen|voorbij|achter de rug|geweest|gehad)\b"
)
_AHEAD = re.compile(
    r"\b(?:luck|wish\w*|hop(?:e|es|ed|ing)|later|tonight|tomorrow|soon|this (?:afternoon|evening)|will|before|nervous"
    r"|ready|prepar\w*|succes|sterkte|gewenst|wens\w*|hoop\w*|straks|vanmiddag|vanavond|morgen|zenuwachtig|duim\w*|nog"
    r"|moet|gaat|zin in|voorbereid\w*)\b"
)


def is_told(occurrence: Occurrence, history: History) -> bool:
    """Whether the last talk was on the day of something that is over at once, and tells how it went."""
    last = history.last
    if last is None or last.date != occurrence.date or occurrence.kind not in _OVER_AT_ONCE:
        return False
    return any(
        _WENT.search(sentence) and not _AHEAD.search(sentence) and names_matter(sentence, occurrence, history)
        for sentence in _SENTENCE.split(searched(last.text))
    )
