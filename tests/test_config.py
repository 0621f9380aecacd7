import errno
import os
import subprocess
import sys
import time

import pytest

from vaultnet.model.config import OCCASIONS, Config, OccasionRule, PeopleRules, TaskStyle
from vaultnet.model.span import NEVER, Span
from vaultnet.vault.config import FaultyConfig, parse_config, read_config
from vaultnet.vault.places import Unreadable

EVERYTHING = """\
language = "nl"
output = "Notes/Today.md"
embed_in = "daily"
date_order = "mdy"
leap_day = "mar1"
per_day = 7
leaf_per_day = 0
leaf_cycle = 120
snooze = "2 weeks"
retry = 10
thank_window = 90
report_after = "P2M"
log_heading = "## Gesprekken"
settle = 0.5
exclude = ["Archive/**", "Old notes"]
self = "Me"

[people]
folders = ["Kennissen/"]
types = ["mens"]
tags = ["#Bekende"]
template = "Templates/Person.md"
folder = "People/New/"

[cadence]
default = "yearly"
by_tag = { "#Friend" = "2 months", work = "never" }
by_folder = { "People/Clients/" = "monthly" }

[circles]
Inner = "3 weeks"
club = "yearly"

[daily]
folder = "Journal"
format = "YYYY/MM/YYYY-MM-DD dddd"
count = "tagged"
tags = ["#Person"]

[occasions.wedding]
before = 21
after = [30, 7]
belated = 2
words = ["Trouwerij", "wedding"]

[tasks]
tag = "#task"
due = true
"""


def faults(text):
    _, found = parse_config(text.encode() if isinstance(text, str) else text)
    return [str(fault) for fault in found]


def fault(text):
    (only,) = faults(text)
    return only


def test_no_file_means_the_defaults(vault):
    assert read_config(vault({"Vera.md": ""}).root) == Config()


def test_no_file_costs_no_parser(vault):
    home = vault({})
    code = "import sys; from vaultnet.vault.config import read_config; read_config(sys.argv[1]); print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code, home.root], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"tomllib", "difflib", "vaultnet.days.dates", "vaultnet.days.spans"}.isdisjoint(modules)


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "[people]\n[daily]\n[occasions.wedding]\n", "\ufeff\r\nper_day = 5\r\n"]
)
def test_what_is_not_stated_has_its_default(vault, text):
    assert read_config(vault({"vaultnet.toml": text}).root) == Config()


def test_every_key(vault):
    config = read_config(vault({"vaultnet.toml": EVERYTHING, "Notes/x.md": ""}).root)
    assert config._replace(
        people=PeopleRules(), circles=(), occasions=(), cadence=Config().cadence, daily=Config().daily
    ) == Config(
        language="nl",
        output="Notes/Today.md",
        embed_in="daily",
        date_order="mdy",
        leap_day="mar1",
        per_day=7,
        leaf_per_day=0,
        leaf_cycle=120,
        snooze=Span(2, "W"),
        retry=Span(10, "D"),
        thank_window=90,
        report_after=Span(2, "M"),
        log_heading="Gesprekken",
        settle=0.5,
        exclude=("Archive/**", "Old notes"),
        self="Me",
        circles=(),
        occasions=(),
        tasks=TaskStyle("#task", True),
    )
    assert config.people == PeopleRules(("Kennissen",), ("mens",), ("bekende",), "Templates/Person.md", "People/New")
    assert config.cadence.default == Span(1, "Y")
    assert config.cadence.by_tag == (("friend", Span(2, "M")), ("work", NEVER))
    assert config.cadence.by_folder == (("people/clients", Span(1, "M")),)
    assert config.daily.folder == "Journal"
    assert config.daily.format == "YYYY/MM/YYYY-MM-DD dddd"
    assert (config.daily.counted, config.daily.tags) == ("tagged", ("person",))


def test_circles_are_added_to_ours_and_take_the_place_of_ours():
    config, _ = parse_config(EVERYTHING.encode())
    assert dict(config.circles) == {
        "Inner": Span(3, "W"),
        "close": Span(1, "M"),
        "casual": Span(3, "M"),
        "warm": Span(6, "M"),
        "dormant": Span(1, "Y"),
        "club": Span(1, "Y"),
    }


def test_an_occasion_says_what_differs_and_its_words_are_added_to_ours():
    config, _ = parse_config(EVERYTHING.encode())
    ours = OCCASIONS["wedding"].words
    assert config.occasion("wedding") == OccasionRule(21, (7, 30), 2, (*ours, "trouwerij"))
    assert {kind: rule for kind, rule in config.occasions if kind != "wedding"} == {
        kind: rule for kind, rule in OCCASIONS.items() if kind != "wedding"
    }
    config, _ = parse_config(b'[occasions.exam]\nwords = ["viva"]\n')
    assert config.occasion("exam") == OCCASIONS["exam"]._replace(words=(*OCCASIONS["exam"].words, "viva"))


def test_all_faults_are_reported_at_once_each_with_its_line(vault):
    home = vault(
        {
            "vaultnet.toml": """\
lanugage = "nl"
per_day = "five"
snooze = "soon"
exclude = "Archive/**"

[daily]
count = "some"
format = "MM-DD"

[cadence]
by_tag = { friend = "often" }

[occasions.weding]
before = 14

[occasions.wedding]
befor = 14
after = [7, -1]
"""
        }
    )
    with pytest.raises(FaultyConfig) as caught:
        read_config(home.root)
    assert caught.value.exit_code == 2
    assert str(caught.value).splitlines() == [
        "vaultnet.toml:1: lanugage: is not a key of vaultnet.toml; did you mean `language`?",
        "vaultnet.toml:2: per_day: expected a whole number from 0 to 10000, found 'five'",
        "vaultnet.toml:3: snooze: expected a span such as \"6 weeks\", found 'soon'",
        "vaultnet.toml:4: exclude: expected a list of texts, found 'Archive/**'",
        'vaultnet.toml:7: daily.count: expected "links" or "tagged" or "off", found \'some\'',
        "vaultnet.toml:8: daily.format: expected a format such as `YYYY-MM-DD`: no date can be read from daily notes named `MM-DD`: the year (`YYYY`) is missing, found 'MM-DD'",
        'vaultnet.toml:11: cadence.by_tag.friend: expected a span such as "6 weeks" or "never", found \'often\'',
        "vaultnet.toml:13: occasions.weding: is not a key of vaultnet.toml; did you mean `occasions.wedding`?",
        "vaultnet.toml:17: occasions.wedding.befor: is not a key of vaultnet.toml; did you mean `occasions.wedding.before`?",
        "vaultnet.toml:18: occasions.wedding.after: expected a list of whole numbers from 0 to 36500, found a list of 2",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("per_day = true", "per_day: expected a whole number from 0 to 10000, found true"),
        ("per_day = 2026-01-01", "per_day: expected a whole number from 0 to 10000, found 2026-01-01"),
        (
            f"per_day = 0x{'f' * 9000}",
            "per_day: expected a whole number from 0 to 10000, found a number that is far too large",
        ),
        (f"settle = 0x{'f' * 9000}", "settle: expected a number from 0 to 86400, found a number that is far too large"),
        (f"retry = 0x{'f' * 9000}", 'retry: expected a span such as "6 weeks", found a number that is far too large'),
        ("retry = -3", 'retry: expected a span such as "6 weeks", found -3'),
        ("per_day = -1", "per_day: expected a whole number from 0 to 10000, found -1"),
        ("leaf_cycle = 0", "leaf_cycle: expected a whole number from 1 to 36500, found 0"),
        ("settle = nan", "settle: expected a number from 0 to 86400, found nan"),
        ("settle = -1", "settle: expected a number from 0 to 86400, found -1"),
        ('settle = "3"', "settle: expected a number from 0 to 86400, found '3'"),
        ("language = 3", "language: expected a text, found 3"),
        ('language = "fr"', 'language: expected "en" or "nl", found \'fr\''),
        ('snooze = "never"', "snooze: expected a span such as \"6 weeks\", found 'never'"),
        ("retry = 0", 'retry: expected a span such as "6 weeks", found 0'),
        ("retry = 1.5", 'retry: expected a span such as "6 weeks", found 1.5'),
        ('log_heading = "#"', "log_heading: expected the words of a heading, found '#'"),
        ('log_heading = "a\\nb"', "log_heading: expected the words of a heading, found 'a\\nb'"),
        ('exclude = ["x", 3]', "exclude: expected a list of texts, found a list of 2"),
        ('exclude = [""]', "exclude: expected a pattern of paths, such as `Archive/**`, found ''"),
        ('people = "Anna"', "people: expected a table [people], found 'Anna'"),
        ("people.folders = []\npeople.types = [1]", "people.types: expected a list of texts, found a list of 1"),
        ('people.tags = [" "]', "people.tags: expected a text that is not empty, found ' '"),
        ("circles.inner = 0", 'circles.inner: expected a span such as "6 weeks" or "never", found 0'),
        ("tasks.due = 1", "tasks.due: expected true or false, found 1"),
        ('tasks.tag = "#a b"', "tasks.tag: expected a tag, such as `#task`, found '#a b'"),
        ("[tasks]\nper_day = 3", "tasks.per_day: is not a key of vaultnet.toml; did you mean `per_day`?"),
        ("zebra = 1", "zebra: is not a key of vaultnet.toml"),
    ],
)
def test_a_wrong_value_is_reported_with_its_key_what_was_expected_and_what_was_found(text, message):
    assert fault(text) == f"vaultnet.toml:{text.count(chr(10)) + 1}: {message}"


@pytest.mark.parametrize(
    "path",
    ["", "Due", "Due.txt", "/Due.md", "~/Due.md", "../Due.md", "a/../Due.md", "a/./Due.md", ".Due.md", ".obsidian/Due.md", "C:\\Due.md", "a\\Due.md", "a//Due.md", "a/ /Due.md", ".md", "a/.md", "Due\u2028x.md", "Network.md", "network.MD", "Due 2026-11-21.md", "20261121.md", "a/Due 21 november 2026.md", "21-11-2026.md"],
)  # fmt: skip
def test_an_output_that_cannot_be(path):
    escaped = path.replace("\\", "\\\\")
    assert fault(f'output = "{escaped}"').startswith("vaultnet.toml:1: output: expected ")


@pytest.mark.parametrize("path", ["Today.md", "Mijn netwerk/Vandaag.md", "Top 10.md", "2026/Due.md", "Due (me).md"])
def test_an_output_that_can_be(path):
    config, found = parse_config(f'output = "{path}"'.encode())
    assert (config.output, found) == (path, [])


@pytest.mark.parametrize(
    "text",
    [
        'people.template = "../Person.md"',
        'people.folder = "/People"',
        'people.folders = ["People", "../Others"]',
        'daily.folder = "../Journal"',
        'daily.format = "../YYYY-MM-DD"',
        'exclude = ["../**"]',
        'cadence.by_folder = { "../x" = "weekly" }',
    ],
)
def test_a_path_that_leaves_the_vault_is_refused(text):
    assert "the vault" in fault(text)


def test_a_path_that_leaves_the_vault_by_a_link_is_refused(vault, tmp_path):
    home = vault({"vaultnet.toml": 'output = "Linked/Due.md"\n[people]\nfolder = "Linked"\n'})
    (home.folder / "Linked").symlink_to(tmp_path)
    with pytest.raises(
        FaultyConfig, match=r"output: Linked/Due\.md leads out of the vault\n.*people\.folder: Linked leads out"
    ):
        read_config(home.root)


def test_the_root_is_a_folder_for_daily_notes():
    config, found = parse_config(b'daily.folder = "/"\ndaily.format = ""')
    assert (config.daily.folder, config.daily.format, found) == ("", None, [])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"per_day = 5\nper_day = 6\n", 2),
        (b"a = 1\n\nb = [1,\n", 3),
        (b"x = \n", 1),
        (b"# one\nper day = 5\n", 2),
        (b"x = " + b"[" * 5_000, 1),
        (b"x = " + b"1" * 5_000, 1),
    ],
)
def test_what_is_no_toml_is_a_fault_with_its_line(data, line):
    assert fault(data).startswith(f"vaultnet.toml:{line}: is not valid TOML: ")


def test_what_is_no_utf8_is_a_fault():
    assert fault(b'self = "Ren\xe9"') == "vaultnet.toml:1: is not text in UTF-8"


def test_a_configuration_that_cannot_be_read_ends_the_command(vault, tmp_path):
    home = vault({})
    (tmp_path / "outside.toml").write_text("per_day = 1")
    (home.folder / "vaultnet.toml").symlink_to(tmp_path / "outside.toml")
    with pytest.raises(Unreadable) as caught:
        read_config(home.root)
    assert caught.value.exit_code == 3


def test_a_configuration_that_may_be_there_is_not_taken_for_none(vault, monkeypatch):
    root = vault({"vaultnet.toml": 'embed_in = "daily"\n'}).root

    def failing(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "lstat", failing)
    with pytest.raises(Unreadable, match=r"vaultnet\.toml: cannot be read: input/output error"):
        read_config(root)


def test_thousands_of_faults_are_told_in_a_moment():
    began = time.process_time()
    _, faults = parse_config("".join(f"key_{number} = 1\n" for number in range(3000)).encode())
    assert time.process_time() - began < 5
    assert [fault.line for fault in faults] == list(range(1, 3001))
