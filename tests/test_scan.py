import os
import time

import pytest

from vaultnet.text.spelling import folded
from vaultnet.vault import folder as folders
from vaultnet.vault.copies import original_of
from vaultnet.vault.folder import Rules
from vaultnet.vault.globs import matcher
from vaultnet.vault.scan import VaultGone, scan
from vaultnet.vault.stamp import UNTRUSTED


def messages(found):
    return [str(problem) for problem in found.problems()]


def listings(monkeypatch):
    """The folders that are listed from now on."""
    listed = []
    real = folders.list_folder

    def counting(here, root, path, apart):
        listed.append(path)
        return real(here, root, path, apart)

    monkeypatch.setattr("vaultnet.vault.scan.list_folder", counting)
    return listed


def test_every_regular_markdown_file_is_a_note_with_its_stamp(vault):
    home = vault({"Vera.md": "x", "People/Bram.md": "yy", "People/photo.png": "", "notes.MD": "", "a.md.txt": ""})
    notes = scan(home.root).notes()
    assert list(notes) == ["Vera.md", "People/Bram.md"]
    info = os.stat(home.folder / "People/Bram.md")
    assert notes["People/Bram.md"] == (info.st_mtime_ns, info.st_ctime_ns, 2, info.st_ino)


def test_hidden_folders_hidden_files_and_vaults_within_the_vault_are_passed_over(vault):
    home = vault(
        {
            "Vera.md": "",
            ".obsidian/x.md": "",
            ".trash/Gone.md": "",
            "Sub/.hidden.md": "",
            "Other vault/.obsidian/app.json": "{}",
            "Other vault/Stranger.md": "",
            "Other vault/Deep/Stranger.md": "",
        }
    )
    found = scan(home.root)
    assert found.paths() == ["Vera.md"]
    assert found.problems() == []


def test_templates_and_excluded_notes_only_take_part_in_links(vault):
    home = vault({"Vera.md": "", "Templates/Person.md": "", "Archive/2019/Old.md": "", "Templates2/Real.md": ""})
    found = scan(home.root, Rules(("archive/**",), ("templates",)))
    assert list(found.notes()) == ["Vera.md", "Templates2/Real.md"]
    assert sorted(found.left_out()) == ["Archive/2019/Old.md", "Templates/Person.md"]
    assert sorted(found.paths()) == ["Archive/2019/Old.md", "Templates/Person.md", "Templates2/Real.md", "Vera.md"]


def test_generated_notes_only_take_part_in_links(vault):
    home = vault({"Vera.md": "", "Daily/Due today.md": "", "Due today.md": ""})
    found = scan(home.root, Rules(generated=("due today.md",)))
    assert list(found.notes()) == ["Vera.md", "Daily/Due today.md"]
    assert found.left_out() == ["Due today.md"]


def test_conflict_copies_take_no_part_and_are_reported(vault):
    copy = "Vera.sync-conflict-20250605-074048-T4LNXF6.md"
    home = vault({"Vera.md": "", copy: "", "Vera 2.md": "", "Archive/Bram (conflicted copy 2026-01-02 101112).md": ""})
    found = scan(home.root, Rules(("Archive/**",)))
    assert found.paths() == ["Vera 2.md", "Vera.md"]
    assert found.copies() == [(copy, "Vera.md")]
    assert messages(found) == [
        f"{copy}:1: is a sync conflict copy of Vera.md; compare the two, keep what is right, and delete this one"
    ]


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("Class Person.sync-conflict-20250605-074048-T4LNXF6.md", "Class Person.md"),
        ("Due today.sync-conflict-20261120-101112.md", "Due today.md"),
        ("Vera (Anna's conflicted copy 2026-01-02).md", "Vera.md"),
        ("Vera (conflicted copy 2026-01-02 101112).md", "Vera.md"),
        ("Vera (conflicted copy anna 2026-01-02 101112).md", "Vera.md"),
        ("Vera (Conflicted copy MacBook 202601021011).md", "Vera.md"),
        ("Vera (Case Conflict).md", "Vera.md"),
        ("Vera (Anna's Case Conflict 1).md", "Vera.md"),
        ("Vera (Unicode Encoding Conflict).md", "Vera.md"),
        ("Vera (white space conflict).md", "Vera.md"),
        ("Vera (selective sync conflict).md", "Vera.md"),
        ("Vera_conflict-20260102-101112.md", "Vera.md"),
        ("Vera (Anna's conflicted copy 2026-01-02) (Bram's conflicted copy 2026-01-03).md", "Vera.md"),
        ("Vera.sync-conflict-20250605-074048-T4LNXF6.sync-conflict-20250606-074048-T4LNXF6.md", "Vera.md"),
    ],
)
def test_names_that_sync_tools_give(name, original):
    assert original_of(name) == original


@pytest.mark.parametrize(
    "name",
    [
        "Conflict resolution.md",
        "Resolving a conflicted copy.md",
        "John Smith 2.md",
        "Vera (1).md",
        "Vera-laptop.md",
        "(conflict).md",
    ],
)
def test_names_that_a_person_may_give(name):
    assert original_of(name) == ""


def test_a_note_in_the_cloud_alone_is_known_and_reported(vault):
    home = vault(
        {"People/.Vera.md.icloud": "stub", "People/.photo.png.icloud": "", ".Bram.md.icloud": "", "Bram.md": ""}
    )
    found = scan(home.root)
    assert found.absent() == ["People/Vera.md"]
    assert list(found.notes()) == ["Bram.md"]
    assert messages(found) == ["People/Vera.md:1: is not on this machine: its content is only in the cloud"]


def test_folders_that_are_links_are_not_followed(vault, tmp_path):
    home = vault({"People/Vera.md": ""})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "Stranger.md").write_text("")
    (home.folder / "Linked").symlink_to(tmp_path / "outside")
    (home.folder / "Loop").symlink_to(home.folder)
    (home.folder / "Folder.md").symlink_to(home.folder / "People")
    found = scan(home.root)
    assert list(found.notes()) == ["People/Vera.md"]
    assert found.problems() == []


def test_a_linked_note_is_read_only_if_it_lies_in_the_vault(vault, tmp_path):
    home = vault({"People/Vera.md": "four"})
    (tmp_path / "outside.md").write_text("secret")
    (home.folder / "Inside.md").symlink_to("People/Vera.md")
    (home.folder / "Outside.md").symlink_to(tmp_path / "outside.md")
    (home.folder / "Nowhere.md").symlink_to("gone")
    found = scan(home.root)
    assert list(found.notes()) == ["Inside.md", "People/Vera.md"]
    assert found.notes()["Inside.md"] == found.notes()["People/Vera.md"]
    assert messages(found) == [
        "Nowhere.md:1: is a link that cannot be followed: no such file or directory",
        "Outside.md:1: is a link that leads out of the vault; it is left out",
    ]


def test_a_change_of_the_target_of_a_linked_note_is_seen(vault):
    home = vault({"People/Vera.md": "four"})
    (home.folder / "Inside.md").symlink_to("People/Vera.md")
    home.rest()
    known = scan(home.root)
    home.write("People/Vera.md", "fourteen")
    assert scan(home.root, known=known).notes()["Inside.md"][2] == 8


def test_pipes_are_skipped_and_reported(vault):
    home = vault({"Vera.md": ""})
    os.mkfifo(home.folder / "Pipe.md")
    found = scan(home.root)
    assert list(found.notes()) == ["Vera.md"]
    assert messages(found) == ["Pipe.md:1: is not a regular file; it is left out"]


def test_names_that_are_not_utf8_are_left_out_and_reported(vault):
    home = vault({"Vera.md": ""})
    os.mkdir(os.fsencode(home.root) + b"/Fol\xffder")
    for name in (b"/Ver\xff.md", b"/Fol\xffder/Bram.md"):
        with open(os.fsencode(home.root) + name, "wb"):
            pass
    found = scan(home.root)
    assert found.paths() == ["Vera.md"]
    assert messages(found) == [
        "Fol\\xffder:1: its name is not UTF-8, so it is left out: please rename it",
        "Ver\\xff.md:1: its name is not UTF-8, so it is left out: please rename it",
    ]


def test_a_folder_that_cannot_be_listed_is_reported(vault, monkeypatch):
    home = vault({"Vera.md": "", "Closed/Bram.md": ""})
    real = folders.open_folder

    def closed(root, path):
        if path == "Closed":
            raise PermissionError(13, "Permission denied")
        return real(root, path)

    monkeypatch.setattr("vaultnet.vault.scan.open_folder", closed)
    found = scan(home.root)
    assert list(found.notes()) == ["Vera.md"]
    assert messages(found) == ["Closed:1: cannot be listed: permission denied"]


def test_a_vault_that_is_gone_is_not_an_empty_one(tmp_path):
    with pytest.raises(VaultGone, match="no such file"):
        scan(str(tmp_path / "gone"))


def test_temporaries_that_were_left_behind_are_noticed(vault):
    home = vault({"People/.~vn-0123abcd.tmp": "", "People/.~vn-0123abcg.tmp": "", ".~vn-0123abcd.tmp.md": ""})
    assert scan(home.root).temporaries() == ["People/.~vn-0123abcd.tmp"]


def test_a_known_folder_is_not_listed_again(vault, monkeypatch):
    home = vault({"Vera.md": "", "People/Bram.md": "", "People/Deep/Anna.md": ""})
    home.rest()
    known = scan(home.root)
    listed = listings(monkeypatch)
    assert scan(home.root, known=known) == known
    assert listed == []


def test_a_change_in_a_known_folder_is_seen_by_its_stamp(vault, monkeypatch):
    home = vault({"Vera.md": "", "People/Bram.md": ""})
    home.rest()
    known = scan(home.root)
    with open(home.folder / "People/Bram.md", "a") as note:
        note.write("more")
    listed = listings(monkeypatch)
    now = scan(home.root, known=known)
    assert listed == []
    assert now.notes()["Vera.md"] == known.notes()["Vera.md"]
    assert now.notes()["People/Bram.md"] != known.notes()["People/Bram.md"]
    assert not now.same_notes(known)


def test_new_renamed_and_deleted_notes_are_seen_beside_known_folders(vault, monkeypatch):
    home = vault({"A.md": "", "B.md": "", "People/C.md": "", "Old/D.md": ""})
    home.rest()
    known = scan(home.root)
    (home.folder / "A.md").rename(home.folder / "Z.md")
    (home.folder / "Old/D.md").unlink()
    (home.folder / "Old").rmdir()
    home.write("New/E.md", "")
    listed = listings(monkeypatch)
    assert sorted(scan(home.root, known=known).notes()) == ["B.md", "New/E.md", "People/C.md", "Z.md"]
    assert sorted(listed) == ["", "New"]


def test_a_folder_that_was_touched_just_now_is_listed_again(vault, monkeypatch):
    home = vault({"Vera.md": ""})
    known = scan(home.root)
    listed = listings(monkeypatch)
    scan(home.root, known=known)
    assert listed == [""]


def test_a_note_that_vanishes_without_a_trace_in_its_folder_is_gone(vault):
    home = vault({"Vera.md": "", "Bram.md": ""})
    home.rest()
    known = scan(home.root)
    modified = os.stat(home.root).st_mtime_ns
    (home.folder / "Bram.md").unlink()
    os.utime(home.root, ns=(modified, modified))
    assert list(scan(home.root, known=known).notes()) == ["Vera.md"]


def test_other_rules_make_a_known_scan_worthless(vault):
    home = vault({"Vera.md": "", "Archive/Bram.md": ""})
    home.rest()
    known = scan(home.root)
    assert list(scan(home.root, Rules(("Archive",)), known).notes()) == ["Vera.md"]


def test_a_folder_that_becomes_a_vault_of_its_own_is_passed_over(vault):
    home = vault({"Vera.md": "", "Sub/Bram.md": ""})
    home.rest()
    known = scan(home.root)
    (home.folder / "Sub/.obsidian").mkdir()
    assert list(scan(home.root, known=known).notes()) == ["Vera.md"]


def test_what_is_not_sure_has_no_trusted_stamp(vault):
    home = vault({"Vera.md": "", "People/Bram.md": ""})
    found = scan(home.root)
    sure = found.unsettled(["People/Bram.md"])
    assert sure.notes() == {"Vera.md": found.notes()["Vera.md"], "People/Bram.md": UNTRUSTED}


@pytest.mark.parametrize(
    ("pattern", "named", "others"),
    [
        ("Archive/**", ["Archive/a.md", "Archive/x/y/a.md"], ["a.md", "Archive2/a.md", "x/Archive/a.md"]),
        ("Archive", ["Archive/a.md", "Archive/x/a.md"], ["Archive.md", "Archived/a.md"]),
        ("Archive/", ["Archive/a.md"], ["a.md"]),
        ("**/Drafts/**", ["Drafts/a.md", "x/Drafts/y/a.md"], ["Draft/a.md", "Drafts.md"]),
        ("*.md", ["a.md"], ["x/a.md"]),
        ("**/*.md", ["a.md", "x/y/a.md"], []),
        ("Projects/*", ["Projects/a.md"], ["Projects/x/a.md"]),
        ("Projects/*/log.md", ["Projects/x/log.md"], ["Projects/x/y/log.md", "Projects/log.md"]),
        ("Projects/**/log.md", ["Projects/x/y/log.md", "Projects/log.md"], ["Projects/x/logs.md"]),
        ("**/**/x/**", ["x/a.md", "b/x/a.md"], ["y/a.md"]),
        ("People/V?r[ae].md", ["People/Vera.md"], ["People/Veri.md"]),
        ("arCHIVE/Ä*", ["Archive/ä.md"], ["Archive/b.md"]),
        ("a+b (c)/**", ["a+b (c)/x.md"], ["aab (c)/x.md"]),
    ],
)
def test_patterns_of_paths(pattern, named, others):
    fits = matcher((pattern,))
    assert [path for path in named + others if fits(folded(path))] == named


def test_patterns_are_linear():
    fits = matcher(("/".join(["**"] * 60) + "/z", "*a" * 60 + "b"))
    began = time.perf_counter()
    assert not fits("/".join(["a" * 40] * 100))
    assert not fits("a" * 250)
    assert time.perf_counter() - began < 1
