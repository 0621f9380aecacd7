"""Life events: which occasion a dated line under that heading is. The notes are invented, in English and Dutch."""

from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config, Reading
from vaultnet.note.read import read_note

LINES = {
    "wedding": "wedding with Jan; got married; Married in Leeds; bruiloft in Delft; getrouwd met Jan; trouwde met Ans;"
    " trouwden op Terschelling; in het huwelijk met Bas",
    "birth": "birth of Tom; son Tom was born; daughter born; dochter Eva geboren; kregen een zoon; geboorte van Sem;"
    " twins born; adopted Mei",
    "bereavement": "father died; mother passed away; lost her brother; vader overleden; oma gestorven; uitvaart van haar"
    " oom; funeral of her aunt; weduwe geworden; miscarriage; verloor zijn vrouw; begrafenis van zijn opa",
    "illness": "knee operation; operated on his hip; geopereerd aan haar schouder; in het ziekenhuis opgenomen; heart"
    " surgery; diagnosed with cancer; lang ziek; beroerte; chemo begonnen; hospitalised for a week; burn-out",
    "new_job": "new job at Philips; started at the library; promoted to head of design; begonnen bij de gemeente;"
    " nieuwe functie bij Waterwerk; started as a nurse at the hospital; eerste baan; promotie tot hoofd",
    "move": "moved to Gouda; moved in with Peter; verhuisd naar Den Bosch; verhuisde terug; moving house; new flat in"
    " Leeds; sleutel nieuw huis; verhuizing",
    "exam": "graduated from Delft; afgestudeerd in Gent; defended her thesis; passed her final exams; diploma gehaald;"
    " geslaagd; master's in Utrecht",
    "retirement": "retired; met pensioen; gepensioneerd; retirement party",
    "anniversary": "25 years married; 12½ jaar huwelijk; 40 jaar getrouwd; jubileum bij de fanfare",
    "": "bought a bike; divorced; gescheiden van Jan; scheiding na 12 jaar huwelijk; their marriage ended; trip to Rome;"
    " wedding called off; engaged to Tom; wrote a moving speech; a visit to the deathly quiet abbey; works in the"
    " hospital as a porter; sold the boat; began to paint; operations manager for a day; verkering met Jan; a new dog",
}


def kinds(line: str) -> tuple[str, ...]:
    note = read_note("People/Vera.md", f"## Life events\n- 2026-05-04 {line}\n", Reading())
    assert not any(entry.contact for entry in note.entries)
    return tuple(mark for entry in note.entries for mark in entry.marks)


@pytest.mark.parametrize(("kind", "line"), [(kind, line.strip()) for kind in LINES for line in LINES[kind].split(";")])
def test_a_line_is_the_occasion_that_its_words_name_in_whatever_form(kind, line):
    assert kinds(line) == ((kind,) if kind else ())


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("- 2011-11-21 got married\n", True),
        ("- 2011-11-21 got married\n- 2019-01-01 divorced\n", False),
        ("- 2019-01-01 gescheiden\n- 2011-11-21 wedding: in Delft\n", False),
        ("- 2009-01-01 divorced\n- 2011-11-21 got married again\n", True),
        ("- 2011-11-21 got married\n- 2019-01-01 parents divorced\n", True),
    ],
)
def test_the_day_of_a_marriage_is_kept_until_it_is_over(vault, lines, kept):
    made = vault({"People/Vera.md": f"## Life events\n{lines}"})
    build(made.root, Config(), date(2026, 11, 21))
    assert ("💐 Anniversary today: 15 years" in made.read("Due today.md")) is kept


def test_who_moved_is_asked_after_the_new_place(vault):
    made = vault({"People/Vera.md": "## Levensloop\n- 2026-10-20 verhuisd naar Zwolle\n"})
    build(made.root, Config(language="nl"), date(2026, 11, 21))
    assert (
        "## Vandaag\n- [ ] [[Vera]]\n"
        '    > Verhuizing: "verhuisd naar Zwolle" ([[Vera|20 oktober]]). Vraag hoe het nieuwe huis bevalt.\n'
    ) in made.read("Due today.md")
