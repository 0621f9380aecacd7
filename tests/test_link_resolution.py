from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.network.links import Links, LinkTexts


def resolve(target, source, *paths):
    return Links(paths).resolve(target, source)


def test_a_name_finds_the_only_note_of_that_name_wherever_it_lies():
    assert resolve("Vera Smit", "Daily/2026-10-01.md", "People/Friends/Vera Smit.md") == "People/Friends/Vera Smit.md"


def test_the_exact_path_wins_over_the_note_beside_the_link():
    assert resolve("Vera", "People/Bram.md", "Vera.md", "People/Vera.md") == "Vera.md"
    assert resolve("b/Vera", "a/x.md", "a/b/Vera.md", "b/Vera.md") == "b/Vera.md"


def test_the_note_beside_the_link_wins_over_a_shorter_path():
    assert resolve("Vera", "Clients in Utrecht/x.md", "A/Vera.md", "Clients in Utrecht/Vera.md") == (
        "Clients in Utrecht/Vera.md"
    )


def test_folders_above_the_link_count_for_nothing():
    assert resolve("Vera", "Long folder/Deep/x.md", "A/Vera.md", "Long folder/Vera.md") == "A/Vera.md"


def test_a_path_is_looked_for_below_the_links_own_folder_before_elsewhere():
    assert resolve("b/Vera", "Long folder/x.md", "a/b/Vera.md", "Long folder/b/Vera.md") == "Long folder/b/Vera.md"


def test_the_shortest_path_counts_characters_not_folders():
    assert resolve("Vera", "x.md", "a/b/c/Vera.md", "A long folder/Vera.md") == "a/b/c/Vera.md"


def test_of_equally_short_paths_the_first_by_code_points_of_the_folded_path_is_meant():
    assert resolve("Vera", "x.md", "b/Vera.md", "A/Vera.md") == "A/Vera.md"
    assert resolve("Vera", "x.md", "é/Vera.md", "z/Vera.md") == "z/Vera.md"


def test_the_end_of_a_path_finds_the_note():
    assert resolve("b/Note", "x.md", "a/b/Note.md", "c/Note.md") == "a/b/Note.md"
    assert resolve("b/Note", "x.md", "ab/Note.md") is None


@pytest.mark.parametrize(
    "target", ["Vera.md", "vera", "VERA.MD", " Vera ", "people/vera", "/People/Vera", "/People/Vera.md"]
)
def test_extension_case_and_blanks_make_no_difference(target):
    assert resolve(target, "Daily/x.md", "People/Vera.md") == "People/Vera.md"


def test_a_slash_at_the_start_means_the_root():
    assert resolve("/Vera", "People/x.md", "People/Vera.md") is None


def test_letters_with_accents_match_however_they_are_composed():
    decomposed = normalize("NFD", "People/Zoë.md")
    assert resolve("Zoë", "x.md", decomposed) == decomposed
    assert resolve(normalize("NFD", "zoë"), "x.md", "People/Zoë.md") == "People/Zoë.md"


def test_of_two_notes_that_only_case_tells_apart_the_spelling_decides():
    paths = ("People/Vera.md", "People/vera.md")
    assert resolve("vera", "x.md", *paths) == "People/vera.md"
    assert resolve("Vera", "x.md", *paths) == "People/Vera.md"
    assert resolve("VERA", "x.md", *paths) == "People/Vera.md"


def test_dots_are_relative_to_the_linking_note():
    paths = ("Vera.md", "a/Vera.md", "a/b/Vera.md")
    assert resolve("./Vera", "a/x.md", *paths) == "a/Vera.md"
    assert resolve("../Vera.md", "a/b/x.md", *paths) == "a/Vera.md"
    assert resolve("../../Vera", "a/b/x.md", *paths) == "Vera.md"
    assert resolve("../b/Vera", "a/c/x.md", *paths) == "a/b/Vera.md"
    assert resolve("./Vera", "c/x.md", *paths) is None


@pytest.mark.parametrize("target", ["../Vera", "../../etc/passwd", "../../../Vera.md", "..", "."])
def test_what_lies_outside_the_vault_is_found_by_no_link(target):
    assert resolve(target, "x.md", "Vera.md", "etc/passwd.md") is None


@pytest.mark.parametrize("target", ["", "/", "People/", "https://Vera", "photo.png"])
def test_what_names_no_note_finds_none(target):
    assert resolve(target, "People/x.md", "People/Vera.md", "People/photo.md") is None


def test_the_same_target_may_mean_another_note_in_another_folder():
    links = Links(["a/Index.md", "b/Index.md"])
    assert [links.resolve("Index", source) for source in ("a/x.md", "b/x.md", "c/x.md", "a/x.md")] == [
        "a/Index.md",
        "b/Index.md",
        "a/Index.md",
        "a/Index.md",
    ]


def test_a_note_is_linked_by_its_name_where_that_is_unique_and_by_its_path_where_not():
    texts = LinkTexts(Links(["People/@Vera.md", "People/Bram.md", "Archive/bram.md"]))
    assert texts == {"People/@Vera.md": "@Vera", "People/Bram.md": "People/Bram", "Archive/bram.md": "Archive/bram"}


@pytest.mark.parametrize("sign", [*'[]|#^\\<>%:*?"{}$~=`', "\n", "\x00", "\x7f", "\u2028", "\u202e", "\ud800"])
def test_no_link_names_a_note_with_a_sign_that_breaks_links(sign):
    path = f"People/Ve{sign}ra.md"
    assert LinkTexts(Links([path])) == {path: ""}


def test_names_of_ordinary_people_can_be_linked():
    names = ["Seán O'Brien-Ng", "Zoë (neighbour)", "J. de Vries", "Anna & Bram", "佐藤 花子", "Ayşe, Ümit"]
    assert LinkTexts(Links([f"People/{name}.md" for name in names])) == {f"People/{name}.md": name for name in names}


segments = st.text("ABabé .@-", min_size=1, max_size=3).filter(lambda text: text == text.strip() and text[0] != ".")
notes = st.lists(segments, min_size=1, max_size=3).map(lambda steps: "/".join(steps) + ".md")


@given(st.sets(notes, max_size=8), notes)
def test_what_we_would_write_as_a_link_finds_the_note_from_everywhere(paths, source):
    links = Links(sorted(paths))
    for path, text in LinkTexts(links).items():
        assert not text or links.resolve(text, source) == path


@given(st.sets(notes, max_size=8), notes, st.text("ABab./é", max_size=6))
def test_resolution_finds_a_note_of_the_vault_or_none_and_does_not_depend_on_the_order(paths, source, target):
    found = Links(sorted(paths)).resolve(target, source)
    assert found is None or found in paths
    assert Links(sorted(paths, reverse=True)).resolve(target, source) == found


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_makes_resolution_fail(target, source):
    Links(["Vera.md"]).resolve(target, source)


@given(st.sets(notes, max_size=8), st.sets(notes, max_size=8), notes, st.text("ABab./é", max_size=6))
def test_after_notes_came_and_went_links_mean_what_they_mean_among_those_that_are_there(before, now, source, target):
    links = Links(sorted(before))
    links.resolve(target, source)
    changed = links.changed(before - now, now - before)
    assert changed.resolve(target, source) == Links(sorted(now)).resolve(target, source)
    assert LinkTexts(changed) == LinkTexts(Links(sorted(now)))
