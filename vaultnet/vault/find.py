"""Which folder is the vault."""

import os

SIGNS = (".obsidian", "vaultnet.toml")


def find_vault(named: str | None) -> str | None:
    """The named folder, else the nearest one from here upwards that holds one of the signs; None: there is none."""
    if named is not None:
        return os.path.abspath(named) if os.path.isdir(named) else None
    place, last = os.getcwd(), ""
    while place != last:
        if any(os.path.exists(os.path.join(place, sign)) for sign in SIGNS):
            return place
        place, last = os.path.dirname(place), place
    return None
