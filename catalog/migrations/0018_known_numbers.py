"""What people type and what it is: a table that pages read, so a change moves the version."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from catalog.triggers import history_triggers, without_history

TABLE = "catalog_knownnumber"
MOVES_VERSION = f"""
CREATE TRIGGER {TABLE}_moves_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {TABLE}
FOR EACH STATEMENT EXECUTE FUNCTION catalog_move_version();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0017_keep_draft'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('typed', models.CharField(help_text='As people write it. A * stands for any letters and digits: “FFRH*”.', max_length=120, verbose_name='as typed')),
                ('search_key', models.CharField(editable=False, max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('heat_pump', 'a heat pump'), ('same_machine', 'another name of a unit'), ('spelling', 'another spelling'), ('line', 'a product line'), ('indoor_head', 'an indoor unit only'), ('replaced', 'replaced by a newer unit'), ('resistance', 'heats with a resistance strip'), ('cools_only', 'cools only'), ('not_ranked', 'heat is claimed, not ranked'), ('no_such_number', 'no such number')], max_length=14, verbose_name='what it is')),
                ('says_en', models.TextField(help_text='What it is, in one or two sentences.', verbose_name='sentence in English')),
                ('says_es', models.TextField(blank=True, verbose_name='sentence in Spanish')),
                ('list_query', models.CharField(blank=True, help_text='What the list of heat pumps is asked for: brand=daikin&q=Aurora.', max_length=120, validators=[django.core.validators.RegexValidator('^\\w+=[^&=#?]+(&\\w+=[^&=#?]+)*$')], verbose_name='nearest list')),
                ('source', models.CharField(help_text='The document, list or shop that says so.', max_length=200, verbose_name='source')),
                ('seen', models.CharField(help_text='As exact as it is known: 2026, 2026-09, or 2026-09-12.', max_length=10, validators=[django.core.validators.RegexValidator('^\\d{4}(-\\d{2}){0,2}$')], verbose_name='seen')),
                ('shown', models.BooleanField(default=True, help_text='Uncheck it to take an answer away. A deleted one comes back at the next start.', verbose_name='shown')),
                ('by_hand', models.BooleanField(default=False, editable=False, verbose_name='edited by hand')),
                ('loaded_checksum', models.CharField(blank=True, editable=False, max_length=64)),
                ('brand', models.ForeignKey(blank=True, help_text='Its page shows this answer as well.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='known_numbers', to='catalog.brand', verbose_name='brand')),
                ('unit', models.ForeignKey(blank=True, help_text='The unit itself, or the nearest one that exists.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.heatpump', verbose_name='nearest unit')),
            ],
            options={
                'verbose_name': 'known number',
                'verbose_name_plural': 'known numbers',
                'ordering': ['typed', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['heat_pump', 'same_machine', 'spelling', 'line', 'indoor_head', 'replaced', 'resistance', 'cools_only', 'not_ranked', 'no_such_number'])), name='knownnumber_kind_known'), models.CheckConstraint(condition=models.Q(('search_key__regex', '[a-z0-9]{2}')), name='knownnumber_can_be_typed')],
            },
        ),
        migrations.RunSQL(MOVES_VERSION, f"DROP TRIGGER {TABLE}_moves_version ON {TABLE};"),
        migrations.RunSQL(history_triggers(TABLE), without_history(TABLE)),
    ]
