"""What is read at a glance is read as the full way reads it."""

from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from vaultnet.model.config import Reading
from vaultnet.note.blocks import blocks
from vaultnet.note.dated import daily_entries
from vaultnet.note.line import read_line
from vaultnet.note.person import person_body
from vaultnet.note.pieces import Pieces
from vaultnet.note.plain_line import plain_line

READING = Reading()
DAYS = st.sampled_from(
    "2026-10-01¦2026-10-01¦**2026-10-01**¦[[2026-10-01]]¦[[Daily/2026-10-01|1 Oct]]¦2026-10-01 14:30¦14:30¦¦¦2026-02-30"
    "¦1899-10-01¦2026-10-01T14:30¦2026/10/01¦20261001¦1 October 2026¦(2026-10-01)¦[[Daily notes/2026/2026-10-01]]"
    "¦[[May 3/2026-10-01]]¦12 mei 1999¦31 Februari 2026¦3 Sept 2026¦(2026-10-01) 14:30¦[[2026-10-01|]]¦2026-10-01 - 9:05 ¦9:61¦14:30 uur¦Fri 2026-10-01¦Oct 3, 2026¦may 3".split(
        "¦"
    )
)
BOXES = st.sampled_from(["", "", "", "", "[x] ", "[X] ", "[ ] ", "[-] ", "[/] ", "[x]", "[x]  ", "[2] ", "[x] [x] "])
SEPARATORS = st.sampled_from([*" " * 8, ": ", ", ", "| ", " - ", " — ", " | ", " -> ", "  ", "", "\t", ":", " : "])
PLAIN = st.sampled_from("`a b`¦coffee¦to¦and tea¦[[Bob]]¦[[Bob|B]]¦[[ Bob ]]¦([[Anna]])¦é¦—¦(x)¦!¦?¦.¦;".split("¦"))
ODD = st.sampled_from([
    *[""] * 60, "until 3 May", "her operation is on 3 August", "received: a book", "a #tag", "[[Bob#x]]", "[[Bob]]:", "[[Bob|]]",
    "[[Bob\\|B]]", "[[a|b|c]]", "![[Bob]]", "[[2026-10-02]]", "[[]]", "[[ ]]", "[[Bob", "[a](b)", "](b)", "[[Bob]](b)", "`code`", "`", "``", "`[[Bob]]`", "Oct 3, 2026", "~~old~~",
    "**bold**", "^id", "✅ 2026-10-02", "📅", "key:: value", "(due:: x)", "\u00a0", "\u00a0\u00a0", " ", "  ", "\n", "14:30", "[", "]", "]]", "!", ":",
])  # fmt: skip
WORDS = st.builds(
    lambda before, odd, after, joint: joint.join([*before, odd, *after]),
    st.lists(PLAIN, max_size=3),
    ODD,
    st.lists(PLAIN, max_size=2),
    st.sampled_from(["", " ", " ", " "]),
)
RAW = st.builds("".join, st.tuples(BOXES, DAYS, SEPARATORS, WORDS))


@pytest.mark.parametrize(
    "raw",
    [
        "2026-10-01 coffee",
        "**2026-10-01** — coffee, long",
        "2026-10-01: lunch near the station; she is busy",
        "2026-10-01 Zoë's brother",
        "[x] 2026-10-01 14:30 coffee",
        "(2026-10-01) coffee",
        "1 October 2026: coffee",
        "[[Bob]]: `make test` and `make`",
        "[[Daily/2026/2026-10-01|1 Oct]] lunch with [[Bob|my brother]]",
        "[[Bob]]: all is well",
        "with [[Bob]] and [[Anna]]",
        "the committee meets",
    ],
)
def test_a_date_and_words_are_read_at_a_glance(raw):
    assert plain_line(raw)


@settings(max_examples=1500, deadline=None)
@given(RAW)
@example("2026-10-01 " + "a" * 20_000)
@example("3 May 2026 - May 5, 2026 coffee")
@example(f"see `{'a' * 2001}` [[Bob]] `x` and [[Anna]]")
@example(f"see [[{'a' * 399}|b]]")
def test_what_is_read_at_a_glance_is_what_the_full_way_reads(raw):
    line = plain_line(raw)
    event("cannot tell" if line is None else "tells")
    if line is not None:
        assert line == read_line(raw, "dmy", READING.words)


NOTES = st.lists(
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["- ", "- ", "* ", "  - ", "\t- ", "1. ", "", "  ", "## ", "### ", "- [ ] ", "## [ ] "]),
            RAW,
        ),
    )
    | st.sampled_from(["", "", "- more", "  - more", "  and more", "| a |", "## Log", "- [-] no", "## [ ] plan"])
    | st.sampled_from(
        [
            "## Life events",
            "Anna: x",
            "Jan 3",
            "May 3, 2026 tea",
            "Mon 2026-10-01 x",
            "a (met:: 2020)",
            "x ✅ 2026-10-01",
        ]
    ),
    max_size=8,
)


@settings(max_examples=400, deadline=None)
@given(NOTES)
def test_a_day_read_at_a_glance_is_the_day_read_the_full_way(lines):
    def entries():
        return daily_entries(Pieces(blocks("\n".join(lines).split("\n")), 0, READING), date(2026, 10, 1))

    with (
        patch("vaultnet.note.pieces.glance", return_value=None),
        patch("vaultnet.note.pieces.plain_line", return_value=None),
    ):
        full = entries()
    assert entries() == full


@settings(max_examples=400, deadline=None)
@given(NOTES)
@example(["## [ ] plan", "- 2026-10-01 coffee"])
@example(["- 2026-10-01 coffee", "  - and tea"])
@example(["## Life events", "- 2026-10-01 coffee", "## Log", "- 2026-10-01 coffee"])
@example(["Anna: 3 May", "Jan Smit", "", "Mon 2026-10-01 coffee", "", "a (x:: y)"])
def test_a_body_read_at_a_glance_is_the_body_read_the_full_way(lines):
    def body():
        return person_body("Anna.md", Pieces(blocks("\n".join(lines).split("\n")), 0, READING))

    with (
        patch("vaultnet.note.pieces.glance", return_value=None),
        patch("vaultnet.note.pieces.plain_line", return_value=None),
        patch("vaultnet.note.person._says_nothing", return_value=False),
    ):
        full = body()
    assert body() == full
