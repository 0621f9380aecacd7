"""The watcher in chaos: after every quiet point the due note is what a fresh build would write.

`pytest -m campaign tests/test_soak.py` runs the long form: ten minutes of chaos, and steady load on 20,000 notes.
"""

import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from campaigns import soak
from campaigns.soak import HURRY, NAIVE, VAULTNET, Behind, Vault, watched

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the campaign is of Linux")
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
LONG = pytest.mark.campaign


@pytest.fixture
def somewhere(tmp_path: Path) -> tuple[Path, Path]:
    """Where the vault is, and a folder beside it."""
    (tmp_path / "aside").mkdir()
    return tmp_path / "vault", tmp_path / "aside"


@pytest.mark.parametrize("rounds", [20, pytest.param(100, marks=pytest.mark.thorough)])
def test_whatever_happens_the_due_note_is_soon_what_a_fresh_build_would_write(somewhere, tmp_path, rounds):
    chance = random.Random(7)
    vault = Vault(*somewhere, chance)
    with watched(vault, HURRY + VAULTNET, 30, tmp_path / "said") as watch:
        watch.rounds(soak.some(chance, rounds))
        watch.overflow()


@pytest.mark.parametrize("happens", [Vault.root_swapped, Vault.root_deleted])
def test_the_campaign_catches_a_naive_watcher(somewhere, tmp_path, happens):
    vault = Vault(*somewhere, random.Random(7), notes=8)
    with watched(vault, NAIVE, 2, tmp_path / "said") as watch:
        watch.round(Vault.new)
        happens(vault)
        with pytest.raises(Behind):
            watch.rounds([Vault.new] * 50)  # what it heard before may occupy it for a while


@pytest.mark.parametrize("minutes", [pytest.param(10, marks=LONG)])
def test_a_long_time_of_chaos_leaves_it_well(somewhere, tmp_path, minutes):
    chance = random.Random(time.time_ns())
    vault = Vault(*somewhere, chance)
    vault.bursts, vault.quick = (50, 300, 2500), 150
    with watched(vault, "import sys\n" + VAULTNET, 80, tmp_path / "said") as watch:
        watch.rounds(soak.some(chance, 60))
        open_files, memory, until = watch.descriptors(), watch.memory(), time.monotonic() + minutes * 60
        rounds = []
        while time.monotonic() < until:
            rounds += watch.rounds(soak.some(chance, 60))
            rounds.append(watch.overflow())
        seconds = sorted(one.seconds for one in rounds)
        late = [one for one in rounds if one.seconds > 5]
        ninety_five = seconds[int(len(seconds) * 0.95)]
        print(
            f"{len(rounds)} rounds, {vault.saved} notes saved; right after {statistics.median(seconds):.2f} s as a rule,"
        )
        print(f"95 of 100 within {ninety_five:.2f} s, all within {seconds[-1]:.1f} s; later than 5 s: {late}")
        print(f"open files {open_files} before, {watch.descriptors()} after; memory {watch.memory() - memory:+.1f} MB")
        assert watch.descriptors() == open_files
        assert watch.memory() - memory < 10
        assert ninety_five < 2


@pytest.mark.parametrize("seconds", [pytest.param(60, marks=LONG)])
def test_under_steady_load_it_is_never_far_behind(somewhere, tmp_path, seconds):
    root, aside = somewhere
    made = subprocess.run(
        [sys.executable, BENCHMARKS / "make_vault.py", root, "20000"], capture_output=True, check=True
    )
    assert made.stdout
    vault = Vault(root, aside, random.Random(7), notes=0)
    with watched(vault, "import sys\n" + VAULTNET, 60, tmp_path / "said") as watch:
        watch.round(Vault.new)
        began, used = time.monotonic(), watch.cpu()
        behind = [one.seconds for one in soak.load(watch, seconds, 200)]
        took = time.monotonic() - began
        rate, share = seconds * 200 / took, 100 * (watch.cpu() - used) / took
        print(f"{rate:.0f} saves a second with {share:.0f} % of a core;", end=" ")
        print(f"behind by {max(behind):.2f} s at most, by {statistics.median(behind):.2f} s as a rule")
        assert rate > 190
        assert max(behind) <= 2
        watch.round(Vault.new)
