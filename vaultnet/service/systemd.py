"""A unit for systemd's user manager, confined to what a watcher needs: its vault and its state, and nothing else."""

from vaultnet.service.watcher import MARK, Watcher

CONFINED = ("PrivateUsers=yes", "PrivateNetwork=yes", "ProtectSystem=strict", "ProtectHome=read-only")
"""The settings that need namespaces, which not every system lets a user have."""

_UNIT = """\
# {mark}; `vaultnet service uninstall` takes it away
[Unit]
Description=vaultnet watches {vault}
StartLimitIntervalSec=0

[Service]
Type=notify
ExecStart={command}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=3
TimeoutStartSec=15min
TimeoutStopSec=10
WatchdogSec=10min
Nice=5
UMask=0077
MemoryMax=1G
TasksMax=64
NoNewPrivileges=yes
RestrictAddressFamilies=AF_UNIX
{more}
[Install]
WantedBy=default.target
"""


def unit(watcher: Watcher, *, confined: bool = True) -> str:
    """The text of the unit file, quoted as systemd.syntax(7) says."""
    more = [f"Environment={_quoted(f'{name}={value}')}" for name, value in watcher.environment]
    if confined:
        more += [*CONFINED, f"ReadWritePaths={' '.join(_quoted(f'-{folder}') for folder in watcher.folders)}"]
    return _UNIT.format(
        mark=MARK,
        vault=_shown(watcher.vault),
        command=" ".join(_quoted(word).replace("$", "$$") for word in watcher.command),
        more="".join(f"{line}\n" for line in more),
    )


def _quoted(word: str) -> str:
    """A word in quotes, with everything escaped to which systemd would give a meaning."""
    return f'"{"".join(_inert(sign) for sign in word)}"'


def _inert(sign: str) -> str:
    if sign in '\\"':
        return f"\\{sign}"
    if sign == "%":
        return "%%"
    if sign.isprintable():
        return sign
    return "".join(f"\\x{byte:02x}" for byte in sign.encode("utf-8", "surrogateescape"))


def _shown(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text).replace("%", "%%").rstrip("\\")
