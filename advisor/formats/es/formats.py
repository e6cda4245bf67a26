"""Numbers of the Spanish that is spoken in the United States: a point for decimals, as on bills."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
