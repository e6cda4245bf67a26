"""Cells of a comparison against a room: the figures of the advice."""

from django.utils.translation import gettext as _

from advisor.advice.contract import Comparison, JudgedUnit
from advisor.advice.sentences.reasons import ESTIMATES
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


def _estimate(each: JudgedUnit, *names: str) -> str:
    return _("estimate") if any(name in each.pick.estimated for name in names) else ""


def verdict(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    if each.against:
        return CompareCell(text=" ".join(each.against))
    return CompareCell(text=_("Nothing against it."))


def points(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    return CompareCell(text=number(each.pick.score), value=round(each.pick.score))


def at_design(each: JudgedUnit, found: Comparison, units: str) -> CompareCell:
    gives = each.pick.capacity_at_design_btu_h
    need = found.load.heating_btu_h.likely
    if gives is None:
        return CompareCell(text=str(not_published()))
    share = _("%(share)s of the need") % {"share": percent(gives / max(need, 1))}
    estimate = _estimate(each, "cold_output", "heating_capacity")
    return CompareCell(
        text=btu(gives, units) if gives else _("none"),
        note=f"{share}, {estimate}" if estimate else share,
        value=min(gives / max(need, 1), 1.0),  # more than enough is no better than enough
    )


def least_heat(each: JudgedUnit, found: Comparison, units: str) -> CompareCell:
    least = each.pick.min_output_47f_btu_h
    if least is None:
        return CompareCell(text=str(not_published()))
    return CompareCell(
        text=btu(least, units),
        note=_estimate(each, "min_output"),
        value=max(least, found.mild_heat_btu_h),
    )


def least_cooling(each: JudgedUnit, found: Comparison, units: str) -> CompareCell:
    least = each.pick.min_output_cooling_btu_h
    if least is None:
        return CompareCell(text=str(not_published()))
    return CompareCell(
        text=btu(least, units),
        note=_estimate(each, "min_cooling"),
        value=max(least, found.mild_cooling_btu_h),
    )


def cycling(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    share = each.pick.cycling_fraction
    return CompareCell(text=percent(share), value=round(share, 2))


def hours_below(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    return CompareCell(
        text=hours(each.pick.hours_below_cutout),
        note=_estimate(each, "cutout"),
        value=round(each.pick.hours_below_cutout),
    )


def backup(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    return CompareCell(
        text=percent(each.pick.backup_fraction), value=round(each.pick.backup_fraction, 3)
    )


def cop(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    cop = each.pick.seasonal_cop
    if cop is None:
        return CompareCell(text=str(not_published()))
    return CompareCell(
        text=number(cop, 1), note=_estimate(each, "heating_cop"), value=round(cop, 1)
    )


def upfront(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    upfront = each.pick.cost.upfront
    return CompareCell(
        text=money(upfront.typical),
        note=money_span(upfront.low, upfront.high),
        value=float(upfront.typical),
    )


def unit_alone(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    cost = each.pick.cost
    line = next(line for line in cost.lines if line.name == "unit")
    return CompareCell(
        text=money_span(line.low, line.high), note=cost.price_note, value=float(line.typical)
    )


def installation(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    lines = [line for line in each.pick.cost.lines if line.name != "unit"]
    if not lines:
        return CompareCell(text=_("nothing"), value=0.0)
    low, high = sum(line.low for line in lines), sum(line.high for line in lines)
    return CompareCell(
        text=money_span(low, high),
        note=", ".join(f"{line.label} {money_span(line.low, line.high)}" for line in lines),
        value=float(sum(line.typical for line in lines)),
    )


def running(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    cost = each.pick.annual.cost_usd
    return CompareCell(text=money(cost), value=float(cost))


def saving(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    saving = each.pick.saving_usd_per_year
    if saving is None:
        return CompareCell(text=_("nothing to compare with"))
    return CompareCell(
        text=money(saving.likely),
        note=_("%(low)s to %(high)s") % {"low": money(saving.low), "high": money(saving.high)},
        value=round(saving.likely),
    )


def owned(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    return CompareCell(
        text=money(each.pick.cost.ownership_usd), value=float(each.pick.cost.ownership_usd)
    )


def sound(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    pick = each.pick
    night = ""
    if pick.night_sound_db is not None and pick.sound_min_db is not None:
        night = _("about %(sound)s dB at night here") % {"sound": number(pick.night_sound_db)}
    return CompareCell(
        text=str(decibels(pick.sound_min_db, pick.sound_max_db)),
        note=night,
        value=pick.sound_min_db,
    )


def voltage(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    volts = each.pick.voltage
    return CompareCell(text=f"{volts}\u00a0V" if volts else str(not_published()))


def estimated(each: JudgedUnit, _found: Comparison, _units: str) -> CompareCell:
    names = [str(ESTIMATES[code]) for code in each.pick.estimated]
    return CompareCell(text=number(len(names)), note=", ".join(names), value=len(names))
