"""Rule: everybody has a rhythm of their own, the median of their recent gaps; a silence is long or short against it."""

from vaultnet.agenda.history import History
from vaultnet.model.span import Span

_GAPS = 3
_SPAN = 21  # days that the gaps together must span
_QUIET_FROM, _QUIET_UNTIL = (2, 14), (12, 90)  # times the rhythm, and at least so many days
_USUAL = 90  # days: the pace of those who have neither cadence nor rhythm
_WARM = 2  # times the pace


def rhythm(history: History) -> float | None:
    """The days between recent contacts; None: there are too few to tell."""
    contacts = history.contacts
    gaps: list[int] = []
    for index in range(len(contacts) - 1, 0, -1):
        gaps.append((contacts[index].date - contacts[index - 1].date).days)
        if len(gaps) >= _GAPS and (contacts[-1].date - contacts[index - 1].date).days >= _SPAN:
            return _median(gaps)
    return None


def rhythm_days(history: History) -> int:
    """The rhythm in whole days; 0: too few contacts to tell."""
    return int((rhythm(history) or 0) + 0.5)


def gone_quiet(history: History) -> float | None:
    """The silence as a multiple of this person's own rhythm; None: it is not long for them."""
    if history.last is None or not _QUIET_FROM[1] <= history.silent_days:
        return None
    own = rhythm(history)
    if own is None or not _reach(_QUIET_FROM, own) <= history.silent_days <= _reach(_QUIET_UNTIL, own):
        return None
    return history.silent_days / own


def silence(history: History) -> float | None:
    """The silence as a multiple of the cadence, else of their rhythm, else of a quarter; None: they never spoke."""
    if history.last is None:
        return None
    cadence = history.person.cadence
    pace = (cadence.after(history.last.date) - history.last.date).days if cadence else rhythm(history) or _USUAL
    return history.silent_days / max(pace, 1)


def warm(history: History) -> bool:
    """Whether the last contact is within twice their usual pace; twice a month is two months by the calendar."""
    cadence = history.person.cadence
    if history.last and cadence:
        return Span(_WARM * cadence.number, cadence.unit).after(history.last.date) >= history.today
    against_pace = silence(history)
    return against_pace is not None and against_pace <= _WARM


def _reach(bounds: tuple[int, int], own: float) -> float:
    times, at_least = bounds
    return max(times * own, at_least)


def _median(gaps: list[int]) -> float:
    ordered = sorted(gaps)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
