"""What a room below a unit's lowest output costs: starts, a fan that keeps turning, controls.

``at_work`` counts with it. Steady losses are in the curves of a unit, and what homes add to them is
in ``field``.
"""

from advisor.engine.constants import ASSUMPTION, constant

LOW_LOAD = constant(
    "LOW_LOAD",
    0.40,
    "of the lowest output",
    source=ASSUMPTION,
    says="load below which a start costs more and more, as runs grow short",
)
LOW_LOAD_LOSS = constant(
    "LOW_LOAD_LOSS",
    0.20,
    "×",
    source="our assumption: two metered homes (advisor/data/field_cop.csv) ask for 0.1 (Dillingham,"
    " one run a day) and 0.6 (a passive house that starts and stops)",
    says="what such starts take of the heat or cold, near no load, beyond the loss from cycling",
)
STANDBY_W = constant(
    "STANDBY_W",
    5.0,
    "W",
    source="5.2 W metered in Dillingham (advisor/data/field_cop.csv), for all units",
    says="controls, all year",
)
IDLE_FAN_W = constant(
    "IDLE_FAN_W",
    12.0,
    "W",
    source=ASSUMPTION,
    says="indoor fan of a mini-split at its lowest speed, while the compressor rests between runs",
)
