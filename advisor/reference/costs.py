"""Costs, incentives and the ranking as the engine reads them, cached per process by version.

The version is the one that ``places.find_place`` brings along (``Place.data_version``): every load
and every edit moves it, so that a visitor's request asks for nothing more until something changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from advisor.engine import VERSION, incentives
from advisor.engine.installation import Line
from advisor.engine.neighbor import TownLimit
from advisor.engine.tariffs import Tariff
from advisor.engine.unit_types import Triple
from advisor.listing.versioned import VersionedCache
from advisor.models import (
    HeatPumpTariff,
    Incentive,
    InstallationCost,
    NoiseLimit,
    RankingVersion,
    ReferenceVersion,
)
from advisor.reference.contacts import KnownContact, known_contacts

VERSIONS_KEPT = 4
"""So that requests which began before an edit and after it do not read in turns."""


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What the database says of one version; empty before the first load."""

    version: str
    lines: Mapping[str, Line]  # by the code of ``money.INSTALLATION``
    mini_split_installed: Line | None  # the whole job, unit included: to compare the sum with
    incentives: tuple[incentives.IncentiveRule, ...]
    tariffs: Mapping[str, Tariff]  # by their codes
    noise_limits: tuple[TownLimit, ...] = ()
    contacts: tuple[KnownContact, ...] = ()
    tuning: Mapping[str, float] = field(default_factory=dict)  # what editors changed of the ranking
    engine: str = VERSION  # with the version of the ranking

    def tariffs_in(self, state: str) -> tuple[tuple[str, str], ...]:
        """Code and utility of each heat-pump tariff of a state (two letters)."""
        return tuple(
            (code, each.name) for code, each in self.tariffs.items() if state in each.states
        )

    @cached_property
    def dollars(self) -> Mapping[str, Triple]:
        """Code of a line of work → its low, typical and high price, as a study reads them. [$]"""
        return MappingProxyType({code: line.dollars for code, line in self.lines.items()})


_costs: VersionedCache[Costs] = VersionedCache(most=VERSIONS_KEPT)


def current_costs() -> Costs:
    """Costs and incentives as they are now: one query, six more after a change."""
    version = ReferenceVersion.objects.values_list("version", flat=True).first()
    return costs_for(version or "")


def costs_for(version: str) -> Costs:
    """Costs and incentives of ``Place.data_version``: no query, or six the first time."""
    return _costs.get(version, lambda: build(version))


def forget() -> None:
    """Empty the cache: for tests, which take back an edit without moving the version."""
    _costs.forget()


def build(version: str) -> Costs:
    """Read the tables. Six queries."""
    ranking = RankingVersion.objects.first()
    lines = {row.code: _line(row) for row in InstallationCost.objects.all()}
    whole = lines.pop(InstallationCost.Code.MINI_SPLIT_INSTALLED.value, None)
    return Costs(
        version=version,
        lines=MappingProxyType(lines),
        mini_split_installed=whole,
        incentives=tuple(_incentive(row) for row in Incentive.objects.all()),
        tariffs=MappingProxyType({row.code: _tariff(row) for row in HeatPumpTariff.objects.all()}),
        noise_limits=tuple(_noise_limit(row) for row in NoiseLimit.objects.all()),
        contacts=known_contacts(),
        tuning=MappingProxyType(dict(ranking.values) if ranking else {}),
        engine=f"{VERSION}-{ranking}" if ranking else VERSION,
    )


def _line(row: InstallationCost) -> Line:
    return Line(
        low=row.low,
        typical=row.typical,
        high=row.high,
        source=row.source,
        as_of=row.as_of,
        market_low=row.market_low,
        market_high=row.market_high,
    )


def _tariff(row: HeatPumpTariff) -> Tariff:
    return Tariff(
        code=row.code,
        name=row.name,
        states=tuple(row.states),
        change_usd_kwh=row.change_usd_kwh,
        first_month=row.first_month,
        last_month=row.last_month,
        url=row.url,
        source=row.source,
        as_of=row.as_of,
    )


def _noise_limit(row: NoiseLimit) -> TownLimit:
    return TownLimit(
        name=row.name,
        zip_prefixes=tuple(row.zip_prefixes),
        night_db=row.night_db,
        day_db=row.day_db,
        as_of=row.as_of,
    )


def _incentive(row: Incentive) -> incentives.IncentiveRule:
    return incentives.IncentiveRule(
        code=row.code,
        name=row.name,
        kind=row.kind,
        status=row.status,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        states=tuple(row.states),
        zip_prefixes=tuple(row.zip_prefixes),
        unit_types=tuple(row.unit_types),
        cold_climate=row.cold_climate,
        energy_star=row.energy_star,
        professional=row.professional,
        min_hspf2=row.min_hspf2,
        min_seer2=row.min_seer2,
        excluded_refrigerants=tuple(row.excluded_refrigerants),
        whole_home=row.whole_home,
        requirements=row.requirements,
        income_rule=row.income_rule,
        amount_type=row.amount_type,
        percent=row.percent,
        amount_usd=row.amount_usd,
        cap_usd=row.cap_usd,
        programme_url=row.programme_url,
        source=row.source,
        last_checked=row.last_checked,
    )
