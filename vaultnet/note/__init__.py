"""One note's text → facts, and edits text → text. Pure: no files, no clock, nothing of other notes."""
