"""Incentives may be for through-wall units."""

from django.db import migrations, models


class Migration(migrations.Migration):
    old_code_survives = "it takes every list of types that old code writes, and one type more"

    dependencies = [
        ("advisor", "0017_installer_contacts"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="incentive", name="incentive_types_are_known"),
        migrations.AddConstraint(
            model_name="incentive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit_types__contained_by", ["mini_split", "window", "portable", "through_wall"])
                ),
                name="incentive_types_are_known",
            ),
        ),
    ]
