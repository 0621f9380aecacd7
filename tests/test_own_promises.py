"""Lines of the due note in the form of ours that are not as they were written, or typed by hand: promises, lists."""

import shutil
from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config
from vaultnet.vault.home import cache_folder

TODAY = date(2026, 11, 21)
DUE = "Due today.md"
PIM = "- [ ] call back (2026-11-19)\n- [ ] send the article 📅 2026-11-20\n"
OURS = "- [ ] call back 📅 2026-11-19 ([[Pim]])"
NOTES = {"People/Pim.md": PIM, "People/Kees.md": "", "People/Bea.md": "---\ncadence: monthly\n---\n"}


def ticked(notes, old, new, today=TODAY):
    """The due note after one change, built anew: what is asked, and what is kept."""
    if DUE not in notes.names():
        build(notes.root, Config(leaf_per_day=0), TODAY)
    return changed(notes, old, new, today)


def changed(notes, old, new, today=TODAY):
    text = notes.read(DUE)
    assert old in text
    notes.write(DUE, text.replace(old, new, 1))
    build(notes.root, Config(leaf_per_day=0), today)
    asked, _, kept = notes.read(DUE).partition("%% vaultnet:end %%\n")
    return asked, kept.removeprefix("\n## Kept for you\n")


@pytest.mark.parametrize("later", [TODAY, date(2026, 11, 22)])
@pytest.mark.parametrize(
    "typed", ["call him back 📅 2026-11-19", "do call back 📅 2026-11-19", "call back 📅 2026-11-19 twice"]
)
@pytest.mark.parametrize("done", ["", " ✅ 2026-11-21"])
def test_a_promise_ticked_with_words_put_into_it_is_kept_and_so_are_they(vault, typed, done, later):
    notes = vault(NOTES)
    asked, kept = ticked(notes, OURS, f"- [x] {typed} ([[Pim]]){done}", later)
    assert notes.read("People/Pim.md") == PIM.replace("[ ] call", "[x] call")
    assert "call" not in asked
    assert kept == f"- Pim: {next(word for word in typed.split() if word in ('him', 'do', 'twice'))}\n"


def test_a_word_in_front_of_an_open_promise_is_kept(vault):
    notes = vault(NOTES)
    asked, kept = ticked(notes, OURS, OURS.replace("call", "now call"), date(2026, 12, 30))
    assert OURS in asked
    assert kept == "- Pim: now\n"


def test_what_tasks_puts_into_the_line_is_the_day_of_the_tick(vault):
    notes = vault(NOTES)
    ours = "- [ ] send the article 📅 2026-11-20 ([[Pim]])"
    _, kept = ticked(notes, ours, "- [x] send the article 📅 2026-11-20 ✅ 2026-11-20 ([[Pim]])", date(2026, 11, 22))
    assert notes.read("People/Pim.md").endswith("- [x] send the article 📅 2026-11-20 ✅ 2026-11-20\n")
    assert kept == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- [ ] bring the cake ([[Kees]])", "- [ ] bring the cake ([[Kees]])"),
        ("- [ ] bring the cake 📅 2026-11-30 ([[Kees]])", "- [ ] bring the cake 📅 2026-11-30 ([[Kees]])"),
        ("- [ ] bring the cake ([[Pim]]) on Friday", "- [ ] bring the cake ([[Pim]]) on Friday"),
        ("- [ ] the cake ([[Kees]])\n    - with cherries", "- [ ] the cake ([[Kees]])\n    - with cherries"),
        ("* [ ] bring the cake ([[Kees]])", "* [ ] bring the cake ([[Kees]])"),
        ("- [x] bring the cake ([[Kees]])", "- Kees: bring the cake ([[Kees]])"),
        ("- [-] bring the cake ([[Kees]]) no", "- Kees: bring the cake ([[Kees]]) no"),
        ("- [>] bring the cake ([[Kees]]) 2w", "- [>] bring the cake ([[Kees]]) 2w"),
    ],
)
def test_a_promise_typed_by_hand_is_kept_whole(vault, line, said):
    notes = vault(NOTES)
    asked, kept = ticked(notes, OURS, f"{line}\n{OURS}")
    assert kept == f"{said}\n"
    assert OURS in asked
    assert "cake" not in asked
    build(notes.root, Config(leaf_per_day=0), TODAY)
    assert notes.read(DUE) == f"{asked}%% vaultnet:end %%\n\n## Kept for you\n{kept}"


def test_a_promise_typed_by_hand_that_a_note_makes_as_well_is_that_one(vault):
    notes = vault({**NOTES, "People/Kees.md": "- [ ] bring the cake\n"})
    _, kept = ticked(notes, OURS, f"- [x] bring the cake ([[Kees]])\n{OURS}")
    assert notes.read("People/Kees.md") == "- [x] bring the cake\n"
    assert kept == ""


def test_promises_that_another_machine_may_have_written_are_not_taken_for_typed(vault):
    line = f"- [ ] bring the cake ([[Kees]])\n{OURS}"
    notes = vault(NOTES)
    build(notes.root, Config(leaf_per_day=0), TODAY)
    text = notes.read(DUE).replace("- [ ] [[Bea]]\n", "").replace(OURS, line)
    notes.write(DUE, text)
    build(notes.root, Config(leaf_per_day=0), TODAY)
    assert "cake" not in notes.read(DUE)
    shutil.rmtree(cache_folder(notes.root))
    notes.write(DUE, notes.read(DUE).replace(OURS, line))
    build(notes.root, Config(leaf_per_day=0), TODAY)
    assert "cake" not in notes.read(DUE)


def test_a_promise_whose_tick_could_not_be_carried_out_is_not_taken_for_typed(vault):
    notes = vault(NOTES)
    build(notes.root, Config(leaf_per_day=0), TODAY)
    notes.write("People/Pim.md", PIM.replace("[ ] call", "[x] call"))
    asked, kept = ticked(notes, OURS, f"{OURS.replace('[ ]', '[x]')} ✅ 2026-12-24")
    assert "2026-12-24 is still to come" in asked
    asked, kept = ticked(notes, "2026-12-24", "2026-11-21")
    assert "call" not in asked
    assert kept == ""


LISTS = {
    "People/Plan.md": "- 2026-11-24 dinner\n",
    "People/Done.md": "- 2026-11-21 phoned\n",
    "People/Kees.md": "",
}


@pytest.mark.parametrize("later", [TODAY, date(2026, 11, 22)])
@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("## Coming up\n", "- 25 November: the dentist"),
        ("## Coming up\n", '- 25 November: [[Kees]], "cake" (in 4 days)\n    - with cherries'),
        ("## Done today\n", "- [x] [[Kees]] · called"),
    ],
)
def test_a_line_typed_into_one_of_our_lists_is_kept(vault, head, line, later):
    asked, kept = ticked(vault(LISTS), head, f"{head}{line}\n", later)
    assert kept == f"{line}\n"
    assert line not in asked


def test_a_line_of_a_list_that_is_ours_by_now_is_not_kept(vault):
    notes = vault(LISTS)
    build(notes.root, Config(leaf_per_day=0), TODAY)
    notes.write("People/Kees.md", "- 2026-11-21 called\n")
    _, kept = changed(notes, "## Done today\n", "## Done today\n- [x] [[Kees]] · called\n")
    assert kept == ""
