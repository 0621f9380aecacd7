"""The plan of an import: who of an address book is whom in the vault. What is not certain is told, and nothing is done.

A person is known by uid, else by e-mail address, else by full name. A note belongs to a single card: the one that it
fits best, by uid, by address and name, by name, by address alone; the others look further. So an address that a family
shares takes nobody for their wife, and a book that is planned again after it was carried out changes nothing.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from vaultnet.exchange.book import Entry, tidy
from vaultnet.exchange.file_name import free, key, legal
from vaultnet.exchange.vcard import derived_uid
from vaultnet.model.network import Person
from vaultnet.text.spelling import folded

_EMAIL, _NAME, _NICKNAME = 1, 2, 3  # the ways in which somebody is known; 0 is by uid
_STRANGE = 3  # the rank of an address with another name
_MOST = 50  # people of one name; more are no address book
_NUMBER = re.compile(r" [0-9]{1,4}\Z")


class Known(NamedTuple):
    """Somebody who has a note."""

    entry: Entry
    path: str


class New(NamedTuple):
    """Somebody who gets a note."""

    entry: Entry
    path: str


class Unclear(NamedTuple):
    """Somebody for whom nothing is done, and why: a clause after the name."""

    entry: Entry
    why: str


class Plan(NamedTuple):
    """What an import would do, each in the order of the book."""

    known: tuple[Known, ...] = ()
    new: tuple[New, ...] = ()
    unclear: tuple[Unclear, ...] = ()


class _Claim(NamedTuple):
    """Whom an entry fits in one way; of two claims on a note the lesser one is right."""

    rank: int
    strangeness: int  # of the name to the person: 0 their own, 1 a further full one, 2 another
    line: int
    number: int  # of the entry
    paths: tuple[str, ...]
    doubt: str  # why it is not certain who is meant; "" if it is
    by_address: bool  # which others may share: who has it in common with other cards alone is somebody else


def plan(entries: Sequence[Entry], people: Sequence[Person], taken: Collection[str], folder: str) -> Plan:
    """Who is known, new or unclear; new notes lie in `folder`, under names whose `key` is not among those `taken`."""
    every, unclear = _each_once(entries)
    index = _Index(people)
    held, doubtful = _settled([index.claims(number, entry) for number, entry in enumerate(every)])
    known = [Known(_for_person(every[claim.number], index.people[path]), path) for path, claim in held.items()]
    met = {claim.number for claim in (*held.values(), *doubtful)}
    others = [entry for number, entry in enumerate(every) if number not in met]
    new, nameless = _new(others, taken, folder)
    unclear += [*(Unclear(every[claim.number], claim.doubt) for claim in doubtful), *nameless]
    return Plan(tuple(sorted(known, key=_line)), tuple(new), tuple(sorted(unclear, key=_line)))


def _line(one: Known | Unclear) -> int:
    return one.entry.line


def _settled(claims: Sequence[Iterator[_Claim]]) -> tuple[dict[str, _Claim], list[_Claim]]:
    """Which claim each note goes to, and those in doubt: everyone claims in turn, and gives way to a better claim."""
    held: dict[str, _Claim] = {}
    doubtful: list[_Claim] = []
    looking = list(range(len(claims)))
    while looking:
        claim = next(claims[looking.pop()], None)
        if claim and claim.doubt:
            doubtful.append(claim)
        elif claim:
            other = held.get(claim.paths[0])
            held[claim.paths[0]] = min(claim, other or claim)
            looking += [max(claim, other).number] if other else []
        if not looking:
            looking = [one.number for one in doubtful if one.by_address and held.keys() >= set(one.paths)]
            doubtful = [one for one in doubtful if one.number not in looking]
    return held, doubtful


def _each_once(entries: Iterable[Entry]) -> tuple[list[Entry], list[Unclear]]:
    """The entries without those that say the very same as an earlier one, or may be the same person."""
    different: dict[Entry, Entry] = {}
    for entry in entries:
        different.setdefault(entry._replace(line=0), entry)
    earlier: dict[str, list[Entry]] = {}
    once: list[Entry] = []
    unclear: list[Unclear] = []
    for entry in different.values():
        names = [f"name:{folded(entry.name)}", *([f"uid:{folded(entry.uid)}"] if entry.uid else [])]
        others = [one for name in names for one in earlier.get(name, ())]
        same = next((one for one in others if len(others) >= _MOST or not _are_two(one, entry)), None)
        if same:
            unclear.append(Unclear(entry, f"may be the same person as on line {same.line}"))
            continue
        once.append(entry)
        for name in names:
            earlier.setdefault(name, []).append(entry)
    return once, unclear


def _are_two(one: Entry, other: Entry) -> bool:
    """Whether two of the same name are different people for certain."""
    pairs = list(zip(_keys_of(one)[:_NAME], _keys_of(other)[:_NAME], strict=True))
    return not any(first & second for first, second in pairs) and any(first and second for first, second in pairs)


def _keys(*ways: Iterable[str]) -> tuple[frozenset[str], ...]:
    """What somebody is known by, the strongest way first."""
    return tuple(frozenset(folded(tidy(text)) for text in texts if tidy(text)) for texts in ways)


def _keys_of(entry: Entry) -> tuple[frozenset[str], ...]:
    return _keys([entry.uid], entry.email, [entry.name], [entry.name])


def _is_full_name(name: str, person: Person) -> bool:
    """Whether a further name is the whole one: of several words, or what their file bears as well as a file can."""
    return " " in name.strip() or key(legal(name)) == key(_NUMBER.sub("", person.name))


class _Index:
    """The people of the vault by what they are known by."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = {person.path: person for person in people}
        self.by: tuple[dict[str, set[str]], ...] = ({}, {}, {}, {})
        for person in self.people.values():
            card = person.card
            names = [person.name, *(name for name in card.names if _is_full_name(name, person))]
            keys = _keys([card.uid, derived_uid(person)], card.email, names, [person.name, *card.names])
            for index, known_by in zip(self.by, keys, strict=True):
                for word in known_by:
                    index.setdefault(word, set()).add(person.path)

    def claims(self, number: int, entry: Entry) -> Iterator[_Claim]:
        """Whom the entry fits, way by way; of several, those whom the next ways fit as well."""
        fits = [
            {path for word in words for path in index.get(word, ())}
            for index, words in zip(self.by, _keys_of(entry), strict=True)
        ]
        if any(path in fits[_NAME] for path in fits[_NICKNAME]) and not self._own(entry, fits[_NAME]):
            fits[_NAME] |= fits[_NICKNAME]  # a further name, which others may bear as well
        for way in range(len(fits)):
            found = fits[way]
            for others in fits[way + 1 : _NICKNAME]:
                found = found & others or found
            if found:
                strange = min(self._strangeness(entry, path) for path in found)
                rank = _STRANGE if way == _EMAIL and strange > 1 else way
                doubt = self._doubt(way, entry, sorted(found))
                if rank == _STRANGE != way and fits[_NAME]:
                    doubt = f"has the address of {min(found)}, but the name of {min(fits[_NAME])}"
                yield _Claim(rank, strange, entry.line, number, tuple(sorted(found)), doubt, way == _EMAIL)

    def _own(self, entry: Entry, paths: Iterable[str]) -> bool:
        return any(self._strangeness(entry, path) == 0 for path in paths)

    def _strangeness(self, entry: Entry, path: str) -> int:
        if folded(self.people[path].name) == folded(entry.name):
            return 0
        return 1 if path in self.by[_NAME].get(folded(entry.name), ()) else 2

    def _doubt(self, way: int, entry: Entry, paths: Sequence[str]) -> str:
        """Why it is not certain who is meant; "" if it is."""
        if len(paths) > 1:
            return f"could be {' or '.join(paths)}"
        if way == _NICKNAME:
            return f"may be {paths[0]}, who has the same name"
        person = self.people[paths[0]]
        own = {folded(tidy(person.card.uid)), derived_uid(person)}
        if way == _NAME and entry.uid and person.card.uid and folded(entry.uid) not in own:
            return f"has the name of {person.path}, but another uid"
        return ""


def _for_person(entry: Entry, person: Person) -> Entry:
    """What of it could be news to their note: not since when one knows them, nor a uid that we made ourselves."""
    uid = "" if entry.uid == derived_uid(person) else entry.uid
    return entry._replace(met=None, note=(), uid=uid)


def _new(entries: Iterable[Entry], taken: Collection[str], folder: str) -> tuple[list[New], list[Unclear]]:
    """Notes for those who have none, and those for whom there can be none."""
    names = set(taken)
    bearers: Counter[str] = Counter()
    new: list[New] = []
    nameless: list[Unclear] = []
    for entry in entries:
        if name := legal(entry.name):
            bearers[key(name)] += 1
            name = free(name, names, bearers[key(name)] - 1)
            names.add(key(name))
            new.append(New(_named(entry, name), f"{folder}/{name}.md" if folder else f"{name}.md"))
        else:
            nameless.append(Unclear(entry, "has a name that no file can have"))
    return new, nameless


def _named(entry: Entry, name: str) -> Entry:
    """The entry with its full name as a further one, where the file cannot bear it."""
    return entry if folded(name) == folded(entry.name) else entry._replace(aliases=(entry.name, *entry.aliases))
