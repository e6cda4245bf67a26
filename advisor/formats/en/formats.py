"""Dates as every page here writes them, whoever reads: the month in words, so none is mistaken."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
