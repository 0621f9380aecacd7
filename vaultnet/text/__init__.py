"""What text is before anybody takes it for a note: where its lines end, and when two spellings are the same."""
