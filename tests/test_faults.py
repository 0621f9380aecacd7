"""Whatever goes wrong while ticks are recorded, the next run completes it: each tick once, and no word lost.

`pytest -m campaign tests/test_faults.py` runs every case.
"""

import contextlib
import errno
import io
import os
import shutil
import sys
import tempfile

import pytest
from campaigns import faults, naive, scene, straced
from campaigns.forked import in_child, spread

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
MEMORY = "/dev/shm"  # where files cost little
FULL = pytest.param(None, marks=(pytest.mark.campaign, pytest.mark.timeout(3600)), id="full")


@pytest.fixture
def folder():
    kept = dict(os.environ)
    place = tempfile.mkdtemp(dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
    yield place
    shutil.rmtree(place)
    os.environ.clear()
    os.environ.update(kept)


def made(folder, kind="plain"):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return scene.make(os.path.join(folder, "scene"), kind)


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("plain", 800),
        ("copied", 200),
        *(pytest.param(kind, None, marks=(pytest.mark.campaign, pytest.mark.timeout(3600))) for kind in ("plain", "copied", "daily")),
    ],
)
def test_a_fault_at_any_file_call_loses_and_doubles_nothing(folder, kind, count):
    vault = made(folder, kind)
    cases = faults.cases(faults.calls_of_a_build(vault, os.path.join(folder, "counted")))
    cases = faults.some(cases, count) if count else cases
    wrong = spread(cases, lambda worker, case: faults.wrong(vault, os.path.join(folder, str(worker)), case))
    print(f"{len(cases)} faults, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.campaign
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not straced.can_trace(), reason="strace is not here, or may not look at processes")
@pytest.mark.parametrize("kind", ["plain", "copied", "daily"])
def test_a_kill_at_any_system_call_loses_and_doubles_nothing(folder, kind):
    vault = made(folder, kind)
    calls = straced.calls_of_a_build(vault, os.path.join(folder, "counted"))
    assert len(calls) > 300
    wrong = spread(calls, lambda worker, call: straced.wrong(vault, os.path.join(folder, str(worker)), call))
    print(f"{len(calls)} kills, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.parametrize("writer", [naive.writing(naive.in_place), naive.writing_twice()], ids=["in place", "not idempotent"])
def test_the_campaign_catches_a_naive_writer(folder, writer):
    vault = made(folder)
    cases = faults.cases(faults.calls_of_a_build(vault, os.path.join(folder, "counted")))
    telling = [case for case in cases if case.happens in ("dies after", "dies in the middle") and case.call in ("write", "close")]
    with writer:
        assert spread(telling[::4], lambda worker, case: faults.wrong(vault, os.path.join(folder, str(worker)), case))
