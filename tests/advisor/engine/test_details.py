import pytest

from advisor.engine.answers import CHOICES
from advisor.engine.details import UNTOLD, Details, known_details
from advisor.engine.glass_tables import GLASS_ROWS, SHADES_ANSWER
from advisor.engine.ground import CRAWL_WALL_U
from advisor.engine.roofs import ROOFS
from advisor.engine.room import describe
from advisor.engine.walls import WALL_COLOR, WALL_LETTERS
from tests.advisor.engine.samples import answers_of


def test_every_answer_is_known_to_its_table() -> None:
    assert set(CHOICES["shades"]) == set(SHADES_ANSWER)
    assert set(CHOICES["roof"]) == set(ROOFS)
    assert set(CHOICES["wall_color"]) == set(WALL_COLOR)
    assert set(CHOICES["siding"]) - {"stucco"} <= set(WALL_LETTERS)
    assert set(CHOICES["crawl"]) <= set(CRAWL_WALL_U)
    assert {f"double {frame}" for frame in CHOICES["frame"]} <= set(GLASS_ROWS)


def test_answer_stands_before_what_else_is_known() -> None:
    told = known_details(answers_of(roof="white", siding="stucco"), Details(roof="dark"))
    assert told == Details(roof="white", siding="siding")
    assert known_details(answers_of(), UNTOLD) is not None


@pytest.mark.parametrize(
    ("answer", "usual"),
    [
        ({"shades": "light"}, {}),
        ({"overhang": 2.0}, {}),
        ({"frame": "wood"}, {"glass": "double"}),
        ({"siding": "block"}, {}),
        ({"wall_color": "dark"}, {}),
        ({"roof": "tile"}, {}),
        ({"crawl": "sealed"}, {"below": "crawlspace"}),
    ],
)
def test_untold_answer_widens_the_range(answer: dict[str, object], usual: dict[str, str]) -> None:
    (name,) = answer
    untold, told = describe(answers_of(**usual)), describe(answers_of(**usual, **answer))
    assert name in untold.spreads
    assert name not in told.spreads or name == "shades"
