"""What a whole list says of units beyond its rows: which are on it still, and which left it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.importing.matching import bare_brand, find_unit, read_index
from catalog.importing.number_set import Numbers
from catalog.importing.records import ImportedRow, Log, Unit
from catalog.importing.sale_statements import (
    CERTIFIED,
    NAME,
    UNCONFIRMED,
    UNKNOWN,
    sale_statement,
)
from catalog.models import Figure, HeatPump

SAME_OUTDOOR_UNIT: Final = gettext_noop("another indoor part of an outdoor unit that is one record")
LEFT: Final = "Not on the list that was read on {day}."
PUBLISHER: Final = "US EPA, ENERGY STAR"
# More than these leave in one go where a list is broken, hardly where it is kept up.
_MOST_LEAVE: Final = 20
_MOST_LEAVE_SHARE: Final = 0.2


def settle_list(
    rows: Sequence[ImportedRow], log: Log, reasoned: bool, *, sources: dict[str, str]
) -> list[ImportedRow]:
    """The rows of a list that was read whole, and what it says of units that no row is about.

    Pairs of an outdoor unit that is a record by itself are no records of their own: that record
    is seen on the list. Units that were certified and are on no row any more become "unknown",
    with the day. ``sources`` names the publisher's text for each unit type.
    """
    kept = without_doubles(rows, log)
    lists = {sources[row.unit.type] for row in rows}
    read = {kind for kind, source in sources.items() if source in lists}
    return [*kept, *_seen_again(log, read, sources), *_departed(log, read, sources, reasoned)]


def without_doubles(rows: Sequence[ImportedRow], log: Log) -> list[ImportedRow]:
    """The rows but for pairs of an outdoor unit that is a record by itself."""
    alone = _outdoor_alone()
    index = read_index() if alone else None
    kept = []
    for row in rows:
        brand = bare_brand(row.unit.brand)
        if (
            index is not None
            and row.unit.type == "mini_split"
            and row.unit.outdoor_model in alone[brand]
            and find_unit(row, index, ours=False) is None
        ):
            log.dropped[SAME_OUTDOOR_UNIT] += 1
        else:
            kept.append(row)
    return kept


def _outdoor_alone() -> dict[str, Numbers]:
    """Brand → the outdoor units that are one record, whatever hangs indoors."""
    found: dict[str, Numbers] = defaultdict(Numbers)
    units = HeatPump.objects.filter(type="mini_split", indoor_model="", synthetic=False)
    for brand, outdoor, model in units.values_list("brand__name", "outdoor_model", "model_number"):
        found[bare_brand(brand)].add(outdoor or model)
    return found


def _seen_again(log: Log, read: set[str], sources: dict[str, str]) -> Iterator[ImportedRow]:
    if "mini_split" not in read:
        return
    units = HeatPump.objects.filter(type="mini_split", indoor_model="", synthetic=False)
    for unit in units.select_related("brand").order_by("id"):
        if _number(unit) in log.named["mini_split"]:
            yield _row(unit, CERTIFIED, sources[unit.type], log)


def _departed(
    log: Log, read: set[str], sources: dict[str, str], reasoned: bool
) -> list[ImportedRow]:
    certified = list(_certified(read))
    gone = [unit for unit in certified if _number(unit) not in log.named[unit.type]]
    if len(gone) > max(_MOST_LEAVE, _MOST_LEAVE_SHARE * len(certified)) and not reasoned:
        log.error(
            0,
            "",
            _(
                "%(gone)d of %(all)d certified units would have left the list: is it whole?"
                " They stay as they are; give a reason to take it."
            )
            % {"gone": len(gone), "all": len(certified)},
        )
        return []
    return [_row(unit, UNKNOWN, sources[unit.type], log) for unit in gone]


def _certified(types: Iterable[str]) -> Iterator[HeatPump]:
    """Units that the list had when it was read last."""
    statements = Figure.objects.filter(
        name=NAME,
        by_hand=False,
        source__locator__startswith=PUBLISHER,
        heat_pump__type__in=types,
    )
    latest = dict(statements.order_by("source_day", "id").values_list("heat_pump_id", "value"))
    ids = [pk for pk, value in latest.items() if value == CERTIFIED]
    yield from HeatPump.objects.filter(pk__in=ids).select_related("brand").order_by("id")


def _number(unit: HeatPump) -> str:
    return unit.outdoor_model or unit.model_number


def _row(unit: HeatPump, value: str, source: str, log: Log) -> ImportedRow:
    note = LEFT.format(day=log.today.isoformat()) if value == UNKNOWN else ""
    return ImportedRow(
        line=0,
        heat_pump_id=unit.pk,
        # The list names it among those sold in the United States.
        lifts=UNCONFIRMED if value == CERTIFIED else "",
        unit=Unit(
            slug=unit.slug,
            brand=unit.brand.name,
            type=unit.type,
            model_number=unit.model_number,
            figures=(sale_statement(value, source=source, day=log.today, note=note),),
        ),
    )
