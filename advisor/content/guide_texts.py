"""The guides as data: what each says, in our own words, and where each figure comes from.

A part is a plain sentence, a list, a list to tick, a table, or ``Live``: something that
``advisor/pages/guides.py`` fills in from the catalogue, the place or the records.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from advisor.formatting.text import Text

SOURCES: dict[str, Text] = {
    "seed": _("Home-improvement guide “What Is The Smallest Heat Pump You Can Buy”, 7 July 2025"),
    "608": _(
        "US EPA, section 608 of the Clean Air Act, 40 CFR part 82 subpart F, as told in"
        " contractingbusiness.com, 7 November 2022"
    ),
    "warranty": _("homeheatproblems.com and shopminisplit.com on warranties, read November 2026"),
    "returns": _("Return policies of mrcooldiydirect.com and mrcoolsales.com, read November 2026"),
    "haier": _("haierappliances.com, support page 34869, on heating with a portable"),
    "sacc": _("consumeranalysis.com, test of a portable: 14,000 on the box, 7,700 to 12,000 SACC"),
    "pan": _("greenbuildingadvisor.com, “Base pan heaters for heat pumps”"),
    "saddle": _("gadzetomania.pl on a saddle unit: window of 61 cm or more, 22 + 40 kg"),
    "defrost": _("bendheating.com and domehomeapp.com on defrost, read November 2026"),
    "quotes": _(
        "engineerfix.com, one zone installed, $2,500–6,000; EnergySage, low quotes of 2023,"
        " $4,800–7,120"
    ),
    "saddle price": _("hypoair.com on packaged window heat pumps, $2,800–3,000"),
    "neep": _("neep.org, “Just right heat pumps”, and the NEEP list of cold-climate units"),
    "energy star": _("energystar.gov, tips for buying a room unit"),
    "a2l": _("Manual of a Daikin FTXP, smallest floor area for R-32"),
    "410a": _("refindustry.com on the EPA’s rule for R-410A, read November 2026"),
    "catalog": _("Our catalog, each figure with its own source"),
    "ours": _("Our own rule: we found nobody who publishes one"),
    "25c": _("Public Law 119-21; IRS FS-2025-05 of 21 August 2025, as quoted by rebatebeacon.com"),
    "law": _("Inverse-square law of sound in the open"),
}


@dataclass(frozen=True)
class Say:
    """A sentence or two, with the key of its source."""

    text: Text
    source: str = ""


@dataclass(frozen=True)
class Points:
    items: tuple[Say, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Ticks:
    """A list to tick off, on the page or on paper; each key is unique in its guide."""

    items: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Table:
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    source: str = ""


@dataclass(frozen=True)
class Live:
    """What is not written here: care, types, programs, place, oversize."""

    name: str


Part = Say | Points | Ticks | Table | Live


@dataclass(frozen=True)
class Section:
    key: str
    title: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Guide:
    slug: str
    title: Text
    summary: Text
    sections: tuple[Section, ...]
    group: str = "buy"  # buy, fit, live, about


GROUPS: dict[str, Text] = {
    "buy": _("Before you buy"),
    "fit": _("Putting it in"),
    "live": _("Living with it"),
    "about": _("About us"),
}

INSTALLATION = Guide(
    slug="installation",
    group="fit",
    title=_("Putting it in: what each type takes"),
    summary=_("A portable takes an hour, a window unit an afternoon, a mini-split a professional."),
    sections=(
        Section(
            "mini_split",
            _("Mini-split"),
            (
                Say(
                    _(
                        "One unit hangs inside, one stands outside; a hole of about three inches"
                        " carries pipes, cable and drain between them. Unless it is sold as a kit"
                        " for buyers, plan on a professional: it is all but obligatory."
                    ),
                    "seed",
                ),
                Points(
                    (
                        Say(
                            _(
                                "Wiring, joining the lines and pulling a vacuum need tools,"
                                " knowledge and a certificate."
                            ),
                            "608",
                        ),
                        Say(
                            _(
                                "Bad work shows late: it leaks, gives less than it should, or harms"
                                " the compressor."
                            ),
                            "seed",
                        ),
                        Say(
                            _(
                                "Most need a circuit of their own with a disconnect outside, and a"
                                " permit. A 9,000 BTU unit may be 115 or 230 volts: read its plate,"
                                " not its size."
                            ),
                            "catalog",
                        ),
                        Say(
                            _(
                                "Kits with precharged lines exist. They spare the vacuum, not the"
                                " hole, the circuit and the permit, and a technician’s look at the"
                                " end is money well spent."
                            ),
                            "seed",
                        ),
                        Say(
                            _(
                                "Units with R-32 or R-454B ask for a smallest floor area: it stands"
                                " in the manual, and a bedroom can be below it."
                            ),
                            "a2l",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "window",
            _("Window unit"),
            (
                Say(
                    _(
                        "It is lifted into the opening, carried by a bracket and sealed on both"
                        " sides. With a helper you can do it yourself."
                    ),
                    "seed",
                ),
                Points(
                    (
                        Say(
                            _("Two people for the larger ones; some weigh 80 lb and more."), "seed"
                        ),
                        Say(
                            _(
                                "A bracket on the sill takes the weight. The sash alone must not:"
                                " it opens, and the unit falls out."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Seal against air and against movement: side panels, foam between"
                                " the sashes, a lock on the sash."
                            ),
                            "seed",
                        ),
                        Say(
                            _(
                                "A saddle unit sits on both sides of the sill. It needs a window"
                                " that slides up, at least 24 inches wide, and two people."
                            ),
                            "saddle",
                        ),
                        Say(
                            _("An outlet of its own, grounded; never an extension cord."),
                            "energy star",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "portable",
            _("Portable"),
            (
                Say(
                    _(
                        "Place it, lead the hose to the panel in the window, plug it in. It is the"
                        " easiest of the three, and still a window must open."
                    ),
                    "seed",
                ),
                Points(
                    (
                        Say(
                            _(
                                "With one hose it blows room air out, and outdoor air comes in"
                                " through every gap. Two hoses do not."
                            ),
                            "seed",
                        ),
                        Say(
                            _(
                                "Keep the hose short and straight, and seal the panel: it came with"
                                " foam that rarely is enough."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "While it heats, water collects faster than most tanks hold. Lead"
                                " it to a drain or a pump before you trust it overnight."
                            ),
                            "seed",
                        ),
                        Say(
                            _(
                                "A casement window needs a panel of its own, and awning windows"
                                " seldom take any."
                            ),
                            "energy star",
                        ),
                    )
                ),
            ),
        ),
    ),
)

FIT_LIST = Guide(
    slug="fit-list",
    group="buy",
    title=_("Before you buy: does it fit?"),
    summary=_("What to measure at home, with boxes to tick and to print."),
    sections=(
        Section(
            "mini_split",
            _("Mini-split"),
            (
                Ticks(
                    (
                        ("ms-stud", _("Studs found where the plate goes, and nothing in the way")),
                        (
                            "ms-space",
                            _("Room above and beside the indoor unit, as its manual asks"),
                        ),
                        ("ms-wall", _("Outside wall behind it: thickness and material known")),
                        ("ms-hole", _("No pipe, cable or chimney where the 3-inch hole goes")),
                        ("ms-line", _("Pipe run measured: within the length and height it allows")),
                        ("ms-out", _("Place outdoors: level, firm, clear as its manual asks")),
                        ("ms-drain", _("Somewhere for the water to go, downhill or by a pump")),
                        ("ms-panel", _("Volts and amps on its plate, and a free breaker for it")),
                        ("ms-area", _("Floor area not below the smallest that its manual allows")),
                        ("ms-permit", _("Permit asked for; HOA or landlord agreed in writing")),
                    )
                ),
            ),
        ),
        Section(
            "window",
            _("Window unit"),
            (
                Ticks(
                    (
                        (
                            "w-kind",
                            _("The window slides up; sideways or swinging needs its own unit"),
                        ),
                        ("w-open", _("Clear width and height of the opening, the window open")),
                        ("w-sill", _("Sill: depth, level, sound wood; a saddle unit 24 in wide")),
                        ("w-storm", _("Storm window and screen out of the way")),
                        ("w-bracket", _("Bracket rated for its weight")),
                        ("w-weight", _("Its weight, and who helps to lift it")),
                        ("w-outlet", _("Grounded outlet within its cord, nothing else on it")),
                        ("w-volts", _("Plug and volts on its plate match the outlet")),
                        ("w-drip", _("Nobody’s balcony, path or window where it drips")),
                        ("w-sleep", _("No bed right beside it, and none of a neighbor’s")),
                    )
                ),
            ),
        ),
        Section(
            "portable",
            _("Portable"),
            (
                Ticks(
                    (
                        ("p-window", _("A window opens, and its panel is long enough")),
                        ("p-hose", _("From the unit to the window within the hose, without a bow")),
                        ("p-two", _("Two hoses, or you know what one costs")),
                        ("p-sacc", _("Its SACC looked up, not only the number on the box")),
                        ("p-heat", _("It heats by heat pump: not cooling only, not by a strip")),
                        ("p-floor", _("Floor space for unit and hose, and a way to roll it")),
                        ("p-drain", _("Where its water goes while it heats")),
                        ("p-outlet", _("Grounded outlet within its cord, nothing else on it")),
                        ("p-weight", _("Its weight, if it has to climb stairs")),
                    )
                ),
            ),
        ),
        Section(
            "papers",
            _("For every type"),
            (
                Ticks(
                    (
                        ("a-room", _("The room’s load known, with its range")),
                        ("a-least", _("Least output looked up, or marked “not published”")),
                        ("a-cold", _("Output on the coldest usual night looked up")),
                        ("a-return", _("Who pays the way back, and what restocking costs")),
                        ("a-register", _("Day by which the warranty must be registered")),
                        ("a-service", _("Somebody near who repairs this make")),
                    )
                ),
            ),
        ),
    ),
)

SITING = Guide(
    slug="siting",
    group="fit",
    title=_("Where the outdoor unit goes"),
    summary=_("Clearance, snow, drip and the neighbor’s bedroom."),
    sections=(
        Section("here", _("At your place"), (Live("place"),)),
        Section(
            "clearance",
            _("Air around it"),
            (
                Points(
                    (
                        Say(
                            _(
                                "Distances to walls, plants and the next unit stand in its manual,"
                                " and they differ. What the fan blows out must not come back in."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Keep it free for its whole life: no hedge that will grow, no wood"
                                " pile, no snow from the roof."
                            ),
                            "seed",
                        ),
                        Say(
                            _("Someone must reach it: for rinsing, for service, for the snow."),
                            "ours",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "snow",
            _("Snow and drip"),
            (
                Points(
                    (
                        Say(
                            _(
                                "On a stand or wall bracket above the snow that usually lies: ask"
                                " whoever clears it. We keep no snow depths; where the coldest"
                                " usual night is under 15 °F we count a stand, and 24 inches is"
                                " what our expert asks for in the snow belt."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "While it defrosts, it sheds water. Over steps or a path that is"
                                " ice; in a closed pan it is a block that bends the fan."
                            ),
                            "pan",
                        ),
                        Say(
                            _(
                                "Where it stays below freezing for days, choose a unit with a base"
                                " pan heater, built in or added, and drain holes left open."
                            ),
                            "pan",
                        ),
                        Say(
                            _(
                                "Not below a gutter or an eave that drips; a small roof over it is"
                                " welcome if the air stays free."
                            ),
                            "ours",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "noise",
            _("The neighbor"),
            (
                Points(
                    (
                        Say(
                            _(
                                "In the open, sound falls by about 6 dB each time the distance"
                                " doubles. Each wall close beside it adds about 3 dB."
                            ),
                            "law",
                        ),
                        Say(
                            _(
                                "Ask how the published figure was taken: as pressure at one meter,"
                                " or as power. They are some 8 dB apart over the ground, for the"
                                " same machine."
                            ),
                            "law",
                        ),
                        Say(
                            _(
                                "Not opposite a bedroom window, not in a narrow passage; on a"
                                " bracket with rubber feet, or on the ground."
                            ),
                            "ours",
                        ),
                    )
                ),
            ),
        ),
    ),
)

DIY = Guide(
    slug="diy-or-professional",
    group="fit",
    title=_("Do it yourself, or hire someone?"),
    summary=_("By type, with the reason: permit, refrigerant, warranty."),
    sections=(
        Section(
            "table",
            _("In short"),
            (
                Table(
                    (_("Type"), _("Who"), _("Why")),
                    (
                        (
                            _("Portable"),
                            _("You"),
                            _("It is placed, vented and plugged in; nothing is opened."),
                        ),
                        (
                            _("Window unit"),
                            _("You, two people if it is heavy"),
                            _("It arrives sealed; what can go wrong is weight and gaps."),
                        ),
                        (
                            _("Window unit, high or heavy"),
                            _("A handyman, $100–300"),
                            _("A fall from the second floor is not worth the saving."),
                        ),
                        (
                            _("Mini-split kit, precharged lines"),
                            _("You, where your town allows it; an electrician for the circuit"),
                            _("The lines are joined without opening the refrigerant."),
                        ),
                        (
                            _("Any other mini-split"),
                            _("A licensed technician"),
                            _("Refrigerant, vacuum, wiring, permit and warranty."),
                        ),
                    ),
                    "seed",
                ),
            ),
        ),
        Section(
            "why",
            _("The three reasons"),
            (
                Points(
                    (
                        Say(
                            _(
                                "Refrigerant. Who opens the circuit, puts gauges on it, or adds or"
                                " takes refrigerant must be certified under section 608. Ask to see"
                                " the card: type II or universal for a mini-split."
                            ),
                            "608",
                        ),
                        Say(
                            _(
                                "Permit. A new circuit nearly always needs one, the outdoor unit"
                                " often does. Without it an insurer may ask questions after a fire,"
                                " and a buyer when you sell."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Warranty. Several makers honor it only if a licensed contractor"
                                " put the unit in, and ask for the bill."
                            ),
                            "warranty",
                        ),
                    ),
                    ordered=True,
                ),
                Say(
                    _(
                        "Rebates go the same way: most programs pay only for a licensed"
                        " installation, and self-installed kits are commonly left out."
                    ),
                    "catalog",
                ),
            ),
        ),
        Section(
            "quotes",
            _("What hiring costs"),
            (
                Say(
                    _(
                        "For one mini-split the guide that we grew from says $1,600 to $5,000 and"
                        " more, all in; other guides say $2,500 to $7,120. Ask at least three"
                        " licensed firms for a quote in lines: labor, line set, mount, circuit,"
                        " permit. What one leaves out comes later."
                    ),
                    "quotes",
                ),
            ),
        ),
    ),
)

CARE_GUIDE = Guide(
    slug="care",
    group="live",
    title=_("Care through the year"),
    summary=_("What to clean and when, by type, with a calendar to download."),
    sections=(
        Section("lists", _("By type"), (Live("care"),)),
        Section(
            "safety",
            _("Before you touch it"),
            (
                Points(
                    (
                        Say(
                            _(
                                "Power off: at the plug, the breaker or the disconnect, and wait"
                                " until the fan stands still."
                            ),
                            "ours",
                        ),
                        Say(
                            _("A soft brush or a coil cleaner, and a gentle hose outside."), "seed"
                        ),
                        Say(
                            _(
                                "No pressure washer, no wire brush, no bleach on the coil: fins"
                                " bend and aluminum corrodes."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "We print no figure for what a dirty filter costs: we found none"
                                " that was measured on such small units."
                            ),
                            "ours",
                        ),
                    )
                ),
            ),
        ),
    ),
)

WARRANTY = Guide(
    slug="warranty",
    group="buy",
    title=_("Warranty traps"),
    summary=_("Days to register, who may install, what cannot be given back."),
    sections=(
        Section(
            "traps",
            _("Where it bites"),
            (
                Points(
                    (
                        Say(
                            _(
                                "Registration. Many makers give the long term only to who registers"
                                " within 60 or 90 days. One goes from ten years back to five on"
                                " parts and seven on the compressor."
                            ),
                            "warranty",
                        ),
                        Say(
                            _(
                                "Who put it in. Some warranties hold only for units that a state"
                                " licensed contractor installed. A kit made for buyers says so:"
                                " read it before the box is open."
                            ),
                            "warranty",
                        ),
                        Say(
                            _(
                                "Parts, not work. After the first year a free compressor still"
                                " leaves you the technician’s hours and the refrigerant."
                            ),
                            "warranty",
                        ),
                        Say(
                            _(
                                "Giving it back. Shops that sell kits take 18 to 35 % for"
                                " restocking, precharged line sets not at all, and some attempt a"
                                " delivery once."
                            ),
                            "returns",
                        ),
                        Say(
                            _(
                                "First owner, first place. Often it ends when you sell the home or"
                                " move the unit."
                            ),
                            "warranty",
                        ),
                        Say(
                            _(
                                "The yearly check. Some ask for a technician’s bill every year."
                                " Keep them with the photo of the plate."
                            ),
                            "warranty",
                        ),
                        Say(
                            _(
                                "Old stock. Units with R-410A made before 2025 are being sold off."
                                " The EPA said on the eve of 2026 that it would not pursue their"
                                " installation first; your state may. Ask who will have parts in"
                                " ten years."
                            ),
                            "410a",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "do",
            _("What to do"),
            (
                Ticks(
                    (
                        ("read", _("Warranty read before the order, in full")),
                        ("days", _("Last day to register in your calendar")),
                        ("card", _("License and section 608 card seen, number noted")),
                        ("photo", _("Photo of both plates, serial numbers readable")),
                        ("bill", _("Bill with model, serial, date and the installer’s license")),
                        ("values", _("Vacuum and pressure readings written on the bill")),
                        ("box", _("Packing kept until it has run a week")),
                    )
                ),
            ),
        ),
    ),
)

SERVICE = Guide(
    slug="reviews-and-service",
    group="buy",
    title=_("Reviews and local service: what to look for"),
    summary=_("How to read stars, and the call to make before you pay."),
    sections=(
        Section(
            "reviews",
            _("Reviews"),
            (
                Points(
                    (
                        Say(
                            _(
                                "Look for the second winter. Most reviews are written in the first"
                                " week; search for “January”, “ice”, “error”, “part”."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Read the three-star ones: they say what bothers people who keep"
                                " it. Noise at night and drips are what owners forgive least."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Check that the review is of this model. Shops pool the reviews of"
                                " all sizes, and of the cooling-only twin."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Owners of the same room size in the same climate tell you more"
                                " than any average."
                            ),
                            "ours",
                        ),
                    )
                ),
                Say(
                    _(
                        "We show no stars and take none into account: we could not tell the honest"
                        " ones apart."
                    ),
                    "ours",
                ),
            ),
        ),
        Section(
            "service",
            _("Service near you"),
            (
                Say(_("Warranty, reviews and local service weigh as much as a dB less."), "seed"),
                Points(
                    (
                        Say(
                            _(
                                "Call two firms and ask: do you repair this make, have you parts,"
                                " how soon in January? A no is an answer."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Ask the maker for its service firms near your ZIP code. A list of"
                                " dealers is not a list of people who repair."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Ask what works without the internet. Several apps stopped with"
                                " their cloud; a remote that needs none is worth a point."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "A window or portable unit is rarely repaired at home: ask where it"
                                " is sent and who pays the way."
                            ),
                            "ours",
                        ),
                    )
                ),
            ),
        ),
    ),
)

CYCLING = Guide(
    slug="short-cycling",
    group="live",
    title=_("It keeps turning off: too big, or broken?"),
    summary=_("Short cycling, told apart from a fault by two numbers."),
    sections=(
        Section("check", _("Is it too big for the room?"), (Live("oversize"),)),
        Section(
            "signs",
            _("What it does, and what that usually is"),
            (
                Table(
                    (_("You see"), _("Usually"), _("Do")),
                    (
                        (
                            _("On mild days, a few minutes on, a few off; fine when it is cold"),
                            _("Least output above what the room needs: size, not a fault"),
                            _("Fan on low, a degree less swing, doors open; see the check above"),
                        ),
                        (
                            _("Stops for some minutes in frost, steam outside, then goes on"),
                            _("Defrost"),
                            _("Nothing: that is how it works"),
                        ),
                        (
                            _("Stops soon after starting, in any weather; weak air"),
                            _("Filter or coil clogged"),
                            _("Clean both; then see again"),
                        ),
                        (
                            _("Stops when the sun or a lamp is on it, or near its own air"),
                            _("Sensor misled"),
                            _("Turn the vane; let the remote sense, if it can"),
                        ),
                        (
                            _("Water light, or stops in humid weeks"),
                            _("Drain or tank full"),
                            _("Empty it, clear the line"),
                        ),
                        (
                            _("Breaker trips, smell, or light blinks a code"),
                            _("A fault"),
                            _("Off, note the code, call a technician"),
                        ),
                        (
                            _("Off at the same hours each day"),
                            _("Timer, app or the utility’s program"),
                            _("Look through timer and app first"),
                        ),
                    ),
                    "ours",
                ),
                Say(
                    _(
                        "It is the same for every make. A new, smaller unit helps only if its least"
                        " output is lower, and a “6,000” often goes no lower than the “9,000” of"
                        " its series."
                    ),
                    "neep",
                ),
            ),
        ),
    ),
)

WINTER = Guide(
    slug="winter",
    group="live",
    title=_("Ice and steam in winter: defrost or fault?"),
    summary=_("What is normal below freezing, and when to switch off and call."),
    sections=(
        Section("here", _("At your place"), (Live("frost"),)),
        Section(
            "table",
            _("Tell them apart"),
            (
                Table(
                    (_("You see"), _("Normal"), _("Call someone")),
                    (
                        (
                            _("White frost on the outdoor coil"),
                            _("Goes away within an hour or two"),
                            _("Stays, or turns to clear ice over the whole coil"),
                        ),
                        (
                            _("Steam, a hiss, the outdoor fan stands still"),
                            _("For 5 to 15 minutes, at most every half hour or so"),
                            _("Longer than a quarter of an hour, or one after another"),
                        ),
                        (
                            _("Cool air inside"),
                            _("While it defrosts"),
                            _("All the time, with the set temperature far away"),
                        ),
                        (
                            _("Water under the unit"),
                            _("After each defrost"),
                            _("It freezes into a block that reaches the coil or fan"),
                        ),
                        (
                            _("Gives less in great cold"),
                            _("As published: look up its output at your design night"),
                            _("Far less than last year at the same temperature"),
                        ),
                    ),
                    "defrost",
                ),
            ),
        ),
        Section(
            "keep",
            _("Keep it from freezing"),
            (
                Points(
                    (
                        Say(_("Snow off the coil side and from under the fan."), "seed"),
                        Say(
                            _(
                                "Above the snow, with open drain holes; a base pan heater where it"
                                " stays below freezing for days."
                            ),
                            "pan",
                        ),
                        Say(
                            _("Filter clean and vane open: little air indoors means ice outdoors."),
                            "ours",
                        ),
                        Say(
                            _(
                                "Leave it running on a steady setting in great cold, rather than"
                                " switching it off at night: a cold start is when it gives least."
                            ),
                            "ours",
                        ),
                        Say(
                            _(
                                "Never chip, never hot water. If it is a block of ice, switch it"
                                " off and let it thaw, or call."
                            ),
                            "ours",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "types",
            _("Window units and portables"),
            (
                Points(
                    (
                        Say(
                            _(
                                "Ordinary ones stop heating near freezing; some then heat by a"
                                " resistance strip, at two to three times the electricity. The"
                                " lowest outdoor temperature stands on our page of the model,"
                                " where it is published."
                            ),
                            "catalog",
                        ),
                        Say(
                            _(
                                "A maker’s own support page calls its portable “somewhat"
                                " ineffective” where it is often near or below freezing."
                            ),
                            "haier",
                        ),
                    )
                ),
            ),
        ),
    ),
)

NO_OUTDOOR = Guide(
    slug="no-outdoor-unit",
    group="buy",
    title=_("A heat pump without an outdoor unit"),
    summary=_("What sits where, and what a landlord or HOA can still say yes to."),
    sections=(
        Section(
            "must",
            _("Must it be outside?"),
            (
                Say(
                    _(
                        "Some of it must reach the outdoor air, for that is where the heat comes"
                        " from. It need not stand there: four kinds manage without a unit outside."
                    ),
                    "ours",
                ),
                Table(
                    (_("Kind"), _("What sits where"), _("Good for"), _("Look out for")),
                    (
                        (
                            _("Window unit"),
                            _("In the window, half in, half out"),
                            _("Rooms with a window that slides up"),
                            _("Many “heat and cool” ones heat by a strip; noise; lost view"),
                        ),
                        (
                            _("Saddle unit"),
                            _("Astride the sill, the window nearly closed"),
                            _("Cold winters: some work far below 0 °F"),
                            _("24 inches of width, heavy, $2,800 and more"),
                        ),
                        (
                            _("Portable"),
                            _("On the floor, hose to the window"),
                            _("Mild winters, casement windows, for a time"),
                            _("Weak near freezing; floor space; water to empty"),
                        ),
                        (
                            _("Through the wall, in one piece"),
                            _("Inside on the wall, two holes behind it"),
                            _("Condos where holes are allowed"),
                            _("Needs permission for the holes; not in our catalog yet"),
                        ),
                    ),
                    "catalog",
                ),
            ),
        ),
        Section(
            "ask",
            _("If a rule forbids it"),
            (
                Say(
                    _(
                        "Ask before you settle for less. One page that names the hole, the noise"
                        " and the water, and promises to take it all away again, answers most of"
                        " what a board asks."
                    ),
                    "ours",
                ),
                Live("request"),
            ),
        ),
    ),
)

WHICH_TYPE = Guide(
    slug="which-type",
    group="buy",
    title=_("Mini-split, window unit or portable?"),
    summary=_("The three side by side, with figures of today’s catalog."),
    sections=(
        Section("numbers", _("By the numbers"), (Live("types"),)),
        Section(
            "choose",
            _("In a sentence each"),
            (
                Points(
                    (
                        Say(
                            _(
                                "Mini-split: the quiet one that heats all winter, if a hole and an"
                                " outdoor unit are allowed and the work is in the budget."
                            ),
                            "seed",
                        ),
                        Say(
                            _(
                                "Window unit: cheaper and yours to put in, louder, and it takes"
                                " part of the view. For heat in real winters only the cold-climate"
                                " kind will do, and that costs like a small mini-split."
                            ),
                            "saddle price",
                        ),
                        Say(
                            _(
                                "Portable: for rooms used now and then, for renters and for mild"
                                " winters. The least heat for the money, and the most noise."
                            ),
                            "seed",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "myths",
            _("What many pages get wrong"),
            (
                Points(
                    (
                        Say(
                            _(
                                "“From 5,000 BTU.” We found no mini-split for homes below about"
                                " 6,000 BTU. One of 5,500 is an indoor part of a commercial system."
                            ),
                            "catalog",
                        ),
                        Say(
                            _(
                                "The smallest number is not the smallest unit. What counts on a"
                                " mild day is the least it gives, and a 6,000 and a 9,000 of one"
                                " series often share it."
                            ),
                            "neep",
                        ),
                        Say(
                            _(
                                "Window units “from 5,000 BTU, heating and cooling” mostly heat by"
                                " a resistance strip. Those that heat by heat pump began at some"
                                " 7,500 to 9,500 in what we found."
                            ),
                            "catalog",
                        ),
                        Say(
                            _(
                                "The number on a portable is an older test. Its SACC is 55 to 85 %"
                                " of it, and is the one to compare."
                            ),
                            "sacc",
                        ),
                        Say(
                            _(
                                "SEER and SEER2, HSPF and HSPF2 come from different tests since"
                                " 2023. Compare only like with like; we never mix them."
                            ),
                            "catalog",
                        ),
                        Say(
                            _(
                                "An indoor number is not a system. MSZ-GL06NA, for example, is a"
                                " head that we found only on multi-zone systems."
                            ),
                            "catalog",
                        ),
                        Say(
                            _(
                                "“30 % federal tax credit.” It ended for units put to use after 31"
                                " December 2025, and we know of none that replaces it in 2026."
                            ),
                            "25c",
                        ),
                    )
                ),
            ),
        ),
    ),
)

WHO_PAYS = Guide(
    slug="who-pays",
    group="about",
    title=_("Who pays for this, and where to find an installer"),
    summary=_("No lead form, no place for sale; lists to look in yourself."),
    sections=(
        Section(
            "money",
            _("Who pays"),
            (
                Points(
                    (
                        Say(
                            _(
                                "The program is free software under the MIT license. Whoever runs a"
                                " copy of it pays for its server."
                            )
                        ),
                        Say(
                            _(
                                "Nobody can buy a place. The order comes from arithmetic that each"
                                " result shows, and whether a link earns money is no part of it."
                            )
                        ),
                        Say(
                            _(
                                "We do not ask who you are, so there is nothing to sell: no name,"
                                " no e-mail, no phone, no cookie, no advertising."
                            )
                        ),
                        Say(
                            _(
                                "If a site that shows our results earns on a link, the link says"
                                " so, beside it."
                            )
                        ),
                    )
                ),
            ),
        ),
        Section(
            "installer",
            _("Where to find an installer"),
            (
                Say(
                    _(
                        "We hand your details to nobody and get nothing for a name. These are lists"
                        " that you look through yourself:"
                    )
                ),
                Points(
                    (
                        Say(
                            _(
                                "Your state’s contractor licensing board: search the license by"
                                " name before you sign, and whether complaints are on it."
                            )
                        ),
                        Say(
                            _(
                                "Your utility or energy program: most keep a list of contractors"
                                " whose work earns their rebates. Below are those that we know."
                            )
                        ),
                        Say(
                            _(
                                "Two names of the trade: NATE examines technicians, ACCA is the"
                                " contractors’ association that publishes Manual J, the load"
                                " calculation."
                            )
                        ),
                        Say(
                            _(
                                "The maker’s own list: useful where the long warranty hangs on it,"
                                " but it names who sells that make."
                            )
                        ),
                        Say(
                            _(
                                "Ask whoever you call for the license number, the section 608 card"
                                " and the insurance. It takes a minute."
                            ),
                            "608",
                        ),
                    )
                ),
                Say(
                    _(
                        "A site that asks for your phone before it shows a price usually sells it,"
                        " often to several firms at once."
                    )
                ),
            ),
        ),
        Section("programs", _("Programs that we know of"), (Live("programs"),)),
    ),
)

GUIDES: dict[str, Guide] = {
    guide.slug: guide
    for guide in (
        *(WHICH_TYPE, NO_OUTDOOR, FIT_LIST, WARRANTY, SERVICE, INSTALLATION, SITING, DIY),
        *(CARE_GUIDE, WINTER, CYCLING, WHO_PAYS),
    )
}
"""Every guide by its slug, in the order of the list."""
