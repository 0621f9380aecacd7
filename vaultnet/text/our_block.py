"""The block that vaultnet generates in a note is what stands between two comments."""

from collections.abc import Sequence

BEGIN, END = "%% vaultnet:begin %%", "%% vaultnet:end %%"


def without_our_block(lines: Sequence[str]) -> list[str]:
    """The lines, with those of the block emptied, so that the others keep their numbers."""
    kept, ours = [], False
    for line in lines:
        ours = ours or line.strip() == BEGIN
        kept.append("" if ours else line)
        ours = ours and line.strip() != END
    return kept
