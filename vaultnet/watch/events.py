"""The home of watchdog: its events become marks, its silent deaths are found out, and what it leaves open is closed.

The handler marks paths and does nothing else. Which events: those of writing, moving and deleting; never those of
reading, which would be our own.
"""

import contextlib
import errno
import logging
import os
import sys
import threading
import time
import warnings
from collections.abc import Collection
from importlib import import_module

from watchdog import events
from watchdog.observers import Observer

from vaultnet.watch.bell import WHOLE, Bell

PAIRING = 0.005  # seconds for which all events are held back to pair the two halves of a move; watchdog's own: 0.5
FAREWELL = 0.5  # seconds for the threads to end
_PAIRERS = (("inotify_move_event_grouper", "InotifyMoveEventGrouper"), ("inotify_buffer", "InotifyBuffer"))

_KINDS: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileMovedEvent,  # without it, watchdog does not ask for what is moved out
    events.FileDeletedEvent,
    events.FileClosedEvent if sys.platform == "linux" else events.FileModifiedEvent,
    events.DirCreatedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]


class Deaf(Exception):  # noqa: N818 - what the watcher is then
    """Events are not available; `full`: because the system has no watches left."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.full = error.errno in {errno.ENOSPC, errno.EMFILE}


class Ears:
    """What hears the events of one vault; raises `Deaf`. To be closed."""

    def __init__(self, root: str, bell: Bell, beside: Collection[str] = ()) -> None:
        """Listen from now on; `beside`: paths that count although no note has such a name."""
        _prepare()
        before, opened = set(threading.enumerate()), _descriptors()
        self._closed = False
        self._bell = bell
        self._log = _Overheard(bell)
        logging.getLogger("watchdog").addHandler(self._log)
        self._hook, threading.excepthook = threading.excepthook, self._died
        self._observer = Observer()
        real = os.path.realpath(root)
        try:
            self._observer.schedule(Handler(real, bell, beside), real, recursive=True, event_filter=_KINDS)
            self._observer.start()
        except OSError as error:
            self._keep(before, opened)
            self.close()
            raise Deaf(error) from error
        self._keep(before, opened)

    def _keep(self, before: set[threading.Thread], opened: dict[int, str]) -> None:
        """Remember which threads and descriptors are watchdog's: those that there were not before."""
        self._threads = set(threading.enumerate()) - before
        self._opened = {number: what for number, what in _descriptors().items() if opened.get(number) != what}

    def alive(self) -> bool:
        """Whether every thread lives: the one that reads dies without the others' noticing."""
        return all(thread.is_alive() for thread in self._threads)

    def close(self) -> None:
        """Hear no more; what watchdog does not end or close by itself is left, or closed, here."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(Exception):  # it raises once its reader is dead
            self._observer.stop()
        with contextlib.suppress(Exception):
            self._observer.on_thread_stop()
        until = time.monotonic() + FAREWELL
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))
        if not any(thread.is_alive() for thread in self._threads):
            for number, what in _descriptors().items():
                if self._opened.get(number) == what:
                    os.close(number)
        threading.excepthook = self._hook
        logging.getLogger("watchdog").removeHandler(self._log)

    def _died(self, what: threading.ExceptHookArgs) -> None:
        """A thread of ours ended by an exception: wake the watcher, which looks whether all of them live."""
        if what.thread is not None and type(what.thread).__module__.startswith("watchdog"):
            self._bell.mark(WHOLE)
        else:
            self._hook(what)


class Handler(events.FileSystemEventHandler):
    """Makes marks of events, whatever they are; it cannot raise, or the thread that calls it would end."""

    def __init__(self, root: str, bell: Bell, beside: Collection[str] = ()) -> None:
        """For the vault at `root`, which is a real path."""
        self._inside = os.path.join(root, "")
        self._bell = bell
        self._beside = frozenset(beside)

    def dispatch(self, event: events.FileSystemEvent) -> None:
        """Mark the one or two paths of an event."""
        try:
            self._mark(event.src_path, event.is_directory)
            self._mark(getattr(event, "dest_path", ""), event.is_directory)
        except Exception:  # noqa: BLE001 - see above
            self._bell.mark(WHOLE)

    def _mark(self, place: bytes | str, folder: bool) -> None:
        path = os.fsdecode(place)
        if not path:
            return
        if not path.startswith(self._inside):
            self._bell.mark(WHOLE)
            return
        path = path[len(self._inside) :].replace(os.sep, "/")
        if path in self._beside:
            self._bell.mark(path)
        elif not (path.startswith(".") or "/." in path) and (folder or path.endswith(".md")):
            self._bell.mark(f"{path}/" if folder else path)


class _Overheard(logging.Handler):
    """Watchdog tells only its log that the system's queue ran over."""

    def __init__(self, bell: Bell) -> None:
        super().__init__(logging.WARNING)
        self._bell = bell

    def emit(self, record: logging.LogRecord) -> None:
        """Whatever the complaint, look at everything."""
        del record
        self._bell.mark(WHOLE)


def _prepare() -> None:
    """Once for the process: quick pairing of moves, and no words of watchdog's on the terminal."""
    for module, name in _PAIRERS:
        with contextlib.suppress(ImportError, AttributeError):  # its name, and whether there is one, differs
            getattr(import_module(f"watchdog.observers.{module}"), name).delay = PAIRING
    warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
    logging.getLogger("watchdog").propagate = False


def _descriptors() -> dict[int, str]:
    """What this process has open, where the system tells."""
    try:
        numbers = [int(name) for name in os.listdir("/proc/self/fd")]
    except OSError:
        return {}
    found = {}
    for number in numbers:
        with contextlib.suppress(OSError):
            found[number] = os.readlink(f"/proc/self/fd/{number}")
    return found
