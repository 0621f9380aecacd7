"""What other programs read: the shapes never vary, and absent is null or an empty list."""

import json
import re
from datetime import date
from unicodedata import category

from full_day import ANNA, BRAM, CARLA, EMMA, FULL, GRIET, HANS, NETWORK, PEOPLE, TODAY, contact, person
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.agenda.portrait import portrait
from vaultnet.model.agenda import Agenda, Profile
from vaultnet.model.config import Config
from vaultnet.model.facts import Card, Dated, Entry, Said
from vaultnet.model.network import Contact, Part, Promise, Record, Source
from vaultnet.model.span import Span, Yearly
from vaultnet.problem import Problem
from vaultnet.render.json import check, due, dumps, people, show

CONFIG = Config()
DUE = due(FULL, NETWORK, CONFIG)


def shown(one, today=TODAY):
    return show(portrait(one, CONFIG, today, Profile("no-time", stated=True), Profile(None)))


def test_due_has_every_list_in_the_order_in_which_it_is_shown():
    assert list(DUE) == [
        "version", "date", "people", "fresh_start", "today", "reach_out", "waiting", "thank", "answer", "report",
        "return", "promised", "introduce", "leaf_through", "coming_up", "problems",
    ]  # fmt: skip
    assert [DUE[key] for key in ("version", "date", "people", "fresh_start")] == [1, "2026-11-21", 8, False]


def test_an_empty_day_is_made_of_empty_lists():
    empty = due(Agenda(TODAY, 0), NETWORK, CONFIG)
    assert [key for key, value in empty.items() if value != []] == ["version", "date", "people", "fresh_start"]


def test_an_occasion_has_its_keys():
    assert DUE["coming_up"][0] == {
        "person": "Bram Jansen",
        "path": "People/Bram Jansen.md",
        "kind": "illness",
        "date": "2026-11-24",
        "days": 3,
        "text": "her operation is on 24 November",
        "source": {"path": "People/Bram Jansen.md", "line": 3},
    }
    assert {key: DUE["today"][0][key] for key in ("person", "kind", "days")} == {
        "person": "Anna de Vries",
        "kind": "birthday",
        "days": 0,
    }


def test_somebody_to_reach_out_to():
    assert DUE["reach_out"][0] == {
        "person": "Bram Jansen",
        "path": "People/Bram Jansen.md",
        "due": "2026-11-01",
        "days_past": 20,
        "cadence": "P1M",
        "estimated": False,
        "why": "7 weeks since you spoke; you like to speak monthly.",
        "last_contact": {
            "date": "2026-10-01",
            "text": "coffee\ntalked about his move",
            "path": "People/Bram Jansen.md",
            "line": 12,
        },
        "ask_about": [
            {"text": "the new house", "date": "2026-10-01", "path": "People/Bram Jansen.md", "line": 13},
        ],
        "promises": [
            {
                "person": "Bram Jansen",
                "path": "People/Bram Jansen.md",
                "text": "send the article about soil",
                "due": "2026-11-20",
                "source": {"path": "People/Bram Jansen.md", "line": 30},
            }
        ],
        "family": [],
        "phone": None,
        "email": "bram@example.org",
        "place": "Utrecht",
        "organisation": "Groen & Co",
        "received": [
            {
                "text": "Carla Smit",
                "date": "2024-03-02",
                "thanked": True,
                "path": "People/Bram Jansen.md",
                "line": 20,
            },
            {
                "text": "a lift to the station",
                "date": "2026-10-01",
                "thanked": False,
                "path": "People/Bram Jansen.md",
                "line": 14,
            },
        ],
    }
    assert list(DUE["waiting"][0]) == list(DUE["reach_out"][0])
    assert DUE["waiting"][0]["last_contact"] is None


def test_the_why_is_in_the_language_of_the_vault():
    dutch = due(FULL, NETWORK, Config(language="nl"))
    assert dutch["reach_out"][0]["why"] == "7 weken geleden spraken jullie elkaar; je hebt graag maandelijks contact."


def test_thanks_and_their_kin():
    assert DUE["thank"][0] == {
        "person": "Carla Smit",
        "path": "People/Carla Smit.md",
        "text": "the address of a good lawyer",
        "date": "2026-11-18",
        "source": {"path": "Daily/2026-11-18.md", "line": 5},
    }
    assert [len(DUE[key]) for key in ("thank", "answer", "report", "return")] == [2, 2, 1, 1]


def test_promises_introductions_names_that_come_by_and_problems():
    assert [one["due"] for one in DUE["promised"]] == ["2026-11-20", None, None]
    assert DUE["introduce"] == [
        {
            "need": {"person": "Anna de Vries", "path": "People/Anna de Vries.md", "text": "a cello teacher"},
            "offer": {"person": "Daan Visser", "path": "People/Daan Visser.md", "text": "teaches cello"},
            "topic": "cello",
        }
    ]
    assert DUE["leaf_through"] == [
        {
            "person": "Emma Bakker",
            "path": "People/Emma Bakker.md",
            "reason": "quiet",
            "last_contact": {
                "date": "2026-10-03",
                "text": "busy with her thesis",
                "path": "Daily/2026-10-03.md",
                "line": 4,
            },
            "ask_about": [],
        }
    ]
    assert DUE["problems"][1] == {"path": "Daily/[x]%%.md", "line": 1, "message": "this file is not UTF-8"}


def test_what_the_user_gave_is_in_no_list_of_the_day():
    gave = Contact(TODAY, (Part(Source("People/Emma Bakker.md", 3), "a loan", ("gave",), given=True),))
    leaf = FULL.leaf_through[0]
    day = Agenda(TODAY, 1, leaf_through=(leaf._replace(beside=leaf.beside._replace(last_contact=gave)),))
    assert due(day, NETWORK, CONFIG)["leaf_through"][0]["last_contact"]["text"] == ""


def test_people_have_their_keys():
    rows = people(PEOPLE, TODAY)["people"]
    assert rows[1] == {
        "person": "Bram Jansen",
        "path": "People/Bram Jansen.md",
        "cadence": "P1M",
        "circle": None,
        "last_contact": "2026-10-01",
        "due": "2026-11-01",
        "estimated": False,
        "contacts": 1,
        "status": None,
        "sphere": [],
    }
    found = {one["person"]: one for one in rows}
    assert (found[GRIET.name]["due"], found[GRIET.name]["estimated"], found[GRIET.name]["status"]) == (
        "2026-11-21",
        True,
        "grieving",
    )
    assert (found[HANS.name]["due"], found[HANS.name]["status"]) == (None, "deceased")
    assert (found[CARLA.name]["last_contact"], found[CARLA.name]["contacts"]) == (None, 0)


def test_a_plan_is_no_contact_yet():
    path = "People/Zoe.md"
    zoe = person("Zoe", contacts=(contact(date(2026, 11, 1), "tea", path), contact(date(2026, 12, 1), "lunch", path)))
    row = people([zoe], TODAY)["people"][0]
    assert (row["last_contact"], row["contacts"]) == ("2026-11-01", 1)
    assert [one["text"] for one in shown(zoe)["contacts"]] == ["tea"]
    assert [one["text"] for one in shown(zoe)["plans"]] == ["lunch"]


def test_the_card_and_everything_around_a_person():
    path = "People/Zoe.md"
    parts = (
        Part(Source(path, 9), "tea", ("busy",)),
        Part(Source("Daily/2026-11-01.md", 2), "lent her a drill", ("gave",), given=True),
    )
    zoe = person(
        "Zoe",
        Card(
            names=("Zoetje",),
            birthday=Yearly(2, 29, None, 2),
            wedding=Dated(date(2019, 11, 25), 4),
            needs=(Said("a bike", 3),),
            email=("a@example.org", "b@example.org"),
            location="Gent",
            sphere=("work", "private"),
        ),
        cadence=Span(2, "W"),
        contacts=(Contact(date(2026, 11, 1), parts),),
        records=(
            Record(path, Entry(10, None, "a map", contact=False, marks=("received",))),
            Record(path, Entry(11, date(2026, 11, 2), "songs", contact=False, marks=("offer",))),
            Record(path, Entry(12, date(2026, 11, 3), "old", contact=False, marks=("need",), open=False)),
        ),
        promises=(Promise("call", None, Source(path, 20)),),
        introduced_by=(EMMA.path,),
    )
    found = shown(zoe)
    assert found["contacts"] == [
        {
            "date": "2026-11-01",
            "text": "tea\nlent her a drill",
            "marks": ["busy", "gave"],
            "path": path,
            "line": 9,
            "sources": [{"path": path, "line": 9}, {"path": "Daily/2026-11-01.md", "line": 2}],
        }
    ]
    assert found["last_contact"] == {"date": "2026-11-01", "text": "tea", "path": path, "line": 9}
    assert (found["birthday"], found["wedding"], found["email"]) == (
        "--02-29",
        "2019-11-25",
        "a@example.org, b@example.org",
    )
    assert (found["cadence"], found["due"], found["location"]) == ("P2W", "2026-11-15", "Gent")
    assert (found["aliases"], found["introduced_by"], found["sphere"]) == (
        ["Zoetje"],
        ["Emma Bakker"],
        ["work", "private"],
    )
    assert found["received"] == [{"text": "a map", "date": None, "thanked": False, "path": path, "line": 10}]
    assert found["needs"] == [{"text": "a bike", "date": None, "path": path, "line": 3}]
    assert found["offers"] == [{"text": "songs", "date": "2026-11-02", "path": path, "line": 11}]
    assert [one["text"] for one in found["promises"]] == ["call"]
    assert [(one["kind"], one["date"], one["days"]) for one in found["occasions"]] == [
        ("wedding", "2019-11-25", -2553),
        ("anniversary", "2026-11-25", 4),
        ("birthday", "2027-02-28", 99),
    ]
    assert found["profile"] == {
        "work": {"value": "no-time", "stated": True, "evidence": None},
        "private": {"value": None, "stated": False, "evidence": None},
    }


def test_a_person_of_whom_nothing_is_known_has_the_same_keys():
    assert list(shown(CARLA)) == list(shown(BRAM))
    assert shown(ANNA)["birthday"] == "1980-11-21"


def test_check_lists_problems():
    assert check([Problem("a.md", 1, "what is this?")]) == {
        "version": 1,
        "problems": [{"path": "a.md", "line": 1, "message": "what is this?"}],
    }


@given(st.text(st.characters(exclude_categories=())))
def test_the_document_reads_back_and_holds_no_control_character(text):
    document = dumps({"text": text})
    assert json.loads(document) == {"text": text}
    assert "\n" not in document.removeprefix("{\n").removesuffix("\n}")
    assert not any(
        category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in re.sub("[\n\u200c\u200d]", "", document)
    )
    document.encode("utf-8")


def test_what_is_escaped_is_escaped_as_json_does():
    assert dumps("\x7f\x9b\u202e\ud800\U000e0041") == r'"\u007f\u009b\u202e\ud800\udb40\udc41"'


def test_the_document_is_readable():
    assert dumps({"naam": "Zoë"}) == '{\n  "naam": "Zoë"\n}'
