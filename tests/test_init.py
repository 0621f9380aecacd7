"""`init` says what it found, by which rule, and what not, in less than a screen; and changes nothing but its own file."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from vaultnet.cli import run
from vaultnet.cli.begin import TEMPLATE
from vaultnet.model.config import CIRCLES, CadenceRules, Config, PeopleRules, TaskStyle
from vaultnet.vault.config import parse_config, read_config

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "vault"
DAILY = {f"Daily/2026-10-0{day}.md": "- called [[Griet]]\n- saw [[Anna]]\n" for day in range(1, 5)}
NOTES = {
    ".obsidian/daily-notes.json": '{"folder": "Daily", "format": "YYYY-MM-DD"}',
    ".obsidian/templates.json": '{"folder": "Templates"}',
    "Templates/Person.md": "---\ntype: person\n---\n",
    "People/Anna.md": "---\ncadence: monthly\n---\n- 2026-09-30 tea\n- 2026-13-45 hm\n",
    "People/Bram.md": "---\ncircle: close\ntags: [person]\n---\n",
    "People/Me.md": "---\nis_self: true\n---\n",
    "People/People.md": "all of them\n",
    "People/2026-10-02 Reunion.md": "people:: [[Anna]]\n",
    "Notes/2026-10-05 An article.md": "---\ndate: 2026-10-05\n---\nwith [[Anna]]\n",
    "Notes/Carla.md": "---\ntags: [crm]\n---\n",
    "Notes/Dora.md": "---\ntype: person\n---\n",
    **DAILY,
}


def init(vault, capsys, *arguments):
    code = run(["init", vault.root, "--today", "2026-11-21", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_it_reports_what_was_found_and_by_which_rule(vault, capsys):
    notes = vault(NOTES)
    code, said, trouble = init(notes, capsys)
    assert code == 0
    assert not trouble
    assert said == (
        "12 notes: 4 people, 4 daily notes, 1 meeting, 5 contacts\n"
        "\n"
        "people:         2 in People/, 1 tagged #person, 1 tagged #crm, 1 by type alone\n"
        "not people:     People/2026-10-02 Reunion.md: a date in name or properties\n"
        "not people:     People/People.md: name or type says otherwise\n"
        "left out:       1 (templates, excluded notes, our own notes)\n"
        "your own note:  People/Me.md\n"
        "daily notes:    as Obsidian's settings say: Daily/YYYY-MM-DD\n"
        "cadences:       2 of 4 (1 in their own note, 1 by circle); the others turn up in *Leaf through*\n"
        "without a note: Griet (4); your daily notes link to them, and `vaultnet new` creates a note\n"
        "problems:       1; `vaultnet check` lists them all\n"
        "\n"
        "vaultnet.toml written; all of it is commented out, and can stay that way.\n"
        "\n"
        "Next:\n"
        f'  cd "{notes.root}"\n'
        "    commands work on the vault you are in\n"
        '  vaultnet build            write "Due today.md" into the vault\n'
        "  vaultnet leaf --unsorted  choose how often you like to be in touch, one key each\n"
        "  vaultnet overview         see your network as a picture and a table\n"
    )


def test_nobody_in_the_vault_already_is_told_to_go_there(vault, capsys, monkeypatch):
    notes = vault(NOTES)
    monkeypatch.chdir(notes.root)
    assert "commands work" not in init(notes, capsys)[1]


def test_nothing_changes_but_its_own_file(vault, capsys):
    notes = vault(NOTES)
    init(notes, capsys)
    assert notes.names() == {*NOTES, "vaultnet.toml"}
    assert all(notes.read(path) == text for path, text in NOTES.items())
    assert notes.read("vaultnet.toml") == TEMPLATE


def test_a_configuration_is_never_overwritten(vault, capsys):
    notes = vault({**NOTES, "vaultnet.toml": "per_day = 7\n"})
    code, said, trouble = init(notes, capsys)
    assert code == 3
    assert said.startswith("12 notes: 4 people")
    assert said.endswith("  vaultnet overview         see your network as a picture and a table\n")
    assert trouble == "vaultnet: vaultnet.toml is there already, and is left as it is\n"
    assert notes.read("vaultnet.toml") == "per_day = 7\n"


def test_the_new_configuration_says_what_none_says(vault, capsys):
    notes = vault(NOTES)
    init(notes, capsys)
    assert read_config(notes.root) == Config()


def test_every_line_of_it_is_right_without_its_sign():
    said = re.sub(r"^# (?=[a-z_]+ = )", "", TEMPLATE, flags=re.MULTILINE)
    config, faults = parse_config(said.encode())
    assert not faults
    assert config.circles == Config().circles
    assert dict(config.cadence.by_tag).keys() == {"friend"}


def test_every_line_of_it_that_is_no_example_is_the_default():
    lines = [line for line in TEMPLATE.splitlines() if "# an example" not in line]
    said = re.sub(r"^# (?=[a-z_]+ = )", "", "\n".join(lines), flags=re.MULTILINE)
    assert "output = " in said
    assert parse_config(said.encode()) == (Config(), [])


def test_the_new_configuration_shows_every_key():
    shown = tomllib.loads(re.sub(r"^# (?=[a-z_]+ = )", "", TEMPLATE, flags=re.MULTILINE))
    assert shown.keys() == set(Config._fields)
    assert shown["people"].keys() == set(PeopleRules._fields)
    assert shown["cadence"].keys() == set(CadenceRules._fields)
    assert shown["circles"].keys() == CIRCLES.keys()
    assert shown["daily"].keys() == {"folder", "format", "count", "tags"}
    assert shown["tasks"].keys() == set(TaskStyle._fields)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "known by their names: YYYY-MM-DD"),
        ({".obsidian/daily-notes.json": '{"folder": "Daily"}'}, "as Obsidian's settings say: Daily/YYYY-MM-DD"),
        (
            {
                ".obsidian/community-plugins.json": '["periodic-notes"]',
                ".obsidian/plugins/periodic-notes/data.json": '{"daily": {"enabled": true, "format": "YYYY/MM-DD"}}',
            },
            "as the settings of Periodic Notes say: YYYY/MM-DD",
        ),
        ({"vaultnet.toml": '[daily]\nfolder = "Daily"\n'}, "as vaultnet.toml says: Daily/YYYY-MM-DD"),
    ],
)
def test_it_says_who_says_where_daily_notes_are(vault, capsys, settings, says):
    notes = vault({**DAILY, **settings})
    assert f"daily notes:    {says}\n" in init(notes, capsys)[1]


def test_an_empty_folder_gets_advice_on_how_to_begin(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run(["init"]) == 0
    said = capsys.readouterr().out
    assert "people:         none yet\n" in said
    assert '  vaultnet new "Anna"       a note for your first person' in said
    assert "  vaultnet import FILE      people from your phone" in said
    assert [place.name for place in folder.iterdir()] == ["vaultnet.toml"]


def test_a_folder_that_is_not_there_is_no_vault(tmp_path, capsys):
    assert run(["init", str(tmp_path / "nowhere")]) == 3
    assert "is not a vault" in capsys.readouterr().err


def test_all_of_it_fits_on_a_screen(tmp_path, capsys):
    copy = tmp_path / "copy"
    shutil.copytree(EXAMPLE, copy)
    (copy / "vaultnet.toml").unlink()
    many = {f"People/Index {number}.md" for number in range(30)}
    for path in many:
        (copy / path).write_text("---\ntype: index\n---\n", "utf-8")
    assert run(["init", str(copy), "--today", "2026-11-21"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) < 24
    assert all(len(one) < 160 for one in said)
    assert any(" and 28 more: name or type says otherwise" in one for one in said)


def test_names_of_notes_cannot_steer_the_terminal(vault, capsys):
    notes = vault({"People/Red \x1b[31m template.md": "", "Me \x07.md": "---\nis_self: true\ntype: person\n---\n"})
    _, said, _ = init(notes, capsys)
    assert "\x1b" not in said
    assert "\x07" not in said
    assert r"Red \x1b[31m template.md" in said


def test_a_folder_of_people_may_be_named_by_its_path(vault, capsys):
    notes = vault({"vaultnet.toml": '[people]\nfolders = ["Netwerk/Wie"]\n', "Netwerk/Wie/Ada.md": "", "Wie/Bo.md": ""})
    _, said, _ = init(notes, capsys)
    assert said.startswith("2 notes: 1 person, ")
    assert "people:         1 in Netwerk/Wie/\n" in said
