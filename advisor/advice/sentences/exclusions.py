"""What is left out, why, and what would change that."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.through_wall_in_words import sleeve_size
from advisor.advice.sentences.words import Text
from advisor.engine.fit import least_cooling_coverage, turndown_limits
from advisor.engine.place import FloatArray
from advisor.engine.place_limits import Limit
from advisor.engine.study import MILD_DAY_F, WARM_DAY_F, Study
from advisor.engine.verdict import (
    TypeVerdict,
)
from advisor.formatting.numbers import (
    btu,
    load_figure,
    money,
    temperature,
)
from advisor.formatting.unit_names import WORDS
from advisor.questions.labels import choice_label

# Reason, and what the link says that lifts it.
EXCLUSIONS: dict[str, tuple[Text, Text]] = {
    "type": (
        gettext_lazy("are not of the type that you want to see"),
        gettext_lazy("show all types"),
    ),
    "rented": (
        gettext_lazy("need an outdoor unit and a hole in the wall, which a tenant rarely may make"),
        gettext_lazy("my landlord agrees"),
    ),
    "no_outdoor_unit": (
        gettext_lazy("need an outdoor unit"),
        gettext_lazy("an outdoor unit is possible"),
    ),
    "no_wall_hole": (gettext_lazy("need a hole in the wall"), gettext_lazy("a hole is possible")),
    "no_outdoor_unit_wall_hole": (
        gettext_lazy("need an outdoor unit and a hole in the wall"),
        gettext_lazy("both are possible"),
    ),
    "no_outside_wall": (
        gettext_lazy("need an opening in an outside wall above the ground"),
        gettext_lazy("there is such a wall"),
    ),
    "on_the_road": (
        gettext_lazy("need a large opening in the wall, which nobody cuts into a vehicle"),
        gettext_lazy("it stays where it is"),
    ),
    "no_window": (
        gettext_lazy("need a window that opens"),
        gettext_lazy("there is a window"),
    ),
    "basement": (
        gettext_lazy("need a full-size window"),
        gettext_lazy("there is a double-hung window"),
    ),
    "casement": (
        gettext_lazy("do not fit a casement window"),
        gettext_lazy("show them all the same"),
    ),
    "slider": (
        gettext_lazy("do not fit a sliding window"),
        gettext_lazy("show them all the same"),
    ),
    "window_width": (
        gettext_lazy("are too wide for your window"),
        gettext_lazy("forget the width"),
    ),
    "hookup": (
        gettext_lazy("need 230 V, which such a hookup does not have"),
        gettext_lazy("there is a 50-amp hookup"),
    ),
    "glass_first": (
        gettext_lazy("cannot be the only heat of a room that loses so much heat"),
        gettext_lazy("I only want cooling"),
    ),
    "cold_beside_split": (
        gettext_lazy("are in one piece, too weak at %(design)s while a mini-split can be put in"),
        gettext_lazy("I only want cooling"),
    ),
    "voltage": (gettext_lazy("need 230 V"), gettext_lazy("a new circuit is possible")),
    "installer": (
        gettext_lazy("need a licensed installer"),
        gettext_lazy("let a professional install it"),
    ),
    "budget": (
        gettext_lazy("cost more than %(budget)s installed"),
        gettext_lazy("forget the budget"),
    ),
    "feature": (
        gettext_lazy("lack a feature that you asked for: %(feature)s"),
        gettext_lazy("do without"),
    ),
    "too_weak_heating": (
        gettext_lazy("cannot carry the heat of a winter with %(design)s"),
        gettext_lazy("I have other heat"),
    ),
    "too_weak_cooling": (
        gettext_lazy("by their rating cool less than %(load)s at %(summer)s outside"),
        gettext_lazy("I only want heat"),
    ),
    "cannot_cool_in_winter": (
        gettext_lazy("do not cool when it is cold outside, and this room needs it all year"),
        gettext_lazy("I only want heat"),
    ),
    "too_strong": (
        gettext_lazy("cannot turn down far enough: %(turndown)s"),
        gettext_lazy("show them, flagged"),
    ),
    **{
        f"{key}_heat": (words.cannot_heat, gettext_lazy("I only want cooling"))
        for key, words in WORDS.items()
        if words.cannot_heat
    },
    **{
        f"{key}_only_heat": (words.not_only_heat, gettext_lazy("I have other heat"))
        for key, words in WORDS.items()
        if words.not_only_heat
    },
}


def type_reason(study: Study, verdict: TypeVerdict, *, units: str) -> str:
    """Why a type suits this room or not, with the size that would be right."""
    return str(WORDS[verdict.type].verdicts[verdict.code]) % {
        "size": btu(verdict.nominal_btu_h, units),
        "design": temperature(study.place.heating_design_f, units),
        "sleeve": sleeve_size(units),
    }


def none_serves(study: Study, limit: Limit, *, units: str) -> str:
    """Why a type that suits this room is no answer: what leaves out most of its units."""
    return _("It could go in here, but none that we know serves: such units %(reason)s.") % {
        "reason": exclusion(study, limit, units=units)[0]
    }


def exclusion(study: Study, limit: Limit, *, units: str) -> tuple[str, str]:
    """The reason in words, and what the undo link says."""
    code, _sep, feature = limit.code.partition("feature_")
    reason, undo = EXCLUSIONS[code or "feature"]
    return str(reason) % {
        "design": temperature(study.place.heating_design_f, units),
        "summer": temperature(study.place.cooling_design_f, units),
        "load": load_figure(
            least_cooling_coverage(study) * study.loads.cooling_capacity_needed_btu_h, units
        ),
        "budget": money(study.answers.budget or 0),
        "feature": choice_label("features", feature),
        "turndown": _turndown(study, units=units) if code == "too_strong" else "",
    }, str(undo)


def _turndown(study: Study, *, units: str) -> str:
    """What a unit that is too strong was measured by: its lowest output beside the load."""
    heat, cool = (turndown_limits(study).get(name) for name in ("min_output", "min_cooling"))
    parts = []
    if heat is not None:
        parts.append(
            _(
                "at %(outdoor)s outside their lowest heat, published or by our estimate, is over"
                " %(least)s; the coldest typical night asks for %(load)s"
            )
            % _measured(heat, MILD_DAY_F, study.loads.heating.likely, units=units)
        )
    if cool is not None:
        parts.append(
            _(
                "at %(outdoor)s outside their lowest cooling, published or by our estimate, is over"
                " %(least)s; the hottest typical day asks for %(load)s"
            )
            % _measured(cool, WARM_DAY_F, study.loads.cooling.likely, units=units)
        )
    return _(", or ").join(parts)


def _measured(
    limit: FloatArray, outdoor_f: float, load_btu_h: float, *, units: str
) -> dict[str, str]:
    return {
        "outdoor": temperature(outdoor_f, units),
        "least": str(load_figure(float(limit.min()), units)),
        "load": str(load_figure(load_btu_h, units)),
    }


HEAT_LIMITS = ("too_weak_heating", *(f"{key}_heat" for key in WORDS))
"""Limits that the output in the cold decides."""


def left_out_because(study: Study, limit: Limit, row: int = 0, *, units: str) -> str:
    """Why one unit is not among the picks; says so where only our estimate is against it."""
    reason, _undo = exclusion(study, limit, units=units)
    if limit.code in HEAT_LIMITS and _only_by_estimate(study, row):
        return _(
            "Left out by our estimate, as not all of its figures for the cold are published: such"
            " units %(reason)s."
        ) % {"reason": reason}
    return _("Left out: such units %(reason)s.") % {"reason": reason}


def no_place() -> str:
    """Why a system with an outdoor unit is left out where none may be placed."""
    return _("Left out: such units %(reason)s.") % {
        "reason": EXCLUSIONS["no_outdoor_unit_wall_hole"][0]
    }


def _only_by_estimate(study: Study, row: int) -> bool:
    """Whether a unit is too weak for the cold by our figures, and no published limit stops it."""
    if study.curves.estimated["cutout"][row]:
        return True
    stops = study.curves.cutout_f[row] > study.place.heating_design_f
    return bool(study.cold_output_is_estimated[row] and not stops)


STANDINGS: dict[str, Text] = {
    "discontinued": gettext_lazy("Left out: it is discontinued. We judge it as one you may own."),
    "ducted": gettext_lazy("Left out: it blows through short ducts, which one room seldom has."),
    "multi_zone": gettext_lazy(
        "Left out: no outdoor unit for a single room is known, so it serves several rooms at once."
    ),
}


def cannot_judge() -> str:
    """For a model that is not in the pickable catalog."""
    return _(
        "We cannot judge the model that you came with: it is not in our catalog, does not heat"
        " with a heat pump, or its capacity is not published."
    )
