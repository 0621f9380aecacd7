"""A daily note is told by its path: the whole of it matches the whole Moment format, strictly, else its last segment.

Names of months and days are English or Dutch. A weekday must be the date's own; weeks and times are decoration.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from vaultnet.days.dates import MONTHS
from vaultnet.model.config import DailyNotes

_DEFAULT = "YYYY-MM-DD"


class _Piece(NamedTuple):
    """One sign or one token of a format."""

    text: str
    token: bool


class _Pattern(NamedTuple):
    """What the text of a whole format, or of its last segment, looks like."""

    regex: re.Pattern[str]
    tokens: tuple[str, ...]  # of the groups, in their order
    sufficient: bool  # its tokens determine a day

    def read(self, text: str) -> date | None:
        found = self.regex.fullmatch(text) if self.sufficient else None
        return _day(self.tokens, found.groups()) if found else None


class _Reader(NamedTuple):
    """Everything about one place of daily notes that does not depend on a path."""

    folder: str  # casefolded, with its slash
    readings: tuple[tuple[_Pattern, _Pattern | None], ...]  # last segment, whole format where that has folders


_TOKEN = re.compile(
    r"\[(?P<literal>[^\[\]]*)\]|\\(?P<escaped>.)"
    r"|(?P<token>[Hh]mm(?:ss)?|Mo|M{1,4}|Do|DDDo|D{1,4}|do|d{1,4}|wo|ww?|Wo|WW?|Qo?|N{1,5}|Y{4,6}|YY|Y|yo|y{1,4}"
    r"|g{4,5}|gg|G{4,5}|GG|e|E|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|LTS|LT|L{1,4}|l{1,4})|(?P<sign>.)",
    re.DOTALL,
)
_LOCAL = {  # in English, in Dutch
    "L": ("MM/DD/YYYY", "DD-MM-YYYY"),
    "LL": ("MMMM D, YYYY", "D MMMM YYYY"),
    "ll": ("MMM D, YYYY", "D MMM YYYY"),
}
_LANGUAGES = 2
WEEKDAYS = {  # name → number of the day, from 1 for Monday
    name: number
    for number, names in enumerate(
        (
            "monday mon mo maandag ma",
            "tuesday tue tu dinsdag di",
            "wednesday wed we woensdag wo",
            "thursday thu th donderdag do",
            "friday fri fr vrijdag vr",
            "saturday sat sa zaterdag za",
            "sunday sun su zondag zo",
        ),
        start=1,
    )
    for name in names.split()
}
_LONG_MONTHS = "|".join(name for name in MONTHS if len(name) > 3 and name not in ("sept", "febr")) + "|may|mei"
_SHORT_MONTHS = "|".join(name for name in MONTHS if len(name) == 3) + "|sept"
_LONG_DAYS = "|".join(name for name in WEEKDAYS if len(name) > 3)
_SHORT_DAYS = "|".join(name for name in WEEKDAYS if len(name) < 4)
_NTH = "(?:st|nd|rd|th|ste|de|e)"
_SAYING = {  # what a token says, and its look with one group; (?a:...) since the Turkish ı is no i in a name
    "YYYY": ("year", "([0-9]{4})"),
    "YY": ("year", "([0-9]{2})"),
    "Y": ("year", "([0-9]{4})"),
    "MMMM": ("month", f"(?a:({_LONG_MONTHS}))"),
    "MMM": ("month", rf"(?a:({_SHORT_MONTHS}))\.?"),
    "MM": ("month", "([0-9]{2})"),
    "Mo": ("month", f"([1-9][0-9]?){_NTH}"),
    "M": ("month", "([1-9][0-9]?)"),
    "DD": ("day", "([0-9]{2})"),
    "Do": ("day", f"([1-9][0-9]?){_NTH}"),
    "D": ("day", "([1-9][0-9]?)"),
    "DDDD": ("day of the year", "([0-9]{3})"),
    "DDDo": ("day of the year", f"([1-9][0-9]{{0,2}}){_NTH}"),
    "DDD": ("day of the year", "([1-9][0-9]{0,2})"),
    "dddd": ("weekday", f"(?a:({_LONG_DAYS}))"),
    "ddd": ("weekday", rf"(?a:({_SHORT_DAYS}))\.?"),
    "dd": ("weekday", f"(?a:({_SHORT_DAYS}))"),
    "d": ("weekday", "([0-6])"),
    "E": ("weekday", "([1-7])"),
}
_DECORATION = (
    dict.fromkeys(("gggg", "GGGG"), "[0-9]{4}")
    | dict.fromkeys(("gg", "GG", "ww", "WW", "HH", "hh", "kk", "mm", "ss"), "[0-9]{2}")
    | dict.fromkeys(("w", "W", "Q", "e", "H", "h", "k", "m", "s"), "[0-9]{1,2}")
    | dict.fromkeys(("wo", "Wo", "Qo", "do"), f"[0-9]{{1,2}}{_NTH}")
    | {"A": "[ap]m", "a": "[ap]m", "X": "[0-9]{1,12}", "x": "[0-9]{1,15}"}
)


def daily_date(path: str, daily: DailyNotes) -> date | None:
    """The day of which the note at `path` is the daily note, by the folder and the format of `daily`; None: of none."""
    if not path.isascii():
        path = normalize("NFC", path)
    reader = _reader(daily)
    folder = len(reader.folder)
    if path[:folder].casefold() != reader.folder or path[-3:].casefold() != ".md":
        return None
    name = path[max(folder, path.rfind("/") + 1) : -3]
    for last, whole in reader.readings:
        if last.regex.fullmatch(name):
            day = whole.read(path[folder:-3]) if whole else None
            day = day or last.read(name)
            if day is not None:
                return day
    return None


def format_problem(moment_format: str) -> str | None:
    """Why no date can be recovered from the names that a Moment format makes, as a sentence; None: one can."""
    pieces = _pieces(moment_format.strip("/") or _DEFAULT, 0)
    tokens = [piece.text for piece in pieces if piece.token]
    unknown = next((token for token in tokens if token not in _SAYING and token not in _DECORATION), None)
    if unknown is not None:
        return f"no date can be read from daily notes named `{moment_format}`: `{unknown}` is not understood"
    missing = _missing(tokens)
    return f"no date can be read from daily notes named `{moment_format}`: {missing}" if missing else None


def _missing(tokens: Iterable[str]) -> str:
    """What the tokens do not say of a day; "" where they say enough."""
    said = {_SAYING[token][0] for token in tokens if token in _SAYING}
    if "year" not in said:
        return "the year (`YYYY`) is missing"
    if "day of the year" in said or {"month", "day"} <= said:
        return ""
    return "the day of the month (`DD`) is missing" if "month" in said else "the month (`MM`) is missing"


@lru_cache(maxsize=64)
def _reader(daily: DailyNotes) -> _Reader:
    folder = normalize("NFC", daily.folder).strip("/").removeprefix("./").casefold()
    moment_format = normalize("NFC", daily.format).strip("/") or _DEFAULT
    if format_problem(moment_format):
        return _Reader("", ())
    readings = dict.fromkeys(_pieces(moment_format, language) for language in range(_LANGUAGES))
    return _Reader(folder and folder + "/", tuple(_patterns(pieces) for pieces in readings))


def _patterns(pieces: tuple[_Piece, ...]) -> tuple[_Pattern, _Pattern | None]:
    last = 0
    for at, piece in enumerate(pieces, start=1):
        if piece == _Piece("/", token=False):
            last = at
    return _pattern(pieces[last:]), _pattern(pieces) if last else None


def _pattern(pieces: tuple[_Piece, ...]) -> _Pattern:
    looks = [_look(piece) for piece in pieces]
    tokens = tuple(piece.text for piece in pieces if piece.token and piece.text in _SAYING)
    return _Pattern(re.compile("".join(looks), re.IGNORECASE), tokens, not _missing(tokens))


def _look(piece: _Piece) -> str:
    if not piece.token:
        return re.escape(piece.text)
    return _SAYING[piece.text][1] if piece.text in _SAYING else _DECORATION[piece.text]


def _pieces(moment_format: str, language: int) -> tuple[_Piece, ...]:
    """The tokens and the single signs of a format, with local forms as `language` (0 or 1) writes them."""
    pieces: list[_Piece] = []
    for found in _TOKEN.finditer(moment_format):
        token = found["token"]
        if token in _LOCAL:
            pieces += _pieces(_LOCAL[token][language], language)
        elif token is not None:
            pieces.append(_Piece(token, token=True))
        else:
            signs = found["literal"] or found["escaped"] or found["sign"] or ""
            pieces += [_Piece(sign, token=False) for sign in signs]
    return tuple(pieces)


def _day(tokens: Sequence[str], values: Sequence[str]) -> date | None:
    """The day that the values of the tokens agree on."""
    said: dict[str, int] = {}
    for token, value in zip(tokens, values, strict=True):
        number = _number(token, value.casefold())
        if said.setdefault(_SAYING[token][0], number) != number:
            return None
    try:
        if "month" in said and "day" in said:
            day = date(said["year"], said["month"], said["day"])
        else:
            day = date(said["year"], 1, 1) + timedelta(said["day of the year"] - 1)
    except (ValueError, OverflowError):
        return None
    agree = (
        day.year == said["year"]
        and said.get("day of the year", day.timetuple().tm_yday) == day.timetuple().tm_yday
        and said.get("month", day.month) == day.month
        and said.get("weekday", day.isoweekday()) == day.isoweekday()
    )
    return day if agree else None


def _number(token: str, value: str) -> int:
    if not value.isdigit():
        return MONTHS[value] if token[0] == "M" else WEEKDAYS[value]
    number = int(value)
    match token:
        case "YY":
            return number + (2000 if number < 69 else 1900)  # Moment's own turn of the century
        case "d":
            return number or 7  # Sunday
        case _:
            return number
