"""The network as a picture and a table: what it says, what is the user's in it, and that Mermaid can draw it."""

import json
import os
import re
import shutil
import subprocess
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from somebody import TODAY, ago, line, network_of, somebody

from vaultnet.build import build
from vaultnet.load import load
from vaultnet.model.config import Config
from vaultnet.overview import Report, overview
from vaultnet.present import NotOurNote
from vaultnet.problem import Failure
from vaultnet.render.escape import inert, label
from vaultnet.render.mermaid import MOST_BYTES, MOST_EDGES, is_drawn, picture
from vaultnet.render.overview import whole
from vaultnet.render.overview_form import is_of_our_form
from vaultnet.vault.config import read_config
from vaultnet.vault.home import cache_folder, state_folder

NETWORK = "Network.md"
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "vault"
HOSTILE = json.loads((Path(__file__).parent / "cases/hostile/strings.json").read_text("utf-8"))
DUTCH = Config(language="nl")
BEGIN, END = "%% vaultnet:begin %%\n", "%% vaultnet:end %%\n"

MARIT = "---\ntype: person\nis_self: true\n---\n"
FIONA = (
    "---\ntype: person\ncircle: close\n---\n## Contact\n"
    "- 2026-10-28 introduced: me to [[Alasdair Kinloch]]\n- 2026-11-10 call\n- 2026-11-12 call\n"
)
ALASDAIR = "---\ntype: person\n---\n- 2026-11-03 coffee\n"
BRAM = '---\ntype: person\ncircle: Club\nintroduced_by: "[[Fiona Drummond]]"\n---\n- 2025-12-24 walk\n'
CORRIE = "---\ntype: person\ncadence: monthly\nmet: 2026-11-01\n---\n"
DORA = "---\ntype: person\ncircle: close\n---\n" + "".join(f"- 2026-0{month}-05 call\n" for month in range(1, 9))
PEOPLE = {
    "People/Marit Hoekstra.md": MARIT,
    "People/Fiona Drummond.md": FIONA,
    "People/Alasdair Kinloch.md": ALASDAIR,
    "People/Bram Jansen.md": BRAM,
    "People/Corrie van Dam.md": CORRIE,
    "People/Dora Smit.md": DORA,
}
WHOLE = """\
---
generated_by: vaultnet
date: 2026-11-21
cssclasses:
  - vaultnet
---
%% vaultnet:begin %%

# Your network · Saturday 21 November 2026

5 people.

## Who introduced whom

```mermaid
flowchart LR
n0["Marit Hoekstra"]
subgraph right [" "]
direction LR
n1["Alasdair Kinloch"]
n2["Bram Jansen"]
n3["Fiona Drummond"]
n3 --> n1
n3 --> n2
end
n0 --- right
classDef warm fill:#f6b26b,stroke:#b45f06,color:#222
classDef cool fill:#cfe2f3,stroke:#6f94b8,color:#222
classDef you stroke-width:3px
classDef side fill:none,stroke:#999999,stroke-dasharray:4
class n1,n3 warm
class n2 cool
class n0 you
class right side
class n0,n1,n2,n3 internal-link
```

An arrow leads from whoever introduced you to the person you met. Orange: you spoke within your rhythm; yellow: a little longer ago; blue: a long time ago; grey: nothing noted.
2 people came to you without an introduction, and are only in the tables.

## Circles

A mark for each month, the current one last: `·` no contact, `▁` one, `█` eight or more.

### close · monthly · 2 people

| Name | Last contact | Due | Past 12 months |
| --- | --- | --- | --- |
| [[Dora Smit]] | 2026-08-05 | 2026-09-05 | `·▁▁▁▁▁▁▁▁···` |
| [[Fiona Drummond]] | 2026-11-12 | 2026-12-12 | `··········▁▂` |

### club · 1 person

| Name | Last contact | Due | Past 12 months |
| --- | --- | --- | --- |
| [[Bram Jansen]] | 2025-12-24 |  | `▁···········` |

### Without a circle · 2 people

| Name | Last contact | Due | Past 12 months |
| --- | --- | --- | --- |
| [[Alasdair Kinloch]] | 2026-11-03 |  | `···········▁` |
| [[Corrie van Dam]] |  | ~2026-12-01 | `············` |

## Gone quiet

| Name | You used to speak | Quiet for |
| --- | --- | --- |
| [[Dora Smit]] | every 4 weeks | 3 months |

## Who brought you to whom

| Through | You met |
| --- | --- |
| [[Fiona Drummond]] | [[Alasdair Kinloch]] (28 October), [[Bram Jansen]] |

%% vaultnet:end %%
"""


def run(vault, today=TODAY, config=None, **options):
    return overview(vault.root, config or Config(), today, **options)


def block(text):
    return text.partition(BEGIN)[2].partition(END)[0].split("\n")


def forget(vault):
    """As if another machine had written the note."""
    shutil.rmtree(cache_folder(vault.root), ignore_errors=True)


# what it says


def test_the_network_is_a_picture_and_a_table_for_each_circle(vault):
    notes = vault(PEOPLE)
    assert str(run(notes)) == "5 people, 2 introductions; Network.md written"
    assert notes.read(NETWORK) == WHOLE


def test_it_is_written_only_where_it_differs(vault):
    notes = vault(PEOPLE)
    run(notes)
    before = os.stat(notes.folder / NETWORK).st_mtime_ns
    assert str(run(notes)) == "5 people, 2 introductions; Network.md is up to date"
    forget(notes)
    assert not run(notes).written
    assert os.stat(notes.folder / NETWORK).st_mtime_ns == before
    assert run(notes, TODAY + timedelta(1)).written


def test_it_is_never_read_as_a_note(vault):
    notes = vault(PEOPLE)
    before = load(notes.root, Config(), TODAY).network
    run(notes)
    after = load(notes.root, Config(), TODAY).network
    assert after.people == before.people
    assert after.problems == before.problems


def test_in_dutch_all_of_it_is_dutch(vault):
    notes = vault(
        {**PEOPLE, "People/Emma.md": "---\ntype: person\n---\n- 2026-10-02 verzoek: een lezing #work -> ja\n"}
    )
    run(notes, config=DUTCH)
    text = notes.read(NETWORK)
    for said in (
        "# Je netwerk · zaterdag 21 november 2026",
        "## Kringen",
        "### Zonder kring · 3 mensen",
        "## Spiegel",
    ):
        assert f"\n{said}\n" in text
    assert "| zakelijk | 1 |  |  |  |  | onbekend (toegezegd 1 van 1) |" in text
    assert not re.search(r"\b(?:people|month|circle|introduced|speak|request)\b", text)


def test_an_empty_vault_gets_a_kind_line(vault):
    notes = vault({"Recipe.md": "soup\n"})
    run(notes)
    said = [one for one in block(notes.read(NETWORK)) if one]
    assert said[1:] == [
        "0 people.",
        "## Who introduced whom",
        "No introductions are noted yet: add `introduced_by` to a note, and they are drawn here.",
    ]


@pytest.mark.parametrize("status", ["status: deceased", "died: 2020-01-01", "status: estranged", "status: archived"])
def test_of_the_dead_the_estranged_and_the_archived_nothing_is_said(vault, status):
    notes = vault({**PEOPLE, "People/Fiona Drummond.md": FIONA.replace("circle: close", f"circle: close\n{status}")})
    run(notes)
    assert "Fiona" not in notes.read(NETWORK)
    assert "mermaid" not in notes.read(NETWORK)


def test_whoever_is_paused_or_snoozed_is_not_called_quiet():
    weekly = [line(ago(days), "call") for days in range(200, 30, -7)]
    for person in (
        somebody("Dora", *weekly, status="paused"),
        somebody("Dora", *weekly, snooze_until=TODAY + timedelta(3)),
        somebody("Dora", *weekly, line(TODAY + timedelta(3), "dinner")),
    ):
        assert "## Gone quiet" not in whole(network_of(person), Config(), TODAY)
    assert "| Dora | weekly | 4 weeks |" in whole(network_of(somebody("Dora", *weekly)), Config(), TODAY)


@pytest.mark.parametrize(("count", "mark"), [(0, "·"), (1, "▁"), (3, "▃"), (7, "▇"), (8, "█"), (20, "█")])
def test_each_month_has_a_mark_for_its_contacts(count, mark):
    person = somebody("Dora", *(line(date(2026, 10, day + 1), "call") for day in range(count)))
    assert f"`··········{mark}·`" in whole(network_of(person), Config(), TODAY)


def test_plans_and_what_is_long_past_have_no_mark():
    person = somebody(
        "Dora", line(date(2025, 11, 30), "a"), line(date(2025, 12, 1), "b"), line(date(2026, 11, 22), "c")
    )
    assert "`▁···········`" in whole(network_of(person), Config(), TODAY)


def test_the_mirror_counts_without_naming_anybody():
    asked = [
        line(ago(days), f"a talk -> {word}", "request", outcome=word)
        for days, word in ((9, "accepted"), (400, "declined"))
    ]
    text = whole(network_of(somebody("Dora", *asked, sphere=("work",))), Config(), TODAY)
    rows = text.partition("## Mirror\n")[2]
    assert (
        "| work | 1 |  | 1 |  |  | unknown (accepted 1, declined 1 of 2) |\n| work 2026 | 1 |  |  |  |  |  |\n" in rows
    )
    assert "Dora" not in rows
    assert "a talk" not in rows


def test_what_was_given_changes_nothing(vault):
    gave = "- 2026-10-01 gave: {}\n- 2026-11-05 call\n"
    texts = []
    for what in ("an introduction to [[Corrie van Dam]]", "a wedding cake, and a request -> yes"):
        notes = vault({**PEOPLE, "People/Emma.md": "---\ntype: person\n---\n" + gave.format(what)})
        forget(notes)
        run(notes)
        texts.append(notes.read(NETWORK))
    assert texts[0] == texts[1]


# what is the user's


def test_what_is_around_the_block_is_kept_byte_for_byte(vault):
    notes = vault(PEOPLE)
    run(notes)
    text = (
        notes.read(NETWORK).replace("cssclasses:", "mine: yes # keep\ncssclasses:")
        + "\n## My own\n\t- text  \n<!-- x -->"
    )
    notes.write(NETWORK, text.replace(BEGIN, f"Before.  \n\n{BEGIN}"))
    run(notes, TODAY + timedelta(1))
    after = notes.read(NETWORK)
    assert after.endswith(f"{END}\n## My own\n\t- text  \n<!-- x -->")
    assert "date: 2026-11-22\nmine: yes # keep\n" in after
    assert f"---\nBefore.  \n\n{BEGIN}" in after


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("other_machine", [False, True])
def test_lines_within_the_block_are_kept_below_it(vault, newline, other_machine):
    notes = vault(PEOPLE)
    run(notes)
    text = notes.read(NETWORK).replace("## Circles\n", "## Circles\nask Fiona whom else\n- she knows everyone\n")
    text = text.replace("`··········▁▂` |\n", "`··········▁▂` | lovely |\n").replace(
        "\n```\n", '\nn9["a plan"] --> n3\n```\n'
    )
    notes.write(NETWORK, text.replace("\n", newline))
    if other_machine:
        forget(notes)
    for day in (1, 2):
        run(notes, TODAY + timedelta(day), DUTCH)
        after = notes.read(NETWORK)
        kept = [
            'n9["a plan"] --> n3',
            "ask Fiona whom else",
            "she knows everyone",
            "| [[Fiona Drummond]] | 2026-11-12 | 2026-12-12 | `··········▁▂` | lovely |",
        ]
        assert after.endswith(newline.join(["## Voor jou bewaard", *(f"- {one}" for one in kept), ""]))
        assert after.count(newline) == after.count("\n")


@pytest.mark.parametrize("config", [Config(), DUTCH])
def test_our_own_lines_are_known_by_their_form(config):
    network = load(str(EXAMPLE), read_config(str(EXAMPLE)), TODAY, cache=False).network
    for day in range(0, 400, 50):
        for one in block(whole(network, config, TODAY + timedelta(day))):
            assert not one or is_of_our_form(one), one


def test_what_cannot_be_told_from_our_lines_is_kept_outside_the_vault(vault):
    notes = vault(PEOPLE)
    run(notes)
    mine = notes.read(NETWORK).replace("### club", "### the choir, not the club")
    notes.write(NETWORK, mine)
    run(notes)
    (place,) = Path(state_folder(notes.root), "replaced").iterdir()
    assert place.read_text("utf-8") == mine


def test_names_that_no_link_can_hold_stand_there_as_text(vault):
    odd = "People/Griet #1 | *x*.md"
    notes = vault({**PEOPLE, odd: BRAM, "People/Anna.md": '---\nintroduced_by: "Griet #1 | *x*"\n---\n'})
    run(notes)
    name = inert("Griet #1 | *x*")
    text = notes.read(NETWORK)
    assert f"| {name} | 2025-12-24 |" in text
    assert 'n5["Griet #35;1 #124; #42;x#42;"]' in text
    forget(notes)
    run(notes, TODAY + timedelta(1))
    assert "Kept for you" not in notes.read(NETWORK)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=WORDS.filter(str.strip), at=st.integers(0, 60), known=st.booleans())
def test_no_line_that_the_user_adds_is_lost(vault, words, at, known):
    said = f"zq {words}"
    notes = vault(PEOPLE)
    (notes.folder / NETWORK).unlink(missing_ok=True)
    run(notes)
    lines = notes.read(NETWORK).split("\n")
    at = min(lines.index(END.strip()), lines.index(BEGIN.strip()) + 1 + at)
    lines.insert(at, said)
    notes.write(NETWORK, "\n".join(lines))
    if not known:
        forget(notes)
    if "%% vaultnet:" in said or said.startswith("<<<<<<<"):
        return
    run(notes, TODAY + timedelta(30))
    assert said.strip() in notes.read(NETWORK)


def test_a_note_of_the_user_is_never_replaced(vault):
    notes = vault({**PEOPLE, NETWORK: "my own drawing\n"})
    with pytest.raises(NotOurNote, match=r"Network\.md was not written by vaultnet"):
        run(notes)
    assert notes.read(NETWORK) == "my own drawing\n"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("---\ngenerated_by: vaultnet\n---\nno markers\n", r":1: .* is missing; put it back"),
        (f"---\ngenerated_by: vaultnet\n---\n{BEGIN}{BEGIN}{END}", r":5: .* is here a second time; remove one"),
        (f"{END}{BEGIN}", r":1: .*; swap the two; nothing was written"),
        (f"<<<<<<< HEAD\n{BEGIN}{END}>>>>>>> other\n", r": has git conflict markers"),
        (f"{BEGIN}\udcff{END}".encode("utf-8", "surrogateescape"), r": is not text in UTF-8 \(see byte 22\)"),
    ],
)
def test_a_damaged_note_is_left_alone_and_the_error_says_what_to_mend(vault, text, advice):
    notes = vault({**PEOPLE, NETWORK: text})
    with pytest.raises(Failure, match=r"Network\.md" + advice):
        run(notes)
    assert (notes.folder / NETWORK).read_bytes() == (text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("text", ["", "\ufeff", "\n \n"])
def test_an_empty_note_counts_as_absent(vault, text):
    notes = vault({**PEOPLE, NETWORK: text})
    assert run(notes).written
    assert notes.read(NETWORK) == WHOLE


def test_the_due_note_takes_no_notice_of_it(vault):
    notes = vault(PEOPLE)
    build(notes.root, Config(), TODAY)
    run(notes)
    assert not build(notes.root, Config(), TODAY).written


# the picture


def everyone(names, **more):
    people = [somebody(name, **more) for name in names]
    paths = {person.path: person.path[7:-3] for person in people}
    return network_of(*people)._replace(link_texts=paths)


def test_the_user_stands_between_those_who_came_by_different_ways():
    network = everyone("abcdefg")
    edges = [(f"People/{one}.md", f"People/{other}.md") for one, other in ("ab", "ac", "de", "fg")]
    drawn = picture(edges, {}, network, "You").lines
    sides = "\n".join(drawn).split("\nend\n")
    assert 'n0["You"]' in drawn
    assert ["direction RL" in side for side in sides[:2]] == [True, False]
    assert "left --- n0" in drawn
    assert "n0 --- right" in drawn
    assert {"n1 --> n2", "n1 --> n3"} <= set(sides[1].split("\n"))
    assert {"n4 --> n5", "n6 --> n7"} <= set(sides[0].split("\n"))


def test_people_are_links_and_warm_or_cool():
    network = everyone(["Anna", "Bram"])
    drawn = picture([("People/Anna.md", "People/Bram.md")], {"People/Anna.md": "warm"}, network, "You").lines
    assert {'n1["Anna"]', 'n2["Bram"]', "n1 --> n2", "class n1 warm", "class n1,n2 internal-link"} <= set(drawn)
    unnamed = network._replace(link_texts={})
    assert not any(
        "internal-link" in one for one in picture([("People/Anna.md", "People/Bram.md")], {}, unnamed, "x").lines
    )


def test_at_most_400_edges_are_drawn_and_the_note_says_how_many_are_not():
    people = [somebody("Anna")]
    people += [somebody(f"Person {number}", line(ago(number), "call"), introduced_by=["Anna"]) for number in range(500)]
    text = whole(network_of(*people), Config(), TODAY)
    edges = re.findall(r"^\w+ (?:-->|---) \w+$", text, re.MULTILINE)
    assert len(edges) <= MOST_EDGES
    assert text.count(" --> ") + 102 == 500
    assert "\n102 introductions did not fit in the picture; the list below has them.\n" in text
    assert 'n2["Person 0"]' in text  # with whom they spoke last
    assert '["Person 499"]' not in text


def test_a_picture_stays_under_40_kilobytes():
    names = [f"{'ж' * 100} {number}" for number in range(400)]
    network = everyone(names)
    edges = [("People/" + names[0] + ".md", f"People/{name}.md") for name in names[1:]]
    drawn = picture(edges, {}, network, "You")
    size = len("\n".join(drawn.lines).encode())
    assert MOST_BYTES * 0.85 < size <= MOST_BYTES
    assert len([one for one in drawn.lines if " --> " in one]) + drawn.left_out == len(edges)


def test_two_who_introduced_each_other_are_drawn():
    network = everyone("ab")
    edges = [("People/a.md", "People/b.md"), ("People/b.md", "People/a.md")]
    assert {"n1 --> n2", "n2 --> n1"} <= set(picture(edges, {}, network, "You").lines)


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=200)))
@example("a ﬂat in °C¶")
def test_a_label_can_do_nothing(name):
    said = label(name)
    assert not re.search(r"[\"`<>\[\]{}|\\$%&*\n\r\x00-\x1f]", said)
    assert not re.search(r"#(?![0-9]{2,5};)", said)


@pytest.mark.parametrize(
    "name", ["Seán O'Brien-Ng", "Anna de Vries", "Dr. Özlem (work)", "Jansen, Bram", "Ærø/北京 王"]
)
def test_ordinary_names_stay_readable(name):
    assert label(name) == name


@given(st.lists(st.text(min_size=1, max_size=20), min_size=2, max_size=5, unique=True))
def test_every_line_of_a_picture_is_known_again(names):
    network = everyone(names)
    edges = [(network.people[0].path, person.path) for person in network.people[1:]]
    assert all(map(is_drawn, picture(edges, {}, network, "You").lines))


# the real Mermaid

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
MERMAID = next(
    (
        place
        for folder in (
            os.environ.get("NODE_PATH", ""),
            *(str(parent / "node_modules") for parent in EXAMPLE.parents),
            "/usr/lib/node_modules",
            "/usr/local/lib/node_modules",
            "/usr/share/nodejs",
        )
        if (place := Path(folder) / "mermaid" / "dist" / "mermaid.min.js").is_file()
    ),
    None,
)
PAGE = """<!doctype html><meta charset="utf-8"><script src="{mermaid}"></script><body><pre id="found"></pre><script>
mermaid.initialize({{startOnLoad: false}});
(async () => {{
  const found = [];
  for (const [number, graph] of {graphs}.entries()) {{
    const place = document.body.appendChild(document.createElement("div"));
    place.innerHTML = (await mermaid.render("graph" + number, graph)).svg;
    found.push([...place.querySelectorAll("g.node")].map(
      (node) => [node.querySelector(".nodeLabel").textContent, node.classList.contains("internal-link"),
                 node.querySelectorAll("a, img, i, b, em, strong, script").length]));
    place.remove();
  }}
  document.getElementById("found").textContent = JSON.stringify(found);
}})();
</script>"""


@pytest.mark.skipif(not (CHROMIUM and MERMAID), reason="needs Chromium, and mermaid in a node_modules folder")
def test_the_real_mermaid_draws_it(tmp_path):
    known = [f"x{name}" for name in HOSTILE] + [
        "end",
        "1. foo",
        "1) x",
        "- x",
        "# h",
        "www.x.org",
        "fa:fa-car",
        "style a:#fff;",
    ]
    names = [name for name in dict.fromkeys(inert_line(name) for name in known) if name]
    hostile = everyone(names)
    example = whole(load(str(EXAMPLE), Config(), TODAY, cache=False).network, Config(), TODAY)
    most = everyone(f"Person {number}" for number in range(450))
    graphs = [
        graph(
            picture([(hostile.people[0].path, person.path) for person in hostile.people[1:]], {}, hostile, "You").lines
        ),
        graph(block(example)),
        graph(picture([(most.people[0].path, person.path) for person in most.people[1:]], {}, most, "You").lines),
    ]
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(mermaid=MERMAID.as_uri(), graphs=json.dumps(graphs).replace("<", "\\u003c")), "utf-8")
    done = subprocess.run(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
         f"--user-data-dir={tmp_path / 'chromium'}", "--virtual-time-budget=60000", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    found = re.search(r'<pre id="found">(.+?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr
    drawn_hostile, drawn_example, drawn_most = json.loads(unescape(found[1]))
    assert sorted(shown for shown, _, _ in drawn_hostile) == sorted(["You", *(name[:120].strip() for name in names)])
    assert not any(made for _, _, made in drawn_hostile)
    assert ["Fiona Drummond", True, 0] in drawn_example
    assert len(drawn_most) == MOST_EDGES  # 399 of them, and the user


def test_one_person_is_no_people():
    assert str(Report(1, 1, written=True)) == "1 person, 1 introduction; Network.md written"
    assert str(Report(2, 0, written=False)) == "2 people, 0 introductions; Network.md is up to date"


def inert_line(name):
    """The name as one visible line, by way of the label that is made of it."""
    return unescape(label(name, 10_000).replace("#", "&#"))


def graph(lines):
    start = lines.index("```mermaid") + 1
    return "\n".join(lines[start : lines.index("```", start)])
