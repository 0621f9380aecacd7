"""Rule: one day is a pure function of the notes, the configuration and the date; the same bytes on every machine.

Where nothing else decides, lists keep the order of the network: by name.
"""

from collections.abc import Sequence
from datetime import date

from vaultnet.agenda.alone import Alone
from vaultnet.agenda.couples import met_gently
from vaultnet.agenda.gratitude import ANSWER, REPORT, RETURN, THANK, gratitude
from vaultnet.agenda.history import history_of
from vaultnet.agenda.introductions import introductions, offers_of
from vaultnet.agenda.leaf import leaf_through
from vaultnet.agenda.matching import places_of
from vaultnet.agenda.memory import Memory
from vaultnet.agenda.promises import promised
from vaultnet.agenda.reach_out import is_fresh_start, reach_out
from vaultnet.model.agenda import Agenda, Introduction, Occasion
from vaultnet.model.config import Config
from vaultnet.model.network import Network, Person


def plan(network: Network, config: Config, today: date, memory: Memory | None = None) -> Agenda:
    """What `today` asks, and why; never raises on what the notes say.

    `memory`, which long-running programs keep, saves work and changes nothing.
    """
    each = (memory or Memory()).each(network.people, config, today)
    people = [one.person for one in each]
    told = list(met_gently((occasion for one in each for occasion in one.occasions), network))
    now = sorted((occasion for occasion in told if occasion.days <= 0), key=lambda occasion: -occasion.days)
    ahead = [
        *(occasion for occasion in told if occasion.days > 0),
        *(occasion for one in each for occasion in one.ahead),
    ]
    due = reach_out(one.due for one in each if one.due)
    in_today = {occasion.person.path for occasion in now}
    reached = [one.person.path for one in due]
    candidates = [one.candidate for one in each if one.candidate]
    leaf = leaf_through(candidates, config, today, in_today.union(reached))
    listed = in_today.union(reached[: config.per_day], (one.person.path for one in leaf))
    threads = gratitude(thread for one in each for thread in one.threads)
    return Agenda(
        date=today,
        people=len(people),
        fresh_start=is_fresh_start(people, due, config.per_day),
        today=tuple(now),
        reach_out=due[: config.per_day],
        waiting=due[config.per_day :],
        answer=threads[ANSWER],
        thank=threads[THANK],
        report=threads[REPORT],
        give_back=threads[RETURN],
        promised=promised(people, today, listed),
        introduce=_introduced(each, network.me, today),
        leaf_through=leaf,
        coming_up=tuple(sorted(ahead, key=_by_day_and_name)),
        done_today=tuple((one.person, one.talk) for one in each if one.talk),
        problems=network.problems,
    )


def _introduced(each: Sequence[Alone], me: Person | None, today: date) -> tuple[Introduction, ...]:
    """Who could meet, the user among those who can help."""
    needs = [need for one in each for need in one.needs]
    if not needs:
        return ()
    places = places_of(one.person for one in each if one.candidate)
    offers = [offer for one in each for offer in one.offers]
    if me:
        offers += (offer._replace(mine=True) for offer in offers_of(history_of(me, today)))
        offers.sort(key=lambda offer: offer.side.person.name.casefold())
    return introductions(needs, offers, places, today)


def _by_day_and_name(occasion: Occasion) -> tuple[date, str, str]:
    return occasion.date, occasion.person.name.casefold(), occasion.person.path
