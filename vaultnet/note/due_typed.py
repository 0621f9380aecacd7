"""What the user typed into lines of ours, as far as the text last written shows it for certain.

What was written must be there again, each line as it was or with words behind it; then whatever stands behind and
between was typed. Where a line of ours differs, another machine may have written it, and nothing is taken for theirs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultnet.note.due_form import QUOTE, is_problem, section_of

LIST_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_BOX = len("- [ ] ")
_NEVER_READ_BACK = ("coming_up", "done_today")


class Typed(NamedTuple):
    """Words in a line of ours."""

    head: int  # the index of the line that it stands on or under
    text: str  # the whole line
    words: str


class _Group(NamedTuple):
    """A tick line or one of a list of ours, and the quote lines under it."""

    at: int
    section: str
    listed: bool
    said: str  # of a tick line what stands behind its box
    quotes: list[str]


def typed(block: Sequence[str], written: Sequence[str]) -> tuple[Typed, ...]:
    """What was typed into the lines of `block` since they were `written`; both are lines of due notes."""
    if set(written).issuperset(block):
        return ()
    ours: dict[str, dict[str, _Group]] = {}
    for group in _groups(written):
        ours.setdefault(group.section, {}).setdefault(group.said, group)
    return tuple(found for group in _groups(block) for found in _added(group, ours.get(group.section, {})))


def _groups(lines: Sequence[str]) -> list[_Group]:
    groups: list[_Group] = []
    section = ""
    for at, line in enumerate(lines):
        section = section_of(line) or section
        if section == "kept":
            break
        listed = section in _NEVER_READ_BACK or is_problem(line)
        ticked = line.startswith("- [") and line[4:_BOX] == "] "
        if ticked or (listed and line.startswith(("- ", "> "))):
            groups.append(_Group(at, section, listed, line if listed else line[_BOX:], []))
        elif LIST_ITEM.match(line):
            groups.append(_Group(at, section, listed=False, said="", quotes=[]))  # the user's: what follows is not ours
        elif groups and line.startswith(QUOTE):
            groups[-1].quotes.append(line)
    return groups


def _added(group: _Group, ours: Mapping[str, _Group]) -> Iterator[Typed]:
    """What was typed behind a line, if it is no tick line, and into its quotes."""
    one = ours.get(group.said) or max(
        (one for said, one in ours.items() if said and group.said.startswith((said + " ", said + "\t"))),
        key=lambda one: len(one.said),
        default=None,
    )
    if one and group.said:
        if group.listed and (words := group.said[len(one.said) :].strip()):
            yield Typed(group.at, group.said, words)
        yield from _between(group, one.quotes)


def _between(group: _Group, ours: Sequence[str]) -> list[Typed]:
    """The words behind and between the quotes that were written; none where one of those is missing."""
    found: list[Typed] = []
    left = list(ours)
    for line in group.quotes:
        known = bool(left) and line.startswith(left[0])
        words = line[len(left.pop(0) if known else QUOTE) :].strip()
        if words:
            found.append(Typed(group.at, line, words))
    return [] if left else found
