"""What others need for the same vault: `python benchmarks/peers.py [--notes 1000]`, those of them that are here.

Rule: each is a whole process that reads every note anew, in turns with our build without a cache and our build after
it. That none of them says whom to let hear from you is not held against them; and the vault is without the notes whose
YAML is broken, for some of them end there.
"""

import argparse
import importlib.util
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import frontmatter
import yaml
from make_vault import TODAY, make_vault
from measure import Home, Sample, Wrong, measure
from run import ROOT, STALE, VAULTNET

LONG_AGO = TODAY - timedelta(60)
SHELL = f"""
grep -rlZ --include='*.md' -E '^type: *person' "$1" | xargs -0 awk '
    FNR == 1 {{ if (last && last < "{LONG_AGO}") print last, name; name = FILENAME; last = "" }}
    /^- [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}/ {{ if ($2 > last) last = $2 }}'
"""
TOOLS = "import pathlib, sys, obsidiantools.api as tools; tools.Vault(pathlib.Path(sys.argv[1])).connect()"


class Peer(NamedTuple):
    """A program that reads a vault."""

    name: str
    command: Sequence[str]  # to which the vault's path is added
    does: str


def peers() -> list[Peer]:
    """Those that are installed here."""
    found = [Peer("grep and awk", ("/bin/sh", "-c", SHELL, "sh"), "people whose last dated item is sixty days old")]
    if importlib.util.find_spec("obsidiantools"):
        found.append(Peer("obsidiantools", (sys.executable, "-c", TOOLS), "the graph of links"))
    if mddb := shutil.which("mddb"):
        found.append(Peer("mddb", (mddb,), "a database of notes, links and tasks"))
    return found


def mended_vault(vault: Path, notes: int) -> None:
    """A generated vault without what no YAML parser reads."""
    make_vault(vault, notes)
    for note in vault.rglob("*.md"):
        try:
            frontmatter.parse(note.read_text(encoding="utf-8-sig"))
        except (yaml.YAMLError, ValueError, TypeError):
            note.unlink()


def row(peer: Peer, vault: Path, home: Home, rounds: int) -> str:
    """One line of the table."""
    build = [*VAULTNET, "build", str(vault), "--today", TODAY.isoformat()]
    cold: list[Sample] = []
    warm: list[Sample] = []
    theirs: list[Sample] = []
    for _ in range(rounds):
        home.forget()
        cold.append(measure(build, ROOT, home))
        time.sleep(STALE)
        measure(build, ROOT, home)
        warm.append(measure(build, ROOT, home))
        theirs.append(measure([*peer.command, str(vault)], vault.parent, home))
    against = [
        statistics.median(other.cpu / own.cpu for other, own in zip(theirs, ours, strict=True)) for ours in (cold, warm)
    ]
    seconds = statistics.median(sample.cpu for sample in theirs)
    peak = max(sample.peak for sample in theirs) / 2**20
    cells = (peer.name, peer.does, f"{seconds:.2f}", *(f"{ratio:,.3g}" for ratio in against), f"{peak:.0f}")
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the table as Markdown."""
    parser = argparse.ArgumentParser(description="Measure what others need for a generated vault.")
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    print("| who | what it makes | CPU, s | × our cold build | × our warm build | peak, MiB |")
    print("|---|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory(prefix="vaultnet-bench-") as temporary:
        vault, home = Path(temporary, "vault"), Home(Path(temporary, "home"))
        mended_vault(vault, asked.notes)
        for peer in peers():
            try:
                print(row(peer, vault, home, asked.rounds), flush=True)
            except Wrong as wrong:
                print(f"| {peer.name} | failed: {str(wrong).splitlines()[-1]} | | | | |", flush=True)


if __name__ == "__main__":
    main()
