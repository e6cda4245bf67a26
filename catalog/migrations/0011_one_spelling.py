from django.db import migrations

RENAME = "UPDATE catalog_source SET locator = %s WHERE locator = %s AND NOT EXISTS (SELECT 1 FROM catalog_source WHERE locator = %s)"


class Migration(migrations.Migration):
    """The catalog desk, as a source of figures, under its American name."""

    dependencies = [("catalog", "0010_versions_never_used_twice")]

    operations = [
        migrations.RunSQL(
            [(RENAME, ["Catalog desk", "Catalogue desk", "Catalog desk"])],
            [(RENAME, ["Catalogue desk", "Catalog desk", "Catalogue desk"])],
        ),
    ]
