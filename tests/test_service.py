"""The watcher as a service: what each system is told, and what is put on the machine."""

import os
import plistlib
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.cli import main
from vaultnet.problem import Failure
from vaultnet.service import install as machine
from vaultnet.service.launchd import agent, label
from vaultnet.service.notify import ALIVE, READY, notify, status
from vaultnet.service.systemd import unit
from vaultnet.service.task_scheduler import NAMESPACE, task
from vaultnet.service.watcher import MARK, Watcher, watcher_of

ODD = '/home/anna/My "notes" 100% é $HOME \\x'
paths = st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), min_size=1).map("/".__add__)
linux = pytest.mark.skipif(sys.platform != "linux", reason="systemd is of Linux")


def watcher(vault: str = ODD) -> Watcher:
    command = ("/usr/bin/python3", "-m", "vaultnet", "watch", "--wait", vault)
    return Watcher(vault, command, (vault, "/home/anna/.local/state/vaultnet/1"), "vaultnet-00000000000000ab")


def words_of(line: str) -> list[str]:
    """What systemd makes of quoted words: escapes, specifiers, and in commands variables."""
    words = [
        re.sub(rb"\\x([0-9a-f]{2})|\\(.)", lambda found: bytes([int(found[1], 16)]) if found[1] else found[2], word)
        for word in re.findall(rb'"((?:[^"\\]|\\.)*)"', line.encode("utf-8", "surrogateescape"))
    ]
    return [word.decode("utf-8", "surrogateescape").replace("%%", "%") for word in words]


def line_of(text: str, key: str) -> str:
    return next(line for line in text.split("\n") if line.startswith(f"{key}=")).partition("=")[2]


def test_the_unit_says_how_the_watcher_is_run_and_what_it_may_do():
    text = unit(watcher("/home/anna/Notes"))
    assert text.startswith(f"# {MARK}")
    for line in (
        "Type=notify",
        'ExecStart="/usr/bin/python3" "-m" "vaultnet" "watch" "--wait" "/home/anna/Notes"',
        "ExecReload=/bin/kill -HUP $MAINPID",
        "Restart=on-failure",
        "RestartPreventExitStatus=3",
        "NoNewPrivileges=yes",
        "PrivateNetwork=yes",
        "ProtectSystem=strict",
        'ReadWritePaths="-/home/anna/Notes" "-/home/anna/.local/state/vaultnet/1"',
        "UMask=0077",
        "WantedBy=default.target",
    ):
        assert line in text.split("\n")


def test_a_service_that_cannot_be_confined_still_cannot_reach_the_net():
    text = unit(watcher(), confined=False)
    assert "ProtectSystem" not in text
    assert "RestrictAddressFamilies=AF_UNIX" in text


@given(paths)
def test_any_path_survives_the_quoting_of_systemd(path):
    text = unit(watcher(path))
    assert words_of(line_of(text, "ExecStart").replace("$$", "$"))[-1] == path
    assert words_of(line_of(text, "ReadWritePaths"))[0] == f"-{path}"
    assert len(text.split("\n")) == len(unit(watcher("/a")).split("\n"))


def test_a_name_that_is_not_utf_8_is_written_byte_by_byte():
    assert words_of(line_of(unit(watcher("/a\udce9")), "ExecStart"))[-1] == "/a\udce9"
    assert "\\xe9" in unit(watcher("/a\udce9"))


@linux
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_itself_finds_nothing_wrong_with_the_unit(tmp_path):
    place = tmp_path / "vaultnet-00000000000000ab.service"
    text = unit(watcher()._replace(command=(sys.executable, *watcher().command[1:])))
    place.write_text(text)
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    command = ["systemd-analyze", "--user", "verify", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    complaints = [line for line in done.stderr.splitlines() if place.name in line]
    assert complaints == []


def test_the_agent_of_launchd_is_a_property_list_that_says_the_same():
    text = agent(watcher()._replace(environment=(("XDG_STATE_HOME", "/x"),)))
    said = plistlib.loads(text.encode())
    assert said["Label"] == label(watcher()) == "org.vaultnet.00000000000000ab"
    assert said["ProgramArguments"] == list(watcher().command)
    assert said["KeepAlive"] == {"SuccessfulExit": False}
    assert said["RunAtLoad"] is True
    assert said["EnvironmentVariables"] == {"XDG_STATE_HOME": "/x"}
    assert MARK in text


def test_the_task_of_windows_is_never_stopped_for_running_long_or_on_batteries():
    windows = watcher()._replace(command=("C:\\Python 3\\python.exe", "-m", "vaultnet", "watch", 'C:\\My "notes"\\'))
    said = ET.fromstring(task(windows, "BOX\\anna").partition("\n")[2])
    names = {"": NAMESPACE}
    assert said.findtext("Settings/ExecutionTimeLimit", namespaces=names) == "PT0S"
    assert said.findtext("Settings/DisallowStartIfOnBatteries", namespaces=names) == "false"
    assert said.findtext("Triggers/LogonTrigger/UserId", namespaces=names) == "BOX\\anna"
    assert said.findtext("Actions/Exec/Command", namespaces=names) == "C:\\Python 3\\pythonw.exe"
    arguments = said.findtext("Actions/Exec/Arguments", namespaces=names)
    assert arguments == '-m vaultnet watch "C:\\My \\"notes\\"\\\\"'
    assert MARK in said.findtext("RegistrationInfo/Description", namespaces=names)


def taken_apart(line: str) -> list[str]:
    """What CommandLineToArgvW makes of a line."""
    words, word, quoted, slashes, begun = [], "", False, 0, False
    for sign in line:
        if sign == "\\":
            slashes += 1
            begun = True
            continue
        if sign == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            begun = True
        else:
            word += "\\" * slashes
            if sign in " \t" and not quoted:
                if begun:
                    words.append(word)
                word, begun = "", False
            else:
                word += sign
                begun = True
        slashes = 0
    return [*words, word + "\\" * slashes] if begun else words


@given(st.lists(st.text(' \t"\\ab%é', min_size=0), min_size=1))
def test_any_argument_survives_the_quoting_of_windows(arguments):
    text = task(watcher()._replace(command=("python.exe", *arguments)), "anna")
    said = ET.fromstring(text.partition("\n")[2]).findtext(f".//{{{NAMESPACE}}}Arguments")
    assert taken_apart(said or "") == arguments


def test_every_vault_has_a_service_of_its_own(tmp_path):
    one, other = (watcher_of(str(tmp_path / name), {}) for name in ("one", "other"))
    assert one.name != other.name
    assert one.command[:4] == (sys.executable, "-m", "vaultnet", "watch")
    assert one.folders[0] == one.command[-1] == str(tmp_path / "one")


def test_a_service_keeps_its_state_where_the_command_line_does():
    made = watcher_of("/x", {"XDG_STATE_HOME": "/my state", "PATH": "/bin"})
    assert made.environment == (("XDG_STATE_HOME", "/my state"),)
    assert 'Environment="XDG_STATE_HOME=/my state"' in unit(made)


def test_a_platform_without_a_service_system_is_refused():
    with pytest.raises(Failure, match="there is no service for plan9"):
        machine.service_of(watcher(), "plan9", {})


@pytest.mark.parametrize(
    ("platform", "place", "program"),
    [
        ("linux", "config/systemd/user/vaultnet-00000000000000ab.service", "systemctl"),
        ("darwin", "Library/LaunchAgents/org.vaultnet.00000000000000ab.plist", "launchctl"),
        ("win32", "vaultnet-00000000000000ab.xml", "schtasks"),
    ],
)
def test_each_system_has_its_file_and_its_commands(platform, place, program):
    service = machine.service_of(watcher(), platform, dict(os.environ))
    assert service.place.endswith(place)
    assert {command[0] for command in (*service.start, *service.stop, service.ask)} == {program}
    assert MARK in service.text


# On a machine


@pytest.fixture
def systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemctl that writes down what it was asked; the only program there is."""
    programs = tmp_path / "bin"
    programs.mkdir()
    asked = tmp_path / "asked"
    program = programs / "systemctl"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{asked}"\n[ "$2" = is-active ] && echo active\nexit 0\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    return asked


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["service", *arguments])


@linux
def test_a_service_is_installed_shown_and_uninstalled(vault, systemctl, home):
    here = vault({"A.md": "a", ".obsidian/app.json": "{}"})
    assert "no service is installed" in run("status", here.root).stdout
    done = run("install", here.root)
    assert done.exit_code == 0, done.output
    (place,) = (home / "config/systemd/user").iterdir()
    assert f"{place} written" in done.stdout
    assert "enable-linger" in done.stdout
    assert here.root in place.read_text()
    name = place.name
    assert systemctl.read_text().splitlines() == [
        "--user daemon-reload",
        f"--user enable {name}",
        f"--user restart --no-block {name}",
    ]
    said = run("status", here.root).stdout
    assert f"installed: {place}" in said
    assert "systemd: active" in said
    assert run("uninstall", here.root).exit_code == 0
    assert not place.exists()
    assert f"--user disable --now {name}" in systemctl.read_text()
    assert "no service is installed" in run("uninstall", here.root).stdout


@linux
def test_two_vaults_have_two_services(vault, systemctl, home, tmp_path):
    assert systemctl
    (tmp_path / "other/.obsidian").mkdir(parents=True)
    here = vault({".obsidian/app.json": "{}"})
    for root in (here.root, str(tmp_path / "other")):
        assert run("install", root).exit_code == 0
    assert len(list((home / "config/systemd/user").iterdir())) == 2


@linux
def test_somebody_elses_file_is_left_alone(vault, systemctl):
    here = vault({".obsidian/app.json": "{}"})
    service = machine.service_of(watcher_of(here.root, os.environ), "linux", os.environ)
    place = Path(service.place)
    place.parent.mkdir(parents=True)
    place.write_text("[Unit]\nDescription=mine\n")
    for command in ("install", "uninstall", "status"):
        done = run(command, here.root)
        assert isinstance(done.exception, Failure)
        assert "was not written by vaultnet" in str(done.exception)
    assert place.read_text() == "[Unit]\nDescription=mine\n"
    assert not systemctl.exists()


@linux
def test_a_dry_run_prints_and_does_nothing(vault, systemctl, home):
    here = vault({".obsidian/app.json": "{}"})
    done = run("install", "--dry-run", here.root)
    assert done.stdout.startswith(f"# {MARK}")
    assert "ProtectSystem=strict" in done.stdout
    assert "systemctl --user enable" in done.stderr
    assert not systemctl.exists()
    assert not (home / "config").exists()


@linux
def test_where_systemctl_is_missing_it_says_what_to_run(vault, home, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    here = vault({".obsidian/app.json": "{}"})
    done = run("install", here.root)
    assert done.exit_code == 0, done.output
    assert "please run: systemctl --user enable vaultnet-" in done.stdout
    assert "systemd: systemctl is not there\n" in run("status", here.root).stdout
    assert len(list((home / "config/systemd/user").iterdir())) == 1


@linux
def test_what_systemctl_complains_of_is_reported(vault, systemctl):
    program = systemctl.parent / "bin/systemctl"
    program.write_text("#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")
    done = run("install", vault({".obsidian/app.json": "{}"}).root)
    assert "`systemctl --user daemon-reload` failed: Failed to connect to bus" in str(done.exception)


MANAGER = """#!/bin/sh
echo "$@" >> "{asked}"
case "$1" in
bootstrap | /Create) [ "$1" = bootstrap ] && [ -e "{running}" ] && exit 5; : > "{running}" ;;
bootout | /Delete) [ -e "{running}" ] || exit 3; {refuses} && exit 1; exec "{python}" -c 'import os; os.unlink("{running}")' ;;
print | /Query) [ -e "{running}" ] ;;
esac
"""
"""What launchd and the task scheduler do: neither starts nor stops anything twice."""


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A launchctl and a schtasks; the file is there while a service runs."""
    programs, running = tmp_path / "bin", tmp_path / "running"
    programs.mkdir()
    for name in ("launchctl", "schtasks"):
        program = programs / name
        said = {"asked": tmp_path / "asked", "running": running, "python": sys.executable}
        program.write_text(MANAGER.format(**said, refuses=f"[ -e {tmp_path}/refuses ]"))
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    return running


@linux
@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_a_service_can_be_reinstalled_and_uninstalled_whatever_its_state(manager, tmp_path, platform):
    elsewhere = watcher()._replace(folders=(str(tmp_path / "vault"), str(tmp_path / "state")))
    service = machine.service_of(elsewhere, platform, os.environ)
    for _ in range(2):
        assert machine.install(service, ()) == ()
        assert manager.exists()
        assert Path(service.place).exists()
    manager.unlink()  # somebody stopped it by hand
    assert machine.uninstall(service) == ()
    assert not Path(service.place).exists()
    machine.install(service, ())
    (tmp_path / "refuses").touch()
    with pytest.raises(Failure, match="failed"):
        machine.uninstall(service)
    assert Path(service.place).exists()
    (tmp_path / "refuses").unlink()
    assert machine.uninstall(service) == ()
    assert not manager.exists()
    assert machine.uninstall(service) is None


@linux
def test_a_dry_run_of_uninstall_does_nothing_either(vault, systemctl, home):
    here = vault({".obsidian/app.json": "{}"})
    assert "no service is installed" in run("uninstall", "--dry-run", here.root).stdout
    run("install", here.root)
    asked = systemctl.read_text()
    done = run("uninstall", "--dry-run", here.root)
    (place,) = (home / "config/systemd/user").iterdir()
    assert done.stdout == f"{place} would be removed\n"
    assert f"systemctl --user disable --now {place.name}" in done.stderr
    assert systemctl.read_text() == asked


@linux
def test_every_command_takes_a_day(vault, systemctl):
    assert systemctl
    here = vault({".obsidian/app.json": "{}"})
    for command in ("install", "status", "uninstall"):
        assert run(command, here.root, "--today", "2026-11-21").exit_code == 0
    assert CliRunner().invoke(main, ["status", here.root, "--today", "2026-11-21"]).exit_code == 0


@linux
def test_a_disk_that_may_be_unplugged_is_not_held_by_a_namespace():
    assert not machine.can_be_confined(watcher("/media/anna/stick/Notes"))


def test_the_manager_gets_one_datagram(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(1)
        notify({"NOTIFY_SOCKET": str(tmp_path / "notify")}, READY, ALIVE, status("12 notes\n3 people"))
        assert manager.recv(1000) == b"READY=1\nWATCHDOG=1\nSTATUS=12 notes 3 people"


def test_it_is_no_fault_if_no_manager_listens():
    notify({}, READY)
    notify({"NOTIFY_SOCKET": "/nowhere"}, READY)
