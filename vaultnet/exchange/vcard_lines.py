"""vCard text, 2.1 to 4.0, as content lines: unfolded and decoded, one card at a time; a fault spoils only its card.

Photos and other attachments are dropped before anything else is done.
"""

import re
from collections.abc import Iterator, Mapping
from quopri import decodestring
from typing import NamedTuple

from icalendar import q_split

from vaultnet.text.line_ends import LINE_END

LONGEST = 20_000  # characters of one line

_HEAD = re.compile(r'[ \t]*(?:(?P<group>[\w-]{1,60})\.)?(?P<name>[\w-]{1,60})(?P<params>;(?:[^":]|"[^"]*")*)?:')
_MEDIA = re.compile(
    r"[ \t]*(?:[\w-]{1,60}\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]|[^:]{1,200};(?:ENCODING=)?(?:B|BASE64)[;:]", re.IGNORECASE
)
_QUOTED_PRINTABLE = re.compile(r"[^:]{0,400};(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET = re.compile(  # Python knows others that are no charsets
    r"(?:utf-?8|utf-?16|us-ascii|iso-?8859-?\d\d?|latin-?1|(?:windows-?|cp)125\d|koi8-[ru]"
    r"|gb(?:2312|k|18030)|big5|shift_?jis|euc-(?:jp|kr)|iso-2022-jp)\Z",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """One content line; the value still has its backslashes."""

    number: int  # from 1, of the line in the file where it begins
    name: str  # upper case
    value: str
    group: str = ""
    params: Mapping[str, tuple[str, ...]] = {}  # upper case → values in lower case; those without a name are types

    def is_a(self, *types: str) -> bool:
        """Whether it carries any of these types."""
        return not set(types).isdisjoint(self.params.get("TYPE", ()))


class Card(NamedTuple):
    """What stands between BEGIN and END."""

    number: int
    lines: tuple[Line, ...]
    strange: tuple[tuple[int, str], ...] = ()  # numbers and texts of lines that are no content lines
    end: int = 0  # the line before which an END is missing; 0: there is one


def cards(text: str) -> Iterator[Card]:
    """The cards of a file in order; whatever is outside them is passed over. Never raises."""
    begun, inner = 0, 0
    lines: list[Line] = []
    strange: list[tuple[int, str]] = []
    number = 0
    for number, written in _logical(text):
        word = "".join(written.split()).upper()
        if word == "BEGIN:VCARD" and lines and lines[-1].name == "AGENT" and not lines[-1].value.strip():
            inner += 1  # a card on a card: somebody's assistant
        elif word == "BEGIN:VCARD":
            if begun:
                yield Card(begun, tuple(lines), tuple(strange), number)
            begun, inner, lines, strange = number, 0, [], []
        elif word == "END:VCARD" and inner:
            inner -= 1
        elif word == "END:VCARD" and begun:
            yield Card(begun, tuple(lines), tuple(strange))
            begun, lines, strange = 0, [], []
        elif begun and not inner:
            line = _line(number, written)
            if line:
                lines.append(line)
            else:
                strange.append((number, written))
    if begun:
        yield Card(begun, tuple(lines), tuple(strange), number + 1)


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """The unfolded lines, with the number of their first physical line; no empty ones, and no attachments."""
    parts: list[str] = []
    first, media = 0, False
    for number, written in enumerate(LINE_END.split(text), 1):
        if _goes_on(parts) and written.strip().upper() != "END:VCARD":
            parts[-1] = parts[-1][:-1]
            parts.append(written)
        elif first and written[:1] in (" ", "\t"):
            parts += [] if media else [written[1:]]
        elif media and written and ":" not in written:
            continue  # base64 that was not folded
        else:
            if parts:
                yield first, "".join(parts)
            media = bool(_MEDIA.match(written[:LONGEST]))
            says = bool(written.strip()) and not media
            first = number if says or media else 0
            parts = [written] if says else []
    if parts:
        yield first, "".join(parts)


def _goes_on(parts: list[str]) -> bool:
    """Whether a quoted-printable value continues on the next line."""
    return bool(parts) and parts[-1].endswith("=") and bool(_QUOTED_PRINTABLE.match(parts[0]))


def _line(number: int, written: str) -> Line | None:
    head = _HEAD.match(written[:LONGEST])
    if head is None:
        return None
    params = _params(head["params"] or "")
    value = written[head.end() : LONGEST]
    if _QUOTED_PRINTABLE.match(written):
        value = _printable(value, *params.get("CHARSET", ()))
    return Line(number, head["name"].upper(), value, group=(head["group"] or "").upper(), params=params)


def _params(written: str) -> dict[str, tuple[str, ...]]:
    """The parameters of `;TYPE=home,pref;CELL`; one without a name is a type, as vCard 2.1 writes it."""
    params: dict[str, tuple[str, ...]] = {}
    for param in q_split(written, ";"):
        name, named, values = param.strip().partition("=")
        key = name.strip().upper() if named else "TYPE"
        found = ",".join(value.strip(' "') for value in q_split(values if named else name)).casefold().split(",")
        params[key] = (*params.get(key, ()), *found)
    return params


def _printable(value: str, charset: str = "", *_: str) -> str:
    """A quoted-printable value, decoded; line ends in it become the escape that all versions have."""
    data = decodestring(value.encode(errors="replace"))
    for name in (charset if _CHARSET.match(charset) else "utf-8", "utf-8", "cp1252"):
        try:
            return LINE_END.sub(r"\\n", data.decode(name))
        except UnicodeError:
            continue
    return LINE_END.sub(r"\\n", data.decode("latin-1"))
