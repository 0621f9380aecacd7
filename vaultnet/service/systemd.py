"""A unit of the systemd user manager, confined to what a watcher needs: its vault, its state, and nothing beyond."""

from vaultnet.service.watcher import MARK, Watcher

_UNIT = """\
# {mark}; `vaultnet service uninstall` takes it away
[Unit]
Description=vaultnet keeps {shown} up to date
Documentation=man:systemd.unit(5)
StartLimitIntervalSec=0

[Service]
Type=notify
ExecStart={command}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=3
TimeoutStartSec=15min
WatchdogSec=10min
TimeoutStopSec=10
Nice=5
UMask=0077
MemoryMax=2G
TasksMax=64
NoNewPrivileges=yes
PrivateNetwork=yes
RestrictAddressFamilies=AF_UNIX
ProtectSystem=strict
ReadWritePaths={folders}

[Install]
WantedBy=default.target
"""


def unit(watcher: Watcher) -> str:
    """The text of the unit file; see systemd.syntax(7) for its quoting."""
    return _UNIT.format(
        mark=MARK,
        shown=_specifiers(_one_line(watcher.vault)),
        command=" ".join(_argument(part) for part in watcher.command),
        folders=" ".join(_quoted(f"-{folder}") for folder in watcher.folders),
    )


def _argument(text: str) -> str:
    """A word of a command line, where `$` begins a variable too."""
    return _quoted(text).replace("$", "$$")


def _quoted(text: str) -> str:
    """A word between quotes, with nothing in it that systemd would unfold."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    inert = "".join(sign if sign.isprintable() or sign == " " else _escape(sign) for sign in escaped)
    return f'"{_specifiers(inert)}"'


def _escape(sign: str) -> str:
    """A sign that cannot be shown, byte by byte as the file system knows it."""
    return "".join(f"\\x{byte:02x}" for byte in sign.encode("utf-8", "surrogateescape"))


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
