"""A heading of the due note that the user changed, or one of their own: a tick under it is never taken for another."""

import shutil
from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config
from vaultnet.vault.home import cache_folder

TODAY = date(2026, 11, 21)
DUE = "Due today.md"
NOTES = {
    "People/Ann.md": "- 2026-11-10 request: a reference\n",
    "People/Theo.md": "- 2026-11-18 received: an address\n",
    "People/Pim.md": "- [ ] call back 📅 2026-11-20\n",
    "People/Rob.md": "---\ncadence: monthly\n---\n- 2026-10-01 coffee\n",
}


def changed(notes, *changes, forget=False):
    build(notes.root, Config(leaf_per_day=0), TODAY)
    text = notes.read(DUE)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    notes.write(DUE, text)
    if forget:
        shutil.rmtree(cache_folder(notes.root))
    report = build(notes.root, Config(leaf_per_day=0), TODAY)
    assert report.problems == ()


@pytest.mark.parametrize("heading", ["## Thank soon", "### Thank", "## **Thank**", "Thank", ""])
@pytest.mark.parametrize(("box", "said"), [("x", "thanked: an address"), ("-", "let go: an address")])
def test_a_line_whose_heading_was_changed_is_what_it_was(vault, heading, box, said):
    notes = vault(NOTES)
    changed(notes, ("## Thank", heading), ("- [ ] [[Theo]]", f"- [{box}] [[Theo]]"))
    assert notes.read("People/Theo.md") == f"{NOTES['People/Theo.md']}- 2026-11-21 {said}\n"


def test_a_promise_whose_heading_was_changed_is_one_still(vault):
    notes = vault(NOTES)
    changed(notes, ("## Promised", "## Promised (old)"), ("- [ ] call", "- [x] call"))
    assert notes.read("People/Pim.md") == "- [x] call back 📅 2026-11-20 ✅ 2026-11-21\n"
    assert notes.read(DUE).endswith("## Kept for you\n- ## Promised (old)\n")


@pytest.mark.parametrize("heading", ["## My own list", "# Later", "##### x"])
@pytest.mark.parametrize("before", ["## Thank", "## Promised"])
@pytest.mark.parametrize("forget", [False, True])
def test_a_tick_under_a_heading_of_the_user_is_a_contact(vault, heading, before, forget):
    notes = vault(NOTES)
    changed(notes, (before, f"{heading}\n- [x] [[Rob]] tea\n\n{before}"), forget=forget)
    assert notes.read("People/Rob.md") == f"{NOTES['People/Rob.md']}- 2026-11-21 tea\n"
    assert f"- {heading}\n" in notes.read(DUE)


def test_what_another_machine_wrote_is_not_moved(vault):
    notes = vault({"People/Rob.md": "---\ncadence: monthly\n---\n- 2026-10-01 coffee\n"})
    build(notes.root, Config(leaf_per_day=0), TODAY)
    there = '## Thank\n- [x] [[Rob]]\n    > For "a lift", [[Rob|20 November]].\n'
    text = notes.read(DUE)
    notes.write(DUE, text[: text.index("## Reach out")] + there + text[text.index("\n%% vaultnet:end") :])
    notes.write("People/Rob.md", "- 2026-11-20 received: a lift\n")
    build(notes.root, Config(leaf_per_day=0), TODAY)
    assert notes.read("People/Rob.md") == "- 2026-11-20 received: a lift\n- 2026-11-21 thanked: a lift\n"
