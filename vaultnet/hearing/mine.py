"""Rule: an occasion is the user's own where its sentence says so in the first person: mine, ours, or my mother's.

Each word before the name of the occasion is read as the part that it plays there, one letter each (`_PARTS`), and the
patterns are patterns of these letters. Before `operation` they are

    I have on 3 December a small      my mother has her      I have her
    i v    p  w w        a x          m  k      v   o        i v    o

The first two are the user's: between `i` and `a`, and after `mk`, stands nothing but having, being, and when. The third
is hers. What stands in quotation marks somebody else says. In doubt an occasion is the other's.
"""

import re

from vaultnet.hearing.cues import KIN
from vaultnet.model.config import OCCASIONS

_NEAR = 90  # characters before the name of an occasion that may say whose it is
_PARTS = {
    word: part
    for part, words in {
        "i": "i ik ikzelf i'm i've i'll i'd im we wij we're we've we'll we'd",
        "m": "my mijn m'n our onze",
        "u": "us me mij ons",  # in Dutch, `ons` and, on the phone, `me` are also our and my
        "y": "am heb word",  # of nobody but the user, even without `ik`
        "v": """
            have had got has gets get getting having do does did doing take takes taking took sit sitting undergo
            undergoing face facing need needs expecting start starts starting begin begins go goes going due
            are was were is be been being will shall must should can may
            hebben heeft hadden krijg krijgt krijgen kreeg kregen doe doet doen deed onderga ondergaat ondergaan
            verwacht verwachten lig ligt liggen lag lagen begint beginnen begon begonnen starten ga gaat gaan
            ben waren wordt worden werd werden moet moeten moest moesten mag mogen zal zullen
        """,  # having, being, and doing what comes to the same
        "w": """
            also too still just now finally first soon then both really very quite so myself up out again once today
            tomorrow next last this all week weeks day days night nights month home bed two three hopefully probably
            already actually whole weekend
            ook zelf nog weer nu eindelijk net toen dan erg heel hele zo allebei uur morgen vorig vorige afgelopen
            volgend volgende maand weken dag dagen nacht nachten lang thuis al alweer twee drie hopelijk waarschijnlijk
            straks toch gewoon
            monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
            maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo vr za zo
            january february march april june july august september october november december jan feb mar apr jun jul
            aug sep sept oct nov dec januari februari maart mei juni juli augustus oktober mrt okt
        """,  # when, and how; numbers as well
        "p": "on at in into to for op om aan met voor bij naar",
        "f": """
            from of with without about after before during by until since van uit zonder over na tijdens tot sinds te
        """,
        "a": "a an another een",
        "t": "the who de het die",
        "o": "her his their your haar hun jouw jullie z'n d'r zijn",
        "b": """
            she he they you it him them hers theirs hij zij ze hem hen je jij jou u which that dat wie whose and or but
            when while because if en of maar terwijl omdat als hulp advice advies place house huis
        """,  # others, and what begins another thought; signs such as a comma as well
        "d": """
            drive drives drove bring brings bringing brought visit visits visited pick picks picked help helps helped
            helping wish wishes wished wishing
            breng brengt brengen bracht rijdt reed haalt haalde bezoekt bezoeken bezocht helpt helpen hielp hielpen
            geholpen wenst wenste
        """,  # what one does for another
        "h": "key keys sign close sleutel sleutels teken tekenen",  # how one gets a house
    }.items()
    for word in words.split()
}
_WHEN, _BREAK, _RELATIVE, _OTHER = "wbkx"
_OF_THE_USER = frozenset(
    word.replace("'", sign) for word, part in _PARTS.items() if part in "imuy" for sign in "'’"
) | {"mine", "myself", "ikzelf"}
_OCCASION = re.compile(rf"\b(?:{'|'.join(word for rule in OCCASIONS.values() for word in rule.words)})\w{{0,6}}")
_WORD = re.compile(r"[\w½]+(?:['’./-][\w½]+)*|[^\w\s.\[\]*=]")  # and what parts them, but for marks of form
_WE_ARE = re.compile(r"\b(we|wij|ouders) zijn\b")  # elsewhere `zijn` is taken for `his`
_KIN = re.compile(KIN)

_I = r"(?:i|(?:\A|b)(?=y))"
_MY = "(?:m|(?<!p)u)"
_ONLY = "(?:[vypw]|[at](?=w))"  # having, being, and when
_ANY = "[xkw]"  # an adjective, a noun
_MY_KIN = rf"{_MY}{_ANY}?k(?:b?t)?"
_MINE = re.compile(
    rf"{_MY}{_ANY}{{0,3}}\Z"  # my second operation
    rf"|{_I}{_ONLY}{{0,9}}(?:a{_ANY}{{0,2}}|(?<!p)t{_ANY}?|kb)?\Z"  # I have an interview; we became father and mother
    rf"|i[xvy]{{1,3}}[pf]a{_ANY}?\Z"  # I came from a wedding
    r"|i[vywt]{0,6}hw?[pf][tu]\Z"  # we get the keys to the new house
    rf"|{_MY_KIN}{_ONLY}{{0,9}}(?:a{_ANY}{{0,2}})?\Z"  # my father gets a diploma; my mother, who is ill
    rf"|{_MY_KIN}[vdw]{{1,6}}p?[to]{_ANY}{{0,2}}(?<!p[to])\Z"  # my mother has her operation
    r"|du[wxpmt]{0,6}\Z|u[wp]{0,4}d[wpt]{0,4}\Z"  # helps me move, wished me luck for the exam; me helpen verhuizen
)
_IN_HOSPITAL = re.compile(  # where one may also be for somebody else's sake
    rf"(?:{_I}|{_MY_KIN}){_ONLY}{{0,8}}[pf][ta]?\Z"  # I have to go to hospital; my mother is in the hospital
    r"|[dv]u[wp]{0,5}[pf]t?\Z"  # drives me to the hospital
    rf"|m{_ANY}{{0,3}}\Z"  # my hospital appointment
)
_OF_MINE = re.compile(
    r"\s+(?:(?:of|van|aan)\s+(?:my|mijn|m['’]n|our|onze|mine)|myself|ikzelf|ik|wij"
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
    if name.endswith(("hospital", "ziekenhuis")):  # it may begin as early as `in the`
        return bool(_IN_HOSPITAL.search(_parts(before + name)[:-1])) and not _WITH_THEM.match(after)
    parts = _parts(before)
    if _MINE.search(parts):
        return not _FOR_THEM.match(after)
    return not parts.endswith("o") and _OF_MINE.match(after) is not None


def _parts(before: str) -> str:
    """The parts that the last words before a place play."""
    near = before if len(before) <= _NEAR else before[-_NEAR:].partition(" ")[2]
    return "".join(map(_part, _WORD.findall(_WE_ARE.sub(r"\1 are", near))))


def _part(word: str) -> str:
    """The part that a word, or a sign, plays before the name of an occasion."""
    part = _PARTS.get(word.replace("’", "'"))
    if part:
        return part
    if not word[0].isalnum():
        return _BREAK
    if word[0].isdigit():
        return _WHEN
    return _RELATIVE if _KIN.fullmatch(word.removesuffix("'s").removesuffix("’s")) else _OTHER


def _is_reported(before: str, lower: str, end: int) -> bool:
    """Whether somebody else says it: in quotation marks, or after `she said:`."""
    if _QUOTED.search(before) or _SAID.search(before):
        return True
    mark = _QUOTATION_MARK.search(lower, end)  # it may close what began in the sentence before
    return mark is not None and (mark.group() in "”»" or lower[mark.start() - 1] not in " (")
