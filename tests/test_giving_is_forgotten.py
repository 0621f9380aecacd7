"""Giving is not one-to-one: whatever is written behind `gave` changes nothing that the program ever says.

All but a person's own list of contacts in `show` stays as it was when the text of every *gave* is replaced, and when a
*gave* goes that is not the latest contact (but for what rests on the bare dates: rhythm, and the count of contacts).
"""

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.agenda import plan
from vaultnet.agenda.ask import ask
from vaultnet.agenda.leafing import in_turn, unsorted
from vaultnet.agenda.mirror import mirror
from vaultnet.agenda.portrait import portrait
from vaultnet.agenda.profiles import profile
from vaultnet.cli import main
from vaultnet.model.config import Config, Reading
from vaultnet.network import build
from vaultnet.note.read import read_note
from vaultnet.render import ask as asked
from vaultnet.render import due_note
from vaultnet.render import json as as_json
from vaultnet.render import mirror as reflection
from vaultnet.render.leaf import show_leaf

TODAY = date(2026, 11, 21)
PEOPLE = ("Anna", "Bram", "Carla")
QUESTIONS = ("who teaches the cello", "a boat for the funeral", "an answer to my letter about soil")

GIVEN_IN_A_PERSON_NOTE = (
    "- {day} gave: {text}",
    "- {day} {text} #gave",
    "- {day} [gave:: {text}]",
    "- [gave:: {text}] [date:: {day}]",
    "* **{day}** — gegeven: {text}",
    "1. {day}: gave: {text}",
    "- [[{day}]] gave: {text}",
    "- [x] gave: {text} ✅ {day}",
    "- gave: {text}",
    "- {day} gave: {text} [[Bram]]",
    "- {day} tea\n  - gave: {text}",
    "- {day} tea\n  and more tea\n  - received: a lift\n  - gave: {text}\n    - with a bow",
    "- {day} gave: a chair\n  - {text}",
    "- {day} gave: a chair\n  {text}",
    "\n{day}: gave: {text}\n",
    "\n### {day} gave: {text}\n\n{text}\n",
    "\n| day | what |\n|---|---|\n| {day} | gave: {text} |\n",
)
GIVEN_IN_A_DAILY_NOTE = (
    "- [[Anna]] gave: {text}",
    "- gave: {text} [[Anna]]",
    "- {text} for [[Anna]] and [[Bram]] #gave",
    "- tea with [[Anna]]\n  - gave: {text}",
    "- tea with [[Anna]]\n  - gave: {text} [[Carla]]",
    "- gave: {text}\n  - to [[Anna]]",
)
OTHERS = (
    "- {day} coffee, her operation is on 24 November",
    "- {day} received: a boat for the weekend",
    "- {day} thanked: with soup",
    "- {day} asked: a cello -> yes",
    "- {day} request: a letter",
    "- {day} answered: -> no",
    "- {day} borrowed: the drill",
    "- {day} let go: the drill",
    "- {day} tried: rang",
    "- need: a cello teacher",
    "- offer: teaches the cello, has a boat",
    "- ask about: the soil",
    "- [ ] send the letter 📅 2026-11-22",
)
DAYS = st.dates(date(2025, 11, 1), TODAY)
WORDS = """
    cello boat soil letter wedding funeral begrafenis operation baby moving chair lift drill soup introduced thanked
    yes no -> 24 November 2026-11-23 tomorrow 5 December Anna Bram teaches teacher money much 100 € #garden #soil #work
"""
TEXT = st.lists(
    st.sampled_from(WORDS.split()),
    min_size=1,
    max_size=6,
).map(lambda words: "a " + " ".join(words))


def outputs(notes):
    """Everything that the commands say of a vault, but for each person's own list of contacts."""
    config = Config(circles=(), leaf_per_day=2)
    facts = [read_note(path, text, Reading()) for path, text in notes.items()]
    network = build(facts, notes, config, TODAY)
    agenda = plan(network, config, TODAY)
    said = {
        "due --json": as_json.due(agenda, network, config),
        "the due note": due_note.whole(agenda, network, config),
        "people --json": as_json.people(network.people, TODAY),
        "profile --json": reflection.mirror(mirror(network.people, TODAY)),
        "check --json": as_json.check(network.problems),
    }
    for command, leaves in (("leaf", in_turn(network, config, TODAY)), ("leaf --unsorted", unsorted(network, TODAY))):
        said[command] = [show_leaf(one, (1, 1), network, config, TODAY, width=80, colour=False) for one in leaves]
    for question in QUESTIONS:
        answer = ask(network, config, TODAY, question)
        said[f"ask --json {question}"] = asked.ask(answer, network, config, TODAY)
    for person in network.people:
        profiles = (profile(person, sphere, TODAY) for sphere in ("work", "private"))
        shown = as_json.show(portrait(person, config, TODAY, *profiles))
        del shown["contacts"]
        said[f"show --json {person.name}"] = shown
    return said


@st.composite
def vaults(draw):
    """A small vault with places for what was given, as `{0}`, `{1}`, and two texts for each of them."""
    given_lines = 0
    notes = {}

    def line(forms, day):
        nonlocal given_lines
        form = draw(st.sampled_from(forms))
        if "{text}" in form:
            form = form.replace("{text}", f"<{given_lines}>")
            given_lines += 1
        return form.replace("{day}", day)

    for name in PEOPLE:
        cadence = draw(st.sampled_from(["", "cadence: monthly\n", "cadence: 3 days\n", "offers: cello, boats\n"]))
        body = [
            line(draw(st.sampled_from([GIVEN_IN_A_PERSON_NOTE, OTHERS])), draw(DAYS).isoformat())
            for _ in range(draw(st.integers(0, 4)))
        ]
        notes[f"People/{name}.md"] = f"---\n{cadence}---\n" + "\n".join(body) + "\n"
    for day in draw(st.lists(DAYS, max_size=2, unique=True)):
        body = [line(GIVEN_IN_A_DAILY_NOTE, day.isoformat()), draw(st.sampled_from(["", "- lunch with [[Carla]]"]))]
        notes[f"Daily/{day}.md"] = "\n".join(body) + "\n"
    if draw(st.booleans()):
        notes["People/Dora.md"] = f'---\ninteractions:\n  - date: 2026-10-01\n    text: "gave: <{given_lines}>"\n---\n'
        given_lines += 1
    texts = draw(st.lists(st.tuples(TEXT, TEXT), min_size=given_lines, max_size=given_lines))
    return notes, texts


def filled(notes, texts):
    """The notes with what was given."""
    return {path: re.sub(r"<(\d+)>", lambda place: texts[int(place[1])], text) for path, text in notes.items()}


@settings(max_examples=80, deadline=None)
@given(vaults())
def test_what_was_given_is_never_said(made):
    notes, texts = made
    before = outputs(filled(notes, [one for one, _ in texts]))
    after = outputs(filled(notes, [other for _, other in texts]))
    for command, said in before.items():
        assert said == after[command], command


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(DAYS, TEXT), min_size=1, max_size=3), st.sampled_from(GIVEN_IN_A_PERSON_NOTE[:4]))
def test_without_it_nothing_else_changes(gifts, form):
    others = "- 2026-01-05 asked: a boat -> yes\n- need: a cello teacher\n- ask about: the soil\n- 2026-11-21 tea\n"
    lines = [form.replace("{day}", day.isoformat()).replace("{text}", text) for day, text in gifts]
    with_gifts = {"People/Anna.md": f"---\ncadence: weekly\n---\n{others}" + "\n".join(lines) + "\n"}
    without = {"People/Anna.md": f"---\ncadence: weekly\n---\n{others}"}
    before, after = outputs(with_gifts), outputs(without)
    for said in (before, after):
        said["people --json"]["people"][0].pop("contacts")
    assert before == after


VAULT = {
    "vaultnet.toml": "",
    "People/Anna.md": "---\nbirthday: 1980-11-25\n---\n- need: a cello teacher\n- 2026-11-19 tea\n  - gave: <0>\n- 2026-11-20 gave: <1>\n",
    "People/Bram.md": "---\ncadence: weekly\n---\n- offer: teaches the cello\n- 2026-10-02 [gave:: <2>]\n- 2026-10-03 gave: [[Anna]] <3>\n",
    "Daily/2026-11-21.md": "- [[Anna]] gave: <4>\n- gave: <5> [[Bram]]\n",
}
COMMANDS = (
    ("due",),
    ("due", "--json"),
    ("people", "--json"),
    ("ask", "cello boat funeral", "--json"),
    ("ask", "cello boat funeral"),
    ("ask", "cello boat funeral", "--private"),
    ("profile",),
    ("check",),
    ("export", "ics"),
    ("export", "vcf"),
    ("export", "csv"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_mentions_what_was_given(vault, command):
    said = []
    for texts in (["a boat"] * 6, ["a cello, for the funeral on 24 November"] * 6):
        made = vault(filled(VAULT, texts))
        shown = CliRunner().invoke(main, ["--vault", made.root, *command, "--today", "2026-11-21"])
        assert shown.exit_code == 0, shown.output
        said.append(shown.output)
    assert said[0] == said[1]


def test_neither_the_due_note_nor_the_overview_mentions_it(vault):
    said = []
    for texts in (["a boat"] * 6, ["a cello, for the funeral on 24 November"] * 6):
        made = vault(filled(VAULT, texts))
        for command in ("build", "overview"):
            assert CliRunner().invoke(main, ["--vault", made.root, command, "--today", "2026-11-21"]).exit_code == 0
        said.append([made.read(path) for path in ("Due today.md", "Network.md")])
    assert said[0] == said[1]


def test_in_show_only_the_timeline_mentions_it(vault):
    made = vault(filled(VAULT, ["a boat"] * 6))
    shown = json.loads(CliRunner().invoke(main, ["--vault", made.root, "show", "Anna", "--json"]).stdout)
    contacts = shown.pop("contacts")
    assert [one["text"] for one in contacts if "a boat" in one["text"]] != []
    assert "a boat" not in json.dumps(shown)
