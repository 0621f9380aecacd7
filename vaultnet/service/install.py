"""The one place where a service is put on the machine: one file, and the commands that make the system read it.

Nothing is overwritten or removed that does not bear our mark.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vaultnet.problem import Failure
from vaultnet.service.launchd import agent, label
from vaultnet.service.systemd import CONFINED, unit
from vaultnet.service.task_scheduler import task
from vaultnet.service.watcher import MARK, Watcher
from vaultnet.vault.places import reason

PATIENCE = 60  # seconds for a command of the system
REMOVABLE = ("/media/", "/run/media/", "/mnt/")  # where disks are mounted that come and go

Command = tuple[str, ...]


class Service(NamedTuple):
    """A watcher as one system has it."""

    system: str
    place: str  # of the file
    text: str  # of the file
    encoding: str
    start: tuple[Command, ...]
    stop: tuple[Command, ...]
    after: tuple[Command, ...]  # once the file is gone
    ask: Command
    hint: str = ""


class NoService(Failure):
    """There is no service system that we know."""

    def __init__(self, platform: str) -> None:
        super().__init__(f"there is no service for {platform}; run `vaultnet watch`, or `vaultnet build` on a timer")


class NotOurService(Failure):
    """The file is somebody else's."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} was not written by vaultnet, so it is left alone")


class NotPlaced(Failure):
    """The file cannot be written or removed."""

    def __init__(self, place: str, error: OSError) -> None:
        super().__init__(f"{place}: {reason(error)}")


class Refused(Failure):
    """A command of the system failed."""

    def __init__(self, command: Command, answer: str) -> None:
        super().__init__(f"`{spoken(command)}` failed: {answer or 'it said nothing'}; run it yourself to see why")


def service_of(watcher: Watcher, platform: str, environment: Mapping[str, str], *, confined: bool = True) -> Service:
    """The service of a watcher on a platform, as `sys.platform` names it."""
    if platform == "linux":
        return _systemd(watcher, environment, confined=confined)
    if platform == "darwin":
        return _launchd(watcher)
    if platform == "win32":
        return _task_scheduler(watcher, environment)
    raise NoService(platform)


def _systemd(watcher: Watcher, environment: Mapping[str, str], *, confined: bool) -> Service:
    home = environment.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(home):  # to be passed over, says the XDG standard
        home = os.path.join(os.path.expanduser("~"), ".config")
    manager, name = ("systemctl", "--user"), f"{watcher.name}.service"
    return Service(
        "systemd",
        os.path.join(home, "systemd", "user", name),
        unit(watcher, confined=confined),
        "utf-8",
        ((*manager, "daemon-reload"), (*manager, "enable", name), (*manager, "restart", "--no-block", name)),
        ((*manager, "disable", "--now", name),),
        ((*manager, "daemon-reload"),),
        (*manager, "is-active", name),
        "to have it run while you are logged out too: loginctl enable-linger",
    )


def _launchd(watcher: Watcher) -> Service:
    place = os.path.join(os.path.expanduser("~"), "Library", "LaunchAgents", f"{label(watcher)}.plist")
    domain = f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"
    target = f"{domain}/{label(watcher)}"
    return Service(
        "launchd",
        place,
        agent(watcher),
        "utf-8",
        (("launchctl", "bootstrap", domain, place),),
        (("launchctl", "bootout", target),),
        (),
        ("launchctl", "print", target),
    )


def _task_scheduler(watcher: Watcher, environment: Mapping[str, str]) -> Service:
    user = "\\".join(filter(None, (environment.get("USERDOMAIN"), environment.get("USERNAME"))))
    place = os.path.join(watcher.folders[1], f"{watcher.name}.xml")
    name = ("/TN", watcher.name)
    return Service(
        "Windows task scheduler",
        place,
        task(watcher, user),
        "utf-16",
        (("schtasks", "/Create", *name, "/XML", place, "/F"), ("schtasks", "/Run", *name)),
        (("schtasks", "/End", *name), ("schtasks", "/Delete", *name, "/F")),
        (),
        ("schtasks", "/Query", *name, "/FO", "LIST"),
    )


def can_be_confined(watcher: Watcher) -> bool:
    """Whether this system lets a user's service have namespaces; and the vault is on no disk that may be unplugged.

    A namespace would hold on to such a disk. Where no service can be run, nothing speaks against it.
    """
    if os.path.join(os.path.realpath(watcher.vault), "").startswith(REMOVABLE):
        return False
    trial = ("systemd-run", "--user", "--quiet", "--collect", "--wait")
    options = [word for line in CONFINED for word in ("-p", line)]
    return _run((*trial, *options, "true")).well or not _run((*trial, "true")).well


def is_installed(service: Service) -> bool:
    """Whether its file is there and ours; raises `NotOurService` where it is somebody else's."""
    try:
        with open(service.place, "rb") as file:
            ours = MARK in file.read().decode(service.encoding, "replace")
    except FileNotFoundError:
        return False
    except OSError as error:
        raise NotPlaced(service.place, error) from error
    if not ours:
        raise NotOurService(service.place)
    return True


def install(service: Service, folders: Sequence[str]) -> tuple[Command, ...]:
    """Write the file and start the service, anew where it runs; returns what could not be run for want of the program.

    Raises `NotOurService`, `NotPlaced` and `Refused`.
    """
    if is_installed(service):
        _stop(service)
    try:
        for folder in (*folders, os.path.dirname(service.place)):
            os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(f"{service.place}.new", "wb") as file:
            file.write(service.text.encode(service.encoding, "surrogateescape"))
        os.replace(f"{service.place}.new", service.place)
    except OSError as error:
        raise NotPlaced(service.place, error) from error
    return _run_all(service.start)


def uninstall(service: Service) -> tuple[Command, ...] | None:
    """Stop the service and remove its file; None: it was not installed. Raises as `install` does."""
    if not is_installed(service):
        return None
    left = _stop(service)
    try:
        os.unlink(service.place)
    except OSError as error:
        raise NotPlaced(service.place, error) from error
    return (*left, *_run_all(service.after))


def answer(service: Service) -> str:
    """What the system says of it, in its own first words."""
    return _run(service.ask).said.partition("\n")[0] or "it says nothing"


def spoken(command: Command) -> str:
    """A command as one types it."""
    return " ".join(f'"{word}"' if " " in word or not word else word for word in command)


def _stop(service: Service) -> tuple[Command, ...]:
    """Run what stops it. What is refused is no matter where the system knows of no service that runs."""
    try:
        return _run_all(service.stop)
    except Refused:
        if _run(service.ask).well:
            raise
        return ()


def _run_all(commands: Sequence[Command]) -> tuple[Command, ...]:
    """Run the commands in their order; returns those whose program is not there. Raises `Refused`."""
    missing = tuple(command for command in commands if not shutil.which(command[0]))
    for command in commands:
        if command not in missing and not (outcome := _run(command)).well:
            raise Refused(command, " ".join(outcome.said.split()))
    return missing


class _Outcome(NamedTuple):
    well: bool
    said: str


def _run(command: Command) -> _Outcome:
    """Run one of the commands above."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603 - ours
    except FileNotFoundError:
        return _Outcome(False, f"{command[0]} is not there")
    except (OSError, subprocess.SubprocessError) as error:
        return _Outcome(False, str(error))
    return _Outcome(done.returncode == 0, (done.stdout or done.stderr).strip())
