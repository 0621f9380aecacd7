"""Rule: an occasion is the user's own where its sentence says so in the first person: mine, ours, or my mother's.

`I have an interview` and `my operation` are; `I drive her to the hospital`, `I have her exam in my diary` and what
stands in quotation marks are not: between the user and the word stands nothing but having, being, and when. In doubt it
is the other's.

Each word before the occasion is read as what it does there, a letter for each (`_DOES`), and the patterns are of these
letters: to compile them takes a quarter of the time that patterns of words would take.
"""

import re

from vaultnet.model.config import OCCASIONS
from vaultnet.note.cues import KIN

_NEAR = 90  # characters before the word of an occasion that can say whose it is
_DOES = {
    word: does
    for does, said in {
        "I": "i ik ikzelf i'm i've i'll i'd im",
        "W": "we wij we're we've we'll we'd",
        "M": "my mijn m'n our onze",
        "u": "ons",  # our, or us
        "e": "me mij us",
        "h": "have had got do take taking took sit sign close hebben doe krijg teken",  # what one has
        "Y": "heb",  # likewise, of nobody but the user, even without `ik`
        "y": "am word",  # likewise, what one is
        "v": """
            are was were is be been being will shall must should can may has gets get getting having needs need undergo
            undergoing face facing does doing did sitting start starts starting begin begins expecting due takes
            ben waren heeft hadden wordt worden werd werden krijgt krijgen kreeg kregen moet moeten moest moesten mag
            mogen zal zullen doet doen deed lig ligt liggen lag lagen begint beginnen begon begonnen starten onderga
            ondergaat ondergaan verwacht verwachten
        """,
        "g": "go goes going ga gaat gaan",
        "n": """
            also too still just now finally first soon then both really very quite so myself up out again once today
            tomorrow next last this all week weeks day days night nights month home bed two three hopefully probably
            already actually ook zelf nog weer nu eindelijk net toen dan erg heel zo allebei uur morgen vorig vorige
            afgelopen volgend volgende maand weken dag dagen nacht nachten lang thuis al alweer twee drie hopelijk
            waarschijnlijk straks toch gewoon hele whole weekend
            monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
            maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo vr za zo
            january february march april june july august september october november december jan feb mar apr jun jul
            aug sep sept oct nov dec januari februari maart mei juni juli augustus oktober mrt okt
        """,  # when, and how
        "p": "on at in into for op om aan met voor bij",
        "q": "to naar",
        "r": """
            from of with without about after before during by until since van uit zonder over na tijdens tot sinds te
        """,
        "a": "a an another een",
        "t": "the de het",
        "o": "her his their your haar hun jouw jullie z'n d'r",
        "z": "zijn",  # are, or his
        "c": "who die",
        "s": """
            she he they you it him them hers theirs hij zij ze hem hen je jij jou u which that dat wie whose and or but
            when while because if en of maar terwijl omdat als hulp advice advies place house huis
        """,  # others, and what begins another thought
        "d": """
            drive drives drove bring brings bringing brought visit visits visited pick picks picked
            breng brengt brengen bracht rijdt reed haalt haalde bezoekt bezoeken bezocht
        """,
        "H": "help helps helped helping helpt helpen hielp hielpen geholpen",
        "K": "key keys sleutel sleutels",
        "l": "wish wishes wished wishing wenst wenste",
    }.items()
    for word in said.split()
}
_OF_THE_USER = frozenset(
    saying.replace("'", sign) for saying, does in _DOES.items() if does in "IWMueYy" for sign in "'’"
) | {"mine", "myself", "ikzelf"}
_OCCASION = re.compile(rf"\b(?:{'|'.join(word for rule in OCCASIONS.values() for word in rule.words)})\w{{0,6}}")
_BREAK, _NUMBER, _RELATIVE, _OTHER = "bnkx"
_WORD = re.compile(r"[\w½]+(?:['’./-][\w½]+)*|[^\w\s.\[\]*=]")  # and what parts them, but for marks of form
_KIN = re.compile(KIN)

_I = r"(?:I|Wz?|(?:\A|b)(?=[yY]))"
_MY = "(?:M|(?<!p)u)"
_DONE = "(?:[hyYvgnpq]|t(?=n))"
_ANY = "[xkn]"  # an adjective, a noun
_MY_KIN = rf"{_MY}{_ANY}?k(?:b?c)?"
_MINE = re.compile(
    rf"{_MY}{_ANY}{{0,3}}\Z"  # my second operation
    rf"|{_I}{_DONE}{{0,9}}(?:[aM]{_ANY}{{0,2}}|ks)?\Z"  # I have an interview, ik word geopereerd, we are moving
    rf"|(?:[IW][vn]{{0,2}}[hY]|[hY][IW])[np]{{0,7}}[tc]{_ANY}?\Z"  # I have the exam
    r"|[IW][vhnY]{1,3}n{0,4}tK[qr][tu]\Z"  # we get the keys to the new house
    rf"|[IW][xvhY]{{1,3}}[pqr]a{_ANY}?\Z"  # I came from a wedding
    rf"|{_MY_KIN}{_DONE}{{0,9}}(?:[aM]{_ANY}{{0,2}})?\Z"  # my father gets a diploma; my mother, who is ill
    rf"|{_MY_KIN}[hvdn]{{1,6}}p?[toz]{_ANY}{{0,2}}(?<!p[toz])\Z"  # my mother has her operation
    rf"|H[eu][npqMt]{{0,6}}\Z|[eu][np]{{0,4}}H[npt]{{0,4}}\Z"  # helps me move, me helpen verhuizen
    rf"|l[eu][xn]p[ta]?{_ANY}?\Z"  # wished me luck for the exam
)
_IN_HOSPITAL = re.compile(  # where one may also be for somebody else's sake
    rf"{_I}[hyYvnqp]{{0,8}}(?:(?<=[vhq])gn?|an{{1,2}})?[pqr][ta]?\Z"  # I have to go to hospital
    rf"|{_MY_KIN}{_DONE}{{0,7}}[pqr][ta]?\Z"  # my mother is in hospital
    r"|[dhv][eu][np]{0,5}[pqr]t?\Z"  # drives me to the hospital
    rf"|M{_ANY}{{0,3}}\Z"  # my hospital appointment
)
_OF_MINE = re.compile(
    r"\s+(?:(?:of|van)\s+(?:my|mijn|m['’]n|our|onze|mine)|myself|ikzelf|ik|wij"
    r"|(?:die|dat)\s+(?:ik|we|wij)\b[^,;]{0,40}\b(?:heb|hebben|krijg|krijgen|onderga|ondergaan|doe|doen)"
    r"|(?:(?:that|which)\s+)?(?:i|we)\s+have(?!\s+(?:been|to)))\b"
)
_FOR_THEM = re.compile(
    r"\s+(?:(?:of|van)\s+)?(?:her|his|him|their|them|haar|hem|hun|hen)\b"
    r"|\s+(?:invit\w*|cards?|presents?|gifts?|cakes?|photo\w*|flowers?|speech|toast|dress|suit|outfit|uitnodiging|kaart\w*"
    r"|cadeau\w*|taart|bloemen|foto\w*|toespraak|jurk|pak)\b"
    r"|[^,;]{0,30}\bin (?:my|mijn|the|de) (?:diary|calendar|agenda)\b"
)
_WITH_THEM = re.compile(
    r"[^,;]{0,20}\b(?:(?:with|for|met|voor|bij|see|visit|collect) (?:her|his|him|their|them|haar|hem|hun|hen)"
    r"|bezocht|opgezocht|gezien|gesproken|visited)\b"
)

_QUOTED = re.compile(
    r"(?:\A|[\s(:])(?:\"(?=\w)|[“„«‘]|'(?!(?:s|t|n|k|m)\b)(?=\w))(?:(?!['’](?:[\s,.;:!?]|\Z))[^\"”»])*\Z"
)
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_SAID = re.compile(
    r"(?<!\bi )(?<!ik )(?<!we )\b(?:said|says|wrote|writes|texted|texts|(?:told|tells) (?:me|us)|mailed|emailed"
    r"|zei|zegt|schreef|schrijft|appte|appt|mailde|mailt|vertelde)\b[^.;:]{0,20}:[^.;]*\Z"
)


def is_mine(lower: str, start: int, end: int) -> bool:
    """Whether the occasion that is named between two places of a sentence, in lower case, is the user's own."""
    if _OF_THE_USER.isdisjoint(lower.replace("(", " ").split()):
        return False
    before = lower[:start]
    return _says_so(before, lower[start:end], lower[end:]) and not _is_reported(before, lower, end)


def tells_mine(text: str) -> bool:
    """Whether the words of a told event name an occasion of the user's own."""
    lower = text.lower()
    return any(is_mine(lower, *found.span()) for found in _OCCASION.finditer(lower))


def _says_so(before: str, name: str, after: str) -> bool:
    """Whether what stands before and after the name of an occasion says that it is the user's own."""
    if name.endswith(("hospital", "ziekenhuis")):
        return bool(_IN_HOSPITAL.search(_read(before + name)[:-1])) and not _WITH_THEM.match(after)
    said = _read(before)
    if _MINE.search(said):
        return not _FOR_THEM.match(after)
    return not said.endswith("o") and _OF_MINE.match(after) is not None


def _read(said: str) -> str:
    """What each of the last words does."""
    near = said if len(said) <= _NEAR else said[-_NEAR:].partition(" ")[2]
    return "".join(map(_does, _WORD.findall(near)))


def _does(word: str) -> str:
    """What a word does before the name of an occasion, or what it is."""
    does = _DOES.get(word.replace("’", "'"))
    if does:
        return does
    if not word[0].isalnum():
        return _BREAK
    if word[0].isdigit():
        return _NUMBER
    return _RELATIVE if _KIN.fullmatch(word.removesuffix("'s").removesuffix("’s")) else _OTHER


def _is_reported(before: str, lower: str, end: int) -> bool:
    """Whether somebody else says it: in quotation marks, or after `she said:`."""
    if _QUOTED.search(before) or _SAID.search(before):
        return True
    mark = _QUOTATION_MARK.search(lower, end)  # it may close what began in the sentence before
    return mark is not None and (mark.group() in "”»" or lower[mark.start() - 1] not in " (")
