"""Invented entries of an address book, for what must hold of all of them."""

from hypothesis import strategies as st

from vaultnet.exchange.book import Entry, each, lines_of, tidy
from vaultnet.model.span import Yearly


def entries(texts, names, **more):
    """Entries that say anything in `texts`, of people with `names`; `more`: what else is drawn for them."""
    said, many = texts.map(tidy), st.lists(texts, max_size=3).map(each)
    years = st.none() | st.integers(1800, 2100)
    days = st.none() | st.builds(Yearly, st.integers(1, 12), st.integers(1, 28), years, st.just(1))
    return st.builds(
        Entry,
        line=st.just(1),
        name=names,
        aliases=many,
        uid=said,
        email=many,
        phone=many,
        birthday=days,
        anniversary=days,
        organisation=said,
        role=said,
        location=said,
        address=said,
        family=many,
        note=st.lists(texts, max_size=3).map("\n".join).map(lines_of),
        **more,
    )
