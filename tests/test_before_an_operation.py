"""Nobody is asked how an operation went that is still to come, though it was told without a date."""

from datetime import date, timedelta

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config

SAID = date(2026, 11, 15)  # a Sunday


def asked(vault, words, days):
    notes = vault({"People/Paula.md": f"- {SAID} called. {words}\n"})
    build(notes.root, Config(), SAID + timedelta(days))
    return notes.read("Due today.md")


@pytest.mark.parametrize("words", ["She has her eye surgery next Thursday", "Haar operatie is donderdag"])
def test_until_its_day_is_over_one_asks_how_things_are(vault, words):
    assert "how they are doing now" in asked(vault, words, 3)
    assert "how they are doing now" in asked(vault, words, 4)
    assert "how the operation went" in asked(vault, words, 5)


def test_an_operation_that_has_been_is_asked_after_as_ever(vault):
    assert "how the operation went" in asked(vault, "She had her eye surgery", 3)
