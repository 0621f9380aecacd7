"""The blocks of a note's body that can say something: headings, list items, paragraphs, table rows.

Quotes, callouts, code, HTML and comments say nothing and are left out. `lines.py` reads ordinary notes; what it cannot
prove to be ordinary is asked of markdown-it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from vaultnet.note.lines import HEADING, ITEM, ROW, TEXT, Block, quick_blocks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SIGN = re.compile(r"(`{1,20})|%%|<!--")


def blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a body, in their order; `lines` are without their line ends."""
    found = quick_blocks(lines)
    return parsed_blocks(lines) if found is None else found


def parsed_blocks(lines: Sequence[str]) -> list[Block]:
    """The same by markdown-it, for every body."""
    try:
        tokens = _parser().parse("\n".join(lines))
    except RecursionError:
        return []
    return _from_tokens(tokens, lines)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, and most notes do without

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _from_tokens(tokens: Sequence["Token"], lines: Sequence[str]) -> list[Block]:  # noqa: C901, PLR0912 - token by token
    found: list[Block] = []
    quotes = depth = heading = 0
    awaiting = -1  # index of the item that has no text yet
    for token in tokens:
        kind = token.type
        if kind in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
            awaiting = -1
        elif kind in ("list_item_open", "list_item_close"):
            if kind == "list_item_open" and not quotes and token.map:
                awaiting = len(found)
                found.append(Block(ITEM, token.map[0], token.map[0] + 1, depth, ""))
            depth += token.nesting
        elif kind == "heading_open":
            heading = int(token.tag[1])
        elif kind == "tr_open" and not quotes and token.map:
            found.append(Block(ROW, token.map[0], token.map[0] + 1, depth, lines[token.map[0]].strip()))
        elif kind in ("td_open", "th_open"):
            heading = -1
        elif kind in ("td_close", "th_close"):
            heading = 0
        elif kind == "inline" and not quotes and token.map:
            first, last = token.map
            text = "\n".join(line.strip() for line in token.content.split("\n"))
            if heading > 0:
                found.append(Block(HEADING, first, last, heading, text))
            elif heading == 0 and 0 <= awaiting == len(found) - 1:
                found[awaiting] = found[awaiting]._replace(last=last, text=text)
            elif heading == 0:
                found.append(Block(TEXT, first, last, depth, text))
            awaiting = -1
        elif kind in ("fence", "code_block", "html_block", "hr"):
            awaiting = -1
        if kind == "heading_close":
            heading = 0
    return found


def without_comments(lines: list[str]) -> list[str]:
    """The lines with `%% %%` and `<!-- -->` comments blanked; code is left as it is."""
    shown = []
    fence = closing = ""
    for line in lines:
        if not (fence or closing or "%%" in line or "<!--" in line or "```" in line or "~~~" in line):
            shown.append(line)
            continue
        opening = _FENCE.match(line) if not closing else None
        if fence:
            if opening and opening[1].startswith(fence) and not line[opening.end() :].strip():
                fence = ""
            shown.append(line)
        elif opening:
            fence = opening[1]
            shown.append(line)
        else:
            text, closing = _blanked(line, closing)
            shown.append(text)
    return shown


def _blanked(line: str, closing: str) -> tuple[str, str]:
    """The line without comments, and what would close the one that is still open."""
    kept: list[str] = []
    begun = False  # whether anything but blanks is kept
    at = 0
    while at < len(line):
        if closing:
            end = line.find(closing, at)
            if end < 0:
                return "".join(kept).rstrip(" "), closing
            kept.append(" " * (end + len(closing) - at) if begun else "")
            at, closing = end + len(closing), ""
            continue
        sign = _SIGN.search(line, at)
        if sign is None:
            kept.append(line[at:])
            break
        if sign[1]:
            end = line.find(sign[1], sign.end())
            stop = end + len(sign[1]) if end >= 0 else sign.end()
        else:
            stop = sign.start()
            closing = "%%" if sign[0] == "%%" else "-->"
        kept.append(line[at:stop])
        begun = begun or bool(kept[-1].strip())
        at = sign.end() if closing else stop
    text = "".join(kept)
    return (text.rstrip(" ") if text != line else line), closing


def item_ends(lines: Sequence[str]) -> dict[int, int]:
    """First line of each list item → the line behind its last one that is not blank."""
    ends = {}
    for token in _parser().parse("\n".join(lines)):
        if token.type == "list_item_open" and token.map:
            first, end = token.map
            while end > first + 1 and not lines[end - 1].strip(" \t"):
                end -= 1
            ends[first] = end
    return ends
