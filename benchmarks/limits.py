"""What the same work costs at the least, and what it costs the plain way: the limits that a build is held against.

Rule: each limit is a whole Python process that imports nothing but what it needs; `commands` says how it is started.
"""

import os
import sys


def commands(vault: str) -> dict[str, tuple[str, ...]]:
    """The command line of each limit; those on a vault find this module in their working folder."""
    on_vault = {"STAT": "stat", "READ": "read", "REF": "reference"}
    return {
        "PASS": (sys.executable, "-c", "pass"),
        "CLICK": (sys.executable, "-c", "import click"),
        **{
            name: (sys.executable, "-c", f"import sys, limits; limits.{function}(sys.argv[1])", vault)
            for name, function in on_vault.items()
        },
    }


def stat(vault: str) -> None:
    """STAT: walk the vault and stat every note."""
    for note in _notes(vault):
        note.stat()


def read(vault: str) -> None:
    """READ: the same, and read every byte."""
    for note in _notes(vault):
        _bytes(note)


def reference(vault: str) -> None:
    """REF: the same, and give every note to the full parsers of frontmatter and Markdown."""
    import frontmatter  # noqa: PLC0415 - STAT and READ shall not pay for it
    import markdown_it  # noqa: PLC0415 - likewise
    import yaml  # noqa: PLC0415 - likewise

    markdown = markdown_it.MarkdownIt()
    for note in _notes(vault):
        text = _bytes(note).decode("utf-8-sig")
        try:
            _, body = frontmatter.parse(text)
        except (yaml.YAMLError, ValueError, TypeError):  # broken, an impossible date, no mapping
            body = text
        markdown.parse(body)


def _notes(vault: str) -> list[os.DirEntry[str]]:
    """Every note below the vault, hidden folders left out."""
    notes: list[os.DirEntry[str]] = []
    folders = [vault]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.endswith(".md"):
                    notes.append(entry)
    return notes


def _bytes(note: os.DirEntry[str]) -> bytes:
    """All of a note, by the fewest system calls."""
    size = note.stat().st_size
    opened = os.open(note.path, os.O_RDONLY)
    content = os.read(opened, size + 1)
    os.close(opened)
    return content
