"""Units on one scale: sound and fifteen years; and what changed since the page before."""

from decimal import Decimal

import pytest

from advisor.advice.contract import Baseline, Owning
from advisor.drawing.sound_scale import SOUND_WIDTH, sound_scale
from advisor.pages.results.news import in_short, news
from advisor.pages.results.scales import owned_view, short_name, sound_view
from tests.advisor.advice.sample_advice import create_advice, create_pick

UNKNOWN = Baseline(annual_usd=None, ownership_usd=None)


def test_a_louder_unit_stands_further_right() -> None:
    scale = sound_scale(
        [("A", "19–42 dB", 19, 42), ("B", "45 dB", 45, None), ("C", "60 dB", None, 60)],
        everyday=[(30, "whisper"), (40, "library")],
    )
    first, second, third = scale.rows
    assert first.x < second.x < third.x
    assert first.width > second.width == third.width == 8
    assert first.y < second.y < third.y
    assert scale.words[0].x < scale.words[1].x
    assert scale.words[0].y != scale.words[1].y
    assert third.x + third.width < SOUND_WIDTH


@pytest.mark.parametrize("level", [0, 15, 66, 200])
def test_no_sound_leaves_the_sheet(level: float) -> None:
    (row,) = sound_scale([("A", "", level, level)], everyday=[]).rows
    assert row.x >= 0
    assert row.x + row.width <= SOUND_WIDTH


def test_who_publishes_nothing_is_named_and_no_unit_that_is_not_shown_stands_in() -> None:
    told = create_pick(slug="told", brand="Told", model="T 1 / O 1", sound_min_db=20.0)
    silent = create_pick(slug="mute", brand="Mute", model="M", sound_max_db=None)
    view = sound_view([silent, told])
    assert view is not None
    assert [row.name for row in view.rows] == ["Told T 1"]
    assert view.silent == "Not published: Mute M."
    assert (view.rows[0].quietest, view.rows[0].loudest) == ("20\u00a0dB", "42\u00a0dB")
    assert sound_view([silent]) is None
    cut = create_pick(slug="cut", brand="GE", model="AWGP08W**#", sound_max_db=None)
    ends = sound_view([told, cut])
    assert ends is not None
    assert ends.silent == "Not published: GE AWGP08W…"


def test_fifteen_years_are_drawn_on_the_scale_of_the_dearest() -> None:
    cheap = create_pick(slug="cheap")
    dear = create_pick(slug="dear")
    for each in dear.owning:
        each.parts["unit"] += Decimal(5000)
    dearer = [each.__class__(**{**vars(each), "total": each.total + 5000}) for each in dear.owning]
    view = owned_view([cheap, create_pick(slug="dear", owning=dearer)], UNKNOWN, None)
    assert view is not None
    first, second = (row.bars[-1].x + row.bars[-1].width for row in view.rows)
    assert first < second <= 100
    assert all("$" in cell for row in view.rows for cell in row.cells)
    assert "replacement" not in dict(view.parts)  # nothing to draw, nothing to name
    assert owned_view([create_pick(owning=[])], UNKNOWN, None) is None


def test_doing_nothing_and_doing_little_stand_first() -> None:
    def baseline(label: str, **parts: int) -> Baseline:
        amounts = {name: Decimal(amount) for name, amount in parts.items()}
        owned = Owning(years=15, parts=amounts, total=sum(amounts.values(), Decimal(0)))
        return Baseline(annual_usd=Decimal(9), ownership_usd=owned.total, label=label, owning=owned)

    nothing = baseline("Doing nothing", energy=3000)
    little = baseline("Doing little", unit=300, energy=3200, replacement=200, left=-80)
    view = owned_view([create_pick()], nothing, little)
    assert view is not None
    assert [(row.name, row.total) for row in view.rows[:2]] == [
        ("Doing nothing", "$3,000"),
        ("Doing little", "$3,620"),
    ]
    assert view.unknown == ""
    # What comes back at the end is a column, and shortens the bar: 3,620 of 5,873.
    assert "left" in dict(view.parts)
    assert "left" not in dict(view.drawn)
    end = view.rows[1].bars[-1]
    assert end.x + end.width == pytest.approx(100 * 3620 / 5873, abs=0.7)


def test_doing_nothing_without_a_price_says_what_it_lacks() -> None:
    view = owned_view([create_pick()], UNKNOWN, None)
    assert view is not None
    assert len(view.rows) == 1
    assert view.unknown.startswith("Tell us what heats the room now")


def test_short_names_name_the_indoor_unit() -> None:
    assert short_name(create_pick(brand="LG", model="LAN090 / LAU090")) == "LG LAN090"


def test_units_with_one_indoor_unit_are_told_apart_by_the_outdoor_one() -> None:
    models = {"a": "FS06 / MUZ1", "b": "FS06 / MUZ2", "c": "FS06 / MUZ2", "d": "FS09 / MUZ9"}
    picks = [create_pick(brand="LG", slug=slug, model=model) for slug, model in models.items()]
    assert [short_name(pick, picks) for pick in picks] == [
        "LG MUZ1",
        "LG FS06 / MUZ2",
        "LG FS06 / MUZ2",
        "LG FS09",
    ]


def test_nothing_is_news_on_a_first_visit() -> None:
    assert news(create_advice(), "", "us") == ()
    assert news(create_advice(), "<b>~1~2~3~4~5~keep", "us") == ()
    assert news(create_advice(), "x~" + "9" * 40, "us") == ()


def test_the_same_page_again_is_no_news() -> None:
    advice = create_advice()
    assert news(advice, in_short(advice), "us") == ("The advice stays the same.",)


def test_what_changed_is_said_in_numbers() -> None:
    told = news(create_advice(), "another-one~4300~2900~3973~90~52~recommend", "us")
    assert told == (
        "Our pick is now Maker 06 <b>.",
        "Heating 4,300 → 2,400\u00a0BTU/h.",
        "A year $90 → $118.",
    )
    assert news(create_advice(), "maker-06~2412~2900~3000~118~52~recommend", "metric") == (
        "Our pick is still Maker 06 <b>.",
        "Installed $3,000 → $3,973.",
    )


def test_the_last_unit_that_goes_is_news() -> None:
    assert news(create_advice(picks=[]), "maker-06~2412~2900~3000~118~52~recommend", "us") == (
        "No model fits now.",
    )


def test_what_an_undone_exclusion_brought_is_news() -> None:
    advice = create_advice()
    before = in_short(advice).replace("~52~", "~169~")
    assert news(advice, before, "us") == (
        "Our pick is still Maker 06 <b>.",
        "Models left out 169 → 52.",
    )


def test_a_verdict_that_turns_is_the_first_news() -> None:
    before = in_short(create_advice(outcome="recommend"))
    now = create_advice(outcome="improve_first", headline="Mend the room first.")
    assert news(now, before, "us") == (
        "Mend the room first.",
        "Our pick is still Maker 06 <b>.",
    )
