"""What is taken for the details that are left open, in the terms of their answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from advisor.engine.answers import Answers

USUAL = "usual"
"""Between the answers that are offered: neither of them."""

Likely = Mapping[str, float]

_TAKEN: dict[str, str | Callable[[Likely], str | float]] = {
    "shades": USUAL,
    "screens": USUAL,
    "frame": USUAL,
    "roof": USUAL,
    "siding": "siding",
    "wall_color": "medium",
    "attic": "vented",
    "crawl": "vented",
    "walkout": "no",
    "soil": "moist",
    "beside": "heated",
    "outside_door": lambda likely: USUAL if likely["door_ft2"] else "none",
    "overhang": lambda likely: likely["overhang_ft"],
    "overhang_gap": lambda likely: likely["overhang_gap_ft"],
    "skylight_area": lambda likely: likely["skylight_ft2"],
    "skylight_u": lambda likely: likely["skylight_u"],
    "skylight_shgc": lambda likely: likely["skylight_shgc"],
    "wall_length": lambda likely: likely["wall_ft"],
    "house_width": lambda likely: likely["house_width_ft"],
    "slab_edge_r": lambda likely: likely["slab_edge_r"],
    "slab_edge_depth": lambda likely: likely["slab_edge_ft"],
    "ach": lambda likely: likely["ach"],
}


def taken_details(
    answers: Answers, spreads: Iterable[str], likely: Likely
) -> Iterator[tuple[str, str | float]]:
    """Each open answer of ``spreads`` that ``resolve`` has no default for, and its value."""
    for name in spreads:
        taken = _TAKEN.get(name)
        if taken is not None and getattr(answers, name) is None:
            yield name, taken if isinstance(taken, str) else taken(likely)
