"""What frontmatter holds: texts, lists and maps, each with its line; every scalar is the text that was written."""

from typing import NamedTuple, TypeAlias

NULLS = ("", "~", "null", "Null", "NULL")  # plain scalars that say nothing


class Scalar(NamedTuple):
    """One value."""

    text: str  # "" for null, `~` and nothing
    line: int


class Items(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    line: int


class Fields(NamedTuple):
    """A map."""

    fields: tuple["Field", ...]
    line: int


Node: TypeAlias = Scalar | Items | Fields


class Field(NamedTuple):
    """A property: its name as written and its value."""

    key: str
    line: int
    value: Node


def says_something(node: Node) -> bool:
    """Whether a value holds more than nulls, blanks and empty lists."""
    if isinstance(node, Scalar):
        return bool(node.text.strip())
    return any(map(says_something, node.items)) if isinstance(node, Items) else bool(node.fields)
