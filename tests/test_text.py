"""What text is before anybody takes it for a note: lines, spellings, and the conflicts that git leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.note.known_by import people_folder, people_tag
from vaultnet.text.git_conflict import conflict_line
from vaultnet.text.line_ends import end_of, is_empty, lines_of, plain, without_end
from vaultnet.text.spelling import folded, is_within, without_md, worded

TEXTS = st.text("ab \t\r\n\ufeff\u2028\x85é", max_size=20)


@given(TEXTS)
def test_lines_are_the_text_and_end_as_it_says(text):
    lines = lines_of(text)
    assert "".join(lines) == text
    assert [without_end(line) + end_of(line) for line in lines] == lines
    assert all(end_of(line) in ("\n", "\r", "\r\n") for line in lines[:-1])
    assert not any(sign in without_end(line) for line in lines for sign in "\r\n")


@given(TEXTS)
def test_a_plain_text_has_the_same_lines(text):
    assert plain(text).removesuffix("\n").split("\n") == (
        [without_end(line) for line in lines_of(text.removeprefix("\ufeff"))] or [""]
    )
    assert is_empty(text) == (not text.strip("\ufeff \t\r\n"))


@pytest.mark.parametrize(
    ("one", "other"), [("Zoë", "ZOE\u0308"), ("STRASSE", "straße"), ("People/Anna.md", "PEOPLE/ANNA.MD"), ("ﬁ", "FI")]
)
def test_spellings_of_one_name_are_the_same(one, other):
    assert folded(one) == folded(other)
    assert folded(folded(one)) == folded(one)


@given(st.text(st.characters(max_codepoint=127), max_size=8))
def test_plain_letters_are_folded_like_all_others(text):
    assert folded(text) + "é" == folded(f"{text}É")


def test_a_sentence_is_the_same_whatever_its_blanks_and_case():
    assert worded("  The Blue\tdrill\n") == worded("the blue drill") != worded("the blue drills")


@pytest.mark.parametrize(
    ("place", "whole", "within"),
    [("person", "person", True), ("person/friend", "person", True), ("personal", "person", False), ("", "a", False)],
)
def test_what_lies_under_another_thing(place, whole, within):
    assert is_within(place, whole) is within


def test_the_extension_of_a_note_may_be_left_out():
    assert [without_md(name) for name in ("Anna.md", "Anna.MD", "Anna", "md", ".md")] == [
        "Anna",
        "Anna",
        "Anna",
        "md",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\n<<<<<<< mine\r\n=======\r\n>>>>>>> theirs\r\n", 2),
        ("<<<<<<< a\n<<<<<<< b\n>>>>>>> c", 1),
        ("<<<<<<< a\n=======\n", 0),
        (">>>>>>> a\n<<<<<<< b\n", 0),
        (" <<<<<<< a\n>>>>>>> b\n", 0),
    ],
)
def test_a_conflict_begins_with_a_marker_that_another_closes(text, line):
    assert conflict_line(text) == line


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("People/Anna.md", "People"),
        ("Areas/PEOPLE/Koor/Anna.md", "Areas/PEOPLE"),
        ("Netwerk/Cafe\u0301/Anna.md", "Netwerk/Cafe\u0301"),
        ("Café/Anna.md", None),
        ("My People/Anna.md", None),
        ("People.md", None),
    ],
)
def test_a_folder_of_people_is_one_by_name_or_path(path, folder):
    assert people_folder(path, ("People", "netwerk/CAFÉ")) == folder


def test_a_tag_of_people_may_have_others_under_it():
    assert people_tag(("work", "person/friend"), ("crm", "person")) == "person"
    assert people_tag(("personal",), ("crm", "person")) == ""
    assert people_tag((), ("person",)) == ""
