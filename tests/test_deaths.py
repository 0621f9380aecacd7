"""A note that tells the death of its own person: nobody congratulates the dead. Whole notes in, due notes out."""

from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.cli import run
from vaultnet.model.config import Config

TODAY = date(2026, 11, 29)
FRONT = "---\nbirthday: 1959-11-29\ncadence: weekly\n{}---\n- 2025-01-12 gefietst\n"


def due(vault, name: str, note: str) -> str:
    made = vault({f"People/{name}.md": note})
    build(made.root, Config(language="nl", leaf_per_day=0), TODAY)
    return made.read("Due today.md")


@pytest.mark.parametrize(
    "said",
    [
        "Henk is vannacht overleden. wat vreselijk",
        "henk dijkstra plotseling overleden",
        "Henk died last night.",
        "Henk is rustig ingeslapen",
        "Henk is zondag in het ziekenhuis overleden",
        "Henk Dijkstra (78) overleden",
        "Henk died on 18 November",
        "our dear friend Henk, 78, passed away",
    ],
)
def test_nobody_congratulates_somebody_whose_own_note_tells_that_they_died(vault, said):
    note = due(vault, "Henk Dijkstra", f"{FRONT.format('')}- 2025-11-20 {said}\n")
    assert "[ ]" not in note
    assert "Henk Dijkstra.md:6: tells of the death of Henk Dijkstra" in note


@pytest.mark.parametrize(
    "said",
    [
        "Gebeld met Henk, gisteren overleed haar vader.",
        "Henk, last week died her father",
        "Henk died laughing. Her grandmother passed away.",
        "I dreamt that Henk died, and her mother died",
        "Henk died of embarrassment.",
        "Henk died in the third level",
        "Henk's mother died.",
        "Henk zijn moeder is overleden",
        "De moeder van Henk is overleden",
        "The dog of Henk Dijkstra died",
        "Uncle Henk died",
        "oom Henk is overleden",
        "Piet is overleden",
        "Henk was bij Piet, overleden",
    ],
)
def test_the_death_of_another_is_not_theirs(vault, said):
    assert "jarig" in due(vault, "Henk Dijkstra", f"{FRONT.format('')}- 2025-11-20 {said}\n").replace("Wordt", "jarig")


@pytest.mark.parametrize("status", ["overleden", "gestorven", "Overleden"])
def test_a_status_may_be_dutch(vault, status):
    assert "[ ]" not in due(vault, "Henk", FRONT.format(f"status: {status}\n"))


def test_in_mourning_nobody_is_cheerful_in_dutch_either(vault):
    assert "🎂" not in due(vault, "Tineke", FRONT.format("status: in de rouw\n"))


def test_a_daily_note_tells_it_as_well_and_of_nobody_else_whom_it_links(vault):
    made = vault(
        {
            "People/Henk.md": FRONT.format(""),
            "People/Tineke.md": FRONT.format(""),
            "2026-11-28.md": "- at [[Tineke]]'s; [[Henk]] is vannacht overleden\n",
        }
    )
    build(made.root, Config(leaf_per_day=0), TODAY)
    note = made.read("Due today.md")
    assert "[ ] [[Henk]]" not in note
    assert "[ ] [[Tineke]]" in note
    assert "2026-11-28.md:1: tells of the death of Henk" in note


def test_it_can_be_recorded(vault, monkeypatch):
    made = vault({"People/Henk.md": FRONT.format(""), ".obsidian/app.json": "{}"})
    monkeypatch.chdir(made.folder)
    assert run(["log", "Henk", "Henk is vannacht overleden", "--date", "2026-11-20"]) == 0
    assert made.read("People/Henk.md").endswith("- 2026-11-20 Henk is vannacht overleden\n")
