"""Whatever comes from a note goes into a generated text through here, and is nothing but text there.

What could act in Markdown, Obsidian or its plugins gets a backslash; ordinary names and sentences stay as they are.
"""

import re
from unicodedata import category, normalize

from vaultnet.model.network import Network
from vaultnet.network.names import name_of

NAME, TEXT = 120, 280  # characters, before escaping
JOINERS = "\u200c\u200d"  # nobody sees them, and some scripts need them between letters
NAMELESS = "?"  # what stands on a tick line for a name or a text without any visible character

_ACTS = re.compile(
    r"[\\*\[\]<>#$~^|{}]"  # wherever they stand
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis, unless inside a word
    r"|(?<=[<%])%|%(?=[%>])"  # Templater, comments
    r"|(?<=[=$])=|=(?==)|\A="  # highlights, Dataview, a heading's underline
    r"|(?<=:):|\A:|:\Z"  # inline fields, also with what we write around
    r"|(?<=[:/])/|(?<=[wW]{3})\.|(?<=(?i:mailto)):"  # addresses that become links by themselves
    r"|&(?=#?\w{1,31};)"  # entities
    r"|(?<=<)!|(?<=\])\("  # HTML comments, links
    r"|\A[-+](?=[ -]|\Z)"  # lists, rules
)
_IN_LABEL = re.compile(
    r"[!\"#$%&*+:;<=>?@\[\\\]^_`{|}~ﬂ°¶]"  # wherever they stand; the last three are Mermaid's own for entities
    r"|\A-|(?<=[0-9wW])\.|(?<=[0-9])\)"  # lists, addresses
)
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,9})(?=[.)](?: |\Z))")
_TASK_SIGNS = re.compile("[➕🛫⏳⌛📅📆🗓✅❌🔁🏁🆔⛔🔺⏫🔼🔽⏬]\ufe0f?")
_REPEATS = re.compile(  # how often, in the words that the Tasks plugin knows
    r"🔁\ufe0f?[ \t]{0,3}every(?:[ ,]{1,3}(?:other|[0-9]{1,3}(?:st|nd|rd|th)?|last|on|the|and|when|done"
    r"|(?:week)?days?|weeks?|months?|years?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b){1,12}",
    re.IGNORECASE,
)
_IGNORABLE = re.compile("[\u2065\ufff0-\ufff8\ufdd0-\ufdef\U000e0000-\U000e0fff]")


def inert(text: str, limit: int = TEXT) -> str:
    """`text` on one line that does nothing in Markdown, of at most `limit` characters without its backslashes."""
    line = _line(text[: limit * 8])
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    line = line.replace("`", "'")
    number = _NUMBERED.match(line)
    head = f"{number[0]}\\" if number else ""
    escaped = head + _ACTS.sub(r"\\\g<0>", line[number.end() if number else 0 :])
    return f"{escaped[:-2]}&colon;" if escaped.endswith("\\:") else escaped  # we may write a colon after it


def without_task_signs(text: str, tag: str = "") -> str:
    """`text` for a line with a checkbox: without the signs that the Tasks plugin reads, and the `tag` of all tasks."""
    text = _TASK_SIGNS.sub("", text)
    return re.sub(rf"(?<!\S){re.escape(tag)}(?!\S)", "", text) if tag and tag in text else text


def mentioned(task: str, tag: str = "") -> str:
    """The words of a task for a line that only mentions it: how often it repeats is not said either."""
    return without_task_signs(_REPEATS.sub("", task), tag)


def link(path: str, network: Network, shown: str = "") -> str:
    """The link to the note at `path`; `shown` is a word of our own to show for it, such as a date.

    Where the path fits into no link, it is `shown`, or the name as escaped text.
    """
    target = network.link_texts.get(path, "")
    if not target:
        return shown or inert(without_task_signs(name_of(path)), NAME) or NAMELESS
    return f"[[{target}|{shown}]]" if shown else f"[[{target}]]"


def label(text: str, limit: int = NAME) -> str:
    """`text` as the quoted label of a node in a Mermaid diagram: whatever could act there stands as an entity."""
    return _IN_LABEL.sub(lambda sign: f"#{ord(sign[0])};", _line(text[: limit * 8])[:limit])


def terminal_safe(text: str) -> str:
    """`text` with control and format characters, line ends among them, shown as escapes."""
    if text.isprintable():
        return text
    return "".join(_shown(sign) if is_control(sign) else sign for sign in text)


def _line(text: str) -> str:
    """One line of visible characters, composed; blanks of all kinds are single blanks."""
    if not text.isprintable():
        text = "".join(_visible(text, at) for at in range(len(text)))
    if not text.isascii():
        text = normalize("NFC", text)
    return " ".join(text.split())


def _visible(text: str, at: int) -> str:
    sign = text[at]
    kind = category(sign)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if sign in JOINERS:
        return sign if _is_letter(text[at - 1 : at]) and _is_letter(text[at + 1 : at + 2]) else ""
    return "" if kind in ("Cf", "Cs", "Co") or _IGNORABLE.match(sign) or ord(sign) & 0xFFFE == 0xFFFE else sign


def _is_letter(sign: str) -> bool:
    return bool(sign) and category(sign)[0] in "LM"


def is_control(sign: str) -> bool:
    """Whether it is a control or format character, other than those that join letters."""
    hidden = category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") or bool(_IGNORABLE.match(sign))
    return hidden and sign not in JOINERS


def _shown(sign: str) -> str:
    code = ord(sign)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
