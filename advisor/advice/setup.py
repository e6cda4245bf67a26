"""The one place where a room is studied: with the editors' prices and the editors' limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from advisor.advice.contract import Versions
from advisor.engine import Study
from advisor.engine.answers import Answers
from advisor.engine.place import Place
from advisor.engine.study import study
from advisor.engine.tariffs import Tariff
from advisor.listing.inventory import Inventory
from advisor.listing.inventory import current as current_inventory
from advisor.reference.costs import Costs, costs_for
from advisor.reference.places import find_place


def study_for(
    answers: Answers,
    inventory: Inventory,
    *,
    place: Place | None = None,
    today: date | None = None,
    tuning: Mapping[str, float] | None = None,
) -> Study:
    """The room of ``answers`` with each unit of ``inventory``; arrays run over these units.

    Costs of installation and the tuning of the ranking are those that the editors saved.
    ``tuning`` replaces theirs, to see what a change would do. ``place`` is that of
    the ZIP code where it is known already; ``today`` ages the prices and is the day in UTC where
    it is left out. Raises ``advisor.reference.places.UnknownZip`` where no place is given and none
    is found.
    """
    place = place or find_place(answers.zip)
    costs = costs_for(place.data_version)
    return study(
        answers,
        place,
        inventory.units,
        inventory.curves,
        today=(today or utc_today()).toordinal(),
        installation=costs.dollars,
        tuning=costs.tuning if tuning is None else tuning,
        tariff=picked_tariff(answers, place, costs),
    )


def picked_tariff(answers: Answers, place: Place, costs: Costs) -> Tariff | None:
    """The tariff that the answers name, where it is of this state."""
    tariff = costs.tariffs.get(answers.tariff or "")
    return tariff if tariff is not None and place.state in tariff.states else None


@dataclass(frozen=True, kw_only=True, eq=False)
class Setup:
    """What one advice is made from: the place, the catalog, the costs and the day."""

    place: Place
    inventory: Inventory
    costs: Costs
    today: date

    def study(self, answers: Answers, inventory: Inventory | None = None) -> Study:
        """The room of ``answers`` at this place with every unit that may be picked, or with those
        of ``inventory``."""
        chosen = self.inventory if inventory is None else inventory
        return study_for(answers, chosen, place=self.place, today=self.today)

    @property
    def versions(self) -> Versions:
        return Versions(
            engine=self.costs.engine,
            catalog=self.inventory.version,
            data=self.place.data_version,
        )


def set_up(zip_code: str, today: date | None) -> Setup:
    """Everything beside the answers; two queries, more only after a change.

    Raises ``advisor.reference.places.UnknownZip``.
    """
    place = find_place(zip_code)
    return Setup(
        place=place,
        inventory=current_inventory(),
        costs=costs_for(place.data_version),
        today=today or utc_today(),
    )


def utc_today() -> date:
    return datetime.now(tz=UTC).date()
