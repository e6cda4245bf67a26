"""Packaged terminal units become the type of every unit in a sleeve through the wall."""

from django.db import migrations, models


class Migration(migrations.Migration):
    old_code_survives = (
        "The column takes all that old code writes, and what old code does not know by its type it"
        " leaves out of the advice."
    )

    dependencies = [
        ("catalog", "0023_reviews_end_with_the_draft"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="heatpump", name="heatpump_live_is_room_unit"),
        migrations.RemoveConstraint(model_name="heatpump", name="heatpump_type_known"),
        migrations.AlterField(
            model_name="heatpump",
            name="type",
            field=models.CharField(
                choices=[
                    ("mini_split", "mini-split"),
                    ("window", "window unit"),
                    ("portable", "portable"),
                    ("through_wall", "through-wall unit (PTHP)"),
                ],
                max_length=12,
                verbose_name="type",
            ),
        ),
        migrations.AddConstraint(
            model_name="heatpump",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("type__in", ["mini_split", "window", "portable", "through_wall", "ptac"])
                ),
                name="heatpump_type_known",
            ),
        ),
        migrations.RunSQL(
            "UPDATE catalog_heatpump SET type = 'through_wall'"
            " WHERE type = 'ptac' OR (type = 'window' AND form = 'through_wall')",
            migrations.RunSQL.noop,
        ),
    ]
