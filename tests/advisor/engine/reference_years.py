"""Hourly years of six rooms in five climates, to measure the typical days against.

Simulated for this project on whole hourly weather files (Denver 725650 and Chicago 725300 TMY3,
Miami 12839 TM2, Greensboro 723170 TMY3, Van Nuys 722886, a file of other years than ours), November
2026: two nodes, one zone, no sun on walls or roofs, no ground, no moisture. Heat and sensible
cooling with wind and stack leakage, first with windows shut, then with windows opened.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReferenceRoom:
    floor_ft2: float
    volume_ft3: float
    ua: float  # [BTU/h·°F]
    air_cfm: float  # on the design night
    sun_ft2: tuple[float, float, float, float]  # n, e, s, w
    gains_btu_h: float


@dataclass(frozen=True, kw_only=True)
class ReferencePlace:
    zip: str
    altitude_factor: float
    heating_design_f: float


PLACES = {
    "Denver": ReferencePlace(zip="80233", altitude_factor=0.8333, heating_design_f=5.0),
    "Chicago": ReferencePlace(zip="60018", altitude_factor=0.9797, heating_design_f=2.0),
    "Miami": ReferencePlace(zip="33122", altitude_factor=0.9989, heating_design_f=49.9),
    "Greensboro": ReferencePlace(zip="27409", altitude_factor=0.9724, heating_design_f=19.1),
    "Van Nuys": ReferencePlace(zip="91406", altitude_factor=0.9763, heating_design_f=39.2),
}

ROOMS = {
    "bedroom": ReferenceRoom(
        floor_ft2=150.0,
        volume_ft3=1200.0,
        ua=30.0,
        air_cfm=7.6,
        sun_ft2=(0.472, 0.472, 6.143, 0.472),
        gains_btu_h=288.9,
    ),
    "living": ReferenceRoom(
        floor_ft2=300.0,
        volume_ft3=2400.0,
        ua=215.97,
        air_cfm=41.6,
        sun_ft2=(3.465, 3.465, 3.465, 24.255),
        gains_btu_h=514.1,
    ),
    "sunroom": ReferenceRoom(
        floor_ft2=180.0,
        volume_ft3=1440.0,
        ua=160.75,
        air_cfm=11.86,
        sun_ft2=(7.1, 7.1, 49.7, 7.1),
        gains_btu_h=164.9,
    ),
    "tiny home": ReferenceRoom(
        floor_ft2=220.0,
        volume_ft3=1760.0,
        ua=59.73,
        air_cfm=12.03,
        sun_ft2=(1.848, 1.848, 1.848, 1.848),
        gains_btu_h=718.8,
    ),
    "office": ReferenceRoom(
        floor_ft2=120.0,
        volume_ft3=960.0,
        ua=13.67,
        air_cfm=4.26,
        sun_ft2=(6.048, 0.0, 0.0, 0.0),
        gains_btu_h=410.6,
    ),
    "garage": ReferenceRoom(
        floor_ft2=440.0,
        volume_ft3=3960.0,
        ua=246.92,
        air_cfm=68.64,
        sun_ft2=(0.619, 0.619, 2.476, 2.476),
        gains_btu_h=308.2,
    ),
}

QUERIES = {
    "bedroom": "space=bedroom&area=150&exterior_walls=2&above=attic&below=heated"
    "&insulation=average&facing=s",
    "living": "space=living_room&area=300&exterior_walls=3&above=attic&below=crawlspace"
    "&insulation=poor&windows=many&facing=w",
    "sunroom": "space=sunroom&area=180&exterior_walls=3&insulation=average&facing=s",
    "tiny home": "space=tiny_home&area=220&insulation=good&facing=mixed",
    "office": "space=office&area=120&exterior_walls=1&above=heated&below=heated"
    "&insulation=average&facing=n",
    "garage": "space=garage&area=440&exterior_walls=3&above=attic&below=slab&insulation=fair"
    "&garage_door=bare",
}
"""The same rooms as an address asks for them. The reference's bedroom has two people, ours one."""

Windows = tuple[tuple[float, float], tuple[float, float]]

# Room and place: (heat, cold) with windows shut, (heat, cold) with windows opened. [kWh a year]
YEARS: dict[str, dict[str, Windows]] = {
    "bedroom": {
        "Denver": ((836, 460), (905, 356)),
        "Chicago": ((1124, 413), (1151, 319)),
        "Miami": ((6, 1468), (12, 1359)),
        "Greensboro": ((562, 584), (611, 454)),
        "Van Nuys": ((53, 862), (116, 660)),
    },
    "living": {
        "Denver": ((10044, 1742), (10085, 1667)),
        "Chicago": ((11507, 1451), (11533, 1373)),
        "Miami": ((389, 5321), (399, 5229)),
        "Greensboro": ((6996, 2056), (7035, 1952)),
        "Van Nuys": ((2775, 3190), (2831, 3011)),
    },
    "sunroom": {
        "Denver": ((5463, 2876), (5569, 2688)),
        "Chicago": ((6476, 2382), (6534, 2223)),
        "Miami": ((238, 6974), (246, 6742)),
        "Greensboro": ((3868, 3279), (3951, 3056)),
        "Van Nuys": ((1531, 5457), (1642, 5053)),
    },
    "tiny home": {
        "Denver": ((1858, 742), (1888, 577)),
        "Chicago": ((2276, 692), (2296, 540)),
        "Miami": ((14, 2586), (20, 2432)),
        "Greensboro": ((1193, 983), (1224, 792)),
        "Van Nuys": ((165, 1293), (211, 1031)),
    },
    "office": {
        "Denver": ((139, 484), (152, 278)),
        "Chicago": ((248, 480), (252, 312)),
        "Miami": ((0, 1374), (0, 1267)),
        "Greensboro": ((85, 657), (90, 455)),
        "Van Nuys": ((0, 852), (0, 500)),
    },
    "garage": {
        "Denver": ((13862, 789), (13882, 784)),
        "Chicago": ((15630, 615), (15643, 608)),
        "Miami": ((657, 3342), (665, 3328)),
        "Greensboro": ((9854, 950), (9866, 936)),
        "Van Nuys": ((4672, 1659), (4696, 1644)),
    },
}
