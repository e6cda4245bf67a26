"""Whether a planned record is plausible, and whether it may go live."""

from django.utils.translation import gettext as _

from catalog.importing.plan import Options, Plan
from catalog.importing.records import Log
from catalog.models import HEATS_BY_HEAT_PUMP, Confidence, Status
from catalog.plausibility import ERROR, Families, Finding, facts_from, family_key, findings


def is_plausible(
    plan: Plan, families: Families, log: Log, *, options: Options, reasons: set[str]
) -> bool:
    """Judge the record; false if a live unit would be harmed. Publishes where that is asked for."""
    row, known = plan.row, plan.known
    plan.complete = _is_complete(plan)
    plan.stays_draft = _why_a_draft(plan, options) if plan.complete else ""
    publishes = plan.complete and not plan.stays_draft
    if known is not None and not plan.fields and not plan.prices and not publishes:
        return True
    family = family_key(
        brand=known.brand if known else row.unit.brand,
        unit_type=plan.values["type"],
        series=plan.values.get("series", ""),
        model=plan.values["model_number"],
    )
    asked = [float(price.low) for price in plan.prices if price.kind == "street"]
    told: dict[str, Finding] = {}
    for price in {min(asked), max(asked)} if asked else {None}:
        facts = facts_from(
            plan.values, unit_type=plan.values["type"], family=family, price_usd=price
        )
        told |= {each.key: each for each in findings(facts, families)}
    found = [each for key, each in told.items() if key not in reasons]
    if plan.status == Status.LIVE:
        return _spares_live(plan, found, families, log, options=options)
    for each in found:
        log.note(row.line, each.field, each.message)
    if publishes:
        _publish(plan, found, explained=bool(options.reason))
    return True


def _publish(plan: Plan, found: list[Finding], *, explained: bool) -> None:
    """Make the unit live where nothing is odd, or what is odd is no error and explained."""
    if found and (not explained or any(each.level == ERROR for each in found)):
        plan.stays_draft = " ".join(each.message for each in found)
        return
    plan.status = Status.LIVE.value
    plan.reasons = found
    plan.fields["status"] = [plan.known.status if plan.known else None, plan.status]


def _spares_live(
    plan: Plan, found: list[Finding], families: Families, log: Log, *, options: Options
) -> bool:
    """What is live stays sound: new errors keep the row out, and new warnings without a reason."""
    row, known = plan.row, plan.known
    assert known is not None
    if plan.values.get("heat_source") not in HEATS_BY_HEAT_PUMP or not plan.values.get(
        "cooling_btu_h"
    ):
        log.error(row.line, "", _("This would remove the live unit’s capacity or its heating."))
        return False
    before = facts_from(
        known.values,
        unit_type=known.values["type"],
        family=family_key(
            brand=known.brand,
            unit_type=known.values["type"],
            series=known.values.get("series", ""),
            model=known.values["model_number"],
        ),
    )
    old = {each.key for each in findings(before, families)}
    new = [each for each in found if each.key not in old]
    bad = [each for each in new if each.level == ERROR or not options.reason]
    for each in bad:
        ask = "" if each.level == ERROR else _("The unit is live. Give a reason to accept this.")
        log.error(row.line, each.field, f"{each.message} {ask}".strip())
    plan.reasons = new
    return not bad


def _is_complete(plan: Plan) -> bool:
    """Whether a draft has what a live unit needs, each on more than low confidence."""
    return (
        plan.status == Status.DRAFT
        and plan.values.get("heat_source") in HEATS_BY_HEAT_PUMP
        and "cooling_btu_h" in plan.values
        and plan.confidence != Confidence.LOW
    )


def _why_a_draft(plan: Plan, options: Options) -> str:
    """Why a complete draft is not even to be published; empty where it is."""
    if plan.status_by_hand:
        return _("Someone made it a draft by hand.")
    if plan.row.status not in {"", Status.LIVE}:
        return _("The file says that it is a draft.")
    if kept := plan.values.get("keep_draft"):
        return str(kept)
    if options.publish or (options.lifts and plan.lifted):
        return ""
    return _("Import the file with “publish” to make it live.")
