"""Units of measure: the one place that says how many of this are in one of that."""

KW_PER_BTU_H = 1 / 3412.142
M2_PER_FT2 = 0.09290304
