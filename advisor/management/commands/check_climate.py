"""``manage.py check_climate``: does every design temperature fit its typical year?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisor.reference.climate_check import FEWEST_COLDER_HOURS, MOST_COLDER_HOURS, check


class Command(BaseCommand):
    help = (
        "Counts the hours colder than each heating design temperature, and lists the corrected"
        " years. How and why: advisor/data/SOURCES.md."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = check()
        self.stdout.write(
            f"{found.pairs:,} pairs of station and design temperature:"
            f" {found.fewest_hours:.0f} to {found.most_hours:.0f} colder hours a year"
            f" ({FEWEST_COLDER_HOURS} to {MOST_COLDER_HOURS} allowed)"
        )
        for source, count in sorted(found.sources.items(), key=lambda each: -each[1]):
            self.stdout.write(f"{count:>7,} ZIP codes: {source}")
        self.stdout.write("Years whose cold hours were moved: 88 hours below, neighbors' median")
        for year in found.corrected:
            around = "none" if year.neighbors_f is None else f"{year.neighbors_f:.1f} °F"
            self.stdout.write(
                f"{year.station_id} {year.name}: design {year.design_f:.1f} °F,"
                f" {year.colder_hours:.0f} h colder; {year.colder_than_f:.1f} °F, {around}"
            )
        if found.misfits or found.not_at_an_end:
            wrong = (
                *found.misfits,
                *(f"{each}: moved without need" for each in found.not_at_an_end),
            )
            raise CommandError("\n".join(wrong))
