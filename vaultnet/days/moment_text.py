"""A moment as a Moment.js format writes it: what Obsidian's templates mean by `{{date:dddd D MMMM}}`."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

_TOKEN = re.compile(
    r"\[(?P<literal>[^\[\]]*)\]|\\(?P<escaped>.)"
    r"|(?P<token>[MDdQWw]o|DDDo|M{1,4}|D{1,4}|d{1,4}|YYYY|YY?|GGGG|GG|gggg|gg|WW?|ww?|[QEe]|HH?|hh?|mm?|ss?|[AaXx]"
    r"|LT|L{1,4}|ll)",
    re.DOTALL,
)
_COMPOSED = {"L": "MM/DD/YYYY", "LL": "MMMM D, YYYY", "ll": "MMM D, YYYY", "LT": "h:mm A"}
_COMPOSED |= {"LLL": "MMMM D, YYYY h:mm A", "LLLL": "dddd, MMMM D, YYYY h:mm A"}

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a moment in a note has no zone


def moment_text(moment_format: str, when: datetime, months: Sequence[str], weekdays: Sequence[str]) -> str:
    """`when` in the tokens of Moment, `months` and `weekdays` (Monday first) by these names; never raises."""
    names = {
        "MMMM": months[when.month - 1],
        "MMM": months[when.month - 1][:3],
        "dddd": weekdays[when.weekday()],
        "ddd": weekdays[when.weekday()][:3],
        "dd": weekdays[when.weekday()][:2],
        "A": "PM" if when.hour > 11 else "AM",
        "a": "pm" if when.hour > 11 else "am",
    }

    def said(found: re.Match[str]) -> str:
        token = found["token"]
        if token is None:
            return str(found["escaped"] if found["literal"] is None else found["literal"])
        if token in _COMPOSED:
            return moment_text(_COMPOSED[token], when, months, weekdays)
        return names[token] if token in names else _numeral(token, when)

    return _TOKEN.sub(said, moment_format)


def _numeral(token: str, when: datetime) -> str:
    """`04`, `4`, `4th`."""
    number = _numbers(when)[token.rstrip("o") if token.startswith("DDD") else token[0]]
    if token.endswith("o"):
        return f"{number}{_ending(number)}"
    if token in ("YY", "GG", "gg"):
        number %= 100
    width = {"DDDD": 3, "DDD": 1}.get(token, len(token))
    return f"{number:0{width}}"


def _numbers(when: datetime) -> dict[str, int]:
    of_year = when.timetuple().tm_yday
    saturday = (when + timedelta(6 - when.isoweekday() % 7)).timetuple() if when.year < 9999 else when.timetuple()
    return {
        "Y": when.year,
        "Q": (when.month + 2) // 3,
        "M": when.month,
        "D": when.day,
        "DDD": of_year,
        "DDDD": of_year,
        "d": when.isoweekday() % 7,
        "e": when.isoweekday() % 7,
        "E": when.isoweekday(),
        "G": when.isocalendar().year,
        "W": when.isocalendar().week,
        "g": saturday.tm_year,  # weeks that begin on Sunday, the first of them with 1 January
        "w": (saturday.tm_yday + 6) // 7,
        "H": when.hour,
        "h": when.hour % 12 or 12,
        "m": when.minute,
        "s": when.second,
        "X": (when - _EPOCH) // timedelta(seconds=1),
        "x": (when - _EPOCH) // timedelta(milliseconds=1),
    }


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
