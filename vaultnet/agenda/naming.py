"""Rule: a line names a thing by its very words, else each of its content words names the thing that it fits best."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from vaultnet.text.spelling import worded
from vaultnet.text.stems import stem_set


def named(line: str, things: Sequence[str]) -> frozenset[int]:
    """The indices of the `things` that `line` names; a semicolon in it stands between two names."""
    return Things(things).named(line)


def is_one_of(line: str, things: Iterable[str]) -> bool:
    """Whether `line` is one of the `things` by its very words."""
    return worded(line) in map(worded, things)


class Things:
    """Things that lines may name, found by what the lines say: most lines have to do with few of them."""

    def __init__(self, things: Sequence[str]) -> None:
        self._things = things

    def named(self, line: str, among: Callable[[int], bool] = lambda _index: True) -> frozenset[int]:
        """Like the function `named`, but only of the things whose index `among` accepts."""
        names = [line] if self._so_spelled(line, among) else line.split(";")
        return frozenset(index for name in names for index in self._named(name, among))

    def _named(self, name: str, among: Callable[[int], bool]) -> set[int]:
        if same := self._so_spelled(name, among):
            return same
        fitting: set[int] = set()
        left = stem_set(name)  # `the book on bees` leaves no word for the book on trees
        while shared := Counter(index for stem in left for index in self._by_stem.get(stem, ()) if among(index)):
            most = max(shared.values())
            best = [index for index, count in shared.items() if count == most]
            fitting.update(best)
            left = left.difference(*(self._stems[index] for index in best))
        return fitting

    def _so_spelled(self, name: str, among: Callable[[int], bool]) -> set[int]:
        return {index for index in self._by_spelling.get(worded(name), ()) if among(index)}

    @cached_property
    def _by_spelling(self) -> dict[str, list[int]]:
        return _indices((thing,) for thing in map(worded, self._things))

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        return list(map(stem_set, self._things))

    @cached_property
    def _by_stem(self) -> dict[str, list[int]]:
        return _indices(self._stems)


def _indices(keys: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """For each key, the indices of the things that have it."""
    indices: dict[str, list[int]] = {}
    for index, each in enumerate(keys):
        for key in each:
            indices.setdefault(key, []).append(index)
    return indices
