"""Where a price comes from, when a rebate counts, and at which price a fuel ties."""

from datetime import date
from math import isnan

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import FUELS, Text
from advisor.engine import incentives
from advisor.engine.installation import Line
from advisor.engine.money import (
    AGED,
    CLASS_KEYS,
    FRESH,
    FROM_CLASS,
    PRICE_CLASSES,
    SEED_PRICES,
    seen_in_class,
    tier_of,
)
from advisor.engine.place import Prices
from advisor.engine.study import Study
from advisor.engine.unit_types import LARGEST_CLASS_BTU_H, UNIT_TYPES
from advisor.engine.yearly_saving import break_even_cop
from advisor.formatting.dates import day, period
from advisor.formatting.numbers import (
    btu,
    money_span,
    number,
    percent,
    rate,
    temperature,
)
from advisor.formatting.source_names import source_name
from advisor.formatting.unit_names import WORDS
from advisor.listing.inventory import Card
from advisor.reference.shipped_texts import shipped_text

COSTS: dict[str, Text] = {
    "unit": gettext_lazy("unit"),
    "labour": gettext_lazy("installer’s labor"),
    "line_set": gettext_lazy("line set and materials"),
    "outdoor_mount": gettext_lazy("pad or wall bracket"),
    "snow_stand": gettext_lazy("snow stand"),
    "permit": gettext_lazy("permit"),
    "circuit": gettext_lazy("electrical circuit"),
    "condensate_pump": gettext_lazy("condensate pump"),
    "kit_tools": gettext_lazy("bracket, tools and materials for the kit"),
    "kit_commissioning": gettext_lazy("a technician’s check at the end"),
    "window_bracket": gettext_lazy("window bracket and seals"),
    "handyman": gettext_lazy("handyman, two people"),
    "vent_kit": gettext_lazy("seals around the vent panel"),
    "casement_panel": gettext_lazy("panel for a casement window"),
}


REBATE_REASONS: dict[str, Text] = {
    incentives.ENDED: gettext_lazy("Ended on %(ends)s: it does not count."),
    incentives.ENDED_STATUS: gettext_lazy("Closed: it does not count."),
    incentives.NOT_STARTED: gettext_lazy("Begins on %(starts)s: it does not count yet."),
    incentives.PAUSED_STATUS: gettext_lazy("Paused: it does not count."),
    incentives.UNCHECKED: gettext_lazy(
        "We have not been able to check it lately, so it does not count: look at its own page."
    ),
    incentives.NEEDS_PROFESSIONAL: gettext_lazy("Only with a professional installation."),
    incentives.WHOLE_HOME: gettext_lazy(
        "Only where heat pumps heat the whole home, and this is one room of it."
    ),
    incentives.REFRIGERANT: gettext_lazy("The refrigerant of this unit does not qualify."),
    incentives.REFRIGERANT_MISSING: gettext_lazy(
        "It asks for a refrigerant that is not published for this unit."
    ),
    incentives.RATING_TOO_LOW: gettext_lazy("The rating of this unit is too low for it."),
    incentives.RATING_MISSING: gettext_lazy(
        "It asks for a rating that is not published for this unit."
    ),
    incentives.INCOME_RULE: gettext_lazy("It depends on your income, so we do not count it."),
}


def rebate(judged: incentives.Judged) -> str:
    """Why an incentive does not count, or what it asks for."""
    each = judged.incentive
    if judged.reason is None:
        return shipped_text(each.requirements)
    return str(REBATE_REASONS[judged.reason]) % {
        "ends": day(each.ends_on),
        "starts": day(each.starts_on),
    }


def rebate_asks(rule: incentives.IncentiveRule) -> str:
    """What an incentive asks for in full: of the unit and of the household."""
    return " ".join(shipped_text(text) for text in (rule.requirements, rule.income_rule) if text)


def line_source(line: Line | None, *, labor: Prices | None = None) -> str:
    """Where a cost line comes from, with its date, and what others say where they differ; for a
    line of ``labor``, what the state's prices know of it too."""
    if line is None:
        return ""
    told = _line_source(line)
    return told if labor is None else f"{told.rstrip('.')}. {_labor(labor)}"


def _labor(prices: Prices) -> str:
    if prices.labor_index is None:
        return _("We know no labor index for your state, so the national range counts as it is.")
    return _("Times %(index)s for labor in your state: %(source)s, as of %(time)s.") % {
        "index": number(prices.labor_index, 2),
        "source": shipped_text(prices.labor_source),
        "time": period(prices.labor_as_of),
    }


def _line_source(line: Line) -> str:
    time = period(line.as_of)
    source = shipped_text(line.source)
    if time not in source:
        source = _("%(source)s, as of %(time)s") % {"source": source, "time": time}
    if line.market_low is None or line.market_high is None:
        return source
    return _("Other guides say %(range)s. %(source)s") % {
        "source": source,
        "range": money_span(line.market_low, line.market_high),
    }


def price_note(study: Study, row: int, card: Card) -> str:
    """Where the price comes from, with its date."""
    basis = study.bought.basis[row]
    if basis in {FRESH, AGED} and card.price_seen is not None:
        seen = day(card.price_seen)
        if basis == FRESH:
            return _("Price from %(day)s.") % {"day": seen}
        return _("Price from %(day)s, ± %(share)s since then.") % {
            "day": seen,
            "share": percent(float(study.bought.aged_share[row])),
        }
    if tier_of(study.units, row) is not None:
        return _("No price seen: what %(brand)s usually asks for this size.") % {
            "brand": card.brand
        }
    return _("No price seen: the range of its class, %(time)s.") % {
        "time": period(PRICE_CLASSES[CLASS_KEYS[int(study.bought.price_class[row])]].as_of)
    }


def price_source(study: Study, row: int, card: Card) -> str:
    """Where a dated price comes from in full: its day and its shop; empty where there is none."""
    if study.bought.basis[row] == FROM_CLASS:
        return _tier_source(study, row, card)
    note = price_note(study, row, card)
    return f"{note} {source_name(card.price_shop).name}." if card.price_shop else note


def _tier_source(study: Study, row: int, card: Card) -> str:
    """How a brand's dated prices stand to the usual of their size; empty without a tier."""
    tier = tier_of(study.units, row)
    if tier is None:
        return ""
    return _(
        "By the %(count)s dated prices of %(brand)s: %(low)s to %(high)s times the usual of their"
        " size, half of them above %(middle)s."
    ) % {
        "count": number(tier.prices),
        "brand": card.brand,
        "low": number(tier.low, 1),
        "high": number(tier.high, 1),
        "middle": number(tier.typical, 1),
    }


def class_source(study: Study, index: int, *, units: str) -> str:
    """Where the range of a class comes from: its date, its source and what else we know.

    Where the class goes beyond the range of a general guide, both are named.
    """
    kind, group, most = CLASS_KEYS[index]
    known, key = PRICE_CLASSES[kind, group, most], UNIT_TYPES[kind]
    if sum(each[:2] == (kind, group) for each in CLASS_KEYS) == 1:
        said = _("No price seen: the range of %(class)s.")
    elif most == LARGEST_CLASS_BTU_H:
        said = _("No price seen: the range of the largest %(class)s.")
    else:
        said = _("No price seen: the range of %(class)s up to %(size)s.")
    sentences = [
        said % {"class": WORDS[key].price_groups[group], "size": btu(most, units)},
        _("%(source)s, as of %(time)s.")
        % {
            "source": shipped_text(known.source),
            "time": period(known.as_of),
        },
    ]
    seen = seen_in_class(study.units, study.bought, index)
    if seen is not None:
        low, high, newest = seen
        sentences.append(
            _("Dated prices of such units: %(range)s, the newest of %(day)s.")
            % {
                "range": money_span(round(low), round(high)),
                "day": day(date.fromordinal(newest)),
            }
        )
    seed_low, seed_high = SEED_PRICES.get(key, known.prices[::2])
    if known.prices[0] < seed_low or known.prices[2] > seed_high:
        sentences.append(
            _("A general guide says %(range)s for the type.")
            % {"range": money_span(seed_low, seed_high)}
        )
    return " ".join(sentences)


def break_even(study: Study, row: int) -> str | None:
    """At which COP, or at which price, the heat pump ties with the fuel that is there."""
    needed = break_even_cop(study)
    cop = float(study.season.seasonal_cop[row])  # NaN where there is next to no winter
    if needed is None or not study.heating_wanted or isnan(cop):
        return None
    now = study.rates.heat_now_usd_kwh or 0.0
    return _(
        "At %(price)s per kWh it must reach a COP of %(needed)s to tie with your %(now)s;"
        " here it reaches about %(cop)s. It ties at %(tie)s per kWh."
    ) % {
        "price": rate(study.rates.pump_heat_usd_kwh),
        "needed": number(needed, 1),
        "now": FUELS.get(study.answers.heating_now or "", ""),
        "cop": number(cop, 1),
        "tie": rate(now * cop),
    }


def switchover(study: Study, outdoor_f: float | None, *, units: str) -> str | None:
    """Below which outdoor temperature the fuel that is there heats for less."""
    if outdoor_f is None:
        return None
    return _("Below %(outdoor)s your %(now)s heats for less; above it the heat pump does.") % {
        "outdoor": temperature(outdoor_f, units),
        "now": FUELS.get(study.answers.heating_now or "", ""),
    }


def mean_price(as_of: str, *, of_country: bool) -> str:
    """Whose mean a price is, and of when."""
    if not as_of:
        return _("the US average") if of_country else _("your state’s average")
    if of_country:
        return _("the US average, %(time)s") % {"time": as_of}
    return _("your state’s average, %(time)s") % {"time": as_of}
