"""The names of properties; where two names of one row stand in one note the earlier wins (format.md, Properties)."""

from functools import lru_cache
from typing import NamedTuple

_ROWS = """\
cadence every frequency contact_frequency keep_in_touch stay_in_touch contact_every ritme prm_cadence
circle tier prm_tier kring
last_contact last_contacted last_chatted date_last_spoken last_interaction last_talked_to last_spoken \
prm_last_contacted laatste_contact
next_contact follow_up follow_up_date next volgende_contact
snooze_until snooze prm_snooze_until snoozed_until
birthday bday born dob date_of_birth geboren geboortedatum verjaardag prm_birthday
anniversary trouwdag wedding_anniversary
wedding
died deceased date_of_death overleden
status
prm_paused
met met_date since start_date known_since
created date_created
introduced_by met_through met_via referred_by first_met_through via voorgesteld_door
sphere relationship relation prm_relationship
profile netwerkprofiel
profile_work
profile_private
offers knows_about skills expertise can_help_with kan biedt weet
interests hobbies likes fascinations interesses
needs looking_for zoekt nodig
location city based_in place plaats woonplaats prm_location adr[home].locality
organisation org company organization employer bedrijf werkgever
role job_title position functie
family partner spouse children kids kinderen gezin
address adres adr adr[home].street
uid
email email[home] e_mail mail
phone mobile tel telephone tel[cell] telefoon mobiel
is_self
aliases alias nickname name full_name FN
first_name
last_name
"""


class Place(NamedTuple):
    """Which property a name means, and how many names come before it."""

    property: str
    rank: int


@lru_cache(1024)
def fold(key: str) -> str:
    """The form in which keys are compared: `lastContact`, `last-contact` and `Last contact` are one."""
    return "".join(key.replace("_", "").replace("-", "").split()).casefold()


_NAMED = [(name, Place(row.split()[0], rank)) for row in _ROWS.splitlines() for rank, name in enumerate(row.split())]
_AS_WRITTEN = {name.casefold(): place for name, place in _NAMED}
PLACES = {fold(name): place for name, place in reversed(_NAMED)}


@lru_cache(1024)
def place_of(key: str) -> Place | None:
    """What a name means, in any spelling; as it stands in the table it ranks as there (`e_mail` behind `email`)."""
    return _AS_WRITTEN.get(key.casefold()) or PLACES.get(fold(key))


# They mean other things in many vaults: what cannot be read there is no fault
AMBIGUOUS = frozenset(("next", "since", "via", "place", "kind", "class", "relationship"))
