"""A vault on disk, for tests to write into and to look at."""

import os
import time
from pathlib import Path


class Vault:
    """A temporary vault: notes by their path."""

    def __init__(self, root: Path) -> None:
        self.folder = root
        self.root = str(root)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a note as it stands, its line ends included; missing folders are made."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return place

    def read(self, path: str) -> str:
        """The text of a note, its line ends included."""
        return (self.folder / path).read_bytes().decode()

    def rest(self) -> None:
        """Let every file and folder be as if it had been left alone for an hour: stamps are trusted from then on."""
        for place in (self.folder, *self.folder.rglob("*")):
            before = time.time() - 3600
            os.utime(place, (before, before), follow_symlinks=False)

    def names(self) -> set[str]:
        """The paths of all files."""
        return {place.relative_to(self.folder).as_posix() for place in self.folder.rglob("*") if not place.is_dir()}
