"""``manage.py count_moves``: how often each open answer puts another unit first."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisor.advice.counted_moves import counted_answers
from advisor.advice.dealt_rooms import dealt_rooms
from advisor.advice.setup import utc_today


class Command(BaseCommand):
    help = "Counts over made-up rooms how often each open answer puts another unit first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int, help="of rooms, dealt by chance")
        parser.add_argument("--seed", type=int, default=1, help="of the dealt rooms (default 1)")
        parser.add_argument("--today", type=date.fromisoformat, help="the day to age prices by")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["count"] < 1:
            raise CommandError("The count must be 1 or more.")
        rooms = dealt_rooms(options["count"], seed=options["seed"])
        self.stdout.write(f"{'answer':<20}{'stops':>7}{'told':>8}{'moved':>8}")
        for each in counted_answers(rooms, today=options["today"] or utc_today()):
            self.stdout.write(f"{each.name:<20}{each.stops:>7}{each.told:>8.3f}{each.moved:>8.3f}")
