"""The names that sync tools give to the losing side of a conflict, and none that a person would choose.

`Vera 2.md` may be Vera's daughter: a file that only might be a duplicate is a note like any other.
"""

import unicodedata


def original_of(name: str) -> str:
    """The name of the file that `name` is a conflict copy of, through copies of copies; empty: it is no copy."""
    if "confli" not in name.lower():
        return ""
    import re  # noqa: PLC0415 - hardly any vault has such a name

    patterns = [
        r"(.+)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?(\.[^.]+)",  # Syncthing
        r"(.+?) \((?:[^()]*\b)?conflicted copy[^()]*\)(?: \d+)?(\.[^.]+)",  # Dropbox, Nextcloud, Obsidian Sync
        r"(.+?) \([^()]*(?:case|unicode encoding|white ?space|selective sync) conflict[^()]*\)(\.[^.]+)",  # Dropbox
        r"(.+)_conflict-\d[\d-]*(\.[^.]+)",  # ownCloud
    ]
    original, rest = "", unicodedata.normalize("NFC", name)
    while copy := next(filter(None, (re.fullmatch(pattern, rest, re.IGNORECASE) for pattern in patterns)), None):
        original = rest = copy[1] + copy[2]
    return original
