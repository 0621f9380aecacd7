"""Whether the watcher is deaf: a change that the scan found counts against it if no event follows."""

from collections import deque
from collections.abc import Collection, Iterator

DEAF_OFTEN, DEAF_WITHIN = 3, 600.0  # so often within so many seconds


class Doubts:
    """What was found without having been heard of; the times are seconds of the monotonic clock."""

    def __init__(self, patience: float) -> None:
        """`patience`: seconds that an event may come after its change was seen."""
        self._patience = patience
        self._found: dict[str, float] = {}  # by path, when it was found
        self._confirmed: deque[float] = deque(maxlen=DEAF_OFTEN)

    def add(self, paths: Collection[str], now: float) -> None:
        """These were found."""
        self._found |= dict.fromkeys(paths, now)

    def lift(self, marks: Collection[str]) -> None:
        """An event came, if late."""
        folders = tuple(mark for mark in marks if not mark or mark.endswith("/"))
        for path in [path for path in self._found if path in marks or path.startswith(folders)]:
            del self._found[path]

    def clear(self) -> None:
        """Drop all of them: listening has been started afresh."""
        self._found.clear()

    def ends(self) -> Iterator[float]:
        """When there has been time enough for each."""
        return (seen + self._patience for seen in self._found.values())

    def are_right(self, now: float) -> bool:
        """Whether some change was never announced."""
        return any(now >= end for end in self.ends())

    def again(self, now: float) -> bool:
        """Count one more proof of deafness; whether that makes too many."""
        self.clear()
        self._confirmed.append(now)
        return len(self._confirmed) == DEAF_OFTEN and now - self._confirmed[0] <= DEAF_WITHIN
