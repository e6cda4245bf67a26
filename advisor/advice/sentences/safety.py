"""Warnings about fire, fumes, refrigerant and water: short, kind first, never folded."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from advisor.advice.sentences.refrigerant_in_words import FLAMMABLE, MILDLY_FLAMMABLE, OLD, as_named
from advisor.engine.improvement import Improvement
from advisor.engine.study import Study

SEALING = frozenset({"air_sealing", "caulk"})
"""Work that takes the air from whatever burns fuel in the room."""


def safety(
    study: Study,
    row: int | None,
    *,
    refrigerant: str = "",
    improvement: Improvement | None = None,
) -> list[str]:
    """What must stand open beside the pick of ``row``; ``refrigerant`` is "" where it is not
    published, ``improvement`` the work on the room that is told."""
    sealed = improvement is not None and any(step.code in SEALING for step in improvement.steps)
    of_room = [*_fumes(study, sealed=sealed), *_water(study)]
    return of_room if row is None else [*unit_safety(study, row, refrigerant), *of_room]


def unit_safety(study: Study, row: int, refrigerant: str) -> list[str]:
    """Those of them that the unit of ``row`` brings along."""
    return [
        *_fire(study, row),
        *_refrigerant(study, row, refrigerant),
        *_its_water(study, row),
    ]


def _fire(study: Study, row: int) -> Iterator[str]:
    if study.units.split[row]:
        return
    if study.units.record(row).in_window:
        yield _(
            "Fire and falls: plug it straight into an outlet of its own, never an extension cord,"
            " and bolt its bracket."
        )
    else:
        yield _("Fire: plug it straight into an outlet of its own, never an extension cord.")


def _refrigerant(study: Study, row: int, refrigerant: str) -> Iterator[str]:
    if not study.units.split[row]:
        return
    refrigerant = as_named(refrigerant)
    if refrigerant in MILDLY_FLAMMABLE | FLAMMABLE:
        yield _(
            "Refrigerant: %(name)s can burn. Have the installer confirm that the room is large"
            " enough for its charge."
        ) % {"name": refrigerant}
        return
    handled = (
        _("Refrigerant: join the kit’s lines by its own steps, and never open them again.")
        if study.units.kits[row]
        else _("Refrigerant: only a licensed technician may open or join the lines.")
    )
    if refrigerant == OLD:
        handled += " " + _("It is R-410A, last stock: some rebates rule it out.")
    yield handled


def _fumes(study: Study, *, sealed: bool) -> Iterator[str]:
    answers = study.answers
    if answers.space == "garage":
        yield (
            _(
                "Fumes: fuel vapor lies low: sparks 18 inches up. A gas heater needs air: ask"
                " before you seal."
            )
            if sealed
            else _(
                "Fumes: fuel vapor lies low in a garage. Keep what can spark 18 inches above the"
                " floor."
            )
        )
    if study.cools_in_winter:
        yield _("Fumes: if something prints, solders or paints here, exhaust it outdoors.")
    if answers.space == "rv" and answers.hookup == "none":
        yield _("Fumes: run a generator outdoors only, away from windows and vents.")


def _water(study: Study) -> Iterator[str]:
    answers = study.answers
    if answers.space == "basement":
        yield _("Water: stop leaks and fix gutters first, and test for radon before you move in.")
    if answers.below == "outdoors" and answers.heating_now in {"gas", "propane", "oil"}:
        yield _(
            "Water: keep the furnace on low. Its ducts keep the pipes under the floor from"
            " freezing."
        )


def _its_water(study: Study, row: int) -> Iterator[str]:
    if study.units.record(row).hose and study.heating_wanted:
        yield _("Water: in heat mode a portable must be drained.")
    elif study.units.split[row] and study.answers.exterior_walls == 0:
        yield _("Water: no outside wall means a condensate pump; ask who drains it, and where.")
