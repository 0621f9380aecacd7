"""How names, days and texts are written: with links and escaped in a note, in plain words everywhere else."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.profiles import SPEAKS_FOR
from vaultnet.model.agenda import Profile
from vaultnet.model.network import Network, Source
from vaultnet.network.names import name_of
from vaultnet.render.escape import NAME, TEXT, inert, link, mentioned, terminal_safe
from vaultnet.render.words import Words

_IN_A_LIST = 90  # characters of one text among several
_EVIDENCE = re.compile("|".join([*SPEAKS_FOR, "stated", "of"]))
_ENDS = (".", "!", "?", "…")
_EMPHASIS = re.compile(
    r"(?<![^\s(\[\x22'“‘])(?P<sign>\*{1,3}|_{1,3}|==)(?=[^\s*_=])(?P<said>[^*_=\n]{1,300})(?<!\s)(?P=sign)(?!\w)"
)


class Voice(NamedTuple):
    """The words of a language, on a day, for a note or (with `note` false) for the terminal and JSON."""

    words: Words
    network: Network
    today: date
    note: bool
    tag: str = ""  # that all of the user's tasks carry

    def text(self, text: str, limit: int = TEXT) -> str:
        """A text from a note, on one line, without the signs of emphasis, which nothing here can show."""
        return noted(text, limit) if self.note else terminal_safe(_unstressed(text, limit))

    def promise(self, text: str, limit: int = TEXT) -> str:
        """A promise that is only mentioned, without the signs of the Tasks plugin."""
        return self.text(mentioned(text, self.tag), limit)

    def texts(self, texts: Iterable[str]) -> str:
        """Several such texts as one list."""
        return "; ".join(shown.rstrip(".") for text in texts if (shown := self.text(text, _IN_A_LIST)))

    def person(self, path: str) -> str:
        """Somebody's name, in a note as a link."""
        return link(path, self.network) if self.note else terminal_safe(name_of(path))

    def people(self, paths: Iterable[str]) -> str:
        """Several names as one list."""
        return ", ".join(map(self.person, paths))

    def name(self, path: str) -> str:
        """Somebody's name, never as a link."""
        return inert(name_of(path), NAME) if self.note else terminal_safe(name_of(path))

    def place(self, source: Source, day: date) -> str:
        """A day, in a note as a link to the place that says so."""
        shown = self.words.day(day, self.today)
        if not self.note:
            return shown
        is_of_that_day = self.network.link_texts.get(source.path) == day.isoformat()
        return link(source.path, self.network, "" if is_of_that_day else shown)


def noted(text: str, limit: int = TEXT) -> str:
    """A text from a note as it is written in a generated note."""
    return inert(_unstressed(text, limit), limit)


def _unstressed(text: str, limit: int) -> str:
    return _EMPHASIS.sub(r"\g<said>", one_line(text[: limit * 8]))


def one_line(text: str) -> str:
    """The lines of a text (of several places, or sub-items) on one line, with semicolons where no sentence ends."""
    parts = [" ".join(part.split()).rstrip(";,") for part in text.split("\n") if part.strip()]
    return " ".join([*(part if part.endswith(_ENDS) else f"{part};" for part in parts[:-1]), *parts[-1:]])


def quote(text: str) -> str:
    """`text` in quotation marks that do not stand in it already."""
    return f"“{text}”" if '"' in text else f'"{text}"'


def sentence(text: str) -> str:
    """`text` with a full stop, unless it has one or says nothing."""
    return text if not text or text.rstrip('"”)').endswith(_ENDS) else text + "."


def sentences(*texts: str) -> str:
    """Those of the texts that say something, as sentences on one line."""
    return " ".join(sentence(text) for text in texts if text)


def evidence(profile: Profile, wording: Words) -> str:
    """What a profile rests on, in the words of a language."""
    return _EVIDENCE.sub(lambda word: wording.say(word[0]), profile.evidence)


def described(profile: Profile, wording: Words) -> str:
    """A profile and what it rests on: `give and forget (accepted 3 of 3)`."""
    value, because = wording.say(profile.value or "unknown"), evidence(profile, wording)
    return f"{value} ({because})" if because else value
