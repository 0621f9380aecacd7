"""Promises that are written for the Tasks plugin, as the due note shows them and finds them again."""

from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config, TaskStyle

TODAY = date(2026, 11, 21)
OUTPUT = "Due today.md"


def due_note(vault, promise, tag=""):
    notes = vault({"People/@Vera Claes.md": f"- 2026-11-01 tea\n- [ ] {promise}\n"})
    built(notes, tag)
    return notes


def built(notes, tag=""):
    build(notes.root, Config(tasks=TaskStyle(tag)), TODAY)


@pytest.mark.parametrize(
    "promise",
    [
        "send **the** article 📅 2026-11-20",
        "send _the_ article 📅 2026-11-20",
        "==send== the article ⏫ 📅 2026-11-20",
        "send the article #people 🔼 📅 2026-11-20",
        "send the article #people/vera ⏫ 📅 2026-11-20",
    ],
)
def test_a_tick_finds_the_promise_however_it_is_written(vault, promise):
    notes = due_note(vault, promise, "#people")
    notes.write(OUTPUT, notes.read(OUTPUT).replace("- [ ] ", "- [x] "))
    built(notes, "#people")
    assert notes.read("People/@Vera Claes.md") == f"- 2026-11-01 tea\n- [x] {promise} ✅ 2026-11-21\n"
    assert "## Promised" not in notes.read(OUTPUT)


def test_the_tag_of_all_tasks_stands_once_on_the_line(vault):
    notes = due_note(vault, "send the article #people 🔼 📅 2026-11-20", "#people")
    assert "- [ ] send the article 📅 2026-11-20 ([[@Vera Claes]]) #people\n" in notes.read(OUTPUT)


def test_a_line_from_before_the_tag_was_configured_is_still_found(vault):
    notes = due_note(vault, "send the article #people 📅 2026-11-20")
    notes.write(OUTPUT, notes.read(OUTPUT).replace("- [ ] ", "- [x] "))
    built(notes, "#people")
    assert "- [x] send the article #people 📅 2026-11-20 ✅ 2026-11-21\n" in notes.read("People/@Vera Claes.md")


def test_what_is_coming_up_is_said_without_the_signs_of_the_plugin(vault):
    promise = "write to her ⏫ 🔁 every week on Friday ➕ 2026-10-20 📅 2026-11-24 #people"
    notes = due_note(vault, promise, "#people")
    assert '- 24 November: [[@Vera Claes]], you promised: "write to her" (in 3 days)\n' in notes.read(OUTPUT)


@pytest.mark.parametrize(
    "card", ["@{2026-11-20}", "@[[2026-11-20]]", "@[[Journal/2026-11-20]]", "@{2026-11-20} @@{14:30}"]
)
def test_the_day_of_a_card_on_a_board_is_that_of_the_promise(vault, card):
    board = f"---\nkanban-plugin: board\n---\n## To do\n- [ ] Ask [[@Vera Claes]] about the budget {card}\n\n## Done\n"
    notes = vault({"People/@Vera Claes.md": "- 2026-11-01 tea\n", "Board.md": board})
    built(notes)
    assert "- [ ] Ask @Vera Claes about the budget 📅 2026-11-20 ([[@Vera Claes]])\n" in notes.read(OUTPUT)
    notes.write(OUTPUT, notes.read(OUTPUT).replace("- [ ] Ask", "- [x] Ask"))
    built(notes)
    assert notes.read("Board.md") == board.replace("- [ ]", "- [x]")


def test_later_moves_the_day_of_a_card(vault):
    board = "- [ ] Ask [[@Vera Claes]] about the budget @{2026-11-20}\n"
    notes = vault({"People/@Vera Claes.md": "- 2026-11-01 tea\n", "Board.md": board})
    built(notes)
    notes.write(OUTPUT, notes.read(OUTPUT).replace("- [ ] Ask", "- [>] Ask").replace("]])", "]]) 2 weeks"))
    built(notes)
    assert notes.read("Board.md") == board.replace("2026-11-20", "2026-12-05")
