"""The one-shot commands against their limits: `python benchmarks/run.py [--notes 1000 10000] [--smoke]`.

Rule: every figure is a ratio of whole processes that ran side by side in this run, in turns; the table gives medians.
A program that fails, or whose due note depends on its cache, has no speed: exit 1.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import limits
from make_vault import TODAY, make_vault
from measure import Home, Sample, Wrong, measure

BENCHMARKS = Path(__file__).resolve().parent
ROOT = BENCHMARKS.parent
VAULTNET = (sys.executable, "-m", "vaultnet")
DUE_NOTE = "Due today.md"
GOALS_AT = 10_000  # notes
SMOKE = 300  # notes
REFERENCE_UP_TO = 10_000  # notes: beyond, the full parsers take minutes a round
REFERENCE_EVERY = 3  # rounds: they take half a minute at 10,000
STALE = 2.1  # seconds after which a note that changed is no longer read again for fear of a second change
FEW, MANY, MOST_GROWTH = 10_000, 50_000, 5.5  # notes, notes, at most so many times the cost
GROWING = (("cold build", "cpu"), ("warm build", "wall"), ("cold build", "peak"), ("warm build", "peak"))
HEAVY = {"yaml", "frontmatter", "markdown_it", "watchdog", "babel", "snowballstemmer", "rich", "msgspec", "logging"}

Round = dict[str, Sample]


class Goal(NamedTuple):
    """What one median ratio should be at most."""

    ours: str
    limit: str
    cost: str  # `wall` or `cpu`
    goal: float | None
    moonshot: float | None


GOALS = (
    Goal("cold build", "REF", "cpu", 1 / 12, 1 / 30),
    Goal("cold build", "READ", "cpu", None, 4.5),
    Goal("warm build", "STAT", "wall", 1.3, 1.0),
    Goal("one note changed", "warm build", "wall", 2.0, 1.4),
)
START_GOALS = (Goal("--help", "CLICK", "wall", 1.3, None), Goal("--version", "CLICK", "wall", 1.3, None))


class Measured(NamedTuple):
    """All that was measured, in rounds."""

    sizes: dict[int, list[Round]]
    start: list[Round]
    heavy: list[str]


class Bench(NamedTuple):
    """A program, the vault that it builds, and its home."""

    program: Sequence[str]
    vault: Path
    home: Home

    def build(self) -> tuple[Sample, bytes]:
        """One build with whatever cache there is: its cost, and the due note."""
        command = [*self.program, "build", str(self.vault), "--today", TODAY.isoformat()]
        sample = measure(command, ROOT, self.home)
        try:
            return sample, (self.vault / DUE_NOTE).read_bytes()
        except FileNotFoundError:
            raise Wrong(f"{' '.join(command)} wrote no due note") from None

    def cold_build(self) -> tuple[Sample, bytes]:
        """The first build ever: no cache, no state, no due note."""
        self.home.forget()
        (self.vault / DUE_NOTE).unlink(missing_ok=True)
        return self.build()

    def limit(self, name: str) -> Sample:
        """One run of a limit on the same vault."""
        return measure(limits.commands(str(self.vault))[name], BENCHMARKS, self.home)

    @contextmanager
    def one_note_changed(self, number: int) -> Iterator[None]:
        """Somebody's note with one contact more; afterwards as it was."""
        people = sorted((self.vault / "People").glob("*.md"))
        note = people[number % len(people)]
        content, status = note.read_bytes(), note.stat()
        note.write_bytes(content + f"\n- 2026-11-20 round {number}\n".encode())
        try:
            yield
        finally:
            note.write_bytes(content)
            os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))


def one_round(bench: Bench, number: int, *, reference: bool) -> Round:
    """Every limit once, and ours right after it; raises `Wrong` when the due note depends on the cache."""
    costs = {"READ": bench.limit("READ")}
    costs["cold build"], fresh = bench.cold_build()
    if reference:
        costs["REF"] = bench.limit("REF")
    time.sleep(STALE)
    bench.build()
    costs["STAT"] = bench.limit("STAT")
    costs["warm build"], cached = bench.build()
    _same(fresh, cached, "after a warm build")
    with bench.one_note_changed(number):
        costs["one note changed"], updated = bench.build()
        if number == 0:
            _same(bench.cold_build()[1], updated, "after one note changed")
    return costs


def start_round(bench: Bench) -> Round:
    """The start-up alone: limits and ours in turns."""
    costs = {}
    for option in ("--help", "--version"):
        costs["PASS"] = bench.limit("PASS")
        costs["CLICK"] = bench.limit("CLICK")
        costs[option] = measure([*bench.program, option], ROOT, bench.home)
    return costs


def _same(fresh: bytes, other: bytes, when: str) -> None:
    if fresh != other:
        raise Wrong(f"the due note {when} is not that of a build without cache")


def heavy_imports(bench: Bench) -> list[str]:
    """The heavy libraries that `--help` imports."""
    command = [bench.program[0], "-X", "importtime", *bench.program[1:], "--help"]
    traced = subprocess.run(command, cwd=ROOT, env=bench.home.environment(), capture_output=True, check=True, text=True)
    return sorted(HEAVY & {line.rpartition("|")[2].strip() for line in traced.stderr.splitlines()})


def figure(sample: Sample, which: str) -> float:
    """One of a sample's three figures."""
    return float(getattr(sample, which))


def ratio(rounds: Sequence[Round], goal: Goal) -> float | None:
    """The median of the rounds' own ratios; None where the limit was not run."""
    ratios = [
        figure(costs[goal.ours], goal.cost) / figure(costs[goal.limit], goal.cost)
        for costs in rounds
        if goal.limit in costs
    ]
    return statistics.median(ratios) if ratios else None


def times(value: float) -> str:
    """A ratio as people read it: `1.25`, `1/34`."""
    return f"{value:.2f}" if value >= 0.2 else f"1/{1 / value:.0f}"


def verdict(value: float, goal: Goal) -> str:
    """Which of the two is met."""
    if goal.moonshot is not None and value <= goal.moonshot:
        return "moonshot"
    if goal.goal is None:
        return "not the moonshot"
    return "yes" if value <= goal.goal else "**no**"


def ratio_rows(sizes: dict[int, list[Round]], start: Sequence[Round]) -> Iterator[str]:
    """The first table: ratios, goals, and whether they are met where they are set."""
    yield "| notes | what | ratio | goal | moonshot | met |"
    yield "|--:|---|--:|--:|--:|---|"
    measured = [(notes, rounds, goal) for notes, rounds in sizes.items() for goal in GOALS]
    for notes, rounds, goal in [*measured, *((None, start, goal) for goal in START_GOALS)]:
        value = ratio(rounds, goal)
        if value is None:
            continue
        cells = [f"{notes:,}" if notes else "", f"{goal.ours} / {goal.limit}, {goal.cost}", times(value)]
        bounds = [f"≤ {times(bound)}" if bound else "" for bound in (goal.goal, goal.moonshot)]
        cells += [*bounds, verdict(value, goal)] if notes in (None, GOALS_AT) else ["", "", ""]
        yield f"| {' | '.join(cells)} |"
    if FEW in sizes and MANY in sizes:
        for name, which in GROWING:
            value = median(sizes[MANY], name, which) / median(sizes[FEW], name, which)
            met = "yes" if value <= MOST_GROWTH else "**no**"
            yield f"| {MANY:,} | {name}, {which}, against {FEW:,} notes | {value:.2f} | ≤ {MOST_GROWTH} | | {met} |"


def median(rounds: Sequence[Round], name: str, cost: str) -> float:
    """The median cost of one process."""
    return statistics.median(figure(costs[name], cost) for costs in rounds if name in costs)


def cost_rows(sizes: dict[int, list[Round]], start: Sequence[Round]) -> Iterator[str]:
    """The second table: what each process cost here."""
    yield "| notes | process | wall, ms | CPU, ms | peak, MiB |"
    yield "|--:|---|--:|--:|--:|"
    for notes, rounds in [(None, start), *sizes.items()]:
        for name in sorted({name for costs in rounds for name in costs}):
            wall, cpu, peak = (median(rounds, name, which) for which in Sample._fields)
            size = f"{notes:,}" if notes else ""
            yield f"| {size} | {name} | {wall * 1000:.0f} | {cpu * 1000:.0f} | {peak / 2**20:.1f} |"


def run(bench_at: Callable[[int], Bench], sizes: Sequence[int], count: int) -> Measured:
    """Measure on vaults of these sizes; the first round of each warms up and is thrown away."""
    measured: dict[int, list[Round]] = {}
    for notes in sizes:
        bench = bench_at(notes)
        one_round(bench, 0, reference=False)
        measured[notes] = []
        for number in range(1, count + 1):
            print(f"{notes:,} notes: round {number} of {count}", file=sys.stderr)
            reference = notes <= REFERENCE_UP_TO and number % REFERENCE_EVERY == 1
            measured[notes].append(one_round(bench, number, reference=reference))
    start_round(bench)
    return Measured(measured, [start_round(bench) for _ in range(count)], heavy_imports(bench))


def main(arguments: Sequence[str] | None = None, program: Sequence[str] = VAULTNET) -> None:
    """Measure, and print both tables as Markdown."""
    parser = argparse.ArgumentParser(description="Measure vaultnet's one-shot commands against their limits.")
    parser.add_argument("--notes", type=int, nargs="+", default=[1000, GOALS_AT], help="sizes of the generated vaults")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE} notes, 2 rounds: does it work at all?")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the vaults there, and use those that are there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample to a file")
    asked = parser.parse_args(arguments)
    sizes, count = ([SMOKE], 2) if asked.smoke else (asked.notes, asked.rounds)
    with tempfile.TemporaryDirectory(prefix="vaultnet-bench-") as temporary:
        vaults = asked.keep.resolve() if asked.keep else Path(temporary)

        def bench_at(notes: int) -> Bench:
            vault = vaults / f"vault-{notes}"
            if not vault.exists():
                make_vault(vault, notes)
            return Bench(program, vault, Home(Path(temporary, "home")))

        try:
            measured, start, heavy = run(bench_at, sizes, count)
        except Wrong as wrong:
            raise SystemExit(str(wrong)) from None
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}, load {os.getloadavg()[0]:.1f}; {count} rounds.\n")
    print("\n".join(ratio_rows(measured, start)))
    print(f"\nHeavy modules that `--help` imports: {', '.join(heavy) or 'none'}.\n")
    print("\n".join(cost_rows(measured, start)))
    if asked.json:
        samples = {str(notes): [_plain(costs) for costs in rounds] for notes, rounds in measured.items()}
        said = {"machine": machine, "seconds_and_bytes": samples, "start": [_plain(costs) for costs in start]}
        asked.json.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def _plain(costs: Round) -> dict[str, dict[str, float]]:
    return {name: sample._asdict() for name, sample in costs.items()}


if __name__ == "__main__":
    main()
