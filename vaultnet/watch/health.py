"""What the system says of a folder: which one it is, whether its events can be trusted, how many watches are held.

A folder that others write to over a network or through FUSE makes no events for what they do: it has to be looked at.
"""

import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

FAR = frozenset((
    "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "fakeowner", "gfs2", "glusterfs",
    "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "osxfs", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs",
    "vmhgfs", "webdav",
))  # fmt: skip
LIMIT = "fs.inotify.max_user_watches"


class Place(NamedTuple):
    """The identity of the folder at the root's path."""

    device: int
    inode: int


def place_of(root: str) -> Place | None:
    """The folder at `root`; None: there is none."""
    try:
        info = os.stat(root)
    except OSError:
        return None
    return Place(info.st_dev, info.st_ino) if os.path.isdir(root) else None


def far_file_system(root: str) -> str:
    """The kind of file system on which events cannot be trusted, at the root or mounted within it; empty: they can."""
    real = os.path.realpath(root)
    if sys.platform == "win32":
        return "network" if real.startswith("\\\\") or _is_remote_drive(real) else ""
    return far_among(_mounts(), real)


def far_among(mounts: Iterable[tuple[str, str]], root: str) -> str:
    """The same, of these mounts (places and kinds): the one that holds the root, and those within it."""
    holding, kind = "", ""
    within = []
    for place, each in mounts:
        if _is_in(root, place) and len(place) >= len(holding):
            holding, kind = place, each
        elif _is_in(place, root):
            within.append(each)
    return next((each for each in (kind, *within) if each in FAR or each.startswith("fuse")), "")


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _mounts() -> list[tuple[str, str]]:
    try:
        if sys.platform == "linux":
            with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as listed:
                return proc_mounts(listed.read())
        import subprocess  # noqa: PLC0415 - asked once in the life of a watcher

        listing = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=10)
        return printed_mounts(listing.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return []


def proc_mounts(text: str) -> list[tuple[str, str]]:
    """Places and kinds of `/proc/self/mounts`, where blanks are written in octal."""
    rows = (line.split(" ") for line in text.splitlines())
    return [(_plain(row[1]), row[2]) for row in rows if len(row) > 2]


def _plain(place: str) -> str:
    for octal in ("\\040", "\\011", "\\012", "\\134"):
        place = place.replace(octal, chr(int(octal[1:], 8)))
    return place


def printed_mounts(text: str) -> list[tuple[str, str]]:
    """Places and kinds of what `mount` prints on macOS: `//me@host/share on /Volumes/share (smbfs, nodev)`."""
    found = []
    for line in text.splitlines():
        head, _, tail = line.rpartition(" (")
        found.append((head.partition(" on ")[2], tail.partition(",")[0].rstrip(")")))
    return found


def _is_remote_drive(path: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - of Windows alone

    return bool(ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(path)[0] + "\\") == 4)


def watches_held() -> int | None:
    """How many folders this process watches by inotify; None where the system does not say."""
    try:
        descriptors = os.listdir("/proc/self/fdinfo")
    except OSError:
        return None
    return sum(_watches_of(descriptor) for descriptor in descriptors)


def _watches_of(descriptor: str) -> int:
    try:
        if os.readlink(f"/proc/self/fd/{descriptor}") != "anon_inode:inotify":
            return 0
        with open(f"/proc/self/fdinfo/{descriptor}", encoding="ascii", errors="replace") as info:
            return sum(line.startswith("inotify wd:") for line in info)
    except OSError:
        return 0


def limit_reached(watched: str = "not all") -> str:
    """What to say when the system lets us watch fewer folders than there are, and the remedy."""
    return (
        f"{watched} folders can be watched: the system's limit is reached; to raise it: sudo sysctl {LIMIT}=524288 "
        f"(to keep it, write {LIMIT}=524288 into /etc/sysctl.d/90-vaultnet.conf)"
    )
