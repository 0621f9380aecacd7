"""Content words and their stems."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.text.stems import stem_set, stems, words


def test_words_are_letters_with_digits_inside():
    assert words("Anna's garden, b2b café — don't, foto’s 3d 2026 x") == [
        "anna",
        "garden",
        "b2b",
        "café",
        "don't",
        "foto",
        "x",
    ]
    assert words("CAFE\u0301") == ["café"]
    assert words("") == []


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("a good lawyer", "lawyers I know"),
        ("looking for a photographer", "Photographers, all of them"),
        ("zoekt een advocaat", "kent veel advocaten"),
        ("hulp in de tuin", "tuinen en terrassen"),
        ("gardening tips", "knows all about gardens"),
        ("een goede fotograaf", "fotografie"),
    ],
)
def test_two_texts_meet_when_either_language_makes_two_words_one(need, offer):
    assert stem_set(need) & stem_set(offer)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("looking for a house", "looking for a job"),
        ("zoekt een baan voor haar", "zoekt een fiets voor haar"),
        ("the and of with", "the and of with"),
        ("een en van met", "een en van met"),
        ("a b c", "a b c"),
        ("2026", "2026"),
    ],
)
def test_stop_words_numbers_and_single_letters_bring_nobody_together(one, other):
    assert not stem_set(one) & stem_set(other)


def test_a_word_has_a_stem_in_each_language():
    assert stems("operations") == ("en:oper", "nl:operation")
    assert stems("the") == ()
    assert stem_set("Operations, operations") == {"en:oper", "nl:operation"}


@given(st.text(max_size=40))
def test_a_text_shares_all_its_stems_with_itself_in_any_case(text):
    assert stem_set(text) == stem_set(f" {text} ")
    assert stem_set(text) == {stem for word in words(text) for stem in stems(word)}


def test_stems_are_those_of_the_library_although_not_all_of_it_is_loaded():
    said = ["operations", "gardening", "verhuizingen", "fotografie", "advocaten", "conférences", "o'neill"]
    asked = "import snowballstemmer as s; print(*map(s.stemmer('{}').stemWord, {}), sep='\\n')"
    for language, number in (("english", 0), ("dutch", 1)):
        code = asked.format(language, said)
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        assert [stems(word)[number].partition(":")[2] for word in said] == told
