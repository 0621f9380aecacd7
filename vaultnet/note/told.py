"""Told events: what the text of a contact tells of days to come, and of illness, loss and birth (format.md, Occasions).

A date counts after the contact's own day and within a year of it; its kind is that of the nearest word of an occasion
in its own sentence. Precision goes before recall: what is cancelled, moved away, past or doubtful tells nothing.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from vaultnet.model.facts import Told

_ALWAYS_NEWS = (  # the beginnings of all words that tell news by themselves: `cues.NEWS` knows the rest
    "ill",
    ...
)
