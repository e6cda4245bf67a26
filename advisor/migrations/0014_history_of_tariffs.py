"""Heat-pump tariffs leave their history as the other records that rank units do."""

from django.db import migrations

from catalog.triggers import history_triggers, without_history

TABLE = "advisor_heatpumptariff"


class Migration(migrations.Migration):
    dependencies = [
        ("advisor", "0013_articles_checked"),
        ("catalog", "0022_reviews"),
    ]

    operations = [
        migrations.RunSQL(history_triggers(TABLE, pk="code"), without_history(TABLE)),
    ]
