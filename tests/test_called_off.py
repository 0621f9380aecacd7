"""What a later talk moves or calls off: whole notes in, and what the due note of the first day says of it."""

from datetime import date

import pytest

from vaultnet.build import build
from vaultnet.model.config import Config

DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    "log",
    [
        "- 2026-11-20 dinner with us on 4 December\n- 2026-12-02 text: dinner becomes 11 December\n",
        "- 2026-11-20 samen eten op 4 december\n- 2026-12-02 appje: eten wordt 11 december\n",
        "- 2026-11-20 Her operation is on 4 December.\n- 2026-12-01 phone. The operation is postponed, no beds.\n",
        "- 2026-11-20 He starts his new job on 4 December.\n- 2026-11-28 he has flu, new job moved to 1 January\n",
        "- 2026-11-20 Her wedding is on 4 December.\n- 2026-12-01 the wedding is off\n",
        "- 2026-11-20 Haar tentamen is op 4 december.\n- 2026-12-01 het tentamen gaat niet door\n",
        "- 2026-11-20 sailing to Texel on 4 December\n- 2026-12-01 sailing trip cancelled\n",
    ],
)
def test_what_was_moved_or_called_off_is_not_on_its_first_day(vault, log):
    assert not of_the_day(vault, log)


@pytest.mark.parametrize(
    "log",
    [
        "- 2026-11-20 dinner with us on 4 December\n- 2026-12-02 text: so much looking forward to dinner\n",
        "- 2026-11-20 dinner with us on 4 December\n- 2026-12-02 text: the trip in December is cancelled\n",
        "- 2026-11-20 Her operation is on 4 December.\n- 2026-12-01 phone. She cancelled her trip.\n",
        "- 2026-11-20 Her wedding is on 4 December.\n- 2026-12-01 she cancelled the flowers, the wedding is small\n",
        "- 2026-11-20 Her exam is on 4 December.\n- 2026-12-01 the exam is in another hall now\n",
        "- 2026-11-01 the wedding is off\n- 2026-11-20 Her wedding is on 4 December.\n",
        "- 2026-12-04 exam: on paper\n- 2026-12-01 the oral exam is cancelled\n",
    ],
)
def test_what_a_later_talk_does_not_speak_of_stays(vault, log):
    assert of_the_day(vault, log)


def of_the_day(vault, log: str) -> bool:
    """Whether the due note of the day has something of Vera under *Today*."""
    made = vault({"People/Vera.md": log})
    build(made.root, Config(leaf_per_day=0), DAY)
    return "## Today\n- [ ] [[Vera]]" in made.read("Due today.md")


@pytest.mark.parametrize(
    ("later", "kept"), [("- 2026-12-01 the wedding is off\n", False), ("- 2026-12-05 tea\n", True)]
)
def test_a_wedding_that_was_called_off_has_no_anniversaries(vault, later, kept):
    made = vault({"People/Vera.md": f"- 2026-11-20 Her wedding is on 4 December.\n{later}"})
    build(made.root, Config(leaf_per_day=0), date(2028, 12, 4))
    assert ("Anniversary today: 2 years" in made.read("Due today.md")) is kept


def test_a_first_name_is_no_matter_that_two_talks_share(vault):
    log = "- 2026-11-20 Sanne told of the concert on 4 December\n- 2026-12-01 Sanne cancelled our lunch\n"
    made = vault({"People/Sanne Jansen.md": log})
    build(made.root, Config(leaf_per_day=0), DAY)
    assert "## Today\n- [ ] [[Sanne Jansen]]" in made.read("Due today.md")
