"""One build: the vault as it was read last, and how its notes may be edited."""

from datetime import date
from typing import NamedTuple

from vaultnet.due.note import Damage, DueNote, read
from vaultnet.load import Loaded, load
from vaultnet.model.config import Config, Reading
from vaultnet.model.network import Network
from vaultnet.render.due_note import plain_names


class Job(NamedTuple):
    """What is the same for all that a build does, until it reads the vault anew."""

    root: str
    config: Config
    today: date
    loaded: Loaded
    action: str  # the name of its edits in the log
    settle: float = 0.0  # seconds that a note must have been left alone by others before it is edited
    check: bool = False  # nothing is written; it is only found out what would be
    cache: bool = True

    @property
    def network(self) -> Network:
        """The people."""
        return self.loaded.network

    @property
    def reading(self) -> Reading:
        """The rules by which notes are read."""
        return self.loaded.seen.reading

    def read_anew(self) -> "Job":
        """The same, with the vault as it is after edits."""
        before = self.loaded if self.loaded.memory else None
        return self._replace(loaded=load(self.root, self.config, self.today, cache=self.cache, before=before))

    def unread(self) -> tuple[str, ...]:
        """The notes that are there and could not be read: nothing is decided on the strength of it."""
        loaded = self.loaded
        absent = loaded.seen.scan.absent()
        if loaded.notes == len(loaded.noted):
            return tuple(absent)
        return (*absent, *(path for path in loaded.seen.scan.notes() if path not in loaded.noted))

    def apart(self, path: str, text: str, written: str = "") -> DueNote | Damage | None:
        """The text of the file at `path` as a due note, or one that may hold our block; see `due.note.read`."""
        config, names = self.config, plain_names(self.network)
        return read(text, written=written, names=names, tasks=config.tasks, embedded=path != config.output)
