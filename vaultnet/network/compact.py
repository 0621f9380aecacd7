"""Rule: records that nobody looks at take little room; whoever looks gets the very values that were put away."""

import marshal
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeVar, cast, overload

from vaultnet.model.codec import Codec, codec
from vaultnet.model.network import Contact, Part, Record, Source

_Kind = TypeVar("_Kind")
_Row = tuple[int, str, int, str, tuple[str, ...], bool]

_QUICK = 1  # of the levels of zlib
_DAY = itemgetter(0)


class Compact(Sequence[_Kind]):
    """Records of one kind, as a program that stays keeps them; made anew at each look."""

    __slots__ = ("_codec", "_count", "_packed")

    def __init__(self, how: Codec, records: Sequence[_Kind]) -> None:
        self._codec = how
        self._count = len(records)
        self._packed = zlib.compress(marshal.dumps(how.pack(records)), _QUICK) if records else b""  # type: ignore[arg-type]

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> _Kind: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[_Kind, ...]: ...

    def __getitem__(self, index: int | slice) -> _Kind | tuple[_Kind, ...]:
        return self._made()[index]

    def __iter__(self) -> Iterator[_Kind]:
        return iter(self._made())

    def __reversed__(self) -> Iterator[_Kind]:
        return reversed(self._made())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Compact):
            return self._packed == other._packed or self._made() == other._made()
        return self._made() == other

    def __hash__(self) -> int:
        return hash(self._made())

    def _made(self) -> tuple[_Kind, ...]:
        return cast("tuple[_Kind, ...]", _made(self._codec, self._packed)) if self._packed else ()


@lru_cache(maxsize=16)  # what is told of one person is looked up several times in a row
def _made(how: Codec, packed: bytes) -> object:
    return how.unpack(marshal.loads(zlib.decompress(packed)))  # noqa: S302 - our own bytes


def contacts(of: Sequence[Contact]) -> Sequence[Contact]:
    """Contacts in little room: their parts as rows, for most have one."""
    return Compact(_CONTACTS, of)


def records(of: Sequence[Record]) -> Sequence[Record]:
    """Records in little room."""
    how = codec(tuple[Record, ...])
    assert how is not None
    return Compact(how, of)


def _rows(packed: object) -> list[_Row]:
    return [
        (contact.date.toordinal(), *part.source, part.text, part.marks, part.given)
        for contact in cast("Sequence[Contact]", packed)
        for part in contact.parts
    ]


def _contacts(rows: object) -> tuple[Contact, ...]:
    days = groupby(cast("list[_Row]", rows), _DAY)
    return tuple([Contact(date.fromordinal(day), tuple(map(_part, parts))) for day, parts in days])


def _part(row: _Row) -> Part:
    _, path, line, text, marks, given = row
    return Part(Source(path, line), text, marks, given)


_CONTACTS = Codec(_rows, _contacts)
