"""The properties of a person note: what they say under all their names, and what is told where they say nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.model.facts import Card, Dated, Said
from vaultnet.model.span import NEVER, Span, Yearly
from vaultnet.note.frontmatter import read
from vaultnet.note.nodes import Field, Fields, Items, Scalar
from vaultnet.note.properties import is_property, read_card, tag_list, values
from vaultnet.note.property_names import PLACES, fold


def fields(block: str) -> tuple[Field, ...]:
    found = read("Vera.md", f"---\n{block}\n---\n")
    assert not found.problems
    return found.fields


def inline(*lines: str) -> list[Field]:
    """Fields of the body, the first on line 20."""
    pairs = (line.split(":: ", 1) for line in lines)
    return [Field(key, number, Scalar(value, number)) for number, (key, value) in enumerate(pairs, 20)]


def read_both(block: str, *body: str, order: str = "dmy"):
    return read_card("Vera.md", fields(block), inline(*body), (), order)


def card(block: str, *body: str, order: str = "dmy") -> Card:
    found, problems = read_both(block, *body, order=order)
    assert problems == ()
    return found


def problems(block: str, *body: str) -> list[str]:
    return [str(problem) for problem in read_both(block, *body)[1]]


def test_a_whole_card():
    found = card(
        """\
type: person
aliases: [Vera J, Veer]
birthday: 1980-05-04
cadence: 6 weeks
circle: Close
last_contact: 2026-10-01
introduced_by: "[[People/Bob Smith|Bob]]"
relationship: friend
organisation: "[[Acme]]"
role: cellist
location: Utrecht
offers: [housing law, "[[Cello]] lessons"]
needs:
  - a flat
  - "someone at [[Acme]]"
interests: chess
partner: "[[Carl]]"
children: [Dot, Ed]
email: vera@example.org
phone: 06-12345678
address: Dam 1
uid: urn:uuid:1
rating: 5"""
    )
    assert found == Card(
        names=("Vera J", "Veer"),
        cadence=Span(6, "W"),
        circle="close",
        last_contact=(Dated(date(2026, 10, 1), 7),),
        birthday=Yearly(5, 4, 1980, 4),
        introduced_by=(Said("Bob", 8, ("People/Bob Smith",)),),
        sphere=("private",),
        offers=(Said("housing law", 13), Said("Cello lessons", 13, ("Cello",))),
        interests=(Said("chess", 17),),
        needs=(Said("a flat", 15), Said("someone at Acme", 16, ("Acme",))),
        location="Utrecht",
        organisation="Acme",
        organisation_links=("Acme",),
        role="cellist",
        family=("Carl", "Dot", "Ed"),
        address="Dam 1",
        uid="urn:uuid:1",
        email=("vera@example.org",),
        phone=("06-12345678",),
        lines=found.lines,
    )
    assert [found.line(name) for name in ("birthday", "needs", "family", "organisation", "died")] == [4, 14, 18, 10, 1]


def test_a_note_that_states_nothing_has_an_empty_card():
    assert card("") == card("mood: good\nclass: 3b\ncreated:\nstatus: ~\nnext: []\nneeds: [~, '']\nadr: {}") == Card()


@pytest.mark.parametrize(
    "key", ["last_contact", "last-contact", "lastContact", "Last contact", "LAST_CONTACT", "LastContact"]
)
def test_keys_are_one_in_every_spelling(key):
    assert card(f"{key}: 2026-10-01").last_contact == (Dated(date(2026, 10, 1), 2),)
    assert fold(key) == "lastcontact"
    assert is_property(key)


def test_only_known_names_are_properties():
    assert is_property("ADR[HOME].LOCALITY")
    assert is_property("prm-tier")
    assert not is_property("mood")
    assert not is_property("kind")


STATED = {
    "cadence": ("weekly", "cadence", Span(1, "W")),
    "circle": ("Close", "circle", "close"),
    "last_contact": ("2026-10-01", "last_contact", (Dated(date(2026, 10, 1), 2),)),
    "next_contact": ("2026-10-01", "next_contact", Dated(date(2026, 10, 1), 2)),
    "snooze_until": ("2026-10-01", "snooze_until", Dated(date(2026, 10, 1), 2)),
    "birthday": ("1980-05-04", "birthday", Yearly(5, 4, 1980, 2)),
    "anniversary": ("2001-05-04", "anniversary", Yearly(5, 4, 2001, 2)),
    "wedding": ("2027-05-04", "wedding", Dated(date(2027, 5, 4), 2)),
    "died": ("2020-05-04", "died", Dated(date(2020, 5, 4), 2)),
    "status": ("ill", "status", "ill"),
    "prm_paused": ("true", "status", "paused"),
    "met": ("2019", "met", Dated(date(2019, 1, 1), 2)),
    "created": ("2026-10-01", "created", Dated(date(2026, 10, 1), 2)),
    "introduced_by": ('"[[Bob]]"', "introduced_by", (Said("Bob", 2, ("Bob",)),)),
    "sphere": ("work", "sphere", ("work",)),
    "profile": ("no time", "profile", "no-time"),
    "profile_work": ("no time", "profile_work", "no-time"),
    "profile_private": ("no time", "profile_private", "no-time"),
    "offers": ("law", "offers", (Said("law", 2),)),
    "interests": ("chess", "interests", (Said("chess", 2),)),
    "needs": ("a flat", "needs", (Said("a flat", 2),)),
    "location": ("Utrecht", "location", "Utrecht"),
    "organisation": ("Acme", "organisation", "Acme"),
    "role": ("cellist", "role", "cellist"),
    "family": ("Carl", "family", ("Carl",)),
    "address": ("Dam 1", "address", "Dam 1"),
    "uid": ("u1", "uid", "u1"),
    "email": ("v@example.org", "email", ("v@example.org",)),
    "phone": ("06-1", "phone", ("06-1",)),
    "is_self": ("true", "is_self", True),
    "aliases": ("Veer", "names", ("Veer",)),
    "first_name": ("Vera", "names", ()),
    "last_name": ("Jansen", "names", ()),
}


@pytest.mark.parametrize("name", PLACES)
def test_every_name_of_a_property_says_the_same(name):
    value, attribute, expected = STATED[PLACES[name].property]
    assert getattr(card(f"{name}: {value}"), attribute) == expected
    assert getattr(card(f"{name.upper()}: {value}"), attribute) == expected


def test_of_two_names_the_earlier_in_the_table_wins_wherever_it_stands():
    assert card("tier: warm\ncircle: close").circle == "close"
    assert card("kring: warm\ntier: close").circle == "close"
    assert card("tel: 06-2\nmobile: 06-1").phone == ("06-1",)
    assert card("skills: law\noffers: chess").offers == (Said("chess", 3),)
    assert card("circle:\ntier: close").circle == "close"
    assert card("e_mail: b@example.org\nemail: a@example.org").email == ("a@example.org",)
    assert card('"email[home]": b@example.org\nemail: a@example.org').email == ("a@example.org",)


def test_frontmatter_wins_over_the_body_under_whatever_name():
    assert card("prm_tier: close", "circle:: warm").circle == "close"
    assert card("needs: a flat", "needs:: a job").needs == (Said("a flat", 2),)
    assert card("circle:", "circle:: warm").circle == "warm"
    assert problems("cadence: soon", "cadence:: weekly") != []


def test_in_the_body_the_first_line_wins_and_lists_grow():
    assert card("", "circle:: warm", "circle:: close").circle == "warm"
    assert card("", "needs:: a flat", "needs:: a job", "zoekt:: a cat").needs == (Said("a flat", 20), Said("a job", 21))


def test_every_name_of_last_contact_counts():
    found = card(
        "last_spoken: 2026-09-01\nlast_contact: 2026-10-01", "Last chatted:: 2026-11-01", "last_contact:: 2025-01-01"
    )
    assert found.last_contact == (
        Dated(date(2026, 10, 1), 3),
        Dated(date(2026, 9, 1), 2),
        Dated(date(2026, 11, 1), 20),
    )
    assert found.line("last_contact") == 3
    found, told = read_both("last_contact: soon\nlast_spoken: 2026-09-01")
    assert found.last_contact == (Dated(date(2026, 9, 1), 3),)
    assert [problem.line for problem in told] == [2]


def test_of_a_list_where_one_value_is_wanted_its_only_element_counts():
    assert card("circle: [close]\ncadence:\n  - monthly\nlast_contact: [2026-10-01]\nstatus: [[ill]]") == Card(
        circle="close",
        cadence=Span(1, "M"),
        last_contact=(Dated(date(2026, 10, 1), 5),),
        status="ill",
        lines=(("status", 6), ("cadence", 3), ("circle", 2), ("last_contact", 5)),
    )
    assert problems("x: 1\ncircle: [close, warm]") == ["Vera.md:3: `circle`: found a list of 2, expected one text"]
    assert problems("last_contact: [2026-10-01, 2026-10-02]") == [
        "Vera.md:2: `last_contact`: found a list of 2, expected a date such as 2026-10-01"
    ]


def test_a_known_property_that_cannot_be_understood_is_reported_with_its_key_as_written():
    assert problems("x: 1\nLast Contact: soon") == [
        "Vera.md:3: `Last Contact`: found “soon”, expected a date such as 2026-10-01"
    ]
    assert problems("birthday: 1980-02-30") == [
        "Vera.md:2: `birthday`: found “1980-02-30”, expected a day such as 1980-05-04 or 05-04"
    ]
    assert problems("ritme: 0") == [
        "Vera.md:2: `ritme`: found “0”, expected a cadence such as 6 weeks, monthly or never"
    ]
    assert problems("met: once") == ["Vera.md:2: `met`: found “once”, expected a date such as 2026-10-01, or a year"]
    assert problems("died: yes, sadly") == [
        "Vera.md:2: `died`: found “yes, sadly”, expected a date such as 2026-10-01, or true"
    ]
    assert problems("profile: a lion") == [
        "Vera.md:2: `profile`: found “a lion”, expected give-and-forget, whats-in-it-for-me or no-time"
    ]
    assert problems("needs: {a: b}") == [
        "Vera.md:2: `needs`: found properties within it, expected a text or a list of texts"
    ]
    assert problems("", "snooze:: later") == ["Vera.md:20: `snooze`: found “later”, expected a date such as 2026-10-01"]
    assert problems(f"wedding: {'x' * 900}") == [
        f"Vera.md:2: `wedding`: found “{'x' * 60}…”, expected a date such as 2026-10-01"
    ]


def test_what_is_unreadable_under_an_ambiguous_word_is_nobodys_business():
    block = "next: the dentist\nsince: forever\nvia: LinkedIn\nplace: [A, B]\nkind: x\nclass: y\nrelationship: it's complicated"
    assert card(block) == Card()
    assert card("next: step 2\nvolgende_contact: 2026-10-01").next_contact == Dated(date(2026, 10, 1), 3)
    assert card("since: school\nstart_date: 2019").met == Dated(date(2019, 1, 1), 3)
    assert card('via: the club\nvoorgesteld_door: "[[Bob]]"').introduced_by == (Said("Bob", 3, ("Bob",)),)
    assert card("relationship: mentor\nrelation: friend").sphere == ("private",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1980-05-04", (5, 4, 1980)),
        ('"05-04"', (5, 4, None)),
        ("05-04", (5, 4, None)),
        ("--05-04", (5, 4, None)),
        ("--0504", (5, 4, None)),
        ("0000-05-04", (5, 4, None)),
        ("1604-05-04", (5, 4, None)),
        ("19800504", (5, 4, 1980)),
        ("4 mei 1980", (5, 4, 1980)),
        ('"[[1980-05-04]]"', (5, 4, 1980)),
        ("[[1980-05-04]]", (5, 4, 1980)),
    ],
)
def test_birthdays_as_they_are_written(written, expected):
    assert card(f"birthday: {written}").birthday == Yearly(*expected, 2)


def test_dates_may_be_links_and_follow_the_order_of_the_configuration():
    assert card('last_contact: "[[Daily/2026-10-01|1 Oct]]"').last_contact == (Dated(date(2026, 10, 1), 2),)
    assert card("follow_up: 2026-10-01T14:30").next_contact == Dated(date(2026, 10, 1), 2)
    assert card("follow_up: 1/10/2026").next_contact == Dated(date(2026, 10, 1), 2)
    assert card("follow_up: 1/10/2026", order="mdy").next_contact == Dated(date(2026, 1, 10), 2)


def test_cadences_of_all_kinds():
    assert card("frequency: 14").cadence == Span(14, "D")
    assert card("keep-in-touch: elke 6 weken").cadence == Span(6, "W")
    assert card("prm-cadence: never").cadence == NEVER


def test_the_dead_are_dead_with_or_without_a_date():
    assert (found := card("died: 2020-05-04")).deceased
    assert (found.died, found.status) == (Dated(date(2020, 5, 4), 2), "deceased")
    assert (found := card("overleden: TRUE")).deceased
    assert (found.died, found.status) == (None, "deceased")
    assert card("status: deceased").deceased
    assert card("status: died").status == "deceased"
    assert not card("deceased: false").deceased
    assert (found := card("died: true\nstatus: archived")).deceased
    assert found.status == "archived"


@pytest.mark.parametrize(
    "value", ["yes", "ja, vorig jaar", "2020", "maart 2020", "2020-03", "2020-02-30", "ca. 2020", "†"]
)
def test_nobody_is_congratulated_again_because_the_day_of_their_death_cannot_be_read(value):
    found, told = read_both(f"died: {value}")
    assert (found.deceased, found.died, found.status) == (True, None, "deceased")
    assert [problem.message for problem in told] == [
        f"`died`: found “{value}”, expected a date such as 2026-10-01, or true"
    ]


@pytest.mark.parametrize("value", ["no", "nee", "not yet", "'?'", "12345"])
def test_what_tells_no_death_is_a_problem_and_no_more(value):
    found, told = read_both(f"died: {value}")
    assert not found.deceased
    assert len(told) == 1


def test_statuses():
    assert card("status: Grieving").status == "grieving"
    assert card("status: inactive").status == "archived"
    assert card("status: prm_paused").status == "paused"
    assert card("status: active").status is None
    assert card("prm-paused: true").status == "paused"
    assert card("prm-paused: false").status is None
    assert card("prm-paused: true\nstatus: ill").status == "ill"
    assert card("prm-paused: true\nstatus: active").status == "paused"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("work", ("work",)),
        ("Zakelijk", ("work",)),
        ("[colleague, friend]", ("work", "private")),
        ("friend, client", ("work", "private")),
        ("privé", ("private",)),
        ("close friend", ("private",)),
        ("co-worker", ("work",)),
        ('"[[Familie]]"', ("private",)),
        ("[neighbour, partner]", ("private",)),
        ("sibling", ()),
        ("{a: b}", ()),
    ],
)
def test_spheres_and_their_words(written, expected):
    assert card(f"sphere: {written}").sphere == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("give-and-forget", "give-and-forget"),
        ("Give and forget", "give-and-forget"),
        ("geven en vergeten", "give-and-forget"),
        ("whats-in-it-for-me", "whats-in-it-for-me"),
        ('"What\'s in it for me?"', "whats-in-it-for-me"),
        ("Wat levert het op", "whats-in-it-for-me"),
        ("No-Time", "no-time"),
        ("geen_tijd", "no-time"),
    ],
)
def test_profiles_in_both_languages(written, expected):
    found = card(f"netwerkprofiel: {written}\nprofileWork: {written}\nprofile private: {written}")
    assert (found.profile, found.profile_work, found.profile_private) == (expected,) * 3


def test_further_names_are_all_names_that_are_written_aliases_first():
    found = card(
        "first_name: Vera\nlast_name: de Vries\nFN: V. de Vries\nname: Vries, Vera de\nnickname: [Veer, V]\n"
        "alias: Veertje, Veer\naliases:\n  - V.V."
    )
    assert found.names == ("V.V.", "Veertje", "Veer", "V", "Vries, Vera de", "V. de Vries", "Vera de Vries")


def test_one_half_of_a_name_is_no_name():
    assert card("first_name: Vera").names == ()


def test_family_is_everybody_under_any_name():
    found = card(
        'kids: [Dot, "[[Ed]]"]\nspouse: "[[People/Carl|Carl]]"\nfamily: two cats', "children:: Flo", "kids:: Gus"
    )
    assert found.family == ("two cats", "Carl", "Dot", "Ed", "Flo")


def test_texts_show_their_links_on_one_line():
    found = card('role: "head of [[Cello|the cellos]]"\naddress: |\n  Dam 1\n  Utrecht\norg: ["[[Acme]]", Bolt]')
    assert (found.role, found.address, found.organisation) == ("head of the cellos", "Dam 1 Utrecht", "Acme, Bolt")
    assert found.organisation_links == ("Acme",)


def test_address_books_write_addresses_their_own_way():
    found = card(
        "ADR[HOME].LOCALITY: Utrecht\nADR[HOME].STREET: Dam 1\nEMAIL[HOME]: v@example.org\n\"TEL[CELL]\": '+31 6 1234'\n"
    )
    assert (found.location, found.address, found.email, found.phone) == (
        "Utrecht",
        "Dam 1",
        ("v@example.org",),
        ("+31 6 1234",),
    )


def test_several_addresses_and_numbers_and_those_with_labels():
    found = card(
        "email: [v@example.org, vera@example.net]\n"
        "phone:\n  - {phone_label: work 2, phone_number: 030-1234567}\n  - label: home\n    value: +31 6 12345678\n  - 06-1"
    )
    assert found.email == ("v@example.org", "vera@example.net")
    assert found.phone == ("030-1234567", "+31 6 12345678", "06-1")
    assert problems("email: {label: work}") == ["Vera.md:2: `email`: found properties within it, expected an address"]


def test_plain_names_introduce_people_too():
    assert card("introduced_by: [Bob Smith, '[[Eve]] and [[Carl]]']").introduced_by == (
        Said("Bob Smith", 2),
        Said("Eve and Carl", 2, ("Eve", "Carl")),
    )


def test_the_user_is_marked():
    assert card("is-self: true").is_self
    assert not card("is_self: false").is_self


def test_tags_come_from_the_whole_note():
    found, _ = read_card("Vera.md", (), (), ["#Person", "crm", "person", "Friend/Close"], "dmy")
    assert found.tags == ("person", "crm", "friend/close")


def test_tags_in_properties_are_lists_or_split():
    assert tag_list(fields('tags: [Person, "#friend/close"]\ntag: "crm, #club  person"')) == (
        "person",
        "friend/close",
        "crm",
        "club",
    )
    assert tag_list(fields("tags: Person")) == ("person",)
    assert tag_list(fields("tags:\n")) == ()


def test_values_are_all_texts_of_some_keys_with_their_lines():
    found = fields('Type: person\ncategories:\n  - "[[People]]"\n  - [a, b]\nkind: {a: b}\nother: x\nfile_class: ~')
    assert values(found, "type", "categories", "kind", "fileclass") == [
        ("person", 2),
        ("[[People]]", 4),
        ("a", 5),
        ("b", 5),
    ]
    assert values(found, "nothing") == []


SCALARS = st.builds(
    Scalar,
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            ["", "2026-10-01", "true", "[[a|b]]", "friend", "6 weeks", "2026-02-30", "9" * 5000, "[[" * 50, "\0"]
        ),
    ),
    st.integers(1, 50),
)
NODES = st.recursive(
    SCALARS,
    lambda nodes: st.one_of(
        st.builds(Items, st.lists(nodes, max_size=3).map(tuple), st.integers(1, 50)),
        st.builds(
            Fields,
            st.lists(st.builds(Field, st.text(max_size=5), st.integers(1, 50), nodes), max_size=3).map(tuple),
            st.integers(1, 50),
        ),
    ),
    max_leaves=6,
)
STATEMENTS = st.lists(st.builds(Field, st.sampled_from([*PLACES, "mood"]), st.integers(1, 50), NODES), max_size=6)


@settings(max_examples=200, deadline=None)
@given(STATEMENTS, STATEMENTS, st.lists(st.text(max_size=8), max_size=3), st.sampled_from(["dmy", "mdy"]))
def test_whatever_is_stated_the_card_is_read(front, body, tags, order):
    found, told = read_card("Vera.md", front, body, tags, order)
    stated = {field.line for field in [*front, *body]}
    assert {problem.line for problem in told} <= stated
    assert {line for _, line in found.lines} <= stated
    assert all("\n" not in str(problem) for problem in told)
    assert found.sphere in ((), ("work",), ("private",), ("work", "private"))
