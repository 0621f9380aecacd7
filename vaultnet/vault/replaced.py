"""Due notes as somebody else left them, kept in the state folder when they are written anew, the last 50.

Words of the user go into the new note, so nobody should need these; but some words cannot be told from ours.
"""

import os

from vaultnet.vault.home import keep, private, state_folder

KEPT = 50  # notes


def keep_replaced(root: str, data: bytes, now: int) -> None:
    """Keep a note that is replaced `now` (ns of the epoch); where that cannot be done, it is gone as before."""
    try:
        folder = os.path.join(private(state_folder(root)), "replaced")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        keep(os.path.join(folder, f"{now:020d}.md"), data)
        for old in sorted(os.listdir(folder))[:-KEPT]:
            os.unlink(os.path.join(folder, old))
    except OSError:
        return
