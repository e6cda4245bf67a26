"""The formulas of the method page, each group with the modules of the engine that it describes."""

from django.utils.translation import gettext_lazy

from advisor.engine import (
    baselines,
    doorway,
    footing,
    fuels,
    incentives,
    money,
    owning,
    price_tiers,
)
from advisor.engine.verdict_modules import VERDICT_MODULES
from advisor.pages.about.equipment_formulas import EQUIPMENT
from advisor.pages.about.formula import Formula, FormulaGroup
from advisor.pages.about.room_formulas import ROOM
from advisor.pages.about.unit_formulas import UNIT
from advisor.pages.about.year_formulas import YEAR

FORMULAS: tuple[FormulaGroup, ...] = (
    *ROOM,
    EQUIPMENT,
    YEAR,
    UNIT,
    (
        "money",
        gettext_lazy("Money"),
        (money, footing, fuels, price_tiers, owning, baselines, incentives),
        (
            Formula(
                text="price: as seen up to FRESH_DAYS; ± AGED_PRICE_SHARE up to STALE_DAYS,"
                " then wider; else BRAND_TIERS, or PRICE_CLASSES",
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
        "two_rooms",
        gettext_lazy("Two rooms and a door"),
        (doorway,),
        (
            Formula(
                text="Q = 1.1 × cfm × ΔT;  cfm = 20 × DISCHARGE × W × H^1.5 × √(32.2 ΔT ÷ 530)",
                says=gettext_lazy(
                    "Warm air leaves an open door at the top and cool air comes in below. The"
                    " room without a unit stays behind until the door carries what it lacks."
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
                    "A unit’s merit never depends on other units. Equal scores: on sale first,"
                    " then a dated price, then what publishes more. Commissions are never an"
                    " input."
                ),
            ),
            Formula(
                text="score = mean over WORLDS of points − DISLIKE_OF_DOUBT × deviation",
                says=gettext_lazy(
                    "Of the units near the top. A world is one load within the room’s range and"
                    " one value of everything that is not published, never better than its"
                    " middle."
                ),
            ),
            Formula(
                text="first in = share of WORLDS × Π (1 − OTHERWISE of each open answer)",
                says=gettext_lazy(
                    "How sure the order is: how often a unit is first in those worlds, less by the"
                    " chance that an answer that is still open puts another unit first. What is"
                    " open about the room itself is in the range of its load."
                ),
            ),
            Formula(
                text="never in front: carries less by CARRIES_MORE, costs no less to buy or own,"
                " is no quieter and no better known",
                says=gettext_lazy(
                    "Points weigh one merit against another. Where nothing at all speaks for the"
                    " weaker unit, no sum of points puts it in front of the stronger one."
                ),
            ),
            Formula(
                text="first: points in a usual room − LACKING × points beyond PRACTICALLY_EQUAL",
                says=gettext_lazy(
                    "Of the units that are practically as good as the best one. What one judges by"
                    " eye may be a little off, and decides nothing between equals."
                ),
            ),
            Formula(
                text="order: on sale or certified;  asked figures not published;  score",
                says=gettext_lazy(
                    "Older units are shown apart. Where you ask for a voltage, a window, a"
                    " feature, or quiet, the units that publish it come first, whatever their"
                    " score. “Quietest” needs a published sound below that of every other,"
                    " “lowest cost” a price that was seen and less to own than the first pick. One"
                    " machine under several labels is one pick."
                ),
            ),
        ),
    ),
)
