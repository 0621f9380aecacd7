"""YAML as Obsidian reads it, through python-frontmatter: nothing is composed before the events of it have been judged.

Every scalar stays the text that was written, so no date, number or bool can fail. Anchors, aliases, tags, depth and
mass are refused. Importing this module costs 30 ms: `frontmatter.py` asks it only where `plain_yaml.py` cannot tell.
"""

import re
from collections.abc import Iterator

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from vaultnet.note.nodes import NULLS, Field, Fields, Items, Node, Scalar

LARGEST = 65_536  # bytes
DEEPEST = 12
MOST_EVENTS = 5_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_TEXT = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
# Obsidian takes these as ordinary characters; PyYAML would break the line at some and refuse the others
_ORDINARY = dict.fromkeys((*range(1, 9), 11, 12, *range(14, 32), *range(127, 160), 0x2028, 0x2029), "\xa0")


class Unreadable(Exception):  # noqa: N818 - what was found, not an error of ours
    """Frontmatter that says nothing; `line` is that of the note, `str` what was found and what was expected."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read(block: str) -> tuple[Field, ...]:
    r"""The properties in `block`, the lines between the dashes, which end in `\n`; raises `Unreadable`."""
    if len(block.encode("utf-8", "surrogatepass")) > LARGEST:
        raise Unreadable(1, "found frontmatter of more than 64 kB, expected a few properties")
    if strange := _NO_TEXT.search(block):
        raise _no_text(strange[0], block.count("\n", 0, strange.start()) + 2)
    text = f"---\n{block.translate(_ORDINARY)}\n---"
    metadata, _ = frontmatter.parse(text, handler=ObsidianHandler())
    return tuple(field for field in metadata.values() if isinstance(field, Field))


def _no_text(char: str, line: int) -> Unreadable:
    return Unreadable(line, f"found the character U+{ord(char):04X} in the frontmatter, expected text")


def _short(name: object) -> str:
    return " ".join(str(name).split())[:60]


class ObsidianHandler(YAMLHandler):
    """python-frontmatter's handler with Obsidian's rules: `load` gives each key its `Field`."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)

    def load(self, fm: str, **_: object) -> dict[str, Field]:
        """The properties of `fm`, which begins with the rest of the opening line."""
        composer = _Composer(fm)
        try:
            root = composer.document()
        except yaml.YAMLError as error:
            raise composer.invalid(error) from None
        except (ValueError, OverflowError):  # an escape such as "\UFFFFFFFF", by the loader in Python
            raise composer.invalid(yaml.YAMLError()) from None
        if isinstance(root, Fields):
            return {field.key: field for field in root.fields}
        if root is None or root == Scalar("", root.line):
            return {}
        raise Unreadable(1, "found frontmatter that is not a list of properties, expected lines such as `name: value`")


class _Composer:
    """Nodes from the events of the YAML parser, which come one by one and are judged as they come."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._events: Iterator[yaml.Event] = yaml.parse(source, Loader=_LOADER)
        self._count = 0
        self._line = 1
        self._open_flow: list[int] = []  # lines at which a `[` or `{` is still open

    def document(self) -> Node | None:
        """The one document; None if there is none."""
        node = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent) and node is not None:
                raise Unreadable(self._line, "found a second YAML document, expected one block of properties")
            if isinstance(event, yaml.NodeEvent):
                node = self._node(event, 1)
        return node

    def invalid(self, error: yaml.YAMLError) -> Unreadable:
        """What the YAML parser objects to, at the line where the writer would look for it."""
        told = ""
        line = self._line
        if isinstance(error, yaml.MarkedYAMLError):
            told = f" ({error.problem})"
            begun = (error.context or "").startswith("while scanning")  # what is wrong may be where it began
            scanning = begun and "tab character" not in (error.problem or "")
            mark = (scanning and error.context_mark) or error.problem_mark
            if self._open_flow and not scanning:
                line = self._open_flow[0]
            elif mark:
                line = min(mark.line + 1, self._source.count("\n"))
        return Unreadable(line, f"found invalid YAML{told}, expected `name: value`, with quotes around special signs")

    def _next(self) -> yaml.Event:
        event = self._last = next(self._events)
        assert event.start_mark  # of a parser's events
        self._line = event.start_mark.line + 1
        self._count += 1
        if self._count > MOST_EVENTS:
            raise Unreadable(self._line, f"found more than {MOST_EVENTS} values in the frontmatter, expected a few")
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(self._line, f"found the YAML alias `*{_short(event.anchor)}`, expected the value itself")
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise Unreadable(
                self._line, f"found the YAML anchor `&{_short(event.anchor)}`, expected a value without it"
            )
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise Unreadable(self._line, f"found the YAML tag `{_short(tag)}`, expected a value without it")
        return event

    def _node(self, start: yaml.Event, depth: int) -> Node:
        line = self._line
        if isinstance(start, yaml.ScalarEvent):
            if strange := _NO_TEXT.search(start.value):  # by an escape
                raise _no_text(strange[0], line)
            plain = start.implicit[0]
            return Scalar("" if plain and start.value in NULLS else start.value, line)
        if depth > DEEPEST:
            raise Unreadable(line, f"found values nested more than {DEEPEST} deep, expected a text or a list")
        assert isinstance(start, yaml.CollectionStartEvent)
        if start.flow_style:
            self._open_flow.append(line)
        node = self._items(start, depth) if isinstance(start, yaml.SequenceStartEvent) else self._fields(line, depth)
        if start.flow_style:
            self._open_flow.pop()
        return node

    def _items(self, start: yaml.Event, depth: int) -> Node:
        """A list; but an unquoted `[[Bob]]`, which to YAML is a list in a list, is the link that was meant."""
        line = self._line
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        if len(items) == 1 and isinstance(items[0], Items):
            written = self._written(start)
            if written.startswith("[[") and written.endswith("]]") and "\n" not in written:
                return Scalar(written, line)
        return Items(tuple(items), line)

    def _fields(self, line: int, depth: int) -> Fields:
        fields: dict[str, Field] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_line = self._line
            self._node(event, depth + 1)
            key = event.value if isinstance(event, yaml.ScalarEvent) else self._written(event)
            if key in fields:
                first = fields[key].line
                message = f"found `{_short(key)}` a second time (first in line {first}), expected each property once"
                raise Unreadable(key_line, message)
            fields[key] = Field(key, key_line, self._node(self._next(), depth + 1))
        return Fields(tuple(fields.values()), line)

    def _written(self, start: yaml.Event) -> str:
        """The text from `start` to here, as it stands in the note."""
        assert start.start_mark
        assert self._last.end_mark
        return self._source[start.start_mark.index : self._last.end_mark.index]
