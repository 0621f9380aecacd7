"""People, configuration, day → what the day asks."""

from vaultnet.agenda.plan import plan

__all__ = ["plan"]
