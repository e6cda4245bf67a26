"""``docs/operations.md``: how many hosts, from what ``docs/performance.md`` says of capacity."""

import math
import re
from dataclasses import dataclass
from typing import Final

BEGIN: Final = "<!-- Written by `./run bench` from the Capacity section of performance.md. -->\n"
END: Final = "<!-- So far by `./run bench`. -->\n"
CORES_OF_A_HOST: Final = 8
SECONDS_OF_A_DAY: Final = 86_400
QUERIES: Final = 2
"""Of a page with a room, at most (the table of pages there)."""

_SECTION = re.compile(
    r"A visit is taken as (?P<pages>.+?) \(our assumption\): (?P<seconds>[\d.]+) s of CPU.*?"
    r" (?P<visits>[\d,]+) visits a day keep (?P<mean>[\d.]+) processors.*?"
    r"busiest hour of (?P<peak>[\d.]+) × the mean.*?at most (?P<busy>\d+)% busy.*?"
    r"they need (?P<cores>\d+) processors",
    re.DOTALL,
)


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """What a number of visits asks for, as the section says it."""

    requests: int  # of one visit
    seconds: float  # of CPU, of one visit
    visits: int  # a day
    peak: float  # the busiest hour beside the mean
    busy: float  # at most, of 1
    cores: int

    @property
    def visits_a_second(self) -> float:
        """In the busiest hour."""
        return self.visits / SECONDS_OF_A_DAY * self.peak


def read_capacity(performance: str) -> Capacity:
    """From the text of ``docs/performance.md``. ``ValueError`` where it has no such section."""
    found = _SECTION.search(performance.partition("\n## Capacity\n")[2])
    if found is None:
        raise ValueError("docs/performance.md says nothing of capacity: ./run bench")
    return Capacity(
        requests=sum(int(times) for times in re.findall(r"(\d+) × ", found["pages"])),
        seconds=float(found["seconds"]),
        visits=int(found["visits"].replace(",", "")),
        peak=float(found["peak"]),
        busy=int(found["busy"]) / 100,
        cores=int(found["cores"]),
    )


def derived(operations: str, performance: str) -> str:
    """``docs/operations.md`` with its part on hosts as ``docs/performance.md`` has it now."""
    before, _begin, rest = operations.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}{_part(read_capacity(performance))}{END}{after}"


def _part(found: Capacity) -> str:
    a_second = found.visits_a_second
    requests = round(a_second * found.requests, -1)
    hosts = math.ceil(found.cores / CORES_OF_A_HOST)
    rows = (
        (
            f"{found.visits:,} visits a day, the busiest hour {found.peak:g} × the mean",
            f"{a_second:.1f} visits, {requests:.0f} requests a second",
        ),
        (
            "cores for the app",
            f"{a_second:.1f} × {found.seconds:.2f} / {found.busy:g}, rounded up: {found.cores}",
        ),
        (
            f"hosts of {CORES_OF_A_HOST} cores, `WEB_CONCURRENCY={CORES_OF_A_HOST}`",
            f"{hosts}, and one more so that one may be lost or replaced",
        ),
        (
            "PostgreSQL",
            (
                f"at most {QUERIES} short queries a request,"
                f" {requests * QUERIES:,.0f} a second: 2 cores; the data is under 200 MB and"
                " stays in memory"
            ),
        ),
        (
            "nginx",
            f"{requests:.0f} requests a second and the static files: 1 core, less with a CDN",
        ),
    )
    return (
        f"A visit of {found.requests} pages and parts took {found.seconds:.2f} s of CPU on the"
        f" machine of [performance.md](performance.md), which\nsays which ones, and when.\n\n"
        "| | |\n|---|---|\n" + "".join(f"| {what} | {much} |\n" for what, much in rows)
    )
