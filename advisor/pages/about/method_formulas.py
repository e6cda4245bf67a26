"""The formulas of the method page, each group with the modules of the engine that it describes."""

from django.utils.translation import gettext_lazy

from advisor.engine import (
    baselines,
    incentives,
    money,
    owning,
    rating_procedure,
    unit_curves,
)
from advisor.engine.verdict_modules import VERDICT_MODULES
from advisor.pages.about.formula import Formula, FormulaGroup
from advisor.pages.about.room_formulas import ROOM
from advisor.pages.about.year_formulas import YEAR

FORMULAS: tuple[FormulaGroup, ...] = (
    *ROOM,
    (
        "equipment",
        gettext_lazy("What a unit can give"),
        (unit_curves, rating_procedure),
        (
            Formula(
                text="straight lines through published points at 47, 17 and 5 °F (95 and 82 °F)",
                says=gettext_lazy(
                    "Published points come first. The 5 °F figure in the ratings is a test"
                    " at the highest speed, so it is never combined with a rated figure."
                    " Below the lowest published operating temperature, a unit gives no"
                    " heat."
                ),
            ),
            Formula(
                text="no heat below the published limit, else below the restart temperature,"
                " else below CUTOUT_UNKNOWN_F or the coldest published point",
                says=gettext_lazy(
                    "A unit that has shut off in the cold starts again only at its restart"
                    " temperature, so that temperature counts. Published points and ratings"
                    " include defrost. A built-in base-pan heater and the crankcase heater"
                    " use power."
                ),
            ),
            Formula(
                text="COP at 47 °F = Σ HEATING_COP_47 × (1, h, r, r², r h);"
                "  r = RETENTION_5F_SLOPE × h + RETENTION_5F_BASE",
                says=gettext_lazy(
                    "Used where no point is published. h is the HSPF, and r is the share of"
                    " output kept at 5 °F. The other COP curves come from the same source,"
                    " and all are marked as estimates."
                ),
            ),
            Formula(
                text="HSPF2 = Σ load × n / Σ electricity × n over HSPF2_BINS;"
                "  load = HSPF2_LOAD_FACTOR × cooling × (55 − T) / 50",
                says=gettext_lazy(
                    "A unit with ratings and few points is scaled until the rating"
                    " procedure returns its rating. Where both are published, we report the"
                    " difference."
                ),
            ),
            Formula(
                text="PLF = 1 − Cd × (1 − load / lowest output)",
                says=gettext_lazy(
                    "Below its lowest output, a unit starts and stops and loses efficiency."
                ),
            ),
        ),
    ),
    YEAR,
    (
        "money",
        gettext_lazy("Money"),
        (money, owning, baselines, incentives),
        (
            Formula(
                text="price: as seen up to FRESH_DAYS; ± AGED_PRICE_SHARE up to STALE_DAYS;"
                " else PRICE_CLASSES",
                says=gettext_lazy("A price without a date does not count."),
            ),
            Formula(
                text="owning = installed price + Σ (running × (1 + PRICE_GROWTH)^y + upkeep) /"
                " (1 + DISCOUNT)^y + replacement − left",
                says=gettext_lazy(
                    "Over HORIZON_YEARS years. Doing nothing and doing little are counted alike."
                ),
            ),
        ),
    ),
    (
        "ranking",
        gettext_lazy("Limits, points, and verdict"),
        VERDICT_MODULES,
        (
            Formula(
                text="score = Σ weight × merit;  0 ≤ merit ≤ 1;  Σ weight = 100",
                says=gettext_lazy(
                    "A unit’s merit never depends on other units, so leaving one out never"
                    " reorders the rest. Ties keep the order of entry. Commissions are"
                    " never an input."
                ),
            ),
            Formula(
                text="order: on sale or certified;  asked figures not published;  score",
                says=gettext_lazy(
                    "Older units are shown apart. Where you ask for a voltage, a window, a"
                    " feature, or quiet, the units that publish it come first, whatever their"
                    " score. “Quietest” needs a published sound, “lowest honest cost” a price"
                    " that was seen. One machine under several labels is one pick."
                ),
            ),
        ),
    ),
)
