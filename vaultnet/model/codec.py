"""Records as the plain values that `marshal` can keep, and back again exactly; derived from the types of their fields.

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


class _Form(NamedTuple):
    """The fields of a record."""

    defaults: Values  # by field; `_NONE` where there is none
    codecs: tuple[tuple[int, Codec], ...]  # of the fields whose values are not plain


_NONE = object()  # equal to no value


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
            form = _form(member)
            return Codec(partial(_pack_many, form), partial(_unpack_many, form, partial(tuple.__new__, member)))
        inner = codec(member)
        return inner and Codec(partial(_each, inner.pack), partial(_each, inner.unpack))
    if _is_record(kind):
        form = _form(cast("type", kind))
        return Codec(partial(_pack_one, form), partial(_unpack_one, form, partial(tuple.__new__, cast("type", kind))))
    return None


def _is_record(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_field_defaults")


def _form(kind: type) -> _Form:
    defaults = cast("dict[str, object]", vars(kind)["_field_defaults"])
    codecs = ((number, codec(annotation)) for number, annotation in enumerate(kind.__annotations__.values()))
    return _Form(
        tuple([defaults.get(name, _NONE) for name in kind.__annotations__]),
        tuple([(number, found) for number, found in codecs if found]),
    )


def _each(change: Change, values: object) -> object:
    return tuple([change(value) if value else value for value in cast("Values", values)])


def _pack_one(form: _Form, record: object) -> object:
    """The values of a record, without those behind the first that are the default up to the end."""
    values = list(cast("Values", record))
    defaults, end = form.defaults, len(values)
    while end > 1 and values[end - 1] == defaults[end - 1]:
        end -= 1
    for number, field in form.codecs:
        if values[number]:
            values[number] = field.pack(values[number])
    return tuple(values[:end])


def _unpack_one(form: _Form, make: Callable[[Iterable[object]], object], packed: object) -> object:
    values = list(cast("Values", packed))
    values += form.defaults[len(values) :]
    for number, field in form.codecs:
        if values[number]:
            values[number] = field.unpack(values[number])
    return make(values)


def _pack_many(form: _Form, records: object) -> object:
    """A column for each field; None where all values are the default, in the first column never."""
    columns: list[object] = []
    for values, default in zip(zip(*cast("tuple[Values, ...]", records), strict=True), form.defaults, strict=True):
        is_default = columns and values[-1] == default and values.count(default) == len(values)
        columns.append(None if is_default else values)
    for number, field in form.codecs:
        if columns[number]:
            columns[number] = _each(field.pack, columns[number])
    return tuple(columns)


def _unpack_many(form: _Form, make: Callable[[Iterable[object]], object], packed: object) -> object:
    columns: list[Iterable[object]] = [
        repeat(default) if column is None else column
        for column, default in zip(cast("tuple[Values | None, ...]", packed), form.defaults, strict=True)
    ]
    for number, field in form.codecs:
        if isinstance(columns[number], tuple):
            columns[number] = cast("Values", _each(field.unpack, columns[number]))
    return tuple(map(make, zip(*columns, strict=False)))
