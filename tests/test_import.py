"""An address book meets a vault: who is whom, what is written, and what never happens."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from address_book import entries
from hypothesis import given, settings
from hypothesis import strategies as st
from somebody import somebody

from vaultnet.cli import run
from vaultnet.exchange.book import Entry, tidy
from vaultnet.exchange.file_name import free, key, legal
from vaultnet.exchange.merge import plan
from vaultnet.exchange.note_text import add_missing, new_note, properties
from vaultnet.exchange.vcard import derived_uid
from vaultnet.model.config import PeopleRules, Reading
from vaultnet.model.network import Person
from vaultnet.model.span import Yearly
from vaultnet.network.names import name_of
from vaultnet.new_note import folder_for
from vaultnet.note.edit import Edit, Refusal
from vaultnet.note.frontmatter import read as read_frontmatter
from vaultnet.note.read import read_note

CASES = Path(__file__).parent / "cases"
HOSTILE = json.loads((CASES / "hostile" / "strings.json").read_text(encoding="utf-8"))


# file names


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Anna de Vries", "Anna de Vries"),
        ("Seán O'Brien-Ng", "Seán O'Brien-Ng"),
        ("Zoe\u0308", "Zoë"),
        ("AC/DC: the [band] #1", "AC DC the band 1"),
        ("../../etc/passwd", "etc passwd"),
        ("..", ""),
        (" . ", ""),
        ("/", ""),
        ("\n\t", ""),
        ("CON", "CON_"),
        ("con.fusing", "con_.fusing"),
        ("Conrad", "Conrad"),
        ("lpt1", "lpt1_"),
        (".hidden", "hidden"),
        ("Jan Jr.", "Jan Jr"),
        ("Anna.md", "Anna"),
        ("Anna.md.MD .", "Anna"),
        ("@anna", "anna"),
        ("a\nb\x00c\u202ed", "a b cd"),
        ("🎂 Anna 👨\u200d👩\u200d👧", "🎂 Anna 👨\u200d👩\u200d👧"),
        ("محمد", "محمد"),
        ("x" * 200, "x" * 120),
        ("漢" * 50, "漢" * 40),
        ("Anna (conflicted copy 2026-01-01)", "Anna conflicted copy 2026 01 01"),
        ("Anna <%* x %>", "Anna x"),
        ("", ""),
    ],
)
def test_names_of_files(name, file):
    assert legal(name) == file


@given(st.text(max_size=300) | st.sampled_from(HOSTILE))
@settings(max_examples=100, deadline=None)
def test_no_name_of_a_file_is_illegal_or_leads_anywhere(name):
    file = legal(name)
    assert legal(file) == file
    if file:
        assert len(file.encode()) <= 125
        assert not re.search(r"[*\"\\/<>:|?#^\[\]{}$~=`%\x00-\x1f\x7f\u202a-\u202e]", file)
        assert not file.startswith((".", " ", "@"))
        assert not file.endswith((".", " "))
        assert os.path.normpath(f"People/{file}.md") == f"People/{file}.md"
        assert file.split(".")[0].rstrip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
        assert file.encode()


@given(st.lists(st.text("aA.b ", max_size=4), max_size=12))
def test_names_are_the_only_ones_of_their_kind(names):
    taken = set()
    for name in names:
        if file := legal(name):
            new = free(file, taken)
            assert key(new) not in taken
            assert legal(new) == new
            taken.add(key(new))


def test_a_long_name_keeps_its_number():
    assert free("x" * 120, {"x" * 120}) == "x" * 118 + " 2"


# who is whom

READING = Reading()


def entry(name, line=1, **known):
    return Entry(line, name, **known)


def planned(*entries, people=(), taken=()):
    found = plan(entries, people, {key(name) for name in (*taken, *(person.name for person in people))}, "People")
    return (
        [(one.entry.name, one.path) for one in found.known],
        [one.path for one in found.new],
        [(one.entry.name, one.why) for one in found.unclear],
    )


ANNA = somebody("Anna de Vries", uid="u1", email=("anna@example.org",), names=("Annie", "Anna Bos"))
PATH = "People/Anna de Vries.md"


@pytest.mark.parametrize(
    "one",
    [
        entry("A. Jansen", uid="U1"),
        entry("A. Jansen", email=("x@example.org", "Anna@Example.org")),
        entry("anna DE vries"),
        entry("Anna Bos"),
        entry("Somebody", uid=derived_uid(ANNA)),
    ],
)
def test_a_person_is_known_by_uid_address_or_name(one):
    assert planned(one, people=[ANNA]) == ([(one.name, PATH)], [], [])


def test_a_first_name_is_no_full_name():
    assert planned(entry("Annie"), people=[ANNA]) == ([], [], [("Annie", f"may be {PATH}, who has the same name")])
    numbered = [somebody("Anna"), somebody("Anna 2", names=("Anna",))]
    assert planned(entry("Anna"), people=numbered)[2] == [("Anna", "could be People/Anna 2.md or People/Anna.md")]
    assert planned(entry("Anna"), people=numbered[1:])[0] == [("Anna", "People/Anna 2.md")]


def test_a_uid_is_stronger_than_a_name_and_an_address_against_a_name_is_listed():
    bram = somebody("Bram Jansen", email=("bram@example.org",))
    assert planned(entry("Bram Jansen", uid="u1"), people=[ANNA, bram])[0] == [("Bram Jansen", PATH)]
    assert planned(entry("Anna de Vries", email=("bram@example.org",)), people=[ANNA, bram])[2] == [
        ("Anna de Vries", f"has the address of People/Bram Jansen.md, but the name of {PATH}")
    ]


def test_whoever_could_be_two_people_is_listed():
    two = [somebody("Anna Bos", email=("home@example.org",)), somebody("Bram Bos", email=("home@example.org",))]
    assert planned(entry("Anna Bos", email=("home@example.org",)), people=two)[0] == [
        ("Anna Bos", "People/Anna Bos.md")
    ]
    assert planned(entry("Tess Bos", email=("home@example.org",)), people=two) == (
        [],
        [],
        [("Tess Bos", "could be People/Anna Bos.md or People/Bram Bos.md")],
    )


def test_a_namesake_with_another_uid_is_listed():
    assert planned(entry("Anna de Vries", uid="u2"), people=[ANNA]) == (
        [],
        [],
        [("Anna de Vries", f"has the name of {PATH}, but another uid")],
    )


def test_a_note_belongs_to_the_card_that_it_fits_best():
    first, second = entry("Anna de Vries", 3), entry("Anna Bos", 9, email=("anna@example.org",))
    called = f"may be {PATH}, who has the same name"
    assert planned(first, second, people=[ANNA]) == ([("Anna Bos", PATH)], [], [("Anna de Vries", called)])
    third = entry("A. B.", 12, email=("anna@example.org",))
    assert planned(third, entry("A. B.", 20), people=[ANNA])[2] == [("A. B.", "may be the same person as on line 12")]


def test_a_shared_address_takes_nobody_for_another():
    anna, bram = somebody("Anna Bos", email=("home@example.org",)), somebody("Bram Bos")
    cards = [
        entry(name, line, email=("home@example.org",)) for line, name in enumerate(("Bram Bos", "Anna Bos", "Tess Bos"))
    ]
    assert planned(*cards, people=[anna, bram]) == (
        [("Bram Bos", bram.path), ("Anna Bos", anna.path)],
        ["People/Tess Bos.md"],
        [],
    )
    assert planned(cards[2], people=[anna, bram])[0] == [("Tess Bos", anna.path)]


def test_new_people_get_names_that_nobody_bears():
    assert planned(entry("Bram"), entry("bram", 5, uid="x"), entry("Due today", 9), taken=["Due Today", "BRAM 2"]) == (
        [],
        ["People/bram.md", "People/Due today 2.md"],
        [("Bram", "may be the same person as on line 5")],
    )


def test_namesakes_who_are_two_for_certain_get_two_notes():
    two = entry("Jan Jansen", 1, uid="a"), entry("Jan Jansen", 5, uid="b")
    found = plan(two, [], set(), "People")
    assert [(one.path, one.entry.aliases) for one in found.new] == [
        ("People/Jan Jansen.md", ()),
        ("People/Jan Jansen 2.md", ("Jan Jansen",)),
    ]
    same = (
        entry("Jan Jansen", 1, uid="a", email=("j@example.org",)),
        entry("Jan Jansen", 5, uid="b", email=("j@example.org",)),
    )
    assert planned(*same)[2] == [("Jan Jansen", "may be the same person as on line 1")]


JONS = [somebody("Jon Smith", phone=("06-12345678",)), somebody("Jon Smith", phone=("+31 6 87654321",))]
JONS[1] = JONS[1]._replace(path="Work/People/Jon Smith.md")


def test_there_is_never_a_third_namesake_but_a_line_that_names_both():
    both = "could be People/Jon Smith.md or Work/People/Jon Smith.md"
    assert planned(entry("Jon Smith", email=("jon@example.org",)), people=JONS) == ([], [], [("Jon Smith", both)])


def test_namesakes_are_told_apart_by_their_numbers_however_those_are_written():
    first, second = entry("Jon Smith", 1, phone=("+31612345678",)), entry("Jon Smith", 5, phone=("06 87 65 43 21",))
    assert planned(first, people=JONS)[0] == [("Jon Smith", "People/Jon Smith.md")]
    assert planned(second, people=JONS)[0] == [("Jon Smith", "Work/People/Jon Smith.md")]
    other = somebody("Jon Smith", uid="u1", phone=("06-12345678",))
    assert planned(first._replace(uid="u2"), people=[other])[0] == [("Jon Smith", "People/Jon Smith.md")]


def test_a_number_at_which_several_are_reached_tells_nobody_apart():
    home = entry("Jon Smith", 1, phone=("0612345678",)), entry("Bo Smith", 5, phone=("0612345678",))
    assert planned(*home, people=JONS)[2] == [("Jon Smith", "could be People/Jon Smith.md or Work/People/Jon Smith.md")]
    assert planned(entry("Jon Smith", phone=("112",)), people=[*JONS, somebody("X", phone=("112",))])[0] == []


def test_one_person_noted_twice_in_a_book_gets_one_note_wherever_the_cards_stand():
    mail, uid = entry("Jon Smith", 1, email=("jon@x",), phone=("0612345678",)), entry("Jon Smith", 5, uid="u")
    dialled = entry("Jon Smith", 9, email=("smith@x",), phone=("+31 6 12345678",))
    assert planned(mail, dialled)[1:] == (
        ["People/Jon Smith.md"],
        [("Jon Smith", "may be the same person as on line 1")],
    )
    assert planned(mail, uid)[1:] == (["People/Jon Smith.md"], [("Jon Smith", "may be the same person as on line 5")])


def test_an_address_that_a_book_gives_to_several_names_makes_nobody_of_another_name_a_known_one():
    jonny = somebody("Jonny", email=("jon@example.org",))
    two = [entry(name, line, email=("jon@example.org",)) for line, name in enumerate(("Jon Smith", "Smith, Jon"), 1)]
    why = "has the address of People/Jonny.md, and so have others of another name"
    assert planned(*two, people=[jonny]) == ([], [], [("Jon Smith", why), ("Smith, Jon", why)])
    assert planned(two[0], people=[jonny])[0] == [("Jon Smith", "People/Jonny.md")]


def test_nobody_gets_the_name_of_another_in_the_book():
    slash, plain, nick = entry("Jon/Smith", 1), entry("Jon Smith", 5), entry("Bo", 9, aliases=("Jon Smith", "Bobo"))
    found = plan([slash, plain, nick], [], set(), "People")
    assert [(one.path, one.entry.aliases) for one in found.new] == [
        ("People/Jon Smith 2.md", ("Jon/Smith",)),
        ("People/Jon Smith.md", ()),
        ("People/Bo.md", ("Bobo",)),
    ]


def test_a_crowd_of_namesakes_is_listed():
    known, new, unclear = planned(*(entry("x", line, uid=str(line)) for line in range(3_000)))
    assert (len(known), len(new), len(unclear)) == (0, 50, 2_950)


def test_the_same_card_twice_is_one():
    assert planned(entry("Bram", 1, phone=("1",)), entry("Bram", 9, phone=("1",))) == ([], ["People/Bram.md"], [])


def test_a_name_that_no_file_can_bear_is_listed():
    assert planned(entry("???"))[2] == [("???", "has a name that no file can have")]


def carried_out(vault, entries):
    """The notes after an import, as the two floors above do it."""
    people = [Person(path, name_of(path), read_note(path, text, READING).card) for path, text in vault.items()]
    found = plan(entries, people, {key(person.name) for person in people}, "People")
    after = dict(vault)
    for one in found.new:
        assert key(name_of(one.path)) not in {key(name_of(path)) for path in after}
        after[one.path] = new_note(one.path, "", properties(one.entry), (), READING)
    for one in found.known:
        edit = add_missing(one.path, after[one.path], properties(one.entry), READING)
        after[one.path] = edit.of(after[one.path]) if edit else after[one.path]
    return after


NEIGHBOURS = [  # namesakes, a couple with one address, and names that no file can bear
    entry("Anna Bos", uid="u1", email=("anna@x", "home@x"), aliases=("Anna",), phone=("11111",)),
    entry("Bram Bos", uid="u2", email=("bram@x", "home@x"), phone=("22222",)),
    entry("anna bos", uid="u3", email=("bos@x",), phone=("33333",)),
    entry("A/nna", uid="u4", aliases=("Anna",), phone=("44444",)),
    entry("Anna", uid="u5", email=("five@x",), phone=("55555",)),
    entry("Anna 2", phone=("66666",)),
]


NAMESAKES = st.tuples(
    st.sampled_from(["Jon Smith", "jon smith", "Jon Smith 2", "Jon", "Jon/Smith", "Bo Li"]),
    st.sampled_from([(), ("Jonny",), ("Smith Jon",)]),
    st.sampled_from(["", "", "u1", "u2", "u3"]),
    st.lists(st.sampled_from(["a@x", "b@x", "c@x"]), max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from(["06-12345678", "+31612345678", "0687654321"]), max_size=2, unique=True).map(tuple),
).map(lambda said: Entry(1, *said))


@st.composite
def vaults_and_books(draw):
    """A vault with namesakes in several folders, none with the uid of another; and a book of such people."""
    vault = {}
    for folder, one in draw(st.lists(st.tuples(st.sampled_from(["People", "Work/People"]), NAMESAKES), max_size=4)):
        path = f"{folder}/{one.name.replace('/', ' ')}.md"
        uid = "" if any(f"uid: {one.uid}" in text for text in vault.values()) else one.uid
        vault[path] = new_note(path, "", properties(one._replace(uid=uid)), (), READING)
    book = draw(st.lists(NAMESAKES, max_size=6, unique_by=lambda one: one.uid or object()))
    return vault, [one._replace(line=line) for line, one in enumerate(book, 1)]


@given(vaults_and_books())
@settings(max_examples=60, deadline=None)
def test_with_namesakes_on_both_sides_a_second_import_changes_nothing(vault_and_book):
    vault, book = vault_and_book
    once = carried_out(vault, book)
    assert carried_out(once, book) == once


def test_what_a_note_gets_may_tell_another_card_apart_and_does_so_at_once():
    vault = {
        "People/Jon Smith.md": "---\nemail: [a@x]\n---\n",
        "People/Jo Smit.md": "---\nuid: u1\n---\n",
        "Work/People/Jo Smit.md": '---\nphone: ["06-12345678"]\n---\n',
    }
    book = [
        entry("Jon Smith", 1, uid="u1", email=("a@x",)),
        entry("Jo Smit", 2, email=("a@x",), phone=("06-12345678",)),
    ]
    once = carried_out(vault, book)
    assert once.keys() == vault.keys()
    assert "a@x" in once["Work/People/Jo Smit.md"]
    assert carried_out(once, book) == once


def test_a_book_in_another_order_makes_no_more_notes():
    cards = [
        entry("Jon Smith", 1),
        entry("Jon Smith", 2, email=("a@x",)),
        entry("Jon Smith", 3, email=("b@x",), phone=("0612345678",)),
        entry("Jon", 4, email=("a@x",)),
        entry("Bo Smith", 5, phone=("0612345678",)),
    ]
    once = carried_out({}, cards)
    for turned in (cards[::-1], cards[2:] + cards[:2]):
        again = [one._replace(line=line) for line, one in enumerate(turned, 1)]
        assert carried_out(once, again) == once


def written_down(whole, parts):
    """What somebody wrote down of one of them; every bit of `parts` is one part."""
    said = {name: getattr(whole, name) for bit, name in enumerate(("uid", "aliases", "phone")) if parts >> bit & 1}
    return Entry(
        1, whole.name, email=tuple(email for bit, email in enumerate(whole.email, 3) if parts >> bit & 1), **said
    )


BOOKS = st.lists(st.tuples(st.sampled_from(NEIGHBOURS), st.integers(0, 31)), max_size=6).map(
    lambda book: [written_down(*one)._replace(line=line) for line, one in enumerate(book, 1)]
)


@given(BOOKS, BOOKS)
@settings(max_examples=100, deadline=None)
def test_an_import_done_twice_is_an_import_done_once(before, book):
    vault = carried_out({}, before)
    once = carried_out(vault, book)
    assert carried_out(once, book) == once
    assert once.keys() >= vault.keys()
    for path, text in vault.items():
        assert set(text.split("\n")) <= set(once[path].split("\n"))


# what is added to a note

PHONE = entry("Anna", phone=("+31 6 1234",), email=("a@example.org", "b@example.org"), birthday=Yearly(5, 4, None))


def added(text, one=PHONE, path="People/Anna.md"):
    edit = add_missing(path, text, properties(one), READING)
    return edit.of(text) if isinstance(edit, Edit) else edit


def test_what_is_missing_goes_to_the_end_of_the_frontmatter():
    assert added("---\ncadence: monthly # for now\n---\nText\n") == (
        '---\ncadence: monthly # for now\nbirthday: "05-04"\nemail:\n  - a@example.org\n  - b@example.org\n'
        'phone: "+31 6 1234"\n---\nText\n'
    )


def test_a_note_without_frontmatter_gets_some():
    assert added("Text\r\n", entry("Anna", phone=("12345678",))) == '---\r\nphone: "12345678"\r\n---\r\nText\r\n'
    assert added("\ufeff# Anna", entry("Anna", role="baker")) == "\ufeff---\nrole: baker\n---\n# Anna"
    assert added("", entry("Anna", role="baker")) == "---\nrole: baker\n---\n"


def test_a_property_that_is_there_under_any_of_its_names_stays():
    text = "---\nMobile: 06\ne-mail: [x@example.org]\n---\nbday:: 1980-05-04\n"
    assert added(text) is None
    assert added("---\nbday: soon\nmobile: 1\nmail: x\n---\n") is None


def test_an_empty_property_is_filled_where_it_stands():
    assert added('---\nemail:\nphone: ""\ntags: [x]\nBirthday: null\n---\n') == (
        '---\nemail:\n  - a@example.org\n  - b@example.org\nphone: "+31 6 1234"\ntags: [x]\nBirthday: "05-04"\n---\n'
    )


def test_an_empty_property_with_a_remark_is_left_alone():
    assert added("---\nphone: # ask\n---\n", entry("Anna", phone=("12345678",))) is None


def test_a_note_with_a_fault_in_its_frontmatter_is_refused():
    assert isinstance(added("---\na: [\n---\n"), Refusal)
    assert isinstance(added("---\na: 1\na: 2\n---\n"), Refusal)
    assert isinstance(added("---\nname: {{title}}\n---\n"), Refusal)


HEADS = st.lists(
    st.sampled_from(
        [
            "cadence: monthly",
            "email:",
            "phone: ''",
            "aliases: []",
            "aliases:\n  - A",
            "uid: ~",
            "org: # none yet",
            "family: {a: b}",
            "# a remark",
            "",
            "role: >\n  folded\n  text",
            "location: |\n  ---x\n  y",
            "Birthday: 1980-05-04",
            "tags: [a,\n  b]",
            "'odd key': x",
            'address: "a: b" # c',
        ]
    ),
    max_size=6,
)
BODIES = st.sampled_from(
    ["", "Text", "Text\n\n- 2026-10-01 coffee\n", "email:: x@example.org\n", "---\n", "```\n---\n"]
)
TEXTS = st.text(max_size=20) | st.sampled_from(HOSTILE) | st.text("ab: #'\"[{<%-\\\u2028é漢", max_size=12)
ENTRIES = entries(
    TEXTS,
    TEXTS.map(tidy).filter(legal),
    met=st.none() | st.dates(date(1950, 1, 1), date(2026, 1, 1)),
    linkedin=TEXTS.map(tidy),
)


@given(HEADS, BODIES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), ENTRIES)
@settings(max_examples=100, deadline=None)
def test_nothing_else_of_a_note_changes(head, body, end, bom, one):
    text = ("\ufeff" if bom else "") + ("---\n" + "\n".join(head) + "\n---\n" + body).replace("\n", end)
    edit = add_missing("People/Anna.md", text, properties(one), READING)
    if isinstance(edit, Edit):
        after = edit.of(text)
        assert after.endswith(body.replace("\n", end))
        kept = iter(re.split(r"\r\n|\n|\r", after))
        for line in re.split(r"\r\n|\n|\r", text):
            assert any(now.startswith(line) or (":" in line and now.startswith(line.split(":")[0])) for now in kept)
        before, now = (read_note("People/Anna.md", version, READING).card for version in (text, after))
        for field in ("cadence", "tags", "names", "email", "phone", "organisation", "role", "family", "uid"):
            assert getattr(before, field) in (getattr(now, field), (), "", None)
        assert add_missing("People/Anna.md", after, properties(one), READING) is None


# the note of somebody new


@given(ENTRIES)
@settings(max_examples=100, deadline=None)
def test_a_new_note_is_read_back_as_the_person_with_the_same_values(one):
    path = f"People/{legal(one.name)}.md"
    text = new_note(path, "", properties(one), one.note, READING)
    facts = read_note(path, text, READING)
    card = facts.card
    assert card.names == one.aliases
    assert (card.uid, card.email, card.phone) == (one.uid, one.email, one.phone)
    assert (card.organisation, card.role, card.location) == (one.organisation, one.role, one.location)
    assert (card.address, card.family) == (one.address, one.family)
    assert (card.birthday and card.birthday[:3]) == (one.birthday and one.birthday[:3])
    assert (card.anniversary and card.anniversary[:3]) == (one.anniversary and one.anniversary[:3])
    assert (card.met and card.met.date) == one.met
    assert not card.organisation_links
    assert not facts.links
    assert not facts.tasks
    assert "<%" not in text
    assert "{{" not in text.split("\n---\n")[0]


def test_a_new_note_says_that_it_is_a_person_only_where_it_must():
    stated = properties(entry("Anna", role="baker"))
    assert new_note("People/Anna.md", "", stated, (), READING) == "---\nrole: baker\n---\n"
    assert new_note("Adressen/Anna.md", "", stated, (), READING) == "---\nrole: baker\ntype: person\n---\n"
    assert new_note("People/Index.md", "", stated, (), READING) == "---\nrole: baker\ntype: person\n---\n"
    own = Reading(people=PeopleRules(types=("mens",)))
    assert "type: mens" in new_note("Anna.md", "", stated, (), own)
    assert isinstance(new_note("Anna.md", "---\ntype: book\n---\n", stated, (), READING), Refusal)


def test_free_text_goes_below_and_does_nothing():
    text = new_note("People/Anna.md", "", (), ("likes tea", "- [ ] <%* x %>", "died:: true"), READING)
    assert text == "likes tea\n\\- \\[ \\] \\<\\%\\* x \\%\\>\ndied:\\: true\n"
    facts = read_note("People/Anna.md", text, READING)
    assert (facts.tasks, facts.card.deceased, facts.entries) == ((), False, ())


def test_texts_that_yaml_would_take_for_something_else_are_quoted():
    one = entry(
        "Anna", role="yes", organisation="12:30", location="no: where", address="a #b", uid="0123", phone=("+31",)
    )
    text = new_note("People/Anna.md", "", properties(one), (), READING)
    assert text == (
        '---\norganisation: "12:30"\nrole: "yes"\nlocation: "no: where"\naddress: "a #b"\nphone: "+31"\nuid: "0123"\n---\n'
    )
    assert not read_frontmatter("a", text).problems


def test_new_notes_go_where_most_people_are():
    people = [somebody(name) for name in ("A", "B", "C")]
    moved = [person._replace(path=f"Kring/{person.name}.md") for person in people[:2]]
    assert folder_for([*moved, people[2]], PeopleRules()) == "Kring"
    assert folder_for([], PeopleRules()) == "People"
    assert folder_for([], PeopleRules(folders=("Mensen",))) == "Mensen"
    assert folder_for(people, PeopleRules(folder="Nieuw")) == "Nieuw"
    assert (
        folder_for([person._replace(path=f"People/{person.name}/{person.name}.md") for person in people], PeopleRules())
        == "People"
    )


# the command


def notes(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.md"))}


CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Anna de Vries
EMAIL:anna@example.org
TEL:+31 6 1234
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Bram/Jansen
UID:b-1
END:VCARD
BEGIN:VCARD
FN:Tess
"""
NOTE = "---\nemail: anna@example.org # hers\n---\n- 2026-10-01 coffee\n"


def test_an_import_makes_notes_and_adds_what_is_missing(vault_here, capsys):
    root = vault_here({"Mensen/Anna.md": NOTE, "a.vcf": CARDS})
    assert run(["import", "a.vcf"]) == 0
    out, err = capsys.readouterr()
    assert out == (
        "new: Mensen/Bram Jansen.md\nadd: Mensen/Anna.md: phone\n1 new, 1 to be added to, 0 unclear, 0 unchanged\n"
        "all of it was written; `vaultnet undo` takes back what was added to notes; delete new notes yourself\n"
        "next: `vaultnet leaf --unsorted` asks how often you like to be in touch with each\n"
    )
    assert err == "a.vcf:12: the card of Tess has no END:VCARD before line 14; it is left out\n"
    assert notes(root) == {
        "Mensen/Anna.md": NOTE.replace("hers\n", 'hers\nphone: "+31 6 1234"\n').encode(),
        "Mensen/Bram Jansen.md": b"---\naliases:\n  - Bram/Jansen\nuid: b-1\n---\n",
    }


def test_a_second_import_changes_nothing(vault_here, capsys):
    root = vault_here({"Mensen/Anna.md": NOTE, "a.vcf": CARDS})
    run(["import", "a.vcf", "--yes"])
    before = notes(root)
    capsys.readouterr()
    assert run(["import", "a.vcf", "--yes"]) == 0
    assert notes(root) == before
    assert capsys.readouterr().out == "0 new, 0 to be added to, 0 unclear, 2 unchanged\n"


def test_a_dry_run_writes_nothing(vault_here, capsys):
    root = vault_here({"Mensen/Anna.md": NOTE, "a.vcf": CARDS})
    before = notes(root)
    assert run(["import", "a.vcf", "--dry-run"]) == 0
    assert notes(root) == before
    said = capsys.readouterr().out
    assert "new: Mensen/Bram Jansen.md" in said
    assert said.endswith("nothing was written: this is a dry run\n")


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_the_user_is_asked(vault_here, monkeypatch, answer, written):
    root = vault_here({"a.vcf": CARDS})
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answer.strip())
    assert run(["import", "a.vcf"]) == 0
    assert (len(notes(root)) == 2) == written


def test_undo_takes_back_what_was_added(vault_here):
    root = vault_here({"Mensen/Anna.md": NOTE, "a.vcf": CARDS})
    run(["import", "a.vcf"])
    assert run(["undo"]) == 0
    assert notes(root)["Mensen/Anna.md"] == NOTE.encode()


def test_no_note_is_ever_written_over(vault_here, capsys):
    theirs = {
        "Bram Jansen.md": "mine\n",
        "Archive/anna DE vries.md": "a house\n",
        "vaultnet.toml": 'exclude = ["Archive/**"]\n',
    }
    root = vault_here({**theirs, "a.vcf": CARDS})
    assert run(["import", "a.vcf"]) == 0
    now = notes(root)
    assert now["Bram Jansen.md"] == b"mine\n"
    assert now["Archive/anna DE vries.md"] == b"a house\n"
    assert {path for path in now if path.startswith("People/")} == {
        "People/Anna de Vries 2.md",
        "People/Bram Jansen 2.md",
    }
    capsys.readouterr()
    run(["import", "a.vcf"])
    assert notes(root) == now


def test_a_note_with_a_fault_is_reported_and_the_others_come_in(vault_here, capsys):
    root = vault_here({"People/Anna de Vries.md": "---\na: [\n---\n", "a.vcf": CARDS})
    assert run(["import", "a.vcf"]) == 0
    err = capsys.readouterr().err
    assert "People/Anna de Vries.md:1: its frontmatter has a fault" in err
    assert "email, phone could not be added" in err
    assert (root / "People" / "Bram Jansen.md").exists()


@pytest.mark.parametrize(
    ("config", "path"),
    [
        ('exclude = ["People/**"]\n', "People/Anna de Vries.md"),
        ('[people]\nfolder = ".crm"\n', ".crm/Anna de Vries.md"),
        ('[people]\nfolder = "Templates"\n', "Templates/Anna de Vries.md"),
        ('[people]\nfolder = "Other/Deep"\n', "Other/Deep/Anna de Vries.md"),
    ],
)
def test_no_note_is_made_where_none_is_read(vault_here, capsys, config, path):
    root = vault_here(
        {
            "vaultnet.toml": config,
            ".obsidian/templates.json": '{"folder": "Templates"}',
            "Other/.obsidian/app.json": "{}",
            "a.vcf": CARDS,
        }
    )
    for command in (["import", "a.vcf"], ["new", "Anna de Vries"]):
        assert run(command) == 3
        assert f"{path} would not be read" in capsys.readouterr().err
    assert notes(root) == {}


@pytest.mark.parametrize("data", [b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n", b"\xff\xfea"])
def test_nobody_gets_a_second_note_because_the_first_cannot_be_read(vault_here, capsys, data):
    root = vault_here({"People/Anna de Vries.md": data, "a.vcf": CARDS})
    assert run(["import", "a.vcf"]) == 0
    why = "has the name of People/Anna de Vries.md, which cannot be read"
    assert f"unclear: Anna de Vries (line 1) {why}\n" in capsys.readouterr().out
    assert notes(root).keys() == {"People/Anna de Vries.md", "People/Bram Jansen.md"}


def test_new_notes_are_made_from_the_users_template(vault_here):
    root = vault_here(
        {
            "vaultnet.toml": '[people]\ntemplate = "Templates/Person"\nfolder = "CRM"\n',
            ".obsidian/templates.json": '{"folder": "Templates"}',
            "Templates/Person.md": "---\ntags: [person]\nphone:\nmade: {{date}}\n---\n# {{title}}\n",
            "a.vcf": CARDS,
        }
    )
    assert run(["import", "a.vcf", "--today", "2026-11-21"]) == 0
    assert (root / "CRM" / "Anna de Vries.md").read_text() == (
        '---\ntags: [person]\nphone: "+31 6 1234"\nmade: 2026-11-21\nemail: anna@example.org\n---\n# Anna de Vries\n'
    )


def test_a_template_for_templater_alone_stops_the_import(vault_here, capsys):
    root = vault_here(
        {
            "vaultnet.toml": '[people]\ntemplate = "T.md"\n',
            "T.md": "a\n<%* await tp.system.prompt() %>\n",
            "a.vcf": CARDS,
        }
    )
    before = notes(root)
    assert run(["import", "a.vcf"]) == 3
    assert notes(root) == before
    assert "T.md:2: only Templater" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00\x01", b"a,b\n1,2\n", b"BEGIN:VCARD\n"])
def test_a_file_without_people_is_refused(vault_here, capsys, data):
    root = vault_here({"a.vcf": data})
    assert run(["import", "a.vcf"]) == 3
    assert notes(root) == {}
    assert "nothing was written" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_usage(vault_here):
    vault_here({})
    assert run(["import", "no.vcf"]) == 2


def test_control_characters_never_reach_the_terminal(vault_here, capsys):
    vault_here({"a.vcf": "BEGIN:VCARD\nFN:An\x1b[31mna\n\x1b]0;x\x07\nEND:VCARD\n"})
    run(["import", "a.vcf"])
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err


def test_what_we_export_changes_nothing_when_it_comes_back(vault_here, capsys):
    root = vault_here(
        {
            "People/Anna.md": "---\nbirthday: 1980-05-04\naddress: Laan 1, Ede\nlocation: Ede\nfamily: [Bo, Cees]\n---\n",
            "People/Bram.md": "---\nstatus: deceased\nbday: 05-04\n---\n",
            "People/Carla.md": "---\nuid: c\nwedding: 2010-06-01\norg: Acme, Inc.\n---\n",
            "Me.md": "---\nis_self: true\ntags: person\n---\n",
        }
    )
    before = notes(root)
    run(["export", "vcf", "all.vcf"])
    assert run(["import", "all.vcf"]) == 0
    assert notes(root) == before
    assert capsys.readouterr().out.endswith("0 new, 0 to be added to, 0 unclear, 3 unchanged\n")
