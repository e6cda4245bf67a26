"""One machine under several labels: by rule, by hand, or only suspected."""

import pytest

from catalog.machines import Label, machines, suspects

SIX = (9100.0, 10_500.0, 11_000.0, 9500.0, 10.4, 26.0)


def label(id_: int, **changes: object) -> Label:
    usual = {
        "id": id_,
        "brand": "Gree",
        "number": f"GS09-{id_}",
        "type": "mini_split",
        "figures": SIX,
        "voltage": "208/230",
        "machine": "",
    }
    return Label(**(usual | changes))  # type: ignore[arg-type]


def together(*labels: Label) -> bool:
    found = machines(labels)
    return len({found[each.id] for each in labels}) == 1


def test_brands_of_one_builder_with_the_same_six_figures_are_one_machine() -> None:
    one, other = label(1), label(2, brand="Tosot", number="TW09HP32A2DO")
    assert machines([one, other]) == {1: 1, 2: 1}


def test_numbers_that_begin_alike_are_one_machine_whoever_builds_it() -> None:
    names = {"brand": "Hisense", "number": "AST-12UW3SXE01"}
    assert together(label(1, **names), label(2, **names | {"number": "AST12UW3SXG01"}))


def test_a_third_label_joins_through_one_that_it_is_akin_to() -> None:
    assert together(
        label(1, brand="Tosot", number="TW09"),
        label(2, brand="Blueridge", number="BMS09"),
        label(3, brand="Midea", number="MO1"),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"brand": "Fujitsu", "number": "AOU9"},
        {"figures": (*SIX[:5], 26.1)},
        {"type": "window"},
        {"voltage": "115"},
        {"figures": (9100.0, 0.0, 0.0, 9500.0, 10.4, 26.0)},
    ],
)
def test_a_label_stays_apart_where_the_machine_may_be_another(changes: dict[str, object]) -> None:
    assert not together(label(1), label(2, **changes))


def test_a_label_of_unknown_voltage_joins_neither_of_two_voltages() -> None:
    found = machines([label(1), label(2, voltage="115"), label(3, voltage="")])
    assert found == {1: 1, 2: 2, 3: 3}


def test_the_desk_joins_what_no_rule_joins_and_parts_what_the_rule_would_join() -> None:
    by_hand = {"machine": "Midea U-shaped 8k", "figures": (8000.0,) * 6, "type": "window"}
    named = [label(1, **by_hand, brand="Midea"), label(2, **by_hand, brand="Keystone")]
    alone = [label(3), label(4, machine="another machine")]
    assert machines([*named, *alone]) == {1: 1, 2: 1, 3: 3, 4: 4}


def test_the_same_figures_of_unrelated_brands_are_shown_to_the_desk() -> None:
    one, other = label(1), label(2, brand="Fujitsu", number="AOU9")
    assert suspects([one, other]) == [[one, other]]
    assert suspects([label(1), label(2)]) == []
    assert suspects([label(1, machine="a"), label(2, machine="b")]) == []
