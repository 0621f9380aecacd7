"""`vaultnet.toml` is right in every key, or the command does not begin: all its faults are reported at once.

The fields of `model.config.Config` are its specification; any other key is a fault too.
"""

import os
from collections.abc import Iterable
from datetime import date

from vaultnet import CONFIG_FILE
from vaultnet.model.config import (
    CIRCLES,
    OCCASIONS,
    CadenceRules,
    Config,
    DailyRules,
    OccasionRule,
    PeopleRules,
    TaskStyle,
)
from vaultnet.model.span import NEVER, Span
from vaultnet.problem import Failure, Problem
from vaultnet.text.spelling import folded
from vaultnet.vault.files import read_note
from vaultnet.vault.places import Outside, Unreadable, inside, reason
from vaultnet.vault.toml import Table, parse_toml

FILE = CONFIG_FILE
OVERVIEW = "Network.md"

CENTURY = 36_500  # days: dates stay on the calendar
DAY = 86_400  # seconds


class FaultyConfig(Failure):
    """The configuration has faults; `str` lists all of them, one to a line."""

    exit_code = 2

    def __init__(self, faults: Iterable[Problem]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def read_config(root: str) -> Config:
    """The configuration of the vault at `root`; the defaults where there is no file.

    Raises `FaultyConfig` (exit 2), and `places.Unreadable` (exit 3). Implements format.md, Configuration.
    """
    try:
        os.lstat(os.path.join(root, FILE))
    except FileNotFoundError:
        return Config()
    except OSError as error:  # it may be there, and name another note than the default to write
        raise Unreadable(FILE, f"cannot be read: {reason(error)}") from error
    config, faults = parse_config(read_note(root, FILE))
    paths = {"output": config.output, "people.template": config.people.template, "people.folder": config.people.folder}
    for key, path in {**paths, "daily.folder": config.daily.folder or ""}.items():
        try:
            inside(root, path)
        except Outside:
            faults.append(Problem(FILE, 1, f"{key}: {path} leads out of the vault"))
    if faults:
        raise FaultyConfig(faults)
    return config


def parse_config(data: bytes) -> tuple[Config, list[Problem]]:
    """The configuration in a file, and its faults; a faulty value is replaced by the default. Never raises."""
    top = parse_toml(FILE, data)
    plain = Config()
    date_order = top.choice("date_order", plain.date_order, ("dmy", "mdy"))
    config = Config(
        language=top.choice("language", plain.language, ("en", "nl")),
        output=top.text("output", plain.output, lambda path: _output_fault(path, date_order)),
        embed_in=top.choice("embed_in", plain.embed_in, ("", "daily")),
        date_order=date_order,
        leap_day=top.choice("leap_day", plain.leap_day, ("feb28", "mar1")),
        per_day=top.whole("per_day", plain.per_day, 0, 10_000),
        leaf_per_day=top.whole("leaf_per_day", plain.leaf_per_day, 0, 10_000),
        leaf_cycle=top.whole("leaf_cycle", plain.leaf_cycle, 1, CENTURY),
        snooze=top.span("snooze", plain.snooze),
        retry=top.span("retry", plain.retry),
        thank_window=top.whole("thank_window", plain.thank_window, 0, CENTURY),
        report_after=top.span("report_after", plain.report_after),
        log_heading=top.text("log_heading", plain.log_heading, _heading_fault).lstrip("# ").rstrip(),
        settle=top.number("settle", plain.settle, DAY),
        exclude=top.texts("exclude", plain.exclude, _pattern_fault),
        self=top.text("self", plain.self, _no_fault).strip(),
        people=_people(top.table("people")),
        cadence=_cadence(top.table("cadence")),
        circles=_circles(top.table("circles")),
        daily=_daily(top.table("daily")),
        occasions=_occasions(top.table("occasions")),
        tasks=_tasks(top.table("tasks")),
    )
    return config, top.faults()


def _people(table: Table) -> PeopleRules:
    plain = PeopleRules()
    return PeopleRules(
        folders=tuple(folder.strip("/") for folder in table.texts("folders", plain.folders, _path_fault)),
        types=table.texts("types", plain.types, _no_fault),
        tags=_tags(table, plain.tags),
        template=table.text("template", plain.template, _path_fault),
        folder=table.text("folder", plain.folder, _folder_fault).strip("/"),
    )


def _cadence(table: Table) -> CadenceRules:
    default = table.span("default", NEVER, never=True)
    by_folder = table.spans("by_folder", _path_fault)
    return CadenceRules(
        default=None if default == NEVER else default,
        by_tag=tuple((_tag(tag), span) for tag, span in table.spans("by_tag", _no_fault)),
        by_folder=tuple((folded(folder.strip("/")), span) for folder, span in by_folder),
    )


def _circles(table: Table) -> tuple[tuple[str, Span], ...]:
    """Our circles and the user's, who may redefine ours by name."""
    circles = {folded(name): (name, span) for name, span in CIRCLES.items()}
    for name in table.names():
        circles[folded(name)] = (name, table.span(name, NEVER, never=True))
    return tuple(circles.values())


def _daily(table: Table) -> DailyRules:
    plain = DailyRules()
    folder = table.text("folder", "", _folder_fault).strip("/") if table.states("folder") else None
    moment_format = table.text("format", "", _format_fault).strip("/") if table.states("format") else None
    return DailyRules(
        folder=folder,
        format=moment_format or None,
        counted=table.choice("count", plain.counted, ("links", "tagged", "off")),
        tags=_tags(table, plain.tags),
    )


def _occasions(table: Table) -> tuple[tuple[str, OccasionRule], ...]:
    """Our rules, with what the user changes in them; the user's words are added to ours."""
    return tuple((kind, _occasion(table.table(kind), rule)) for kind, rule in OCCASIONS.items())


def _occasion(table: Table, ours: OccasionRule) -> OccasionRule:
    words = (word.strip().casefold() for word in table.texts("words", (), _no_fault))
    return OccasionRule(
        before=table.whole("before", ours.before, 0, CENTURY),
        after=table.wholes("after", ours.after, 0, CENTURY),
        belated=table.whole("belated", ours.belated, 0, CENTURY),
        words=tuple(dict.fromkeys((*ours.words, *words))),
    )


def _tasks(table: Table) -> TaskStyle:
    tag = table.text("tag", "", _tag_fault).strip().removeprefix("#")
    return TaskStyle(tag=tag and f"#{tag}", due=table.flag("due", plain=False))


def _no_fault(_value: str) -> str:
    return ""


def _tags(table: Table, plain: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_tag, table.texts("tags", plain, _no_fault)))


def _tag(text: str) -> str:
    """A tag in the form in which tags are compared, without `#`."""
    return folded(text.strip().removeprefix("#"))


def _path_fault(path: str) -> str:
    """Why a path cannot be one of the vault; empty: it can."""
    if path.startswith(("/", "~", "\\")) or path[1:2] == ":":
        return "a path that begins at the vault's root"
    if ".." in path.replace("\\", "/").split("/"):
        return "a path that stays in the vault, without `..`"
    return "" if path.isprintable() else "a path without control characters"


def _folder_fault(path: str) -> str:
    return "" if path == "/" else _path_fault(path)


def _pattern_fault(pattern: str) -> str:
    return _path_fault(pattern) if pattern.strip("/ ") else "a pattern of paths, such as `Archive/**`"


def _output_fault(path: str, date_order: str) -> str:
    if fault := _path_fault(path):
        return fault
    parts = path.split("/")
    if not path.endswith(".md"):
        return "a name that ends in `.md`"
    if "\\" in path or any(not part.strip() or part.startswith(".") for part in parts):
        return "folders separated by `/`, and no name that begins with a dot"
    if folded(path) == folded(OVERVIEW):
        return f"another name: {OVERVIEW} is the overview"
    return "a name without a date: the same note is written every day" if _has_date(parts[-1], date_order) else ""


def _has_date(name: str, date_order: str) -> bool:
    from vaultnet.days.dates import dates_in  # noqa: PLC0415 - where nobody renames the note, it is not needed

    return any(True for _ in dates_in(name.removesuffix(".md"), date_order, date(2000, 1, 1)))


def _heading_fault(heading: str) -> str:
    return "" if heading.strip("# ") and heading.isprintable() else "the words of a heading"


def _format_fault(moment_format: str) -> str:
    from vaultnet.days.moment import format_problem  # noqa: PLC0415 - as above

    missing = format_problem(moment_format)
    return f"a format such as `YYYY-MM-DD`: {missing}" if missing else _path_fault(moment_format)


def _tag_fault(tag: str) -> str:
    signs = tag.strip().removeprefix("#")
    return "" if all(sign.isalnum() or sign in "_-/" for sign in signs) else "a tag, such as `#task`"
