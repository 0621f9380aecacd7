"""Rule: the dead are left in peace, the estranged and archived unspoken of, the paused unasked, the sad met gently."""

from vaultnet.model.network import Person

HARD = frozenset({"illness", "bereavement"})
"""The occasions that make a hard time, in which other things can wait."""

_GENTLE = frozenset({"grieving", "ill"})


def deceased(person: Person) -> bool:
    """Whether this person has died (format.md, Properties)."""
    card = person.card
    return card.deceased or card.died is not None or card.status == "deceased" or person.death is not None


def unspoken(person: Person) -> bool:
    """Whether nothing at all is said of this person, but for the remembrance of the dead."""
    return person.card.status in ("estranged", "archived") or deceased(person)


def hidden(person: Person) -> bool:
    """Whether this person is never proposed; what happens in the life of the paused is still mentioned."""
    return person.card.status == "paused" or unspoken(person)


def gentle(person: Person) -> bool:
    """Whether to speak with a softer voice, and without cheer."""
    return person.card.status in _GENTLE
