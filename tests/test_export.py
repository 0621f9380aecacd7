"""A network as a calendar, as cards and as a table; what is read back by other programs is what was meant."""

import csv
import io
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from somebody import MONTHLY, TODAY, WEEKLY, ago, ahead, day, line, network_of, somebody, told, yearly

from vaultnet.cli import run
from vaultnet.exchange.calendar import calendar
from vaultnet.exchange.table import COLUMNS, harmless, table
from vaultnet.load import load
from vaultnet.model.config import Config
from vaultnet.vault.config import read_config

EXAMPLE = str(Path(__file__).parents[1] / "examples" / "vault")


def text_of(*people, config=None, today=TODAY):
    return calendar(network_of(*people), config or Config(), today)


def events(*people, config=None, today=TODAY):
    """Title → event, as icalendar reads it."""
    found = Calendar.from_ical(text_of(*people, config=config, today=today)).walk("VEVENT")
    assert len({str(event["uid"]) for event in found}) == len(found)
    return {str(event["summary"]): event for event in found}


def titles(*people, **more):
    return {title: event.decoded("dtstart") for title, event in events(*people, **more).items()}


def recurrences(event, count=3):
    begin = datetime.combine(event.decoded("dtstart"), datetime.min.time())
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=begin)
    return [
        when.date() for when, _ in zip(rule.xafter(datetime.fromisoformat("2026-01-01")), range(count), strict=False)
    ]


def test_a_birthday_returns_every_year():
    (event,) = events(somebody("Anna", birthday=yearly(5, 4, 1980), phone=("+31 6",))).values()
    assert event["summary"] == "Anna: birthday (1980)"
    assert event.decoded("dtstart") == day("1980-05-04")
    assert recurrences(event, 2) == [day("2026-05-04"), day("2027-05-04")]
    assert event["description"] == "Phone +31 6"
    assert event["transp"] == "TRANSPARENT"


def test_a_birthday_without_a_year_has_no_age():
    assert titles(somebody("Anna", birthday=yearly(5, 4))) == {"Anna: birthday": day("2026-05-04")}


@pytest.mark.parametrize(
    ("leap_day", "days"),
    [("feb28", ["2026-02-28", "2027-02-28", "2028-02-29"]), ("mar1", ["2026-03-01", "2027-03-01", "2028-02-29"])],
)
@pytest.mark.parametrize("year", [None, 1980])
def test_a_leap_day_returns_every_year(leap_day, days, year):
    (event,) = events(somebody("Anna", birthday=yearly(2, 29, year)), config=Config(leap_day=leap_day)).values()
    assert recurrences(event) == [day(one) for one in days]


def test_a_wedding_comes_once_and_its_day_every_year():
    assert titles(somebody("Anna", wedding=day("2026-12-05"))) == {
        "Anna: anniversary (2026)": day("2027-12-05"),
        "Anna: wedding": day("2026-12-05"),
    }
    assert titles(somebody("Anna", wedding=day("2010-12-05"))) == {"Anna: anniversary (2010)": day("2010-12-05")}


def test_days_of_marked_lines_return_beside_those_of_the_properties():
    anna = somebody("Anna", line(day("2020-03-01"), "Tess", "birthday"), birthday=yearly(5, 4, 1980))
    assert titles(anna) == {"Anna: birthday (1980)": day("1980-05-04"), "Anna: birthday": day("2026-03-01")}


def test_the_dead_are_remembered_without_a_sound_and_nothing_else():
    wim = somebody("Wim", birthday=yearly(5, 4, 1950), died=day("2024-06-01"), deceased=True, cadence=MONTHLY)
    (event,) = events(wim).values()
    assert (event["summary"], event.decoded("dtstart")) == ("Wim: in memory (2024)", day("2024-06-01"))
    assert not event.subcomponents


@pytest.mark.parametrize("status", ["estranged", "archived"])
def test_of_some_nothing_is_said(status):
    assert titles(somebody("Max", birthday=yearly(5, 4), status=status, cadence=MONTHLY)) == {}


def test_what_lies_ahead_is_on_its_day():
    anna = somebody("Anna", line(ago(3), "walk", told=told("illness", ahead(3), "her operation is on 24 November")))
    assert titles(anna) == {"Anna: her operation is on 24 November": ahead(3)}
    assert titles(anna, today=ahead(4)) == {}


def test_plans_and_promises():
    anna = somebody(
        "Anna", line(ahead(5), "lunch"), promises=[("send the book", ahead(2)), ("call", None)], cadence=WEEKLY
    )
    assert titles(anna) == {"Anna: planned, lunch": ahead(5), "Anna: you promised, send the book": ahead(2)}


def test_everyone_has_their_next_due_day():
    assert titles(somebody("Anna", line(ago(5), "coffee"), cadence=MONTHLY)) == {"Reach out: Anna": day("2026-12-16")}
    assert titles(somebody("Anna", line(ago(50), "coffee"), cadence=MONTHLY)) == {"Reach out: Anna": TODAY}
    assert titles(somebody("Anna", cadence=MONTHLY, snooze_until=ahead(9))) == {"Reach out: Anna": ahead(9)}
    tried = somebody("Anna", line(ago(50)), line(ago(1), "rang", "tried"), cadence=MONTHLY)
    assert titles(tried) == {"Reach out: Anna": ahead(6)}
    assert titles(somebody("Anna", line(ago(5), "coffee"))) == {}


def test_a_due_day_says_what_to_have_in_mind():
    anna = somebody("Anna", line(ago(5), "coffee"), line(None, "her thesis", "ask about"), cadence=MONTHLY)
    assert events(anna)["Reach out: Anna"]["description"] == "Last spoke 16 November: coffee.\nAsk about: her thesis."


def test_what_was_given_is_in_no_export():
    anna = somebody("Anna", line(ago(5), "a hundred euros", "gave"), cadence=MONTHLY)
    assert "euros" not in text_of(anna)


def test_alarms_ring_in_the_morning_and_in_time_for_a_gift():
    (event,) = events(somebody("Anna", birthday=yearly(5, 4))).values()
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [
        timedelta(days=-7, hours=9),
        timedelta(hours=9),
    ]
    assert {str(alarm["action"]) for alarm in event.walk("VALARM")} == {"DISPLAY"}


def test_an_event_keeps_its_uid_when_its_day_changes():
    then, now = somebody("Anna", line(ago(5)), cadence=MONTHLY), somebody("Anna", line(ago(1)), cadence=MONTHLY)
    uids = [events(anna, today=when)["Reach out: Anna"]["uid"] for anna, when in ((then, TODAY), (now, ahead(1)))]
    assert uids[0] == uids[1]
    moved = somebody("Anna", birthday=yearly(5, 4), uid="u")._replace(path="Elsewhere.md")
    assert [event["uid"] for event in events(moved).values()] == [
        event["uid"] for event in events(somebody("Anna", birthday=yearly(6, 4), uid="u")).values()
    ]


def test_the_same_day_makes_the_same_bytes_and_no_clock_is_in_it():
    anna = somebody("Anna", birthday=yearly(5, 4), cadence=MONTHLY)
    assert text_of(anna) == text_of(anna)
    assert {event.decoded("dtstamp") for event in events(anna).values()} == {datetime(2026, 11, 21, tzinfo=UTC)}


def test_a_calendar_in_dutch():
    anna = somebody("Anna", birthday=yearly(5, 4, 1980), cadence=MONTHLY)
    assert list(titles(anna, config=Config(language="nl"))) == ["Anna: jarig (1980)", "Laat van je horen: Anna"]


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.text('ab,;:\\nN"\r\n é漢', max_size=60)


@given(TEXTS.filter(str.strip), TEXTS)
@settings(max_examples=200, deadline=None)
def test_two_libraries_read_the_same(name, text):
    anna = somebody(name, line(ahead(5), text), birthday=yearly(5, 4), location=text)
    written = text_of(anna)
    assert all(len(one.encode()) <= 75 for one in written.split("\r\n"))
    ours = Calendar.from_ical(written).walk("VEVENT")
    theirs = list(vobject.readOne(written).vevent_list)
    assert len(ours) == len(theirs) == 2
    for one, other in zip(ours, theirs, strict=True):
        assert str(one["summary"]) == other.summary.value
        assert one.decoded("dtstart") == other.dtstart.value
        assert str(one.get("description", "")) == getattr(getattr(other, "description", None), "value", "")
        assert str(one["uid"]) == other.uid.value


def test_the_example_vault_is_read_back_whole():
    config = read_config(EXAMPLE)
    network = load(EXAMPLE, config, TODAY, cache=False).network
    written = calendar(network, config, TODAY)
    assert len(Calendar.from_ical(written).walk("VEVENT")) == len(vobject.readOne(written).vevent_list) > 50


# the table


def rows(*people):
    return list(csv.DictReader(io.StringIO(table(people, TODAY), newline="")))


def test_a_row_for_each_person():
    anna = somebody(
        "Anna",
        line(ago(5)),
        cadence=MONTHLY,
        phone=("06 1", "06 2"),
        birthday=yearly(5, 4, 1980),
        sphere=("work",),
        role="a, b",
    )
    (row,) = rows(anna)
    assert {column: value for column, value in row.items() if value} == {
        "name": "Anna",
        "phone": "06 1; 06 2",
        "birthday": "1980-05-04",
        "role": "a, b",
        "cadence": "P1M",
        "last_contact": "2026-11-16",
        "due": "2026-12-16",
        "sphere": "work",
        "path": "People/Anna.md",
    }


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_cell_is_a_formula(name, text):
    people = (somebody(name or "x", location=text, phone=(text,), family=(text, name)), somebody("Bo"))
    found = rows(*people)
    assert len(found) == 2
    for row in found:
        assert list(row) == list(COLUMNS)
        for cell in row.values():
            assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
            assert not set(cell) & set("\r\n\t\0")


@pytest.mark.parametrize("cell", ["=1+1", "+31 6", "-1", "@SUM(A1)", " =x", "＝1"])
def test_what_begins_like_a_formula_has_an_apostrophe(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless("a=b") == "a=b"


# the command


@pytest.fixture
def place(vault_here):
    return vault_here({"People/Zoë.md": "---\nbirthday: 1980-05-04\n---\n"})


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("form", "first"), [("ics", "BEGIN:VCALENDAR\r\n"), ("vcf", "BEGIN:VCARD\r\n"), ("csv", "name,aliases,")]
)
def test_to_the_terminal_or_to_a_file(tmp_path, capfdbinary, form, first):
    assert run(["export", form, "--today", "2026-11-21"]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert out.startswith(first)
    assert "Zoë" in out
    place = tmp_path / f"x.{form}"
    assert run(["export", form, str(place), "--today", "2026-11-21"]) == 0
    assert place.read_bytes() == out.encode()
    assert run(["export", form, str(place), "--today", "2027-11-21"]) == 0


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("form", ["ics", "vcf", "csv"])
def test_only_an_export_of_ours_is_replaced(tmp_path, capsys, form):
    place = tmp_path / "theirs"
    place.write_text("BEGIN:VCARD\nFN:x\nEND:VCARD\n")
    assert run(["export", form, str(place)]) == 3
    assert place.read_text() == "BEGIN:VCARD\nFN:x\nEND:VCARD\n"
    assert "--force" in capsys.readouterr().err
    assert run(["export", form, str(place), "--force"]) == 0
    assert "theirs" not in place.read_text(encoding="utf-8")
    assert run(["export", "vcf" if form == "ics" else "ics", str(place)]) == 3
    place.write_text("")
    assert run(["export", form, str(place)]) == 0


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("more", [[], ["--force"]])
def test_what_is_saved_at_the_same_moment_is_left_as_it_is(tmp_path, capsys, monkeypatch, more):
    file = tmp_path / "theirs.csv"

    def appear(_new, target):
        Path(target).write_text("theirs")
        raise FileExistsError

    monkeypatch.setattr("vaultnet.vault.swap.appear", appear)
    assert run(["export", "csv", str(file), *more]) == 3
    assert file.read_text() == "theirs"
    told = capsys.readouterr().err
    assert str(file) in told
    assert "--force" not in told


@pytest.mark.usefixtures("place")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_an_export_can_go_into_a_pipe_or_through_a_link(tmp_path, capfdbinary):
    pipe, taken = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: taken.append(pipe.read_bytes()))
    reader.start()
    assert run(["export", "csv", str(pipe)]) == 0
    reader.join()
    assert taken[0].startswith(b"name,aliases,")
    assert capfdbinary.readouterr().out == b""
    assert pipe.is_fifo()
    (tmp_path / "link").symlink_to(tmp_path / "real.csv")
    for _ in range(2):
        assert run(["export", "csv", str(tmp_path / "link")]) == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == taken[0]


@pytest.mark.usefixtures("place")
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a disk that is always full is needed")
def test_a_device_that_takes_nothing_is_reported(capsys):
    assert run(["export", "csv", "/dev/full"]) == 3
    assert capsys.readouterr().err == "vaultnet: /dev/full could not be written: no space left on device\n"


@pytest.mark.usefixtures("place")
def test_a_folder_that_is_not_there_is_reported(tmp_path, capsys):
    assert run(["export", "csv", str(tmp_path / "no" / "x.csv")]) == 3
    missing = tmp_path / "no" / "x.csv"
    assert capsys.readouterr().err == f"vaultnet: {missing} could not be written: no such file or directory\n"
    assert run(["export", "pdf"]) == 2


@pytest.mark.parametrize("form", ["ics", "vcf", "csv"])
def test_a_dash_is_the_terminal(place, capsys, form):
    assert run(["export", form]) == 0
    plain = capsys.readouterr().out
    assert run(["export", form, "-"]) == 0
    assert capsys.readouterr().out == plain
    assert not (place / "-").exists()


def test_an_export_changes_nothing_in_the_vault(place):
    before = {path: path.read_bytes() for path in place.rglob("*.md")}
    for form in ("ics", "vcf", "csv"):
        run(["export", form])
    assert {path: path.read_bytes() for path in place.rglob("*.md")} == before


def test_days_far_away_are_no_trouble():
    anna = somebody("Anna", birthday=yearly(2, 29), cadence=MONTHLY)
    assert len(titles(anna, today=date(9999, 12, 31))) == 2
    assert len(titles(anna, today=date(1, 1, 1))) == 2


@pytest.mark.parametrize(
    ("text", "marks", "language", "title"),
    [
        ("knee", ("illness",), "en", "Anna: illness, knee"),
        ("knie", ("illness",), "nl", "Anna: ziekte, knie"),
        ("Anna operation in Delft", ("illness",), "en", "Anna: operation in Delft"),
        ("", ("exam",), "en", "Anna: exam"),
    ],
)
def test_an_occasion_says_of_which_kind_it_is(text, marks, language, title):
    anna = somebody("Anna", line(day("2026-11-24"), text, *marks))
    assert title in titles(anna, config=Config(language=language))


def test_a_birthday_that_a_talk_tells_of_is_theirs_or_another_s_and_so_its_words_stand_there(vault):
    note = "---\nbirthday: 1980-01-05\n---\n- 2026-11-02 tea. Her son's birthday is on 3 December.\n"
    events = Calendar.from_ical(
        calendar(load(vault({"People/Vera.md": note}).root, Config(), TODAY).network, Config(), TODAY)
    )
    assert [str(event["summary"]) for event in events.walk("VEVENT")] == [
        "Vera: birthday (1980)",
        "Vera: birthday, Her son's birthday is on 3 December",
    ]
