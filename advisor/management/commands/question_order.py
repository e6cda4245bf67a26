"""``manage.py question_order``: how many questions sixty rooms take until the answer stands."""

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from advisor.advice.setup import utc_today
from advisor.advice.standing_still import UNSEEN_ROOMS, ask_in_order, full_rooms, summary


class Command(BaseCommand):
    help = "Asks sixty rooms in the order of the next question, until the answer stands still."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day to age prices by")
        parser.add_argument(
            "--unseen", action="store_true", help="ask sixty other rooms, in other places"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        rooms = full_rooms(UNSEEN_ROOMS) if options["unseen"] else full_rooms()
        asked = list(ask_in_order(rooms, today=options["today"] or utc_today()))
        for each in asked:
            found = "same" if each.same else "equal" if each.tied else "other"
            self.stdout.write(f"{each.room:<26}{len(each.asked):>3} {found:<6}{each.at_the_stop}")
            self.stdout.write(f"   {' '.join(each.asked)}")
        told = summary(asked)
        first = Counter(each.asked[0] if each.asked else "none" for each in asked)
        names = ", ".join(f"{name} {count}" for name, count in first.most_common())
        self.stdout.write(f"\nfirst questions: {names}")
        self.stdout.write(f"questions: median {told.median:g}, most {told.most}")
        self.stdout.write(
            f"first pick as with all answers: {told.same:.0%}, or equal to it: {told.equal:.0%}"
        )
