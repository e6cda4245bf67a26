"""The engine: loads, equipment, season, cost, ranking and verdict for one room.

Plain Python and NumPy: no Django, no clock, no network, no files at call time. Arrays run over the
units of the catalog; one unit is an array of one. The field works in BTU/h, °F, ft² and so do we;
metric is a way of showing.

==================  =================================================================  =============
name                meaning                                                            unit
==================  =================================================================  =============
``*_btu_h``         heat or cold per hour                                              BTU/h
``*_f``             temperature                                                        °F
``*_kwh``           electricity, or heat, of a year                                    kWh
``*_gr_lb``         moisture of air                                                    grains/lb
``cop``             heat moved per electricity used                                    –
``load``            what the room needs at the design temperature (Manual J)           BTU/h
``sensible``        the part of cooling that lowers the temperature; the rest dries    BTU/h
``least``, ``most`` output at the lowest and the highest speed (turndown)              BTU/h
``cut-out``         outdoor temperature below which a unit does not heat               °F
``SACC``            cooling of a portable net of the air it draws in                   BTU/h
==================  =================================================================  =============
"""

from advisor.engine.answers import Answers
from advisor.engine.equipment import Curves, Points, Units
from advisor.engine.place import Climate, Place, Prices
from advisor.engine.ranking import Ranking, rank
from advisor.engine.study import Study, study
from advisor.engine.unit_curves import curves

VERSION = "1.7"

__all__ = [
    "VERSION",
    "Answers",
    "Climate",
    "Curves",
    "Place",
    "Points",
    "Prices",
    "Ranking",
    "Study",
    "Units",
    "curves",
    "rank",
    "study",
]
