"""Every change of the catalog leaves its history, whatever made the change.

One statement-level trigger an operation compares whole sets of rows as jsonb. A merge deletes and
writes again a unit's points and figures: what comes back in the same transaction is compared with
what went, so that only the differences stay. TRUNCATE (Django's flush) leaves none.
"""

import django.db.models.deletion
from django.db import migrations, models

from catalog.triggers import history_triggers, without_history

HELPERS = """
CREATE FUNCTION catalog_history_key(told text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN length(told) > 200 THEN left(told, 160) || '…' || md5(told) ELSE told END
$$;

-- Columns that say nothing: checksums, copies of other columns, and the number of the row.
CREATE FUNCTION catalog_history_of(given jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT given - '{loaded_checksum,search_key,id}'::text[]
$$;

-- A retired unit points on to the next: following the pointers must come to an end.
CREATE FUNCTION catalog_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        WITH RECURSIVE later AS (
            SELECT NEW.replaced_by_id AS id
            UNION
            SELECT unit.replaced_by_id FROM catalog_heatpump AS unit JOIN later USING (id)
            WHERE unit.replaced_by_id IS NOT NULL
        )
        SELECT FROM later WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'heat pump % would in the end be replaced by itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'heatpump_replacement_ends';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER catalog_heatpump_no_circle AFTER INSERT OR UPDATE OF replaced_by_id
ON catalog_heatpump FOR EACH ROW WHEN (NEW.replaced_by_id IS NOT NULL)
EXECUTE FUNCTION catalog_no_circle();
"""

DROP_HELPERS = """
DROP TRIGGER catalog_heatpump_no_circle ON catalog_heatpump;
DROP FUNCTION catalog_no_circle();
DROP FUNCTION catalog_history_of(jsonb);
DROP FUNCTION catalog_history_key(text);
"""

TABLES = {
    "catalog_brand": {},
    "catalog_heatpump": {"unit": "id"},
    "catalog_performancepoint": {"unit": "heat_pump_id", "key": "mode,outdoor_f"},
    "catalog_source": {},
    "catalog_figure": {"unit": "heat_pump_id", "key": "name,source_id,source_date,value"},
    "catalog_priceobservation": {"unit": "heat_pump_id", "key": "kind,observed_on,retailer"},
}


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0002_version_triggers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(help_text='When the transaction started.', verbose_name='when')),
                ('transaction', models.BigIntegerField(verbose_name='transaction')),
                ('table', models.CharField(max_length=63, verbose_name='table')),
                ('row', models.TextField(verbose_name='row')),
                ('action', models.CharField(choices=[('created', 'created'), ('changed', 'changed'), ('deleted', 'deleted')], max_length=7, verbose_name='what')),
                ('field', models.CharField(blank=True, max_length=63, verbose_name='field')),
                ('old', models.TextField(null=True, verbose_name='old')),
                ('new', models.TextField(null=True, verbose_name='new')),
                ('who', models.CharField(blank=True, max_length=150, verbose_name='who')),
                ('how', models.CharField(choices=[('hand', 'by hand'), ('import', 'by an import'), ('command', 'by a command'), ('database', 'directly in the database')], max_length=8, verbose_name='how')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('heat_pump', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='catalog.heatpump', verbose_name='heat pump')),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'changes',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['table', 'row'], name='change_of_row'), models.Index(condition=models.Q(('action', 'changed'), _negated=True), fields=['at', 'transaction'], name='change_of_transaction')],
            },
        ),
        migrations.RunSQL(HELPERS, DROP_HELPERS),
        *(
            migrations.RunSQL(history_triggers(table, **columns), without_history(table))
            for table, columns in TABLES.items()
        ),
    ]
