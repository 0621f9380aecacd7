"""The table of people for Bases: valid YAML that knows people by what they are known by, made once."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from somebody import TODAY, network_of, somebody

from vaultnet.model.config import Config, PeopleRules
from vaultnet.model.facts import Card
from vaultnet.model.network import Network, Person
from vaultnet.overview import BASE, overview
from vaultnet.render.base import people_base

CONFIG = Config()
PERSON = "---\ntype: person\n---\n"


def read(text):
    return YAML(typ="safe", pure=True).load(StringIO(text))


def at(path, *tags):
    return Person(path, path.rpartition("/")[2][:-3], Card(tags=tags))


def known_by(*people, config=CONFIG):
    return read(people_base(Network(people), config))["filters"]["and"][-1]["or"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_has_a_table_of_everyone_one_by_circle_and_one_of_birthdays(language):
    base = read(people_base(network_of(somebody()), Config(language=language)))
    assert list(base) == ["filters", "formulas", "properties", "views"]
    assert [view["type"] for view in base["views"]] == ["table"] * 3
    names = [view["name"] for view in base["views"]]
    assert (
        names
        == {"en": ["Everyone", "By circle", "Birthdays"], "nl": ["Iedereen", "Per kring", "Verjaardagen"]}[language]
    )
    assert base["views"][1]["groupBy"] == {"property": "circle", "direction": "ASC"}
    assert base["views"][2]["sort"] == [{"property": "formula.day", "direction": "ASC"}]


def test_every_column_has_a_name_and_every_formula_that_is_used_is_there():
    base = read(people_base(network_of(somebody()), CONFIG))
    used = {column for view in base["views"] for column in view["order"]}
    named = {name.removeprefix("note.") for name in base["properties"]}
    assert used == named
    assert {name.removeprefix("formula.") for name in used if name.startswith("formula.")} == set(base["formulas"])


def test_nobody_who_died_has_a_birthday_in_it():
    birthdays = read(people_base(network_of(somebody()), CONFIG))["views"][2]
    assert '!file.hasProperty("died")' in birthdays["filters"]["and"]
    assert 'status != "deceased"' in birthdays["filters"]["and"]


def test_people_are_known_by_their_folders_else_tags_else_types():
    assert known_by(at("People/Anna.md"), at("People/Koor/Bram.md", "person")) == ['file.inFolder("People")']
    assert known_by(at("Areas/people/Koor/Anna.md")) == ['file.inFolder("Areas/people")']
    assert known_by(at("Anna.md", "crm"), at("Bram.md", "person/friend")) == [
        'file.hasTag("crm")',
        'file.hasTag("person")',
    ]
    config = Config(people=PeopleRules(folders=("Wie",), types=("mens",)))
    assert known_by(at("Wie/Anna.md"), at("Bram.md"), config=config) == [
        'file.inFolder("Wie")',
        'list(categories).contains(link("Mens"))',
        'type == "mens"',
    ]


def test_an_empty_vault_gets_the_folders_of_the_configuration():
    assert known_by(config=Config(people=PeopleRules(folders=("Wie",)))) == ['file.inFolder("Wie")']


def test_only_notes_that_are_not_the_users_own_are_shown():
    base = read(people_base(network_of(somebody(), me=at("People/Marit.md")), CONFIG))
    assert base["filters"]["and"][:2] == ['file.ext == "md"', 'file.path != "People/Marit.md"']


@given(st.text(st.characters(exclude_characters="/"), min_size=1))
def test_whatever_a_folder_is_called_it_is_valid(name):
    network = network_of(at(f"{name}/People/Anna.md"), me=at(f"{name}.md"))
    own, (rule,) = read(people_base(network, CONFIG))["filters"]["and"][1:]
    assert own.startswith('file.path != "')
    assert rule == "or"


def test_it_is_made_once_and_never_overwritten(vault):
    notes = vault({"People/Anna.md": PERSON})
    assert overview(notes.root, CONFIG, TODAY, base=True).base
    assert read(notes.read(BASE))["views"]
    notes.write(BASE, "views: []\n")
    assert not overview(notes.root, CONFIG, TODAY, base=True).base
    assert notes.read(BASE) == "views: []\n"


def test_without_being_asked_it_is_not_made(vault):
    notes = vault({"People/Anna.md": PERSON})
    assert not overview(notes.root, CONFIG, TODAY).base
    assert notes.names() == {"People/Anna.md", "Network.md"}
