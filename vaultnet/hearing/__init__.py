"""What the text of a talk tells of days to come, and of illness, loss and birth. Pure."""
