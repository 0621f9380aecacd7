"""Who could meet, and whom the user can help."""

import pytest
from somebody import QUIET, TODAY, ago, ahead, line, network_of, path_of, somebody

from vaultnet.agenda import plan
from vaultnet.model.config import Config
from vaultnet.model.facts import Said


def met(*people, me=None):
    """The introductions of the day, as (need, offer, topic)."""
    return [
        (one.need.person.name, one.offer.person.name, one.topic)
        for one in plan(network_of(*people, me=me), QUIET, TODAY).introduce
    ]


def seeker(name="Anna", text="a cello teacher", **more):
    return somebody(name, line(ago(9), text, "need", **more))


def teacher(name="Daan", *lines, **more):
    return somebody(name, *lines, offers=["teaches cello"], **more)


def test_a_need_meets_an_offer_that_shares_a_word():
    (one,) = plan(network_of(seeker(), teacher()), Config(), TODAY).introduce
    assert (one.need.person.name, one.need.text, one.need.source.line) == ("Anna", "a cello teacher", 10)
    assert (one.offer.person.name, one.offer.text, one.offer.source.path) == ("Daan", "teaches cello", path_of("Daan"))
    assert not one.mine
    assert one.topic == "cello"


def test_needs_and_offers_are_read_from_properties_and_marks_alike():
    assert met(somebody("Anna", needs=["a boat"]), somebody("Daan", line(ago(3), "a boat in summer", "offer")))
    assert met(somebody("Anna", line(None, "a boat", "need")), somebody("Daan", line(None, "his boat", "offer")))


def test_role_and_organisation_are_offers():
    assert met(seeker(text="advice of a notary"), somebody("Daan", role="Notary")) == [("Anna", "Daan", "notary")]
    assert met(seeker(text="somebody at Waterworks"), somebody("Daan", organisation="Waterworks Ltd"))


def test_what_shares_no_word_does_not_meet():
    assert met(seeker(text="a house"), teacher()) == []


def test_a_need_that_was_met_and_an_offer_that_was_struck_through_are_over():
    assert met(seeker(open=False), teacher()) == []
    assert met(seeker(), somebody("Daan", line(ago(2), "cello lessons", "offer", open=False))) == []


def test_nobody_is_introduced_to_themselves():
    assert met(somebody("Anna", needs=["a boat"], offers=["a boat"])) == []


@pytest.mark.parametrize("status", ["deceased", "estranged", "archived", "paused"])
def test_who_is_hidden_is_left_out(status):
    assert met(seeker(), teacher(status=status)) == []
    assert met(seeker()._replace(card=somebody(status=status).card), teacher()) == []


def test_those_whose_notes_link_each_other_know_each_other():
    assert met(seeker()._replace(knows=frozenset({path_of("Daan")})), teacher()) == []
    assert met(seeker(), teacher(knows=["Anna"])) == []
    assert met(seeker(), teacher(introduced_by=["Anna"])) == []


@pytest.mark.parametrize("mark", ["gave", "let go"])
def test_a_pair_once_recorded_or_let_go_is_never_suggested_again(mark):
    said = line(ago(400), "introduced to", mark, links=("Anna",))
    assert met(seeker(), teacher("Daan", said)) == []


def test_a_pair_is_suggested_once_however_much_they_share():
    anna = somebody("Anna", needs=["a cello teacher", "a boat"], offers=["tax advice"])
    daan = somebody("Daan", needs=["advice on taxes"], offers=["teaches cello", "has a boat"])
    assert len(met(anna, daan)) == 1


def test_a_shared_tag_comes_before_shared_words():
    anna = somebody("Anna", line(ago(3), "somebody for the garden", "need", tags=("soil", "need")))
    words = somebody("Bram", offers=["somebody for the garden"])
    topic = somebody("Zoe", line(ago(3), "compost", "offer", tags=("soil", "offer")))
    assert met(anna, words, topic) == [("Anna", "Zoe", "soil"), ("Anna", "Bram", "garden")]


def test_a_tag_within_a_property_is_a_topic():
    anna = somebody("Anna", needs=["help with #soil"])
    assert ("Anna", "Zoe", "soil") in met(anna, somebody("Zoe", line(None, "compost", "offer", tags=("soil",))))


def test_a_shared_link_is_a_topic_wherever_its_note_lies():
    anna = somebody("Anna", line(ago(3), "a course", "need", links=("Topics/Beekeeping",)))
    zoe = somebody("Zoe")._replace(card=somebody(offers=[]).card._replace(offers=(Said("hives", 4, ("beekeeping",)),)))
    assert met(anna, zoe) == [("Anna", "Zoe", "Beekeeping")]


@pytest.mark.parametrize("tag", ["work", "private", "need", "kan", "zoekt"])
def test_tags_that_mark_a_line_are_no_topics(tag):
    anna = somebody("Anna", line(ago(3), "a course", "need", tags=(tag,)))
    assert met(anna, somebody("Zoe", line(ago(3), "hives", "offer", tags=(tag,)))) == []


def test_a_rare_word_says_more_than_a_common_one():
    anna = somebody("Anna", needs=["a cello in Utrecht"])
    locals_ = [somebody(f"Local {number}", offers=["knows Utrecht"]) for number in range(5)]
    zoe = somebody("Zoe", offers=["cello"])
    assert met(anna, *locals_, zoe)[0] == ("Anna", "Zoe", "cello")


def test_at_most_three_a_day_and_ties_by_name():
    people = [somebody(name, offers=["a boat"]) for name in ("dora", "Carla", "Bram", "Emma")]
    assert [offer for _, offer, _ in met(somebody("Anna", needs=["a boat"]), *people)] == ["Bram", "Carla", "dora"]


def test_a_need_that_many_can_meet_leaves_a_place_for_other_needs():
    anna = somebody("Anna", needs=["somebody who teaches cello"])
    teachers = [somebody(name, offers=["teaches cello"]) for name in ("Bram", "Carla", "Dora", "Emma")]
    fenna, gilles = somebody("Fenna", needs=["a boat"]), somebody("Gilles", offers=["his boat, and sails, and oars"])
    assert [pair[:2] for pair in met(anna, *teachers, fenna, gilles)] == [
        ("Fenna", "Gilles"),
        ("Anna", "Bram"),
        ("Anna", "Carla"),
    ]


def test_of_several_needs_each_is_met_by_its_best():
    anna = somebody("Anna", needs=["a cello", "a boat", "a loom", "a kiln"])
    helpers = [somebody(name, offers=["a cello", "a boat"]) for name in ("Bram", "Carla")]
    assert met(anna, *helpers, somebody("Zoe", offers=["a kiln"])) == [
        ("Anna", "Zoe", "kiln"),
        ("Anna", "Bram", "cello"),
        ("Anna", "Carla", "boat"),
    ]


def test_what_the_user_can_do_is_suggested_as_help_of_their_own():
    me = somebody("Me", offers=["cello lessons"], is_self=True)
    (one,) = plan(network_of(seeker(), me=me), QUIET, TODAY).introduce
    assert (one.need.person.name, one.offer.person.name, one.mine) == ("Anna", "Me", True)


def test_the_user_is_no_stranger_to_be_introduced_but_may_help_whom_their_note_links():
    me = somebody("Me", offers=["cello lessons"], knows=["Anna"])
    assert met(seeker(), me=me)


@pytest.mark.parametrize("mark", ["gave", "let go"])
def test_help_of_the_user_once_recorded_or_let_go_is_never_suggested_again(mark):
    me = somebody("Me", offers=["cello lessons"])
    anna = somebody("Anna", line(ago(9), "a cello teacher", "need"), line(ago(2), "", mark, links=("People/Me",)))
    assert met(anna, me=me) == []
    assert met(seeker(), me=somebody("Me", line(ago(2), "", mark, links=("Anna",)), offers=["cello lessons"])) == []


def test_help_of_the_user_is_let_go_by_naming_the_need():
    anna = somebody("Anna", line(ago(9), "a cello teacher", "need"), line(ago(2), "the cello teacher", "let go"))
    assert met(anna, me=somebody("Me", offers=["cello lessons"])) == []


def test_a_need_of_a_later_day_is_none_yet():
    assert met(somebody("Anna", line(ahead(3), "a cello teacher", "need")), teacher()) == []


def test_what_was_given_is_no_offer():
    assert met(seeker(), somebody("Daan", line(ago(3), "cello lessons", "gave", "offer"))) == []
