"""A number of the catalog's version is never used twice, not even one that was rolled back.

The numbers come from a sequence, which no rollback takes back: whoever keeps something by the
version (every worker does) never meets a number that stood for another catalog.
"""

from django.db import migrations

FROM_A_SEQUENCE = """
CREATE SEQUENCE catalog_version_numbers;
SELECT setval('catalog_version_numbers', coalesce(max(number), 1)) FROM catalog_catalogversion;
CREATE OR REPLACE FUNCTION catalog_move_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalog_catalogversion (id, number, loaded_checksum)
    VALUES (1, nextval('catalog_version_numbers'), '')
    ON CONFLICT (id) DO UPDATE SET number = nextval('catalog_version_numbers');
    RETURN NULL;
END
$$;
"""

BY_ONE = """
CREATE OR REPLACE FUNCTION catalog_move_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO catalog_catalogversion AS version (id, number, loaded_checksum)
    VALUES (1, extract(epoch FROM clock_timestamp())::bigint, '')
    ON CONFLICT (id) DO UPDATE SET number = version.number + 1;
    RETURN NULL;
END
$$;
DROP SEQUENCE catalog_version_numbers;
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0009_search_key")]

    operations = [migrations.RunSQL(FROM_A_SEQUENCE, BY_ONE)]
