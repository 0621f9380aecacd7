"""The due note: a day as Markdown. A tick line is a checkbox and whom it is about; what we say stands under it.

The same agenda gives the same bytes (format.md, The generated note).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from vaultnet.due.form import QUOTE, callout_title
from vaultnet.model.agenda import Agenda, Owed
from vaultnet.model.config import Config, TaskStyle
from vaultnet.model.network import Network, Promise
from vaultnet.problem import Problem
from vaultnet.render.day import Day, Entry
from vaultnet.render.escape import NAMELESS, inert, link, without_task_signs
from vaultnet.render.voice import Voice, noted
from vaultnet.render.words import Words, words
from vaultnet.text.our_block import BEGIN, END

_PROBLEMS = 10  # listed in the note; `check` lists all
_BULLETS = {"coming_up": "-", "done_today": "- [x]"}  # these two are never read back


def whole(agenda: Agenda, network: Network, config: Config) -> str:
    """The due note as a file of its own, without any words of the user."""
    return "\n".join([*_properties(agenda), block(agenda, network, config)])


def block(agenda: Agenda, network: Network, config: Config) -> str:
    """The block, its two marker lines included; every line of it ends in a line feed."""
    wording = words(config.language)
    day = Day(agenda, Voice(wording, network, agenda.date, note=True, tag=config.tasks.tag))
    lines = [BEGIN, "", f"# {wording.full(agenda.date)}"]
    if day.opening:
        lines += ["", day.opening]
    for section in day.sections():
        lines += ["", f"## {wording.title(section.key)}"]
        for entry in section.entries:
            lines += _lines(entry, _BULLETS.get(section.key, "- [ ]"), config.tasks)
        if section.waiting:
            if section.entries:
                lines.append("")
            lines += [callout_title("waiting", section.of_those), *(f"> - {name}" for name in section.waiting)]
    if agenda.problems:
        lines += ["", *_problems(agenda, wording)]
    return "\n".join([*lines, "", END, ""])


def plain_names(network: Network) -> tuple[str, ...]:
    """How people whom no link can name are written in the note, so that they are found when it is read back."""
    return tuple(link(one.path, network) for one in network.everybody if not network.link_texts.get(one.path))


def promise_text(owed: Owed | Promise, tag: str = "") -> str:
    """How the text of a promise is written in the note, so that it is found when it is read back."""
    return noted(without_task_signs(owed.text, tag)) or NAMELESS


def _lines(entry: Entry, bullet: str, tasks: TaskStyle) -> list[str]:
    """A tick line, with what `[tasks]` adds to it, and the quote lines under it."""
    added = ""
    if bullet not in _BULLETS.values():
        tag = f" {tasks.tag}" if tasks.tag else ""
        due = f" 📅 {entry.due}" if tasks.due and entry.due else ""
        added = f"{tag}{due}"
    return [f"{bullet} {entry.about}{added}", *(QUOTE + line for line in entry.lines)]


def _properties(agenda: Agenda) -> Iterable[str]:
    return (
        "---",
        "generated_by: vaultnet",
        f"date: {agenda.date}",
        f"reach_out: {len(agenda.reach_out)}",
        f"waiting: {len(agenda.waiting)}",
        "cssclasses:",
        "  - vaultnet",
        "---",
    )


def _problems(agenda: Agenda, wording: Words) -> list[str]:
    """The folded list of places that could not be read, cut short where there are many."""
    problems = agenda.problems
    lines = [f"> - {inert(problem.path)}:{problem.line}: {inert(problem.message)}" for problem in _various(problems)]
    if len(problems) > _PROBLEMS:
        lines.append(f"> - {wording.standing('more', len(problems) - _PROBLEMS)}")
    return [callout_title("problems", wording.standing("problems", len(problems))), *lines]


def _various(problems: Sequence[Problem]) -> list[Problem]:
    """As many as are told: of those that say the same, as of a circle misnamed in forty notes, one before the rest."""
    times: Counter[str] = Counter()
    ranked = []
    for index, problem in enumerate(problems):
        ranked.append((times[problem.message], index))
        times[problem.message] += 1
    return [problems[index] for index in sorted(index for _, index in sorted(ranked)[:_PROBLEMS])]
