"""The headline as two bars on one scale: always two figures of one unit, both printed."""

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.contract import Pair, PairRow
from advisor.advice.sentences.headline_facts import HeadlineFacts
from advisor.advice.sentences.words import FUELS
from advisor.engine.conversions import BTU_PER_KWH
from advisor.engine.improvement import loss_and_most_btu_h_ft2
from advisor.engine.owning import HORIZON_YEARS
from advisor.engine.study import MILD_DAY_F
from advisor.formatting.numbers import (
    btu_figure,
    load_figure,
    load_per_area_figure,
    money,
    number,
    temperature,
)


def none(_facts: HeadlineFacts) -> None:
    """One number says it all."""


def mild_day(facts: HeadlineFacts) -> Pair:
    least = facts.least_heat
    guess = facts.guessed_least
    return Pair(
        caption=_heat_at(facts, MILD_DAY_F),
        rows=(
            _output(facts, _("Room needs"), "heat", facts.study.mild_heat_btu_h, load=True),
            _output(facts, _("Lowest allowed"), "unit", least, about=guess),
        ),
    )


def coldest_night_least(facts: HeadlineFacts) -> Pair:
    return Pair(
        caption=_heat_at(facts, facts.study.place.heating_design_f),
        rows=(
            _output(facts, _("Room needs"), "heat", facts.heat, load=True),
            _output(facts, _("Lowest allowed"), "unit", facts.least_at_design, about=True),
        ),
    )


def coldest_night(facts: HeadlineFacts) -> Pair:
    study, row = facts.study, facts.row
    return Pair(
        caption=_heat_at(facts, study.place.heating_design_f),
        rows=(
            _output(facts, _("Room needs"), "heat", facts.heat, load=True),
            _output(
                facts,
                _("Unit gives"),
                "unit",
                float(study.capacity_at_design[row]),
                about=bool(study.cold_output_is_estimated[row]),
            ),
        ),
    )


def need_and_strongest(facts: HeadlineFacts) -> Pair:
    return Pair(
        caption=_heat_at(facts, facts.study.place.heating_design_f),
        rows=(
            _output(facts, _("Room needs"), "heat", facts.heat, load=True),
            _output(facts, _("Strongest unit"), "unit", facts.strongest, about=True),
        ),
    )


def loss_and_most(facts: HeadlineFacts) -> Pair:
    """The loss by which a unit is not to be the only heat, whatever the strongest would give."""
    lost, most = (
        load_per_area_figure(each, facts.units) for each in loss_and_most_btu_h_ft2(facts.study)
    )
    shown = ((_("Room loses"), "heat", lost), (_("Most for one unit"), "unit", most))
    return Pair(
        caption=_("Heat loss at %(outdoor)s outside, in %(unit)s")
        % {
            "outdoor": temperature(facts.study.place.heating_design_f, facts.units),
            "unit": lost.unit,
        },
        rows=_two(
            [
                PairRow(label=label, kind=kind, value=value, text=figure.number)
                for (label, kind, figure), value in zip(
                    shown, loss_and_most_btu_h_ft2(facts.study), strict=True
                )
            ]
        ),
    )


def need_and_strongest_cooling(facts: HeadlineFacts) -> Pair | None:
    """Only where the figures at design say it by themselves."""
    strongest = float(facts.study.cooling_at_design.max())
    if facts.cool <= strongest:
        return None
    return Pair(
        caption=_cooling_at(facts),
        rows=(
            _output(facts, _("Room needs"), "cool", facts.cool, load=True),
            _output(facts, _("Strongest unit"), "unit", strongest, about=True),
        ),
    )


def hottest_day(facts: HeadlineFacts) -> Pair:
    return Pair(
        caption=_cooling_at(facts),
        rows=(
            _output(facts, _("Room needs"), "cool", facts.cool, load=True),
            _output(
                facts,
                _("Unit gives"),
                "unit",
                float(facts.study.cooling_at_design[facts.row]),
                about=True,
            ),
        ),
    )


def lowest_cooling(facts: HeadlineFacts) -> Pair:
    return Pair(
        caption=_("Cooling on a mild summer day, in %(unit)s")
        % {"unit": btu_figure(0.0, facts.units).unit},
        rows=(
            _output(facts, _("Room needs"), "cool", facts.cool / 2, load=True),
            _output(facts, _("Lowest allowed"), "unit", facts.least_cool, about=True),
        ),
    )


def both_loads(facts: HeadlineFacts) -> Pair:
    """The two loads at design."""
    return Pair(
        caption=_("Needed at most, in %(unit)s") % {"unit": btu_figure(0.0, facts.units).unit},
        rows=(
            _output(facts, _("Heat"), "heat", facts.heat, load=True),
            _output(facts, _("Cooling"), "cool", facts.cool, load=True),
        ),
    )


def both_seasons(facts: HeadlineFacts) -> Pair:
    """What the year asks for. [kWh]"""
    needed = facts.study.needed
    rows = (
        (_("Heat"), "heat", needed.heat_btu / BTU_PER_KWH),
        (_("Cooling"), "cool", needed.cool_btu / BTU_PER_KWH),
    )
    return Pair(
        caption=_("Needed in a year, in kWh"),
        rows=_two([PairRow(label=a, kind=b, value=c, text=_rounded(c)) for a, b, c in rows]),
    )


def heat_in_the_rent(facts: HeadlineFacts) -> Pair:
    """In whole dollars, as the card prints what it costs to run."""
    bill = money(max(0, round(facts.bill)))
    return Pair(
        caption=_("What it costs you to run in a year"),
        rows=(
            _dollars(_("Heat"), 0.0, kind="heat"),
            PairRow(
                label=_("Cooling"),
                kind="cool",
                value=facts.bill,
                text=_("about %(figure)s") % {"figure": bill},
            ),
        ),
    )


def winter_bills(facts: HeadlineFacts) -> Pair:
    """In whole dollars, so that the two differ by what the headline and the money part say, and a
    winter with the heat pump costs no more than the card says of a year."""
    study, row = facts.study, facts.row
    now = float(study.season.heat_delivered_kwh[row]) * float(study.rates.heat_now_usd_kwh or 0)
    saved = facts.winter_usd or 0.0
    pump = round(now - saved)
    rows = (
        (_of_now(facts), "money", now, max(0, pump + round(saved))),
        (_("Heat pump"), "heat", now - saved, pump),
    )
    return Pair(
        caption=_("Heating this room, one winter"),
        rows=_two(
            [
                PairRow(
                    label=label,
                    kind=kind,
                    value=value,
                    text=_("about %(figure)s") % {"figure": money(shown)},
                )
                for label, kind, value, shown in rows
            ]
        ),
    )


def price_and_saving(facts: HeadlineFacts) -> Pair:
    """What decides whether it pays: all costs with and without it; where those without it are not
    known, the price against what the bills save in its life."""
    if np.isfinite(facts.extra_usd):
        return over_the_years(facts)
    likely = facts.saved.likely if facts.saved else 0.0
    saved = max(0.0, likely) * facts.life_years
    return Pair(
        caption=_("In its usual %(years)s years") % {"years": number(facts.life_years)},
        rows=(
            _dollars(_("Price"), float(facts.study.upfront.total[facts.row, 1])),
            _dollars(_("Saved on bills"), saved, kind="unit"),
        ),
    )


def bill_and_price(facts: HeadlineFacts) -> Pair:
    """What owning it comes to over the years, in two parts: the bills, and all the rest."""
    return years_apart(
        (_("Buy and keep it"), "money", facts.owning_usd - facts.energy_usd),
        (_("To run"), "unit", facts.energy_usd),
        whole=facts.owning_usd,
        first=rounded_usd(facts.owning_usd) - as_whole(facts.energy_usd, facts.owning_usd),
    )


def price_range(facts: HeadlineFacts) -> Pair:
    low, _typical, high = facts.study.upfront.total[facts.row]
    return Pair(
        caption=_("Installed price"),
        rows=(
            _dollars(_("Lowest price"), float(low), about=False),
            _dollars(_("Highest price"), float(high), about=False),
        ),
    )


def work_on_heat(facts: HeadlineFacts) -> Pair:
    return _less_heat(facts, _("After the work"), facts.after_work)


def lead_on_heat(facts: HeadlineFacts) -> Pair:
    """The room with nothing but the step that the headline names."""
    return _less_heat(facts, _("With that alone"), facts.heat * (1 - facts.lead_cut))


def _less_heat(facts: HeadlineFacts, label: str, left_btu_h: float) -> Pair:
    return Pair(
        caption=_heat_at(facts, facts.study.place.heating_design_f),
        rows=(
            _output(facts, _("Room as it is"), "heat", facts.heat, load=True),
            _output(facts, label, "heat", left_btu_h, load=True),
        ),
    )


def work_on_cooling(facts: HeadlineFacts) -> Pair:
    return Pair(
        caption=_("Cooling on the hottest typical day, in %(unit)s")
        % {"unit": btu_figure(0.0, facts.units).unit},
        rows=(
            _output(facts, _("Room as it is"), "cool", facts.cool, load=True),
            _output(facts, _("After the work"), "cool", facts.after_work, load=True),
        ),
    )


def glass_and_rest(facts: HeadlineFacts) -> Pair:
    """What comes through the glass, and all the rest of the cooling load."""
    lines = facts.study.loads.cooling_lines
    glass = facts.glass_share * sum(lines.values())
    return Pair(
        caption=_("Cooling load, in %(unit)s") % {"unit": btu_figure(0.0, facts.units).unit},
        rows=(
            _output(facts, _("Through the glass"), "cool", glass, load=True),
            _output(facts, _("All the rest"), "cool", sum(lines.values()) - glass, load=True),
        ),
    )


def over_the_years(facts: HeadlineFacts) -> Pair:
    """Owning a heat pump against going on with what is there, in today's money."""
    return years_apart(
        (_of_now(facts), "money", facts.nothing_usd),
        (_("Heat pump"), "unit", facts.owning_usd),
        whole=max(facts.nothing_usd, facts.owning_usd),
    )


def more_usd(facts: HeadlineFacts) -> float:
    """By how much the two bars of ``over_the_years`` differ as they are printed. [$]"""
    whole = max(facts.nothing_usd, facts.owning_usd)
    return as_whole(facts.owning_usd, whole) - as_whole(facts.nothing_usd, whole)


def years_apart(*parts: tuple[str, str, float], whole: float, first: float | None = None) -> Pair:
    """Two sums over the years as label, kind and dollars, rounded as their ``whole`` is; ``first``
    is what the first of them is printed as, where that is not its own figure. [$]"""
    shown = [as_whole(value, whole) for _label, _kind, value in parts]
    shown[0] = shown[0] if first is None else first
    rows = [
        PairRow(
            label=label,
            kind=kind,
            value=value,
            text=_("about %(figure)s") % {"figure": money(each)} if each else money(0),
        )
        for (label, kind, value), each in zip(parts, shown, strict=True)
    ]
    return Pair(
        caption=_("All costs over %(years)s years") % {"years": number(HORIZON_YEARS)},
        rows=_two(rows),
    )


def _heat_at(facts: HeadlineFacts, outdoor_f: float) -> str:
    return _("Heat at %(outdoor)s outside, in %(unit)s") % {
        "outdoor": temperature(outdoor_f, facts.units),
        "unit": btu_figure(0.0, facts.units).unit,
    }


def _cooling_at(facts: HeadlineFacts) -> str:
    return _("Cooling at %(outdoor)s outside, in %(unit)s") % {
        "outdoor": temperature(facts.study.place.cooling_design_f, facts.units),
        "unit": btu_figure(0.0, facts.units).unit,
    }


def _output(
    facts: HeadlineFacts,
    label: str,
    kind: str,
    value: float,
    *,
    load: bool = False,
    about: bool = False,
) -> PairRow:
    figure = load_figure(value, facts.units) if load else btu_figure(value, facts.units)
    text = _("about %(figure)s") % {"figure": figure.number} if about else figure.number
    return PairRow(label=label, kind=kind, value=value, text=text)


def _dollars(label: str, value: float, *, kind: str = "money", about: bool = True) -> PairRow:
    text = money(rounded_usd(value))
    if about and value:
        text = _("about %(figure)s") % {"figure": text}
    return PairRow(label=label, kind=kind, value=value, text=text)


def rounded_usd(value: float) -> float:
    """To what can be known: $5 under $200, then to $10, from $1,000 on to $100."""
    return as_whole(value, value)


def as_whole(value: float, whole: float) -> float:
    """A part of ``whole``, rounded as that is, so that the parts add up as they are printed."""
    step = 5 if abs(whole) < 200 else 10 if abs(whole) < 1000 else 100
    return float(step * np.round(value / step))


def _rounded(kwh: float) -> str:
    step = 10 if kwh >= 100 else 1
    return number(step * round(kwh / step))


def _of_now(facts: HeadlineFacts) -> str:
    now = str(FUELS.get(facts.study.answers.heating_now or "", _("Now")))
    return now[:1].upper() + now[1:]


def _two(rows: list[PairRow]) -> tuple[PairRow, PairRow]:
    first, second = rows
    return first, second
