"""How somebody reacts to requests: what is stated, else what most of the last known outcomes say."""

import pytest
from somebody import TODAY, ago, ahead, line, somebody

from vaultnet.agenda.profiles import of_outcomes, profile
from vaultnet.model.agenda import Profile

YES, IF, NO, BUSY, SILENT = "accepted", "conditional", "declined", "no time", "no answer"


def asked(*outcomes, tags=(), **card):
    """A person who was asked so many things, with these outcomes, the first longest ago."""
    lines = [line(ago(90 - number), "a favour", "asked", outcome=one, tags=tags) for number, one in enumerate(outcomes)]
    return somebody("Anna", *lines, **card)


@pytest.mark.parametrize(
    ("outcomes", "value", "evidence"),
    [
        ((YES, YES, YES), "give-and-forget", "accepted 3 of 3"),
        ((YES, YES), "give-and-forget", "accepted 2 of 2"),
        ((NO, YES, YES), "give-and-forget", "accepted 2 of 3"),
        ((IF, IF, YES), "whats-in-it-for-me", "conditional 2 of 3"),
        ((NO, NO), "no-time", "declined 2 of 2"),
        ((BUSY, BUSY, YES), "no-time", "no time 2 of 3"),
        ((NO, BUSY, YES), "no-time", "declined 1, no time 1 of 3"),
        ((YES, NO), None, "accepted 1, declined 1 of 2"),
        ((YES, YES, NO, BUSY), None, "accepted 2, declined 1, no time 1 of 4"),
        ((YES,), None, "accepted 1 of 1"),
        ((), None, ""),
    ],
)
def test_most_of_the_known_outcomes_decide(outcomes, value, evidence):
    assert of_outcomes(outcomes) == Profile(value, stated=False, evidence=evidence)


def test_no_answer_and_an_open_request_are_not_known():
    assert of_outcomes([SILENT, YES, SILENT, "", YES]) == Profile("give-and-forget", evidence="accepted 2 of 2")
    assert of_outcomes([SILENT, SILENT, SILENT]) == Profile(None)


def test_only_the_last_five_count():
    assert of_outcomes([NO, NO, NO, NO, YES, YES, YES, SILENT, NO]).evidence == "accepted 3 of 5"


def test_the_order_is_that_of_the_days():
    person = somebody(
        "Anna",
        *(
            line(ago(days), "", "asked", outcome=one)
            for days, one in ((9, YES), (8, YES), (7, YES), (99, NO), (98, NO), (97, NO))
        ),
    )
    assert profile(person, "work", TODAY).evidence == "accepted 3 of 5"


def test_what_lies_ahead_is_not_known_yet():
    person = somebody("Anna", line(ago(3), "", "asked", outcome=YES), line(ahead(3), "", "asked", outcome=YES))
    assert profile(person, "work", TODAY).value is None


def test_a_stated_profile_wins_and_tells_the_outcomes_all_the_same():
    assert profile(asked(NO, NO, profile="give-and-forget"), "work", TODAY) == Profile(
        "give-and-forget", stated=True, evidence="stated; declined 2 of 2"
    )
    assert profile(asked(profile="no-time"), "work", TODAY) == Profile("no-time", stated=True, evidence="stated")


def test_a_profile_of_one_sphere_comes_before_that_of_both():
    vera = somebody("Vera", profile="give-and-forget", profile_work="whats-in-it-for-me")
    assert profile(vera, "work", TODAY).value == "whats-in-it-for-me"
    assert profile(vera, "private", TODAY).value == "give-and-forget"


def test_a_profile_of_the_other_sphere_says_nothing():
    assert profile(somebody("Vera", profile_private="no-time"), "work", TODAY).value is None


@pytest.mark.parametrize(
    ("tags", "sphere", "work", "private"),
    [
        (("work",), (), True, False),
        (("zakelijk",), (), True, False),
        (("private",), (), False, True),
        (("prive",), (), False, True),
        (("privé",), (), False, True),
        (("work", "private"), (), True, True),
        (("soil",), (), True, True),
        ((), (), True, True),
        ((), ("work",), True, False),
        ((), ("private",), False, True),
        ((), ("work", "private"), True, True),
        (("work",), ("private",), True, False),
    ],
)
def test_a_request_counts_in_the_sphere_of_its_line_else_of_the_person(tags, sphere, work, private):
    person = asked(YES, YES, tags=tags, sphere=sphere)
    assert (profile(person, "work", TODAY).value is not None) == work
    assert (profile(person, "private", TODAY).value is not None) == private


def test_what_was_asked_of_the_user_says_nothing_of_the_other():
    person = somebody("Anna", *(line(ago(days), "", "request", outcome=YES) for days in (3, 4, 5)))
    assert profile(person, "work", TODAY) == Profile(None)
