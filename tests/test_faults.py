"""Whatever goes wrong while ticks are recorded, the next run completes it: each tick once, and no word lost.

`pytest -m campaign tests/test_faults.py` runs every case.
"""

import contextlib
import errno
import io
import os
import sys

import pytest
from campaigns import faults, naive, scene, straced
from campaigns.forked import in_child, spread

from vaultnet.vault import swap

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


@pytest.fixture
def folder():
    with scene.aside() as place:
        yield place


def made(folder, kind="plain"):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return scene.make(os.path.join(folder, "scene"), kind)


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("plain", 120),
        ("copied", 40),
        ("daily", 40),
        *(pytest.param(kind, 300, marks=pytest.mark.thorough) for kind in ("plain", "copied", "daily")),
        *(pytest.param(kind, None, marks=pytest.mark.campaign) for kind in ("plain", "copied", "daily")),
    ],
)
def test_a_fault_at_any_file_call_loses_and_doubles_nothing(folder, kind, count):
    vault = made(folder, kind)
    calls = faults.calls_of_a_build(vault, os.path.join(folder, "counted"))
    cases = faults.cases(calls)
    if kind == "daily":  # a configuration that is not there is none, and names no daily notes
        cases.remove(faults.Case(calls.index("lstat") + 1, "lstat", "ENOENT"))
    cases = faults.some(cases, count) if count else cases
    wrong = spread(cases, lambda worker, case: faults.wrong(vault, os.path.join(folder, str(worker)), case))
    print(f"{len(cases)} faults, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.parametrize(
    "count", [30, pytest.param(200, marks=pytest.mark.thorough), pytest.param(None, marks=pytest.mark.campaign)]
)
def test_nor_does_it_where_names_cannot_be_exchanged(folder, monkeypatch, count):
    def refused(_one, _other):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(swap, "exchange", refused)
    vault = made(folder)
    cases = faults.cases(faults.calls_of_a_build(vault, os.path.join(folder, "counted")))
    cases = [case for case in cases if case.happens != "dies in the middle"]  # of a line at the end: a power cut alone
    cases = faults.some(cases, count) if count else cases
    wrong = spread(cases, lambda worker, case: faults.wrong(vault, os.path.join(folder, str(worker)), case))
    print(f"{len(cases)} faults, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.campaign
@pytest.mark.skipif(not straced.can_trace(), reason="strace is not here, or may not look at processes")
@pytest.mark.parametrize("kind", ["plain", "copied", "daily"])
def test_a_kill_at_any_system_call_loses_and_doubles_nothing(folder, kind):
    vault = made(folder, kind)
    calls = straced.calls_of_a_build(vault, os.path.join(folder, "counted"))
    assert len(calls) > 300
    wrong = spread(calls, lambda worker, call: straced.wrong(vault, os.path.join(folder, str(worker)), call))
    late = [one for one in wrong if "not killed" in one]  # the call that tells the build to begin is counted, too
    print(f"{len(calls) - len(late)} kills, {len(wrong) - len(late)} wrong")
    assert len(late) <= 2
    assert len(wrong) == len(late), wrong


@pytest.mark.parametrize(
    "writer", [naive.writing(naive.in_place), naive.writing_twice()], ids=["in place", "not idempotent"]
)
def test_the_campaign_catches_a_naive_writer(folder, writer):
    vault = made(folder)
    with writer:
        cases = faults.cases(faults.calls_of_a_build(vault, os.path.join(folder, "counted")))
        telling = [
            case
            for case in cases
            if case.happens in ("dies after", "dies in the middle") and case.call in ("write", "close")
        ]
        telling.sort(key=lambda case: case.happens != "dies in the middle")  # few, and they tell the most
        assert spread(telling[:40], lambda worker, case: faults.wrong(vault, os.path.join(folder, str(worker)), case))


def build_as_somebody(root, told, limit=None):
    """The exit code of a build by a user who has no rights but their own, and what it said."""

    def work():
        import resource

        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with contextlib.redirect_stdout(said := io.StringIO()), contextlib.redirect_stderr(said):
            code = scene.build(root)
        os.write(descriptor, said.getvalue().encode())
        return code

    descriptor = os.open(told, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    code = in_child(work)
    os.lseek(descriptor, 0, os.SEEK_SET)
    said = os.read(descriptor, 100_000).decode()
    os.close(descriptor)
    return code, said


def closed(root, *paths):
    """These files and folders cannot be written to."""
    for path in paths:
        place = os.path.join(root, path)
        os.chmod(place, 0o555 if os.path.isdir(place) else 0o444)


def opened(folder):
    """Everything belongs to somebody who has no other rights."""
    for place, folders, names in os.walk(folder):
        for name in ["", *folders, *names]:
            path = os.path.join(place, name)
            os.chmod(path, 0o755 if os.path.isdir(path) else 0o644)
            if os.geteuid() == 0:
                os.chown(path, 65534, 65534)


@pytest.mark.parametrize(
    ("shut", "limit", "code", "says"),
    [
        (
            ("People", "People/Anna.md", "People/Carla.md"),
            None,
            0,
            "People/Carla.md: could not be written: permission denied",
        ),
        (("", scene.DUE), None, 3, "vaultnet: Due today.md could not be written: permission denied\n"),
        (("",), None, 3, "vaultnet: Due today.md could not be written: permission denied\n"),
        ((), 300, 3, "vaultnet: Due today.md could not be written: file too large\n"),
    ],
    ids=["notes of people", "folder and due note", "folder", "files"],
)
def test_where_nothing_can_be_written_it_is_said_and_the_next_run_completes_it(folder, shut, limit, code, says):
    vault = made(folder)
    root = scene.clear(os.path.join(folder, "again"))
    scene.write(root, vault.before)
    opened(folder)
    closed(root, *shut)
    ended, said = build_as_somebody(root, os.path.join(folder, "told"), limit)
    assert ended == code
    assert said == says if code else says in said
    assert scene.wrong_between(vault, root) == ""
    opened(folder)
    scene.age(scene.temporaries(root))
    assert build_as_somebody(root, os.path.join(folder, "told"))[0] == 0
    assert scene.temporaries(root) == []
    assert scene.wrong_at_last(vault, root) == ""
