"""What a card says of buying."""

from datetime import date
from decimal import Decimal

from advisor.advice.contract import Sale, ShopPrice
from advisor.pages.shared.sale_lines import (
    other_labels,
    pair_notes,
    sale_sentence,
    unknown_of_asked,
)
from tests.advisor.advice.sample_advice import create_pick

SEEN = date(2026, 9, 12)


def sale(status: str, *shops: ShopPrice) -> Sale:
    return Sale(status=status, seen=SEEN, source="a list", shops=list(shops))


def test_a_certification_is_dated_and_is_no_word_of_a_store() -> None:
    pick = create_pick(sale=sale("certified"))
    assert sale_sentence(pick) == "On ENERGY STAR’s list, September 12, 2026"


def test_a_unit_that_nobody_lists_is_not_called_sold() -> None:
    pick = create_pick(sale=Sale(status="unknown", seen=None, source="", shops=[]))
    assert sale_sentence(pick) == "Not known if it is sold"


def test_the_labels_of_one_machine_are_named_with_the_prices_seen() -> None:
    shop = ShopPrice(name="A store (Tosot B)", usd=Decimal(899), seen=SEEN, url=None)
    pick = create_pick(names=["Gree A", "Tosot B"], sale=sale("certified", shop))
    found = other_labels(pick)
    assert found is not None
    assert (found.sentence, found.more) == ("The same machine: Tosot B ($899).", ())


def test_further_labels_wait_behind_one_touch() -> None:
    found = other_labels(create_pick(names=["A 1", "B 2", "C 3", "D 4", "E 5", "F 6"]))
    assert found is not None
    assert found.sentence == "The same machine: B 2 and 4 more."
    assert found.more == ("C 3", "D 4", "E 5", "F 6")
    assert other_labels(create_pick(names=["A 1"])) is None


def test_what_was_asked_and_is_not_published_is_said_on_the_card() -> None:
    pick = create_pick(asked_unknown=["voltage", "hookup", "wifi"])
    assert unknown_of_asked(pick) == (
        "Its voltage is not published. Check it before you buy.",
        "Its voltage is not published, and there are only 120 volts here. Check it before you buy.",
        "You asked for “Wi-Fi”; whether it has that is not published.",
    )


def test_an_outdoor_unit_alone_says_whose_figures_it_has() -> None:
    (note,) = pair_notes(create_pick(indoor_open=True))
    assert note.startswith("The number is that of the outdoor unit.")
    assert pair_notes(create_pick()) == ()
