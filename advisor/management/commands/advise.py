"""``manage.py advise "zip=02130&space=bedroom&area=120" [--json]``: the advice as text or JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from advisor.advice.contract import Advice, Cost
from advisor.advice.contract_json import as_json
from advisor.advice.sentences.through_wall_in_words import in_text
from advisor.engine.owning import HORIZON_YEARS
from advisor.formatting.numbers import load_figure, money, money_span, temperature
from advisor.pages.saved.papers import owned_lines
from advisor.pages.shared.request import advised
from advisor.questions.answer_form import errors_for_cli, read_text


class Command(BaseCommand):
    help = "Gives advice on one room. Write the answers as in the address of a results page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", help="answers, for example zip=02130&space=bedroom&area=120")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        form = read_text(options["query"].removeprefix("?"))
        with translation.override(form.given.get("lang", "en")):
            form, advice = advised(form)
            if advice is None:
                for line in errors_for_cli(form):
                    self.stderr.write(line)
                raise SystemExit(2)
            if options["json"]:
                self.stdout.write(json.dumps(as_json(advice), ensure_ascii=False, indent=1))
            else:
                self.stdout.write(as_text(advice, units=form.units))


def owned(cost: Cost) -> str:
    return f"{money(cost.ownership_usd)} over {cost.ownership_years} years"


def as_text(advice: Advice, *, units: str) -> str:
    """The advice as it reads in a terminal."""
    site, upfront_of = advice.site, [pick.cost.upfront for pick in advice.picks]
    winter = temperature(site.heating_design_f, units)
    summer = temperature(site.cooling_design_f, units)
    lines = [advice.headline, "", f"{site.place}: {winter} in winter, {summer} in summer"]
    for name, load in (("heat", advice.load.heating_btu_h), ("cool", advice.load.cooling_btu_h)):
        low, likely, high = (load_figure(v, units) for v in (load.low, load.likely, load.high))
        lines.append(f"{name} {likely} ({low} to {high})")
    lines += [f"! {warning}" for warning in advice.warnings]
    for pick, upfront in zip(advice.picks, upfront_of, strict=True):
        price = f"{money(upfront.typical)} installed ({money_span(upfront.low, upfront.high)})"
        lines += [
            f"{pick.rank}. {pick.spoken}: {pick.name} ({pick.type}), {pick.score:.0f} points",
            f"   {price}, then {money(pick.annual.cost_usd)} a year, {owned(pick.cost)}",
            *(f"   + {reason}" for reason in pick.why),
            *(f"   - {reason}" for reason in pick.why_not),
        ]
    lines += [
        f"{line.label}: {line.text} over {HORIZON_YEARS} years" for line in owned_lines(advice)
    ]
    lines += [f"{told.type}: {told.verdict}. {told.why}" for told in advice.types]
    lines += in_text(advice.in_kind) if advice.in_kind else []
    lines += [f"{each.count} {each.reason}" for each in advice.excluded]
    lines += advice.would_change
    return "\n".join(lines)
