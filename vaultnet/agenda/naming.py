"""Rule: a line names a thing by its very words, else each of its content words names the thing that it fits best."""

from collections.abc import Iterable, Sequence

from vaultnet.note.stems import stem_set


def named(line: str, things: Sequence[str]) -> frozenset[int]:
    """The indices of the `things` that `line` names; a semicolon in it stands between two names."""
    if not things:
        return frozenset()
    spelled = [_spelled(thing) for thing in things]
    stems = [stem_set(thing) for thing in things]
    names = [line] if _spelled(line) in spelled else line.split(";")
    return frozenset(index for name in names for index in _named(name, spelled, stems))


def is_one_of(line: str, things: Iterable[str]) -> bool:
    """Whether `line` is one of the `things` by its very words."""
    return _spelled(line) in map(_spelled, things)


def _named(name: str, spelled: Sequence[str], stems: Sequence[frozenset[str]]) -> set[int]:
    wanted = _spelled(name)
    same = {index for index, thing in enumerate(spelled) if thing == wanted}
    if same:
        return same
    found: set[int] = set()
    unheard = stem_set(name)  # `the book on bees` leaves no word for the book on trees
    while most := max(len(unheard & thing) for thing in stems):
        best = {index for index, thing in enumerate(stems) if len(unheard & thing) == most}
        found |= best
        unheard = unheard.difference(*(stems[index] for index in best))
    return found


def _spelled(text: str) -> str:
    return " ".join(text.casefold().split())
