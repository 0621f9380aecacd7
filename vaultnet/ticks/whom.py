"""Whom a tick line means: one person of the vault for certain, or there is a reason why it cannot be told."""

from collections.abc import Collection

from vaultnet.model.network import Network, Person
from vaultnet.network.names import matching
from vaultnet.render.escape import link
from vaultnet.text.spelling import folded, without_md


class Stuck(Exception):  # noqa: N818 - it ends the deciding on one tick, nothing else
    """Why a tick cannot be carried out."""


def meant(target: str, network: Network, unread: Collection[str]) -> Person:
    """The only person whose note bears that name, or lies there; else the only one with such a further name.

    `unread` are the notes that could not be read: one of these may be meant. Raises `Stuck`.
    """
    key = _key(target)
    same = [one for one in network.people if key in (_key(one.path), _stem(one.path))]
    same = same or [one for one in network.people if link(one.path, network) == target]
    same = same or _by_further_name(target, key, network)
    hidden = [path for path in unread if may_mean(target, path)]
    if hidden and not (same and _key(same[0].path) == key):
        raise Stuck(f"{hidden[0]} cannot be read at the moment")
    if not same:
        raise Stuck(f"there is no person note called “{target}”")
    if len(same) > 1:
        raise Stuck(f"“{target}” fits several people: {', '.join(one.path for one in same)}")
    return same[0]


def may_mean(target: str, path: str) -> bool:
    """Whether what a tick line links to may be the note at `path`."""
    return _key(target) in (_key(path), _stem(path), _stem(path).removeprefix("@"))


def _by_further_name(target: str, key: str, network: Network) -> list[Person]:
    """Those who bear a name that no note of the vault has (format.md, Links)."""
    if any(key in (_key(path), _stem(path)) for path in network.link_texts):
        return []
    return list(matching(network.people, target))


def _key(path: str) -> str:
    return without_md(folded(path))


def _stem(path: str) -> str:
    return _key(path).rpartition("/")[2]
