"""``manage.py answer_table``: what leads the answer of ninety-six rooms, and what proves it."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from advisor.advice.answer_rows import AnswerRow, all_contradictions, answer_rows, leads_of
from advisor.advice.setup import utc_today


class Command(BaseCommand):
    help = "Prints headline, pair and claims with their proof for twelve kinds of room in 8 places."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day to age prices by")
        parser.add_argument("--language", choices=["en", "es"], default="en")
        parser.add_argument(
            "--typical", action="store_true", help="with what is usually answered besides"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        language = options["language"]
        today = options["today"] or utc_today()
        with translation.override(language):
            rows = list(answer_rows(typical=options["typical"], today=today, language=language))
            counted = leads_of(rows)
            number = {key: place for place, (key, _rooms) in enumerate(counted.most_common(), 1)}
            for row in rows:
                self._row(row, number[row.advice.headline_key])
        self.stdout.write(f"\n{len(rows)} rooms, {len(counted)} sentences")
        for key, rooms in counted.most_common():
            self.stdout.write(f"  {number[key]:>2}  {rooms:>3} rooms  {key}")
        unproven = [each for row in rows for each in row.claims if not each.proof]
        against = all_contradictions(rows)
        self.stdout.write(f"claims: {sum(len(row.claims) for row in rows)}")
        self.stdout.write(f"claims without proof: {len(unproven)}")
        for claim in unproven:
            self.stdout.write(f"  {claim.claim}: {claim.said.text}")
        self.stdout.write(f"contradictions: {len(against)}")
        for text in against:
            self.stdout.write(f"  {text}")

    def _row(self, row: AnswerRow, number: int) -> None:
        advice = row.advice
        self.stdout.write(f"\n{row.query}")
        self.stdout.write(f"  {number:>2}  {advice.headline}")
        if advice.pair is not None:
            bars = ", ".join(f"{each.label} {each.text}" for each in advice.pair.rows)
            self.stdout.write(f"      {advice.pair.caption}: {bars}")
        for claim in row.claims:
            self.stdout.write(f"      {claim.claim} ({claim.said.place}): {claim.proof or 'NONE'}")
