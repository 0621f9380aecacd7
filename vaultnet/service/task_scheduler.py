"""A task of the Windows scheduler: started at log-on, hidden, on batteries too, and without a time limit."""

from xml.etree import ElementTree as ET

from vaultnet.service.watcher import MARK, Watcher

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"

_SETTINGS = (
    ("MultipleInstancesPolicy", "IgnoreNew"),
    ("DisallowStartIfOnBatteries", "false"),
    ("StopIfGoingOnBatteries", "false"),
    ("StartWhenAvailable", "true"),
    ("RunOnlyIfNetworkAvailable", "false"),
    ("Hidden", "true"),
    ("ExecutionTimeLimit", "PT0S"),  # without limit
    ("Priority", "7"),
)


def task(watcher: Watcher, user: str) -> str:
    """The text of the task, by version 1.2 of the schema; the log-on of `user` (with the domain) starts it."""
    root = ET.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    about = ET.SubElement(root, "RegistrationInfo")
    _say(about, "Description", f"vaultnet keeps {watcher.vault} up to date; {MARK}")
    start = ET.SubElement(ET.SubElement(root, "Triggers"), "LogonTrigger")
    _say(start, "Enabled", "true")
    _say(start, "UserId", user)
    who = ET.SubElement(ET.SubElement(root, "Principals"), "Principal", {"id": "Author"})
    _say(who, "UserId", user)
    _say(who, "LogonType", "InteractiveToken")
    _say(who, "RunLevel", "LeastPrivilege")
    settings = ET.SubElement(root, "Settings")
    for name, value in _SETTINGS:
        _say(settings, name, value)
    again = ET.SubElement(settings, "RestartOnFailure")
    _say(again, "Interval", "PT1M")
    _say(again, "Count", "999")
    action = ET.SubElement(ET.SubElement(root, "Actions", {"Context": "Author"}), "Exec")
    program, *arguments = watcher.command
    _say(action, "Command", _without_console(program))
    _say(action, "Arguments", " ".join(_argument(each) for each in arguments))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-16"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _without_console(program: str) -> str:
    """The Python that opens no window."""
    return program.removesuffix("python.exe") + "pythonw.exe" if program.endswith("python.exe") else program


def _argument(text: str) -> str:
    """One argument, quoted for `CommandLineToArgvW`: before a quote, backslashes are doubled."""
    if text and not set(text) & set(' \t"'):
        return text
    quoted, backslashes = "", 0
    for sign in text:
        if sign == "\\":
            backslashes += 1
            continue
        quoted += "\\" * (2 * backslashes + 1 if sign == '"' else backslashes) + sign
        backslashes = 0
    return '"' + quoted + "\\" * (2 * backslashes) + '"'
