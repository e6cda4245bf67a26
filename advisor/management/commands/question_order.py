"""``manage.py question_order``: how many questions made-up rooms take until the answer stands."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisor.advice.dealt_rooms import dealt_rooms
from advisor.advice.setup import utc_today
from advisor.advice.standing_still import UNSEEN_ROOMS, ask_in_order, full_rooms, summary


class Command(BaseCommand):
    help = "Asks made-up rooms in the order of the next question, until the answer stands still."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day to age prices by")
        others = parser.add_mutually_exclusive_group()
        others.add_argument(
            "--unseen", action="store_true", help="ask sixty other rooms, in other places"
        )
        others.add_argument(
            "--dealt",
            type=int,
            metavar="N",
            help="ask N rooms in places by chance, dealt from the answers of both sets",
        )
        parser.add_argument("--seed", type=int, default=1, help="of the dealt rooms (default 1)")

    def handle(self, *_args: Any, **options: Any) -> None:
        rooms = _rooms(options)
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
        for when, sure in (("first", told.at_first), ("the stop", told.stopped)):
            self.stdout.write(
                f"told at {when}: first in {100 * sure.told:.0f} of 100;"
                f" with all answers in {100 * sure.found:.0f}"
            )


def _rooms(options: dict[str, Any]) -> Mapping[str, Mapping[str, str]]:
    if options["dealt"] is None:
        return full_rooms(UNSEEN_ROOMS) if options["unseen"] else full_rooms()
    if options["dealt"] < 1:
        raise CommandError("--dealt must be 1 or more.")
    return dealt_rooms(options["dealt"], seed=options["seed"])
