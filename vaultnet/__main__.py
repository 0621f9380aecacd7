"""`vaultnet` and `python -m vaultnet`: a build that would change nothing is answered here, all else by `cli`.

The quick answer knows only the plainest forms of `vaultnet build`, and imports as little as possible.
"""

import gc
import os
import sys
from collections.abc import Sequence

from vaultnet.vault.find import find_vault
from vaultnet.vault.glance import last_build


def main() -> None:
    """Run the command that the arguments name; ends the process."""
    report = _same_as_last(sys.argv[1:]) if sys.stdout and sys.stderr else None
    if report and _printed(report):
        return
    gc.disable()  # a command ends before there is any garbage worth looking for; `watch` collects its own
    try:
        from vaultnet.cli import run  # noqa: PLC0415 - what is answered at once needs no command line library
    except KeyboardInterrupt:  # which `run` would answer in the same way
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))


def _same_as_last(arguments: Sequence[str]) -> str | None:
    """What the last build reported, if this is a build that would report the same; None: that is not certain."""
    words = list(arguments)
    named = os.environ.get("VAULTNET_VAULT") or None
    if words[:1] == ["--vault"] and len(words) > 1:
        named = words[1] or named
        del words[:2]
    if words[:1] != ["build"]:
        return None
    del words[0]
    day = ""
    if "--today" in words[:-1]:
        at = words.index("--today")
        day = words[at + 1]
        del words[at : at + 2]
    if len(words) > 1 or any(word.startswith("-") for word in words):
        return None
    root = find_vault((words[0] if words else None) or named)
    kept = last_build(root) if root else None
    return kept.said if kept and kept.day == (day or _local_day()) else None


def _printed(report: str) -> bool:
    """Print the report; whether that worked, for `cli` knows what to do if it does not."""
    problems, end, line = report.rpartition("\n")
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        sys.stderr.write(problems + end)
    except (OSError, ValueError):
        return False
    return True


def _local_day() -> str:
    import time  # noqa: PLC0415 - `datetime` would take longer than the rest

    return time.strftime("%Y-%m-%d")


if __name__ == "__main__":
    main()
