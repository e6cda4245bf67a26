"""The names a published figure may have, where each stands, and how its text becomes a value.

A name is the name of a column of ``HeatPump`` (``seer2``, ``voltage``) or of a performance point:

``heating_[min_|max_]btu_47f``         output when heating at 47 °F outdoors [BTU/h]
``cop_[min_|max_]47f``                 COP of the same
``cooling_[min_|max_]btu_82f``         output when cooling at 82 °F [BTU/h]
``cop_cooling_[min_|max_]95f``         COP of the same

``neg15f`` is -15 °F; without ``min_`` or ``max_`` it is the rated speed. The cooling columns
``cooling_[min_|max_]btu_h`` are outputs at 95 °F: they stand in the point as well. Any other name
is kept and shown with its unit, and nothing computes with it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from catalog.models import Compressor, Form, HeatSource, Hose, PanHeater, RatingBasis, SaleStatus

Value: TypeAlias = str | int | float | bool


class PointPlace(NamedTuple):
    """One cell of the performance points: at which temperature [°F], in which column."""

    mode: str
    outdoor_f: int
    column: str


_POINT_NAME = re.compile(
    r"(?P<quantity>heating|cooling|cop|cop_cooling)_(?P<speed>min_|max_)?(?P<btu>btu_)?"
    r"(?P<sign>neg)?(?P<degrees>\d+)f"
)
_COOLING_95F: Final = {
    "cooling_min_btu_h": PointPlace("cooling", 95, "min_btu_h"),
    "cooling_btu_h": PointPlace("cooling", 95, "rated_btu_h"),
    "cooling_max_btu_h": PointPlace("cooling", 95, "max_btu_h"),
}
_SPEEDS: Final = {None: "rated", "min_": "min", "max_": "max"}


@lru_cache(maxsize=4096)
def point_place(name: str) -> PointPlace | None:
    """The cell of the performance points that the figure ``name`` fills.

    >>> point_place("heating_min_btu_47f")
    PointPlace(mode='heating', outdoor_f=47, column='min_btu_h')
    >>> point_place("cop_max_neg15f")
    PointPlace(mode='heating', outdoor_f=-15, column='cop_max')
    >>> point_place("seer2") is None
    True
    """
    if name in _COOLING_95F:
        return _COOLING_95F[name]
    match = _POINT_NAME.fullmatch(name)
    if match is None:
        return None
    is_cop = match["quantity"].startswith("cop")
    if is_cop == bool(match["btu"]):
        return None
    speed = _SPEEDS[match["speed"]]
    return PointPlace(
        mode="cooling" if "cooling" in match["quantity"] else "heating",
        outdoor_f=int(match["degrees"]) * (-1 if match["sign"] else 1),
        column=f"cop_{speed}" if is_cop else f"{speed}_btu_h",
    )


@lru_cache(maxsize=4096)
def point_name(place: PointPlace) -> str:
    """The name of the figure that fills ``place``: the inverse of ``point_place``.

    >>> point_name(PointPlace("heating", -15, "cop_max"))
    'cop_max_neg15f'
    """
    for name, cell in _COOLING_95F.items():
        if cell == place:
            return name
    degrees = f"{'neg' if place.outdoor_f < 0 else ''}{abs(place.outdoor_f)}f"
    mode = "cooling_" if place.mode == "cooling" else ""
    if place.column.startswith("cop_"):
        speed = place.column.removeprefix("cop_").replace("rated", "")
        return f"cop_{mode}{speed}{'_' if speed else ''}{degrees}"
    speed = place.column.removesuffix("_btu_h").replace("rated", "")
    return f"{place.mode}_{speed}{'_' if speed else ''}btu_{degrees}"


def number(text: str) -> float | None:
    """The number that ``text`` states, or nothing where it states none or a span.

    Two figures with a slash are those of a 208/230 V unit: the lower one counts.

    >>> number("9,500"), number("17500/18000"), number("25-40"), number("-22.5")
    (9500.0, 17500.0, None, -22.5)
    """
    parts = [part.strip().replace(",", "") for part in text.split("/")]
    try:
        values = [float(part) for part in parts]
    except ValueError:
        return None
    return min(values)


def whole_number(text: str) -> int | None:
    value = number(text)
    return None if value is None else round(value)


def yes_or_no(text: str) -> bool | None:
    """A feature that is claimed or denied; claims come with words behind them.

    >>> yes_or_no("Yes"), yes_or_no("built in (maker line-wide claim)"), yes_or_no("perhaps")
    (True, True, None)
    """
    word = text.strip().lower()
    if word.startswith(("yes", "true", "built in", "built-in", "included")):
        return True
    # "no (flare lines)" denies; "no data" does not.
    return False if re.fullmatch(r"(no|false|none)( \(.*)?", word) else None


def plain(text: str) -> str | None:
    return text.strip() or None


def voltage(text: str) -> str | None:
    """``115`` for ordinary outlets, ``208/230`` for the rest; a US outlet is called 110 to 120 V.

    >>> voltage("120"), voltage("208/1/60"), voltage("230/208"), voltage("12 V DC")
    ('115', '208/230', '208/230', None)
    """
    found = set(re.findall(r"\d+", text))
    if found & {"110", "115", "120"}:
        return "115"
    if found & {"208", "220", "230", "240", "265"}:
        return "208/230"
    return None


def refrigerant(text: str) -> str | None:
    """
    >>> refrigerant("R-454B (GWP:470 | Lower GWP)"), refrigerant("R32"), refrigerant("n/a")
    ('R-454B', 'R-32', None)
    """
    match = re.match(r"\s*R-?(\d+[A-Za-z]*)", text)
    return f"R-{match[1].upper()}" if match else None


def availability(text: str) -> str | None:
    """Whether a unit can be bought, as the text of a dated source says it.

    A shop that has it or a manufacturer's current list makes ``on_sale``; ENERGY STAR's list makes
    ``certified``, which is no proof of a shop. A line that is given up while shops still clear
    their stock is ``archive``; "discontinued" or "production stopped" without such stock is
    ``discontinued``; "unknown" is what a list says that no longer has it. Anything else ("out of
    stock") says nothing.

    >>> availability("in stock"), availability("legacy"), availability("out of stock")
    ('on_sale', 'archive', None)
    """
    word = text.strip().lower()
    if "remaining stock" in word:
        return SaleStatus.ARCHIVE.value
    return next((value.value for start, value in _SALE_WORDS if word.startswith(start)), None)


_SALE_WORDS: Final = (
    ("on_sale", SaleStatus.ON_SALE),
    ("on sale", SaleStatus.ON_SALE),
    ("current", SaleStatus.ON_SALE),
    ("in stock", SaleStatus.ON_SALE),
    ("in_stock", SaleStatus.ON_SALE),
    ("certified", SaleStatus.CERTIFIED),
    ("archive", SaleStatus.ARCHIVE),
    ("legacy", SaleStatus.ARCHIVE),
    ("discontinued", SaleStatus.DISCONTINUED),
    ("production stopped", SaleStatus.DISCONTINUED),
    ("unknown", SaleStatus.UNKNOWN),
)


def _among(words: Mapping[str, str]) -> Callable[[str], str | None]:
    """A normalizer that looks for the first of ``words`` that the text begins with."""

    def find(text: str) -> str | None:
        word = text.strip().lower().replace("-", "_").replace(" ", "_")
        return next((value for start, value in words.items() if word.startswith(start)), None)

    return find


# "Unknown" is no statement: the column says so by itself when nothing is in use.
heat_source = _among(
    {
        "heat_pump_plus": HeatSource.BOTH.value,
        "both": HeatSource.BOTH.value,
        "heat_pump": HeatSource.HEAT_PUMP.value,
        "resistance": HeatSource.STRIP.value,
        "strip": HeatSource.STRIP.value,
        "none": HeatSource.NONE.value,
    }
)
rating_basis = _among({value: value for value in sorted(RatingBasis.values, key=len, reverse=True)})
hose = _among({"dual": Hose.DUAL.value, "single": Hose.SINGLE.value})
compressor = _among(
    {
        "inverter": Compressor.INVERTER.value,
        "variable": Compressor.INVERTER.value,
        "continuously_variable": Compressor.INVERTER.value,
        "single": Compressor.SINGLE.value,
    }
)
pan_heater = _among(
    {
        "built_in": PanHeater.BUILT_IN.value,
        "accessory": PanHeater.ACCESSORY.value,
        "none": PanHeater.NONE.value,
    }
)


def form(text: str) -> str | None:
    """The shape of the indoor part, from the words of the lists and of the manufacturers.

    >>> form("Non-ducted indoor units (Floor Mount)"), form("Ductless Highwall")
    ('floor', 'wall')
    """
    word = text.lower()
    for key, value in (
        ("saddle", Form.SADDLE),
        ("through", Form.THROUGH_WALL),
        ("window", Form.WINDOW),
        ("portable", Form.PORTABLE),
        ("floor", Form.FLOOR),
        ("cassette", Form.CASSETTE),
        ("wall", Form.WALL),
        ("mini-split", Form.WALL),
    ):
        if key in word:
            return value.value
    return Form.DUCTED.value if word.strip() == "ducted" else None


def window_fit(text: str) -> str | None:
    """
    >>> window_fit("casement; double hung")
    'double_hung,casement'
    """
    word = text.lower().replace("-", "_").replace(" ", "_")
    found = [kind for kind in ("double_hung", "slider", "casement") if kind in word]
    return ",".join(found) or None


NORMALIZERS: Final[dict[str, Callable[[str], Value | None]]] = {
    **dict.fromkeys(
        ("cooling_btu_h", "cooling_ashrae_btu_h", "cooling_min_btu_h", "cooling_max_btu_h"),
        whole_number,
    ),
    **dict.fromkeys(
        (
            *("seer2", "seer", "eer2", "eer", "ceer", "hspf2", "hspf"),
            *("min_operating_f", "cutout_f", "restart_f", "max_operating_heating_f"),
            *("min_operating_cooling_f", "max_operating_cooling_f", "full_capacity_down_to_f"),
            *("sound_indoor_min_db", "sound_indoor_max_db", "sound_outdoor_db"),
            *("min_circuit_amps", "max_overcurrent_amps", "plug_amps"),
            *("window_min_in", "window_max_in", "width_in", "height_in", "depth_in"),
            *("weight_lb", "outdoor_weight_lb", "line_length_max_ft", "precharged_for_ft"),
            "dehumidification_pints_h",
            *("warranty_parts_years", "warranty_compressor_years", "warranty_registered_years"),
        ),
        number,
    ),
    **dict.fromkeys(
        (
            *("cold_climate", "energy_star", "wifi", "remote", "timer", "sleep_mode"),
            *("dehumidify_mode", "local_control", "diy_kit", "mobile"),
        ),
        yes_or_no,
    ),
    **dict.fromkeys(("ahri_ref", "filter", "machine", "sound_basis", "submittal_url"), plain),
    "cooling_rating_basis": rating_basis,
    "hspf2_region": _among({"v": "V", "iv": "IV"}),
    "availability": availability,
    "compressor": compressor,
    "form": form,
    "heat_source": heat_source,
    "hose": hose,
    "pan_heater": pan_heater,
    "refrigerant": refrigerant,
    "voltage": voltage,
    "window_fit": window_fit,
}

# A basis or region belongs to the figure it qualifies: it is read from the same source only.
QUALIFIES: Final = {
    "cooling_rating_basis": "cooling_btu_h",
    "hspf2_region": "hspf2",
    "sound_basis": "sound_indoor_min_db",
}

_UNITS: Final = (
    (re.compile(r".*_btu_h|.*btu_(neg)?\d+f|heating_max_btu"), "BTU/h"),
    (re.compile(r"cop_.*"), "W/W"),
    (re.compile(r"seer2?|eer2?|ceer|hspf2?"), "BTU/Wh"),
    (re.compile(r".*_f"), "°F"),
    (re.compile(r".*_db"), "dB(A)"),
    (re.compile(r".*_in"), "in"),
    (re.compile(r".*_lb"), "lb"),
    (re.compile(r".*_ft"), "ft"),
    (re.compile(r".*_amps"), "A"),
    (re.compile(r".*_years"), "years"),
    (re.compile(r".*_pints_h"), "pints/h"),
    (re.compile(r"voltage"), "V"),
)


@lru_cache(maxsize=4096)
def usual_unit(name: str) -> str:
    """The unit in which figures of this name are published unless they say otherwise.

    >>> usual_unit("heating_min_btu_47f"), usual_unit("min_operating_f"), usual_unit("wifi")
    ('BTU/h', '°F', '')
    """
    return next((unit for pattern, unit in _UNITS if pattern.fullmatch(name)), "")


_PER_UNIT: Final = {"gal/h": 8.0, "pints/day": 1 / 24}


@lru_cache(maxsize=65_536)  # the same few thousand texts come again and again
def normalize(name: str, text: str, *, unit: str = "") -> Value | None:
    """The value that stands in the record for the published ``text``, or nothing if it has none.

    >>> normalize("dehumidification_pints_h", "0.25", unit="gal/h")
    2.0
    """
    normalizer = NORMALIZERS.get(name)
    if normalizer is not None:
        value = normalizer(text)
    elif (place := point_place(name)) is not None:
        value = number(text) if place.column.startswith("cop") else whole_number(text)
    else:
        return None
    if isinstance(value, float) and unit in _PER_UNIT:
        return round(value * _PER_UNIT[unit], 2)
    return value


WHOLE_DAY = len("2026-09-25")
"""Letters of a date that names a day."""


def first_day(text: str) -> date | None:
    """The first day of a published date, which may be a year or a month only.

    >>> first_day("2026-09"), first_day("2018"), first_day("")
    (datetime.date(2026, 9, 1), datetime.date(2018, 1, 1), None)
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
