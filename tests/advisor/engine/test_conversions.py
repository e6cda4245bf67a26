import numpy as np
import pytest

from advisor.engine import conversions
from advisor.engine.conversions import celsius, fahrenheit


@pytest.mark.parametrize(("f", "c"), [(32, 0), (212, 100), (-40, -40), (68, 20)])
def test_both_scales_meet_where_they_should(f: float, c: float) -> None:
    assert celsius(f) == pytest.approx(c)
    assert fahrenheit(c) == pytest.approx(f)


def test_arrays_are_converted_as_numbers_are() -> None:
    assert celsius(np.array([32.0, 50.0])) == pytest.approx([0, 10])


def test_factors_agree_with_tables_of_the_national_institute() -> None:
    # NIST Special Publication 811 (2008), appendix B.8: BTU(IT) 1.055056 kJ, ft² 0.0929 m².
    assert pytest.approx(3600 / 1.055056, rel=1e-6) == conversions.BTU_PER_KWH
    assert pytest.approx(9.290304e-2) == conversions.M2_PER_FT2
    assert pytest.approx(3.516853, rel=1e-6) == conversions.BTU_H_PER_TON * conversions.KW_PER_BTU_H
