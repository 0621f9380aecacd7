"""The due note as vaultnet writes it."""

import json
import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from full_day import (
    ANNA,
    BESIDE_BRAM,
    BIRTHDAY,
    BRAM,
    CARLA,
    EMMA,
    FULL,
    GRIET,
    NETWORK,
    REACH_BRAM,
    REACH_GRIET,
    TODAY,
    contact,
    occasion,
    person,
    reach,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vaultnet.due.note import DueNote, read
from vaultnet.model.agenda import Agenda, Beside, Gratitude, Introduction, Leaf, Mention, Owed, Received, Side
from vaultnet.model.config import OCCASIONS, Config, TaskStyle
from vaultnet.model.facts import Card, Said
from vaultnet.model.network import Contact, Network, Part, Source
from vaultnet.model.span import Span
from vaultnet.problem import Problem
from vaultnet.render.due_note import block, plain_names, promise_text, whole
from vaultnet.render.reasons import did
from vaultnet.render.words import words

CASES = Path(__file__).parent / "cases"
HOSTILE = json.loads((CASES / "hostile/strings.json").read_text("utf-8"))
ENGLISH, DUTCH = Config(), Config(language="nl")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def lines(agenda, config=ENGLISH):
    return block(agenda, NETWORK, config).splitlines()


def said(one, config=ENGLISH):
    """What the note says of one occasion today."""
    return lines(Agenda(TODAY, 8, today=(one,)), config)[6].removeprefix("    > ")


def section(agenda, title, config=ENGLISH):
    """The lines of one section."""
    text = block(agenda, NETWORK, config)
    return text.partition(f"## {title}\n")[2].partition("\n\n")[0].splitlines()


@pytest.mark.parametrize(("config", "case"), [(ENGLISH, "english"), (DUTCH, "dutch")])
def test_a_full_day_is_written_as_in_the_case(config, case):
    assert whole(FULL, NETWORK, config) == (CASES / f"due/{case}.md").read_text("utf-8")


def test_a_day_that_asks_nothing_says_so_in_one_friendly_line():
    assert lines(Agenda(TODAY, 8)) == [
        "%% vaultnet:begin %%",
        "",
        "# Saturday 21 November 2026",
        "",
        "Nothing needs you today. Enjoy the day.",
        "",
        "%% vaultnet:end %%",
    ]


def test_what_is_coming_up_or_done_asks_nothing():
    day = Agenda(TODAY, 8, coming_up=FULL.coming_up, done_today=FULL.done_today)
    assert "Vandaag hoeft er niets. Geniet van de dag." in lines(day, DUTCH)


def test_a_fresh_start_takes_up_nobodys_time_with_numbers():
    found = lines(Agenda(TODAY, 8, fresh_start=True, reach_out=(REACH_BRAM,), waiting=(REACH_GRIET,)))
    assert "A fresh start: these few are enough for today." in found
    assert "> [!note]- Others who would like to hear from you" in found


def test_a_person_stands_once_in_the_sections_that_record_a_contact():
    birthday = occasion(BRAM, "birthday", TODAY, "day", years=46)
    exam = occasion(BRAM, "exam", date(2026, 11, 20), "after", "the exam on 20 November")
    day = Agenda(
        TODAY, 8, today=(birthday, exam), reach_out=(REACH_BRAM,), leaf_through=(Leaf(BRAM, "rotation", BESIDE_BRAM),)
    )
    found = lines(day)
    assert found.count("- [ ] [[Bram Jansen]]") == 1
    assert "## Reach out" not in found
    reasons = section(day, "Today")[1]
    assert "Turns 46 today." in reasons
    assert "Ask how it went." in reasons
    assert "7 weeks since you spoke; you like to speak monthly." in reasons


def test_the_properties_count_everybody_who_is_due():
    day = Agenda(TODAY, 8, today=(BIRTHDAY,), reach_out=(reach(ANNA, Beside(None), TODAY), REACH_BRAM), waiting=())
    assert whole(day, NETWORK, ENGLISH).splitlines()[1:8] == [
        "generated_by: vaultnet",
        "date: 2026-11-21",
        "reach_out: 2",
        "waiting: 0",
        "cssclasses:",
        "  - vaultnet",
        "---",
    ]


def test_those_who_wait_are_folded_even_where_all_others_stand_under_today():
    day = Agenda(TODAY, 8, today=(BIRTHDAY,), reach_out=(reach(ANNA, Beside(None), TODAY),), waiting=(REACH_BRAM,))
    assert section(day, "Reach out") == ["> [!note]- 1 more who would like to hear from you", "> - [[Bram Jansen]]"]


def test_whatever_the_note_knows_stands_beside_a_name_in_at_most_three_lines():
    found = section(FULL, "Reach out")
    assert found[0] == "- [ ] [[Bram Jansen]]"
    assert len([line for line in found[: found.index("- [ ] Griet \\#1")] if line.startswith("    > ")]) == 3


def test_what_the_user_gave_is_told_nowhere():
    gave = Contact(date(2026, 10, 1), (Part(Source(BRAM.path, 3), "a loan of money", ("gave",), given=True),))
    day = Agenda(TODAY, 8, reach_out=(reach(BRAM, Beside(gave), TODAY),), done_today=((BRAM, gave),))
    assert "loan" not in block(day, NETWORK, ENGLISH)
    assert "    > 7 weeks since you spoke. Last spoke [[Bram Jansen|1 October]]." in lines(day)


def test_what_was_said_is_told_once_and_without_the_name():
    talk = contact(TODAY, "Carla Smit called\nCarla Smit: her thesis", "Daily/2026-11-21.md")
    day = Agenda(TODAY, 8, done_today=((CARLA, talk),))
    assert section(day, "Done today") == ["- [x] [[Carla Smit]] · called; her thesis"]
    busy = contact(date(2026, 10, 3), "her thesis", "Daily/2026-10-03.md")
    beside = Beside(
        busy, ask_about=(Mention("her thesis", date(2026, 10, 3), Source("Daily/2026-10-03.md", 4), "busy"),)
    )
    assert section(Agenda(TODAY, 8, leaf_through=(Leaf(EMMA, "rotation", beside),)), "Leaf through")[1:] == [
        "    > 7 weeks since you spoke. Last spoke [[2026-10-03]].",
        "    > Ask about: her thesis.",
    ]


def test_tasks_get_a_tag_and_a_due_day_and_promises_no_second_one():
    config = Config(tasks=TaskStyle("#task", due=True))
    assert section(FULL, "Reach out", config)[0] == "- [ ] [[Bram Jansen]] #task 📅 2026-11-01"
    assert section(FULL, "Promised", config)[:2] == [
        "- [ ] send the article about soil 📅 2026-11-20 ([[Bram Jansen]]) #task",
        "- [ ] look for the \\#1 seeds every year ([[Bram Jansen]]) #task",
    ]
    assert section(FULL, "Done today", config) == ["- [x] [[Frits de Boer]] · called, all is well"]


def test_a_promise_is_found_again_by_its_text():
    for owed in FULL.promised:
        assert any(line.startswith(f"- [ ] {promise_text(owed)}") for line in section(FULL, "Promised"))


def test_the_user_may_be_the_one_to_help():
    need, offer = (
        Side(ANNA, "a lift on Friday.", Source(ANNA.path, 6)),
        Side(person("Me"), "driving", Source("Me.md", 3)),
    )
    assert section(Agenda(TODAY, 8, introduce=(Introduction(need, offer, "lift", mine=True),)), "Could meet") == [
        "- [ ] [[Anna de Vries]]",
        "    > Anna de Vries is looking for: a lift on Friday. You can help: driving.",
    ]


def test_of_many_problems_the_first_are_told():
    problems = tuple(Problem(f"People/{number}.md", number, "what is this?") for number in range(1, 15))
    found = lines(Agenda(TODAY, 8, problems=problems))
    assert found[6] == "> [!warning]- 14 places could not be read"
    assert found[7] == "> - People/1.md:1: what is this?"
    assert found[17] == "> - and 4 more; vaultnet check shows them all"


def test_forty_problems_that_say_the_same_hide_no_other():
    same = [Problem(f"People/{number}.md", 2, "no circle is called “besties”") for number in range(10, 50)]
    others = [Problem("People/Zoe.md", 3, "found this"), Problem("People/Zoe.md", 9, "found that")]
    found = lines(Agenda(TODAY, 8, problems=(*same, *others)))
    assert found[6] == "> [!warning]- 42 places could not be read"
    assert found[7] == "> - People/10.md:2: no circle is called “besties”"
    assert found[14] == "> - People/17.md:2: no circle is called “besties”"
    assert found[15:18] == [
        "> - People/Zoe.md:3: found this",
        "> - People/Zoe.md:9: found that",
        "> - and 32 more; vaultnet check shows them all",
    ]


@pytest.mark.parametrize(
    ("fields", "english", "dutch"),
    [
        ({}, "7 weeks since you spoke; you like to speak monthly.", "7 weken geleden spraken jullie elkaar; je hebt graag maandelijks contact."),
        ({"gentle": True}, "7 weeks since you spoke. A kind word may help.", "7 weken geleden spraken jullie elkaar. Een warm woord kan goed doen."),
        ({"tried": date(2026, 11, 10)}, "7 weeks since you spoke; you tried on 10 November.", "7 weken geleden spraken jullie elkaar; je probeerde het op 10 november."),
        ({"asked_for": True, "due": TODAY}, "You wanted to be in touch today. 7 weeks since you spoke.", "Je wilde vandaag contact hebben. 7 weken geleden spraken jullie elkaar."),
        ({"asked_for": True}, "You wanted to be in touch on 1 November. 7 weeks since you spoke.", "Je wilde op 1 november contact hebben. 7 weken geleden spraken jullie elkaar."),
    ],
)  # fmt: skip
def test_why_somebody_is_due_is_said_kindly(fields, english, dutch):
    beside = Beside(contact(date(2026, 10, 1), "", BRAM.path), rhythm=Span(1, "M"))
    one = reach(BRAM, beside, fields.pop("due", date(2026, 11, 1)), **fields)
    last = "Last spoke [[Bram Jansen|1 October]].", "Laatst gesproken [[Bram Jansen|1 oktober]]."
    for config, why, spoke in ((ENGLISH, english, last[0]), (DUTCH, dutch, last[1])):
        assert lines(Agenda(TODAY, 8, reach_out=(one,)), config)[6] == f"    > {why} {spoke}"


def test_somebody_with_whom_there_was_no_contact_yet():
    assert lines(Agenda(TODAY, 8, leaf_through=(Leaf(CARLA, "rotation", Beside(None)),)))[5:7] == [
        "- [ ] [[Carla Smit]]",
        "    > No contact noted yet.",
    ]


@pytest.mark.parametrize(
    ("one", "english", "dutch"),
    [
        (occasion(CARLA, "birthday", TODAY, "day"), "🎂 Birthday today.", "🎂 Vandaag jarig."),
        (occasion(CARLA, "birthday", TODAY, "day", years=50), "🎂 Turns 50 today, a milestone.", "🎂 Wordt vandaag 50, een mijlpaal."),
        (occasion(CARLA, "birthday", TODAY, "day", years=50, gentle=True), "Turns 50 today; a word may matter.", "Wordt vandaag 50; een woord kan veel betekenen."),
        (occasion(CARLA, "birthday", date(2026, 11, 18), "belated", years=46), "Turned 46 on 18 November; good wishes are still welcome.", "Werd 46 op 18 november; goede wensen zijn nog welkom."),
        (occasion(CARLA, "anniversary", TODAY, "day", years=25), "💐 Anniversary today: 25 years, a special one.", "💐 Vandaag een jubileum: 25 jaar, een mijlpaal."),
        (occasion(CARLA, "anniversary", TODAY, "day", years=1), "💐 Anniversary today: 1 year.", "💐 Vandaag een trouwdag of jubileum: 1 jaar."),
        (occasion(CARLA, "illness", date(2026, 11, 18), "after", "her operation is on 18 November"), '"her operation is on 18 November" ([[Carla Smit|18 November]]). Ask how the operation went.', '"her operation is on 18 November" ([[Carla Smit|18 november]]). Vraag hoe de operatie ging.'),
        (occasion(CARLA, "illness", date(2026, 11, 18), "after", "down with the flu"), 'Illness: "down with the flu" ([[Carla Smit|18 November]]). Ask how they are doing now.', 'Ziekte: "down with the flu" ([[Carla Smit|18 november]]). Vraag hoe het nu gaat.'),
        (occasion(CARLA, "bereavement", date(2025, 11, 21), "after", "the loss of her dog"), '"the loss of her dog" ([[Carla Smit|21 November 2025]]). Ask how they are; a word or a visit may matter.', '"the loss of her dog" ([[Carla Smit|21 november 2025]]). Vraag hoe het gaat; een woord of een bezoek kan veel betekenen.'),
        (occasion(CARLA, "told", TODAY, "day", "the fair is on 21 November"), '"the fair is on 21 November" ([[Carla Smit|21 November]]). Today: a kind word may be welcome.', '"the fair is on 21 November" ([[Carla Smit|21 november]]). Vandaag: een berichtje is welkom.'),
        (occasion(CARLA, "wedding", TODAY, "belated"), "It was on 21 November; a word is still welcome.", "Het was op 21 november; een berichtje is nog welkom."),
    ],
)  # fmt: skip
def test_an_occasion_is_told_with_what_one_could_do(one, english, dutch):
    assert said(one) == english
    assert said(one, DUTCH) == dutch


@pytest.mark.parametrize("kind", [*OCCASIONS, "remembrance", "plan", "promise"])
@pytest.mark.parametrize("config", [ENGLISH, DUTCH])
def test_there_are_words_for_every_occasion_in_every_phase(kind, config):
    for phase, years, gentle in product(("ahead", "prepare", "day", "after", "belated"), (None, 1, 10), (True, False)):
        one = occasion(CARLA, kind, TODAY, phase, years=years, gentle=gentle)
        day = Agenda(TODAY, 8, coming_up=(one,)) if phase in ("ahead", "prepare") else Agenda(TODAY, 8, today=(one,))
        text = block(day, NETWORK, config)
        assert "{" not in text
        assert not (gentle and re.search("[🎂💐]", text))


@pytest.mark.parametrize(
    ("one", "english"),
    [
        (None, "in touch"),
        (occasion(CARLA, "birthday", TODAY, "belated"), "congratulated"),
        (occasion(CARLA, "birthday", TODAY, "day", gentle=True), "in touch"),
        (occasion(CARLA, "illness", TODAY, "day"), "sent good wishes"),
        (occasion(CARLA, "illness", TODAY, "after", "Operatie op 18 november"), "asked after the operation"),
        (occasion(CARLA, "told", TODAY, "day", "the fair"), "in touch"),
        (occasion(CARLA, "remembrance", TODAY, "day", years=2), "remembered"),
        (occasion(CARLA, "wedding", TODAY, "day", gentle=True), "in touch"),
        (occasion(CARLA, "wedding", TODAY, "after", gentle=True), "asked after the wedding"),
    ],
)
def test_an_act_for_which_nothing_was_typed_has_a_phrase(one, english):
    assert did(one, words("en")) == english


def test_the_dead_are_remembered_quietly_without_anything_else():
    dead = person("Hans Mol", Card(deceased=True, phone=("06-1",), family=("Ilse",)))
    day = Agenda(TODAY, 8, today=(occasion(dead, "remembrance", TODAY, "day", years=1),))
    assert section(day, "Today") == ["- [ ] [[Hans Mol]]", "    > In memory: 1 year ago today."]


@pytest.mark.parametrize(
    ("one", "english"),
    [
        (occasion(CARLA, "birthday", date(2026, 11, 22), "prepare", years=30), ["- 22 November: [[Carla Smit]], turns 30, a milestone (tomorrow)", "    > Time for a card or a gift."]),
        (occasion(CARLA, "birthday", date(2026, 11, 24), "prepare", gentle=True), ["- 24 November: [[Carla Smit]], birthday (in 3 days)", "    > A word may matter."]),
        (occasion(CARLA, "anniversary", date(2026, 11, 24), "prepare", years=25, gentle=True), ["- 24 November: [[Carla Smit]], anniversary, 25 years (in 3 days)", "    > A word may matter."]),
        (occasion(CARLA, "wedding", date(2026, 12, 1), "prepare", gifts=(Said("a lamp.", 3), Said("a book", 4))), ["- 1 December: [[Carla Smit]], wedding (in 10 days)", "    > Time for a gift or good wishes. Gift ideas: a lamp; a book."]),
        (occasion(CARLA, "exam", date(2026, 11, 22), "prepare", "her exam is on 22 November"), ['- 22 November: [[Carla Smit]], "her exam is on 22 November" (tomorrow)', "    > Wish them luck beforehand."]),
        (occasion(CARLA, "plan", date(2027, 1, 2), "ahead"), ["- 2 January 2027: [[Carla Smit]], planned (in 42 days)"]),
    ],
)  # fmt: skip
def test_what_comes_up_is_told_with_the_days_to_go(one, english):
    assert section(Agenda(TODAY, 8, coming_up=(one,)), "Coming up") == english


def hostile_day(text):
    """A day on which every text and name comes from somebody hostile, and the network that goes with it."""
    source = Source("Daily/2026-11-18.md", 3)
    talk = Contact(date(2026, 10, 1), (Part(source, text),))
    card = Card(location=text, organisation=text, role=text, address=text, family=(text,), phone=(text,), email=(text,))
    evil = person(text.replace("/", "")[:60] or "x", card, contacts=(talk,))
    other = evil._replace(path=f"People/Others/{evil.name}.md")
    beside = Beside(
        talk,
        ask_about=(Mention(text, None, source),),
        received=(Received(text, TODAY, False, source),),
        promises=(Owed(evil, text, None, source),),
        rhythm=Span(1, "M"),
    )
    event = occasion(evil, "told", TODAY, "day", text, gifts=(Said(text, 3),), interests=(text,))
    gratitude = Gratitude(evil, text, TODAY, source)
    network = Network(
        (evil, ANNA),
        None,
        {evil.path: "", other.path: "", ANNA.path: "Anna de Vries", "Daily/2026-11-18.md": "2026-11-18"},
    )
    agenda = Agenda(
        TODAY,
        2,
        today=(event,),
        reach_out=(reach(evil, beside, TODAY),),
        waiting=(reach(other, beside, TODAY),),
        answer=(gratitude,),
        thank=(gratitude, gratitude._replace(mark="asked")),
        report=(gratitude,),
        give_back=(gratitude,),
        promised=(Owed(evil, text, TODAY, source), Owed(ANNA, text, None, source)),
        introduce=(Introduction(Side(ANNA, text, source), Side(evil, text, source), text),),
        leaf_through=(Leaf(ANNA, "rotation", beside),),
        coming_up=(event._replace(phase="prepare"), event._replace(kind="plan", phase="ahead")),
        done_today=((evil, talk),),
        problems=(Problem(text, 3, text),),
    )
    return agenda, network


def is_intact(text, config):
    """Nothing but our own structure is in the note, and all of it is found again."""
    agenda, network = hostile_day(text)
    note = whole(agenda, network, config)
    note.encode("utf-8")
    found = read(note, names=plain_names(network), tasks=config.tasks)
    assert isinstance(found, DueNote)
    assert found.strays == ()
    assert [tick.section for tick in found.ticks] == [
        "today", "answer", "thank", "report", "give_back", "promised", "promised", "introduce", "leaf_through",
    ]  # fmt: skip
    assert all(tick.box == " " and not tick.raw and not tick.sub_items for tick in found.ticks)
    body = note.partition("%% vaultnet:begin %%\n")[2].partition("%% vaultnet:end %%")[0]
    tokens = MARKDOWN.parse(body)
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"heading", "bullet_list", "list_item", "paragraph", "blockquote", "inline"}
    assert {child.type for token in tokens for child in token.children or ()} <= {"text", "softbreak"}
    assert sum(token.type == "heading_open" for token in tokens) == 12
    assert sum(token.type == "list_item_open" for token in tokens) == 9 + 2 + 1 + 2


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_a_note_can_act_in_the_due_note(text):
    is_intact(text, ENGLISH)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=30), st.booleans())
def test_whatever_a_note_says_the_due_note_stays_whole(text, tasks):
    is_intact(text, Config(language="nl", tasks=TaskStyle("#task" if tasks else "", tasks)))


def test_names_that_no_link_can_hold_are_told_to_the_reader():
    assert plain_names(NETWORK) == ("Griet \\#1",)
    assert GRIET in NETWORK.people
    assert EMMA.path in NETWORK.link_texts
