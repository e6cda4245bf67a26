"""What a quote's unit and size are told, against what the ranking picks for the room."""

import re

import pytest
from django.test import Client

from advisor.advice import advise
from advisor.advice.contract import Pick
from advisor.advice.ninety_six_rooms import answers_of, queries
from tests.advisor.pages.quote.test_page import main, words
from tests.lanes import one_in

pytestmark = pytest.mark.usefixtures("real_data")

GARAGE = (
    "zip=80205&space=garage&area=440&tenure=own&heating_now=gas&garage_door=bare&use=occasional"
    "&cooling_now=none"
)
BEDROOM = "zip=02130&space=bedroom&area=120&exterior_walls=1&heating_now=electric"
SHUT = (
    "zip=60614&space=bedroom&area=160&tenure=rent&heating_now=included&outdoor_unit=no"
    "&wall_hole=no&window_type=casement"
)
ONLY_TOO_STRONG = (
    "zip=94110&space=office&area=60&outdoor_unit=no&window_type=none&heating_now=electric"
)
AGAINST = re.compile(r"[Tt]oo (?:big|small|strong|weak)|We would not put|No unit that we know")
NONE_SERVES = re.compile(r"No unit that we know (?:serves|can be the only heat of) this room\.")
STILL = "The smallest that serves here is still 3.1 times what a mild day needs"


def said_of(client: Client, query: str, **quoted: object) -> str:
    """The first section of the page, on the size."""
    given = dict(part.split("=") for part in query.split("&"))
    page = main(client, **given, **{f"quote_{name}": str(each) for name, each in quoted.items()})
    return words(page.split('aria-labelledby="money-title"')[0])


def first_pick(query: str) -> Pick | None:
    picks = advise(answers_of(query), full=1).picks
    return picks[0] if picks else None


@pytest.mark.parametrize("query", one_in(12, [*queries(typical=False), *queries(typical=True)]))
def test_the_first_pick_and_its_size_are_never_called_wrong(client: Client, query: str) -> None:
    pick = first_pick(query)
    if pick is None:
        assert NONE_SERVES.search(said_of(client, query, btu=9000))
        return
    told = said_of(client, query, model=f"{pick.brand} {pick.model}")
    assert not AGAINST.search(told)
    size = re.findall(r"Right for this room: a [\w -]+ of about ([\d,]+) BTU/h", told)[0]
    rated = pick.cooling_btu_h or 0.0
    assert float(size.replace(",", "")) == pytest.approx(rated, rel=0.12)
    if pick.type == "mini_split":
        told = said_of(client, query, btu=size)
        assert "The right size: that of our first pick." in told
        assert not AGAINST.search(told)


@pytest.mark.parametrize(
    ("query", "quoted", "said"),
    [
        (GARAGE, {"model": "MSZ-FX15NL / MUZ-FX15NLHZ"}, "with another heater for the coldest"),
        (GARAGE, {"btu": 15000}, "The right size: that of our first pick."),
        (GARAGE, {"btu": 9000}, "This size can serve. The one that we would put in is larger."),
        (GARAGE, {"btu": 6000}, "Very likely too small: of 39 units of this size, 7 give enough"),
        (GARAGE, {"btu": 48000}, "We know no unit of this size that would go in here."),
        (BEDROOM, {"btu": 6000}, STILL),
        (BEDROOM, {"model": "MSZ-FS06NA"}, STILL),
        (BEDROOM, {"model": "MSZ-FS06NA / MUZ-FS06NAH"}, "of the right size here, yet it stops"),
        (BEDROOM, {"btu": 12000}, "This size can serve. The one that we would put in is smaller."),
        (BEDROOM, {"btu": 18000}, "Very likely too big: of 331 units of this size, 8 turn down"),
        (SHUT, {"btu": 9000}, "By your answers this room may not have a mini-split."),
    ],
)
def test_a_quoted_unit_or_size_is_told_as_the_ranking_has_it(
    client: Client, query: str, quoted: dict[str, object], said: str
) -> None:
    assert said in said_of(client, query, **quoted)


def test_a_room_that_may_have_no_mini_split_is_told_so_before_any_price(client: Client) -> None:
    page = words(main(client, **dict(part.split("=") for part in SHUT.split("&"))))
    refusal = page.index("By your answers this room may not have a mini-split.")
    assert refusal < page.index("Were it allowed, with every line that this room needs: $")
    assert "Right for this room" not in page


def test_what_the_head_of_a_quote_says_is_not_said_again_below_it(client: Client) -> None:
    barn = "zip=56601&space=workshop&area=600&heating_now=none&insulation=poor&goal=heating"
    for query, head in (
        (barn, "No unit that we know can be the only heat of this room."),
        (SHUT, "By your answers this room may not have a mini-split."),
    ):
        assert said_of(client, query, btu=9000).count(head) == 1


def test_a_room_that_cooling_sizes_is_asked_for_its_cooling_load(client: Client) -> None:
    phoenix = "zip=85016&space=office&area=200&above=roof&heating_now=none"
    page = words(
        main(client, **dict(part.split("=") for part in phoenix.split("&")), quote_btu="9000")
    )
    assert re.search(
        r"Did you calculate the load of this room\? Ours is [\d,]+ BTU/h of cooling", page
    )


def test_the_least_strong_of_units_that_are_all_too_strong_is_not_refused(client: Client) -> None:
    """The limit on strength gave way there, as it would have left nothing."""
    told = said_of(client, ONLY_TOO_STRONG, model="WHVT14B33A")
    assert "of the right size here, yet it stops and starts most of the time" in told
    assert not AGAINST.search(told)


def test_a_unit_left_out_for_its_place_is_not_called_right(client: Client) -> None:
    told = said_of(client, SHUT, model="MSZ-FS06NA / MUZ-FS06NAH")
    assert "We would not put this unit in this room." in told
    assert "Right for this room" not in told


@pytest.mark.parametrize("hookup", ["shore_30", "none"])
def test_a_quoted_unit_of_unknown_voltage_fits_by_its_size_alone(
    client: Client, hookup: str
) -> None:
    rv = f"zip=85001&space=rv&area=180&moves=yes&hookup={hookup}"
    told = said_of(client, rv, model="ASUH12KZAS", total=4000)
    assert "By its size the unit fits this room." in told
    assert "Its voltage is not published, and there are only 120 volts here." in told
    told = said_of(client, rv.replace(f"hookup={hookup}", "hookup=shore_50"), model="ASUH12KZAS")
    assert "The unit fits this room." in told
    assert "voltage is not published" not in told


def test_who_is_quoted_the_smallest_is_not_sent_to_look_for_a_smaller_one(client: Client) -> None:
    smallest = said_page(client, BEDROOM, "MSZ-FS06NA / MUZ-FS06NAH")
    assert "Is there a unit that turns down further?" not in smallest
    larger = said_page(client, BEDROOM, "AGU15RLF / AOU15RLFFH")
    assert "Is there a unit that turns down further?" in larger


def said_page(client: Client, query: str, model: str) -> str:
    return words(
        main(client, **dict(part.split("=") for part in query.split("&")), quote_model=model)
    )
