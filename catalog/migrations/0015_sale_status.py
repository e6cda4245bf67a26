"""Sale status: what a shop has and what a list certifies are told apart."""

from django.db import migrations, models

NAMES = (("current", "on_sale"), ("legacy", "archive"))


def rename(apps, _editor):
    pumps = apps.get_model("catalog", "HeatPump").objects
    for old, new in NAMES:
        pumps.filter(availability=old).update(availability=new)


def rename_back(apps, _editor):
    pumps = apps.get_model("catalog", "HeatPump").objects
    pumps.filter(availability="certified").update(availability="unknown")
    for old, new in NAMES:
        pumps.filter(availability=new).update(availability=old)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0014_refresh_and_feeds")]

    operations = [
        migrations.RemoveConstraint("heatpump", "heatpump_availability_known"),
        migrations.AlterField(
            "heatpump",
            "availability",
            models.CharField(
                choices=[
                    ("on_sale", "on sale"),
                    ("certified", "on ENERGY STAR's list"),
                    ("archive", "older generation"),
                    ("discontinued", "discontinued"),
                    ("unknown", "unknown"),
                ],
                default="unknown",
                max_length=12,
                verbose_name="sale status",
            ),
        ),
        migrations.RunPython(rename, rename_back),
        migrations.AddConstraint(
            "heatpump",
            models.CheckConstraint(
                condition=models.Q(
                    (
                        "availability__in",
                        ["on_sale", "certified", "archive", "discontinued", "unknown"],
                    )
                ),
                name="heatpump_availability_known",
            ),
        ),
    ]
