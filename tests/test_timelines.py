from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.model.config import Config
from vaultnet.model.facts import Attendee, Card, Dated, Entry, Facts, Task, Told
from vaultnet.model.network import Source
from vaultnet.network import build
from vaultnet.problem import Problem

TODAY = date(2026, 11, 21)
OCTOBER = date(2026, 10, 1)
MARCH = date(2026, 3, 14)


def person(name, *entries, tasks=(), links=(), folder="People", **card):
    return Facts(f"{folder}/{name}.md", "person", card=Card(**card), entries=entries, tasks=tasks, links=links)


def daily(day, *entries, attendees=(), tasks=()):
    return Facts(f"Daily/{day}.md", "daily", day, entries=entries, attendees=attendees, tasks=tasks)


def meeting(name, day, *attendees, entries=()):
    return Facts(f"Meetings/{name}.md", "meeting", day, attendees=attendees, entries=entries)


def entry(line, day, text="", *links, contact=True, **rest):
    return Entry(line, day, text, contact, links=links, **rest)


def network(*facts, **config):
    return build(facts, [one.path for one in facts], Config(**config), TODAY)


def of(name, *facts, **config):
    found = network(*facts, **config).person(f"People/{name}.md")
    assert found is not None
    return found


def contacts(name, *facts):
    """Each contact as (date, text, marks, places)."""
    return [
        (contact.date, contact.text, contact.marks, [tuple(part.source) for part in contact.parts])
        for contact in of(name, *facts).contacts
    ]


def test_entries_of_a_persons_note_are_contacts_oldest_first():
    vera = person(
        "Vera", entry(9, OCTOBER, "coffee"), entry(4, MARCH, "walk"), entry(12, None, "no date", marks=("need",))
    )
    assert contacts("Vera", vera) == [
        (MARCH, "walk", (), [("People/Vera.md", 4)]),
        (OCTOBER, "coffee", (), [("People/Vera.md", 9)]),
    ]


def test_what_is_no_contact_leaves_no_contact():
    assert contacts("Vera", person("Vera", entry(4, OCTOBER, "called in vain", contact=False, marks=("tried",)))) == []


def test_links_to_others_in_a_persons_note_are_topics():
    facts = person("Vera", entry(4, OCTOBER, "spoke about Bram", "Bram")), person("Bram")
    assert contacts("Bram", *facts) == []


def test_a_daily_note_makes_a_contact_with_each_linked_person_once():
    facts = (
        person("Vera"),
        person("Bram"),
        daily(OCTOBER, entry(3, OCTOBER, "lunch with Vera and Bram", "Vera", "Bram", "People/Vera", "Somewhere")),
    )
    expected = [(OCTOBER, "lunch with Vera and Bram", (), [("Daily/2026-10-01.md", 3)])]
    assert contacts("Vera", *facts) == expected
    assert contacts("Bram", *facts) == expected


def test_all_places_of_one_day_are_one_contact_the_own_note_first_and_last_contact_last():
    facts = (
        daily(OCTOBER, entry(8, OCTOBER, "called Vera", "Vera"), entry(5, OCTOBER, "mail from Vera", "Vera")),
        person("Vera", entry(20, OCTOBER, "her new house"), last_contact=(Dated(OCTOBER, 2),)),
        meeting("2026-10-01 Choir", OCTOBER, Attendee("Vera", 4, linked=True)),
    )
    assert contacts("Vera", *facts) == [
        (
            OCTOBER,
            "her new house\nmail from Vera\ncalled Vera\nChoir",
            (),
            [
                ("People/Vera.md", 20),
                ("Daily/2026-10-01.md", 5),
                ("Daily/2026-10-01.md", 8),
                ("Meetings/2026-10-01 Choir.md", 4),
                ("People/Vera.md", 2),
            ],
        )
    ]


def test_every_last_contact_counts_as_a_contact_without_text():
    vera = person("Vera", last_contact=(Dated(OCTOBER, 2), Dated(MARCH, 3)))
    assert contacts("Vera", vera) == [
        (MARCH, "", (), [("People/Vera.md", 3)]),
        (OCTOBER, "", (), [("People/Vera.md", 2)]),
    ]


def test_a_sub_item_adds_its_marks_to_the_contact_that_holds_it_and_nothing_else():
    vera = person(
        "Vera",
        entry(4, OCTOBER, "coffee\nthe address of a lawyer\nher thesis", marks=("asked",)),
        entry(5, OCTOBER, "the address of a lawyer", within=4, marks=("received",)),
        entry(6, OCTOBER, "her thesis", contact=False, within=5, marks=("ask about",)),
    )
    assert contacts("Vera", vera) == [
        (
            OCTOBER,
            "coffee\nthe address of a lawyer\nher thesis",
            ("asked", "received", "ask about"),
            [("People/Vera.md", 4)],
        )
    ]
    assert [record.entry.line for record in of("Vera", vera).records] == [4, 5, 6]


def test_a_sub_item_of_what_is_no_contact_stands_for_itself():
    vera = person(
        "Vera",
        entry(4, OCTOBER, "her thesis", contact=False, marks=("ask about",)),
        entry(5, OCTOBER, "a book", within=4, marks=("received",)),
        entry(8, OCTOBER, "parent gone", within=7),
    )
    assert contacts("Vera", vera) == [
        (OCTOBER, "a book\nparent gone", ("received",), [("People/Vera.md", 5), ("People/Vera.md", 8)])
    ]


def test_a_sub_item_in_a_daily_note_is_a_contact_of_its_own_with_those_whom_its_parent_does_not_link():
    facts = (
        person("Vera"),
        person("Bram"),
        daily(
            OCTOBER,
            entry(3, OCTOBER, "Vera came by\nwith Bram\nVera again", "Vera"),
            entry(4, OCTOBER, "with Bram", "Bram", within=3),
            entry(5, OCTOBER, "Vera again", "Vera", within=3, marks=("received",)),
        ),
    )
    assert contacts("Vera", *facts) == [
        (OCTOBER, "Vera came by\nwith Bram\nVera again", ("received",), [("Daily/2026-10-01.md", 3)])
    ]
    assert contacts("Bram", *facts) == [(OCTOBER, "with Bram", (), [("Daily/2026-10-01.md", 4)])]


def test_a_sub_item_that_links_nobody_is_about_the_people_of_its_parent():
    facts = (
        person("Vera"),
        daily(
            OCTOBER,
            entry(3, OCTOBER, "lunch with Vera\na book", "Vera"),
            entry(4, OCTOBER, "a book", within=3, marks=("received",)),
        ),
    )
    vera = of("Vera", *facts)
    assert [(record.source, record.entry.text) for record in vera.records] == [
        (Source("Daily/2026-10-01.md", 4), "a book")
    ]
    assert contacts("Vera", *facts) == [
        (OCTOBER, "lunch with Vera\na book", ("received",), [("Daily/2026-10-01.md", 3)])
    ]


def test_those_present_in_a_dated_note_are_contacts_with_its_title_as_text():
    attendees = (
        Attendee("Vera", 3, linked=True),
        Attendee("Vera", 9, linked=True),
        Attendee("stranger", 3, linked=False),
    )
    facts = person("Vera"), person("Bram"), meeting("2026-10-01 - Lunch at the mill", OCTOBER, *attendees)
    assert contacts("Vera", *facts) == [
        (OCTOBER, "Lunch at the mill", (), [("Meetings/2026-10-01 - Lunch at the mill.md", 3)])
    ]


def test_the_title_of_a_meeting_is_what_its_name_says_besides_the_date():
    titles = {"20261001 Lunch": "Lunch", "Choir": "Choir", "2026-10-01": "", "2026-10-01_Choir": "Choir"}
    for name, title in titles.items():
        facts = person("Vera"), meeting(name, OCTOBER, Attendee("Vera", 3, linked=True))
        assert [text for _, text, _, _ in contacts("Vera", *facts)] == [title]


def test_links_in_the_items_of_a_meeting_are_topics():
    facts = person("Vera"), meeting("2026-10-01 Lunch", OCTOBER, entries=(entry(8, OCTOBER, "about Vera", "Vera"),))
    assert contacts("Vera", *facts) == []


def test_a_meeting_without_a_date_is_no_contact():
    assert contacts("Vera", person("Vera"), meeting("Lunch", None, Attendee("Vera", 3, linked=True))) == []


def test_plain_names_of_those_present_are_looked_up_as_names():
    attendees = Attendee("vera", 3, linked=False), Attendee("Brammetje", 3, linked=False)
    facts = person("@Vera"), person("Bram", names=("Brammetje",)), daily(OCTOBER, attendees=attendees)
    expected = [(OCTOBER, "", (), [("Daily/2026-10-01.md", 3)])]
    assert contacts("@Vera", *facts) == expected
    assert contacts("Bram", *facts) == expected


def test_a_line_of_a_daily_note_that_lists_those_present_is_one_place():
    facts = (
        person("Vera"),
        daily(OCTOBER, entry(4, OCTOBER, "Vera", "Vera"), attendees=(Attendee("Vera", 4, linked=True),)),
    )
    assert contacts("Vera", *facts) == [(OCTOBER, "Vera", (), [("Daily/2026-10-01.md", 4)])]


def test_a_contact_after_today_stays_as_a_plan():
    coming = date(2026, 12, 5)
    assert [day for day, _, _, _ in contacts("Vera", person("Vera", entry(4, coming, "lunch")))] == [coming]


def test_a_date_more_than_five_years_ahead_or_before_1900_is_a_problem_and_no_contact():
    vera = person(
        "Vera",
        entry(4, date(2031, 11, 21), "just within"),
        entry(5, date(2031, 11, 22), "a typing error"),
        entry(6, date(1899, 12, 31), "another"),
        last_contact=(Dated(date(2062, 10, 1), 2),),
    )
    whole = network(vera)
    assert [contact.date for contact in whole.people[0].contacts] == [date(2031, 11, 21)]
    assert whole.problems == (
        Problem("People/Vera.md", 2, "a date more than 5 years ahead: 2062-10-01"),
        Problem("People/Vera.md", 5, "a date more than 5 years ahead: 2031-11-22"),
        Problem("People/Vera.md", 6, "a date before 1900: 1899-12-31"),
    )


def test_the_years_from_1800_are_fine_for_what_is_no_contact():
    vera = person(
        "Vera",
        entry(4, date(1899, 5, 1), "grandmother born", contact=False, marks=("birth",)),
        entry(5, date(1799, 5, 1), "too long ago", contact=False, marks=("birth",)),
    )
    assert network(vera).problems == (Problem("People/Vera.md", 5, "a date before 1800: 1799-05-01"),)


def test_impossible_dates_of_other_notes_are_silently_no_contacts():
    far = date(2062, 1, 1)
    facts = (
        person("Vera"),
        daily(far, entry(3, far, "lunch", "Vera"), attendees=(Attendee("Vera", 2, linked=True),)),
        meeting("Long ago", date(1850, 1, 1), Attendee("Vera", 3, linked=True)),
    )
    assert contacts("Vera", *facts) == []
    assert network(*facts).problems == ()


def test_marked_and_telling_lines_are_remembered_undated_ones_first():
    told = Told("illness", date(2026, 10, 24), "her operation is on 24 October", dated=True)
    facts = (
        person(
            "Vera",
            entry(9, OCTOBER, "her operation is on 24 October", told=(told,)),
            entry(5, MARCH, "a book", marks=("received",)),
            entry(12, None, "a cello teacher", contact=False, marks=("need",)),
            entry(13, MARCH, "plain"),
        ),
        daily(MARCH, entry(2, MARCH, "Vera: a pie", "Vera", marks=("received",))),
        meeting("M", MARCH, entries=(entry(7, MARCH, "ask Vera", "Vera", contact=False, marks=("ask about",)),)),
    )
    assert [tuple(record.source) for record in of("Vera", *facts).records] == [
        ("People/Vera.md", 12),
        ("Daily/2026-03-14.md", 2),
        ("Meetings/M.md", 7),
        ("People/Vera.md", 5),
        ("People/Vera.md", 9),
    ]


def test_a_record_knows_the_other_people_it_links_to():
    facts = (
        person("Vera", entry(4, OCTOBER, "met Bram", "Bram", "Vera", "Me", "Nobody", marks=("received",))),
        person("Bram"),
        person("Me", is_self=True),
        daily(OCTOBER, entry(2, OCTOBER, "Vera and Bram", "Vera", "Bram", marks=("busy",))),
    )
    assert [record.people for record in of("Vera", *facts).records] == [("People/Bram.md",), ("People/Bram.md",)]
    assert [record.people for record in of("Bram", *facts).records] == [("People/Vera.md",)]


def test_what_was_given_is_remembered_by_its_date_and_links_alone():
    gave = entry(4, OCTOBER, "a loan of 500 #money", "Bram", marks=("gave",), tags=("money",))
    vera = of("Vera", person("Vera", gave), person("Bram"))
    (record,) = vera.records
    assert (record.entry.date, record.entry.text, record.entry.tags) == (OCTOBER, "", ())
    assert record.people == ("People/Bram.md",)
    (contact,) = vera.contacts
    assert (contact.text, contact.full_text) == ("", "a loan of 500 #money")


def test_open_tasks_in_a_persons_note_are_promises_to_that_person():
    tasks = Task(9, "send the article to Bram", date(2026, 11, 25), ("Bram",)), Task(4, "the book", None)
    facts = person("Vera", tasks=tasks), person("Bram")
    assert [(promise.text, promise.due, promise.source.line) for promise in of("Vera", *facts).promises] == [
        ("the book", None, 4),
        ("send the article to Bram", date(2026, 11, 25), 9),
    ]
    assert of("Bram", *facts).promises == ()


def test_open_tasks_elsewhere_are_promises_to_each_person_they_link():
    task = Task(3, "plan dinner", None, ("Vera", "Bram", "Recipes"))
    plans = Facts("Projects/Dinner.md", tasks=(task, Task(4, "buy bread", None)))
    facts = person("Vera"), person("Bram"), plans
    for name in ("Vera", "Bram"):
        assert [(one.text, one.source) for one in of(name, *facts).promises] == [
            ("plan dinner", Source("Projects/Dinner.md", 3))
        ]


def test_tasks_in_the_users_own_note_are_promises_to_those_they_link():
    me = person("Me", is_self=True, tasks=(Task(3, "call Vera", None, ("Vera",)), Task(4, "tidy up", None)))
    assert [promise.text for promise in of("Vera", me, person("Vera")).promises] == ["call Vera"]


def test_nothing_is_a_contact_with_the_user():
    me = person("Me", entry(4, OCTOBER, "resolved to write more"), is_self=True, last_contact=(Dated(MARCH, 2),))
    whole = network(
        me, daily(OCTOBER, entry(3, OCTOBER, "I and me", "Me"), attendees=(Attendee("Me", 2, linked=True),))
    )
    assert whole.people == ()
    assert whole.me is not None
    assert whole.me.contacts == ()


days = st.dates(date(2025, 1, 1), date(2027, 1, 1))
lines = st.integers(1, 9)


@st.composite
def entries(draw):
    line = draw(lines)
    return Entry(
        line,
        draw(st.none() | days),
        draw(st.sampled_from(["coffee", "", "walk"])),
        draw(st.booleans()),
        within=draw(st.integers(0, line)),
        marks=draw(st.sampled_from([(), ("received",), ("gave",), ("introduced",)])),
        links=tuple(draw(st.lists(st.sampled_from(["Vera", "Bram", "Sam", "Nobody"]), max_size=2))),
    )


@given(st.lists(entries(), max_size=6), st.lists(entries(), max_size=6))
def test_there_is_one_contact_a_day_and_each_of_its_places_speaks_of_that_day(own, other):
    written = sorted(other, key=lambda one: one.line)
    facts = person("Vera", *own), person("Bram"), daily(OCTOBER, *written)
    for one in network(*facts).people:
        held = [contact.date for contact in one.contacts]
        assert held == sorted(set(held))
        told = {(part.source.line, contact.date) for contact in one.contacts for part in contact.parts}
        assert told <= {(said.line, said.date) for said in (*own, *other) if said.contact}


@given(st.lists(entries(), max_size=6, unique_by=lambda one: one.line))
def test_no_day_of_contact_and_no_mark_of_a_contact_is_lost(own):
    vera = of("Vera", person("Vera", *own))
    assert {contact.date for contact in vera.contacts} == {one.date for one in own if one.contact and one.date}
    for one in own:
        if one.contact and one.date:
            (contact,) = (found for found in vera.contacts if found.date == one.date)
            assert set(one.marks) <= set(contact.marks)
