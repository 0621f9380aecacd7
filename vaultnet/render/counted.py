"""How many of what, in the one line that a command says in English of what it did."""


def counted(number: int, word: str, many: str = "") -> str:
    """So many of what an English word names; `many`: its plural, where that is not just one letter longer."""
    return f"{number} {word if number == 1 else many or f'{word}s'}"
