"""Days and spans as people write them, in English and Dutch, and as file names hold them. Pure."""
