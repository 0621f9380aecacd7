"""Names that sync tools give to the losing side of a conflict, and no name that a person could mean.

`Vera 2.md` may be Vera's daughter: merely possible duplicates are notes like any other.
"""

import unicodedata


def original_of(name: str) -> str:
    """The name of the file that `name` is a conflict copy of, a copy of a copy included; empty: it is no copy."""
    if "confli" not in name.lower():
        return ""
    import re  # noqa: PLC0415 - hardly any vault has such a name

    patterns = [
        r"(.+)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?(\.[^.]+)",  # Syncthing
        r"(.+?) \((?:[^()]*\b)?conflicted copy[^()]*\)(?: \d+)?(\.[^.]+)",  # Dropbox, Nextcloud, Obsidian Sync
        r"(.+?) \([^()]*(?:case|unicode encoding|white ?space|selective sync) conflict[^()]*\)(\.[^.]+)",  # Dropbox
        r"(.+)_conflict-\d[\d-]*(\.[^.]+)",  # ownCloud
    ]
    found, rest = "", unicodedata.normalize("NFC", name)
    while fits := next(filter(None, (re.fullmatch(pattern, rest, re.IGNORECASE) for pattern in patterns)), None):
        found = rest = fits[1] + fits[2]
    return found
