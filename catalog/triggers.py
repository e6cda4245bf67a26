"""The triggers that write the history, for the migrations of every app whose tables have one.

Rows become jsonb once each (``MATERIALIZED``): a wide row costs more to turn than to compare.
"""

from typing import Final

_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION {table}_write_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actor text := coalesce(current_setting('app.actor', true), '');
    manner text := coalesce(nullif(current_setting('app.how', true), ''), 'database');
    why text := coalesce(current_setting('app.reason', true), '');
    this_work bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        WITH pair AS MATERIALIZED (
            SELECT catalog_history_of(to_jsonb(old_row)) AS before, to_jsonb(given_row) AS given
            FROM old_rows AS old_row JOIN new_rows AS given_row USING ({pk})
            WHERE old_row IS DISTINCT FROM given_row
        )
        INSERT INTO catalog_change (at, transaction, "table", "row", heat_pump_id, action, field,
            old, new, who, how, reason)
        SELECT now(), this_work, '{table}', {key}, {unit}, 'changed', field.key, field.value,
            given ->> field.key, actor, manner, why
        FROM pair, jsonb_each_text(before) AS field
        WHERE field.value IS DISTINCT FROM given ->> field.key;
    ELSIF TG_OP = 'DELETE' THEN
        WITH gone AS MATERIALIZED (SELECT to_jsonb(old_rows) AS given FROM old_rows)
        INSERT INTO catalog_change (at, transaction, "table", "row", heat_pump_id, action, field,
            old, who, how, reason)
        SELECT now(), this_work, '{table}', {key}, {unit}, 'deleted', '',
            jsonb_strip_nulls(catalog_history_of(given))::text, actor, manner, why
        FROM gone;
    ELSE
        {insert}
    END IF;
    RETURN NULL;
END
$$;
"""

# A unit's first figures, points and prices are part of its creation; what comes back in the same
# transaction is compared with what went.
_INSERT_OF_UNITS: Final = """
        INSERT INTO catalog_change (at, transaction, "table", "row", heat_pump_id, action, field,
            who, how, reason)
        SELECT now(), this_work, '{table}', id::text, id, 'created', '', actor, manner, why
        FROM new_rows;
"""
_INSERT_OF_PARTS: Final = """
        WITH fresh AS MATERIALIZED (
            SELECT heat_pump_id FROM catalog_change
            WHERE at = now() AND transaction = this_work AND action = 'created'
                AND "table" = 'catalog_heatpump'
        ), later AS MATERIALIZED (
            SELECT to_jsonb(new_rows) AS given FROM new_rows
            WHERE heat_pump_id NOT IN (SELECT heat_pump_id FROM fresh) OR heat_pump_id IN (
                SELECT heat_pump_id FROM catalog_change
                WHERE at = now() AND transaction = this_work AND action = 'deleted'
                    AND "table" = '{table}'
            )
        ), made AS MATERIALIZED (
            SELECT {key} AS "row", {unit} AS unit,
                jsonb_strip_nulls(catalog_history_of(given)) AS after
            FROM later
        ), back AS (
            DELETE FROM catalog_change AS gone USING made
            WHERE gone.at = now() AND gone.transaction = this_work AND gone.action = 'deleted'
                AND gone."table" = '{table}' AND gone."row" = made."row"
                AND gone.heat_pump_id = made.unit
            RETURNING gone."row", made.unit, gone.old::jsonb AS before, made.after
        )
        INSERT INTO catalog_change (at, transaction, "table", "row", heat_pump_id, action, field,
            old, new, who, how, reason)
        SELECT now(), this_work, '{table}', back."row", back.unit, 'changed', field,
            before ->> field, after ->> field, actor, manner, why
        FROM back, jsonb_object_keys(before || after) AS field
        WHERE before ->> field IS DISTINCT FROM after ->> field
        UNION ALL
        SELECT now(), this_work, '{table}', made."row", unit, 'created', '', NULL, after::text,
            actor, manner, why
        FROM made
        WHERE ("row", unit) NOT IN (SELECT "row", unit FROM back)
            AND unit NOT IN (SELECT heat_pump_id FROM fresh);
"""
_INSERT_OF_OTHERS: Final = """
        WITH made AS MATERIALIZED (SELECT to_jsonb(new_rows) AS given FROM new_rows)
        INSERT INTO catalog_change (at, transaction, "table", "row", heat_pump_id, action, field,
            new, who, how, reason)
        SELECT now(), this_work, '{table}', {key}, {unit}, 'created', '',
            jsonb_strip_nulls(catalog_history_of(given))::text, actor, manner, why
        FROM made;
"""

_TRIGGERS: Final = """
CREATE OR REPLACE TRIGGER {table}_history_of_new AFTER INSERT ON {table}
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION {table}_write_history();
CREATE OR REPLACE TRIGGER {table}_history_of_changed AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION {table}_write_history();
CREATE OR REPLACE TRIGGER {table}_history_of_gone AFTER DELETE ON {table}
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION {table}_write_history();
"""


def history_triggers(table: str, *, key: str = "", unit: str = "", pk: str = "id") -> str:
    """SQL that makes ``table`` write its history.

    ``key`` lists the columns that name a row, by default the primary key ``pk``; ``unit`` is the
    column with the heat pump that a row belongs to.
    """
    columns = (key or pk).split(",")
    told = ", ".join(f"coalesce(given ->> '{column}', '')" for column in columns)
    named = f"catalog_history_key(concat_ws('|', {told}))" if key else f"given ->> '{pk}'"
    words = {
        "table": table,
        "pk": pk,
        "key": named,
        "unit": f"(given ->> '{unit}')::bigint" if unit else "NULL::bigint",
    }
    insert = _INSERT_OF_PARTS if unit else _INSERT_OF_OTHERS
    if unit == pk:
        insert = _INSERT_OF_UNITS
    function = _FUNCTION.format(**words, insert=insert.format(**words).strip())
    return function + _TRIGGERS.format(table=table)


def without_history(table: str) -> str:
    """SQL that takes the triggers of ``history_triggers`` away again."""
    drops = [
        f"DROP TRIGGER IF EXISTS {table}_history_of_{what} ON {table};"
        for what in ("new", "changed", "gone")
    ]
    return "".join([*drops, f"DROP FUNCTION IF EXISTS {table}_write_history();"])
