"""The note of a person in a generated vault.

Rule: every form that people write occurs, each person keeping to their own.
"""

from datetime import date, timedelta
from typing import NamedTuple

import prose
from other_notes import decoy
from prose import Somebody, World

CADENCES = (  # as written, in days
    ("monthly", 30),
    ("monthly", 30),
    ("weekly", 7),
    ("30", 30),
    ("30 days", 30),
    ("'30d'", 30),
    ("45d", 45),
    ("2 weeks", 14),
    ("6 weeks", 42),
    ("6w", 42),
    ("every 6 weeks", 42),
    ("P6W", 42),
    ("2 months", 61),
    ("quarterly", 91),
    ("quarterly", 91),
    ("Half-yearly", 182),
    ("yearly", 365),
    ("maandelijks", 30),
    ("elke 6 weken", 42),
    ("per kwartaal", 91),
    ("jaarlijks", 365),
    ("never", 365),
)
CADENCE_KEYS = ("cadence", "cadence", "cadence", "frequency", "keep_in_touch", "contactFrequency", "every", "ritme")
NAMED = (
    "type: person",
    "type: person",
    "type: '[[People]]'",
    "category: Contact",
    "tags: [person]",
    "tags:\n  - person",
    "",
)
CIRCLES = (("inner", 14), ("close", 30), ("casual", 91), ("warm", 182), ("dormant", 365))
LINE, HEADING, TABLE, PARAGRAPH, PROPERTY = range(5)


class Form(NamedTuple):
    """How one person's contacts are written."""

    kind: int
    pattern: str


FORMS = (
    *(Form(LINE, "- {iso} {text}"),) * 9,
    *(Form(LINE, "* **{iso}** — {text}"),) * 2,
    *(Form(LINE, "- [[{iso}]] {text}"),) * 2,
    Form(LINE, "- [[Daily/{iso:.4}/{iso}|{short}]] {text}"),
    Form(LINE, "1. {iso}: {text}"),
    Form(LINE, "- {iso} 14:30 {text}"),
    Form(LINE, "- {long}: {text}"),
    Form(LINE, "- {long} - {text}"),
    Form(LINE, "- [x] {iso} {text}"),
    Form(LINE, "- [x] {text} ✅ {iso}"),
    Form(LINE, "- [date:: {iso}] {text}"),
    Form(LINE, "+ ({iso}) {text}"),
    Form(HEADING, "### {iso} {text}"),
    Form(HEADING, "### Lunch ({iso})\n\n{text}"),
    Form(TABLE, "| {iso} | call | {text} |"),
    Form(PARAGRAPH, "{iso}: {text}"),
    Form(PROPERTY, "  - date: {iso}\n    text: '{plain}'"),
)
CONTACT_HEADINGS = ("## Contact", "## Contact", "## Contact", "## Interactions", "# Log", "## Contacts")
CONTACTS = ((0.0, 5), (0.5, 22), (0.9, 50), (1.0, 60))  # how many a person has


def person(world: World, somebody: Somebody) -> str:
    """The note of one person: properties, what they are busy with, and their contacts until today."""
    chance = world.chance
    cadence, days = chance.one(CADENCES)
    circle = ""
    if chance.often(0.1):
        circle, days = chance.one(CIRCLES)
    form = chance.one(FORMS)
    contacts = _contacts(world, days, form, somebody)
    rhythm = [f"circle: {circle}"] if circle else [f"{chance.one(CADENCE_KEYS)}: {cadence}"]
    fields, body_tag = _properties(world, somebody, [] if chance.often(0.08) else rhythm)
    if form.kind == PROPERTY:
        fields += ["interactions:", contacts]
    heading = "## Contactmomenten" if somebody.dutch else chance.one(CONTACT_HEADINGS)
    parts = [
        "\n".join(("---", *fields, "---")) if fields else "",
        f"# {somebody.name}" if chance.often(0.4) else "",
        f"{prose.paragraph(chance, chance.between(1, 3))}{' #person/friend' if body_tag else ''}",
        _busy(world, somebody),
        decoy(world) if chance.often(0.25) else "",
        "" if form.kind == PROPERTY else f"{heading}\n{contacts}",
        "## Notes\n\n" + prose.paragraph(chance, chance.between(2, 14)) if chance.often(0.4) else "",
        f"## Important dates\n- {chance.between(1995, 2020)}-06-12 wedding" if chance.often(0.08) else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _properties(world: World, somebody: Somebody, rhythm: list[str]) -> tuple[list[str], bool]:
    """The lines of the frontmatter, none for a few; and whether a tag in the body has to say that this is a person."""
    chance, today = world.chance, world.today
    by_folder = somebody.folder.startswith("People")
    if by_folder and chance.often(0.04):
        return [], False
    born = date(chance.between(1940, 2004), chance.between(1, 12), chance.between(1, 28))
    met, topic = chance.one(world.people).name, chance.one(prose.TOPICS)
    optional = (
        (0.3, (f"birthday: {born}", f"birthday: '{born:%m-%d}'")),
        (0.2, (f"born: --{born:%m-%d}", f"verjaardag: 1604-{born:%m-%d}")),
        (0.3, (f"phone: '06-{chance.between(10000000, 99999999)}'", "email: someone@example.org")),
        (0.25, (f"organisation: {chance.one(prose.LAST_NAMES)} & Co", "company: '[[The workshop]]'")),
        (0.2, ("role: editor", "job_title: Teacher", "functie: huisarts")),
        (0.2, (f"offers: [{topic}, a van]", f"skills:\n  - {topic}")),
        (0.1, (f"needs: {chance.one(prose.TOPICS)}", f"zoekt: {chance.one(prose.TOPICS)}")),
        (0.2, (f"location: {chance.one(prose.PLACES)}", f"woonplaats: {chance.one(prose.PLACES)}")),
        (0.2, ("relationship: friend", "sphere: work", "relation: colleague", "sphere: [work, private]")),
        (0.15, (f'introduced_by: "[[{met}]]"', f'met_through: "[[{met}|a friend]]"')),
        (0.1, (f"children: [{chance.one(prose.FIRST_NAMES)}, {chance.one(prose.FIRST_NAMES)}]",)),
        (0.1, ("met: 2019", "met: 2021-05-01", "created: 2022-02-03")),
        (0.1, (f"last_contact: {today - timedelta(chance.between(20, 400))}",)),
        (0.03, (f"next_contact: {today + timedelta(chance.between(-5, 60))}",)),
        (0.03, ("status: paused", "status: archived", "status: grieving", "status: active")),
        (0.3, ("rating: 4", "cssclasses: [wide]", "up: '[[Home]]'", "created_with: quickadd")),
    )
    if by_folder and chance.often(0.15):
        named = chance.one(("tags: [friend]", "banner: blue.png"))
    else:
        named = chance.one(NAMED)
    names = [f"aliases: [{somebody.alias}]"] if somebody.alias else []
    stated = [chance.one(options) for share, options in optional if chance.often(share)]
    return [named, *names, *rhythm, *stated] if named else [*names, *rhythm, *stated, "source: memory"], not named


def _contacts(world: World, days: int, form: Form, somebody: Somebody) -> str:
    """5 to 60 dated contacts in the person's own form, the newest at most somewhat longer ago than `days`."""
    chance, today = world.chance, world.today
    count = chance.along(CONTACTS)
    gap = min(days, 7000 // count)
    day = today - timedelta(1 + chance.below(days * 5 // 4))
    entries = []
    for _ in range(count):
        text = prose.talk(chance, day, dutch=somebody.dutch)
        entry = form.pattern.format(
            iso=day.isoformat(),
            long=prose.long_date(day, dutch=somebody.dutch),
            short=prose.day_and_month(day, dutch=somebody.dutch),
            text=text,
            plain=text.replace("'", "''"),
        )
        if form.kind == HEADING:
            entry += f"\n\n{prose.paragraph(chance, 1)}\n"
        elif form.kind == LINE and chance.often(0.08):
            entry += f"\n    - {prose.sentence(chance)}"
        entries.append(entry)
        day -= timedelta(1 + gap // 2 + chance.below(gap))
    if form.kind == TABLE:
        return "\n| Date | How | What |\n|---|---|---|\n" + "\n".join(entries)
    if chance.often(0.4):
        entries.reverse()
    if form.kind == LINE and chance.often(0.05):
        entries.append(f"- {today + timedelta(chance.between(2, 40))} lunch, it is in the diary")
    return ("\n\n" if form.kind == PARAGRAPH else "\n").join(entries)


def _busy(world: World, somebody: Somebody) -> str:
    """Undated lines about a person: what to ask about, gift ideas, promises, or nothing."""
    chance = world.chance
    if chance.often(0.5):
        return ""
    friend = chance.one(world.people)
    lines = (
        "- ask about: the new house",
        "- busy: restoring a boat",
        "- gift: the Bach suites",
        "- [x] gift: a lamp",
        "- need: a cello teacher for the youngest",
        f"- offer: {chance.one(prose.TOPICS)}",
        f"- knows {prose.link(chance, friend)} from school",
        "- [ ] send the article about soil" + chance.one(("", "", " 📅 2026-12-10", " [due:: 2027-01-15]")),
        "- [x] return the ladder ✅ 2026-08-02",
        "- ~~need: a room in May~~",
        "hobbies:: chess, sailing",
        "- vraag naar: de scriptie" if somebody.dutch else "- ask about: the thesis",
    )
    return "\n".join(chance.one(lines) for _ in range(chance.between(1, 4)))
