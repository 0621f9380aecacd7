import gc
import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from vaults import Vault

from vaultnet import load as module
from vaultnet.load import load, look, rehearse, remember
from vaultnet.model.config import Config, DailyRules
from vaultnet.vault.glance import Built, last_build
from vaultnet.vault.home import cache_folder
from vaultnet.vault.scan import VaultGone
from vaultnet.vault.stamp import stamps_at

TODAY = date(2026, 11, 21)
VERA = "---\ntype: person\nbirthday: 1980-05-04\n---\n- 2026-10-01 coffee with [[Bram]]\n"
BRAM = "---\ntype: person\ncadence: monthly\n---\n- 2026-11-01 call\n"
PLACES = {"Vera.md": VERA, "Bram.md": BRAM, "2026-11-20.md": "- saw [[Vera]]\n", "Other.md": "nothing\n"}


@pytest.fixture
def rested(vault):
    """A vault that has been left alone for a while."""
    home = vault(PLACES)
    home.rest()
    return home


def counts(loaded):
    return loaded.notes, loaded.parsed, loaded.reused


def names(loaded):
    return [person.name for person in loaded.network.people]


def told(loaded):
    return [str(problem) for problem in loaded.problems]


def essence(loaded):
    return loaded.network._replace(link_texts=dict(loaded.network.link_texts)), loaded.problems, loaded.notes


def test_people_are_found_with_their_contacts(rested):
    loaded = load(rested.root, Config(), TODAY)
    assert names(loaded) == ["Bram", "Vera"]
    vera = loaded.network.person("Vera.md")
    assert [(str(contact.date), contact.source.path) for contact in vera.contacts] == [
        ("2026-10-01", "Vera.md"),
        ("2026-11-20", "2026-11-20.md"),
    ]
    assert counts(loaded) == (4, 4, 0)
    assert told(loaded) == []


def test_the_second_time_nothing_is_read(rested, monkeypatch):
    first = load(rested.root, Config(), TODAY)
    monkeypatch.setattr(module, "read_scanned", None)
    second = load(rested.root, Config(), TODAY)
    assert counts(second) == (4, 0, 4)
    assert essence(second) == essence(first)


def test_a_glance_tells_that_nothing_changed(rested):
    assert not look(rested.root, Config()).unchanged
    load(rested.root, Config(), TODAY)
    assert look(rested.root, Config()).unchanged
    assert look(rested.root, Config(per_day=9)).unchanged
    assert not look(rested.root, Config(date_order="mdy")).unchanged
    assert not look(rested.root, Config(exclude=("Other.md",))).unchanged
    assert not look(rested.root, Config(), cache=False).unchanged


def test_a_glance_needs_no_reader_of_notes(rested):
    load(rested.root, Config(), TODAY)
    code = (
        "import sys; from vaultnet.load import look; from vaultnet.model.config import Config\n"
        "assert look(sys.argv[1], Config()).unchanged; print(*sys.modules)"
    )
    modules = subprocess.run(
        [sys.executable, "-c", code, rested.root], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "yaml",
        "frontmatter",
        "markdown_it",
        "json",
        "tomllib",
        "hashlib",
        "platformdirs",
        "pathlib",
        "ctypes",
        "inspect",
    }
    assert heavy.isdisjoint(modules)
    assert not [name for name in modules if name.startswith(("vaultnet.note.", "vaultnet.network."))]


def test_one_changed_note_is_read_alone(rested):
    load(rested.root, Config(), TODAY)
    rested.write("Vera.md", VERA + "- 2026-11-11 tea\n")
    changed = load(rested.root, Config(), TODAY)
    assert counts(changed) == (4, 1, 3)
    assert len(changed.network.person("Vera.md").contacts) == 3


def test_a_note_modified_just_now_is_read_again_next_time(rested):
    rested.write("Vera.md", VERA)
    assert counts(load(rested.root, Config(), TODAY)) == (4, 4, 0)
    assert not look(rested.root, Config()).unchanged
    assert counts(load(rested.root, Config(), TODAY)) == (4, 1, 3)
    rested.rest()
    assert counts(load(rested.root, Config(), TODAY)) == (4, 4, 0)  # the change times are new
    assert look(rested.root, Config()).unchanged


def test_a_change_of_the_same_size_and_time_is_seen(rested):
    load(rested.root, Config(), TODAY)
    info = os.stat(rested.folder / "Vera.md")
    rested.write("Vera.md", VERA.replace("10-01", "10-02"))
    os.utime(rested.folder / "Vera.md", ns=(info.st_atime_ns, info.st_mtime_ns))
    loaded = load(rested.root, Config(), TODAY)
    assert str(loaded.network.person("Vera.md").contacts[0].date) == "2026-10-02"


def test_what_is_gone_or_renamed_leaves_nothing_behind(rested):
    load(rested.root, Config(), TODAY)
    (rested.folder / "Bram.md").unlink()
    (rested.folder / "Vera.md").rename(rested.folder / "Anna.md")
    loaded = load(rested.root, Config(), TODAY)
    assert names(loaded) == ["Anna"]
    assert essence(loaded) == essence(load(rested.root, Config(), TODAY, cache=False))


def test_problems_come_back_from_the_cache(rested):
    rested.write("Vera.md", "---\ntype: person\ncadence: often\n---\n")
    rested.rest()
    first = load(rested.root, Config(), TODAY)
    assert len(first.problems) == 1
    assert load(rested.root, Config(), TODAY).problems == first.problems


def test_a_note_that_cannot_be_read_is_a_problem_of_every_round_and_says_nothing(rested):
    load(rested.root, Config(), TODAY)
    rested.write("Vera.md", b"---\ntype: person\n---\nRen\xe9\n")
    rested.write("Conflict.md", "<<<<<<< a\n=======\n>>>>>>> b\n")
    rested.write("Wide.md", VERA.encode("utf-16"))
    rested.rest()
    for _ in range(3):
        loaded = load(rested.root, Config(), TODAY)
        assert names(loaded) == ["Bram"]
        assert told(loaded) == [
            "Conflict.md:1: has git conflict markers; it is left out until they are resolved",
            "Vera.md:1: is not text in UTF-8 (see byte 25); it is left out",
            "Wide.md:1: is not text in UTF-8 (it looks like UTF-16); it is left out",
        ]
    rested.write("Vera.md", VERA)
    assert names(load(rested.root, Config(), TODAY)) == ["Bram", "Vera"]


def test_an_empty_note_still_has_its_name(vault):
    home = vault({"People/Vera.md": ""})
    assert names(load(home.root, Config(), TODAY)) == ["Vera"]


def test_our_own_notes_are_not_read(rested):
    rested.write("Due today.md", b"\xff not even text")
    rested.write("Network.md", VERA)
    loaded = load(rested.root, Config(), TODAY)
    assert names(loaded) == ["Bram", "Vera"]
    assert told(loaded) == []
    rested.rest()
    load(rested.root, Config(), TODAY)
    rested.write("Due today.md", "written anew")
    assert look(rested.root, Config()).unchanged


def test_left_out_notes_only_take_part_in_links(vault):
    home = vault({"Archive/Vera.md": VERA, "People/Vera.md": VERA, "Bram.md": BRAM + "- [[Archive/Vera]]\n"})
    loaded = load(home.root, Config(exclude=("Archive/**",)), TODAY)
    assert [person.path for person in loaded.network.people] == ["Bram.md", "People/Vera.md"]
    assert loaded.network.link_texts["People/Vera.md"] == "People/Vera"


def test_settings_of_obsidian_are_followed_and_followed_anew(rested, monkeypatch):
    rested.write("Journal/2026-11-19.md", "- saw [[Bram]]\n")
    rested.write(".obsidian/daily-notes.json", '{"folder": "Journal"}')
    rested.write(".obsidian/templates.json", "{")
    rested.rest()

    def days(name):
        return [str(contact.date) for contact in load(rested.root, Config(), TODAY).network.person(name).contacts]

    assert days("Bram.md") == ["2026-11-01", "2026-11-19"]
    assert days("Vera.md") == ["2026-10-01"]
    assert told(load(rested.root, Config(), TODAY))[0].startswith(".obsidian/templates.json:1: is not valid JSON")
    with monkeypatch.context() as patch:
        patch.setattr(module, "obsidian_settings", None)  # they are known
        assert told(load(rested.root, Config(), TODAY))[0].startswith(".obsidian/templates.json:1: is not valid JSON")
    (rested.folder / ".obsidian/daily-notes.json").unlink()
    assert days("Vera.md") == ["2026-10-01", "2026-11-20"]


def test_other_rules_of_reading_read_everything_anew(rested):
    load(rested.root, Config(), TODAY)
    assert counts(load(rested.root, Config(daily=DailyRules(counted="off")), TODAY)) == (4, 4, 0)
    assert counts(load(rested.root, Config(), TODAY)) == (4, 4, 0)


def test_without_cache_nothing_is_kept_nor_used(rested, home):
    load(rested.root, Config(), TODAY, cache=False)
    assert list(home.iterdir()) == []
    load(rested.root, Config(), TODAY)
    assert counts(load(rested.root, Config(), TODAY, cache=False)) == (4, 4, 0)


def test_a_broken_cache_costs_time_and_nothing_else(rested):
    first = load(rested.root, Config(), TODAY)
    folder = cache_folder(rested.root)
    for name in ("facts", "manifest"):
        for data in (b"", b"rubbish", None):
            if data is None:
                os.unlink(os.path.join(folder, name))
            else:
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
            assert essence(load(rested.root, Config(), TODAY)) == essence(first)
            assert counts(load(rested.root, Config(), TODAY)) == (4, 0, 4)


def test_a_long_running_program_keeps_the_facts_in_memory(rested, home):
    first = load(rested.root, Config(), TODAY, cache=False, stays=True)
    rested.write("Bram.md", BRAM + "- 2026-11-15 lunch\n")
    second = load(rested.root, Config(), TODAY, before=first)
    assert counts(second) == (4, 1, 3)
    assert second.noted["Vera.md"] is first.noted["Vera.md"]
    assert essence(second) == essence(load(rested.root, Config(), TODAY, cache=False))
    assert counts(load(rested.root, Config(date_order="mdy"), TODAY, before=second)) == (4, 4, 0)
    assert list(home.iterdir()) == []


def test_a_note_that_is_saved_anew_with_the_same_words_is_no_news(rested):
    first = load(rested.root, Config(), TODAY, stays=True)
    rested.write("Bram.md", BRAM)
    second = load(rested.root, Config(), TODAY, before=first)
    assert (second.parsed, second.unsure) == (1, 1)
    assert second.noted["Bram.md"] is first.noted["Bram.md"]
    assert all(now is before for now, before in zip(second.network.people, first.network.people, strict=True))


def test_what_others_said_of_a_person_stands_when_their_own_note_changes(rested, monkeypatch):
    first = load(rested.root, Config(), TODAY, stays=True)
    rested.write("Vera.md", VERA + "- 2026-11-20 tea\n- 2026-11-15 lunch\n")
    asked = []
    unpack = module.unpack
    monkeypatch.setattr(module, "unpack", lambda path, packed: asked.append(path) or unpack(path, packed))
    second = load(rested.root, Config(), TODAY, before=first)
    assert set(asked) == {"Vera.md"}
    contacts = second.network.person("Vera.md").contacts
    assert [(str(day), [part.source for part in parts]) for day, parts in contacts] == [
        ("2026-10-01", [("Vera.md", 5)]),
        ("2026-11-15", [("Vera.md", 7)]),
        ("2026-11-20", [("Vera.md", 6), ("2026-11-20.md", 1)]),
    ]


def test_a_rehearsal_reads_short_notes_and_changes_nothing(rested, monkeypatch):
    rested.write("Zoe.md", VERA * 200)
    rested.rest()
    loaded = load(rested.root, Config(), TODAY, stays=True)
    read, paths = module.read_scanned, []
    monkeypatch.setattr(module, "read_scanned", lambda root, path: paths.append(path) or read(root, path))
    rehearse(rested.root, loaded)
    assert paths == ["Bram.md", "Vera.md"]
    os.remove(os.path.join(rested.root, "Bram.md"))
    rehearse(rested.root, loaded)


def test_what_a_build_wrote_is_remembered_until_something_changes(rested):
    loaded = load(rested.root, Config(), TODAY)
    assert loaded.seen.manifest is None
    remember(rested.root, loaded.seen, {"day": "2026-11-21"})
    seen = look(rested.root, Config())
    assert seen.unchanged
    assert seen.manifest.built == {"day": "2026-11-21"}
    load(rested.root, Config(), TODAY)
    assert look(rested.root, Config()).manifest.built == {"day": "2026-11-21"}
    rested.write("New.md", "")
    rested.rest()
    load(rested.root, Config(), TODAY)
    seen = look(rested.root, Config())
    assert seen.unchanged
    assert seen.manifest.built == {}


def settled(home):
    """What stamps tell once a build has remembered a vault that was left alone."""
    built = Built("2026-11-21", "all is well", stamps_at(home.root, ("vaultnet.toml",)))
    for _ in range(2):  # the first one lists what the cache has not seen
        remember(home.root, load(home.root, Config(), TODAY).seen, built.kept())
    return last_build(home.root)


def test_stamps_alone_tell_that_nothing_changed(rested):
    rested.write("People/Deep/Anna.md", VERA)
    rested.rest()
    assert last_build(rested.root) is None
    assert settled(rested).said == "all is well"


@pytest.mark.parametrize(
    "change",
    [
        lambda home: home.write("Vera.md", VERA + "more"),
        lambda home: os.utime(home.folder / "Bram.md"),
        lambda home: home.write("New.md", ""),
        lambda home: home.write("People/Deep/New.md", ""),
        lambda home: (home.folder / "Bram.md").unlink(),
        lambda home: (home.folder / "Bram.md").rename(home.folder / "Anna.md"),
        lambda home: (home.folder / "People").rename(home.folder / "Humans"),
        lambda home: home.write("Vera.sync-conflict-20250605-074048-T4LNXF6.md", ""),
        lambda home: home.write("vaultnet.toml", ""),
        lambda home: home.write(".obsidian/daily-notes.json", "{}"),
        lambda home: home.write(".obsidian/plugins/periodic-notes/data.json", "{}"),
        lambda home: home.folder.rename(home.folder.parent / "away"),
    ],
)
def test_after_any_change_stamps_alone_cannot_tell(rested, change):
    rested.write("People/Deep/Anna.md", VERA)
    rested.write(".obsidian/app.json", "{}")
    rested.rest()
    assert settled(rested)
    change(rested)
    assert last_build(rested.root) is None


@pytest.mark.parametrize("note", [b"\xff", "<<<<<<< a\n>>>>>>> b\n"])
def test_a_note_that_cannot_be_read_is_looked_at_each_time(rested, note):
    rested.write("Bad.md", note)
    rested.rest()
    assert settled(rested) is None


def test_conflict_copies_are_looked_at_each_time(rested):
    rested.write("Due today.sync-conflict-20250605-074048-T4LNXF6.md", "")
    rested.rest()
    assert settled(rested) is None


def test_stamps_alone_cost_hardly_an_import(rested):
    settled(rested)
    code = "from vaultnet.vault.glance import last_build; assert last_build(sys.argv[1])"

    def modules(code):
        run = [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)", rested.root]
        return set(subprocess.run(run, capture_output=True, text=True, check=True).stdout.split())

    assert modules(code) - modules("pass") == {
        "marshal",
        "vaultnet",
        "vaultnet.vault",
        "vaultnet.vault.glance",
        "vaultnet.vault.home",
        "vaultnet.vault.stamp",
        "vaultnet.vault.store",
        "zlib",
    } - modules("pass")


def test_progress_is_reported_for_notes_that_are_read(rested):
    steps = []
    load(rested.root, Config(), TODAY, progress=lambda done, total: steps.append((done, total)))
    load(rested.root, Config(), TODAY, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_garbage_collector_is_as_it_was(rested):
    load(rested.root, Config(), TODAY)
    assert gc.isenabled()
    gc.disable()
    try:
        load(rested.root, Config(), TODAY)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_vault_that_is_gone_ends_the_command(tmp_path):
    with pytest.raises(VaultGone):
        load(str(tmp_path / "gone"), Config(), TODAY)


class Changing(RuleBasedStateMachine):
    """Whatever happens to a vault: loaded with the cache, or from memory, is loaded without."""

    names = st.sampled_from(
        ["Vera.md", "Bram.md", "People/Anna.md", "People/Vera.md", "Daily/2026-11-20.md", "x/y/z.md"]
    )
    texts = st.sampled_from(
        [VERA, BRAM, "", "- [[Vera]] and [[Anna]]\n", b"\xff", "---\nx: [\n---\n", "<<<<<<< a\n>>>>>>> b\n"]
    )

    @initialize()
    def begin(self):
        import tempfile
        from pathlib import Path

        self.temporary = tempfile.TemporaryDirectory()
        self.vault = Vault(Path(self.temporary.name) / "vault")
        self.vault.folder.mkdir()
        os.environ["XDG_CACHE_HOME"] = str(Path(self.temporary.name) / "cache")
        self.before = None

    def teardown(self):
        self.temporary.cleanup()

    @rule(name=names, text=texts)
    def write(self, name, text):
        self.vault.write(name, text)

    @rule(name=names)
    def delete(self, name):
        (self.vault.folder / name).unlink(missing_ok=True)

    @rule(name=names, other=names)
    def rename(self, name, other):
        if (self.vault.folder / name).exists():
            (self.vault.folder / other).parent.mkdir(parents=True, exist_ok=True)
            (self.vault.folder / name).rename(self.vault.folder / other)

    @rule()
    def rest(self):
        self.vault.rest()

    @rule(file=st.sampled_from(["facts", "manifest"]), data=st.binary(max_size=3))
    def corrupt(self, file, data):
        place = os.path.join(cache_folder(self.vault.root), file)
        if os.path.exists(place):
            with open(place, "r+b") as cache:
                cache.seek(len(data) * 40)
                cache.write(data)

    @rule(folder=st.sampled_from(["Daily", "People", "Gone", ""]))
    def set_daily_folder(self, folder):
        self.vault.write(".obsidian/daily-notes.json", f'{{"folder": "{folder}"}}')

    @invariant()
    def the_same(self):
        config = Config(exclude=("x/**",))
        fresh = essence(load(self.vault.root, config, TODAY, cache=False))
        self.before = load(self.vault.root, config, TODAY, before=self.before, cache=False)
        assert essence(self.before) == fresh
        assert essence(load(self.vault.root, config, TODAY)) == fresh
        assert essence(load(self.vault.root, config, TODAY)) == fresh


TestChanging = Changing.TestCase
TestChanging.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
