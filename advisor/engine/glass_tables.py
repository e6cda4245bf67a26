"""Manual J 8's tables of glass: sun by side, how it becomes load, and the shadow of an eave."""

from advisor.engine.constants import ASSUMPTION, HPXML_INPUTS, MJ8, constant, table

PEAK_SUN_LATITUDES = (28.0, 34.0, 40.0, 46.0, 52.0, 60.0)
_NE_NW = (149.0, 140.0, 135.0, 130.0, 124.0, 114.0)
_E_W = (220.0, 219.0, 216.0, 213.0, 208.0, 199.0)
_SE_SW = (172.0, 185.0, 196.0, 205.0, 212.0, 217.0)
PEAK_SUN = table(
    "PEAK_SUN",
    {
        "n": (38.0, 37.0, 35.0, 34.0, 32.0, 28.0),
        "ne": _NE_NW,
        "e": _E_W,
        "se": _SE_SW,
        "s": (91.0, 121.0, 149.0, 173.0, 193.0, 211.0),
        "sw": _SE_SW,
        "w": _E_W,
        "nw": _NE_NW,
        "flat": (272.0, 261.0, 247.0, 230.0, 208.0, 176.0),
    },
    "BTU/h·ft² at 28, 34, 40, 46, 52, 60° north",
    source=f"{MJ8}, table 3D-2",
    says="strongest sun on each side",
)
LOAD_SHARE = table(
    "LOAD_SHARE",
    {
        "n": (0.48, 0.29),
        "ne": (0.40, 0.32),
        "e": (0.38, 0.32),
        "se": (0.35, 0.29),
        "s": (0.24, 0.18),
        "sw": (0.35, 0.29),
        "w": (0.38, 0.32),
        "nw": (0.40, 0.32),
        "flat": (0.68, 0.52),
    },
    "× without, with shades inside",
    source=f"{MJ8}, table 3D-3",
    says="average of a day's load against the strongest sun",
)
TABLE_HOURS = tuple(range(8, 20))
HOURLY_SHARE_BARE = table(
    "HOURLY_SHARE_BARE",
    {
        "n": (0.48, 0.56, 0.63, 0.71, 0.76, 0.80, 0.82, 0.82, 0.79, 0.75, 0.69, 0.61),
        "ne": (0.51, 0.51, 0.45, 0.39, 0.36, 0.33, 0.31, 0.28, 0.26, 0.23, 0.19, 0.15),
        "e": (0.51, 0.57, 0.57, 0.50, 0.42, 0.37, 0.32, 0.29, 0.25, 0.22, 0.19, 0.15),
        "se": (0.43, 0.55, 0.62, 0.63, 0.57, 0.48, 0.42, 0.37, 0.33, 0.28, 0.24, 0.19),
        "s": (0.14, 0.22, 0.34, 0.48, 0.59, 0.65, 0.65, 0.59, 0.50, 0.43, 0.36, 0.28),
        "sw": (0.10, 0.12, 0.14, 0.16, 0.24, 0.36, 0.49, 0.60, 0.66, 0.66, 0.58, 0.43),
        "w": (0.08, 0.10, 0.11, 0.12, 0.14, 0.20, 0.32, 0.45, 0.57, 0.64, 0.61, 0.44),
        "nw": (0.10, 0.12, 0.14, 0.16, 0.17, 0.19, 0.23, 0.33, 0.47, 0.59, 0.60, 0.43),
        "flat": (0.24, 0.36, 0.48, 0.58, 0.66, 0.72, 0.74, 0.73, 0.67, 0.59, 0.47, 0.37),
    },
    "× at 8 to 19 o'clock",
    source=f"{MJ8}, table A11-5",
    says="load through bare glass against the strongest sun",
)
HOURLY_SHARE_SHADED = table(
    "HOURLY_SHARE_SHADED",
    {
        "n": (0.65, 0.73, 0.80, 0.86, 0.89, 0.89, 0.86, 0.82, 0.75, 0.78, 0.91, 0.24),
        "ne": (0.74, 0.58, 0.37, 0.29, 0.27, 0.26, 0.24, 0.22, 0.20, 0.16, 0.12, 0.06),
        "e": (0.80, 0.76, 0.62, 0.41, 0.27, 0.24, 0.22, 0.20, 0.17, 0.14, 0.11, 0.06),
        "se": (0.74, 0.81, 0.79, 0.68, 0.49, 0.33, 0.28, 0.25, 0.22, 0.18, 0.13, 0.08),
        "s": (0.23, 0.38, 0.58, 0.75, 0.83, 0.80, 0.68, 0.50, 0.35, 0.27, 0.19, 0.11),
        "sw": (0.14, 0.16, 0.19, 0.22, 0.38, 0.59, 0.75, 0.83, 0.81, 0.69, 0.45, 0.16),
        "w": (0.11, 0.13, 0.15, 0.16, 0.17, 0.31, 0.53, 0.72, 0.82, 0.81, 0.61, 0.16),
        "nw": (0.14, 0.17, 0.19, 0.20, 0.21, 0.22, 0.30, 0.52, 0.73, 0.82, 0.69, 0.16),
        "flat": (0.44, 0.59, 0.72, 0.81, 0.85, 0.85, 0.81, 0.71, 0.58, 0.42, 0.25, 0.14),
    },
    "× at 8 to 19 o'clock",
    source=f"{MJ8}, table A11-6",
    says="the same with blinds, curtains or shades inside",
)
HOURLY_COOLER_F = table(
    "HOURLY_COOLER_F",
    dict(
        zip(
            TABLE_HOURS,
            (-12.6, -10.0, -7.4, -5.0, -2.9, -1.3, -0.3, 0.0, -0.3, -1.3, -2.9, -5.0),
            strict=True,
        )
    ),
    "°F by hour",
    source=f"{MJ8}, table A11-3, a medium daily range; half of it where low, 1.5 × where high",
    says="how much cooler it is outside than at the hottest hour",
)
EXCURSION = constant(
    "EXCURSION",
    1.3,
    "×",
    source=f"{MJ8}, adequate exposure diversity",
    says="a room's strongest hour counts where it is above 1.3 × the mean of the day's hours",
)
SHADE_MODIFIER = constant(
    "SHADE_MODIFIER",
    0.87,
    "solar gain of the glass in the tables",
    source=f"{MJ8}, table 3D",
    says="the tables of sun are for plain glass of this solar gain",
)
SKYLIGHT_HOTTER_F = constant(
    "SKYLIGHT_HOTTER_F", 15.0, "°F", source=MJ8, says="air above a skylight, hotter than outside"
)

EAVE_LATITUDES = (25.0, 30.0, 35.0, 40.0, 45.0, 50.0)
_EAVE_SE_SW = (1.89, 1.63, 1.41, 1.25, 1.13, 1.01)
_EAVE_E_W = (0.83, 0.83, 0.82, 0.81, 0.80, 0.79)
_NO_SHADOW = (0.0,) * len(EAVE_LATITUDES)
EAVE_SHADOW = table(
    "EAVE_SHADOW",
    {
        "n": _NO_SHADOW,
        "ne": _NO_SHADOW,
        "e": _EAVE_E_W,
        "se": _EAVE_SE_SW,
        "s": (10.1, 5.40, 3.53, 2.60, 2.05, 1.70),
        "sw": _EAVE_SE_SW,
        "w": _EAVE_E_W,
        "nw": _NO_SHADOW,
    },
    "ft of shadow per ft of eave at 25, 30, 35, 40, 45, 50° north",
    source=f"{MJ8}, table 3E-1",
    says="shadow of an eave, average of the day",
)
_NO_SHADOWS = ((0.0,) * len(PEAK_SUN_LATITUDES),)
_EARLY_E = (1.0, 1.0, 1.0, 0.9, 0.9, 0.8)
_LATE_NE_NW = (1.9, 2.1, 2.4, 2.6, 3.1, 3.9)
_SW_NOON, _SW_LATE = (5.0, 3.4, 2.6, 2.1, 1.7, 1.3), (1.2, 1.1, 0.9, 0.8, 0.8, 0.7)
_S_EARLY, _S_NOON = (5.3, 3.2, 2.2, 1.8, 1.4, 1.1), (3.7, 2.5, 1.9, 1.5, 1.2, 0.9)
EAVE_SHADOW_HOURLY = table(
    "EAVE_SHADOW_HOURLY",
    {
        "n": (*_NO_SHADOWS * 3, (0.5, 0.7, 0.8, 1.0, 1.3, 1.8)),
        "ne": (_LATE_NE_NW, *_NO_SHADOWS * 3),
        "e": (_EARLY_E, *_NO_SHADOWS * 3),
        "se": (_SW_LATE, _SW_NOON, *_NO_SHADOWS * 2),
        "s": (_S_EARLY, _S_NOON, _S_EARLY, (0.0, 0.0, 0.2, 0.0, 0.0, 0.0)),
        "sw": (*_NO_SHADOWS, _SW_NOON, _SW_LATE, (0.2, 0.2, 0.1, 0.2, 0.3, 0.3)),
        "w": (*_NO_SHADOWS * 2, _EARLY_E, (0.1, 0.1, 0.1, 0.2, 0.2, 0.2)),
        "nw": (*_NO_SHADOWS * 2, _LATE_NE_NW, (0.1, 0.1, 0.0, 0.2, 0.2, 0.2)),
    },
    "ft per ft at 8-10, 11-13, 14-16, 17-19 o'clock, each at 28, 34, 40, 46, 52, 60° north",
    source=f"{MJ8}, table A11-7",
    says="shadow of an eave through the day; beyond it the glass counts as facing north",
)

INSIDE_SHADES = table(
    "INSIDE_SHADES",
    {
        "none": (1.0, 0.0),
        "light_curtains": (0.84, 0.42),
        "medium_curtains": (0.94, 0.37),
        "dark_curtains": (0.98, 0.25),
        "light_shades": (0.82, 0.42),
        "medium_shades": (0.90, 0.38),
        "dark_shades": (0.98, 0.33),
        "light_blinds": (0.78, 0.47),
        "medium_blinds": (0.90, 0.41),
        "dark_blinds": (0.98, 0.25),
        "light_blinds_half_open": (0.93, 0.38),
        "medium_blinds_half_open": (0.95, 0.26),
        "dark_blinds_half_open": (1.00, 0.19),
    },
    "C1, C2",
    source=HPXML_INPUTS,
    says="shades inside pass C1 − C2 × solar gain of the glass where they cover it",
)
SHADES_ANSWER = table(
    "SHADES_ANSWER",
    {
        "none": ("none", 0.0),
        "curtains": ("light_curtains", 0.5),
        "light": ("light_shades", 1.0),
        "dark": ("dark_shades", 1.0),
        "blinds": ("medium_blinds_half_open", 1.0),
    },
    "kind, share of the glass covered",
    source=ASSUMPTION,
    says="what the answers about shades inside mean",
)
SCREENS = table(
    "SCREENS",
    {"none": 1.0, "half": 0.82, "full": 0.64},
    "×",
    source=HPXML_INPUTS,
    says="insect screens outside",
)
GLASS_ROWS = table(
    "GLASS_ROWS",
    {
        "single metal": (1.27, 0.75),
        "single wood": (0.89, 0.64),
        "double metal": (0.81, 0.67),
        "double metal_break": (0.60, 0.67),
        "double wood": (0.51, 0.56),
        "low_e metal": (0.67, 0.37),
        "low_e metal_break": (0.47, 0.37),
        "low_e wood": (0.36, 0.31),
    },
    "U in BTU/h·ft²·°F, solar gain",
    source=HPXML_INPUTS,
    says="whole window by panes and frame (vinyl and fiberglass as wood; low-e of low gain)",
)
GLASS_FT = constant("GLASS_FT", 4.0, "ft", source=ASSUMPTION, says="height of a window's glass")
EAVE_GAP_FT = constant(
    "EAVE_GAP_FT", 1.0, "ft", source=ASSUMPTION, says="from an eave down to the glass"
)
