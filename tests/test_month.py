"""Three people live a month with vaultnet: what must be true of every due note that they read.

`pytest -m campaign tests/test_month.py` lets each of them live twenty months.
"""

import re
from datetime import date, timedelta

import pytest
from campaigns.month import CONTACT, DUE, Persona
from campaigns.personas import PERSONAS
from campaigns.scene import aside, settle_in

from vaultnet.load import load
from vaultnet.render.words import words

DAY = timedelta(1)
BIRTHDAY = re.compile(r"Birthday|birthday|[Tt]urn(s|ed) \d|jarig|Wordt|wordt|Werd")
UNKIND = re.compile(
    r"\b(overdue|neglect\w*|fail\w*|late|debts?|owe[sd]?|score|target|lead|te laat|schuld|achterstand|verwaarloosd)\b"
)
LONGEST = 120  # lines that are not folded
WIDEST = 800  # characters of a line


def months():
    """Each persona's month; in the long form, many of them."""
    for kind in PERSONAS:
        yield pytest.param((kind, 7), id=kind.name)
        for seed in range(20):
            yield pytest.param((kind, seed), id=f"{kind.name} {seed}", marks=pytest.mark.campaign)


@pytest.fixture(scope="module", params=months())
def month(request):
    kind, seed = request.param
    with aside() as place:
        yield kind(settle_in(place), seed).month()


def test_those_and_only_those_are_proposed_whose_turn_it_is(month: Persona):
    for page in month.pages:
        due = {name for name, friend in month.people.items() if friend.is_due(page.day)}
        proposed = page.names("reach_out") | page.waiting()
        assert proposed <= due, page.day
        assert due <= proposed | page.names("today"), page.day


def test_nobody_waits_for_longer_than_three_weeks(month: Persona):
    for name, friend in month.people.items():
        waits = 0
        for page in month.pages:
            waits = waits + 1 if friend.is_due(page.day) and name not in page.names("today", "reach_out") else 0
            assert waits <= 21, (name, page.day)


def test_the_lists_are_as_short_as_was_asked_for(month: Persona):
    for page in month.pages:
        assert len(page.items("reach_out")) <= month.config.per_day
        assert len(page.items("leaf_through")) <= month.config.leaf_per_day + 1
        assert len(page.items("introduce")) <= 3


def test_nobody_is_listed_twice_among_those_to_get_in_touch_with(month: Persona):
    for page in month.pages:
        names = [name for item in page.items(*CONTACT) for name in item.names]
        names += page.waiting()
        assert len(names) == len(set(names)), page.day


def test_whoever_was_ticked_is_gone_the_next_day(month: Persona):
    pages = {page.day: page for page in month.pages}
    for name, day, _ in month.ticked:
        if page := pages.get(day + DAY):
            assert name not in page.names("reach_out", "leaf_through") | page.waiting()
            said = page.said_of(name, "today")
            assert not said or _act(said) != _act(pages[day].said_of(name, "today"))


def _act(said: str) -> str:
    """What is to be done, without when they last spoke."""
    return re.split("Last spoke|Laatst gesproken", said)[0]


def test_what_the_vault_says_in_the_end_is_what_happened(month: Persona):
    network = load(month.root, month.config, month.day).network
    for person in network.people:
        friend = month.people[person.name]
        planned = {day for _, day in friend.plans}
        assert {contact.date for contact in person.contacts} == friend.contacts | planned, person.name


def test_every_tick_is_recorded_once_with_its_words(month: Persona):
    notes = {path: text for path, text in month.notes().items() if path != DUE}
    for name, day, typed in month.ticked:
        if typed:
            lines = [line for line in notes[month.people[name].path].splitlines() if line.endswith(typed)]
            assert len(lines) == 1, (name, typed)
            assert str(day) in lines[0]


def test_no_word_that_was_typed_is_lost(month: Persona):
    everything = "\n".join(month.notes().values())
    assert month.words
    assert [typed for typed in month.words if typed not in everything] == []


def test_no_birthday_is_missed_and_none_is_mentioned_when_it_is_over(month: Persona):
    seen = 0
    for name, friend in month.people.items():
        for page in month.pages if friend.born else ():
            assert friend.born
            past = min(
                (page.day - date(year, *friend.born) for year in range(page.day.year - 1, page.day.year + 2)), key=abs
            )
            since = page.day - past
            closed = any(since <= day < page.day for day in (*friend.contacts, *friend.let_go))
            told = bool(BIRTHDAY.search(page.said_of(name, "today")))
            assert told == (0 <= past.days <= 7 and not closed and page.day <= friend.gone), (name, page.day)
            ahead = [line for line in page.sections().get("coming_up", []) if f"[[{name}]]" in line]
            announced = any(BIRTHDAY.search(line) for line in ahead)
            assert announced == (-7 <= past.days < 0 and page.day <= friend.gone), (name, page.day)
            seen += told
    assert seen


def test_what_was_received_stays_in_sight_until_it_was_closed(month: Persona):
    seen = 0
    for name, friend in month.people.items():
        for text, (since, closed) in friend.owed.items():
            for page in month.pages:
                if since < page.day <= closed and (page.day - since).days <= month.config.thank_window:
                    assert text in page.said_of(name, "thank"), (name, page.day)
                    seen += 1
    assert seen


def test_what_was_given_is_never_spoken_of(month: Persona):
    assert not [(page.day, secret) for page in month.pages for secret in month.secrets if secret in page.text]


def test_nothing_is_said_of_the_dead(month: Persona):
    for name, friend in month.people.items():
        for page in month.pages:
            if page.day > friend.gone:
                assert f"[[{name}]]" not in page.text, (name, page.day)


def test_nothing_is_said_twice_beside_one_name(month: Persona):
    for page in month.pages:
        for item in page.items(*CONTACT):
            said = "\n".join(item.said)
            gifts = [text for name in item.names for text in month.people[name].owed]
            for quoted in [*gifts, *re.findall(r'"([^"]{12,})"', said)]:
                assert said.count(quoted) <= 1, (page.day, said)


def test_a_second_build_of_a_day_changes_nothing(month: Persona):
    assert month.steady == [True] * len(month.pages)


def test_every_page_is_short_enough_to_be_read(month: Persona):
    for page in month.pages:
        lines = [line for line in page.text.splitlines() if line and not line.startswith("> - ")]
        assert len(lines) <= LONGEST, page.day
        assert max(map(len, lines)) <= WIDEST, page.day


def test_the_words_that_vaultnet_writes_at_a_tick_are_never_told_as_news(month: Persona):
    said = words(month.config.language)
    phrases = [f'"{said.say(key)}"' for key in said.texts if key.startswith("did.")]
    for page in month.pages:
        assert not [phrase for phrase in phrases if phrase in page.text], page.day


def test_no_page_makes_anybody_feel_guilty(month: Persona):
    for page in month.pages:
        assert not UNKIND.search(page.text), (page.day, UNKIND.search(page.text))
