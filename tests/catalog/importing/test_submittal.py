"""Invented sheets in the layouts in which makers print theirs, and what is read from each."""

import pytest

from catalog.importing.submittal import Sheet, read_sheet

LABEL_COLON_VALUE = """
Brand: Midea
Model Number: MWCUPWHP-09HEFN8-BCL1
Product Type: Window Unit
Heat Source: Heat pump (reverse cycle)
Cooling Capacity (Btu/h): 9,500
CEER: 17.6
Voltage: 115 V / 60 Hz / 1 Ph
Dimensions (W x H x D): 25 x 20.9 x 41.2 in
Net Weight: 129 lb
Shipping Weight: 150 lb
Mounting: Straddles windowsill
Compressor: Variable speed (DC inverter)
Refrigerant: R-32
ENERGY STAR certified: Yes
Operating Temperature, Heating: -22 °F to 75 °F
Plug Type: NEMA 5-15P
"""

SECTIONS_WITH_SINGLE_SPACES = """
Cooling at 95°F
Maximum Capacity BTU/H 12,000
Rated Capacity BTU/H 9,000
Minimum Capacity BTU/H 1,700
Rated Power Input W 585
Moisture Removal Pints/h 0.6
Heating at 47°F
Maximum Capacity BTU/H 18,000
Rated Capacity BTU/H 10,900
Minimum Capacity BTU/H 1,600
Heating at 17°F
Rated Capacity BTU/H 6,700
Heating at 5 °F
Maximum Capacity BTU/H 12,600
Efficiency
SEER2 30.5
EER2 16.1
HSPF2 (IV) 13.0
COP at 47°F 4.5
Electrical
Voltage, Phase, Frequency 208/230, 1, 60
Guaranteed Voltage Range V AC 187-253
Indoor Unit
MCA A 1
Sound Pressure Level, Cooling (Quiet-Low-Med-High) dB(A) 20-23-29-40
Sound Pressure Level, Heating (Quiet-Low-Med-High) dB(A) 20-24-29-40
Dimensions
W: In. [mm] 36-7/16 [925]
D: In. [mm] 9-3/16 [234]
H: In. [mm] 12-11/16 [322]
Weight Lbs. [kg] 29 [13]
Outdoor Unit
MCA A 11
MOCP A 15
Sound Pressure Level, Cooling dB(A) 48
Weight Lbs. [kg] 81 [37]
Operating Temperature Range, Cooling (Max / Min) °F 115 / 14
Operating Temperature Range, Heating (Max / Min) °F 75 / -13
Refrigerant
Type R410A
Maximum Line Length Ft. [m] 65 [20]
Compressor Warranty 12 years
"""

VALUE_BELOW_LABEL = """
Cooling Capacity (Min-Rated-Max), Btu/h
3,100 - 12,000 - 13,600
Heating Capacity at 47 °F (Min-Rated-Max), Btu/h
3,200 - 13,500 - 16,000
SEER2
21.5
Refrigerant
R-32
Voltage
208/230 V, 60 Hz, 1 Ph
"""

RATED_BEFORE_RANGE = """
Cooling capacity	kBtu/h	9.0 (3.1 ~ 12.2)
Heating capacity (47°F)	kBtu/h	10.0 (2.9 ~ 13.0)
Heating COP (47°F)	W/W	4.1
Sound level, indoor (H/M/L)	dB(A)	38 / 32 / 22
Net dimensions, indoor (WxDxH)	mm	805 x 194 x 285
Net weight, indoor	kg	7.6
Outdoor ambient, heating	°C	-25 ~ 24
"""

MODELS_IN_COLUMNS = """
Model	WX09H	WX12H	WX18H
Cooling capacity, rated (Btu/h)	9,000	12,000	18,000
Cooling capacity, min (Btu/h)	2,800	3,000	5,100
Heating capacity at 47°F, rated (Btu/h)	10,000	13,000	19,000
SEER2	24.0	22.5	20.0
Refrigerant	R-454B
Voltage	115	208/230	208/230
"""

MODELS_WITHOUT_TABS = """
Model WX09H WX12H
Rated cooling capacity Btu/h 9,000 12,000
SEER2 24.0 22.5
Sound pressure level, indoor low dB(A) 19 21
"""

TONS_AND_KILOWATTS = """
Rated cooling capacity: 0.75 Tons
Maximum heating capacity at 5 °F: 3.2 kW
Precharged line length: 25 ft
Max. pipe length: 15 m
"""

PORTABLE = """
Cooling Capacity (SACC): 10,000 BTU/h
Cooling Capacity (ASHRAE): 14,000 BTU/h
Cooling Capacity: 14,000 BTU/h
Hose: Dual hose
Noise level (low): 42 dB
"""

TITLES_AND_A_ROW = (
    "Brand Name\tModel Number\tCooling Capacity (Btu/h)\tCEER\tVoltage (V)\tWidth (inches)"
    "\tWeight (pounds)\tRefrigerant Type\tENERGY STAR\tColor\n"
    "Midea\tMWCUPWHP-09\t9,500\t17.6\t115\t25\t129\tR-32\tYes\tWhite"
)

OUR_OWN_NAMES = "model_number\theating_min_btu_47f\tseer2\tvoltage\nW-8\t3100\t21\t115"


def said(sheet: Sheet) -> dict[str, str]:
    return {reading.field: reading.value for reading in sheet.readings}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LABEL_COLON_VALUE,
            {
                "brand": "Midea",
                "model_number": "MWCUPWHP-09HEFN8-BCL1",
                "type": "window",
                "heat_source": "heat_pump",
                "cooling_btu_h": "9500",
                "ceer": "17.6",
                "voltage": "115",
                "width_in": "25",
                "height_in": "20.9",
                "depth_in": "41.2",
                "weight_lb": "129",
                "form": "saddle",
                "compressor": "inverter",
                "refrigerant": "R-32",
                "energy_star": "yes",
                "min_operating_f": "-22",
                "max_operating_heating_f": "75",
                "plug_amps": "15",
            },
        ),
        (
            SECTIONS_WITH_SINGLE_SPACES,
            {
                "cooling_max_btu_h": "12000",
                "cooling_btu_h": "9000",
                "cooling_min_btu_h": "1700",
                "dehumidification_pints_h": "0.6",
                "heating_max_btu_47f": "18000",
                "heating_btu_47f": "10900",
                "heating_min_btu_47f": "1600",
                "heating_btu_17f": "6700",
                "heating_max_btu_5f": "12600",
                "seer2": "30.5",
                "eer2": "16.1",
                "hspf2": "13",
                "hspf2_region": "IV",
                "cop_47f": "4.5",
                "voltage": "208/230",
                "sound_indoor_min_db": "20",
                "sound_indoor_max_db": "40",
                "sound_basis": "pressure",
                "width_in": "36.44",
                "depth_in": "9.19",
                "height_in": "12.69",
                "weight_lb": "29",
                "min_circuit_amps": "11",
                "max_overcurrent_amps": "15",
                "sound_outdoor_db": "48",
                "outdoor_weight_lb": "81",
                "min_operating_cooling_f": "14",
                "max_operating_cooling_f": "115",
                "min_operating_f": "-13",
                "max_operating_heating_f": "75",
                "refrigerant": "R-410A",
                "line_length_max_ft": "65",
                "warranty_compressor_years": "12",
            },
        ),
        (
            VALUE_BELOW_LABEL,
            {
                "cooling_min_btu_h": "3100",
                "cooling_btu_h": "12000",
                "cooling_max_btu_h": "13600",
                "heating_min_btu_47f": "3200",
                "heating_btu_47f": "13500",
                "heating_max_btu_47f": "16000",
                "seer2": "21.5",
                "refrigerant": "R-32",
                "voltage": "208/230",
            },
        ),
        (
            RATED_BEFORE_RANGE,
            {
                "cooling_btu_h": "9000",
                "cooling_min_btu_h": "3100",
                "cooling_max_btu_h": "12200",
                "heating_btu_47f": "10000",
                "heating_min_btu_47f": "2900",
                "heating_max_btu_47f": "13000",
                "cop_47f": "4.1",
                "sound_indoor_min_db": "22",
                "sound_indoor_max_db": "38",
                "width_in": "31.69",
                "depth_in": "7.64",
                "height_in": "11.22",
                "weight_lb": "16.76",
                "min_operating_f": "-13",
                "max_operating_heating_f": "75.2",
            },
        ),
        (
            TONS_AND_KILOWATTS,
            {
                "cooling_btu_h": "9000",
                "heating_max_btu_5f": "10919",
                "precharged_for_ft": "25",
                "line_length_max_ft": "49.21",
            },
        ),
        (
            TITLES_AND_A_ROW,
            {
                "brand": "Midea",
                "model_number": "MWCUPWHP-09",
                "cooling_btu_h": "9500",
                "ceer": "17.6",
                "voltage": "115",
                "width_in": "25",
                "weight_lb": "129",
                "refrigerant": "R-32",
                "energy_star": "yes",
            },
        ),
        (
            OUR_OWN_NAMES,
            {
                "model_number": "W-8",
                "heating_min_btu_47f": "3100",
                "seer2": "21",
                "voltage": "115",
            },
        ),
    ],
    ids=[
        *("label: value", "sections", "value below label", "rated (range)", "tons and kW"),
        *("titles and a row", "our own names"),
    ],
)
def test_sheet_is_read_in_full_and_nothing_else(text: str, expected: dict[str, str]) -> None:
    assert said(read_sheet(text)) == expected


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Heating Capacity, 47F: 10,000 Btu/h", "heating_btu_47f", "10000"),
        ("Heating at 5 °F: 8,100 Btu/h", "heating_btu_5f", "8100"),
        ("Maximum heating output @ -13°F 6,200 BTU/h", "heating_max_btu_neg13f", "6200"),
        ("Piping length, no additional refrigerant: 24.6 ft", "precharged_for_ft", "24.6"),
        ("Max. fuse size: 15 A", "max_overcurrent_amps", "15"),
        ("Cooling capacity at 208 / 230 V: 8,900 / 9,000 BTU/h", "cooling_btu_h", "8900"),
        ("Rated cooling capacity: 8,900 / 9,000 BTU/h", "cooling_btu_h", "8900"),
    ],
)
def test_single_line_is_read(line: str, field: str, value: str) -> None:
    assert said(read_sheet(line)) == {field: value}


def test_each_reading_keeps_the_line_that_it_was_read_from() -> None:
    sheet = read_sheet(VALUE_BELOW_LABEL)
    lowest = next(each for each in sheet.readings if each.field == "heating_min_btu_47f")
    assert lowest.line == (
        "Heating Capacity at 47 °F (Min-Rated-Max), Btu/h 3,200 - 13,500 - 16,000"
    )
    assert lowest.said == "3,200 - 13,500 - 16,000"


@pytest.mark.parametrize("text", [MODELS_IN_COLUMNS, MODELS_WITHOUT_TABS])
def test_one_column_must_be_chosen_where_there_are_several(text: str) -> None:
    asked = read_sheet(text)
    assert asked.columns[:2] == ("WX09H", "WX12H")
    assert "cooling_btu_h" not in said(asked)
    assert {each.why for each in asked.unread} == {"Choose the model first."}
    chosen = said(read_sheet(text, column=1))
    assert (chosen["model_number"], chosen["cooling_btu_h"], chosen["seer2"]) == (
        *("WX12H", "12000", "22.5"),
    )
    assert not read_sheet(text, column=1).unread


def test_a_value_for_all_models_holds_for_the_chosen_one() -> None:
    assert said(read_sheet(MODELS_IN_COLUMNS, column=0))["refrigerant"] == "R-454B"


def test_rows_of_a_list_are_chosen_by_their_model() -> None:
    rows = TITLES_AND_A_ROW + "\nMidea\tOTHER-12\t12,000\t15\t115\t27\t140\tR-32\tNo\tWhite"
    sheet = read_sheet(rows, column=1)
    assert sheet.columns == ("MWCUPWHP-09", "OTHER-12")
    assert (said(sheet)["cooling_btu_h"], said(sheet)["energy_star"]) == ("12000", "no")


def test_cooling_of_a_portable_is_read_only_where_its_test_is_said() -> None:
    sheet = read_sheet(PORTABLE, unit_type="portable")
    assert said(sheet) == {
        "cooling_btu_h": "10000",
        "cooling_rating_basis": "sacc_doe",
        "cooling_ashrae_btu_h": "14000",
        "hose": "dual",
        "sound_indoor_min_db": "42",
    }
    assert [each.why for each in sheet.unread] == ["For a portable it must say SACC or ASHRAE."]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Color: White", "Its label is not known."),
        ("Shipping weight: 150 lb", "It is no figure of ours."),
        ("Nominal cooling capacity: 12,000 BTU/h", "It is no figure of ours."),
        ("Cooling capacity: 12,000", "Its unit is not said."),
        ("Capacity: 12,000 BTU/h", "It does not say whether this is heating or cooling."),
        (
            "Heating capacity (min-max): 3,000-12,000 BTU/h",
            "It does not say at which outdoor temperature.",
        ),
        (
            "Cooling capacity: 9,000 / 12,000 / 18,000 BTU/h",
            "It does not say which number is the lowest, the rated, and the highest.",
        ),
        (
            "Cooling capacity (min-rated-max): 9,000-3,000-12,000 BTU/h",
            "Its numbers are not in the order lowest, rated, highest.",
        ),
        ("Indoor noise level: 45 dB(A)", "It does not say at which fan speed."),
        ("Dimensions: 25 x 20 x 41 in", "It does not say which is width, height, and depth."),
        ("Dimensions (L x W x H): 25 x 20 x 41 in", "It does not say which is width, height, and"),
        ("Operating range, heating: 75 -13 °F", "It can be read as a span or as a minus."),
        ("Heating capacity at 17°F / 5°F: 9,600 / 9,100 BTU/h", "It names more than one temp"),
        ("COP at 47 °F / 17 °F: 4.0 / 3.9", "It names more than one temperature."),
        ("EER (95/75): 12.5/13", "It holds more than one number."),
        ("Operation range, heating (°F WB): -4 to 65", "It is a wet-bulb temperature."),
        ("Piping length: 24.6 ft", "Its label is not known."),
        ("SEER2: 20 / 30", "It holds more than one number."),
        ("Wi-Fi: maybe", "No figure was found in it."),
        ("CEER: n/a", "It says nothing."),
        ("Price: 1,499.00", "It does not say dollars."),
        ("Price: $1,499.00 / $1,699.00", "It holds more than one number."),
        ("Price: $49/mo", "It is not the price of the unit alone."),
        ("Installed price: $4,200", "It is not the price of the unit alone."),
        ("Estimated yearly operating cost: $58", "It is not the price of the unit alone."),
    ],
)
def test_what_is_not_certain_is_listed_with_the_reason(line: str, why: str) -> None:
    sheet = read_sheet(line)
    assert sheet.readings == ()
    (unread,) = sheet.unread
    assert unread.line == line
    assert unread.why.startswith(why)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("$1,499.00", "price_street", "1499.00"),
        ("US$ 1499", "price_street", "1499.00"),
        ("Price\n$1,499.00", "price_street", "1499.00"),
        ("Our price: 1,499.00 USD", "price_street", "1499.00"),
        ("Price $1,499.00 - $1,699.00", "price_street", "1499.00-1699.00"),
        ("MSRP: $1,799.00", "price_list", "1799.00"),
        ("Suggested retail price $1,799.00", "price_list", "1799.00"),
    ],
)
def test_line_with_dollars_is_a_price(text: str, field: str, value: str) -> None:
    sheet = read_sheet(text)
    assert [(each.field, each.value) for each in sheet.readings] == [(field, value)]
    assert sheet.unread == ()


def test_two_lines_that_disagree_are_both_told() -> None:
    sheet = read_sheet("SEER2: 20\nVoltage: 115 V\nSEER2: 21")
    assert [(each.field, each.value, each.contested) for each in sheet.readings] == [
        ("seer2", "20", True),
        ("voltage", "115", False),
        ("seer2", "21", True),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "\n\t\n", ":::", "°", "- - -", "1\t2\t3", "a\tb\n1", "(" * 500, "9" * 5000 + " BTU"],
)
def test_whatever_is_pasted_raises_nothing(text: str) -> None:
    assert read_sheet(text).readings == ()
