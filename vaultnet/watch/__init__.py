"""`changes(root)` tells when to look at a vault again, and knows nothing of what its notes say."""

from vaultnet.watch.bell import Bell
from vaultnet.watch.changes import CHANGED, DAY, FOUND, GONE, RESUMED, START, STIRRING, TICK, Batch, changes

__all__ = ["CHANGED", "DAY", "FOUND", "GONE", "RESUMED", "START", "STIRRING", "TICK", "Batch", "Bell", "changes"]
