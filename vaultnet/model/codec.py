"""Records as the plain values that `marshal` keeps, and back again exactly; how, is derived from their fields.

Dates become ordinals. Many records of a kind become columns: those turn into records again without a line of Python for
each, and a column in which everything is the default takes no room. What is empty or None is packed as it is.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from itertools import repeat
from types import UnionType
from typing import NamedTuple, cast, get_args, get_origin

Values = tuple[object, ...]
Change = Callable[[object], object]


class Codec(NamedTuple):
    """How the values of a type are packed and unpacked, those that are not empty or None."""

    pack: Change
    unpack: Change


class _Field(NamedTuple):
    """One field of a record."""

    codec: Codec | None  # None: its values are plain
    optional: bool
    default: object


@cache
def codec(kind: object) -> Codec | None:
    """How a record or a date is packed, or a tuple or option of such; None: its values are plain."""
    if kind is date:
        return Codec(lambda day: cast("date", day).toordinal(), cast("Change", cache(date.fromordinal)))
    if isinstance(kind, UnionType):
        return next(filter(None, map(codec, get_args(kind))), None)
    if get_origin(kind) is tuple:
        member = get_args(kind)[0]
        if _is_record(member):
            fields = _fields(member)
            return Codec(partial(_pack_many, fields), partial(_unpack_many, fields, partial(tuple.__new__, member)))
        inner = codec(member)
        return inner and Codec(partial(_each, inner.pack), partial(_each, inner.unpack))
    if _is_record(kind):
        fields = _fields(cast("type", kind))
        changes = tuple((number, field.codec.unpack) for number, field in enumerate(fields) if field.codec)
        return Codec(partial(_pack_one, fields), partial(_unpack_one, changes, cast("Callable[..., object]", kind)))
    return None


def _is_record(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_field_defaults")


def _fields(kind: type) -> tuple[_Field, ...]:
    defaults = cast("dict[str, object]", vars(kind)["_field_defaults"])
    annotations = kind.__annotations__.items()
    return tuple(_Field(codec(annotation), name in defaults, defaults.get(name)) for name, annotation in annotations)


def _each(change: Change, values: object) -> object:
    return tuple([change(value) if value else value for value in cast("Values", values)])


def _pack_one(fields: tuple[_Field, ...], record: object) -> object:
    """The values of a record, without those behind the first that are the default up to the end."""
    values = list(cast("Values", record))
    while len(values) > 1 and fields[len(values) - 1].optional and values[-1] == fields[len(values) - 1].default:
        values.pop()
    packed = zip(fields, values, strict=False)
    return tuple([field.codec.pack(value) if field.codec and value else value for field, value in packed])


def _unpack_one(changes: tuple[tuple[int, Change], ...], kind: Callable[..., object], packed: object) -> object:
    values = list(cast("Values", packed))
    for number, change in changes:
        if number >= len(values):
            break
        if values[number]:
            values[number] = change(values[number])
    return kind(*values)


def _pack_many(fields: tuple[_Field, ...], records: object) -> object:
    """A column for each field; None where all values are the default, in the first column never."""
    columns = zip(fields, zip(*cast("tuple[Values, ...]", records), strict=True), strict=True)
    return tuple(
        None
        if number and field.optional and values.count(field.default) == len(values)
        else (_each(field.codec.pack, values) if field.codec else values)
        for number, (field, values) in enumerate(columns)
    )


def _unpack_many(fields: tuple[_Field, ...], make: Callable[[Values], object], columns: object) -> object:
    spread: list[Iterable[object]] = []
    for field, column in zip(fields, cast("tuple[Values | None, ...]", columns), strict=True):
        if column is None:
            spread.append(repeat(field.default))
        elif field.codec:
            change = field.codec.unpack
            spread.append([change(value) if value else value for value in column])
        else:
            spread.append(column)
    return tuple(map(make, zip(*spread, strict=False)))
