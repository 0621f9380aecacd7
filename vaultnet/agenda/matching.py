"""Rule: two lines are about the same if they share a word of substance, in whatever form it stands (matching.md).

A word such as *lessons* or *advice* says how, a place where people live says where; they count where one of the two
lines says nothing else. Stems are those of `note.stems`, and three more forms that people use for one another: who
does something is looked for as what they do (*writer*, *writing*), Dutch writes it in one word (*celloles*, *cello*),
and an abbreviation is one or many (*CV*, *CVs*).
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from vaultnet.model.network import Person
from vaultnet.text.stems import stems, words

_HELP = """
    advice advise adviser advisor answer assistance assistant class coach coaching consultant contact counsel course
    expert expertise help helper helping idea info information instructor intro introduce introduction knowledge lesson
    mentor opinion question recommend refer service session skill specialist support teach teacher teaches teaching tip
    train trainer training
    tutor tutoring workshop experience experienced professional learn learning lend lending loan borrow borrowing
    explain speak speaks speaking talk talking hear hand start beginner beginning work working worker job business
    company project partner friend colleague people person man men woman women place
    adviseur adviezen advies begeleider begeleiding bijles collega contacten cursus cursussen deskundige docent
    docenten ervaren ervaring ervaringen hulp helpen helpt informatie instructeur kennis les leraar leraren lerares
    leren lessen lesgeven idee ideeën mening antwoord antwoorden training trainer steun uitleg uitleggen
    lenen leen geleend praten praat spreken spreekt vertellen luisteren luistert begin beginnen beginner werk werken
    werkt baan bedrijf bedrijven vriend vriendin vrienden mens mensen persoon personen man mannen vrouw vrouwen plek
    plekken plaats handen
"""
_QUALITY = """
    better best great nice fine young big large small free cheap real quiet quick fast easy short full whole
    different local available happy glad willing interested looking wanted thing way part kind sort
    time day week weekend weekday month year hour evening morning afternoon night today tomorrow
    monday tuesday wednesday thursday friday saturday sunday
    goede beter beste leuk leuke fijn fijne mooi mooie oud oude jong jonge groot grote klein kleine vrij vrije
    gratis goedkoop goedkope echt echte rustig rustige snel snelle makkelijk kort korte hele eigen
    manier soort ding dingen verstand zin tijd dag dagen weken maand maanden jaar jaren uur avond
    avonden ochtend middag nacht morgen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
"""
_HEAD = """
    les lessen leraar lerares docent cursus training trainer coach instructeur advies adviseur hulp begeleiding
    begeleider kennis kenner ervaring expert specialist vragen vraag zaken probleem problemen kwestie geschil recht
    aanvraag maker makers bouwer reparatie reparateur stemmer handelaar verzamelaar liefhebber kamer plek plaats ruimte
"""
_HOW = frozenset(_HELP.split())
_HOW_GOOD_OR_WHEN = frozenset(_QUALITY.split())
_HEADS = tuple(_HEAD.split())
_DOERS = ("ers", "ors", "er", "or")
_SHORTEST_HEAD, _SHORTEST_DOING = 3, 4  # letters that must stand before
_LONG = 8  # letters by which two words are known as forms of one
_ABBREVIATION = re.compile(  # that stemmers take for a word of its own: it has no vowel, but perhaps the last letter
    r"([b-df-hj-np-tv-z]{2,4}|[b-df-hj-np-tv-z]{2,3}[aeiou])(?<!s)s|(\w{2,5})'(?:ers?|tjes?)"
)


class Meaning(NamedTuple):
    """What a line is about, in stems."""

    stems: frozenset[str]  # of all its content words
    sound: frozenset[str]  # of those of substance
    words: tuple[frozenset[str], ...]  # of each content word

    @property
    def counted(self) -> frozenset[str]:
        """The stems that say what the line is about."""
        return self.sound or self.stems

    def met_by(self, offer: "Meaning") -> frozenset[str]:
        """The stems by which `offer` meets what this line looks for; empty if it does not."""
        if self.sound:
            return self.sound & offer.sound
        return self.stems & offer.stems if self.is_part_of(offer) else frozenset()

    def as_name(self) -> "Meaning":
        """The meaning of the same words as a name: *The Help Company* is no help."""
        return Meaning(self.sound, self.sound, tuple(word & self.sound for word in self.words if word & self.sound))

    def is_part_of(self, other: "Meaning") -> bool:
        """Whether this line says something, and no word that the other does not say too."""
        return bool(self.words) and not any(word.isdisjoint(other.stems) for word in self.words)


@lru_cache(maxsize=1 << 13)
def meaning(text: str, places: frozenset[str]) -> Meaning:
    """What `text` is about; `places` are the stems of where people live."""
    said = {word: found for word in words(text) if (found := forms(word))}
    sound = frozenset[str]().union(*(found for word, found in said.items() if not says_how(word))) - places
    return Meaning(frozenset[str]().union(*said.values()), sound, tuple(said.values()))


def places_of(people: Iterable[Person]) -> frozenset[str]:
    """The stems of where people live."""
    locations = {person.card.location for person in people if person.card.location}
    return frozenset(stem for location in locations for word in words(location) for stem in forms(word))


def says_how(word: str) -> bool:
    """Whether a casefolded word says how somebody can help, and not with what."""
    return _is(word, _HOW)


def _is(word: str, listed: frozenset[str]) -> bool:
    return word in listed or word.removesuffix("s") in listed


@lru_cache(maxsize=1 << 14)
def forms(word: str) -> frozenset[str]:
    """The stems of a casefolded word and of what it is another form of; none of a stop word."""
    found = stems(word)
    if not found or _is(word, _HOW_GOOD_OR_WHEN):
        return frozenset()
    if len(word) >= _LONG:
        found += (word[:_LONG],)
    doer = next((ending for ending in _DOERS if word.endswith(ending)), None)
    if doer and len(word) - len(doer) >= _SHORTEST_DOING:
        does = word.removesuffix(doer)
        found += stems(does + "ing")[:1] + stems(does + "en")[1:]
    head = next((head for head in _HEADS if word.endswith(head)), None)
    if head and len(word) - len(head) >= _SHORTEST_HEAD:
        before = word.removesuffix(head)
        found += stems(before) + (stems(before.removesuffix("s")) if before.endswith("s") else ())
    if abbreviation := _ABBREVIATION.fullmatch(word):
        found += stems(abbreviation[1] or abbreviation[2])
    return frozenset(found)
