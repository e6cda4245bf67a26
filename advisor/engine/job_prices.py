"""What small jobs on a room cost: each amount once, for the steps and for every sentence."""

from dataclasses import dataclass

from advisor.engine.constants import ASSUMPTION, table

EXPERT_ROOMS = "expert rooms of this advisor"


@dataclass(frozen=True, kw_only=True)
class JobPrice:
    """Material for one room or one window, done by its owner or tenant; sealing leaks is work that
    is paid. [$]"""

    low: float
    high: float
    source: str
    as_of: str  # year and month
    per: str = "room"  # or "window"

    @property
    def dollars(self) -> tuple[float, float]:
        return self.low, self.high


JOB_PRICES: dict[str, JobPrice] = table(
    "JOB_PRICES",
    {
        "film": JobPrice(low=40, high=90, source=ASSUMPTION, as_of="2026-11"),
        "caulk": JobPrice(low=40, high=120, source=ASSUMPTION, as_of="2026-11"),
        "air_sealing": JobPrice(low=150, high=500, source=ASSUMPTION, as_of="2026-11"),
        "weatherstripping": JobPrice(low=20, high=20, source=ASSUMPTION, as_of="2026-11"),
        "outside_shade": JobPrice(
            low=40, high=120, source=ASSUMPTION, as_of="2026-11", per="window"
        ),
        "garage_door": JobPrice(low=200, high=600, source=ASSUMPTION, as_of="2026-11"),
        "dehumidifier": JobPrice(low=200, high=350, source=EXPERT_ROOMS, as_of="2026-11"),
    },
    "$, low and high",
    source="our assumption, or the expert rooms of this advisor: see each",
    says="small jobs and devices for one room; a shade is for one window",
)
