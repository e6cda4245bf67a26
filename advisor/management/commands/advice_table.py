"""``manage.py advice_table``: the first picks of thirty rooms asked with every priority."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from statistics import median
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from advisor.advice.left_out import left_out_by_estimates
from advisor.advice.sentences.priority_in_words import priority_note
from advisor.advice.setup import utc_today
from advisor.advice.thirty_rooms import (
    PRIORITIES,
    AskedRoom,
    advice_rooms,
    ask,
    left_cold,
    moved_by,
    moved_outside_ties,
)
from advisor.engine.ranking import MOST_TIED

MEDIAN_TIED: Final = 2


class Command(BaseCommand):
    help = "Prints the first pick of thirty rooms with every priority; fails where a rule breaks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day to age prices by")
        parser.add_argument("--every", action="store_true", help="list every unit left out")

    def handle(self, *_args: Any, **options: Any) -> None:
        rooms, today = advice_rooms(), options["today"] or utc_today()
        asked = list(ask(rooms, today=today))
        self.stdout.write(f"{len(rooms)} rooms × {len(PRIORITIES)} priorities: {len(asked)}")
        for each in asked:
            self.stdout.write(
                f"{each.room:<26}{each.priority or '-':<9}{len(each.ranking.order):>5}"
                f"{len(each.ranking.ties) or 1:>3} {each.first or '(none)'}"
            )
        flips = moved_outside_ties(rooms, today=today)
        self.stdout.write("\nsmall changes that move the winner outside of its tie")
        for flip in flips:
            why = f"at the limit {flip.limit}" if flip.limit else "at no limit"
            self.stdout.write(f"  {flip.room}: {flip.change}, {flip.first} → {flip.then}, {why}")
        breaches = {
            "guesses that leave a unit out within their range": self._left_out(
                asked, every=options["every"]
            ),
            "first without enough heat at design": [
                f"{each.room} {each.priority}".strip() for each in asked if left_cold(each)
            ],
            "ties": self._ties(asked),
            "winners that a small change moves at no limit": [
                flip.room for flip in flips if not flip.limit
            ],
            "priorities that neither move nor say why": self._priorities(asked, len(rooms)),
        }
        self.stdout.write("")
        for name, found in breaches.items():
            self.stdout.write(f"{name}: {', '.join(found) or 'none'}")
        broken = sum(map(len, breaches.values()))
        said = f"{len(asked)} advices, {broken} breaches"
        if broken:
            raise CommandError(said)
        self.stdout.write(said)

    def _left_out(self, asked: Sequence[AskedRoom], *, every: bool) -> list[str]:
        """What guesses leave out of each room: how many units by each limit, and the one that is
        nearest to it, or all of them; told back: those that are not wholly past it."""
        self.stdout.write("\nleft out by an estimate: room, limit, units; unit, range, limit")
        wrong = []
        for each in (plain for plain in asked if not plain.priority):
            found = sorted(left_out_by_estimates(each), key=lambda out: (out.limit, out.off))
            wrong += [f"{out.room}: {out.slug}" for out in found if not out.past]
            for limit, group in groupby(found, key=lambda out: out.limit):
                units = list(group)
                self.stdout.write(f"  {each.room:<26}{limit:<18}{len(units):>4}")
                for out in units if every else units[:1]:
                    self.stdout.write(
                        f"      {out.slug:<48}{out.figure:<12}{out.low:>8.4g} to {out.high:<8.4g}"
                        f"{out.at:>8.4g}"
                    )
        return wrong

    def _ties(self, asked: Sequence[AskedRoom]) -> list[str]:
        sizes = [len(each.ranking.ties) or 1 for each in asked if each.rows]
        middle = median(sizes) if sizes else 0
        counts = ", ".join(f"{size}: {sizes.count(size)}" for size in sorted(set(sizes)))
        self.stdout.write(f"\nunits in a tie: advices — {counts}; median {middle:g}")
        most = max(sizes, default=0)
        return [f"{most} in one"] * (most > MOST_TIED) + [f"median {middle:g}"] * (
            middle > MEDIAN_TIED
        )

    def _priorities(self, asked: Sequence[AskedRoom], rooms: int) -> list[str]:
        self.stdout.write("\nfirst picks that a priority changes, and why not the others")
        silent = []
        moved = moved_by(asked)
        for priority, changed in moved.items():
            self.stdout.write(f"  {priority:<9}{len(changed):>3} of {rooms}")
        for each in asked:
            if not each.priority or not each.rows or each.room in moved[each.priority]:
                continue
            note = priority_note(each.study, each.ranking, each.setup.inventory.cards)
            self.stdout.write(f"  {each.room:<26}{each.priority:<9}{note}")
            silent += [] if note else [f"{each.room} {each.priority}"]
        return silent
