"""A wedding that a talk tells of, in the calendar."""

from datetime import date

from icalendar import Calendar

from vaultnet.exchange.calendar import calendar
from vaultnet.load import load
from vaultnet.model.config import Config


def test_in_the_calendar_the_wedding_is_no_anniversary_on_its_own_day(vault):
    today = date(2026, 11, 21)
    notes = vault({"People/Wies.md": "- 2026-11-12 coffee\n  - the wedding is on 5 December\n"})
    text = calendar(load(notes.root, Config(), today).network, Config(), today)
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [(str(event["summary"]), event.decoded("dtstart")) for event in events] == [
        ("Wies: anniversary, the wedding is on 5 December", date(2027, 12, 5)),
        ("Wies: the wedding is on 5 December", date(2026, 12, 5)),
    ]
