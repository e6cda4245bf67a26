"""What ranks units leaves its history as the catalog does: prices, costs, incentives."""

from django.db import migrations

from catalog.triggers import history_triggers, without_history

TABLES = ("advisor_state", "advisor_installationcost", "advisor_incentive")


class Migration(migrations.Migration):
    dependencies = [
        ("advisor", "0002_costs_and_incentives"),
        ("catalog", "0003_history"),
    ]

    operations = [
        *(
            migrations.RunSQL(history_triggers(table, pk="code"), without_history(table))
            for table in TABLES
        ),
    ]
