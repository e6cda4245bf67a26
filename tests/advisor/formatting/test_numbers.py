from decimal import Decimal

import pytest
from django.utils import translation

from advisor.formatting.numbers import (
    Figure,
    area_figure,
    btu,
    decibels,
    elevation,
    feet_figure,
    hours,
    inches_figure,
    kwh,
    load_figure,
    mass,
    money,
    money_span,
    number,
    percent,
    rate,
    span,
    temperature,
)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (number(1234.5), "1,234"),
        (number(-0.4), "0"),
        (number(-1234.56, 1), "−1,234.6"),
        (btu(2412), "2,410 BTU/h"),
        (btu(None), "not published"),
        (btu(0), "0 BTU/h"),
        (btu(3412.142, "metric"), "1.00 kW"),
        (btu(60_000, "metric"), "17.6 kW"),
        (str(load_figure(2449)), "2,400 BTU/h"),
        (str(load_figure(844)), "840 BTU/h"),
        (money(Decimal("1650.40")), "$1,650"),
        (money(Decimal(-40)), "−$40"),
        (money(Decimal("-0.3")), "$0"),
        (money(None), "not published"),
        (money_span(Decimal(3100), Decimal(5400)), "$3,100–5,400"),
        (money_span(500, 500), "$500"),
        (rate(Decimal("0.285")), "$0.285"),
        (rate(Decimal("0.18")), "$0.18"),
        (rate(Decimal("3.99")), "$3.99"),
        (temperature(-8.2), "−8 °F"),
        (temperature(-40, "metric"), "−40 °C"),
        (temperature(None), "not published"),
        (percent(0.224), "22%"),
        (percent(0.004), "under 1%"),
        (percent(0), "0%"),
        (percent(None), "not published"),
        (kwh(1240.4), "1,240 kWh"),
        (kwh(None), "not published"),
        (hours(1), "1 hour"),
        (hours(4100), "4,100 hours"),
        (mass(100), "100 lb"),
        (mass(100, "metric"), "45 kg"),
        (str(area_figure(120)), "120 sq ft"),
        (str(area_figure(129.17, "metric")), "12 m²"),
        (str(area_figure(60, "metric")), "5.6 m²"),
        (str(decibels(19, 42)), "19–42 dB"),
        (str(decibels(None, 42)), "42 dB"),
        (str(decibels(None, None)), "not published"),
        (span(Figure("1", "kW"), Figure("2", "kW")), "1–2 kW"),
        (span(Figure("2", "kW"), Figure("2", "kW")), "2 kW"),
    ],
)
def test_numbers_read_as_people_write_them(told: str, text: str) -> None:
    assert told.replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1,234,567.8"), ("es", "1,234,567.8"), ("de", "1.234.567,8")]
)
def test_numbers_follow_the_language_and_spanish_ones_the_bills_here(
    language: str, text: str
) -> None:
    with translation.override(language):
        assert number(1234567.8, 1) == text


def test_lengths_have_spanish_units_on_a_spanish_page() -> None:
    with translation.override("es"):
        assert str(inches_figure(36.4)) == "36.4\u00a0pulgadas"
        assert str(feet_figure(25)) == "25\u00a0pies"
        assert elevation(5280) == "5,280\u00a0pies"
    assert (str(inches_figure(36.4)), elevation(5280)) == ("36.4\u00a0in", "5,280\u00a0ft")
