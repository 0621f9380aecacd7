"""The facts of all notes → people: what links mean, who bears which name, and what happened when."""

from vaultnet.network.build import build
from vaultnet.network.names import find

__all__ = ["build", "find"]
