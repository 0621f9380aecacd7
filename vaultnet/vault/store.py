"""The files of the cache: plain values with a checksum; a file with anything wrong counts as absent.

They are valid for one version of Python and of this program alone, like its compiled modules, and lie where only our
user can write. Imports nothing but what Python itself starts with, and zlib.
"""

import marshal
import os
import sys
import zlib

import vaultnet
from vaultnet.vault.home import cache_folder, keep, private

HEAD = f"vaultnet cache, {sys.implementation.cache_tag}\n".encode()
SUM = 4  # bytes of the checksum


def read(root: str, name: str, key: str) -> object:
    """The value kept under a name with this key; None: there is none."""
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


def write(root: str, name: str, key: str, content: object) -> None:
    """Keep plain values under a name; if that fails, the next run merely takes longer."""
    place = os.path.join(cache_folder(root), name)
    try:
        body = marshal.dumps((key, content))  # type: ignore[arg-type]  # ValueError for what is not plain
        private(os.path.dirname(place))
        keep(place, HEAD, zlib.crc32(body).to_bytes(SUM, "big"), body)
    except (OSError, ValueError):
        return


def sources(*floors: str) -> str:
    """A name for our own sources (of these floors; of all, if none is given) and for the libraries as installed.

    Sources are recognised by place, size and modification time, as Python recognises changed modules; whatever
    is installed or removed changes the folder of the libraries. To hash the sources would cost four times as much.
    """
    package = os.path.dirname(vaultnet.__file__)
    parts: list[object] = [package]
    for floor in floors or _floors(package):
        with os.scandir(os.path.join(package, floor)) as entries:
            parts += sorted(
                (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns)
                for entry in entries
                if entry.name.endswith(".py")
            )
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder):
            parts.append((folder, os.stat(folder).st_mtime_ns))
    return repr(parts)


def _floors(package: str) -> list[str]:
    with os.scandir(package) as entries:
        return ["", *sorted(entry.name for entry in entries if entry.is_dir() and entry.name != "__pycache__")]
