"""Editors that save words of their own into a note while vaultnet records a contact there.

An editor is a process that, told to, reads the note, adds a line, and saves it, in one of the ways in which editors do.
Nothing it saved may be missing afterwards; the contact is there once, after as many turns as a tick would be tried again.
"""

import os
import random
import time
from collections.abc import Callable
from datetime import date

from campaigns.faults import silently
from campaigns.forked import fork
from campaigns.scene import TODAY, build, clear, read, write

from vaultnet.model.config import Reading
from vaultnet.note.edit import Refusal
from vaultnet.note.record_contact import NewContact, add_contact
from vaultnet.record import Act, carry_out
from vaultnet.vault.leftovers import is_temporary

PATH = "People/Vera.md"
NOTE = b"---\ntype: person\ncadence: monthly\n---\n## Contact\n- 2026-10-01 coffee\n\nwords from before\n"
CONTACT = NewContact(date(2026, 11, 21), "called")
LINE = b"- 2026-11-21 called\n"


def _truncates(place: str, text: bytes, gap: float) -> None:
    del gap
    descriptor = os.open(place, os.O_WRONLY | os.O_TRUNC)
    os.write(descriptor, text)
    os.close(descriptor)


def _slow(place: str, text: bytes, gap: float) -> None:
    descriptor = os.open(place, os.O_WRONLY | os.O_TRUNC)
    time.sleep(gap)
    os.write(descriptor, text)
    os.close(descriptor)


def _renames(place: str, text: bytes, gap: float = 0.0) -> None:
    del gap
    with open(f"{place}~", "wb") as file:
        file.write(text)
    os.replace(f"{place}~", place)


Save = Callable[[str, bytes, float], None]
EDITORS: dict[str, Save] = {"truncates": _truncates, "slow": _slow, "renames": _renames}


class Editor:
    """A process that saves a new word each time that it is told to, after a pause of some microseconds.

    `gap`: the seconds for which a slow one leaves the file empty.
    """

    def __init__(self, place: str, way: str, gap: float, add: Callable[[bytes, int], bytes]) -> None:
        told, self.tell = os.pipe()
        self.said, say = os.pipe()
        self.process = fork()
        if self.process == 0:
            os.close(self.tell)
            os.close(self.said)
            try:
                while number := os.read(told, 16):
                    _save(place, int(number[:8]), int(number[8:]) / 1e6, EDITORS[way], gap, add)
                    os.write(say, b".")
            finally:
                os._exit(0)
        os.close(told)
        os.close(say)

    def save(self, number: int, pause: int) -> None:
        """Begin to save word `number` in `pause` microseconds."""
        os.write(self.tell, b"%08d%08d" % (number, pause))

    def wait(self) -> None:
        """Until it has saved."""
        assert os.read(self.said, 1) == b"."

    def close(self) -> None:
        """Let it end."""
        os.close(self.tell)
        os.close(self.said)
        os.waitpid(self.process, 0)


def _save(place: str, number: int, pause: float, save: Save, gap: float, add: Callable[[bytes, int], bytes]) -> None:
    until = time.perf_counter() + pause
    while time.perf_counter() < until:
        pass
    with open(place, "rb") as file:
        text = file.read()
    save(place, add(text, number), gap)


def races(root: str, way: str, rounds: int, seed: int) -> list[str]:
    """What went wrong in so many races with an editor of this kind."""
    place = os.path.join(root, PATH)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    chance = random.Random(seed)
    act = Act(PATH, lambda text: add_contact(PATH, text, Reading(), CONTACT, "Contact"))
    span = _time_of(root, place, act)
    gap = 2.5 * span if way == "slow" else 100.0
    editor = Editor(place, way, gap / 1e6, lambda text, number: text + b"word-%d\n" % number)
    wrong = []
    try:
        for number in range(rounds):
            _renames(place, NOTE)
            ahead = chance.uniform(-1.2 * gap, 1.2 * span)
            editor.save(number, int(max(ahead, 0)))
            time.sleep(max(-ahead, 0) / 1e6)
            done = carry_out(root, act, f"race {number}")
            editor.wait()
            if found := _wrong(root, place, number, act, done):
                wrong.append(f"{way}, round {number}: {found}")
    finally:
        editor.close()
    return wrong


def races_for_the_due_note(folder: str, way: str, rounds: int, seed: int) -> list[str]:
    """What went wrong in so many races of builds with somebody who types and ticks in the due note."""
    chance = random.Random(seed)
    wrong: list[str] = []
    for first in range(0, rounds, _LINES):
        root = clear(folder)
        write(
            root,
            {
                "People/Anna.md": b"- 2026-10-01 tea\n",
                "People/Gijs.md": b"---\ncadence: weekly\n---\n- 2026-10-01 tea\n",
            },
        )
        assert silently(lambda: build(root)) == 0
        began = time.perf_counter()
        assert silently(lambda: build(root, "--no-cache")) == 0
        span = time.perf_counter() - began
        editor = Editor(os.path.join(root, "Due today.md"), way, span, _typed)
        try:
            for number in range(min(_LINES, rounds - first)):
                ahead = chance.uniform(-1.2 if way == "slow" else 0, 1.2) * span
                editor.save(number, int(max(ahead, 0) * 1e6))
                time.sleep(max(-ahead, 0))
                code = silently(lambda: build(root, "--no-cache"))
                editor.wait()
                if code not in (0, 3) or (found := _not_there(root, range(number + 1), ticks=False)):
                    wrong.append(f"{way}, round {first + number}: the build ended with {code}; {found}")
                    break
        finally:
            editor.close()
        if silently(lambda: build(root)) or (found := _not_there(root, range(number + 1), ticks=True)):
            wrong.append(f"{way}, at last: {found}")
    return wrong


_LINES = 25  # typed into one due note


def _typed(text: bytes, number: int) -> bytes:
    """A line under somebody's name, and every other time a tick."""
    line = b"- [ ] [[Gijs]]\n"
    under = b"    - word-%d-\n" % number
    tick = b"- [x] [[Anna]] word-%d-\n" % number
    return text.replace(line, (tick if number % 2 else b"") + line + (b"" if number % 2 else under))


def _not_there(root: str, numbers: range, *, ticks: bool) -> str:
    """Which of the lines typed so far are lost; with `ticks` also which were recorded not once."""
    found = read(root)
    everything = b"\n".join(found.values())
    if lost := [number for number in numbers if b"word-%d-" % number not in everything]:
        return f"lost {lost}: {everything!r}"
    day = TODAY.isoformat().encode()
    lines = found["People/Anna.md"].splitlines()
    odd = [number for number in numbers[1::2] if ticks and lines.count(b"- %s word-%d-" % (day, number)) != 1]
    return f"not once {odd}: {everything!r}" if odd else ""


def _time_of(root: str, place: str, act: Act) -> float:
    """Microseconds that recording takes."""
    began = time.perf_counter()
    for _ in range(20):
        _renames(place, NOTE)
        assert carry_out(root, act, "race") is True
    return (time.perf_counter() - began) / 20 * 1e6


def _wrong(root: str, place: str, number: int, act: Act, done: object) -> str:
    if isinstance(done, Refusal) and "at this very moment" not in done.reason:
        return f"refused: {done.reason}"
    for _ in range(3):  # as long as the tick is there; an editor that read before us may have written over our line
        with open(place, "rb") as file:
            text = file.read()
        if b"word-%d\n" % number not in text:
            return f"what the editor saved is lost: {text!r}"
        if LINE in text:
            break
        carry_out(root, act, "race")
    if text.replace(LINE, b"") != NOTE + b"word-%d\n" % number or text.count(LINE) != 1:
        return f"damaged: {text!r}"
    left = [name for name in os.listdir(os.path.dirname(place)) if is_temporary(name)]
    return f"left over: {left}" if left else ""
