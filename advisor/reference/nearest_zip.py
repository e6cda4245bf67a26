"""The record of a ZIP code with all that it points to, in one query whose text is made once.

Django would take six times as long to write the same text again for each ZIP code.
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from django.db import connection
from django.db.models import Model

from advisor.listing.recent import RecentValues
from advisor.models import ClimateStation, GridArea, State, ZipCode

JOINED: tuple[tuple[str, type[Model]], ...] = (
    ("zip", ZipCode),
    ("station", ClimateStation),
    ("state", State),
    ("stand_in", State),
    ("area", GridArea),
)
"""Names in the statement, and the records that they stand for."""


SHARED_BY_MANY = frozenset({State, GridArea})
"""A few dozen records that thousands of ZIP codes point to: each is made once."""

SHARED: RecentValues[Model] = RecentValues(most=200)


def nearest_zip(zip_code: str, *, version: str) -> ZipCode | None:
    """The ZIP code of five digits, or its nearest neighbor with the same first three; ``None``
    where there is none. Its ``station``, ``state`` with its ``stand_in``, and ``grid_area`` come
    along. One query; ``version`` is that of the reference data."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [f"{zip_code[:3]}%", int(zip_code)])
        row = cursor.fetchone()
    if row is None:
        return None
    found, station, state, stand_in, area = (
        _record(model, row[part], version)
        for (_name, model), part in zip(JOINED, _parts(), strict=True)
    )
    found.station, found.state, found.grid_area = station, state, area
    state.stand_in = stand_in
    nearest: ZipCode = found
    return nearest


def _record(model: type[Model], values: Sequence[Any], version: str) -> Any:
    """As Django makes it of a row; ``None`` where nothing was joined."""
    names, key_at = _names(model)
    key = values[key_at]
    if key is None:
        return None
    if model not in SHARED_BY_MANY:
        return model.from_db(connection.alias, names, values)
    return SHARED.get(
        (model, key), lambda: model.from_db(connection.alias, names, values), version=version
    )


@cache
def _names(model: type[Model]) -> tuple[list[str], int]:
    """The fields as Django names them, and the place of the key among them."""
    fields = _fields(model)
    return [field.attname for field in fields], fields.index(model._meta.pk)


@cache
def _parts() -> list[slice]:
    """Where in a row each of the records is."""
    stops = list(accumulate((len(_columns(model)) for _name, model in JOINED), initial=0))
    return list(map(slice, stops, stops[1:]))


def _fields(model: type[Model]) -> Any:
    return model._meta.concrete_fields


@cache
def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.column for field in _fields(model))


@cache
def _statement() -> str:
    names = ", ".join(f'{name}."{column}"' for name, model in JOINED for column in _columns(model))
    tables = {name: model._meta.db_table for name, model in JOINED}
    return f"""SELECT {names} FROM {tables["zip"]} zip
        JOIN {tables["station"]} station ON station.station_id = zip.station_id
        JOIN {tables["state"]} state ON state.code = zip.state_id
        LEFT JOIN {tables["stand_in"]} stand_in ON stand_in.code = state.stand_in_id
        LEFT JOIN {tables["area"]} area ON area.code = zip.grid_area_id
        WHERE zip.zip LIKE %s
        ORDER BY abs(zip.zip::int - %s), zip.zip LIMIT 1"""  # noqa: S608 - names of ours
