"""Generated notes as somebody else left them, kept in the state folder when they are rewritten, the last 50.

The user's words go into the new note, so nobody should need these; but some words cannot be told from ours.
"""

import os

from vaultnet.vault.home import keep, private, state_folder

KEPT = 50  # notes


def keep_replaced(root: str, data: bytes, now: int) -> None:
    """Keep a note that is about to be replaced, at `now` (ns since the epoch); where that fails, go on without it."""
    try:
        folder = os.path.join(private(state_folder(root)), "replaced")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        kept = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
        if kept and _bytes(kept[-1]) == data:  # it could not be replaced the last time
            return
        keep(os.path.join(folder, f"{now:020d}.md"), data)
        for place in kept[: 1 - KEPT]:
            os.unlink(place)
    except OSError:
        return


def _bytes(place: str) -> bytes:
    with open(place, "rb") as file:
        return file.read()
