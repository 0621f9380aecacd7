"""The short cuts to what a text tells: each gives what the full way gives, or says that it cannot tell."""

import re
from datetime import date
from functools import reduce
from operator import or_
from re import _constants as code
from re import _parser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.hearing import clauses, cues, telling
from vaultnet.hearing.hints import LETTERS, hinted, is_plain, meaning
from vaultnet.hearing.told import told
from vaultnet.model.config import OCCASIONS

WORDS = {kind: rule.words for kind, rule in OCCASIONS.items()}
DAY = date(2026, 11, 10)
SEPARATE = (  # mean nothing without one of the others, or are asked of every sentence
    "FILLERS PREPOSITION FUTURE PERFECT SHIFTED_TO OTHER_SENSE AT_A_WORKPLACE LIFE_STORY FEARED TO_COME NOT_YET".split()
)
TURNS = {
    name: turn
    for name, turn in vars(cues).items()
    if isinstance(turn, re.Pattern) and not name.startswith("_") and name not in SEPARATE
}


def samples(parsed):
    """Texts that a parsed pattern may match, with each of its alternatives in one of them."""
    options = [options_of(*item) for item in parsed]
    yield "".join(first for first, *_ in options)
    for at, (_, *others) in enumerate(options):
        for other in others:
            yield "".join(other if at == place else first for place, (first, *_) in enumerate(options))


def options_of(operation, argument):  # noqa: PLR0911 - one for each
    match operation:
        case code.LITERAL:
            return [chr(argument)]
        case code.ANY | code.NOT_LITERAL:
            return [" "]
        case code.IN:
            signs = {
                code.CATEGORY_SPACE: " ",
                code.CATEGORY_WORD: "x",
                code.CATEGORY_DIGIT: "1",
                code.CATEGORY_NOT_WORD: " ",
            }
            kinds = {code.LITERAL: chr, code.RANGE: lambda ends: chr(ends[0]), code.CATEGORY: signs.get}
            return ["x"] if argument[0][0] is code.NEGATE else [kinds[kind](sign) for kind, sign in argument]
        case code.SUBPATTERN:
            return list(samples(argument[-1]))
        case code.BRANCH:
            return [text for alternative in argument[1] for text in samples(alternative)]
        case code.MAX_REPEAT | code.MIN_REPEAT:
            least, _, repeated = argument
            return [text * max(least, 1) for text in samples(repeated)] + [""] * (not least)
        case code.ASSERT if argument[0] > 0:
            return list(samples(argument[1]))
        case code.AT | code.ASSERT | code.ASSERT_NOT:
            return [""]


def matching_samples(pattern):
    found = list(samples(_parser.parse(pattern.pattern)))
    matching = [text for text in found if pattern.search(text)]
    assert len(matching) > 0.85 * len(found)
    return matching


@pytest.mark.parametrize("name", TURNS)
def test_no_sentence_with_a_turn_of_phrase_is_plain(name):
    for text in matching_samples(TURNS[name]):
        meanings = reduce(or_, (meaning(word, ()) for word in text.split()))
        assert not is_plain(text, meanings), text


@pytest.mark.parametrize("news", cues.NEWS, ids=lambda news: news[0])
def test_all_news_is_hinted_at(news):
    kind, tells, _ = news
    for text in matching_samples(tells):
        assert kind in hinted(LETTERS.findall(text)), text


PHRASES = st.sampled_from(
    "her operation|the exam|wedding|they fly to Rome|is on|op|on|24 November|3 december 2026|2026-12-24|20261224|12|2027|3 to 10 May"
    "|not|niet|if|maybe|moved to|was on|since|last year|room|but|now|cancelled|postponed|is off|next year|geopereerd|died|ill|baby"
    "|children|her son|had a|wordt|in 2019|in case|zou|geweest|(|)|,|.|;|?|!|:|—| - |é|’s|'s|n't|$|#|\n|jl.|nieuwe baan|25-jarig|operations"
    "|Bob|verhuizing|a|A".split("|")
)  # fmt: skip


@settings(max_examples=700, deadline=None)
@given(st.lists(PHRASES, max_size=10).map(" ".join), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_plain_sentence_tells_what_the_full_way_finds_in_it(text, day):
    assert told(text, day, "dmy", WORDS) == telling.events(text, day, "dmy", WORDS)


END = re.compile(r"[.!?…]+(?=[\"'”’)\]]{0,3}(?:\s|\Z))|;")


@given(st.lists(st.sampled_from([".", "!", "?", "…", ";", '"', ")", "]", " ", "\n", "a"]), max_size=12).map("".join))
def test_a_sentence_ends_at_its_last_sign(text):
    quickly = clauses.END.finditer(text)
    assert [found.span() for found in quickly] == [found.span() for found in END.finditer(text)]
