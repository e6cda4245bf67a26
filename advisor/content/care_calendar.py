"""What a unit needs through the year, as a list and as a calendar file after RFC 5545."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from advisor.content.documents import EVERY_MONTH, type_document
from advisor.formatting.unit_names import WORDS


@dataclass(frozen=True, kw_only=True)
class CareTask:
    """One thing to do, on the first Saturday of its months (1 is January)."""

    key: str
    title: str
    how: str
    months: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CareLine:
    title: str
    how: str
    when: str


@dataclass(frozen=True, kw_only=True)
class CareTable:
    type: str
    name: str
    lines: tuple[CareLine, ...]
    calendar: str


def care_tasks(unit_type: str) -> tuple[CareTask, ...]:
    """The tasks of one type, as its document in the active language lists them."""
    document = type_document("care", unit_type)
    return tuple(
        CareTask(
            key=section.key,
            title=section.title,
            how=section.text,
            months=document.months[section.key],
        )
        for section in document.sections
    )


def care_table(unit_type: str, *, lang: str = "") -> CareTable:
    """The tasks of one type as a list, with the address of its calendar."""
    query = f"type={unit_type}" + (f"&lang={lang}" if lang else "")
    return CareTable(
        type=unit_type,
        name=str(WORDS[unit_type].name),
        lines=tuple(
            CareLine(title=task.title, how=task.how, when=months_text(task.months))
            for task in care_tasks(unit_type)
        ),
        calendar=f"{reverse('care')}?{query}",
    )


def months_text(months: tuple[int, ...]) -> str:
    """The names of the months, or "every month"."""
    if months == EVERY_MONTH:
        return _("every month")
    return ", ".join(str(MONTHS[month]) for month in months)


# --- The calendar -------------------------------------------------------------------------------


def calendar(types: tuple[str, ...], *, now: datetime) -> str:
    """The care calendar of these types, beginning at the first task after ``now``.

    Whole days, each first Saturday of its months, and free time, so that nobody's day is blocked.
    The UID of a task never changes: a later download replaces the earlier one.
    """
    language = (get_language() or "en").upper()
    whole = Calendar()
    whole.add("prodid", f"-//Room Heat Pump Advisor//Care calendar//{language}")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    for unit_type in types:
        for task in care_tasks(unit_type):
            whole.add_component(care_event(task, unit_type, now=now))
    return str(whole.to_ical(), "utf-8")


def care_event(task: CareTask, unit_type: str, *, now: datetime) -> Event:
    """One task as an event that repeats."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    first = first_day(task.months, after=now.date())
    rule: dict[str, object] = {"freq": "monthly", "byday": "1SA"}
    if task.months != EVERY_MONTH:
        rule["bymonth"] = sorted(task.months)
    event = Event()
    event.add("uid", f"care-{unit_type}-{task.key}@{host}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("rrule", rule)
    event.add("summary", f"{task.title} ({WORDS[unit_type].name})")
    event.add("description", task.how)
    event.add("url", f"{settings.SITE_URL}{reverse('guide', args=['care'])}")
    event.add("transp", "TRANSPARENT")
    return event


def first_day(months: tuple[int, ...], *, after: date) -> date:
    """The first Saturday of one of these months that comes after this day."""
    year, month = after.year, after.month
    while True:
        day = first_saturday(year, month)
        if month in months and day > after:
            return day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def first_saturday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(5 - first.weekday()) % 7)
