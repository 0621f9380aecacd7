"""What a person types, and what comes back: exit codes, sentences, JSON, and nothing that could steer a terminal."""

import json
import os
import re
import subprocess
import sys

import click
import pytest
from vaults import Vault

import vaultnet
from vaultnet.cli import _COMMANDS, main, run

TODAY = ("--today", "2026-11-21")
NOTES = {
    ".obsidian/app.json": "{}",
    "People/Anna de Vries.md": (
        '---\ncadence: monthly\nlocation: Utrecht\nbirthday: 1980-11-21\noffers: notary\nintroduced_by: "[[Bram Jansen]]"\n---\n'
        "- 2026-10-01 received: the address of a good lawyer\n- 2026-09-01 asked: a notary -> yes #work\n"
    ),
    "People/Bram Jansen.md": "---\ncadence: weekly\n---\n- 2026-11-01 request: a lecture -> no time #work\n- [ ] send the seeds\n",
    "People/Work/Vera Claes.md": "",
    "People/Choir/Vera Boersma.md": "",
}
COMMANDS = list(_COMMANDS)
JSON = [("due",), ("people",), ("show", "Anna"), ("ask", "notary"), ("profile",), ("check",)]
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def notes(vault, monkeypatch):
    """A vault, which is the current folder."""
    made = vault(NOTES)
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def say(capsys):
    """`say("due", "--json")`: the exit code, stdout and stderr."""

    def do(*arguments):
        capsys.readouterr()
        code = run(list(arguments))
        return code, *capsys.readouterr()

    return do


# help


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name):
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help is not None
    assert _COMMANDS[name][1] == " ".join(command.help.partition("\n\n")[0].split())


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_and_all_its_options(say, name):
    code, said, trouble = say(name, "--help")
    assert (code, trouble) == (0, "")
    assert said.startswith("Usage: vaultnet ")
    assert "\b" not in said
    assert "\\b" not in said
    command = main.get_command(click.Context(main), name)
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help or option.hidden, option.name


def test_help_lists_every_command_once(say):
    code, said, _ = say("--help")
    assert code == 0
    listed = re.findall(r"^  ([a-z]+)  +[A-Z]", said.partition("Commands:")[2], re.MULTILINE)
    assert listed == COMMANDS
    assert say("-h")[1] == said


def test_the_version_is_printed(say):
    assert say("--version") == (0, f"vaultnet {vaultnet.__version__}\n", "")


@pytest.mark.parametrize("start", [["-m", "vaultnet"], ["-c", "from vaultnet.__main__ import main; main()"]])
def test_it_runs_as_a_module_and_as_a_program(start):
    done = subprocess.run([sys.executable, *start, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"vaultnet {vaultnet.__version__}\n"


def test_who_stops_it_while_it_starts_sees_no_fault():
    code = (
        "import sys, types\n"
        "def stop(name): raise KeyboardInterrupt\n"
        "sys.modules['vaultnet.cli'] = types.ModuleType('cli')\n"
        "sys.modules['vaultnet.cli'].__getattr__ = stop\n"
        "from vaultnet.__main__ import main; sys.argv = ['vaultnet', 'due']; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


# wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("due", "--nonsense"),
        ("due", "--today", "tomorrow"),
        ("due", "--today", "2026-02-30"),
        ("show",),
        ("snooze", "Anna"),
        ("snooze", "Anna", "purple"),
        ("snooze", "Anna", "2020-01-01"),
        ("log",),
        ("log", "Anna", "coffee", "--date", "2027-01-01"),
        ("log", "Anna", "coffee", "--date", "1899-12-31"),
        ("log", "Anna", "coffee", "--date", "-9999w"),
        ("log", "Anna", "coffee", "--date", "yesterday", "--today", "0001-01-01"),
        ("log", "Anna", "coffee", "--mark", "purple"),
        ("log", "Anna", "coffee", "Bram"),
        ("completion",),
        ("export", "pdf"),
        ("watch", "--poll", "0"),
        ("watch", "--poll", "nan"),
    ],
)
@pytest.mark.usefixtures("notes")
def test_wrong_usage_ends_with_2_and_says_what_is_right(say, arguments):
    code, said, trouble = say(*arguments)
    assert (code, said) == (2, "")
    assert "Traceback" not in trouble
    assert "Usage: vaultnet" in trouble
    assert "Error: " in trouble


def test_a_faulty_configuration_ends_every_command_with_all_its_faults(notes, say):
    notes.write("vaultnet.toml", 'per_dya = 3\nlanguage = "fr"\n[cadence]\ndefault = "purple"\n')
    before = notes.names()
    writing = (("build",), ("overview",), ("log", "Anna", "x"), ("snooze", "Anna", "1 week"), ("new", "Zoë"), ("undo",))
    others = (("init",), ("leaf",), ("export", "ics"), ("watch",), ("service", "install", "--dry-run"))
    for arguments in (*JSON, *writing, *others):
        code, said, trouble = say(*arguments)
        assert (code, said) == (2, ""), arguments
        assert len(trouble.splitlines()) == 3
        assert "vaultnet.toml:1: per_dya: is not a key of vaultnet.toml; did you mean `per_day`?\n" in trouble
        assert "vaultnet.toml:2: language: " in trouble
        assert "vaultnet.toml:4: cadence.default: " in trouble
    assert notes.names() == before


# what cannot go on


@pytest.mark.parametrize("arguments", [*JSON, ("build",), ("overview",), ("log", "Anna"), ("undo",), ("status",)])
def test_without_a_vault_one_sentence_says_so(tmp_path, monkeypatch, say, arguments):
    monkeypatch.chdir(tmp_path)
    code, said, trouble = say(*arguments)
    assert (code, said) == (3, "")
    assert trouble == (
        f"vaultnet: {tmp_path} is not a vault: expected a folder with `.obsidian` or `vaultnet.toml`; name one with `--vault`\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder that somebody stands in")
def test_a_working_folder_that_was_removed_is_no_vault(notes, tmp_path):
    for arguments in ("build", "due", "--vault . due", "build .", "status"):
        (tmp_path / "gone").mkdir()
        command = f'rmdir ../gone && exec "{sys.executable}" -m vaultnet {arguments}'
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=tmp_path / "gone", check=False)
        assert (done.returncode, len(done.stderr.splitlines())) == (3, 1), done.stderr
        assert "vault" in done.stderr.removeprefix("vaultnet: ")
    (tmp_path / "gone").mkdir()
    command = f'rmdir ../gone && exec "{sys.executable}" -m vaultnet --vault "{notes.root}" due'
    assert subprocess.run(["sh", "-c", command], capture_output=True, cwd=tmp_path / "gone", check=True).stdout


def test_a_vault_that_is_named_must_be_there(tmp_path, say):
    code, _, trouble = say("--vault", str(tmp_path / "nowhere"), "due")
    assert code == 3
    assert "nowhere is not a vault" in trouble


@pytest.mark.parametrize("way", ["option", "environment", "folder"])
def test_the_vault_is_found_in_three_ways(notes, say, monkeypatch, way):
    (notes.folder / "People" / "deeper").mkdir()
    monkeypatch.chdir(notes.folder.parent if way != "folder" else notes.folder / "People" / "deeper")
    if way == "environment":
        monkeypatch.setenv("VAULTNET_VAULT", notes.root)
    code, said, _ = say(*(("--vault", notes.root) if way == "option" else ()), "people", "--json")
    assert code == 0
    assert len(json.loads(said)["people"]) == 4


@pytest.mark.parametrize("arguments", [("show",), ("log",), ("snooze", "1 week")])
@pytest.mark.usefixtures("notes")
def test_an_unknown_name_and_an_ambiguous_one_get_different_answers(say, arguments):
    command, *rest = arguments
    code, said, trouble = say(command, "Xavier", *rest)
    assert (code, said) == (3, "")
    assert "nobody in this vault is called “Xavier”" in trouble
    code, said, trouble = say(command, "Vera", *rest)
    assert (code, said) == (3, "")
    assert trouble == (
        "vaultnet: “Vera” fits several people: People/Choir/Vera Boersma.md, People/Work/Vera Claes.md\n"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ana de Vries", "did you mean Anna de Vries?"),
        ("anna de vris", "did you mean Anna de Vries?"),
        ("Bran", "did you mean Bram Jansen?"),
        ("jansen", "did you mean Bram Jansen?"),
        ("Zoe Nandu", "did you mean Zoë Ñandú?"),
        ("Brammetje", "did you mean Bram Jansen?"),
        ("Vara", "did you mean Vera Boersma or Vera Claes?"),
        ("Xavier", "`vaultnet people` lists everyone"),
        ("", "`vaultnet people` lists everyone"),
    ],
)
def test_for_an_unknown_name_similar_ones_are_suggested(notes, say, typed, meant):
    notes.write("People/Zoë Ñandú.md", "")
    notes.write("People/Bram Jansen.md", "---\naliases: [Brametje]\n---\n")
    for arguments in (("show", typed), ("log", typed, "coffee"), ("snooze", typed, "1 week")):
        code, said, trouble = say(*arguments)
        assert (code, said) == (3, "")
        assert trouble == f"vaultnet: nobody in this vault is called “{typed}”; {meant}\n"


def test_a_note_of_the_user_ends_the_command_that_would_replace_it(notes, say):
    notes.write("Due today.md", "mine\n")
    notes.write("Network.md", "mine too\n")
    for command, path in (("build", "Due today.md"), ("overview", "Network.md")):
        code, said, trouble = say(command, *TODAY)
        assert (code, said) == (3, "")
        assert trouble.startswith(f"vaultnet: {path} was not written by vaultnet")
    assert notes.read("Due today.md") == "mine\n"
    assert notes.read("Network.md") == "mine too\n"


# what is done


@pytest.mark.usefixtures("notes")
def test_success_ends_with_0_and_a_check_that_finds_something_with_1(say):
    assert say("build", "--check", *TODAY)[0] == 1
    assert say("build", *TODAY)[0] == 0
    assert say("build", "--check", *TODAY)[0] == 0
    assert say("check")[:2] == (0, "")


def test_looking_needs_no_state(notes, say, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("sys.platform", "linux")
    notes.write("People/Anna de Vries.md", "- 2026-02-30 x\n")
    code, said, _ = say("check", *TODAY)
    assert code == 1
    assert said.startswith("People/Anna de Vries.md:1: ")
    for arguments in (("due",), ("people",), ("show", "Anna"), ("ask", "notary"), ("profile",)):
        assert say(*arguments, *TODAY)[0] == 0
    assert say("build", *TODAY)[0] == 3


def test_check_prints_problems_on_stdout_and_build_on_stderr(notes, say):
    notes.write("People/Carla.md", "- 2026-13-01 coffee\n")
    code, said, trouble = say("check")
    assert (code, trouble) == (1, "")
    assert said.startswith("People/Carla.md:1: there is no such date")
    code, told, trouble = say("build", *TODAY)
    assert code == 0
    assert trouble == said
    assert re.fullmatch(r"5 notes, 5 people, \d due, 1 problem; Due today\.md written\n", told)


@pytest.mark.parametrize(
    ("due", "place"),
    [
        (b"---\ngenerated_by: vaultnet\n---\n%% vaultnet:begin %%\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n", 5),
        (b"---\ngenerated_by: vaultnet\n---\n%% vaultnet:begin %%\na\n", 1),
        (b"\xff\xfe---", 1),
    ],
)
def test_check_reports_a_due_note_that_cannot_be_read_back_beside_all_else(notes, say, due, place):
    notes.write("People/Carla.md", "- 2026-13-01 coffee\n")
    (notes.folder / "Due today.md").write_bytes(due)
    code, said, trouble = say("check", *TODAY)
    assert (code, trouble) == (1, "")
    first, second = said.splitlines()
    assert first.startswith(f"Due today.md:{place}: ")
    assert second.startswith("People/Carla.md:1: ")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_check_reports_a_tick_that_could_not_be_written(notes, say):
    (notes.folder / "Kept").mkdir()
    (notes.folder / "Kept" / "Bea.txt").write_text("---\ntype: person\ncadence: weekly\n---\n- 2026-01-01 x\n")
    os.symlink("../Kept/Bea.txt", notes.folder / "People" / "Bea.md")
    say("build", *TODAY)
    due = notes.read("Due today.md")
    notes.write("Due today.md", due.replace("- [ ] [[Bea]]", "- [x] [[Bea]] tea"))
    code, said, _ = say("check", *TODAY)
    assert code == 1
    assert "could not be written" in said
    assert say("build", *TODAY)[2] == said


@pytest.mark.parametrize("arguments", JSON, ids=[arguments[0] for arguments in JSON])
@pytest.mark.usefixtures("notes")
def test_json_is_one_document_on_stdout_and_nothing_else(say, arguments):
    code, said, trouble = say(*arguments, "--json", *TODAY)
    assert (code, trouble) == (0, "")
    assert json.loads(said)["version"] == 1
    assert "\x1b" not in said


@pytest.mark.usefixtures("notes")
def test_the_overview_says_what_it_wrote(say):
    assert say("overview", *TODAY) == (0, "4 people, 1 introduction; Network.md written\n", "")
    assert (
        say("overview", "--base", *TODAY)[1]
        == "People.base written\n4 people, 1 introduction; Network.md is up to date\n"
    )
    assert say("overview", "--base", *TODAY)[1].startswith("People.base is there already; it is left alone\n")


# the terminal


@pytest.mark.parametrize("arguments", [*JSON, ("build",), ("overview",), ("log", "Red"), ("leaf", "--unsorted")])
def test_no_control_character_of_a_note_reaches_the_terminal(notes, say, arguments):
    evil = "\x1b[31m\x07\u202e\x9b"
    notes.write(
        f"People/Red {evil}.md",
        f'---\nlocation: "x{evil}"\ncadence: "purple{evil}"\noffers: "notary {evil}"\n---\n'
        f"- 2026-10-01 received: {evil} a book\n- 2026-10-02 request: notary {evil} -> yes\n- 2026-13-01 {evil}\n",
    )
    code, said, trouble = say(*arguments, *TODAY)
    assert code in {0, 1, 2}
    assert not STEERING.search(said + trouble)


@pytest.mark.parametrize("no_color", ["", "1"])
def test_colours_are_for_a_terminal_and_only_without_no_color(notes, monkeypatch, no_color):
    pty = pytest.importorskip("pty")
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm-256color")
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "vaultnet", "due", *TODAY], stdout=theirs, stderr=theirs, cwd=notes.root
    )
    os.close(theirs)
    said = b""
    while part := _read(ours):
        said += part
    assert done.wait() == 0
    os.close(ours)
    assert b"Anna de Vries" in said
    assert (b"\x1b[" in said) == (not no_color)


def _read(descriptor):
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # Linux says so when the other side is closed
        return b""


@pytest.mark.usefixtures("notes")
def test_what_goes_into_a_pipe_has_no_colours(say):
    assert "\x1b" not in say("due", *TODAY)[1]


def test_a_reader_who_has_seen_enough_is_no_error(notes):
    for number in range(600):
        notes.write(f"People/Person {number}.md", "")
    code = "import sys; from vaultnet.__main__ import main; sys.argv = ['vaultnet', 'people', '--json']; main()"
    done = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=notes.root
    )
    done.stdout.read(10)
    done.stdout.close()
    trouble = done.stderr.read()
    done.stderr.close()
    done.wait()
    assert (done.returncode, trouble) == (0, b"")


COMPLAINT = "vaultnet: standard output: no space left on device\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a disk that is always full is needed")
@pytest.mark.parametrize("arguments", [("due",), ("people", "--json"), ("build",), ("--help",)])
def test_output_that_cannot_be_written_is_one_sentence(notes, arguments):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vaultnet", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=notes.root,
            check=False,
        )
    assert (done.returncode, done.stderr) == (3, COMPLAINT)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a disk that is always full is needed")
def test_a_quick_answer_that_cannot_be_written_is_one_sentence_too(notes):
    code = "from vaultnet import __main__ as program; program._same_as_last = lambda _: 'all is well'; program.main()"
    started = [sys.executable, "-c", code, "build"]
    assert subprocess.run(started, capture_output=True, text=True, cwd=notes.root, check=True).stdout == "all is well\n"
    with open("/dev/full", "w") as full:
        done = subprocess.run(started, stdout=full, stderr=subprocess.PIPE, text=True, cwd=notes.root, check=False)
    assert (done.returncode, done.stderr) == (3, COMPLAINT)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_ends_no_command(notes, closed):
    for arguments in ("due", "people --json", "build", "build"):
        command = f'exec "{sys.executable}" -m vaultnet {arguments} {closed}'
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=notes.root, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_failure_cannot_control_the_terminal(tmp_path, say):
    code, _, trouble = say("--vault", str(tmp_path / "a\x1b[31mb"), "due")
    assert code == 3
    assert "a\\x1b[31mb" in trouble


def test_the_vault_may_be_named_after_the_command_as_well(tmp_path, monkeypatch, capsys):
    for name in ("one", "other"):
        (tmp_path / name / ".obsidian").mkdir(parents=True)
    (tmp_path / "one" / "People").mkdir()
    (tmp_path / "one" / "People" / "Anna.md").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path / "other")
    assert run(["people", "--vault", str(tmp_path / "one")]) == 0
    assert "Anna" in capsys.readouterr().out
    assert run(["people"]) == 0
    assert "Anna" not in capsys.readouterr().out
    assert run(["service", "install", "--vault", str(tmp_path / "one"), "--dry-run"]) == 0
    assert f"{tmp_path / 'one'}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "command", ["build", "due", "people", "profile", "check", "overview", "status", "init", "undo"]
)
def test_a_command_without_other_arguments_takes_the_vault_as_one(vault, tmp_path, say, monkeypatch, command):
    notes = vault({**NOTES, "People/Carla.md": "---\ncadence: purple\n---\n"})
    other = Vault(tmp_path / "other")
    other.write(".obsidian/app.json", "{}")
    monkeypatch.chdir(other.root)
    named = say("--vault", notes.root, command, *TODAY)
    for path in ("vaultnet.toml", "Due today.md", "Network.md"):
        (notes.folder / path).unlink(missing_ok=True)
    for arguments in ((command, notes.root), ("--vault", other.root, command, notes.root)):
        assert say(*arguments, *TODAY) == named
        for path in ("vaultnet.toml", "Due today.md", "Network.md"):
            (notes.folder / path).unlink(missing_ok=True)
    assert other.names() == {".obsidian/app.json"}
    assert say(command, str(tmp_path / "nowhere"))[0] == 3


def test_a_timeline_says_who_did_what_in_the_language_of_the_vault(vault, capsys):
    note = "- 2026-10-01 verzoek: een lezing -> ja\n- 2026-10-02 #gave a book\n- 2026-10-03 #illness, she is home\n"
    place = vault({"People/Vera.md": note})
    run(["--vault", place.root, "show", "Vera", "--today", "2026-11-21"])
    said = capsys.readouterr().out
    assert "2026-10-03  illness, she is home\n" in said
    assert "2026-10-02  gave: a book\n" in said
    assert "2026-10-01  request: een lezing -> ja\n" in said
    place.write("vaultnet.toml", 'language = "nl"\n')
    run(["--vault", place.root, "show", "Vera", "--today", "2026-11-21"])
    said = capsys.readouterr().out
    assert "2026-10-02  gegeven: a book\n" in said
    assert "2026-10-01  verzoek: een lezing -> ja\n" in said


@pytest.mark.parametrize(
    ("arguments", "added"),
    [
        (("coffee\nshe moved\n\n  to Gouda\n",), "- 2026-11-21 coffee\n  - she moved\n  - to Gouda\n"),
        (("\n",), "- 2026-11-21 in touch\n"),
        (("--mark", "received"), "- 2026-11-21 received:\n"),
        (("a book\nin green", "--mark", "received"), "- 2026-11-21 received: a book\n  - in green\n"),
    ],
)
def test_the_further_lines_of_what_is_logged_stand_below_it(notes, say, arguments, added):
    notes.write("People/Carla.md", "- 2026-10-01 tea\n")
    assert say("log", "Carla", *arguments, *TODAY)[0] == 0
    assert notes.read("People/Carla.md") == f"- 2026-10-01 tea\n{added}"


@pytest.mark.parametrize(
    ("arguments", "added"),
    [
        (("- [ ] hand over the keys",), "* 2026-11-21 - [ ] hand over the keys\n"),
        (("-3d with her brother", "--mark", "received"), "* 2026-11-21 received: -3d with her brother\n"),
        (("--date", "yesterday", "-- a dash, her habit"), "* 2026-11-20 -- a dash, her habit\n"),
        (("--date=-3d", "-h is what she says = help"), "* 2026-11-18 -h is what she says = help\n"),
        (("--mark", "busy", "--", "- the house"), "* 2026-11-21 busy: - the house\n"),
        (("-quick",), "* 2026-11-21 -quick\n"),
        (("-hm=what is this",), "* 2026-11-21 -hm=what is this\n"),
        (("-hm", "--date", "-1w"), "* 2026-11-14 -hm\n"),
        (("-3d", "--date", "-3d"), "* 2026-11-18 -3d\n"),
    ],
)
def test_what_is_logged_may_begin_with_a_dash(notes, say, arguments, added):
    before = "* 2026-10-01 coffee\n"
    notes.write("People/Hanna.md", before)
    assert say("--vault", notes.root, "log", *TODAY, "Hanna", *arguments) == (0, "People/Hanna.md: recorded\n", "")
    assert notes.read("People/Hanna.md") == before + added


@pytest.mark.parametrize(
    ("mark", "added"),
    [
        ("Received", "received"),
        ("gekregen", "gekregen"),
        ("ask-about", "ask about"),
        ("Vraag naar", "vraag naar"),
        ("let go", "let go"),
    ],
)
def test_a_mark_may_be_named_in_either_language(notes, say, mark, added):
    notes.write("People/Hanna.md", "- 2026-10-01 coffee\n")
    assert say("log", "Hanna", "the coat", "--mark", mark, *TODAY)[0] == 0
    assert notes.read("People/Hanna.md") == f"- 2026-10-01 coffee\n- 2026-11-21 {added}: the coat\n"


def test_every_command_takes_a_day(say):
    for name in (*COMMANDS, "service install", "service uninstall", "service status"):
        if name != "service":
            assert "--today YYYY-MM-DD" in say(*name.split(), "--help")[1], name


@pytest.mark.parametrize("arguments", [["build", ""], ["--vault", "", "build"]])
def test_a_quick_answer_is_about_the_vault_that_is_meant(vault, tmp_path, arguments):
    here, named = vault(NOTES), Vault(tmp_path / "named")
    named.write("People/Zoë.md", "")
    for notes in (here, named):
        for _ in range(2):
            notes.rest()
            assert run(["--vault", notes.root, "build", *TODAY]) == 0
    command = [sys.executable, "-m", "vaultnet", *arguments, *TODAY]
    elsewhere = {**os.environ, "VAULTNET_VAULT": named.root}
    done = subprocess.run(command, cwd=here.root, env=elsewhere, capture_output=True, text=True, check=False)
    assert done.stdout == "1 note, 1 person, 0 due, 0 problems; Due today.md is up to date\n"


def test_whatever_a_note_keeps_for_the_next_time_is_shown(vault, say):
    place = vault({
        ".obsidian/app.json": "{}",
        "People/Vera.md": (
            "---\ninterests: [wild swimming, Bach]\n---\n- 2026-11-03 tea\n- ask about: **the pear tree**\n"
            "- 2026-11-01 ask about: her cold, which is over\n- busy: her thesis\n- need: a cello teacher\n"
            "- gift: a net against birds\n- [x] gift: the Bach suites\n"
        ),
        "Daily/2026-11-04.md": "- [[Vera]] came by, soaked\n",
    })  # fmt: skip
    _, shown, _ = say("--vault", str(place.root), "show", "Vera", "--today", "2026-11-21")
    assert shown.partition("Contacts")[0].splitlines() == [
        "Vera",
        "People/Vera.md",
        "Likes: wild swimming; Bach",
        "",
        "Ask about",
        "  the pear tree",
        "      People/Vera.md:5",
        "  her thesis",
        "      People/Vera.md:7",
        "",
        "Needs",
        "  a cello teacher",
        "      People/Vera.md:8",
        "",
        "Gift ideas",
        "  a net against birds",
        "      People/Vera.md:9",
        "",
    ]
    assert "\n  2026-11-04  came by, soaked\n" in shown


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Open, without a day", "request: present our evening", "asked: a notary", "borrowed: her drill"]),
        ("nl", ["Open, zonder dag", "verzoek: present our evening", "gevraagd: a notary", "geleend: her drill"]),
    ],
)
def test_what_comes_up_on_no_day_because_it_has_none_is_shown(vault, say, language, expected):
    place = vault({
        "vaultnet.toml": f'language = "{language}"\n',
        "People/Vera.md": (
            "- borrowed: her drill\n- asked: a notary\n- asked: a lawyer -> yes\n- request: present our evening\n"
            "- [x] request: a song\n- 2026-11-01 request: a lift\n"
        ),
    })  # fmt: skip
    _, shown, _ = say("--vault", str(place.root), "show", "Vera", "--today", "2026-11-21")
    dated = f"2026-11-01  {expected[1].partition(':')[0]}: a lift"
    found = [line.strip() for line in shown.splitlines() if expected[0] in line or ": " in line]
    assert found == [*expected, dated]
    place.write(
        "People/Vera.md",
        "- request: a song\n- borrowed: a drill\n- 2026-11-01 answered: yes\n- 2026-11-02 returned: it\n",
    )
    _, shown, _ = say("--vault", str(place.root), "show", "Vera", "--today", "2026-11-21")
    assert expected[0] not in shown


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Also called Han, Annie\\x1b",
                "Ill",
                "Known since 2019",
                "Circle: inner",
                "Cadence: every 2 weeks",
                "Due: ~2019-01-15",
                "Snoozed until 1 December",
            ],
        ),
        (
            "nl",
            [
                "Ook wel Han, Annie\\x1b",
                "Ziek",
                "Je kent elkaar sinds 2019",
                "Kring: inner",
                "Ritme: elke 2 weken",
                "Aan de beurt: ~2019-01-15",
                "Rust tot 1 december",
            ],
        ),
    ],
)
def test_the_card_says_where_somebody_stands(notes, say, language, expected):
    notes.write("vaultnet.toml", f'language = "{language}"\n')
    card = 'aliases: [Han, "Annie\\x1b"]\nstatus: ill\nmet: 2019\ncircle: inner\nsnooze_until: 2026-12-01\n'
    notes.write("People/Hanna.md", f"---\n{card}---\n")
    code, said, trouble = say("show", "Hanna", *TODAY)
    assert (code, said.splitlines()) == (0, ["Hanna", "People/Hanna.md", *expected]), trouble
    _, said, _ = say("show", "Hanna", "--today", "2026-12-01")
    assert expected[-1] not in said
