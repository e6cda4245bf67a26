"""Where a room is studied."""

from datetime import date

from advisor.engine import Study, study
from advisor.engine.answers import Answers
from advisor.engine.place import Place
from advisor.listing.inventory import Inventory
from advisor.reference.costs import Costs


def study_alone(answers: Answers, place: Place, alone: Inventory, costs: Costs, day: date) -> Study:
    return study(
        answers,
        place,
        alone.units,
        alone.curves,
        today=day.toordinal(),
        installation={code: line.dollars for code, line in costs.lines.items()},
        tuning=costs.tuning,
    )
