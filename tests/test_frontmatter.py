"""Frontmatter as Obsidian reads it: where it begins and ends, what it says, and what is told when it says nothing."""

import subprocess
import sys
import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vaultnet.note import guarded_yaml
from vaultnet.note.frontmatter import Frontmatter, read
from vaultnet.note.nodes import Field, Fields, Items, Node, Scalar
from vaultnet.note.properties import read_card


def said(node: Node):
    """A node as plain Python values, without lines."""
    if isinstance(node, Items):
        return [said(item) for item in node.items]
    if isinstance(node, Fields):
        return {field.key: said(field.value) for field in node.fields}
    return node.text


def properties(block: str):
    found = read("Vera.md", f"---\n{block}\n---\n")
    assert not found.problems
    return {field.key: said(field.value) for field in found.fields}


def problem(text: str) -> str:
    found = read("Vera.md", text)
    assert found.fields == ()
    (one,) = found.problems
    return str(one)


def test_the_body_begins_after_the_closing_dashes():
    assert read("Vera.md", "---\na: 1\n---\ntext").body == 3
    assert read("Vera.md", "---\na: 1\n---").body == 3
    assert read("Vera.md", "---\n---\ntext").body == 2
    assert read("Vera.md", "---\n\n---\ntext").body == 3
    assert read("Vera.md", "text").body == 0
    assert read("Vera.md", "") == Frontmatter((), 0, (), templated=False)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_the_same_with_every_line_end(end):
    found = read("Vera.md", end.join(["---", "a: 1", "", "b: [x,", "  y]", "---", "text", ""]))
    assert found.body == 6
    assert found.fields == (
        Field("a", 2, Scalar("1", 2)),
        Field("b", 4, Items((Scalar("x", 4), Scalar("y", 5)), 4)),
    )


def test_one_byte_order_mark_may_stand_before_it():
    assert read("Vera.md", "\ufeff---\na: 1\n---\n").fields == (Field("a", 2, Scalar("1", 2)),)
    assert read("Vera.md", "\ufeff\ufeff---\na: 1\n---\n") == Frontmatter()


def test_it_begins_on_the_very_first_line():
    for text in (
        "\n---\na: 1\n---\n",
        " ---\na: 1\n---\n",
        "text\n---\na: 1\n---\n",
        "----\na: 1\n----\n",
        "--- a\nb: 1\n---\n",
    ):
        assert read("Vera.md", text) == Frontmatter()


def test_blanks_may_follow_the_closing_dashes_and_nothing_else_may():
    assert read("Vera.md", "---\na: 1\n--- \t\ntext").body == 3
    assert read("Vera.md", "---\na: |\n  x\n  ---\n---\ntext").body == 5
    assert read("Vera.md", "---\na: 1\n----\n---\ntext").problems


def test_it_ends_at_the_first_dashes_however_many_rules_the_body_has():
    found = read("Vera.md", "---\na: 1\n---\ntext\n\n---\n\nb: 2\n---\n")
    assert [field.key for field in found.fields] == ["a"]
    assert found.body == 3


def test_what_is_not_closed_is_a_problem_and_all_of_it_body():
    found = read("Vera.md", "---\na: 1\ntext\n")
    assert (found.fields, found.body, [one.line for one in found.problems]) == ((), 0, [1])
    assert problem("---") == (
        "Vera.md:1: found `---` in the first line and none that closes it, expected `---` after the properties"
    )


def test_what_is_no_mapping_is_a_problem_at_the_first_line_and_its_body_is_read():
    assert problem("---\nprose\n\n---\nrest").startswith(
        "Vera.md:1: found frontmatter that is not a list of properties"
    )
    assert problem("---\n- a\n- b\n---\nrest").startswith("Vera.md:1: ")
    assert read("Vera.md", "---\nprose\n\n---\nrest").body == 4


def test_nothing_between_the_dashes_is_no_problem():
    for block in ("", "# nobody yet", "\n\n", "~", "null"):
        assert properties(block) == {}


def test_every_scalar_stays_what_was_written():
    block = """\
yes: NO
time: 12:30
zeros: 0123
day: 1990-05-04
moment: 2020-08-21T10:30:00Z
impossible: 2024-02-30
phone: +31612345678
octal: 00447911123456
under: 1_000
quoted: "null"
equals: =
2024: year
content: c
handler: h
<<: merge"""
    assert properties(block) == {
        "yes": "NO",
        "time": "12:30",
        "zeros": "0123",
        "day": "1990-05-04",
        "moment": "2020-08-21T10:30:00Z",
        "impossible": "2024-02-30",
        "phone": "+31612345678",
        "octal": "00447911123456",
        "under": "1_000",
        "quoted": "null",
        "equals": "=",
        "2024": "year",
        "content": "c",
        "handler": "h",
        "<<": "merge",
    }


def test_null_a_tilde_and_nothing_say_nothing():
    assert properties("a:\nb: ~\nc: null\nd: [null, ~]\ne:\n  -\nf: # later") == {
        "a": "",
        "b": "",
        "c": "",
        "d": ["", ""],
        "e": [""],
        "f": "",
    }


def test_an_unquoted_wikilink_is_the_link_that_was_meant():
    assert properties("a: [[Bob]]") == {"a": "[[Bob]]"}
    assert properties("a:\n  - [[Bob Smith, Jr|Bob]]\n  - x") == {"a": ["[[Bob Smith, Jr|Bob]]", "x"]}
    assert properties("a: [[[Bob]], [[Eve]]]") == {"a": ["[[Bob]]", "[[Eve]]"]}
    assert properties("a: [[Bob], [Eve]]") == {"a": [["Bob"], ["Eve"]]}


def test_maps_texts_over_several_lines_and_json_are_read():
    found = read("Vera.md", "---\ninteractions:\n  - date: 2026-10-01\n    text: >\n      coffee,\n      long\n---\n")
    (field,) = found.fields
    assert said(field.value) == [{"date": "2026-10-01", "text": "coffee, long\n"}]
    assert isinstance(field.value, Items)
    assert isinstance(field.value.items[0], Fields)
    assert [part.line for part in field.value.items[0].fields] == [3, 4]
    assert properties('{"a": "x", "b": ["y", null]}') == {"a": "x", "b": ["y", ""]}


def test_what_obsidian_takes_for_a_character_ends_no_line():
    assert properties("a: x\u2028y # c\nb: 'z\x08'") == {"a": "x\xa0y", "b": "z\xa0"}
    assert read("Vera.md", "---\na: x\u2028y\x85z\nb: [\n---\n").problems[0].line == 3


@pytest.mark.parametrize(
    ("yaml", "line"),
    [("a: 1\n\tb: 2\nc: 3", 3), ("a: 1\nb:\n\tc: 2", 4), ('a: 1\nb: "x\nc: 2', 3), ("a: 1\nb: c: d", 3)],
)
def test_invalid_yaml_is_reported_where_it_is_wrong(yaml, line):
    assert [one.line for one in read("Vera.md", f"---\n{yaml}\n---\n").problems] == [line]


def test_a_key_twice_is_a_problem_at_the_second_one():
    assert problem("---\na: 1\nb: 2\na: 3\n---\ntext") == (
        "Vera.md:4: found `a` a second time (first in line 2), expected each property once"
    )
    assert problem('---\na: 1\n"a": 3\n---\n').startswith("Vera.md:3: ")
    assert problem("---\na:\n  - b: 1\n    b: 2\n---\n").startswith("Vera.md:4: ")
    assert properties("a: 1\nA: 2") == {"a": "1", "A": "2"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: 1\ntitle: Re: x\n---\n", 3),
        ("---\na: 1\njust text\nb: 2\n---\n", 3),
        ("---\na: [b\nc: 2\n---\n", 2),
        ("---\na: 1\nb: {c: 1\nd: 2\ne: 3\n---\n", 3),
        ('---\na: "b\nc: 2\n---\n', 2),
        ("---\na: [#x, #y]\nb: 1\n---\n", 2),
        ("---\na: [[A]], [[B]]\nb: 1\n---\n", 2),
        ("---\na:\n\t- b\n---\n", 3),
        ("---\na: 1\nb: @x\n---\n", 3),
        ("---\na: 1\nb: *bold*\n---\n", 3),
        ("---\na: 1\n  b: 2\n---\n", 3),
        ("---\na: 1\n- b\n---\n", 3),
        ("---\na: 'x' y\n---\n", 2),
        ("---\na: 1\n...\nb: 2\n---\n", 4),
        ("---\na: 1\n--- x\nb\n---\n", 3),
        ("---\r\na: 1\r\nb: Re: x\r\n---\r\n", 3),
        ("---\ra: 1\rb: Re: x\r---\r", 3),
        ("\ufeff---\na: 1\nb: Re: x\n---\n", 3),
    ],
)
def test_invalid_yaml_is_one_problem_where_the_writer_would_look_for_it(text, line):
    assert problem(text).startswith(f"Vera.md:{line}: found ")
    assert ", expected " in problem(text)
    assert read("Vera.md", text).body == len(text.replace("\r\n", "\n").splitlines())


def test_a_template_is_no_fault_whatever_its_yaml():
    for block in ("date: {{date}}", "a: <% tp.date.now() %>", "a: '{{title}}'\nb: Re: x", "a: 1\na: {{x}}"):
        assert read("Vera.md", f"---\n{block}\n---\ntext\n") == Frontmatter(
            (), block.count("\n") + 3, (), templated=True
        )
    assert not read("Vera.md", "---\na: 1\n---\n{{date}}\n").templated


ATTACKS = {
    "a bomb of merges": "a0: &a0 {x: 1}\n"
    + "\n".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]" for n in range(1, 23)),
    "a billion laughs": "a: &a [x, x]\n"
    + "\n".join(f"{c}: &{c} [*{p}, *{p}, *{p}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)),
    "an anchor": "a: &x 1",
    "an anchor on a list": "a: &x\n  - 1",
    "an alias": "a: *x",
    "an alias as key": "*x : 1",
    "20,000 aliases": "a: &a " + "x" * 8000 + "\nb: [" + "*a, " * 10000 + "]",
    "a tag": "a: !!str 1",
    "a tag of python": "a: !!python/object/apply:os.system ['true']",
    "a tag of our own": "a: !x {b: 1}",
    "a tag that says nothing": "a: ! x",
    "a bool that is none": 'a: !!bool "maybe"',
    "a timestamp that is none": 'a: !!timestamp "x"',
    "binary": "a: !!binary x",
    "30,000 brackets": "a: " + "[" * 30_000,
    "30,000 braces": "a: " + "{ " * 30_000,
    "30,000 maps in maps": "a: " + "{a: " * 10_000,
    "30,000 question marks": "? " * 30_000,
    "30,000 dashes": "- " * 30_000,
    "a deep block": "\n".join(" " * n + "a:" for n in range(300)),
    "13 lists": "a: " + "[" * 13 + "]" * 13,
    "a million characters": "a: " + "x" * 1_000_000,
    "a list of a million characters": "a:\n" + "- x\n" * 250_000,
    "10,000 items": "a:\n" + "- x\n" * 10_000,
    "10,000 keys": "\n".join(f"k{n}: {n}" for n in range(6_000)),
    "a directive": "%YAML 9.9\n---a: 1",
    "two documents": "a: 1\n--- b: 2",
    "the end of a document": "a: 1\n...\nb: 2",
    "a lone surrogate": "a: \ud800",
    "a lone surrogate, escaped": 'a: "\\ud800"',
    "a character beyond Unicode": 'a: "\\UFFFFFFFF"',
    "NUL": "a: b\0c",
    "NUL, escaped": 'a: "\\0"',
    "U+FFFF": "a: \uffff",
    "a key twice": "a: 1\na: 2",
    "a key twice, late": "\n".join(f"k{n}: {n}" for n in range(1_000)) + "\nk7: 7",
    "a quote without end": "a: '" + "x " * 30_000,
    "a block text of blanks": "a: |\n" + "  \n" * 20_000 + "b",
    "64 kB of colons": "a" + ":" * 65_000,
    "no key": ": b",
    "64 kB of tabs": "a:" + "\t" * 65_000 + "b: c",
    "64 kB of escapes": 'a: "' + "\\" * 65_001,
    "64 kB of key": "k" * 65_000 + ": 1",
}
HARMLESS = {
    "30 February": "birthday: 2024-02-30",
    "no day at all": "birthday: 0000-00-00",
    "25:61": "last_contact: 2024-01-01 25:61",
    "a zone that is none": "last_contact: 2024-01-01T10:00:00+99:99",
    "an integer of 5,000 digits": "cadence: " + "9" * 5_000,
    "a float of 5,000 digits": "met: 1e" + "9" * 5_000,
    "a base of sixty": "phone: 190:20:30",
    "a lone equals sign": "circle: =",
    "a merge without alias": "<<: {a: 1}",
    "a map as key": "? {a: 1}\n: b",
    "a list as key": "? [a]\n: b",
    "64 kB of hashes": "a: " + "#" * 65_000,
    "60 kB of text": "needs: " + "a" * 60_000,
    "60 kB of brackets in quotes": "needs: '" + "[[" * 30_000 + "'",
    "60 kB of backticks": "needs: '" + "`a" * 30_000 + "'",
    "60 kB of tags": "tags: '" + "#a," * 20_000 + "'",
    "60 kB of blanks": "met: '" + " " * 60_000 + "x'",
    "12 lists": "a: " + "[" * 11 + "]" * 11,
    "2,000 lines": "a:\n" + "- x\n" * 2_000,
    "controls": "a: \x01\x08\x1b\x7f",
    "bidi": "a: \u202e\u2066",
}


@pytest.mark.parametrize("attack", [*ATTACKS, *HARMLESS])
def test_a_hostile_note_is_at_most_a_problem_of_its_own(attack):
    text = f"---\n{(ATTACKS | HARMLESS)[attack]}\n---\nbody\n"
    read("Vera.md", "---\na: b # loads the parser\n---\n")
    found = read("Vera.md", text)
    took = []
    for _ in range(3):  # once, all the garbage of the run may be collected meanwhile
        started = time.process_time()
        read_card("Vera.md", read("Vera.md", text).fields, (), (), "dmy")
        took.append(time.process_time() - started)
    assert len(found.problems) == (attack in ATTACKS)
    assert (found.fields == ()) == (attack in ATTACKS)
    assert all(1 <= one.line <= found.body and len(one.message) < 400 for one in found.problems)
    assert text.split("\n")[found.body :] == ["body", ""]
    assert min(took) <= 0.05


def test_the_guards_say_what_they_refuse_and_where():
    assert problem("---\nb: 1\na: &x 1\n---\n") == "Vera.md:3: found the YAML anchor `&x`, expected a value without it"
    assert problem("---\na: *x\n---\n") == "Vera.md:2: found the YAML alias `*x`, expected the value itself"
    assert problem("---\nb: [\n  !x y]\n---\n") == "Vera.md:3: found the YAML tag `!x`, expected a value without it"
    assert problem("---\nb: 1\na: \ud800\n---\n") == (
        "Vera.md:3: found the character U+D800 in the frontmatter, expected text"
    )
    assert problem("---\na:\n" + "- [x]\n" * 3000 + "---\n").startswith("Vera.md:1668: found more than 5000 values")
    assert problem("---\na: " + "x" * 65_536 + "\n---\n").startswith("Vera.md:1: found frontmatter of more than 64 kB")
    assert problem("---\na:\n  " + "[" * 13 + "\n---\n").startswith("Vera.md:3: found values nested more than 12 deep")


def test_without_the_c_loader_the_other_one_says_the_same(monkeypatch):
    blocks = ["a: b # c", "a: [[Bob]]\nb: |\n  x", "a: 1\na: 2", "a: &x 1", "a: !!str 1", "- a", "a: [\n  b,\n  c]"]
    blocks += [block for block in HARMLESS.values() if len(block) < 10_000]
    with_c = [read("Vera.md", f"---\n{block}\n---\n") for block in blocks]
    monkeypatch.setattr(guarded_yaml, "_LOADER", yaml.SafeLoader)
    assert [read("Vera.md", f"---\n{block}\n---\n") for block in blocks] == with_c
    for attack in ("a character beyond Unicode", "a lone surrogate, escaped", "a quote without end"):
        assert read("Vera.md", f"---\n{ATTACKS[attack]}\n---\n").problems


def test_plain_notes_never_load_the_yaml_parser():
    code = (
        "import sys\n"
        "from vaultnet.note.frontmatter import read\n"
        "read('Vera.md', '---\\ntype: person\\ntags: [a, b]\\nx:\\n  - \"[[y]]\"\\n---\\n')\n"
        "sys.exit('yaml' in sys.modules or 'frontmatter' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "---",
                "a: 1",
                "a",
                "b:",
                " - x",
                "- x",
                ": ",
                "\n",
                "\r",
                "\r\n",
                " ",
                "\t",
                "'",
                '"',
                "[",
                "]",
                "{{",
                "<%",
                "\ufeff",
                "\0",
                "é",
                "\u2028",
                "&x",
                "#",
            ]
        ),
        max_size=24,
    ).map("".join)
    | st.text()
)
@example("---\n---")
def test_no_text_makes_it_raise_and_every_line_lies_in_the_note(text):
    found = read("Vera.md", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert found.body <= len(lines)
    if found.body:
        assert lines[0].removeprefix("\ufeff").rstrip(" \t") == lines[found.body - 1].rstrip(" \t") == "---"
    assert all(1 < field.line < found.body for field in found.fields)
    assert all(1 <= one.line <= len(lines) for one in found.problems)
    assert not (found.problems and found.fields)
