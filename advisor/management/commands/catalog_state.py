"""``manage.py catalog_state``: what the catalog knows, and what first picks rest on."""

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from advisor.advice.setup import utc_today
from advisor.advice.shelf_state import (
    ASKED,
    FIRST_PICKS,
    counts_by_type,
    known_figures,
    plain_rooms,
    run_rooms,
    shares,
)
from advisor.listing.inventory import current


class Command(BaseCommand):
    help = "Prints what the catalog knows per type, and of the first picks of 120 plain rooms."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day to age prices by")

    def handle(self, *_args: Any, **options: Any) -> None:
        today = options["today"] or utc_today()
        inventory = current()
        known = known_figures(inventory, today=today)
        self.stdout.write(f"First shelf of the catalog on {today.isoformat()}")
        self._table(counts_by_type(inventory.units, known))
        if inventory.archive is not None:
            self.stdout.write(f"second shelf: {len(inventory.archive.cards)} units")
        for extra in ("", *ASKED):
            rooms = run_rooms(plain_rooms(extra), today=today)
            served = [room for room in rooms if room.rows]
            self.stdout.write(f"\n{len(rooms)} rooms{f' with {extra}' if extra else ''}")
            self.stdout.write(f"  without a pick on the first shelf: {len(rooms) - len(served)}")
            for room in rooms:
                if not room.rows:
                    self.stdout.write(f"    {room.query}")
            for most in FIRST_PICKS:
                self._shares(f"first {most}", shares(served, known, most=most))
            splits = [room for room in served if inventory.units.kind[room.rows[0]] == 0]
            self._shares(f"first, {len(splits)} mini-splits", shares(splits, known, most=1))
            worse = [room for room in rooms if room.unknown_first]
            self.stdout.write(f"  first pick unknown while a known unit serves: {len(worse)}")
            for room in worse:
                self.stdout.write(f"    {room.query}: {', '.join(room.unknown_first)}")

    def _table(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        names = list(next(iter(counts.values())))
        for name in names:
            row = "  ".join(f"{kind} {found[name]:>5}" for kind, found in counts.items())
            self.stdout.write(f"  {name:<22}{row}")

    def _shares(self, title: str, found: Mapping[str, float]) -> None:
        row = ", ".join(f"{name} {share:.0%}" for name, share in found.items())
        self.stdout.write(f"  {title}: {row}")
