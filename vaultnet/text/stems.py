"""What a text is about: its content words, each with its stem in English and its stem in Dutch.

A note does not say in which language a line is written, and words of both stand in one line. So every word gives two
stems, each with its language in front: two texts share a stem if, and only if, either language makes two of their
words one.
"""

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from unicodedata import normalize

WORD = re.compile(r"(?<![^\W_])[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*")

_ENGLISH = """
    about above after again against all also always am an and another any anybody anyone anything are around as ask
    asked at away back be because been before being below between both but by came can cannot come could did do does
    doing done down during each either else enough ever every everyone everything few find first for from further
    get gets getting give go goes going good got had has have having he help her here hers herself him himself his
    how however if in into is it its itself just knew know known knows last least less let like likes little long
    look looking looks lot lots made make makes many may maybe me might mine more most much must my myself need needed
    needs neither never new next no nobody none nor not nothing now of off often old on once one only or other others
    our ours ourselves out over own per perhaps please quite rather really said same say see seek seeking seeks seen
    shall she should since so some somebody someone something sometimes soon still such take than thank thanks that
    the their theirs them themselves then there these they thing things think this those though through to together
    told too two under until up upon us use used very via want wanted wants was way we well went were what when
    where whether which while who whom whose why will wish with within without would yes yet you your yours yourself
    don't doesn't didn't isn't wasn't aren't weren't can't couldn't won't wouldn't shouldn't haven't hasn't hadn't
    i'm i've i'd i'll he's she's it's that's there's they're they've they'll we're we've we'll you're you've you'll
    let's
"""
_DUTCH = """
    aan af al alle alleen alles als altijd ander andere anders ben bent beetje bij binnen boven daar daarna dan dat
    de der deze die dit doen doet doch door dus echt een één eens eerst eigenlijk elk elke en enige er ergens erg
    even ga gaan gaat geen gehad geweest gewoon ging goed graag haar had hadden heb hebben hebt heeft heel hem hen het
    hier hij hoe hoewel hun iemand iets ieder iedere iedereen ik in is ja je jij jou jouw jullie kan kon konden
    kunnen kunt laatste liever maar maken maakt me mee meer meest men met mij mijn mijzelf misschien moest moet
    moeten mag mogen na naar nee niemand niet niets nieuw nieuwe nodig nog nooit nou nu of om omdat ondanks onder
    ons onze ook op over paar per samen sinds soms steeds straks te tegen tijdens toch toen tot tussen tweede u uit
    uw van vaak vanaf vandaag veel verder via vind vindt voor vooral voordat vraag vragen waar waarom wanneer want
    waren was wat we weer weet weg wel welk welke werd werden wezen wie wij wil willen wilde wilden word worden
    wordt zal ze zei zeer zeg zeggen zegt zelf zich zichzelf zie zien ziet zij zijn zo zoals zoek zoeken zoekt
    zonder zou zouden zulke z'n m'n d'r 't 's
"""
_STOP_WORDS = frozenset(_ENGLISH.split()) | frozenset(_DUTCH.split())
_REMEMBERED = 1 << 14  # words; a stem costs 50 µs, a remembered one half a kilobyte


def words(text: str) -> list[str]:
    """The words of `text` in their order, casefolded: letters with digits inside; no numbers, no possessive `'s`."""
    found = (word.casefold().replace("’", "'") for word in WORD.findall(normalize("NFC", text)))
    return [word.removesuffix("'s") for word in found]


def stem_set(text: str) -> frozenset[str]:
    """The stems of the content words of `text`: `en:…` and `nl:…` of each; stop words and single letters left out."""
    return frozenset(stem for word in words(text) for stem in stems(word))


@lru_cache(maxsize=_REMEMBERED)
def stems(word: str) -> tuple[str, ...]:
    """The English and the Dutch stem of a casefolded word; none of a stop word or a single letter."""
    if len(word) < 2 or word in _STOP_WORDS:
        return ()
    english, dutch = _stemmers()
    return f"en:{english(word)}", f"nl:{dutch(word)}"


@lru_cache(maxsize=1)
def _stemmers() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Those two of the library's thirty: to import all takes 20 ms, and 3 MB for as long as the program runs."""
    from importlib.util import find_spec, module_from_spec  # noqa: PLC0415 - most runs need no stem

    spec = find_spec("snowballstemmer")
    assert spec is not None
    sys.modules.setdefault("snowballstemmer", module_from_spec(spec))  # the folder of the library, but not what it runs
    from snowballstemmer.dutch_stemmer import DutchStemmer  # noqa: PLC0415
    from snowballstemmer.english_stemmer import EnglishStemmer  # noqa: PLC0415

    return EnglishStemmer().stemWord, DutchStemmer().stemWord
