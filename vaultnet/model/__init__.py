"""The frozen records that the floors hand to each other; no behaviour beyond their own arithmetic."""
