import json

import pytest

from vaultnet.model.config import Config, DailyNotes, DailyRules, PeopleRules, Reading
from vaultnet.vault.folder import Rules
from vaultnet.vault.settings import Settings, obsidian_settings, reading, rules, settings_stamps

CORE = ".obsidian/daily-notes.json"
PERIODIC = ".obsidian/plugins/periodic-notes/data.json"
ENABLED = {".obsidian/community-plugins.json": '["dataview", "periodic-notes"]'}


def daily(day):
    return json.dumps({"daily": day})


def calendar(*sets, **more):
    return json.dumps({"calendarSets": list(sets), **more})


def daily_notes(home):
    settings = obsidian_settings(home.root)
    assert settings.problems == ()
    return settings.daily


def test_a_vault_without_obsidian_says_nothing(vault):
    assert obsidian_settings(vault({"Vera.md": ""}).root) == Settings()


@pytest.mark.parametrize(
    ("core", "expected"),
    [
        ('{"folder": "Daily", "format": "YYYY/MM/DD"}', DailyNotes("Daily", "YYYY/MM/DD")),
        ('{"folder": "/Daily/", "template": "x", "autorun": false}', DailyNotes("Daily", "YYYY-MM-DD")),
        ('{"format": "DD-MM-YYYY"}', DailyNotes("", "DD-MM-YYYY")),
        ('\ufeff{"folder": "Daily", "format": ""}', DailyNotes("Daily", "YYYY-MM-DD")),
        ('{"folder": 3, "format": null}', DailyNotes("", "YYYY-MM-DD")),
        ('{"folder": "", "template": "x"}', None),
        ("{}", None),
        ("[]", None),
    ],
)
def test_the_core_daily_notes(vault, core, expected):
    assert daily_notes(vault({CORE: core})) == expected


@pytest.mark.parametrize(
    "settings",
    [
        daily({"enabled": True, "folder": "Journal", "format": "DDMMYYYY"}),
        calendar(
            {"id": "x", "day": {"enabled": True, "folder": "Journal", "format": "DDMMYYYY"}}, activeCalendarSet="x"
        ),
        calendar({"id": "x", "day": {"enabled": True, "folder": "Journal", "format": "DDMMYYYY"}}),
        calendar(
            {"id": "old", "day": {"enabled": True, "folder": "Old"}},
            {"id": "x", "day": {"enabled": True, "folder": "Journal/", "format": "DDMMYYYY"}},
            activeCalendarSet="x",
            daily={"enabled": True, "folder": "Older"},
        ),
    ],
)
def test_periodic_notes_in_both_forms_win_where_they_are_enabled(vault, settings):
    notes = {CORE: '{"folder": "Stale"}', PERIODIC: settings}
    assert daily_notes(vault(notes)) == DailyNotes("Stale", "YYYY-MM-DD")
    home = vault({**notes, **ENABLED})
    assert daily_notes(home) == DailyNotes("Journal", "DDMMYYYY")
    assert obsidian_settings(home.root).source == PERIODIC


@pytest.mark.parametrize(
    "settings",
    [
        daily({"enabled": False, "folder": "Journal"}),
        daily({"folder": "Journal"}),
        daily("x"),
        "{}",
        "[]",
        calendar({"id": "x", "day": {"enabled": False}}, activeCalendarSet="x"),
        calendar({"id": "x", "day": {"enabled": True}}, activeCalendarSet="gone"),
        calendar("x", 3),
    ],
)
def test_periodic_notes_that_keep_no_daily_notes_leave_it_to_the_core(vault, settings):
    assert daily_notes(vault({CORE: '{"folder": "Daily"}', PERIODIC: settings, **ENABLED})) == DailyNotes(
        "Daily", "YYYY-MM-DD"
    )


def test_templates_are_where_the_core_or_templater_says(vault):
    home = vault(
        {
            ".obsidian/templates.json": '{"folder": "/Templates/"}',
            ".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "Meta/Templater"}',
        }
    )
    settings = obsidian_settings(home.root)
    assert settings.templates == ("Templates", "Meta/Templater")
    config = Config(output="Notes/Vandaag.md", exclude=("Archive/**",))
    generated = ("notes/vandaag.md", "network.md")
    assert rules(config, settings) == Rules(("Archive/**",), ("Templates", "Meta/Templater"), generated)


@pytest.mark.parametrize("folder", ["", "/", " "])
def test_the_whole_vault_is_no_folder_of_templates(vault, folder):
    home = vault({".obsidian/plugins/templater-obsidian/data.json": json.dumps({"templates_folder": folder})})
    assert obsidian_settings(home.root).templates == ()


def test_settings_that_cannot_be_read_are_problems_and_no_more(vault, tmp_path):
    (tmp_path / "outside.json").write_text('{"folder": "x"}')
    home = vault(
        {
            CORE: '{"folder": "Daily",\n"format": }',
            PERIODIC: b'{"daily": "\xff"}',
            ".obsidian/community-plugins.json": '["periodic-notes"]',
            ".obsidian/plugins/templater-obsidian/data.json": "[" * 100_000,
        }
    )
    (home.folder / ".obsidian/templates.json").symlink_to(tmp_path / "outside.json")
    settings = obsidian_settings(home.root)
    assert settings.daily is None
    assert sorted(str(problem) for problem in settings.problems) == [
        f"{CORE}:2: is not valid JSON: Expecting value; it is left out",
        ".obsidian/plugins/periodic-notes/data.json:1: is not valid JSON; it is left out",
        ".obsidian/plugins/templater-obsidian/data.json:1: is not valid JSON; it is left out",
        ".obsidian/templates.json:1: leads out of the vault; vaultnet reads and writes nothing there",
    ]


def test_a_format_that_tells_no_day_is_a_problem_and_names_are_used(vault):
    home = vault({CORE: '{"folder": "Daily", "format": "YYYY-[W]ww"}', "Daily/x.md": ""})
    settings = obsidian_settings(home.root)
    assert (settings.daily, settings.source) == (None, "")
    (problem,) = settings.problems
    assert (problem.path, problem.line) == (CORE, 1)
    assert "YYYY-[W]ww" in problem.message


def test_reading_follows_obsidian(vault):
    home = vault({"Journal/x.md": ""})
    found, problems = reading(home.root, Config(), Settings(daily=DailyNotes("Journal", "DD-MM-YYYY"), source=CORE))
    assert problems == ()
    assert found == Reading(
        daily=(DailyNotes("Journal", "DD-MM-YYYY"),), daily_anywhere=False, generated=("due today.md", "network.md")
    )


def test_reading_goes_by_names_where_nothing_is_said(vault):
    found, problems = reading(vault({}).root, Config(output="Straße/Vandaag.md"), Settings())
    assert problems == ()
    assert found == Reading(generated=("strasse/vandaag.md", "network.md"))


def test_a_missing_folder_of_daily_notes_is_reported_and_names_are_used(vault):
    home = vault({})
    found, problems = reading(home.root, Config(), Settings(daily=DailyNotes("Gone", "DD-MM-YYYY"), source=CORE))
    assert found.daily_anywhere
    assert found.daily == (DailyNotes("", "YYYY-MM-DD"),)
    assert [str(problem) for problem in problems] == [
        f"{CORE}:1: there is no folder “Gone” for daily notes; notes named YYYY-MM-DD are used instead"
    ]
    _, problems = reading(home.root, Config(daily=DailyRules(folder="Away")), Settings())
    assert problems[0].path == "vaultnet.toml"


def test_the_configuration_overrides_obsidian_key_by_key(vault):
    home = vault({"Journal/x.md": "", "Daily/x.md": ""})
    settings = Settings(daily=DailyNotes("Journal", "DD-MM-YYYY"), source=CORE)

    def place(rules, settings=settings):
        found, problems = reading(home.root, Config(daily=rules), settings)
        assert (problems, found.daily_anywhere) == ((), False)
        return found.daily

    assert place(DailyRules(folder="Daily")) == (DailyNotes("Daily", "DD-MM-YYYY"),)
    assert place(DailyRules(folder="")) == (DailyNotes("", "DD-MM-YYYY"),)
    assert place(DailyRules(format="YYYYMMDD")) == (DailyNotes("Journal", "YYYYMMDD"),)
    assert place(DailyRules(folder="Daily"), Settings()) == (DailyNotes("Daily", "YYYY-MM-DD"),)


def test_what_says_nothing_about_reading_does_not_change_it(vault):
    home = vault({})
    plain, _ = reading(home.root, Config(), Settings())
    other = Config(per_day=9, people=PeopleRules(template="T.md", folder="People"), language="nl", exclude=("x",))
    assert reading(home.root, other, Settings())[0] == plain


def test_stamps_tell_when_settings_have_changed(vault):
    home = vault({CORE: "{}"})
    before = settings_stamps(home.root)
    assert settings_stamps(home.root) == before
    home.write(".obsidian/templates.json", "{}")
    between = settings_stamps(home.root)
    assert between != before
    (home.folder / ".obsidian/templates.json").unlink()
    assert settings_stamps(home.root) == before
    home.write(CORE, '{"folder": "x"}')
    assert settings_stamps(home.root) != before
