"""Invented people and sentences for the generated vaults.

Rule: chance comes from `random()` alone, the one method whose sequence Python promises to keep, so that the same seed
gives the same words on every version.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeVar
from urllib.parse import quote

T = TypeVar("T")


class Chance:
    """A seeded source of choices."""

    def __init__(self, seed: int) -> None:
        self._next = random.Random(seed).random

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`."""
        return int(self._next() * limit)

    def between(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        return least + int(self._next() * (most - least + 1))

    def one(self, options: Sequence[T]) -> T:
        """One of the options, each as likely; repeat an option to make it likelier."""
        return options[int(self._next() * len(options))]

    def often(self, share: float) -> bool:
        """True in this share of the calls."""
        return self._next() < share

    def favourite(self, options: Sequence[T]) -> T:
        """One of the options, the first ones much likelier than the last ones."""
        return options[int(self._next() ** 3 * len(options))]

    def along(self, curve: Sequence[tuple[float, int]]) -> int:
        """A number whose quantiles are those of `curve`: (share of the draws, at most so much), straight in between."""
        drawn = self._next()
        for (low_share, low), (share, high) in pairwise(curve):
            if drawn <= share:
                return int(low + (high - low) * (drawn - low_share) / (share - low_share))
        return curve[-1][1]


# Word lists, as many words on a line as fit.
# fmt: off
FIRST_NAMES = (
    "Anna", "Bram", "Carla", "Daan", "Emma", "Frits", "Greta", "Hugo", "Ilse", "Jan", "Katja", "Lars", "Mirte",
    "Niels", "Olga", "Pieter", "Quirine", "Rosa", "Sander", "Tess", "Umut", "Vera", "Wout", "Xenia", "Yusuf", "Zoë",
    "Alice", "Ben", "Clara", "Dylan", "Erin", "Finn", "Grace", "Harry", "Isla", "Jack", "Kate", "Liam", "Maya",
    "Noah", "Olivia", "Paul", "Quinn", "Ruth", "Sam", "Tara", "Una", "Victor", "Wendy", "Zachary", "Seán", "Aoife",
    "Søren", "Åsa", "Björn", "Chloé", "José", "Inés", "Łucja", "Tomáš", "Žofia", "Amir", "Bilal", "Chen", "Divya",
    "Eiko", "Farah", "Gita", "Hana", "Imran", "Jun", "Kofi", "Leila", "Mei", "Nadia", "Omar", "Priya", "Rafiq",
    "Sana", "Tarek", "Uma", "Wei", "Anne-Fleur", "Jan-Willem", "Marie-Claire", "Ann-Kristin", "Teun", "Sietske",
    "Joost", "Fenna", "Gijs", "Jelle", "Loes", "Maarten", "Nynke", "Ruben", "Saskia",
)
LAST_NAMES = (
    "Jansen", "de Vries", "van den Berg", "Bakker", "Visser", "Smit", "Meijer", "de Boer", "Mulder", "de Groot",
    "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Smits",
    "van der Meer", "Kok", "Jacobs", "Vermeulen", "Schouten", "Willems", "van Vliet", "Hoekstra", "Koster", "Prins",
    "Huisman", "Peeters", "Kuipers", "Veenstra", "Kramer", "van Wijk", "Postma", "Martens", "Molenaar", "Blom",
    "Smith", "Jones", "Taylor", "Brown", "Wilson", "Evans", "Thomas", "Roberts", "Walker", "Wright", "Hughes",
    "Green", "Hall", "Wood", "Harris", "Clarke", "Cooper", "King", "Baker", "Turner", "Hill", "O'Brien", "O'Neill",
    "Murphy", "Kelly", "Byrne", "McCarthy", "Nielsen", "Hansen", "Larsen", "Lindqvist", "Müller", "Schäfer", "Weiß",
    "Fischer", "Dubois", "Lefèvre", "Moreau", "García", "Fernández", "Núñez", "Silva", "Costa", "Rossi", "Bianchi",
    "Novák", "Dvořák", "Kowalski", "Nowak", "Yılmaz", "Kaya", "Haddad", "Rahman", "Khan", "Patel", "Sharma", "Tanaka",
    "Sato", "Kim", "Nguyen", "Okafor", "Mensah", "Diallo",
)
TOPICS = (
    "soil", "gardening", "cello", "bridges", "harbour", "pensions", "grants", "typography", "sailing", "recipes",
    "statistics", "mortgages", "bees", "podcasts", "translation", "heat-pumps", "insurance", "archives", "theatre",
    "mentoring", "carpentry", "databases", "tax-returns", "running", "photography",
)
PLACES = (
    "Utrecht", "Leiden", "Gent", "Groningen", "York", "Cork", "Zwolle", "Lund", "Lyon", "Delft",
)
SUBJECTS = (
    "The second draft", "A neighbour of ours", "The committee", "Nobody in the room", "The old harbour",
    "My first idea", "The machine", "Every chapter", "The report of last spring", "This method", "De voorzitter",
    "Het plan", "Een goed gesprek", "The teacher",
)
VERBS = (
    "asks for", "turns out to need", "was built around", "is easier to explain with", "takes its time over",
    "depends on", "forgets", "improves", "vraagt om", "lijkt op", "wint van", "is clearer than",
    "keeps coming back to", "leaves room for",
)
OBJECTS = (
    "a quiet hour", "the smallest step that works", "more light", "**one good example**", "a list of sources",
    "what was said before", "the budget", "*some* patience", "een tweede lezing", "het seizoen", "three readers",
    "the long way round", "a map", "`make test`",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)
# fmt: on

TALKS = (
    "coffee, talked about his move",
    "called, all is well",
    "lunch near the station; she is busy with her thesis",
    "long walk along the river",
    "met at the fair, promised to send the programme",
    "dinner at their place, the children were home as well",
    "quick call about the garden",
    "she has started in a new team and likes it",
    "video call; he asked about [[Reading list]]",
    "letter with the photographs of last summer",
    "bumped into each other at the market",
    "drinks after the concert",
    "talked for an hour about `old code` and older friends",
    "helped to carry boxes, tea afterwards",
    "her operation is on {event}",
    "he defends his thesis on {event}; be there",
    "the wedding will be on {event}, in the open air",
    "they fly to see his sister on {event}",
)
PRATEN = (
    "koffie, over zijn verhuizing gepraat",
    "gebeld, alles goed",
    "geluncht bij het station; ze is druk met haar scriptie",
    "lange wandeling langs de rivier",
    "elkaar gezien op de beurs",
    "gegeten bij hen thuis, de kinderen waren er ook",
    "kort gebeld over de tuin",
    "nieuwe baan bevalt goed",
    "kaartje gestuurd met de foto's van de zomer",
    "borrel na het concert",
    "haar operatie is op {event}",
    "de bruiloft is op {event}",
)
MARKED = (
    "received: the address of a good lawyer",
    "received: an evening of help with the tax return",
    "the name of a plumber who comes when he says #received",
    "thanked: a card and a cake",
    "gave: an introduction to the editor",
    "gave: a morning of painting",
    "gave: read the first chapter",
    "asked: whether she knows a printer -> yes, two of them",
    "asked: to speak at the meeting -> no time",
    "asked: for advice on the lease -> conditional: if it stays short",
    "request: a reference for the new job -> yes",
    "request: help with the move -> declined, was away",
    "tried: rang twice",
    "need: a cello teacher for the youngest #done",
    "need: somebody who reads Danish",
    "busy: the extension of the house",
    "offer: can explain any pension letter",
    "ask about: the new house",
    "returned: the book on soil",
    "[received:: a place to sleep in the week of the fair]",
)
GEMERKT = (
    "gekregen: het adres van een goede loodgieter",
    "bedankt: met een taart",
    "gegeven: meegelezen met de brief",
    "gevraagd: of ze een drukker kent -> ja, graag zelfs",
    "verzoek: mee te denken over de huur -> ja",
    "geprobeerd: twee keer gebeld",
    "bezig: de verbouwing",
    "biedt: kan elke brief van de belasting uitleggen",
    "zoekt: een celloleraar #klaar",
    "vraag naar: het nieuwe huis",
)

CLOSINGS = (
    ".",
    ", and that is fine.",
    ", even in winter; see also [[Reading list]].",
    ", as the archive shows.",
    ", zeker in het begin.",
    " (compare page 12).",
    ", although the figures of 2019 say otherwise.",
)


class Somebody(NamedTuple):
    """A person of the generated vault, as links name them."""

    name: str
    folder: str
    alias: str  # "" for none
    dutch: bool

    @property
    def path(self) -> str:
        """Where their note lies, relative to the vault."""
        return f"{self.folder}/{self.name}.md"


class World(NamedTuple):
    """What the notes of one vault draw on."""

    chance: Chance
    today: date
    people: Sequence[Somebody]
    titles: Sequence[str]  # of the ordinary notes


def sentence(chance: Chance) -> str:
    """One sentence of no importance, of some 60 characters."""
    return f"{chance.one(SUBJECTS)} {chance.one(VERBS)} {chance.one(OBJECTS)}{chance.one(CLOSINGS)}"


def paragraph(chance: Chance, sentences: int) -> str:
    """Some sentences, mostly on one line, as people write them in a vault."""
    return chance.one((" ", " ", " ", "\n")).join(sentence(chance) for _ in range(sentences))


def link(chance: Chance, somebody: Somebody) -> str:
    """A link to somebody in one of the forms that people use."""
    name, path = somebody.name, somebody.path
    return chance.one(
        (
            f"[[{name}]]",
            f"[[{name}]]",
            f"[[{name}]]",
            f"[[{name}]]",
            f"[[{name}|{name.split(' ')[0]}]]",
            f"[[{path[:-3]}]]",
            f"[[{path}|{name}]]",
            f"[[{name}#Contact]]",
            f"[[{somebody.alias or name}]]",
            f"[{name}]({quote(path)})",
        )
    )


def long_date(day: date, *, dutch: bool) -> str:
    """`1 October 2026`, `1 oktober 2026`."""
    return f"{day.day} {(MAANDEN if dutch else MONTHS)[day.month - 1]} {day.year}"


def day_and_month(day: date, *, dutch: bool) -> str:
    """`1 October`, `1 oktober`."""
    return long_date(day, dutch=dutch).rpartition(" ")[0]


def talk(chance: Chance, day: date, *, dutch: bool) -> str:
    """What a contact was about; a mark in a few."""
    if chance.often(0.06):
        return chance.one(GEMERKT if dutch else MARKED)
    event = day_and_month(day + timedelta(chance.between(3, 60)), dutch=dutch)
    return chance.one(PRATEN if dutch else TALKS).replace("{event}", event)
