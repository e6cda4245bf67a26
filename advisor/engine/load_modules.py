"""The modules that hold the constants of the room and of its load, for the method page."""

from advisor.engine import (
    air,
    design_day,
    envelope,
    glass,
    glass_tables,
    ground,
    load_lines,
    roofs,
    spaces,
    spreads,
    sun,
    walls,
)

ANSWER_MODULES = (spaces, envelope, spreads)
PHYSICS_MODULES = (
    load_lines,
    design_day,
    sun,
    glass,
    glass_tables,
    walls,
    roofs,
    ground,
    air,
)
