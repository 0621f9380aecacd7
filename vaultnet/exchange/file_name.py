"""The name of a new note is legal on every platform, not hidden, can be linked to, and is the only one in the vault.

See format.md, Links: a name that exists twice in the vault would make every link to it ambiguous.
"""

import re
from collections.abc import Collection
from unicodedata import category, normalize

from vaultnet.render.escape import JOINERS
from vaultnet.text.spelling import folded, without_md

LONGEST = 120  # bytes in UTF-8: sync tools add to it

_ILLEGAL = re.compile(r"[*\"\\/<>:|?#^\[\]{}$~=`%]")
_DEVICE = re.compile(r"(con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?= {0,200}(?:\.|\Z))", re.IGNORECASE)  # no file can be one
_CONFLICT = re.compile(r"[()._-]")


def key(name: str) -> str:
    """The form in which file names are compared, a leading `@` left out."""
    return folded(name).removeprefix("@")


def legal(name: str) -> str:
    """The nearest name that a note can have, without `.md`; "" if nothing of it is left."""
    text = "".join(_possible(sign) for sign in normalize("NFC", name[:2000]))
    text = _trimmed(_ILLEGAL.sub(" ", text))
    if "confli" in text.casefold():  # it must not look like the copy that a sync tool makes
        text = _trimmed(_CONFLICT.sub(" ", text))
    return _DEVICE.sub(r"\1_", _trimmed(_cut(text)), 1) if _DEVICE.match(text) else _trimmed(_cut(text))


def free(name: str, taken: Collection[str], bearers: int = 0) -> str:
    """A legal `name`, with a number after it if its `key` is `taken`; at least `bearers` others have the name."""
    number = bearers + 1
    while key(numbered := _numbered(name, number)) in taken:
        number += 1
    return numbered


def _numbered(name: str, number: int) -> str:
    return f"{_cut(name, LONGEST - 1 - len(str(number))).rstrip(' .')} {number}" if number > 1 else name


def _possible(sign: str) -> str:
    """A character as it may stand in a file name: nothing that some version of Unicode leaves unassigned."""
    kind = category(sign)
    if kind[0] == "Z" or kind == "Cc":
        return " "
    return sign if sign in JOINERS or kind[0] != "C" else ""


def _trimmed(text: str) -> str:
    """Without blanks or dots at either end: a dot in front hides a file, one at the end is lost on Windows."""
    text = " ".join(text.split())
    while (neat := without_md(text.strip(f" .{JOINERS}").lstrip("@"))) != text:
        text = neat
    return text


def _cut(text: str, longest: int = LONGEST) -> str:
    """As many whole characters as fit into so many bytes."""
    return text.encode()[:longest].decode(errors="ignore")
