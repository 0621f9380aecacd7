"""What comes from a note is nothing but text in a generated one."""

import json
import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vaultnet.model.network import Network
from vaultnet.render.escape import inert, link, terminal_safe, without_task_signs

HOSTILE = json.loads((Path(__file__).parent / "cases/hostile/strings.json").read_text("utf-8"))

ORDINARY = [
    "Seán O'Brien-Ng",
    "3-4 pm, at 14:30 (call)",
    "e.g. her B&B",
    "coffee, talked about his move; all is well!",
    "José & Zoë (née Müller)",
    "06-12345678",
    "+31 6 1234 5678",
    "anna_de_vries@example.org",
    "50% off, -5 °C, and/or",
    'said "yes" - really?',
    "1 October 2026: 2nd try",
    "李小龙, Αθηνά, Владимир",
    "2.5 hours",
    "-12 degrees",
    "نامه\u200cها",
]

DANGEROUS = {
    "Templater": r"<%|%>",
    "a comment": r"%%|<!--",
    "an inline field": r"::",
    "code": r"`|~~~",
    "Dataview": r"\$=",
    "a link": r"\[\[|\]\]|\]\(",
    "an embed": r"!\[",
    "a tag": r"(?<!\\)#",
    "a checkbox": r"(?<!\\)\[",
    "a highlight": r"==",
    "mathematics": r"(?<!\\)\$",
    "HTML": r"(?<!\\)<",
    "a quote or list": r"\A[>*]|\A[-+](?: |\Z)|\A[0-9]{1,9}[.)](?: |\Z)",
    "a block id": r" \^",
    "a placeholder": r"\{\{|\}\}",
    "an address": r"://|(?i:www\.)|(?i:mailto:)",
    "a table": r"(?<!\\)\|",
    "a line end or control": r"[\x00-\x1f\x7f-\x9f\u2028\u2029]",
    "invisible signs": r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\xad\ud800-\udfff]",
}
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
anything = st.text(st.characters(exclude_categories=()), max_size=60)
signs = st.lists(st.sampled_from([*"[]()<>{}*_`~#^|=+-!:;&$%@/\\.1ax \n\té>", "::", "[[", "%%", "www.", "http:"])).map(
    "".join
)
printable = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=60)


def seen(text):
    """What a reader of the rendered Markdown sees; fails if anything but text was in it."""
    found = []
    for token in MARKDOWN.parse(text):
        assert token.type in ("paragraph_open", "inline", "paragraph_close"), (text, token.type)
        for child in token.children or ():
            assert child.type == "text", (text, child.type)
            found.append(child.content)
    return "".join(found)


def is_harmless(text):
    for what, pattern in DANGEROUS.items():
        assert not re.search(pattern, text), (what, text)
    text.encode("utf-8")
    assert "\n" not in seen(text)
    assert seen(f"Ask about: {text}.") == f"Ask about: {seen(text)}."
    tokens = MARKDOWN.parse(f"- [ ] {text}\n    > {text}\n    > x {text} y\n")
    kinds = {token.type.rpartition("_")[0] for token in tokens if token.type != "inline"}
    assert kinds <= {"bullet_list", "list_item", "paragraph", "blockquote"}, text
    assert sum(token.type == "list_item_open" for token in tokens) == 1


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_names_and_texts_stay_as_they_are(text):
    assert inert(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_can_do_nothing(text):
    is_harmless(inert(text))


def test_there_are_enough_hostile_strings():
    assert len(set(HOSTILE)) >= 80


@given(anything | signs)
def test_no_text_at_all_can_do_anything(text):
    is_harmless(inert(text))


@given(anything | signs, anything | signs)
@example("to do:\u200b", "")
def test_nor_does_it_make_a_field_with_a_colon_of_ours_behind_it(name, text):
    assert "::" not in f"{inert(name)}:{inert(text)}"


@given(printable)
def test_a_reader_sees_the_text_that_the_note_holds(text):
    assert seen(inert(text)) == " ".join(normalize("NFC", text).replace("`", "'").split())


@given(anything, st.integers(1, 200))
def test_its_length_is_bounded(text, limit):
    assert len(inert(text * 50, limit)) <= 2 * limit + len("colon;")


def test_a_long_text_is_cut_with_a_sign_that_it_was():
    assert inert("word " * 100, 12) == "word word w…"


def test_letters_keep_their_joiners_and_nothing_else_does():
    assert inert("نامه\u200cها क्\u200dष") == "نامه\u200cها क्\u200dष"
    assert inert("a\u200d b\u200c!") == "a b!"


def test_one_composed_line():
    assert inert("  Rene\u0301\n\tand\u00a0co\x00 ") == "René and co"


def test_signs_of_the_tasks_plugin_are_left_out_of_tick_lines():
    assert inert(without_task_signs("water the plants 🔁 every day 🏁 delete")) == "water the plants every day delete"


def test_a_link_is_written_as_obsidian_would():
    network = Network(link_texts={"People/Anna.md": "Anna", "Work/Bo.md": "Work/Bo", "People/C#.md": ""})
    assert link("People/Anna.md", network) == "[[Anna]]"
    assert link("Work/Bo.md", network, "1 October") == "[[Work/Bo|1 October]]"


def test_a_name_that_no_link_can_hold_is_escaped_text():
    network = Network(link_texts={"People/@C#[x].md": ""})
    assert link("People/@C#[x].md", network) == r"C\#\[x\]"
    assert link("People/@C#[x].md", network, "1 October") == "1 October"


def test_the_terminal_shows_control_characters_as_escapes():
    assert terminal_safe("a\x1b[31mb\x9b\u202e\ud800\U000e0041\n") == r"a\x1b[31mb\x9b\u202e\ud800\U000e0041\x0a"


@given(anything)
def test_no_control_character_reaches_the_terminal(text):
    assert not re.search(DANGEROUS["a line end or control"] + "|" + DANGEROUS["invisible signs"], terminal_safe(text))


@pytest.mark.parametrize("text", ORDINARY)
def test_the_terminal_shows_ordinary_text_as_it_is(text):
    assert terminal_safe(text) == text
