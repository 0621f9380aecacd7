"""The cache is named after everything that could change what it says; whatever is wrong with it, it is empty.

It is two files. The *manifest* is small: what the last scan saw, and by which settings; it tells that nothing changed.
The *facts* are read only where something did. Both are `marshal` under a header with a checksum: valid for one version
of Python and of this program alone, like its compiled modules, and kept where only our user can write.
"""

import marshal
import os
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, cast

import vaultnet
from vaultnet.model.config import Reading
from vaultnet.model.facts import Facts
from vaultnet.vault.codec import Codec, codec
from vaultnet.vault.files import Stamp
from vaultnet.vault.folder import Folder, Rules
from vaultnet.vault.scan import Scan
from vaultnet.vault.settings import Settings
from vaultnet.vault.state import cache_folder, private

HEAD = f"vaultnet cache, {sys.implementation.cache_tag}\n".encode()
SUM = 4  # bytes of the checksum

Packed = tuple[Stamp, object]
"""The facts of one note as they are kept, and the stamp of the file that they were read from."""


class Manifest(NamedTuple):
    """What was seen of a vault when its facts were kept."""

    scan: Scan  # with `UNTRUSTED` for the stamps of notes that are to be read again
    settings: Settings
    stamps: tuple[Stamp, ...]  # of the files that the settings are from
    reading: str  # by which rules the notes were read
    built: Mapping[str, str]  # what the last build wrote, in its own words; empty once anything has changed


def read_manifest(root: str) -> Manifest | None:
    """The manifest of the vault at `root`; None: there is none that can be used."""
    kept = _read(root, "manifest", grammar())
    if not isinstance(kept, tuple):
        return None
    rules, folders, settings, stamps, reading, built = kept
    scan = Scan(Rules(*rules), {path: Folder(*folder) for path, folder in folders.items()})
    return Manifest(scan, cast("Settings", _known(Settings).unpack(settings)), stamps, reading, built)


def write_manifest(root: str, manifest: Manifest) -> None:
    """Keep the manifest; where that cannot be done, the next run takes longer."""
    folders = {path: tuple(folder) for path, folder in manifest.scan.folders.items()}
    settings = _known(Settings).pack(manifest.settings)
    rest = (settings, manifest.stamps, manifest.reading, dict(manifest.built))
    _write(root, "manifest", grammar(), (tuple(manifest.scan.rules), folders, *rest))


def read_facts(root: str, reading: Reading) -> dict[str, Packed]:
    """The facts that are kept of notes read by these rules; empty: there are none that can be used."""
    kept = _read(root, "facts", grammar() + repr(reading))
    return kept if isinstance(kept, dict) else {}


def write_facts(root: str, reading: Reading, kept: Mapping[str, Packed]) -> None:
    """Keep facts; where that cannot be done, the next run takes longer."""
    _write(root, "facts", grammar() + repr(reading), dict(kept))


def pack(facts: Facts) -> object:
    """Facts as plain values."""
    return _known(Facts).pack(facts)


def unpack(packed: object) -> Facts:
    """The facts that `pack` packed."""
    return cast("Facts", _known(Facts).unpack(packed))


@cache
def _known(kind: type) -> Codec:
    found = codec(kind)
    assert found is not None
    return found


@cache
def grammar() -> str:
    """A name for everything that reads notes: our own sources, and the libraries as they are installed.

    Sources are told by place, size and modification time, as Python tells whether to compile a module anew; whatever
    is installed or removed changes the folder of the libraries. That costs a fifth of a millisecond, to hash the
    sources three times as much.
    """
    package = os.path.dirname(vaultnet.__file__)
    parts: list[object] = [package]
    for floor in ("", "model", "note", "vault"):
        with os.scandir(os.path.join(package, floor)) as entries:
            sources = sorted((entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py"))
        parts += ((name, info.st_size, info.st_mtime_ns) for name, info in sources)
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder):
            parts.append((folder, os.stat(folder).st_mtime_ns))
    return repr(parts)


def _read(root: str, name: str, key: str) -> object:
    """What is kept under a name, None where nothing is that bears this key."""
    try:
        with open(os.path.join(cache_folder(root), name), "rb") as file:
            data = memoryview(file.read())
    except OSError:
        return None
    body = data[len(HEAD) + SUM :]
    if data[: len(HEAD)] != HEAD or data[len(HEAD) :][:SUM] != zlib.crc32(body).to_bytes(SUM, "big"):
        return None
    try:
        found, content = marshal.loads(body)  # noqa: S302 - our own bytes, by their checksum
    except (EOFError, TypeError, ValueError):
        return None
    return content if found == key else None


def _write(root: str, name: str, key: str, content: object) -> None:
    place = os.path.join(cache_folder(root), name)
    try:
        body = marshal.dumps((key, content))  # type: ignore[arg-type]  # ValueError for what is not plain
        private(os.path.dirname(place))
        descriptor = os.open(f"{place}.new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:
            file.writelines((HEAD, zlib.crc32(body).to_bytes(SUM, "big"), body))
        os.replace(f"{place}.new", place)
    except (OSError, ValueError):
        return
