"""What the documentation says is what the code does: its tables, examples, commands and links are held to the code."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from vaultnet.cli import main, run
from vaultnet.days.dates import parse_date
from vaultnet.days.spans import parse_span
from vaultnet.due.form import TITLES
from vaultnet.hearing.told import told
from vaultnet.model.config import CIRCLES, OCCASIONS, Config, Reading
from vaultnet.note import marks
from vaultnet.note.edit import Edit
from vaultnet.note.property_names import PLACES, Place, fold
from vaultnet.note.read import read_note
from vaultnet.note.record_contact import NewContact, add_contact
from vaultnet.vault.config import parse_config

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")
FORMAT = (ROOT / "docs" / "format.md").read_text("utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text("utf-8")
JSON = (ROOT / "docs" / "json.md").read_text("utf-8")

MAIN_JOB = (
    "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/vaultnet build examples/vault --today 2026-11-21"
)
TESTS = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"

_ROW = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"`([^`]+)`")
_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def table(text: str, *header: str) -> list[list[str]]:
    """The rows of the one table that has this header."""
    lines = text.splitlines()
    starts = [
        at for at, line in enumerate(lines) if line.startswith("|") and tuple(cells(line)[: len(header)]) == header
    ]
    assert len(starts) == 1, (header, starts)
    rows = []
    for line in lines[starts[0] + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(cells(line))
    return rows


def cells(row: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _ROW.split(row)[1:-1]]


def code(cell: str) -> tuple[str, ...]:
    return tuple(_CODE.findall(cell))


def fenced(text: str, language: str) -> list[str]:
    return [body for info, body in _FENCE.findall(text) if info.split()[:1] == [language]]


def headings(text: str) -> list[str]:
    return _HEADING.findall(_FENCE.sub("", text))


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


# the note format


def test_every_section_that_the_code_cites_is_there() -> None:
    sections = set(headings(FORMAT))
    cited = set()
    for module in (ROOT / "vaultnet").rglob("*.py"):
        for said in re.findall(r"format\.md, ([A-Z][\w ,]*?)(?=[).;]|$)", module.read_text("utf-8"), re.MULTILINE):
            cited |= {name.strip() for name in re.split(r",? and (?=[A-Z])|, ", said) if name.strip()}
    assert cited
    assert {name for name in cited if name not in sections} == set()


def test_the_property_names_of_the_format_are_those_of_the_code() -> None:
    documented: dict[str, Place] = {}
    for row in table(FORMAT, "property", "also written as"):
        name = code(row[0])[0]
        for rank, said in enumerate((name, *code(row[1]))):
            documented.setdefault(fold(said), Place(name, rank))
    assert documented == PLACES


@pytest.mark.parametrize("text", [FORMAT, README], ids=["format", "readme"])
def test_the_marks_are_those_of_the_code(text: str) -> None:
    documented = {code(row[0])[0]: code(row[1]) for row in table(text, "mark", "Dutch")}
    assert documented == marks.MARKS


def test_marks_are_contacts_as_the_format_says() -> None:
    says = {"yes": (True, True), "no": (False, False), "if dated": (True, False)}
    for mark, _, _, contact in table(FORMAT, "mark", "Dutch"):
        name = code(mark)[0]
        does = tuple(marks.is_contact((name,), said_no=False, dated=dated) for dated in (True, False))
        assert does == says[contact], name


def test_the_outcomes_are_those_of_the_code() -> None:
    assert {row[0]: code(row[1]) for row in table(FORMAT, "outcome", "words")} == marks.OUTCOMES


def test_the_occasions_are_those_of_the_code() -> None:
    documented: dict[str, tuple[object, ...]] = {}
    for kind, words, before, after, belated in table(FORMAT, "kind", "words"):
        said = () if words.startswith("any other") else tuple(words.split(", "))
        days = tuple(int(day) for day in after.split(", ")) if after else ()
        documented[code(kind)[0]] = (int(before), days, int(belated or 0), said)
    assert documented == {kind: tuple(rule) for kind, rule in OCCASIONS.items()}


def test_the_circles_are_those_of_the_code() -> None:
    documented = {code(row[0])[0]: parse_span(row[1]) for row in table(FORMAT, "circle", "cadence")}
    assert documented == CIRCLES


def test_the_sections_of_the_due_note_are_those_of_the_code() -> None:
    documented = [tuple(row) for row in table(FORMAT, "English", "Dutch")]
    assert documented == list(zip(TITLES["en"].values(), TITLES["nl"].values(), strict=True))


@pytest.mark.parametrize("example", [code(row[1])[0] for row in table(FORMAT, "form", "example")])
def test_every_form_of_a_contact_is_read(example: str) -> None:
    note = f"| when | what | about |\n|---|---|---|\n{example}\n" if example.startswith("|") else f"{example}\n"
    facts = read_note("People/Vera Claes.md", note, Reading())
    assert [entry.date for entry in facts.entries if entry.contact] == [date(2026, 10, 1)]
    assert not facts.problems


@pytest.mark.parametrize("written", [one for row in table(FORMAT, "written", "meaning") for one in code(row[0])])
def test_every_notation_of_a_date_is_read(written: str) -> None:
    meant = {"1/10/2026": date(2026, 10, 1), "2026-1-5": date(2026, 1, 5)}
    assert parse_date(written, "dmy") == meant.get(written, date(2026, 10, 1))


@pytest.mark.parametrize(
    ("written", "kept"),
    [(one, code(row[1])[:1]) for row in table(FORMAT, "written", "kept as") for one in code(row[0])],
)
def test_every_notation_of_a_cadence_is_read(written: str, kept: tuple[str, ...]) -> None:
    assert str(parse_span(written)) == (kept[0] if kept else "P0D")


@pytest.mark.parametrize(("text", "tells"), [row[:2] for row in table(FORMAT, "told on 5 November 2026")])
def test_a_talk_tells_what_the_format_says(text: str, tells: str) -> None:
    words = {kind: rule.words for kind, rule in OCCASIONS.items()}
    found = [(event.kind, event.date.isoformat()) for event in told(code(text)[0], date(2026, 11, 5), "dmy", words)]
    said = code(tells)
    assert found == list(zip(said[::2], said[1::2], strict=True))


@pytest.mark.parametrize(("has", "adds"), [row[:2] for row in table(FORMAT, "the note has", "vaultnet adds")])
def test_a_contact_is_added_in_the_form_in_use(has: str, adds: str) -> None:
    head = "| when | what |\n|---|---|\n" if has.startswith("`|") else ""
    note = f"{head}{code(has)[0]}\n"
    edit = add_contact("People/Vera Claes.md", note, Reading(), NewContact(date(2026, 11, 21), "called"), "Contact")
    assert isinstance(edit, Edit)
    assert edit.of(note) == f"{note}{code(adds)[0]}\n"


# the README and the commands


def test_the_readme_has_its_two_commands_exactly_once() -> None:
    assert README.count(MAIN_JOB) == 1
    assert README.count(TESTS) == 1
    assert f"<!-- ci: main -->\n```sh\n{MAIN_JOB}\n```\n" in README
    assert f"<!-- ci: tests -->\n```sh\n{TESTS}\n```\n" in README


def test_every_command_is_described_and_explains_itself() -> None:
    context = click.Context(main)
    described = {code(row[0])[0].split()[0] for row in table(README, "command", "does")}
    assert described == set(main.list_commands(context))
    for name in described:
        command = main.get_command(context, name)
        assert command is not None
        assert command.help


def test_the_changelog_names_every_command() -> None:
    named = set(re.findall(r"`([a-z]+)[` ]", (ROOT / "docs" / "changelog.md").read_text("utf-8")))
    assert set(main.list_commands(click.Context(main))) <= named


def test_the_sections_of_the_overview_are_those_that_are_written(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(ROOT / "examples" / "vault", vault)
    assert run(["--vault", str(vault), "overview", "--today", "2026-11-21"]) == 0
    written = re.findall("^## (.+)$", (vault / "Network.md").read_text("utf-8"), re.MULTILINE)
    assert written == [row[0] for row in table(FORMAT, "section", "what it holds")]


def test_only_options_that_exist_are_named() -> None:
    context = click.Context(main)
    known = {option for name in main.list_commands(context) for option in _options(main.get_command(context, name))}
    known |= _options(main)
    for text in DOCS:
        for command, said in re.findall(r"(?:^|[`\s/])(vaultnet (?!\.)[^`\n|]*?)(--[a-z-]+)", text.read_text("utf-8")):
            assert said in known, f"{text.name}: {command}{said}"


def _options(command: click.Command | None) -> set[str]:
    assert command is not None
    return {option for parameter in command.params for option in parameter.opts} | {"--help"}


def test_the_picture_in_the_readme_is_from_the_example_vault(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(ROOT / "examples" / "vault", vault)
    assert run(["build", str(vault), "--today", "2026-11-21"]) == 0
    due_note = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", (vault / "Due today.md").read_text("utf-8"))
    shown = re.sub(r"[\s>]+", " ", due_note.replace("\\", ""))
    picture = [line for line in README.splitlines() if line.startswith("> ")]
    assert len(picture) > 10
    for line in picture:
        plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", line)
        for part in re.sub(r"^[> ]*(?:- )?(?:\[ \] )?|\*\*", "", plain).split("…"):
            assert part.strip() in shown


def test_the_note_in_the_readme_is_spoken_of_on_the_days_that_the_readme_names(tmp_path: Path) -> None:
    note = next(body for body in fenced(README, "markdown") if "moving on 28 November" in body)
    (tmp_path / "People").mkdir()
    (tmp_path / "People" / "Lotte Wiersma.md").write_text(note, "utf-8")
    sections = {}
    for day in ("2026-11-21", "2026-11-28", "2026-12-28"):
        assert run(["build", str(tmp_path), "--today", day]) == 0
        parts = re.split("^## ", (tmp_path / "Due today.md").read_text("utf-8"), flags=re.MULTILINE)
        sections[day] = {part.partition("\n")[0]: part for part in parts[1:]}
    assert '28 November: [[Lotte Wiersma]], "She is moving on 28 November"' in sections["2026-11-21"]["Coming up"]
    assert "She is moving on 28 November" in sections["2026-11-28"]["Today"]
    assert "Ask how the new place feels." in sections["2026-12-28"]["Today"]


# the lessons, in the example vault


LESSONS = (ROOT / "docs" / "lessons.md").read_text("utf-8")
EXAMPLE = ROOT / "examples" / "vault"


@pytest.mark.parametrize("row", [*table(LESSONS, "lesson"), *table(LESSONS, "who")], ids=lambda row: row[0][:40])
def test_a_lesson_stands_where_it_is_pointed_at_and_says_what_it_is_said_to(
    row: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, stands, command, says = row
    place, words = code(stands)
    path, line = place.split(":")
    assert words in (EXAMPLE / path).read_text("utf-8").splitlines()[int(line) - 1]
    assert unquote(_LINK.findall(stands)[0]) == f"../examples/vault/{path}"
    assert run(["--vault", str(EXAMPLE), *code(command)[0].split()]) == 0
    assert code(says)[0] in " ".join(capsys.readouterr().out.split())


def test_what_was_given_is_spoken_of_nowhere_but_in_the_timeline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(EXAMPLE, vault)
    place, words = re.findall(r"Line \[`([^`]+)`\]\([^)]*\) says `([^`]+)`", LESSONS)[0]
    path, line = place.split(":")
    assert words in (vault / path).read_text("utf-8").splitlines()[int(line) - 1]
    given = words.removeprefix("#gave ")
    day = ["--today", "2026-11-21"]
    asks = [["due"], ["people"], ["profile"], ["ask", "spare", "key"], ["export", "csv"], ["export", "vcf"]]
    for command in (*asks, ["export", "ics"], ["overview"], ["build"]):
        assert run(["--vault", str(vault), *command, *day]) == 0
        assert given not in " ".join(capsys.readouterr().out.split())
    assert given not in (vault / "Network.md").read_text("utf-8") + (vault / "Due today.md").read_text("utf-8")
    assert run(["--vault", str(vault), "show", "Anouk", *day]) == 0
    assert given in " ".join(capsys.readouterr().out.split())


# configuration and JSON


@pytest.mark.parametrize("example", [body for text in DOCS for body in fenced(text.read_text("utf-8"), "toml")])
def test_every_example_of_a_configuration_is_right(example: str) -> None:
    assert parse_config(example.encode())[1] == []


def test_the_documented_defaults_are_those_of_the_code() -> None:
    whole = fenced(CONFIGURATION, "toml")[0]
    assert parse_config(whole.encode())[0] == Config()
    documented = set(re.findall(r"^\[?([a-z_]+)", whole, re.MULTILINE))
    assert set(Config._fields) <= documented


def test_every_key_of_the_configuration_has_its_section() -> None:
    sections = {anchor(heading) for heading in headings(CONFIGURATION)}
    assert set(Config._fields) <= sections


def _documents() -> list[tuple[str, object]]:
    """The examples in json.md, each with the command that stands in the heading above it."""
    found = re.findall(r"^## `([^`]+)`$(.*?)(?=^## |\Z)", JSON, re.MULTILINE | re.DOTALL)
    return [(command, json.loads(body)) for command, text in found for body in fenced(text, "json")]


DOCUMENTS = _documents()


@pytest.mark.parametrize(("command", "example"), DOCUMENTS, ids=[command for command, _ in DOCUMENTS])
def test_every_example_of_json_has_the_shape_that_the_command_prints(
    command: str, example: object, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--vault", str(ROOT / "examples" / "vault"), *command.split()[1:], "--today", "2026-11-21"])
    printed = json.loads(capsys.readouterr().out)
    assert isinstance(example, dict)
    assert example["version"] == printed["version"] == 1
    assert _differences(example, printed) == []
    assert _shortened(example, printed)


def _shortened(one: object, whole: object) -> bool:
    """Whether it is the whole with fewer items, and texts that end in `…`."""
    if isinstance(one, dict) and isinstance(whole, dict):
        return all(_shortened(value, whole[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(whole, list):
        return all(any(_shortened(item, other) for other in whole) for item in one)
    if isinstance(one, str) and isinstance(whole, str) and one.endswith("…"):
        return whole.startswith(one[:-1])
    return one == whole


def _differences(one: object, other: object, path: str = "") -> list[str]:
    """Where the shapes of two values differ; null and an empty list have any shape."""
    if isinstance(one, dict) and isinstance(other, dict):
        found = [f"{path}.{key}" for key in one.keys() ^ other.keys()]
        return found + [
            each for key in one.keys() & other.keys() for each in _differences(one[key], other[key], f"{path}.{key}")
        ]
    if isinstance(one, list) and isinstance(other, list):
        return [each for item in one for their in other for each in _differences(item, their, f"{path}[]")]
    return [] if one is None or other is None or type(one) is type(other) else [path]


# links


@pytest.mark.parametrize("page", DOCS, ids=[page.name for page in DOCS])
def test_every_link_leads_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text("utf-8"))
    for link in _LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
        if "://" in link:
            continue
        target, _, section = link.partition("#")
        place = page.parent / unquote(target) if target else page
        assert place.exists(), link
        if section:
            assert section in {anchor(heading) for heading in headings(place.read_text("utf-8"))}, link


@pytest.mark.parametrize("page", DOCS, ids=[page.name for page in DOCS])
def test_prose_has_one_sentence_a_line(page: Path) -> None:
    for line in _FENCE.sub("", page.read_text("utf-8")).splitlines():
        if not line.startswith(("|", ">", "#")):
            bare = re.sub(r"`[^`]*`|^\s*\d+\. ", "", line)
            assert not re.search(r"[.!?][*)\"]* [A-Z*(]", bare), line
