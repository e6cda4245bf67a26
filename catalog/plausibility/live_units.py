"""What is live stays sound: a save that would break a live unit is refused, not half done."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import HeatPump, Status
from catalog.plausibility.finding import ERROR, Finding
from catalog.plausibility.stored_units import check


class ImplausibleError(Exception):
    """Live units would have errors; ``found`` says which, by unit."""

    def __init__(self, found: dict[int, list[Finding]]) -> None:
        super().__init__(", ".join(each.key for some in found.values() for each in some))
        self.found = found

    @property
    def findings(self) -> list[Finding]:
        return [finding for some in self.found.values() for finding in some]

    @property
    def sentences(self) -> list[str]:
        return list(dict.fromkeys(finding.message for finding in self.findings))


class LiveUnits:
    """Those of ``ids`` that are live now, with the errors that they have."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.units = HeatPump.objects.filter(pk__in=list(ids), status=Status.LIVE).in_bulk()
        self.errors = _errors(self.units)

    def stay_sound(self, *, may_leave: bool = False) -> None:
        """Raises ``ImplausibleError`` where what has been written since gave one of them an error.

        Errors that a unit had before are none of its business. With ``may_leave`` a unit that has
        been taken off the site may have any.
        """
        found = _new_errors(self.units, self.errors)
        if not may_leave:
            found |= _lost(self.units)
        if found:
            raise ImplausibleError(found)


@contextmanager
def live_units_stay_sound(ids: Iterable[int]) -> Iterator[None]:
    """What is written inside is taken back where it breaks a live unit: ``ImplausibleError``."""
    with transaction.atomic():
        live = LiveUnits(ids)
        yield
        live.stay_sound()


def _errors(ids: Iterable[int]) -> dict[int, dict[str, Finding]]:
    asked = list(ids)
    found = check(asked) if asked else {}
    return {
        pk: {each.key: each for each in some if each.level == ERROR} for pk, some in found.items()
    }


def _new_errors(
    live: dict[int, HeatPump], before: dict[int, dict[str, Finding]]
) -> dict[int, list[Finding]]:
    still = HeatPump.objects.filter(pk__in=live, status=Status.LIVE)
    new = {
        pk: [finding for key, finding in found.items() if key not in before.get(pk, {})]
        for pk, found in _errors(still.values_list("pk", flat=True)).items()
    }
    return {pk: some for pk, some in new.items() if some}


def _lost(live: dict[int, HeatPump]) -> dict[int, list[Finding]]:
    """Units that are live no more because they lost what live ones need."""
    drafts = HeatPump.objects.filter(pk__in=live, status=Status.DRAFT)
    return {
        unit.pk: [
            Finding(
                code="missing",
                level=ERROR,
                field="cooling_btu_h" if unit.cooling_btu_h is None else "heat_source",
                value=0,
                message=_("It cannot stay live: %(why)s.") % {"why": why},
            )
            for why in missing
        ]
        for unit in drafts
        if (missing := unit.missing_for_live())
    }
