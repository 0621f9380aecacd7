"""Writers as one would write them first. Every campaign is also run against these, and has to catch them."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from vaultnet import record
from vaultnet.model.config import Reading
from vaultnet.note.edit import Edit
from vaultnet.note.record_contact import NewContact
from vaultnet.vault import swap
from vaultnet.vault.swap import Changed, Swapped


def in_place(root: str, path: str, new: bytes, old: bytes | None) -> Swapped | Changed:
    """Open for writing, and write."""
    descriptor = os.open(os.path.join(root, path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        os.write(descriptor, new)
    finally:
        os.close(descriptor)
    return Swapped(old)


def by_rename(root: str, path: str, new: bytes, old: bytes | None) -> Swapped | Changed:
    """The usual "atomic write": a temporary, made from an old reading, over whatever is there by now."""
    place = os.path.join(root, path)
    in_place(root, path + ".tmp", new, old)
    os.replace(place + ".tmp", place)
    return Swapped(old)


def compared(root: str, path: str, new: bytes, old: bytes | None) -> Swapped | Changed:
    """The same, after one more look at what is there."""
    place = os.path.join(root, path)
    in_place(root, path + ".tmp", new, old)
    with open(place, "rb") as file:
        found = file.read()
    if found != old:
        os.unlink(place + ".tmp")
        return Changed(found)
    time.sleep(0.001)  # a busy machine
    os.replace(place + ".tmp", place)
    return Swapped(old)


@contextmanager
def writing(writer: Callable[..., object]) -> Iterator[None]:
    """Let every file of the vault be written so."""
    with patch.object(swap, "replace", writer), patch.object(record, "replace", writer):
        yield


@contextmanager
def writing_twice() -> Iterator[None]:
    """Let a contact be recorded without asking whether the note says it already."""
    real = record.add_contact

    def blind(path: str, text: str, reading: Reading, new: NewContact, heading: str) -> object:
        edit = real(path, text, reading, new, heading)
        end = "\n" if text.endswith("\n") else "\n\n"
        return edit or Edit(len(text), len(text), f"{end}- {new.date} {new.text}\n")

    with patch.object(record, "add_contact", blind):
        yield
