"""The due note read back, and written anew over what the user made of it."""

import re
from datetime import date

import pytest
from full_day import ANNA, BRAM, CARLA, EMMA, FULL, NETWORK, REACH_BRAM, REACH_GRIET, TODAY
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.due.note import Damage, DueNote, is_ours, read
from vaultnet.model.agenda import Agenda, Beside, Leaf, Owed
from vaultnet.model.config import Config, TaskStyle
from vaultnet.model.network import Source
from vaultnet.render.compose import Spare, compose
from vaultnet.render.due_note import block, plain_names, whole

CONFIG = Config()
NAMES = plain_names(NETWORK)
NOTE = whole(FULL, NETWORK, CONFIG)
EMPTY = Agenda(TODAY, 8)


def fresh(agenda, config=CONFIG):
    """What render says of an agenda, read back."""
    return read(whole(agenda, NETWORK, config), names=NAMES, tasks=config.tasks)


def fresh_block(agenda):
    return read(block(agenda, NETWORK, CONFIG), names=NAMES, embedded=True)


def with_line(old, new, text=NOTE):
    """The note with one of its lines changed by the user."""
    assert text.count(old + "\n") == 1
    return text.replace(old + "\n", new + "\n")


def opened(text, written=NOTE, **options):
    found = read(text, written=written, names=NAMES, **options)
    assert isinstance(found, DueNote)
    return found


def rewritten(text, agenda=FULL, written=NOTE, **decisions):
    return compose(opened(text, written), fresh(agenda), "en", **decisions)


def tick(text, section, **options):
    return next(one for one in opened(text, **options).ticks if one.section == section)


def kept(text):
    return text.partition("%% vaultnet:end %%\n")[2]


# reading


def test_the_note_and_its_parts_are_the_same_bytes():
    note = opened(NOTE)
    assert note.before + note.begin + "".join(f"{line}\n" for line in note.block) + note.end + note.after == NOTE
    assert (note.date, note.newline, note.strays, note.kept) == ("2026-11-21", "\n", (), ())


@pytest.mark.parametrize("config", [CONFIG, Config(language="nl"), Config(tasks=TaskStyle("#task", due=True))])
def test_every_line_that_we_write_is_known_again_without_what_was_written(config):
    note = read(whole(FULL, NETWORK, config), names=NAMES, tasks=config.tasks)
    assert note.strays == ()
    assert [one.section for one in note.ticks] == [
        "today", "today", "reach_out", "reach_out", "answer", "answer", "thank", "report", "give_back",
        "promised", "promised", "promised", "introduce", "leaf_through",
    ]  # fmt: skip
    assert not any(one.raw or one.words or one.sub_items for one in note.ticks)


@pytest.mark.parametrize(
    "day", [EMPTY, Agenda(TODAY, 8, fresh_start=True, reach_out=(REACH_BRAM,), waiting=(REACH_GRIET,))]
)
def test_quiet_days_and_fresh_starts_are_known_again(day):
    assert fresh(day).strays == ()


def test_a_tick_has_its_place_its_box_and_the_users_words():
    text = with_line("- [ ] [[Bram Jansen]]", "- [x] [[Bram Jansen]] - called, all is well ✅ 2026-11-20 ^abc1")
    found = tick(text, "reach_out")
    assert (found.line, found.box, found.targets, found.ticked) == (21, "x", ("Bram Jansen",), True)
    assert (found.words, found.done) == ("called, all is well", "2026-11-20")
    assert found.raw == " - called, all is well ✅ 2026-11-20 ^abc1"


@pytest.mark.parametrize(
    ("typed", "words", "done"),
    [
        (" called", "called", ""),
        (": called", "called", ""),
        (". called", "called", ""),
        (" ... well", "... well", ""),
        (" – -5 °C outside", "-5 °C outside", ""),
        (" 2 weeks", "2 weeks", ""),
        (" [completion:: 2026-11-19]", "", "2026-11-19"),
        (" called  [completion:: 2026-11-19]", "called", "2026-11-19"),
        (" ❌ 2026-11-19", "", ""),
        (" ✅ 2026-02-30", "", "2026-02-30"),
        ("", "", ""),
    ],
)
def test_words_are_what_neither_we_nor_plugins_wrote(typed, words, done):
    found = tick(with_line("- [ ] [[Bram Jansen]]", f"- [x] [[Bram Jansen]]{typed}"), "reach_out")
    assert (found.words, found.done) == (words, done)


def test_sub_items_are_the_users_and_quote_lines_are_ours():
    text = with_line("- [ ] [[Bram Jansen]]", "- [x] [[Bram Jansen]]\n    - his knee is better\n\t- sold the boat")
    assert tick(text, "reach_out").sub_items == ("    - his knee is better", "\t- sold the boat")
    text = with_line(
        "- [ ] [[Hans Mol]]\n    > In memory: 3 years ago today.",
        "- [x] [[Hans Mol]]\n    > In memory: 3 years ago today.\n    - lit a candle",
    )
    assert opened(text).ticks[1].sub_items == ("    - lit a candle",)
    assert opened(text, written="").ticks[1].sub_items == ("    - lit a candle",)


def test_a_promise_has_a_text_and_a_person():
    text = with_line(
        "- [ ] send the article about soil 📅 2026-11-20 ([[Bram Jansen]])",
        "- [x] send the article about soil 📅 2026-11-20 ([[Bram Jansen]]) sent (by mail)",
    )
    found = tick(text, "promised")
    assert (found.promise, found.targets, found.words) == (
        "send the article about soil",
        ("Bram Jansen",),
        "sent (by mail)",
    )


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("send it 📅 2026-11-20 ([[Bram Jansen]])", "2026-11-20"),
        ("send it 📅 2026-11-20 ([[Bram Jansen]]) 📅 2026-12-01 (or later)", "2026-11-20"),
        ("send it 📅 2026-10-01 (draft 2) 📅 2026-11-20 ([[Bram Jansen]])", "2026-11-20"),
        ("send it ([[Bram Jansen]]) 📅 2026-12-01 (or later)", ""),
    ],
)
def test_the_day_of_a_promise_is_the_one_before_its_person(line, due):
    text = with_line("- [ ] send the article about soil 📅 2026-11-20 ([[Bram Jansen]])", f"- [x] {line}")
    assert tick(text, "promised").due == due


def test_a_pair_has_two_people_in_either_language():
    assert tick(NOTE, "introduce").targets == ("Anna de Vries", "Daan Visser")
    dutch = whole(FULL, NETWORK, Config(language="nl"))
    assert tick(dutch, "introduce").targets == ("Anna de Vries", "Daan Visser")


def test_a_name_that_no_link_can_hold_is_found_by_its_text():
    found = opened(with_line("- [ ] Griet \\#1", "- [x] Griet \\#1 wrote a card")).ticks[3]
    assert (found.targets, found.words) == (("Griet \\#1",), "wrote a card")


def test_what_tasks_asks_for_is_no_word_of_the_user():
    config = Config(tasks=TaskStyle("#task", due=True))
    text = whole(FULL, NETWORK, config).replace(
        "[[Bram Jansen]] #task 📅 2026-11-01", "[[Bram Jansen]] called #task 📅 2026-11-01 ✅ 2026-11-21", 1
    )
    found = tick(text, "reach_out", tasks=config.tasks)
    assert found.words == "called"
    assert "2026-11-01" not in found.raw
    text = whole(FULL, NETWORK, config).replace("2026-11-01\n", "2026-11-01 called\n", 1)
    assert tick(text, "reach_out", tasks=config.tasks).words == "called"


def test_what_was_added_before_the_configuration_changed_is_no_word_of_the_user():
    before = whole(FULL, NETWORK, Config(tasks=TaskStyle("#task", due=True)))
    assert tick(before, "reach_out", written=before).raw == ""
    text = before.replace("2026-11-01\n", "2026-11-01 called\n", 1)
    assert tick(text, "reach_out", written=before).words == "called"


@pytest.mark.parametrize(
    "line",
    ["* [x] [[Emma Bakker]] met at the fair", "- [X] [[Emma Bakker|Em]] met at the fair", "1. [x] [Em](People/Emma%20Bakker.md) met at the fair"],
)  # fmt: skip
def test_a_tick_that_the_user_typed_counts_if_it_fits_the_grammar(line):
    found = opened(NOTE.replace("## Reach out\n", f"## Reach out\n{line}\n")).ticks[2]
    assert found.words == "met at the fair"
    assert found.targets in (("Emma Bakker",), ("People/Emma Bakker.md",))


@pytest.mark.parametrize(
    "line",
    [
        "- [x] buy milk",
        "- [x] milk for [[Anna de Vries]]",
        "- [ ]",
        "- [x] ![[Anna de Vries]]",
        "remember the milk",
        "# My own heading",
        "## My own heading",
        "> a quote",
        "- 24 things",
        "```",
        "| a | b |",
        "---",
        "> [!note]- my own callout",
        "1. one",
    ],
)
def test_every_other_line_in_the_block_is_the_users(line):
    for written in (NOTE, ""):
        note = opened(with_line("# Saturday 21 November 2026", f"# Saturday 21 November 2026\n{line}"), written)
        assert note.strays == (line,)
        assert len(note.ticks) == 14
    note = opened(NOTE.replace("## Leaf through\n", f"## Leaf through\n{line}\n"))
    assert note.strays == (line,)


def test_lines_of_ours_are_known_where_the_user_typed_between_them():
    for after in ("- [ ] [[Bram Jansen]]", "> [!note]- 2 more who would like to hear from you"):
        note = opened(with_line(after, f"{after}\nremember the milk\n  and oats"), written="")
        assert note.strays == ("remember the milk", "  and oats")
        assert not any(one.sub_items for one in note.ticks)


def test_a_line_last_written_is_ours_whatever_its_form():
    text = with_line("# Saturday 21 November 2026", "# Saturday 21 November 2026\nAn older greeting.")
    assert opened(text, written="%% vaultnet:begin %%\nAn older greeting.\n").strays == ()


def test_coming_up_and_done_today_are_never_read_back():
    text = with_line("- [x] [[Frits de Boer]] · called, all is well", "- [x] [[Frits de Boer]] · called, and more")
    assert all(one.targets != ("Frits de Boer",) for one in opened(text).ticks)
    text = NOTE.replace("## Done today\n", "## Done today\n- [ ] [[Anna de Vries]] to do\n")
    assert opened(text).strays == ("- [ ] [[Anna de Vries]] to do",)


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        (NOTE, True),
        (NOTE.replace("\n", "\r\n"), True),
        ("---\ngenerated_by: 'vaultnet'\n---\n", True),
        ("\ufeff---\ngenerated_by: vaultnet\n---\n", True),
        ("text\n%% vaultnet:begin %%\n%% vaultnet:end %%\n", True),
        ("---\ngenerated_by: me\n---\n", False),
        ("generated_by: vaultnet\n", False),
        ("---\ngenerated_by: vaultnet\nnever closed\n", False),
        ("%% vaultnet:begin %%\n", False),
        ("my own note\n", False),
    ],
)
def test_only_our_own_note_is_ours(text, ours):
    assert is_ours(text) is ours


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\r\n"])
def test_an_empty_file_counts_as_absent(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("damage", "line", "said"),
    [
        (lambda text: text.replace("%% vaultnet:begin %%\n", ""), 1, "is missing"),
        (lambda text: text.replace("%% vaultnet:end %%\n", ""), 1, "is missing"),
        (lambda text: text + "%% vaultnet:end %%\n", 79, "a second time"),
        (lambda text: "%% vaultnet:begin %%\n" + text, 10, "a second time"),
        (lambda text: "%% vaultnet:end %%\n" + text.replace("%% vaultnet:end %%\n", ""), 1, "swap the two"),
        (lambda text: text.replace("%% vaultnet:begin %%", "%% vaultnet:begin"), 9, "should be"),
        (lambda text: text.replace("%% vaultnet:end %%", "words %% vaultnet:end %%"), 78, "should be"),
        (lambda text: text.replace("## Today\n", "<<<<<<< mine\n## Today\n=======\n>>>>>>> theirs\n"), 13, "git"),
    ],
)
def test_a_damaged_note_says_what_to_mend(damage, line, said):
    found = read(damage(NOTE))
    assert isinstance(found, Damage)
    assert (found.line, said in found.message) == (line, True)


# writing over it


def test_nothing_changes_where_nothing_changed():
    assert rewritten(NOTE) == NOTE


def test_a_first_note_is_what_render_says():
    assert compose(None, fresh(FULL), "en") == NOTE


def test_words_stay_with_their_item():
    text = with_line("- [ ] [[Bram Jansen]]", "- [/] [[Bram Jansen]] left a message\n    - try Monday")
    assert "- [/] [[Bram Jansen]] left a message\n    > 7 weeks since" in rewritten(text)
    assert "Kerkstraat 1.\n    - try Monday\n- [ ] Griet" in rewritten(text)
    assert rewritten(rewritten(text)) == rewritten(text)


def test_words_follow_an_item_into_another_section():
    text = with_line("- [ ] [[Bram Jansen]]", "- [ ] [[bram jansen]] left a message")
    tomorrow = Agenda(date(2026, 11, 22), 8, leaf_through=(Leaf(BRAM, "rotation", Beside(None)),))
    assert "## Leaf through\n- [ ] [[Bram Jansen]] left a message\n" in rewritten(text, tomorrow)


def test_words_stay_with_the_promise_of_their_day():
    first, second = (Owed(BRAM, "call him", date(2026, 11, day), Source(BRAM.path, day)) for day in (19, 20))
    written = compose(None, fresh(Agenda(TODAY, 8, promised=(first, second))), "en")
    text = written.replace("2026-11-19 ([[Bram Jansen]])", "2026-11-19 ([[Bram Jansen]]) at noon")
    text = text.replace("2026-11-20 ([[Bram Jansen]])", "2026-11-20 ([[Bram Jansen]]) at night")
    later = rewritten(text, Agenda(TODAY, 8, promised=(second,)), written)
    assert "- [ ] call him 📅 2026-11-20 ([[Bram Jansen]]) at night\n" in later
    assert kept(later) == "\n## Kept for you\n- Bram Jansen: at noon\n"


def test_words_of_an_item_that_is_gone_are_kept():
    text = with_line("- [ ] [[Bram Jansen]]", "- [ ] [[Bram Jansen]] left a message\n    - try Monday")
    text = with_line("- [ ] Griet \\#1", "- [?] Griet \\#1 who is she", text)
    assert kept(rewritten(text, EMPTY)) == (
        "\n## Kept for you\n- Bram Jansen: left a message\n    - try Monday\n- Griet \\#1: who is she\n"
    )


def test_lines_that_we_did_not_write_are_kept():
    text = NOTE.replace("## Thank\n", "## Thank\nask about\n  the lawyer\n- [ ] buy milk\n  - oat\n")
    assert kept(rewritten(text)) == "\n## Kept for you\n- ask about\n  the lawyer\n- [ ] buy milk\n  - oat\n"
    assert rewritten(rewritten(text)) == rewritten(text)


def test_more_is_kept_under_the_same_title():
    text = NOTE + "\n## Kept for you\n- Emma: old words\n\n## My own\ntext"
    text = text.replace("## Today\n", "## Today\nstray\n")
    assert kept(rewritten(text)) == "\n## Kept for you\n- Emma: old words\n- stray\n\n## My own\ntext\n"
    dutch = NOTE.replace("## Today\n", "## Today\nstray\n") + "\n## Voor jou bewaard\n- Emma: oud\n"
    assert kept(rewritten(dutch)) == "\n## Voor jou bewaard\n- Emma: oud\n- stray\n"


def test_settled_ticks_leave_nothing_behind_but_their_spare_words():
    text = with_line("- [ ] [[Bram Jansen]]", "- [-] [[Bram Jansen]] not now\n    - later")
    line = tick(text, "reach_out").line
    assert rewritten(text, settled={line}) == NOTE
    found = rewritten(text, settled={line}, spare=[Spare("Bram *J*", "not now", ("    - later",))])
    assert kept(found) == "\n## Kept for you\n- Bram \\*J\\*: not now\n    - later\n"


def test_a_stuck_tick_stays_ticked_and_keeps_its_date():
    text = with_line("- [ ] [[Bram Jansen]]", "- [x] [[Bram Jansen]] called ^id1")
    line = tick(text, "reach_out").line
    found = rewritten(text, stuck={line: TODAY})
    assert "- [x] [[Bram Jansen]] called ✅ 2026-11-21 ^id1\n" in found
    assert rewritten(found, stuck={line: date(2026, 11, 30)}) == found


def test_a_stuck_tick_stays_where_its_item_is_gone():
    text = with_line("- [ ] [[Bram Jansen]]", "- [x] [[Bram Jansen]] called\n  - well")
    line = tick(text, "reach_out").line
    found = rewritten(text, EMPTY, stuck={line: TODAY})
    assert "\n\n## Reach out\n- [x] [[Bram Jansen]] called ✅ 2026-11-21\n  - well\n\n%% vaultnet:end" in found
    assert compose(opened(found), fresh(EMPTY), "en", stuck={16: TODAY}) == found
    others = Agenda(TODAY, 8, today=FULL.today, reach_out=(REACH_GRIET,), thank=FULL.thank, problems=FULL.problems)
    found = rewritten(text, others, stuck={line: TODAY})
    assert "help.\n- [x] [[Bram Jansen]] called ✅ 2026-11-21\n  - well\n\n## Thank" in found
    found = rewritten(text, others._replace(reach_out=()), stuck={line: TODAY})
    assert "today.\n\n## Reach out\n- [x] [[Bram Jansen]] called ✅ 2026-11-21\n  - well\n\n## Thank" in found
    found = rewritten(text, others._replace(reach_out=(), thank=()), stuck={line: TODAY})
    assert "  - well\n\n> [!warning]-" in found


def test_two_lines_about_the_same_person_lose_nothing():
    text = with_line("- [ ] [[Bram Jansen]]", "- [ ] [[Bram Jansen]] one\n- [ ] [[Bram Jansen]] two")
    found = rewritten(text)
    assert "- [ ] [[Bram Jansen]] one\n    >" in found
    assert kept(found) == "\n## Kept for you\n- Bram Jansen: two\n"


def test_the_users_properties_stay_and_ours_are_brought_up_to_date():
    text = NOTE.replace("---\ngenerated_by", "---\naliases: [today]  # mine\ngenerated_by").replace(
        "  - vaultnet\n", "  - wide\n"
    )
    text = text.replace("waiting: 2\n", "")
    tomorrow = Agenda(date(2026, 11, 22), 8)
    assert rewritten(text, tomorrow).partition("%%")[0] == (
        "---\naliases: [today]  # mine\ngenerated_by: vaultnet\ndate: 2026-11-22\nreach_out: 0\n"
        "cssclasses:\n  - wide\nwaiting: 0\n---\n"
    )


def test_a_note_without_properties_gets_ours():
    text = "\ufeffMine.\n" + NOTE.partition("---\n")[2].partition("---\n")[2]
    assert rewritten(text) == "\ufeff" + NOTE.replace("---\n%%", "---\nMine.\n%%")


def test_the_line_end_of_the_file_is_used():
    text = with_line("- [ ] [[Bram Jansen]]", "- [ ] [[Bram Jansen]] left a message").replace("\n", "\r\n") + "mine\r\n"
    found = compose(opened(text), fresh(EMPTY), "en")
    assert re.findall(r"(?<!\r)\n", found) == []
    assert found.endswith("%% vaultnet:end %%\r\nmine\r\n\r\n## Kept for you\r\n- Bram Jansen: left a message\r\n")


DAILY = "# My day\n\n- met [[Emma Bakker]]"


def test_a_daily_note_gets_the_block_at_its_end_and_nothing_else():
    note = read(DAILY, embedded=True)
    found = compose(note, fresh_block(FULL), "en")
    assert found == DAILY + "\n\n" + block(FULL, NETWORK, CONFIG)
    again = read(found, names=NAMES, embedded=True)
    assert compose(again, fresh_block(FULL), "en") == found


def test_in_a_daily_note_words_are_kept_inside_the_block():
    text = (
        DAILY
        + "\n\n"
        + block(FULL, NETWORK, CONFIG).replace("[[Bram Jansen]]\n", "[[Bram Jansen]] a message\n", 1)
        + "More.\n"
    )
    found = compose(read(text, names=NAMES, embedded=True), fresh_block(EMPTY), "en")
    assert found == DAILY + "\n\n" + block(EMPTY, NETWORK, CONFIG).replace(
        "%% vaultnet:end %%\n", "## Kept for you\n- Bram Jansen: a message\n\n%% vaultnet:end %%\nMore.\n"
    )
    again = read(found, names=NAMES, embedded=True)
    assert compose(again, fresh_block(EMPTY), "en") == found


# what must never happen

AGENDAS = [
    FULL,
    EMPTY,
    Agenda(TODAY, 8, today=FULL.today, leaf_through=FULL.leaf_through, promised=FULL.promised),
    Agenda(TODAY, 8, reach_out=(REACH_GRIET, REACH_BRAM), waiting=FULL.waiting, coming_up=FULL.coming_up),
    Agenda(TODAY, 8, leaf_through=(Leaf(BRAM, "rotation", Beside(None)), Leaf(ANNA, "rotation", Beside(None)))),
]
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\n\r"), max_size=20)
marked = st.lists(
    st.sampled_from([*"[]()*_#|>^✅📅- ", "x", "[[Anna de Vries]]", "2026-11-20", "::", " · "]), max_size=8
)
typed = (texts | marked.map("".join)).filter(lambda text: not re.search("vaultnet:|^#|^[<>]{7}", text))
newlines = st.sampled_from(["\n", "\r\n", "\r"])


def words(text):
    """The words that must not get lost, each so marked that no other is like it."""
    return re.findall(r"w\d+w", text)


@st.composite
def edited(draw, agenda, *, in_quotes):
    """A note of ours after somebody typed into it: words, boxes, sub-items, lines, quotes, text around the block."""
    lines = whole(agenda, NETWORK, CONFIG).splitlines()
    result = []
    for number, line in enumerate(lines):
        in_block = number > lines.index("%% vaultnet:begin %%")
        is_tick = line.startswith("- [ ] ")
        how = draw(st.integers(0, 9)) if in_block else 9
        if is_tick and how < 4:
            box = draw(st.sampled_from(" /xX>-?"))
            result.append(line.replace("[ ]", f"[{box}]", 1) + f" w{number}w {draw(typed)}")
            if how < 2:
                result.append(f"    - w{number}00w {draw(typed)}")
        elif how == 4 and not line.startswith("    > "):
            result += [line, f"w{number}w {draw(typed)}"]
        elif how == 5 and not line.startswith("    > "):
            result += [line, f"- [{draw(st.sampled_from(' x'))}] {draw(typed)} w{number}w"]
        elif how == 6 and in_quotes and line.startswith("    > "):
            result.append(f"{line} w{number}w {draw(typed)}")
        elif how == 7 and in_quotes and line.startswith("    > "):
            result += [line, f"    > w{number}w {draw(typed)}"]
        else:
            result.append(line)
    newline = draw(newlines)
    mark = draw(st.sampled_from(["", "\ufeff"]))
    after = "".join(draw(typed) + newline for _ in range(draw(st.integers(0, 3)))) + draw(typed)
    return mark + "".join(line + newline for line in result) + after


@given(st.data())
def test_no_word_of_the_user_is_ever_lost(data):
    before, after = (AGENDAS[data.draw(st.integers(0, len(AGENDAS) - 1))] for _ in range(2))
    written = data.draw(st.sampled_from([whole(before, NETWORK, CONFIG), ""]))
    text = data.draw(edited(before, in_quotes=bool(written)))
    present = read(text, written=written, names=NAMES)
    assert isinstance(present, DueNote)
    ticked = [one.line for one in present.ticks if one.ticked]
    stuck = dict.fromkeys(data.draw(st.sets(st.sampled_from(ticked))) if ticked else (), TODAY)
    found = compose(present, fresh(after), "en", stuck=stuck)
    assert sorted(words(found)) == sorted(words(text))
    assert found.startswith("\ufeff") is text.startswith("\ufeff")
    outside = text.partition("%% vaultnet:end %%")[2].lstrip("\r\n")
    assert outside in found
    again = read(found, written=whole(after, NETWORK, CONFIG), names=NAMES)
    assert isinstance(again, DueNote)
    assert compose(again, fresh(after), "en") == found


@given(st.sampled_from(AGENDAS), typed, typed)
def test_the_same_items_are_found_in_what_is_written(agenda, before, after):
    mine = NOTE.replace("%% vaultnet:begin", f"{before}\n%% vaultnet:begin") + after
    found = compose(opened(mine), fresh(agenda), "en")
    assert [one._replace(line=0) for one in opened(found).ticks] == [
        one._replace(line=0) for one in fresh(agenda).ticks
    ]
    assert found.startswith("---\ngenerated_by")
    assert found.endswith(after)


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            ["%% vaultnet:begin %%", "%% vaultnet:end %%", "- [x] [[A]]", "---", "\n", "## Today", "> ", "    > "]
        )
    ).map("\n".join)
)
def test_reading_never_fails(text):
    for embedded in (False, True):
        found = read(text, embedded=embedded)
        assert found is None or isinstance(found, DueNote | Damage)


def test_names_used_in_these_tests_are_people():
    assert {CARLA, EMMA} <= set(NETWORK.people)
