"""Which figures a model page shows, in which section, under which name."""

from django.utils.translation import gettext_lazy

from advisor.formatting.text import Text
from catalog.models import (
    Confidence,
)

SECTIONS: tuple[tuple[str, Text, tuple[str, ...]], ...] = (
    (
        "output",
        gettext_lazy("Output and efficiency"),
        (
            *("cooling_btu_h", "cooling_min_btu_h", "cooling_max_btu_h", "cooling_ashrae_btu_h"),
            *("cooling_claim_btu_h", "heating_btu_h", "heating_max_btu", "points"),
            *("seer2", "eer2", "hspf2", "ceer", "seer", "eer", "hspf"),
        ),
    ),
    (
        "limits",
        gettext_lazy("How cold, how hot"),
        (
            *("heat_source", "min_operating_f", "cutout_f", "restart_f"),
            *("full_capacity_down_to_f", "coldest_published_f", "max_operating_heating_f"),
            *("min_operating_cooling_f", "max_operating_cooling_f", "min_use_temperature_f"),
            *("cold_climate", "pan_heater"),
        ),
    ),
    (
        "noise",
        gettext_lazy("Noise"),
        (
            *("sound_indoor_min_db", "sound_indoor_max_db", "sound_outdoor_min_db"),
            *("sound_outdoor_db", "sound_measured_db"),
        ),
    ),
    (
        "electrical",
        gettext_lazy("Electrical and refrigerant"),
        (
            *("voltage", "min_circuit_amps", "max_overcurrent_amps", "plug_amps", "compressor"),
            "refrigerant",
        ),
    ),
    (
        "size",
        gettext_lazy("Size and fit"),
        (
            *("form", "mounting", "width_in", "height_in", "depth_in", "weight_lb"),
            *("outdoor_width_in", "outdoor_height_in", "outdoor_depth_in", "outdoor_weight_lb"),
            *("window_min_in", "window_max_in", "window_fit", "hose", "line_length_max_ft"),
            *("precharged_for_ft", "diy_kit", "mobile"),
        ),
    ),
    (
        "features",
        gettext_lazy("Features"),
        (
            *("wifi", "local_control", "remote", "timer", "sleep_mode", "dehumidify_mode"),
            *("dehumidification_pints_h", "filter"),
        ),
    ),
    (
        "papers",
        gettext_lazy("Certification, warranty, availability"),
        (
            *("ahri_ref", "energy_star", "date_certified", "warranty_parts_years"),
            *("warranty_compressor_years", "warranty_registered_years", "availability"),
        ),
    ),
)

LABELS: dict[str, Text] = {
    "cooling_btu_h": gettext_lazy("Cooling, rated"),
    "cooling_ashrae_btu_h": gettext_lazy("Cooling, the figure on the box"),
    "cooling_claim_btu_h": gettext_lazy("Cooling as claimed, no test given"),
    "cooling_min_btu_h": gettext_lazy("Cooling at 95 °F, lowest"),
    "cooling_max_btu_h": gettext_lazy("Cooling at 95 °F, highest"),
    "heating_btu_h": gettext_lazy("Heating as claimed, no temperature given"),
    "heating_max_btu": gettext_lazy("Heating, highest, no temperature given"),
    "heat_source": gettext_lazy("Heats by"),
    "full_capacity_down_to_f": gettext_lazy("Full output down to, as claimed"),
    "coldest_published_f": gettext_lazy("Coldest published test"),
    "min_use_temperature_f": gettext_lazy("Coldest room it can be used in"),
    "sound_outdoor_min_db": gettext_lazy("Outdoors, quietest"),
    "sound_measured_db": gettext_lazy("Sound measured by a reviewer"),
    "mounting": gettext_lazy("Mounting"),
    "outdoor_width_in": gettext_lazy("Outdoor unit, width"),
    "outdoor_height_in": gettext_lazy("Outdoor unit, height"),
    "outdoor_depth_in": gettext_lazy("Outdoor unit, depth"),
    "date_certified": gettext_lazy("Certified on"),
    "availability": gettext_lazy("Sale status"),
    "voltage": gettext_lazy("Voltage"),
}
BASES: dict[str, Text] = {
    "cooling_ashrae_btu_h": gettext_lazy("ASHRAE test, larger than the SACC"),
    **dict.fromkeys(("seer2", "eer2"), gettext_lazy("2023 AHRI 210/240")),
    "hspf2": gettext_lazy("2023 AHRI 210/240, region IV unless stated"),
    **dict.fromkeys(
        ("seer", "eer", "hspf"),
        gettext_lazy("older test, not comparable with the newer “2” ratings"),
    ),
    "ceer": gettext_lazy("federal test for room air conditioners, includes standby"),
    "sound_measured_db": gettext_lazy("not a laboratory test"),
}
TERMS: dict[str, str] = {
    **{name: name for name in ("seer2", "hspf2", "eer2", "ceer")},
    **dict.fromkeys(("cooling_btu_h", "heating_btu_h"), "btu"),
    "cooling_min_btu_h": "turndown",
    "cooling_ashrae_btu_h": "sacc",
    "heat_source": "resistance",
    **dict.fromkeys(("min_operating_f", "cutout_f"), "cut-out"),
    "pan_heater": "pan-heater",
    **dict.fromkeys(("sound_indoor_min_db", "sound_indoor_max_db", "sound_outdoor_db"), "db"),
    "compressor": "inverter",
    "refrigerant": "refrigerant",
    "hose": "dual-hose",
    "line_length_max_ft": "line-set",
    "ahri_ref": "ahri",
    "energy_star": "energy-star",
}
"""Figure → its entry in the glossary."""
SPEEDS: dict[str, Text] = {
    "min": gettext_lazy("lowest"),
    "rated": gettext_lazy("rated"),
    "max": gettext_lazy("highest"),
}
CONFIDENCE: dict[str, Text] = {
    Confidence.HIGH.value: gettext_lazy("high confidence"),
    Confidence.MEDIUM.value: gettext_lazy("medium confidence"),
    Confidence.LOW.value: gettext_lazy("low confidence"),
}
