"""A table of the people for Obsidian's Bases. Rule: it finds people by what makes them people in this vault.

It shows properties alone: when you last spoke to somebody is spread over many notes, and shown in the overview.
"""

from vaultnet.model.config import Config, PeopleRules
from vaultnet.model.network import Network
from vaultnet.note.known_by import people_folder, people_tag
from vaultnet.render.words import words

_WORDS = (
    *("everyone", "by_circle", "birthdays", "name", "circle", "cadence", "birthday", "age", "day", "place", "work"),
    *("snoozed", "tags"),
)
_BASE = """\
filters:
  and:
    - 'file.ext == "md"'
{filters}
formulas:
  age: 'if(birthday, if(birthday.isType("date"), (today() - birthday).years.floor(), ""), "")'
  day: 'if(birthday, if(birthday.isType("date"), birthday.format("MM-DD"), birthday), "")'
properties:
  file.name:
    displayName: "{name}"
  note.circle:
    displayName: "{circle}"
  note.cadence:
    displayName: "{cadence}"
  note.birthday:
    displayName: "{birthday}"
  formula.age:
    displayName: "{age}"
  formula.day:
    displayName: "{day}"
  note.location:
    displayName: "{place}"
  note.organisation:
    displayName: "{work}"
  note.snooze_until:
    displayName: "{snoozed}"
  file.tags:
    displayName: "{tags}"
views:
  - type: table
    name: "{everyone}"
    order:
      - file.name
      - circle
      - cadence
      - location
      - organisation
      - snooze_until
      - file.tags
    sort:
      - property: file.name
        direction: ASC
  - type: table
    name: "{by_circle}"
    groupBy:
      property: circle
      direction: ASC
    order:
      - file.name
      - cadence
      - location
    sort:
      - property: file.name
        direction: ASC
  - type: table
    name: "{birthdays}"
    filters:
      and:
        - 'file.hasProperty("birthday")'
        - '!file.hasProperty("died")'
        - 'status != "deceased"'
    order:
      - formula.day
      - file.name
      - birthday
      - formula.age
    sort:
      - property: formula.day
        direction: ASC
"""


def people_base(network: Network, config: Config) -> str:
    """`People.base`, in YAML: everyone, everyone by circle, and the birthdays in the order of the year."""
    wording = words(config.language)
    filters = [f"    - {_quoted(f'file.path != {_text(network.me.path)}')}"] if network.me else []
    filters += ["    - or:", *(f"        - {_quoted(rule)}" for rule in _rules(network, config.people))]
    return _BASE.format(filters="\n".join(filters), **{word: wording.say(f"base.{word}") for word in _WORDS})


def _rules(network: Network, rules: PeopleRules) -> list[str]:
    """Expressions of which at least one is true of everybody: their folders, else tags, else types."""
    expressions: set[str] = set()
    for person in network.people:
        if folder := people_folder(person.path, rules.folders):
            expressions.add(f"file.inFolder({_text(folder)})")
        elif tag := people_tag(person.card.tags, rules.tags):
            expressions.add(f"file.hasTag({_text(tag)})")
        else:
            expressions.update(f"type == {_text(word)}" for word in rules.types)
            expressions.update(f"list(categories).contains(link({_text(word.capitalize())}))" for word in rules.types)
    return sorted(expressions) or [f"file.inFolder({_text(folder)})" for folder in rules.folders]


def _text(value: str) -> str:
    """A string in an expression."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quoted(expression: str) -> str:
    """A scalar in YAML."""
    return "'" + "".join(sign if sign.isprintable() else "?" for sign in expression).replace("'", "''") + "'"
