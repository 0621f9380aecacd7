"""The vault is the folder that was named, else the nearest one, from here upwards, that looks like a vault."""

import os

from vaultnet import CONFIG_FILE

SIGNS = (".obsidian", CONFIG_FILE)


def find_vault(named: str | None) -> str | None:
    """The named folder, else the nearest one from here upwards with `.obsidian` or a configuration; None: none is."""
    if named is not None:
        place = os.path.normpath(os.path.join(working_folder(), named))
        return place if os.path.isdir(place) and os.path.isabs(place) else None
    place, last = working_folder(), ""
    while place != last:
        if any(os.path.exists(os.path.join(place, sign)) for sign in SIGNS):
            return place
        place, last = os.path.dirname(place), place
    return None


def working_folder() -> str:
    """The current folder; `.` where it no longer exists."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return "."
