"""How well need and offer, question and offer are matched, over labelled pairs (docs/matching.md).

`.venv/bin/python tests/test_matches.py` prints the figures, and every pair that is judged otherwise than its label.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from somebody import QUIET, TODAY, network_of, somebody

from vaultnet.agenda import plan
from vaultnet.agenda.ask import ask
from vaultnet.agenda.matching import forms, meaning, places_of
from vaultnet.text.stems import stem_set, words

CASES = Path(__file__).parent / "cases" / "matches"
TOWNS = ("Utrecht", "Groningen", "Gent", "Ghent", "Antwerp", "Breda", "Lisbon", "Nijmegen")
TOWNSFOLK = [somebody(f"Somebody in {town}", location=town) for town in TOWNS]  # a vault knows where people live


class Pair(NamedTuple):
    kind: str
    label: str
    sought: str
    offered: str

    @property
    def meets(self) -> bool:
        return self.label == "yes"

    @property
    def is_found(self) -> bool:
        """Whether the program brings the two together, by the way on which a user would see it."""
        helper = somebody("Helper", offers=[self.offered])
        if self.kind == "ask":
            asked = ask(network_of(helper, *TOWNSFOLK), QUIET, TODAY, self.sought)
            return helper in [one.person for one in asked.people]
        return bool(
            plan(network_of(somebody("Seeker", needs=[self.sought]), helper, *TOWNSFOLK), QUIET, TODAY).introduce
        )


def pairs(name: str) -> list[Pair]:
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines if not line.startswith("#")]


class Figures(NamedTuple):
    right: int
    wrong: int
    missed: int
    let_be: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)


def figures(of: list[Pair], *, stems_alone: bool = False) -> Figures:
    """How well the program judges; `stems_alone`: how well any shared stem would."""
    judged = [
        (pair.meets, bool(stem_set(pair.sought) & stem_set(pair.offered)) if stems_alone else pair.is_found)
        for pair in of
    ]
    return Figures(*(judged.count(case) for case in ((True, True), (False, True), (True, False), (False, False))))


def test_there_are_pairs_of_every_kind_and_a_third_of_them_is_held_back():
    seen, held_back = pairs("development"), pairs("held_back")
    assert len(seen) >= 120
    assert 2.9 < (len(seen) + len(held_back)) / len(held_back) < 3.1
    for part in (seen, held_back):
        assert {(pair.kind, pair.label) for pair in part} == {
            (kind, label) for kind in ("need", "ask") for label in ("yes", "no")
        }
    assert len({pair[2:] for pair in seen + held_back}) == len(seen) + len(held_back)


@pytest.mark.parametrize("name", ["development", "held_back"])
def test_pairs_meet_that_would_and_hardly_any_other(name):
    found = figures(pairs(name))
    assert found.precision >= 0.97
    assert found.recall >= 0.9


def test_the_figures_in_the_documentation_are_these():
    told = (CASES.parents[2] / "docs" / "matching.md").read_text(encoding="utf-8")
    for name in ("development", "held_back", "beyond_words"):
        assert row(name) in told
        assert row(name, stems_alone=True) in told


@pytest.mark.parametrize(
    "organisation", ["Het Gelders Verhaal", "De Vrije Tijd", "The Help Company", "Ons Bedrijf", "Jong & Oud"]
)
@pytest.mark.parametrize(
    "need",
    [
        "iemand die het Engels van een scriptie nakijkt",
        "hulp in mijn vrije tijd, voor jong en oud",
        "help from a company",
    ],
)
def test_the_name_of_an_organisation_meets_nothing_by_a_general_word(organisation, need):
    network = network_of(somebody("Yusuf", needs=[need]), somebody("Hanneke", organisation=organisation))
    assert plan(network, QUIET, TODAY).introduce == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("writer", "writing"),
        ("editors", "edits"),
        ("photographer", "photography"),
        ("journalist", "journalistiek"),
        ("vertaler", "vertalen"),
        ("celloles", "cello"),
        ("belastingadvies", "belasting"),
        ("verzekeringsadviseur", "verzekering"),
        ("fietsenmaker", "fietsen"),
        ("rijinstructeur", "rijlessen"),
        ("cvs", "cv"),
        ("ngos", "ngo"),
        ("kpis", "kpi"),
        ("apis", "api"),
        ("foto's", "foto"),
        ("zzp'ers", "zzp"),
        ("zzp'er", "zzp'ers"),
    ],
)
def test_words_that_people_use_for_one_another_are_forms_of_one(one, other):
    assert forms(one) & forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("car", "carpenter"),
        ("boek", "boekhouder"),
        ("huis", "huisarts"),
        ("les", "atlas"),
        ("css", "cs"),
        ("o'neill", "o"),
    ],
)
def test_words_that_merely_begin_or_end_alike_are_not(one, other):
    assert not forms(one) & forms(other)


@given(st.text("aàáäbcdeéèëfghiïjklmnoöprstuüvwyzç'’", min_size=2, max_size=12))
def test_the_forms_of_a_word_begin_as_it_does_but_for_the_dutch_ge(text):
    for word in words(text):
        assert word.startswith("ge") or all(form.rpartition(":")[2][0] == word[0] for form in forms(word))


def test_what_says_only_how_meets_a_need_that_says_no_more():
    assert meaning("advice", frozenset()).met_by(meaning("legal advice", frozenset()))
    assert not meaning("advice on boats", frozenset()).met_by(meaning("legal advice", frozenset()))


def test_where_people_live_is_not_what_they_offer():
    places = places_of([somebody(location="Gent")])
    assert not meaning("a room in Gent", places).met_by(meaning("boat trips in Gent", places))
    assert meaning("somebody in Gent", places).met_by(meaning("knows Gent", places))


def row(name: str, *, stems_alone: bool = False) -> str:
    """One row of a table in docs/matching.md."""
    of = figures(pairs(name), stems_alone=stems_alone)
    counts = f"{of.right} | {of.wrong} | {of.missed} | {of.let_be}"
    return f"| `{name}.tsv` | {sum(of)} | {counts} | {of.precision:.3f} | {of.recall:.3f} |"


def report() -> str:
    """Both tables, and every pair that is judged otherwise than its label."""
    parts = ("development", "held_back", "beyond_words")
    lines = ["the rule", *map(row, parts), "any shared stem", *(row(part, stems_alone=True) for part in parts)]
    for part in parts:
        lines += [
            f"{part}: {'missed' if pair.meets else 'wrong'}: {pair.sought} / {pair.offered}"
            for pair in pairs(part)
            if pair.meets != pair.is_found
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
