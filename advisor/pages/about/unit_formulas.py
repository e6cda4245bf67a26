"""The formulas of the method page about one unit in one room, beyond what ranks it."""

from django.utils.translation import gettext_lazy

from advisor.engine import neighbor, off_grid, worst_week
from advisor.pages.about.formula import Formula, FormulaGroup

UNIT: FormulaGroup = (
    "unit",
    gettext_lazy("One unit in the room"),
    (worst_week, neighbor, off_grid),
    (
        Formula(
            text="room(h) of the two nodes with heat = min(what keeps it, most output at T_out(h)),"
            " over one day at the design temperature and WORST_DAYS of the worst kind;"
            " hot days under CLEAR_SKY",
            says=gettext_lazy(
                "How far one unit alone lets the room fall in the coldest week, or rise in the"
                " hottest. Hours more than FELT_F off count. On a Saturday the room starts at"
                " SETBACK_F at SATURDAY_HOUR. Ten rooms in Miami and Greensboro, hour by hour, with"
                " a unit that carries 70% of the load: the lowest and the highest temperature are"
                " within 2 °F on the same year, within 3 °F on another; with 50% and 85%, the"
                " highest within HOT_DOUBT_F, and 1 °F more on another year. Low sun through"
                " much south glass can make a clear fall day hotter yet."
            ),
        ),
        Formula(
            text="L = L(1 m) − 20 log(distance / 1 m) + REFLECTING_FACES_DB + SCREENING_DB"
            " ± SOUND_DOUBT_DB;  L(1 m) = sound power − POWER_OVER_PRESSURE_DB",
            says=gettext_lazy(
                "The sound at a neighbor’s window, as a range beside WHO_NIGHT_DB. It ranks"
                " nothing."
            ),
        ),
        Formula(
            text="generator = full speed, at most amps × volts of the label, / STEADY_SHARE,"
            " up to the next GENERATOR_STEP_W;  hookup: STEADY_SHARE × HOOKUP_W",
            says=gettext_lazy(
                "Power and a day’s energy come from the same curves as the year. What a compressor"
                " takes at its start is not computed."
            ),
        ),
    ),
)
