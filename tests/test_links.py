"""Links and code spans in a text (format.md, Links)."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vaultnet.note.links import Link, links, targets, without_code

# a span opens with up to nine backticks and ends at the next run of as many, within 2000 signs, if no longer run comes
SPAN = re.compile(r"(?<!`)(`{1,9})(?!`)(?:[^`]|(?!\1(?!`))`){1,2000}?(?<!`)\1(?!`)")


@settings(max_examples=700)
@given(
    st.lists(st.sampled_from(["`", "``", "```", "`" * 9, "`" * 10, "a", " ", "\n", "x" * 1998]), max_size=12).map(
        "".join
    )
)
@example("`" + "x" * 2000 + "`")
@example("`" + "x" * 2001 + "`")
def test_code_spans_are_blanked_and_nothing_moves(text):
    assert without_code(text) == SPAN.sub(lambda span: " " * len(span[0]), text)


@pytest.mark.parametrize(
    ("text", "target", "shown", "embed"),
    [
        ("[[Bob]]", "Bob", "Bob", False),
        ("![[Bob]]", "Bob", "Bob", True),
        ("[[People/Bob.md|my Bob]]", "People/Bob.md", "my Bob", False),
        ("[[Bob\\|my Bob]]", "Bob", "my Bob", False),
        ("[[Bob#Contact]]", "Bob", "Bob > Contact", False),
        ("[[#Contact]]", "", "Contact", False),
        ("[[a]b]]", "a]b", "a]b", False),
        ("[my Bob](People/Bob%20Smit.md)", "People/Bob Smit.md", "my Bob", False),
        ("![my Bob](<Bob Smit.md>)", "Bob Smit.md", "my Bob", True),
        ("[a page](https://example.org)", "", "a page", False),
    ],
)
def test_every_form_of_a_link(text, target, shown, embed):
    assert links(f"a {text}.") == [Link(target, shown, 2, 2 + len(text), embed)]


@pytest.mark.parametrize(
    "text", ["[[]]", "[[Bob]", "[Bob]]", "[[a\nb]]", "[[a[b]]", "[Bob] (x)", "[[" + "a" * 401 + "]]", "](", "!"]
)
def test_what_is_no_link(text):
    assert links(text) == []


@given(
    st.lists(
        st.sampled_from("[[¦]]¦[[Bob]]¦![[Bob]]¦!¦|¦#¦\\¦[a](b.md)¦](¦[¦]¦Bob¦ ¦%20¦(¦)¦\n¦https://x.org".split("¦")),
        max_size=9,
    ).map("".join)
)
def test_the_notes_that_a_text_links_to_are_those_of_its_links(text):
    assert targets(text) == [link.target for link in links(text) if link.target and not link.embed]
