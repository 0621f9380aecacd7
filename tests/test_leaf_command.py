"""Leafing through the address book in the terminal: one person at a time, one key each."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaultnet.cli import leaf as command
from vaultnet.cli import main, run

TODAY = "2026-11-21"
ROOT = Path(__file__).parents[1]
EMMA = "---\ncity: Gent\n---\n- ask about: the thesis\n\n## Contact\n- 2026-03-01 walked along the river\n"
NOTES = {
    "vaultnet.toml": "",
    "People/Emma.md": EMMA,
    "People/Frits.md": "---\ncadence: yearly\n---\n- 2026-05-01 tea\n",
    "People/Griet.md": "- 2026-11-01 tea\n",
    "People/Hans.md": "---\nsnooze_until: 2027-01-01\n---\n",
    "People/Iris.md": "---\nstatus: estranged\n---\n",
    "People/Joost.md": "---\nis_self: true\n---\n",
    "People/Kees.md": "---\ncadence: monthly\n---\n- 2026-01-01 tea\n",
    "People/Lena.md": "- 2026-12-24 church together\n",
}


@pytest.fixture
def leaf(vault, monkeypatch):
    """`leaf(keys, ...)`: the vault after these keys, and what was shown."""
    monkeypatch.setattr(command, "on_terminal", lambda: True)

    def press(keys, *arguments, notes=NOTES):
        made = vault(notes)
        shown = CliRunner().invoke(main, ["--vault", made.root, "leaf", "--today", TODAY, *arguments], input=keys)
        assert shown.exit_code == 0, shown.output
        return made, shown.output

    return press


def names(shown):
    """The names in the order in which they came by."""
    lines = shown.split("\n")
    return [lines[at - 1].strip() for at, line in enumerate(lines) if " of " in line and line[0].isdigit()]


def only_emma(**more):
    return {"vaultnet.toml": "", "People/Emma.md": EMMA} | more


def test_everyone_turns_up_who_is_not_due_in_touch_snoozed_or_hidden(leaf):
    _, shown = leaf("ssssss")
    assert sorted(names(shown)) == ["Emma", "Frits"]
    assert shown.endswith("That was everyone.\n")


def test_those_of_today_come_first(leaf):
    notes = {"vaultnet.toml": "", **{f"People/P{number}.md": "" for number in range(200)}}
    made, shown = leaf("s" * 200, notes=notes)
    assert len(set(names(shown))) == 200
    due = CliRunner().invoke(main, ["--vault", made.root, "due", "--today", TODAY]).output
    today = {line.strip() for line in due.split("\n") if line.startswith("  P")}
    assert today == set(names(shown)[: len(today)])


def test_beside_the_name_stands_what_one_wants_to_have_in_mind(leaf):
    _, shown = leaf("q", notes=only_emma())
    assert "9 months since you spoke. 1 March: walked along the river." in shown
    assert "Ask about: the thesis" in shown
    assert "Place: Gent" in shown
    assert "[t] talked" in shown


def test_a_talk_is_recorded_in_their_note_with_its_words(leaf):
    made, shown = leaf("twent for a swim\n", notes=only_emma())
    assert made.read("People/Emma.md") == EMMA + "- 2026-11-21 went for a swim\n"
    assert "Recorded." in shown


def test_a_talk_without_words_is_recorded_all_the_same(leaf):
    made, _ = leaf("t\n", notes=only_emma())
    assert made.read("People/Emma.md") == EMMA + "- 2026-11-21 in touch\n"


def test_a_talk_can_be_taken_back(leaf):
    made, _ = leaf("twent for a swim\n", notes=only_emma())
    CliRunner().invoke(main, ["--vault", made.root, "undo"])
    assert made.read("People/Emma.md") == EMMA


@pytest.mark.parametrize(
    ("typed", "day"),
    [("", "2026-11-28"), ("2 weeks", "2026-12-05"), ("10 december", "2026-12-10"), ("2027-01-01", "2027-01-01")],
)
def test_later_lets_them_be_for_a_span_or_until_a_day(leaf, typed, day):
    made, shown = leaf(f"l{typed}\n", notes=only_emma())
    assert made.read("People/Emma.md") == EMMA.replace("---\n- ask", f"snooze_until: {day}\n---\n- ask")
    assert "Snoozed until" in shown


def test_the_usual_span_is_that_of_the_configuration(leaf):
    made, shown = leaf("l\n", notes=only_emma(**{"vaultnet.toml": 'snooze = "3 days"'}))
    assert "snooze_until: 2026-11-24" in made.read("People/Emma.md")
    assert "(Enter: 3 days)" in shown


@pytest.mark.parametrize("typed", ["soon", "yesterday", "2026-11-21", "2026-02-30", "2 weeks or so"])
def test_what_is_no_later_day_is_asked_again_and_nothing_is_written(leaf, typed):
    made, shown = leaf(f"l{typed}\nq", notes=only_emma())
    assert made.read("People/Emma.md") == EMMA
    assert "That is neither a date nor a span" in shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [("monthly", "monthly"), ("6 weeks", "every 6 weeks"), ("elke 2 maanden", "every 2 months"), ('"never"', "none")],
)
def test_a_cadence_is_written_as_it_was_typed(leaf, typed, told):
    made, shown = leaf(f"c{typed}\n", notes=only_emma())
    cadence = typed.strip('"')
    assert made.read("People/Emma.md") == EMMA.replace("---\n- ask", f"cadence: {cadence}\n---\n- ask")
    assert f"Cadence: {told}." in shown


@pytest.mark.parametrize(("typed", "told"), [("now and then", True), ("0 days", True), ("", False)])
def test_what_is_no_cadence_is_asked_again_and_nothing_is_written(leaf, typed, told):
    made, shown = leaf(f"c{typed}\nq", notes=only_emma())
    assert made.read("People/Emma.md") == EMMA
    assert ("That is not a cadence" in shown) == told


def test_the_question_mark_shows_the_keys_and_other_keys_do_nothing(leaf):
    made, shown = leaf("?xZ9\x1b[Aq", notes=only_emma())
    assert "l: later; snooze them until a day, or for a span" in shown
    assert shown.endswith("Until next time.\n")
    assert made.read("People/Emma.md") == EMMA


def test_a_capital_is_the_same_key_and_the_space_bar_skips(leaf):
    _, shown = leaf(" Q")
    assert len(names(shown)) == 2


@pytest.mark.parametrize("keys", ["", "t"])
def test_quitting_says_goodbye_and_writes_nothing(leaf, keys):
    made, shown = leaf(keys, notes=only_emma())
    assert shown.endswith("\nUntil next time.\n")
    assert made.read("People/Emma.md") == EMMA


def test_so_is_who_presses_control_c(leaf, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("click.getchar", interrupted)
    assert leaf("", notes=only_emma())[1].endswith("\nUntil next time.\n")


def test_what_cannot_be_written_is_told_and_the_name_stays(leaf):
    broken = "---\ncadence: [a\n---\n- 2026-03-01 tea\n"
    made, shown = leaf("tswim\ncmonthly\nq", notes={"vaultnet.toml": "", "People/Emma.md": broken})
    assert shown.count("its frontmatter has a fault") == 2
    assert made.read("People/Emma.md") == broken
    assert names(shown) == ["Emma"]


def test_the_unsorted_are_those_without_a_cadence_the_most_mentioned_first(leaf):
    notes = NOTES | {
        "People/Mia.md": "- 2026-10-30 tea\n- 2026-11-06 tea\n- 2026-11-13 tea\n- 2026-11-20 tea\n- need: a bike\n",
        "People/Nico.md": "---\ncadence: never\n---\n- 2026-11-02 tea\n",
        "2026-11-03.md": "- coffee with [[Griet]]\n- [ ] a lamp for [[Griet]]\n",
    }
    _, shown = leaf("s" * 9, "--unsorted", notes=notes)
    assert names(shown) == ["Mia", "Griet", "Emma", "Lena"]
    assert "You seem to speak weekly." in shown


def test_when_nobody_is_left_that_is_said(leaf):
    assert leaf("", notes={"vaultnet.toml": ""})[1] == "There is nobody left to leaf through today. Enjoy the day.\n"
    assert leaf("", "--unsorted", notes={"vaultnet.toml": ""})[1] == "Everyone has a cadence.\n"


def test_it_speaks_dutch(leaf):
    made, shown = leaf("t\n", notes=only_emma(**{"vaultnet.toml": 'language = "nl"'}))
    assert "Genoteerd." in shown
    assert made.read("People/Emma.md").endswith("- 2026-11-21 contact gehad\n")


def test_those_who_come_by_do_not_depend_on_how_many_a_day_the_note_shows(leaf):
    _, shown = leaf("ss", notes=NOTES | {"vaultnet.toml": "leaf_per_day = 0"})
    assert sorted(names(shown)) == ["Emma", "Frits"]


def test_control_characters_of_a_note_never_reach_the_terminal(leaf):
    _, shown = leaf("q", notes=only_emma(**{"People/Emma.md": "- 2026-03-01 \x1b[2J\x07tea\n"}))
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown


def test_without_a_terminal_it_says_so_in_one_sentence(vault, capsys):
    assert run(["--vault", vault(NOTES).root, "leaf"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "needs a terminal" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_in_a_real_terminal_one_key_is_enough_and_control_c_ends_it_politely(vault):
    import pty

    made = vault(only_emma())
    ours, theirs = pty.openpty()
    leafing = [sys.executable, "-m", "vaultnet", "--vault", made.root, "leaf", "--today", TODAY]
    with subprocess.Popen(leafing, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT) as program:
        os.close(theirs)
        seen = _pressed(ours, b"", until=b"[?] help")
        seen += _pressed(ours, b"?", until=b"q: quit")
        seen += _pressed(ours, b"\x03", until=b"Until next time.")
        assert program.wait(10) == 0
    os.close(ours)
    assert b"walked along the river" in seen
    assert made.read("People/Emma.md") == EMMA


def _pressed(terminal, key, until):
    """What is shown after a key, which is pressed again while nothing comes: a program that draws may miss it."""
    seen = b""
    for _ in range(100):
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 4096)
        else:
            os.write(terminal, key)
        if until in seen:
            return seen
    pytest.fail(f"{until!r} never came: {seen!r}")
