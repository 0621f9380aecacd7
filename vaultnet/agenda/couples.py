"""Rule: the wedding day of a couple who parted no longer comes back; whoever lost the other is met gently on it.

Where it is not clear who parted, the day stays; where it is not clear who died, it is met gently.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from vaultnet.agenda.history import History
from vaultnet.agenda.news import Occurrence, kin
from vaultnet.agenda.tact import deceased
from vaultnet.agenda.talks import searched
from vaultnet.model.agenda import Occasion
from vaultnet.model.network import Network, Person

OF_COUPLES = frozenset({"anniversary", "wedding"})

_SENTENCE = re.compile(r"[.!?;\n]+")
_SAME = 60  # days within which a death and a funeral are those of one person
_NOT_THEY = re.compile(
    r"\b(?:not|never|nearly|almost|niet|nooit|bijna|my|mijn|book|boek|film|band|mother|father|mum|mom|dad|parents?|sister|brother|son|daughter|friend"
    r"|colleague|neighbou?r|moeder|vader|ouders|zus|broer|zoon|dochter|vriend(?:in)?|collega|buurman|buurvrouw)\b"
)
_SPOUSE = re.compile(
    r"\b(?:husband|wife|spouse|partner|man|vrouw|echtgeno(?:ot|te)|weduwe|weduwnaar|widow(?:ed|er)?)\b"
)


def parted(history: History, year: int | None) -> bool:
    """Whether a talk since `year` (None: any talk) says that they and their partner parted."""
    from vaultnet.hearing.cues import PARTED  # noqa: PLC0415 - its patterns take 10 ms to compile, and few need them

    since = date(year, 1, 1) if year else date.min
    says_so = re.compile(rf"\b{PARTED}\b")
    talks = (searched(contact.text) for contact in history.contacts if contact.date > since)
    sentences = (sentence for talk in talks for sentence in _SENTENCE.split(talk))
    return any(says_so.search(sentence) and not _NOT_THEY.search(sentence) for sentence in sentences)


def bereft(losses: Sequence[Occurrence]) -> bool:
    """Whether one of these losses is that of their partner, or may be: of somebody who is called by a name alone."""
    return any(_SPOUSE.search(searched(loss.text)) or _is_of_no_relative(loss, losses) for loss in losses)


def met_gently(occasions: Iterable[Occasion], network: Network) -> Iterator[Occasion]:
    """The occasions, with the wedding days of those who name somebody among their family whose own note says died."""
    dead = {person.path: person for person in network.people if deceased(person)}
    for occasion in occasions:
        lost = occasion.kind in OF_COUPLES and any(
            _is_family(dead[path], occasion.person) for path in occasion.person.knows & dead.keys()
        )
        yield occasion._replace(gentle=True) if lost else occasion


def _is_family(somebody: Person, person: Person) -> bool:
    names = {name.casefold() for name in (somebody.name, *somebody.card.names)}
    return any(name in named.casefold() for named in person.card.family for name in names)


def _is_of_no_relative(loss: Occurrence, losses: Sequence[Occurrence]) -> bool:
    """Whether nothing that was said about that time names a parent, a friend, or whoever else it was."""
    return not any(kin(other.text) for other in losses if abs((other.date - loss.date).days) <= _SAME)
