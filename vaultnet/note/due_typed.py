"""What the user typed into lines of ours, as far as the text last written shows it for certain.

What was written must be there again, each line as it was or with words put into it at one place; then whatever stands
in, behind and between was typed. Where a line of ours differs otherwise, another machine may have written it, and
nothing is taken for theirs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultnet.note.due_form import QUOTE, section_of

LIST_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_BOX = len("- [ ] ")
_BETWEEN = " \t,;:|"  # what stands between words of ours and of theirs
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
    line: str  # "" for one of the user's: what follows is not ours
    quotes: list[str]

    @property
    def is_tick(self) -> bool:
        """Whether it is read back as a tick."""
        return self.section not in _NEVER_READ_BACK and bool(_box(self.line))

    @property
    def said(self) -> str:
        """The line as it is known again: of a tick line what stands behind its box."""
        return self.line[_BOX:] if self.is_tick else self.line


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
        if _box(line) or line.startswith("> - ") or (section in _NEVER_READ_BACK and line.startswith("- ")):
            groups.append(_Group(at, section, line, []))
        elif LIST_ITEM.match(line):
            groups.append(_Group(at, section, "", []))
        elif groups and line.startswith(QUOTE):
            groups[-1].quotes.append(line)
    return groups


def _box(line: str) -> str:
    """The sign in the box of a line in our form; "" where there is none."""
    return line[3] if line.startswith("- [") and line[4:_BOX] == "] " else ""


def _added(group: _Group, ours: Mapping[str, _Group]) -> Iterator[Typed]:
    """What was typed into a line and into its quotes; not what stands behind a tick line or on one that is ticked."""
    one = ours.get(group.said) or max(
        (one for said, one in ours.items() if said and _put_into(said, group.said) is not None),
        key=lambda one: (group.said.startswith(one.said), len(one.said)),
        default=None,
    )
    if one is None or not group.line:
        return
    words = _put_into(one.said, group.said) or ""
    behind = group.said.startswith(one.said)
    if group.is_tick and "]]" in words and not behind:
        return  # it is about somebody else
    if words and not (group.is_tick and (behind or _box(group.line) != " ")):
        yield Typed(group.at, group.line, words)
    yield from _between(group, one.quotes)


def _between(group: _Group, ours: Sequence[str]) -> list[Typed]:
    """The words in and between the quotes that were written; none where one of those is missing."""
    found: list[Typed] = []
    left = list(ours)
    for line in group.quotes:
        words = _put_into(left[0], line) if left else None
        if words is None:
            words = line[len(QUOTE) :].strip()
        else:
            del left[0]
        if words:
            found.append(Typed(group.at, line, words))
    return [] if left else found


def _put_into(ours: str, line: str) -> str | None:
    """The words by which `line` is longer than `ours`: behind it, or between two of its words; None: by no such."""
    if line.startswith(ours):
        return line[len(ours) :].strip()
    more = len(line) - len(ours)
    if more <= 0 or line[-1] != ours[-1]:
        return None
    at = next(at for at, (one, other) in enumerate(zip(ours, line, strict=False)) if one != other)
    while at > 0 and line[at + more :] == ours[at:]:
        if not (_within_a_word(line, at) or _within_a_word(line, at + more)):
            return line[at : at + more].strip(_BETWEEN)
        at -= 1  # `a big bad day`: typed was not `ig b`
    return None


def _within_a_word(line: str, at: int) -> bool:
    return line[at - 1 : at + 1].isalnum()
