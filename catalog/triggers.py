"""The triggers that write the history, for the migrations of every app whose tables have one."""

from typing import Final

_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION catalog_write_history_by_{pk}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actor text := coalesce(current_setting('app.actor', true), '');
    manner text := coalesce(nullif(current_setting('app.how', true), ''), 'database');
    why text := coalesce(current_setting('app.reason', true), '');
    key_columns text := TG_ARGV[0];
    unit_column text := TG_ARGV[1];
    this_work bigint := pg_current_xact_id()::text::bigint;
    this_table text := TG_TABLE_NAME;
    of_new_units boolean := false;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO catalog_change (at, transaction, "table", "row", heat_pump_id, action, field,
            old, new, who, how, reason)
        SELECT now(), this_work, this_table, catalog_history_key(pair.after, key_columns),
            (pair.after ->> unit_column)::bigint, 'changed', field.key, field.value,
            pair.after ->> field.key, actor, manner, why
        FROM (
            SELECT to_jsonb(before_row) AS before, to_jsonb(after_row) AS after
            FROM old_rows AS before_row JOIN new_rows AS after_row USING ({pk})
            WHERE before_row IS DISTINCT FROM after_row
        ) AS pair, jsonb_each_text(catalog_history_of(pair.before)) AS field
        WHERE field.value IS DISTINCT FROM pair.after ->> field.key;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO catalog_change (at, transaction, "table", "row", heat_pump_id, action, field,
            old, who, how, reason)
        SELECT now(), this_work, this_table, catalog_history_key(gone.given, key_columns),
            (gone.given ->> unit_column)::bigint, 'deleted', '',
            jsonb_strip_nulls(catalog_history_of(gone.given))::text, actor, manner, why
        FROM (SELECT to_jsonb(old_rows) AS given FROM old_rows) AS gone;
    ELSE
        -- What comes with a new unit is part of it: an import of many need not look at each row.
        IF unit_column <> '' AND this_table <> 'catalog_heatpump' AND NOT EXISTS (
            SELECT FROM catalog_change WHERE at = now() AND transaction = this_work
                AND action = 'deleted' AND "table" = this_table
        ) THEN
            EXECUTE format('SELECT NOT EXISTS (SELECT FROM new_rows WHERE %I IS NULL OR %I NOT IN (
                SELECT heat_pump_id FROM catalog_change WHERE at = now() AND transaction = $1
                    AND action = ''created'' AND "table" = ''catalog_heatpump''
            ))', unit_column, unit_column) INTO of_new_units USING this_work;
        END IF;
        IF of_new_units THEN
            RETURN NULL;
        END IF;
        WITH made AS MATERIALIZED (
            SELECT catalog_history_key(given, key_columns) AS "row",
                (given ->> unit_column)::bigint AS unit,
                jsonb_strip_nulls(catalog_history_of(given)) AS after
            FROM (SELECT to_jsonb(new_rows) AS given FROM new_rows) AS each
        ), back AS (
            DELETE FROM catalog_change AS gone USING made
            WHERE gone.at = now() AND gone.transaction = this_work AND gone.action = 'deleted'
                AND gone."table" = this_table AND gone."row" = made."row"
                AND gone.heat_pump_id = made.unit
            RETURNING gone."row", made.unit, gone.old::jsonb AS before, made.after
        ), fresh AS MATERIALIZED (
            SELECT heat_pump_id FROM catalog_change
            WHERE at = now() AND transaction = this_work AND action = 'created'
                AND "table" = 'catalog_heatpump' AND this_table <> 'catalog_heatpump'
        )
        INSERT INTO catalog_change (at, transaction, "table", "row", heat_pump_id, action, field,
            old, new, who, how, reason)
        SELECT now(), this_work, this_table, back."row", back.unit, 'changed', field,
            before ->> field, after ->> field, actor, manner, why
        FROM back, jsonb_object_keys(before || after) AS field
        WHERE before ->> field IS DISTINCT FROM after ->> field
        UNION ALL
        SELECT now(), this_work, this_table, made."row", unit, 'created', '', NULL,
            CASE WHEN this_table <> 'catalog_heatpump' THEN after::text END, actor, manner, why
        FROM made
        WHERE (unit IS NULL OR unit NOT IN (SELECT heat_pump_id FROM fresh))
            AND ("row", unit) NOT IN (SELECT "row", unit FROM back);
    END IF;
    RETURN NULL;
END
$$;
"""

_TRIGGERS: Final = """
CREATE OR REPLACE TRIGGER {table}_history_of_new AFTER INSERT ON {table}
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION catalog_write_history_by_{pk}('{key}', '{unit}');
CREATE OR REPLACE TRIGGER {table}_history_of_changed AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION catalog_write_history_by_{pk}('{key}', '{unit}');
CREATE OR REPLACE TRIGGER {table}_history_of_gone AFTER DELETE ON {table}
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION catalog_write_history_by_{pk}('{key}', '{unit}');
"""


def history_triggers(table: str, *, key: str = "", unit: str = "", pk: str = "id") -> str:
    """SQL that makes ``table`` write its history.

    ``key`` lists the columns that name a row, by default the primary key ``pk``; ``unit`` is the
    column with the heat pump that a row belongs to.
    """
    return _FUNCTION.format(pk=pk) + _TRIGGERS.format(table=table, key=key or pk, unit=unit, pk=pk)


def history_function(*, pk: str = "id") -> str:
    """SQL that brings the function behind the triggers up to date."""
    return _FUNCTION.format(pk=pk)


def without_history(table: str) -> str:
    """SQL that takes the triggers of ``history_triggers`` away again."""
    return "".join(
        f"DROP TRIGGER IF EXISTS {table}_history_of_{what} ON {table};"
        for what in ("new", "changed", "gone")
    )
