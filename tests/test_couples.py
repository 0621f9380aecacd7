"""What life does to the days that come back: a divorce, a death, a child that came early. Whole notes in, due notes out."""

from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.exchange.calendar import calendar
from vaultnet.load import load
from vaultnet.model.config import Config

TODAY = date(2026, 11, 21)
MARRIED = "---\nanniversary: 2012-11-21\n---\n"


@pytest.fixture
def due(vault):
    """`due(note)`: what the day asks, from the first section on."""

    def text(note: str) -> str:
        made = vault({"People/Vera.md": note})
        build(made.root, Config(leaf_per_day=0), TODAY)
        return made.read("Due today.md").partition("2026\n\n")[2].removesuffix("\n\n%% vaultnet:end %%\n")

    return text


@pytest.mark.parametrize(
    "said",
    [
        "Divorce papers are signed.",
        "They're separated.",
        "She and Dan are splitting up.",
        "divorced now, and better for it",
        "Ze gaan scheiden, zei ze.",
        "Ze zijn uit elkaar.",
        "Hun huwelijk is voorbij",
    ],
)
def test_two_who_parted_have_no_wedding_day(due, said):
    assert "nniversary" in due(MARRIED)
    assert "nniversary" not in due(f"{MARRIED}- 2026-05-02 {said}\n")
    assert "nniversary" not in due(f"---\nwedding: 2012-11-21\n---\n- 2026-05-02 {said}\n")
    assert "nniversary" not in due(f"- 2012-11-21 wedding: at sea\n- 2026-05-02 {said}\n")


def test_nor_does_a_calendar_remind_them(vault):
    made = vault({"People/Vera.md": f"{MARRIED}- 2026-05-02 divorced now\n", "People/Anna.md": MARRIED})
    events = calendar(load(made.root, Config(), TODAY).network, Config(), TODAY)
    assert "Anna: anniversary" in events
    assert "Vera" not in events


@pytest.mark.parametrize(
    "said",
    [
        "Her sister is divorced now.",
        "They nearly split up. Not separated.",
        "separate rooms",
        "She found a divorce lawyer for a client",
        "We split up at the station",
        "Told them of my divorce",
        "read a book on a divorce",
        "hielp de kast uit elkaar halen",
        "Ze wonen ver uit elkaar",
        "gescheiden afval weggebracht",
    ],
)
def test_what_others_did_takes_no_day_away(due, said):
    assert "nniversary" in due(f"{MARRIED}- 2026-05-02 {said}\n")


def test_who_married_again_has_a_day_again(due):
    assert "nniversary" in due(f"{MARRIED}- 2009-05-02 divorced\n")


def test_who_lost_the_other_is_met_gently_on_that_day_in_every_year(due):
    said = due(f"{MARRIED}- 2024-02-03 Her husband died.\n")
    assert "a word may matter" in said
    assert "💐" not in said
    assert "💐" in due(f"{MARRIED}- 2024-02-03 Her uncle died.\n")


@pytest.mark.parametrize("said", ["Henk is vannacht overleden", "Henk died in his sleep.", "the funeral of Henk"])
def test_whoever_lost_somebody_that_goes_by_a_name_alone_may_have_lost_the_other(due, said):
    assert "a word may matter" in due(f"{MARRIED}- 2024-02-03 {said}\n")


def test_a_funeral_is_of_the_one_whose_death_was_told(due):
    assert "💐" in due(f"{MARRIED}- 2024-02-03 Her uncle died.\n- 2024-02-10 the funeral was beautiful\n")


@pytest.mark.parametrize(
    "said",
    [
        "- 2026-11-17 Her father died yesterday.\n",
        "- 2026-10-20 His wife died.\n",
        "- 2026-11-18 Her mother died; the funeral is on 26 November.\n",
    ],
)
def test_in_the_weeks_about_a_loss_no_birthday_is_told_with_cheer(due, said):
    birthday = "---\nbirthday: 1980-11-21\n---\n"
    assert "🎂" in due(birthday)
    assert "🎂" not in due(birthday + said)
    assert "a word may matter" in due(birthday + said)
    assert "🎂" in due(f"{birthday}- 2026-09-20 Her father died.\n")


def test_a_child_that_is_born_is_expected_no_more(due):
    expected = "- 2026-11-01 Her baby is due on 24 November.\n"
    assert "24 November" in due(expected)
    assert "24 November" not in due(f"{expected}- 2026-11-18 She had her baby, Luca!\n")
    assert "24 November" in due(f"- 2026-06-18 She had a baby.\n{expected}")


@pytest.mark.parametrize(
    "said",
    [
        "- 2026-11-08 Had a miscarriage. She was due on 24 November.\n",
        "- 2026-10-01 Her baby is due on 24 November.\n- 2026-11-08 She had a miscarriage.\n",
        "- 2026-11-08 Ze heeft een miskraam gehad. Ze was uitgerekend op 24 november.\n",
    ],
)
def test_of_a_child_that_was_lost_no_day_is_told(due, said):
    assert "24 November" not in due(said)
    assert "24 november" not in due(said)
    assert "🎂" not in due(f"---\nbirthday: 1980-11-21\n---\n{said}")


def test_beside_a_name_nobody_is_thanked_for_from_themselves(due):
    said = "## Thank\n- [ ] [[Vera]]\n    > For a box of oranges, [[Vera|10 November]]."
    for giver in ("from [[Vera]] ", "From Vera: ", "van [[Vera]] "):
        assert due(f"- 2026-11-10 received: {giver}a box of oranges\n").endswith(said)


@pytest.mark.parametrize("partner", ['"[[Henk]]"', "Henk", '"[[People/Henk|my Henk]], and the twins"'])
def test_whoever_lost_their_partner_by_the_partner_s_own_note_is_met_gently(vault, partner):
    notes = {"People/Vera.md": f"---\nanniversary: 2012-11-21\npartner: {partner}\n---\nSee [[Henk]].\n"}
    for henk, cheer in (("---\ncadence: monthly\n---\n", True), ("---\ndied: 2025-11-29\n---\n", False)):
        made = vault({**notes, "People/Henk.md": henk})
        build(made.root, Config(leaf_per_day=0), TODAY)
        text = made.read("Due today.md")
        assert ("💐" in text) is cheer
        assert ("a word may matter" in text) is not cheer


def test_the_death_of_one_who_is_no_family_takes_no_cheer_away(vault):
    notes = {
        "People/Vera.md": "---\nanniversary: 2012-11-21\npartner: Daan\n---\nPlayed chess with [[Henk]].\n",
        "People/Henk.md": "---\ndied: 2025-11-29\n---\n",
    }
    made = vault(notes)
    build(made.root, Config(leaf_per_day=0), TODAY)
    assert "💐" in made.read("Due today.md")
