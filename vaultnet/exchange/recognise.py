"""A file of people is recognised by its content, whatever its name and encoding."""

from vaultnet.exchange import google, linkedin, vcard
from vaultnet.exchange.book import Book

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(path: str, data: bytes) -> Book | None:
    """The people in a vCard file or a CSV of LinkedIn or Google; None: it is none of these. Never raises."""
    text = decoded(data)
    if "BEGIN:VCARD" in text[:100_000].upper().replace(" ", ""):
        return vcard.read(path, text)
    if connections := linkedin.table(text):
        return linkedin.read(path, text, connections)
    if contacts := google.table(text):
        return google.read(path, text, contacts)
    return None


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 or, failing those, in Windows' Latin alphabet."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for name in (*marked, *_by_zeros(data), "utf-8", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _by_zeros(data: bytes) -> list[str]:
    """The kind of UTF-16 it may be without a mark: every second byte of Latin text is a zero."""
    start = data[:200]
    if start[1::2].count(0) > len(start) // 4:
        return ["utf-16-le"]
    return ["utf-16-be"] if start[::2].count(0) > len(start) // 4 else []
