"""A name in, a note out: from the user's template or from nothing, and never over another."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.cli import run
from vaultnet.days.moment_text import moment_text
from vaultnet.exchange.template import NewNote, filled
from vaultnet.model.config import Reading
from vaultnet.note.read import read_note
from vaultnet.problem import Problem
from vaultnet.render.words import words

at = datetime.fromisoformat
WHEN = at("2024-01-04T09:05:07")
ENGLISH, DUTCH = words("en"), words("nl")


def moment(text, when=WHEN, language=ENGLISH):
    return moment_text(text, when, language.months, language.weekdays)


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ("YYYY YY Y", "2024 24 2024"),
        ("MMMM MMM MM M Mo", "January Jan 01 1 1st"),
        ("DD D Do", "04 4 4th"),
        ("DDDD DDD DDDo", "004 4 4th"),
        ("dddd ddd dd d do e E", "Thursday Thu Th 4 4th 4 4"),
        ("Q Qo", "1 1st"),
        ("gggg ww w wo", "2024 01 1 1st"),
        ("GGGG WW W Wo", "2024 01 1 1st"),
        ("HH H hh h mm m ss s A a", "09 9 09 9 05 5 07 7 AM am"),
        ("L | LL | ll | LT", "01/04/2024 | January 4, 2024 | Jan 4, 2024 | 9:05 AM"),
        ("[Today is] dddd", "Today is Thursday"),
        ("[YYYY] \\Y-", "YYYY Y-"),
        ("YYYY-MM-DD[T]HH:mm", "2024-01-04T09:05"),
        ("", ""),
    ],
)
def test_moments_as_moment_writes_them(tokens, said):
    assert moment(tokens) == said


def test_afternoons_ordinals_and_the_turn_of_a_year():
    assert moment("h A", at("2024-01-01T00:00")) == "12 AM"
    assert moment("h a", at("2024-01-01T13:00")) == "1 pm"
    assert [moment("Do", at(f"2024-01-{day:02}")) for day in (1, 2, 3, 11, 12, 13, 22, 23, 31)] == [
        *("1st", "2nd", "3rd", "11th", "12th", "13th", "22nd", "23rd", "31st")
    ]
    assert moment("gggg-ww GGGG-WW", at("2023-01-01")) == "2023-01 2022-52"
    assert moment("gggg-ww GGGG-WW", at("2024-12-30")) == "2025-01 2025-01"


def test_names_in_dutch():
    assert moment("dddd D MMMM", language=DUTCH) == "donderdag 4 januari"


@given(st.text(max_size=30) | st.text("YMDdHhmsAaXxLlEeQGgWwTo[]\\ -", max_size=20), st.datetimes())
@settings(max_examples=300, deadline=None)
def test_no_format_makes_it_raise(text, when):
    moment(text, when)


def fill(template, title="Anna de Vries"):
    return filled("T.md", template, NewNote(title, WHEN))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("# {{title}}", "# Anna de Vries"),
        ("{{date}} {{time}} {{ Title }}", "2024-01-04 09:05 Anna de Vries"),
        ("{{date:dddd D MMMM}} {{time:HH[h]}}", "Thursday 4 January 09h"),
        ("{{date: YYYY }}", "2024"),
        ("<% tp.file.title %>: <% tp.date.now() %>", "Anna de Vries: 2024-01-04"),
        ("<% tp.date.now(\"DD-MM\") %> <%tp.date.now('YYYY')%>", "04-01 2024"),
        ("<%- tp.file.title -%>|<%_ tp.file.title _%>", "Anna de Vries|Anna de Vries"),
        ("{{other}} stays", "{{other}} stays"),
        ("---\r\nname: {{title}}\r\n---\r\n", "---\r\nname: Anna de Vries\r\n---\r\n"),
    ],
)
def test_templates(template, text):
    assert fill(template) == text


@pytest.mark.parametrize(
    "template",
    [
        "a\n\n<% tp.file.cursor() %>",
        "a\n\n<%* tR += await tp.system.prompt('who?') %>",
        'a\n\n<% tp.date.now("YYYY", 7) %>',
        "a\n\n<%",
        "a\n\n<% tp.user.evil(tp.file.title) %>",
    ],
)
def test_what_only_templater_can_do_is_refused_with_its_line(template):
    problem = fill(template)
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line) == ("T.md", 3)


def test_a_placeholder_left_in_the_frontmatter_is_refused():
    assert str(fill("---\nx: {{foo}}\n---\n")) == (
        "T.md:1: its frontmatter holds a placeholder other than title, date and time; so no note can be made from it here"
    )


def new(*name):
    return run(["new", *name, "--today", "2026-11-21"])


def test_a_note_in_an_empty_vault(vault_here, capsys):
    root = vault_here({})
    assert new("Anna", "de", "Vries") == 0
    assert (root / "People" / "Anna de Vries.md").read_text() == "---\ncreated: 2026-11-21\n---\n"
    assert capsys.readouterr().out == "People/Anna de Vries.md written\n"
    assert run(["people"]) == 0
    assert "Anna de Vries" in capsys.readouterr().out


def test_a_note_beside_most_of_the_others(vault_here):
    root = vault_here({"Kring/A.md": "---\ntype: person\n---\n", "Kring/B.md": "#person", "People/C.md": ""})
    assert new("Dirk") == 0
    text = (root / "Kring" / "Dirk.md").read_text()
    assert text == "---\ncreated: 2026-11-21\ntype: person\n---\n"
    assert read_note("Kring/Dirk.md", text, Reading()).kind == "person"


def test_a_note_from_the_users_template(vault_here):
    root = vault_here(
        {
            "vaultnet.toml": '[people]\ntemplate = "Templates/Person.md"\nfolder = "CRM/New"\n',
            "Templates/Person.md": "---\nmet: {{date}}\n---\n# {{title}}\n<% tp.file.title %>\n",
            ".obsidian/templates.json": '{"folder": "Templates"}',
        }
    )
    assert new("Anna") == 0
    assert (root / "CRM" / "New" / "Anna.md").read_text() == "---\nmet: 2026-11-21\ntype: person\n---\n# Anna\nAnna\n"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("a\n<%* x %>", "T.md:2: only Templater"),
        ("---\na: [\n---\n", "T.md: its frontmatter has a fault"),
        ("---\ntype: book\n---\n", "T.md: it would not be read as a person note"),
    ],
)
def test_a_template_that_cannot_be_used_is_reported(vault_here, capsys, template, told):
    root = vault_here({"vaultnet.toml": '[people]\ntemplate = "T.md"\n', "T.md": template})
    assert new("Anna") == 3
    assert told in capsys.readouterr().err
    assert not (root / "People").exists()


def test_a_template_that_is_not_there_is_reported(vault_here, capsys):
    vault_here({"vaultnet.toml": '[people]\ntemplate = "Templates/Person"\n'})
    assert new("Anna") == 3
    assert "Templates/Person.md: cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Anna", "ANNA", "Zoe\u0308", "due today", "Network", "Bram", "Tess"])
def test_a_name_that_exists_anywhere_in_the_vault_is_refused(vault_here, capsys, name):
    root = vault_here(
        {
            "Projects/anna.md": "a house",
            "Archive/Zoë.md": "",
            "People/@Bram.md": "",
            "Templates/Tess.md": "",
            "vaultnet.toml": 'exclude = ["Archive/**", "Templates/**"]\n',
        }
    )
    before = sorted(root.rglob("*"))
    assert new(name) == 3
    assert "is already the name of" in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    "name", ["a/b", "../x", "x:y", "CON", "", " ", ".hidden", "Jr.", "[[x]]", "a\nb\x1b[31m", "@x", "x.md"]
)
def test_a_name_that_no_file_can_bear_is_refused(vault_here, capsys, name):
    root = vault_here({})
    assert new(name) == 2
    assert "\x1b" not in capsys.readouterr().err
    assert not list(root.rglob("*.md"))
