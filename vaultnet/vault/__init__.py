"""The only rooms that touch the disk: what is read, what is written, what is remembered."""
