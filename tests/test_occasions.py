"""Occasions: where they come from, and on which days they are spoken of."""

import pytest
from somebody import MONTHLY, QUIET, TODAY, ago, ahead, day, line, names, network_of, path_of, somebody, told, yearly

from vaultnet.agenda import plan
from vaultnet.model.config import OCCASIONS, Config
from vaultnet.model.network import Source


def on(when, *lines, config=QUIET, **card):
    """What `when` says of somebody, as (kind, date, phase)."""
    agenda = plan(network_of(somebody("Anna de Vries", *lines, **card)), config, when)
    return [(one.kind, one.date, one.phase) for one in agenda.today + agenda.coming_up]


def the_one(when, *lines, config=QUIET, **card):
    agenda = plan(network_of(somebody("Anna de Vries", *lines, **card)), config, when)
    (one,) = agenda.today + agenda.coming_up
    return one


def days_of(*lines, config=QUIET, around=TODAY, span=130, **card):
    """The phase of somebody's only occasion by its distance in days, over a long stretch of days."""
    anna = network_of(somebody("Anna de Vries", *lines, **card))
    phases = {}
    for offset in range(-span, span + 1):
        when = around.fromordinal(around.toordinal() + offset)
        agenda = plan(anna, config, when)
        for one in agenda.today + agenda.coming_up:
            if one.kind != "plan":
                phases.setdefault(one.phase, []).append(-one.days)
    return {phase: (min(days), max(days), len(days)) for phase, days in phases.items()}


BORN_TODAY = yearly(11, 21, 1980)


def test_a_birthday_is_told_a_week_ahead_on_its_day_and_belated_for_a_week():
    assert days_of(birthday=BORN_TODAY) == {"prepare": (-7, -1, 7), "day": (0, 0, 1), "belated": (1, 7, 7)}


def test_an_age_is_told_where_the_year_is_known():
    one = the_one(TODAY, birthday=BORN_TODAY)
    assert (one.kind, one.years, one.days, one.source) == ("birthday", 46, 0, Source(path_of("Anna de Vries"), 2))
    assert the_one(TODAY, birthday=yearly(11, 21)).years is None
    assert the_one(day("2027-11-20"), birthday=BORN_TODAY).years == 47


def test_nobody_turns_zero():
    assert on(TODAY, birthday=yearly(11, 21, 2026)) == []


@pytest.mark.parametrize(
    ("when", "met", "expected"), [(TODAY, 1, True), (TODAY, 0, False), (ahead(2), 0, False), (ahead(2), -1, False)]
)
def test_a_contact_on_or_after_a_birthday_closes_it(when, met, expected):
    assert bool(on(when, line(ago(met), "called"), birthday=BORN_TODAY)) is expected


def test_the_turn_of_the_year_changes_nothing():
    new_year = yearly(1, 2, 1990)
    assert on(day("2026-12-28"), birthday=new_year) == [("birthday", day("2027-01-02"), "prepare")]
    old_year = yearly(12, 30, 1990)
    assert on(day("2027-01-04"), birthday=old_year) == [("birthday", day("2026-12-30"), "belated")]


@pytest.mark.parametrize(("leap_day", "expected"), [("feb28", "2027-02-28"), ("mar1", "2027-03-01")])
def test_the_leap_day_in_a_common_year_is_as_configured(leap_day, expected):
    leapling = yearly(2, 29, 2000)
    assert the_one(day("2027-02-25"), birthday=leapling, config=QUIET._replace(leap_day=leap_day)).date == day(expected)
    assert the_one(day("2028-02-25"), birthday=leapling).date == day("2028-02-29")


def test_gift_ideas_and_interests_stand_beside_a_birthday():
    lines = [line(ago(9), "the Bach suites", "gift"), line(None, "a given lamp", "gift", open=False)]
    one = the_one(TODAY, *lines, birthday=BORN_TODAY, interests=["cello"])
    assert [idea.text for idea in one.gifts] == ["the Bach suites"]
    assert one.interests == ("cello",)


def test_no_gifts_are_told_where_one_gives_none():
    one = the_one(TODAY, line(None, "a pen", "gift"), line(ahead(1), "", "exam"), interests=["cello"])
    assert (one.gifts, one.interests) == ((), ())


def test_an_anniversary_returns_every_year_and_wishes_may_follow_for_three_days():
    assert days_of(anniversary=yearly(11, 21, 2001)) == {"prepare": (-7, -1, 7), "day": (0, 0, 1), "belated": (1, 3, 3)}
    assert the_one(TODAY, anniversary=yearly(11, 21, 2001)).years == 25


def test_a_wedding_ahead_is_a_wedding_and_an_anniversary_from_its_first_year_on():
    wedding = ahead(14)
    assert days_of(wedding=wedding, around=wedding) == {"prepare": (-14, -1, 14), "day": (0, 0, 1), "after": (7, 14, 8)}
    assert on(day("2027-12-05"), wedding=wedding) == [("anniversary", day("2027-12-05"), "day")]
    assert the_one(day("2028-12-05"), wedding=wedding).years == 2


def test_a_wedding_told_in_a_log_returns_as_an_anniversary_too():
    lines = [line(ago(300), "Anna and Tom marry", "wedding")]
    assert the_one(day("2027-01-25"), *lines).kind == "anniversary"
    assert on(TODAY, line(day("2016-11-21"), "", "wedding")) == [("anniversary", TODAY, "day")]


def test_what_happens_once_is_told_a_week_ahead_and_asked_after():
    assert days_of(line(TODAY, "her knee", "illness")) == {
        "ahead": (-7, -2, 6),
        "prepare": (-1, -1, 1),
        "day": (0, 0, 1),
        "after": (3, 21, 16),  # from 3 to 10 and from 14 to 21
    }


def test_grief_is_asked_after_for_two_weeks_each_time():
    after = days_of(line(TODAY, "her father", "bereavement"), around=ahead(250), span=260)["after"]
    assert after == (14, 379, 45)


def test_after_care_ends_with_the_next_contact_and_begins_anew_on_its_next_day():
    knee = line(ago(3), "her knee", "illness")
    assert on(TODAY, knee, line(ago(1), "visited"))
    assert on(TODAY, knee, line(TODAY, "visited")) == []
    assert on(ahead(2), knee, line(TODAY, "visited")) == []
    assert on(ahead(11), knee, line(TODAY, "visited")) == [("illness", ago(3), "after")]


def test_days_are_below_zero_once_an_occasion_is_over():
    assert the_one(TODAY, line(ago(4), "her knee", "illness")).days == -4


@pytest.mark.parametrize("kind", sorted(OCCASIONS.keys() - {"told", "birthday", "anniversary"}))
def test_every_kind_is_told_on_its_day_with_its_text_and_place(kind):
    one = the_one(TODAY, line(TODAY, "as it was told", kind))
    assert (one.kind, one.date, one.text, one.source.line) == (kind, TODAY, "as it was told", 10)


def test_a_told_event_leads_by_a_day_and_is_asked_after_for_three():
    lines = [line(ago(20), "", told=told("told", TODAY, "she speaks at the fair on 21 November"))]
    assert days_of(*lines) == {"ahead": (-7, -2, 6), "prepare": (-1, -1, 1), "day": (0, 0, 1), "after": (1, 3, 3)}


def test_a_contact_after_a_told_event_closes_it():
    lines = [line(ago(20), "", told=told("told", ago(2)))]
    assert on(TODAY, *lines, line(ago(2), "called on the day"))
    assert on(TODAY, *lines, line(ago(1), "called after it")) == []


def test_an_illness_told_without_a_date_has_no_lead_but_its_after_care():
    lines = [line(ago(3), "she is ill", told=told("illness", ago(3), "she is ill", dated=False))]
    assert days_of(*lines) == {"after": (3, 21, 16)}


def test_what_was_told_twice_is_told_once_in_the_newest_words():
    lines = [
        line(ago(20), "", told=told("illness", ahead(3), "an operation on the 24th")),
        line(ago(2), "", told=told("illness", ahead(3), "the operation on the 24th is at nine")),
    ]
    one = the_one(TODAY, *lines)
    assert (one.text, one.source.line) == ("the operation on the 24th is at nine", 11)


def test_a_birthday_told_in_a_talk_returns_every_year():
    lines = [line(ago(20), "", told=told("birthday", ahead(3), "her daughter's birthday is on 24 November"))]
    assert on(TODAY, *lines) == [("birthday", ahead(3), "prepare")]
    one = the_one(day("2029-11-24"), *lines)
    assert (one.phase, one.text, one.years) == ("day", "her daughter's birthday is on 24 November", None)


def test_a_birthday_is_told_once_though_a_property_and_a_line_say_it():
    one = the_one(TODAY, line(ago(365), "turned 45", "birthday"), birthday=BORN_TODAY)
    assert one.years == 46


def test_a_contact_tagged_with_a_birthday_makes_no_second_one():
    called = line(ago(363), "called her", "birthday", contact=True)
    assert on(TODAY, called, birthday=BORN_TODAY) == [("birthday", TODAY, "day")]
    assert [kind for kind, *_ in on(ahead(2), called)] == ["birthday"]


def test_a_mark_on_a_talk_that_tells_the_day_itself_adds_nothing():
    talk = line(ago(10), "operation on 24 November", "illness", contact=True, told=told("illness", ahead(3)))
    assert on(TODAY, talk) == [("illness", ahead(3), "ahead")]


def test_a_day_ahead_with_a_mark_has_its_lead_whatever_its_words_tell_and_is_no_plan():
    news = told("illness", ahead(1), "her operation", dated=False)
    planned = line(ahead(1), "her operation; I drive", "illness", contact=True, told=news)
    assert on(TODAY, planned) == [("illness", ahead(1), "prepare")]
    given = line(ahead(1), "flowers", "gave", "illness", contact=True)
    assert on(TODAY, given) == [("plan", ahead(1), "ahead")]
    lunch = line(ahead(1), "lunch before it")
    assert on(TODAY, planned, lunch) == [("illness", ahead(1), "prepare"), ("plan", ahead(1), "ahead")]
    assert plan(network_of(somebody("Anna", planned)), QUIET, TODAY).coming_up[0].text == "her operation"


def test_what_was_given_tells_nothing():
    assert on(TODAY, line(ago(1), "flowers for her operation", "gave", "illness", told=told("illness", ahead(1)))) == []


def test_the_very_words_of_one_thing_let_go_of_that_alone():
    concert = line(ago(9), "", told=told("told", ago(1), "her concert is on 20 November"))
    exam = line(ago(8), "", told=told("exam", ahead(3), "her exam is on 24 November"))
    assert on(TODAY, concert, exam) == [("told", ago(1), "after"), ("exam", ahead(3), "ahead")]
    left = [("exam", ahead(3), "ahead")]
    assert on(TODAY, concert, exam, line(TODAY, "her concert is on 20 November", "let go")) == left
    help_, friend = line(ago(7), "help with the exam", "received"), line(TODAY, "Eva", "let go", links=("Eva",))
    assert on(TODAY, exam, help_, line(TODAY, "help with the exam", "let go")) == left
    eva = line(ago(8), "", told=told("exam", ahead(3), "the exam of Eva is on 24 November"))
    assert on(TODAY, eva, friend) == left


def test_the_dead_have_a_quiet_remembrance_on_the_yearly_day_and_nothing_else():
    lines = [line(ago(2), "", "illness"), line(ago(3), "a lamp", "received")]
    card = {"birthday": BORN_TODAY, "wedding": day("2000-11-21"), "deceased": True}
    assert on(TODAY, *lines, **card) == []
    one = the_one(TODAY, *lines, died=day("2020-11-21"), **card)
    assert (one.kind, one.years, one.phase) == ("remembrance", 6, "day")
    assert on(ago(1), died=day("2020-11-21")) == on(ahead(1), died=day("2020-11-21")) == []
    assert on(day("2020-11-21"), died=day("2020-11-21")) == []


def test_a_death_on_the_leap_day_is_remembered_every_year():
    assert the_one(day("2027-02-28"), died=day("2024-02-29")).kind == "remembrance"


@pytest.mark.parametrize(
    ("status", "expected"), [("estranged", 0), ("archived", 0), ("paused", 1), ("grieving", 1), ("ill", 1)]
)
def test_tact_decides_whose_occasions_are_told(status, expected):
    assert len(on(TODAY, birthday=BORN_TODAY, status=status)) == expected


def test_with_the_grieving_and_the_ill_nobody_is_cheerful():
    assert the_one(TODAY, birthday=BORN_TODAY, status="grieving").gentle
    assert the_one(TODAY, birthday=BORN_TODAY, status="ill").gentle
    assert not the_one(TODAY, birthday=BORN_TODAY).gentle


def test_a_snooze_hides_no_occasion():
    assert on(TODAY, birthday=BORN_TODAY, snooze_until=ahead(30))


def test_before_after_and_belated_can_be_configured():
    kinds = dict(OCCASIONS)
    kinds["birthday"] = kinds["birthday"]._replace(before=20, belated=0, after=(5,))
    config = QUIET._replace(occasions=tuple(kinds.items()))
    assert days_of(birthday=BORN_TODAY, config=config) == {
        "prepare": (-20, -1, 20),
        "day": (0, 0, 1),
        "after": (5, 12, 8),
    }


@pytest.mark.parametrize("words", ["birthday", "verjaardag", "the birthday of Anna", ""])
def test_an_occasion_is_let_go_by_its_kind(words):
    assert on(TODAY, line(TODAY, words, "let go"), birthday=BORN_TODAY) == []
    assert on(ahead(3), line(ahead(1), words, "let go"), birthday=BORN_TODAY) == []


def test_letting_a_birthday_go_is_for_this_year():
    assert on(TODAY, line(ago(365), "birthday", "let go"), birthday=BORN_TODAY)


def test_letting_something_else_go_leaves_an_occasion():
    assert on(TODAY, line(ago(1), "the borrowed drill", "let go"), birthday=BORN_TODAY)


def test_an_occasion_is_let_go_by_its_own_words():
    talk = line(ago(9), "", told=told("told", ago(1), "she speaks at the fair on Friday"))
    assert on(TODAY, talk)
    assert on(TODAY, talk, line(TODAY, "the fair", "let go")) == []


def test_what_is_let_go_stays_away_for_a_month_and_grief_is_asked_after_again_later():
    loss = line(ago(15), "her father", "bereavement")
    gone = line(TODAY, "her father", "let go")
    assert on(TODAY, loss, gone) == []
    assert on(ahead(75), loss, gone) == [("bereavement", ago(15), "after")]
    knee = line(ahead(1), "her knee", "illness")
    assert on(ahead(5), knee, line(TODAY, "her knee", "let go")) == []


def test_a_plan_is_told_in_the_week_before_it():
    dinner = line(ahead(7), "dinner at hers")
    one = the_one(TODAY, dinner)
    assert (one.kind, one.date, one.days, one.text, one.source.line) == ("plan", ahead(7), 7, "dinner at hers", 10)
    assert on(ago(1), dinner) == []
    assert on(ahead(7), dinner) == []  # from its day on it is a contact


def test_coming_up_is_by_date_and_then_by_name():
    people = [
        somebody("Carla", birthday=yearly(11, 24)),
        somebody("bram", line(ahead(3), "lunch")),
        somebody("Anna", promises=[("the call", ahead(5))]),
        somebody("Zoe", line(ahead(1), "", "exam")),
    ]
    assert names(plan(network_of(*people), QUIET, TODAY).coming_up) == ["Zoe", "bram", "Carla", "Anna"]


def test_today_begins_with_what_is_on_the_day_itself():
    people = [
        somebody("Anna", birthday=yearly(11, 18)),
        somebody("Bram", birthday=yearly(11, 21)),
        somebody("Carla", birthday=yearly(11, 21)),
    ]
    assert names(plan(network_of(*people), QUIET, TODAY).today) == ["Bram", "Carla", "Anna"]


def test_reach_out_counts_who_is_due_though_they_stand_in_today():
    anna = somebody("Anna", cadence=MONTHLY, birthday=BORN_TODAY)
    agenda = plan(network_of(anna), Config(), TODAY)
    assert names(agenda.today) == names(agenda.reach_out) == ["Anna"]
