"""Rule: a person's cadence is their own, else their circle's, else a tag's, else a folder's, else the default."""

from collections.abc import Iterator

from vaultnet.model.config import Config
from vaultnet.model.facts import Card
from vaultnet.model.span import NEVER, Span
from vaultnet.problem import Problem
from vaultnet.text.spelling import folded, is_within


class Cadences:
    """The cadences that `config` gives (format.md, Dates and cadences)."""

    def __init__(self, config: Config) -> None:
        self._circles = {folded(name): span for name, span in config.circles}
        self._known = ", ".join(name for name, _ in config.circles)
        self._tags = [(folded(tag), span) for tag, span in config.cadence.by_tag]
        self._folders = [(folded(folder.strip("/")), span) for folder, span in config.cadence.by_folder]
        self._default = config.cadence.default

    def of(self, path: str, card: Card) -> Span | None:
        """The cadence of the person whose note lies at `path`; None: never due by it."""
        cadence = (
            card.cadence
            or self._circles.get(folded(card.circle))
            or _longest(self._tags, card.tags)
            or _longest(self._folders, (folded(path),) if self._folders else ())
            or self._default
        )
        return None if cadence == NEVER else cadence

    def problems(self, path: str, card: Card) -> Iterator[Problem]:
        """A circle that nobody has configured."""
        if card.circle and folded(card.circle) not in self._circles:
            there = f"there are {self._known}; [circles] in vaultnet.toml adds others"
            yield Problem(path, card.line("circle"), f"no circle is called “{card.circle}”; {there}")


def _longest(rules: list[tuple[str, Span]], nested: tuple[str, ...]) -> Span | None:
    """The span of the longest rule that is one of `nested`, or that one of them lies under."""
    fitting = [rule for rule in rules if any(is_within(one, rule[0]) for one in nested)]
    return max(fitting, key=lambda rule: len(rule[0]))[1] if fitting else None
