"""Notes to edit: odd ones, in which anything may stand anywhere, and ordinary ones, as people write them."""

import random
from datetime import date, timedelta

from hypothesis import strategies as st

TODAY = date(2026, 11, 21)

_ODD_LINES = [
    "- 2026-10-01 coffee", "- 2026-09-01: tea", "* **2026-08-01** — cake", "+ 2026-07-15 | juice", "1. 2026-07-01 walk",
    "7) 2026-06-15: swim", "- [[2026-06-01]] swim", "- [[Daily/2026-05-20|20 May]] film", "- [x] 2026-05-01 call",
    "- [x] call ✅ 2026-04-01", "- [ ] plan 📅 2026-12-01 ^id", "- [/] half [due:: 2026-12-02]", "- [-] not any more", "\t- sub",
    "\t\t- 2026-03-03 deep", "  - sub", "  more", "        code?", "## Log", "## Contact", "# Vera", "### 2026-03-01 Lunch",
    "### Dinner (2026-02-14)", "## Life events", "- 1999-01-01 born again", "2026-02-01: met", "1 October 2026 met", "3/2/2026: fair",
    "| when | what |", "|---|---|", "| 2026-01-01 | row |", "2026-01-05 | bare | row", "> quote", "> - 2026-01-02 quoted", "```", "~~~",
    "%%", "%% 2026-01-03 hidden %%", "<!--", "-->", "<div>", "---", "***", "===", "- received: a book", "- need: a bike", "phone:: 06", "",
    "", "", " ", "\t", "text", "text with trailing blanks  ", "\\", "- ", "-", "1.", "- 2026-02-30 never", "- 2099-01-01 far",
    "[date:: 2026-01-04] x", "é\u2028ü", "\u00a0- 2026-01-06 no-break", "\ufeff- 2026-01-07 bom inside", "- 2026-01-08 🎂 👩‍🚀 نامه",
    "\x0b- 2026-01-09 vertical", "\x1c", "<%* tp %>", "$$", "- 2026-01-10 [[Bram]] | pipe", "%% vaultnet:begin %%", "%% vaultnet:end %%",
]  # fmt: skip
_ODD_FRONTS = [
    "", "", "---\ntype: person\n---\n", "---\ntype: person\n", "---\n---\n", "----\n", "---\na: [\n---\n", "---\nsnooze: 2026-10-01 # why\n---\n",
    "---\nsnooze_until: '2026-10-01'\nx:\n  - y\n---\n", "---\nSnooze Until:\n---\n", "---\nsnooze: 1\nsnooze_until: 2\n---\n", "---\na: 1\na: 2\n---\n",
    "---\ntext: |\n  snooze: 2026-01-01\n---\n", "--- \ntype: person\n--- \n", "---\ninteractions:\n  - date: 2026-01-01\n    text: lunch\n---\n",
    "---\ntags: [person]\nlast_contact: 2026-01-01\n...\n", "---\nsnooze_until: >\n  2026\n---\n", "---\n\ttab: 1\n---\n", "---\n{a: b}\n---\n",
]  # fmt: skip

_ends = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r\n", "\r"])
_anything = st.text(st.characters(codec="utf-8"), max_size=30)


@st.composite
def odd(draw: st.DrawFn) -> bytes:
    """A note in which anything may stand anywhere: bytes, for some of them are no text."""
    lines = draw(st.lists(st.one_of(st.sampled_from(_ODD_LINES), st.sampled_from(_ODD_LINES), _anything), max_size=16))
    end = draw(_ends)
    ends = [end] * len(lines) if draw(st.booleans()) else [draw(_ends) for _ in lines]
    body = "".join(line + end for line, end in zip(lines, ends, strict=True))
    if body and draw(st.booleans()):
        body = body.rstrip("\r\n")
    front = draw(st.sampled_from(_ODD_FRONTS)).replace("\n", end)
    data = (draw(st.sampled_from(["", "", "", "\ufeff"])) + front + body).encode()
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.sampled_from([b"\xff", b"\xc3", b"\0", b"\xed\xa0\x80", b"\xf5"])) + data[at:]
    return data


odd_words = st.one_of(
    st.sampled_from(
        ["hello", "", "received: a pen", "x | y", "[[Bob]] called", "tried: left a message", "12:30 lunch", "2 weeks", "#asked for help -> yes",
         "%% hidden", "<!-- x", "`code", "```", "**bold**", "- item", "[ ] box", "> quote", "# title", "::", "a ^id", "2026-01-01", "thanked: x ✅ 2026-01-01",
         "let go: it", "gave: my ladder", "ends with \\", "| cell |", "[[", "]]", "$$", "![[x]]", "&nbsp;", "~~struck~~", "== high =="]
    ),
    _anything.map(lambda text: " ".join(text.split())),
)  # fmt: skip
odd_under = st.lists(odd_words.filter(bool), max_size=2).map(tuple)
days = st.sampled_from([TODAY, date(2026, 10, 1), date(2026, 5, 1), date(2025, 1, 1)])

_TALKS = (
    "coffee, talked about her move", "called; all is well", "walk along the river (with the dog)", "met at the fair & swapped cards",
    "e-mail about the choir: she'll come", "dinner at hers", "received: the address of a good lawyer", "lunch — 2 hours!", "her thesis is nearly done",
    "asked: a reference -> yes, gladly", "birthday party of [[Bram Jansen|Bram]]", "sent a card", "tried: no answer", "50% discount at her shop",
    "asked for advice #work", "lunch #friends/school, then a film", "her operation is on 24 November", "moved: see [her site](https://vera.example/a_b?c=1)",
)  # fmt: skip
_FORMS = (
    lambda day, talk: f"- {day} {talk}", lambda day, talk: f"- {day}: {talk}", lambda day, talk: f"* {day} - {talk}", lambda day, talk: f"- **{day}** {talk}",
    lambda day, talk: f"- **{day}**: {talk}", lambda day, talk: f"- [[{day}]] {talk}", lambda day, talk: f"- [[{day}]]: {talk}",
    lambda day, talk: f"- [x] {talk} ✅ {day}", lambda day, talk: f"- {day:%d-%m-%Y}: {talk}", lambda day, talk: f"- {day.day} {day:%B} {day.year}: {talk}",
    lambda day, talk: f"{day}: {talk}\n", lambda day, talk: f"### {day}\n{talk}\n", lambda day, talk: f"## {day} - {talk[:12]}\n\n{talk}\n",
    lambda day, talk: f"| {day} | {talk} |", lambda day, talk: f"- {day} ({day:%a}) {talk}", lambda day, talk: f"- {day} 14:30 {talk}",
    lambda day, talk: f"+ _{day}_ {talk}", lambda day, talk: f"- {day:%Y/%m/%d} {talk}", lambda day, talk: f"- {day} #met {talk}",
)  # fmt: skip
_FRONTS = (
    "", "---\ntype: person\ncadence: monthly\n---\n", "---\ntags:\n  - person\n  - friend\naliases: [Vee]\nbirthday: 1980-05-04\n---\n",
    '---\ncategories:\n  - "[[People]]"\norg: "[[Van Dam & Zonen]]"\n---\n', '---\ntype: person\nphone: "06-12345678"\nlast_contact:\nsnooze_until:\n---\n\n',
    "---\nrelationship: friend\nmet: 2019\nemail: vera@example.org\nsnooze: 2026-10-01\n---\n",
)  # fmt: skip
_ABOUT = (
    "", "# Vera Claes\n\n", "![[vera.jpg]]\n\n# Vera\n\n", "Knows everything about pears.\n\n", "> [!info] About\n> A friend from school.\n\n",
    "# Vera\n\nWorks at [[Van Dam]]. Two children: Tom and Lies.\n\n## Family\n- Tom (2012)\n- Lies (2015)\n\n", "**Phone**:: 06-12345678\n**Met**:: 2019\n\n",
)  # fmt: skip
_HEADS = ("## Contact\n", "## Log\n\n", "## Interactions\n\n", "## Notes\n\n", "", "# Gesprekken\n\n", "## History\n")
_AFTER = (
    "", "", "\n", "\n## To do\n- [ ] send her the article 📅 2026-12-01\n- [ ] ask about the garden\n", "\n---\nSee also [[Bram Jansen]].\n",
    "\n## Gift ideas\n- gift: a book on bees\n- chocolate\n", "\n```dataview\nLIST FROM [[]]\n```\n", "\n\n## Life events\n- 2012-03-04 Tom is born\n",
    "\n%% private: careful with politics %%\n",
)  # fmt: skip


def ordinary(chance: random.Random) -> bytes:
    """A note as somebody would write it."""
    form = chance.choice(_FORMS)
    count = chance.choice([0, 1, 2, 3, 5, 8])
    days = sorted({TODAY - timedelta(chance.randint(1, 700)) for _ in range(count)}, reverse=chance.random() < 0.4)
    talks = []
    for day in days:
        line = form(day, chance.choice(_TALKS))
        if line.startswith(("- ", "* ", "+ ")) and chance.random() < 0.2:
            line += chance.choice(
                ["\n  - and her new job", "\n\t- and her new job\n\t- cake", "\n    - [ ] send her the link"]
            )
        talks.append(line)
    table = "| when | what |\n|------|------|\n" if talks and talks[0].startswith("|") else ""
    text = chance.choice(_FRONTS) + chance.choice(_ABOUT) + chance.choice(_HEADS) + table + "\n".join(talks)
    text += ("\n" if talks else "") + chance.choice(_AFTER)
    if chance.random() < 0.2:
        text = text.rstrip("\n")
    if chance.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return (("\ufeff" if chance.random() < 0.05 else "") + text).encode()


def ordinary_words(chance: random.Random) -> tuple[str, tuple[str, ...]]:
    """What somebody types behind a name, and under it."""
    under = ("her new flat", "[ ] send the photographs", "ask about: the exam")
    return chance.choice(_TALKS), tuple(chance.sample(under, chance.choice([0, 0, 0, 1, 2])))
