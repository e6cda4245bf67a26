"""What the loads were measured at: 22 rooms worked by Manual J 8, asked in three ways.

The figures are those that ``tests/advisor/engine/test_reference_rooms.py`` finds, which fails when
one of them is no longer true.
"""

from advisor.engine.constants import table

ACCURACY = table(
    "ACCURACY",
    {
        "known, error": (0.0001, 0.0015),
        "expert, error": (0.001, 0.033),
        "expert, inside": (1.0, 1.0),
        "plain, error": (0.041, 0.111),
        "plain, inside": (1.0, 1.0),
        "place and size, inside": (0.91, 0.91),
    },
    "share: heating, cooling",
    source="measured on the 22 rooms of advisor/data/reference_rooms.csv (November 2026)",
    says="median error of the likely load, and rooms inside the range: with every input known, an"
    " expert's answers, plain answers, and ZIP code, kind and size of the room alone",
)
