import re
from collections.abc import Callable
from typing import Any

import pytest

from advisor.drawing.furniture import FURNITURE
from advisor.drawing.room_sketch import SKETCH_HEIGHT, SKETCH_WIDTH, RoomSketch
from advisor.engine.answers import CHOICES, SPACES, Answers
from advisor.engine.room import describe
from advisor.pages.wizard.live import drawn_room, sketch_of
from advisor.questions.answer_form import read_text

Sketch = Callable[..., RoomSketch]


@pytest.fixture
def sketch() -> Sketch:
    def make(**told: Any) -> RoomSketch:
        answers = {"space": "bedroom", "area": 120, **told}
        return sketch_of(read_text("&".join(f"{k}={v}" for k, v in answers.items())))

    return make


def kinds(drawn: RoomSketch) -> list[str]:
    return [shape.kind for shape in drawn.shapes for _part in range(shape.path.count("M"))]


def points(drawn: RoomSketch) -> list[tuple[float, float]]:
    every = " ".join(shape.path for shape in drawn.shapes)
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[0-9.]+),(-?[0-9.]+)", every)]


def wide(drawn: RoomSketch) -> float:
    xs = [x for x, _y in points(drawn)]
    return max(xs) - min(xs)


def tall(drawn: RoomSketch) -> float:
    ys = [y for _x, y in points(drawn)]
    return max(ys) - min(ys)


def test_a_larger_room_is_drawn_larger(sketch: Sketch) -> None:
    assert wide(sketch(area=20)) < wide(sketch(area=120)) < wide(sketch(area=1200))


def test_a_higher_room_is_drawn_higher(sketch: Sketch) -> None:
    assert tall(sketch(ceiling=7)) < tall(sketch(ceiling=9))


@pytest.mark.parametrize(("walls", "tinted"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
def test_walls_to_the_outside_are_tinted(sketch: Sketch, walls: int, tinted: int) -> None:
    drawn = sketch(exterior_walls=walls, above="heated", below="heated")
    assert kinds(drawn).count("sk-out") == tinted
    assert kinds(drawn).count("sk-in") == 4 - tinted


def test_what_nobody_told_is_dashed(sketch: Sketch) -> None:
    assert "sk-out sk-guess" in kinds(sketch())
    told = sketch(
        exterior_walls=2, above="attic", below="slab", windows="few", facing="n", insulation="good"
    )
    assert not [kind for kind in kinds(told) if "guess" in kind]


@pytest.mark.parametrize(
    ("told", "shines"),
    [
        ({"windows": "few", "facing": "w"}, True),
        ({"windows": "few", "facing": "w", "shade": "full"}, False),
        ({"windows": "few", "facing": "n"}, False),
        ({"windows": "none", "facing": "w"}, False),
        ({"facing": "w"}, False),
        ({}, False),
    ],
)
def test_the_sun_shines_where_it_comes_in(
    sketch: Sketch, told: dict[str, str], shines: bool
) -> None:
    drawn = sketch(**told)
    assert (drawn.sun is not None) is shines
    assert ("sk-beam" in kinds(drawn)) is shines


def test_the_morning_sun_stands_on_the_other_side(sketch: Sketch) -> None:
    morning, evening = (
        sketch(exterior_walls=2, windows="few", facing=side).sun for side in ("e", "w")
    )
    assert morning is not None
    assert evening is not None
    assert morning[0] < SKETCH_WIDTH / 2 < evening[0]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"windows": "few", "shade": "full"}, "sk-blind"),
        ({"windows": "few", "shade": "partial"}, "sk-tree"),
        ({"windows": "few", "drafts": "drafty"}, "sk-draft"),
        ({"space": "garage", "area": 400, "garage_door": "bare"}, "sk-door"),
        ({"space": "basement", "area": 400, "below_grade": 6}, "sk-soil"),
        ({"space": "rv", "below": "outdoors"}, "sk-wheel"),
        ({"space": "sunroom"}, "sk-tree"),
    ],
)
def test_an_answer_is_seen(sketch: Sketch, told: dict[str, Any], kind: str) -> None:
    assert kind in kinds(sketch(**told))
    assert kind not in kinds(sketch(windows="none", area=20))


def test_a_better_wall_is_thicker(sketch: Sketch) -> None:
    assert wide(sketch(insulation="poor")) < wide(sketch(insulation="very_good"))


def test_every_space_has_its_furniture() -> None:
    assert set(FURNITURE) == set(SPACES)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("above", CHOICES["above"])
@pytest.mark.parametrize("below", CHOICES["below"])
def test_every_room_fits_on_its_sheet(sketch: Sketch, space: str, above: str, below: str) -> None:
    for area, ceiling in ((20, 20), (160, 8), (2500, 6)):
        told = {"exterior_walls": 4, "windows": "glass_walls", "facing": "s", "shade": "partial"}
        drawn = sketch(space=space, area=area, ceiling=ceiling, above=above, below=below, **told)
        for x, y in points(drawn):
            assert 0 <= x <= SKETCH_WIDTH
            assert 0 <= y <= SKETCH_HEIGHT


def test_a_room_without_a_size_is_drawn_all_the_same() -> None:
    assert points(sketch_of(read_text("")))


def test_what_is_above_and_below_is_said_once_it_is_told(sketch: Sketch) -> None:
    assert sketch().words == ()
    assert [word.text for word in sketch(above="attic", below="slab").words] == [
        "An attic",
        "A concrete slab on the ground",
    ]


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("insulation", [*CHOICES["insulation"], ""])
def test_what_is_drawn_is_what_the_check_page_says_is_assumed(space: str, insulation: str) -> None:
    told = f"zip=02139&space={space}&area=300" + (f"&insulation={insulation}" if insulation else "")
    form = read_text(told)
    drawn = drawn_room(form)
    assumed = {each.field: each.value for each in describe(Answers(**form.values)).assumed}
    parts = {"exterior_walls": "walls", "ceiling": "ceiling_ft", "below_grade": "below_grade_ft"}
    for name in (
        *("insulation", "drafts", "exterior_walls", "ceiling", "above", "below", "facing"),
        *("shade", "below_grade", "garage_door"),
    ):
        if name in assumed:
            assert getattr(drawn, parts.get(name, name)) == assumed[name], name
    assert drawn.windows != "none"
    assert (drawn.garage_door != "none") is ("garage_door" in assumed)


def test_an_insulated_garage_is_drawn_with_an_insulated_door() -> None:
    assert drawn_room(read_text("space=garage&insulation=good")).garage_door == "insulated"
    assert drawn_room(read_text("space=garage")).garage_door == "bare"


@pytest.mark.parametrize(
    ("window_ft2", "word"), [(0, "none"), (10, "few"), (26, "average"), (50, "many")]
)
def test_an_area_of_glass_is_drawn_as_the_word_nearest_to_it(window_ft2: int, word: str) -> None:
    drawn = drawn_room(read_text(f"space=bedroom&area=200&window_area={window_ft2}"))
    assert drawn.windows == word
    assert "windows" not in drawn.guessed


def test_a_room_without_outside_walls_is_drawn_without_windows() -> None:
    assert drawn_room(read_text("space=office&area=120&exterior_walls=0")).windows == "none"
