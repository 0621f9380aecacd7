"""Rule: a link means what it means in Obsidian: exact path, else the linking note's folder, else the shortest path.

Upper and lower case, and the ways in which Unicode writes a letter, make no difference (NFC, case-folded).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple
from unicodedata import normalize

from vaultnet.text.spelling import folded, without_md

# what ends a link, what starts something else in Obsidian or its plugins, and what nobody can see or encode
_UNLINKABLE = re.compile(
    r"[\[\]|#^\\<>%:*?\"{}$~=`\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f"
    r"\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]|\A\s|\s\Z|\.[mM][dD]\Z"
)


class _Note(NamedTuple):
    """A note that a link may mean; `key` is its folded path without `.md`."""

    length: int
    key: str
    path: str


def stem(path: str) -> str:
    """The name of the note at `path`, as names are compared."""
    return folded(path[path.rfind("/") + 1 :])[:-3]


class Links:
    """What links mean among `paths`: every note that takes part in resolution (format.md, Links)."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._named: dict[str, str | tuple[str, ...]] = {}  # folded name → the path of its note; of several, all
        for path in paths:
            name = stem(path)
            self._named[name] = (*self._bearing(name), path) if name in self._named else path
        self._anywhere: dict[str, str | None] = {}  # targets that mean the same in every folder
        self._nearby: dict[tuple[str, str], str | None] = {}  # target and folder, for all others

    def changed(self, gone: Collection[str], new: Collection[str]) -> "Links":
        """What links mean once the notes at the paths `gone` are no more, and those at the paths `new` are there."""
        touched: dict[str, tuple[str, ...]] = {}
        for path in (*gone, *new):
            name = stem(path)
            touched[name] = tuple(one for one in touched.get(name, self._bearing(name)) if one != path)
        for path in new:
            touched[stem(path)] += (path,)
        after = Links(())
        after._named = {name: found for name, found in self._named.items() if name not in touched}
        after._named |= {name: paths[0] if len(paths) == 1 else paths for name, paths in touched.items() if paths}
        return after

    def resolve(self, target: str, source: str) -> str | None:
        """The path of the note that `target` means in the note at `source`; None: none in this vault."""
        if target in self._anywhere:
            return self._anywhere[target]
        nearby = (target, source[: source.rfind("/") + 1])
        if nearby not in self._nearby:
            spelled = without_md(normalize("NFC", target).strip())
            if not spelled.startswith(("./", "../", "/")):
                matches = self._matches(spelled.casefold())
                if len(matches) < 2:
                    self._anywhere[target] = matches[0].path if matches else None
                    return self._anywhere[target]
                self._nearby[nearby] = _nearest(matches, spelled, folded(nearby[1]))
            else:
                self._nearby[nearby] = self._at(_from_root(spelled, normalize("NFC", nearby[1])))
        return self._nearby[nearby]

    def namesakes(self, path: str) -> tuple[str, ...]:
        """The paths of the notes of the same name as the one at `path`, itself among them; none if it is not there."""
        found = self._bearing(stem(path))
        return found if path in found else ()

    def paths(self) -> Iterator[str]:
        """The paths of all notes."""
        return (path for name in self._named for path in self._bearing(name))

    def _bearing(self, name: str) -> tuple[str, ...]:
        found = self._named.get(name, ())
        return (found,) if isinstance(found, str) else found

    def _matches(self, key: str) -> list[_Note]:
        """The notes whose path ends in the path `key`."""
        namesakes = map(_note, self._bearing(key[key.rfind("/") + 1 :]))
        return [note for note in namesakes if note.key == key or note.key.endswith("/" + key)]

    def _at(self, spelled: str | None) -> str | None:
        """The note at exactly this path from the root."""
        if spelled is None:
            return None
        key = spelled.casefold()
        there = [note for note in self._matches(key) if note.key == key]
        return _nearest(there, spelled, "") if there else None


def _note(path: str) -> _Note:
    composed = normalize("NFC", path)
    return _Note(len(composed), composed.casefold()[:-3], path)


def _nearest(matches: list[_Note], spelled: str, folder: str) -> str:
    """The one that is meant in `folder`; among notes that only case tells apart, the one that is so spelled."""
    key = spelled.casefold()

    def rank(note: _Note) -> tuple[bool, bool, bool, int, str, bool, str]:
        return (
            note.key != key,
            note.key != folder + key,
            note.key[: note.key.rfind("/") + 1] != folder,
            note.length,
            note.key,
            not normalize("NFC", note.path)[:-3].endswith(spelled),
            note.path,
        )

    return min(matches, key=rank).path


def _from_root(spelled: str, folder: str) -> str | None:
    """`/x`, `./x` and `../x` as a path from the root; None where it leaves the vault."""
    if spelled.startswith("/"):
        return spelled[1:]
    steps = folder.split("/")[:-1]
    for step in spelled.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


class LinkTexts(Mapping[str, str]):
    """Path → how Obsidian would link to it: the name if it is unique, else the path; "" where no link can."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._known: dict[str, str] = {}  # those that were asked for

    def __getitem__(self, path: str) -> str:
        if path not in self._known:
            namesakes = self._links.namesakes(path)
            if not namesakes:
                raise KeyError(path)
            text = path[:-3] if len(namesakes) > 1 else path[path.rfind("/") + 1 : -3]
            self._known[path] = "" if _UNLINKABLE.search(text) else text
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return self._links.paths()

    def __len__(self) -> int:
        return sum(1 for _ in self)
