from decimal import Decimal

from advisor.engine.tariffs import Tariff


def months(first: int, last: int) -> list[int]:
    tariff = Tariff(
        code="t",
        name="T",
        states=("MA",),
        change_usd_kwh=Decimal("-0.07"),
        first_month=first,
        last_month=last,
    )
    return [number for number, covered in enumerate(tariff.months, start=1) if covered]


def test_a_winter_turns_the_year() -> None:
    assert months(11, 4) == [1, 2, 3, 4, 11, 12]


def test_a_summer_does_not() -> None:
    assert months(6, 9) == [6, 7, 8, 9]
    assert months(5, 5) == [5]
