"""Whole notes in, facts out: every form of a contact, every mark, and what is none."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.model.config import DailyNotes, Reading
from vaultnet.model.facts import DAILY, MEETING, OTHER, PERSON
from vaultnet.note.links import without_code
from vaultnet.note.marks import tags_in
from vaultnet.note.read import _Body, read_note

D = date(2026, 10, 1)


def person(body, front="type: person"):
    return read_note("People/Anna.md", f"---\n{front}\n---\n{body}", Reading())


def contacts(facts):
    return [(entry.date.isoformat(), entry.text) for entry in facts.entries if entry.contact and not entry.within]


def daily(body, **reading):
    return read_note("Daily/2026-10-01.md", body, Reading(**reading))


@pytest.mark.parametrize(
    "line",
    [
        "- 2026-10-01 coffee",
        "* **2026-10-01** — coffee",
        "+ _2026-10-01_: coffee",
        "1. 2026-10-01: coffee",
        "- 2026-10-01 14:30 coffee",
        "- 2026-10-01T14:30 coffee",
        "- [[2026-10-01]] coffee",
        "- [[Daily/2026-10-01|1 Oct]] coffee",
        "- [x] coffee ✅ 2026-10-01",
        "- [x] 2026-10-01 coffee",
        "- [X] 2026-09-20 coffee [completion:: 2026-10-01]",
        "2026-10-01: coffee",
        "- [date:: 2026-10-01] coffee",
        "- 1 October 2026, coffee",
        "- 1 okt. 2026 coffee",
        "- 01-10-2026 coffee",
        "- 2026-10-01 coffee ^block-1",
        "- [!] 2026-10-01 coffee",
        "- ==2026-10-01== coffee",
        "### 2026-10-01 coffee",
        "### coffee (2026-10-01)",
        "### coffee 2026-10-01",
        "| when | what |\n|---|---|\n| 2026-10-01 | coffee |",
    ],
)
def test_every_form_of_a_contact_in_a_person_note(line):
    assert contacts(person(line)) == [("2026-10-01", "coffee")]


def test_the_cells_of_a_row_are_joined():
    note = person("| date | how | what |\n|---|---|---|\n| [[2026-10-01\\|1 Oct]] | call | his [[Utrecht\\|move]] |")
    assert contacts(note) == [("2026-10-01", "call · his move")]


def test_links_are_told_as_they_are_shown_wherever_they_lead():
    said = "- 2026-10-01 [the bar](https://example.org/a) with [[Bo|him]], ![photo](https://example.org/b.png)[Vera](Vera.md)"
    assert contacts(person(said)) == [("2026-10-01", "the bar with him, Vera")]
    assert person(said).entries[0].links == ("Bo", "Vera.md")


@pytest.mark.parametrize("row", ["| [[Anna]] | coffee | |", "| 14:30 | [[Anna]] | coffee |", "| | [[Anna]] | coffee |"])
def test_the_cells_of_a_row_without_a_date_are_joined_too(row):
    (entry,) = daily(f"| a | b | c |\n|---|---|---|\n{row}").entries
    assert entry.text == "Anna · coffee"


@pytest.mark.parametrize(
    "line", ["**2026-10-01 coffee**", "**2026-10-01: coffee**", "(2026-10-01 coffee)", "_1 October 2026 coffee_"]
)
def test_what_is_wrapped_around_date_and_words_is_no_part_of_the_words(line):
    assert contacts(person(f"- {line}")) == [("2026-10-01", "coffee")]


def test_sub_items_and_continuation_lines_belong_to_the_text():
    note = person("- 2026-10-01 coffee\n  with cake\n\t- her thesis\n\t\t- on soil\n- other")
    assert contacts(note) == [("2026-10-01", "coffee\nwith cake\nher thesis\non soil")]
    assert [entry.line for entry in note.entries] == [4]


def test_what_stands_under_a_dated_heading_belongs_to_it():
    note = person("## Log\n### 2026-10-01 Lunch\nTalked long.\n- about soil\n- 2026-09-01 an older one\n### Other\nno")
    assert contacts(note) == [("2026-10-01", "Lunch\nTalked long.\nabout soil"), ("2026-09-01", "an older one")]


def test_nested_dated_items_are_contacts_of_their_own():
    note = person("- 2026-10-01 coffee\n  - 2026-09-01 cake\n  - and tea")
    assert contacts(note) == [("2026-10-01", "coffee\nand tea"), ("2026-09-01", "cake")]


def test_lines_of_a_paragraph():
    note = person("2026-10-01: met at the fair\nand went on\n2026-09-01: a call")
    assert [(entry.line, entry.text) for entry in note.entries] == [(4, "met at the fair\nand went on"), (6, "a call")]


def test_an_interactions_list_in_the_frontmatter():
    note = person(
        "",
        'type: person\ninteractions:\n  - date: 2026-10-01\n    text: coffee\n  - date: "2026-09-01"\n    text: "received: a book"',
    )
    assert [(e.date.isoformat(), e.text, e.line, e.marks) for e in note.entries] == [
        ("2026-10-01", "coffee", 4, ()),
        ("2026-09-01", "a book", 6, ("received",)),
    ]


def test_an_interaction_on_a_day_that_is_none_is_a_problem():
    note = person("", "type: person\nevents:\n  - date: 2026-02-30\n    text: coffee\n  - date: soon\n    text: tea")
    assert note.entries == ()
    assert [(problem.line, "2026-02-30" in problem.message) for problem in note.problems] == [(4, True)]


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] 2026-10-01 call him",
        "- [/] 2026-10-01 call him",
        "- [-] 2026-10-01 call him",
        "- [ ] plan\n  - 2026-10-01 sub",
        "> - 2026-10-01 quoted",
        "> [!note] 2026-10-01\n> 2026-10-01: quoted",
        "```\n- 2026-10-01 code\n```",
        "    2026-10-01 code",
        "%% 2026-10-01 hidden %%",
        "%%\n- 2026-10-01 hidden\n%%",
        "<!--\n- 2026-10-01 hidden\n-->",
        "## Life events\n- 2026-10-01: moved to Gouda",
        "## Belangrijke data\n### Oud\n- 2026-10-01 iets",
        "- 2026-10-01 tried: called twice",
        "- 2026-10-01 geprobeerd: gebeld",
        "- 2026-10-01 ask about: the thesis",
        "- 2026-10-01 gift: a scarf",
        "- 2026-10-01 let go: the thank-you",
        "- 2026-10-01 wedding: in Gouda",
        "- 2026-10-01 [wedding:: in Gouda]",
        "- 20261399 a number",
        "- 06-12345678",
        "- text 2026-10-01",
    ],
)
def test_what_is_no_contact(line):
    assert contacts(person(line)) == []


@pytest.mark.parametrize(
    ("line", "marks", "text"),
    [
        ("- 2026-10-01 received: the address of a good lawyer", ("received",), "the address of a good lawyer"),
        ("- 2026-10-01 the address of a good lawyer #received", ("received",), "the address of a good lawyer"),
        ("- 2026-10-01 [received:: the address of a good lawyer]", ("received",), "the address of a good lawyer"),
        ("- [received:: the address of a good lawyer]", ("received",), "the address of a good lawyer"),
        ("- RECEIVED: the address", ("received",), "the address"),
        ("- gekregen: het adres", ("received",), "het adres"),
        ("- 2026-10-01 14:00 gave: a book", ("gave",), "a book"),
        ("- [[2026-10-01]] **thanked**: for it", ("thanked",), "for it"),
        ("- vraag naar: de scriptie", ("ask about",), "de scriptie"),
        ("- 2026-10-01 her thesis #ask-about", ("ask about",), "her thesis"),
        ("- 2026-10-01 #operation went well", ("illness",), "operation went well"),
        ("- 2026-12-01 new job: at the library", ("new_job",), "at the library"),
        ("- 2026-10-01 [[Carla]] - received: a lawyer", ("received",), "a lawyer"),
        ("- 2026-10-01 received: asked: a thing", ("received", "asked"), "a thing"),
        ("- [date:: 2026-10-01] received: a lawyer", ("received",), "a lawyer"),
        ("| 2026-10-01 | received: | a lawyer |\n|---|---|---|", ("received",), "a lawyer"),
        ("| 2026-10-01 | [[Carla]] | received: a lawyer |\n|---|---|---|", ("received",), "a lawyer"),
        ("- [date::2026-10-01]received: a lawyer", ("received",), "a lawyer"),
        ("- [date:: 2026-10-01]: received: a lawyer", ("received",), "a lawyer"),
        ("- [x] (date:: [[2026-10-01]]) 14:30 - received: a lawyer", ("received",), "a lawyer"),
    ],
)
def test_marks(line, marks, text):
    (entry,) = person(line).entries
    assert (entry.marks, entry.text) == (marks, text)


def test_a_hashtag_in_what_was_given_or_that_says_done_is_no_tag_of_the_person():
    note = "- 2026-10-01 gave: a tree #garden\n  - and a spade #soil\n- need: a hat #done\n- met at the #soil fair #garden2\n"
    assert read_note("People/Anna.md", note, Reading()).card.tags == ("soil", "garden2")


def test_an_occasion_as_a_hashtag_leaves_a_contact_a_contact():
    assert contacts(person("- 2026-10-01 visited her after the #operation")) == [
        ("2026-10-01", "visited her after the #operation".replace("#", ""))
    ]


@pytest.mark.parametrize(
    ("text", "outcome", "remark"),
    [
        ("asked: an introduction -> yes, gladly", "accepted", "gladly"),
        ("gevraagd: een tip → geen tijd", "no time", ""),
        ("asked: a tip -> no", "declined", ""),
        ("asked: a tip -> no time this year", "no time", "this year"),
        ("request: help moving -> what's in it for me", "conditional", "for me"),
        ("asked: a tip -> geen reactie", "no answer", ""),
        ("asked: a tip", "", ""),
        ("asked: a tip -> perhaps", "", "perhaps"),
    ],
)
def test_outcomes_of_requests(text, outcome, remark):
    (entry,) = person(f"- 2026-10-01 {text}").entries
    assert (entry.outcome, entry.remark) == (outcome, remark)


def test_a_marked_sub_item_takes_the_date_of_its_item_and_is_part_of_its_text():
    note = person("- 2026-10-01 coffee\n  - received: a book\n  - gave: a pen")
    assert [(e.text, e.date, e.within, e.marks) for e in note.entries] == [
        ("coffee\na book", D, 0, ()),
        ("a book", D, 4, ("received",)),
        ("a pen", D, 0, ("gave",)),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- [x] need: a house",
        "- ~~need: a house~~",
        "- need: a house #klaar",
        "- need: a house ✅ 2026-10-02",
        "- need: a house [done:: yes]",
        "- need: a house ✅",
        "- need: ~~a house~~",
        "- 2026-10-01 ~~need: a house~~",
        "- 2026-10-01 need: ~~a house~~",
    ],
)
def test_a_need_that_is_done(line):
    (entry,) = person(line).entries
    assert (entry.marks, entry.open, entry.text.rstrip(" ✅")) == (("need",), False, "a house")


def test_a_mark_without_words_as_templates_have_it_asks_nothing():
    note = person("- ask about:\n- need:\n- gift:\n  - a lamp\n- busy: with the move\n- 2026-10-01 borrowed:")
    assert [entry.text for entry in note.entries if entry.open] == ["a lamp", "with the move", ""]


def test_promises():
    note = person(
        "- [ ] send the article 📅 2026-11-25\n- [/] call [due:: 2026-11-26]\n- [ ] bring cake (27 November 2026)\n"
        "- [ ] some day\n- [ ] ask about: the thesis\n- [ ] plan ⏳ 2026-11-28 #task ^x1"
    )
    assert [(task.text, str(task.due), task.line) for task in note.tasks] == [
        ("send the article", "2026-11-25", 4),
        ("call", "2026-11-26", 5),
        ("bring cake", "2026-11-27", 6),
        ("some day", "None", 7),
        ("plan #task", "2026-11-28", 9),
    ]
    assert [entry.marks for entry in note.entries] == [("ask about",)]


@pytest.mark.parametrize(
    "body", ["- [ ]", "- [ ] 📅 2026-11-25", "[ ] a line, and no item", "| [ ] call | 3 |\n|---|---|"]
)
def test_what_is_no_task_or_has_no_words_is_no_promise(body):
    assert person(body).tasks == ()


def test_life_events_are_occasions_by_their_words():
    note = person("## Life events\n- 2019-05-04: wedding with Jan\n- 2020-01-01: bought a bike")
    assert [(e.marks, e.contact, e.date.year) for e in note.entries] == [(("wedding",), False, 2019)]


def test_problems_have_their_line():
    note = person("- 2026-02-30 coffee\n- 1850-01-01 tea\n\n## Life events\n- 1850-01-01 birth of her grandfather")
    assert [(problem.line, problem.message.split(" is ")[0]) for problem in note.problems] == [
        (4, "there"),
        (5, "the year 1850"),
    ]
    assert [problem.line for problem in person("- coffee\n- [date:: 2026-02-30] tea").problems] == [5]


def test_inline_fields_of_a_person_note_are_properties():
    note = person(
        "cadence:: monthly\n**Location::** Gouda\n- phone:: 06-12345678\n\nBorn [birthday:: 1980-05-04] there.\n"
    )
    assert str(note.card.cadence) == "P1M"
    assert note.card.phone == ("06-12345678",)
    assert note.card.birthday[:3] == (5, 4, 1980)


def test_daily_links_are_contacts():
    note = daily(
        "# Thursday\n- coffee with [[Anna]]\n  - about soil\n- [ ] call [[Bram]]\n- [x] called [[Carla|Car]]\n> [[Dirk]]\n\nmet [[Emma]] `[[Not]]` ![[Foto]]\n"
    )
    assert note.kind == DAILY
    assert [(e.line, e.text, e.links, e.contact) for e in note.entries] == [
        (2, "coffee with Anna\nabout soil", ("Anna",), True),
        (5, "called Car", ("Carla",), True),
        (8, "met Emma `[[Not]]`", ("Emma",), True),
    ]
    assert [(task.text, task.links) for task in note.tasks] == [("call Bram", ("Bram",))]


def test_a_linked_sub_item_is_a_contact_for_whoever_is_new_there():
    note = daily("- lunch with [[Anna]]\n  - [[Bram]] came too, [[Anna]] left\n  - received: a cake\n  - gave: flowers")
    assert [(e.text, e.links, e.within, e.marks) for e in note.entries] == [
        ("lunch with Anna\nBram came too, Anna left\na cake", ("Anna",), 0, ()),
        ("Bram came too, Anna left", ("Anna",), 1, ()),
        ("Bram came too, Anna left", ("Bram",), 0, ()),
        ("a cake", ("Anna",), 1, ("received",)),
        ("flowers", ("Anna",), 0, ("gave",)),
    ]


def test_a_link_in_a_heading_makes_the_section_a_contact():
    note = daily("## With [[Anna]]\nWe walked.\n- far\n## Other\nno")
    assert contacts(note) == [("2026-10-01", "With Anna\nWe walked.\nfar")]


def test_an_own_date_wins_in_a_daily_note():
    assert contacts(daily("- 2026-09-30 coffee with [[Anna]]")) == [("2026-09-30", "coffee with Anna")]


def test_counting_in_daily_notes_can_be_limited():
    body = "- coffee with [[Anna]] #contact/real\n- [[Bram]]"
    assert [e.contact for e in daily(body, daily_count="tagged", daily_tags=("contact",)).entries] == [True, False]
    assert [e.contact for e in daily(body, daily_count="off").entries] == [False, False]


MEETING_NOTE = """---
date: 2026-10-01
people: ["[[Anna]]", Bram]
---
attendees:: [[Carla]], [[Dirk|D]]

## Deelnemers
- [[Emma]] about [[Soil]]
- Frits
## Notes
Talked about [[Gerda]].
- [ ] mail [[Anna]]
- received: a plant from [[Anna]]
"""


def test_a_meeting_note_has_attendees_and_topics():
    note = read_note("Meetings/Lunch.md", MEETING_NOTE, Reading())
    assert (note.kind, note.date) == (MEETING, D)
    assert [(a.target, a.line, a.linked) for a in note.attendees] == [
        ("Anna", 3, True),
        ("Bram", 3, False),
        ("Carla", 5, True),
        ("Dirk", 5, True),
        ("Emma", 8, True),
        ("Frits", 9, False),
    ]
    assert [(e.text, e.contact, e.links) for e in note.entries] == [("a plant from Anna", False, ("Anna",))]
    assert [task.text for task in note.tasks] == ["mail Anna"]


def test_a_bold_attendees_line_with_a_list():
    note = read_note("2026-10-01 Lunch.md", "**Attendees**:\n- [[Anna]]\n- [[Bram]]\n\nNotes [[Carla]]", Reading())
    assert [attendee.target for attendee in note.attendees] == ["Anna", "Bram"]


@pytest.mark.parametrize(
    "item", ["[[Anna]], [[Bram]]", "[[Anna]] and [[Bram]] (late)", "[[Anna]] & [[Bram]] on [[Carla]]", "Anna, Bram"]
)
def test_an_item_may_name_several_who_were_present(item):
    note = read_note("2026-10-01 Lunch.md", f"Attendees\n- {item}\n", Reading())
    assert [attendee.target for attendee in note.attendees] == ["Anna", "Bram"]


@pytest.mark.parametrize(
    "line", ["attendees:: [[Anna]], Bram", "Attendees: Anna, [[Bram]]", "**Deelnemers:** Anna, Bram\nabout [[Carla]]"]
)
def test_a_line_may_name_those_who_were_present_with_and_without_links(line):
    note = read_note("2026-10-01 Lunch.md", line, Reading())
    assert [attendee.target for attendee in note.attendees] == ["Anna", "Bram"]


def linked_promises(text):
    return [task.text for task in read_note("2026-10-01 Lunch.md", text, Reading()).tasks]


@pytest.mark.parametrize("status", ["cancelled", "Canceled", "geannuleerd"])
def test_a_cancelled_meeting_is_no_contact(status):
    assert linked_promises(f"---\nstatus: {status}\n---\n- [ ] mail [[Anna]]") == ["mail Anna"]
    text = f'---\nstatus: {status}\npeople: "[[Anna]]"\n---\n'
    assert read_note("2026-10-01 Lunch.md", text, Reading()).attendees == ()


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("Vera.md", "---\ntype: person\n---\n", PERSON),
        ("Vera.md", '---\ncategories:\n  - "[[People]]"\n---\n', PERSON),
        ("Vera.md", "---\ntags: [person/friend]\n---\n", PERSON),
        ("Vera.md", "#person\n", PERSON),
        ("Vera.md", "a #crm tag\n", OTHER),
        ("Vera.md", "`#person`\n", OTHER),
        ("Vera.md", "```\n#person\n```\n", OTHER),
        ("People/Vera.md", "", PERSON),
        ("People/People.md", "", OTHER),
        ("People/Vera/Vera.md", "", PERSON),
        ("Werk/Contacten/Vera.md", "", PERSON),
        ("People/Index.md", "", OTHER),
        ("People/People MOC.md", "", OTHER),
        ("People/_index.md", "", OTHER),
        ("People/Indexia.md", "", PERSON),
        ("People/2026-10-01 Lunch.md", "", MEETING),
        ("People/Team.md", "---\ntype: team\n---\n", OTHER),
        ("2026-10-01.md", "", DAILY),
        ("2026-10-01.md", "---\ntype: person\n---\n", PERSON),
        ("Lunch.md", "---\ndate: 2026-10-01\n---\n#person", MEETING),
        ("Due today.md", "---\ntype: person\n---\n", OTHER),
        ("Other.md", "---\ngenerated_by: vaultnet\ntype: person\n---\n", OTHER),
    ],
)
def test_the_kind_of_a_note(path, text, kind):
    assert read_note(path, text, Reading()).kind == kind


def test_a_people_folder_may_be_named_by_a_path():
    reading = Reading(people=Reading().people._replace(folders=("Netwerk/Mensen",)))
    paths = ("Netwerk/Mensen/Anna.md", "Mensen/Anna.md", "Netwerk/Mensen/Mensen.md")
    assert [read_note(path, "", reading).kind for path in paths] == [PERSON, OTHER, OTHER]


def test_of_two_properties_with_a_day_date_wins():
    front = "meeting_date: 2026-09-01\ndate: 2026-10-01"
    assert read_note("Lunch.md", f"---\n{front}\n---\n", Reading()).date == D


def test_templates_are_left_out():
    assert read_note("People/New.md", "---\ntype: person\nmet: {{date}}\n---\n- 2026-10-01 x", Reading()).left_out


def test_an_embedded_block_of_ours_is_no_input():
    note = daily("- [[Anna]]\n\n%% vaultnet:begin %%\n- [x] [[Bram]]\n%% vaultnet:end %%\n- [[Carla]]")
    assert [entry.links for entry in note.entries] == [("Anna",), ("Carla",)]


def test_line_ends_and_a_bom_change_nothing():
    note = "---\ntype: person\n---\n- 2026-10-01 coffee\n  with cake\n\n- 2026-09-01 tea"
    want = read_note("Anna.md", note, Reading())
    for other in ("\ufeff" + note, note.replace("\n", "\r\n"), note.replace("\n", "\r")):
        assert read_note("Anna.md", other, Reading()) == want


PARTS = st.sampled_from(
    [
        "---\n",
        "type: person\n",
        "- ",
        "* ",
        "\t",
        "  ",
        "2026-10-01 ",
        "2026-02-30 ",
        "[[Anna]]",
        "[ ] ",
        "[x] ",
        "received: ",
        "->",
        "yes",
        "#wedding",
        "::",
        "[date:: ",
        "]",
        "|",
        "---|---\n",
        "## ",
        "\n",
        "\r\n",
        "%%",
        "<!--",
        "```\n",
        "✅ ",
        "her operation is on 24 November. ",
        "> ",
        "\u2028",
        "\x00",
    ]
)


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from(["Anna.md", "2026-10-01.md", "2026-10-01 x.md", "Note.md"]),
    st.lists(PARTS, max_size=25).map("".join),
)
def test_reading_never_raises(path, text):
    facts = read_note(path, text, Reading())
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= entry.line <= lines for entry in facts.entries)
    assert all(1 <= problem.line <= lines for problem in facts.problems)


@pytest.mark.parametrize(
    "body",
    [
        "#person",
        "a friend #Person/close",
        "(#crm-like) #contact",
        "`x`#person",
        "%%x%%#person",
        "<!-- x -->#person",
        "first\n#people of mine",
    ],
)
def test_a_tag_anywhere_in_the_body_makes_a_person(body):
    assert read_note("Notes/Anna.md", body, Reading()).kind == PERSON


@pytest.mark.parametrize(
    "body", ["[[Anna#Contact]]", "a#person", "`#person`", "```\n#person\n```", "%%#person%%", "#personal"]
)
def test_what_looks_like_such_a_tag_and_is_none(body):
    assert read_note("Notes/Anna.md", body, Reading()).kind == OTHER


@pytest.mark.parametrize(
    "line", ["- [ ] ask [[Bob]]", "  1. [/] ask [Bob](Bob.md)", "x\n\n- [ ] no\n- [ ] ask [[Bob]]"]
)
def test_an_open_task_with_a_link_is_found_in_any_note(line):
    assert [task.text.partition(" ")[0] for task in read_note("Notes/a.md", line, Reading()).tasks] == ["ask"]


@pytest.mark.parametrize(
    "line", ["- [x] ask [[Bob]]", "- [ ] ask Bob\n[[Bob]]", "text [ ] [[Bob]]", "> - [ ] ask [[Bob]]"]
)
def test_what_is_no_open_task_with_a_link(line):
    assert read_note("Notes/a.md", line, Reading()).tasks == ()


@pytest.mark.parametrize(
    "line",
    [
        "- 2026-10-01 gıft: x",
        "- 2026-10-01 GİFT: x",
        "- 2026-10-01 x [gıft:: y]",
        "- 2026-10-01 asked: x -> no tıme",
        "- 3 aprıl 2026 x",
        "- 2026-10-01 the party is on 3 auguſt",
        "birthday:: 3 aprıl",
        "snooze until:: in 3 fortnıghts",
    ],
)
def test_a_letter_that_only_looks_like_one_of_ours_names_nothing(line):
    facts = read_note("People/Anna.md", line, Reading())
    assert facts.kind == PERSON
    assert not any(entry.told or "gift" in entry.marks for entry in facts.entries)
    assert read_note("Daily/3 aprıl 2026.md", line, Reading(daily=(DailyNotes("Daily", "D MMMM YYYY"),))).kind == OTHER


SIGNS = ["#", "#person", "#a", "/b", "`", "``", "%%", "<!--", "-->", " ", "\n", "(", "[", "x", "1", "~~~\n", "[[A#b]]"]


@given(st.lists(st.sampled_from(SIGNS), max_size=9).map("".join))
def test_a_text_in_which_no_hashtag_can_begin_has_none(text):
    body = _Body(text, 0, Reading())
    every = tags_in(without_code(body.plain()))
    assert body.tags() == every
    assert body.telling_tags() in ([], every)
    if any(tag == "person" or tag.startswith("person/") for tag in every):
        assert body.telling_tags()


@pytest.mark.parametrize(
    "link",
    [
        "[[Anna]]",
        "[[Anna|her]]:",
        "[Anna](People/Anna.md)",
        "[her](<Anna.md>) –",
        "**[[Anna]]**",
        "**[[Anna]]:**",
        "*[[Anna]]*:",
    ],
)
def test_a_mark_may_follow_a_link_of_any_form(link):
    (received,) = daily(f"- 14:30 {link} received: a book\n").entries
    assert (received.marks, received.text, received.contact) == (("received",), "a book", True)
    (tried,) = daily(f"- {link} tried: by phone\n").entries
    assert (tried.marks, tried.contact) == (("tried",), False)


def test_a_mark_behind_a_link_to_no_note_is_none():
    (entry,) = daily("- [a site](https://example.org) received: a letter of [[Anna]]\n").entries
    assert entry.marks == ()


def test_each_line_of_a_paragraph_of_a_daily_note_is_about_those_whom_it_links():
    note = daily(
        "koor gehad\n[[Mieke]] gefeliciteerd, met taartje\nvanmiddag bij [[Corrie]]\nze heeft 3 dec een operatie\n"
    )
    first, second = note.entries
    assert (first.line, first.text, first.told) == (1, "koor gehad\nMieke gefeliciteerd, met taartje", ())
    assert (second.line, second.text) == (3, "vanmiddag bij Corrie\nze heeft 3 dec een operatie")
    assert [event.kind for event in second.told] == ["illness"]


def test_a_paragraph_of_a_daily_note_that_was_broken_to_fit_a_width_is_one():
    text = (
        "In the morning a long walk along the dike with [[Mieke]], who told me all\n"
        "about the choir; then we had soup with [[Corrie]] and her neighbours, and\n"
        "went home by bus.\n"
    )
    assert [entry.line for entry in daily(text).entries] == [1]


def test_a_line_of_a_daily_note_that_begins_with_a_link_begins_anew():
    text = (
        "[[Mieke]] gefeliciteerd, een app gestuurd met een taartje erbij :-)\n"
        "[[Tineke]] gebeld, ze gaat vrijdag naar haar zus in Groningen, fijn\n"
    )
    assert [entry.line for entry in daily(text).entries] == [1, 2]


def test_a_paragraph_of_a_daily_note_that_links_once_is_one():
    assert contacts(daily("Coffee\nwith [[Anna]]\nabout tea")) == [("2026-10-01", "Coffee\nwith Anna\nabout tea")]
