"""Findings about units of the database, without those that have a stored reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Q

from catalog.models import AcceptedWarning, HeatPump
from catalog.plausibility.facts import facts_of
from catalog.plausibility.families import gather
from catalog.plausibility.finding import Finding
from catalog.plausibility.rules import findings, price_findings


def check(heat_pumps: Iterable[HeatPump | int]) -> dict[int, list[Finding]]:
    """Findings of units of the database; a warning that has a stored reason is none any more.

    Takes six queries, however many units. The families are those of the whole catalog, drafts
    included; a unit without findings is not in the answer.
    """
    ids = [each if isinstance(each, int) else each.pk for each in heat_pumps]
    brands = HeatPump.objects.filter(pk__in=ids).values("brand_id")
    known = facts_of(Q(brand_id__in=brands))
    families = gather(known.values())
    reasons = accepted(ids)
    found = {
        pk: [
            finding
            for finding in findings(known[pk], families)
            if finding.key not in reasons.get(pk, ())
        ]
        for pk in ids
        if pk in known
    }
    return {pk: each for pk, each in found.items() if each}


def check_prices(prices: Mapping[int, float]) -> dict[int, list[Finding]]:
    """What is odd with these prices of units, by unit, whatever prices they have so far. [$]"""
    known = facts_of(Q(pk__in=prices))
    found = {
        pk: list(price_findings(replace(facts, price_usd=prices[pk])))
        for pk, facts in known.items()
    }
    return {pk: some for pk, some in found.items() if some}


def accepted(ids: Iterable[int]) -> dict[int, set[str]]:
    """Keys of the warnings for which a reason is stored, by unit. One query."""
    keys: dict[int, set[str]] = defaultdict(set)
    for pk, key in AcceptedWarning.objects.filter(heat_pump__in=list(ids)).values_list(
        "heat_pump_id", "key"
    ):
        keys[pk].add(key)
    return keys
