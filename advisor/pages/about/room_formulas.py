"""The formulas of the method page that lead from answers to a room's load, and its bill check."""

from django.utils.translation import gettext_lazy

from advisor.engine import bill, load, load_modules, place, room
from advisor.pages.about.formula import Formula, FormulaGroup

ROOM: tuple[FormulaGroup, ...] = (
    (
        "place",
        gettext_lazy("From a ZIP code to its weather"),
        (place,),
        (
            Formula(
                text="T = T(station) − LAPSE_F_PER_FT × (town − station)",
                says=gettext_lazy(
                    "A town more than OTHER_HEIGHT_FT above or below its weather station has"
                    " the temperatures of its own height: design temperatures and year alike."
                ),
            ),
        ),
    ),
    (
        "room",
        gettext_lazy("From answers to a room"),
        (room, *load_modules.ANSWER_MODULES),
        (
            Formula(
                text="P = PERIMETER_FACTOR × √area;  wall = P × walls / 4 × ceiling",
                says=gettext_lazy(
                    "The floor area and the number of outside walls set the geometry."
                ),
            ),
            Formula(
                text="likely × exp(± √ Σ ln²(ratio of each soft answer))",
                says=gettext_lazy(
                    "Each answer that is missing or uncertain is moved to its low end and"
                    " its high end with everything else at its likely value, and the load"
                    " is calculated again. The logarithms of the ratios add in quadrature, each"
                    " side separately. SPREADS holds the ends, METHOD_ERROR what is left with"
                    " every answer given."
                ),
            ),
        ),
    ),
    (
        "load",
        gettext_lazy("Heating and cooling load"),
        (load, *load_modules.PHYSICS_MODULES),
        (
            Formula(
                text="Q = Σ U × A × ΔT;  ΔT = hold − design temperature",
                says=gettext_lazy("Heat through walls, glass, doors, roof, and floor."),
            ),
            Formula(
                text="air = AIR_SENSIBLE × ACF × cfm × ΔT;  ACF = 1 − ALTITUDE_PER_FT × elevation",
                says=gettext_lazy("Heat carried by leaking air. Thinner air carries less."),
            ),
            Formula(
                text="floor over a crawl space: U_w / (U_w + FLOOR_COUPLING × U_f);"
                "  U_w = CRAWL_WALL_U + CRAWL_VENT_U",
                says=gettext_lazy("A crawl space or unheated basement is warmer than outside."),
            ),
            Formula(
                text="wall in the ground = SOIL_STORAGE × mean of 1 / (R + πd / (2 × SOIL_K));"
                "  floor = SOIL_STORAGE × 2k/(πw) × ln((w/2 + z/2 + 1.47k/π) / (z/2 + 1.47k/π))",
                says=gettext_lazy(
                    "A basement of depth z in a house of width w: its walls foot by foot of"
                    " depth d, and its floor. Down to DEEP_FLOOR_FT part of the floor loses at"
                    " its edge, as a slab does."
                ),
            ),
            Formula(
                text="glass = A × [PEAK_SUN × LOAD_SHARE × SHGC × shades / SHADE_MODIFIER"
                " + U × ΔT]",
                says=gettext_lazy(
                    "Manual J's tables of glass on its true side. A room's strongest hour"
                    " counts where it is above EXCURSION times the mean of the day's hours."
                    " The shadow of an eave counts as north."
                ),
            ),
            Formula(
                text="further days: SUN_CALIBRATION × A × SHGC × shades × sun(h)"
                " + U × A × (T(h) − 75)",
                says=gettext_lazy(
                    "September 21, October 21 and, in the south, January 21 raise the high end"
                    " where low sun asks for more. sun(h) is the clear sky of that day on that"
                    " side, delayed by RADIANT_SERIES."
                ),
            ),
            Formula(
                text="wall: WALL_GROUPS × WALL_COLOR + design − 95 + range;"
                "  attic: ROOFS + design − 95 + range − 75;"
                "  roof: CATHEDRAL_BASE_F × color + design − 95 + range",
                says=gettext_lazy(
                    "What stands for the summer difference of walls and roofs, by what they are"
                    " made of, their U-value and color, never below zero. range: see"
                    " DAILY_RANGE_CLASSES."
                ),
            ),
            Formula(
                text="latent = AIR_LATENT × ACF × cfm × (outdoor − INDOOR_HUMIDITY_GR_LB)"
                " + people × PERSON_LATENT",
                says=gettext_lazy("Moisture that has to be condensed."),
            ),
        ),
    ),
    (
        "bill",
        gettext_lazy("Last winter’s bill"),
        (bill,),
        (
            Formula(
                text="home = (used − other use) × efficiency / Σ max(0, BALANCE_F − T) × ΔT",
                says=gettext_lazy(
                    "The bill of the whole home from November to March, less lights, appliances"
                    " and hot water, over the degree hours of a typical winter. Electricity"
                    " counts only where it heats the home, and nothing does below"
                    " BILL_LEAST_HDD."
                ),
            ),
            Formula(
                text="room = home × (room by your answers / home by your answers)",
                says=gettext_lazy(
                    "Both estimates of the room are joined, the narrower one with more weight,"
                    " so the range gets narrower. BILL_SPREADS holds what a bill does not say."
                    " Where the two ranges do not meet, your answers stand, and the answer that"
                    " removes most of the difference is named."
                ),
            ),
        ),
    ),
)
