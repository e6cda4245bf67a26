"""A narrow index of the names of units: the desk's searches read it instead of the wide rows.

The column belongs to the database alone: nothing but ``catalog.admin.search`` reads it. Brands are
searched by their own names.
"""

from django.db import migrations

ADD = """
ALTER TABLE catalog_heatpump ADD COLUMN search_key text GENERATED ALWAYS AS (
    regexp_replace(
        lower(model_number || '|' || indoor_model || '|' || outdoor_model || '|' || series),
        '[^a-z0-9|]', '', 'g'
    )
) STORED;
CREATE INDEX heatpump_search ON catalog_heatpump (search_key text_pattern_ops)
INCLUDE (brand_id, id);
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_lighter_history")]

    operations = [
        migrations.RunSQL(ADD, "ALTER TABLE catalog_heatpump DROP COLUMN search_key;"),
    ]
