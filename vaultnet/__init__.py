"""Keep relationships alive from your own Markdown notes."""

__version__ = "0.1.0"

CONFIG_FILE = "vaultnet.toml"
"""Where the configuration stands in a vault."""
