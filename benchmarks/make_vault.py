"""A generated vault to measure on: `python benchmarks/make_vault.py DIR N [--seed 7]`.

Rule: the same arguments give the same tree to the byte, times of modification included; it prints the tree's SHA-256.
10 % of the notes are people, 30 % days, 60 % anything else; some have CRLF, a BOM, broken YAML or no final newline.
"""

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import other_notes
import person_note
import prose
from prose import Chance, Somebody, World

TODAY = date(2026, 11, 21)  # the day on which the vault is to be built
EPOCH = 1_704_067_200  # 1 January 2024: modified long ago on any clock, and each file a minute after the one before
PEOPLE_FOLDERS = ("People", "People", "People", "People", "People/Friends", "People/Clients", "Network", "Clients/Old")
SETTINGS = {
    ".obsidian/app.json": b"{}\n",
    ".obsidian/core-plugins.json": b'{"daily-notes": true, "templates": true}\n',
    ".obsidian/daily-notes.json": b'{"folder": "Daily", "format": "YYYY/YYYY-MM-DD"}\n',
    ".obsidian/templates.json": b'{"folder": "Templates"}\n',
    "Templates/Person.md": b"---\ntype: person\ncadence: monthly\n---\n\n# {{title}}\n\n## Contact\n- {{date}} met\n",
}


class Vault(NamedTuple):
    """What was made."""

    sha256: str
    files: int
    sizes: tuple[int, ...]  # of the notes, in bytes, ascending


def make_vault(root: Path, count: int, seed: int = 7) -> Vault:
    """Write a vault of `count` notes, at least 10, into `root`, which must be absent or empty."""
    if count < 10:
        raise SystemExit(f"{count} notes are no vault: ask for at least 10")
    root.mkdir(parents=True, exist_ok=True)
    if any(root.iterdir()):
        raise SystemExit(f"{root} is not empty: a generated vault gets a folder of its own")
    made: set[str] = {""}
    digests = []
    sizes = []
    for number, (path, content) in enumerate(files(count, seed)):
        folder = path.rpartition("/")[0]
        if folder not in made:
            (root / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        modified = EPOCH + number * 60
        target = f"{root}/{path}"
        with open(target, "xb") as note:
            note.write(content)
        os.utime(target, (modified, modified))
        digests.append(f"{path}\0{modified}\0{hashlib.sha256(content).hexdigest()}\n")
        if path.endswith(".md"):
            sizes.append(len(content))
    for made_folder in made:
        for level in (made_folder, *map(str, PurePosixPath(made_folder).parents)):
            os.utime(root / level, (EPOCH, EPOCH))
    tree = hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()
    return Vault(tree, len(digests), tuple(sorted(sizes)))


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The files of a vault with `count` notes: vault-relative path, content."""
    chance = Chance(seed)
    people = _people(chance, count // 10)
    days = count * 3 // 10
    titles = [f"{chance.one(prose.TOPICS).capitalize()} {number}" for number in range(count - len(people) - days)]
    world = World(chance, TODAY, people, titles)
    yield from SETTINGS.items()  # its template is one of the notes
    for somebody in people:
        yield somebody.path, _encoded(chance, person_note.person(world, somebody))
    for back in range(1, days + 1):
        day = TODAY - timedelta(back)
        yield f"Daily/{day:%Y}/{day}.md", _encoded(chance, other_notes.daily(world, day))
    for number, title in enumerate(titles[1:]):
        folder = f"Notes/{prose.TOPICS[number // 40 % len(prose.TOPICS)]}/{number // 40}"
        yield f"{folder}/{title}.md", _encoded(chance, other_notes.other(world, title))
        if number % 12 == 0:
            yield f"Attachments/{number // 1200}/{title}.png", b"\x89PNG\r\n\x1a\n" + bytes(chance.between(200, 2000))


def _people(chance: Chance, count: int) -> list[Somebody]:
    """So many people, no two of the same name or alias."""
    taken: set[str] = set()
    people: list[Somebody] = []
    while len(people) < count:
        first, last = chance.one(prose.FIRST_NAMES), chance.one(prose.LAST_NAMES)
        name = f"{first} {last}"
        if name in taken:
            name = f"{first} {chance.one('ABCDEFGHJKLMNPRSTVW')}. {last}"
        alias = f"{first} {last[0].upper()}" if chance.often(0.2) else ""
        if name in taken or alias in taken - {""}:
            continue
        taken.update((name, alias))
        people.append(Somebody(name, chance.one(PEOPLE_FOLDERS), alias, dutch=chance.often(0.12)))
    return people


def _encoded(chance: Chance, text: str) -> bytes:
    """The bytes of a note: mostly plain, else with what editors and syncing leave behind."""
    if chance.often(0.003):
        text = other_notes.broken_yaml(chance, text)
    if chance.often(0.05):
        text = text.removesuffix("\n")
    if chance.often(0.02):
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if chance.often(0.01) else "utf-8")


def main() -> None:
    """Make the vault that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a generated vault: the same arguments give the same bytes.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("notes", type=int)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    vault = make_vault(asked.folder, asked.notes, asked.seed)
    print(vault.sha256)
    sizes = vault.sizes
    quantiles = [f"{share:.0%} ≤ {sizes[int(share * (len(sizes) - 1))]:,}" for share in (0.5, 0.9, 0.99, 1.0)]
    said = (
        f"{len(sizes):,} notes, {vault.files:,} files, {sum(sizes) / 1e6:.1f} MB; bytes a note: {', '.join(quantiles)}"
    )
    print(said, file=sys.stderr)


if __name__ == "__main__":
    main()
