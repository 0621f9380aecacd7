"""Rule: records that nobody looks at are packed; whoever looks gets exactly the values that were put in."""

import marshal
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import TypeVar, cast, overload

from vaultnet.model.codec import Codec, codec
from vaultnet.model.network import Contact, Part, Record, Source

_Kind = TypeVar("_Kind")
_Columns = tuple[
    tuple[int, ...], tuple[str, ...], tuple[int, ...], tuple[str, ...], tuple[tuple[str, ...], ...], tuple[bool, ...]
]

_QUICK = 1  # of the levels of zlib
_DAY = itemgetter(0)


class Compact(Sequence[_Kind]):
    """Records of one kind as a long-running program keeps them, unpacked at each look."""

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
            return self._count == other._count and (self._packed == other._packed or self._made() == other._made())
        return self._made() == other

    def __hash__(self) -> int:
        return hash(self._made())

    def _made(self) -> tuple[_Kind, ...]:
        return cast("tuple[_Kind, ...]", _made(self._codec, self._packed)) if self._packed else ()


@lru_cache(maxsize=16)  # what is told of one person is looked up several times in a row
def _made(how: Codec, packed: bytes) -> object:
    return how.unpack(marshal.loads(zlib.decompress(packed)))  # noqa: S302 - our own bytes


def contacts(of: Sequence[Contact]) -> Sequence[Contact]:
    """Contacts, packed: their parts in columns, because most have only one."""
    return Compact(_CONTACTS, of)


def records(of: Sequence[Record]) -> Sequence[Record]:
    """Records, packed."""
    how = codec(tuple[Record, ...])
    assert how is not None
    return Compact(how, of)


def _columns(packed: object) -> object:
    """Every part of every contact, in columns."""
    contacts = cast("Sequence[Contact]", packed)
    days = tuple([contact.date.toordinal() for contact in contacts for _ in contact.parts])
    sources, texts, marks, given = zip(*(part for contact in contacts for part in contact.parts), strict=True)
    return (days, *zip(*sources, strict=True), texts, marks, given)


def _contacts(columns: object) -> tuple[Contact, ...]:
    days, paths, lines, texts, marks, given = cast("_Columns", columns)
    sources = map(_source, zip(paths, lines, strict=True))
    parts = map(_part, zip(sources, texts, marks, given, strict=True))
    if len(set(days)) == len(days):
        return tuple(map(_contact, zip(map(date.fromordinal, days), zip(parts, strict=True), strict=True)))
    by_day = groupby(zip(days, parts, strict=True), _DAY)
    return tuple([Contact(date.fromordinal(day), tuple([part for _, part in same])) for day, same in by_day])


_source = partial(tuple.__new__, Source)
_part = partial(tuple.__new__, Part)
_contact = partial(tuple.__new__, Contact)
_CONTACTS = Codec(_columns, _contacts)
