"""The due note as it is written and read back: its forms, a line's grammar, and what in it is the user's. Pure."""
