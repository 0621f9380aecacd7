"""By what a note is known as a person's, as far as path and tags tell; where neither does, it was its type."""

from vaultnet.model.config import PeopleRules
from vaultnet.model.network import Person
from vaultnet.network.links import folded


def people_folder(path: str, rules: PeopleRules) -> str:
    """The folder of people that the note lies in, from the root of the vault; "" for none (format.md, Person notes)."""
    ours = tuple(f"/{folded(folder)}" for folder in rules.folders)  # a name, or a path
    parts = path.split("/")[:-1]
    places = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return next((place for place in places if f"/{folded(place)}".endswith(ours)), "")


def people_tag(person: Person, rules: PeopleRules) -> str:
    """The tag that says so, without `#`; "" for none."""
    nested = [f"{tag}/" for tag in person.card.tags]
    return next((want for want in rules.tags if any(tag.startswith(f"{want}/") for tag in nested)), "")
