"""Units of a study → the picks that a page shows: some in full, the others on one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from advisor.advice.contract import Annual, Pick, PickLine, Unmet
from advisor.advice.evidence import (
    called,
    evidence_of,
    first_of_100,
    first_stays,
    label_names,
    sale_of,
)
from advisor.advice.figures import as_range, none_if_nan, whole_dollars
from advisor.advice.pick_costs import PickCosts, pick_costs, upfront
from advisor.advice.pick_curve import pick_curve
from advisor.advice.sentences import (
    before_buying,
    largest_reason,
    prices_in_words,
    reasons,
)
from advisor.advice.setup import Setup
from advisor.engine import Ranking, Study
from advisor.engine.owning import Terms
from advisor.engine.unit_types import UNIT_TYPES
from advisor.engine.yearly_saving import (
    Saving,
    co2_lb,
    co2_now,
    field_cooling_range,
    field_cop_range,
    saving,
    switchover_f,
)


@dataclass(frozen=True, kw_only=True, eq=False)
class PickSource:
    """What the picks of one advice are made from; ``rows`` are its units in rank order."""

    study: Study
    ranking: Ranking
    setup: Setup
    terms: Terms
    rows: Sequence[int]
    savings: Mapping[int, Saving | None]
    labels: Mapping[int, str]  # row → best_fit, quietest, lowest_cost
    units: str
    stays: float  # the chance that no open answer puts another unit first

    def first_share(self, row: int) -> float:
        """In which share of the plausible cases, those of the open answers too, it is first."""
        return self.stays * float(self.ranking.first_share[row])


def pick_source(
    setup: Setup,
    study: Study,
    ranking: Ranking,
    rows: Sequence[int],
    *,
    terms: Terms,
    labels: Mapping[int, str],
    units: str,
) -> PickSource:
    """Everything that the picks of ``rows`` share, and their savings."""
    return PickSource(
        study=study,
        ranking=ranking,
        setup=setup,
        terms=terms,
        rows=rows,
        savings={row: saving(study, row) for row in rows},
        labels=labels,
        units=units,
        stays=first_stays(study, ranking),
    )


def full_picks(source: PickSource, rows: Sequence[int], *, behind: bool = True) -> dict[int, Pick]:
    """Row → pick with cost lines, months, curve and reasons, for these of the source's rows.

    Without ``behind`` what no page shows before it is asked for more is empty (``_behind``)."""
    if not rows:
        return {}
    costs = pick_costs(
        source.study,
        source.setup.inventory,
        rows,
        terms=source.terms,
        install_lines=source.setup.costs.lines,
        units=source.units,
    )
    if not behind:
        return {
            row: _pick(source, row, costs, {**NOTHING_BEHIND, "cost": costs.in_short(row)})
            for row in rows
        }
    factors = largest_reason.factor_names(source.ranking.points)
    return {row: _pick(source, row, costs, _behind(source, row, costs, factors)) for row in rows}


def pick_lines(source: PickSource, rows: Sequence[int], *, behind: bool = True) -> list[PickLine]:
    """These of the source's rows on one line each: name, price, bill and, ``behind`` what is shown
    first, what it is called and its main drawback."""
    return [_line(source, row, behind=behind) for row in rows]


def _pick(source: PickSource, row: int, costs: PickCosts, more: Mapping[str, Any]) -> Pick:
    study, card = source.study, source.setup.inventory.cards[row]
    season, columns, kind = study.season, study.units, study.units.record(row).key
    saved, points = source.savings[row], _points(source, row)
    return Pick(
        rank=source.rows.index(row) + 1,
        label=source.labels.get(row),
        slug=card.slug,
        brand=card.brand,
        model=card.model,
        type=kind,
        score=sum(points.values()),
        points=points,
        capacity_at_design_btu_h=round(float(study.capacity_at_design[row])),
        min_output_47f_btu_h=round(float(study.curves.min_heat_47_btu_h[row])),
        min_output_cooling_btu_h=round(float(study.curves.min_cool_82_btu_h[row])),
        hours_below_cutout=float(season.hours_below_cutout[row]),
        backup_fraction=float(season.backup_fraction[row]),
        unmet=_unmet(study, row),
        cycling_fraction=float(season.cycling_fraction[row]),
        seasonal_cop=none_if_nan(float(season.seasonal_cop[row])) if study.heating_wanted else None,
        annual=_annual(study, row),
        saving_usd_per_year=as_range(saved) if saved else None,
        break_even=prices_in_words.break_even(study, row),
        sale=sale_of(study, source.setup.inventory, row),
        evidence=evidence_of(study, row),
        **_how_sure(source, row),
        spoken=called(source.setup.inventory, row),
        indoor_open=bool(card.outdoor and not card.indoor),
        precharged=bool(columns.kits[row]),
        asked_unknown=[name for name, unknown in source.ranking.unknown.items() if unknown[row]],
        brand_slug=card.brand_slug,
        cooling_btu_h=float(columns.cooling_btu_h[row]),
        voltage=card.voltage or None,
        sound_min_db=none_if_nan(float(columns.sound_min_db[row])),
        sound_max_db=none_if_nan(float(columns.sound_max_db[row])),
        hours_used_cost_usd=costs.hour_used_usd(row),
        night_sound_db=none_if_nan(float(study.night_sound_db[row])),
        practically_equal=_equals_the_one_above(source, row),
        heating_saving_usd=as_range(saved.heating) if saved and saved.heating else None,
        years_to_even=costs.years_to_even(row, saved),
        life_years=source.terms.life_years[kind],
        upkeep_usd=source.terms.upkeep_usd[kind],
        upkeep_more_usd=costs.upkeep_more_usd(row),
        **more,
    )


NOTHING_BEHIND: Mapping[str, Any] = MappingProxyType({"why": [], "why_not": [], "names": []})


def _behind(
    source: PickSource, row: int, costs: PickCosts, factors: Mapping[str, str]
) -> dict[str, Any]:
    """The fields of a pick that no page shows before it is asked for more."""
    study, saved, points = source.study, source.savings[row], _points(source, row)
    return {
        "cost": costs.cost(row),
        "why": reasons.why(study, row, units=source.units),
        "why_not": largest_reason.why_not(study, row, saved, points=points, units=source.units),
        "names": label_names(source.setup.inventory, row),
        "point_labels": dict(factors),
        "warnings": before_buying.unit_cautions(study, row, units=source.units),
        "estimated": reasons.estimated(study, row),
        "seasonal_cop_range": field_cop_range(study, row),
        "cooling_kwh_range": field_cooling_range(study, row),
        "limit_unknown": reasons.limit_unknown(study, row, units=source.units),
        "months": costs.months(row),
        "curve": pick_curve(study, row),
        "owning": costs.owning(row),
        "switchover": prices_in_words.switchover(
            study, switchover_f(study, row), units=source.units
        ),
        "co2_lb": co2_lb(study, row),
        "co2_now_lb": co2_now(study),
    }


def _how_sure(source: PickSource, row: int) -> dict[str, Any]:
    """How often the unit is first, and from which unit its lowest output was taken over."""
    like, share = str(source.study.curves.like["min_output"][row]), source.first_share(row)
    return {
        "first_share": share,
        "first_of_100": first_of_100(share),
        "minimum_like": source.setup.inventory.name_of(like),
    }


def _line(source: PickSource, row: int, *, behind: bool) -> PickLine:
    study, card = source.study, source.setup.inventory.cards[row]
    columns = study.units
    return PickLine(
        rank=source.rows.index(row) + 1,
        slug=card.slug,
        brand=card.brand,
        model=card.model,
        spoken=called(source.setup.inventory, row) if behind else "",
        type=UNIT_TYPES[int(columns.kind[row])],
        score=sum(_points(source, row).values()),
        cooling_btu_h=float(columns.cooling_btu_h[row]),
        voltage=card.voltage or None,
        min_output_47f_btu_h=round(float(study.curves.min_heat_47_btu_h[row])),
        min_output_is_published=not study.curves.estimated["min_output"][row],
        upfront=upfront(study, row),
        running_usd=whole_dollars(study.running_usd[row]),
        sound_min_db=none_if_nan(float(columns.sound_min_db[row])),
        sound_max_db=none_if_nan(float(columns.sound_max_db[row])),
        night_sound_db=none_if_nan(float(study.night_sound_db[row])),
        drawback=reasons.drawback(study, row, source.savings[row], units=source.units)
        if behind
        else "",
    )


def _points(source: PickSource, row: int) -> dict[str, float]:
    return {name: float(values[row]) for name, values in source.ranking.points.items()}


def _unmet(study: Study, row: int) -> Unmet:
    season = study.season
    return Unmet(
        heating_share=float(season.backup_fraction[row]),
        cooling_share=float(season.uncooled_fraction[row]),
    )


def _annual(study: Study, row: int) -> Annual:
    season = study.season
    return Annual(
        heating_kwh=float(season.heating_kwh[row]),
        cooling_kwh=float(season.cooling_kwh[row]),
        backup_kwh=float(season.backup_kwh[row]),
        cost_usd=whole_dollars(study.running_usd[row]),
    )


def _equals_the_one_above(source: PickSource, row: int) -> bool:
    """Whether the score is practically that of the next better unit."""
    position = source.rows.index(row)
    return position > 0 and source.ranking.nearly_as_good(row, source.rows[position - 1])
