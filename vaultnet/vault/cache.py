"""The cache is named after everything that could change what it says; whatever is wrong with it, it is empty.

It is two files. The *manifest* is small: what the last scan saw, and by which settings; it tells that nothing changed.
The *facts* are read only where something did. Both are `marshal` under a header with a checksum: valid for one version
of Python and of this program alone, like its compiled modules, and kept where only our user can write.
"""

import marshal
import os
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, cast

import vaultnet
from vaultnet.model.config import DailyNotes, Reading
from vaultnet.model.facts import Facts
from vaultnet.problem import Problem
from vaultnet.vault.codec import codec
from vaultnet.vault.files import Stamp
from vaultnet.vault.folder import Folder, Rules
from vaultnet.vault.scan import Scan
from vaultnet.vault.settings import Settings
from vaultnet.vault.state import cache_folder, private

MAGIC = b"vaultnet cache 1\n"

Packed = tuple[Stamp, object]
"""The facts of one note as they are kept, and the stamp of the file that they were read from."""


class Manifest(NamedTuple):
    """What was seen of a vault when its facts were kept."""

    scan: Scan
    settings: Settings
    stamps: tuple[Stamp, ...]  # of the files that the settings are from
    reading: str  # the rules that the facts were read by
    built: Mapping[str, str]  # what the last build wrote: for `build` to fill; empty since anything changed
