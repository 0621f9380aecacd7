"""The user's own note is theirs wherever it lies, and nobody else is."""

import pytest
from somebody import TODAY

from vaultnet.agenda import plan
from vaultnet.load import load
from vaultnet.model.config import Config

OFFER = "offers: [cello lessons]\n---\n"
VERA = "- need: a cello teacher\n"


@pytest.mark.parametrize(
    ("path", "said", "config"),
    [
        ("Me.md", "is_self: true", ""),
        ("Notes/About me.md", "isSelf: True", ""),
        ("People/Me.md", "is_self: true", ""),
        ("Me.md", "type: note", "me"),
        ("Notes/Me.md", "type: note", "Notes/Me"),
        ("People/Me.md", "type: person", "Me"),
        ("2026-01-01 Me.md", "is_self: true", ""),
    ],
)
def test_the_own_note_is_known_wherever_it_lies(vault, path, said, config):
    notes = vault({path: f"---\n{said}\n{OFFER}", "People/Vera.md": VERA})
    settings = Config(self=config)
    loaded = load(notes.root, settings, TODAY)
    assert [one.name for one in loaded.network.people] == ["Vera"]
    assert loaded.network.me
    assert loaded.network.me.path == path
    assert loaded.problems == ()
    assert [one.mine for one in plan(loaded.network, settings, TODAY).introduce] == [True]


def test_a_note_of_the_same_name_elsewhere_is_not_the_own_one(vault):
    notes = vault({"People/Me.md": f"---\n{OFFER}", "Projects/Me.md": "", "People/Vera.md": VERA})
    loaded = load(notes.root, Config(self="Me"), TODAY)
    assert loaded.network.me
    assert loaded.network.me.path == "People/Me.md"
    assert loaded.problems == ()


def test_a_note_that_says_that_it_is_not_the_own_one_is_not(vault):
    loaded = load(
        vault({"Me.md": f"---\nis_self: false\n{OFFER}", "Self.md": "---\nself: true\n---\n"}).root, Config(), TODAY
    )
    assert loaded.network.me is None
    assert loaded.network.people == ()
