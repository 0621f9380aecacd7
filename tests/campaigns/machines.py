"""Two machines with one vault between them: random histories of typing, ticking, building, days that pass, and syncs.

The sync is that of the usual tools: what changed on one side goes to the other; what changed on both becomes a conflict
copy beside the note of the first machine. Each machine has a state of its own. In the end both build and sync until
nothing changes any more; then both vaults are the same, each tick was recorded once, and every word is there.
"""

import os
import random
import re
from collections.abc import Callable
from datetime import date, timedelta

from campaigns.scene import DUE, clear, read, write

from vaultnet.build import build
from vaultnet.model.config import Config
from vaultnet.vault.copies import original_of

FIRST = date(2026, 11, 21)
PEOPLE = ("Anna", "Bram", "Carla", "Daan")
NOTES = {
    "People/Anna.md": b"---\ncadence: weekly\n---\n## Contact\n- 2026-09-01 coffee\n",
    "People/Bram.md": b"\xef\xbb\xbf---\r\ncadence: monthly\r\n---\r\n* 2026-09-02: tea\r\n* 2026-09-01: walk\r\n",
    "People/Carla.md": b"- 2026-09-03 lunch\n- 2026-11-10 received: the address of a lawyer",
    "People/Daan.md": b"---\nbirthday: 1980-11-22\n---\n# Daan\n\n- [ ] send the score \xf0\x9f\x93\x85 2026-11-23\n",
}


class History:
    """One history; `wrong` tells what came of it."""

    def __init__(self, folder: str, seed: int) -> None:
        self.chance = random.Random(seed)
        clear(folder)
        self.roots = [os.path.join(folder, "one"), os.path.join(folder, "other")]
        for root in self.roots:
            write(root, NOTES)
        self.base: dict[str, bytes] = dict(NOTES)
        self.day = FIRST
        self.count = 0
        self.ticked: list[str] = []  # words behind ticks that record a contact
        self.typed: list[str] = []  # words that are nowhere but where they were typed
        self.touched: list[set[str]] = [set(), set()]  # notes of people that changed here since the last sync
        self.story: list[str] = []
        self.faults: list[str] = []

    def run(self, steps: int) -> str:
        """What is wrong after so many steps; "" for nothing."""
        self.build(0)
        self.sync(0)
        moves = (
            self.type,
            self.type_due,
            self.tick,
            self.tick,
            self.build,
            self.build,
            self.sync,
            self.sync_some,
            self.pass_day,
        )
        for _ in range(steps):
            move: Callable[[int], None] = self.chance.choice(moves)
            machine = self.chance.randrange(2)
            self.story.append(f"{move.__name__} {machine}")
            move(machine)
        for _ in range(6):
            before = [read(root) for root in self.roots]
            self.build(0)
            self.build(1)
            self.sync(0)
            if [read(root) for root in self.roots] == before:
                break
        else:
            self.faults.append("it never comes to rest")
        return "; ".join([*self.faults, *self.at_last()][:3])

    def word(self) -> str:
        self.count += 1
        return f"word{self.count:03}x"

    def type(self, machine: int) -> None:
        """Somebody adds to a note of a person."""
        path = f"People/{self.chance.choice(PEOPLE)}.md"
        data = read(self.roots[machine])[path]
        end = b"\r\n" if b"\r\n" in data else b"\n"
        word = self.word()
        self.typed.append(word)
        line = self.chance.choice(
            [f"- {self.day} {word}", f"text {word}", f"- [ ] {word} 📅 {self.day}", f"- {self.day} received: {word}"]
        )
        write(self.roots[machine], {path: data + end + line.encode() + end})
        self.touched[machine].add(path)

    def type_due(self, machine: int) -> None:
        """Somebody types into the due note without ticking."""
        text = self.due(machine)
        if "- [ ]" not in text:
            return
        word = self.word()
        self.typed.append(word)
        lines = text.split("\n")
        places = [at for at, line in enumerate(lines) if line.startswith("- [ ]")]
        at = self.chance.choice(places)
        match self.chance.randrange(3):
            case 0:
                lines[at] += f" {word}"
            case 1:
                lines.insert(at + 1, f"    - {word}")
            case _:
                lines.append(f"below {word}")
        self.save_due(machine, "\n".join(lines))

    def tick(self, machine: int) -> None:
        """Somebody ticks a line that is open and has no words yet."""
        lines = self.due(machine).split("\n")
        places = [at for at, line in enumerate(lines) if line.startswith("- [ ]") and line.endswith(("]]", ")"))]
        if not places:
            return
        at = self.chance.choice(places)
        section = next((line for line in reversed(lines[:at]) if line.startswith("## ")), "")
        box = self.chance.choice("xxxx>-")
        words = ""
        if (
            box == "x"
            and section in ("## Today", "## Reach out", "## Leaf through", "## Thank")
            and self.chance.random() < 0.8
        ):
            words = self.word()
            self.ticked.append(words)
            words = f" {words}"
        lines[at] = lines[at].replace("- [ ]", f"- [{box}]", 1) + words
        self.save_due(machine, "\n".join(lines))

    def build(self, machine: int) -> None:
        """The machine builds; the same content gives the same bytes."""
        root = self.roots[machine]
        before = read(root)
        build(root, Config(leaf_per_day=2), self.day)
        after = read(root)
        self.touched[machine] |= {path for path in after if path != DUE and after[path] != before.get(path)}
        if lost := before.keys() - after.keys():
            self.faults.append(f"files are gone: {lost}")

    def pass_day(self, machine: int) -> None:
        """A night."""
        del machine
        self.day += timedelta(self.chance.choice([1, 1, 1, 3]))

    def sync(self, machine: int) -> None:
        """Both come to have the same files."""
        del machine
        self.carry_over(1)

    def sync_some(self, machine: int) -> None:
        """The sync is cut short: some files have come over, others not yet."""
        del machine
        self.carry_over(0.5)

    def carry_over(self, share: float) -> None:
        one, other = (read(root) for root in self.roots)
        for path in sorted(one.keys() | other.keys() | self.base.keys()):
            mine, theirs, base = one.get(path), other.get(path), self.base.get(path)
            if mine != theirs and self.chance.random() >= share:
                continue
            both_touched = path in self.touched[0] and path in self.touched[1]
            if mine == theirs:
                pass
            elif theirs == base:
                other[path] = mine  # type: ignore[assignment]
            elif mine == base:
                one[path] = theirs  # type: ignore[assignment]
            else:
                if path != DUE and not both_touched:
                    self.faults.append(f"a conflict nobody made: {path}")
                self.count += 1
                stem = path.removesuffix(".md")
                copy = f"{stem}.sync-conflict-{self.day:%Y%m%d}-{self.count:06}-ABCDEFG.md"
                one[copy] = other[copy] = theirs  # type: ignore[assignment]
                other[path] = mine  # type: ignore[assignment]
                self.base[copy] = theirs  # type: ignore[assignment]
            self.base[path] = one[path]
            for touched in self.touched:
                touched.discard(path)
        write(self.roots[0], one)
        write(self.roots[1], other)

    def due(self, machine: int) -> str:
        return read(self.roots[machine]).get(DUE, b"").decode()

    def save_due(self, machine: int, text: str) -> None:
        write(self.roots[machine], {DUE: text.encode()})

    def at_last(self) -> list[str]:
        """What is wrong in the end."""
        one, other = (read(root) for root in self.roots)
        if one != other:
            return ["the two are not the same"]
        people = {path: text.decode() for path, text in one.items() if path.startswith("People/")}
        everything = "\n".join(text.decode() for text in one.values())
        found = []
        for word in self.ticked:
            lines = {path: sum(word in line for line in text.splitlines()) for path, text in people.items()}
            if not any(lines.values()) or max(lines.values()) > 1:
                found.append(f"the tick {word} was recorded {lines}")
        found += [f"lost: {word}" for word in self.typed if word not in everything]
        for path, text in people.items():
            entries = re.findall(r"^[-*] 20.*(?:\n[ \t]+\S.*)*", text.replace("\r", ""), re.MULTILINE)
            if len({*entries}) < len(entries) and not original_of(os.path.basename(path)):
                found.append(f"doubled in {path}: {entries}")
        return found


def wrong(folder: str, seed: int, steps: int = 22) -> str:
    """What is wrong after one history, told by its seed."""
    history = History(folder, seed)
    found = history.run(steps)
    return f"history {seed}: {found}; {history.story}" if found else ""
