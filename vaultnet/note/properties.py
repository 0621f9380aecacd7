"""What the properties of a person note say: a known one is read or told as a problem, others are nobody's business.

Of two names for one thing the earlier in the table of `property_names` wins, and frontmatter wins over the body;
what is empty is as good as absent.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from vaultnet.days.spans import parse_span
from vaultnet.model.facts import Card, Dated, Said
from vaultnet.note.nodes import Field, Fields, Items, Node, Scalar
from vaultnet.note.property_names import AMBIGUOUS, PLACES, fold
from vaultnet.note.stated import A_DATE, A_TEXT, NOTHING, TEXTS, Stated, scalars, shown, texts, truth
from vaultnet.problem import Problem

_SPHERES = {
    "work": "work zakelijk business professional client customer colleague coworker manager klant collega zakenrelatie",
    "private": "private privé prive friend family neighbour neighbor partner vriend vriendin familie gezin buur",
}
_SPHERE_OF = {word: sphere for sphere, words in _SPHERES.items() for word in words.split()}
_STATUSES = {status: status for status in ("deceased", "grieving", "ill", "estranged", "paused", "archived")}
_STATUSES |= {"died": "deceased", "inactive": "archived", "prm_paused": "paused"}
_STATUSES |= {"overleden": "deceased", "gestorven": "deceased", "in de rouw": "grieving", "rouw": "grieving"}
_STATUSES |= {"ziek": "ill", "gearchiveerd": "archived", "gepauzeerd": "paused"}
_PROFILES = {
    "giveandforget": "give-and-forget",
    "gevenenvergeten": "give-and-forget",
    "whatsinitforme": "whats-in-it-for-me",
    "watleverthetop": "whats-in-it-for-me",
    "notime": "no-time",
    "geentijd": "no-time",
}

_A_PROFILE = "give-and-forget, whats-in-it-for-me or no-time"
_A_RHYTHM = "a cadence such as 6 weeks, monthly or never"
_TRUE_OR_FALSE = "true or false"

# what no day can be made of, and still tells that somebody died: a problem, and yet they are never congratulated again
_OF_DEATH = re.compile(r"(?:yes|ja)\b|[1†]\Z|.{0,60}?(?<![0-9])(?:1[89]|20)[0-9]{2}(?![0-9])", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")


def is_property(key: str) -> bool:
    """Whether a person note may state something by this name, in any spelling."""
    return fold(key) in PLACES


def values(fields: Sequence[Field], *keys: str) -> list[tuple[str, int]]:
    """Each text under one of these folded keys, with its line; of lists each item, of maps nothing."""
    stated = [field.value for field in fields if fold(field.key) in keys] if fields else ()
    return [(said.text, said.line) for value in stated for said in scalars(value)] if stated else []


def tag_list(fields: Sequence[Field]) -> tuple[str, ...]:
    """The tags in `tags` and `tag`: folded, without `#`, each once."""
    return _folded_tags([tag for text, _ in values(fields, "tags", "tag") for tag in text.replace(",", " ").split()])


def read_card(
    path: str, fields: Sequence[Field], inline: Sequence[Field], tags: Sequence[str], order: str
) -> tuple[Card, tuple[Problem, ...]]:
    """The card of a person note, and what of it could not be understood (format.md, Properties).

    `fields` are those of the frontmatter, `inline` those of the body, `tags` all of the note, `order` "dmy" or "mdy".
    """
    stated = Stated(path, fields, inline, order)
    died = stated.one("died", stated.death, f"{A_DATE}, or true")
    mourned = bool(died) or (died is None and stated.says("died", _OF_DEATH))
    status = stated.one("status", _status, A_TEXT)
    paused = stated.one("prm_paused", truth, _TRUE_OR_FALSE)
    organisation = stated.said("organisation")
    card = Card(
        names=_names(stated),
        tags=_folded_tags(tags),
        cadence=stated.one("cadence", parse_span, _A_RHYTHM),
        circle=stated.text("circle").casefold(),
        last_contact=stated.many("last_contact", stated.contact, A_DATE, every_name=True),
        next_contact=stated.dated("next_contact"),
        snooze_until=stated.dated("snooze_until"),
        birthday=stated.yearly("birthday"),
        anniversary=stated.yearly("anniversary"),
        wedding=stated.dated("wedding"),
        deceased=mourned or status == "deceased",
        died=Dated(died, stated.lines["died"]) if isinstance(died, date) else None,
        status=status or ("deceased" if mourned else "paused" if paused else None),
        met=stated.met(),
        created=stated.dated("created"),
        introduced_by=stated.many("introduced_by", _introducers, TEXTS),
        sphere=tuple(sorted(set(stated.many("sphere", _spheres, NOTHING)), reverse=True)),
        profile=stated.one("profile", _profile, _A_PROFILE),
        profile_work=stated.one("profile_work", _profile, _A_PROFILE),
        profile_private=stated.one("profile_private", _profile, _A_PROFILE),
        offers=stated.said("offers"),
        interests=stated.said("interests"),
        needs=stated.said("needs"),
        location=stated.text("location"),
        organisation=", ".join(said.text for said in organisation),
        role=stated.text("role"),
        family=tuple(dict.fromkeys(said.text for said in stated.many("family", texts, TEXTS, every_name=True))),
        address=stated.text("address"),
        uid=stated.text("uid"),
        email=stated.many("email", _emails, "an address"),
        phone=stated.many("phone", _phones, "a number"),
        is_self=bool(stated.one("is_self", truth, _TRUE_OR_FALSE)),
        lines=tuple(stated.lines.items()),
        organisation_links=tuple(link for said in organisation for link in said.links),
    )
    return card, tuple(stated.problems)


def _names(stated: Stated) -> tuple[str, ...]:
    names = list(stated.many("aliases", _further_names, TEXTS, every_name=True))
    first, last = stated.text("first_name"), stated.text("last_name")
    return tuple(dict.fromkeys([*names, f"{first} {last}"] if first and last else names))


def _further_names(field: Field) -> list[str]:
    """The names in `field`; Obsidian's own `aliases: A, B` are two, while `name: Jansen, Bram` is one."""
    if isinstance(field.value, Scalar) and fold(field.key) in ("aliases", "alias"):
        return [name for part in field.value.text.split(",") if (name := shown(part))]
    return [said.text for said in texts(field)]


def _introducers(field: Field) -> list[Said]:
    """Who is named in `field`; by `via` people mean other things, so only links are people there."""
    return [said for said in texts(field) if said.links or fold(field.key) not in AMBIGUOUS]


def _spheres(field: Field) -> list[str]:
    words = (word for said in scalars(field.value) for word in _WORD.findall(said.text.casefold()))
    return [sphere for word in words if (sphere := _SPHERE_OF.get(word.replace("-", "")))]


def _emails(field: Field) -> list[str]:
    return _reached_by(field.value, lambda text: "@" in text)


def _phones(field: Field) -> list[str]:
    return _reached_by(field.value, lambda text: sum(map(str.isdigit, text)) > 4 and not any(map(str.isalpha, text)))


def _reached_by(node: Node, looks_so: Callable[[str], bool]) -> list[str]:
    """The texts of `node`; of maps such as `{label: work, value: …}` those that look like one."""
    if isinstance(node, Fields):
        return [text for field in node.fields for text in _reached_by(field.value, looks_so) if looks_so(text)]
    if isinstance(node, Items):
        return [text for item in node.items for text in _reached_by(item, looks_so)]
    return [text] if (text := shown(node.text)) else []


def _status(text: str) -> str:
    """A status that matters to vaultnet, "" for any other word."""
    return _STATUSES.get(shown(text).casefold(), "")


def _profile(text: str) -> str | None:
    return _PROFILES.get("".join(char for char in shown(text).casefold() if char.isalpha()))


def _folded_tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([folded for tag in tags if (folded := tag.strip().lstrip("#").casefold())]))
