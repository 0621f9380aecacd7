"""The watcher as a service of the user's own: what the system is told of it, and who tells it."""
