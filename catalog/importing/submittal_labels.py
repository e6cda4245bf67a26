"""What the lines of a manufacturer's sheet are called, and which figure each of them is.

Data only: ``catalog.importing.submittal`` reads a sheet by these tables, the first rule that fits a
label wins. A label is compared in small letters. What no rule names is listed as not read.
"""

from dataclasses import dataclass
from typing import Final

from catalog.conversions import BTU_H_PER_TON, BTU_PER_KWH, CM_PER_INCH, KG_PER_LB, M_PER_FT


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One kind of line."""

    label: str  # pattern that is searched in the label
    kind: str  # how its value is read: a function of ``submittal``
    field: str = ""  # the figure that it fills, where that does not follow from the line
    measure: str = ""  # of ``UNITS``
    side: str = ""  # read only where the line is about this part, or about none
    without: str = ""  # pattern that must not be in the label


UNITS: Final[dict[str, dict[str, float]]] = {
    "output": {
        r"k\s?btu(?:/?h(?:r|our)?|\b)": 1000.0,
        r"mbh\b": 1000.0,
        r"btu(?:s)?\s?(?:/|per)?\s?h(?:r|our)?\b|btu\b": 1.0,
        r"tons?\b": BTU_H_PER_TON,
        r"kw\b": BTU_PER_KWH,
        r"w\b|watts?\b": BTU_PER_KWH / 1000,
    },
    "length": {
        r"in(?:ch(?:es)?)?\b\.?|\"": 1.0,
        r"mm\b": 1 / (10 * CM_PER_INCH),
        r"cm\b": 1 / CM_PER_INCH,
    },
    "mass": {r"lbs?\b\.?|pounds?\b": 1.0, r"kgs?\b": 1 / KG_PER_LB},
    "line": {r"ft\b\.?|feet\b|'": 1.0, r"m\b|meters?\b": 1 / M_PER_FT},
    "temperature": {r"°\s?f": 1.0, r"°\s?c": 1.0},  # °C is converted by its own function
    "sound": {r"db(?:\s?\(?a\)?)?": 1.0},
    "moisture": {r"(?:pints?|pts?)\b\.?\s?(?:/|per)\s?h(?:r|our)?": 1.0},
}
"""Measure → pattern of a unit → how many of ours are in one. In the order in which they are tried;
the first is the one that the catalog keeps."""

AT: Final = (
    r"(?:\bat|@)\s*(?:outdoor\s*)?(-?\d+(?:\.\d+)?)\s*°?\s?([fc])\b",
    r"\(\s*(-?\d+(?:\.\d+)?)\s*°?\s?([fc])\b[^)]*\)",
    r"\b(?:heating|cooling|capacity)\b[\s,:-]*(-?\d+(?:\.\d+)?)\s*°?\s?([fc])\b",
)
"""How a label names the outdoor temperature of a test."""
A_TEMPERATURE: Final = r"\d\s*°?\s?[fc]\b|\d+\s*°?\s?f?\s*/\s*-?\d+"
"""What names a temperature in a label that is no output's, or two of them."""
TEST_F: Final = (95, 82, 62, 47, 35, 17, 5, -4, -5, -13, -15, -22)
"""Temperatures of tests, to which a rounded °C is brought back: 8.3 °C is 47 °F. [°F]"""

MODES: Final = {"heating": r"\bheat(?:ing)?\b|\bhp\b", "cooling": r"\bcool(?:ing)?\b"}
SIDES: Final = {
    "outdoor": r"\boutdoor\b|\bcondens(?:er|ing)\b",
    "indoor": r"\bindoor\b|\bevaporator\b",
}
SPEEDS: Final = {
    "min": r"\bmin(?:imum|\b)\.?|\blowest\b",
    "rated": r"\brated\b|\brating\b",
    "max": r"\bmax(?:imum|\b)\.?|\bhighest\b",
}
NOT_OURS: Final = (
    r"ship|packing|packag|carton|gross|guaranteed|voltage range|allowable voltage|fuse type"
    r"|power input|input power|airflow|air flow|diameter|pipe size|charge amount|elevation"
    r"|nominal (?:cooling|heating|capacity|size)|run(?:ning)? current|rated current|fan speed|rpm"
    r"|latent|sensible|power factor|heater capacity|crankcase"
)
"""Lines that resemble ours and say something else."""
NOT_ITS_PRICE: Final = (
    r"\bsav(?:e|ings?)\b|\boff\b|rebate|discount|coupon|credit|financ|month|/\s?mo\b|deposit|\btax"
    r"|freight|deliver|install|labor|warranty|energy|operat|annual|year|kwh|\bwas\b|\bfrom\b|parts?\b"
)
"""Amounts of dollars that are not what the unit alone is asked for."""
LIST_PRICE: Final = r"\bmsrp\b|\blist\b|suggested"
NAMES_A_MODEL: Final = (
    r"^(?:system |outdoor |indoor |unit )?models?(?: ?(?:no|number|name)s?)?\.?:?$"
)
"""The first cell of the row that names the columns of a table with several models."""

WORDS: Final[dict[str, dict[str, str]]] = {
    "type": {
        r"portable": "portable",
        r"pta[ch]|pthp|packaged terminal|through.?(?:the.?)?wall": "through_wall",
        r"window|room air": "window",
        r"mini.?split|ductless|split system|single.?zone|wall.?mount": "mini_split",
    },
    "compressor": {
        r"inverter|variable|dc rotary": "inverter",
        r"single.?(?:speed|stage)|fixed.?speed": "single",
    },
    "pan_heater": {
        r"optional|accessory": "accessory",
        r"built.?in|standard|included|factory|yes": "built_in",
        r"^no(?:ne)?$": "none",
    },
    "heat_source": {
        r"heat pump.*(?:strip|resistance|electric)|both": "both",
        r"heat pump|reverse cycle": "heat_pump",
        r"strip|resistance|electric heat": "strip",
        r"^none$|cool(?:ing)? only": "none",
    },
    "hose": {r"dual|two|twin|hose.in.hose": "dual", r"single|one": "single"},
    "form": {
        r"saddle|straddle|over the sill|u.?shape": "saddle",
        r"through.?(?:the.?)?wall": "through_wall",
        r"window": "window",
        r"floor|console": "floor",
        r"cassette|ceiling": "cassette",
        r"duct(?!less)": "ducted",
        r"wall": "wall",
        r"portable": "portable",
    },
    "availability": {
        r"discontinued|obsolete": "discontinued",
        r"in stock|on sale|current|available|active": "on_sale",
    },
}
"""Figure → pattern in the value → the word of the catalog."""

RULES: Final = (
    # Who it is
    Rule(label=r"^brand(?: name)?$|^manufacturer$|^make$", kind="words", field="brand"),
    Rule(label=r"ahri|certificate (?:no|number|ref)", kind="digits", field="ahri_ref"),
    Rule(
        label=r"\bindoor[ _](?:unit )?models?(?: ?(?:no|number|name))?\.?$|^indoor units?$",
        kind="number_of_a_model",
        field="indoor_model",
    ),
    Rule(
        label=r"\boutdoor[ _](?:unit )?models?(?: ?(?:no|number|name))?\.?$|^outdoor units?$",
        kind="number_of_a_model",
        field="outdoor_model",
    ),
    Rule(
        label=r"^(?:system |product )?model(?:[ _]?(?:no|number|name))?\.?(?: ?\(.*\))?$|^sku$",
        kind="number_of_a_model",
        field="model_number",
    ),
    Rule(label=r"^series$|^product (?:line|family)$", kind="words", field="series"),
    Rule(label=r"^(?:product|unit|system|equipment) type$|^type$", kind="among", field="type"),
    Rule(
        label=r"^heat(?:ing)? (?:type|source|method)$|^heat source$",
        kind="among",
        field="heat_source",
    ),
    Rule(label=r"^availability$|^sale status$", kind="among", field="availability"),
    # What a store or the manufacturer asks
    Rule(label=r"^(?:us)?\s?\$$|^usd$|\bprice\b|\bmsrp\b|\bcost\b", kind="price"),
    # Ratings
    Rule(label=r"\bhspf2\b", kind="hspf2", field="hspf2"),
    Rule(label=r"\bseer2\b", kind="number", field="seer2"),
    Rule(label=r"\bceer\b|combined energy efficiency", kind="number", field="ceer"),
    Rule(label=r"\beer2\b", kind="number", field="eer2"),
    Rule(label=r"\bseer\b", kind="number", field="seer"),
    Rule(label=r"\bhspf\b", kind="number", field="hspf"),
    Rule(label=r"\beer\b", kind="number", field="eer"),
    Rule(label=r"energy star", kind="yes_or_no", field="energy_star"),
    Rule(label=r"cold climate", kind="yes_or_no", field="cold_climate"),
    Rule(label=r"\bcop\b|coefficient of performance", kind="cop"),
    # Limits
    Rule(
        label=r"operat|ambient|temperature range|outdoor temp|intake air|working temp",
        kind="limits",
        measure="temperature",
        side="outdoor",
        without=r"humid",
    ),
    # Sound
    Rule(label=r"sound|noise", kind="sound", measure="sound"),
    # Size
    Rule(
        label=r"window (?:opening )?(?:width|size)|window opening|fits windows?",
        kind="span",
        field="window_min_in window_max_in",
        measure="length",
        without=r"height",
    ),
    Rule(label=r"window types?", kind="by_vocabulary", field="window_fit"),
    Rule(
        label=r"dimension|\bw ?x ?[hd]|\bh ?x ?w|\bsize\b",
        kind="dimensions",
        measure="length",
        without=r"fuse|breaker|wire|pip|line|room",
    ),
    Rule(
        label=r"^(?:unit |net |product )?width\b|^w$",
        kind="side_of_box",
        field="width_in",
        measure="length",
    ),
    Rule(
        label=r"^(?:unit |net |product )?height\b|^h$",
        kind="side_of_box",
        field="height_in",
        measure="length",
    ),
    Rule(
        label=r"^(?:unit |net |product )?depth\b|^d$",
        kind="side_of_box",
        field="depth_in",
        measure="length",
    ),
    Rule(label=r"weight", kind="weight", measure="mass"),
    Rule(
        label=r"pre-?charge|chargeless|factory charge length|no additional|without additional",
        kind="most",
        field="precharged_for_ft",
        measure="line",
    ),
    Rule(
        label=r"(?:max\S*|total|longest) .*(?:line|pip|length)",
        kind="most",
        field="line_length_max_ft",
        measure="line",
        without=r"height|vertical|lift|differ|min",
    ),
    Rule(label=r"\bhoses?\b", kind="among", field="hose", without=r"length|diam"),
    Rule(label=r"pan heater|drain heater|base heater", kind="among", field="pan_heater"),
    Rule(
        label=r"^(?:form|mounting|installation type|indoor unit type)$", kind="among", field="form"
    ),
    # Electrical
    Rule(
        label=r"plug|\bnema\b|receptacle",
        kind="plug",
        field="plug_amps",
    ),
    Rule(
        label=r"\bmca\b|min\S* circuit",
        kind="amps",
        field="min_circuit_amps",
        side="outdoor",
    ),
    Rule(
        label=r"\bmocp\b|\bmop\b|max\S* (?:over ?current|fuse|breaker)|(?:fuse|breaker) size",
        kind="amps",
        field="max_overcurrent_amps",
        side="outdoor",
    ),
    Rule(
        label=r"voltage|power supply|power source|^electrical$|^volts?\b",
        kind="by_vocabulary",
        field="voltage",
    ),
    Rule(label=r"refrigerant", kind="refrigerant", field="refrigerant", without=r"pip|line|charge"),
    Rule(label=r"compressor", kind="among", field="compressor", without=r"warrant|lubric|rla|lra"),
    # Features
    Rule(label=r"wi-?fi", kind="yes_or_no", field="wifi"),
    Rule(label=r"remote control(?:ler)?$|^remote$", kind="yes_or_no", field="remote"),
    Rule(label=r"^timer|timer$", kind="yes_or_no", field="timer"),
    Rule(label=r"sleep mode", kind="yes_or_no", field="sleep_mode"),
    Rule(label=r"dry mode|dehumidif\w+ mode", kind="yes_or_no", field="dehumidify_mode"),
    Rule(
        label=r"moisture removal|dehumidification",
        kind="number",
        field="dehumidification_pints_h",
        measure="moisture",
    ),
    # Warranty
    Rule(
        label=r"warrant\w*.*compressor|compressor.*warrant",
        kind="years",
        field="warranty_compressor_years",
    ),
    Rule(label=r"warrant\w*.*parts|parts.*warrant", kind="years", field="warranty_parts_years"),
    # Output, last: the words of the others may stand in its label
    Rule(label=r"\bsacc\b|\bdoe\b", kind="sacc", measure="output"),
    Rule(label=r"\bashrae\b", kind="number", field="cooling_ashrae_btu_h", measure="output"),
    Rule(
        label=r"capacit|output|\bbtu|\b(?:heat|cool)ing(?:$| at)|^(?:min|rated|max)",
        kind="output",
        measure="output",
    ),
)
