"""Rule: names, paths, tags and sentences are folded before they are compared, so that spelling makes no difference."""

from unicodedata import normalize


def folded(text: str) -> str:
    """`text` as names, paths and tags are compared: its letters composed (NFC), whatever their case."""
    return text.lower() if text.isascii() else normalize("NFC", text).casefold()


def worded(text: str) -> str:
    """`text` as sentences are compared: its words, whatever their case and however much space is between them."""
    return " ".join(text.casefold().split())


def without_md(target: str) -> str:
    """`target` without the extension that a link may give or leave out."""
    return target[:-3] if target[-3:].lower() == ".md" else target


def is_within(place: str, whole: str) -> bool:
    """Whether a folder or a tag is `whole`, or is nested in it; both are folded."""
    return place.startswith(whole) and place[len(whole) :][:1] in ("", "/")
