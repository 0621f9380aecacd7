"""What the last build wrote, kept beside the cache: with it a line of ours is told from one of the user's for certain.

It can be lost at any time; then our lines are known by their forms.
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
    """Keep a text; where that cannot be done, nothing is lost but certainty."""
    place = os.path.join(cache_folder(root), name)
    try:
        private(os.path.dirname(place))
        keep(place, text.encode())
    except OSError:
        return
