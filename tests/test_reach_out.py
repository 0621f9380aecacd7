"""Whose turn it is to hear from the user."""

from datetime import date

import pytest
from somebody import MONTHLY, QUIET, TODAY, WEEKLY, ago, ahead, day, line, names, network_of, path_of, somebody

from vaultnet.agenda import plan
from vaultnet.agenda.history import history_of
from vaultnet.agenda.reach_out import turn_of
from vaultnet.model.config import Config
from vaultnet.model.network import Source
from vaultnet.model.span import Span


def due(*people, config=QUIET, today=TODAY):
    agenda = plan(network_of(*people), config, today)
    return agenda.reach_out + agenda.waiting


def spoken(days, *more, name="Anna de Vries", cadence=MONTHLY, **card):
    """Somebody whom the user last spoke so many days ago."""
    return somebody(name, line(ago(days), "coffee"), *more, cadence=cadence, **card)


def test_due_is_the_last_contact_plus_the_cadence():
    (one,) = due(somebody("Bram", line(day("2026-10-01"), "coffee"), cadence=MONTHLY))
    assert (one.due, one.days_past, one.estimated) == (day("2026-11-01"), 20, False)


def test_a_month_is_a_step_of_the_calendar():
    (one,) = due(somebody("Bram", line(day("2026-01-31")), cadence=MONTHLY))
    assert one.due == day("2026-02-28")


def test_on_the_due_day_it_is_their_turn_and_the_day_before_it_is_not():
    anna = somebody("Anna", line(day("2026-10-21")), cadence=MONTHLY)
    assert names(due(anna)) == ["Anna"]
    assert due(anna, today=day("2026-11-20")) == ()


def test_without_a_contact_it_counts_from_the_day_they_met_and_is_estimated():
    (one,) = due(somebody(met=day("2026-09-01"), created=day("2026-10-30"), cadence=MONTHLY))
    assert (one.due, one.estimated) == (day("2026-10-01"), True)


def test_without_a_contact_or_a_first_day_it_counts_from_the_day_the_note_was_created():
    (one,) = due(somebody(created=day("2026-09-01"), cadence=MONTHLY))
    assert (one.due, one.estimated) == (day("2026-10-01"), True)


def test_with_nothing_to_count_from_it_is_due_today_and_estimated():
    (one,) = due(somebody(cadence=MONTHLY))
    assert (one.due, one.days_past, one.estimated) == (TODAY, 0, True)


def test_a_plan_is_no_contact_to_count_from():
    anna = somebody("Anna", line(ahead(3), "dinner"), cadence=MONTHLY)
    turn = turn_of(history_of(anna, TODAY))
    assert turn is not None
    assert (turn.due, turn.estimated) == (TODAY, True)


def test_who_has_no_cadence_is_never_proposed():
    assert due(spoken(900, cadence=None)) == ()


def test_next_contact_replaces_the_due_day_even_without_a_cadence():
    (one,) = due(spoken(3, cadence=None, next_contact=ago(1)))
    assert (one.due, one.asked_for, one.estimated) == (ago(1), True, False)


def test_next_contact_on_a_later_day_holds_back_who_would_be_due():
    assert due(spoken(90, next_contact=ahead(1))) == ()


@pytest.mark.parametrize("met", [0, 5])
def test_next_contact_is_done_by_a_contact_on_or_after_its_day(met):
    assert due(spoken(5 - met, next_contact=ago(5))) == ()


def test_after_next_contact_was_kept_the_cadence_counts_again():
    (one,) = due(spoken(40, next_contact=ago(50)))
    assert (one.due, one.asked_for) == (MONTHLY.after(ago(40)), False)


def test_snooze_postpones_to_its_day_and_leaves_the_due_day_as_it_was():
    assert due(spoken(90, snooze_until=ahead(1))) == ()
    (one,) = due(spoken(90, snooze_until=TODAY))
    assert one.due == MONTHLY.after(ago(90))


def test_a_plan_postpones_to_its_day_and_is_a_contact_from_then_on():
    anna = spoken(90, line(ahead(3), "dinner"))
    assert due(anna) == ()
    assert due(anna, today=ahead(3)) == ()
    assert plan(network_of(anna), QUIET, ahead(3)).done_today[0][1].text == "dinner"


def test_of_several_postponements_the_latest_counts():
    anna = spoken(90, line(ahead(2), "dinner"), snooze_until=ahead(5))
    assert [bool(due(anna, today=ahead(days))) for days in (0, 2, 4)] == [False, False, False]
    assert due(spoken(90, next_contact=ago(3), snooze_until=ahead(1))) == ()


def test_an_occasion_in_the_future_is_no_plan():
    assert names(due(spoken(90, line(ahead(3), "", "wedding")))) == ["Anna de Vries"]


@pytest.mark.parametrize(("tried", "expected"), [(7, True), (6, False)])
def test_after_a_try_it_is_their_turn_again_a_week_later(tried, expected):
    anna = spoken(90, line(ago(tried), "voicemail", "tried"))
    assert bool(due(anna)) is expected
    if expected:
        assert due(anna)[0].tried == ago(7)
        assert due(anna)[0].due == MONTHLY.after(ago(90))


def test_of_several_tries_the_last_counts():
    assert due(spoken(90, line(ago(20), "", "tried"), line(ago(2), "", "tried"))) == ()


def test_a_short_cadence_shortens_the_time_until_the_next_try():
    assert names(due(spoken(20, line(ago(3), "", "tried"), cadence=Span(3, "D")))) == ["Anna de Vries"]


def test_a_try_never_makes_anybody_due_earlier():
    assert due(spoken(20, line(ago(10), "", "tried"))) == ()


def test_a_try_is_forgotten_after_a_contact():
    anna = somebody("Anna", line(ago(9), "", "tried"), line(ago(8), "coffee"), cadence=WEEKLY)
    assert [one.tried for one in due(anna)] == [None]


def test_the_time_until_the_next_try_can_be_configured():
    anna = spoken(90, line(ago(8), "", "tried"))
    assert due(anna, config=QUIET._replace(retry=Span(2, "W"))) == ()


def test_the_longest_past_due_against_their_own_count_come_first():
    weekly = spoken(14, name="Weekly", cadence=WEEKLY)  # 7 days past of 7
    yearly = spoken(400, name="Yearly", cadence=Span(1, "Y"))  # 35 days past of 365
    assert names(due(weekly, yearly)) == ["Weekly", "Yearly"]


def test_on_equal_ratios_the_earlier_due_day_comes_first():
    early = spoken(40, name="Zoe", cadence=Span(20, "D"))  # due 20 days ago, ratio 1
    late = spoken(20, name="Adam", cadence=Span(10, "D"))  # due 10 days ago, ratio 1
    assert names(due(early, late)) == ["Zoe", "Adam"]


def test_on_the_very_day_all_are_equal_and_come_by_name():
    assert names(due(spoken(90, name="bea", cadence=Span(90, "D")), spoken(7, name="Adam", cadence=WEEKLY))) == [
        "Adam",
        "bea",
    ]


def test_whom_next_contact_asks_for_comes_before_all_others():
    asked_for = spoken(10, name="Zoe", next_contact=TODAY)
    assert names(due(spoken(900, name="Adam"), asked_for)) == ["Zoe", "Adam"]


def test_at_most_per_day_are_listed_and_the_rest_is_waiting():
    people = [spoken(31 + number, name=f"P{number}") for number in range(7)]
    agenda = plan(network_of(*people), Config(leaf_per_day=0), TODAY)
    assert names(agenda.reach_out) == ["P6", "P5", "P4", "P3", "P2"]
    assert names(agenda.waiting) == ["P1", "P0"]


def test_after_a_long_absence_it_is_a_fresh_start():
    late = [spoken(99, name=f"P{number}") for number in range(11)]
    recent = [spoken(2, name=f"R{number}") for number in range(10)]
    assert plan(network_of(*late, *recent), QUIET, TODAY).fresh_start
    assert not plan(network_of(*late[:10], *recent[:5]), QUIET, TODAY).fresh_start  # not more than twice five
    assert not plan(network_of(*late, *recent, spoken(2, name="Half")), QUIET, TODAY).fresh_start


@pytest.mark.parametrize("status", ["deceased", "estranged", "archived", "paused"])
def test_who_is_hidden_is_never_proposed(status):
    assert due(spoken(900, status=status)) == ()


def test_the_dead_are_never_proposed_even_if_next_contact_asks_for_them():
    assert due(spoken(900, deceased=True, next_contact=TODAY)) == ()
    assert due(spoken(900, died=day("2020-01-01"), next_contact=TODAY)) == ()


def test_next_contact_asks_for_the_paused():
    assert names(due(spoken(900, status="paused", next_contact=TODAY))) == ["Anna de Vries"]


@pytest.mark.parametrize("status", ["grieving", "ill"])
def test_the_grieving_and_the_ill_are_proposed_gently(status):
    (one,) = due(spoken(90, status=status))
    assert one.gentle


def test_beside_a_name_stands_what_to_ask_about_newest_first_and_at_most_three():
    anna = spoken(
        90,
        line(None, "the allotment", "busy"),
        line(ago(80), "her thesis", "busy", contact=False),
        line(ago(70), "a cello teacher", "need", contact=False),
        line(ago(60), "the trip", "ask about"),
        line(ago(50), "a found lodger", "need", contact=False, open=False),
    )
    mentions = due(anna)[0].beside.ask_about
    assert [(one.text, one.mark) for one in mentions] == [
        ("the trip", "ask about"),
        ("a cello teacher", "need"),
        ("her thesis", "busy"),
    ]
    assert mentions[0].source == Source(path_of("Anna de Vries"), 14)


def test_a_question_is_closed_by_the_next_contact_after_its_day():
    asked = spoken(90, line(ago(91), "the trip", "ask about"))
    same_day = spoken(90, line(ago(90), "the trip", "ask about"))
    assert due(asked)[0].beside.ask_about == ()
    assert [one.text for one in due(same_day)[0].beside.ask_about] == ["the trip"]


def test_beside_a_name_stand_two_things_received_unthanked_first_then_newest():
    anna = somebody(
        "Anna",
        line(ago(500), "a lamp", "received"),
        line(ago(400), "a book", "received"),
        line(ago(400), "for the book", "thanked"),
        line(ago(90), "a lift", "received"),
        cadence=MONTHLY,
    )
    received = due(anna)[0].beside.received
    assert [(one.text, one.thanked) for one in received] == [("a lift", False), ("a book", True)]


def test_beside_a_name_stand_the_promises_soonest_first_and_the_last_talk():
    anna = spoken(90, promises=[("find the photo", None), ("send the article", ahead(40))])
    beside = due(anna)[0].beside
    assert [one.text for one in beside.promises] == ["send the article", "find the photo"]
    assert beside.last_contact is not None
    assert (beside.last_contact.text, beside.rhythm) == ("coffee", MONTHLY)


def test_the_last_day_of_the_calendar_is_a_day_like_any_other():
    last = date.max
    anna = somebody("Anna", line(day("9999-12-30")), cadence=Span(5, "Y"), snooze_until=last, birthday=None)
    assert plan(network_of(anna), Config(), last).people == 1
