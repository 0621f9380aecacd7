"""Writers as one would write them first. Every campaign is also run against these, and has to catch them."""

import os

from vaultnet import record
from vaultnet.note import record_contact
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
    os.replace(place + ".tmp", place)
    return Swapped(old)


def write_with(writer: object) -> None:
    """Let every file of the vault be written so, in this process."""
    setattr(swap, "replace", writer)  # noqa: B010 - what is assigned so is of another type
    setattr(record, "replace", writer)  # noqa: B010


def write_twice() -> None:
    """Let a contact be recorded without asking whether the note says it already, in this process."""
    real = record_contact.add_contact

    def blind(path, text, reading, new, heading):  # type: ignore[no-untyped-def]
        edit = real(path, text, reading, new, heading)
        if edit is None:
            end = "\n" if text.endswith("\n") else "\n\n"
            return record_contact.Edit(len(text), len(text), f"{end}- {new.date} {new.text}\n")
        return edit

    setattr(record, "add_contact", blind)  # noqa: B010
