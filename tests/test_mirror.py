"""How the user answers the requests that come in: the same rule that is held to others."""

from somebody import TODAY, ago, ahead, day, line, somebody

from vaultnet.agenda.mirror import mirror
from vaultnet.model.agenda import Profile


def request(days, text="a favour", outcome="", **more):
    return line(ago(days), text, "request", outcome=outcome, **more)


def answered(days, outcome=""):
    return line(ago(days), "", "answered", outcome=outcome)


def seen(*people):
    return mirror(people, TODAY)["work"]


def test_the_requests_of_all_people_are_put_together():
    anna = somebody("Anna", request(9, outcome="accepted"))
    bram = somebody("Bram", request(8, outcome="accepted"), request(7, outcome="declined"))
    assert seen(anna, bram).profile == Profile("give-and-forget", evidence="accepted 2 of 3")
    assert seen(anna, bram).counts == {"accepted": 2, "declined": 1}


def test_each_line_is_shown_with_its_place_the_newest_first():
    anna = somebody("Anna", request(9, "a lift -> yes", "accepted"), request(3, "a loan"))
    newest, oldest = seen(anna).requests
    assert (newest.person.name, newest.text, newest.outcome, newest.source.line) == ("Anna", "a loan", "", 11)
    assert (oldest.date, oldest.text, oldest.outcome, oldest.source) == (
        ago(9),
        "a lift",
        "accepted",
        ("People/Anna.md", 10),
    )


def test_the_outcome_may_stand_on_the_answer_that_closes_the_request():
    anna = somebody("Anna", request(9), answered(5, "no time"), answered(2, "accepted"))
    assert [one.outcome for one in seen(anna).requests] == ["no time"]


def test_an_answer_closes_every_open_request_up_to_its_day_and_none_after_it():
    anna = somebody("Anna", request(9), request(8, outcome="declined"), request(5), answered(5, "accepted"), request(4))
    assert [one.outcome for one in seen(anna).requests] == ["", "accepted", "declined", "accepted"]


def test_an_answer_without_a_word_of_how_leaves_the_outcome_unknown():
    anna = somebody("Anna", request(9), answered(5), answered(2, "accepted"))
    assert [one.outcome for one in seen(anna).requests] == [""]
    assert seen(anna).counts == {}


def test_what_they_answered_to_the_users_own_question_is_no_mirror():
    own = line(ago(9), "a lift", "asked")
    heard = line(ago(5), "a lift -> no", "answered", outcome="declined")
    anna = somebody("Anna", own, line(ago(8), "a reference", "request"), heard, answered(2, "accepted"))
    assert [(one.text, one.outcome) for one in seen(anna).requests] == [("a reference", "accepted")]


def test_the_answer_to_one_person_is_none_to_another():
    anna, bram = somebody("Anna", request(9)), somebody("Bram", answered(5, "accepted"))
    assert [one.outcome for one in seen(anna, bram).requests] == [""]


def test_years_are_counted_apart_from_the_first_to_the_last():
    anna = somebody(
        "Anna",
        line(day("2024-03-01"), "", "request", outcome="declined"),
        line(day("2026-03-01"), "", "request", outcome="accepted"),
        line(day("2026-04-01"), "", "request", outcome="no answer"),
        line(None, "", "request", outcome="conditional"),
    )
    reflection = seen(anna)
    assert list(reflection.by_year.items()) == [(2024, {"declined": 1}), (2026, {"accepted": 1, "no answer": 1})]
    assert reflection.counts == {"accepted": 1, "conditional": 1, "declined": 1, "no answer": 1}
    assert reflection.requests[-1].date is None


def test_spheres_are_kept_apart():
    anna = somebody(
        "Anna", request(9, outcome="accepted", tags=("work",)), request(8, outcome="accepted", tags=("work",))
    )
    bram = somebody("Bram", request(7, outcome="declined"), request(6, outcome="no time"), sphere=("private",))
    reflections = mirror([anna, bram], TODAY)
    assert reflections["work"].profile.value == "give-and-forget"
    assert reflections["private"].profile == Profile("no-time", evidence="declined 1, no time 1 of 2")


def test_what_the_user_asked_of_others_is_no_mirror():
    assert seen(somebody("Anna", line(ago(9), "", "asked", outcome="accepted"))).requests == ()


def test_a_request_of_a_later_day_has_not_come_yet():
    assert seen(somebody("Anna", line(ahead(2), "", "request", outcome="accepted"))).requests == ()
