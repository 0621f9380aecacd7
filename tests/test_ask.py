"""Whom to ask: by match, then by profile, then by warmth; with the path and the manners."""

import json

import pytest
from click.testing import CliRunner
from somebody import MONTHLY, TODAY, WEEKLY, ago, line, names, network_of, path_of, somebody

from vaultnet.agenda.ask import ask
from vaultnet.cli import main
from vaultnet.model.config import Config
from vaultnet.model.network import Network
from vaultnet.render.ask import ask as as_json
from vaultnet.render.ask import show_ask


def answer(question, *people, sphere="work", place="", me=None):
    return ask(network_of(*people, me=me), Config(), TODAY, question, sphere, place)


def asked(question, *people, **more):
    """The names of those to ask, in their order."""
    return names(answer(question, *people, **more).people)


def cellist(name="Daan", *lines, **more):
    return somebody(name, *lines, offers=["teaches cello"], **more)


def anyone(count=5):
    """Others, who make the words of a question rare."""
    return [somebody(f"Other {number}", line(ago(40), "coffee")) for number in range(count)]


@pytest.mark.parametrize(
    ("question", "offer"),
    [
        ("somebody to read my CV", "reads CVs"),
        ("who knows NGOs", "twenty years at an NGO"),
        ("a good API", "designs APIs"),
        ("iemand voor mijn foto", "foto's van mensen"),
        ("tips voor zzp'ers", "boekhouding voor elke zzp'er"),
    ],
)
def test_one_of_something_is_found_among_many(question, offer):
    assert asked(question, somebody("Nour", offers=[offer]), *anyone()) == ["Nour"]


@pytest.mark.parametrize(
    "person",
    [
        cellist("Anna"),
        somebody("Anna", line(ago(30), "cello lessons", "offer")),
        somebody("Anna", line(None, "cello lessons", "offer")),
        somebody("Anna", role="cellist and cello repairer"),
        somebody("Anna", organisation="Cello & Co"),
        somebody("Anna", location="Cello Street"),
        somebody("Anna", interests=["the cello suites"]),
        somebody("Anna", needs=["a cello"]),
        somebody("Anna", line(ago(900), "a cello for her son", "need", open=False)),
        somebody("Anna", line(ago(99), "walk; she played the cello as a girl")),
        somebody("Anna", line(ago(99), "walk\nshe plays the cello")),
        somebody("Anna", line(ago(99), "her cello", "received")),
    ],
)
def test_everything_that_the_notes_say_of_a_person_is_searched(person):
    assert asked("who could teach me the cello?", person, *anyone()) == ["Anna"]


@pytest.mark.parametrize(
    "person",
    [
        somebody("Anna", line(ago(30), "my old cello", "gave")),
        somebody("Anna", line(ago(-30), "cello concert together")),
        somebody("Anna", line(ago(30), "cello lessons", "offer", open=False), line(ago(3), "tea"))._replace(
            contacts=()
        ),
    ],
)
def test_what_was_given_is_planned_or_over_answers_nothing(person):
    assert asked("who could teach me the cello?", person) == []


def test_a_line_that_shares_only_a_general_word_is_no_answer():
    people = somebody("Anna", offers=["lessons in bookkeeping"]), somebody("Bram", offers=["advice on rent"])
    assert asked("cello lessons, or advice about them", *people) == []


def test_a_whole_property_that_is_asked_for_is_an_answer():
    teacher, local = somebody("Anna", role="teacher"), somebody("Bram", location="Utrecht")
    assert asked("a teacher in Utrecht for my son", teacher, local) == ["Anna", "Bram"]


def test_a_place_alone_is_no_answer_in_what_was_said():
    zoe = somebody("Zoe", line(ago(30), "coffee in Utrecht"))
    assert asked("a plumber in Utrecht", zoe, somebody("Bram", location="Utrecht")) == ["Bram"]


def test_why_is_the_line_that_speaks_of_it_with_its_place_the_best_first():
    anna = cellist("Anna", line(ago(99), "concert\nthe cello was out of tune"), line(ago(9), "tea"))
    (one,) = answer("a cello teacher", anna).people
    assert [(reason.text, reason.source, reason.kind) for reason in one.why] == [
        ("teaches cello", (path_of("Anna"), 3), "offers"),
        ("the cello was out of tune", (path_of("Anna"), 10), "contact"),
    ]
    assert (one.why[0].words, one.why[1].words) == (("cello", "teacher"), ("cello",))


def test_a_marked_line_is_shown_once_and_at_most_three_are():
    lines = [line(ago(days), "cello", "offer") for days in (4, 5, 6, 7)]
    (one,) = answer("cello", somebody("Anna", *lines)).people
    assert [reason.date for reason in one.why] == [ago(4), ago(5), ago(6)]


def test_an_offer_comes_before_a_property_and_that_before_what_was_said():
    said = somebody("Anna", line(ago(2), "played the cello"))
    fond = somebody("Bram", interests=["cello"])
    offers = somebody("Carla", offers=["cello"])
    assert asked("cello", said, fond, offers) == ["Carla", "Bram", "Anna"]


def test_a_rare_word_says_more_than_a_common_one():
    locals_ = [somebody(f"Local {number}", offers=["boats in summer"]) for number in range(4)]
    assert asked("boats, or a harpsichord", *locals_, somebody("Zoe", offers=["harpsichord"]))[0] == "Zoe"


def test_two_words_say_more_than_one_however_often_it_is_said():
    often = somebody("Anna", *(line(ago(days), "cello") for days in range(2, 30)), offers=["cello"])
    both = somebody("Bram", offers=["cello repairs in winter"])
    assert asked("cello repairs", often, both) == ["Bram", "Anna"]


def test_then_come_those_who_like_to_be_asked():
    people = [
        cellist("Anna", profile="whats-in-it-for-me"),
        cellist("Bram"),
        cellist("Carla", profile_work="give-and-forget"),
        cellist("Daan", profile_private="give-and-forget"),
    ]
    assert asked("cello", *people) == ["Carla", "Bram", "Daan", "Anna"]
    assert asked("cello", *people, sphere="private") == ["Daan", "Bram", "Carla", "Anna"]


def test_whoever_has_no_time_for_such_questions_is_left_out_of_that_sphere():
    busy = cellist("Anna", *(line(ago(days), "", "asked", outcome="no time", tags=("work",)) for days in (99, 98)))
    found = answer("cello", busy, cellist("Bram"), somebody("Carla", profile="no-time"))
    assert names(found.people) == ["Bram"]
    assert [(person.name, profile.evidence) for person, profile in found.left_out] == [("Anna", "no time 2 of 2")]
    assert asked("cello", busy, sphere="private") == ["Anna"]


def test_then_come_the_warm_ones_and_those_never_spoken_with_last():
    people = [
        cellist("Anna"),
        cellist("Bram", line(ago(60), "tea"), cadence=WEEKLY),
        cellist("Carla", line(ago(60), "tea"), cadence=MONTHLY),
        cellist("Daan", line(ago(60), "tea")),
    ]
    assert asked("cello", *people) == ["Daan", "Carla", "Bram", "Anna"]


def test_ties_are_in_the_order_of_the_names():
    assert asked("cello", cellist("bram"), cellist("Anna"), cellist("Carla")) == ["Anna", "bram", "Carla"]


def test_somebody_asked_in_the_last_month_comes_after_all_others():
    lately = cellist("Anna", line(ago(30), "a cello", "asked"), profile="give-and-forget")
    before = cellist("Bram", line(ago(31), "a cello", "asked"), profile="whats-in-it-for-me")
    found = answer("cello", lately, before, somebody("Zoe", line(ago(800), "cello"))).people
    assert names(found) == ["Bram", "Zoe", "Anna"]
    assert [(one.last_asked, one.just_asked) for one in found] == [(ago(31), False), (None, False), (ago(30), True)]


@pytest.mark.parametrize("status", ["deceased", "estranged", "archived", "paused"])
def test_hidden_people_and_the_user_are_left_out(status):
    assert asked("cello", cellist(status=status), me=cellist("Me", is_self=True)) == []


def test_what_the_user_received_before_is_shown_with_its_thanks():
    anna = cellist(
        "Anna", line(ago(400), "a chair", "received"), line(ago(390), "", "thanked"), line(ago(9), "a lift", "received")
    )
    (one,) = answer("cello", anna).people
    assert [(gift.text, gift.thanked) for gift in one.received] == [("a lift", False), ("a chair", True)]


SAM = somebody("Sam", line(ago(20), "tea"))


@pytest.mark.parametrize("anna", [cellist("Anna"), cellist("Anna", line(ago(367), "tea"))])
def test_somebody_not_spoken_to_for_a_year_is_asked_through_whoever_introduced_them(anna):
    (one,) = answer("cello", anna._replace(introduced_by=(SAM.path,)), SAM).people
    assert one.via == SAM


@pytest.mark.parametrize(
    ("last", "cadence", "found"),
    [(ago(61), MONTHLY, True), (ago(62), MONTHLY, False), (ago(14), WEEKLY, True), (ago(15), WEEKLY, False)],
)
def test_warm_is_up_to_twice_the_cadence_on_the_calendar(last, cadence, found):
    sam = somebody("Sam", line(last, "tea"), cadence=cadence)
    (one,) = answer("cello", cellist("Anna")._replace(introduced_by=(sam.path,)), sam).people
    assert one.via == (sam if found else None)


def test_or_through_a_friend_the_warmest_first():
    tom = somebody("Tom", line(ago(2), "tea"))
    anna = cellist("Anna", line(ago(900), "tea"), knows=["Sam", "Tom"])
    (one,) = answer("cello", anna, SAM, tom).people
    assert one.via == tom
    (one,) = answer("cello", anna._replace(introduced_by=(SAM.path,)), SAM, tom).people
    assert one.via == SAM


@pytest.mark.parametrize(
    "sam",
    [
        somebody("Sam", line(ago(181), "tea")),
        somebody("Sam", line(ago(70), "tea"), cadence=MONTHLY),
        somebody("Sam"),
        somebody("Sam", line(ago(2), "tea"), status="paused"),
    ],
)
def test_nobody_who_went_quiet_or_is_hidden_is_a_path(sam):
    (one,) = answer("cello", cellist("Anna", introduced_by=["Sam"]), sam).people
    assert one.via is None


def test_whoever_was_spoken_to_this_year_is_asked_directly():
    (one,) = answer("cello", cellist("Anna", line(ago(365), "tea"), introduced_by=["Sam"]), SAM).people
    assert one.via is None


def test_a_place_leaves_out_those_who_live_elsewhere():
    people = cellist("Anna", location="Utrecht-Oost"), cellist("Bram", location="Gent"), cellist("Carla")
    assert asked("cello", *people, place="utrecht") == ["Anna"]


def test_a_place_alone_lists_who_is_there_those_due_first():
    people = [
        somebody("Anna", line(ago(3), "tea"), location="Gent"),
        somebody("Bram", line(ago(40), "tea"), cadence=MONTHLY, location="Gent", profile="no-time"),
        somebody("Carla", line(ago(90), "tea"), cadence=MONTHLY, location="Gent"),
        somebody("Daan", location="Gent", status="archived"),
    ]
    found = answer("", *people, place="GENT")
    assert names(found.people) == ["Carla", "Bram", "Anna"]
    assert found.people[0].why[0].text == "Gent"
    assert found.left_out == ()


@pytest.mark.parametrize("question", ["", "who can help me?", "?!", "wie kan mij helpen", "#", "\x00"])
def test_a_question_without_a_word_of_its_own_finds_nobody_who_says_nothing(question):
    assert asked(question or "the", cellist("Anna")) == []


# as JSON and in the terminal

ANNA = cellist(
    "Anna",
    line(ago(400), "a chair", "received"),
    line(ago(390), "a cello for a week -> yes", "asked", outcome="accepted"),
    line(ago(380), "", "thanked"),
    line(ago(50), "a bow -> yes", "asked", outcome="accepted"),
    line(ago(20), "concert\n\x1b[31mher cello"),
)
LEFT = cellist("Bram", profile="no-time")


def document(question="cello", *people, language="en"):
    network = network_of(*people)
    return as_json(ask(network, Config(), TODAY, question), network, Config(language=language), TODAY)


def test_the_json_has_its_shape_whatever_is_known():
    full, bare = document("cello", ANNA, LEFT), document("cello", cellist())
    assert list(full) == list(bare) == ["version", "question", "sphere", "people", "left_out"]
    keys = ["person", "path", "why", "profile", "last_contact", "last_asked", "received", "via", "advice"]
    assert list(full["people"][0]) == list(bare["people"][0]) == keys
    assert full["left_out"] == [{"person": "Bram", "reason": "no-time (stated)"}]
    (one,) = full["people"]
    assert one["why"][0] == {"text": "teaches cello", "path": "People/Anna.md", "line": 3}
    assert (one["profile"], one["last_asked"], one["via"]) == ("give-and-forget", ago(50).isoformat(), None)
    assert one["last_contact"] == {
        "date": ago(20).isoformat(),
        "text": "concert\n\x1b[31mher cello",
        "path": "People/Anna.md",
        "line": 14,
    }
    assert [gift["thanked"] for gift in one["received"]] == [False, True, True]
    (other,) = bare["people"]
    assert (other["profile"], other["last_contact"], other["last_asked"], other["received"]) == (None, None, None, [])


def test_the_manners_fit_the_profile_and_state_its_evidence():
    (one,) = document("cello", ANNA)["people"]
    assert one["advice"] == (
        "A thank-you is still welcome: begin with that. "
        "Likes to help (accepted 2 of 2): ask plainly; afterwards thank them, and tell them what came of it."
    )
    (one,) = document("cello", cellist(profile="whats-in-it-for-me"))["people"]
    assert "what they gain" in one["advice"]
    (one,) = document("cello", cellist(status="ill"))["people"]
    assert one["advice"].startswith("This is a hard time for them: first ask how they are.")
    people = document("cello", cellist(introduced_by=["Sam"]), SAM)["people"]
    assert people[0]["via"] == "Sam"
    assert "ask through Sam" in people[0]["advice"]


def test_the_manners_are_in_dutch_too():
    (one,) = document("cello", ANNA, language="nl")["people"]
    assert "Helpt graag (toegezegd 2 van 2)" in one["advice"]


def terminal(question, *people, more=0, language="en"):
    network = Network(network_of(*people).people)
    asked = ask(network, Config(), TODAY, question, place="" if question else "Gent")
    return show_ask(asked, more, network, Config(language=language), TODAY, width=100, colour=False)


def test_the_terminal_says_why_where_and_how():
    shown = terminal("cello", ANNA, LEFT, more=3)
    assert all(len(line) <= 100 for line in shown.split("\n"))
    shown = " ".join(shown.split())
    assert "Offers: teaches cello People/Anna.md:3" in shown
    assert "Last spoke 1 November. Said yes to" in shown
    assert 'Said yes to "a bow"' in shown
    assert "You last asked them something on 2 October." in shown
    assert "3 more: --all shows everyone" in shown
    assert "Left out, because they have no time for such questions at work: Bram (stated)" in shown
    assert "\x1b" not in shown


def test_when_nobody_can_be_asked_that_is_said_in_one_line():
    assert terminal("cello", somebody()) == "Your notes bring nobody to mind.\n"
    assert terminal("", somebody()) == "Nobody lives there, as far as your notes tell.\n"


# as a command

NOTES = {
    "vaultnet.toml": "",
    "People/Anna.md": "---\ncity: Utrecht\noffers: [teaches cello]\n---\n- 2026-11-01 concert\n- 2025-10-01 gevraagd: een strijkstok -> ja\n",
    "People/Bram.md": "---\nprofile: no time\noffers: cello\n---\n",
    **{f"People/Cellist {number:02}.md": "---\noffers: cello\n---\n" for number in range(12)},
    "People/Lotte.md": "- 2026-03-08 verzoek: een plan nalezen -> ja #zakelijk\n- 2026-04-08 request: a lift\n- 2026-04-09 answered: -> no\n",
}


@pytest.fixture
def run(vault):
    made = vault(NOTES)
    return lambda *arguments: CliRunner().invoke(main, ["--vault", made.root, *arguments, "--today", "2026-11-21"])


def test_the_first_ten_are_shown_unless_all_are_wanted(run):
    first = json.loads(run("ask", "who", "plays", "the", "cello", "--json").stdout)
    assert (first["question"], first["sphere"], len(first["people"])) == ("who plays the cello", "work", 10)
    assert first["people"][0]["person"] == "Anna"
    assert [one["person"] for one in first["left_out"]] == ["Bram"]
    everyone = json.loads(run("ask", "who plays the cello", "--all", "--private", "--json").stdout)
    assert (everyone["sphere"], len(everyone["people"])) == ("private", 13)
    assert "3 more" in run("ask", "cello").stdout


def test_a_place_is_enough_and_nothing_at_all_is_too_little(run):
    assert [one["person"] for one in json.loads(run("ask", "--in", "utrecht", "--json").stdout)["people"]] == ["Anna"]
    nothing = run("ask")
    assert nothing.exit_code == 2
    assert "--in" in nothing.stderr


def test_the_mirror_is_shown_as_json_and_in_the_terminal(run):
    shown = json.loads(run("profile", "--json").stdout)
    assert list(shown) == ["version", "work", "private"]
    assert shown["work"]["value"] is None
    assert shown["work"]["counts"] == {"accepted": 1, "declined": 1}
    assert shown["work"]["by_year"] == {"2026": {"accepted": 1, "declined": 1}}
    assert shown["work"]["requests"][1] == {
        "date": "2026-03-08",
        "person": "Lotte",
        "text": "een plan nalezen",
        "outcome": "accepted",
        "path": "People/Lotte.md",
        "line": 1,
    }
    assert [one["text"] for one in shown["private"]["requests"]] == ["a lift"]
    terminal = run("profile").stdout
    assert "At work: unknown (accepted 1, declined 1 of 2)" in terminal
    assert "2026-03-08  Lotte  een plan nalezen → accepted" in terminal
    assert "People/Lotte.md:1" in terminal


def test_an_empty_mirror_says_how_to_fill_it(vault):
    shown = CliRunner().invoke(main, ["--vault", vault({"vaultnet.toml": ""}).root, "profile"])
    assert "request: what they asked -> yes" in shown.stdout
