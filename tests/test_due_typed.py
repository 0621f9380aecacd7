"""Words typed into our own lines of the due note: quotes, *Coming up*, *Done today*."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from vaultnet.build import build
from vaultnet.due.typed import compare
from vaultnet.model.config import Config
from vaultnet.vault.home import state_folder
from vaultnet.vault.replaced import KEPT

TODAY = date(2026, 11, 21)
DUE = "Due today.md"
NOTES = {
    "People/Anna.md": "- 2026-11-24 wedding: hers\n- 2026-11-21 tea\n",
    "People/Bram.md": "---\ncadence: monthly\nphone: 06-12345678\n---\n- 2026-09-22 coffee\n- [ ] send it 📅 2026-11-20\n",
}


def run(notes, today=TODAY):
    build(notes.root, Config(leaf_per_day=0), today)
    return notes.read(DUE)


def replaced(notes):
    folder = Path(state_folder(notes.root), "replaced")
    return [place.read_text("utf-8") for place in sorted(folder.iterdir())] if folder.is_dir() else []


def kept(text):
    return text.partition("%% vaultnet:end %%\n")[2]


@pytest.mark.parametrize(
    ("ours", "typed_", "said"),
    [
        (": coffee.\n", ": coffee. Ask about the boat\n", "- Bram: Ask about the boat"),
        (": coffee.\n", ": coffee.\n    > Ask about the boat\n", "- Bram: Ask about the boat"),
        ("Phone 06-12345678.\n", "Phone 06-12345678.\n    > or by mail\n", "- Bram: or by mail"),
        ("- [ ] [[Bram]]\n", "- [ ] [[Bram]]\n    > first of all\n", "- Bram: first of all"),
        ("([[Bram]])\n", "([[Bram]])\n    > by post\n", "- Bram: by post"),
        ("(in 3 days)\n", "(in 3 days) buy a hat\n", "- buy a hat"),
        ("· tea\n", "· tea and cake\n", "- and cake"),
        ("8 weeks since", "8 weeks (or more) since", "- Bram: (or more)"),
        ("Phone 06", "Phone: at home 06", "- Bram: at home"),
        ("]]: coffee", "]]: coffee, but without sugar, or coffee", "- Bram: but without sugar, or coffee"),
        ("- [ ] [[Bram]]", "- [ ] [[Bram|my brother]]", "- Bram: my brother"),
        ("- [ ] send it", "- [ ] send all of it", "- Bram: all of"),
        ('"hers" (in', '"hers", a hat (in', "- a hat"),
        ("- [x] [[Anna]] · tea", "- [x] [[Anna]] · some tea", "- some"),
        ("## Reach out\n", "## Reach out\n- [ ] [[Carla]]\n", "- [ ] [[Carla]]"),
    ],
)
@pytest.mark.parametrize("later", [TODAY, date(2026, 11, 22), date(2026, 12, 30)])
def test_words_typed_into_our_lines_are_kept(vault, ours, typed_, said, later):
    notes = vault(NOTES)
    text = run(notes)
    assert text.count(ours) == 1
    notes.write(DUE, text.replace(ours, typed_))
    written = run(notes, later)
    assert kept(written) == f"\n## Kept for you\n{said}\n"
    assert run(notes, later) == written


def test_a_tick_is_carried_out_and_what_stands_in_its_quotes_is_kept(vault):
    notes = vault(NOTES)
    text = run(notes).replace("- [ ] [[Bram]]", "- [x] [[Bram]] called").replace(": coffee.\n", ": coffee. The boat!\n")
    notes.write(DUE, text)
    assert kept(run(notes)) == "\n## Kept for you\n- Bram: The boat!\n"
    assert "- 2026-11-21 called\n" in notes.read("People/Bram.md")


def test_lines_that_another_machine_wrote_are_nobodys_words(vault):
    notes = vault(NOTES)
    first = run(notes)
    more = NOTES["People/Bram.md"].replace("phone:", "email: bram@example.org\nphone:")
    notes.write("People/Bram.md", more)
    theirs = first.replace("Phone 06-12345678.\n", "Phone 06-12345678. Email bram@example.org.\n")
    notes.write(DUE, theirs)
    assert run(notes) == theirs
    other = first.replace("8 weeks", "7 weeks").replace(": coffee.\n", ": coffee. And cake.\n")
    notes.write(DUE, other)
    assert kept(run(notes)) == ""


def test_nothing_is_taken_for_typed_where_nothing_is_known_of_what_was_written():
    assert compare(["## Reach out", "- [ ] [[Bram]]", "    > hello"], []).typed == ()


def test_what_is_kept_already_is_not_typed_anew():
    block = ["## Thank", "- [ ] [[Bram]]", "    > For tea.", "## Kept for you", "- hello", "    > For tea. And cake"]
    assert compare(block, block[:3]).typed == ()


def test_a_line_about_somebody_else_is_not_one_with_words_in_it():
    written = ["## Reach out", "- [ ] [[Anna de Vries]]", "    > 2 weeks.", "- [ ] [[Bram]]", "    > 3 weeks."]
    for line in ("- [ ] [[Bram]] with Anna de Vries]]", "- [ ] [[Carla]] with Anna de Vries]]"):
        assert compare([*written[:3], line, "    > 3 weeks."], written).typed == ()


def test_a_number_with_another_digit_is_no_word_of_the_users():
    written = ["## Reach out", "- [ ] [[Bram]]", "    > 2 weeks since you spoke."]
    assert compare([*written[:2], "    > 12 weeks since you spoke."], written).typed == ()
    assert [one.words for one in compare([*written[:2], "    > 2 long weeks since you spoke."], written).typed] == [
        "long"
    ]


def test_what_cannot_be_told_from_our_lines_is_kept_outside_the_vault(vault, home):
    notes = vault(NOTES)
    first = run(notes)
    assert replaced(notes) == []
    run(notes, date(2026, 11, 22))
    assert replaced(notes) == []
    mine = first.replace(": coffee.\n", ": coffee. And cake.\n")
    shutil.rmtree(home)
    notes.write(DUE, mine)
    run(notes)
    assert replaced(notes) == [mine]
    theirs = notes.read(DUE).replace("8 weeks", "a long time")
    notes.write(DUE, theirs)
    run(notes)
    assert replaced(notes) == [mine, theirs]
    notes.write(DUE, theirs)
    run(notes)
    assert replaced(notes) == [mine, theirs]


def test_the_last_fifty_are_kept(vault):
    notes = vault(NOTES)
    for number in range(KEPT + 3):
        notes.write(DUE, run(notes).replace("8 weeks", f"{number} times"))
    run(notes)
    assert len(replaced(notes)) == KEPT
    assert "52 times" in replaced(notes)[-1]


def test_an_open_line_typed_by_hand_is_kept_wherever_it_stands(vault):
    notes = vault(NOTES)
    text = run(notes).replace("%% vaultnet:end %%", "- [ ] [[Dora]]\n%% vaultnet:end %%")
    notes.write(DUE, text.replace("## Reach out\n", "## Reach out\n- [ ] [[Carla]]\n- [ ] [[Bram]]\n"))
    written = run(notes)
    assert kept(written) == "\n## Kept for you\n- [ ] [[Carla]]\n- [ ] [[Dora]]\n"
    assert run(notes) == written


@pytest.mark.parametrize(
    ("ticked", "recorded"),
    [
        ("- [x] a long talk [[Bram]]", "- 2026-11-21 a long talk\n"),
        ("- [x] a long talk: [[Bram]] ✅ 2026-11-20", "- 2026-11-20 a long talk\n"),
        ("- [>] 2 weeks [[Bram]]", "snooze_until: 2026-12-05\n"),
    ],
)
def test_words_before_the_name_of_somebody_who_is_ticked_are_as_those_behind_it(vault, ticked, recorded):
    notes = vault(NOTES)
    text = run(notes)
    notes.write(DUE, text.replace("- [ ] [[Bram]]", ticked))
    assert kept(run(notes)) == ""
    assert recorded in notes.read("People/Bram.md")


def test_words_with_a_link_before_a_name_are_about_somebody_else(vault):
    notes = vault(NOTES)
    text = run(notes)
    notes.write(DUE, text.replace("- [ ] [[Bram]]", "- [x] met [[Anna]], and [[Bram]]"))
    run(notes)
    assert notes.read("People/Bram.md") == NOTES["People/Bram.md"]


def test_a_word_in_a_quote_of_ours_is_kept_though_a_line_was_typed_above_the_quote(vault):
    notes = vault(NOTES)
    head, line, rest = run(notes).partition("- [ ] [[Bram]]\n")
    quote, end, rest = rest.partition("\n")
    notes.write(DUE, f"{head}{line}- [ ] [[Nobody]] later\n{quote} a word of mine{end}{rest}")
    written = run(notes)
    assert kept(written) == "\n## Kept for you\n- Nobody: later\n- Bram: a word of mine\n"
    assert run(notes) == written
