"""Of several people in one item, what begins with the name of one is said of that one."""

from datetime import date

import pytest

from vaultnet.agenda.plan import plan
from vaultnet.load import load
from vaultnet.model.config import Config
from vaultnet.network.subject import meant

SANNE, PRIYA, BRAM = "People/@Sanne Jansen.md", "People/Priya Nair.md", "People/Bram.md"


def told(vault, text, name="Journal/2026-11-11.md"):
    notes = vault({SANNE: "", PRIYA: "", BRAM: "", name.rpartition("/")[2]: text})
    network = load(notes.root, Config(), date(2026, 11, 12)).network
    return {
        one.name: [told.text for record in one.records for told in record.entry.told]
        for one in network.people
        if one.records and any(record.entry.told for record in one.records)
    }


def test_what_begins_with_the_name_of_one_is_said_of_that_one(vault):
    text = """- lunch with [[@Sanne Jansen|Sanne]] and [[Priya Nair]] 🍜
	- Sanne has her final interview for the lead role on 19 November
	- Priya: moving to Haarlem on 1 December, needs boxes
"""
    assert told(vault, text) == {
        "Sanne Jansen": ["Sanne has her final interview for the lead role on 19 November"],
        "Priya Nair": ["Priya: moving to Haarlem on 1 December, needs boxes"],
    }


def test_what_a_sub_item_goes_on_to_say_is_about_the_one_it_began_with(vault):
    text = """- Bouldering with [[@Sanne Jansen|Sanne]] and [[Priya Nair]]
	- Sanne is 5 months pregnant! due date 20 March
"""
    assert told(vault, text) == {"Sanne Jansen": ["due date 20 March"]}


@pytest.mark.parametrize(
    "under",
    [
        "Sanne and Priya have their exam on 3 December",
        "Sanne says they are moving on 3 December",
        "The exam is on 3 December",
        "Their exam is on 3 December",
        "Sandra has her exam on 3 December",
    ],
)
def test_in_doubt_it_is_said_of_each(vault, under):
    assert len(told(vault, f"- tea with [[@Sanne Jansen]] and [[Priya Nair]]\n  - {under}\n")) == 2


def test_what_is_said_of_both_in_one_sentence_is_said_of_both(vault):
    assert len(told(vault, "- [[@Sanne Jansen]] and [[Priya Nair]]: the wedding is on 3 December\n")) == 2


@pytest.mark.parametrize("asker", ["Priya", "[[Priya Nair]]", "[[Priya Nair|PN]]"])
def test_a_request_of_one_is_asked_by_nobody_else(vault, asker):
    text = f"""- demo for [[@Sanne Jansen]] and [[Priya Nair]]
	- {asker} asked for a reference customer #request
"""
    notes = vault({SANNE: "", PRIYA: "", "2026-11-11.md": text})
    network = load(notes.root, Config(), date(2026, 11, 13)).network
    assert [one.person.name for one in plan(network, Config(), date(2026, 11, 13)).answer] == ["Priya Nair"]
    assert [len(one.contacts) for one in network.people] == [1, 1]


def test_two_of_the_same_first_name_are_not_told_apart():
    people = ["People/Sanne Jansen.md", "People/Sanne Peters.md"]
    assert meant("Sanne is moving", people) == tuple(people)


def test_a_line_about_one_is_about_that_one_whatever_it_begins_with():
    assert meant("Priya is moving", ["People/Sanne Jansen.md"]) == ("People/Sanne Jansen.md",)
