"""Installing a service: one file, and the commands that make the system read it.

No file is overwritten or removed that does not bear our mark.
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
from vaultnet.vault.home import home_folder
from vaultnet.vault.places import reason

PATIENCE = 60  # seconds for a command of the system
REMOVABLE = ("/media/", "/run/media/", "/mnt/")  # where disks are mounted that come and go

Command = tuple[str, ...]


class Service(NamedTuple):
    """A watcher as the service of one system: a file, and commands for the system."""

    system: str
    place: str  # of the file
    text: str  # of the file
    encoding: str
    start: tuple[Command, ...]
    stop: tuple[Command, ...]
    ask: Command  # whether it runs
    after: tuple[Command, ...] = ()  # once the file is gone
    hint: str = ""


class NoService(Failure):
    """The platform has no service system that we know."""

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
    if not os.path.isabs(home):  # to be ignored, by the XDG standard
        home = os.path.join(home_folder(), ".config")
    manager, name = ("systemctl", "--user"), f"{watcher.name}.service"
    return Service(
        system="systemd",
        place=os.path.join(home, "systemd", "user", name),
        text=unit(watcher, confined=confined),
        encoding="utf-8",
        start=((*manager, "daemon-reload"), (*manager, "enable", name), (*manager, "restart", "--no-block", name)),
        stop=((*manager, "disable", "--now", name),),
        ask=(*manager, "is-active", name),
        after=((*manager, "daemon-reload"),),
        hint="to have it run while you are logged out too: loginctl enable-linger",
    )


def _launchd(watcher: Watcher) -> Service:
    place = os.path.join(home_folder(), "Library", "LaunchAgents", f"{label(watcher)}.plist")
    domain = f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"
    target = f"{domain}/{label(watcher)}"
    return Service(
        system="launchd",
        place=place,
        text=agent(watcher),
        encoding="utf-8",
        start=(("launchctl", "bootstrap", domain, place),),
        stop=(("launchctl", "bootout", target),),
        ask=("launchctl", "print", target),
    )


def _task_scheduler(watcher: Watcher, environment: Mapping[str, str]) -> Service:
    user = "\\".join(filter(None, (environment.get("USERDOMAIN"), environment.get("USERNAME"))))
    place = os.path.join(watcher.folders[1], f"{watcher.name}.xml")
    name = ("/TN", watcher.name)
    return Service(
        system="Windows task scheduler",
        place=place,
        text=task(watcher, user),
        encoding="utf-16",
        start=(("schtasks", "/Create", *name, "/XML", place, "/F"), ("schtasks", "/Run", *name)),
        stop=(("schtasks", "/End", *name), ("schtasks", "/Delete", *name, "/F")),
        ask=("schtasks", "/Query", *name, "/FO", "LIST"),
    )


def can_be_confined(watcher: Watcher) -> bool:
    """Whether this system lets a user's service have namespaces, and the vault is on no disk that may be unplugged.

    A namespace would hold on to such a disk. Where no service can be run at all, confinement is not the reason.
    """
    if os.path.join(os.path.realpath(watcher.vault), "").startswith(REMOVABLE):
        return False
    trial = ("systemd-run", "--user", "--quiet", "--collect", "--wait")
    options = [word for line in CONFINED for word in ("-p", line)]
    return _run((*trial, *options, "true")).well or not _run((*trial, "true")).well


def is_installed(service: Service) -> bool:
    """Whether its file is there; raises `NotOurService` if that is somebody else's."""
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
    """Write the file and start the service, or restart it; returns the commands whose program is not there.

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
    """The first line of what the system says of the service."""
    return _run(service.ask).output.partition("\n")[0] or "it says nothing"


def spoken(command: Command) -> str:
    """A command as one would type it."""
    return " ".join(f'"{word}"' if " " in word or not word else word for word in command)


def _stop(service: Service) -> tuple[Command, ...]:
    """Stop the service. A refusal does not matter unless the service is running."""
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
            raise Refused(command, " ".join(outcome.output.split()))
    return missing


class _Outcome(NamedTuple):
    well: bool
    output: str


def _run(command: Command) -> _Outcome:
    """Run one of the commands above."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603 - ours
    except FileNotFoundError:
        return _Outcome(well=False, output=f"{command[0]} is not there")
    except (OSError, subprocess.SubprocessError) as error:
        return _Outcome(well=False, output=str(error))
    return _Outcome(well=done.returncode == 0, output=(done.stdout or done.stderr).strip())
