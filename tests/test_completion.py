"""The shell completes commands and names: at once, from the cache, and without ever failing."""

import os
import shutil
import subprocess
import sys

import pytest

from vaultnet.cli import run
from vaultnet.vault.home import cache_folder

PEOPLE = {
    ".obsidian/app.json": "{}",
    "People/Marit.md": "---\nis_self: true\n---\n",
    "People/Anna de Vries.md": '---\naliases: ["Annie"]\n---\n',
    "People/Ans Blaauw.md": "",
    "People/@Ömer Aydin.md": "",
    "People/Bram O'Neil.md": '---\naliases: ["Jansen, Bram"]\n---\n',
}


@pytest.fixture
def notes(vault, monkeypatch):
    """A vault with a warm cache, which is the current folder."""
    made = vault(PEOPLE)
    monkeypatch.chdir(made.folder)
    run(["people"])
    return made


@pytest.fixture
def complete(monkeypatch, capsys):
    """`complete("show", "An")`: what the shell would offer for the last word."""

    def ask(*words, shell="zsh"):
        monkeypatch.setenv("_VAULTNET_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["vaultnet", *words]))
        monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(len(words)))
        capsys.readouterr()
        with pytest.raises(SystemExit):
            run([])
        said = capsys.readouterr()
        assert not said.err
        lines = said.out.removesuffix("\n").split("\n")
        return lines[1::3] if shell == "zsh" else [line.removeprefix("plain,") for line in lines if line]

    return ask


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("log",),
        ("log", "Bram"),
        ("log", "--date", "yesterday"),
        ("snooze",),
        ("ask",),
        ("--vault", ".", "show"),
    ],
)
def test_names_are_completed_wherever_one_is_typed(complete, words):
    assert complete(*words, "an") == ["Anna de Vries", "Annie", "Ans Blaauw"]


@pytest.mark.usefixtures("notes")
def test_a_name_without_the_sign_before_it_and_in_any_case(complete):
    assert complete("show", "ömer") == ["Ömer Aydin"]
    assert complete("show", "Xavier") == []


@pytest.mark.usefixtures("notes")
def test_the_user_is_not_among_them(complete):
    assert complete("show", "Mar") == []


@pytest.mark.usefixtures("notes")
def test_bash_gets_names_with_their_blanks_escaped_unless_they_are_quoted(complete):
    assert complete("show", "Anna", shell="bash") == [r"Anna\\ de\\ Vries"]
    assert complete("show", "'Anna", shell="bash") == ["Anna de Vries"]
    assert complete("show", '"Anna d', shell="bash") == ["Anna de Vries"]


@pytest.mark.usefixtures("notes")
def test_fish_gets_no_name_that_it_would_cut(complete):
    assert complete("show", "A", shell="fish") == ["Anna de Vries", "Annie", "Ans Blaauw"]
    assert complete("show", "Jan", shell="zsh") == ["Jansen, Bram"]
    assert complete("show", "Jan", shell="fish") == []


@pytest.mark.usefixtures("notes")
def test_commands_and_options_are_completed_too(complete):
    assert complete("sn") == ["snooze"]
    assert complete("show", "--j") == ["--json"]
    assert "--vault" in complete("--")


def test_without_a_vault_or_a_cache_nothing_is_offered(vault, tmp_path, complete, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert complete("show", "A") == []
    monkeypatch.chdir(vault(PEOPLE).folder)
    assert complete("show", "A") == []


def test_whatever_is_wrong_nothing_fails(notes, complete):
    notes.write("vaultnet.toml", "per_day = many")
    assert complete("show", "A") == []
    (notes.folder / "vaultnet.toml").unlink()
    for name in os.listdir(cache_folder(notes.root)):
        with open(os.path.join(cache_folder(notes.root), name), "wb") as file:
            file.write(b"vaultnet\x00\xff")
    assert complete("show", "A") == []


def test_names_that_a_terminal_cannot_show_are_passed_over(vault, complete, monkeypatch):
    monkeypatch.chdir(vault({**PEOPLE, "People/Red \x1b[31m.md": ""}).folder)
    run(["people"])
    assert complete("show", "Re") == []


def test_completing_a_command_imports_none():
    code = (
        "import os, sys; os.environ.update(_VAULTNET_COMPLETE='zsh_complete', COMP_WORDS='vaultnet s', COMP_CWORD='1')\n"
        "from vaultnet.cli import run\n"
        "try: run([])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "snooze" in done.stdout
    assert "vaultnet.cli.look" not in done.stderr.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_each_shell(shell, capsys):
    assert run(["completion", shell]) == 0
    said = capsys.readouterr()
    assert f"_VAULTNET_COMPLETE={shell}_complete" in said.out
    assert not said.err


def test_other_shells_are_wrong_usage(capsys):
    assert run(["completion", "tcsh"]) == 2
    assert "'bash', 'zsh', 'fish'" in capsys.readouterr().err


@pytest.mark.usefixtures("notes")
@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_a_name_to_one_word(tmp_path):
    program = tmp_path / "vaultnet"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaultnet "$@"\n')
    program.chmod(0o755)
    script = (
        'eval "$(vaultnet completion bash)"\n'
        "COMP_WORDS=(vaultnet show Bra); COMP_CWORD=2; _vaultnet_completion vaultnet\n"
        'eval "set -- ${COMPREPLY[*]}"; printf "%s|" "$@"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(["bash", "--norc", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "Bram O'Neil|"
