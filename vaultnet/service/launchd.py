"""An agent of launchd on macOS: started at login, and again when it has failed, but not when it was asked to end."""

import plistlib

from vaultnet.service.watcher import MARK, Watcher


def label(watcher: Watcher) -> str:
    """The name by which launchd knows it."""
    return f"org.{watcher.name.replace('-', '.', 1)}"


def agent(watcher: Watcher) -> str:
    """The text of the property list; see launchd.plist(5)."""
    what: dict[str, object] = {
        "Label": label(watcher),
        "ProgramArguments": list(watcher.command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,
        "ProcessType": "Background",
        "LowPriorityIO": True,
        "Umask": 0o077,
    }
    if watcher.environment:
        what["EnvironmentVariables"] = dict(watcher.environment)
    text = plistlib.dumps(what, sort_keys=False).decode()
    head, end, rest = text.partition("<plist")
    return f"{head}<!-- {MARK} -->\n{end}{rest}"
