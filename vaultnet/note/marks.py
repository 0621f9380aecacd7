"""Marks: what kind of thing a line is; a word and a colon, a hashtag, or an inline field (format.md, Marks)."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from vaultnet.model.config import Words

MARKS: dict[str, tuple[str, ...]] = {
    "gave": ("gegeven",),
    "received": ("gekregen", "ontvangen"),
    "thanked": ("bedankt",),
    "asked": ("gevraagd",),
    "request": ("verzoek",),
    "answered": ("beantwoord",),
    "returned": ("teruggegeven",),
    "reported": ("teruggekoppeld",),
    "let go": ("losgelaten",),
    "tried": ("geprobeerd",),
    "need": ("zoekt", "nodig"),
    "busy": ("bezig",),
    "offer": ("biedt", "kan"),
    "ask about": ("vraag naar",),
    "gift": ("cadeau",),
    "borrowed": ("geleend",),
    "introduced": ("voorgesteld",),
}
NO_CONTACT = frozenset({"let go", "tried", "ask about", "gift"})
CONTACT_IF_DATED = frozenset({"need", "busy", "offer", "borrowed"})
REQUESTS = frozenset({"asked", "request", "answered"})
KEPT_OPEN = frozenset({"ask about", "need", "gift"})  # as open tasks these are no promises

OUTCOMES: dict[str, tuple[str, ...]] = {
    "accepted": ("yes", "accepted", "ja", "graag", "toegezegd"),
    "conditional": ("conditional", "what's in it", "wat levert het op"),
    "declined": ("no", "declined", "nee", "afgewezen"),
    "no time": ("no time", "geen tijd", "too busy", "te druk"),
    "no answer": ("no answer", "no reply", "geen antwoord", "geen reactie"),
}


class Marking(NamedTuple):
    """The marks of one line, and the line without them."""

    marks: tuple[str, ...]
    text: str
    said_no: bool  # an occasion named first, by word or field: the line is no contact for that alone


class _Grammar(NamedTuple):
    names: dict[str, str]  # word or hashtag, folded → canonical mark
    word: re.Pattern[str]
    field: re.Pattern[str]
    occasions: frozenset[str]


_BOLD = r"(?:\*\*|__)?"
_FIELD_TEXT = r"[^\[\]()\n]|\[\[[^\[\]\n]{1,300}\]\]|\([^()\n]{0,300}\)"


@cache
def _grammar(words: Words) -> _Grammar:
    names: dict[str, str] = {}
    for kind, said in words:
        names |= dict.fromkeys((kind.replace("_", " "), *said), kind)
    for mark, said in MARKS.items():
        names |= dict.fromkeys((mark, *said), mark)
    names.pop("told", None)
    longest_first = sorted((re.escape(name).replace(r"\ ", "[ _-]") for name in names), key=len, reverse=True)
    either = "|".join(longest_first)
    return _Grammar(
        names | {name.replace(" ", "-"): mark for name, mark in names.items()},
        re.compile(rf"{_BOLD}({either}){_BOLD}[ \t]{{0,3}}:{_BOLD}[ \t]{{0,9}}[:·]?[ \t]{{0,9}}", re.IGNORECASE),
        re.compile(rf"[\[(]({either})::[ \t]{{0,9}}((?:{_FIELD_TEXT}){{0,2000}})[\])]", re.IGNORECASE),
        frozenset(kind for kind, _ in words),
    )


_MAY_LINK = frozenset("[*_=")  # begins with one of these
_LINK_FIRST = re.compile(
    r"(?:\*{1,2}|_{1,2}|==)?"
    r"(?:\[\[[^\[\]\n]{1,400}\]\]"
    r"|\[[^\[\]\n]{0,300}\]\((?!<?[A-Za-z][A-Za-z0-9+.-]{1,20}:)(?:<[^<>\n]{1,400}>|[^\s()<>]{1,400})\))"
    r":?(?:\*{1,2}|_{1,2}|==)?[ \t]{0,9}[:\-–—|,·]?[ \t]{0,9}"
)
_TAG = re.compile(r"#(?<![^\s(]#)([^\s!@#$%^&*(),.?\":{}|<>\[\]`'+;=~\\]{1,200})")
_NOT_ONLY_DIGITS = re.compile(r"[^\d]")


def tags_in(text: str) -> list[str]:
    """The hashtags of a text, folded, without `#`."""
    if "#" not in text:
        return []
    return [tag.casefold().rstrip("/") for tag in _TAG.findall(text) if _NOT_ONLY_DIGITS.search(tag)]


def marking(text: str, words: Words) -> Marking:
    """Find and take out the marks of a line that already lost its checkbox, date and time."""
    grammar = _grammar(words)
    marks: list[str] = []
    said_no = False
    head = text
    if text[:1] in _MAY_LINK and (link := _LINK_FIRST.match(text)) and grammar.word.match(text, link.end()):
        head = text[link.end() :]
    while len(marks) < 3 and ":" in head and (word := grammar.word.match(head)) and (mark := _named(grammar, word[1])):
        marks.append(mark)
        said_no = said_no or mark in grammar.occasions
        head = head[word.end() :]
    text = head if marks else text
    if "::" in text:
        for field in grammar.field.finditer(text):
            if mark := _named(grammar, field[1]):
                marks.append(mark)
                said_no = said_no or (field.start() == 0 and mark in grammar.occasions)
        text = grammar.field.sub(lambda field: field[2].strip(), text)
    if "#" in text:
        text = _TAG.sub(lambda tag: _without(tag, grammar, marks), text)
    return Marking(tuple(dict.fromkeys(marks)), text, said_no)


def _named(grammar: _Grammar, word: str) -> str:
    """The mark that a word of the grammar names; "" for one that only looks like it (`gıft`)."""
    folded = word.casefold()
    return grammar.names.get(folded) or grammar.names.get(folded.replace("_", " ").replace("-", " "), "")


def _without(tag: re.Match[str], grammar: _Grammar, marks: list[str]) -> str:
    """The hashtag of a mark vanishes; that of an occasion leaves its word, which belongs to the sentence."""
    mark = grammar.names.get(tag[1].casefold().replace("_", "-"))
    if mark is None:
        return tag[0]
    marks.append(mark)
    return tag[1] if mark in grammar.occasions else ""


@lru_cache(maxsize=1024)
def is_mark(word: str) -> bool:
    """Whether a word names a mark, in either language."""
    folded = " ".join(word.casefold().replace("-", " ").split())
    return folded in MARKS or any(folded in said for said in MARKS.values())


def is_contact(marks: tuple[str, ...], *, said_no: bool, dated: bool) -> bool:
    """Whether a line with these marks is a moment of contact: if any of them is, it is."""
    if not marks:
        return not said_no
    kinds = [mark for mark in marks if mark in MARKS]
    if any(mark not in NO_CONTACT and (dated or mark not in CONTACT_IF_DATED) for mark in kinds):
        return True
    return not kinds and not said_no


_OUTCOME_OF = {word: outcome for outcome, said in OUTCOMES.items() for word in said}
_OUTCOME = re.compile(
    "((?a:"
    + "|".join(sorted((re.escape(word) for said in OUTCOMES.values() for word in said), key=len, reverse=True))
    + r"))(?!\w)[\s,.;:–—-]{0,9}",
    re.IGNORECASE,
)
_ARROW = re.compile(r"->|→")


def outcome(text: str) -> tuple[str, str]:
    """The outcome of a request and the remark after it, both empty where there is none."""
    arrow = _ARROW.search(text)
    if not arrow:
        return "", ""
    said = text[arrow.end() :].lstrip()
    word = _OUTCOME.match(said.replace("’", "'"))
    return (_OUTCOME_OF[word[1].casefold()], said[word.end() :].strip()) if word else ("", said.strip())
