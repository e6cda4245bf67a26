"""What each key of the JSON contract means, for programs: English, as its keys are.

Data only. ``contract_schema`` joins it to the records of the contract; a key without words fails.
"""

from typing import Final

from advisor.engine.unit_types import UNIT_TYPES
from catalog.models import SaleStatus

OUTCOMES: Final = ("recommend", "improve_first", "keep", "refuse")
VERDICTS: Final = ("fits", "possible", "unsuitable")
LABELS: Final = ("best_fit", "quietest", "lowest_cost")
CONTACTS: Final = ("installers", "coach")
MOVES: Final = ("pick", "range")
EVIDENCE: Final = ("published", "seen", "aged", "series", "class", "estimate", "unknown")

VALUES: Final[dict[str, tuple[str, ...]]] = {
    "Advice.outcome": OUTCOMES,
    "TypeAdvice.type": UNIT_TYPES,
    "TypeAdvice.verdict": VERDICTS,
    "InKind.type": UNIT_TYPES,
    "Pick.type": UNIT_TYPES,
    "Pick.label": LABELS,
    "Sale.status": tuple(SaleStatus.values),
    "NextQuestion.moves": MOVES,
    "Contact.kind": CONTACTS,
    **dict.fromkeys(
        (
            *("Evidence.minimum", "Evidence.design_capacity", "Evidence.cutout"),
            *("Evidence.efficiency", "Evidence.sound", "Evidence.voltage", "Evidence.price"),
        ),
        EVIDENCE,
    ),
}
"""All that a key may say, where these words are few."""

SAYS: Final[dict[str, str]] = {
    "Advice": "The advice for one room.",
    "Advice.outcome": (
        "recommend: buy one of the picks. improve_first: seal or insulate the room first. keep:"
        " what is there stays the better deal. refuse: do not buy one for this."
    ),
    "Advice.headline": "The answer in one or two sentences.",
    "Advice.warnings": "What to know before buying, safety first.",
    "Advice.site": "The place of the ZIP code and what the weather there asks for.",
    "Advice.load": "What the room needs.",
    "Advice.types": "Each kind of unit, whether it suits the room, and why.",
    "Advice.in_kind": (
        "A kind of unit to ask about where nothing may stand outside and the wall may be opened."
        " null: none."
    ),
    "Advice.picks": "Up to ten units in rank order. Empty where nothing fits.",
    "Advice.shown": "Slugs of the up to three picks that every page shows first, in rank order.",
    "Advice.ties": "Groups of slugs that win about equally often, the first pick leading.",
    "Advice.archive": (
        "Up to three units of the second shelf: older generations and units of unknown sale status,"
        " where nothing on sale serves or stock=any asks for them."
    ),
    "Advice.nothing": "What the room costs if nothing is bought.",
    "Advice.excluded": "Why units were left out, how many, and what would bring them back.",
    "Advice.would_change": "What would change this answer, a sentence each.",
    "Advice.priority_note": "Why a priority could not move the first pick further. Often empty.",
    "Advice.contacts": (
        "Lists of installers and free coaches of the state, then those of the whole country."
    ),
    "Advice.next_question": "The open answer that would help most. null: none would change it.",
    "Advice.assumptions": "What was taken for each answer that was left open.",
    "Advice.versions": "What the advice was made with. It changes only with one of these.",
    "Site": "The place.",
    "Site.zip": "Five digits, as asked.",
    "Site.place": "City and state: Boston, MA.",
    "Site.station": "Name of the weather station whose typical year is used.",
    "Site.heating_design_f": "Outdoor design temperature of winter. [°F]",
    "Site.cooling_design_f": "Outdoor design temperature of summer. [°F]",
    "Site.hdd65": "Heating degree days of a year, base 65 °F. [°F·day]",
    "Site.electricity_usd_kwh": "Price of electricity that counts here. [$/kWh]",
    "Load": "What the room needs at the design temperatures.",
    "Load.heating_btu_h": "Heat. [BTU/h]",
    "Load.cooling_btu_h": "Cooling. [BTU/h]",
    "Load.sensible_fraction": "Share of the cooling that is heat, not moisture. [of 1]",
    "Load.lines": "The load line by line. The lines add up to the likely load.",
    "Load.bill": "What last winter's bill says of the room. null: no bill was given.",
    "LoadLine": "One part of the load.",
    "LoadLine.name": "Stable key: walls, glass, air, …",
    "LoadLine.heating_btu_h": "Its part of the heating load. [BTU/h]",
    "LoadLine.cooling_btu_h": "Its part of the cooling load. [BTU/h]",
    "BilledLoad": "The room by the bill of the whole home.",
    "BilledLoad.implied_heating_btu_h": "The heating load that the bill implies. [BTU/h]",
    "BilledLoad.field": "The answer that most likely explains a contradiction. null: none.",
    "Range": "A quantity with its doubt.",
    "Range.low": "It is hardly less.",
    "Range.likely": "The best estimate.",
    "Range.high": "It is hardly more.",
    "TypeAdvice": "One kind of unit for this room.",
    "TypeAdvice.type": "The kind.",
    "TypeAdvice.verdict": "Whether it suits the room.",
    "TypeAdvice.why": "The reason in a sentence.",
    "InKind": "A kind of unit to ask about, whatever models are listed.",
    "InKind.type": "The kind.",
    "InKind.why": "Why it may be the answer here, in a sentence.",
    "InKind.ask": "What it is and needs, what to compare, and what we do not know of it.",
    "Pick": "One unit for this room.",
    "Pick.rank": "1 is the first pick.",
    "Pick.label": "What it is best at, if it is the best at it.",
    "Pick.slug": "Its name in addresses, unique over the catalog.",
    "Pick.brand": "Brand.",
    "Pick.model": "Model number, or indoor / outdoor pair.",
    "Pick.type": "Kind of unit.",
    "Pick.score": "The sum of points. More is better.",
    "Pick.points": "Points by reason. They add up to the score.",
    "Pick.why": "Reasons for it.",
    "Pick.why_not": "Reasons against it.",
    "Pick.capacity_at_design_btu_h": "Most heat at the winter design temperature. [BTU/h]",
    "Pick.min_output_47f_btu_h": "Least heat at 47 °F. [BTU/h]",
    "Pick.min_output_cooling_btu_h": "Least cooling. [BTU/h]",
    "Pick.hours_below_cutout": "Hours of a year that are too cold for it. [h]",
    "Pick.backup_fraction": "Share of the year's heat that another heater gives. [of 1]",
    "Pick.unmet": "What it leaves undone.",
    "Pick.cycling_fraction": "Share of its running time spent switching on and off. [of 1]",
    "Pick.seasonal_cop": "Heat per electricity over the winter.",
    "Pick.annual": "A year with it.",
    "Pick.cost": "What it costs to buy, install, and own.",
    "Pick.saving_usd_per_year": "Against what is there now. null: none, or nothing to compare.",
    "Pick.break_even": "When it has paid for itself, in words.",
    "Pick.sale": "Whether it can be bought.",
    "Pick.evidence": "How well each deciding figure is known.",
    "Pick.names": "Every label under which this machine is sold.",
    "Pick.hours_used_cost_usd": "Cost of an hour in use. Only with use=occasional. [$]",
    "Pick.first_share": (
        "Share of the plausible cases, those of open answers too, in which it is first. [of 1]"
    ),
    "Unmet": "Shares of a year that a unit leaves undone.",
    "Unmet.heating_share": "Of the heat. [of 1]",
    "Unmet.cooling_share": "Of the cooling. [of 1]",
    "Annual": "A year with the unit.",
    "Annual.heating_kwh": "Electricity for heat. [kWh]",
    "Annual.cooling_kwh": "Electricity for cooling. [kWh]",
    "Annual.backup_kwh": "Heat that another heater gives. [kWh]",
    "Annual.cost_usd": "The energy bill of all three; without the heat where the rent pays for it"
    " and the unit is there to cool. [$]",
    "Cost": "Buying, installing, and owning.",
    "Cost.lines": "What is to be paid at the start, line by line.",
    "Cost.upfront": "The sum of the lines.",
    "Cost.ownership_usd": "Everything over these years, in today's money. [$]",
    "Cost.ownership_years": "Years that owning is counted over.",
    "CostLine": "One line of a quote.",
    "CostLine.name": "Stable key: unit, labour, circuit, …",
    "CostLine.low": "[$]",
    "CostLine.typical": "[$]",
    "CostLine.high": "[$]",
    "Money": "An amount with its spread.",
    "Money.low": "[$]",
    "Money.typical": "[$]",
    "Money.high": "[$]",
    "Sale": "A fact with its day and source.",
    "Sale.status": "What is known of the sale.",
    "Sale.seen": "The day on which that was seen.",
    "Sale.source": "Who says so.",
    "Sale.shops": "Stores whose price counts today.",
    "ShopPrice": "A price that somebody saw.",
    "ShopPrice.name": "The store.",
    "ShopPrice.usd": "The unit alone. [$]",
    "ShopPrice.seen": "The day.",
    "ShopPrice.url": "Where the store asks it.",
    "Evidence": (
        "published: by the manufacturer or a certified list. seen: a store's price of today. aged:"
        " an older one. series: from a sister model. class: the range of its class. estimate: ours."
        " unknown: nobody says."
    ),
    "Evidence.minimum": "The least output.",
    "Evidence.design_capacity": "The output at the design temperature.",
    "Evidence.cutout": "The coldest day on which it heats.",
    "Evidence.efficiency": "The efficiency.",
    "Evidence.sound": "The sound.",
    "Evidence.voltage": "The voltage.",
    "Evidence.price": "The price.",
    "Baseline": "The room without a heat pump. null: not known.",
    "Baseline.annual_usd": "Energy of a year. [$]",
    "Baseline.ownership_usd": "Everything over the years of owning, in today's money. [$]",
    "Excluded": "Units that were left out for one reason.",
    "Excluded.reason": "The reason in a sentence.",
    "Excluded.count": "How many.",
    "Excluded.undo": (
        "The change of the query that lifts it: key=value pairs joined by &, an empty value meaning"
        " to leave it out. Empty where nothing helps."
    ),
    "NextQuestion": "An answer that is open.",
    "NextQuestion.field": "Its name in the query.",
    "NextQuestion.moves": "pick: it may change the first pick. range: it narrows the load.",
    "NextQuestion.also": "Names of other open answers that a person is asked for with it.",
    "Assumption": "What was taken for an open answer.",
    "Assumption.field": "The answer's name in the query.",
    "Assumption.value": "What was taken.",
    "Assumption.why": "Why.",
    "Contact": "Somebody to call. The link leads to their own page, and nothing is passed on.",
    "Contact.kind": "installers: a list of them. coach: free advice from a person.",
    "Contact.name": "As it calls itself.",
    "Contact.nationwide": "Whether it holds for every state.",
    "Contact.url": "Its own page.",
    "Contact.phone": "As its page prints it. null: none was looked up.",
    "Contact.checked": "The day on which we last opened its page. null: never.",
    "Versions": "What an advice was made with.",
    "Versions.engine": "The rules.",
    "Versions.catalog": "The catalog. It moves with any change.",
    "Versions.data": "Weather, places, and prices.",
    "Listed": "One unit of the catalog.",
    "Listed.slug": "Its name in addresses, unique over the catalog.",
    "Listed.brand": "Brand.",
    "Listed.brand_slug": "The brand's name in addresses.",
    "Listed.model": "Model number, or indoor / outdoor pair.",
    "Listed.series": "Series. Empty where it has none.",
    "Listed.type": "Kind of unit.",
    "Listed.sale": "What is known of the sale.",
    "Listed.cooling_btu_h": "Rated cooling. [BTU/h]",
    "Listed.min_output_47f_btu_h": "Least heat at 47 °F. [BTU/h]",
    "Listed.min_output_is_published": "Whether the manufacturer publishes it. false: our estimate.",
    "Listed.coldest_f": "Coldest outdoor temperature with heat, as published. [°F]",
    "Listed.volts": "Supply voltage. [V]",
    "Listed.sound_min_db": "Sound indoors at the lowest speed. [dB(A)]",
    "Listed.price": "The unit alone.",
    "Listed.price_basis": "seen: by a store. aged: an older one. class: the range of its class.",
    "Listed.url": "Its page for people.",
    "UnitList": "One page of the units that fit.",
    "UnitList.count": "Units on all pages.",
    "UnitList.page": "This page, from 1.",
    "UnitList.pages": "The last page.",
    "UnitList.next": "Address of the next page. null: this is the last.",
    "UnitList.previous": "Address of the page before. null: this is the first.",
    "UnitList.units": "The units, those on sale or certified before the others.",
    "UnitList.catalog": "Version of the catalog.",
    "Faults": "Why there is no answer.",
    "Faults.errors": "One entry for each thing that is wrong.",
    "Fault": "One thing that is wrong.",
    "Fault.field": "The parameter. null: the address as a whole.",
    "Fault.says": "A sentence for people, in the asked language.",
}
"""Record or key → what it is. Units stand in brackets."""

VALUES_OF_A_LIST: Final = {
    "Listed.type": UNIT_TYPES,
    "Listed.sale": tuple(SaleStatus.values),
    "Listed.price_basis": ("seen", "aged", "class"),
}
