"""After-care from day to day: what vaultnet writes at a tick is no news about anybody."""

from datetime import date, timedelta

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config

FIRST = date(2026, 11, 21)
DUE = "Due today.md"


def asked(vault, note: str, config: Config, act: str, days: int = 60) -> list[int]:
    """The days on which the due note said `act` of Vera, whose every box is ticked without a word."""
    made = vault({"People/Vera.md": note})
    found = []
    for number in range(days):
        build(made.root, config, FIRST + timedelta(number))
        text = made.read(DUE)
        if act in text:
            found.append(number)
        made.write(DUE, text.replace("- [ ] [[Vera]]", "- [x] [[Vera]]"))
    return found


@pytest.mark.parametrize(
    ("language", "act"),
    [("en", "Ask how the operation went"), ("nl", "Vraag hoe de operatie ging")],
)
def test_to_have_asked_after_an_operation_is_no_new_operation(vault, language, act):
    note = "- 2026-11-10 phone. Her operation is on 22 November.\n"
    assert asked(vault, note, Config(language=language), act) == [4]
    assert ("gevraagd hoe de operatie ging" if language == "nl" else "asked after the operation") in (
        vault({}).read("People/Vera.md")
    )


def test_after_two_weeks_one_asks_how_things_are_and_then_no_more(vault):
    note = "- 2026-11-10 phone. Her operation is on 22 November.\n"
    assert asked(vault, note, Config(), "how they are doing now") == [15]


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("received: soup, and company in hospital", "how they are doing now"),
        ("request: a lift to the hospital", "how they are doing now"),
    ],
)
def test_the_words_of_what_was_thanked_or_answered_are_told_once(vault, line, act):
    assert asked(vault, f"- 2026-11-20 {line}\n", Config(), act) == [2, 13]


def test_what_the_user_writes_is_news(vault):
    note = "- 2026-11-20 received: soup\n- 2026-11-21 thanked: she is ill herself\n"
    assert asked(vault, note, Config(), "how they are doing now") == [3, 14]


@pytest.mark.parametrize("mark", ["thanked", "answered", "reported", "returned"])
def test_a_day_that_is_over_does_not_come_back_with_the_words_that_close_it(vault, mark):
    log = f"- 2026-09-01 asked: may I watch on 12 September -> yes\n- 2026-12-01 {mark}: may I watch on 12 September"
    assert not asked_ahead(vault, log)


def test_a_day_that_a_closing_line_tells_first_is_news(vault):
    log = "- 2026-09-01 asked: may I watch -> yes\n- 2027-09-01 reported: they want me back on 12 September"
    assert asked_ahead(vault, log)


def asked_ahead(vault, log: str) -> bool:
    """Whether the eleventh of September 2027 tells what is on the twelfth."""
    made = vault({"People/Vera.md": log})
    build(made.root, Config(), date(2027, 9, 11))
    return "- 12 September: [[Vera]]" in made.read(DUE)
