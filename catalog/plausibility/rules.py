"""What a unit's figures say about each other: errors keep it from going live, warnings ask why.

The constraints of the database refuse what cannot be; these checks catch what is possible and yet
wrong: a lost digit, a figure of another test, a sibling's sheet. They read the record as it stands
and compare it with its family, the other sizes of its series.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

from catalog.models import TYPE_RULES
from catalog.plausibility.facts import Facts
from catalog.plausibility.families import SPEEDS, Families, family
from catalog.plausibility.figure_names import figure_name, shown_unit
from catalog.plausibility.finding import ERROR, WARNING, Finding, make_finding, out_of_range
from catalog.vocabulary import PointPlace, point_name

# Outside of these an official rating is a slip of the pen. SEER2, HSPF2 and CEER: the span of
# everything certified in the US, with a margin; COP at 47 °F: AHRI 210/240 at rated speed.
BOUNDS: Final[dict[str, tuple[float, float]]] = {
    "seer2": (10, 45),
    "seer": (10, 45),
    "hspf2": (6, 17),
    "hspf": (6, 17),
    "ceer": (7, 20),
    "eer2": (5, 30),
    "eer": (5, 30),
    "cop_47f": (1, 7),
    "cop_min_47f": (1, 10),
    "cop_max_47f": (1, 7),
    "sound_indoor_min_db": (15, 75),
    "sound_indoor_max_db": (15, 75),
    "sound_outdoor_db": (15, 75),
}
_COLDER: Final = (47, 17, 5, -5, -15)
# How far an output may lie above the one at the next warmer temperature: beyond the first factor
# it is unusual, beyond the second an error. "Rated" is another speed at each temperature: of the
# 1,303 outdoor units of ENERGY STAR's list of September 2026 with both figures, 156 are certified
# for more at 17 °F than at 47 °F (up to 1.4 times), and at 5 °F for up to 1.52 times that at 17 °F.
# The highest speed rises in the cold where a boost is built in, the lowest so that oil returns (up
# to 2.2 times in NEEP's workbook).
_MAY_RISE: Final = {"": (1.55, 2.0), "max_": (1.25, 1.6), "min_": (1.25, 2.5)}
# COP at the rated speed falls; lowest and highest speed differ with the temperature.
_COP_MAY_RISE: Final = {"": (1.0, 1.6), "max_": (1.15, 1.6), "min_": (1.15, 1.6)}


def findings(facts: Facts, families: Families | None = None) -> list[Finding]:
    """What is wrong or unusual with one unit, errors first.

    Parameters
    ----------
    facts
        The unit's record.
    families
        Of ``gather``; the unit itself may be among them. Without it no siblings are compared.
    """
    found = [
        *_bounds(facts.figures),
        *_order(facts.figures),
        *_cold(facts.figures),
        *_proportions(facts.figures),
        *price_findings(facts),
        *(family(facts, families) if families else ()),
    ]
    return sorted(found, key=lambda finding: finding.level != ERROR)


def _bounds(figures: Mapping[str, float]) -> Iterator[Finding]:
    for field, (low, high) in BOUNDS.items():
        value = figures.get(field)
        unit = shown_unit(field)
        if value is not None and (
            said := out_of_range(figure_name(field), value, unit=unit, low=low, high=high)
        ):
            yield Finding(code="bounds", level=ERROR, field=field, value=value, message=said)


def _order(figures: Mapping[str, float]) -> Iterator[Finding]:
    """Lowest ≤ rated ≤ highest, and the quietest no louder than the loudest."""
    pairs = [("sound_indoor_min_db", "sound_indoor_max_db")]
    for mode, outdoor_f in [("heating", f) for f in _COLDER] + [("cooling", 95), ("cooling", 82)]:
        names = [
            point_name(PointPlace(mode, outdoor_f, column))
            for column in ("min_btu_h", "rated_btu_h", "max_btu_h")
        ]
        pairs += [(names[0], names[1]), (names[1], names[2]), (names[0], names[2])]
    for low, high in pairs:
        if low in figures and high in figures and figures[low] > figures[high]:
            yield make_finding(
                "order",
                ERROR,
                low,
                figures[low],
                _("%(field)s: %(value)s is more than %(limit)s, the figure for “%(other)s”."),
                other=high,
                limit=figures[high],
            )


def _cold(figures: Mapping[str, float]) -> Iterator[Finding]:
    """Output and COP of one kind of speed fall with the cold, or rise as far as is known."""
    for speed in SPEEDS:
        outputs = [(f, figures.get(f"heating_{speed}btu_{_at(f)}")) for f in _COLDER]
        yield from _falling(f"heating_{speed}btu_", outputs, _MAY_RISE[speed])
        cops = [(f, figures.get(f"cop_{speed}{_at(f)}")) for f in _COLDER]
        yield from _falling(f"cop_{speed}", cops, _COP_MAY_RISE[speed])
    rated, cold = figures.get("heating_btu_47f"), figures.get("heating_max_btu_5f")
    if rated and cold and not 0.25 <= cold / rated <= 2.0:
        yield make_finding(
            "cold_output",
            ERROR if cold / rated > 3 else WARNING,
            "heating_max_btu_5f",
            cold,
            _("%(field)s: %(value)s is %(share)s of the rated output at 47 °F."),
            share=f"{cold / rated:.0%}",
        )


def _falling(
    name: str, values: Sequence[tuple[int, float | None]], may_rise: tuple[float, float]
) -> Iterator[Finding]:
    unusual, impossible = may_rise
    known = [(f, value) for f, value in values if value is not None]
    for (warm_f, warm), (cold_f, cold) in pairwise(known):
        if cold > warm * unusual:
            yield make_finding(
                "rises",
                ERROR if cold > warm * impossible else WARNING,
                f"{name}{_at(cold_f)}",
                cold,
                _(
                    "%(field)s: %(value)s is more than the %(limit)s at %(warm_f)s °F. Is it"
                    " from another speed or test?"
                ),
                limit=warm,
                warm_f=warm_f,
            )


def _proportions(figures: Mapping[str, float]) -> Iterator[Finding]:
    """What heating, cooling and lowest output have to do with each other."""
    cooling, heating = figures.get("cooling_btu_h"), figures.get("heating_btu_47f")
    if cooling and heating and not 0.6 <= heating / cooling <= 1.8:
        level = WARNING if 0.4 <= heating / cooling <= 2.5 else ERROR
        yield make_finding(
            "heating_cooling",
            level,
            "heating_btu_47f",
            heating,
            _("%(field)s: %(value)s, but the rated cooling is %(limit)s. Is a digit missing?"),
            limit=cooling,
        )
    lowest = figures.get("heating_min_btu_47f")
    if heating and lowest and not 0.08 <= lowest / heating <= 0.85:
        yield make_finding(
            "turndown",
            WARNING,
            "heating_min_btu_47f",
            lowest,
            _("%(field)s: %(value)s is %(share)s of the rated output."),
            share=f"{lowest / heating:.0%}",
        )


def price_findings(facts: Facts) -> Iterator[Finding]:
    """Whether the unit's price is one of its type and size."""
    cooling = facts.figures.get("cooling_btu_h")
    rules = TYPE_RULES.get(facts.type)
    if not cooling or not rules or facts.price_usd is None:
        return
    per_kbtu = facts.price_usd / cooling * 1000
    low, high = rules.usd_per_kbtu  # beyond ten times that, an error
    if not low <= per_kbtu <= high:
        level = WARNING if low / 10 <= per_kbtu <= high * 10 else ERROR
        yield make_finding(
            "price",
            level,
            "price",
            facts.price_usd,
            _(
                "The price is $%(value)s, or $%(per_kbtu)s per 1,000 BTU/h. Similar units"
                " cost $%(low)s to $%(high)s."
            ),
            per_kbtu=round(per_kbtu, 1),
            low=low,
            high=high,
        )


def _at(outdoor_f: int) -> str:
    return f"{'neg' if outdoor_f < 0 else ''}{abs(outdoor_f)}f"
