"""What a homeowner may answer. The names are the contract of the address."""

from dataclasses import dataclass, field

from advisor.engine.unit_types import UNIT_TYPES

SPACES = (
    "bedroom",
    "living_room",
    "studio",
    "office",
    "tiny_home",
    "rv",
    "garage",
    "workshop",
    "basement",
    "addition",
    "sunroom",
    "porch",
)
CHOICES: dict[str, tuple[str, ...]] = {
    "space": SPACES,
    "above": ("heated", "attic", "roof"),
    "below": ("heated", "slab", "crawlspace", "basement", "garage", "outdoors"),
    "insulation": ("poor", "fair", "average", "good", "very_good"),
    "drafts": ("tight", "average", "drafty"),
    "windows": ("none", "few", "average", "many", "glass_walls"),
    "glass": ("single", "double", "low_e"),
    "facing": ("n", "ne", "e", "se", "s", "sw", "w", "nw", "mixed"),
    "shade": ("none", "partial", "full"),
    "shades": ("none", "curtains", "light", "dark", "blinds"),  # inside
    "screens": ("none", "half", "full"),  # insect screens outside
    "frame": ("wood", "metal", "metal_break"),
    "siding": ("siding", "stucco", "brick", "block", "log"),
    "wall_color": ("light", "medium", "dark"),
    "roof": ("dark", "light", "tile", "metal", "white"),
    "attic": ("vented", "sealed", "barrier"),
    "crawl": ("vented", "sealed"),
    "walkout": ("yes", "no"),
    "outside_door": ("none", "wood", "metal", "glass"),
    "beside": ("heated", "garage", "unheated"),  # what one inside wall looks onto
    "soil": ("moist", "mixed", "dry"),
    "use": ("all_day", "day", "night", "occasional"),
    "goal": ("both", "cooling", "heating"),
    "damp": ("yes", "no"),
    "tenure": ("own", "rent"),
    "outdoor_unit": ("yes", "no"),
    "wall_hole": ("yes", "no"),
    "window_type": ("double_hung", "slider", "casement", "none"),
    "power": ("shared_115", "own_115", "v230", "new_circuit"),
    "installer": ("pro", "diy"),
    "heating_now": ("none", "electric", "gas", "propane", "oil", "wood", "heat_pump", "included"),
    "cooling_now": ("none", "window", "portable", "central", "included"),
    "garage_door": ("none", "bare", "insulated"),
    "stock": ("sale", "any"),
    "moves": ("yes", "no"),
    "hookup": ("shore_30", "shore_50", "house_115", "none"),
    "neighbor_screen": ("none", "partial", "full"),  # between the outdoor unit and a window
    "neighbor_walls": ("1", "2", "3"),  # hard faces at the unit, the ground included
}
"""Every question with a fixed set of answers, in the order in which they are offered."""

MULTIPLE_CHOICES: dict[str, tuple[str, ...]] = {
    "type": UNIT_TYPES,
    "priorities": ("upfront", "running", "quiet", "cold", "damp", "air", "looks", "diy"),
    "features": (
        "wifi",
        "remote",
        "timer",
        "sleep",
        "filter",
        "dry",
        "local_control",
        "cassette",
        "mobile",
    ),
    "own_work": (
        "outdoor_mount",
        "snow_stand",
        "condensate_pump",
        "kit_commissioning",
        "window_bracket",
        "handyman",
    ),
    "flagged": ("too_strong",),  # limits that do not leave units out, only speak against them
}
"""Questions that take several answers, comma separated."""

MAX_PRIORITIES = 3

FACES = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
"""The sides that glass may face."""

BOUNDS: dict[str, tuple[float, float]] = {
    "area": (20, 2500),  # sq ft
    "ceiling": (6, 20),  # ft
    "exterior_walls": (0, 4),
    "window_area": (0, 2500),  # sq ft
    "people": (0, 20),
    "watts": (0, 20_000),  # W
    "hold": (40, 80),  # °F
    "window_width": (8, 120),  # in
    "heating_efficiency": (20, 400),  # %
    "electricity_rate": (0, 5),  # $/kWh
    "night_rate": (0, 5),  # $/kWh, from 22 to 8 o'clock
    "fuel_rate": (0, 50),  # $ per therm or gallon
    "budget": (0, 100_000),  # $
    "heating_load": (0, 200_000),  # BTU/h
    "cooling_load": (0, 200_000),  # BTU/h
    "wall_r": (1, 60),  # h·ft²·°F/BTU, the whole assembly
    "ceiling_r": (1, 100),
    "floor_r": (1, 60),
    "window_u": (0.1, 1.5),  # BTU/h·ft²·°F
    "shgc": (0.05, 0.95),
    "ach": (0, 5),  # air changes an hour
    "heating_design": (-70, 70),  # °F
    "cooling_design": (50, 125),  # °F
    "bill_kwh": (100, 60_000),  # of the whole home, November to March
    "bill_therms": (5, 6_000),
    "bill_gallons": (5, 5_000),  # of propane or oil
    "home_area": (200, 10_000),  # ft²
    "below_grade": (0, 12),  # ft of wall under ground
    "overhang": (0, 12),  # ft of eave over the glass
    "overhang_gap": (0, 10),  # ft from the eave down to the glass
    "skylight_area": (0, 200),  # sq ft
    "skylight_u": (0.1, 2.5),  # BTU/h·ft²·°F
    "skylight_shgc": (0.05, 0.95),
    "wall_length": (4, 400),  # ft of outside wall
    **{f"window_area_{side}": (0, 1000) for side in FACES},  # sq ft
    "slab_edge_r": (0, 40),  # h·ft²·°F/BTU, the insulation alone
    "slab_edge_depth": (0, 8),  # ft
    "house_width": (8, 200),  # ft, the short side
    "crawl_area": (0, 2500),  # sq ft of the floor
    "neighbor_distance": (3, 200),  # ft from the outdoor unit to the window
    "price_growth": (-10, 20),  # % a year, of energy
    "discount": (0, 20),  # % a year
    **{f"upkeep_{kind}": (0, 2000) for kind in UNIT_TYPES},  # $ a year
    **{f"life_{kind}": (1, 40) for kind in UNIT_TYPES},  # years
}
"""Lowest and highest accepted number, in the unit of the answer (US units)."""

WHOLE_NUMBERS = frozenset({"exterior_walls", "people", *(f"life_{kind}" for kind in UNIT_TYPES)})


@dataclass(frozen=True, kw_only=True)
class Answers:
    """One room as its owner describes it. ``None`` means left open: the engine takes its default,
    says so in the assumptions, and widens the range of the load."""

    zip: str
    space: str
    area: float
    ceiling: float | None = None
    exterior_walls: int | None = None
    above: str | None = None
    below: str | None = None
    insulation: str | None = None
    drafts: str | None = None
    windows: str | None = None
    window_area: float | None = None
    glass: str | None = None
    facing: str | None = None
    shade: str | None = None
    shades: str | None = None
    screens: str | None = None
    overhang: float | None = None
    overhang_gap: float | None = None
    skylight_area: float | None = None
    skylight_u: float | None = None
    skylight_shgc: float | None = None
    frame: str | None = None
    siding: str | None = None
    wall_color: str | None = None
    roof: str | None = None
    attic: str | None = None
    crawl: str | None = None
    crawl_area: float | None = None
    walkout: str | None = None
    outside_door: str | None = None
    beside: str | None = None
    soil: str | None = None
    slab_edge_r: float | None = None
    slab_edge_depth: float | None = None
    wall_length: float | None = None
    house_width: float | None = None
    window_area_n: float | None = None
    window_area_ne: float | None = None
    window_area_e: float | None = None
    window_area_se: float | None = None
    window_area_s: float | None = None
    window_area_sw: float | None = None
    window_area_w: float | None = None
    window_area_nw: float | None = None
    people: int | None = None
    watts: float | None = None
    use: str | None = None
    hold: float | None = None
    goal: str | None = None
    damp: str | None = None
    tenure: str | None = None
    outdoor_unit: str | None = None
    wall_hole: str | None = None
    window_type: str | None = None
    window_width: float | None = None
    power: str | None = None
    installer: str | None = None
    heating_now: str | None = None
    heating_efficiency: float | None = None
    cooling_now: str | None = None
    electricity_rate: float | None = None
    night_rate: float | None = None
    tariff: str | None = None  # code of a heat-pump tariff
    fuel_rate: float | None = None
    budget: float | None = None
    heating_load: float | None = None
    cooling_load: float | None = None
    wall_r: float | None = None
    ceiling_r: float | None = None
    floor_r: float | None = None
    window_u: float | None = None
    shgc: float | None = None
    ach: float | None = None
    heating_design: float | None = None
    cooling_design: float | None = None
    bill_kwh: float | None = None
    bill_therms: float | None = None
    bill_gallons: float | None = None
    home_area: float | None = None
    garage_door: str | None = None
    below_grade: float | None = None
    price_growth: float | None = None
    discount: float | None = None
    upkeep_mini_split: float | None = None
    upkeep_window: float | None = None
    upkeep_portable: float | None = None
    upkeep_through_wall: float | None = None
    life_mini_split: int | None = None
    life_window: int | None = None
    life_portable: int | None = None
    life_through_wall: int | None = None
    stock: str | None = None
    moves: str | None = None  # an RV that travels
    hookup: str | None = None  # its power
    neighbor_distance: float | None = None
    neighbor_screen: str | None = None
    neighbor_walls: str | None = None
    type: tuple[str, ...] = field(default=())
    priorities: tuple[str, ...] = field(default=())
    features: tuple[str, ...] = field(default=())
    own_work: tuple[str, ...] = field(default=())  # cost lines that the user does alone
    flagged: tuple[str, ...] = field(default=())
    model: str | None = None

    @property
    def cooled_by(self) -> str:
        """What cools the room now, "none" where nothing does: a heat pump that heats it cools it
        too, unless told otherwise."""
        with_the_heat = "central" if self.heating_now == "heat_pump" else "none"
        return self.cooling_now or with_the_heat
