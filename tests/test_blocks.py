"""The quick reader of blocks gives what markdown-it gives, or says that it cannot tell."""

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from vaultnet.note.blocks import blocks, parsed_blocks, without_comments
from vaultnet.note.lines import HEADING, ITEM, ROW, TEXT, Block, quick_blocks

ATOMS = st.sampled_from(
    "- |* |+ |1. |2) |10. |  |    |\t| |# |### |#tag |> |>|```|~~~|````|---|***|===|- - |-|1.|*|a|coffee|2026-10-01 |"
    "[[Vera]]|[ ] |[x] |[a]: b|<div>|<!-- |-->|%%|`x`|`|\\||--|:-|-:|é|\u00a0|\\|*b*|_|__|_ _ _|a: b|::|!|##|# #|x #".split(
        "|"
    )
)
LINES = st.lists(st.lists(ATOMS, max_size=5).map("".join), max_size=9)


@settings(max_examples=600, deadline=None)
@given(LINES)
@example(["- a", "", "    b"])
@example(["1. a", "- b"])
@example(["text", "2. b"])
@example(["-", "", "  a"])
@example(["- ", "  - b"])
@example(["> a", "b"])
@example(["- a", "---"])
@example(["a", "b", "---", "c"])
@example(["a |", "---"])
@example(["a", " =", "b", "=="])
@example(["> a", "b", "---"])
def test_the_quick_reader_agrees_with_markdown_it_or_gives_up(lines):
    quick = quick_blocks(lines)
    assert quick is None or quick == parsed_blocks(lines)


ORDINARY = st.lists(
    st.builds(
        lambda indent, marker, text: indent + marker + text,
        st.sampled_from(["", "", "", "  ", "\t", "\t\t", "    "]),
        st.sampled_from(["- ", "* ", "1. ", "", "", "## ", "- [ ] "]),
        st.sampled_from(["2026-10-01 coffee", "with [[Vera]]", "", "**bold** start", "a #tag"]),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(ORDINARY)
def test_the_quick_reader_agrees_on_ordinary_lists(lines):
    quick = quick_blocks(lines)
    assume(quick is not None)  # hypothesis complains if that is rare
    assert quick == parsed_blocks(lines)


def test_a_line_under_a_paragraph_makes_it_a_heading():
    assert quick_blocks(["", "type: person", "tags: friends", "---", "Log", "===", "- 2026-10-01 coffee"]) == [
        Block(HEADING, 1, 3, 2, "type: person\ntags: friends"),
        Block(HEADING, 4, 5, 1, "Log"),
        Block(ITEM, 6, 7, 0, "2026-10-01 coffee"),
    ]


def test_the_quick_reader_knows_ordinary_notes():
    note = """# Anna

A friend from the choir.
She sings alto.

## Contact
- 2026-10-01 coffee
  and cake
\t- she is moving
- [ ] send the score

> a quote [[Vera]]

```
- 2026-10-02 not me
```
1. one
2. two
""".split("\n")
    assert quick_blocks(note) == [
        Block(HEADING, 0, 1, 1, "Anna"),
        Block(TEXT, 2, 4, 0, "A friend from the choir.\nShe sings alto."),
        Block(HEADING, 5, 6, 2, "Contact"),
        Block(ITEM, 6, 8, 0, "2026-10-01 coffee\nand cake"),
        Block(ITEM, 8, 9, 1, "she is moving"),
        Block(ITEM, 9, 10, 0, "[ ] send the score"),
        Block(ITEM, 16, 17, 0, "one"),
        Block(ITEM, 17, 18, 0, "two"),
    ]


def test_table_rows_are_blocks():
    found = blocks(["| when | what |", "|---|---|", "| 2026-10-01 | call |"])
    assert found == [Block(ROW, 0, 1, 0, "| when | what |"), Block(ROW, 2, 3, 0, "| 2026-10-01 | call |")]


def test_comments_are_blanked_but_not_in_code():
    assert without_comments(["a %%hidden%% b", "%%", "- hidden", "%%", "`%%` seen `%%`"]) == [
        "a " + " " * 8 + " b",
        "",
        "",
        "",
        "`%%` seen `%%`",
    ]
    assert without_comments(["```", "%%", "```", "<!-- x", "y -->z"]) == ["```", "%%", "```", "", "z"]


def test_html_and_indented_code_say_nothing_and_are_read_quickly():
    assert quick_blocks(["<div>", "- 2026-10-01 no", "</div>", "", "    - 2026-10-01 code", "", "- x"]) == [
        Block(ITEM, 6, 7, 0, "x")
    ]


def test_a_paragraph_may_be_long():
    many = 40_000
    assert quick_blocks(["word"] * many) == [Block(TEXT, 0, many, 0, "\n".join(["word"] * many))]
    assert quick_blocks(["- a", *["word"] * many]) == [Block(ITEM, 0, many + 1, 0, "a" + "\nword" * many)]
