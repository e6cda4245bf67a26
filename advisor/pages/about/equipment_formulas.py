"""The formulas of the method page that describe what a unit can give."""

from django.utils.translation import gettext_lazy

from advisor.engine import (
    frost,
    operating_limits,
    priors,
    rating_fit,
    rating_procedure,
    unit_cops,
    unit_curves,
    unit_defaults,
)
from advisor.pages.about.formula import Formula, FormulaGroup

EQUIPMENT: FormulaGroup = (
    "equipment",
    gettext_lazy("What a unit can give"),
    (
        *(unit_curves, unit_defaults, unit_cops, frost, operating_limits, priors),
        *(rating_procedure, rating_fit),
    ),
    (
        Formula(
            text="straight lines through published points at 47, 17 and 5 °F (95 and 82 °F)",
            says=gettext_lazy(
                "Published points come first, at the lowest, the rated, and the highest speed."
                " ENERGY STAR’s 5 °F figure is the highest output only for a cold-climate"
                " listing. Between two speeds the power goes in a straight line with output."
            ),
        ),
        Formula(
            text="no heat below the published limit, else below the restart temperature;"
            " where neither is published, below the coldest of CUTOUT_UNKNOWN_F",
            says=gettext_lazy(
                "A unit that has shut off in the cold starts again only at its restart"
                " temperature, so that temperature counts. A limit that nobody publishes"
                " is unknown, so no hours count against the unit. A built-in base-pan"
                " heater and the crankcase heater use power."
            ),
        ),
        Formula(
            text="Q(35 °F) = (1 − FROST) × (Q17 + 0.6 × (Q47 − Q17)), straight from 17 °F,"
            " none from 45 °F",
            says=gettext_lazy(
                "Frost on the outdoor coil, and melting it, lower output and COP between 17"
                " and 45 °F, where no point in between is published."
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
                "Points and ratings are fitted together. Each COP may move by its"
                " POINT_TOLERANCE until the rating procedure returns the rating. What is"
                " left over is a conflict between the manufacturer’s own figures, and we"
                " report it."
            ),
        ),
        Formula(
            text="PLF = 1 − Cd × (1 − load / lowest output)",
            says=gettext_lazy(
                "Below its lowest output, a unit starts and stops and loses efficiency."
            ),
        ),
    ),
)
