"""The watcher as a background service of the user's own: how each system describes it, and how it is installed."""
