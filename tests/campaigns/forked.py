"""Work in processes of its own: what is patched, broken or killed there leaks nowhere."""

import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from typing import TypeVar

Case = TypeVar("Case")

RAISED = 70  # exit code of a child in which something unforeseen was raised
LONGEST = 60  # seconds that a child may take


def fork() -> int:
    """As `os.fork`; that other threads are there matters not to a child that does file calls alone."""
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def in_child(work: Callable[[], int]) -> int:
    """The exit code of `work` in a forked process; below 0: the signal that ended it."""
    child = fork()
    if child == 0:
        code = RAISED
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(LONGEST)
            code = work()
        except BaseException:  # noqa: BLE001 - whatever it is, it ends this process and no other
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def spread(cases: Sequence[Case], work: Callable[[int, Case], str]) -> list[str]:
    """What `work` finds wrong with the cases, "" being nothing, by as many processes as there are cores."""
    workers = min(os.cpu_count() or 1, max(len(cases), 1))
    ends: list[tuple[int, int]] = []
    for worker in range(workers):
        here, there = os.pipe()
        child = fork()
        if child == 0:
            code = RAISED
            try:
                os.close(here)
                found = [wrong for case in cases[worker::workers] if (wrong := work(worker, case))]
                with open(there, "w", encoding="utf-8") as pipe:
                    json.dump(found, pipe)
                code = 0
            except BaseException:  # noqa: BLE001 - likewise
                traceback.print_exc()
                sys.stderr.flush()
            finally:
                os._exit(code)
        os.close(there)
        ends.append((child, here))
    wrong: list[str] = []
    for child, here in ends:
        with open(here, encoding="utf-8") as pipe:
            said = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        wrong += json.loads(said) if code == 0 else [f"a worker ended with {code}"]
    return wrong
