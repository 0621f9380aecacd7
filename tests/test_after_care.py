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


@pytest.mark.parametrize(
    ("note", "days"),
    [
        # who is ill for long is asked after as once, and not after every talk of it
        ("- 2026-11-20 she is ill\n- 2026-11-22 still ill\n- 2026-12-01 ill, says her sister\n", [2, 13]),
        ("- 2026-11-20 hij is ziek\n- 2026-11-29 nog steeds ziek\n", [2, 13]),
        # and anew every six weeks
        ("- 2026-11-20 ill\n- 2026-12-10 still ill\n- 2027-01-05 ill\n- 2027-01-09 ill\n", [2, 13, 48, 59]),
        # but to be operated on is news
        ("- 2026-11-20 she is ill\n- 2026-11-29 her operation went well\n", [2, 11, 22]),
        ("- 2026-11-20 she is ill\n- 2026-11-29 she is in hospital\n- 2026-11-30 in hospital, says Jan\n", [2, 11, 22]),
        # of an operation whose day is known one tells the outcome
        ("- 2026-11-19 Her operation is on 20 November.\n- 2026-11-21 the operation went well, she says\n", [2, 13]),
        # another winter, another flu
        ("- 2026-10-01 she is ill\n- 2026-11-20 ill again\n", [2, 13]),
    ],
)
def test_an_illness_that_many_talks_tell_is_asked_after_as_one(vault, note, days):
    act = "Ask how"
    assert asked(vault, note, Config(), act) == days


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("- 2026-11-20 Her father died.\n- 2026-11-26 the funeral of her father was beautiful\n", [13, 89]),
        ("- 2026-11-20 Her father died.\n- 2027-02-10 spoke about the loss of her father\n", [13, 89]),
        ("- 2026-11-20 Her father died.\n- 2027-02-10 Her aunt passed away.\n", [13, 89, 95]),
        ("- 2026-11-20 Haar vader is overleden.\n- 2026-11-25 De begrafenis is op 28 november.\n", [21, 97]),
    ],
)
def test_a_loss_that_many_talks_tell_is_asked_after_as_one(vault, note, days):
    assert asked(vault, note, Config(), "Ask how they are; a word", days=110) == days


@pytest.mark.parametrize(
    ("note", "days"),
    [
        # whoever is well again is not asked after, and to fall ill anew is news
        ("- 2026-11-10 jan is ziek\n- 2026-11-20 jan is weer helemaal beter, zat al op de fiets\n", []),
        ("- 2026-11-10 jan is ziek\n- 2026-11-20 weer beter!\n- 2026-12-01 weer ziek :(\n", [13, 24]),
        ("- 2026-11-20 she is ill\n- 2026-11-22 fully recovered\n- 2026-11-30 ill again\n", [12, 23]),
        ("- 2026-11-20 in het ziekenhuis geweest, is gelukkig hersteld\n", []),
        ("- 2026-11-20 hij is ziek\n- 2026-11-22 hij is weer aan het werk\n", []),
        ("- 2026-11-20 she is ill\n- 2026-11-22 She's better now.\n", []),
        ("- 2026-11-20 she is ill\n- 2026-11-22 She has recovered from the flu\n", []),
        ("- 2026-11-19 Her operation is on 20 November.\n- 2026-11-22 She is well again.\n", []),
        # but not somebody who is nearly so, or will be, or may be, nor by the recovery of another
        ("- 2026-11-20 hij is ziek\n- 2026-11-22 nog niet beter\n", [2, 13]),
        ("- 2026-11-20 hij is ziek\n- 2026-11-22 snel weer beter!\n", [2, 13]),
        ("- 2026-11-20 hij is ziek\n- 2026-11-22 eindelijk weer beter weer\n", [2, 13]),
        ("- 2026-11-20 she is ill\n- 2026-11-22 hopes to be well again\n", [2, 13]),
        ("- 2026-11-20 she is ill\n- 2026-11-22 wished her well again\n", [2, 13]),
        ("- 2026-11-20 she is ill\n- 2026-11-22 she sings quite well\n", [2, 13]),
        ("- 2026-11-20 hij is ziek\n- 2026-11-22 het weer is beter\n", [2, 13]),
        ("- 2026-11-20 she is ill\n- 2026-11-22 Her mother is well again.\n", [2, 13]),
        ("- 2026-11-20 her mother is ill\n- 2026-11-22 Her mother is well again.\n", []),
        # and what the user gave says nothing
        ("- 2026-11-20 she is ill\n- 2026-11-22 gave: soup, she is well again\n", [2, 13]),
    ],
)
def test_an_illness_is_over_once_a_talk_says_that_they_are_well_again(vault, note, days):
    language = "nl" if "jan" in note or "is ziek" in note or "ziekenhuis" in note else "en"
    act = "Vraag hoe" if language == "nl" else "Ask how"
    assert asked(vault, note, Config(language=language), act) == days


@pytest.mark.parametrize(
    ("talk", "days"),
    [
        ("gebeld: uitslag goed!!! goedaardig, gehuild van blijdschap", []),
        ("kreeg de uitslag. lekker gegeten, was erg gezellig", [3]),  # of what, that sentence does not say
        ("sterkte gewenst met de uitslag, komt vast goed", [3]),
        ("goed voorbereid op de uitslag", [3]),
        ("de uitslag was boven verwachting", []),
        ("de uitslag was vandaag", [3]),
        ("gebeld over de uitslag", [3]),
        ("samen koffie, heel gezellig", [3]),
    ],
)
def test_nobody_is_asked_how_it_went_who_told_so_on_the_day(vault, talk, days):
    note = f"- 2026-11-19 de uitslag komt vrijdag 23 nov\n- 2026-11-23 {talk}\n"
    assert asked(vault, note, Config(language="nl"), "Vraag hoe het ging") == days


def test_after_an_operation_one_asks_again_however_well_it_went(vault):
    note = "- 2026-11-10 Her operation is on 22 November.\n- 2026-11-22 The operation went well.\n"
    assert asked(vault, note, Config(), "Ask how") == [4, 15]
