"""Articles with untruths planted among true sentences, made from the catalog of the day.

Sentences are made from the records themselves, never from what the check reads, and in other
words than the check's own patterns.
"""

import html
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from advisor.content.documents import guides
from advisor.listing import search
from advisor.models import Preset
from catalog.models import HeatPump, PerformancePoint, PriceKind, PriceObservation, SaleStatus

TRUE_SENTENCES = 20

PRICE = (
    "The {name} costs {amount}.",
    "You'll pay {amount} for the {name}.",
    "Expect to spend {amount} on the {name}, before any work on the house.",
    "At {amount}, the {name} is not the cheapest way to warm a den.",
    "Stores ask {amount} for a {name}.",
    "{name}: {amount} for the unit alone.",
    "The going rate for the {name} is {amount}, and that buys the machine only.",
    "A {name} sells for {amount} in our price list.",
)
MINIMUM = (
    "The {name} turns down to {output}.",
    "At its slowest, the {name} gives {output} of heat.",
    "The lowest output of the {name} is {output}.",
    "With a minimum of {output}, the {name} suits a small bedroom.",
    "On a mild day the {name} can throttle back to {output}.",
    "{output} is the least that the {name} puts out.",
    "The {name} never drops below {output} while it heats.",
    "Few units go as low as the {name}, which runs down to {output}.",
)
RATING = (
    "The {name} has a {label} of {value}.",
    "With a {label} rating of {value}, the {name} is a thrifty choice.",
    "The {name} is rated {value} {label}.",
    "Its makers print {value} {label} on the label of the {name}.",
    "The {name} ({label} {value}) belongs on any short list.",
    "{label} {value} is what the {name} reaches in the federal test.",
    "The {label} of the {name} comes to {value}.",
    "Look at the {name} and its {value}-{label} rating.",
)
VOLTAGE = (
    "The {name} runs on {volts} V.",
    "The {name} needs a {volts}-volt circuit.",
    "You can plug the {name} in only where there is {volts} V.",
    "Power for the {name} comes at {volts} volts.",
    "A {volts}V supply is what the {name} asks for.",
    "The {name} is a {volts} V machine.",
)
ON_SALE = (
    "The {name} is still on sale.",
    "You will find the {name} in stock today.",
    "Stores still carry the {name}.",
    "The {name} is sold in stores right now.",
    "The {name} is on store shelves.",
)
ENDED = (
    "The {name} has been discontinued.",
    "The {name} is no longer made.",
    "The {name} is out of production.",
    "You can no longer buy the {name}, which left the market.",
    "The maker has stopped making the {name}.",
    "The {name} was retired from the lineup.",
)
NAMING = (
    "For a small bedroom, take a close look at the {name}.",
    "Our pick for a den is the {name}.",
    "The {name} is a solid choice for a studio.",
    "Readers often write to us about the {name}, which heats and cools.",
    "If you rent, the {name} deserves a place on your list.",
)
LINKED = (
    "You can {link}.",
    "Before you buy, {link}.",
    "To be sure about your own room, {link} first.",
    "It takes two minutes to {link}.",
    "If you are not sure, {link}.",
)
GENERAL = (
    "BTU stands for the heat that warms one pound of water by one degree.",
    "An oversized unit switches on and off too often and leaves the air clammy.",
    "Ceiling height, windows and insulation all change what a room needs.",
    "Portable units make negative pressure in the room and draw in outdoor air.",
    "Clean the filter every month, and rinse the outdoor coil in spring.",
    "A mini-split needs a hole of about three inches through the wall.",
    "Higher SEER2 means less electricity for the same cooling.",
    "Ductless mini-splits for one room start at about 6,000 BTU.",
    "A handyman takes $100 to $300 to set a window unit.",
    "Get three quotes from licensed firms before you sign.",
    "An inverter lets the compressor slow down instead of stopping.",
    "Keep two feet of clear air around the outdoor unit, and snow away from it.",
)


@dataclass(frozen=True, kw_only=True)
class Planted:
    """``text`` as it stands in the article, and its kind where it is untrue."""

    text: str
    markup: str
    kind: str = ""


class CatalogOfTheDay:
    """Units and their figures as the tables have them, and sentences about them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        shown = set(search.current().rows)
        units = HeatPump.objects.published().select_related("brand")
        self.units = [
            unit
            for unit in units.exclude(availability=SaleStatus.DISCONTINUED).order_by("pk")
            if unit.slug in shown and "not captured" not in unit.model_number
        ]
        ids = {unit.pk: unit for unit in self.units}
        self.prices: dict[HeatPump, PriceObservation] = {}
        self.asked: dict[HeatPump, list[Decimal]] = {}  # by every store
        street = PriceObservation.objects.filter(kind=PriceKind.STREET, currency="USD")
        for price in street.order_by("observed_on", "-pk"):
            if price.heat_pump_id in ids:
                unit = ids[price.heat_pump_id]
                self.prices[unit] = price
                self.asked.setdefault(unit, []).extend((price.amount_low, price.amount_high))
        believed = search.current()
        self.minimums = {
            ids[point.heat_pump_id]: float(point.min_btu_h or 0)
            for point in PerformancePoint.objects.filter(
                mode="heating", outdoor_f=47, min_btu_h__isnull=False
            ).order_by("pk")
            if point.heat_pump_id in ids
            and believed.least_is_published[believed.rows[ids[point.heat_pump_id].slug]]
        }
        self.retired = list(HeatPump.objects.filter(status="retired").select_related("brand"))

    def pick(self, units: list[HeatPump]) -> HeatPump:
        return self.rng.choice(units)

    def wrong(self, value: float) -> float:
        """Off by 12% to 60%, up or down."""
        share = self.rng.uniform(0.12, 0.6)
        return value * (1 + share if self.rng.random() < 0.5 else 1 - share)

    def sentence(self, templates: tuple[str, ...], **words: object) -> str:
        text = self.rng.choice(templates).format(**words)
        return text[0].upper() + text[1:]

    def name(self, unit: HeatPump) -> str:
        number = unit.model_number.replace("*", "").replace("#", "").rstrip("-")
        return f"{unit.brand} {number}"

    def price(self, *, true: bool) -> str:
        unit = self.pick(list(self.prices))
        price = self.prices[unit]
        low, high = float(price.amount_low), float(price.amount_high)
        if not true:
            factor = self.wrong(1.0)
            # Beyond what any store asks: inside of it another one may be right.
            end = max(self.asked[unit]) if factor > 1 else min(self.asked[unit])
            low = high = float(end) * factor
        amount = f"${low:,.0f}" if low == high else f"${low:,.0f}–{high:,.0f}"
        return self.sentence(PRICE, name=self.name(unit), amount=amount)

    def minimum(self, *, true: bool) -> str:
        unit = self.pick(list(self.minimums))
        value = self.minimums[unit]
        shown = value if true else round(self.wrong(value), -1)
        unit_of = self.rng.choice(("BTU/h", "BTU", "BTU per hour"))
        return self.sentence(MINIMUM, name=self.name(unit), output=f"{shown:,.0f} {unit_of}")

    def rating(self, *, true: bool) -> str:
        column = self.rng.choice(("seer2", "hspf2", "seer", "hspf", "ceer", "eer"))
        unit = self.pick([each for each in self.units if getattr(each, column) is not None])
        value = float(getattr(unit, column))
        shown = value if true else round(self.wrong(value), 1)
        return self.sentence(
            RATING, name=self.name(unit), label=column.upper(), value=f"{shown:.4g}"
        )

    def older_test(self) -> str:
        """The figure of one test under the name of the other."""
        old, new = self.rng.choice((("seer", "seer2"), ("hspf", "hspf2")))
        have, label = self.rng.choice(((old, new), (new, old)))
        unit = self.pick(
            [
                each
                for each in self.units
                if getattr(each, have) is not None
                and abs((getattr(each, label) or 0) - getattr(each, have)) > 0.5
            ]
        )
        value = f"{getattr(unit, have):.4g}"
        return self.sentence(RATING, name=self.name(unit), label=label.upper(), value=value)

    def voltage(self, *, true: bool) -> str:
        unit = self.pick([each for each in self.units if each.voltage])
        low = (unit.voltage == "115") == true
        volts = self.rng.choice(("115", "120", "110") if low else ("230", "208/230", "240"))
        return self.sentence(VOLTAGE, name=self.name(unit), volts=volts)

    def sale(self, *, true: bool) -> str:
        status = self.rng.choice((SaleStatus.ON_SALE, SaleStatus.ARCHIVE))
        unit = self.pick([each for each in self.units if each.availability == status])
        on_sale = (status == SaleStatus.ON_SALE) == true
        return self.sentence(ON_SALE if on_sale else ENDED, name=self.name(unit))

    def model(self, *, true: bool) -> str:
        unit = self.pick(self.units if true else self.retired)
        return self.sentence(NAMING, name=self.name(unit))

    def link(self, *, true: bool) -> tuple[str, str]:
        """Text and markup of a sentence with a link of ours."""
        home = settings.SITE_URL
        words = self.rng.choice(("see what your room needs", "read our list", "check the size"))
        codes = list(Preset.objects.values_list("code", flat=True))
        unit = self.pick(self.units)
        alive = (
            f"/go/{self.rng.choice(codes)}/?from=an-article",
            f"/heat-pumps/{unit.brand.slug}/{unit.slug}/",
            f"/guides/{self.rng.choice(list(guides()))}/",
        )
        gone = self.retired[0]
        dead = (
            f"/go/{self.rng.choice(codes)}-x/",
            f"/heat-pumps/{gone.brand.slug}/{gone.slug}/",
            f"/heat-pumps/{unit.brand.slug}/{unit.slug}-old/",
            f"/guides/{self.rng.choice(list(guides()))}-2/",
            "/heat-pump/smallest/",
        )
        address = home + self.rng.choice(alive if true else dead)
        template = self.rng.choice(LINKED)
        marked = template.format(link=f'<a href="{html.escape(address)}">{words}</a>')
        return template.format(link=words), marked

    def planted(self, kind: str, *, true: bool) -> Planted:
        told = "" if true else kind
        if kind == "link":
            text, markup = self.link(true=true)
            return Planted(text=text, markup=markup, kind=told)
        makers: dict[str, Callable[..., str]] = {
            "price": self.price,
            "minimum": self.minimum,
            "rating": self.rating,
            "voltage": self.voltage,
            "sale": self.sale,
            "retired": self.model,
        }
        text = self.older_test() if kind == "SEER for SEER2" else makers[kind](true=true)
        return Planted(text=text, markup=html.escape(text), kind=told)


KINDS = ("price", "minimum", "rating", "SEER for SEER2", "voltage", "sale", "link", "retired")


def planted_article(seed: int) -> tuple[str, list[Planted]]:
    """An article's HTML, and its sentences: one untruth of each kind among twenty that are true."""
    rng = random.Random(seed)
    catalog = CatalogOfTheDay(rng)
    sentences: dict[str, Planted] = {}

    def add(sentence: Planted) -> None:
        sentences.setdefault(sentence.text, sentence)

    for kind in KINDS:
        add(catalog.planted(kind, true=False))
    while sum(not each.kind for each in sentences.values()) < TRUE_SENTENCES:
        if rng.random() < 0.3:
            text = rng.choice(GENERAL)
            add(Planted(text=text, markup=html.escape(text)))
        else:
            kind = rng.choice([each for each in KINDS if each != "SEER for SEER2"])
            add(catalog.planted(kind, true=True))
    told = list(sentences.values())
    rng.shuffle(told)
    paragraphs, at = [], 0
    while at < len(told):
        length = rng.randint(1, 4)
        paragraphs.append(" ".join(each.markup for each in told[at : at + length]))
        at += length
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><body><h1>Small heat pumps</h1><main>{body}</main></body></html>", told
