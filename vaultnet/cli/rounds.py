"""One vault, kept up to date round by round; a round that fails leaves the last good note, and is tried again.

Nothing ends the rounds but the bell.
"""

import contextlib
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from subprocess import DEVNULL

from vaultnet.agenda import plan
from vaultnet.build import Ahead, Report, build
from vaultnet.cli.log import Log, clock
from vaultnet.load import Loaded, load, look, rehearse
from vaultnet.model.config import Config
from vaultnet.model.network import Network
from vaultnet.problem import Failure, Problem
from vaultnet.service.notify import ALIVE, READY, STOPPING, notify, status
from vaultnet.vault.config import FILE, read_config
from vaultnet.vault.folder import Rules
from vaultnet.vault.settings import obsidian_settings, rules, settings_stamps
from vaultnet.vault.stamp import SETTLED
from vaultnet.vault.system import give_back
from vaultnet.vault.written import read_written
from vaultnet.watch import DAY, RESUMED, START, STIRRING, Batch, Bell, changes
from vaultnet.watch.status import Status, read_status, write_status

LONGEST = 300.0  # seconds between two attempts at a round that fails
AT_ONCE = 0.5  # seconds to wait for another vaultnet that is at work
SHOWN = 3  # paths in a line of the log
MANY = 2000  # notes that another process had better read
SOME = 50  # notes that had better be read again before somebody waits for it


class Stopped(BaseException):
    """The rounds were stopped while nothing was being written; no Exception, so that nothing catches it as one."""


class Rounds:
    """The rounds of one watcher."""

    def __init__(
        self, root: str, config: Config, *, today: Callable[[], date], poll: float | None, bell: Bell, log: Log
    ) -> None:
        """For the vault at `root`, with the configuration it starts with; see `changes` for the rest."""
        self.root, self.config, self.today, self.poll, self.bell, self.log = root, config, today, poll, bell, log
        self.reread = False  # set from outside: look at the configuration whether or not it changed
        self.status = read_status(root)._replace(trouble="")
        self._rules = Rules()
        self._loaded: Loaded | None = None
        self._ahead: Ahead | None = None  # what was made of the batch before, which was stirring
        self._failures = 0
        self._faults = ""
        self._problems: frozenset[Problem] = frozenset()
        self._shown: Status | None = None
        self._ready = False
        self._configured = os.path.isdir(root)  # whether the configuration is one that was read in the vault
        self._reading = False  # whether nothing is being written, so that it can be broken off anywhere

    def stop(self) -> None:
        """End the rounds, for a signal: raises `Stopped` in the midst of reading."""
        self.bell.stop()
        if self._reading:
            raise Stopped

    def run(self) -> None:
        """All rounds, until the bell is stopped; garbage is collected after each build, while nobody waits."""
        gc.disable()
        try:
            while not self.bell.stopped:
                self._rules = rules(self.config, obsidian_settings(self.root))
                self._keep_up()
        except Stopped:
            pass
        finally:
            gc.enable()
        notify(os.environ, STOPPING, status("stopped"))

    def _keep_up(self) -> None:
        """Rounds for as long as the notes are those of the same rules."""
        beside = (FILE, self.config.output, *(path for path, _ in settings_stamps(self.root)))
        batches = changes(
            self.root,
            rules=self._rules,
            beside=beside,
            poll=self.poll,
            bell=self.bell,
            today=self.today,
            say=self._trouble,
        )
        with contextlib.closing(batches):
            for batch in batches:
                if batch.reason == STIRRING:
                    self.read_ahead(batch)
                elif batch.scan is not None and self._configure(batch):
                    return
                elif self._configured or batch.scan is None:
                    self.attend(batch)
                else:
                    self._show()

    def _configure(self, batch: Batch) -> bool:
        """Read the configuration again where there is reason to; whether other rules hold from now on."""
        asked, self.reread = self.reread, False
        changed = batch.reason == RESUMED or any(map(_is_setting, batch.paths))
        if self._configured and not asked and not changed:
            return False
        before = self.config
        try:
            self.config = read_config(self.root)
            self._faults, self._configured = "", True
        except Failure as failure:
            if str(failure) != self._faults or asked:
                if self._configured:
                    self.log.trouble(f"{failure}\nthe previous configuration stays in force")
                else:
                    self._trouble(str(failure))
            self._faults = str(failure)
        if asked or self.config != before:
            self.bell.alarm = self.bell.monotonic()
            self._ahead = None
        found = rules(self.config, obsidian_settings(self.root))
        return found != self._rules or self.config.output != before.output

    def read_ahead(self, batch: Batch) -> None:
        """Read ahead while the vault is still changing; if that fails, the round itself will report it."""
        self._ahead = None
        if self._loaded is None or any(map(_is_setting, batch.paths)):
            return
        with contextlib.suppress(Exception):
            self._ahead = self._work_out(batch, self.today(), self._loaded)

    def _work_out(self, batch: Batch, today: date, before: Loaded | None) -> Ahead:
        """What is known of the vault as it is in this batch; may be broken off at any point."""
        with self._broken_off_at_will():
            seen = None if before else look(self.root, self.config, found=batch.scan)
            if seen and seen.manifest is None and len(seen.scan.notes()) >= MANY:
                self._read_apart()
                seen = None
            loaded = load(self.root, self.config, today, stays=True, before=before, found=batch.scan, seen=seen)
            return Ahead(loaded, plan(loaded.network, self.config, today, loaded.memory))

    def _read_apart(self) -> None:
        """Have a large new vault read by another process, so that the memory it takes is returned when that ends."""
        command = (sys.executable, "-m", "vaultnet", "--vault", self.root, "check")
        with contextlib.suppress(OSError):
            subprocess.run(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, check=False)  # noqa: S603 - ourselves

    @contextlib.contextmanager
    def _broken_off_at_will(self) -> Iterator[None]:
        self._reading = True
        try:
            if self.bell.stopped:
                raise Stopped
            yield
        finally:
            self._reading = False

    def attend(self, batch: Batch) -> None:
        """One batch: a build if there is reason for one, and a sign of life."""
        now = self.bell.monotonic()
        if batch.scanned:
            self.status = self.status._replace(scanned=clock())
        self.status = self.status._replace(mode=batch.mode)
        asked = self.bell.alarm is not None and now >= self.bell.alarm
        if batch.scan is not None and (asked or batch.paths or batch.reason in {START, DAY, RESUMED}):
            self.bell.alarm = None
            self._build(batch)
            self._tidy_up()
        elif batch.scan is not None and not batch.scanned:
            return
        self._show()

    def _build(self, batch: Batch) -> None:
        began = self.bell.monotonic()
        self.log.detail(f"{batch.reason}{_some(batch)}")
        ahead, self._ahead = self._ahead, None
        today = self.today()
        try:
            if ahead is None or not batch.same or ahead.agenda.date != today:
                ahead = self._work_out(batch, today, ahead.loaded if ahead else self._loaded)
            report = build(
                self.root,
                self.config,
                today,
                settle=self.config.settle,
                ahead=ahead,
                wait=AT_ONCE,
                guard=True,
            )
        except Failure as failure:
            self._failed(str(failure))
        except Exception as error:  # noqa: BLE001 - nothing ends the watcher but a signal
            self._loaded = None
            self._failed(f"{type(error).__name__}: {error}")
            self.log.fault(error)
        else:
            self._done(report, self.bell.monotonic() - began)

    def _done(self, report: Report, seconds: float) -> None:
        self._failures = 0
        self.bell.own = {report.path: read_written(self.root, "left").encode()}
        if report.later:
            self._come_again(self.config.settle)
        if report.loaded:
            if report.loaded.unsure >= SOME and not report.later:
                self._come_again(SETTLED / 1e9 + 1.0)
            if self._loaded is None:
                rehearse(self.root, report.loaded)
            self._loaded = report.loaded._replace(network=Network())
        self.log.say(str(report))
        self.log.detail(f"{report.parsed} read in {seconds * 1000:.0f} ms")
        for problem in report.problems:
            if problem not in self._problems:
                self.log.detail(str(problem))
        self._problems = frozenset(report.problems)
        self.status = self.status._replace(built=clock(), report=str(report), note=report.path, trouble="")

    def _tidy_up(self) -> None:
        """Collect garbage, but never walk again through what the first build left; keep no memory that is free."""
        gc.collect()
        if not gc.get_freeze_count():
            gc.freeze()
        give_back()

    def _failed(self, why: str) -> None:
        """Try again after 1, 2, 4, ... seconds; what is said once is not said each time."""
        self._come_again(min(2.0**self._failures, LONGEST))
        self._failures += 1
        if why == self.status.trouble:
            self.log.detail(why)
        else:
            self._trouble(why)

    def _come_again(self, seconds: float) -> None:
        self.bell.alarm = self.bell.monotonic() + seconds

    def _trouble(self, why: str) -> None:
        self.status = self.status._replace(trouble=why)
        self.log.trouble(why)

    def _show(self) -> None:
        """Update the status and the service manager after a round."""
        if self.status != self._shown:
            write_status(self.root, self.status)
            self._shown = self.status
        said = self.status.trouble or self.status.report
        notify(os.environ, *(() if self._ready else (READY,)), ALIVE, status(said))
        self._ready = True


def _is_setting(path: str) -> bool:
    return path == FILE or path.startswith(".")


def _some(batch: Batch) -> str:
    """The paths of a batch, or the first of them and how many more; none at the start, when all is new."""
    paths = [] if batch.reason == START else sorted(batch.paths)
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return f": {', '.join(paths[:SHOWN])}{more}" if paths else ""
