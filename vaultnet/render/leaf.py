"""A name that turns up in `leaf`, for the terminal, with what that person is busy with."""

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
    leaf: Leaf, place: tuple[int, int], network: Network, config: Config, today: date, *, width: int, colour: bool
) -> str:
    """The name, why it turns up, the last talk and what to ask about; `place`: the number of the name, of how many."""
    voice = Voice(words(config.language), network, today, note=False, tag=config.tasks.tag)
    page = Page(width, colour)
    page.title(terminal_safe(leaf.person.name), "bold cyan")
    page.line(voice.words.say("leaf.place", at=str(place[0]), of=str(place[1])), style="dim")
    why, gently = reasons.leaf(leaf, voice), gentle(leaf.person)
    for line in beside(leaf.person, leaf.beside, why, voice, spoke=False, gently=gently):
        page.line(line, 2)
    if leaf.rhythm_days and leaf.reason != "quiet":
        page.line(sentence(voice.words.say("leaf.rhythm", every=voice.words.every_days(leaf.rhythm_days))), 2)
    return page.read()
