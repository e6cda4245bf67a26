"""Every change of the catalog moves its version, whatever made the change.

Statement-level triggers catch what model signals miss: ``queryset.update``, COPY, TRUNCATE and
plain SQL. They run inside the transaction of the change, so a rollback takes the move back, and
concurrent editors wait for each other only between their first write and their commit.
"""

from django.db import migrations

TABLES = (
    "catalog_brand",
    "catalog_heatpump",
    "catalog_performancepoint",
    "catalog_source",
    "catalog_figure",
    "catalog_priceobservation",
)

# The row is missing after a TRUNCATE of every table (Django's flush). It then starts from the
# clock, so that no number of the emptied catalog is ever used twice.
CREATE_FUNCTION = """
CREATE OR REPLACE FUNCTION catalog_move_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalog_catalogversion AS version (id, number, loaded_checksum)
    VALUES (1, extract(epoch FROM clock_timestamp())::bigint, '')
    ON CONFLICT (id) DO UPDATE SET number = version.number + 1;
    RETURN NULL;
END
$$;
INSERT INTO catalog_catalogversion (id, number, loaded_checksum) VALUES (1, 1, '')
ON CONFLICT (id) DO NOTHING;
"""

CREATE_TRIGGER = """
CREATE OR REPLACE TRIGGER {table}_moves_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION catalog_move_version();
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.RunSQL(
            CREATE_FUNCTION,
            "DELETE FROM catalog_catalogversion; DROP FUNCTION catalog_move_version();",
        ),
        *(
            migrations.RunSQL(
                CREATE_TRIGGER.format(table=table),
                f"DROP TRIGGER {table}_moves_version ON {table};",
            )
            for table in TABLES
        ),
    ]
