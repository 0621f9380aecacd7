import os
import sys

import pytest

from vaultnet.problem import Failure
from vaultnet.vault import files
from vaultnet.vault.files import MAX_LINES, ChangedOnDisk, read_note, read_scanned, text_of, write_generated
from vaultnet.vault.places import Outside, Unreadable, inside
from vaultnet.vault.stamp import UNTRUSTED, stamp_of
from vaultnet.vault.swap import NotWritten


def refusal(call, *arguments):
    with pytest.raises(Unreadable) as caught:
        call(*arguments)
    assert isinstance(caught.value, Failure)
    assert caught.value.exit_code == 3
    return str(caught.value.problem)


def test_a_note_is_read_byte_for_byte(vault):
    for data in (
        b"",
        b"\xef\xbb\xbfx\r\ny\rz",
        b"\xff\xfe",
        b"x" * 200_000,
        b"x" * files.CHUNK,
        b"x" * (files.CHUNK + 1),
    ):
        home = vault({"People/Vera.md": data})
        found = read_scanned(home.root, "People/Vera.md")
        info = os.stat(home.folder / "People/Vera.md")
        assert found.data == read_note(home.root, "People/Vera.md") == data
        assert found.stamp == (info.st_mtime_ns, info.st_ctime_ns, len(data), info.st_ino)


def test_a_missing_note_is_one_sentence(vault):
    assert refusal(read_note, vault({}).root, "Vera.md") == "Vera.md:1: cannot be read: no such file or directory"


def test_a_path_out_of_the_vault_is_refused(vault, tmp_path):
    home = vault({"Vera.md": ""})
    (tmp_path / "vaultnet").mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (home.folder / "Linked").symlink_to(tmp_path)
    (home.folder / "Link.md").symlink_to(tmp_path / "secret.md")
    for path in ("../secret.md", str(tmp_path / "secret.md"), "Linked/secret.md", "Link.md", "../vaultnet/x.md"):
        assert "leads out of the vault" in refusal(read_note, home.root, path)
    assert "leads out of the vault" in refusal(read_scanned, home.root, "Link.md")


def test_a_vault_may_itself_be_reached_by_a_link(vault, tmp_path):
    home = vault({"Vera.md": "x"})
    (tmp_path / "link").symlink_to(home.folder)
    assert read_note(str(tmp_path / "link"), "Vera.md") == b"x"


def test_a_linked_note_within_the_vault_is_read(vault):
    home = vault({"People/Vera.md": "x"})
    (home.folder / "Link.md").symlink_to("People/Vera.md")
    assert read_scanned(home.root, "Link.md").data == read_note(home.root, "Link.md") == b"x"


def test_a_pipe_or_a_folder_is_no_note_and_never_waits(vault):
    home = vault({"Folder.md/x": ""})
    os.mkfifo(home.folder / "Pipe.md")
    assert refusal(read_note, home.root, "Pipe.md") == "Pipe.md:1: is not a regular file; it is left out"
    assert refusal(read_note, home.root, "Folder.md") == "Folder.md:1: is not a regular file; it is left out"


def test_a_note_over_ten_megabytes_is_skipped(vault):
    home = vault({"Most.md": b"x" * 10_000_000, "More.md": b"x" * 10_000_001})
    assert len(read_note(home.root, "Most.md")) == 10_000_000
    assert refusal(read_note, home.root, "More.md") == "More.md:1: is larger than 10 MB; it is left out"


def test_a_note_of_endless_lines_is_left_alone():
    assert text_of("Most.md", b"\r\n" * MAX_LINES)
    for end in (b"\r\n", b"\n", b"\r"):
        data = end * (MAX_LINES + 1)
        assert refusal(text_of, "More.md", data) == "More.md:1: has more than 200,000 lines; it is left out"


def test_a_note_that_changes_while_it_is_read_is_read_again(vault, monkeypatch):
    home = vault({"Vera.md": "half"})
    real, turns = os.read, []

    def read(descriptor, size):
        data = real(descriptor, size)
        if not turns:
            turns.append(1)
            home.write("Vera.md", "whole and longer")
        return data

    monkeypatch.setattr(os, "read", read)
    assert read_note(home.root, "Vera.md") == b"whole and longer"


def test_a_note_that_never_stops_changing_is_left_for_next_time(vault, monkeypatch):
    home = vault({"Vera.md": "x"})
    real = os.read

    def read(descriptor, size):
        data = real(descriptor, size)
        with open(home.folder / "Vera.md", "a") as note:
            note.write("x")
        return data

    monkeypatch.setattr(os, "read", read)
    assert "is being written at this very moment" in refusal(read_note, home.root, "Vera.md")


def test_a_note_in_the_cloud_alone_is_not_read_and_has_no_trusted_stamp(vault, monkeypatch):
    home = vault({"Vera.md": "x"})
    monkeypatch.setattr(sys, "platform", "darwin")

    class Evicted:
        st_mode, st_size, st_blocks, st_flags = 0o100644, 5, 0, 0

    monkeypatch.setattr(os, "fstat", lambda _descriptor: Evicted())
    assert (
        refusal(read_note, home.root, "Vera.md")
        == "Vera.md:1: is not on this machine: its content is only in the cloud"
    )
    assert stamp_of(Evicted()) == UNTRUSTED


@pytest.mark.parametrize(
    "text", ["", "\ufeffx", "a\u2028b\r\n\rc", "<<<<<<< mine", ">>>>>>> x\n<<<<<<< y", " <<<<<<< a\n>>>>>>> b"]
)
def test_utf8_is_kept_as_it_stands(text):
    assert text_of("Vera.md", text.encode()) == text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("x".encode("utf-16"), "Vera.md:1: is not text in UTF-8 (it looks like UTF-16); it is left out"),
        (b"x\0y", "Vera.md:1: is not text in UTF-8 (it looks like UTF-16); it is left out"),
        (b"caf\xe9", "Vera.md:1: is not text in UTF-8 (see byte 4); it is left out"),
        (
            b"x\r\n<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> other\r\n",
            "Vera.md:2: has git conflict markers; it is left out until they are resolved",
        ),
    ],
)
def test_what_is_no_readable_note_is_a_problem(data, problem):
    assert refusal(text_of, "Vera.md", data) == problem


def test_a_generated_note_is_written_where_it_differs(vault):
    home = vault({})
    assert write_generated(home.root, "Notes/My network/Due.md", b"one", None)
    assert not write_generated(home.root, "Notes/My network/Due.md", b"one", b"one")
    assert write_generated(home.root, "Notes/My network/Due.md", b"two", b"one")
    assert home.read("Notes/My network/Due.md") == "two"
    assert home.names() == {"Notes/My network/Due.md"}


@pytest.mark.parametrize("expected", [None, b"old"])
def test_a_generated_note_that_is_not_what_was_read_is_left_alone(vault, expected):
    home = vault({"Due.md": "theirs"})
    with pytest.raises(ChangedOnDisk, match=r"^Due\.md was changed by somebody else meanwhile; it is left alone$"):
        write_generated(home.root, "Due.md", b"new", expected)
    assert home.read("Due.md") == "theirs"
    assert home.names() == {"Due.md"}


def test_a_generated_note_is_never_written_through_a_link(vault, tmp_path):
    home = vault({"Due.md": "x"})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside.md").write_text("old")
    (home.folder / "Linked").symlink_to(tmp_path / "outside")
    (home.folder / "Link.md").symlink_to(tmp_path / "outside.md")
    (home.folder / "Inner.md").symlink_to("Due.md")
    with pytest.raises(Outside):
        write_generated(home.root, "Linked/Sub/Due.md", b"new", None)
    for path, expected in (("Link.md", b"old"), ("Inner.md", b"x")):
        with pytest.raises(NotWritten, match="a symbolic link"):
            write_generated(home.root, path, b"new", expected)
    assert os.listdir(tmp_path / "outside") == []
    assert (tmp_path / "outside.md").read_text() == "old"
    assert home.read("Due.md") == "x"


def test_every_place_in_the_vault_is_inside_and_no_other(vault):
    home = vault({"a/b.md": ""})
    real = os.path.realpath(home.root)
    assert inside(home.root, "") == real
    assert inside(home.root, "a/../a/b.md") == f"{real}/a/b.md"
    assert inside(home.root, "new/c.md") == f"{real}/new/c.md"
    with pytest.raises(Outside):
        inside(home.root, "../vault2/b.md")
