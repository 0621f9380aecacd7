"""Whose note each entry of an address book belongs to. What is not certain is told, and nothing is done.

A person is known by uid, else by e-mail address, else by full name; a telephone number tells people of one name apart.
A note belongs to a single card: the one that it fits best, by uid, by address and name, by name, by address alone; the
others look further. So an address that a family shares takes nobody for their wife.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from vaultnet.exchange.book import Entry, tidy
from vaultnet.exchange.file_name import key, legal
from vaultnet.exchange.vcard import derived_uid
from vaultnet.model.network import Person
from vaultnet.text.spelling import folded

_EMAIL, _NAME, _NICKNAME = 1, 2, 3  # the ways in which somebody is known; 0 is by uid
_STRANGE = 3  # the rank of an address with another name
_MOST = 50  # people of one name; more are no address book
_NUMBER = re.compile(r" [0-9]{1,4}\Z")
_SAME_END, _SHORTEST = 8, 6  # digits: +31 6 12345678 and 06-12345678 are one number, and 112 is nobody's own


class Known(NamedTuple):
    """Somebody who has a note."""

    entry: Entry
    path: str


class Unclear(NamedTuple):
    """Somebody for whom nothing is done, and why: a clause after the name."""

    entry: Entry
    why: str


class Whose(NamedTuple):
    """What became of each entry."""

    known: tuple[Known, ...] = ()
    strangers: tuple[Entry, ...] = ()  # who have no note
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


def whose(entries: Sequence[Entry], people: Sequence[Person]) -> Whose:
    """Who of the entries is whom of the people, each in the order of the book."""
    index = _Index(people, _own(entries))
    every, unclear = _each_once(entries, index)
    held, doubtful = _settled([index.claims(number, entry) for number, entry in enumerate(every)])
    known = [Known(_for_person(every[claim.number], index.people[path]), path) for path, claim in held.items()]
    met = {claim.number for claim in (*held.values(), *doubtful)}
    unclear += [Unclear(every[claim.number], claim.doubt) for claim in doubtful]
    strangers = (entry for number, entry in enumerate(every) if number not in met)
    return Whose(tuple(sorted(known, key=in_book)), tuple(strangers), tuple(sorted(unclear, key=in_book)))


def in_book(one: Known | Unclear) -> int:
    """Sorts into the order of the book."""
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


def _each_once(entries: Iterable[Entry], index: "_Index") -> tuple[list[Entry], list[Unclear]]:
    """The entries without those that say the very same as another, or may be the same person as one that says more."""
    different: dict[Entry, Entry] = {}
    for entry in entries:
        different.setdefault(entry._replace(line=0), entry)
    telling = sorted(different.values(), key=lambda one: (not index.knows(one), *_weight(one)))
    of_uid: dict[str, Entry] = {}
    of_name: dict[str, list[Entry]] = {}
    once: list[Entry] = []
    unclear: list[Unclear] = []
    for entry in telling:
        first = of_uid.setdefault(folded(entry.uid), entry) if entry.uid else entry
        others = of_name.setdefault(folded(entry.name), [])
        alike = (one for one in others if len(others) >= _MOST or not _are_two(one, entry, index))
        same = first if first is not entry else next(alike, None)
        if same:
            unclear.append(Unclear(entry, f"may be the same person as on line {same.line}"))
        else:
            once.append(entry)
            others.append(entry)
    return sorted(once, key=lambda one: one.line), unclear


def _weight(entry: Entry) -> tuple[bool | str | int | tuple[str, ...], ...]:
    """Sorts those first who say more of what somebody is known by, wherever in the book they stand."""
    ways = entry.uid, entry.email, entry.phone
    return (*(not way for way in ways), *ways, entry.line)


def _are_two(one: Entry, other: Entry, index: "_Index") -> bool:
    """Whether two of the same name are different people for certain."""
    if index.knows(one) and index.knows(other):
        return folded(one.uid) != folded(other.uid)
    pairs = list(zip(_keys_of(one)[:_NAME], _keys_of(other)[:_NAME], strict=True))
    if any(first & second for first, second in pairs) or _numbers(one.phone) & _numbers(other.phone):
        return False
    return any(first and second for first, second in pairs)


def _numbers(phone: Iterable[str]) -> set[str]:
    """The numbers by which somebody is told from a namesake, however they are written."""
    digits = ("".join(filter(str.isdecimal, number)) for number in phone)
    return {number[-_SAME_END:] for number in digits if len(number) >= _SHORTEST}


def _own(entries: Iterable[Entry]) -> set[str]:
    """The addresses and numbers that nobody shares with somebody of another name."""
    names: dict[str, set[str]] = {}
    for entry in entries:
        for reached in (*_keys_of(entry)[_EMAIL], *_numbers(entry.phone)):
            names.setdefault(reached, set()).add(folded(entry.name))
    return {reached for reached, bearers in names.items() if len(bearers) == 1}


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

    def __init__(self, people: Iterable[Person], own: set[str]) -> None:
        """`own` are the addresses and numbers by which a single one in the book is reached."""
        self._own = own
        self.people = {person.path: person for person in people}
        self.by: tuple[dict[str, set[str]], ...] = ({}, {}, {}, {})
        self._by_number: dict[str, set[str]] = {}
        for person in self.people.values():
            card = person.card
            names = [person.name, *(name for name in card.names if _is_full_name(name, person))]
            keys = _keys([card.uid, derived_uid(person)], card.email, names, [person.name, *card.names])
            for index, known_by in zip(self.by, keys, strict=True):
                for word in known_by:
                    index.setdefault(word, set()).add(person.path)
            for number in _numbers(card.phone):
                self._by_number.setdefault(number, set()).add(person.path)

    def knows(self, entry: Entry) -> bool:
        """Whether somebody's note bears its uid."""
        return bool(entry.uid) and folded(tidy(entry.uid)) in self.by[0]

    def claims(self, number: int, entry: Entry) -> Iterator[_Claim]:
        """Whom the entry fits, way by way; of several, those whom the next ways fit as well, or who have its number."""
        keys = _keys_of(entry)
        fits = [{path for word in words for path in by.get(word, ())} for by, words in zip(self.by, keys, strict=True)]
        if fits[_NAME] & fits[_NICKNAME] and all(self._strangeness(entry, path) for path in fits[_NAME]):
            fits[_NAME] |= fits[_NICKNAME]  # a further name, which others may bear as well
        called = {path for phone in _numbers(entry.phone) & self._own for path in self._by_number.get(phone, ())}
        for way in range(len(fits)):
            found = fits[way]
            for others in fits[way + 1 : _NICKNAME] if way < _NAME else [called]:
                found = found & others or found
            if found:
                strange = min(self._strangeness(entry, path) for path in found)
                rank = _STRANGE if way == _EMAIL and strange > 1 else way
                doubt = self._doubt(way, entry, sorted(found), called)
                if rank == _STRANGE != way:
                    doubt = self._doubt_of_address(keys[_EMAIL], min(found), fits[_NAME]) or doubt
                yield _Claim(rank, strange, entry.line, number, tuple(sorted(found)), doubt, way == _EMAIL)

    def _strangeness(self, entry: Entry, path: str) -> int:
        if folded(self.people[path].name) == folded(entry.name):
            return 0
        return 1 if path in self.by[_NAME].get(folded(entry.name), ()) else 2

    def _doubt(self, way: int, entry: Entry, paths: Sequence[str], called: Collection[str]) -> str:
        """Why it is not certain who is meant, of whom those `called` have its number; "" if it is."""
        if len(paths) > 1:
            return f"could be {' or '.join(paths)}"
        if way == _NICKNAME:
            return f"may be {paths[0]}, who has the same name"
        person = self.people[paths[0]]
        uids = {folded(tidy(person.card.uid)), derived_uid(person)}
        is_other = entry.uid and person.card.uid and folded(entry.uid) not in uids
        if way == _NAME and is_other and person.path not in called:
            return f"has the name of {person.path}, but another uid"
        return ""

    def _doubt_of_address(self, addresses: Collection[str], path: str, named: Collection[str]) -> str:
        """Why an address alone does not make somebody the person at `path`; "" if it does."""
        if named:
            return f"has the address of {path}, but the name of {min(named)}"
        if not any(path in self.by[_EMAIL].get(address, ()) for address in self._own.intersection(addresses)):
            return f"has the address of {path}, and so have others of another name"
        return ""


def _for_person(entry: Entry, person: Person) -> Entry:
    """What of it could be news to their note: not since when one knows them, nor a uid that we made ourselves."""
    uid = "" if entry.uid == derived_uid(person) else entry.uid
    return entry._replace(met=None, note=(), uid=uid)
