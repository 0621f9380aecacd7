"""The block that we generate in a note, by the comments around it."""

from collections.abc import Sequence

BEGIN, END = "%% vaultnet:begin %%", "%% vaultnet:end %%"


def without_our_block(lines: Sequence[str]) -> list[str]:
    """The lines, with empty ones for those of our block."""
    kept, ours = [], False
    for line in lines:
        ours = ours or line.strip() == BEGIN
        kept.append("" if ours else line)
        ours = ours and line.strip() != END
    return kept
