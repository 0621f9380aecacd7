"""Lines that their writer takes for dated ones are told; what merely looks like a date is not."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultnet.model.config import Reading
from vaultnet.note.read import read_note

NO_YEAR = "expected a date with its whole year, such as 2026-10-31; without it, it is no contact"
NO_DAY = "expected its day before it, such as 2026-10-31, or its outcome; without either, it never comes up"


def told(body, front="cadence: monthly", order="dmy"):
    facts = read_note("People/Anna.md", f"---\n{front}\n---\n{body}\n", Reading(date_order=order))
    return [(problem.line - 3, problem.message) for problem in facts.problems]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("- 17 februari: koffie", "17 februari"),
        ("- 17 februari koffie", "17 februari"),
        ("* 17 Feb – coffee", "17 Feb"),
        ("1. Feb 17 coffee", "Feb 17"),
        ("- Feb 17th lunch", "Feb 17th"),
        ("- May 3: coffee", "May 3"),
        ("- 3 May coffee", "3 May"),
        ("- **17 feb** — koffie", "17 feb"),
        ("- **17 feb:** koffie", "17 feb"),
        ("- _17 februari_ koffie", "17 februari"),
        ("- (17 februari) koffie", "17 februari"),
        ("- zaterdag 17 feb: koffie", "zaterdag 17 feb"),
        ("- 17 februari 10:00 koffie", "17 februari"),
        ("- 17 feb '26 koffie", "17 feb"),
        ("- 17/2 call", "17/2"),
        ("- 17/2: call", "17/2"),
        ("- 17-2: koffie", "17-2"),
        ("- 07-02 koffie", "07-02"),
        ("- 17-02-26: koffie", "17-02-26"),
        ("- 5/3/26 koffie", "5/3/26"),
        ("- 17.02.26 koffie", "17.02.26"),
        ("- 17 februari received: a book", "17 februari"),
        ("- 17 februari een boek #received", "17 februari"),
        ("### 17 februari Lunch", "17 februari"),
        ("### 17 februari\n\nkoffie", "17 februari"),
        ("### 17 februari", "17 februari"),
    ],
)
def test_a_line_that_begins_with_a_day_but_no_whole_year_is_told(body, found):
    assert told(body) == [(1, f"found “{found}”, {NO_YEAR}")]


@pytest.mark.parametrize(
    "line",
    [
        "- 3/4 cup of sugar",
        "- 24/7 reachable",
        "- 9/10 would recommend",
        "- 1/2 marathon: yes",
        "- 9/11 survivor",
        "- 16/9 screen",
        "- 20/20 vision",
        "- 3-1 won",
        "- 10-12 people",
        "- 5-10-15 plan",
        "- 1.2.26 released",
        "- 06-12345678",
        "- 06-12-34-56-78",
        "- 17:30 dinner",
        "- 5 kids",
        "- 8 decades",
        "- 2 marine biologists",
        "- 10 may be enough",
        "- Jan 5 jaar",
        "- Mei 3 jaar oud",
        "- June 7 years",
        "- March 20 miles",
        "- 17 februari",
        "- 17-20 februari weg",
        "- 17 februari t/m 3 maart weg",
        "- 17 februari: verjaardag",
        "- 17 February: her birthday",
        "- 17 February: Tom's b'day",
        "- 5 december: altijd surprises bij hen thuis",
        "- birthday: 17 februari",
        "- we met on 17 februari",
        "- [ ] 17 februari bellen",
        "- [-] 17 februari bellen",
        "- [x] 17 februari bellen",
        "- [ ] plan the party\n    - 17 februari: the hall",
        "- the party\n    - 17 februari: the hall",
        "- 2026-02-10 coffee\n    - 17 februari: her operation",
        "### 2026-10-01 Lunch\n- 24 november: her operation",
        "## Life events\n- 17 februari: verhuisd",
        "## Verjaardagen\n- 17 februari: Tom",
        "## Important days\n### Kids\n- 17 februari: Tom",
        "## Planning\n- 17 februari: naar Rome",
        "> - 17 februari koffie",
        "```\n- 17 februari koffie\n```",
        "%% - 17 februari koffie %%",
        "17 februari: koffie",
        "| 17 februari | koffie |\n|---|---|",
        "- cadence:: 17",
    ],
)
def test_what_is_no_log_or_may_be_something_else_is_not_told(line):
    assert [message for _, message in told(line) if "year" in message] == []


def test_the_order_of_day_and_month_is_that_of_the_vault():
    assert told("- 2/17: call", order="mdy") == [(1, f"found “2/17”, {NO_YEAR}")]
    assert told("- 02/17 call", order="mdy") == [(1, f"found “02/17”, {NO_YEAR}")]
    assert told("- 2/17: call") == told("- 17/2: call", order="mdy") == told("- 3/16 bolts", order="mdy") == []


def test_a_heading_with_the_year_is_not_enough_and_the_lines_of_a_note_are_told_as_one():
    body = "## 2026\n- 3 maart: thee\n- 17 februari: koffie\n- 2026-01-05 gebeld\n- 1 januari: gewandeld"
    assert told(body) == [(2, f"found “3 maart”, {NO_YEAR} (and 2 more like it below)")]


@pytest.mark.parametrize("front", ["is_self: true", "died: 2020-01-01", "status: deceased"])
def test_nothing_is_told_in_the_note_of_the_user_or_of_the_dead(front):
    assert told("- 17 februari: koffie\n- request: a song", front) == []


@pytest.mark.parametrize("mark", ["request", "asked", "Verzoek", "gevraagd"])
def test_a_request_without_a_day_is_told(mark):
    assert told(f"- {mark}: a song at the wedding") == [(1, f"found “{mark}”, {NO_DAY}")]


@pytest.mark.parametrize(
    "body",
    [
        "- request: a song -> yes",
        "- [x] request: a song",
        "- ~~request: a song~~",
        "- request:",
        "- [ ] request: a song",
        "- 2026-10-01 coffee\n    - request: a song",
        "### 2026-10-01\n- request: a song",
        "- a feature #request of theirs",
        "- borrowed: her recorder",
        "- received: a book",
        "- ask about: the song",
    ],
)
def test_a_request_that_has_its_day_or_its_answer_is_not_told(body):
    assert told(body) == []


def test_neither_a_tick_nor_a_new_contact_changes_what_is_told():
    body = "- request: a song\n- 3 maart: thee\n- [ ] 17 februari: bring the book\n- [ ] request: a lift\n### 1 mei\n"
    assert len(told(body)) == 2
    for changed in (
        body.replace("[ ]", "[x]"),
        body.replace("[ ]", "[-]"),
        f"{body}- 2026-11-21 answered: a song -> yes\n    - 4 maart: her exam\n",
    ):
        assert told(changed) == told(body)


def test_many_lines_below_a_long_heading_are_looked_at_quickly():
    start = process_time()
    told("## " + "a " * 9000 + "\n" + "- 17 februari koffie\n" * 1000)
    assert process_time() - start < 3


SIGNS = """17 1st 31 02 0 2026 26 ' feb februari May mei jan. Sat ma - – / . : , * ** _ ( ) [ ] [x] == :: † 24/7 t/m 10:00
request: asked: coffee [[2026-10-01]]"""
DATELIKE = st.lists(st.sampled_from([*SIGNS.split(), " ", "\u00a0", "\n- ", "\n# "]), max_size=9)


@given(DATELIKE, st.sampled_from(["", " "]), st.sampled_from(["dmy", "mdy"]))
@settings(max_examples=300, deadline=None)
def test_whatever_a_line_begins_with_is_told_once_and_with_its_place(parts, between, order):
    problems = told(f"- {between.join(parts)}\n- coffee", order=order)
    assert sum("year" in message for _, message in problems) <= 2
    assert all(line > 0 for line, _ in problems)
