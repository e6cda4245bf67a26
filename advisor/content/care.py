"""What a unit needs through the year, as a list and as a calendar file after RFC 5545."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from advisor.formatting.text import Text
from advisor.formatting.unit_names import TYPE_NAMES

EVERY_MONTH = tuple(range(1, 13))
LINE_OCTETS = 75
"""RFC 5545, 3.1: longest line without its break."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do, on the first Saturday of its months (1 is January)."""

    key: str
    title: Text
    how: Text
    months: tuple[int, ...]


FILTER = Task(
    key="filter",
    title=gettext_lazy("Clean the filter"),
    how=gettext_lazy(
        "The most important task and the easiest one: take it out, rinse or vacuum it, let it dry."
        " In heavy use, with pets or dust, every two weeks."
    ),
    months=EVERY_MONTH,
)
COIL = Task(
    key="coil",
    title=gettext_lazy("Look at the indoor coil"),
    how=gettext_lazy(
        "Power off first. Behind the filter: dust on the fins comes off with a soft brush or a coil"
        " cleaner. Bent fins and ice are for a technician."
    ),
    months=(4, 10),
)
OUTDOOR_COIL = Task(
    key="outdoor-coil",
    title=gettext_lazy("Rinse the outdoor coil"),
    how=gettext_lazy(
        "Power off at the disconnect. Leaves, hair and dust come off with a gentle garden hose,"
        " never a pressure washer, and not in frost."
    ),
    months=(4, 7, 10),
)
DRAIN = Task(
    key="drain",
    title=gettext_lazy("See that the drain runs"),
    how=gettext_lazy(
        "Pour a cup of water into the pan and watch it come out. Mold and algae clog the line, and"
        " then the water runs down your wall."
    ),
    months=(5, 7, 9),
)
CLEARANCE = Task(
    key="clearance",
    title=gettext_lazy("Give the outdoor unit air"),
    how=gettext_lazy(
        "Cut back plants, clear leaves and junk; nothing may stand in front of the fan. The"
        " distances are in its manual."
    ),
    months=(5, 9),
)
SNOW = Task(
    key="snow",
    title=gettext_lazy("Keep snow and ice off the outdoor unit"),
    how=gettext_lazy(
        "Clear what blows against it, and see that the water of the defrost can drip away and does"
        " not freeze into a block below. Never chip ice off the fins."
    ),
    months=(12, 1, 2),
)
BEFORE_WINTER = Task(
    key="before-winter",
    title=gettext_lazy("Before the frost"),
    how=gettext_lazy(
        "Try the heat on a cool day, while a technician still has time. Drain holes open, feet or"
        " stand firm, no gutter dripping on it."
    ),
    months=(10,),
)
YEARLY = Task(
    key="yearly",
    title=gettext_lazy("Book the yearly check"),
    how=gettext_lazy(
        "A technician looks at refrigerant, wiring and the whole system. Many warranties ask for"
        " it: keep the bill."
    ),
    months=(9,),
)
WINDOW_SEALS = Task(
    key="seals",
    title=gettext_lazy("Check bracket and seals"),
    how=gettext_lazy(
        "Nothing may move when you push; no daylight beside the panels. New foam costs a few"
        " dollars and saves more than any other task here."
    ),
    months=(5, 10),
)
WINDOW_PAN = Task(
    key="pan",
    title=gettext_lazy("Empty and rinse the pan of the window unit"),
    how=gettext_lazy(
        "Unplug it. Water must leave to the outside, by its drain hole or over its edge, as the"
        " manual says; slime smells first and leaks later."
    ),
    months=(5, 8),
)
WINDOW_FROST = Task(
    key="frost",
    title=gettext_lazy("Before the frost: does yours heat in it?"),
    how=gettext_lazy(
        "Look up the lowest outdoor temperature of yours. Below it, it stops or heats by"
        " resistance; have your other heat ready. Keep snow off its outside."
    ),
    months=(11,),
)
WINDOW_YEARLY = Task(
    key="yearly",
    title=gettext_lazy("Look the window unit over"),
    how=gettext_lazy(
        "Cord and plug cool and whole, no rust at the bracket, no new noise. If it lost strength, a"
        " technician checks the refrigerant: that is no work for an owner."
    ),
    months=(4,),
)
HOSE = Task(
    key="hose",
    title=gettext_lazy("Check hose and window panel"),
    how=gettext_lazy(
        "Short, straight, without a dent, sealed at both ends. Warm air that leaks back in is"
        " cooling that you paid for twice."
    ),
    months=(5, 8, 11),
)
TANK = Task(
    key="tank",
    title=gettext_lazy("Drain the portable"),
    how=gettext_lazy(
        "In humid weeks, and whenever it heats, water collects: empty it by hand, by a hose to a"
        " drain, or by a pump. Full, it stops."
    ),
    months=EVERY_MONTH,
)
STORE = Task(
    key="store",
    title=gettext_lazy("Look the portable over"),
    how=gettext_lazy(
        "Cord and plug cool and whole, coil free of dust. Before you put it away, drain it and let"
        " the fan run an hour, so that it dries."
    ),
    months=(10,),
)

CARE: dict[str, tuple[Task, ...]] = {
    "mini_split": (*(FILTER, COIL, OUTDOOR_COIL, DRAIN, CLEARANCE, BEFORE_WINTER, SNOW, YEARLY),),
    "window": (FILTER, COIL, WINDOW_SEALS, WINDOW_PAN, WINDOW_FROST, WINDOW_YEARLY),
    "portable": (FILTER, COIL, HOSE, TANK, STORE),
}
"""The tasks of each type (S92–S98 of the article that this grew from; the months are ours)."""


@dataclass(frozen=True, kw_only=True)
class CareLine:
    title: Text
    how: Text
    when: str


@dataclass(frozen=True, kw_only=True)
class CareTable:
    type: str
    name: Text
    lines: tuple[CareLine, ...]
    calendar: str


def care_table(unit_type: str, *, lang: str = "") -> CareTable:
    """The tasks of one type as a list, with the address of its calendar."""
    query = f"type={unit_type}" + (f"&lang={lang}" if lang else "")
    return CareTable(
        type=unit_type,
        name=TYPE_NAMES[unit_type],
        lines=tuple(
            CareLine(title=task.title, how=task.how, when=months_text(task.months))
            for task in CARE[unit_type]
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
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Room Heat Pump Advisor//Care calendar//{(get_language() or 'en').upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for unit_type in types:
        for task in CARE[unit_type]:
            lines += _event(task, unit_type, host=host, now=now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(task: Task, unit_type: str, *, host: str, now: datetime) -> list[str]:
    first = first_day(task.months, after=now.date())
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    rule = "FREQ=MONTHLY;BYDAY=1SA"
    if task.months != EVERY_MONTH:
        rule = f"FREQ=MONTHLY;BYMONTH={','.join(map(str, sorted(task.months)))};BYDAY=1SA"
    guide = f"{settings.SITE_URL}{reverse('guide', args=['care'])}"
    return [
        "BEGIN:VEVENT",
        f"UID:care-{unit_type}-{task.key}@{host}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{first + timedelta(days=1):%Y%m%d}",
        f"RRULE:{rule}",
        f"SUMMARY:{escaped(f'{task.title} ({TYPE_NAMES[unit_type]})')}",
        f"DESCRIPTION:{escaped(str(task.how))}",
        f"URL:{guide}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


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


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line break escaped."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, safe)
    return text


def folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, the later ones with the space that marks them; a
    character is never cut."""
    part, used = "", 0
    for character in line:
        size = len(character.encode())
        if used + size > LINE_OCTETS:
            yield part
            part, used = " ", 1
        part += character
        used += size
    yield part
