"""The fast reader of blocks: it gives what markdown-it gives, or None because it cannot tell.

It knows ordinary notes: headings, lists, paragraphs, fenced code and quotes at the left margin, indented by blanks or
tabs. Whatever else could matter to the structure (tables within text, HTML, code or quotes in lists, lazy lines)
makes it give up. A differential property test holds it to its rule.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

HEADING, ITEM, TEXT, ROW = "heading", "item", "text", "row"

_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_HEADING_END = re.compile(r"(?:^|[ \t])#+$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])( {1,4}(?=[^ \t])|[ \t]*$)")
_PLAIN_ITEM = re.compile(  # at the left margin
    r"[-*+] (?!\d{1,9}+[.)](?:[ \t]|$))(?:[^\W_]|\[\[|\[[ xX]\] |\*\*[^\W_])"
)
_LIKE_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HTML = re.compile(r"</?(?:div|p|details|summary|table|tr|td|center|section)(?:[ \t>]|/>|$)", re.IGNORECASE)
_UNDERLINE = re.compile(r"(?:-+|=+)[ \t]*$")
_TABLE = re.compile(r"(?=[:| \t]*-)[-:| \t]+$")
_DIVIDER = re.compile(r"\|(?:[ ]{0,20}:?-{1,200}:?[ ]{0,20}\|){1,100}$")
_DEFINITION = re.compile(r"\[[^\[\]]{0,999}\]:")


class Block(NamedTuple):
    """Lines `first` to before `last` of the body, counted from 0, and what stands on them.

    `level`: of a heading 1 to 6; of anything else in how many list items it stands.
    """

    kind: str
    first: int
    last: int
    level: int
    text: str  # without marker and indentation; of a row the line as it stands


def quick_blocks(lines: Sequence[str]) -> list[Block] | None:  # noqa: C901, PLR0911, PLR0912, PLR0915 - line by line
    """The blocks of an ordinary body, None for one that is not."""
    made = tuple.__new__  # what Block() does in twice the time
    found: list[Block] = []
    more: dict[int, list[str]] = {}  # the further lines of paragraphs, by the place of the block in `found`
    offsets: list[int] = []  # where the text of each open list item begins
    depth = -1  # of the open paragraph; -1: none is open
    fence = ""
    quoted = empty = hollow = False
    skip = 0  # the line behind a table
    for number, line in enumerate(lines):
        if number < skip:
            continue
        if not fence and _PLAIN_ITEM.match(line):
            offsets = [2]
            found.append(made(Block, (ITEM, number, number + 1, 0, line[2:].strip())))
            depth, quoted, empty, hollow = 1, False, False, False
            continue
        if line[:1].isalpha() and not (fence or quoted or empty or hollow):
            if depth >= 0:
                more.setdefault(len(found) - 1, []).append(line.strip())
            else:
                offsets.clear()
                found.append(made(Block, (TEXT, number, number + 1, 0, line.strip())))
                depth = 0
            continue
        rest = line.lstrip(" \t")
        if fence:
            if rest.startswith(fence) and not rest.strip(fence[0] + " \t"):
                if line[: len(line) - len(rest)].expandtabs(4).count(" ") > 3:
                    return None
                fence = ""
            continue
        if not rest:
            if empty:
                offsets.pop()
                hollow = True
            depth, quoted, empty = -1, False, False
            continue
        column = len(line) - len(rest)
        if hollow and (column or not (_HEADING.match(rest) or _LIKE_MARKER.match(rest))):
            return None  # markdown-it may put it into the empty item
        hollow = False
        if "\t" in line[:column]:
            column = len(line[:column].expandtabs(4))
        inside = len(offsets)
        while inside and column < offsets[inside - 1]:
            inside -= 1
        if column - (offsets[inside - 1] if inside else 0) > 3:
            if depth >= 0 or quoted or offsets:
                return None
            continue  # indented code
        sign = rest[0]
        if sign in "-*+0123456789" and (marker := _MARKER.match(rest)) and not _RULE.match(rest):
            text = rest[marker.end() :].strip()
            if depth == inside and (not text or marker[1][0] not in "-*+1" or len(marker[1]) > 2):
                return None  # it might not interrupt the paragraph
            if quoted and (not text or sign not in "-*+"):
                return None
            if (text and _may_be_block(text)) or (not text and marker.end() < len(rest)):
                return None
            del offsets[inside:]
            offsets.append(column + len(marker[1]) + (len(marker[2]) if text else 1))
            found.append(Block(ITEM, number, number + 1, inside, text))
            depth, quoted, empty = inside + 1, False, not text
            continue
        if empty:
            return None
        if depth == 0 and sign in "-=" and _UNDERLINE.match(rest) and "|" not in lines[number - 1]:
            found[-1] = found[-1]._replace(kind=HEADING, level=1 if sign == "=" else 2)
            depth = -1
        elif sign == "#" and _HEADING.match(rest):
            if inside:
                return None
            offsets.clear()
            level = len(rest) - len(rest.lstrip("#"))
            text = _HEADING_END.sub("", rest[level:].strip(" \t")).strip()
            found.append(Block(HEADING, number, number + 1, level, text))
            depth, quoted = -1, False
        elif sign in "`~" and (opening := _FENCE.match(rest)):
            if inside or "`" in rest[opening.end() :]:
                return None
            offsets.clear()
            fence, depth, quoted = opening[1], -1, False
        elif sign == ">":
            if inside:
                return None
            offsets.clear()
            depth, quoted = -1, True
        elif sign == "<" and _HTML.match(rest):
            if inside:
                return None
            offsets.clear()
            depth, quoted = -1, False
            skip = next((at for at in range(number, len(lines)) if not lines[at].strip(" \t")), len(lines))
        elif sign in "-*_" and _RULE.match(rest):
            if inside or (depth >= 0 and sign == "-"):
                return None
            offsets.clear()
            depth, quoted = -1, False
        elif sign == "|" and depth < 0 and not inside and not quoted and (rows := _table(lines, number)):
            offsets.clear()
            found += (Block(ROW, at, at + 1, 0, lines[at].strip()) for at in rows)
            skip = rows[-1] + 1
        elif (
            quoted
            or _may_be_block(rest)
            or (sign in "-=" and depth >= 0 and _UNDERLINE.match(rest))
            or not (text := rest.strip())
        ):
            return None
        elif depth >= 0:
            more.setdefault(len(found) - 1, []).append(text)
        else:
            del offsets[inside:]
            found.append(Block(TEXT, number, number + 1, inside, text))
            depth = inside
    for place, texts in more.items():
        kind, first, last, level, text = found[place]
        found[place] = Block(kind, first, last + len(texts), level, "\n".join((text, *texts)))
    return found


def _table(lines: Sequence[str], first: int) -> list[int]:
    """The lines of the plain table that begins at `first`, up to a blank line; none if it may be anything else."""
    end = first
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    if end < first + 2 or (end < len(lines) and lines[end].strip(" \t")):
        return []
    head, divider = lines[first].strip(" \t"), lines[first + 1].strip(" \t")
    if "\\" in head or "`" in head or not head.endswith("|") or not _DIVIDER.match(divider):
        return []
    return [first, *range(first + 2, end)] if head.count("|") == divider.count("|") else []


def _may_be_block(text: str) -> bool:
    """Whether a line of text, or what follows a list marker, might be more than text."""
    sign = text[0]
    if sign in "<>|:":
        return True
    if sign == "[":
        return bool(_DEFINITION.match(text))
    if sign in "`~":
        return bool(_FENCE.match(text))
    if sign == "#":
        return bool(_HEADING.match(text))
    return sign in "-*+_0123456789" and bool(_LIKE_MARKER.match(text) or _RULE.match(text) or _TABLE.match(text))
