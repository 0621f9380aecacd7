"""Rule: everybody has a rhythm of their own, the median of their recent gaps; a silence is long or short against it."""

from vaultnet.agenda.history import History
from vaultnet.model.span import Span

_GAPS = 3
_SPAN = 21  # days that the gaps together must span
_QUIET_FROM, _QUIET_UNTIL = (2, 14), (12, 90)  # times the rhythm, and at least so many days
_USUAL = 90  # days: the pace of those who have neither cadence nor rhythm
_WARM = 2  # times the pace


def rhythm(known: History) -> float | None:
    """Days between contacts, as they recently were; None: too few to tell."""
    contacts = known.contacts
    gaps: list[int] = []
    for index in range(len(contacts) - 1, 0, -1):
        gaps.append((contacts[index].date - contacts[index - 1].date).days)
        if len(gaps) >= _GAPS and (contacts[-1].date - contacts[index - 1].date).days >= _SPAN:
            return _median(gaps)
    return None


def gone_quiet(known: History) -> float | None:
    """The silence as a multiple of this person's own rhythm, if it is long against it; None: it is not."""
    if known.last is None or not _QUIET_FROM[1] <= known.silent_days:
        return None
    own = rhythm(known)
    if own is None or not _reach(_QUIET_FROM, own) <= known.silent_days <= _reach(_QUIET_UNTIL, own):
        return None
    return known.silent_days / own


def silence(known: History) -> float | None:
    """The days since the last contact against the cadence, else the own rhythm, else a quarter; None: never spoke."""
    if known.last is None:
        return None
    cadence = known.person.cadence
    pace = (cadence.after(known.last.date) - known.last.date).days if cadence else rhythm(known) or _USUAL
    return known.silent_days / max(pace, 1)


def warm(known: History) -> bool:
    """Whether they spoke not long ago, as they go: twice a month is two months on the calendar."""
    cadence = known.person.cadence
    if known.last and cadence:
        return Span(_WARM * cadence.number, cadence.unit).after(known.last.date) >= known.today
    against_pace = silence(known)
    return against_pace is not None and against_pace <= _WARM


def _reach(bounds: tuple[int, int], own: float) -> float:
    times, at_least = bounds
    return max(times * own, at_least)


def _median(gaps: list[int]) -> float:
    ordered = sorted(gaps)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
