"""Text before it is read as a note: where its lines end, which spellings are the same, and what is not the user's."""
