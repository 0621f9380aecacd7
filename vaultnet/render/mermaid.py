"""The picture of who introduced whom, in Mermaid. Rule: the user is in the middle, and every arrow points outwards.

People tied by introductions are on the same side of the user, so no arrow has to cross the middle.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultnet.model.network import Network
from vaultnet.network.names import name_of
from vaultnet.render.escape import NAME, NAMELESS, label

MOST_EDGES = 400  # Mermaid itself draws 500, and 50,000 characters
MOST_BYTES = 40_000

WARM, MILD, COOL, UNHEARD = "warm", "mild", "cool", "unheard"
_SHADES = {  # legible on light paper and on dark
    WARM: "fill:#f6b26b,stroke:#b45f06,color:#222",
    MILD: "fill:#fde9c9,stroke:#c9a36a,color:#222",
    COOL: "fill:#cfe2f3,stroke:#6f94b8,color:#222",
    UNHEARD: "fill:#e6e6e6,stroke:#999999,color:#222",
}
_STYLES = {**_SHADES, "you": "stroke-width:3px", "side": "fill:none,stroke:#999999,stroke-dasharray:4"}
_TO_THE_SIDES = ("left --- n0", "n0 --- right")
_DIRECTIONS = ("RL", "LR")
_LINE = re.compile(
    r"```(?:mermaid)?|flowchart LR|end|left --- n0|n0 --- right|subgraph (?:left|right) \[\" \"\]|direction (?:RL|LR)"
    r"|n[0-9]{1,3}(?:\[\"[^\"]{1,900}\"\]| --> n[0-9]{1,3})"
    r"|classDef [a-z]{1,9} [\w:#,-]{1,90}|class [a-z0-9,]{1,6000} [a-z-]{1,13}"
)

Edge = tuple[str, str]
"""The paths of who introduced, and of whom."""


class Picture(NamedTuple):
    """A code block, and how many introductions it has no room for."""

    lines: list[str]
    left_out: int


def picture(edges: Sequence[Edge], shades: Mapping[str, str], network: Network, you: str) -> Picture:
    """Draw the introductions, the last of them left out where there are too many.

    `shades`: path → one of the four names above; `you`: what to call a user without a note.
    """
    shown = edges[: MOST_EDGES - len(_TO_THE_SIDES)]
    while True:
        lines = ["```mermaid", *_drawn(shown, shades, network, you), "```"]
        if sum(len(line.encode()) + 1 for line in lines) <= MOST_BYTES:
            return Picture(lines, len(edges) - len(shown))
        shown = shown[: len(shown) * 9 // 10]


def is_drawn(line: str) -> bool:
    """Whether a line has the form of those that `picture` draws."""
    return bool(_LINE.fullmatch(line))


def _drawn(edges: Sequence[Edge], shades: Mapping[str, str], network: Network, you: str) -> Iterator[str]:
    ends = {path for edge in edges for path in edge}
    ids = {
        person.path: f"n{number}"
        for number, person in enumerate((person for person in network.people if person.path in ends), 1)
    }
    yield "flowchart LR"
    yield f'n0["{_label(network.me.path, network) if network.me else label(you)}"]'
    sides = dict(zip(("left", "right"), _halves(ids, edges), strict=True))
    for (side, people), direction, to_the_side in zip(sides.items(), _DIRECTIONS, _TO_THE_SIDES, strict=True):
        if people:
            yield f'subgraph {side} [" "]'
            yield f"direction {direction}"
            yield from (f'{ids[path]}["{_label(path, network)}"]' for path in ids if path in people)
            yield from (f"{ids[by]} --> {ids[whom]}" for by, whom in sorted(edges) if by in people)
            yield "end"
            yield to_the_side
    classes = {shade: [ids[path] for path in ids if shades.get(path) == shade] for shade in _SHADES}
    classes |= {"you": ["n0"], "side": [side for side, people in sides.items() if people]}
    for name, style in _STYLES.items():
        if classes[name]:
            yield f"classDef {name} {style}"
    me = {network.me.path: "n0"} if network.me else {}
    classes["internal-link"] = [node for path, node in {**me, **ids}.items() if _is_linkable(path, network)]
    for name, members in classes.items():
        if members:
            yield f"class {','.join(members)} {name}"


def _label(path: str, network: Network) -> str:
    """The text by which Obsidian links to the note, so that a click opens it; else the name."""
    shown = network.link_texts[path] if _is_linkable(path, network) else name_of(path)
    return label(shown) or label(NAMELESS)


def _is_linkable(path: str, network: Network) -> bool:
    return 0 < len(network.link_texts.get(path, "")) <= NAME


def _halves(people: Mapping[str, str], edges: Sequence[Edge]) -> tuple[set[str], set[str]]:
    """Two sets of about the same size; the larger one, if any, is the second."""
    first: set[str] = set()
    second: set[str] = set()
    for group in sorted(_groups(people, edges), key=len, reverse=True):
        smaller = first if len(first) < len(second) else second
        smaller.update(group)
    return first, second


def _groups(people: Mapping[str, str], edges: Sequence[Edge]) -> list[set[str]]:
    """The groups that introductions tie together, in the order of their first member."""
    tied: dict[str, set[str]] = {path: set() for path in people}
    for by, whom in edges:
        tied[by].add(whom)
        tied[whom].add(by)
    groups: list[set[str]] = []
    seen: set[str] = set()
    for path in people:
        ahead = [path]
        group = set()
        while ahead:
            member = ahead.pop()
            if member not in seen:
                seen.add(member)
                group.add(member)
                ahead += tied[member]
        if group:
            groups.append(group)
    return groups
