"""Rule: a note is known as a person's by its type, else by a tag, else by a folder that it lies in, however deep.

What the two latter are is told here (format.md, Person notes).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from vaultnet.text.spelling import folded, is_within


def people_folder(path: str, folders: tuple[str, ...]) -> str | None:
    """The folder of people that the note at `path` lies in, from the root of the vault; None: in none.

    Those of `folders` may be names, or paths.
    """
    return _first_of_people(path.rpartition("/")[0], folders)


def people_tag(tags: Sequence[str], wanted: Iterable[str]) -> str:
    """The first of the `wanted` tags that a note bears, itself or one under it; "" for none. All are folded."""
    return next((want for want in wanted for tag in tags if is_within(tag, want)), "") if tags else ""


def is_of_people(folder: str, folders: tuple[str, ...]) -> bool:
    """Whether a folder is itself one of `folders`."""
    return f"/{folded(folder)}".endswith(_endings(folders))


@lru_cache(1024)
def _first_of_people(folder: str, folders: tuple[str, ...]) -> str | None:
    """The first folder on the way from the root to `folder` that is one of `folders`."""
    parts = folder.split("/")
    places = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return next((place for place in places if is_of_people(place, folders)), None)


@lru_cache(16)
def _endings(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"/{folded(folder)}" for folder in folders)
