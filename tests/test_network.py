from datetime import date
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultnet.model.config import CadenceRules, Config
from vaultnet.model.facts import Attendee, Card, Entry, Facts, Said, Task
from vaultnet.model.span import NEVER, Span
from vaultnet.network import build, find
from vaultnet.network.ghosts import ghosts
from vaultnet.problem import Problem

TODAY = date(2026, 11, 21)
OCTOBER = date(2026, 10, 1)


def person(name, *entries, links=(), folder="People", **card):
    return Facts(f"{folder}/{name}.md", "person", card=Card(**card), entries=entries, links=links)


def entry(line, text="", *links, day=OCTOBER, **rest):
    return Entry(line, day, text, contact=True, links=links, **rest)


def daily(*entries, attendees=(), day=OCTOBER):
    return Facts(f"Daily/{day}.md", "daily", day, entries=entries, attendees=attendees)


def network(*facts, also=(), config=None):
    return build(facts, [*(one.path for one in facts), *also], config or Config(), TODAY)


def names(people):
    return [one.name for one in people]


def test_people_stand_by_folded_name_and_then_by_path():
    facts = person("bram"), person("Vera"), person("Anna", folder="Friends"), person("Anna"), person("@Zoë")
    whole = network(*facts)
    assert [one.path for one in whole.people] == [
        "Friends/Anna.md",
        "People/Anna.md",
        "People/bram.md",
        "People/Vera.md",
        "People/@Zoë.md",
    ]
    assert names(whole.people)[-1] == "Zoë"


def test_a_leading_at_sign_and_the_blank_behind_it_are_no_part_of_a_name():
    whole = network(person("@ Bo Jansen"), daily(entry(3, "x", "Bo Jansen"), entry(4, "y", "@ Bo Jansen")), person("@"))
    assert names(whole.people) == ["@", "Bo Jansen"]
    assert [len(one.contacts[0].parts) for one in whole.people if one.contacts] == [2]
    assert [one.path for one in find(whole, "@ bo jansen")] == ["People/@ Bo Jansen.md"]


def test_an_empty_vault_is_an_empty_network():
    assert network() == build([], [], Config(), TODAY)
    assert network().people == ()


def test_templates_take_part_in_links_and_in_nothing_else():
    template = Facts("Bits/Vera.md", problems=(Problem("Bits/Vera.md", 1, "a template"),), left_out=True)
    whole = network(template, person("Vera", folder="People"), daily(entry(3, "Vera", "Vera")))
    assert whole.notes == 2
    assert whole.problems == (Problem("Bits/Vera.md", 1, "a template"),)
    assert whole.people[0].contacts == ()  # the link means the template: its path is the shorter one
    assert whole.link_texts["People/Vera.md"] == "People/Vera"


def test_a_link_to_an_excluded_note_is_a_link_to_no_person():
    whole = network(person("Vera"), daily(entry(3, "Vera", "Vera")), also=["Old/Vera.md"])
    assert whole.people[0].contacts == ()


def test_a_further_name_is_found_where_no_note_bears_it():
    facts = person("Vera Smit", names=("Veer",)), daily(entry(3, "Veer", "veer"))
    assert len(network(*facts).people[0].contacts) == 1
    assert network(*facts, also=["Notes/Veer.md"]).people[0].contacts == ()


def test_a_name_finds_the_note_that_starts_with_an_at_sign():
    assert len(network(person("@Vera"), daily(entry(3, "Vera", "Vera"))).people[0].contacts) == 1


def test_a_name_that_fits_several_people_is_reported_once_a_note_and_never_guessed():
    facts = (
        person("Sam Bos", names=("Sam",)),
        person("Sam Vos", names=("Sam",)),
        daily(entry(7, "Sam again", "sam"), entry(4, "Sam", "Sam"), attendees=(Attendee("SAM", 9, linked=False),)),
        Facts("Notes/Plans.md", tasks=(Task(5, "call Sam", None, ("Sam",)),)),
    )
    whole = network(*facts)
    assert [one.contacts for one in whole.people] == [(), ()]
    candidates = "People/Sam Bos.md or People/Sam Vos.md: please link to the one you mean"
    assert whole.problems == (
        Problem("Daily/2026-10-01.md", 4, f"“Sam” could be {candidates}"),
        Problem("Notes/Plans.md", 5, f"“Sam” could be {candidates}"),
    )


def test_an_ambiguous_name_outside_any_item_is_reported_at_the_first_line():
    facts = person("Sam Bos", names=("Sam",)), person("Sam Vos", names=("Sam",)), person("Vera", links=("Sam",))
    assert [problem[:2] for problem in network(*facts).problems] == [("People/Vera.md", 1)]


def test_a_linked_note_beside_others_of_its_name_is_no_ambiguity_but_a_plain_name_is():
    two = person("Vera", folder="A"), person("Vera", folder="Longer")
    linked = network(*two, daily(entry(3, "Vera", "Vera")))
    assert linked.problems == ()
    assert [len(one.contacts) for one in linked.people] == [1, 0]
    plain = network(*two, daily(attendees=(Attendee("Vera", 2, linked=False),)))
    assert [problem[:2] for problem in plain.problems] == [("Daily/2026-10-01.md", 2)]


def test_the_user_is_me_and_none_of_the_people():
    whole = network(person("Me", is_self=True, offers=(Said("cello", 3),), cadence=Span(1, "W")), person("Vera"))
    assert names(whole.people) == ["Vera"]
    assert whole.me is not None
    assert (whole.me.name, whole.me.cadence) == ("Me", None)
    assert whole.me.card.offers == (Said("cello", 3),)


@pytest.mark.parametrize("told", ["Tim", "tim", "People/Tim.md", "People/Tim", "people/tim", "Timo"])
def test_the_configuration_may_name_the_user_by_name_or_path(told):
    whole = network(person("Tim", names=("Timo",)), person("Vera"), config=Config(self=told))
    assert whole.me is not None
    assert whole.me.path == "People/Tim.md"
    assert names(whole.people) == ["Vera"]
    assert whole.problems == ()


def test_a_user_whom_the_configuration_cannot_find_is_reported():
    facts = person("Tim Bos", names=("Tim",)), person("Tim Vos", names=("Tim",))
    unknown = network(*facts, config=Config(self="Bos"))
    assert unknown.me is None
    assert unknown.problems == (Problem("vaultnet.toml", 1, "`self`: “Bos” is not the name of a person note"),)
    several = network(*facts, config=Config(self="Tim"))
    assert several.me is None
    assert several.problems == (
        Problem("vaultnet.toml", 1, "`self`: “Tim” could be People/Tim Bos.md or People/Tim Vos.md"),
    )


def test_introduced_by_may_be_a_link_or_a_plain_name_and_the_mark_says_the_converse():
    facts = (
        person("Vera", introduced_by=(Said("Sam", 2, ("Sam",)), Said("old friend Ted", 2), Said("bram", 2))),
        person("Sam"),
        person("Bram"),
        person("Anna", entry(4, "introduced Vera", "Vera", marks=("introduced",))),
    )
    found = {one.name: one for one in network(*facts).people}
    assert found["Vera"].introduced_by == ("People/Sam.md", "People/Bram.md", "People/Anna.md")
    assert found["Vera"].knows == {"People/Sam.md", "People/Bram.md", "People/Anna.md"}
    assert found["Anna"].knows == {"People/Vera.md"}
    assert found["Anna"].introduced_by == ()


def test_in_a_daily_note_the_first_person_linked_introduces_the_others():
    facts = person("Vera"), person("Bram"), daily(entry(3, "Vera: Bram", "Vera", "Bram", marks=("introduced",)))
    found = {one.name: one for one in network(*facts).people}
    assert found["Bram"].introduced_by == ("People/Vera.md",)
    assert found["Vera"].introduced_by == ()
    assert [record.people for record in found["Vera"].records] == [("People/Bram.md",)]
    assert found["Bram"].records == ()
    assert [len(found[name].contacts) for name in ("Vera", "Bram")] == [1, 1]


def test_a_sub_item_tells_whom_the_person_of_its_parent_introduced():
    facts = (
        person("Vera"),
        person("Bram"),
        daily(entry(3, "lunch with Vera\nBram", "Vera"), entry(4, "Bram", "Bram", within=3, marks=("introduced",))),
    )
    found = {one.name: one for one in network(*facts).people}
    assert found["Bram"].introduced_by == ("People/Vera.md",)
    assert found["Vera"].introduced_by == ()


def test_the_user_introduces_nobody_and_knows_nobody():
    facts = (
        person("Me", entry(3, "introduced", "Vera", marks=("introduced",)), is_self=True, links=("Vera",)),
        person("Vera", introduced_by=(Said("Me", 2, ("Me",)),), links=("Me",)),
    )
    (vera,) = network(*facts).people
    assert (vera.introduced_by, vera.knows) == ((), frozenset())


def test_people_know_each_other_where_either_note_links():
    facts = person("Vera", links=("Bram", "Vera", "Soil")), person("Bram"), person("Anna")
    found = {one.name: one.knows for one in network(*facts).people}
    assert found == {"Vera": {"People/Bram.md"}, "Bram": {"People/Vera.md"}, "Anna": frozenset()}


RULES = CadenceRules(
    default=Span(1, "Y"),
    by_tag=(("friend", Span(2, "M")), ("friend/close", Span(2, "W")), ("quiet", NEVER)),
    by_folder=(("People", Span(3, "M")), ("people/clients", Span(1, "M"))),
)


@pytest.mark.parametrize(
    ("folder", "card", "cadence"),
    [
        ("People", {"cadence": Span(6, "W"), "circle": "inner"}, Span(6, "W")),
        ("People", {"cadence": NEVER, "circle": "inner"}, None),
        ("People", {"circle": "Inner", "tags": ("friend",)}, Span(2, "W")),
        ("People", {"tags": ("friend",)}, Span(2, "M")),
        ("People", {"tags": ("friend/of/mine",)}, Span(2, "M")),
        ("People", {"tags": ("friend", "friend/close/old")}, Span(2, "W")),
        ("People", {"tags": ("friendly",)}, Span(3, "M")),
        ("People", {"tags": ("quiet",)}, None),
        ("People/Clients/Utrecht", {}, Span(1, "M")),
        ("Peoples", {}, Span(1, "Y")),
    ],
)
def test_a_cadence_is_ones_own_or_of_the_circle_tag_folder_or_default(folder, card, cadence):
    (one,) = network(person("Vera", folder=folder, **card), config=Config(cadence=RULES)).people
    assert one.cadence == cadence


def test_without_any_rule_nobody_has_a_cadence():
    assert network(person("Vera")).people[0].cadence is None


def test_an_unknown_circle_is_reported_with_those_there_are():
    whole = network(
        person("Vera", circle="iner", tags=("friend",), lines=(("circle", 4),)), config=Config(cadence=RULES)
    )
    assert whole.people[0].cadence == Span(2, "M")
    assert whole.problems == (
        Problem(
            "People/Vera.md",
            4,
            "no circle is called “iner”; there are inner, close, casual, warm, dormant; "
            "[circles] in vaultnet.toml adds others",
        ),
    )


def test_a_person_whom_no_link_can_name_is_reported():
    whole = network(person("Vera #1"), Facts("Notes/50%.md"))
    assert whole.link_texts == {"People/Vera #1.md": "", "Notes/50%.md": ""}
    (problem,) = whole.problems
    assert problem[:2] == ("People/Vera #1.md", 1)
    assert "rename" in problem.message


def test_names_that_daily_notes_link_often_without_a_note_are_ghosts():
    often = [entry(line, "", "Nina", "Zed") for line in (1, 2)]
    facts = (
        person("Vera", names=("Veer",)),
        daily(*often, entry(3, "", "nina", "Twice", "2026-10-02", "a/b", "map.png", "Veer", "Vera", "Soil")),
        daily(
            *often,
            *[entry(line, "", "2026-10-02", "a/b", "map.png", "Veer", "Vera", "Soil") for line in (3, 4)],
            day=TODAY,
        ),
        person("Bram", *[entry(line, "", "Only in people notes") for line in (1, 2, 3)]),
    )
    paths = [*(one.path for one in facts), "Garden/Soil.md"]
    assert ghosts(facts, paths, network(*facts)) == (("Nina", 5), ("Zed", 4))


def test_problems_are_sorted_and_each_is_reported_once():
    one, two = Problem("a.md", 2, "x"), Problem("a.md", 1, "y")
    whole = network(Facts("a.md", problems=(one, two, one)), Facts("b.md", problems=(two,)))
    assert whole.problems == (two, one)
    assert whole.notes == 2


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("People/Vera Smit.md", ["People/Vera Smit.md"]),
        ("People/Vera Smit", ["People/Vera Smit.md"]),
        ("people/vera smit", ["People/Vera Smit.md"]),
        ("Vera Smit", ["People/Vera Smit.md"]),
        (" vera smit ", ["People/Vera Smit.md"]),
        ("Vera", ["People/Vera de Wit.md", "People/Vera Smit.md"]),
        ("vera de", ["People/Vera de Wit.md"]),
        ("Bram", ["A/Bram.md", "People/Bram.md"]),
        ("A/Bram", ["A/Bram.md"]),
        ("Veer", ["People/Vera de Wit.md"]),
        ("Auntie", ["People/Vera Smit.md"]),
        ("zoë", ["People/@Zoë.md"]),
        ("@Zoë", ["People/@Zoë.md"]),
        ("Ver", []),
        ("Me", []),
        ("", []),
        (" ", []),
    ],
)
def test_a_name_on_the_command_line_finds_those_it_fits_best(name, paths):
    whole = network(
        person("Vera Smit", names=("Auntie Vera",)),
        person("Vera de Wit", names=("Veer",)),
        person("Bram"),
        person("Bram", folder="A"),
        person("@Zoë"),
        person("Me", is_self=True),
    )
    assert [one.path for one in find(whole, name)] == paths


def test_an_exact_spelling_wins_over_a_folded_one():
    whole = network(person("vera", folder="A"), person("Vera", folder="B"))
    assert [one.path for one in find(whole, "Vera")] == ["B/Vera.md"]
    assert [one.path for one in find(whole, "VERA")] == ["A/vera.md", "B/Vera.md"]


def some_vault(seed):
    """A small vault whose notes name each other in every way; made from a seed because that is ten times as fast."""
    chance = Random(seed)

    def targets():
        return tuple(
            chance.choices(["Vera", "vera", "Sam", "A/Bram", "Bram", "Me", "../Sam", "Ghost"], k=chance.randrange(4))
        )

    def written():
        return Entry(
            line=chance.randint(1, 9),
            date=chance.choice([None, OCTOBER, TODAY, date(2040, 1, 1)]),
            text=chance.choice(["coffee", "walk"]),
            contact=chance.random() < 0.7,
            within=chance.choice([0, 0, chance.randint(1, 9)]),
            marks=chance.choice([(), ("received",), ("introduced",), ("gave",)]),
            links=targets(),
        )

    def note(path):
        return Facts(
            path,
            chance.choice(["person", "person", "daily", "meeting", "other"]),
            chance.choice([None, OCTOBER, TODAY]),
            Card(
                names=chance.choice([(), ("Sam",), ("Veer", "Sam")]),
                circle=chance.choice(["", "inner", "unheard of"]),
                introduced_by=tuple(Said(name, 3, chance.choice([(), (name,)])) for name in targets()),
                is_self=chance.random() < 0.2,
            ),
            tuple(written() for _ in range(chance.randrange(5))),
            (Task(5, "call", None, targets()),),
            tuple(Attendee(name, 2, linked=chance.random() < 0.5) for name in targets()),
            targets(),
            left_out=chance.random() < 0.2,
        )

    paths = [folder + name for folder in ("", "A/", "People/") for name in ("Vera.md", "Bram.md", "Me.md", "@Sam.md")]
    return [note(path) for path in chance.sample(paths, chance.randrange(9))]


vaults = st.integers(0, 2**32).map(some_vault)


@given(vaults, st.randoms(use_true_random=False), st.sampled_from(["", "Me", "Sam", "Nobody"]))
def test_the_order_of_the_notes_makes_no_difference(facts, chance, me):
    paths = [one.path for one in facts]
    whole = build(facts, paths, Config(self=me), TODAY)
    chance.shuffle(facts)
    chance.shuffle(paths)
    assert build(iter(facts), paths, Config(self=me), TODAY) == whole


@given(vaults)
def test_people_name_only_people_and_acquaintance_is_mutual(facts):
    whole = network(*facts)
    people = {one.path: one for one in whole.people}
    assert whole.me is None or whole.me.path not in people
    for one in whole.people:
        for path in (*one.introduced_by, *one.knows, *(path for record in one.records for path in record.people)):
            assert path in people
            assert path != one.path
        assert all(one.path in people[path].knows for path in one.knows)
        assert set(one.introduced_by) <= one.knows


@given(vaults, st.text(max_size=8))
def test_no_name_makes_find_fail_and_whatever_it_finds_is_a_person(facts, name):
    whole = network(*facts)
    assert set(find(whole, name)) <= set(whole.people)
    for one in whole.people:
        assert find(whole, one.path) == (one,)


def without_given_texts(whole):
    people = [
        one._replace(
            contacts=tuple(
                contact._replace(parts=tuple(part._replace(text="") if part.given else part for part in contact.parts))
                for contact in one.contacts
            )
        )
        for one in whole.people
    ]
    return whole._replace(people=tuple(people))


@example(some_vault(2227))
@given(vaults)
def test_what_was_given_can_be_replaced_by_other_words_and_only_show_will_tell(facts):
    reworded = [
        note._replace(
            entries=tuple(
                one._replace(text="a loan", remark="of 500", tags=("money",)) if one.given else one
                for one in note.entries
            )
        )
        for note in facts
    ]
    assert without_given_texts(network(*reworded)) == without_given_texts(network(*facts))
