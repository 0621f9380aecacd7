"""The forms of the due note that stay the same from day to day: render writes them, and reading recognises them."""

import re

QUOTE = "    > "  # begins what we say under a line

TITLES: dict[str, dict[str, str]] = {
    "en": {
        "today": "Today",
        "reach_out": "Reach out",
        "answer": "Answer",
        "thank": "Thank",
        "report": "Tell them",
        "give_back": "Give back",
        "promised": "Promised",
        "introduce": "Could meet",
        "leaf_through": "Leaf through",
        "coming_up": "Coming up",
        "done_today": "Done today",
        "kept": "Kept for you",
    },
    "nl": {
        "today": "Vandaag",
        "reach_out": "Laat van je horen",
        "answer": "Beantwoord",
        "thank": "Bedank",
        "report": "Vertel wat ervan kwam",
        "give_back": "Geef terug",
        "promised": "Beloofd",
        "introduce": "Zouden elkaar moeten kennen",
        "leaf_through": "Blader",
        "coming_up": "Binnenkort",
        "done_today": "Vandaag gedaan",
        "kept": "Voor jou bewaard",
    },
}
STANDING: dict[str, dict[str, str]] = {  # lines of ours that stand alone; `one|several` by the count
    "en": {
        "quiet": "Nothing needs you today. Enjoy the day.",
        "start": (
            "Nothing needs you today. Give somebody a cadence, such as `cadence: monthly`, and they will turn up here."
        ),
        "fresh": "A fresh start: these few are enough for today.",
        "waiting": "{n} more who would like to hear from you",
        "waiting_fresh": "Others who would like to hear from you",
        "problems": "{n} place could not be read|{n} places could not be read",
        "more": "and {n} more; vaultnet check shows them all",
    },
    "nl": {
        "quiet": "Vandaag hoeft er niets. Geniet van de dag.",
        "start": "Vandaag hoeft er niets. Wie een ritme krijgt, zoals `ritme: maandelijks`, komt hier langs.",
        "fresh": "Een nieuw begin: deze paar mensen zijn genoeg voor vandaag.",
        "waiting": "Nog {n} die graag van je hoort|Nog {n} die graag van je horen",
        "waiting_fresh": "Anderen die graag van je horen",
        "problems": "{n} plek kon niet worden gelezen|{n} plekken konden niet worden gelezen",
        "more": "en nog {n}; vaultnet check laat ze alle zien",
    },
}
NEVER_READ_BACK = frozenset({"coming_up", "done_today"})  # sections in which no line is a tick
ASKED_AFTER = {"en": "asked after the operation", "nl": "gevraagd hoe de operatie ging"}  # written at a tick: no news

_TITLE = re.compile(r"## {0,9}(\S.{0,60})")
_DAY = re.compile(
    r"# (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:maan|dins|woens|donder|vrij|zater|zon)dag)"
    r" [0-9]{1,2} [a-z]{3,9} [0-9]{4}$",
    re.IGNORECASE,
)
_COMING = re.compile(r"- [0-9]{1,2} [a-z]{3,9}(?: [0-9]{4})?: ", re.IGNORECASE)
_PROBLEM = re.compile(r"> - .{0,800}:[0-9]{1,9}: ")
_NUMBER = re.compile(r"[0-9]{1,9}")


def callout_title(name: str, text: str) -> str:
    """The line that opens one of our two callouts, both folded: `waiting` or `problems`."""
    return f"> [!{'note' if name == 'waiting' else 'warning'}]- {text}"


def section_of(line: str) -> str:
    """The section that begins with this line, "" for none."""
    title = _TITLE.match(line)
    return _SECTIONS.get(title[1].strip().casefold(), "") if title else ""


def callout_of(line: str) -> str:
    """Which of our callouts this line opens, "" for none."""
    return _CALLOUTS.get(without_numbers(line), "") if line.startswith("> [!") else ""


def stands_alone(line: str) -> bool:
    """Whether the line is a heading or a sentence of ours that belongs to no item."""
    return bool(_DAY.match(line)) or line in _ALONE


def is_coming(line: str) -> bool:
    """Whether the line is an item of *Coming up*."""
    return bool(_COMING.match(line))


def is_problem(line: str) -> bool:
    """Whether the line is a problem in our callout."""
    return bool(_PROBLEM.match(line)) or without_numbers(line) in _MORE


def without_numbers(line: str) -> str:
    """The line with `{n}` for each number: the form in which it is recognised, whatever the numbers."""
    return _NUMBER.sub("{n}", line)


def _standing(name: str) -> list[str]:
    return [text for texts in STANDING.values() for text in texts[name].split("|")]


_SECTIONS = {title.casefold(): section for titles in TITLES.values() for section, title in titles.items()}
_ALONE = frozenset([*_standing("quiet"), *_standing("start"), *_standing("fresh")])
_MORE = frozenset(f"> - {text}" for text in _standing("more"))
_CALLOUTS = {
    callout_title(name, text): name
    for name, sentence in (("waiting", "waiting"), ("waiting", "waiting_fresh"), ("problems", "problems"))
    for text in _standing(sentence)
}
