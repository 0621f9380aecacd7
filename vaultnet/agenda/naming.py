"""Rule: a line names a thing by its very words, else the thing with which it shares the most content words."""

from collections.abc import Sequence

from vaultnet.note.stems import stem_set


def named(line: str, things: Sequence[str]) -> frozenset[int]:
    """The indices of the `things` that `line` names; several if it fits them equally well."""
    said = _spelled(line)
    same = frozenset(index for index, thing in enumerate(things) if _spelled(thing) == said)
    if same or not things:
        return same
    stems = stem_set(line)
    shared = [len(stems & stem_set(thing)) for thing in things]
    most = max(shared)
    return frozenset(index for index, count in enumerate(shared) if count == most) if most else frozenset()


def _spelled(text: str) -> str:
    return " ".join(text.casefold().split())
