"""``manage.py purge_saved``: delete the copies that nobody opened for a long time."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from advisor.models import SavedAdvice

DAYS_A_MONTH = 365.25 / 12


class Command(BaseCommand):
    help = (
        "Deletes saved advice that nobody has opened for a number of months. Run it once a month."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--months",
            type=int,
            default=24,
            help="Months without a visit before a copy is deleted (24).",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        months = options["months"]
        if not 1 <= months <= 1200:
            raise CommandError("--months can be from 1 to 1200.")
        last_day = timezone.localdate() - timedelta(days=round(months * DAYS_A_MONTH))
        deleted, _by_model = SavedAdvice.objects.not_opened_since(last_day).delete()
        left = SavedAdvice.objects.count()
        self.stdout.write(f"{deleted} deleted (not opened since {last_day}), {left} left")
