"""Readers fed with whatever reaches more of their code: none may raise, and a fast way says what the slow one says.

`python -m pip install atheris`, then `PYTHONPATH=tests python -m campaigns.fuzz note -max_total_time=60`; `note` is one
of the targets, the names in `TARGETS`, and the options are those of libFuzzer. It begins with the notes of the example.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["vaultnet"]):
    from vaultnet.days import dates, moment, spans
    from vaultnet.due import note as due_note
    from vaultnet.exchange import merge, note_text, recognise, template, vcard
    from vaultnet.model.config import DailyNotes, Reading
    from vaultnet.note import blocks, frontmatter, guarded_yaml, lines, plain_yaml
    from vaultnet.note.edit import Edit
    from vaultnet.note.read import read_note
    from vaultnet.note.record_contact import NewContact, add_contact
    from vaultnet.note.set_property import set_property
    from vaultnet.render import escape
    from vaultnet.vault.config import parse_config

PROJECT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
READING = Reading()
PATH = "People/Vera.md"
HEADS = (b"", b"BEGIN:VCARD\n", b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n", b"Name,Given Name,Family Name,Notes\n")  # fmt: skip


def note(text: str) -> None:
    for path in (PATH, "2026-10-01.md"):
        assert read_note(path, text, READING) == read_note(path, text, READING)


def front(text: str) -> None:
    frontmatter.read(PATH, f"---\n{text}\n---\n")
    quick = plain_yaml.read(text)
    assert quick is None or quick == guarded_yaml.read(text)


def block(text: str) -> None:
    body = text.replace("\r", "\n").replace("\0", " ").split("\n")  # a note with NUL is refused before
    quick = lines.quick_blocks(body)
    assert quick is None or quick == blocks.parsed_blocks(body)


def edit(text: str) -> None:
    new = NewContact(TODAY, "called")
    made = add_contact(PATH, text, READING, new, "Contact")
    if isinstance(made, Edit):
        after = text[: made.start] + made.inserted + text[made.end :]
        assert add_contact(PATH, after, READING, new, "Contact") is None
    made = set_property(PATH, text, "snooze_until", "2026-12-01")
    if isinstance(made, Edit):
        after = text[: made.start] + made.inserted + text[made.end :]
        assert set_property(PATH, after, "snooze_until", "2026-12-01") is None


def due(text: str) -> None:
    due_note.read(text)
    due_note.read(f"---\ngenerated_by: vaultnet\n---\n%% vaultnet:begin %%\n{text}\n%% vaultnet:end %%\n")


def config(text: str) -> None:
    parse_config(text.encode())


def people(text: str) -> None:
    for head in HEADS:
        if found := recognise.read("people", head + text.encode()):
            for new in merge.plan(found.entries, (), (), "People").new:
                note_text.new_note(new.path, "", note_text.properties(new.entry), (), READING)
            recognise.read("people", vcard.write(found.entries).encode())


def day(text: str) -> None:
    for order in ("dmy", "mdy"):
        dates.leading_date(text, order)
        dates.trailing_date(text, order)
        dates.parse_date(text, order)
        dates.parse_yearly(text, order)
        list(dates.dates_in(text, order, TODAY))
        spans.parse_until(text, TODAY, order)
    spans.parse_span(text)


def name(text: str) -> None:
    moment_format, _, named = text.partition("\n")
    moment.format_problem(moment_format)
    moment.daily_date(f"{named}.md", DailyNotes("", moment_format))
    template.filled("Person.md", text, template.NewNote("Vera", datetime(2026, 11, 21, 5, 6)))  # noqa: DTZ001 - as the clock on the wall
    assert "\n" not in escape.inert(text)


TARGETS: dict[str, Callable[[str], None]] = {
    target.__name__: target for target in (note, front, block, edit, due, config, people, day, name)
}


if __name__ == "__main__":
    target = TARGETS[sys.argv[1]]
    found = [tempfile.mkdtemp(), str(PROJECT / "examples"), str(PROJECT / "tests" / "cases")]
    atheris.Setup([sys.argv[0], *sys.argv[2:], *found], lambda data: target(data.decode("utf-8", "replace")))
    atheris.Fuzz()
