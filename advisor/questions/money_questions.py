"""The questions about money, and those for people who know their numbers."""

from django.utils.translation import gettext_lazy as _

from advisor.formatting.unit_names import WORDS
from advisor.questions.question_types import Choice, Question, is_given, is_one_of

HEATED_BY_FUEL = ("gas", "propane", "oil", "wood")

MONEY = (
    Question(
        name="heating_now",
        kind="choice",
        of_the_home=True,
        beside_result=True,
        label=_("What heats the room today?"),
        short=_("Heated by"),
        why=_(
            "This decides whether a heat pump saves you anything at all. Compared with"
            " cheap gas, it often does not."
        ),
        rewords=True,
        choices={
            "none": Choice(label=_("Nothing")),
            "electric": Choice(label=_("Electric heat"), help=_("baseboard or space heater")),
            "gas": Choice(label=_("Natural gas")),
            "propane": Choice(label=_("Propane")),
            "oil": Choice(label=_("Heating oil")),
            "wood": Choice(label=_("Wood or pellets")),
            "heat_pump": Choice(label=_("A heat pump")),
            "included": Choice(label=_("Included in the rent")),
        },
    ),
    Question(
        name="fuel_rate",
        kind="number",
        of_the_home=True,
        label=_("What do you pay for the fuel?"),
        short=_("Fuel price"),
        why=_("Fuel prices vary more than heaters do."),
        help=_("Find it on your bill. Leave this blank to use your state’s average."),
        unit=_("$ per therm or gallon"),
        range_why=_("check the unit on your bill."),
        asked_when=is_one_of("heating_now", "gas", "propane", "oil"),
        label_when=(
            (is_one_of("heating_now", "gas"), _("What do you pay for gas, per therm?")),
            (is_one_of("heating_now", "propane"), _("What do you pay for propane, per gallon?")),
            (is_one_of("heating_now", "oil"), _("What do you pay for oil, per gallon?")),
        ),
        unit_when=(
            (is_one_of("heating_now", "gas"), _("$ per therm")),
            (is_one_of("heating_now", "propane", "oil"), _("$ per gallon")),
        ),
    ),
    Question(
        name="heating_efficiency",
        kind="number",
        of_the_home=True,
        label=_("How efficient is your heater?"),
        short=_("Heater efficiency"),
        why=_("This shows what your heat costs now."),
        help=_(
            "Look for the AFUE on its yellow label. An older furnace is about 80, and a new one"
            " is 95."
        ),
        unit=_("%"),
        range_why=_("a fuel heater cannot go above 100, but a heat pump can."),
        asked_when=is_one_of("heating_now", *HEATED_BY_FUEL, "heat_pump"),
    ),
    Question(
        name="cooling_now",
        kind="choice",
        label=_("What cools the room today?"),
        short=_("Cooled by"),
        why=_("If you already cool the room, we compare with that."),
        choices={
            "none": Choice(label=_("Nothing")),
            "window": Choice(label=_("A window air conditioner")),
            "portable": Choice(label=_("A portable air conditioner")),
            "central": Choice(label=_("Central air")),
            "included": Choice(label=_("Included in the rent")),
        },
    ),
    Question(
        name="electricity_rate",
        kind="number",
        of_the_home=True,
        label=_("What do you pay for electricity?"),
        short=_("Electricity price"),
        why=_("Every running cost depends on it."),
        help=_(
            "Divide all the charges on a bill by its kWh. Leave this blank to use your state’s"
            " average."
        ),
        unit=_("$ per kWh"),
        range_why=_("write 18 cents as 0.18."),
    ),
    Question(
        name="night_rate",
        kind="number",
        of_the_home=True,
        label=_("What does electricity cost at night?"),
        short=_("Electricity price at night"),
        fold=_("Electricity is cheaper at night"),
        help=_("From 10 p.m. to 8 a.m. The price above then counts by day."),
        unit=_("$ per kWh"),
        range_why=_("write 18 cents as 0.18."),
    ),
    Question(
        name="tariff",
        kind="slug",
        of_the_home=True,
        label=_("Which heat-pump tariff do you have?"),
        short=_("Heat-pump tariff"),
        help=_("The results page offers those of your state."),
        asked_when=is_given("tariff"),
    ),
    Question(
        name="budget",
        kind="number",
        beside_result=True,
        label=_("How much can it cost, installed?"),
        short=_("Budget"),
        why=_("Units that cost more are left out and counted. You can bring them back."),
        help=_("The unit, installation, and wiring together."),
        unit=_("$"),
        range_why=_("that is plenty for one room."),
    ),
    Question(
        name="priorities",
        kind="ranked",
        label=_("What matters most to you?"),
        short=_("Matters most"),
        why=_("These move suitable units up or down the list. They never make a wrong unit fit."),
        help=_("Choose up to three, most important first."),
        choices={
            "upfront": Choice(label=_("A low price")),
            "running": Choice(label=_("Low bills")),
            "quiet": Choice(label=_("Quiet")),
            "cold": Choice(label=_("Heat on the coldest nights")),
            "damp": Choice(label=_("Dry air")),
            "air": Choice(label=_("Clean air")),
            "looks": Choice(label=_("Looks")),
            "diy": Choice(label=_("Easy to install myself")),
        },
    ),
    Question(
        name="type",
        kind="several",
        label=_("Do you want to see only some types?"),
        short=_("Types"),
        fold=_("Only some types"),
        help=_("Leave them all unchecked to see whatever fits best."),
        picture=True,
        choices={key: Choice(label=words.name) for key, words in WORDS.items()},
    ),
    Question(
        name="features",
        kind="several",
        label=_("Is there anything it must have?"),
        short=_("Features"),
        fold=_("Features it must have"),
        help=_(
            "Units known to lack one of these are left out. Leave them all unchecked if none"
            " matter."
        ),
        choices={
            "wifi": Choice(label=_("Wi-Fi")),
            "remote": Choice(label=_("Remote control")),
            "timer": Choice(label=_("Timer")),
            "sleep": Choice(label=_("Sleep mode")),
            "filter": Choice(label=_("Washable filter")),
            "dry": Choice(label=_("Drying mode")),
            "local_control": Choice(label=_("Works without a cloud account")),
            "cassette": Choice(label=_("Built into the ceiling")),
            "mobile": Choice(label=_("Made for an RV")),
        },
    ),
    Question(
        name="stock",
        kind="choice",
        label=_("Show units that are no longer sold, too?"),
        short=_("Older units"),
        fold=_("Show older units too"),
        why=_("Advice names units in stores or on ENERGY STAR’s list. Older ones are shown apart."),
        choices={
            "sale": Choice(label=_("No, only what can be bought")),
            "any": Choice(label=_("Yes, under a heading of their own")),
        },
    ),
    Question(
        name="flagged",
        kind="several",
        label=_("Do you want to see units that we would leave out?"),
        short=_("Shown anyway"),
        fold=_("Show units that we would leave out"),
        choices={
            "too_strong": Choice(label=_("Units that cannot turn down far enough")),
        },
        asked_when=is_given("flagged"),
    ),
    Question(
        name="own_work",
        kind="several",
        label=_("Which of these jobs would you do yourself?"),
        short=_("DIY work"),
        fold=_("Work I would do myself"),
        help=_(
            "We count the jobs you check as free. Leave them all unchecked if you are not sure."
        ),
        choices={
            "outdoor_mount": Choice(label=_("Pad or wall bracket")),
            "snow_stand": Choice(label=_("Snow stand")),
            "condensate_pump": Choice(label=_("Condensate pump")),
            "kit_commissioning": Choice(label=_("Startup check of a kit")),
            "window_bracket": Choice(label=_("Window bracket and seals")),
            "handyman": Choice(label=_("Lifting a window unit into place")),
        },
    ),
)

MEASURED = (
    Question(
        name="heating_load",
        kind="number",
        label=_("Heating load"),
        short=_("Your heating load"),
        help=_("From a load calculation you already have. We show it next to ours."),
        unit=_("BTU/h"),
        range_why=_("one room, not a building."),
    ),
    Question(
        name="cooling_load",
        kind="number",
        label=_("Cooling load"),
        short=_("Your cooling load"),
        unit=_("BTU/h"),
        range_why=_("one room, not a building."),
    ),
    Question(
        name="heating_design",
        kind="number",
        label=_("Winter design temperature"),
        short=_("Winter design temperature"),
        help=_("Outdoors, always in °F. It replaces the one for your ZIP code."),
        unit=_("°F"),
        range_why=_("no place in our data is colder or warmer."),
    ),
    Question(
        name="cooling_design",
        kind="number",
        label=_("Summer design temperature"),
        short=_("Summer design temperature"),
        unit=_("°F"),
        range_why=_("no place in our data is colder or warmer."),
    ),
    Question(
        name="wall_r",
        kind="number",
        label=_("Outside wall, whole assembly"),
        short=_("Wall R-value"),
        unit=_("R"),
        range_why=_("h·ft²·°F/BTU for the whole wall, not just its insulation."),
    ),
    Question(
        name="ceiling_r",
        kind="number",
        label=_("Ceiling or roof, whole assembly"),
        short=_("Ceiling R-value"),
        unit=_("R"),
        range_why=_("h·ft²·°F/BTU for the whole ceiling."),
    ),
    Question(
        name="floor_r",
        kind="number",
        label=_("Floor, whole assembly"),
        short=_("Floor R-value"),
        unit=_("R"),
        range_why=_("h·ft²·°F/BTU for the whole floor."),
    ),
    Question(
        name="window_u",
        kind="number",
        label=_("Window U-factor"),
        short=_("Window U-factor"),
        unit=_("U"),
        range_why=_("the label on a new window shows it, for example 0.30."),
    ),
    Question(
        name="shgc",
        kind="number",
        label=_("Solar heat gain coefficient"),
        short=_("Window SHGC"),
        unit=_("SHGC"),
        range_why=_("a fraction of the sun’s heat, as shown on the window’s label."),
    ),
    Question(
        name="ach",
        kind="number",
        label=_("Air changes in winter"),
        short=_("Air changes"),
        help=_("Natural air changes per hour in this room, not a blower-door result."),
        unit=_("per hour"),
        range_why=_("divide a blower-door result by about 20."),
    ),
    Question(
        name="model",
        kind="slug",
        label=_("A model you have in mind"),
        short=_("Model to check"),
        help=_("The last part of its page address, for example mitsubishi-msz-fs06na."),
    ),
)

OWNING_QUESTIONS = (
    Question(
        name="price_growth",
        kind="number",
        label=_("How fast do energy prices rise?"),
        short=_("Energy prices rise"),
        unit=_("% a year"),
        range_why=_("faster than that for 15 years is a crisis, not a plan."),
        asked_when=is_given("price_growth"),
    ),
    Question(
        name="discount",
        kind="number",
        label=_("How much less is a dollar worth next year?"),
        short=_("Discount rate"),
        help=_("What your money could earn elsewhere, or what a loan costs you."),
        unit=_("% a year"),
        range_why=_("no loan worth taking costs more."),
        asked_when=is_given("discount"),
    ),
    *(
        Question(
            name=f"upkeep_{kind}",
            kind="number",
            label=words.upkeep,
            short=words.upkeep,
            help=_("Filters and service, at the price you would pay."),
            unit=_("$ a year"),
            range_why=_("above that, a new unit is cheaper."),
            asked_when=is_given(f"upkeep_{kind}"),
        )
        for kind, words in WORDS.items()
    ),
    *(
        Question(
            name=f"life_{kind}",
            kind="number",
            label=words.life,
            short=words.life,
            unit=_("years"),
            range_why=_("no unit is expected to last longer."),
            asked_when=is_given(f"life_{kind}"),
        )
        for kind, words in WORDS.items()
    ),
)
"""What owning is counted with: edited beside it, and asked for only where it was given already."""

OWNING = tuple(question.name for question in OWNING_QUESTIONS)
