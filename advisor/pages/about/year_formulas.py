"""The formulas of the method page that describe the year."""

from django.utils.translation import gettext_lazy

from advisor.engine import (
    at_work,
    cycling,
    field,
    needed,
    room_year,
    season,
    thin_air,
    typical_days,
)
from advisor.pages.about.formula import Formula, FormulaGroup

YEAR: FormulaGroup = (
    "season",
    gettext_lazy("The year"),
    (typical_days, room_year, needed, season, at_work, cycling, field, thin_air),
    (
        Formula(
            text="day = month’s mean + DAY_KINDS × spread − swing × (f(h) − mean f)",
            says=gettext_lazy(
                "We build the local year from 60 typical days: 12 months, each with five"
                " kinds of day from coldest to warmest. The temperatures come from the"
                " hours of the station’s typical year, and the sun from its daily total in"
                " each month."
            ),
        ),
        Formula(
            text="air: C_a × dT_a/dt = (UA + air(h)) × (T_out − T_a) + h × (T_m − T_a)"
            " + gains + sun / 2 + heat − cooling;"
            "  mass: C_m × dT_m/dt = h × (T_a − T_m) + sun / 2",
            says=gettext_lazy(
                "We simulate the room hour by hour: its air, and the walls, floor, and"
                " furniture that store heat. Heating and cooling are whatever keeps the air"
                " at its set temperature. In mild weather a window is opened first."
            ),
        ),
        Formula(
            text="air(h) = AIR_SENSIBLE × ACF × cfm ×"
            " √((stack × |70 − T| + wind × speed²) / the same on the design night)",
            says=gettext_lazy("Cold and wind drive air leakage. See LEAKAGE."),
        ),
        Formula(
            text="wall or roof: T_out + (SUN_ABSORBED × sun − SKY_LOSS) / FACE_FILM;"
            "  attic: T_out + (ROOFS − 95) × sun / FULL_SUN;"
            "  ground: the month’s mean air, one or two months late",
            says=gettext_lazy(
                "Sun warms walls, roofs, and attics; walls and roofs lose some of it to the"
                " sky. The ground stays warmer than a cold night and cooler than a hot day."
            ),
        ),
        Formula(
            text="per 5 °F of outdoor temperature: hours and mean need, by size of the need",
            says=gettext_lazy(
                "Hours with similar outdoor temperatures and similar needs are added"
                " together, and each unit is run through them."
            ),
        ),
        Formula(
            text="electricity = heat / (COP × FIELD_DERATE × PLF);"
            "  PLF = 1 − Cd × (1 − PLR) − LOW_LOAD_LOSS × (LOW_LOAD − PLR)⁺ / LOW_LOAD",
            says=gettext_lazy(
                "Below its lowest output a unit starts and stops. Each start costs, the more the"
                " shorter it runs. While the compressor rests, the fan and the controls draw"
                " power, and their heat stays in the room. Heat that a unit cannot deliver falls"
                " to the backup, and cold to a plain window unit (COOLING_NOW_COP)."
            ),
        ),
        Formula(
            text="output = output at sea level"
            " × (1 − THIN_AIR_LOSS × (elevation − THIN_AIR_ABOVE_FT)⁺ / 1,000)",
            says=gettext_lazy(
                "Thin air carries less heat past the coils: a unit gives less at the same power."
            ),
        ),
    ),
)
