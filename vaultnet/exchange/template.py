"""The user's template for a person, filled in: Obsidian's placeholders, and Templater's for the title and the date.

Anything else that Templater does means running code, so a template that asks for it is refused, with the line.
"""

import re
from datetime import datetime
from typing import NamedTuple

from vaultnet.days.moment_text import moment_text
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.problem import Problem
from vaultnet.render.words import words

_DATE, _TIME = "YYYY-MM-DD", "HH:mm"
_SO = "so no note can be made from it here"
_OBSIDIAN = re.compile(
    r"\{\{[ \t]{0,9}(?P<what>title|date|time)(?::(?P<format>[^{}\n]{1,100}))?[ \t]{0,9}\}\}", re.IGNORECASE
)
_TEMPLATER = re.compile(
    r"<%[-_]?[ \t]{0,9}(?:(?P<title>tp\.file\.title)"
    r"|tp\.date\.now\([ \t]{0,9}(?:\"(?P<format>[^\"\n]{1,100})\"|'(?P<other>[^'\n]{1,100})')?[ \t]{0,9}\))"
    r"[ \t]{0,9}[-_]?%>"
)


class NewNote(NamedTuple):
    """What fills in a template."""

    title: str
    when: datetime
    language: str = "en"  # of the names of months and days


def filled(path: str, template: str, new: NewNote) -> str | Problem:
    """The text of a new note; a problem of the template at `path` if it needs what only Templater can do."""
    language = words(new.language)

    def moment(moment_format: str) -> str:
        return moment_text(moment_format, new.when, language.months, language.weekdays)

    def obsidian(placeholder: re.Match[str]) -> str:
        what = placeholder["what"].casefold()
        if what == "title":
            return new.title
        return moment((placeholder["format"] or (_TIME if what == "time" else _DATE)).strip())

    def templater(placeholder: re.Match[str]) -> str:
        return new.title if placeholder["title"] else moment(placeholder["format"] or placeholder["other"] or _DATE)

    text = _TEMPLATER.sub(templater, _OBSIDIAN.sub(obsidian, template))
    for number, line in enumerate(text.split("\n"), 1):
        if "<%" in line:
            return Problem(path, number, f"only Templater can run “{line.strip()[:60]}”; {_SO}")
    if read_frontmatter(path, text).templated:
        return Problem(path, 1, f"its frontmatter holds a placeholder other than title, date and time; {_SO}")
    return text
