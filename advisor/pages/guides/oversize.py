"""Is the unit that is there too big for its room? The check of the guide on short cycling."""

from collections.abc import Iterable

import numpy as np
from django.utils.translation import gettext as _

from advisor.advice.contract import CurvePoint
from advisor.engine.conversions import BTU_PER_KWH
from advisor.formatting.numbers import btu, temperature
from advisor.pages.guides.blocks import GuideBlock, GuideRequest

MILD_F = 47.0


def oversize(request: GuideRequest) -> GuideBlock:
    """Whether the least output of the unit that is there explains its stopping on mild days."""
    units = request.form.units
    least = least_btu_h(request.least, units)
    if request.advice is None or least is None:
        wrong = request.least != "" and least is None
        return GuideBlock(
            kind="oversize", note=_("Enter a plain number above zero.") if wrong else ""
        )
    curve = request.advice.picks[0].curve if request.advice.picks else []
    need = need_at(curve, MILD_F)
    if need is None:
        return GuideBlock(
            kind="oversize",
            note=_("We have no heating curve for this room, so we cannot tell."),
        )
    figures = {
        "mild": temperature(MILD_F, units),
        "need": btu(need, units),
        "least": btu(least, units),
    }
    if least <= need:
        sentence = _(
            "Its size is not the reason. At %(mild)s the room needs about %(need)s, and"
            " your unit goes down to %(least)s. Look below for another reason."
        )
        return GuideBlock(kind="oversize", lines=(sentence % figures,))
    until = steady_below(curve, least)
    sentences = [
        _(
            "Its size is the reason. At %(mild)s the room needs about %(need)s, and your"
            " unit cannot go below %(least)s. It has to stop and start."
        )
        % figures,
        _("Below about %(outdoor)s outdoors, it should run without stopping.")
        % {"outdoor": temperature(until, units)}
        if until is not None
        else _("In this room, it will do so even on the coldest typical nights."),
    ]
    return GuideBlock(kind="oversize", lines=tuple(sentences))


def least_btu_h(text: str, units: str) -> float | None:
    """The least output typed in, BTU/h or kW, as BTU/h; ``None`` for anything that is none."""
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    value *= BTU_PER_KWH if units == "metric" else 1.0
    return value if 100 <= value <= 100_000 else None


def need_at(curve: Iterable[CurvePoint], outdoor_f: float) -> float | None:
    """What the room needs at this temperature, between the points of its curve. [BTU/h]"""
    points = sorted((point.outdoor_f, point.need_btu_h) for point in curve)
    if not points or not points[0][0] <= outdoor_f <= points[-1][0]:
        return None
    at = [outdoor for outdoor, _need in points]
    return float(np.interp(outdoor_f, at, [need for _outdoor, need in points]))


def steady_below(curve: Iterable[CurvePoint], least: float) -> float | None:
    """Below which outdoor temperature the room takes what the unit gives at least; ``None`` where
    it never does. [°F]"""
    points = sorted((point.need_btu_h, point.outdoor_f) for point in curve)
    if not points or points[-1][0] < least:
        return None
    needs = [need for need, _outdoor in points]
    return float(np.interp(least, needs, [outdoor for _need, outdoor in points]))
