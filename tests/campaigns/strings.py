"""Strings that would do something if they could: of our own, generated, and from a list that you name.

`VAULTNET_NAUGHTY` is the path of a JSON list of strings, such as `blns.json` of the Big List of Naughty Strings.
"""

import json
import os
import random
from pathlib import Path

OWN = json.loads((Path(__file__).parents[1] / "cases" / "hostile" / "strings.json").read_text("utf-8"))
_PARTS = (
    "<%", "%>", "%%", "`", "```", "~~~", "$=", "$$", "$", "[[", "]]", "![[", "![", "](", "[", "]", "(", ")", "<!--", "-->", "<b>", "<script>", "</",
    "- [x] ", "- [ ] ", "- ", "* ", "+ ", "1. ", "> ", "# ", "## Today", "---", "===", "|", "::", "==", "~~", "**", "__", "_", "*", "#tag", " ^id", "\\",
    "\n", "\r", "\r\n", "\t", "\u2028", "\u2029", "\x0b", "\x85", "\0", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\U000e0041", "\u200d", "é", "e\u0301",
    "📅 2026-01-01", "✅ 2026-01-01", "🔁 every day", "http://x.example", "www.x.example", "mailto:", "javascript:", "&lt;", "&#60;", "{{date}}", "due:: 1",
    "[[Victim]]", "2026-11-21", "received: ", "asked: ", "vaultnet:end", "%% vaultnet:end %%", "word", "Anna", " ", "  ", ",", ".", ":", ";", "'", '"', "/",
)  # fmt: skip


def listed() -> list[str]:
    """Our own strings, and those of the list that the environment names."""
    named = os.environ.get("VAULTNET_NAUGHTY")
    return [*OWN, *(json.loads(Path(named).read_text("utf-8")) if named else [])]


def generated(count: int, seed: int) -> list[str]:
    """Strings put together from what could act."""
    chance = random.Random(seed)
    return ["".join(chance.choices(_PARTS, k=chance.randint(1, 12))) for _ in range(count)]
