"""What the user typed into lines of ours, as far as the text last written shows it for certain.

What was written must be there again, each line as it was or with words put into it at one place; then whatever stands
in, behind and between was typed. Where a line of ours differs otherwise, another machine may have written it, and
nothing is taken for theirs.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from vaultnet.due.form import NEVER_READ_BACK, QUOTE, section_of

LIST_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_BOX = len("- [ ] ")
_DONE = re.compile(r"[ \t]{1,3}✅\ufe0f?[ \t]{0,3}[0-9]{4}-[0-9]{2}-[0-9]{2}[ \t]{0,3}$")
_OF_SEVERAL = frozenset({"promised", "introduce"})  # sections in which a line is about more than a name
_BETWEEN = " \t,;:|"  # what stands between words of ours and of theirs


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
        return self.section not in NEVER_READ_BACK and bool(_box(self.line))

    @property
    def said(self) -> str:
        """The line as it is known again: of a tick line what stands behind its box."""
        return self.line[_BOX:] if self.is_tick else self.line


class Compared(NamedTuple):
    """How the lines of a block differ from those that were written, by their indexes in the block."""

    typed: tuple[Typed, ...]
    astray: Mapping[int, str]  # tick lines of ours whose section has lost its heading, and that section
    promises: Mapping[int, str] | None  # see `_promises`
    turned: Mapping[int, str]  # see `_turned`
    listed: frozenset[int]  # lines in lists of ours that were typed by hand


def compare(block: Sequence[str], written: Sequence[str]) -> Compared:
    """What was typed into the lines of `block` since they were `written`; both are lines of due notes."""
    ours, present = _groups(written), _groups(block)
    here = _put_right(present, ours, block)
    untouched = set(written).issuperset(block)
    return Compared(
        () if untouched else _typed(here, ours),
        {one.at: one.section for one, group in zip(here, present, strict=True) if one.section != group.section},
        _promises(here, ours),
        {} if untouched else _turned(here, ours),
        frozenset() if untouched else _listed(here, ours),
    )


def _typed(here: Sequence[_Group], ours: Sequence[_Group]) -> tuple[Typed, ...]:
    written: dict[str, dict[str, _Group]] = {}
    for group in ours:
        written.setdefault(group.section, {}).setdefault(group.said, group)
    return tuple(typed for group in _rejoined(here, written) for typed in _added(group, written.get(group.section, {})))


def _rejoined(here: Sequence[_Group], written: Mapping[str, Mapping[str, _Group]]) -> Iterator[_Group]:
    """The groups, each line of ours with its quotes even where somebody typed a line between it and them."""
    for group, below in zip_longest(here, here[1:]):
        ours = written.get(group.section, {})
        original = ours.get(group.said)
        apart = original and original.quotes and not group.quotes and below and below.said not in ours
        yield group._replace(quotes=below.quotes) if apart else group


def _promises(here: Sequence[_Group], ours: Sequence[_Group]) -> Mapping[int, str] | None:
    """The promise lines of ours by their index; words that were put into a ticked one stand behind it.

    Any other promise line was typed by hand. None: a line of ours is missing, so another machine may have written it.
    """
    written = _said(ours)
    promised = [group for group in here if group.section == "promised" and group.is_tick]
    promises: dict[int, str] = {}
    for group in promised:
        said, done = _apart(group.said)
        meant = [original for original in written.get("promised", ()) if _put_into(original, said) is not None]
        if original := max(meant, key=len, default=""):
            straight = said.startswith(original) or _box(group.line) == " "
            turned = f"{group.line[:_BOX]}{original} {_put_into(original, said)}{done}"
            promises[group.at] = group.line if straight else turned
    if [group.line for group in promised] == list(promises.values()):
        return promises
    return promises if _all_there(written, here) else None


def _turned(here: Sequence[_Group], ours: Sequence[_Group]) -> Mapping[int, str]:
    """The ticked lines of ours about a person by their index, with words put before the name now behind it."""
    written = _said(ours)
    turned: dict[int, str] = {}
    for group in here:
        if group.section in _OF_SEVERAL or not group.is_tick or _box(group.line) == " ":
            continue
        said, done = _apart(group.said)
        for original in written.get(group.section, ()):
            words = _put_into(original, said)
            if words and "]]" not in words and not said.startswith(original):
                turned[group.at] = f"{group.line[:_BOX]}{original} {words}{done}"
    return turned


def _listed(here: Sequence[_Group], ours: Sequence[_Group]) -> frozenset[int]:
    """The lines in lists that were typed by hand; none where a line of ours is missing."""
    written = _said(ours)
    new = [
        group.at
        for group in here
        if group.section in NEVER_READ_BACK and group.line
        if not any(_put_into(original, group.said) is not None for original in written.get(group.section, ()))
    ]
    return frozenset(new if new and _all_there(written, here) else ())


def _said(groups: Sequence[_Group]) -> dict[str, list[str]]:
    """What lines say, by their sections."""
    said: dict[str, list[str]] = {}
    for group in groups:
        said.setdefault(group.section, []).append(group.said)
    return said


def _all_there(ours: Mapping[str, Sequence[str]], here: Sequence[_Group]) -> bool:
    """Whether nothing of ours is missing, and there is something of it."""
    as_it_was = {(group.section, group.said) for group in here}
    changed = [(section, said) for section in ours for said in ours[section] if (section, said) not in as_it_was]
    return bool(ours) and all(_is_there(said, section, here) for section, said in changed)


def _is_there(original: str, section: str, here: Sequence[_Group]) -> bool:
    """Whether a line of ours stands in its section with words put into it."""
    return any(group.section == section and _put_into(original, _apart(group.said)[0]) is not None for group in here)


def _apart(said: str) -> tuple[str, str]:
    """A line without what Tasks adds behind it at a tick, and that."""
    head = _DONE.sub("", said)
    return head, said[len(head) :]


def _groups(lines: Sequence[str]) -> list[_Group]:
    groups: list[_Group] = []
    section = ""
    for at, line in enumerate(lines):
        section = section_of(line) or section
        if section == "kept":
            break
        if _box(line) or line.startswith("> - ") or (section in NEVER_READ_BACK and line.startswith("- ")):
            groups.append(_Group(at, section, line, []))
        elif LIST_ITEM.match(line):
            groups.append(_Group(at, section, "", []))
        elif groups and line.startswith(QUOTE):
            groups[-1].quotes.append(line)
    return groups


def _put_right(present: Sequence[_Group], ours: Sequence[_Group], block: Sequence[str]) -> Sequence[_Group]:
    """The groups of `block`, those of ours in the section that they were written in if its heading is gone."""
    gone = {group.section for group in ours}.difference(map(section_of, block))
    return [_where_written(group, ours, gone) if _box(group.line) else group for group in present] if gone else present


def _where_written(group: _Group, ours: Sequence[_Group], gone: Collection[str]) -> _Group:
    said = group.line[_BOX:]
    alike = [tick for tick in ours if tick.is_tick and said.startswith(tick.said) and _is_proven(group, tick)]
    longest = max((len(tick.said) for tick in alike), default=0)
    sections = {tick.section for tick in alike if len(tick.said) == longest}
    lost = sections.intersection(gone)
    return group._replace(section=lost.pop()) if len(lost) == 1 and group.section not in sections else group


def _is_proven(group: _Group, candidate: _Group) -> bool:
    """Whether a line that says the same as one of ours is that one: by its quotes, or by the form of a promise."""
    quotes = (any(_put_into(quote, line) is not None for line in group.quotes) for quote in candidate.quotes)
    return all(quotes) if candidate.quotes else candidate.section == "promised"


def _box(line: str) -> str:
    """The sign in the box of a line in our form; "" where there is none."""
    return line[3] if line.startswith("- [") and line[4:_BOX] == "] " else ""


def _added(group: _Group, ours: Mapping[str, _Group]) -> Iterator[Typed]:
    """What was typed into a line and into its quotes; not what stands behind a tick line or on one that is ticked."""
    original = ours.get(group.said) or max(
        (original for wording, original in ours.items() if wording and _put_into(wording, group.said) is not None),
        key=lambda original: (group.said.startswith(original.said), len(original.said)),
        default=None,
    )
    if original is None or not group.line:
        return
    words = _put_into(original.said, group.said) or ""
    behind = group.said.startswith(original.said)
    if group.is_tick and "]]" in words and not behind:
        return  # it is about somebody else
    if words and not (group.is_tick and (behind or _box(group.line) != " ")):
        yield Typed(group.at, group.line, words)
    yield from _between(group, original.quotes)


def _between(group: _Group, ours: Sequence[str]) -> list[Typed]:
    """The words in and between the quotes that were written; none where one of those is missing."""
    typed: list[Typed] = []
    left = list(ours)
    for line in group.quotes:
        words = _put_into(left[0], line) if left else None
        if words is None:
            words = line[len(QUOTE) :].strip()
        else:
            del left[0]
        if words:
            typed.append(Typed(group.at, line, words))
    return [] if left else typed


def _put_into(ours: str, line: str) -> str | None:
    """The words by which `line` is longer than `ours`: behind it, or between two of its words; None: by no such."""
    if line.startswith(ours):
        return line[len(ours) :].strip()
    more = len(line) - len(ours)
    if more <= 0 or line[-1] != ours[-1]:
        return None
    at = next(at for at, (one, other) in enumerate(zip(ours, line, strict=False)) if one != other)
    while at >= 0 and line[at + more :] == ours[at:]:
        if not (_within_a_word(line, at) or _within_a_word(line, at + more)):
            return line[at : at + more].strip(_BETWEEN)
        at -= 1  # `a big bad day`: typed was not `ig b`
    return None


def _within_a_word(line: str, at: int) -> bool:
    return line[at - 1 : at + 1].isalnum()
