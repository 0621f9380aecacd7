"""Patterns of paths from the vault's root: `*`, `?` and `[...]` within a name, `**` for any number of folders.

Letter case makes no difference, and a pattern that ends in a plain name means that folder with all that is in it.
"""

from collections.abc import Callable

from vaultnet.text.spelling import folded

_Name = Callable[[str], object] | None  # None: `**`


def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """The function that says of a folded path whether a pattern fits it; linear in the path for each pattern."""
    if not patterns:
        return lambda _path: False
    compiled = [_compile(pattern) for pattern in patterns]

    def fits_any(path: str) -> bool:
        parts = path.split("/")
        return any(_fits(pattern, parts) for pattern in compiled)

    return fits_any


def _compile(pattern: str) -> list[_Name]:
    import re  # noqa: PLC0415 - most vaults exclude nothing
    from fnmatch import translate  # noqa: PLC0415 - likewise

    names = [name for name in folded(pattern).split("/") if name not in {"", "."}]
    compiled: list[_Name] = [None if name == "**" else re.compile(translate(name)).match for name in names]
    if names and not set("*?[") & set(names[-1]):
        compiled.append(None)
    return compiled


def _fits(pattern: list[_Name], parts: list[str]) -> bool:
    """Whether the parts fit the whole pattern; all places that can be reached in it are followed at once."""
    places = _reach(pattern, {0})
    for part in parts:
        here = {place for place in places if place < len(pattern) and pattern[place] is None}
        for place in places - here:
            if place < len(pattern) and (name := pattern[place]) and name(part):
                here.add(place + 1)
        places = _reach(pattern, here)
        if not places:
            return False
    return len(pattern) in places


def _reach(pattern: list[_Name], places: set[int]) -> set[int]:
    """These places, and those behind a `**` that stands for no folder."""
    reached = set(places)
    for place in range(len(pattern)):
        if place in reached and pattern[place] is None:
            reached.add(place + 1)
    return reached
