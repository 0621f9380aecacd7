"""Leaf through: those gone quiet, and everyone once a cycle."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from somebody import MONTHLY, TODAY, ago, ahead, line, names, network_of, path_of, somebody, yearly

from vaultnet.agenda import plan
from vaultnet.agenda.history import history_of
from vaultnet.agenda.leaf import rotation
from vaultnet.agenda.rhythm import gone_quiet, rhythm, silence, warm
from vaultnet.model.config import Config
from vaultnet.model.span import Span

NO_ROTATION = Config(leaf_cycle=100_000)  # hardly anybody's turn


def talked(*days, name="Emma Bakker", more=(), **card):
    """Somebody with whom the user spoke so many days ago, each time."""
    return somebody(name, *(line(ago(number), "coffee") for number in days), *more, **card)


def known(*days, **card):
    return history_of(talked(*days, **card), TODAY)


def leaf(*people, config=NO_ROTATION, today=TODAY):
    return plan(network_of(*people), config, today).leaf_through


def test_a_rhythm_is_the_median_of_the_recent_gaps():
    assert rhythm(known(49, 63, 73, 103)) == 14
    assert rhythm(known(0, 10, 20, 30, 400)) == 10


def test_the_window_grows_until_it_spans_three_weeks():
    assert rhythm(known(0, 1, 2, 3, 23)) == 1
    assert rhythm(known(0, 2, 4, 6, 26)) == 2


def test_an_even_number_of_gaps_has_its_median_in_between():
    assert rhythm(known(0, 1, 3, 6, 30)) == 2.5


@pytest.mark.parametrize("days", [(), (5,), (5, 50, 90), (1, 2, 3, 4, 5)])
def test_a_short_history_has_no_rhythm(days):
    assert rhythm(known(*days)) is None
    assert gone_quiet(known(*days)) is None


def test_plans_are_no_part_of_a_rhythm():
    emma = talked(49, 59, 69, 79, more=[line(ahead(5), "dinner")])
    assert rhythm(history_of(emma, TODAY)) == 10


def quiet_after(silent, gap):
    return gone_quiet(known(*(silent + gap * number for number in range(25)))) is not None


@pytest.mark.parametrize(
    ("gap", "silent", "expected"),
    [
        (10, 19, False),
        (10, 20, True),
        (10, 120, True),
        (10, 121, False),
        (3, 13, False),
        (3, 14, True),
        (3, 90, True),
        (3, 91, False),
    ],
)
def test_quiet_is_from_twice_to_twelve_times_the_rhythm_but_at_least_two_weeks_and_a_quarter(gap, silent, expected):
    assert quiet_after(silent, gap) is expected


def test_somebody_gone_quiet_is_shown_with_their_rhythm():
    (one,) = leaf(talked(49, 63, 77, 91))
    assert (one.reason, one.rhythm_days, one.silent_days) == ("quiet", 14, 49)
    assert one.beside.last_contact is not None


def test_the_silence_longest_for_its_own_rhythm_comes_first():
    assert names(leaf(talked(49, 63, 77, 91, name="A"), talked(49, 59, 69, 79, name="B"))) == ["B", "A"]


@pytest.mark.parametrize(
    "card",
    [
        {"snooze_until": ahead(1)},
        {"more": [line(ahead(20), "dinner")]},
        {"birthday": yearly(11, 21)},
        {"next_contact": ago(1)},
    ]
    + [{"status": status} for status in ("deceased", "estranged", "archived", "paused")],
)
def test_whoever_is_listed_anyway_or_hidden_is_not_in_leaf_through(card):
    assert leaf(talked(49, 63, 77, 91, **card)) == ()
    assert leaf(talked(49, 63, 77, 91, **card), config=Config(leaf_cycle=1)) == ()


def test_whoever_is_due_is_not_in_leaf_through_even_if_waiting():
    emma = talked(49, 63, 77, 91)._replace(cadence=MONTHLY)
    assert leaf(emma, config=Config(leaf_cycle=1, per_day=0)) == ()


def test_zero_a_day_turns_it_off():
    assert leaf(talked(49, 63, 77, 91), config=Config(leaf_per_day=0)) == ()


def test_those_gone_quiet_take_the_places_that_rotation_leaves():
    quiet = [talked(49, 63, 77, 91, name=f"Quiet {number}") for number in range(5)]
    assert names(leaf(*quiet)) == ["Quiet 0", "Quiet 1", "Quiet 2"]


def test_one_gone_quiet_turns_up_even_if_rotation_fills_all_places():
    strangers = [somebody(f"Stranger {number}") for number in range(3)]
    quiet = [talked(49, 63, 77, 91, name=f"Quiet {number}") for number in range(2)]
    paths = [path_of(f"Stranger {number}") for number in range(3)]
    config = Config(leaf_cycle=1, leaf_per_day=5)
    (first, second, *others) = leaf(*strangers, *quiet, config=config)
    assert (first.reason, second.reason, {one.reason for one in others}) == ("quiet", "quiet", {"rotation"})
    assert {one.person.path for one in others} == set(paths)
    for offset in range(5):
        today = leaf(*strangers, *quiet, config=Config(leaf_cycle=5, leaf_per_day=1), today=ahead(offset))
        assert len(today) == 2  # whose turn it is, and one gone quiet
        assert today[0].reason == "quiet"


def test_somebody_gone_quiet_whose_turn_it_is_turns_up_once_as_quiet():
    everyone = Config(leaf_cycle=1, leaf_per_day=9)
    assert [one.reason for one in leaf(talked(49, 63, 77, 91), config=everyone)] == ["quiet"]


def test_rotation_shows_nobody_met_in_the_last_thirty_days():
    shown = leaf(talked(30, name="A"), talked(31, name="B"), somebody("C"), config=Config(leaf_cycle=1, leaf_per_day=9))
    assert sorted(names(shown)) == ["B", "C"]
    assert {one.reason for one in shown} == {"rotation"}


def test_rotation_is_in_the_order_of_the_checksum_of_the_path():
    paths = ["People/Anna.md", "People/Bram.md", "People/Zoë.md"]  # 1639233694, 3972941962, 1584854602
    in_order = ["People/Zoë.md", "People/Anna.md", "People/Bram.md"]
    assert rotation(paths, Config(leaf_cycle=1, leaf_per_day=3), TODAY) == in_order
    start = TODAY.fromordinal(TODAY.toordinal() // 90 * 90)
    turns = {offset: rotation(paths, Config(), start.fromordinal(start.toordinal() + offset)) for offset in range(90)}
    assert {offset: turn for offset, turn in turns.items() if turn} == {
        0: ["People/Zoë.md"],
        30: ["People/Anna.md"],
        60: ["People/Bram.md"],
    }


@given(
    st.sets(st.text(min_size=1, max_size=12).map(lambda name: f"People/{name}.md"), max_size=60),
    st.integers(1, 6),
    st.integers(1, 100),
    st.dates(),
)
def test_everyone_turns_up_exactly_once_a_cycle(paths, per_day, cycle, start):
    config = Config(leaf_per_day=per_day, leaf_cycle=cycle)
    days = max(cycle, -(-len(paths) // per_day))
    first = min(start.toordinal(), start.max.toordinal() - days)
    turns = [rotation(paths, config, start.fromordinal(first + offset)) for offset in range(days)]
    assert Counter(path for turn in turns for path in turn) == Counter(paths)
    assert max(map(len, turns)) <= per_day


def test_silence_is_measured_against_the_cadence_else_the_rhythm_else_a_quarter():
    assert silence(known()) is None
    assert silence(known(45)) == 0.5
    assert silence(known(49, 63, 77, 91)) == 3.5
    assert silence(history_of(talked(62)._replace(cadence=Span(31, "D")), TODAY)) == 2


@pytest.mark.parametrize(
    ("days", "expected"),
    [((), False), ((180,), True), ((181,), False), ((20, 30, 40, 50), True), ((21, 31, 41, 51), False)],
)
def test_whoever_spoke_within_twice_the_usual_time_is_warm(days, expected):
    assert warm(known(*days)) is expected
