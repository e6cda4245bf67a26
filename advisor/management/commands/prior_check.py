"""``manage.py prior_check``: how far the guesses miss, each outdoor unit and brand left out."""

from typing import Any

from django.core.management.base import BaseCommand

from advisor.engine.priors import SPREADS
from advisor.listing.guesses_missed import brands_left_out, hspf2_missed, known_of, levels_missed
from advisor.listing.inventory import current


class Command(BaseCommand):
    help = "Prints how far guessed figures miss, with each outdoor unit and each brand left out."

    def handle(self, *_args: Any, **_options: Any) -> None:
        inventory = current()
        known = known_of(inventory)
        self.stdout.write("figure, level             units      p10      p90  method page")
        for each in levels_missed(known):
            told = "{:g} to {:g}".format(*each.told)
            self.stdout.write(
                f"{each.figure + ', ' + each.level:<24}{each.count:>7}"
                f"{each.p10:>9.2f}{each.p90:>9.2f}  {told}"
            )
        for figure in SPREADS:
            brands = brands_left_out(figure, known)
            self.stdout.write(
                f"{figure}: {brands.inside:.0%} of {brands.units} outdoor units between p10 and p90"
                f" of the other brands, each of {brands.brands} brands left out"
            )
        line = hspf2_missed(inventory)
        self.stdout.write(
            f"HSPF2 from SEER2: {line.count} units, rms {line.rms:.2f}, bias {line.bias:+.2f},"
            f" p10 {line.p10:.2f} and p90 {line.p90:.2f} of the line"
        )
