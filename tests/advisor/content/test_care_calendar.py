"""The care calendar, read back as strictly as RFC 5545 is written."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from advisor.content import care_calendar
from advisor.content.care_calendar import (
    CareTask,
    calendar,
    care_event,
    care_table,
    care_tasks,
    first_day,
    first_saturday,
)
from advisor.content.documents import EVERY_MONTH
from advisor.engine.unit_types import UNIT_TYPES

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Event = dict[str, tuple[dict[str, str], str]]
NAME = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)")
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "RRULE", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"}


def parse(content: bytes) -> tuple[dict[str, str], list[Event]]:
    """Properties of the calendar, and each event's; asserts every rule that it passes."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines: list[str] = []
    for raw in content[:-2].split(b"\r\n"):
        assert 0 < len(raw) <= 75
        line = raw.decode("utf-8", errors="strict")  # no character is cut by a fold
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line)
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    frame: dict[str, str] = {}
    events: list[Event] = []
    open_: list[str] = []
    for line in lines:
        found = NAME.fullmatch(line)
        assert found, line
        name, value = found[1], found[3]
        parameters = dict(part.split("=", 1) for part in found[2].split(";")[1:])
        if name == "BEGIN":
            assert value == ("VEVENT" if open_ else "VCALENDAR")
            open_.append(value)
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert open_.pop() == value
        elif open_ == ["VCALENDAR"]:
            assert name not in frame
            frame[name] = value
        else:
            assert open_ == ["VCALENDAR", "VEVENT"]
            assert name not in events[-1]
            events[-1][name] = (parameters, value)
    assert not open_
    return frame, events


def plain(value: str) -> str:
    """A TEXT value as it is read; nothing that must be escaped may stand bare."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def occurrences(rule: str, start: date, *, until: date) -> list[date]:
    """Days of FREQ=MONTHLY;BYDAY=1SA with or without BYMONTH, by looking at every day."""
    parts = dict(part.split("=") for part in rule.split(";"))
    assert parts.pop("FREQ") == "MONTHLY"
    assert parts.pop("BYDAY") == "1SA"
    months = {
        int(month) for month in parts.pop("BYMONTH", ",".join(map(str, range(1, 13)))).split(",")
    }
    assert not parts
    days = [start + timedelta(days=n) for n in range((until - start).days)]
    return [d for d in days if d.month in months and d.weekday() == 5 and d.day <= 7]


@pytest.mark.parametrize("unit_type", UNIT_TYPES)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_calendar_is_what_the_standard_asks(unit_type: str, lang: str) -> None:
    with translation.override(lang):
        frame, events = parse(calendar((unit_type,), now=NOW).encode())
    assert frame["VERSION"] == "2.0"
    assert frame["PRODID"].endswith(lang.upper())
    assert len(events) == len(care_tasks(unit_type))
    for event in events:
        assert set(event) == ONCE
        assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", event["DTSTAMP"][1])
        assert event["DTSTART"][0] == event["DTEND"][0] == {"VALUE": "DATE"}
        start = datetime.strptime(event["DTSTART"][1], "%Y%m%d").replace(tzinfo=UTC).date()
        end = datetime.strptime(event["DTEND"][1], "%Y%m%d").replace(tzinfo=UTC).date()
        assert end - start == timedelta(days=1)
        assert NOW.date() < start < NOW.date() + timedelta(days=366)
        days = occurrences(event["RRULE"][1], start, until=date(2028, 12, 31))
        assert days[0] == start  # the first day is one of the rule's own
        assert len(days) >= 2
        assert plain(event["SUMMARY"][1])
        assert plain(event["DESCRIPTION"][1])
        assert event["URL"][1].startswith("http")


def test_every_task_keeps_its_uid() -> None:
    def uids(now: datetime) -> list[str]:
        _frame, events = parse(calendar(UNIT_TYPES, now=now).encode())
        return [event["UID"][1] for event in events]

    early, late = uids(NOW), uids(NOW + timedelta(days=200))
    assert early == late
    assert len(set(early)) == len(early) == sum(len(care_tasks(each)) for each in UNIT_TYPES)


def test_the_calendar_says_what_the_guide_says() -> None:
    _frame, events = parse(calendar(("mini_split",), now=NOW).encode())
    assert [plain(event["DESCRIPTION"][1]) for event in events] == [
        str(task.how) for task in care_tasks("mini_split")
    ]


@pytest.mark.parametrize(
    ("months", "after", "expected"),
    [
        (EVERY_MONTH, date(2026, 11, 23), date(2026, 12, 5)),
        (EVERY_MONTH, date(2026, 12, 4), date(2026, 12, 5)),
        (EVERY_MONTH, date(2026, 12, 5), date(2027, 1, 2)),
        ((4, 10), date(2026, 11, 23), date(2027, 4, 3)),
        ((11,), date(2026, 11, 23), date(2027, 11, 6)),
    ],
)
def test_a_task_begins_at_its_next_day(
    months: tuple[int, ...], after: date, expected: date
) -> None:
    assert first_day(months, after=after) == expected


def test_the_first_saturday_is_one() -> None:
    for year in (2026, 2027, 2028):
        for month in range(1, 13):
            day = first_saturday(year, month)
            assert (day.weekday(), day.month) == (5, month)
            assert day.day <= 7


def event_of(text: str) -> list[bytes]:
    """The lines of a task that says this."""
    task = CareTask(key="odd", title="Odd", how=text, months=(4,))
    return bytes(care_event(task, "window", now=NOW).to_ical()).split(b"\r\n")


@pytest.mark.parametrize("text", ["a" * 200, "ñ" * 120, "€" * 90, "🐾" * 60, "a", "é" + "b" * 74])
def test_folding_keeps_every_character_whole(text: str) -> None:
    lines = event_of(text)
    assert all(len(line) <= 75 for line in lines)
    (start,) = [at for at, line in enumerate(lines) if line.startswith(b"DESCRIPTION:")]
    parts = [lines[start].decode()]
    for line in lines[start + 1 :]:
        if not line.startswith(b" "):
            break
        parts.append(line.decode())
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == f"DESCRIPTION:{text}"


def test_what_means_something_in_a_calendar_is_escaped() -> None:
    assert b"DESCRIPTION:a\\,b\\;c\\\\d\\ne\\nf" in event_of("a,b;c\\d\ne\r\nf")


def test_winter_tasks_stand_in_winter_and_cleaning_outside_does_not() -> None:
    for unit_type in UNIT_TYPES:
        assert {task.key for task in care_tasks(unit_type)} >= {"filter"}
    by_key = {task.key: task.months for task in care_tasks("mini_split")}
    assert set(by_key["snow"]) == {12, 1, 2}
    assert not set(by_key["outdoor-coil"]) & {12, 1, 2}
    assert by_key["filter"] == EVERY_MONTH
    assert len(by_key["yearly"]) == 1


def test_the_list_names_its_months() -> None:
    table = care_table("mini_split", lang="es")
    assert table.lines[0].when == "every month"
    assert table.lines[1].when == "April, October"
    assert table.calendar == "/advice/care.ics?type=mini_split&lang=es"


def test_a_calendar_is_downloaded(client: Client) -> None:
    response = client.get("/advice/care.ics?type=window,portable&lang=es")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="heat-pump-care.ics"'
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    _frame, events = parse(response.content)
    assert len(events) == len(care_tasks("window")) + len(care_tasks("portable"))


@pytest.mark.parametrize("query", ["", "type=", "type=castle", "type=window,castle", "type=%00"])
def test_a_calendar_for_no_type_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/advice/care.ics?{query}").status_code == 400


def test_a_calendar_follows_the_day_of_the_download(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def noted(types: tuple[str, ...], *, now: datetime) -> str:
        seen.append(now)
        return ""

    monkeypatch.setattr(care_calendar, "calendar", noted)
    client.get("/advice/care.ics?type=window")
    assert datetime.now(tz=UTC) - seen[0] < timedelta(minutes=1)
