"""Everything that touches the disk: what is read, what is written, and what is remembered."""
