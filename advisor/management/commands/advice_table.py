"""``manage.py advice_table``: the first picks of thirty rooms asked with every priority."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from advisor.advice.setup import utc_today
from advisor.advice.thirty_rooms import PRIORITIES, advice_rooms, ask, left_cold, moved_by


class Command(BaseCommand):
    help = "Prints the first pick of thirty rooms with every priority, and what breaks a rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day to age prices by")

    def handle(self, *_args: Any, **options: Any) -> None:
        rooms = advice_rooms()
        asked = list(ask(rooms, today=options["today"] or utc_today()))
        self.stdout.write(f"{len(rooms)} rooms × {len(PRIORITIES)} priorities: {len(asked)}")
        for each in asked:
            self.stdout.write(
                f"{each.room:<26}{each.priority or '-':<9}{len(each.ranking.order):>5} "
                f"{each.first or '(none)'}"
            )
        cold = [f"{each.room} {each.priority}".strip() for each in asked if left_cold(each)]
        self.stdout.write(f"\nfirst without enough heat at design: {', '.join(cold) or 'none'}")
        self.stdout.write("\nfirst picks that a priority changes")
        for priority, changed in moved_by(asked).items():
            self.stdout.write(f"  {priority:<9}{len(changed):>3} of {len(rooms)}")
