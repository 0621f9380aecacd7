"""One name of the address book, for the terminal: what they are busy with stands beside it."""

from datetime import date

from vaultnet.agenda.tact import gentle
from vaultnet.model.agenda import Leaf
from vaultnet.model.config import Config
from vaultnet.model.network import Network
from vaultnet.render import reasons
from vaultnet.render.beside import beside
from vaultnet.render.escape import terminal_safe
from vaultnet.render.terminal import Page
from vaultnet.render.voice import Voice, sentence
from vaultnet.render.words import words


def show_leaf(
    one: Leaf, place: tuple[int, int], network: Network, config: Config, today: date, *, width: int, colour: bool
) -> str:
    """The name, why it comes by, the last talk and what to ask about; `place`: which of how many it is."""
    voice = Voice(words(config.language), network, today, note=False)
    page = Page(width, colour)
    page.title(terminal_safe(one.person.name), "bold cyan")
    page.line(voice.words.say("leaf.place", at=str(place[0]), of=str(place[1])), style="dim")
    for line in beside(one.person, one.beside, reasons.leaf(one, voice), voice, spoke=False, gently=gentle(one.person)):
        page.line(line, 2)
    if one.rhythm_days and one.reason != "quiet":
        page.line(sentence(voice.words.say("leaf.rhythm", every=voice.words.every_days(one.rhythm_days))), 2)
    return page.read()
