"""A path of the vault stands for one real place, and that place is in the vault."""

import os

from vaultnet.problem import Failure, Problem


class Unreadable(Failure):
    """A file of the vault cannot be read for now."""

    def __init__(self, path: str, why: str, line: int = 1) -> None:
        super().__init__(f"{path}: {why}", why)
        self.problem = Problem(path, line, why)


class Outside(Unreadable):
    """A path leads out of the vault."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "leads out of the vault; vaultnet reads and writes nothing there")


def inside(root: str, path: str) -> str:
    """The real place of `path`, which need not exist; raises `Outside` unless it is in the vault."""
    base = os.path.realpath(root)
    real = os.path.realpath(os.path.join(base, path))
    if real != base and not real.startswith(os.path.join(base, "")):
        raise Outside(path)
    return real


def reason(error: OSError) -> str:
    """What the system says of an error, in lower case as the end of a sentence."""
    return (error.strerror or type(error).__name__).lower()
