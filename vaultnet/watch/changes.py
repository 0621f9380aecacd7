"""Events are hints, the scan is the truth: a vault is listened to, and looked at whether or not anything was heard.

What the ears missed, the scan finds; ears that miss too much are replaced, and in the end done without. It is one loop
with all that it has to keep in mind, and so one file, though a long one.
"""

import os
from collections.abc import Callable, Collection, Generator, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vaultnet.vault.files import read_note
from vaultnet.vault.folder import EVERY_NOTE, Rules
from vaultnet.vault.places import Unreadable
from vaultnet.vault.scan import Scan, VaultGone, scan
from vaultnet.vault.stamp import ABSENT, SETTLED, UNTRUSTED, Stamps, stamps_at
from vaultnet.watch.bell import WHOLE, Bell
from vaultnet.watch.doubts import Doubts
from vaultnet.watch.health import Place, far_file_system, limit_reached, place_of, watches_held
from vaultnet.watch.look import Differences, differences, fresh, listable, look_again, needs_scan

if TYPE_CHECKING:
    from vaultnet.watch.events import Ears

START, STIRRING, CHANGED, FOUND = "start", "stirring", "changed", "found"
DAY, RESUMED, GONE, TICK = "day", "resumed", "gone", "tick"

RESCAN = 60.0  # seconds between two looks at the whole vault, give or take a quarter
HEALTH = 30.0  # seconds between two looks at the ears and the calendar
ABSENCE = 2.0  # seconds between two looks for a vault that is gone
POLL = 10.0  # seconds between two looks at a vault that cannot be listened to
SHARE = 20  # a look may take at most this part of the time between two
PATIENCE = 2.0  # seconds that an event may come after its change was seen
JUMP = 10.0  # seconds by which a clock that was set, or a machine that slept, differs
FAMILIAR = 100  # notes looked for to know a vault again on another device


class Batch(NamedTuple):
    """A reason to look at the vault again; a tick without paths is none."""

    reason: str
    paths: frozenset[str] = frozenset()  # relative to the vault
    scan: Scan | None = None  # the vault as it is by now; None: it is not there
    mode: str = "events"  # or `polling`
    scanned: bool = False  # whether the whole vault was looked at for it
    same: bool = False  # whether nothing changed since the batch before it, which was stirring


def changes(
    root: str,
    *,
    rules: Rules = EVERY_NOTE,
    beside: Collection[str] = (),
    poll: float | None = None,
    bell: Bell | None = None,
    today: Callable[[], date] = lambda: date.min,
    say: Callable[[str], None] = lambda _sentence: None,
) -> Generator[Batch, None, None]:
    """Batches for as long as nobody stops the `bell`: what is there at the start, what changed, and ticks.

    What changed comes once it has come to rest; before that, it may come as `stirring`, for those who can read ahead.

    Notes are those of `rules`; `beside` are further files that matter. `poll`: seconds between two looks, and no
    events. `today` tells the day, and `say` takes sentences for the user. Never raises on account of the vault: when
    it is gone, that is a batch, and when it is back, another one.
    """
    watch = _Watch(root, rules=rules, beside=beside, poll=poll, bell=bell or Bell(), today=today, say=say)
    try:
        yield from watch.batches()
    finally:
        watch.close()


class _Watch:
    """One vault under watch."""

    def __init__(
        self,
        root: str,
        *,
        rules: Rules,
        beside: Collection[str],
        poll: float | None,
        bell: Bell,
        today: Callable[[], date],
        say: Callable[[str], None],
    ) -> None:
        self.root, self.rules, self.bell, self.today, self.say = root, rules, bell, today, say
        self.beside = dict.fromkeys(beside, UNTRUSTED)
        self.poll = poll  # None: listen
        self.ears: Ears | None = None
        self.place: Place | None = None  # None: not seen yet
        self.known = Scan(rules, {})
        self.gone = False
        self.day = today()
        self.ahead = bell.now() - bell.monotonic()
        self.scan_at = 0.0  # this and the following in seconds of the monotonic clock
        self.doubts = Doubts(PATIENCE)
        self.unsettled: set[str] = set()  # seen so soon after a change that another one may leave no trace
        self.short = 0  # looks in a row that found folders without a watch

    def close(self) -> None:
        """Stop listening."""
        if self.ears:
            self.ears.close()
            self.ears = None

    def batches(self) -> Iterator[Batch]:
        """All of them."""
        yield self._begin(START)
        while not self.bell.stopped:
            marks = self.bell.first(self._wake_at())
            stirring = Batch(STIRRING) if self.bell.pressing() else self._stirring(marks)
            if stirring.paths:
                yield stirring
            more = self.bell.rest() if marks else marks
            if not self.bell.stopped:
                batch = self._round(marks | more)
                same = not more and (batch.reason, batch.paths) == (CHANGED, stirring.paths)
                yield batch._replace(same=same and stirring.scan == batch.scan)

    def _wake_at(self) -> float:
        now = self.bell.monotonic()
        if self.gone:
            return now + ABSENCE
        times = [self.scan_at, now + HEALTH, *self.doubts.ends()]
        if self.bell.alarm is not None:
            times.append(self.bell.alarm)
        return min(times)

    def _begin(self, reason: str) -> Batch:
        """Listen first, then look: what happens in between is heard."""
        self.close()
        self.place = place_of(self.root)
        self.doubts.clear()
        if self.place is None:
            return self._lose("is not there")
        if self.poll is None and (kind := far_file_system(self.root)):
            self._give_up(f"this is a {kind} file system, which does not report every change")
        if self.poll is None:
            self._listen()
        return self._look(reason, set())

    def _listen(self) -> None:
        from vaultnet.watch.events import Deaf, Ears  # noqa: PLC0415 - whoever polls needs no watchdog

        self.close()
        try:
            self.ears = Ears(self.root, self.bell, self.beside)
        except Deaf as error:
            if place_of(self.root):
                self._give_up(limit_reached() if error.full else f"the system offers no events ({error})")

    def _give_up(self, why: str) -> None:
        self.close()
        self.poll = POLL
        self.say(f"{why}; checking every {POLL:.0f} s instead")

    def _lose(self, how: str) -> Batch:
        """The vault is gone: nothing is there to be read, and nothing may be written."""
        if not self.gone:
            self.say(f"the vault {how}; nothing is written until it is back")
        reason, self.gone = (TICK if self.gone else GONE), True
        self.close()
        return Batch(reason, mode=self.mode)

    @property
    def mode(self) -> str:
        """How changes are found out."""
        return "events" if self.poll is None else "polling"

    def _stirring(self, marks: set[str]) -> Batch:
        """What is changing, for whoever wants to read ahead; without paths where that is not worth while."""
        if not marks or self.gone or place_of(self.root) != self.place:
            return Batch(STIRRING)
        try:
            found = look_again(self.root, self.known, marks)
        except VaultGone:
            return Batch(STIRRING)
        beside = stamps_at(self.root, tuple(self.beside.keys() & marks))
        return Batch(STIRRING, self._differing(found, marks, beside).paths, found, self.mode)

    def _round(self, marks: set[str]) -> Batch:
        """One look at whatever needs it."""
        place = place_of(self.root)
        if place is None or not self._familiar(place):
            return self._lose("is gone: another disk is in its place" if place else "is gone")
        if self.gone or place != self.place:
            self.say("the vault is back" if self.gone else "the vault's folder was replaced by another one")
            return self._begin(RESUMED)
        self.doubts.lift(marks)
        if self._fell_silent():
            return self._look(FOUND, {WHOLE, *marks})
        return self._look(RESUMED if self._jumped() else CHANGED if marks else TICK, marks)

    def _familiar(self, place: Place) -> bool:
        """Whether it is the same device; or, with a network folder mounted again, at least one with notes we know."""
        if self.place is None or place.device == self.place.device:
            return True
        notes = tuple(self.known.notes())[:FAMILIAR]
        return not notes or any(stamp != ABSENT for _, stamp in stamps_at(self.root, notes))

    def _jumped(self) -> bool:
        """Whether the clock was set or the machine slept."""
        ahead = self.bell.now() - self.bell.monotonic()
        jumped = abs(ahead - self.ahead) > JUMP
        self.ahead = ahead
        return jumped

    def _fell_silent(self) -> bool:
        """Whether the ears had to be replaced."""
        if self.ears is None:
            return False
        now = self.bell.monotonic()
        if not self.ears.alive():
            self._listen()
            return True
        if not self.doubts.are_right(now) or self.bell.waiting():
            return False
        if self.doubts.again(now):
            self._give_up("changes kept going unannounced")
        else:
            self._listen()
        return True

    def _look(self, reason: str, marks: set[str]) -> Batch:
        """See what is different: in all places if it is time to, else where something was marked."""
        began = self.bell.monotonic()
        due = began >= self.scan_at
        whole = due or reason not in {CHANGED, TICK} or needs_scan(marks)
        try:
            found = scan(self.root, self.rules, self.known) if whole else look_again(self.root, self.known, marks)
        except VaultGone:
            return self._lose("is gone")
        self.gone = False
        beside = stamps_at(self.root, tuple(self.beside if whole else self.beside.keys() & marks))
        unheard_of = reason == START and self.ears is not None  # all of it is new: nothing to compare it with
        different = Differences() if unheard_of else self._differing(found, marks, beside)
        self.known = found
        self.beside |= beside
        if whole:
            different = different._replace(paths=different.paths | self._settled(different.paths))
            if self.ears and reason in {CHANGED, TICK} and WHOLE not in marks:
                self.doubts.add(different.loud, began)
                self.doubts.lift(marks)
            self._plan(began)
            self._count_watches()
        if reason in {CHANGED, TICK, FOUND}:
            reason = (CHANGED if marks - {WHOLE} else FOUND) if different.paths else TICK
        return Batch(self._of_the_day(reason), different.paths, found, self.mode, whole)

    def _differing(self, found: Scan, marks: Collection[str], beside: Stamps) -> Differences:
        """What is not as it was, of the notes and of the further files; nothing that we ourselves wrote."""
        different = differences(self.known, found)
        paths = {*different.paths, *self._fresh(marks)}
        paths |= {path for path, stamp in beside if stamp != self.beside[path]}
        paths |= {path for path in self.bell.own if not os.path.lexists(os.path.join(self.root, path))}  # seen or not
        return Differences(self._foreign(paths), different.loud)

    def _settled(self, changed: Collection[str]) -> set[str]:
        """What was seen too soon, and would be read otherwise by now: where nobody tells of a second change."""
        if self.ears:
            return set()
        before, self.unsettled = self.unsettled, self._fresh({*self.unsettled, *changed})
        return before - self.unsettled

    def _fresh(self, paths: Collection[str]) -> set[str]:
        return fresh(self.root, paths, int(self.bell.now() * 1e9) - SETTLED)

    def _foreign(self, paths: set[str]) -> frozenset[str]:
        """Without what says what we ourselves have written there."""
        return frozenset(path for path in paths if path not in self.bell.own or not self._is_own(path))

    def _is_own(self, path: str) -> bool:
        try:
            return read_note(self.root, path) == self.bell.own[path]
        except Unreadable:
            return False

    def _of_the_day(self, reason: str) -> str:
        """The reason, or that it is another day: dates are compared, no seconds counted."""
        day, self.day = self.day, self.today()
        return DAY if day != self.day and reason != START else reason

    def _plan(self, began: float) -> None:
        """Set the time of the next look at everything."""
        now = self.bell.monotonic()
        if self.poll is None:
            self.scan_at = now + RESCAN * (0.75 + os.urandom(1)[0] / 512)
        else:
            self.scan_at = now + max(self.poll, min(SHARE * (now - began), RESCAN))

    def _count_watches(self) -> None:
        """Give up listening where folders stay without a watch, although they had a moment and then fresh ears."""
        held, folders = watches_held(), listable(self.known)
        if self.ears is None or held is None or held >= folders:
            self.short = 0
            return
        self.short += 1
        self.scan_at = self.bell.monotonic() + PATIENCE
        if self.short == 2:
            self._listen()
            self.scan_at = self.bell.monotonic()
        elif self.short > 2:
            self._give_up(limit_reached(f"{held} of {folders}"))
