"""Rule: a text without any of these words tells nothing: each turn of phrase in `cues` needs one of them."""

import re
from collections.abc import Container, Iterable

from vaultnet.days.dates import MONTH_BEGINS

HEAD = 5  # letters of a word of the configuration that other forms of it have in common
LETTERS = re.compile("[a-z]+")  # finds the words that these functions want, in a text in lower case

# each piece of news in `cues.NEWS` holds a word that begins so, or is so short
_HINTS = {
    "illness": (
        "ill illnes sick hospit operat operee surger chemo chemot chemok bestra biopsy ziek zieke zieken ziekte ziekge"
        " geoper cancer leukem leukae covid pneumo stroke attack burn burnou kanker longon hartin hartaa hersen"
        " beroer broke fractu gebrok"
    ),
    "bereavement": (
        "died passed bereav mourn mourns mourni funera overle overli gestor begraf begrav memori cremat uitvaa rouw"
        " rouwt loss death verlie dood lost verloo verlor miscar stillb miskra doodge ingesl"
    ),
    "birth": (
        "birth born baby child son daught twin twins girl boy grandc grands grandd became become zoon zoontj dochte"
        " tweeli meisje jonget kind kindje kleink kleinz kleind gebore geboor bevall geword"
    ),
}
KINDS = {head: kind for kind, heads in _HINTS.items() for head in heads.split()}

# each turn of phrase that changes the meaning of a date holds one of these words or signs
_TURNS = frozenset(
    "canceled cancelled called scrapped fall falls fell hold longer not won isn go going take taking afgelast"
    " geannuleerd afgezegd afgeblazen vervalt vervallen geschrapt baan niet off moved rescheduled shifted pushed"
    " brought put changed verplaatst verzet verschoven verschuift verschoof vervroegd opgeschoven doorgeschoven"
    " postponed delayed uitgesteld opgeschort now nu but maar becomes wordt since sinds last afgelopen vorig vorige"
    " previous instead plaats rather was were waren stond died passed born overleed overleden geboren trouwden"
    " verhuisden begon begonnen ontmoet married started retired graduated happened took getrouwd verhuisd gestopt"
    " bevallen geopereerd afgestudeerd jl j l jongstleden this year years month months decade decades jaar jaren"
    " maand maanden case as als used once ooit vroeger destijds when toen room hall zaal kamer lokaal nr no number"
    " nummer page pagina blz chapter hoofdstuk bus tram lijn line plein flat gate track spoor invoice factuur order"
    " version versie about some never nooit next volgend geen without zonder none nobody niemand hardly if unless"
    " provided tenzij indien mits mocht mochten should maybe perhaps possibly might misschien wellicht mogelijk"
    " eventueel would could sure zeker zou zouden".split()
)
_STRANGE = re.compile(  # signs that are words; letters beyond Latin, or that grow longer in lower case
    r"[^\x00-\x7f\xb7\xc0-\xd6\xd8-\xf6\xf8-\u012f\u0131-\u024f]|n't\b|[$#]"
)
_IN_YEAR = re.compile(r"in [12](?<=\bin [12])")

_DIGIT = re.compile("[0-9]")
_MONTH = re.compile(MONTH_BEGINS)
_NUMERIC_DATE = re.compile(r"[0-9]{4}[-/.]?[0-9]|[0-9][-/.][0-9]{4}")

# what a word, of a text in lower case and between blanks, may be part of
NEWS = {kind: 1 << place for place, kind in enumerate(_HINTS)}
TURN, DIGIT, MONTH, DATE, OWN = (1 << place for place in range(len(NEWS), len(NEWS) + 5))
TELLING = OWN | sum(NEWS.values())


def hinted(words: Iterable[str]) -> set[str]:
    """The kinds of news that a text with these words may tell without a date."""
    return {KINDS[word[:6]] for word in words if word[:6] in KINDS}


def meaning(word: str, own: Container[str]) -> int:
    """What a word may be part of: news, a date, or a turn of phrase that changes the meaning of one.

    `own` are the beginnings of words that are news by the configuration.
    """
    letters = LETTERS.findall(word)
    return (
        sum(NEWS[kind] for kind in hinted(letters))
        | (OWN if any(run[:HEAD] in own for run in letters) else 0)
        | (TURN if _STRANGE.search(word) or not _TURNS.isdisjoint(letters) else 0)
        | (DIGIT if _DIGIT.search(word) else 0)
        | (MONTH if _MONTH.search(word) else 0)
        | (DATE if _NUMERIC_DATE.search(word) else 0)
    )


def may_be_dated(meanings: int) -> bool:
    """Whether a text of words with these meanings may hold a date."""
    return bool(meanings & DATE) or meanings & (DIGIT | MONTH) == DIGIT | MONTH


def is_plain(lower: str, meanings: int) -> bool:
    """Whether no turn of phrase stands in `lower`, whose words have these meanings: its dates mean what they say."""
    return not (meanings & TURN or (meanings & DIGIT and _IN_YEAR.search(lower)))
