"""Rule: a name means somebody only if nobody else has it; a name that fits several is reported, never guessed."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from sys import intern
from unicodedata import normalize

from vaultnet.model.facts import Card, Facts
from vaultnet.model.network import Network, Person
from vaultnet.network.links import Links
from vaultnet.problem import Problem
from vaultnet.text.spelling import folded, without_md

Bearers = Mapping[str, Collection[str]]
"""Folded name → the paths of all who bear it."""


def name_of(path: str) -> str:
    """The name of the person whose note lies at `path` (format.md, Person notes)."""
    title = title_of(path)
    return (title.startswith("@") and title[1:].strip()) or title


def find(network: Network, name: str) -> tuple[Person, ...]:
    """Whom `name` means on the command line; nobody: unknown; several: ambiguous.

    A path, else a name, else a further name, else the first words of either. The user is not among them.
    """
    return matching(network.people, name) or _by_first_words(network.people, folded(name.strip()))


def matching(people: Collection[Person], name: str) -> tuple[Person, ...]:
    """Those whom the whole of `name` fits, by the first way in which it fits anybody."""
    spelled = normalize("NFC", name.strip())
    loose = folded(spelled)
    ways: tuple[Callable[[Person], bool], ...] = (
        lambda person: spelled in _forms(normalize("NFC", person.path)),
        lambda person: spelled.removeprefix("@").strip() == person.name,
        lambda person: loose in _forms(folded(person.path)),
        lambda person: loose.removeprefix("@").strip() == folded(person.name),
        lambda person: loose in map(folded, person.card.names),
    )
    for way in ways:
        if found := tuple(filter(way, people)):
            return found
    return ()


class AddressBook:
    """Whom links and names mean: the people of the vault, the user among them."""

    def __init__(self, links: Links, people: Container[str], bearers: Bearers, selves: Container[str]) -> None:
        self._links = links
        self._people = people  # their paths
        self._bearers = bearers
        self._selves = selves
        self._doubtful: dict[str, set[str]] = {}  # path of the note → folded names

    def linked(self, targets: Iterable[str], source: str) -> tuple[str, ...]:
        """The people, without the user, to whom the note at `source` links, each once, in their order."""
        meant = dict.fromkeys([self._meant(target, source) for target in targets])
        return tuple([path for path in meant if path and path not in self._selves])

    def named(self, name: str, source: str) -> tuple[str, ...]:
        """Whom the plain `name` in the note at `source` means, if it is one person, and not the user."""
        path = self._bearer(name, source)
        return (path,) if path and path not in self._selves else ()

    def knows(self, name: str) -> bool:
        """Whether there is any note, or any person, that a link to `name` could mean."""
        return folded(name) in self._bearers or self._links.resolve(name, "") is not None

    def problems(self, note: Facts) -> Iterator[Problem]:
        """The names in a note that fitted several people when they were asked for, each once."""
        for key in self._doubtful.get(note.path, ()):
            line, name = _first_use(note, key)
            candidates = " or ".join(sorted(self._bearers[key]))
            yield Problem(note.path, line, f"“{name}” could be {candidates}: please link to the one you mean")

    def _meant(self, target: str, source: str) -> str | None:
        path = self._links.resolve(target, source)
        if path is None:
            return self._bearer(target, source)
        return path if path in self._people else None

    def _bearer(self, name: str, source: str) -> str | None:
        key = _key(name)
        bearers = self._bearers.get(key, ())
        if len(bearers) > 1:
            self._doubtful.setdefault(source, set()).add(key)
        return next(iter(bearers)) if len(bearers) == 1 else None


def names_used(note: Facts) -> Collection[str]:
    """All names by which the items of a note speak of others, folded; of a path the last one, too."""
    keys = {_key(name) for _, name in _uses(note)} | {_key(target) for target in note.links}
    return tuple(map(intern, keys | {key[key.rfind("/") + 1 :] for key in keys}))


def bearers(cards: Mapping[str, Card]) -> Bearers:
    """Who bears each name: the people whose `cards` lie at these paths."""
    found: dict[str, tuple[str, ...]] = {}
    for path, card in cards.items():
        for name in {folded(name.strip()) for name in (title_of(path), name_of(path), *card.names)}:
            found[name] = (*found.get(name, ()), path)
    return found


def title_of(path: str) -> str:
    """The name of the note at `path`, without `.md`."""
    return normalize("NFC", path[path.rfind("/") + 1 : -3])


def _key(target: str) -> str:
    return folded(without_md(target.strip()))


def _forms(path: str) -> tuple[str, str]:
    return path, path[:-3]


def _by_first_words(people: Collection[Person], start: str) -> tuple[Person, ...]:
    if not start:
        return ()
    return tuple(
        person
        for person in people
        if any(folded(name).startswith(start + " ") for name in (person.name, *person.card.names))
    )


def _first_use(facts: Facts, key: str) -> tuple[int, str]:
    """The line that first uses the name `key`, and how it is spelled there; line 1 for a link of no item."""
    used = min(((line, name) for line, name in _uses(facts) if _key(name) == key), default=None)
    return used or (1, min(target for target in facts.links if _key(target) == key))


def _uses(facts: Facts) -> Iterator[tuple[int, str]]:
    """Every name that an item of the note uses, with its line."""
    introducers = facts.card.introduced_by if facts.card else ()
    items = ((one.line, one.links) for ones in (facts.entries, facts.tasks, introducers) for one in ones)
    yield from ((line, target) for line, targets in items for target in targets)
    yield from ((said.line, said.text) for said in introducers if not said.links)
    yield from ((attendee.line, attendee.target) for attendee in facts.attendees)
