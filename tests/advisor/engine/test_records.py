from dataclasses import dataclass, replace
from functools import cached_property

import pytest

from advisor.engine.records import changed


@dataclass(frozen=True, kw_only=True)
class Box:
    width_in: float
    height_in: float = 2.0

    @cached_property
    def area_in2(self) -> float:
        return self.width_in * self.height_in


def test_a_changed_record_is_what_replace_makes_of_it() -> None:
    assert changed(Box(width_in=3.0), height_in=5.0) == replace(Box(width_in=3.0), height_in=5.0)


def test_the_record_itself_stays_as_it_was() -> None:
    box = Box(width_in=3.0)
    changed(box, width_in=4.0)
    assert box == Box(width_in=3.0)


def test_what_a_record_computed_of_itself_is_computed_again() -> None:
    box = Box(width_in=3.0)
    assert box.area_in2 == 6.0
    assert changed(box, width_in=4.0).area_in2 == 8.0


def test_a_field_that_no_record_has_is_an_error() -> None:
    with pytest.raises(TypeError, match="No fields of Box: depth_in"):
        changed(Box(width_in=3.0), depth_in=1.0)
