"""The example vault: its due note is committed, and every build on that day gives these bytes again."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from vaultnet.build import build
from vaultnet.vault.config import read_config

EXAMPLE = Path(__file__).parent.parent / "examples" / "vault"
DUE = "Due today.md"
DAY = date(2026, 11, 21)


@pytest.fixture
def example(tmp_path):
    return Path(shutil.copytree(EXAMPLE, tmp_path / "vault"))


def run(folder, day=DAY, **options):
    return build(str(folder), read_config(str(folder)), day, **options)


def test_the_committed_due_note_is_what_a_build_gives(example):
    (example / DUE).unlink()
    assert run(example).written
    assert (example / DUE).read_bytes() == (EXAMPLE / DUE).read_bytes()


def test_a_second_build_writes_nothing_with_the_cache_and_without(example):
    assert not run(example).written
    assert not run(example, cache=False).written


def test_nothing_but_the_due_note_changes(example):
    before = {path: path.read_bytes() for path in example.rglob("*") if path.is_file() and path.name != DUE}
    run(example, day=date(2026, 12, 5))
    assert {path: path.read_bytes() for path in example.rglob("*") if path.is_file() and path.name != DUE} == before


@pytest.mark.parametrize("day", ["2026-11-22", "2026-12-05", "2026-12-24", "2027-01-02"])
def test_other_days_read_as_they_should(example, day):
    expected = Path(__file__).parent / "cases" / "example" / f"{day}.md"
    run(example, day=date.fromisoformat(day))
    assert (example / DUE).read_text(encoding="utf-8") == expected.read_text(encoding="utf-8")
