"""``docs/performance.md``: what was measured, beside the bars, holds or misses."""

import math
import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from advisor.management.bench.load_client import LoadRun, cores, median, percentile
from advisor.management.bench.measured_pages import (
    HELD_CONNECTIONS,
    HELD_UNDER_LOAD,
    LONGEST_PROBE,
    MOST_QUERIES,
    PAGES,
    SHIPPED,
    Plan,
)
from advisor.management.bench.measuring import SizeFigures

ALONE = 0.7
"""Load average of a machine that does nothing else."""
VISITS_A_DAY = 1_000_000
PEAK = 3.0
"""The busiest hour beside the mean of the day (our assumption)."""
ROOM_LEFT = 0.6
"""How busy processors may be in that hour: beyond it waits grow quickly (our assumption)."""

Found = dict[int, SizeFigures]


def performance_page(found: Found, plan: Plan, *, command: str, now: datetime, busy: float) -> str:
    """The whole page in Markdown. ``found``: size of the catalog → its figures. ``busy``: how many
    other programs wanted a processor when it began (the load average)."""
    return "\n".join(
        [
            "# Performance",
            "",
            _how(plan, command=command, now=now),
            *_company(busy),
            "",
            *_missed(found),
            "",
            "## What a page costs",
            "",
            *_pages(found),
            "",
            "## Many connections",
            "",
            *_loads(found),
            "",
            "## Memory and edits",
            "",
            *_memory(found),
            "",
            "## Capacity",
            "",
            _capacity(found[SHIPPED]),
            "",
        ]
    )


def _how(plan: Plan, *, command: str, now: datetime) -> str:
    return (
        f"Written by `{command}` on {now:%B} {now.day}, {now.year}: {cores()} processors, Python"
        f" {platform.python_version()}, served as in production. Run it again rather than edit"
        " this page.\n\n"
        "A ratio is the CPU time of the serving processes for one request, divided by that of an"
        f" empty answer that passes through every middleware: the median of {plan.rounds}"
        " interleaved rounds. Ratios are what to compare; milliseconds and requests a second are"
        " those of this machine at that hour, with the client on the same processors. Unless it"
        " says otherwise, every request is for a room that was not asked for before."
    )


def _company(busy: float) -> list[str]:
    if busy < ALONE:
        return []
    text = (
        f"**The machine was busy with other work ({busy:.1f} programs wanted a processor when this"
        " began): ratios hold, but requests a second, waits, and the bars under load say nothing."
        " Measure again on a quiet machine.**"
    )
    return ["", text]


def _missed(found: Found) -> list[str]:
    verdicts = list(_verdicts(found))
    missed = [text for text, holds in verdicts if not holds]
    if not missed:
        return [f"**All {len(verdicts)} bars hold.**"]
    listed = [f"- {text}" for text in missed]
    return [f"**{len(missed)} of {len(verdicts)} bars are missed:**", "", *listed]


def _verdicts(found: Found) -> Iterator[tuple[str, bool]]:
    """Every bar with what was measured, and whether it holds."""
    for size, figures in found.items():
        for page in PAGES:
            mine = figures.pages[page.title]
            where = f"{page.title}, {figures.units:,} units"
            if size in page.bars:
                ratio, bar = median(mine.ratios), page.bars[size]
                yield f"{where}: {ratio:.1f} × (at most {bar:g} ×)", ratio <= bar
                text = f"{where}: {mine.queries} queries (at most {MOST_QUERIES})"
                yield text, mine.queries <= MOST_QUERIES
    shipped = found[SHIPPED]
    for connections, runs in shipped.loads.items():
        if connections in HELD_CONNECTIONS:
            held = shipped.held(connections)
            text = f"{connections} connections: {held:.2f} of the rate of all processors"
            yield f"{text} (at least {HELD_UNDER_LOAD})", held >= HELD_UNDER_LOAD
        errors = sum(run.errors for run in runs)
        yield f"{connections} connections: {errors} errors (none)", errors == 0
    most = max(shipped.loads)
    wait = longest_probe(shipped.loads[most])
    yield (
        f"{most} connections: /healthz waits {wait:.0f} ms (at most {LONGEST_PROBE:.0f})",
        wait <= LONGEST_PROBE,
    )


def longest_probe(runs: Iterable[LoadRun]) -> float:
    return max((wait for run in runs for wait in run.probes), default=math.inf)


def _verdict(value: float, bar: float) -> str:
    return "holds" if value <= bar else "**misses**"


def _pages(found: Found) -> list[str]:
    rows = []
    for size, figures in found.items():
        for page in PAGES:
            mine = figures.pages[page.title]
            ratio, bar = median(mine.ratios), page.bars.get(size)
            held = f"{bar:g} ×: {_verdict(ratio, bar)}" if bar else "–"
            rows.append(
                (
                    f"{figures.units:,}",
                    page.title,
                    f"{ratio:.1f} ×",
                    held,
                    f"{median(mine.cpu_milliseconds):.2f}",
                    f"{percentile(mine.milliseconds, 50):.1f}",
                    f"{percentile(mine.milliseconds, 99):.1f}",
                    str(mine.queries),
                    f"{mine.size / 1000:.1f}",
                )
            )
    titles = ("units", "page", "ratio", "bar", "CPU ms", "p50 ms", "p99 ms", "queries", "KB")
    return _table(titles, rows)


def _loads(found: Found) -> list[str]:
    rows = [
        _load_row(size, figures, connections)
        for size, figures in found.items()
        for connections in figures.loads
    ]
    lead = (
        "Results pages of rooms not asked before. *Of all* is requests a second, the client’s own"
        " CPU time subtracted, divided by (processors in use × the rate on one connection)."
        " /healthz is asked ten times a second meanwhile, each time on a connection of its own."
    )
    titles = (
        *("units", "connections", "of all", "bar", "requests/s", "p50 ms", "p99 ms", "errors"),
        "longest /healthz ms",
    )
    return [lead, "", *_table(titles, rows)]


def _load_row(size: int, figures: SizeFigures, connections: int) -> tuple[str, ...]:
    runs, held = figures.loads[connections], figures.held(connections)
    barred = size == SHIPPED and connections in HELD_CONNECTIONS
    waits = [each for run in runs for each in run.milliseconds]
    return (
        f"{figures.units:,}",
        str(connections),
        f"{held:.2f}",
        f"{HELD_UNDER_LOAD}: {_verdict(-held, -HELD_UNDER_LOAD)}" if barred else "–",
        f"{figures.rate(connections):.1f}",
        f"{percentile(waits, 50):.0f}",
        f"{percentile(waits, 99):.0f}",
        str(sum(run.errors for run in runs)),
        f"{longest_probe(runs):.0f}",
    )


def _memory(found: Found) -> list[str]:
    rows = [
        (
            f"{figures.units:,}",
            str(len(figures.memory)),
            f"{max(rss for rss, _pss in figures.memory):.0f}",
            f"{max(pss for _rss, pss in figures.memory):.0f}",
            f"{figures.after_edit:.0f}",
        )
        for figures in found.values()
    ]
    lead = (
        "RSS counts what processes share once in each of them, PSS by parts. The last column is the"
        " slowest of twelve results pages right after an edit at the desk."
    )
    titles = ("units", "processes", "most RSS MB", "most PSS MB", "after an edit ms")
    return [lead, "", *_table(titles, rows)]


def _capacity(shipped: SizeFigures) -> str:
    visit = sum(
        page.visits * median(shipped.pages[page.title].cpu_milliseconds) / 1000 for page in PAGES
    )
    pages = ", ".join(f"{page.visits} × {page.title}" for page in PAGES if page.visits)
    mean = VISITS_A_DAY * visit / 86_400
    needed = math.ceil(mean * PEAK / ROOM_LEFT)
    return (
        f"A visit is taken as {pages} (our assumption): {visit:.2f} s of CPU on this machine."
        f" {VISITS_A_DAY:,} visits a day keep {mean:.1f} processors busy all day long. With a"
        f" busiest hour of {PEAK:g} × the mean, and processors at most {ROOM_LEFT:.0%} busy in it,"
        f" they need {needed} processors like these, less whatever a CDN answers."
    )


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [titles, ["---"] * len(titles), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]
