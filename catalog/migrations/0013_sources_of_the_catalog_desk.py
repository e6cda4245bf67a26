from django.db import migrations

RENAME = """
UPDATE catalog_source AS source SET locator = replace(locator, %s, %s)
WHERE locator LIKE %s AND NOT EXISTS (
    SELECT 1 FROM catalog_source AS other WHERE other.locator = replace(source.locator, %s, %s)
)
"""


def rename(old, new):
    return (RENAME, [old, new, f"{old}:%", old, new])


class Migration(migrations.Migration):
    """What the desk states in the data that ships has the desk's American name as well."""

    dependencies = [("catalog", "0012_admin_wording")]

    operations = [
        migrations.RunSQL(
            [rename("Catalogue desk", "Catalog desk")],
            [rename("Catalog desk", "Catalogue desk")],
        ),
    ]
