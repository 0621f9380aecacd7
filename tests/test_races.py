"""Somebody types while vaultnet records: nothing that an editor saved is lost, and the contact comes to stand there once.

`pytest -m campaign tests/test_races.py` runs the long form.
"""

import os
import sys

import pytest
from campaigns import editors, naive
from campaigns.scene import aside, clear

from vaultnet.vault.system import exchange

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are exchanged")
THOROUGH, LONG = pytest.mark.thorough, pytest.mark.campaign


def can_exchange(place):
    one, other = os.path.join(place, "one"), os.path.join(place, "other")
    for path in (one, other):
        with open(path, "w", encoding="ascii"):
            pass
    try:
        exchange(one, other)
    except OSError:
        return False
    return True


@pytest.fixture
def folder():
    with aside() as place:
        if not can_exchange(place):
            pytest.skip("this file system does not exchange names")
        yield os.path.join(place, "race")


@pytest.mark.parametrize("rounds", [150, pytest.param(1000, marks=THOROUGH), pytest.param(10_000, marks=LONG)])
@pytest.mark.parametrize("way", editors.EDITORS)
def test_what_an_editor_saves_while_a_contact_is_recorded_stays(folder, way, rounds):
    wrong = editors.races(clear(folder), way, rounds, seed=rounds)
    print(f"{rounds} races, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.parametrize("rounds", [50, pytest.param(2000, marks=LONG)])
@pytest.mark.parametrize("way", editors.EDITORS)
def test_what_is_typed_into_the_due_note_during_a_build_stays(folder, way, rounds):
    wrong = editors.races_for_the_due_note(folder, way, rounds, seed=rounds)
    print(f"{rounds} races, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.parametrize("way", editors.EDITORS)
@pytest.mark.parametrize("writer", [naive.in_place, naive.by_rename])
def test_the_campaign_catches_a_naive_writer(folder, way, writer):
    with naive.writing(writer):
        assert any(editors.races(clear(folder), way, 60, seed=turn) for turn in range(10))


def test_the_campaign_catches_a_writer_that_compares_before_it_renames(folder):
    with naive.writing(naive.compared):
        assert any(editors.races(clear(folder), "renames", 60, seed=turn) for turn in range(20))
