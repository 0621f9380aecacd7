"""The settings of Obsidian and its plugins: they are read, never written, and never a reason to stop.

Daily notes are where the configuration says, else where Periodic Notes says, else where Obsidian's own settings say,
else wherever a name is a date.
"""

import os
from typing import NamedTuple

from vaultnet.model.config import Config, DailyNotes, Reading
from vaultnet.problem import Problem
from vaultnet.text.spelling import folded
from vaultnet.vault.config import FILE, OVERVIEW
from vaultnet.vault.files import read_note
from vaultnet.vault.folder import Rules
from vaultnet.vault.places import Unreadable
from vaultnet.vault.stamp import Stamps, stamps_at

NAMES = "YYYY-MM-DD"  # in Moment's tokens

CORE = ".obsidian/daily-notes.json"
PLUGINS = ".obsidian/community-plugins.json"
PERIODIC = ".obsidian/plugins/periodic-notes/data.json"
TEMPLATES = ".obsidian/templates.json"
TEMPLATER = ".obsidian/plugins/templater-obsidian/data.json"


class Settings(NamedTuple):
    """What the settings say of daily notes and templates."""

    templates: tuple[str, ...] = ()  # folders
    daily: DailyNotes | None = None  # None: nothing is said
    source: str = ""  # the file that says where daily notes are
    problems: tuple[Problem, ...] = ()


def settings_stamps(root: str) -> Stamps:
    """The stamps of all files that `obsidian_settings` reads: while they stay the same, so do the settings."""
    return stamps_at(root, (CORE, PLUGINS, PERIODIC, TEMPLATES, TEMPLATER))


def obsidian_settings(root: str) -> Settings:
    """The settings of the vault at `root`; a file that cannot be read is among the problems. Never raises."""
    files = _Files(root)
    folders = (files.fields(TEMPLATES).get("folder"), files.fields(TEMPLATER).get("templates_folder"))
    templates = tuple(folder for each in folders if (folder := _folder(each)))
    periodic = files.periodic_notes()
    daily, source = (periodic, PERIODIC) if periodic else (files.core_notes(), CORE)
    if daily and (fault := _format_fault(daily.format)):
        files.problems.append(Problem(source, 1, fault))
        daily = None
    return Settings(templates, daily, source if daily else "", tuple(files.problems))


def rules(config: Config, settings: Settings) -> Rules:
    """Which notes only take part in links."""
    return Rules(config.exclude, settings.templates, _generated(config))


def reading(root: str, config: Config, settings: Settings) -> tuple[Reading, tuple[Problem, ...]]:
    """The rules by which notes are read, and the problem of a folder for daily notes that is missing."""
    daily, source = settings.daily, settings.source
    stated = config.daily
    if stated.folder is not None or stated.format is not None:
        others = daily or DailyNotes("", NAMES)
        folder = others.folder if stated.folder is None else stated.folder
        daily, source = DailyNotes(folder, stated.format or others.format), FILE
    problems: tuple[Problem, ...] = ()
    if daily and not os.path.isdir(os.path.join(root, daily.folder)):
        missing = f"there is no folder “{daily.folder}” for daily notes; notes named {NAMES} are used instead"
        problems = (Problem(source, 1, missing),)
        daily = None
    how = Reading(
        date_order=config.date_order,
        people=config.people._replace(template="", folder=""),  # these two say nothing about how to read
        daily=(daily or DailyNotes("", NAMES),),
        daily_anywhere=daily is None,
        daily_count=stated.counted,
        daily_tags=stated.tags,
        words=tuple((kind, rule.words) for kind, rule in config.occasions),
        generated=_generated(config),
        own=folded(config.self),
    )
    return how, problems


def _generated(config: Config) -> tuple[str, ...]:
    return (folded(config.output), folded(OVERVIEW))


class _Files:
    """The files that hold the settings, and what is wrong with them."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def periodic_notes(self) -> DailyNotes | None:
        """The daily notes of Periodic Notes, if it is enabled and keeps any; by its old settings or its new ones."""
        enabled = self._load(PLUGINS)
        if not isinstance(enabled, list) or "periodic-notes" not in enabled:
            return None
        fields = self.fields(PERIODIC)
        daily = _mapping(fields.get("daily"))
        sets = fields.get("calendarSets")
        if isinstance(sets, list) and sets:
            active = fields.get("activeCalendarSet")
            chosen = next((each for each in map(_mapping, sets) if active in (None, each.get("id"))), {})
            daily = _mapping(chosen.get("day"))
        return _daily(daily) if daily.get("enabled") is True else None

    def core_notes(self) -> DailyNotes | None:
        """The daily notes of Obsidian itself, if its settings mention them."""
        fields = self.fields(CORE)
        return _daily(fields) if fields.get("folder") or fields.get("format") else None

    def fields(self, path: str) -> dict[str, object]:
        """The object in a file; an empty one if it holds anything else, or is missing."""
        return _mapping(self._load(path))

    def _load(self, path: str) -> object:
        if not os.path.lexists(os.path.join(self.root, path)):
            return None
        import json  # noqa: PLC0415 - a warm run knows the settings

        try:
            return json.loads(read_note(self.root, path).decode("utf-8-sig"))
        except Unreadable as error:
            self.problems.append(error.problem)
        except json.JSONDecodeError as error:
            self.problems.append(Problem(path, error.lineno, f"is not valid JSON: {error.msg}; it is left out"))
        except (ValueError, RecursionError):
            self.problems.append(Problem(path, 1, "is not valid JSON; it is left out"))
        return None


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _daily(fields: dict[str, object]) -> DailyNotes:
    stated = fields.get("format")
    moment_format = stated.strip().strip("/") if isinstance(stated, str) else ""
    return DailyNotes(_folder(fields.get("folder")), moment_format or NAMES)


def _folder(value: object) -> str:
    return value.strip().strip("/") if isinstance(value, str) else ""


def _format_fault(moment_format: str) -> str | None:
    if moment_format == NAMES:
        return None
    from vaultnet.days.moment import format_problem  # noqa: PLC0415 - its grammar is made where a format is stated

    return format_problem(moment_format)
