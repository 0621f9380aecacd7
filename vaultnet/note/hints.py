"""What a text cannot tell, by its words alone: each turn of phrase in `cues` needs one of the words that stand here."""

import re
from collections.abc import Iterable

LETTERS = re.compile("[a-z]+")  # finds the words that these functions want, in a text in lower case

# each piece of news in `cues.NEWS` holds a word that begins so, or is so short
_HINTS = {
    "illness": (
        "ill illnes sick hospit operat operee surger chemo chemot chemok bestra biopsy ziek zieke zieken ziekte geoper"
    ),
    "bereavement": (
        "died passed bereav mourn mourns mourni funera overle overli gestor begraf begrav memori cremat uitvaa rouw"
        " rouwt loss death verlie dood lost verloo verlor"
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
_STRANGE = re.compile(r"[^\x00-\x7f]|n't\b|[$#]|\bin [12]")  # letters that are not plain ones, and signs that are words


def hinted(words: Iterable[str]) -> set[str]:
    """The kinds of news that a text with these words may tell without a date."""
    return {KINDS[word[:6]] for word in words if word[:6] in KINDS}


def is_plain(lower: str, words: Iterable[str]) -> bool:
    """Whether no turn of phrase stands in `lower`, whose words are `words`, so that its dates mean what they say."""
    return _TURNS.isdisjoint(words) and not _STRANGE.search(lower)
