"""First things first: what the due note says beside somebody for whom this is a hard time. Whole notes in and out."""

from datetime import date

import pytest

from vaultnet.agenda.ask import ask
from vaultnet.build import build
from vaultnet.load import load
from vaultnet.model.config import Config

TODAY = date(2026, 11, 21)
NO_LEAF = Config(leaf_per_day=0)
LATER = (
    "- 2026-10-03 tea\n- need: a second-hand piano\n- ask about: the garden\n- 2026-10-02 received: a pan of soup\n"
    "- 2025-03-01 asked: to read my script -> yes\n- 2025-04-01 thanked: for it\n"
)


@pytest.fixture
def due(vault):
    """`due(notes)` builds the due note; its body comes back, from the first section on."""

    def text(notes: dict[str, str], config: Config = NO_LEAF) -> str:
        made = vault({f"People/{name}.md": note for name, note in notes.items()})
        build(made.root, config, TODAY)
        return made.read("Due today.md").partition("2026\n\n")[2].removesuffix("\n\n%% vaultnet:end %%\n")

    return text


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            f"---\ncadence: monthly\nstatus: grieving\n---\n{LATER}",
            "## Reach out\n- [ ] [[Vera]]\n    > 7 weeks since you spoke. A kind word may help. ",
        ),
        (
            f"---\ncadence: monthly\n---\n{LATER}- 2026-09-12 Her operation is on 17 November.\n",
            (
                '## Today\n- [ ] [[Vera]]\n    > "Her operation is on 17 November" ([[Vera|12 September]]). '
                "Ask how the operation went. 7 weeks since you spoke. "
            ),
        ),
    ],
    ids=["grieving", "an illness is asked after"],
)
def test_in_a_hard_time_nothing_asks_for_thanks_and_nothing_received_is_forgotten(due, note, said):
    assert due({"Vera": note}).split("\n\n## Thank")[0] == (
        f"{said}[[Vera|3 October]]: tea.\n"
        "    > Ask about: the garden; a second-hand piano. You received: a pan of soup (2 October). "
        'Said yes to "to read my script" (March 2025).'
    )


def test_and_afterwards_thanks_are_welcome_again(due):
    assert due({"Vera": f"---\ncadence: monthly\n---\n{LATER}"}).split("\n\n## Thank")[0] == (
        "## Reach out\n- [ ] [[Vera]]\n"
        "    > 7 weeks since you spoke; you like to speak monthly. [[Vera|3 October]]: tea.\n"
        "    > Ask about: the garden; a second-hand piano. You received: a pan of soup (2 October; a thank-you is still "
        'welcome). Said yes to "to read my script" (March 2025).'
    )


def test_nobody_is_congratulated_while_a_loss_is_asked_after(due):
    note = "---\nbirthday: 1980-11-21\n---\n- 2026-11-03 Her father died.\n"
    assert due({"Vera": note}) == (
        "## Today\n- [ ] [[Vera]]\n"
        '    > Turns 46 today; a word may matter. "Her father died" ([[Vera|3 November]]). '
        "Ask how they are; a word or a visit may matter. Last spoke [[Vera|3 November]]."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This is a hard time for Anna: first ask how things are."),
        ("nl", "Dit is een zware tijd voor Anna: vraag eerst hoe het gaat."),
    ],
)
def test_who_could_meet_is_told_with_whose_time_is_hard(due, language, said):
    notes = {"Anna": "---\nstatus: ill\nneeds: a cello teacher\n---\n", "Daan": "---\noffers: teaches cello\n---\n"}
    assert due(notes, Config(leaf_per_day=0, language=language)).endswith(f"Daan: teaches cello. {said}")


@pytest.mark.parametrize(
    ("language", "answer", "book"),
    [
        ("en", "the answer can wait.", "it can wait."),
        ("nl", "het antwoord kan wachten.", "dat kan wachten."),
    ],
)
def test_what_the_user_waits_for_and_what_they_lent_can_wait(due, language, answer, book):
    note = "---\nstatus: grieving\n---\n- 2026-10-01 asked: a room in Gent\n- 2026-10-01 borrowed: the blue drill\n"
    lines = due({"Vera": note}, Config(leaf_per_day=0, language=language)).splitlines()
    assert [line.rpartition("; ")[2] for line in lines if line.startswith("    > ")] == [answer, book]


def test_a_name_that_comes_by_in_a_hard_time_is_met_gently(due):
    assert due({"Vera": "---\nstatus: grieving\n---\n- 2026-10-03 tea\n"}, Config(leaf_cycle=1)) == (
        "## Leaf through\n- [ ] [[Vera]]\n    > 7 weeks since you spoke. A kind word may help. [[Vera|3 October]]: tea."
    )


def test_whom_to_ask_is_told_with_the_loss_that_a_talk_told(vault):
    note = "---\noffers: cello lessons\n---\n- 2026-11-03 Her father died.\n"
    made = vault({"People/Vera.md": note, "People/Zoe.md": "---\noffers: cello lessons\n---\n"})
    found = ask(load(made.root, Config(), TODAY).network, Config(), TODAY, "cello lessons")
    assert [(one.person.name, one.gentle) for one in found.people] == [("Vera", True), ("Zoe", False)]
