"""vCard text, 2.1 to 4.0, as content lines: unfolded, decoded, one card at a time; what is broken breaks its own card.

Photos and other attachments are left out before anything else is done with them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from vaultnet.problem import Problem

LONGEST = 20_000  # characters of one line

_PHYSICAL = re.compile(r"\r\n|\n|\r")
_HEAD = re.compile(r'[ \t]*(?:(?P<group>[\w-]{1,60})\.)?(?P<name>[\w-]{1,60})(?P<params>;(?:[^":]|"[^"]*")*)?:')
_MEDIA = re.compile(r"[ \t]*(?:[\w-]{1,60}\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]|[^:]{1,200};(?:ENCODING=)?(?:B|BASE64)[;:]", re.I)
_QUOTED_PRINTABLE = re.compile(r"[^:]{0,400};(?:ENCODING=)?QUOTED-PRINTABLE", re.I)
_CHARSETS = re.compile(r"(?:utf-?8|utf-?16|us-ascii|iso-?8859-?\d\d?|latin-?1|windows-?125\d|cp125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_?jis|euc-(?:jp|kr)|iso-2022-jp)\Z", re.I)


class Line(NamedTuple):
    """One content line; the value is as it stands, with its backslashes."""

    number: int  # from 1, of the line in the file where it begins
    name: str  # upper case
    value: str
    group: str = ""
    params: Mapping[str, tuple[str, ...]] = {}  # upper case → values, lower case; those without a name are types

    def is_a(self, *types: str) -> bool:
        """Whether it carries any of these types."""
        return not set(types).isdisjoint(self.params.get("TYPE", ()))


class Card(NamedTuple):
    """The lines between BEGIN and END."""

    number: int
    lines: tuple[Line, ...]


def cards(path: str, text: str) -> Iterator[Card | Problem]:
    """The cards of a file and the faults between them, in their order; never raises."""
    begun, lines, inner = 0, [], 0
    for number, written in _logical(text):
        word = written.strip().upper().replace(" ", "")
        if word == "BEGIN:VCARD":
            if begun and lines and lines[-1].name == "AGENT" and not lines[-1].value.strip():
                inner += 1  # a card on a card: somebody's assistant
                continue
            if begun:
                yield Problem(path, begun, f"the card that begins here has no END:VCARD before line {number}; it is left out")
            begun, lines, inner = number, [], 0
        elif word == "END:VCARD" and inner:
            inner -= 1
        elif word == "END:VCARD":
            if begun:
                yield Card(begun, tuple(lines))
            else:
                yield Problem(path, number, "found END:VCARD without a card before it; it is passed over")
            begun, lines = 0, []
        elif begun and not inner:
            line = _line(number, written)
            if line is None:
                yield Problem(path, number, f"found “{written.strip()[:60]}”, expected a line such as EMAIL:anna@example.org; it is passed over")
            else:
                lines.append(line)
    if begun:
        yield Problem(path, begun, "the card that begins here has no END:VCARD; it is left out")


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """The unfolded lines that say something, with the number of their first physical line; no attachments."""
    parts: list[str] = []
    first, media = 0, False
    for number, written in enumerate(_PHYSICAL.split(text), 1):
        soft = bool(parts) and parts[-1].endswith("=") and bool(_QUOTED_PRINTABLE.match(parts[0]))
        if soft:
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
            first, parts = (number, [written]) if written.strip() and not media else (number if media else 0, [])
    if parts:
        yield first, "".join(parts)


def _line(number: int, written: str) -> Line | None:
    head = _HEAD.match(written[:LONGEST])
    if head is None:
        return None
    from icalendar.parser import q_split  # noqa: PLC0415 - takes 70 ms to import

    params: dict[str, list[str]] = {}
    for param in q_split((head["params"] or "")[1:], ";") if head["params"] else ():
        name, is_named, values = param.strip().partition("=")
        found = params.setdefault(name.strip().upper() if is_named else "TYPE", [])
        found += [part.casefold() for value in q_split(values if is_named else name) for part in value.strip(' "').split(",")]
    value = written[head.end() : LONGEST]
    if _QUOTED_PRINTABLE.match(written):
        value = _printable(value, (params.get("CHARSET") or [""])[0])
    return Line(number, head["name"].upper(), value, (head["group"] or "").upper(), {name: tuple(found) for name, found in params.items()})


def _printable(value: str, charset: str) -> str:
    """What a quoted-printable value says; its own line ends as the escape that all versions have."""
    from quopri import decodestring  # noqa: PLC0415 - for vCard 2.1 alone

    data = decodestring(value.encode(errors="replace"))
    for name in (charset if _CHARSETS.match(charset) else "utf-8", "utf-8", "cp1252"):
        try:
            return _PHYSICAL.sub(r"\\n", data.decode(name))
        except UnicodeError:
            continue
    return _PHYSICAL.sub(r"\\n", data.decode("latin-1"))
