"""A new due note over the present one: what is ours is new, and no word of the user is lost.

Words on a line stay with its item, in whatever section it now stands; where the item is gone they move under *Kept for
you*, as do lines that the user wrote between ours. Composing twice gives the same text.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from vaultnet.due.form import QUOTE, TITLES, section_of
from vaultnet.due.line import Tick
from vaultnet.due.note import DueNote, end_of_properties
from vaultnet.due.typed import LIST_ITEM
from vaultnet.note.done_sign import with_done
from vaultnet.render.escape import NAME, inert
from vaultnet.render.words import Words, words
from vaultnet.text.line_ends import BOM, end_of, lines_of, without_end

_SCALARS = ("generated_by", "date", "reach_out", "waiting")


class Spare(NamedTuple):
    """Words of the user that the act beside which they were typed has no use for."""

    name: str
    words: str
    sub_items: tuple[str, ...] = ()


def compose(
    present: DueNote | None,
    fresh: DueNote,
    language: str,
    *,
    settled: Collection[int] = (),
    stuck: Mapping[int, date] | None = None,
    spare: Sequence[Spare] = (),
) -> str:
    """The text of the file: `fresh`, which is what render says now, read back, put over `present`.

    Ticks are named by their line in `present`: `settled` ones are recorded, words and all; `stuck` ones could not be,
    and keep their date. `spare` is kept for the user. A `fresh` without frontmatter is the block of a daily note.
    """
    said = words(language)
    block = _Block(fresh, said)
    kept = [line for one in spare for line in _kept(inert(one.name, NAME), one.words, one.sub_items)]
    own = _own_promises(present, fresh) if present else []
    done_with = {*settled, *(tick.line for tick in own)}
    ticks = [tick for tick in present.ticks if tick.line not in done_with] if present else []
    for tick in block.placed(ticks):
        kept += block.carry(tick, (stuck or {}).get(tick.line))
    if present:
        kept = [*_trimmed(present.kept), *kept, *_by_hand(present, fresh), *_typed(present, fresh)]
        kept += [line for tick in own for line in (tick.text, *tick.sub_items)]
        ours = frozenset(fresh.block)
        kept += _listed([stray for stray in present.strays if stray not in ours])
    return _joined(present or fresh, fresh, block.lines(), kept, said.title("kept"))


class _Block:
    """The lines of the new block, into which the user's words go back."""

    def __init__(self, fresh: DueNote, said: Words) -> None:
        self._said = said
        self._slots = [[line] for line in fresh.block]  # a line of ours, then what belongs under it
        self._added: dict[str, list[str]] = {}  # section → ticks whose item is gone
        self._items: dict[tuple[str, tuple[str, ...], str], list[int]] = {}
        first = _first(fresh)
        self._sections = {(tick.key, tick.section) for tick in fresh.ticks}
        self._days = {tick.line - first: tick.due for tick in fresh.ticks}
        for tick in fresh.ticks:
            self._items.setdefault(tick.key, []).append(tick.line - first)

    def placed(self, ticks: Iterable[Tick]) -> list[Tick]:
        """The ticks with something to carry over; lines that are in their section as before come first."""
        said = [tick for tick in ticks if tick.box != " " or tick.raw.strip() or tick.sub_items]
        return sorted(said, key=lambda tick: ((tick.key, tick.section) not in self._sections, not self._same(tick)))

    def carry(self, tick: Tick, stuck_on: date | None) -> list[str]:
        """Put back what the user made of a tick line; returns what finds no place, to be kept for them."""
        if stuck_on and not tick.done:
            tick = tick._replace(raw=with_done(tick.raw, stuck_on), text=with_done(tick.text, stuck_on))
        slots = self._items.get(tick.key)
        if slots and self._may_stand_at(slots, tick):
            of_its_day = (at for at in slots if self._days[at] == tick.due)
            at = next(iter(self._same(tick)), next(of_its_day, slots[0]))
            slots.remove(at)
            self._put_back(at, tick, tick.raw)
        elif tick.ticked:
            self._added.setdefault(tick.section, []).extend([tick.text, *tick.sub_items])
        elif tick.raw.strip() or tick.sub_items:
            return _kept(", ".join(map(_name, tick.targets)), tick.raw.strip(), tick.sub_items)
        return []

    def _may_stand_at(self, slots: Sequence[int], tick: Tick) -> bool:
        """Whether one of the slots is the tick's: a promise in the same words for another day was not ticked."""
        return not (tick.ticked and tick.promise) or any(self._days[at] == tick.due for at in slots)

    def _same(self, tick: Tick) -> list[int]:
        """The slots of its item that say the same to the letter: of two promises in the same words, that of its day."""
        said = tick.text.partition("] ")[2]
        return [at for at in self._items.get(tick.key, ()) if said.startswith(self._slots[at][0].partition("] ")[2])]

    def lines(self) -> list[str]:
        """The finished block."""
        for section, added in self._added.items():
            self._add(section, added)
        return [line for slot in self._slots for line in slot]

    def _put_back(self, at: int, tick: Tick, raw: str) -> None:
        line = self._slots[at][0].replace("[ ]", f"[{tick.box}]", 1)
        self._slots[at][0] = line + raw if raw.strip() else line
        while at + 1 < len(self._slots) and self._slots[at + 1][0].startswith(QUOTE):
            at += 1
        self._slots[at] += tick.sub_items

    def _add(self, section: str, added: list[str]) -> None:
        """Put ticks whose item is gone at the end of their section, which may have to be made anew."""
        heads = {section_of(slot[0]): at for at, slot in enumerate(self._slots) if section_of(slot[0])}
        if section in heads:
            at = heads[section]
            while self._slots[at + 1][0]:
                at += 1
            self._slots[at] += added
            return
        order = list(TITLES["en"])
        later = [at for head, at in heads.items() if order.index(head) > order.index(section)]
        later += [at for at, slot in enumerate(self._slots) if slot[0].startswith("> [!warning]- ")]
        at = min(later, default=len(self._slots))
        self._slots.insert(at, [f"## {self._said.title(section)}", *added])
        self._slots.insert(at + 1, [""])


def _first(note: DueNote) -> int:
    """The line of the file at which the block begins."""
    return len(lines_of(note.before)) + 2


def _kept(name: str, said: str, sub_items: Iterable[str]) -> list[str]:
    return [f"- {name}: {said}".rstrip(), *sub_items]


def _by_hand(present: DueNote, fresh: DueNote) -> list[str]:
    """Open lines about somebody else with nothing under them: ours all have quotes there, except promises."""
    first, lines = _first(present), (*present.block, "")
    named = {tick.key for tick in fresh.ticks}
    return [
        tick.text
        for tick in present.ticks
        if tick.box == " " and not (tick.raw.strip() or tick.sub_items or tick.key in named)
        if tick.section != "promised" and not lines[tick.line - first + 1].startswith(QUOTE)
    ]


def _own_promises(present: DueNote, fresh: DueNote) -> list[Tick]:
    """Open lines with a promise of the user's own writing that no note makes."""
    named = {tick.key for tick in fresh.ticks}
    return [
        tick for tick in present.ticks if tick.line in present.by_hand and not tick.ticked and tick.key not in named
    ]


def _typed(present: DueNote, fresh: DueNote) -> list[str]:
    """What was typed into our lines, except lines that we would write in just that way, or that are kept whole."""
    first = _first(present)
    about = {tick.line: ", ".join(map(_name, tick.targets)) for tick in present.ticks}
    found: list[str] = []
    for one in present.typed:
        if one.text not in fresh.block and one.text not in present.strays:
            name = about.get(first + one.head, "")
            found += _kept(name, one.words, ()) if name else [f"- {one.words}"]
    return found


def _listed(strays: Iterable[str]) -> list[str]:
    """Lines of the user as list items; indented ones stay under the line before."""
    lines: list[str] = []
    for stray in strays:
        under = lines and stray[0] in " \t"
        lines.append(stray if under or LIST_ITEM.match(stray) else f"- {stray.strip()}")
    return lines


def _name(target: str) -> str:
    """The name in a tick's target: a link's last part, or text that is escaped already."""
    name = target.rpartition("/")[2].removeprefix("@").strip()
    return target if "\\" in target else inert(name, NAME)


def _trimmed(lines: Sequence[str]) -> list[str]:
    """The lines without blank ones before and after."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _joined(present: DueNote, fresh: DueNote, block: list[str], kept: list[str], title: str) -> str:
    newline = present.newline
    embedded = not fresh.before
    if embedded and kept:
        block = [*block, f"## {title}", *kept, ""]
    middle = "".join(line + newline for line in block)
    if not present.begin:
        gap = newline * (not end_of(present.before)) + newline if present.before.strip(BOM) else ""
        return present.before + gap + fresh.begin.rstrip() + newline + middle + fresh.end.rstrip() + newline
    before = present.before if embedded else _with_properties(present.before, fresh.before, newline)
    after = present.after
    end = present.end
    if kept and not embedded:
        end = end if end_of(end) else end + newline
        after = _with_kept(after, kept, title, newline)
    return before + present.begin + middle + end + after


def _with_properties(before: str, fresh: str, newline: str) -> str:
    """What stands before the block, with our properties as they are now; those of the user stay."""
    lines = lines_of(before)
    closing = end_of_properties(lines)
    if not closing:
        mark = BOM if before.startswith(BOM) else ""
        return mark + fresh.replace("\n", newline) + before.removeprefix(mark)
    for line in fresh.splitlines():
        key = line.partition(":")[0]
        if key not in _SCALARS:
            continue
        at = next((at for at in range(1, closing) if _is_property(lines[at], key)), closing)
        if at == closing:
            lines.insert(at, line + newline)
            closing += 1
        else:
            lines[at] = line + end_of(lines[at])
    if not any(_is_property(line, "cssclasses") for line in lines[1:closing]):
        lines[closing:closing] = [f"cssclasses:{newline}", f"  - vaultnet{newline}"]
    return "".join(lines)


def _is_property(line: str, key: str) -> bool:
    return line.startswith(key) and line[len(key) :].lstrip(" \t").startswith(":")


def _with_kept(after: str, kept: Sequence[str], title: str, newline: str) -> str:
    """What stands after the block, with more lines under *Kept for you*."""
    lines = lines_of(after)
    added = [line + newline for line in kept]
    head = next((at for at, line in enumerate(lines) if section_of(without_end(line)) == "kept"), None)
    if lines and not end_of(lines[-1]):
        lines[-1] += newline
    if head is None:
        return "".join([*lines, newline, f"## {title}{newline}", *added])
    end = next((at for at in range(head + 1, len(lines)) if lines[at].startswith(("# ", "## "))), len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return "".join([*lines[:end], *added, *lines[end:]])
