"""Last winter's bills of the whole home, a check on the room's heating load."""

from django.utils.translation import gettext_lazy as _

from advisor.questions.question_types import Given, Question, When

BILLS = ("bill_kwh", "bill_therms", "bill_gallons")


def _heated_by(*fuels: str, or_given: tuple[str, ...]) -> When:
    def asked(given: Given) -> bool:
        return given.get("heating_now") in fuels or any(given.get(name) for name in or_given)

    return asked


BILL_QUESTIONS = (
    Question(
        name="bill_kwh",
        kind="number",
        of_the_home=True,
        label=_("How much electricity did the whole home use last winter?"),
        short=_("Electricity last winter"),
        fold=_("Check with last winter’s electricity bills"),
        help=_("Add the kWh of the bills from November to March, for the whole home."),
        why=_("What the home really used shows how well it holds heat."),
        unit=_("kWh"),
        range_why=_("five months of one home."),
        asked_when=_heated_by("electric", "heat_pump", or_given=("bill_kwh",)),
    ),
    Question(
        name="bill_therms",
        kind="number",
        of_the_home=True,
        label=_("How much gas did the whole home use last winter?"),
        short=_("Gas last winter"),
        fold=_("Check with last winter’s gas bills"),
        help=_("Add the therms of the bills from November to March. One CCF is about one therm."),
        why=_("What the home really used shows how well it holds heat."),
        unit=_("therms"),
        range_why=_("five months of one home."),
        asked_when=_heated_by("gas", or_given=("bill_therms",)),
    ),
    Question(
        name="bill_gallons",
        kind="number",
        of_the_home=True,
        label=_("How much propane or oil did the whole home use last winter?"),
        short=_("Fuel last winter"),
        fold=_("Check with last winter’s deliveries"),
        help=_("The gallons burned from November to March: what was delivered, less what is left."),
        why=_("What the home really used shows how well it holds heat."),
        unit=_("gallons"),
        range_why=_("five months of one home."),
        asked_when=_heated_by("propane", "oil", or_given=("bill_gallons",)),
    ),
    Question(
        name="home_area",
        kind="number",
        of_the_home=True,
        label=_("How large is the whole home?"),
        short=_("Floor area of the home"),
        fold=_("Floor area of the whole home"),
        help=_("Heated floors only, in square feet. The bill is compared with it."),
        help_metric=_("Heated floors only, in square meters. The bill is compared with it."),
        unit=_("sq ft"),
        unit_metric=_("m²"),
        range_why=_("one home, without a garage or an unheated attic."),
        asked_when=_heated_by(
            *("electric", "heat_pump", "gas", "propane", "oil"), or_given=(*BILLS, "home_area")
        ),
    ),
)
