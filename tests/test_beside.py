"""What stands beside a name in the due note: whole notes in, the lines under the name out. Nothing is said twice."""

from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config

TODAY = date(2026, 11, 21)
ENGLISH, DUTCH = Config(leaf_per_day=0), Config(leaf_per_day=0, language="nl")


@pytest.fixture
def beside(vault):
    """`beside(log)` builds the due note of somebody with these lines in their note."""

    def lines(log: str, config: Config = ENGLISH, card: str = "cadence: monthly\n") -> list[str]:
        made = vault({"People/Vera.md": f"---\n{card}---\n{log}"})
        build(made.root, config, TODAY)
        block = made.read("Due today.md")
        return [line.strip("> ") for line in block.splitlines() if line.startswith("    > ")]

    return lines


def test_what_an_occasion_quotes_is_not_told_again_as_the_last_talk(beside):
    found = beside("- 2026-11-19 phone. Her exam is on 20 November. She sleeps badly.\n")
    assert found[0].startswith('"Her exam is on 20 November" ([[Vera|19 November]]). Ask how it went. ')
    assert found[0].endswith(" Last spoke [[Vera|19 November]]: phone. … She sleeps badly.")


@pytest.mark.parametrize(
    ("talk", "told"),
    [
        ("her exam is on 20 November", "Last spoke [[Vera|19 November]]."),
        ("phone: her exam is on 20 November", "Last spoke [[Vera|19 November]]."),
        ("phone. Her exam is on 20 November", "Last spoke [[Vera|19 November]]: phone."),
        ("phone; her exam is on 20 November!", "Last spoke [[Vera|19 November]]: phone."),
        ("Her exam is on 20 November; she sleeps badly", "Last spoke [[Vera|19 November]]: she sleeps badly."),
    ],
)
def test_of_the_last_talk_only_the_rest_is_told(beside, talk, told):
    assert beside(f"- 2026-11-19 {talk}\n")[0].partition("Ask how it went. ")[2] == told


def test_a_tick_without_words_says_nothing_of_the_talk(beside):
    assert beside("- 2026-10-03 in touch\n") == [
        "7 weeks since you spoke; you like to speak monthly. Last spoke [[Vera|3 October]]."
    ]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("in touch", "Last spoke [[Vera|3 October]]. [[Vera|3 August]]: tea, and Rome."),
        ("congratulated", "[[Vera|3 October]]: congratulated. [[Vera|3 August]]: tea, and Rome."),
        ("", "Last spoke [[Vera|3 October]]. [[Vera|3 August]]: tea, and Rome."),
        ("gave: my old coat", "Last spoke [[Vera|3 October]]. [[Vera|3 August]]: tea, and Rome."),
        ("phone", "[[Vera|3 October]]: phone."),
    ],
)
def test_after_a_tick_without_words_the_last_talk_in_words_is_still_told(beside, last, told):
    log = f"- 2026-08-03 tea, and Rome\n- 2026-09-03 in touch\n- 2026-10-03 {last}\n"
    assert beside(log) == [f"7 weeks since you spoke; you like to speak monthly. {told}"]


def test_of_several_places_the_one_in_the_users_own_words_is_told(vault):
    notes = {"People/Vera.md": "---\ncadence: monthly\n---\n- 2026-10-03 in touch\n"}
    made = vault({**notes, "Daily/2026-10-03.md": "- [[Vera]] called from Rome\n"})
    build(made.root, ENGLISH, TODAY)
    assert "monthly. [[Vera|3 October]]: called from Rome.\n" in made.read("Due today.md")


def test_an_occasion_names_the_day_on_which_it_was_told(beside):
    log = "- 2026-11-18 tea\n- 2026-11-02 lunch. Her exam is on 21 November.\n"
    assert beside(log)[0].startswith('"Her exam is on 21 November" ([[Vera|2 November]]). Today: wish them luck.')


def test_an_occasion_on_a_line_of_its_own_names_its_day(beside):
    assert beside("- 2026-11-21 exam: the driving test\n")[0].startswith(
        'Exam: "the driving test" ([[Vera|21 November]]). Today: wish them luck.'
    )


def test_what_was_received_last_is_mentioned_once(beside):
    assert beside("- 2026-10-03 received: her old bicycle\n- 2026-10-03 thanked: with flowers\n")[:2] == [
        "7 weeks since you spoke; you like to speak monthly. Last spoke [[Vera|3 October]].",
        "You received: her old bicycle (3 October).",
    ]


def test_whoever_was_met_through_them_last_is_mentioned_once(vault):
    made = vault(
        {"People/Vera.md": "---\ncadence: monthly\n---\n- 2026-10-03 introduced: [[Wim]]\n", "People/Wim.md": ""}
    )
    build(made.root, ENGLISH, TODAY)
    assert "    > 7 weeks since you spoke; you like to speak monthly. Last spoke [[Vera|3 October]].\n" in made.read(
        "Due today.md"
    )


@pytest.mark.parametrize(
    ("line", "english", "dutch"),
    [
        ("thanked: with flowers", "said thank you (with flowers)", "bedankt (with flowers)"),
        ("thanked: her old bicycle", "said thank you", "bedankt"),
        ("thanked: said thank you", "said thank you", "bedankt (said thank you)"),
        ("returned: the drill", "gave it back (the drill)", "teruggegeven (the drill)"),
        (
            "reported: I got the job",
            "told them what came of it (I got the job)",
            "verteld wat ervan kwam (I got the job)",
        ),
        (
            "asked: for a reference -> no, too busy",
            "you asked (for a reference → no, too busy)",
            "jij vroeg (for a reference → no, too busy)",
        ),
        ("request: to read a poem -> yes", "asked you (to read a poem → yes)", "vroeg jou (to read a poem → yes)"),
        (
            "answered: the poem -> it sings",
            "gave an answer (the poem → it sings)",
            "antwoord gegeven (the poem → it sings)",
        ),
        ("borrowed: the drill", "you borrowed (the drill)", "je leende (the drill)"),
        ("offer: cello lessons", "can help with (cello lessons)", "kan helpen met (cello lessons)"),
        ("tea, and we asked: who is it?", "tea, and we asked: who is it?", "tea, and we asked: who is it?"),
    ],
)
def test_a_marked_line_is_called_what_it_was(beside, line, english, dutch):
    log = f"- 2026-09-03 received: her old bicycle\n- 2026-10-03 {line}\n"
    assert f"[[Vera|3 October]]: {english}".rstrip("?") in beside(log)[0]
    assert f"[[Vera|3 oktober]]: {dutch}".rstrip("?") in beside(log, DUTCH)[0]


def test_once_they_spoke_after_an_operation_one_asks_how_things_are_now(beside):
    told = "- 2026-10-20 her operation is on 5 November\n"
    assert "Ask how the operation went." in beside(told + "- 2026-11-05 sent a card\n")[0]
    again = beside(told + "- 2026-11-09 short call\n")[0]
    assert "Ask how they are doing now. Last spoke [[Vera|9 November]]: short call." in again


@pytest.mark.parametrize(
    ("gift", "english", "dutch"),
    [
        ("a lift home", "For a lift home, ", "Voor a lift home, "),
        ("she sat with me", 'For "she sat with me", ', 'Voor "she sat with me", '),
        ("hij bleef tot het eind", 'For "hij bleef tot het eind", ', 'Voor "hij bleef tot het eind", '),
        ("her old bicycle", "For her old bicycle, ", "Voor her old bicycle, "),
    ],
)
def test_thanks_for_what_is_told_in_a_sentence_stand_in_quotation_marks(beside, gift, english, dutch):
    log = f"- 2026-11-20 received: {gift}\n"
    assert beside(log) == [f"{english}[[Vera|20 November]]."]
    assert beside(log, DUTCH) == [f"{dutch}[[Vera|20 november]]."]


def test_a_year_is_called_a_year(beside):
    log = "- 2025-11-18 tea\n"
    card = "cadence: yearly\n"
    assert beside(log, card=card)[0].startswith("1 year since you spoke; you like to speak yearly.")
    assert beside(log, DUTCH, card)[0].startswith("1 jaar geleden spraken jullie elkaar; je hebt graag jaarlijks")


def test_whoever_is_under_today_is_not_among_those_who_wait(vault):
    late = "---\ncadence: weekly\n---\n- 2026-10-01 tea\n"
    notes = {f"People/{name}.md": late for name in ("Anna", "Bram")}
    notes["People/Carla.md"] = "---\ncadence: monthly\nbirthday: 11-21\n---\n- 2026-10-01 tea\n"
    made = vault(notes)
    build(made.root, ENGLISH._replace(per_day=1), TODAY)
    text = made.read("Due today.md")
    assert "waiting: 2\n" in text
    assert text.endswith("> [!note]- Others who would like to hear from you\n> - [[Bram]]\n\n%% vaultnet:end %%\n")
    assert text.count("[[Carla]]") == 1


def test_what_a_daily_note_tells_is_quoted_without_the_name_and_told_once(vault):
    made = vault({"People/Vera.md": "", "2026-11-18.md": "- [[Vera]] phoned, ill at home since Tuesday\n"})
    build(made.root, ENGLISH, TODAY)
    assert (
        '    > "phoned, ill at home since Tuesday" ([[2026-11-18]]). Ask how they are doing now. '
        "Last spoke [[2026-11-18]].\n"
    ) in made.read("Due today.md")


def test_what_one_could_give_is_told_once_for_all_reasons(beside):
    log = "- 2026-11-16 tea. Her operation is on 17 November.\n- gift: a kite\n"
    assert "\n".join(beside(log, card="birthday: 11-21\ninterests: [wind]\n")) == (
        "🎂 Birthday today. Gift ideas: a kite. Likes: wind. "
        '"Her operation is on 17 November" ([[Vera|16 November]]). Ask how the operation went. '
        "Last spoke [[Vera|16 November]]: tea."
    )


def test_what_names_a_line_begins_its_sentence(beside):
    log = "- 2026-10-20 move: to the house of her aunt\n"
    assert beside(log, card="birthday: 11-21\n")[0].startswith(
        '🎂 Birthday today. Move: "to the house of her aunt" ([[Vera|20 October]]). Ask how the new place feels.'
    )


@pytest.mark.parametrize(
    ("told", "english", "dutch"),
    [
        ("The baby is due on 21 November.", "The baby is expected today", "Vandaag wordt de baby verwacht"),
        ("The birth is on 21 November.", "A birth today", "Vandaag een geboorte"),
    ],
)
def test_a_baby_that_is_due_is_not_said_to_be_born(beside, told, english, dutch):
    log = f"- 2026-11-02 tea. {told}\n"
    assert english in beside(log)[0]
    assert dutch in beside(log, DUTCH)[0]


@pytest.mark.parametrize(
    ("talk", "act"),
    [
        ("sent a card before her operation", "Ask how the operation went."),
        ("her operation went well, says Jan", "Ask how they are doing now."),
        ("de operatie is goed verlopen", "Ask how they are doing now."),
    ],
)
def test_of_an_operation_whose_outcome_was_told_one_asks_how_things_are_now(beside, talk, act):
    assert act in beside(f"- 2026-10-20 her operation is on 18 November\n- 2026-11-18 {talk}\n")[0]


@pytest.mark.parametrize(
    ("talk", "told"),
    [
        ("**Mum in hospital**, ward 10. *So* sorry, ==call her==.", "Mum in hospital, ward 10. So sorry, call her."),
        ('(_maybe_) the ___third___ floor, "*no*"', '(maybe) the third floor, "no".'),
        ("2 * 3 * 4 = 24, f**k it", "2 \\* 3 \\* 4 = 24, f\\*\\*k it."),
        ("see example.org/_the_page_/ and snake_case_names", "see example.org/\\_the_page\\_/ and snake_case_names."),
        ("** half of it", "\\*\\* half of it."),
    ],
)
def test_of_emphasis_only_the_words_are_told(beside, talk, told):
    assert beside(f"- 2026-10-03 {talk}\n")[0].partition("[[Vera|3 October]]: ")[2] == told


def test_a_birthday_in_a_talk_may_be_somebody_else_s_so_its_words_are_told(beside):
    found = beside("- 2026-11-02 tea. Her son's birthday is on 21 November.\n", card="birthday: 1980-01-05\n")
    assert found == [
        '"Her son\'s birthday is on 21 November" ([[Vera|2 November]]). 🎂 Birthday today. Last spoke [[Vera|2 November]]: tea.'
    ]
    found = beside("- 2025-11-02 tea. His daughter is getting married on 21 November.\n")
    assert found[0].startswith(
        '"His daughter is getting married on 21 November" ([[Vera|2 November 2025]]). 💐 Anniversary today: 1 year.'
    )
    assert beside("- 2026-11-02 her birthday is on 21 November\n", card="birthday: 11-21\n")[0].startswith(
        "🎂 Birthday today."
    )


def test_what_to_do_about_several_occasions_is_said_once(beside):
    found = beside(
        "- 2026-10-20 her biopsy is on 3 November\n- 2026-11-04 phoned. The results of the biopsy come on 13 November\n"
    )
    assert found[0].count("Ask how they are doing now.") == 1
    assert "3 November" in found[0]
    assert "13 November" in found[0]


def test_what_was_received_is_one_sentence(beside):
    found = beside(
        "- 2026-10-01 received: a reference\n- 2026-10-03 received: a tie pin\n- 2026-10-03 thanked: for both\n",
        card="cadence: weekly\n",
    )
    assert "You received: a tie pin (3 October); a reference (1 October)." in found


@pytest.mark.parametrize("talk", ["Vera - her knee", "Vera: her knee", "Vera Claes – her knee", "Vera her knee"])
def test_a_name_at_the_beginning_of_a_line_is_not_told_again(beside, talk):
    assert beside(f"- 2026-10-03 {talk}\n", card="cadence: monthly\naliases: [Vera Claes]\n")[0].endswith(
        "[[Vera|3 October]]: her knee."
    )


def test_what_a_sub_item_is_says_nothing_of_the_line_above_it(vault):
    daily = "- [[Vera]] showed me the boiler house\n    - received: a whole day\n    - asked: to come again -> yes\n"
    made = vault({"People/Vera.md": "", "Daily/2026-11-21.md": daily})
    build(made.root, ENGLISH, TODAY)
    told = "showed me the boiler house; a whole day; to come again → yes"
    assert f"- [x] [[Vera]] · {told}\n" in made.read("Due today.md")
