"""Whether each type suits a room: it "fits" only where its best unit that serves is proven to."""

from dataclasses import replace

from advisor.advice.contract import TypeAdvice
from advisor.advice.proofs import fits, needs_heat
from advisor.advice.right_size import first_of_type, size_of
from advisor.advice.run import RoomRun
from advisor.advice.sentences import exclusions, type_words
from advisor.engine.unit_types import UNIT_TYPES
from advisor.engine.verdict import TypeVerdict, type_verdicts


def judge_types(run: RoomRun, *, units: str) -> list[TypeAdvice]:
    """Each type, in the size of its best unit that serves, else in that by the load; or what keeps
    every unit of it out."""
    told = []
    for each in type_verdicts(run.study):
        best = None if each.verdict == "unsuitable" else first_of_type(run, each.type)
        told.append(
            _without_a_unit(run, each, units=units)
            if best is None
            else _by_the_best(run, each, best, units=units)
        )
    return told


def _without_a_unit(run: RoomRun, told: TypeVerdict, *, units: str) -> TypeAdvice:
    limit = None
    if told.verdict == "fits":
        limit = run.ranking.keeps_all_out(run.study.units.kind == UNIT_TYPES.index(told.type))
    return TypeAdvice(
        type=told.type,
        verdict="possible" if told.verdict == "fits" else told.verdict,
        why=exclusions.none_serves(run.study, limit, units=units)
        if limit
        else exclusions.type_reason(run.study, told, units=units),
        none_serves=limit is not None,
    )


def _by_the_best(run: RoomRun, told: TypeVerdict, best: int, *, units: str) -> TypeAdvice:
    study, size = run.study, size_of(run, best)
    unproven = told.verdict == "fits" and not fits(study, best)
    return TypeAdvice(
        type=told.type,
        verdict="possible" if unproven else told.verdict,
        why=type_words.lacks(study, best, size, units=units)
        if unproven
        else exclusions.type_reason(study, replace(told, nominal_btu_h=size), units=units),
        cycling_fraction=float(study.season.cycling_fraction[best]),
        heat_share=float(study.heating_coverage[best]) if needs_heat(study) else None,
        cool_share=float(study.cooling_coverage[best]) if study.cooling_wanted else None,
    )
