"""Counts in English, for the line in which a command reports what it did."""


def counted(number: int, word: str, many: str = "") -> str:
    """`1 note`, `3 people`; `many` is the plural, where it is not the word with an `s`."""
    return f"{number} {word if number == 1 else many or f'{word}s'}"
