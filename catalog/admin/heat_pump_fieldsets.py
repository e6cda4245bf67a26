"""The form of a heat pump: which field is in which group."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

FIELDSETS: Final[Any] = (
    (
        None,
        {
            "fields": (
                *("brand", "type", "model_number", "machine", "series", "indoor_model"),
                *("outdoor_model", "slug", "address", "ahri_ref"),
            )
        },
    ),
    (
        _("Status"),
        {
            "description": _(
                "Visitors see live units only. A figure that you change here is stored as a"
                " manual entry with today’s date, and later imports do not overwrite it."
            ),
            "fields": (
                *("status", "what_is_missing", "keep_draft", "availability", "replaced_by"),
                *("single_zone", "heat_source", "submittal_url", "notes"),
            ),
        },
    ),
    (
        _("Capacity and ratings"),
        {
            "description": _(
                "Each test method has its own field. Leave a field blank if the figure is"
                " not published. Enter heating outputs below as performance points."
            ),
            "fields": (
                ("cooling_btu_h", "cooling_rating_basis"),
                ("cooling_min_btu_h", "cooling_max_btu_h", "cooling_ashrae_btu_h"),
                ("seer2", "eer2", "ceer"),
                ("hspf2", "hspf2_region"),
                ("seer", "eer", "hspf"),
            ),
        },
    ),
    (
        _("Operating limits"),
        {
            "fields": (
                ("min_operating_f", "cutout_f", "restart_f", "max_operating_heating_f"),
                ("min_operating_cooling_f", "max_operating_cooling_f", "full_capacity_down_to_f"),
            )
        },
    ),
    (
        _("Sound"),
        {
            "fields": (
                ("sound_indoor_min_db", "sound_indoor_max_db", "sound_outdoor_db"),
                "sound_basis",
            )
        },
    ),
    (
        _("Electrical and refrigerant"),
        {
            "fields": (
                ("voltage", "min_circuit_amps", "max_overcurrent_amps", "plug_amps"),
                ("refrigerant", "compressor"),
            )
        },
    ),
    (
        _("Size and fit"),
        {
            "fields": (
                ("form", "hose"),
                ("window_min_in", "window_max_in", "window_fit"),
                ("width_in", "height_in", "depth_in", "weight_lb"),
                ("outdoor_weight_lb", "line_length_max_ft", "precharged_for_ft"),
                "pan_heater",
            )
        },
    ),
    (
        _("Features"),
        {
            "description": _(
                "Unknown means that nothing is published, not that the unit lacks it."
            ),
            "fields": (
                ("cold_climate", "energy_star", "diy_kit", "mobile"),
                ("wifi", "remote", "timer", "sleep_mode"),
                ("dehumidify_mode", "local_control"),
                ("filter", "dehumidification_pints_h"),
            ),
        },
    ),
    (_("Prices by store, newest first"), {"fields": ("price_history",)}),
    (
        _("Warranty"),
        {
            "fields": (
                (
                    "warranty_parts_years",
                    "warranty_compressor_years",
                    "warranty_registered_years",
                ),
            )
        },
    ),
)
