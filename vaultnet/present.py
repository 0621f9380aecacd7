"""A generated note as it is in the vault: read back, or left alone if it is the user's, or damaged."""

import os
import time
from collections.abc import Callable
from typing import NamedTuple

from vaultnet.due.note import Damage, DueNote, is_ours
from vaultnet.problem import Failure, Problem
from vaultnet.text.line_ends import is_empty
from vaultnet.vault.files import read_note, text_of
from vaultnet.vault.replaced import keep_replaced
from vaultnet.vault.stamp import Stamps, stamps_at


class NotOurNote(Failure):
    """There is a note of the user's where ours should be."""

    def __init__(self, path: str, remedy: str) -> None:
        super().__init__(
            f"{path} was not written by vaultnet (it lacks `generated_by: vaultnet`), so it is left alone; {remedy}"
        )


class Damaged(Failure):
    """The note cannot be read back safely."""

    def __init__(self, path: str, damage: Damage) -> None:
        super().__init__(f"{path}:{damage.line}: {damage.message}; nothing was written")
        self.problem = Problem(path, damage.line, damage.message)


class Present(NamedTuple):
    """The file of a generated note as it is."""

    path: str
    beside: Stamps  # its stamp, from before it was read
    data: bytes | None = None  # None: there is none
    note: DueNote | None = None  # None: likewise, or it is empty


def present(
    root: str, path: str, parse: Callable[[str], DueNote | Damage | None], remedy: str, *, embedded: bool = False
) -> Present:
    """The file at `path`, its text read by `parse`; `embedded`: it is a note of the user's that may hold our block.

    Raises `NotOurNote`, which advises the `remedy`, `Damaged` and `places.Unreadable`.
    """
    beside = stamps_at(root, (path,))
    if not os.path.lexists(os.path.join(root, path)):
        return Present(path, beside)
    data = read_note(root, path)
    text = text_of(path, data)
    if not (embedded or is_empty(text) or is_ours(text)):
        raise NotOurNote(path, remedy)
    note = parse(text)
    if isinstance(note, Damage):
        raise Damaged(path, note)
    return Present(path, beside, data, note)


def keep_what_goes(root: str, here: Present, written: str, new: str) -> None:
    """Keep the file outside the vault if its block is about to lose lines that were not in what was `written` last.

    They may hold words of the user that cannot be told from ours. `new` is what the file will say.
    """
    stays = {*written.splitlines(), *new.splitlines()}
    if here.note and here.data and not stays.issuperset(here.note.block):
        keep_replaced(root, here.data, time.time_ns())
