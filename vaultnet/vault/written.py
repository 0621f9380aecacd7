"""What the last build wrote, kept beside the cache: it tells our lines from the user's for certain.

It can be lost at any time; then our lines are recognised by their form.
"""

import os

from vaultnet.vault.home import cache_folder, keep, private


def read_written(root: str, name: str) -> str:
    """The text kept under a name, "" where there is none."""
    try:
        with open(os.path.join(cache_folder(root), name), encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, ValueError):
        return ""


def keep_written(root: str, name: str, text: str) -> None:
    """Keep a text; where that fails, all that is lost is certainty."""
    place = os.path.join(cache_folder(root), name)
    try:
        private(os.path.dirname(place))
        keep(place, text.encode())
    except OSError:
        return
