"""A review goes when its draft goes live or is retired, and an estimate says of which kind its price is.

The database decides it, so that forms, lists, imports and plain SQL alike leave none behind.
"""

from django.db import migrations, models

END_REVIEWS = """
CREATE FUNCTION catalog_end_reviews() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM catalog_review AS review USING new_rows AS unit
    WHERE review.heat_pump_id = unit.id AND unit.status <> 'draft';
    RETURN NULL;
END
$$;
CREATE TRIGGER catalog_heatpump_ends_reviews AFTER UPDATE ON catalog_heatpump
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION catalog_end_reviews();
DELETE FROM catalog_review AS review USING catalog_heatpump AS unit
WHERE review.heat_pump_id = unit.id AND unit.status <> 'draft';
"""

KEEP_REVIEWS = """
DROP TRIGGER catalog_heatpump_ends_reviews ON catalog_heatpump;
DROP FUNCTION catalog_end_reviews();
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0022_reviews")]

    operations = [
        migrations.RunSQL(END_REVIEWS, KEEP_REVIEWS),
        migrations.AddField(
            model_name="priceobservation",
            name="estimated_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("street", "store price"),
                    ("list", "list price"),
                    ("outdoor_only", "outdoor unit only"),
                ],
                editable=False,
                max_length=12,
                null=True,
                verbose_name="kind of that price",
            ),
        ),
        migrations.AddConstraint(
            model_name="priceobservation",
            constraint=models.CheckConstraint(
                condition=models.Q(estimated_kind__isnull=True)
                | models.Q(kind="estimated", estimated_kind__in=["street", "list", "outdoor_only"]),
                name="price_estimate_kind_known",
            ),
        ),
    ]
