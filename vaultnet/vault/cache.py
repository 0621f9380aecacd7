"""The cache is named after everything that could change what it says; whatever is wrong with it, it is empty.

It is two files. The *manifest* is small: what the last scan saw, by which settings, and what the last build left; it
tells that nothing changed. The *facts* of the notes are read only where something did.
"""

import marshal
import zlib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, cast

from vaultnet.model.codec import Codec, Values, codec
from vaultnet.model.config import Reading
from vaultnet.model.facts import Facts
from vaultnet.vault.folder import Folder, Rules
from vaultnet.vault.scan import Scan
from vaultnet.vault.settings import Settings
from vaultnet.vault.stamp import Stamp, Stamps
from vaultnet.vault.store import read, sources, write

_SHRUNK = b"x"  # zlib's first byte, and none of marshal's
_QUICK = 1  # of the levels of zlib
_WORTH_WHILE = 256  # bytes
READERS = ("", "days", "hearing", "model", "note", "text", "vault")  # the floors that facts depend on

Packed = tuple[Stamp, bytes]
"""The stamp of a note, and the facts that were read from it, packed and without its path."""


class Manifest(NamedTuple):
    """The state of a vault when its facts were kept."""

    scan: Scan  # with `UNTRUSTED` for the stamps of notes that are to be read again
    settings: Settings
    stamps: Stamps  # of the files that the settings are from
    reading: str  # by which rules the notes were read
    built: Mapping[str, str]  # what the last build left, in its own words; empty where something has changed since


def read_manifest(root: str) -> Manifest | None:
    """The manifest of the vault at `root`; None: there is none, or none that is usable."""
    kept = read(root, "manifest", _sources())
    if not isinstance(kept, tuple):
        return None
    rules, folders, settings, stamps, reading, built = kept
    scan = Scan(Rules(*rules), {path: Folder(*folder) for path, folder in folders.items()})
    known = cast("Settings", _known(Settings).unpack(settings))
    return Manifest(scan, known, stamps, reading, built)


def write_manifest(root: str, manifest: Manifest) -> None:
    """Keep the manifest; `glance` reads it too."""
    folders = {path: tuple(folder) for path, folder in manifest.scan.folders.items()}
    settings = _known(Settings).pack(manifest.settings)
    rest = (settings, manifest.stamps, manifest.reading, dict(manifest.built))
    write(root, "manifest", _sources(), (tuple(manifest.scan.rules), folders, *rest))


def read_facts(root: str, reading: Reading) -> dict[str, Packed]:
    """The facts kept of notes that were read by these rules; empty: there are none, or none that are usable."""
    kept = read(root, "facts", _sources(*READERS) + repr(reading))
    return kept if isinstance(kept, dict) else {}


def write_facts(root: str, reading: Reading, kept: Mapping[str, Packed]) -> None:
    """Keep facts."""
    write(root, "facts", _sources(*READERS) + repr(reading), dict(kept))


def pack(facts: Facts) -> bytes:
    """Facts as a few bytes; no bytes for a note that says nothing."""
    _, *said = cast("Values", _known(Facts).pack(facts))
    return marshal.dumps(said) if said else b""


def shrink(packed: bytes) -> bytes:
    """The same in half the bytes, for long-running programs; for others, compressing costs more time than it saves."""
    return zlib.compress(packed, _QUICK) if len(packed) > _WORTH_WHILE and not packed.startswith(_SHRUNK) else packed


def unpack(path: str, packed: bytes) -> Facts:
    """The facts that `pack` packed of the note at `path`."""
    if not packed:
        return Facts(path)
    if packed.startswith(_SHRUNK):
        packed = zlib.decompress(packed)
    return cast("Facts", _known(Facts).unpack((path, *marshal.loads(packed))))  # noqa: S302 - our own bytes


@cache
def _known(kind: type) -> Codec:
    found = codec(kind)
    assert found is not None
    return found


_sources = cache(sources)
