"""A month with vaultnet: somebody with a vault, who reads the due note of each day, ticks, and writes about the people.

What really happened is kept here, apart from what vaultnet makes of the notes, so that every page can be held to it.
`PYTHONPATH=tests python -m campaigns.month` prints the pages, of each day only what was not there the day before.
"""

import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from vaultnet.build import build
from vaultnet.due.form import TITLES
from vaultnet.model.config import Config
from vaultnet.model.span import Span

DUE = "Due today.md"
DAYS = 31
CONTACT = ("today", "reach_out", "leaf_through")
LATER = Span(1, "W")  # `[>]` without a word
NOT_THIS_TIME = Span(4, "W")  # `[-]` of somebody without a cadence

_LINK = re.compile(r"\[\[([^\]|#]{1,200})")
_SECTIONS = {title: section for titles in TITLES.values() for section, title in titles.items()}


class Friend:
    """Somebody in the vault, and what truly was between them and its owner."""

    def __init__(self, name: str, every: Span | None = None, folder: str = "People", **card: str) -> None:
        self.name, self.every, self.path = name, every, f"{folder}/{name}.md"
        self.card = card
        self.lines: list[str] = []
        self.contacts: set[date] = set()
        self.rests: list[tuple[date, date]] = []  # from which day on, until which day not to be proposed
        self.plans: list[tuple[date, date]] = []  # on which day written, for which day
        self.gone = date.max  # after which day nothing is proposed any more
        self.owed: dict[str, tuple[date, date]] = {}  # received: on which day, and when it was closed
        self.let_go: list[date] = []
        self.born: tuple[int, int] | None = None  # month and day

    def spoke(self, day: date, text: str) -> None:
        """They were in touch."""
        self.lines.append(f"- {day} {text}")
        self.contacts.add(day)

    def received(self, day: date, text: str) -> None:
        """The owner of the vault received something from them."""
        self.spoke(day, f"received: {text}")
        self.owed[text] = (day, date.max)

    def last(self, morning: date) -> date | None:
        """The last contact as it is known on this morning; None: never."""
        met = [day for day in self.contacts if day < morning]
        met += [day for written, day in self.plans if written < morning and day <= morning]
        return max(met, default=None)

    def is_due(self, morning: date) -> bool:
        """Whether it is their turn: the cadence is over, and nothing postpones it."""
        last = self.last(morning)
        if self.every is None or last is None or morning > self.gone or self.rests_on(morning):
            return False
        return self.every.after(last) <= morning

    def rests_on(self, morning: date) -> bool:
        """Whether they were snoozed, or a day with them is planned."""
        snoozed = [until for since, until in self.rests if since < morning][-1:]
        return any(morning < until for until in snoozed) or any(written < morning < day for written, day in self.plans)

    def note(self) -> str:
        """Their note as it is in the beginning."""
        card = "".join(f"{key}: {value}\n" for key, value in self.card.items())
        return f"---\ntype: person\n{card}---\n\n" + "\n".join(["## Contact", "", *sorted(self.lines)]) + "\n"


class Item(NamedTuple):
    """One line to tick, with what stands under it."""

    section: str
    at: int  # its place among the lines
    about: str
    names: tuple[str, ...]
    said: tuple[str, ...]


class Page:
    """The due note of one day, as its reader sees it."""

    def __init__(self, day: date, text: str) -> None:
        self.day, self.text = day, text
        self.lines = text.split("\n")

    def sections(self) -> dict[str, list[str]]:
        """The lines of each section."""
        found: dict[str, list[str]] = {}
        section = ""
        for line in self.text.split("\n"):
            section = _SECTIONS.get(line.removeprefix("## "), "") if line.startswith("## ") else section
            found.setdefault(section, []).append(line)
        return found

    def items(self, *sections: str) -> list[Item]:
        """The lines that can be ticked, of these sections or of all."""
        found, section = [], ""
        for at, line in enumerate(self.lines):
            if line.startswith("## "):
                section = _SECTIONS.get(line.removeprefix("## "), "")
            elif line.startswith("- [ ] ") and (section in sections or not sections):
                said = []
                for under in self.lines[at + 1 :]:
                    if not under.startswith("    > "):
                        break
                    said.append(under.removeprefix("    > "))
                found.append(Item(section, at, line[6:], tuple(_LINK.findall(line)), tuple(said)))
        return found

    def names(self, *sections: str) -> set[str]:
        """Who stands in these sections."""
        return {name for item in self.items(*sections) for name in item.names}

    def waiting(self) -> set[str]:
        """Who is in the folded list."""
        return {_LINK.findall(line)[0] for line in self.sections().get("reach_out", []) if line.startswith("> - [[")}

    def said_of(self, name: str, *sections: str) -> str:
        """All that these sections say under a name."""
        return "\n".join(line for item in self.items(*sections) if name in item.names for line in item.said)


class Deck:
    """Words that are dealt once each: every pair of a beginning and a matter."""

    def __init__(self, chance: random.Random, beginnings: Sequence[str], matters: Sequence[str]) -> None:
        pairs = [f"{one} {other}" for one, other in product(beginnings, matters)]
        chance.shuffle(pairs)
        self._words = iter(pairs)

    def deal(self) -> str:
        """The next words; no two are alike."""
        return next(self._words)


class Persona:
    """Somebody with a vault. A kind of persona says whom they know, what they do with a page, and how they live."""

    name = ""
    first = date(2026, 11, 23)
    config = Config(settle=0.0)

    def __init__(self, root: str, seed: int = 7) -> None:
        self.root, self.chance = root, random.Random(seed)
        self.day = self.first
        self.people: dict[str, Friend] = {}
        self.words: list[str] = []  # all that they ever typed into a due note
        self.ticked: list[tuple[str, date, str]] = []  # who, when, with which words
        self.secrets: list[str] = []  # words of what they gave
        self.pages: list[Page] = []
        self.steady: list[bool] = []  # of each day: whether a second build changed nothing

    def wakes(self) -> bool:
        """Whether vaultnet runs today."""
        return True

    def begin(self) -> None:
        """Know the people, and write the notes."""

    def read(self, page: Page) -> None:
        """Tick and type."""

    def live(self) -> None:
        """Let the day bring what it brings."""

    def month(self) -> "Persona":
        """Live through it."""
        self.begin()
        for friend in self.people.values():
            self.save(friend.path, friend.note())
        for number in range(DAYS):
            self.day = self.first + timedelta(number)
            page = self._page() if self.wakes() else None
            self.live()
            if page:
                self.read(page)
                self.save(DUE, "\n".join(page.lines))
        self.day += timedelta(1)
        build(self.root, self.config, self.day)
        return self

    def _page(self) -> Page:
        build(self.root, self.config, self.day)
        again = build(self.root, self.config, self.day, check=True)
        self.steady.append(not again.written)
        self.pages.append(Page(self.day, self.text(DUE)))
        return Page(self.day, self.text(DUE))  # to be written on

    # what the hand does

    def know(self, friend: Friend) -> Friend:
        """One more person; during the month their note is written at once."""
        self.people[friend.name] = friend
        if self.pages:
            self.save(friend.path, friend.note())
        return friend

    def text(self, path: str) -> str:
        """What a note says."""
        with open(os.path.join(self.root, path), encoding="utf-8") as file:
            return file.read()

    def save(self, path: str, text: str) -> None:
        """Write a note."""
        place = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)

    def set(self, friend: Friend, key: str, value: str) -> None:
        """Give a person one more property."""
        self.save(friend.path, self.text(friend.path).replace("type: person\n", f"type: person\n{key}: {value}\n", 1))

    def log(self, friend: Friend, text: str, *, contact: bool = True, dated: bool = True) -> None:
        """Add a line to somebody's note."""
        self.save(friend.path, self.text(friend.path) + (f"- {self.day} {text}\n" if dated else f"- {text}\n"))
        if contact:
            friend.contacts.add(self.day)

    def diary(self, text: str, *met: Friend) -> None:
        """Add a line to the daily note, which links those who were met."""
        path = f"Daily/{self.day}.md"
        before = self.text(path) if os.path.exists(os.path.join(self.root, path)) else f"# {self.day}\n\n"
        self.save(path, f"{before}- {text}\n")
        for friend in met:
            friend.contacts.add(self.day)

    def plan(self, friend: Friend, day: date, text: str) -> None:
        """Write down what is going to be."""
        self.save(friend.path, f"{self.text(friend.path)}- {day} {text}\n")
        friend.plans.append((self.day, day))

    def tries(self, friend: Friend, text: str) -> None:
        """Reach out without an answer: it is no contact, and rests for a week."""
        self.log(friend, text, contact=False)
        friend.rests.append((self.day, LATER.after(self.day)))

    def loses(self, friend: Friend) -> None:
        """Somebody dies."""
        self.set(friend, "died", str(self.day))
        friend.gone = self.day

    def gave(self, friend: Friend, text: str) -> None:
        """Give something: it counts as contact, and is forgotten."""
        self.secrets.append(text)
        self.log(friend, f"gave: {text}")

    def was_given(self, friend: Friend, text: str) -> None:
        """Receive something."""
        self.log(friend, f"received: {text}")
        friend.owed[text] = (self.day, date.max)

    def tick(self, page: Page, item: Item, words: str = "", box: str = "x") -> None:
        """Put a sign into a box, and words behind it."""
        page.lines[item.at] = f"- [{box}] {item.about}" + f" {words}" * bool(words)
        if words:
            self.words.append(words)
        for name in item.names:
            self._ticked(self.people[name], page.day, item, words, box)

    def _ticked(self, friend: Friend, day: date, item: Item, words: str, box: str) -> None:
        if box == "x":
            if item.section != "promised":
                friend.contacts.add(day)
                self.ticked.append((friend.name, day, words))
            elif "📅" in item.about and item.about.partition(" 📅")[0] in self.text(friend.path):  # done on a day
                friend.contacts.add(day)
            if item.section == "thank":
                self._close(friend, day)
        elif item.section in CONTACT:
            until = LATER.after(day) if box == ">" else (friend.every or NOT_THIS_TIME).after(day)
            friend.rests.append((day, until))
            if box == "-":
                friend.let_go.append(day)
        elif item.section == "thank" and box == "-":
            self._close(friend, day)

    def _close(self, friend: Friend, day: date) -> None:
        friend.owed = {text: (since, min(until, day)) for text, (since, until) in friend.owed.items()}

    def type(self, page: Page, item: Item, words: str) -> None:
        """Type behind an open line."""
        page.lines[item.at] += f" {words}"
        self.words.append(words)

    # what one can ask of the month afterwards

    def notes(self) -> dict[str, str]:
        """All notes of the vault, by their paths."""
        places = [os.path.join(folder, name) for folder, _, names in os.walk(self.root) for name in names]
        return {path: self.text(path) for path in (os.path.relpath(place, self.root) for place in places)}


def told(persona: Persona) -> Iterator[str]:
    """The pages, of each day only what was not there the day before."""
    before: set[str] = set()
    for page in persona.pages:
        block = page.text.partition("%% vaultnet:begin %%\n")[2]
        lines = [line for line in block.split("\n") if line.strip()]
        yield f"\n{'=' * 12} {page.day}, {len(lines)} lines"
        for line in lines:
            if line.startswith(("# ", "## ")) or line not in before:
                yield line
            elif line.startswith("- "):
                yield f"= {line}"
        before = set(lines)


if __name__ == "__main__":
    import tempfile

    from campaigns.personas import PERSONAS
    from campaigns.scene import settle_in

    with tempfile.TemporaryDirectory() as home:
        for kind in PERSONAS:
            if kind.name in (sys.argv[1:] or kind.name):
                print(*told(kind(os.path.join(settle_in(home), kind.name)).month()), sep="\n")
