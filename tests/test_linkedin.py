"""Connections.csv in, people out."""

from datetime import date
from pathlib import Path

from vaultnet.exchange import recognise
from vaultnet.exchange.book import Entry

CASE = Path(__file__).parent / "cases" / "exchange" / "Connections.csv"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def read(rows, header=HEADER):
    return recognise.read("Connections.csv", (header + rows).encode())


def test_connections_below_their_preamble():
    assert recognise.read("x.txt", CASE.read_bytes()).entries == (
        Entry(
            line=5,
            name="Fatima El Amrani",
            met=date(2024, 3, 12),
            organisation="Brandweer Utrecht, afd. Noord",
            role="Officer",
            linkedin="https://www.linkedin.com/in/fatima-el-amrani-example",
        ),
        Entry(
            line=6,
            name="Gijs Bakker, MSc",
            email=("gijs@example.org",),
            met=date(2019, 1, 3),
            organisation="Bakker & Zn.",
            role='Baker "in chief"',
            linkedin="https://www.linkedin.com/in/gijs-example",
        ),
    )


def test_a_connection_that_hides_its_name_is_passed_over():
    (problem,) = recognise.read("Connections.csv", CASE.read_bytes()).problems
    assert str(problem) == "Connections.csv:7: this connection has no name; it is left out"


def test_a_broken_row_is_reported_and_those_after_it_come_in():
    book = read('Anna,"de Vries,,,,,\nBram,Jansen,,,,,\nCarla,"Ro"mero,,,,,\nDirk,Pot,,,,,,,surplus\nEva,Mol,,,,,\n')
    assert [entry.name for entry in book.entries] == ["Bram Jansen", "Eva Mol"]
    assert [problem.line for problem in book.problems] == [2, 4, 5]
    assert "9 cells, but there are 7 columns" in book.problems[2].message


def test_a_file_of_broken_rows_is_given_up():
    book = read('Anna,"x"y,,,,,\n' * 5_000)
    assert len(book.problems) == 100
    assert book.problems[-1].message == "the 100th broken row; the rest of the file is left out"


def test_a_file_saved_by_a_spreadsheet():
    book = recognise.read(
        "x.csv", (HEADER + "Anna,Vries,,a@example.org,,,2024-01-05\r\n").replace(",", ";").encode("utf-8-sig")
    )
    assert (book.entries[0].email, book.entries[0].met) == (("a@example.org",), date(2024, 1, 5))


def test_american_dates():
    assert read("Anna,Vries,,,,,03/15/2024\n").entries[0].met == date(2024, 3, 15)
    assert read("Anna,Vries,,,,,soon\n").entries[0].met is None


def test_another_table_is_not_taken_for_connections():
    assert recognise.read("x.csv", b"a,b,c\n1,2,3\n") is None
    assert recognise.read("x.csv", b"") is None


def test_pictures_around_a_name_are_no_part_of_it():
    book = read("Tom,Ashdown 🌍,,,,,\n👩🏽‍💻 Priya,Raman ♻️,,,,,\n🌍,,,,,,\n")
    assert [entry.name for entry in book.entries] == ["Tom Ashdown", "Priya Raman", "🌍"]
