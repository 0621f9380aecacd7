"""How things are said in one place: in the due note with links and escaped, elsewhere in plain words."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from vaultnet.agenda.profiles import SPEAKS_FOR
from vaultnet.model.agenda import Profile
from vaultnet.model.network import Network, Source
from vaultnet.network.names import name_of
from vaultnet.render.escape import NAME, TEXT, inert, link, terminal_safe
from vaultnet.render.words import Words

_IN_A_LIST = 90  # characters of one text among several
_EVIDENCE = re.compile("|".join([*SPEAKS_FOR, "stated", "of"]))
_ENDS = (".", "!", "?", "…")


class Voice(NamedTuple):
    """The words of a language, on a day, for a note or (with `note` false) for the terminal and JSON."""

    words: Words
    network: Network
    today: date
    note: bool

    def text(self, said: str, limit: int = TEXT) -> str:
        """What a note says, on one line."""
        line = one_line(said[: limit * 8])
        return inert(line, limit) if self.note else terminal_safe(line)

    def texts(self, said: Iterable[str]) -> str:
        """Several such texts as one list."""
        return "; ".join(text.rstrip(".") for one in said if (text := self.text(one, _IN_A_LIST)))

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
        """A day, in a note as a link to where it stands written."""
        shown = self.words.day(day, self.today)
        if not self.note:
            return shown
        is_of_that_day = self.network.link_texts.get(source.path) == day.isoformat()
        return link(source.path, self.network, "" if is_of_that_day else shown)


def one_line(text: str) -> str:
    """The lines of a text (of several places, or sub-items), divided by semicolons where no full stop does."""
    parts = [" ".join(part.split()).rstrip(";,") for part in text.split("\n") if part.strip()]
    return " ".join([*(part if part.endswith(_ENDS) else f"{part};" for part in parts[:-1]), *parts[-1:]])


def sentence(text: str) -> str:
    """`text` with a full stop, unless it has one or says nothing."""
    return text if not text or text.rstrip('")').endswith(_ENDS) else text + "."


def sentences(*texts: str) -> str:
    """Those of the texts that say something, as sentences on one line."""
    return " ".join(sentence(text) for text in texts if text)


def evidence(profile: Profile, said: Words) -> str:
    """What a profile rests on, in the words of a language."""
    return _EVIDENCE.sub(lambda word: said.say(word[0]), profile.evidence)
