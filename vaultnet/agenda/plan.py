"""Rule: one day is a pure function of the notes, the configuration and the date; the same bytes on every machine.

Where nothing else decides, lists keep the order of the network: by name.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from vaultnet.agenda.gratitude import ANSWER, REPORT, RETURN, THANK, gratitude
from vaultnet.agenda.history import History, history
from vaultnet.agenda.introductions import introductions
from vaultnet.agenda.leaf import leaf_through
from vaultnet.agenda.memory import Memory
from vaultnet.agenda.occasions import plans
from vaultnet.agenda.promises import promised, promised_soon
from vaultnet.agenda.reach_out import is_fresh_start, reach_out
from vaultnet.model.agenda import Agenda, Occasion
from vaultnet.model.config import Config
from vaultnet.model.network import Network


def plan(network: Network, config: Config, today: date, memory: Memory | None = None) -> Agenda:
    """What `today` asks, and why; never raises on what the notes say.

    `memory`, of a program that stays, saves work and changes nothing.
    """
    each = (memory or Memory()).known((one for one in network.people if not one.excluded), config, today)
    people = [known.history for known in each]
    told = [occasion for known in each for occasion in known.occasions]
    now = sorted((occasion for occasion in told if occasion.days <= 0), key=lambda occasion: -occasion.days)
    due = reach_out(people, config)
    in_today = {occasion.person.path for occasion in now}
    reached = [one.person.path for one in due]
    leaf = leaf_through(people, config, in_today.union(reached))
    listed = in_today.union(reached[: config.per_day], (one.person.path for one in leaf))
    open_threads = gratitude(people, config)
    return Agenda(
        date=today,
        people=len(people),
        fresh_start=is_fresh_start(people, due, config.per_day),
        today=tuple(now),
        reach_out=due[: config.per_day],
        waiting=due[config.per_day :],
        answer=open_threads[ANSWER],
        thank=open_threads[THANK],
        report=open_threads[REPORT],
        give_back=open_threads[RETURN],
        promised=promised(people, listed),
        introduce=introductions(people, history(network.me, today) if network.me else None),
        leaf_through=leaf,
        coming_up=_coming_up(people, told),
        done_today=tuple((known.person, known.last) for known in people if known.last and known.last.date == today),
        problems=network.problems,
    )


def _coming_up(people: Iterable[History], told: Sequence[Occasion]) -> tuple[Occasion, ...]:
    """Occasions, plans and dated promises ahead, by date, then name."""
    ahead = [occasion for occasion in told if occasion.days > 0]
    for known in people:
        ahead += plans(known)
        ahead += promised_soon(known)
    return tuple(sorted(ahead, key=_by_day_and_name))


def _by_day_and_name(occasion: Occasion) -> tuple[date, str, str]:
    return occasion.date, occasion.person.name.casefold(), occasion.person.path
