"""Rule: a name that daily notes link to again and again, and that no note bears, may be somebody worth a note."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from unicodedata import normalize

from vaultnet.model.facts import DAILY, Facts
from vaultnet.model.network import Network
from vaultnet.network.links import Links
from vaultnet.network.names import AddressBook, bearers
from vaultnet.text.spelling import folded, without_md

_LIKE_A_NAME = re.compile(r"(?!.{0,99}\.[a-z]{2,5}\Z)@?[^\W\d_][^\d/\\:]{0,99}\Z")  # no path, no date, no file
_OFTEN = 3  # links, from which a name without a note is worth telling


def ghosts(facts: Iterable[Facts], paths: Collection[str], network: Network) -> tuple[tuple[str, int], ...]:
    """Names that the daily notes among `facts` link to and that no note at `paths` bears, with the count, most first.

    Nor does anybody of the `network` bear them as a further name.
    """
    cards = {person.path: person.card for person in network.everybody}
    book = AddressBook(Links(paths), cards, bearers(cards), ())
    linked = Counter(
        target
        for one in facts
        if one.kind == DAILY and not one.left_out
        for entry in one.entries
        for target in entry.links
    )
    spellings: dict[str, list[tuple[int, str]]] = {}
    for target, count in linked.items():
        name = without_md(normalize("NFC", target).strip())
        spellings.setdefault(folded(name), []).append((-count, name))
    counted = [
        (sum(less for less, _ in found), min(found)[1])
        for key, found in spellings.items()
        if _LIKE_A_NAME.match(key) and not book.knows(key)
    ]
    return tuple((name, -less) for less, name in sorted(counted) if -less >= _OFTEN)
