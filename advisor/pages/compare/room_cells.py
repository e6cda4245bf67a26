"""Cells of a comparison against a room: the figures of the advice."""

from django.utils.translation import gettext as _

from advisor.advice.contract import Comparison, JudgedUnit
from advisor.advice.evidence import PRICE_SEEN, UNKNOWN_LIMIT
from advisor.advice.sentences.reasons import ESTIMATES
from advisor.advice.told_price import told_price
from advisor.formatting.numbers import (
    btu,
    decibels,
    hours,
    money,
    money_span,
    not_published,
    number,
    percent,
)
from advisor.pages.compare.table import CompareCell


def _estimate(judged: JudgedUnit, *names: str) -> str:
    return _("estimate") if any(name in judged.pick.estimated for name in names) else ""


def _price_is_ours(judged: JudgedUnit) -> bool:
    """Whether nobody's price stands behind what the unit costs."""
    return judged.pick.evidence.price not in PRICE_SEEN


def _use_is_ours(judged: JudgedUnit) -> bool:
    """Whether an efficiency behind the bill is our estimate."""
    return bool(_estimate(judged, "heating_cop", "cooling_cop"))


def verdict(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    if judged.against:
        return CompareCell(text=" ".join(judged.against))
    return CompareCell(text=_("Nothing rules it out."))


def points(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    return CompareCell(text=number(judged.pick.score), value=round(judged.pick.score))


def at_design(judged: JudgedUnit, comparison: Comparison, units: str) -> CompareCell:
    gives = judged.pick.capacity_at_design_btu_h
    need = comparison.load.heating_btu_h.likely
    if gives is None or (not gives and judged.pick.evidence.cutout == UNKNOWN_LIMIT):
        return CompareCell(text=str(not_published()))
    share = _("%(share)s of what is needed") % {"share": percent(gives / max(need, 1))}
    estimate = _estimate(judged, "cold_output", "heating_capacity") if gives else ""
    return CompareCell(
        text=btu(gives, units) if gives else _("none"),
        note=f"{share}, {estimate}" if estimate else share,
        value=min(gives / max(need, 1), 1.0),  # more than enough is no better than enough
        guess=bool(estimate),
    )


def least_heat(judged: JudgedUnit, comparison: Comparison, units: str) -> CompareCell:
    least = judged.pick.min_output_47f_btu_h
    if least is None:
        return CompareCell(text=str(not_published()))
    return CompareCell(
        text=btu(least, units),
        note=_estimate(judged, "min_output"),
        value=max(least, comparison.mild_heat_btu_h),
        guess=bool(_estimate(judged, "min_output")),
    )


def least_cooling(judged: JudgedUnit, comparison: Comparison, units: str) -> CompareCell:
    least = judged.pick.min_output_cooling_btu_h
    if least is None:
        return CompareCell(text=str(not_published()))
    return CompareCell(
        text=btu(least, units),
        note=_estimate(judged, "min_cooling"),
        value=max(least, comparison.mild_cooling_btu_h),
        guess=bool(_estimate(judged, "min_cooling")),
    )


def cycling(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    share, estimate = judged.pick.cycling_fraction, _estimate(judged, "min_output", "min_cooling")
    return CompareCell(
        text=percent(share), note=estimate, value=round(share, 2), guess=bool(estimate)
    )


def hours_below(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    if judged.pick.limit_unknown:
        return CompareCell(text=judged.pick.limit_unknown)
    return CompareCell(
        text=hours(judged.pick.hours_below_cutout),
        value=round(judged.pick.hours_below_cutout),
    )


def backup(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    return CompareCell(
        text=percent(judged.pick.backup_fraction), value=round(judged.pick.backup_fraction, 3)
    )


def uncooled(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    share = judged.pick.unmet.cooling_share
    return CompareCell(text=percent(share), value=round(share, 3))


def cop(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    cop = judged.pick.seasonal_cop
    if cop is None:
        return CompareCell(text=str(not_published()))
    estimate = _estimate(judged, "heating_cop")
    return CompareCell(
        text=number(cop, 1), note=estimate, value=round(cop, 1), guess=bool(estimate)
    )


def upfront(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    upfront = judged.pick.cost.upfront
    return CompareCell(
        text=told_price(upfront), value=float(upfront.typical), guess=_price_is_ours(judged)
    )


def unit_alone(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    cost = judged.pick.cost
    line = next(line for line in cost.lines if line.name == "unit")
    return CompareCell(
        text=money_span(line.low, line.high),
        note=cost.price_note,
        value=float(line.typical),
        guess=_price_is_ours(judged),
    )


def installation(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    lines = [line for line in judged.pick.cost.lines if line.name != "unit"]
    if not lines:
        return CompareCell(text=_("nothing"), value=0.0)
    low, high = sum(line.low for line in lines), sum(line.high for line in lines)
    return CompareCell(
        text=money_span(low, high),
        note=", ".join(f"{line.label} {money_span(line.low, line.high)}" for line in lines),
        value=float(sum(line.typical for line in lines)),
    )


def running(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    cost = judged.pick.annual.cost_usd
    return CompareCell(text=money(cost), value=float(cost), guess=_use_is_ours(judged))


def saving(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    saving = judged.pick.saving_usd_per_year
    if saving is None:
        return CompareCell(text=_("nothing to compare with"))
    return CompareCell(
        text=money(saving.likely),
        note=_("%(low)s to %(high)s") % {"low": money(saving.low), "high": money(saving.high)},
        value=round(saving.likely),
        guess=_use_is_ours(judged),
    )


def owned(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    return CompareCell(
        text=money(judged.pick.cost.ownership_usd),
        value=float(judged.pick.cost.ownership_usd),
        guess=_price_is_ours(judged),
    )


def against_nothing(judged: JudgedUnit, comparison: Comparison, _units: str) -> CompareCell:
    """The same fifteen years less those of doing nothing, as every other page counts them."""
    nothing = comparison.nothing.ownership_usd
    if nothing is None:
        return CompareCell(text=_("nothing to compare with"))
    more = judged.pick.cost.ownership_usd - nothing
    said = _("%(amount)s more") if more >= 0 else _("%(amount)s less")
    return CompareCell(
        text=said % {"amount": money(abs(more))},
        value=float(more),
        guess=_price_is_ours(judged),
    )


def sound(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    pick = judged.pick
    night = ""
    if pick.night_sound_db is not None and pick.sound_min_db is not None:
        night = _("about %(sound)s dB at night here") % {"sound": number(pick.night_sound_db)}
    return CompareCell(
        text=str(decibels(pick.sound_min_db, pick.sound_max_db)),
        note=night,
        value=pick.sound_min_db,
    )


def voltage(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    volts = judged.pick.voltage
    return CompareCell(text=f"{volts}\u00a0V" if volts else str(not_published()))


def estimated(judged: JudgedUnit, _comparison: Comparison, _units: str) -> CompareCell:
    names = [str(ESTIMATES[code]) for code in judged.pick.estimated]
    return CompareCell(text=number(len(names)), note=", ".join(names), value=len(names))
