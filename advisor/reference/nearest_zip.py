"""The record of a ZIP code with all that it points to, in one query whose text is made once.

Django would take six times as long to write the same text again for each ZIP code.
"""

from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from advisor.models import ClimateStation, GridArea, State, ZipCode

Record = TypeVar("Record", bound=Model)

JOINED: tuple[tuple[str, type[Model]], ...] = (
    ("zip", ZipCode),
    ("station", ClimateStation),
    ("state", State),
    ("stand_in", State),
    ("area", GridArea),
)
"""Names in the statement, and the records that they stand for."""


def nearest_zip(zip_code: str) -> ZipCode | None:
    """The ZIP code of five digits, or its nearest neighbor with the same first three; ``None``
    where there is none. Its ``station``, ``state`` with its ``stand_in``, and ``grid_area`` come
    along. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [f"{zip_code[:3]}%", int(zip_code)])
        row = cursor.fetchone()
    if row is None:
        return None
    values = iter(row)
    found, station, state, stand_in, area = (
        _record(model, [next(values) for _column in _columns(model)]) for _name, model in JOINED
    )
    found.station, found.state, found.grid_area = station, state, area
    state.stand_in = stand_in
    nearest: ZipCode = found
    return nearest


def _record(model: type[Record], values: list[Any]) -> Any:
    """As Django makes it of a row; ``None`` where nothing was joined."""
    columns = _columns(model)
    assert model._meta.pk is not None
    if values[columns.index(model._meta.pk.column)] is None:
        return None
    return model.from_db(connection.alias, [field.attname for field in _fields(model)], values)


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
