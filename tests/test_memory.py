"""What a program that stays remembers changes nothing: with it, network and agenda are what they are without."""

from datetime import date

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from vaultnet.agenda import plan
from vaultnet.agenda.memory import Memory
from vaultnet.model.config import Config, Reading
from vaultnet.model.facts import Facts
from vaultnet.model.network import Contact, Part, Record, Source
from vaultnet.network.build import build
from vaultnet.network.compact import contacts, records
from vaultnet.network.memory import go_on
from vaultnet.note.read import read_note

TODAY = date(2026, 11, 21)

PATHS = (
    "People/Anna Berg.md",
    "People/Bram.md",
    "People/Clients/Bram.md",
    "Bram.md",
    "People/Zoë.md",
    "People/@Me.md",
    "Daily/2026-11-20.md",
    "Daily/2026-11-19.md",
    "Meetings/2026-11-18 Lunch.md",
    "Notes/Anna Berg.md",
    "Notes/Bees.md",
)
LINKS = (
    "Anna Berg",
    "anna berg",
    "Bram",
    "Bram.md",
    "Clients/Bram",
    "/Bram",
    "./Bram",
    "../People/Bram",
    "Zoë",
    "Annie",
    "Me",
)


def with_memory(memory, facts, paths, config, today):
    network, memory.network = go_on(memory.network, facts, facts.__getitem__, paths, config, today)
    return network


links = st.sampled_from(LINKS).map("[[{}]]".format)
days = st.sampled_from(("2026-11-20", "2026-01-05", "2026-12-01", "1890-01-01", "2040-01-01"))
lines = st.one_of(
    st.builds("- {} talked to {}".format, days, links),
    st.builds("- {} introduced: {} to {}".format, days, links, links),
    st.builds("- {} received: help from {}".format, days, links),
    st.builds("- {} her operation is on 24 November".format, days),
    st.builds("- asked: {} for advice".format, links),
    st.builds("- [ ] send {} the book 📅 2026-11-22".format, links),
    st.builds("- tea with {}".format, links),
    st.builds("tea with {}\n{} died last night".format, links, links),
    st.builds("- {} {}".format, days, st.sampled_from(("Bram died", "Zoë died", "her husband died", "divorced now"))),
    st.sampled_from(
        ("- 2026-11-10 she is ill", "- 2026-11-15 weer helemaal beter", "- 17 feb: tea", "- request: a book")
    ),
    st.just("- need: a flat in Utrecht"),
    st.just("- offer: knows of a flat in Utrecht"),
)
properties = st.one_of(
    st.builds("introduced_by: {}".format, st.one_of(st.builds('"{}"'.format, links), st.sampled_from(LINKS))),
    st.sampled_from(
        (
            "aliases: Annie",
            "aliases: [Annie, Bram]",
            "cadence: weekly",
            "birthday: 1980-11-22",
            "is_self: true",
            "circle: nobody knows",
            "last_contact: 2026-10-01",
            "anniversary: 2010-11-23",
            "died: 2025-11-23",
            "died: ja",
        )
    ),
    st.builds('partner: "{}"'.format, links),
    st.builds("status: {}".format, st.sampled_from(("overleden", "grieving", "ziek", "paused"))),
    st.builds("attendees: [{}]".format, st.sampled_from(LINKS)),
)
texts = st.builds(
    lambda person, said, body: "\n".join(
        ["---", *(["type: person"] if person else []), *dict.fromkeys(said), "---", "", *body, ""]
    ),
    st.booleans(),
    st.lists(properties, max_size=3, unique_by=lambda line: line.partition(":")[0]),
    st.lists(lines, max_size=5),
)


class Staying(RuleBasedStateMachine):
    """A vault that changes under a program that stays."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: dict[str, Facts] = {}
        self.memory = Memory()
        self.today = TODAY
        self.config = Config()

    @rule(path=st.sampled_from(PATHS), text=texts)
    def write(self, path, text):
        self.facts[path] = read_note(path, text, Reading())

    @rule(path=st.sampled_from(PATHS))
    def delete(self, path):
        self.facts.pop(path, None)

    @rule(old=st.sampled_from(PATHS), new=st.sampled_from(PATHS))
    def move(self, old, new):
        if old in self.facts:
            self.facts.pop(old)
            self.write(new, f"---\ntype: person\n---\n- 2026-11-20 talked to [[{old[:-3]}]]\n")

    @rule(day=st.integers(1, 28))
    def wait(self, day):
        self.today = date(2026, 11, day)

    @rule(name=st.sampled_from(("", "Me", "Bram")))
    def configure(self, name):
        self.config = Config(self=name)

    @invariant()
    def is_what_a_fresh_one_is(self):
        facts, paths = dict(self.facts), [*self.facts, "Templates/Bram.md"]
        fresh = build(facts.values(), paths, self.config, self.today)
        kept = with_memory(self.memory, facts, paths, self.config, self.today)
        assert kept == fresh
        assert plan(kept, self.config, self.today, self.memory) == plan(fresh, self.config, self.today)


Staying.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
test_a_program_that_stays_says_what_a_fresh_one_says = Staying.TestCase


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("People/Zoë.md", "---\ntype: person\ndied: 2026-11-01\n---\n"),
        ("People/Zoë.md", "---\ntype: person\nstatus: overleden\n---\n"),
        ("People/Zoë.md", "---\ntype: person\n---\n- 2026-11-19 Zoë died last night\n"),
        ("Daily/2026-11-19.md", "[[Bram]] phoned\n[[Zoë]] died last night\n"),
        ("People/Anna Berg.md", "---\ntype: person\nanniversary: 2010-11-23\n---\n- 2026-11-19 her husband died\n"),
    ],
)
def test_a_death_that_is_told_and_taken_back_changes_a_wedding_day_as_in_a_fresh_network(path, words):
    anna = '---\ntype: person\npartner: "[[Zoë]]"\nanniversary: 2010-11-23\n---\n'
    before = {"People/Anna Berg.md": anna, "People/Zoë.md": "---\ntype: person\n---\n", "Bram.md": ""}
    memory, gentle = Memory(), []
    for notes in (before, {**before, path: words}, before):
        facts = {where: read_note(where, text, Reading()) for where, text in notes.items()}
        fresh = plan(build(facts.values(), list(facts), Config(), TODAY), Config(), TODAY)
        kept = with_memory(memory, facts, list(facts), Config(), TODAY)
        assert plan(kept, Config(), TODAY, memory) == fresh
        gentle.append([one.gentle for one in fresh.coming_up if one.kind == "anniversary"])
    assert gentle == [[False], [True], [False]]


@pytest.mark.parametrize("mine", [False, True])
def test_a_generated_vault_may_have_people_who_could_meet_and_a_user_who_could_help(mine):
    def has_introduction(written):
        facts = [read_note(path, text, Reading()) for path, text in written.items()]
        found = plan(build(facts, written, Config(), TODAY), Config(), TODAY).introduce
        return any(one.mine is mine for one in found)

    vaults = st.dictionaries(st.sampled_from(PATHS), texts, min_size=4)
    drawn = settings(max_examples=2000, phases=[Phase.generate], derandomize=True, database=None)
    find(vaults, has_introduction, settings=drawn)


def test_people_of_whom_nothing_new_is_said_are_the_very_same_records():
    facts = {path: read_note(path, "---\ntype: person\n---\n- 2026-11-20 tea\n", Reading()) for path in PATHS[:2]}
    memory = Memory()
    before = with_memory(memory, facts, PATHS, Config(), TODAY)
    coffee = read_note(PATHS[1], "---\ntype: person\n---\n- 2026-11-20 coffee\n", Reading())
    after = with_memory(memory, facts | {PATHS[1]: coffee}, PATHS, Config(), TODAY)
    assert after.people[0] is before.people[0]
    assert after.people[1] != before.people[1]


def test_a_name_that_fits_two_is_reported_again_although_its_note_was_not_read_again():
    two = "---\ntype: person\naliases: Annie\n---\n"
    facts = {path: read_note(path, two, Reading()) for path in PATHS[:2]}
    facts[PATHS[8]] = read_note(PATHS[8], "---\nattendees: [Annie]\n---\n", Reading())
    memory = Memory()
    before = with_memory(memory, facts, PATHS, Config(), TODAY)
    assert "could be" in before.problems[0].message
    tea = read_note(PATHS[1], f"{two}- 2026-11-20 tea\n", Reading())
    assert with_memory(memory, facts | {PATHS[1]: tea}, PATHS, Config(), TODAY).problems == before.problems


def test_an_ambiguous_name_in_the_users_own_note_is_no_problem_of_theirs():
    memory, config = Memory(), Config(self="Bram")
    facts = {}
    for path, text in (
        ("People/Anna Berg.md", "---\naliases: Annie\n---\n"),
        ("People/Bram.md", "- tea with [[Annie]]\n"),
        ("People/Zoë.md", "---\naliases: Annie\n---\n"),
    ):
        facts = facts | {path: read_note(path, text, Reading())}
        kept = with_memory(memory, facts, facts, config, TODAY)
        assert kept == build(facts.values(), facts, config, TODAY)


parts = st.builds(
    Part,
    st.builds(Source, st.sampled_from(PATHS), st.integers(1, 99)),
    st.text(max_size=9),
    st.just(("gave",)),
    st.booleans(),
)
talks = st.lists(
    st.builds(Contact, st.dates(), st.lists(parts, min_size=1, max_size=3).map(tuple)),
    unique_by=lambda contact: contact.date,
).map(tuple)


@given(talks)
def test_contacts_that_were_put_away_are_what_they_were(said):
    compact = contacts(said)
    assert tuple(compact) == said
    assert compact == said
    assert said == compact
    assert (len(compact), compact[:2], tuple(reversed(compact))) == (len(said), said[:2], said[::-1])
    assert compact == contacts(said)
    assert hash(compact) == hash(said)
    assert compact != contacts(said[1:]) or not said


@settings(max_examples=50, deadline=None)
@given(st.lists(st.from_type(Record), max_size=3).map(tuple))
def test_records_that_were_put_away_are_what_they_were(said):
    assert tuple(records(said)) == said
