import django.contrib.postgres.fields
import django.db.models.lookups
from django.db import migrations, models

NOTHING_YET = [0] * 12  # until load_reference, which follows every migration, fills it


class Migration(migrations.Migration):
    dependencies = [("advisor", "0009_zip_elevation")]

    operations = [
        migrations.AddField(
            model_name="climatestation",
            name="monthly_sun",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(),
                default=NOTHING_YET,
                size=12,
                verbose_name="average daily sun of each month, horizontal, BTU/ft²",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="climatestation",
            name="wind_mph",
            field=models.FloatField(default=0.0, verbose_name="average wind in winter, mph"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="climatestation",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        models.F("monthly_sun"),
                        function="cardinality",
                        output_field=models.IntegerField(),
                    ),
                    models.Value(12),
                ),
                name="station_twelve_months_of_sun",
            ),
        ),
        migrations.AddConstraint(
            model_name="climatestation",
            constraint=models.CheckConstraint(
                condition=models.Q(("wind_mph__gte", 0)), name="station_wind"
            ),
        ),
    ]
