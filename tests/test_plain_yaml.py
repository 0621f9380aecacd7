"""The fast reader of frontmatter says what the YAML parser says, or that it cannot tell."""

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from vaultnet.note import guarded_yaml, plain_yaml

ORDINARY = [
    "",
    "type: person",
    "# mine\ntype: person\n\n  # more\ncircle: close",
    "aliases: [Vera, Vera J., 'V, J', \"de Vries\", O'Brien, v@example.org]",
    "aliases: []\ntags:\nnext: ~",
    "tags:\n  - person\n  - friend/close\nbirthday: 1980-05-04",
    "tags:\n- person\n\n# and\n- friend",
    "tags:\n  -\n  - x",
    'introduced_by: "[[Bob Smith|Bob]]"\nknows:\n  - "[[Eve]]"\n  - \'[[Carl]]\'',
    "birthday: --05-04\nphone: +31 6 12345678\nlink: https://example.org/a#b\nat: 12:30",
    "ADR[HOME].LOCALITY: Utrecht\nlast contact: 2026-10-01\nplaats:  's-Gravenhage'",
    "naam: Zoë 😀 van ’t Hoff\nédition: 2",
]

UNTOLD = [
    "a: 1\na: 2",
    "a: b # c",
    "a: b: c",
    "a: b:",
    "a:b",
    "a : b",
    "a:\tb",
    " a: 1",
    "a: [[Bob]]",
    "a: {b: c}",
    "a: |\n  b",
    "a: >-\n  b",
    "a: b\n  c",
    "a: b\n- c",
    "a:\n  - b\n - c",
    "a:\n  - b\n    - c",
    "a:\n  - b: c",
    "a:\n  - - b",
    "a:\n  b: c",
    'a: "b\\n"',
    "a: 'it''s'",
    'a: "b" c',
    "a: [b, [c]]",
    "a: [b, , c]",
    "a: [b: c]",
    "a: [b #c]",
    "a: @b",
    "a: &b c",
    "a: *b",
    "a: !b c",
    "a: x\xa0y",
    "a: x\u2028y",
    "a: \x08",
    "? a\n: b",
    "--- b",
    "text",
    "- a",
    "a: -\nb: 1",
    "a: " + "x" * 5_000,
]


@pytest.mark.parametrize("block", ORDINARY)
def test_what_people_write_is_read_without_the_parser(block):
    assert plain_yaml.read(block) == guarded_yaml.read(block)


@pytest.mark.parametrize("block", UNTOLD)
def test_of_anything_else_it_says_that_it_cannot_tell(block):
    assert plain_yaml.read(block) is None


# fmt: off - signs and words by the line, not by the page
SIGNS = st.sampled_from(
    [
        ": ",
        " :",
        ":",
        " ",
        "  ",
        "'",
        '"',
        "#",
        " #",
        "- ",
        "-",
        "[",
        "]",
        "{",
        "}",
        ",",
        ", ",
        "|",
        ">",
        "---",
        "...",
        "%",
        "@",
        "`",
        "&a",
        "*a",
        "!t",
        "<<",
        "? ",
        "~",
        "null",
        "=",
        "\\",
        "\t",
        "\n",
        "\n  ",
        "\n- ",
        "\0",
        "\xa0",
        "\u2028",
        "\x08",
        "\u200d",
        "\ufeff",
        "\u0301",
    ]
)
TEXTS = st.sampled_from(
    [
        "a",
        "Vera de Vries",
        "1980-05-04",
        "--05-04",
        "12:30",
        "+31 (0)6",
        "null",
        "~",
        "é",
        "😀",
        "O'Brien",
        "a.b@c.nl",
        "²",
        "_",
        "a, b",
        "[[Bob]]",
        "x#y",
        "-",
        "a&b",
        "50%",
        "C++",
        "=",
    ]
)
# fmt: on
QUOTED = st.one_of(TEXTS.map('"{}"'.format), TEXTS.map("'{}'".format))
SCALARS = st.one_of(TEXTS, QUOTED)
BRACKETS = st.lists(SCALARS, max_size=4).map(lambda items: f"[{', '.join(items)}]")
ITEMS = st.builds(
    lambda dash, items: "".join(f"\n{dash} {item}" for item in items),
    st.sampled_from(["-", "  -", "    -", "- "]),
    st.lists(st.one_of(SCALARS, st.just("")), min_size=1, max_size=3),
)
REST = st.one_of(
    SCALARS.map(" {}".format), BRACKETS.map(" {}".format), ITEMS, st.sampled_from(["", " ", "\n", "\n\n  # more"])
)
NAMES = st.sampled_from(["a", "b", "last contact", "ADR[HOME].X", "é", "k-1", "2024", "null", "x y", "a.b"])
BLOCKS = st.dictionaries(NAMES, REST, min_size=1, max_size=4).map(
    lambda rests: "\n".join(f"{name}:{rest}" for name, rest in rests.items())
)
TANGLED = st.lists(st.one_of(SIGNS, TEXTS), max_size=10).map(lambda parts: "k: " + "".join(parts))


@st.composite
def torn(draw):
    """A block with one sign more, somewhere."""
    block = draw(BLOCKS)
    at = draw(st.integers(0, len(block)))
    return block[:at] + draw(SIGNS) + block[at + draw(st.integers(0, 1)) :]


@settings(max_examples=900, deadline=None)
@given(st.one_of(BLOCKS, torn(), torn(), TANGLED))
@example("a: b\n\n# c\n- d")
@example("a:\n- b\n# c\n  - d")
def test_it_says_what_the_yaml_parser_says_or_that_it_cannot_tell(block):
    fields = plain_yaml.read(block)
    event("cannot tell" if fields is None else "tells")
    if fields is not None:
        assert fields == guarded_yaml.read(block)
