"""``manage.py ratings_check``: how well curves return points and ratings, and which disagree."""

from typing import Any

import numpy as np
from django.core.management.base import BaseCommand

from advisor.engine.place import FloatArray
from advisor.listing.inventory import current
from advisor.listing.rating_check import contradictions, rating_check


class Command(BaseCommand):
    help = "Prints what the curves return of the published points and ratings, and who contradicts."

    def handle(self, *_args: Any, **_options: Any) -> None:
        inventory = current()
        check = rating_check(inventory)
        self._line("HSPF2, points published", check.hspf2_with_points)
        self._line("HSPF2, ratings alone", check.hspf2_alone)
        self._line("SEER2", check.seer2)
        for name, missed in check.points.items():
            self._line(f"points, {name}", missed)
        found = contradictions(inventory)
        self.stdout.write(f"\n{len(found)} units whose own figures contradict each other")
        for each in found:
            points = f"from its points {each.from_points:.1f} ({each.percent})"
            figures = f"{each.rating} {each.published:g}, {points}"
            self.stdout.write(f"  {each.slug:<56}{figures}")

    def _line(self, title: str, missed: FloatArray) -> None:
        size = np.abs(missed)
        if not size.size:
            return
        self.stdout.write(
            f"{title:<26}{size.size:>6}  median {np.median(size):.1%}"
            f"  within 15%: {(size <= 0.15).mean():.1%}  worst {size.max():.1%}"
        )
