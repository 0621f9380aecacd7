"""Vaults that were never made for vaultnet: each convention is read as it is, without a line of configuration.

What is counted is what a person would count, the due note is of use, and no note of the vault changes.
"""

import json
from typing import NamedTuple

import pytest

from vaultnet.cli import run

DAY = ("--today", "2026-11-21")
OURS = {"Due today.md", "vaultnet.toml"}


class Seen(NamedTuple):
    """What somebody sees who tries vaultnet on a vault."""

    root: str
    counted: str  # by `init`
    problems: list[str]  # of `check`
    people: dict[str, tuple[str | None, str | None, int]]  # cadence, last contact, number of contacts
    due: str  # the due note, from its date on


@pytest.fixture
def look(vault, capsys):
    """`look({path: text})`: try everything on a vault; every note must stay as it was."""

    def said(*arguments, code=0):
        assert run([*arguments, *DAY]) == code
        return capsys.readouterr().out

    def at(notes):
        place = vault(notes)
        counted = said("init", place.root).splitlines()[0]
        said("build", place.root)
        found = run(["--vault", place.root, "check", *DAY])
        problems = capsys.readouterr().out.splitlines()
        assert found == bool(problems)
        assert place.names() == {*notes, *OURS}
        assert {path: place.read(path) for path in notes} == notes
        said("build", place.root, "--check")
        listed = json.loads(said("--vault", place.root, "people", "--json"))["people"]
        people = {one["person"]: (one["cadence"], one["last_contact"], one["contacts"]) for one in listed}
        due = place.read("Due today.md").partition("# Saturday 21 November 2026\n")[2]
        return Seen(place.root, counted, problems, people, due)

    return at


def test_categories_that_link_to_people_and_meetings_that_list_them(look):
    seen = look(
        {
            ".obsidian/app.json": '{"newLinkFormat": "shortest", "userIgnoreFilters": null}',
            ".obsidian/daily-notes.json": '{"folder": "Daily", "template": "Templates/Daily Note Template"}',
            ".obsidian/templates.json": '{"folder": "Templates"}',
            "Templates/People Template.md": '---\ncategories:\n  - "[[People]]"\nbirthday:\ncreated: {{date}}\n---\n',
            "Templates/Meeting Template.md": '---\ncategories:\n  - "[[Meetings]]"\ndate: {{date}}\npeople: []\n---\n',
            "Categories/People.md": "---\ntags:\n  - categories\n---\n\n![[People.base]]\n",
            "Categories/Meetings.md": "---\ntags:\n  - categories\n---\n\n![[Meetings.base]]\n",
            "Vera Claes.md": '---\ncategories:\n  - "[[People]]"\nbirthday: 1986-11-25\norg:\n  - "[[Slow Tide]]"\n'
            "created: 2025-01-10\n---\n## Meetings\n\n![[Meetings.base#Person]]\n",
            "Sam Rivera.md": '---\ncategories: ["[[People]]"]\ntype: ["[[Authors]]"]\ncadence: monthly\n---\n',
            "Slow Tide.md": '---\ncategories:\n  - "[[Companies]]"\n---\n',
            "2026-10-02 Meeting with Vera.md": '---\ncategories:\n  - "[[Meetings]]"\ndate: 2026-10-02\npeople:\n'
            '  - "[[Vera Claes]]"\ntopics:\n  - "[[Sam Rivera]]"\n---\n\nAbout [[Sam Rivera]].\n',
            "Lunch at the harbour.md": '---\ncategories:\n  - "[[Meetings]]"\ndate: 2026-10-20T12:30\n'
            'loc: ["[[Harbour]]"]\npeople: ["[[Sam Rivera]]", "[[Vera Claes|V]]"]\n---\n',
            "References/A book.md": '---\ncategories: ["[[Books]]"]\nauthor: ["[[Sam Rivera]]"]\ndate: 2019\n---\n',
            "Daily/2026-11-19.md": "coffee and a walk\n",
        },
    )
    assert seen.counted == "9 notes: 2 people, 1 daily note, 2 meetings, 3 contacts"
    assert not seen.problems
    assert seen.people == {"Sam Rivera": ("P1M", "2026-10-20", 1), "Vera Claes": (None, "2026-10-20", 2)}
    assert "## Reach out\n- [ ] [[Sam Rivera]]\n    > 4 weeks since you spoke; you like to speak monthly." in seen.due
    assert "- 25 November: [[Vera Claes]], turns 40, a milestone (in 4 days)" in seen.due


def test_the_keys_of_personal_crm(look):
    seen = look(
        {
            "People/Sam Rivera.md": "---\nprm-tier: inner\nprm-birthday: 11-23\nprm-relationship: friend\n"
            "prm-location: Porto\n---\n- [[2026-07-04]] - coffee\n",
            "People/Jo Hart.md": "---\nprm-cadence: 30\nprm-last-contacted: 2026-10-01\n---\n",
            "People/Ben Okri.md": "---\nprm-tier: close\nprm-snooze-until: 2027-01-15\n---\n",
            "People/Kim Vos.md": "---\nprm-tier: casual\nprm-paused: true\n---\n",
            "People/Lee Tan.md": "---\nprm-ignore-journal: true\ncreated: 2024-05-05\n---\n",
            "Journal/2026-11-10.md": "- [x] [[Ben Okri]] - called him\n\ncoffee with [[Sam Rivera]]; thought of Jo\n"
            "> quoting [[Jo Hart]]\n",
        },
    )
    assert seen.counted == "6 notes: 5 people, 1 daily note, 0 meetings, 4 contacts"
    assert not seen.problems
    assert seen.people == {
        "Ben Okri": ("P1M", "2026-11-10", 1),
        "Jo Hart": ("P30D", "2026-10-01", 1),
        "Kim Vos": ("P3M", None, 0),
        "Lee Tan": (None, None, 0),
        "Sam Rivera": ("P2W", "2026-11-10", 2),
    }
    assert seen.due.count("- [ ]") == 1
    assert (
        "## Reach out\n- [ ] [[Jo Hart]]\n    > 7 weeks since you spoke; you like to speak every 30 days." in seen.due
    )
    assert "- 23 November: [[Sam Rivera]], birthday (in 2 days)" in seen.due


def test_cards_of_the_contacts_plugins(look, capsys):
    seen = look(
        {
            "Contacts/Ada Bell.md": "/---contact---/\n| key       | value           |\n| --------- | --------------- |\n"
            "| Name      | Ada             |\n| Phone     | +44 7700 900555 |\n| Last chat | 2026-09-01      |\n"
            "| Friends   | [[Bo Lind]]     |\n/---contact---/\n\nMet at the fair.\n",
            "Contacts/Bo Lind.md": "---\nN.PREFIX: \nN.GN: Bo\nN.FN: Lind\nFN: Bo Lind\nBDAY: 1964-11-24\n"
            '"TEL[CELL]": "+13035550143"\n"EMAIL[HOME]": bo@example.org\n"ADR[HOME].STREET": Kade 1\n'
            '"ADR[HOME].LOCALITY": Gent\nORG: Slow Tide\nUID: urn:uuid:0c9e2e12\nREV: 20250101T101010Z\n---\n'
            "#### Notes\n\n#Contact\n",
        },
    )
    assert seen.counted == "2 notes: 2 people, 0 daily notes, 0 meetings, 0 contacts"
    assert not seen.problems
    assert "- 24 November: [[Bo Lind]], turns 62 (in 3 days)" in seen.due
    run(["--vault", seen.root, "show", "Bo Lind", "--json", *DAY])
    card = json.loads(capsys.readouterr().out)
    assert (card["phone"], card["email"], card["location"]) == ("+13035550143", "bo@example.org", "Gent")
    assert (card["address"], card["organisation"], card["uid"]) == ("Kade 1", "Slow Tide", "urn:uuid:0c9e2e12")


def test_a_folder_for_each_person_with_a_file_for_each_talk(look):
    seen = look(
        {
            "People/john-doe/john-doe.md": "---\ntags: [person, alist]\nslug: john-doe\naliases: [John Doe]\n"
            'birthday: "11-28"\nlast_contact: 2026-08-02\nskills: [masonry]\n---\n## Life Events\n'
            "- 2023-02-01: had a son\n\n## Communications\n\n### 2023-12-30\n![[john-doe/2023-12-30.md]]\n\n"
            "## People\n- [[jane-roe]] wife\n",
            "People/john-doe/2023-12-30.md": "---\ntags: [chat]\npeople: [john-doe, me]\nservice: signal\n---\nme: hi\n",
            "People/jane-roe/jane-roe.md": "---\ntags: [person]\naliases: [Jane Roe]\n---\n## Communications\n\n"
            "### 2026-10-11 Call\nher exam is on 27 November\n",
        },
    )
    assert seen.counted == "3 notes: 2 people, 1 daily note, 0 meetings, 3 contacts"
    assert not seen.problems
    assert seen.people == {"jane-roe": (None, "2026-10-11", 1), "john-doe": (None, "2026-08-02", 2)}
    assert '- 27 November: [[jane-roe]], "her exam is on 27 November" (in 6 days)' in seen.due
    assert "- 28 November: [[john-doe]], birthday (in 7 days)" in seen.due


def test_a_dutch_vault(look):
    seen = look(
        {
            ".obsidian/daily-notes.json": '{"folder": "Dagboek", "format": "dddd D MMMM YYYY"}',
            "Mensen/Hilde Smit.md": "---\nverjaardag: 25 november 1980\nritme: elke 6 weken\nwoonplaats: Zwolle\n"
            "kinderen: [Bram, Pien]\nzoekt: een cellolerares\n---\n## Gesprekken\n"
            "- 1 oktober 2026: koffie; haar operatie is op 24 november\n"
            "- 2 oktober 2026 gekregen: het adres van een goede notaris\n",
            "Mensen/Kees Bos.md": "---\nkring: inner\nbiedt: [cellolessen]\n---\n### Gesprek (3 februari 2026)\n"
            "over de verbouwing\n",
            "Mensen/Mensen.md": "Alle mensen.\n",
            "Dagboek/zondag 15 november 2026.md": "- gebeld met [[Hilde Smit]], alles goed\n- [ ] [[Kees Bos]] bellen\n",
            "Overleg/2026-11-03 Bestuur.md": "**Aanwezig**:\n- [[Kees Bos]]\n- [[Hilde Smit]]\n\nOver [[Iemand]].\n",
        },
    )
    assert seen.counted == "5 notes: 2 people, 1 daily note, 1 meeting, 6 contacts"
    assert not seen.problems
    assert seen.people == {"Hilde Smit": ("P6W", "2026-11-15", 4), "Kees Bos": ("P2W", "2026-11-03", 2)}
    assert "## Reach out\n- [ ] [[Kees Bos]]\n" in seen.due
    assert (
        "## Thank\n- [ ] [[Hilde Smit]]\n    > For het adres van een goede notaris, [[Hilde Smit|2 October]]."
        in seen.due
    )
    assert "- [ ] [[Hilde Smit]] and [[Kees Bos]]\n" in seen.due
    assert '- 24 November: [[Hilde Smit]], "haar operatie is op 24 november" (in 3 days)' in seen.due
    assert "- 25 November: [[Hilde Smit]], turns 46 (in 4 days)" in seen.due


def test_people_pages_that_another_program_filled(look):
    seen = look(
        {
            "05-Areas/People/README.md": "# People\nEveryone you work with.\n",
            "05-Areas/People/External/README.md": "# External\n",
            "05-Areas/People/External/Jane_Doe.md": "# Jane Doe\n\n**Role:** Head of Product\n"
            "**Last contact::** 2026-09-05\n\n## Recent Interactions\n- 2026-09-05: Kickoff [[2026-09-05 Kickoff]]\n",
            "05-Areas/People/Internal/Tom_Ray.md": "---\nname: Tom Ray\ntype: person\nlast_talked_to: 2026-10-02\n"
            'first_met_through: "[[Jane_Doe]]"\nimportant_dates:\n  - date: 2026-12-01\n    label: surgery\n---\n',
            "People/Ana Lima.md": "---\nid: 123\nfirst_name: Ana\nlast_name: Lima\nstay_in_touch: 14\n"
            "interactions:\n  - date: 2026-11-01\n    text: Called about the flat\n"
            "  - date: 2026-08-03\n    text: Dinner\n---\n",
            "00-Inbox/Meetings/2026-09-05 Kickoff.md": "---\nattendees: [Jane_Doe, Tom Ray, Somebody Else]\n---\n",
        },
    )
    assert seen.counted == "6 notes: 3 people, 0 daily notes, 1 meeting, 5 contacts"
    assert not seen.problems
    assert seen.people == {
        "Ana Lima": ("P14D", "2026-11-01", 2),
        "Jane_Doe": (None, "2026-09-05", 1),
        "Tom_Ray": (None, "2026-10-02", 2),
    }
    assert "[[Ana Lima|1 November]]: Called about the flat." in seen.due


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({}, "Anywhere/2026-11-18.md"),
        ({".obsidian/daily-notes.json": '{"folder": "Log", "format": "YYYY-MM-DD, ddd D MMM"}'}, "Log/{}.md"),
        ({".obsidian/daily-notes.json": '{"format": "YYYY/MMMM/YYYY-MMM-DD"}'}, "2026/November/2026-Nov-18.md"),
        ({".obsidian/daily-notes.json": '{"folder": "gone", "format": "DD MMM YY [Daily Note]"}'}, "2026-11-18.md"),
        (
            {
                ".obsidian/daily-notes.json": '{"folder": "gone", "format": "DD MMM YY [Daily Note]"}',
                ".obsidian/community-plugins.json": '["periodic-notes"]',
                ".obsidian/plugins/periodic-notes/data.json": '{"daily": {"format": "YYYY/MM-MMMM/YYYY-MM-DD-dddd", '
                '"folder": "Journal", "enabled": true}}',
            },
            "Journal/2026/11-November/2026-11-18-Wednesday.md",
        ),
    ],
    ids=["by name", "day names", "folders", "a folder that is gone", "periodic notes"],
)
def test_daily_notes_in_odd_places_and_forms(look, settings, name):
    daily = name.format("2026-11-18, Wed 18 Nov")
    text = "Call with [[Rosa]].\n- 14:00 - walk with [[Theo|T]]\n- [ ] write [[Rosa]]\n```\n[[Theo]]\n```\n"
    seen = look(
        {**settings, daily: text, "people/Rosa.md": "cadence:: 2 weeks\n\n#person\n", "people/Theo.md": ""},
    )
    assert seen.counted == "3 notes: 2 people, 1 daily note, 0 meetings, 2 contacts"
    gone = '"gone"' in "".join(settings.values()) and "periodic" not in "".join(settings)
    assert len(seen.problems) == gone
    assert seen.people == {"Rosa": ("P2W", "2026-11-18", 1), "Theo": (None, "2026-11-18", 1)}


def test_inline_fields(look):
    seen = look(
        {
            "CRM/Mia Berg.md": "#person\n**Birthday**:: 1985-11-24\n- Contact-Frequency:: 14\n"
            "**Last contact::** 2026-10-02\nCompany:: [[Acme]]\n\n## Log\n- 2026-10-10 [received:: a lift to Ghent]\n"
            "- [date:: 2026-10-20] [topic:: work] tea\n- (date:: 2026-10-25) phone\n",
            "CRM/Noa Katz.md": "---\ntags: crm, friend\n---\nrelationship:: friend\nlooking for:: a cello teacher\n"
            "[cadence:: quarterly] [met:: 2026-07-01]\n",
            "CRM/Acme.md": "---\ntype: company\n---\n",
        },
    )
    assert seen.counted == "3 notes: 2 people, 0 daily notes, 0 meetings, 4 contacts"
    assert not seen.problems
    assert seen.people == {"Mia Berg": ("P14D", "2026-10-25", 4), "Noa Katz": ("P3M", None, 0)}
    assert "- [ ] [[Noa Katz]]\n    > No contact noted yet; you like to speak every 3 months." in seen.due
    assert "## Thank\n- [ ] [[Mia Berg]]\n    > For a lift to Ghent, [[Mia Berg|10 October]]." in seen.due
    assert "- 24 November: [[Mia Berg]], turns 41 (in 3 days)" in seen.due


def test_meetings_in_the_forms_of_several_templates(look):
    seen = look(
        {
            "Extras/People/Joy Adams.md": "---\ntags: [person]\ndate_last_spoken: 2026-09-01\nfollow_up: 2026-11-20\n---\n",
            "Extras/People/Bert Li.md": '---\nfileClass: person\ncompany: "[[Acme]]"\nreports-to: "[[Joy Adams]]"\n---\n'
            "- Category: B\n\n## 2022-02-15\n\nMoved to Lisbon.\n\n## 2027-01-10\nconference\n",
            "Extras/People MOC.md": "---\ntags: [moc]\n---\n",
            "@Ola Nord.md": "#person/colleague\n",
            "Meetings/2026-10-07 Kickoff.md": "**Attendees**:\n- [[Joy Adams]]\n- Somebody Else\n\n**Notes**:\n"
            "- ask [[Bert Li]] about it\n- [ ] [[Joy Adams]] send deck\n",
            "Meetings/20261112 Board.md": "attendees:: [[Bert Li|@Bert]], [[Joy Adams]]\n",
            "Meetings/Call.md": '---\ncreated: 2026-11-02T10:00:00Z\ndate: 2026-11-02\nattendees:\n  - "[[Bert Li]]"\n---\n',
            "1-1/2026-07-16 Joy Adams.md": '---\ntype: meeting\nperson: "[[Joy Adams]]"\n---\n- ok\n',
            "Events/Dinner.md": '---\nkind: event\npeople: ["[[Joy Adams]]"]\ndate: 2026-10-30\nstatus: cancelled\n---\n',
            "Events/Walk.md": '---\nkind: event\npeople: ["[[Bert Li]]", "[[Joy Adams|Joy]]"]\ndate: 2026-10-25\n---\n',
            "Tasks.md": "- [ ] catch up with [[Bert Li]] 📅 2026-11-25\n",
        },
    )
    assert seen.counted == "11 notes: 3 people, 0 daily notes, 5 meetings, 10 contacts"
    assert not seen.problems
    assert seen.people == {
        "Bert Li": (None, "2026-11-12", 4),
        "Joy Adams": (None, "2026-11-12", 5),
        "Ola Nord": (None, None, 0),
    }
    assert "- [ ] [[Joy Adams]]\n    > You wanted to be in touch on 20 November." in seen.due
    assert "[[20261112 Board|12 November]]: Board." in seen.due
    assert '- 25 November: [[Bert Li]], you promised: "catch up with Bert Li" (in 4 days)' in seen.due


def test_a_vault_without_people_is_no_trouble(look):
    seen = look(
        {
            "Home.md": "# Home\n",
            "Articles/Sync.md": "---\ndate: 2024-01-02\nauthor: somebody\n---\n",
            "2026-11-20.md": "rain\n",
        },
    )
    assert seen.counted == "3 notes: 0 people, 1 daily note, 0 meetings, 0 contacts"
    assert not seen.problems
    assert "Give somebody a cadence, such as `cadence: monthly`, and they will turn up here." in seen.due
