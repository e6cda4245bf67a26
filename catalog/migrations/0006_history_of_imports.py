"""The history passes over what comes with new units, which an import brings by the thousand."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0005_publishers'),
    ]

    operations = []  # 0008 writes the functions that hold this
