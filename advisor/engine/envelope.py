"""What the plain answers about the shell mean: R-values, glass, air changes, shades."""

from advisor.engine.constants import ASSUMPTION, MJ8, constant, table

DOOR_FT2 = constant("DOOR_FT2", 20.0, "ft²", source=ASSUMPTION, says="a door to the outside")
OUTSIDE_DOORS = table(
    "OUTSIDE_DOORS",
    {"wood": 2.0, "metal": 2.86},
    "h·ft²·°F/BTU",
    source="our assumption (wood); two published Manual J houses (insulated metal)",
    says="a door to the outside by what it is made of; a glass door counts as a window",
)
BESIDE = table(
    "BESIDE",
    {"heated": 0.0, "garage": 1.0, "unheated": 1.0},
    "inside walls",
    source=f"{MJ8}, table 4C",
    says="inside walls of the room that have no heated room behind them, by the answer",
)
PERIMETER_FACTOR = constant(
    "PERIMETER_FACTOR",
    4.2,
    "ft per √ft²",
    source=ASSUMPTION,
    says="perimeter of a room = 4.2 × √area: a rectangle of about 1.5 to 1",
)
GARAGE_DOOR_FT2 = constant(
    "GARAGE_DOOR_FT2",
    112.0,
    "ft²",
    source=ASSUMPTION,
    says="a two-car garage door, 16 × 7 ft; never more than a fifth of the floor plus 24 ft²",
)
INSULATION = ("poor", "fair", "average", "good", "very_good")
_ENVELOPE_SOURCE = (
    "our assumption, anchored in Manual J construction tables and IECC 2012-2021 R402.1"
)
WALL_R = table(
    "WALL_R",
    dict(zip(INSULATION, (4.0, 9.0, 12.0, 16.0, 22.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="outside wall, whole assembly, by the insulation answer",
)
CEILING_R = table(
    "CEILING_R",
    dict(zip(INSULATION, (8.0, 18.0, 28.0, 38.0, 49.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="ceiling or roof",
)
FLOOR_R = table(
    "FLOOR_R",
    dict(zip(INSULATION, (4.0, 10.0, 16.0, 22.0, 30.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="framed floor",
)
WINDOW_U = table(
    "WINDOW_U",
    dict(zip(INSULATION, (1.00, 0.65, 0.50, 0.32, 0.25), strict=True)),
    "BTU/h·ft²·°F",
    source=_ENVELOPE_SOURCE,
    says="windows, when the type of glass is not known",
)
SHGC = table(
    "SHGC",
    dict(zip(INSULATION, (0.75, 0.67, 0.60, 0.32, 0.28), strict=True)),
    "share",
    source=_ENVELOPE_SOURCE,
    says="solar heat gain of the windows, when the type of glass is not known",
)
DOOR_R = table(
    "DOOR_R",
    dict(zip(INSULATION, (2.0, 2.0, 3.0, 5.0, 6.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="outside door",
)
GLASS_U = table(
    "GLASS_U",
    {"single": 1.00, "double": 0.55, "low_e": 0.32},
    "BTU/h·ft²·°F",
    source=_ENVELOPE_SOURCE,
    says="windows by the glass answer, frame included",
)
GLASS_SHGC = table(
    "GLASS_SHGC",
    {"single": 0.75, "double": 0.62, "low_e": 0.32},
    "share",
    source=_ENVELOPE_SOURCE,
    says="solar heat gain by the glass answer",
)
GARAGE_DOOR_R = table(
    "GARAGE_DOOR_R",
    {"bare": 1.5, "insulated": 3.0},
    "h·ft²·°F/BTU",
    source=ASSUMPTION,
    says="a garage door that stays",
)
SLAB_INSULATION_R = table(
    "SLAB_INSULATION_R",
    dict(zip(INSULATION, (0.0, 0.0, 0.0, 5.0, 10.0), strict=True)),
    "h·ft²·°F/BTU",
    source=_ENVELOPE_SOURCE,
    says="insulation at the edge of a slab",
)
SLAB_EDGE_DEPTH_FT = constant(
    "SLAB_EDGE_DEPTH_FT",
    2.0,
    "ft",
    source=ASSUMPTION,
    says="how far down the insulation of a slab's edge goes, unless told",
)
AIR_CHANGES = table(
    "AIR_CHANGES",
    dict(zip(INSULATION, (0.80, 0.59, 0.38, 0.26, 0.14), strict=True)),
    "1/h",
    source=f"{MJ8}, table 5A, one story, 1,500-2,000 ft²",
    says="winter air changes of a house, very leaky to very tight",
)
AIR_CHANGES_SMALL = table(
    "AIR_CHANGES_SMALL",
    dict(zip(INSULATION, (1.29, 0.95, 0.61, 0.41, 0.21), strict=True)),
    "1/h",
    source=f"{MJ8}, table 5A, 900 ft² or less",
    says="winter air changes of a small freestanding building",
)
DRAFTS_CLASS = table(
    "DRAFTS_CLASS",
    {"tight": 3.5, "average": 2.0, "drafty": 0.5},
    "place on the scale poor 0 … very good 4",
    source=ASSUMPTION,
    says="the draft answer on the leakiness scale of Manual J",
)
BASEMENT_AIR_SHARE = constant(
    "BASEMENT_AIR_SHARE",
    0.1,
    "×",
    source=ASSUMPTION,
    says="a wall below ground leaks, at its top, this share of one above",
)
INSIDE_SHADE = constant(
    "INSIDE_SHADE", 0.70, "×", source=MJ8, says="sun that passes usual blinds or curtains"
)
SCREENS_UNTOLD = constant(
    "SCREENS_UNTOLD",
    0.9,
    "×",
    source=ASSUMPTION,
    says="sun that passes insect screens where nobody said whether there are any",
)
OUTSIDE_SHADE = table(
    "OUTSIDE_SHADE",
    {"none": 1.0, "partial": 0.7, "full": 0.35},
    "×",
    source=ASSUMPTION,
    says="sun that reaches the glass past trees, awnings, or neighbors",
)
FACING_SHARE = table(
    "FACING_SHARE",
    {0: 1.0, 1: 1.0, 2: 0.75, 3: 0.6, 4: 0.5},
    "share",
    source=ASSUMPTION,
    says="glass on the side that was named, by the number of outside walls",
)
WINDOW_SHARE = table(
    "WINDOW_SHARE",
    {"none": 0.0, "few": 0.08, "average": 0.14, "many": 0.22},
    "of the floor area",
    source=ASSUMPTION,
    says="window area by the windows answer",
)
GLASS_ROOM_SHARE = table(
    "GLASS_ROOM_SHARE",
    {"none": 0.0, "average": 0.45, "many": 0.6, "glass_walls": 0.75},
    "of the outside walls",
    source=ASSUMPTION,
    says="window area of a sunroom or porch by the windows answer; one small window as elsewhere",
)
GLASS_WALLS_SHARE = constant(
    "GLASS_WALLS_SHARE",
    0.5,
    "of the outside walls",
    source=ASSUMPTION,
    says="glass of an ordinary room with glass walls",
)
MAX_GLASS_SHARE = constant(
    "MAX_GLASS_SHARE", 0.9, "of the outside walls", source=ASSUMPTION, says="most glass in a wall"
)
