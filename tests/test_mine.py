"""Whose an occasion is: what the user says of themself is never told as the other's (format.md, Occasions)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.build import build
from vaultnet.hearing.mine import is_mine
from vaultnet.hearing.told import told
from vaultnet.model.config import OCCASIONS, Config

WORDS = {kind: rule.words for kind, rule in OCCASIONS.items()}
DAY = date(2026, 11, 2)


def heard(text: str) -> list[tuple[str, str]]:
    return [(event.kind, event.text) for event in told(text, DAY, "dmy", WORDS)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I have an interview on 3 December",
        "I've got another job interview on 3 December",
        "I’m moving on 3 December",
        "My birthday dinner is on 4 December",
        "my mother's birthday is on 4 December",
        "our wedding is on 5 June",
        "We are getting married on 5 June",
        "My father has his hip operation on 3 December",
        "He helps me move on 3 December",
        "she wished me luck for the interview on 3 December",
        "she drives me to the hospital on 3 December",
        "we talked about the operation I have on 3 December",
        "asked about the wedding of my sister on 8 May",
        "I start my new job on 1 December",
        "we get the keys to the new house on 19 December",
        "we krijgen 19 december de sleutel van het nieuwe huis",
        "I am going to a wedding on 8 May",
        "Ik heb op 3 december een sollicitatie",
        "op 3 december heb ik een sollicitatie",
        "omdat ik 3 december examen heb",
        "mijn operatie is op 3 december",
        "Ik word op 3 december geopereerd",
        "ik ben 5 december jarig",
        "we gaan op 12 december verhuizen",
        "hij helpt ons 12 december verhuizen",
        "12 december verhuizen wij eindelijk",
        "mijn zoon doet 11 december examen",
        "Ze duimt voor m'n examen op 11 december",
        "ik moet 3 december naar het ziekenhuis",
        "Heb 3 december een sollicitatie",
        "moe, en heb 3 december een sollicitatie",
        "me moeder wordt 3 december geopereerd",
        "3 december een operatie aan mijn knie",
    ],
)
def test_the_users_own_day_is_told_as_it_stands_and_as_no_kind_of_theirs(sentence):
    assert heard(f"coffee. {sentence}. Then cake") == [("told", sentence)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("I drive her to the hospital on 3 December", "illness"),
        ("I told her that her operation on 3 December will be fine", "illness"),
        ("I have her exam on 3 December in my diary", "exam"),
        ("I have the wedding on 5 June in my diary", "wedding"),
        ("I am invited to the wedding on 5 June", "wedding"),
        ("I owe him a card on his birthday, 4 December", "birthday"),
        ("I'm so happy for her: baby due on 14 January", "birth"),
        ("We help them move on 3 December", "move"),
        ("I am moving her piano on 3 December", "move"),
        ("I am doing the wedding cake for 5 June", "wedding"),
        ("We are at the hospital with her on 3 December", "illness"),
        ("he borrows my van for the move on 3 December", "move"),
        ("She told me she is moving on 3 December", "move"),
        ("Ik breng haar 3 december naar het ziekenhuis", "illness"),
        ("ik ga 3 december met haar mee naar het ziekenhuis", "illness"),
        ("Ik heb haar bruiloft op 5 juni in mijn agenda", "wedding"),
        ("ze logeert bij mij na haar operatie op 3 december", "illness"),
        ("Ben heeft 11 december examen", "exam"),
        ("klaar met haar examen van 11 december dat ik nu heb nagekeken", "exam"),
        ("her exam that I have to read by 11 December", "exam"),
        ('"I have an interview on 3 December", she said', "exam"),
        ("“Mijn operatie is op 3 december”, appte hij", "illness"),
        ("'I have my exam on 3 December', she said", "exam"),
        ("She wrote: my operation is on 3 December", "illness"),
        ("Hij mailde ons: onze bruiloft is op 5 juni", "wedding"),
    ],
)
def test_what_the_user_does_for_them_and_what_they_say_stays_theirs(sentence, kind):
    assert heard(sentence) == [(kind, sentence)]


def test_a_quotation_that_began_in_an_earlier_sentence_is_theirs_too():
    assert heard('"Hi. I have an exam on 3 December," she wrote.')[0][0] == "exam"


def test_what_is_mine_and_what_is_theirs_may_stand_in_one_sentence():
    text = "I have an interview on 3 December, her exam is on 9 December"
    assert [kind for kind, _ in heard(text)] == ["told", "exam"]


@pytest.mark.parametrize(
    "text",
    [
        "I was ill last week",
        "I've been in bed ill for a week",
        "I had to go into hospital for a night",
        "I was hospitalised for two nights",
        "ik had een ziekenhuisopname",
        "My mother has been ill for weeks",
        "asked after my mother, who is in hospital",
        "We talked about my father's funeral",
        "I came straight from a funeral",
        "our daughter was born",
        "we had a baby",
        "ik heb drie weken ziek thuis gezeten",
        "ik ben de hele maand al ziek",
        "Ik ben vorige week geopereerd",
        "ik lag een nacht in het ziekenhuis",
        "gepraat over de begrafenis van mijn vader",
        "We hebben een dochter gekregen",
        "we zijn opa en oma geworden",
        "condoleerde me met mijn oma, die zondag is overleden",
    ],
)
def test_the_users_own_illness_loss_or_child_asks_for_no_after_care_of_the_other(text):
    assert heard(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I bring soup, she is ill", "illness"),
        ("I went to see him in hospital", "illness"),
        ("we were in hospital with him all night", "illness"),
        ("I was sad to hear his father died", "bereavement"),
        ("my condolences, his mother passed away", "bereavement"),
        ("my old colleague, now ill, sounded tired", "illness"),
        ('He texted "I am ill, sorry"', "illness"),
        ("Ik zat bij hem in het ziekenhuis", "illness"),
        ("we hebben haar opgezocht in het ziekenhuis", "illness"),
        ("Ze vertelde me dat haar broer ziek is", "illness"),
        ("ik breide sokjes, ze hebben een zoon gekregen", "birth"),
    ],
)
def test_their_news_is_news_whoever_else_is_in_the_sentence(text, kind):
    assert heard(text) == [(kind, text)]


@pytest.mark.parametrize(
    ("language", "line", "says", "records"),
    [
        ("en", "coffee. I have an interview on 3 December", "Tell them how it went", "told them how it went"),
        ("en", "coffee. Their concert is on 3 December", "Ask how it went", "asked how it went"),
        ("nl", "koffie. Ik heb op 3 december een sollicitatie", "Vertel hoe het ging", "verteld hoe het ging"),
        ("nl", "koffie. Wij zien hun concert op 3 december", "Vraag hoe het ging", "gevraagd hoe het ging"),
    ],
)
def test_nobody_is_asked_how_the_users_own_day_was(vault, language, line, says, records):
    made = vault({"People/Vera.md": f"- 2026-11-02 {line}\n"})
    build(made.root, Config(language=language), date(2026, 12, 4))
    note = made.read("Due today.md")
    assert f"{line.partition('. ')[2]}" in note
    assert says in note
    made.write("Due today.md", note.replace("- [ ] [[Vera]]", "- [x] [[Vera]]"))
    build(made.root, Config(language=language), date(2026, 12, 4))
    assert f"- 2026-12-04 {records}" in made.read("People/Vera.md")


def test_nobody_is_wished_well_before_the_users_own_day_or_on_it(vault):
    made = vault({"People/Vera.md": "- 2026-11-02 coffee. My operation is on 3 December\n"})
    for day in (2, 3):
        build(made.root, Config(), date(2026, 12, day))
        note = made.read("Due today.md")
        assert "My operation is on 3 December" in note
        assert "kind word" not in note
        assert "operation went" not in note


WORDS_BEFORE = st.sampled_from(
    "I|we|my|ik|mijn|ons|me|mother|have|an|the|her|to|in|hospital|heb|een|helps|wished|luck|for|die|of|she said:|(|,|24".split("|")
)  # fmt: skip


@given(st.lists(WORDS_BEFORE, max_size=12).map(" ".join))
def test_what_stands_in_quotation_marks_is_never_the_users(before):
    lower = f'"i {before} exam on 3 december", she said'.lower()
    start = lower.index(" exam on") + 1
    assert not is_mine(lower, start, start + len("exam"))


@given(st.lists(WORDS_BEFORE, max_size=12).map(" ".join))
def test_between_her_and_an_occasion_nothing_makes_it_the_users(before):
    lower = f"{before} she has her exam".lower()
    assert not is_mine(lower, len(lower) - len("exam"), len(lower))
