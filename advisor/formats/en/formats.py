"""Dates as every page here writes them, whoever reads: the month in words, so none is mistaken."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, H:i"
