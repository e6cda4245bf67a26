"""What is usual for each kind of space, taken where an answer is left open."""

from dataclasses import dataclass, field

from advisor.engine.constants import ASSUMPTION, table


@dataclass(frozen=True, kw_only=True)
class Space:
    """What is usual for one kind of space, taken where the answer is left open."""

    walls: int
    walls_low: int
    walls_high: int
    above: str
    below: str
    insulation: str
    ceiling_ft: float = 8.0
    window_share: float = 0.14  # of the floor; of the walls where glass_room
    people: int = 1
    watts: float = 60.0
    use: str = "all_day"
    free_standing: bool = False
    outside_door: bool = False
    glass_room: bool = False
    leakier_by: float = 0.0  # classes on the leakiness scale
    below_grade_ft: float = 0.0
    max_ceiling_r: float = 99.0
    fixed: dict[str, float] = field(default_factory=dict)  # what the kind decides, not the answer


SPACES: dict[str, Space] = table(
    "SPACES",
    {
        "bedroom": Space(
            walls=2,
            walls_low=1,
            walls_high=3,
            above="attic",
            below="heated",
            insulation="average",
            window_share=0.12,
            people=1,
            watts=40,
        ),
        "living_room": Space(
            walls=2,
            walls_low=1,
            walls_high=3,
            above="attic",
            below="crawlspace",
            insulation="average",
            window_share=0.15,
            people=2,
            watts=150,
        ),
        "studio": Space(
            walls=2,
            walls_low=1,
            walls_high=3,
            above="heated",
            below="heated",
            insulation="average",
            window_share=0.15,
            people=2,
            watts=350,
            outside_door=True,
        ),
        "office": Space(
            walls=2,
            walls_low=1,
            walls_high=3,
            above="attic",
            below="heated",
            insulation="average",
            window_share=0.12,
            watts=150,
        ),
        "tiny_home": Space(
            walls=4,
            walls_low=4,
            walls_high=4,
            above="roof",
            below="outdoors",
            insulation="good",
            window_share=0.15,
            people=2,
            watts=250,
            free_standing=True,
            outside_door=True,
            max_ceiling_r=30.0,
        ),
        "rv": Space(
            walls=4,
            walls_low=4,
            walls_high=4,
            above="roof",
            below="outdoors",
            insulation="poor",
            ceiling_ft=7.0,
            window_share=0.15,
            people=2,
            watts=200,
            free_standing=True,
            outside_door=True,
            leakier_by=4.0,
            fixed={
                "wall_r": 5.0,
                "ceiling_r": 7.0,
                "floor_r": 5.0,
                "window_u": 1.1,
                "shgc": 0.75,
            },
        ),
        "garage": Space(
            walls=3,
            walls_low=2,
            walls_high=4,
            above="attic",
            below="slab",
            insulation="fair",
            ceiling_ft=9.0,
            window_share=0.03,
            watts=100,
            outside_door=True,
            leakier_by=1.0,
        ),
        "workshop": Space(
            walls=4,
            walls_low=3,
            walls_high=4,
            above="roof",
            below="slab",
            insulation="fair",
            ceiling_ft=9.0,
            window_share=0.06,
            watts=150,
            use="day",
            free_standing=True,
            outside_door=True,
        ),
        "basement": Space(
            walls=4,
            walls_low=2,
            walls_high=4,
            above="heated",
            below="slab",
            insulation="average",
            window_share=0.03,
            people=1,
            watts=100,
            below_grade_ft=7.0,
        ),
        "addition": Space(
            walls=3,
            walls_low=2,
            walls_high=3,
            above="attic",
            below="crawlspace",
            insulation="good",
            window_share=0.15,
            people=1,
            watts=80,
            outside_door=True,
        ),
        "sunroom": Space(
            walls=3,
            walls_low=2,
            walls_high=3,
            above="roof",
            below="slab",
            insulation="average",
            window_share=0.5,
            people=1,
            watts=30,
            use="day",
            outside_door=True,
            glass_room=True,
        ),
        "porch": Space(
            walls=3,
            walls_low=2,
            walls_high=3,
            above="roof",
            below="outdoors",
            insulation="poor",
            window_share=0.55,
            people=1,
            watts=20,
            use="day",
            outside_door=True,
            glass_room=True,
            leakier_by=1.0,
            fixed={"window_u": 1.0, "shgc": 0.75, "floor_r": 2.5},
        ),
    },
    "as named",
    source=f"{ASSUMPTION}; one person a bedroom after Manual J’s bedrooms + 1 for a home",
    says="what is typical for each space, used where an answer is left blank",
)
