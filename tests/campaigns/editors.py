"""Editors that save words of their own into a note while vaultnet records a contact there.

An editor is a process that, told to, reads the note, adds a line, and saves it, in one of the ways in which editors do.
Nothing it saved may be missing afterwards; the contact is there once, after as many turns as a tick would be tried again.
"""

import os
import random
import time
from collections.abc import Callable
from datetime import date

from campaigns.forked import fork
from vaultnet.model.config import Reading
from vaultnet.note.edit import Refusal
from vaultnet.note.record_contact import NewContact, add_contact
from vaultnet.record import Act, carry_out
from vaultnet.vault.leftovers import is_temporary

PATH = "People/Vera.md"
NOTE = b"---\ntype: person\ncadence: monthly\n---\n## Contact\n- 2026-10-01 coffee\n\nwords from before\n"
CONTACT = NewContact(date(2026, 11, 21), "called")
LINE = b"- 2026-11-21 called\n"
SLOW = 0.001  # seconds between emptying the file and writing it


def _truncates(place: str, text: bytes) -> None:
    descriptor = os.open(place, os.O_WRONLY | os.O_TRUNC)
    os.write(descriptor, text)
    os.close(descriptor)


def _slow(place: str, text: bytes) -> None:
    descriptor = os.open(place, os.O_WRONLY | os.O_TRUNC)
    time.sleep(SLOW)
    os.write(descriptor, text)
    os.close(descriptor)


def _renames(place: str, text: bytes) -> None:
    with open(f"{place}~", "wb") as file:
        file.write(text)
    os.replace(f"{place}~", place)


EDITORS: dict[str, Callable[[str, bytes], None]] = {"truncates": _truncates, "slow": _slow, "renames": _renames}


class Editor:
    """A process that saves a new word each time that it is told to, after a pause of some microseconds."""

    def __init__(self, place: str, way: str) -> None:
        told, self.tell = os.pipe()
        self.said, say = os.pipe()
        self.process = fork()
        if self.process == 0:
            os.close(self.tell)
            os.close(self.said)
            try:
                while number := os.read(told, 16):
                    _save(place, int(number[:8]), int(number[8:]) / 1e6, EDITORS[way])
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


def _save(place: str, number: int, pause: float, save: Callable[[str, bytes], None]) -> None:
    until = time.perf_counter() + pause
    while time.perf_counter() < until:
        pass
    with open(place, "rb") as file:
        text = file.read()
    save(place, text + b"word-%d\n" % number)


def races(root: str, way: str, rounds: int, seed: int) -> list[str]:
    """What went wrong in so many races with an editor of this kind."""
    place = os.path.join(root, PATH)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - for moments, not for secrets
    act = Act(PATH, lambda text: add_contact(PATH, text, Reading(), CONTACT, "Contact"))
    span = _time_of(root, place, act)
    editor = Editor(place, way)
    wrong = []
    try:
        for number in range(rounds):
            _renames(place, NOTE)
            editor.save(number, int(chance.uniform(0, 1.2) * span))
            done = carry_out(root, act, "race")
            editor.wait()
            if found := _wrong(root, place, number, act, done):
                wrong.append(f"{way}, round {number}: {found}")
    finally:
        editor.close()
    return wrong


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
