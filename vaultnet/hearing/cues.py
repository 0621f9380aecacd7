r"""The turns of phrase, English and Dutch, that decide what a date or a piece of news in a talk means.

Where a phrase is doubtful it is read as telling nothing: a wrong "her operation was on" is worse than none.
All patterns are for lower-case text of one sentence; those that end in `\Z` are for the text before a date.
"""

import re

from vaultnet.days.dates import MONTHS, WEEKDAY

KIN = (  # as a part of patterns
    r"(?:mother|father|mum|mom|dad|parents?|husband|wife|partner|spouse|girlfriend|boyfriend|sister|brother|son|daughter"
    r"|child|baby|twins?|grand(?:mother|father|ma|pa|son|daughter|child|parents?)|granny|gran|aunt|uncle|niece|nephew"
    r"|cousin|friend|colleague|neighbou?r|dog|cat|horse"
    r"|moeder|vader|ma|pa|ouders|man|vrouw|vriend(?:in)?|zus(?:je)?|zuster|broer(?:tje)?|zoon(?:tje)?|dochter(?:tje)?"
    r"|kind(?:je)?|tweeling|oma|opa|(?:groot|schoon)(?:moeder|vader|ouders)|tante|oom|nicht(?:je)?|neef(?:je)?"
    r"|collega|buurman|buurvrouw|hond|kat|poes|paard)"
)
CHILD = (  # likewise
    r"(?:baby|child|son|daughter|twins?|girl|boy|grand(?:child|son|daughter)"
    r"|kind(?:je)?|zoon(?:tje)?|dochter(?:tje)?|tweeling|meisje|jongetje|klein(?:kind|zoon|dochter))"
)
UNBORN = r"(?:miscarriage|miscarried|stillb(?:orn|irth)|miskraam|doodgeboren)"  # likewise
PARTED = (  # likewise
    r"(?:divorc\w*(?! (?:lawyer|solicitor|attorney))|separated|separation|(?:broke|breaking) up"
    r"|split(?:s|ting)? up(?! (?:at|in|into|the)\b)|going their separate ways"
    r"|marriage (?:has ended|ended|is over|was over)|gescheiden(?! (?:afval|inzamel))|(?:echt)?scheiding"
    r"|huwelijk is (?:voorbij|over)|ga(?:at|an) scheiden|(?<!\bver )uit elkaar(?! (?:ge)?(?:ha|scho|val|zet|schroe)))"
)
_WHOSE = r"(?:her|his|their|your|an?|the|haar|zijn|hun|een|de|het|\w+['’]?s)"  # not the user's own

# --- dates that tell no event -----------------------------------------------------------------------------------------

FILLERS = re.compile(
    rf"(?:\b(?:the|de|(?<!n['’]t )(?<!not ){WEEKDAY}\.?,?|a\.s\.|aanstaande|komende|coming|next)\s+)+\Z"
)
NUMBERED = re.compile(
    r"(?:\b(?:room|hall|zaal|kamer|lokaal|nr|no|number|nummer|page|pagina|blz|chapter|hoofdstuk|bus|tram|lijn|line|plein"
    r"|flat|gate|track|spoor|invoice|factuur|order|version|versie|about|some)\.?|[€$£#])\s*\Z"
)
PREPOSITION = re.compile(r"\b(?:on|by|until|till|before|after|from|for|op|voor|na|tot|vanaf|per|date|datum)[:\s]*\Z")
PAST_BEFORE = re.compile(
    r"(?:\b(?:since|sinds|last|afgelopen|vorige|previous|instead of|in plaats van|rather than)(?:\s+(?:on|op))?"
    r"|\b(?:was|were|waren)\s+(?:on|op)"
    r"|\b(?:died|passed away|born|overleed|overleden|geboren|trouwden|verhuisden|begon|begonnen|ontmoet)"
    r"(?:\s+\w+){0,3}\s+(?:on|op))\s*\Z"
)
PAST_VERB = re.compile(
    r"\b(?:married|started|moved|retired|graduated|happened|took place|getrouwd|verhuisd|begonnen|gestopt)"
    r"(?:\s+\w+){0,3}\s+(?:on|op)\s*\Z"
)
FUTURE = re.compile(r"\b(?:is|are|be|being|get|gets|getting|will|wordt|worden|gaan|gaat|zal|zullen)\b|['’]ll\b")
PERFECT = re.compile(r"\b(?:is|zijn|ben|was|waren|heeft|hebben|had|hadden)\b(?:\s+\w+){0,4}?(?:\s+(?:op|on))?\s*\Z")
PARTICIPLE = re.compile(
    r"(?:\s+\w+){0,4}?\s+(?:overleden|bevallen|(?<!jaar )(?<!jr )getrouwd|geboren|verhuisd|begonnen|gestopt|geopereerd"
    r"|afgestudeerd)\b"
)
PAST_AFTER = re.compile(r"\s*,?\s*(?:jl\b|j\.l\.|l\.l\.|jongstleden|last year|this past|vorig jaar)")
NEXT_YEAR = re.compile(r"\s*,?\s*(?:of\s+)?(?:next year|volgend jaar)\b")
LONG_AGO = re.compile(
    r"\b(?:last|previous) (?:year|summer|winter|spring|autumn|fall|month)\b"
    r"|\b(?:years?|months?|decades?) (?:ago|back|before)\b"
    r"|\b(?:vorige?|afgelopen) (?:jaar|voorjaar|najaar|zomer|winter|maand|lente|herfst)\b"
    r"|\b(?:jaar|jaren|maand|maanden) (?:geleden|terug)\b|\bin (?:19|20)[0-9]{2}\b"
    r"|\bas an? (?:child|kid|boy|girl|student|teenager)\b|\bals (?:kind|student|jongen|meisje|tiener|kleuter)\b"
    r"|\b(?:used to|once|ooit|vroeger|destijds)\b"
    r"|\bwhen (?:he|she|they|i|we) (?:was|were)\b|\btoen (?:hij|ze|zij|ik|we|wij)\b"
)
CANCELLED = re.compile(
    r"(?<!not )(?<!niet )\b(?:cancell?ed|called off|scrapped|falls? through|fell through|on hold|no longer happening"
    r"|(?:not|won['’]t|isn['’]t) (?:happen(?:ing)?|going ahead|go ahead|going to happen|take place|taking place)"
    r"|afgelast|geannuleerd|afgezegd|afgeblazen|vervalt|vervallen|geschrapt|van de baan|niet doorgaan"
    r"|(?:gaat|gaan|ging|gingen)\b.{0,40}\bniet door)\b"
    r"|\b(?:is|are|was)(?: now)? off(?=\s*(?:[,.!)]|\Z|(?:again|after all|because|now|she|he|they|as)\b))"
)
POSTPONED = re.compile(r"\b(?:postponed|put off|delayed|pushed back|uitgesteld|opgeschort)\b")
SHIFTED = re.compile(
    r"\b(?:moved|rescheduled|shifted|pushed|brought forward|put back|changed|verplaatst|verzet|verschoven|verschuift"
    rf"|verschoof|vervroegd|opgeschoven|doorgeschoven)\b|{POSTPONED.pattern}"
)
SHIFTED_TO = re.compile(r"\b(?:to|until|till|naar|tot)\s*\Z")
NOW_ON = re.compile(
    r"\b(?:now|nu|but|maar|becomes|wordt het)(?:\s+(?:it|het|is|wordt|will be|now|nu|pas)){0,3}"
    r"(?:\s+(?:on|op|for))?\s*\Z"
)
WAS_PLANNED = re.compile(r"\b(?:was|were|waren|stond)\b.{0,30}\b(?:on|op|for|voor)\s*\Z")
NOT_ON = re.compile(r"(?:\b(?:not|niet|never|nooit)|n['’]t)(?:\s+(?:be|yet|meer))?(?:\s+(?:on|op))?\s*\Z")
NOT_AFTER = re.compile(r"\s+(?:\w+\s+)?(?:niet|not)\s+(?=\w)")
NEGATED = re.compile(
    r"(?:\b(?:no|not|never|niet|geen|nooit|without|zonder|none|nobody|no one|niemand|hardly)|n['’]t)"
    r"(?:\s+(?:is|was|are|be|been|being|have|having|has|had|get|gets|getting|needs?|undergo|going to (?:have|be|get)"
    r"|any|yet|really|very|so|longer|in|the|an?|her|his|their|meer|langer|erg|echt|zo|de|het|een|haar|zijn|hun)){0,3}"
    r"\s+\Z"
)
HYPOTHETICAL = re.compile(
    r"(?<!ask )(?<!asks )(?<!asked )(?<!asking )(?<!wonder )(?<!wonders )(?<!know )(?<!see )(?<!as )\bif\b"
    r"|\b(?:unless|in case|provided|tenzij|indien|mits|mocht|mochten)\b|\bshould (?:the|her|his|their)\b"
    r"|(?:\A|[,:(]\s*|\b(?:maar|en|dat) )"
    r"als (?:de|het|een|haar|zijn|hun|mijn|hij|ze|zij|er|ik|je|we|dat|die|alles)\b"
)
UNSURE = re.compile(
    r"\b(?:maybe|perhaps|possibly|might|misschien|wellicht|mogelijk|eventueel|would have|could have)\b"
    r"|\b(?:not|niet) (?:sure|zeker)\b|\bzou(?:den)?\b.{0,80}\bgeweest\b"
)

# --- words that look like those of an occasion ------------------------------------------------------------------------

FALSE_FRIENDS = frozenset({
    "hospitality", "hospitable", "operating", "operational", "operator", "operators", "examiner",
    "mover", "movers", "trouwens", "bevallig", "jaren", "deathly",
})  # fmt: skip
_TO_DO = (  # after an `ill` that is `I'll`
    r"ask|be|book|bring|buy|call|check|come|do|drop|email|find|follow|get|give|go|have|help|introduce|invite|keep|let|look"
    r"|mail|make|meet|pay|phone|pick|report|ring|see|send|share|take|talk|tell|text|think|try|visit|write"
)
OTHER_SENSE = re.compile(
    r"(?<=of )operations\b|operations (?:manager|director|team|meeting|lead|department|desk|at)\b"
    r"|memorial (?:day|park|hall|stadium|cup|tournament|weekend)\b"
    r"|moved by\b|moving (?:speech|story|stories|song|book|film|letter)\b"
    r"|baby (?:shower|steps)\b|death (?:metal|valley|penalty)\b|(?<=to )death\b|(?<=tree )surgery\b"
    r"|(?:(?<=weight )|(?<=hair )|(?<=job )|(?<=a ))loss\b|loss of (?:\w+ )?(?:jobs?|contract|income)\b"
    r"|(?<=met )verlies\b|marriage (?:counsell?\w+|therapy|certificate)\b|(?<=-jarig )huwelijk\b"
    r"|wedding (?:dress\w*|fair|photo\w*|planner|shoot|venue)\b"
    r"|birth (?:certificate|class\w*|control|plan)\b|retirement (?:home|village|fund|plan)\b"
    rf"|(?:(?<=marking )|(?<=grading ))exams\b|ill (?:{_TO_DO})\b"
)
WORKPLACES = frozenset({"hospital", "ziekenhuis"})
AT_A_WORKPLACE = re.compile(
    r"\b(?:works|working|werkt|werken|job|baan|board|bestuur|choir|koor|concert|volunteer\w*|vrijwillig\w*|internship"
    r"|stage)\b|\b(?:starts?|begins?|begint)(?: on| op| per)?(?: [0-9]{1,2} \w+)? (?:at|in|bij) (?:the |het )?"
    r"(?:hospital|ziekenhuis)"
)
FURTHER_WORDS = {
    "married": "wedding", "marry": "wedding", "marries": "wedding", "marrying": "wedding", "trouwt": "wedding",
    "verhuist": "move", "opereert": "illness", "solliciteert": "exam",
    "ziekenhuisopname": "illness",
    "chemo": "illness", "chemotherapy": "illness", "chemokuur": "illness", "bestraling": "illness", "biopsy": "illness",
    "memorial": "bereavement", "cremation": "bereavement", "crematie": "bereavement",
    "crematorium": "bereavement", "uitvaart": "bereavement",
    "begraven": "bereavement",
    "sollicitatiegesprek": "exam", "tentamen": "exam", "rijexamen": "exam", "promoveert": "exam", "afstudeert": "exam",
}  # fmt: skip

FURTHER_PHRASES = {  # a golden wedding is no wedding
    "golden wedding": "anniversary", "silver wedding": "anniversary", "diamond wedding": "anniversary",
    "years married": "anniversary", "gouden bruiloft": "anniversary", "zilveren bruiloft": "anniversary",
    "diamanten bruiloft": "anniversary", "jaar getrouwd": "anniversary", "jarig huwelijk": "anniversary",
}  # fmt: skip

# --- news without a date ----------------------------------------------------------------------------------------------

_AT_WORK = re.compile(
    r"\b(?:work|job\b|nurse|doctor|surgeon|interns?\b|meeting|colleague|film\b|strike\b|board\b|donat|fundrais|choir|concert"
    r"|werk|baan\b|arts\b|stage\b|collega|staking\b|koor\b|bestuur)|volunteer|verpleeg|chirurg|vrijwillig|vergader"
)
_ABOUT = re.compile(r"\b(?:film|movie|book|novel|exhibition|lecture|boek|roman|tentoonstelling|lezing)\b")
_ABOUT_THINGS = re.compile(
    r"\b(?:battery|phone|laptop|car|engine|plants?|trees?|computer|server|wifi|internet|fire|project|deal|accu"
    rf"|boiler|fridge|conversation|talks|idea|connection)\b|{_ABOUT.pattern}"
)
_ABOUT_BUSINESS = re.compile(
    r"\bquite an operation\b|\b(?:business|family|farming|military|police|rescue) operation\b|\bmilitaire operatie\b"
    r"|\b(?:runs?|running|expand\w*|scal(?:es?|ing)) (?:the|an?|his|her|their) (?:\w+ )?operation\b"
    rf"|{_ABOUT.pattern}"
)
_OF_PATIENTS = re.compile(
    r"\b(?:patients?|people|research|charity|awareness|clinic|patiënten|mensen|onderzoek|collecte)\b|\bfundrais"
    rf"|{_ABOUT.pattern}"
)
_DISEASE = (  # as a part of patterns
    r"(?:cancer|leuka?emia|covid|pneumonia|stroke|heart attack|burn-?out|kanker|leukemie|longontsteking|hartinfarct"
    r"|hartaanval|herseninfarct|beroerte)"
)
_LIMB = r"(?:leg|arm|hip|wrist|ankle|foot|shoulder|been|heup|pols|enkel|voet|schouder)"  # likewise
_AWAITED = re.compile(
    r"\b(?:expect\w*|pregnan\w*|due|wants?|hop(?:es?|ing)|shower|verwacht\w*|zwanger\w*|wil|willen|hoopt|uitgerekend"
    r"|(?:goed|prima|slecht|uitstekend|matig|minder|beter|tegen) bevallen)\b"
)
NEWS = (  # kind, what tells it, what in the same sentence speaks against it
    (
        "illness",
        re.compile(
            r"\b(?:(?<!speak )(?<!speaks )(?<!spoke )"
            rf"ill(?![-‑']| (?:will|people|patients|children|youngsters|{_TO_DO})\b| at ease| feeling| effects)|illness"
            r"|(?:is|are|was|been|fell|feels?|felt|off|very|so|really|home) sick(?! of)|on sick leave|hospitali[sz]ed"
            r"|operated on|ziek(?! van)|zieke(?= \w)(?! (?:kinderen|mensen|dieren))|ziekte(?:verlof|wet)?|ziekgemeld"
            r"|geopereerd|operatie)\b"
            rf"|\b(?:{_WHOSE}|knee|hip|heart|eye|back|emergency|serious|heavy|major|minor|long)(?: \w+)? operation\b"
            r"(?! (?:manual|centre|center|in|of|costs))"
            r"|\A\W*operation (?:went|was|is|over|done|behind|today|yesterday|this)\b"
        ),
        _ABOUT_BUSINESS,
    ),
    (
        "illness",
        re.compile(
            r"\bsurger(?:y|ies)\b|\b(?:in|into|to|from|out of) (?:the )?hospital\b"
            r"|\b(?:in|naar|uit) het ziekenhuis\b|\bziekenhuisopname\b"
        ),
        _AT_WORK,
    ),
    (
        "illness",
        re.compile(
            r"\b(?:has|have|had|got|suffered|diagnosed with|heeft|hebben|hadden|kreeg|krijgt)"
            rf"(?: (?!not?\b|geen\b|niet\b|never\b|nooit\b)\w+){{0,2}} {_DISEASE}\b(?! of\b)"
            rf"|\b{_DISEASE} (?:gehad|gekregen|heeft)\b"
            rf"|\b(?:broke|fractured) {_WHOSE} {_LIMB}\b(?! of\b)|\b{_LIMB} gebroken\b"
        ),
        _OF_PATIENTS,
    ),
    (
        "bereavement",
        re.compile(
            r"\b(?:died(?! (?:down|out|laughing|inside|a (?:little|bit)"
            r"|of (?:laughter|boredom|shame|embarrassment|curiosity)|in (?:the|a) (?:game|\w+ (?:level|round))))"
            r"|(?:rustig|vredig|zacht) ingeslapen|passed away|bereave\w*|mourn(?:s|ing)"
            r"|funeral(?! (?:home|parlou?r|director|insurance))|overleed|overlijdt|gestorven|begrafenis|crematie"
            rf"|uitvaart|rouw|rouwt|overleden(?! {KIN}\b)|{UNBORN})\b"
            rf"|\b(?:loss|death|verlies|dood|overlijden) (?:of|van) {_WHOSE}(?: \w+)? {KIN}\b"
            r"|\b(?:her|his|their|your|\w+['’]s) (?:death|loss)\b(?! of)|\bdeath in the family\b"
            rf"|\b(?:lost|verloor|verliest) {_WHOSE}(?: \w+)? {KIN}\b(?!['’]s)"
            rf"|\b{_WHOSE} {KIN}(?: \w+){{0,3}} verloren\b"
        ),
        _ABOUT_THINGS,
    ),
    (
        "birth",
        re.compile(
            rf"\b(?:had|got|welcomed) (?:(?:a|another|their|her|his)(?: \w+)? {CHILD}|twins)\b"
            r"(?! (?:shower|from|who|with))"
            rf"|\bgave birth\b|\b{CHILD}(?: \w+){{0,3}} (?:born|geboren)\b"
            r"(?! (?:and raised|en getogen|in (?!the\b|hospital\b|de\b|het\b)|(?:19|20)[0-9]{2}\b))"
            r"|\bbaby (?:\w+ )?(?:has |is |was )?(?:finally |just )?(?:arrived|here)\b"
            r"|\b(?:became|become) (?:a )?(?:father|mother|parents|dad|mum|mom|grand\w+)\b"
            r"|\b(?:vader|moeder|ouders|opa|oma) geworden\b"
            r"|(?<!of )(?<!since )(?<!from )(?<!at )(?<!by )\bbirth\b"
            rf"(?! (?:certificate|control|place|rate|name|year|of (?:an?|the) (?!{CHILD})))"
            r"|\bgeboorte\b|\bbeval(?:len|ling)\b"
            rf"|\b{CHILD}(?:,? \w+)? gekregen\b|\bkre(?:eg|gen) (?:een )?(?:\w+ )?{CHILD}\b"
        ),
        _AWAITED,
    ),
)
LIFE_STORY = re.compile(  # what was long ago, and is told of somebody's life
    r"\b(?:(?:long|ages) ago|lang geleden|(?:years?|widow(?:er)?) since|(?:weduwe|weduwnaar) sinds|died young"
    r"|jong (?:gestorven|overleden)|childhood|jeugd|last christmas|vorige kerst"
    r"|before (?:(?:me|us|my time)(?=\W*\Z)|(?:i|we) (?:was|were) born)|voor mijn (?:tijd|geboorte))\b"
)
FEARED = re.compile(
    r"\b(?:bang om|afraid (?:of|to)|would be|would get|not (?:to|want to)|n['’]t want to)"
    r"(?:\s+(?:be|get|getting|fall|falling))?\s+\Z"
)
TO_COME = re.compile(r"operat|surger|opere|birth|baby|beval|geboo")  # news that may be of what is still to come
NOT_YET = re.compile(
    r"\b(?:next (?:week|month|year|spring|summer|autumn|winter)|tomorrow|soon|in (?:\w+ )?(?:weeks|months)|needs?|will"
    r"|await\w*|waiting|afraid|dread\w*|volgende? (?:week|maand|jaar)|(?:over)?morgen|binnenkort|wachtlijst"
    r"|zie(?:t|n) (?:\w+ ){0,3}tegen|(?:eind|begin|half|medio|late|early|mid|end of) "
    rf"(?:{'|'.join(MONTHS)})"
    r"|over (?:\w+ )?(?:weken|maanden|week|maand)|wacht|bang|gaat|moet|wordt)\b"
)
