"""The history passes over what comes with new units, which an import brings by the thousand."""

from django.db import migrations

from catalog.triggers import history_function


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0005_publishers'),
    ]

    operations = [migrations.RunSQL(history_function(), migrations.RunSQL.noop)]
