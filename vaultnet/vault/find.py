"""The vault is the folder that was named; else the nearest one, from here upwards, that looks like one."""

import os

from vaultnet import CONFIG_FILE

SIGNS = (".obsidian", CONFIG_FILE)


def find_vault(named: str | None) -> str | None:
    """The named folder, else the nearest one from here upwards that holds one of the signs; None: there is none."""
    if named is not None:
        place = os.path.normpath(os.path.join(standing(), named))
        return place if os.path.isdir(place) and os.path.isabs(place) else None
    place, last = standing(), ""
    while place != last:
        if any(os.path.exists(os.path.join(place, sign)) for sign in SIGNS):
            return place
        place, last = os.path.dirname(place), place
    return None


def standing() -> str:
    """The folder that one stands in; `.` where that is there no more."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return "."
