r"""The notes of a generated vault that are nobody's: those of days, and all others.

Rule: what counts as a contact or a person stands beside what merely looks like it; lines end in `\n` here.
"""

from datetime import date

import prose
from prose import Chance, World

# Characters a note, of ordinary notes and of days.
NOTE_SIZES = ((0.0, 90), (0.25, 550), (0.5, 1250), (0.75, 2350), (0.9, 4500), (0.985, 12000), (1.0, 48000))
DAY_SIZES = ((0.0, 120), (0.5, 900), (0.9, 2200), (1.0, 6000))
OTHER_PROPERTIES = ("", "type: book\nauthor: '[[Somebody else]]'\n", "aliases:\n  - Another title\n", "status: done\n")


def daily(world: World, day: date) -> str:
    """The note of one day, with links to 0 to 5 people in its log."""
    chance = world.chance
    dutch = chance.often(0.1)
    met = [chance.favourite(world.people) for _ in range(chance.between(0, 5))]
    items = [f"- {prose.sentence(chance)}" for _ in range(chance.between(1, 4))]
    for friend in met:
        talk = prose.talk(chance, day, dutch=dutch)
        items.append(
            chance.one(
                (
                    f"- {prose.link(chance, friend)} {talk}",
                    f"- {prose.link(chance, friend)}: {talk}",
                    f"- 14:30 {talk}, with {prose.link(chance, friend)}",
                    f"* {talk} ({prose.link(chance, friend)})",
                    f"- lunch\n    - {prose.link(chance, friend)}, {talk}\n    - {prose.sentence(chance)}",
                    f"\n{prose.sentence(chance)} Saw {prose.link(chance, friend)}.\n",
                )
            )
        )
    if chance.often(0.5):
        items.reverse()
    parts = [
        f"---\ndate: {day}\nmood: {chance.between(1, 5)}\ntags: [daily]\n---" if chance.often(0.4) else "",
        f"# {prose.long_date(day, dutch=dutch)}" if chance.often(0.5) else "",
        f"{'## Logboek' if dutch else '## Log'}\n" + "\n".join(items),
        _tasks(world) if chance.often(0.3) else "",
        decoy(world) if chance.often(0.2) else "",
    ]
    text = "\n\n".join(part for part in parts if part) + "\n"
    size = chance.along(DAY_SIZES)
    while len(text) < size:
        text += f"\n{prose.paragraph(chance, chance.between(1, 4))}\n"
    return text


def _tasks(world: World) -> str:
    """A day's tasks: done and open ones, hardly ever a promise."""
    chance = world.chance
    friend = chance.one(world.people).name
    lines = ["- [ ] water the plants", f"- [x] call [[{friend}]]", "- [x] pay ✅ 2026-01-05", "- [-] no longer needed"]
    if chance.often(0.03):
        lines.append(f"- [ ] send [[{friend}]] the recipe 📅 2026-12-20")
    return "## Tasks\n" + "\n".join(lines[chance.below(3) :])


def other(world: World, title: str) -> str:
    """An ordinary note: headings, paragraphs, code, tables, links."""
    chance = world.chance
    size = chance.along(NOTE_SIZES)
    parts = []
    if chance.often(0.6):
        created = f"{chance.between(2015, 2025)}-03-0{chance.between(1, 9)}"
        more = chance.one(OTHER_PROPERTIES)
        parts.append(f"---\ntags: [{chance.one(prose.TOPICS)}, note]\ncreated: {created}\n{more}---")
    parts.append(f"# {title}")
    written = sum(map(len, parts))
    while written < size:
        block = chance.one(BLOCKS)(world)
        parts.append(block)
        written += len(block) + 2
    return "\n\n".join(parts) + "\n"


def _text(world: World) -> str:
    return prose.paragraph(world.chance, world.chance.between(1, 4))


def _heading(world: World) -> str:
    return f"{'#' * world.chance.between(2, 4)} {prose.sentence(world.chance)}"


def _list(world: World) -> str:
    marker = world.chance.one(("-", "-", "*", "1.", "    -", "- [[Reading list]]:", "- **note**"))
    items = [f"{marker} {prose.sentence(world.chance)}" for _ in range(world.chance.between(2, 6))]
    return "\n".join((f"- {prose.sentence(world.chance)}", *items))


def _reference(world: World) -> str:
    page = f"[a page](https://example.org/{world.chance.below(999)})"
    return f"{prose.sentence(world.chance)} See [[{world.chance.one(world.titles)}]] and {page}."


def _mention(world: World) -> str:
    somebody = prose.link(world.chance, world.chance.favourite(world.people))
    return f"{prose.sentence(world.chance)} {somebody} {prose.sentence(world.chance)}"


def _table(world: World) -> str:
    rows = [f"| {world.chance.below(99)} | {prose.sentence(world.chance)} |" for _ in range(world.chance.between(2, 8))]
    return "\n".join(("| n | what |", "|--:|---|", *rows))


def _code(world: World) -> str:
    return "```python\n" + "for item in items:\n    print(item[0], items[[1]])\n" * world.chance.between(1, 6) + "```"


def _quote(world: World) -> str:
    return f"> {prose.sentence(world.chance)}\n> {prose.sentence(world.chance)}\n\n- [ ] check it\n- [x] first reading"


def decoy(world: World) -> str:
    """What looks like a contact, a person or a link to one, and is none."""
    name = world.chance.one(world.people).name
    return world.chance.one(
        (
            f"```\n- 2026-10-01 coffee with [[{name}]]\n```",
            "```yaml\ntype: person\ncadence: monthly\nlast_contact: 2026-11-01\n```",
            "type: person\ntags: person",
            f"~~~~ md\n```\n- [[{name}]] is in a fence within a fence\n~~~~",
            f"A link looks like `[[{name}]]`, or ``- 2026-10-01 `[[{name}]]` ``.",
            f"%% 2026-09-09 saw [[{name}]] %%",
            f"%%\n- 2026-09-09 saw [[{name}]]\n%%",
            f"<!-- - 2026-09-09 [[{name}]] -->",
            f"![[{name}]]",
            f"> [!quote] [[{name}]]\n> 2026-08-08: {prose.sentence(world.chance)}",
            f"    - 2026-07-07 indented code with [[{name}]]",
            f"$$\n[[{name}]] \\in X\n$$",
            f"<div>\n- 2026-06-06 [[{name}]]\n</div>",
            f"The unclosed [[{name} and the `odd backtick.",
        )
    )


BLOCKS = (
    *(_text,) * 7,
    *(_heading,) * 4,
    *(_list,) * 5,
    *(_reference,) * 3,
    *(_mention,) * 2,
    *(_table, _code, _quote, decoy),
)


def broken_yaml(chance: Chance, text: str) -> str:
    """The same note under a frontmatter that is no valid YAML, or none at all."""
    return (
        chance.one(
            (
                "---\ntitle: 'never closed\ntags: [note\n---\n",
                "---\ntype: person\ntype: person\n---\n",
                "---\n\ttabs: are not allowed\n---\n",
                "---\n\nA rule, not a frontmatter.\n\n---\n",
                "---\ntitle: a: b: c\n---\n",
                "---\nkey: value\n",
            )
        )
        + text
    )
