"""The form of an entry: a new line written as the one beside it, with its marker, date notation and separator."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.days.dates import WEEKDAY, leading_date
from vaultnet.note.line import cells
from vaultnet.note.lines import ROW
from vaultnet.note.pieces import Piece

TAB = "\t"
_ITEM = re.compile(r"([ \t]*)([-*+]|(\d{1,9})([.)]))([ \t]+)(\[[xX]\][ \t]+)?(?:\[[^\[\]]\][ \t]+)?")
_TIME = re.compile(r"(?:T|[ ,]{1,3})\d{1,2}:\d{2}(?::\d{2})?")
_DONE = re.compile(r"✅\ufe0f?[ \t]*\d{4}-\d{2}-\d{2}[ \t]*$")
_DATE_FIELD = re.compile(r"[\[(]date::[ \t]*(\d{4}-\d{2}-\d{2})[\])][ \t]*")

_ENGLISH = (
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
)
_DUTCH = (
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
)
_WEEKDAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "Mon Tue Wed Thu Fri Sat Sun",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ma di wo do vr za zo",
)
_CASES: tuple[Callable[[str], str], ...] = (str.title, str.lower, str.upper)
_MONTHS = (  # English writes its months with a capital, Dutch does not: many are spelled alike
    *((str.title, names) for names in _ENGLISH),
    *((str.lower, names) for names in _DUTCH),
    *((case, names) for case in _CASES for names in (*_DUTCH, *_ENGLISH)),
)
_FIGURES = ("{y}-{mm}-{dd}", "{y}/{mm}/{dd}", "{y}.{mm}.{dd}", "{dd}-{mm}-{y}", "{dd}/{mm}/{y}", "{d}-{m}-{y}")
_OTHER_FIGURES = ("{d}/{m}/{y}", "{y}-{m}-{d}", "{y}{mm}{dd}")
_MONTH_FIRST = ("{mm}/{dd}/{y}", "{m}/{d}/{y}", "{mm}-{dd}-{y}", "{m}-{d}-{y}")
_NAMED = (
    "{d} {M} {y}",
    "{dd} {M} {y}",
    "{d} {M}. {y}",
    "{M} {d}, {y}",
    "{th} {M} {y}",
    "{M} {th}, {y}",
    "{d} {M}",
    "{M} {d}",
)
_ON_WEEKDAY = re.compile(rf"\b{WEEKDAY}", re.IGNORECASE)


class _Notation(NamedTuple):
    """A way to write a day: a form, and the names of the months in it."""

    form: str
    months: tuple[str, ...] = ("",) * 12

    def write(self, day: date) -> str:
        y, m, d = day.year, day.month, day.day
        th = f"{d}{'th' if 10 < d < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(d % 10, 'th')}"
        return self.form.format(y=y, m=m, d=d, mm=f"{m:02}", dd=f"{d:02}", M=self.months[m - 1], th=th)


_NOTATIONS = (  # the most telling first
    *(_Notation(form) for form in (*_FIGURES, *_OTHER_FIGURES)),
    *(_Notation(form, tuple(map(case, names.split()))) for case, names in _MONTHS for form in _NAMED),
)


def in_form_of(
    raw: str, other: Piece, day: date, text: str, under: Sequence[str], *, order: str, step: str, after: bool
) -> list[str] | None:
    """The lines for a contact on `day` as its neighbour `raw` would have it; None where that form cannot hold it.

    `step` is the indentation of the note's own sub-items, "" where it has none.
    """
    was = other.line.date
    if was is None:
        return None
    if other.kind == ROW:
        return None if under else _row(raw, was, day, text, order)
    marker = _ITEM.match(raw) if other.kind != "text" else None
    start = marker.end() if marker else len(raw) - len(raw.lstrip())
    said = _said(raw[start:], was, day, text, order)
    if said is None or (under and not marker):
        return None
    if marker is None:
        return [raw[:start] + said]
    sign = f"{int(marker[3]) + after}{marker[4]}" if marker[3] else marker[2]
    width = " " * len(sign + marker[5])
    inside = marker[1] + (step if step == TAB or len(step) > len(width) else width)
    bullet = "-" if marker[3] else sign
    first = f"{marker[1]}{sign}{marker[5]}{marker[6] or ''}{said}"
    return [first, *nested(under, inside, bullet, step or " " * len(bullet + " "))]


def nested(under: Sequence[str], inside: str, bullet: str, deeper: str) -> list[str]:
    """List items behind the indentation `inside`; one with tabs in front stands that many times `deeper`."""
    return [
        f"{inside}{deeper * (len(line) - len(line.lstrip(TAB)))}{bullet} {line.lstrip(TAB)}".rstrip() for line in under
    ]


def _said(rest: str, was: date, day: date, text: str, order: str) -> str | None:
    if _DONE.search(rest):
        return f"{text} ✅ {day.isoformat()}"
    if field := _DATE_FIELD.match(rest):
        return field[0].replace(field[1], day.isoformat()) + text
    at = leading_date(rest, order)
    if at is None or at.start or at.date != was:
        return None
    lead = redated(_TIME.sub("", rest[: at.end]), was, day, order)
    return lead + ("" if not text or lead.endswith((" ", "\t")) else " ") + text if lead else None


def redated(lead: str, was: date, day: date, order: str) -> str | None:
    """The same notation for another day; None where it is none of the known ones."""
    notations = (*map(_Notation, _MONTH_FIRST), *_NOTATIONS) if order == "mdy" else _NOTATIONS
    notation = next((notation for notation in notations if notation.write(was) in lead), None)
    moved = _on_weekday_of(lead, was, day)
    if notation is None or moved is None:
        return None
    lead = moved
    target, bar, shown = lead.partition("|") if lead.startswith("[[") else (lead, "", "")
    target = target.replace(notation.write(was), notation.write(day))
    again = next((notation for notation in notations if notation.write(was) in shown), None)
    return target + bar + (shown.replace(again.write(was), again.write(day)) if again else shown)


def _on_weekday_of(lead: str, was: date, day: date) -> str | None:
    """The lead with the weekday of another day in it; None where it names one in a way of its own."""
    for found in reversed(list(_ON_WEEKDAY.finditer(lead))):
        spellings = (tuple(map(case, names.split())) for names in _WEEKDAYS for case in _CASES)
        known = next((names for names in spellings if names[was.weekday()] == found[0]), None)
        if known is None:
            return None
        lead = lead[: found.start()] + known[day.weekday()] + lead[found.end() :]
    return lead


def _row(raw: str, was: date, day: date, text: str, order: str) -> list[str] | None:
    first, *rest = cells(raw.strip())
    at = leading_date(first, order)
    lead = redated(_TIME.sub("", first), was, day, order) if at and not at.start else None
    if lead is None or not rest:
        return None
    words = [""] * (len(rest) - 1) + [text.replace("|", "\\|")]
    row = " | ".join([lead, *words])
    return [f"| {row} |" if raw.lstrip().startswith("|") else row]
