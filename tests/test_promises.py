"""Promises, dated and undated."""

from somebody import MONTHLY, QUIET, TODAY, ago, ahead, line, network_of, somebody, yearly

from vaultnet.agenda import plan


def agenda(*promises, lines=(), cadence=None, **card):
    return plan(network_of(somebody("Bram Jansen", *lines, cadence=cadence, promises=promises, **card)), QUIET, TODAY)


def texts(items):
    return [item.text for item in items]


def test_promises_with_a_day_stay_from_that_day_on_soonest_first():
    today = agenda(("the second", TODAY), ("the first", ago(40)), ("the third", ahead(1)))
    assert [(one.text, one.due, one.source.line) for one in today.promised] == [
        ("the first", ago(40), 51),
        ("the second", TODAY, 50),
    ]


def test_promises_of_the_coming_week_are_in_coming_up():
    today = agenda(("the call", ahead(1)), ("the book", ahead(7)), ("the fair", ahead(8)))
    assert [(one.kind, one.text, one.date, one.days) for one in today.coming_up] == [
        ("promise", "the call", ahead(1), 1),
        ("promise", "the book", ahead(7), 7),
    ]
    assert today.promised == ()


def test_an_undated_promise_waits_until_its_person_turns_up():
    assert agenda(("send the article", None)).promised == ()
    assert texts(agenda(("send the article", None), cadence=MONTHLY).promised) == ["send the article"]
    birthday = yearly(TODAY.month, TODAY.day)
    assert texts(agenda(("send the article", None), birthday=birthday).promised) == ["send the article"]


def test_undated_promises_come_after_dated_ones():
    assert texts(agenda(("some day", None), ("by now", ago(1)), cadence=MONTHLY).promised) == ["by now", "some day"]


def test_an_undated_promise_to_somebody_in_leaf_through_is_listed():
    lines = [line(ago(days), "coffee") for days in (130, 120, 110, 100)]
    bram = somebody("Bram Jansen", *lines, promises=[("send the article", None)])
    today = plan(network_of(bram), QUIET._replace(leaf_per_day=3), TODAY)
    assert texts(today.promised) == ["send the article"]


def test_a_promise_to_somebody_who_only_waits_is_not_listed():
    config = QUIET._replace(per_day=0)
    bram = somebody("Bram", cadence=MONTHLY, promises=[("send the article", None)])
    today = plan(network_of(bram), config, TODAY)
    assert (len(today.waiting), today.promised) == (1, ())


def test_a_snooze_hides_no_promise():
    assert texts(agenda(("by now", ago(1)), snooze_until=ahead(9)).promised) == ["by now"]


def test_promises_to_those_not_spoken_of_are_left_in_peace():
    today = agenda(("by now", ago(1)), ("soon", ahead(1)), status="estranged")
    assert (today.promised, today.coming_up) == ((), ())
