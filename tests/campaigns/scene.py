"""A vault in which one build carries out ticks of several kinds, and what must be true of it whatever happens meanwhile."""

import json
import os
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from difflib import unified_diff
from typing import NamedTuple

from vaultnet.cli import run
from vaultnet.vault.home import cache_folder, state_folder
from vaultnet.vault.leftovers import is_temporary

TODAY = date(2026, 11, 21)
DUE = "Due today.md"
COPY = "Due today.sync-conflict-20261121-101500-ABCDEFG.md"
WORDS = (  # of the user; each stands in one place
    "quince", "marmot", "juniper", "osprey", "walnut", "heron", "plover", "gentian", "lapwing", "sorrel", "yarrow", "teasel", "thrift",
)  # fmt: skip

NOTES: dict[str, bytes] = {
    "People/Anna.md": "\ufeff---\r\ntype: person\r\ncadence: monthly\r\n---\r\n## Contact\r\n* **2026-09-01** — coffee with quince  \r\n\r\nher dog is called marmot".encode(),
    "People/Bram.md": b"---\ntype: person\ncadence: weekly\n---\n- 2026-11-01 walk\n\t- juniper\n- 2026-10-01 tea",
    "People/Carla.md": b"---\r\ntype: person\r\ncadence: weekly\r\nsnooze: 2026-11-01 # osprey\r\n---\r\n- 2026-11-01 talk\r\n",
    "People/Daan.md": b"---\ntype: person\n---\r\n- 2026-11-20 call\r\n- [ ] send the walnut score \xf0\x9f\x93\x85 2026-11-20 ^score\n\ntext",
    "People/Emma.md": b"---\ntype: person\nbirthday: 1980-11-21\n---\n## Log\n| when | what |\n|---|---|\n| 2026-11-01 | heron |\n",
    "People/Gijs.md": b"---\ncadence: weekly\n---\n- 2026-10-01 lunch, plover\n",
    "People/Hanna.md": b"---\ncadence: weekly\n---\n- 2026-10-01 lunch",
    "People/Ines.md": b"1. 2026-11-10: received: a lift home\n2. 2026-11-11: talk about thrift\n",
    "Diary.md": b"nothing about anybody: gentian\n",
}
TICKS = (
    ("Reach out", "[[Anna]]", "- [x] [[Anna]] called about lapwing\n    - sorrel"),
    ("Reach out", "[[Bram]]", "- [x] [[Bram]]"),
    ("Reach out", "[[Carla]]", "- [>] [[Carla]] 2 weeks, yarrow"),
    ("Reach out", "[[Gijs]]", "- [ ] [[Gijs]] ask for teasel"),
    ("Today", "[[Emma]]", "- [x] [[Emma]]"),
    ("Thank", "[[Ines]]", "- [x] [[Ines]]"),
    ("Promised", "send the walnut score", "- [x] send the walnut score 📅 2026-11-20 ([[Daan]])"),
)
DAILY = {  # the same in a daily note
    "vaultnet.toml": b'embed_in = "daily"\n',
    "2026-11-21.md": b"# Saturday\r\nbriony  \r\n",
    "2026-11-20.md": b"- talked with nobody",
}
HANNA = ("Reach out", "[[Hanna]]", "- [-] [[Hanna]] away until buckthorn")


class Scene(NamedTuple):
    """Files by path, before and after a build without faults, and the states that a note may be in between."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    states: Mapping[str, frozenset[bytes]]
    words: tuple[str, ...]


@contextmanager
def aside() -> Iterator[str]:
    """A folder in memory, where files cost little; the environment may be changed meanwhile."""
    kept = dict(os.environ)
    memory = "/dev/shm"
    folder = tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
        os.environ.clear()
        os.environ.update(kept)


def settle_in(folder: str) -> str:
    """A home for cache and state in `folder`, and the place of the vault."""
    home = os.path.join(folder, "home")
    os.makedirs(home, exist_ok=True)
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = home if name == "HOME" else os.path.join(home, name[4:9].lower())
    os.environ.pop("VAULTNET_VAULT", None)
    return os.path.join(folder, "vault")


def clear(folder: str) -> str:
    """Empty `folder`, and settle in there."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return settle_in(folder)


def write(root: str, files: Mapping[str, bytes]) -> None:
    """Put files into the vault as they stand."""
    for path, data in files.items():
        place = os.path.join(root, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(data)


def read(root: str) -> dict[str, bytes]:
    """All files of the vault but temporaries."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            if not is_temporary(name):
                place = os.path.join(folder, name)
                with open(place, "rb") as file:
                    found[os.path.relpath(place, root)] = file.read()
    return found


def temporaries(root: str) -> list[str]:
    """The temporaries in the vault."""
    return [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names if is_temporary(name)]


def age(places: list[str]) -> None:
    """Let files be two hours old."""
    then = time.time() - 7200
    for place in places:
        os.utime(place, (then, then))


def build(root: str, *options: str) -> int:
    """One `vaultnet build`; its exit code."""
    return run(["--vault", root, "build", "--today", TODAY.isoformat(), *options])


def make(folder: str, kind: str = "plain") -> Scene:
    """The scene, made by building, ticking, and building again.

    `copied`: one more tick is in a conflict copy; `daily`: the ticks are in the daily note.
    """
    root = clear(folder)
    write(root, NOTES | (DAILY if kind == "daily" else {}))
    due = "2026-11-21.md" if kind == "daily" else DUE
    assert build(root) == 0
    with open(os.path.join(root, due), encoding="utf-8", newline="") as file:
        fresh = file.read().replace("\r\n", "\n")
    text = ticked(fresh, TICKS).replace("## Reach out\n", "## Reach out\nmy own line: buttercup\n")
    write(root, {due: text.replace("\n", "\r\n").encode() + b"\r\n## Mine\r\n\tcampion  "})
    if kind == "copied":
        write(root, {COPY: ticked(fresh, [HANNA]).encode()})
    before = read(root)
    assert build(root) == 0
    after = read(root)
    states: dict[str, set[bytes]] = {path: {before[path], after[path]} for path in after}
    edits = os.path.join(state_folder(root), "edits")
    for name in os.listdir(edits):
        with open(os.path.join(edits, name), encoding="utf-8") as file:
            edit = json.load(file)
        states[edit["path"]] |= {edit["before"].encode(), edit["after"].encode()}
    assert len(os.listdir(edits)) >= len(TICKS) - 1
    further = {"copied": ("buckthorn",), "daily": ("briony",)}
    words = (*WORDS, "buttercup", "campion", *further.get(kind, ()))
    allowed = {path: frozenset(found) for path, found in states.items() if path != due}
    scene = Scene(before, after, allowed, words)
    assert not wrong_between(scene, root)
    return scene


def ticked(text: str, ticks: "list[tuple[str, str, str]] | tuple[tuple[str, str, str], ...]") -> str:
    """The due note with lines of sections replaced."""
    for section, about, line in ticks:
        pattern = rf"(## {section}\n(?:(?!## ).*\n)*?)- \[ \] {re.escape(about)}.*\n"
        text, count = re.subn(pattern, lambda found, line=line: f"{found[1]}{line}\n", text, count=1)
        assert count == 1, (section, about, text)
    return text


def wrong_between(scene: Scene, root: str) -> str:
    """What is wrong with the vault after a run that was cut short."""
    found = read(root)
    if found.keys() - scene.after.keys() or scene.before.keys() - found.keys():
        return f"files: {sorted(found.keys() ^ scene.before.keys())}"
    for path, states in scene.states.items():
        if found[path] not in states and not _on_the_way(scene.before[path], found[path], scene.after[path]):
            return f"{path} is neither as before nor as after: {found[path]!r}"
    everything = b"\n".join(found.values()).decode()
    if missing := [word for word in scene.words if word not in everything]:
        return f"lost: {missing}"
    return ""


def _on_the_way(before: bytes, found: bytes, after: bytes) -> bool:
    """Whether some of the new lines are there, in any order, and all of the old ones, in theirs."""
    new = found.splitlines(keepends=True)
    rest = iter(new)
    return all(line in rest for line in before.splitlines(keepends=True)) and Counter(new) <= Counter(
        after.splitlines(keepends=True)
    )


def _same_lines(one: bytes, other: bytes) -> bool:
    """A tick that was carried out later than the next one comes to stand behind it."""
    return sorted(one.splitlines(keepends=True)) == sorted(other.splitlines(keepends=True))


def _difference(expected: bytes, found: bytes) -> str:
    sides = [text.decode("utf-8", "backslashreplace").splitlines() for text in (expected, found)]
    return "\n".join(unified_diff(*sides, lineterm="", n=0))


def wrong_at_last(scene: Scene, root: str, *, may_be_kept: bool = False) -> str:
    """What is wrong with the vault after a run without faults; `may_be_kept`: words may have moved below the block."""
    if lost := wrong_between(scene, root):
        return lost
    found = read(root)
    if found.keys() != scene.after.keys():
        return f"files: {sorted(found.keys() ^ scene.after.keys())}"
    for path, text in found.items():
        if may_be_kept and path not in scene.states:
            continue
        if text != scene.after[path] and not _same_lines(text, scene.after[path]):
            return f"{path} is not as after a run without faults: {_difference(scene.after[path], text)}"
    known = {"edits", "edit.lock", "taken", "left over", "replaced", "written", "left", "people", "manifest", "facts"}
    kept = {*os.listdir(state_folder(root)), *os.listdir(cache_folder(root))}
    kept = {name.removesuffix(".new") for name in kept}  # one that was cut short is written over by the next
    return f"debris: {sorted(kept - known)}" if kept - known else ""
