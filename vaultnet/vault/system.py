"""Calls of the operating system that Python does not offer."""

import contextlib
import errno
import os
import sys

NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""The errors of a file system that cannot exchange names."""

_HERE = -100  # AT_FDCWD


def exchange(one: str, other: str) -> None:
    """Exchange two names in one step; raises OSError, numbered as in `NO_EXCHANGE` where that is not possible."""
    _rename(one, other, 2)  # RENAME_EXCHANGE, RENAME_SWAP


def appear(temporary: str, target: str) -> None:
    """Give a file its name, provided that the name is free; raises FileExistsError."""
    try:
        _rename(temporary, target, 4 if sys.platform == "darwin" else 1)  # RENAME_EXCL, RENAME_NOREPLACE
    except OSError as error:
        if error.errno not in NO_EXCHANGE:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from error
        os.rename(temporary, target)


def _rename(one: str, other: str, flags: int) -> None:
    if sys.platform == "win32":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    import ctypes  # noqa: PLC0415 - most runs write nothing

    library = ctypes.CDLL(None, use_errno=True)
    source, target = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, source, _HERE, target, ctypes.c_uint(flags))
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(source, target, ctypes.c_uint(flags))
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), one, None, other)


def open_for_writing(descriptor: int) -> bool | None:
    """Whether anybody has the file behind this descriptor (open for reading) open for writing; None: unknown.

    Linux grants a lease on a file only where nobody has; it is given back at once.
    """
    if sys.platform != "linux":
        return None
    import fcntl  # noqa: PLC0415 - not of Windows

    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return True if error.errno == errno.EAGAIN else None
    return False


def copy_attributes(source: str, descriptor: int) -> None:
    """Copy extended attributes and access lists of the file at `source` to an open file."""
    if sys.platform == "darwin":
        _copy_on_macos(source, descriptor)
    elif sys.platform == "linux":
        for name in _attributes(source):
            try:
                os.setxattr(descriptor, name, os.getxattr(source, name, follow_symlinks=False))
            except PermissionError:
                if not name.startswith(("security.", "trusted.")):  # the system sets these by itself
                    raise


def _attributes(source: str) -> list[str]:
    if sys.platform != "linux":
        return []
    try:
        return os.listxattr(source, follow_symlinks=False)
    except OSError as error:
        if error.errno in {errno.ENOTSUP, errno.EOPNOTSUPP}:
            return []
        raise


def _copy_on_macos(source: str, descriptor: int) -> None:
    import ctypes  # noqa: PLC0415 - most runs write nothing

    opened = os.open(source, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        if ctypes.CDLL(None, use_errno=True).fcopyfile(opened, descriptor, None, 0b101):  # COPYFILE_ACL, _XATTR
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), source)
    finally:
        os.close(opened)


def give_back() -> None:
    """Return free memory to the system, where the C library would keep it (glibc)."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only programs that stay have a reason to

        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
