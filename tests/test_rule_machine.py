"""Write, delete, rename, touch, corrupt the cache, tick, log, build, in any order: after each step what is loaded with the
cache is what is loaded without it, and no word of the user is lost.

`pytest -m campaign tests/test_rule_machine.py` runs the long form.
"""

from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from campaigns.scene import aside, settle_in
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from vaults import Vault

from vaultnet.build import build
from vaultnet.load import load
from vaultnet.model.config import Config
from vaultnet.note.record_contact import NewContact
from vaultnet.record import NotRecorded, contact, do_all
from vaultnet.vault.home import cache_folder, state_folder

DUE = "Due today.md"
PATHS = (
    "People/Anna.md",
    "People/Bram.md",
    "People/Work/Anna.md",
    "2026-11-20.md",
    "Notes/Soil.md",
    "Templates/Person.md",
)
LINES = (
    "- 2026-10-01 {word}", "- 2026-11-20 received: {word}", "## Contact", "- [ ] {word} 📅 2026-11-22", "text {word}", "- [[Anna]] {word}", "cadence:: weekly {word}",
    "- need: {word}", "- 2026-11-19 her operation is on 24 November, {word}", "# Title {word}", "- [[Bram]] and [[People/Anna|A]]: {word}", "```\n{word}\n```",
)  # fmt: skip
FRONTS = (
    "",
    "---\ntype: person\ncadence: weekly\n---\n",
    "---\nbirthday: 11-22\nsnooze_until: 2026-11-21\n---\n",
    "---\nx: [\n---\n",
    "---\nmet: last year\n---\n",
)


class Notebook(RuleBasedStateMachine):
    """Somebody and vaultnet at work on one vault."""

    def __init__(self) -> None:
        super().__init__()
        self.stay = ExitStack()
        self.vault = Vault(Path(settle_in(self.stay.enter_context(aside()))))
        self.vault.folder.mkdir()
        self.config = Config()
        self.day = date(2026, 11, 21)
        self.words: list[str] = []
        self.within: list[str] = []  # those that were typed into lines of ours
        self.count = 0
        self.memory = None

    def teardown(self) -> None:
        self.stay.close()

    def word(self) -> str:
        self.count += 1
        self.words.append(f"word{self.count:04}x")
        return self.words[-1]

    def said(self, line: str) -> str:
        return line.format(word=self.word()) if "{" in line else line

    def notes(self) -> list[str]:
        return sorted(path for path in self.vault.names() if path != DUE)

    def forget_words_of(self, path: str) -> None:
        """The user gave them up."""
        text = self.vault.read(path)
        rest = [self.vault.read(other) for other in self.notes() if other != path]
        for words in (self.words, self.within):
            words[:] = [word for word in words if word not in text or any(word in other for other in rest)]

    @initialize()
    def begin(self) -> None:
        self.vault.write("People/Anna.md", f"---\ncadence: weekly\n---\n- 2026-09-01 {self.word()}\n")
        self.vault.write("People/Bram.md", f"- 2026-09-02 {self.word()}\r\n- 2026-11-10 received: {self.word()}\r\n")
        build(self.vault.root, self.config, self.day)

    @rule(
        path=st.sampled_from(PATHS),
        front=st.sampled_from(FRONTS),
        lines=st.lists(st.sampled_from(LINES), max_size=4),
        end=st.sampled_from(["\n", "\r\n"]),
    )
    def write(self, path: str, front: str, lines: list[str], end: str) -> None:
        if path in self.vault.names():
            self.forget_words_of(path)
        text = front + "\n".join(self.said(line) for line in lines)
        self.vault.write(path, text.replace("\n", end))

    @rule(data=st.data(), line=st.sampled_from(LINES))
    def add(self, data: st.DataObject, line: str) -> None:
        if self.notes():
            path = data.draw(st.sampled_from(self.notes()))
            self.vault.write(path, self.vault.read(path) + "\n" + self.said(line) + "\n")

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if len(self.notes()) > 1:
            path = data.draw(st.sampled_from(self.notes()))
            self.forget_words_of(path)
            (self.vault.folder / path).unlink()

    @rule(data=st.data(), path=st.sampled_from((*PATHS, "People/Zoë.md", "Archive/Anna.md")))
    def rename(self, data: st.DataObject, path: str) -> None:
        if self.notes() and path not in self.vault.names():
            place = self.vault.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            (self.vault.folder / data.draw(st.sampled_from(self.notes()))).rename(place)

    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        if self.notes():
            (self.vault.folder / data.draw(st.sampled_from(self.notes()))).touch()

    @rule()
    def leave_alone(self) -> None:
        self.vault.rest()

    @rule(
        how=st.sampled_from(["remove", "cut", "flip", "empty"]),
        name=st.sampled_from(["manifest", "facts", "written", "left", "people"]),
    )
    def corrupt_the_cache(self, how: str, name: str) -> None:
        place = Path(cache_folder(self.vault.root)) / name
        if not place.exists():
            return
        data = place.read_bytes()
        middle = len(data) // 2
        match how:
            case "remove":
                place.unlink()
            case "cut":
                place.write_bytes(data[:middle])
            case "flip":
                place.write_bytes(
                    data[:middle] + bytes(255 - byte for byte in data[middle : middle + 1]) + data[middle + 1 :]
                )
            case _:
                place.write_bytes(b"")

    @precondition(lambda self: DUE in self.vault.names())
    @rule(
        data=st.data(),
        box=st.sampled_from("xX>- "),
        says=st.sampled_from([" {word}", "", " 2 weeks {word}", "\n    - {word}", " 2026-11-20 {word}"]),
    )
    def tick(self, data: st.DataObject, box: str, says: str) -> None:
        lines = self.vault.read(DUE).split("\n")
        places = [at for at, line in enumerate(lines) if line.startswith("- [ ]")]
        if places:
            at = data.draw(st.sampled_from(places))
            lines[at] = lines[at].replace("- [ ]", f"- [{box}]", 1) + self.said(says)
            self.vault.write(DUE, "\n".join(lines))

    @precondition(lambda self: DUE in self.vault.names())
    @rule(below=st.booleans())
    def type_into_the_due_note(self, below: bool) -> None:
        text = self.vault.read(DUE)
        line = f"{self.word()}\n"
        self.vault.write(DUE, text + line if below else text.replace("%% vaultnet:end %%", f"{line}%% vaultnet:end %%"))

    @precondition(lambda self: DUE in self.vault.names())
    @rule(data=st.data())
    def type_into_a_line_of_ours(self, data: st.DataObject) -> None:
        before, begin, block = self.vault.read(DUE).partition("%% vaultnet:begin %%\n")
        block, end, after = block.partition("%% vaultnet:end %%")
        places = [at for at in range(1, len(block)) if block[at] == " " and not block[at - 1].isspace()]
        if places:
            at = data.draw(st.sampled_from(places))
            self.vault.write(DUE, f"{before}{begin}{block[:at]} {self.word()}{block[at:]}{end}{after}")
            self.within.append(self.words.pop())

    @rule(data=st.data())
    def log(self, data: st.DataObject) -> None:
        loaded = load(self.vault.root, self.config, self.day)
        if loaded.network.people:
            person = data.draw(st.sampled_from(loaded.network.people))
            word = self.word()
            try:
                do_all(
                    self.vault.root,
                    [contact(person, NewContact(self.day, word), self.config, loaded.seen.reading)],
                    f"log {self.count}",
                )
            except NotRecorded:
                self.words.remove(word)

    @rule(cache=st.booleans())
    def build(self, cache: bool) -> None:
        build(self.vault.root, self.config, self.day, cache=cache)
        assert not build(self.vault.root, self.config, self.day).written

    @rule(days=st.integers(1, 9))
    def pass_days(self, days: int) -> None:
        self.day += timedelta(days)

    @invariant()
    def loaded_with_the_cache_is_loaded_without(self) -> None:
        fresh = load(self.vault.root, self.config, self.day, cache=False)
        cached = load(self.vault.root, self.config, self.day)
        self.memory = load(self.vault.root, self.config, self.day, before=self.memory or cached)
        for other in (cached, self.memory):
            assert other.network == fresh.network
            assert other.problems == fresh.problems
            assert other.notes == fresh.notes

    @invariant()
    def no_word_is_lost(self) -> None:
        everything = "\n".join(self.vault.read(path) for path in self.vault.names())
        assert [word for word in self.words if word not in everything] == []
        kept = Path(state_folder(self.vault.root), "replaced")
        everything += "".join(place.read_text("utf-8") for place in kept.glob("*"))
        assert [word for word in self.within if word not in everything] == []


@pytest.mark.parametrize(
    ("examples", "steps"),
    [(40, 20), pytest.param(600, 40, marks=pytest.mark.campaign)],
)
def test_any_order_of_events_keeps_cache_and_words(examples, steps):
    found = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=examples < 100,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Notebook, settings=found)


def test_the_machine_catches_words_that_are_lost(monkeypatch):
    """A composer that keeps nothing of the user's is found out."""
    from vaultnet.ticks import remains

    monkeypatch.setattr(
        remains,
        "compose",
        lambda note, fresh, *_, **__: (
            fresh.before + fresh.begin + "".join(f"{line}\n" for line in fresh.block) + fresh.end
        ),
    )
    found = settings(
        max_examples=100,
        stateful_step_count=20,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Notebook, settings=found)
