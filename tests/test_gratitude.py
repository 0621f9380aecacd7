"""Thanks, answers, reports and returns that are still open."""

import pytest
from somebody import QUIET, TODAY, ago, ahead, day, line, names, network_of, somebody

from vaultnet.agenda import plan
from vaultnet.agenda.gratitude import received
from vaultnet.agenda.history import history_of
from vaultnet.model.config import Config
from vaultnet.model.span import Yearly


def agenda(*lines, config=QUIET, **card):
    return plan(network_of(somebody("Carla Smit", *lines, **card)), config, TODAY)


def texts(items):
    return [item.text for item in items]


def asked(days, text="read my draft", outcome="accepted"):
    return line(ago(days), text, "asked", outcome=outcome)


def test_what_was_received_asks_for_thanks():
    (one,) = agenda(line(ago(3), "the address of a good lawyer", "received")).thank
    assert (one.text, one.date, one.source.line, one.mark) == ("the address of a good lawyer", ago(3), 10, "received")


def test_an_introduction_and_an_accepted_request_ask_for_thanks_as_well():
    today = agenda(line(ago(4), "Daan Visser", "introduced"), asked(3), asked(2, "a loan", "declined"))
    assert [(one.text, one.mark) for one in today.thank] == [("Daan Visser", "introduced"), ("read my draft", "asked")]


def test_an_occasion_or_an_introduction_that_is_let_go_is_no_thread():
    cake, lamp = line(ago(5), "a birthday cake", "received"), line(ago(4), "the lamp of Eva", "received")
    gone = line(TODAY, "birthday", "let go"), line(TODAY, "Eva", "let go", links=("Eva",))
    assert texts(agenda(cake, lamp, *gone, birthday=Yearly(11, 21, 1980, 2)).thank) == [
        "a birthday cake",
        "the lamp of Eva",
    ]
    assert texts(agenda(cake, gone[0]).thank) == []


def test_an_answer_that_repeats_what_was_asked_tells_its_outcome():
    waiting = asked(30, outcome="")
    later = agenda(waiting, line(ago(2), "read my draft -> yes, gladly", "answered", outcome="accepted"))
    assert (texts(later.thank), texts(later.answer)) == (["read my draft"], [])
    other = agenda(waiting, line(ago(2), "a loan -> yes", "answered", outcome="accepted"))
    assert (texts(other.thank), texts(other.answer)) == ([], ["read my draft"])


@pytest.mark.parametrize(("days", "expected"), [(60, True), (61, False)])
def test_thanks_are_proposed_for_sixty_days(days, expected):
    assert bool(agenda(line(ago(days), "a lamp", "received")).thank) is expected


def test_the_window_for_thanks_can_be_configured():
    assert not agenda(line(ago(11), "a lamp", "received"), config=Config(thank_window=10)).thank


@pytest.mark.parametrize("days", [3, 1])
def test_thanks_on_or_after_the_day_close_everything_received_until_then(days):
    today = agenda(
        line(ago(5), "a book", "received"), line(ago(3), "a lamp", "received"), line(ago(days), "", "thanked")
    )
    assert today.thank == ()


def test_thanks_said_earlier_close_nothing_later():
    assert texts(agenda(line(ago(5), "", "thanked"), line(ago(3), "a lamp", "received")).thank) == ["a lamp"]


def test_something_received_without_a_date_is_remembered_and_not_proposed():
    anna = somebody("Anna", line(None, "her patience", "received"))
    assert plan(network_of(anna), QUIET, TODAY).thank == ()
    assert [(one.text, one.date, one.thanked) for one in received(history_of(anna, TODAY))] == [
        ("her patience", None, False)
    ]


def test_what_was_received_long_ago_is_still_known_as_not_thanked():
    (one,) = received(history_of(somebody("Anna", line(day("2020-01-01"), "a job", "received")), TODAY))
    assert (one.text, one.thanked) == ("a job", False)


def test_what_was_both_given_and_received_is_received():
    assert texts(agenda(line(ago(3), "swapped plants", "gave", "received")).thank) == ["swapped plants"]


@pytest.mark.parametrize(("days", "expected"), [(42, False), (43, True), (180, True), (184, False)])
def test_what_came_of_a_request_is_told_after_six_weeks_and_before_six_months(days, expected):
    assert bool(agenda(asked(days)).report) is expected


def test_what_came_of_it_is_told_although_it_was_thanked():
    assert texts(agenda(asked(50), line(ago(49), "", "thanked")).report) == ["read my draft"]


def test_only_an_accepted_request_is_reported_on():
    assert agenda(asked(50, outcome="declined"), asked(50, outcome="no answer")).report == ()


def test_a_report_closes_the_request_that_shares_a_word_with_it():
    today = agenda(
        asked(60, "read my draft"), asked(50, "a lift to the fair"), line(ago(2), "the draft was printed", "reported")
    )
    assert texts(today.report) == ["a lift to the fair"]


def test_a_report_that_names_nothing_closes_all_before_it():
    assert agenda(asked(60), asked(50, "a lift"), line(ago(2), "all went well", "reported")).report == ()
    assert agenda(asked(50), line(ago(60), "all went well", "reported")).report


def test_a_request_of_theirs_waits_for_an_answer_from_the_second_day_on():
    assert agenda(line(TODAY, "a reference", "request")).answer == ()
    (one,) = agenda(line(ago(1), "a reference", "request")).answer
    assert (one.text, one.waiting, one.mark) == ("a reference", False, "request")


def test_a_request_with_an_outcome_was_answered():
    assert agenda(line(ago(9), "a reference", "request", outcome="accepted")).answer == ()


def test_an_answer_closes_every_request_up_to_its_day():
    lines = [
        line(ago(9), "a reference", "request"),
        line(ago(8), "a talk", "request"),
        line(ago(2), "money", "request"),
    ]
    assert texts(agenda(*lines, line(ago(8), "yes to both", "answered")).answer) == ["money"]


def test_what_they_answered_to_the_users_own_question_is_no_answer_to_their_request():
    lines = asked(40, outcome=""), line(ago(9), "a reference", "request")
    heard = line(ago(2), "read my draft -> yes", "answered", outcome="accepted")
    assert [(one.text, one.waiting) for one in agenda(*lines, heard).answer] == [("a reference", False)]
    silent = line(ago(2), "Read my draft", "answered")
    assert texts(agenda(*lines, silent).answer) == ["a reference"]


def test_an_answer_to_their_request_is_none_to_the_users_own_question_in_similar_words():
    lines = asked(40, "a good lawyer", outcome=""), line(ago(9), "a lawyer for her sister", "request")
    both = *lines, line(ago(8), "a lift; by car", "request")
    repeats = line(ago(2), "a lawyer for her sister -> no, the good one has no time", "answered", outcome="declined")
    assert texts(agenda(*lines, repeats).answer) == ["a good lawyer"]
    of_two = line(ago(2), "a lawyer for her sister; a lift; by car -> a good one", "answered")
    assert texts(agenda(*both, of_two).answer) == ["a good lawyer"]
    in_other_words = line(ago(2), "found her a lawyer, no lift", "answered")
    assert texts(agenda(*both, in_other_words).answer) == []


def test_what_else_they_asked_in_the_talk_in_which_they_were_answered_stays_open():
    old, new = line(ago(9), "a reference", "request"), line(ago(2), "a loan", "request")
    assert texts(agenda(old, new, line(ago(2), "a reference -> yes", "answered")).answer) == ["a loan"]
    assert texts(agenda(old, new, line(ago(2), "yes to both", "answered")).answer) == []
    assert texts(agenda(old, new, line(ago(2), "a reference; a loan -> yes", "answered")).answer) == []


def test_what_has_more_under_it_is_closed_by_a_tick_that_repeats_all_of_it():
    lent = line(ago(40), "the book on bees\nfrom her shelf", "borrowed"), line(ago(39), "her shelf", "borrowed")
    for mark in ("returned", "let go"):
        assert texts(agenda(*lent, line(ago(1), "the book on bees from her shelf", mark)).give_back) == ["her shelf"]


def test_a_line_without_a_word_closes_all_also_where_something_has_no_words():
    lent = line(ago(40), "", "borrowed"), line(ago(39), "her shelf", "borrowed")
    for mark in ("returned", "let go"):
        assert texts(agenda(*lent, line(ago(1), "", mark)).give_back) == []


def test_what_was_let_go_in_its_own_words_names_nothing_else_once_it_is_closed_anyway():
    lines = (
        line(ago(60), "two chairs from her shelf", "request"),
        line(ago(59), "the lease\nfrom her shelf", "asked", outcome="accepted"),
        line(ago(9), "two chairs from her shelf", "let go"),
    )
    assert texts(agenda(*lines).report) == ["the lease from her shelf"]
    assert texts(agenda(*lines, line(ago(2), "", "answered")).report) == ["the lease from her shelf"]


def test_what_is_said_behind_the_thing_that_was_told_names_no_other():
    lines = asked(60, "a lawyer"), asked(60, "a piano tuner")
    assert texts(agenda(*lines, line(ago(2), "a lawyer: he plays the piano", "reported")).report) == ["a piano tuner"]
    below = line(ago(2), "a lawyer\nhe plays the piano", "reported")
    assert texts(agenda(*lines, below).report) == ["a piano tuner"]
    assert texts(agenda(*lines, line(ago(2), "a lawyer; the piano is in tune", "reported")).report) == []


@pytest.mark.parametrize(("days", "expected"), [(20, False), (21, True)])
def test_a_request_of_the_user_without_an_answer_comes_up_after_three_weeks(days, expected):
    answer = agenda(asked(days, outcome="")).answer
    assert bool(answer) is expected
    assert all(one.waiting for one in answer)


def test_an_answer_that_names_it_closes_what_the_user_waits_for():
    assert agenda(asked(30, outcome=""), line(ago(1), "read my draft", "answered", outcome="accepted")).answer == ()
    assert agenda(asked(30, outcome=""), line(ago(1), "no time for her fair", "answered")).answer


@pytest.mark.parametrize(("days", "expected"), [(28, False), (29, True)])
def test_what_is_borrowed_goes_back_after_four_weeks(days, expected):
    assert bool(agenda(line(ago(days), "the drill", "borrowed")).give_back) is expected


def test_borrowed_without_a_date_or_struck_through_asks_for_nothing():
    assert agenda(line(None, "the drill", "borrowed"), line(ago(50), "a tent", "borrowed", open=False)).give_back == ()


def test_a_return_closes_the_thing_that_it_names_best():
    books = [line(ago(90), "the book on bees", "borrowed"), line(ago(80), "the book on trees", "borrowed")]
    assert texts(agenda(*books, line(ago(2), "the book on bees, at last", "returned")).give_back) == [
        "the book on trees"
    ]


@pytest.mark.parametrize(
    "words", ["the cordless drill and the ladder", "a book on bees; the cordless drill; the ladder"]
)
def test_a_return_closes_everything_that_it_names(words):
    things = [line(ago(90), "the cordless drill", "borrowed"), line(ago(80), "the ladder", "borrowed")]
    assert texts(agenda(*things, line(ago(70), "a tent", "borrowed"), line(ago(2), words, "returned")).give_back) == [
        "a tent"
    ]


def test_a_return_told_twice_closes_nothing_else():
    things = [line(ago(90), "the drill", "borrowed"), line(ago(80), "the ladder", "borrowed")]
    returns = [line(ago(5), "drill", "returned"), line(ago(4), "the drill", "returned")]
    assert texts(agenda(*things, *returns).give_back) == ["the ladder"]


def test_a_return_that_names_nothing_closes_all_before_it():
    things = [line(ago(90), "the drill", "borrowed"), line(ago(80), "the ladder", "borrowed")]
    assert agenda(*things, line(ago(5), "everything", "returned")).give_back == ()
    assert texts(agenda(*things, line(ago(85), "everything", "returned")).give_back) == ["the ladder"]


def test_letting_go_closes_what_it_names():
    things = [
        line(ago(40), "the drill", "borrowed"),
        line(ago(5), "a lamp", "received"),
        line(ago(4), "a reference", "request"),
    ]
    assert agenda(*things, line(ago(1), "the drill", "let go")).give_back == ()
    assert agenda(*things, line(ago(1), "lamps", "let go")).thank == ()
    assert agenda(*things, line(ago(1), "a reference", "let go")).answer == ()
    assert texts(agenda(*things, line(ago(1), "the drill", "let go")).thank) == ["a lamp"]


def test_letting_go_by_the_very_words_closes_that_alone():
    today = agenda(
        line(ago(40), "his book on bees", "borrowed"),
        line(ago(5), "a book", "received"),
        line(ago(1), "A book", "let go"),
    )
    assert today.thank == ()
    assert texts(today.give_back) == ["his book on bees"]


def test_letting_go_of_a_request_needs_no_outcome_to_be_its_very_words():
    request = line(ago(5), "read my book -> yes, with pleasure #work", "asked", outcome="accepted")
    today = agenda(request, line(ago(5), "a book", "received"), line(ago(1), "read my book", "let go"))
    assert texts(today.thank) == ["a book"]


def test_letting_go_closes_nothing_of_a_later_day():
    assert agenda(line(ago(5), "a lamp", "let go"), line(ago(3), "a lamp", "received")).thank


def test_letting_go_of_thanks_leaves_a_later_report_open():
    today = agenda(asked(50), line(ago(40), "read my draft", "let go"))
    assert texts(today.report) == ["read my draft"]
    assert agenda(asked(50), line(ago(2), "read my draft", "let go")).report == ()


@pytest.mark.parametrize("else_", ["something else", "iets anders", "Will", "x"])
def test_letting_go_of_what_is_no_thread_closes_none_even_in_words_that_say_little(else_):
    things = [line(ago(40), "the drill", "borrowed"), line(ago(5), "a lamp", "received")]
    today = agenda(*things, line(ago(1), else_, "let go"))
    assert (texts(today.thank), texts(today.give_back)) == (["a lamp"], ["the drill"])


def test_letting_go_without_a_word_closes_all():
    today = agenda(
        line(ago(40), "the drill", "borrowed"), line(ago(5), "a lamp", "received"), line(ago(1), "", "let go")
    )
    assert (today.thank, today.give_back) == ((), ())


def test_the_longest_open_comes_first():
    people = [somebody("Anna", line(ago(2), "a", "received")), somebody("Bram", line(ago(9), "b", "received"))]
    assert names(plan(network_of(*people), QUIET, TODAY).thank) == ["Bram", "Anna"]


def test_what_stands_on_a_later_day_asks_for_nothing_yet():
    assert agenda(line(ahead(3), "a lamp", "received")).thank == ()
    assert agenda(line(ago(3), "a lamp", "received"), line(ahead(1), "", "thanked")).thank


@pytest.mark.parametrize(
    ("status", "expected"),
    [("deceased", False), ("estranged", False), ("archived", False), ("paused", True), ("ill", True)],
)
def test_of_those_who_are_not_spoken_of_nothing_is_open(status, expected):
    assert bool(agenda(line(ago(3), "a lamp", "received"), status=status).thank) is expected


def test_a_snooze_hides_no_thanks():
    assert agenda(line(ago(3), "a lamp", "received"), snooze_until=ahead(9)).thank
