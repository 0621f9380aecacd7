"""One vault on two machines: the same bytes from the same content, and each tick recorded once.

`pytest -m campaign tests/test_two_machines.py` runs the long form.
"""

import os
import sys

import pytest
from campaigns import machines, naive
from campaigns.forked import spread
from campaigns.scene import aside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


@pytest.fixture
def folder():
    with aside() as place:
        yield place


@pytest.mark.parametrize(
    "count", [40, pytest.param(400, marks=pytest.mark.thorough), pytest.param(10_000, marks=pytest.mark.campaign)]
)
def test_two_machines_come_to_the_same_and_record_each_tick_once(folder, count):
    wrong = spread(range(count), lambda worker, seed: machines.wrong(os.path.join(folder, str(worker)), seed))
    print(f"{count} histories, {len(wrong)} wrong")
    assert wrong == []


def test_the_campaign_catches_a_writer_that_records_twice(folder):
    with naive.writing_twice():
        assert spread(range(12), lambda worker, seed: machines.wrong(os.path.join(folder, str(worker)), seed))
