"""`kill -9` at every real system call of a build, by strace: the name of a call, and which of that name it is.

strace counts by name, so each pair is a case of its own. It is attached to a process that has imported everything, and
that waits; so only the build's own calls count.
"""

import collections
import os
import shutil
import signal
import subprocess
from typing import NamedTuple

from campaigns.faults import silently
from campaigns.forked import fork
from campaigns.scene import Scene, age, build, clear, temporaries, write, wrong_at_last, wrong_between

STRACE = shutil.which("strace")
TRACED = "%file,%desc"


class Call(NamedTuple):
    """A system call of a name, and the how manieth of that name."""

    name: str
    number: int


def can_trace() -> bool:
    """Whether strace is here and may look at a process of ours."""
    return bool(STRACE) and not subprocess.run([str(STRACE), "-o", os.devnull, "true"], check=False, capture_output=True).returncode  # fmt: skip


def calls_of_a_build(scene: Scene, folder: str) -> list[Call]:
    """Every system call on files of the build that carries out the ticks."""
    root = clear(folder)
    write(root, scene.before)
    trace = os.path.join(folder, "trace")
    ended = _traced(root, ["-o", trace])
    assert ended == 0, ended
    counted: collections.Counter[str] = collections.Counter()
    with open(trace, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            name = line.partition("(")[0].strip()
            if name.isidentifier() and "resumed" not in line[:20]:
                counted[name] += 1
    os.unlink(trace)
    return [Call(name, number) for name in sorted(counted) for number in range(1, counted[name] + 1)]


def wrong(scene: Scene, folder: str, call: Call) -> str:
    """What is wrong after a build was killed at the call, and another one ran to its end; "not killed" if it was not."""
    root = clear(folder)
    write(root, scene.before)
    ended = _traced(root, ["-o", os.devnull, "-e", f"inject={call.name}:signal=KILL:when={call.number}"])
    if ended != -signal.SIGKILL:
        return f"{call}: not killed, it ended with {ended}"
    if found := wrong_between(scene, root):
        return f"{call}: {found}"
    if call.number % 2:
        age(temporaries(root))
    if code := silently(lambda: build(root)):
        return f"{call}: the next run ended with {code}"
    if call.number % 2 and temporaries(root):
        return f"{call}: left over: {temporaries(root)}"
    found = wrong_at_last(scene, root)
    return f"{call}: {found}" if found else ""


def _traced(root: str, options: list[str]) -> int:
    """The exit code of a build under strace, below 0: the signal that ended it."""
    wait, go = os.pipe()
    child = fork()
    if child == 0:
        code = 70
        try:
            os.close(go)
            os.read(wait, 1)
            code = silently(lambda: build(root))
        finally:
            os._exit(code)
    os.close(wait)
    command = [str(STRACE), "-e", f"trace={TRACED}", "-p", str(child), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr
        said = tracer.stderr.readline()
        assert b"attached" in said, said
        os.write(go, b"x")
        os.close(go)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        tracer.stderr.read()
    return ended
