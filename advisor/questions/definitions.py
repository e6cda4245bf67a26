"""The questions as data: what we ask, in which words, why, and when.

A step is a tight group on one page; a question is one name of the address. Wording and relevance
may depend on what is already known, so they are functions of the given answers (``Given``: names
of the address → text). Everything that speaks of an answer (question pages, check page,
assumptions, command line) takes its words from here. Add a question by adding data, not a view.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advisor.questions.bill_questions import BILL_QUESTIONS
from advisor.questions.money_questions import MEASURED, MONEY, OWNING, OWNING_QUESTIONS
from advisor.questions.neighbor_questions import NEIGHBOR, NEIGHBOR_QUESTIONS
from advisor.questions.question_types import (
    Choice,
    Question,
    Step,
    is_closet,
    is_none_of,
    is_one_of,
)
from advisor.questions.rv_questions import RV_QUESTIONS
from advisor.questions.shell_numbers import SHELL_NUMBERS
from advisor.questions.shell_questions import (
    BESIDE,
    CRAWL,
    GLASS_DETAILS,
    OUTSIDE_DOOR,
    SHELL_DETAILS,
    WALKOUT,
)

_YES_NO = {"yes": Choice(label=_("Yes")), "no": Choice(label=_("No"))}

_ROOM = (
    Question(
        name="zip",
        kind="zip",
        of_the_home=True,
        label=_("Home ZIP code"),
        short=_("ZIP code"),
        why=_(
            "It tells us your coldest nights, hottest days, and energy prices. It is not stored."
        ),
        help=_("Five digits."),
        required=True,
    ),
    Question(
        name="space",
        kind="choice",
        label=_("Which room is it?"),
        short=_("Room"),
        why=_(
            "Each kind of room has its own typical features. A basement has soil around it,"
            " and a garage has a big door."
        ),
        required=True,
        picture=True,
        choices={
            "bedroom": Choice(label=_("Bedroom"), in_sentence=_("bedroom")),
            "living_room": Choice(label=_("Living room"), in_sentence=_("living room")),
            "studio": Choice(label=_("Studio apartment"), in_sentence=_("studio apartment")),
            "office": Choice(label=_("Home office"), in_sentence=_("home office")),
            "tiny_home": Choice(label=_("Tiny home"), in_sentence=_("tiny home")),
            "rv": Choice(
                label=_("RV or camper"),
                in_sentence=pgettext_lazy("in a sentence", "RV or camper"),
            ),
            "garage": Choice(label=_("Garage"), in_sentence=_("garage")),
            "workshop": Choice(label=_("Workshop"), in_sentence=_("workshop")),
            "basement": Choice(label=_("Basement"), in_sentence=_("basement")),
            "addition": Choice(label=_("Addition"), in_sentence=_("addition")),
            "sunroom": Choice(label=_("Sunroom"), in_sentence=_("sunroom")),
            "porch": Choice(label=_("Enclosed porch"), in_sentence=_("enclosed porch")),
        },
    ),
    Question(
        name="area",
        kind="number",
        beside_result=True,
        label=_("How big is the room?"),
        short=_("Floor area"),
        why=_(
            "A bigger room has more floor and more wall. But rooms of the same size can"
            " still differ by more than twofold, so we ask more questions."
        ),
        help=_("Length times width. A 10 by 12 ft room is 120 sq ft. A close guess is fine."),
        help_metric=_("Length times width. A 3 by 4 m room is 12 m². A close guess is fine."),
        unit=_("sq ft"),
        unit_metric=_("m²"),
        range_why=_("this advice is for one room, not a whole house."),
        required=True,
    ),
)

_AROUND = (
    Question(
        name="exterior_walls",
        kind="choice",
        beside_result=True,
        picture=True,
        label=_("How many of its walls face outdoors?"),
        short=_("Outside walls"),
        why=_(
            "A room loses heat only through walls with cold behind them. Air leaks in there too."
        ),
        help=_("Walls shared with heated rooms do not count. A corner room has two."),
        choices={
            "0": Choice(label=_("None")),
            "1": Choice(label=_("One")),
            "2": Choice(label=_("Two")),
            "3": Choice(label=_("Three")),
            "4": Choice(label=_("All four")),
        },
        range_why=_("a room has up to four sides."),
    ),
    Question(
        name="above",
        kind="choice",
        beside_result=True,
        picture=True,
        label=_("What is above it?"),
        short=_("Above"),
        why=_(
            "A ceiling under an attic or a roof loses heat in winter and gets very hot in"
            " summer. A ceiling under a heated room does neither."
        ),
        choices={
            "heated": Choice(label=_("Another heated room")),
            "attic": Choice(label=_("An attic"), help=_("unheated space under the roof")),
            "roof": Choice(
                label=_("The roof itself"), help=_("sloped ceiling, flat roof, or no attic")
            ),
        },
    ),
    Question(
        name="below",
        kind="choice",
        beside_result=True,
        picture=True,
        label=_("What is below it?"),
        short=_("Below"),
        why=_(
            "A floor over open air or a garage loses heat the way a wall does. A slab loses"
            " heat only along its edge."
        ),
        choices={
            "heated": Choice(label=_("Another heated room")),
            "slab": Choice(label=_("A concrete slab on the ground")),
            "crawlspace": Choice(label=_("A crawl space")),
            "basement": Choice(label=_("An unheated basement")),
            "garage": Choice(label=_("A garage")),
            "outdoors": Choice(label=_("Open air"), help=_("on piers, posts, or wheels")),
        },
        asked_when=is_none_of("space", "basement"),
    ),
    Question(
        name="below_grade",
        kind="number",
        label=_("How much of the wall is underground?"),
        short=_("Wall underground"),
        why=_("Soil is milder than the air, both winter and summer."),
        help=_("Measure from the floor up to the ground outside. Soil keeps the wall mild."),
        unit=_("ft"),
        range_why=_("deeper rooms need an engineer, not a calculator."),
        asked_when=is_one_of("space", "basement"),
    ),
    Question(
        name="ceiling",
        kind="number",
        label=_("How high is the ceiling?"),
        short=_("Ceiling height"),
        why=_("A taller room has more outside wall and more air to heat."),
        help=_("Most are 8 ft. For a sloped ceiling, enter the average."),
        help_metric=_("Most are 2.4 m. For a sloped ceiling, enter the average."),
        unit=_("ft"),
        unit_metric=_("m"),
        range_why=_("we use the height for wall area and air leaks."),
    ),
)

_SHELL = (
    Question(
        name="insulation",
        kind="choice",
        beside_result=True,
        label=_("How well is it insulated?"),
        short=_("Insulation"),
        why=_(
            "This is usually the biggest unknown. The worst of these walls loses five times"
            " as much heat as the best one."
        ),
        help=_(
            "Go by the age of the home and how the walls feel. If they have been improved"
            " since, choose one step down the list."
        ),
        choices={
            "poor": Choice(
                label=_("Hardly at all"),
                help=_("built before 1960, never improved; walls feel cold in winter"),
            ),
            "fair": Choice(
                label=_("A little"),
                help=_("built 1960–1990; walls feel cool, corners sometimes damp"),
            ),
            "average": Choice(
                label=_("Average"), help=_("built 1990–2010; walls about as warm as the room")
            ),
            "good": Choice(label=_("Good"), help=_("built after 2010, or well renovated")),
            "very_good": Choice(
                label=_("Very good"),
                help=_(
                    "thick walls built to save energy, with a test that shows they are airtight"
                ),
            ),
        },
    ),
    Question(
        name="drafts",
        kind="choice",
        beside_result=True,
        label=_("Do you feel drafts on a windy day?"),
        short=_("Drafts"),
        why=_(
            "Air that leaks in has to be heated, cooled, and dried. A drafty room can leak"
            " three times as much as a tight one."
        ),
        choices={
            "tight": Choice(label=_("None at all"), help=_("doors and windows close tightly")),
            "average": Choice(label=_("A little"), help=_("near some windows or outlets")),
            "drafty": Choice(
                label=_("Clearly"), help=_("curtains move, you see light under the door")
            ),
        },
    ),
    Question(
        name="garage_door",
        kind="choice",
        label=_("Does it still have a big garage door?"),
        short=_("Garage door"),
        why=_("A plain door insulates less than half as well as the worst wall."),
        choices={
            "none": Choice(label=_("No"), help=_("it has been removed or walled in")),
            "bare": Choice(label=_("Yes, plain metal or wood")),
            "insulated": Choice(label=_("Yes, an insulated one")),
        },
        asked_when=is_one_of("space", "garage", "workshop"),
    ),
)

_HAS_WINDOWS = is_none_of("windows", "none")

_GLASS_ROOM = is_one_of("space", "sunroom", "porch")

_WINDOWS = (
    Question(
        name="windows",
        kind="choice",
        beside_result=True,
        label=_("How much window area does the room have?"),
        label_when=((_GLASS_ROOM, _("How much of its outside walls is glass?")),),
        choices_when=(
            (
                _GLASS_ROOM,
                {
                    "none": Choice(label=_("None")),
                    "few": Choice(label=_("One small window")),
                    "average": Choice(label=_("Less than half")),
                    "many": Choice(label=_("More than half")),
                    "glass_walls": Choice(label=_("Nearly all of it")),
                },
            ),
        ),
        short=_("Windows"),
        short_when=((_GLASS_ROOM, _("Glass in its walls")),),
        why=_("Glass loses several times as much heat as a wall, and it lets in the summer heat."),
        rewords=True,
        choices={
            "none": Choice(label=_("No window")),
            "few": Choice(
                label=_("One small window"), help=_("less than a tenth of the floor area")
            ),
            "average": Choice(label=_("About average"), help=_("one or two average-size windows")),
            "many": Choice(label=_("A lot"), help=_("a big window or a glass door")),
            "glass_walls": Choice(label=_("Whole walls of glass")),
        },
    ),
    Question(
        name="window_area",
        kind="number",
        label=_("How much glass did you measure?"),
        short=_("Glass area"),
        instead_of="windows",
        fold=_("I measured the glass"),
        help=_(
            "Multiply width by height and add up all the windows. This replaces the answer above."
        ),
        unit=_("sq ft"),
        unit_metric=_("m²"),
        range_why=_("this is all the glass in this one room."),
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="glass",
        kind="choice",
        label=_("What kind of glass?"),
        short=_("Glass"),
        why=_(
            "Single-pane glass loses three times as much heat as coated double-pane glass"
            " and lets in twice as much sun."
        ),
        help=_("Hold a flame or a phone light up to the glass and count the reflections."),
        choices={
            "single": Choice(label=_("Single-pane"), help=_("one reflection")),
            "double": Choice(label=_("Double-pane"), help=_("two pairs of reflections")),
            "low_e": Choice(
                label=_("Double-pane, coated"),
                help=_("one reflection is a different color; common since about 2010"),
            ),
        },
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="facing",
        kind="choice",
        beside_result=True,
        label=_("Which way do the windows face?"),
        short=_("Windows face"),
        why=_(
            "Low afternoon sun through west windows comes at the hottest time of day. It"
            " often decides how much cooling you need."
        ),
        help=_(
            "If the sun hits the glass at 4 p.m. in summer, it faces west. If it does at"
            " breakfast, it faces east."
        ),
        choices={
            "n": Choice(label=_("North")),
            "ne": Choice(label=_("Northeast")),
            "e": Choice(label=_("East")),
            "se": Choice(label=_("Southeast")),
            "s": Choice(label=_("South")),
            "sw": Choice(label=_("Southwest")),
            "w": Choice(label=_("West")),
            "nw": Choice(label=_("Northwest")),
            "mixed": Choice(label=_("Several directions")),
        },
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="shade",
        kind="choice",
        beside_result=True,
        label=_("Does anything outside shade the glass in summer?"),
        short=_("Shade"),
        why=_("Shade outside stops the sun before it gets into the room. Curtains only soften it."),
        choices={
            "none": Choice(label=_("No"), help=_("the sun shines right in")),
            "partial": Choice(label=_("Some"), help=_("a tree, a fence, or a deep roof overhang")),
            "full": Choice(
                label=_("Nearly all day"), help=_("an awning, a porch roof, or dense trees")
            ),
        },
        asked_when=_HAS_WINDOWS,
    ),
)

_LIVING = (
    Question(
        name="goal",
        kind="choice",
        label=_("What do you want it to do?"),
        short=_("Goal"),
        why=_("This decides which load a unit must handle and what counts in the ranking."),
        choices={
            "both": Choice(label=_("Heating and cooling")),
            "cooling": Choice(label=_("Mostly cooling")),
            "heating": Choice(label=_("Mostly heating")),
        },
    ),
    Question(
        name="use",
        kind="choice",
        label=_("When is the room in use?"),
        short=_("In use"),
        why=_(
            "Hours when the room is not in use need no heating or cooling. Nights call for a"
            " quiet unit."
        ),
        choices={
            "all_day": Choice(label=_("Day and night")),
            "day": Choice(label=_("During the day")),
            "night": Choice(label=_("At night")),
            "occasional": Choice(label=_("Once in a while")),
        },
    ),
    Question(
        name="hold",
        kind="number",
        beside_result=True,
        label=_("How warm should it stay in winter?"),
        short=_("Winter temperature"),
        why=_("Each degree lower means a smaller load and a smaller bill."),
        help=_(
            "The lowest temperature you would accept. 70 °F is typical, and 50 °F is enough for"
            " a workshop."
        ),
        help_metric=_(
            "The lowest temperature you would accept. 21 °C is typical, and 10 °C is enough for"
            " a workshop."
        ),
        unit=_("°F"),
        unit_metric=_("°C"),
        range_why=_("anything lower only keeps it from freezing, and anything higher is a sauna."),
    ),
    Question(
        name="people",
        kind="number",
        label=_("How many people are usually in the room?"),
        short=_("People"),
        why=_("A person gives off about 230 BTU/h of heat and adds moisture."),
        unit=pgettext_lazy("unit", "people"),
        unit_when=((lambda given: given.get("people") == "1", pgettext_lazy("unit", "person")),),
        range_why=_("more than that is a hall, not a room."),
    ),
    Question(
        name="watts",
        kind="number",
        label=_("How many watts do the electronics in the room use?"),
        label_when=((is_closet, _("How many watts do the machines in it draw, day and night?")),),
        short=_("Electronics"),
        short_when=((is_closet, _("Machines")),),
        leads_when=is_closet,
        why=_("Each watt becomes 3.4 BTU/h of heat. That helps in winter and hurts in summer."),
        help=_(
            "A desktop computer uses about 150 W, a gaming PC 400 W, and a TV 100 W. All of it"
            " turns into heat."
        ),
        help_when=(
            (
                is_closet,
                _(
                    "Read it off the battery backup (UPS) or a plug-in meter: servers, switches,"
                    " and storage together. The numbers on their labels are too high."
                ),
            ),
        ),
        unit=_("W"),
        range_why=_("more than that needs its own circuit and an engineer."),
    ),
    Question(
        name="damp",
        kind="choice",
        label=_("Does it feel damp or musty in summer?"),
        short=_("Damp"),
        why=_("A unit that is too powerful cools the room before it dries the air."),
        choices=_YES_NO,
    ),
)

_RENTS = is_one_of("tenure", "rent")

_POSSIBLE = (
    Question(
        name="tenure",
        kind="choice",
        of_the_home=True,
        label=_("Do you own or rent the home?"),
        short=_("Own or rent"),
        why=_("A renter needs a unit that goes in without drilling, or the landlord’s permission."),
        rewords=True,
        choices={
            "own": Choice(label=_("I own it")),
            "rent": Choice(label=_("I rent it")),
        },
    ),
    Question(
        name="outdoor_unit",
        kind="choice",
        beside_result=True,
        label=_("Can you put a unit outside?"),
        short=_("Outdoor unit"),
        why=_(
            "A mini-split needs a place outside. Without one, window units, portables, and"
            " through-wall units are still possible."
        ),
        help=_(
            "It is about the size of a suitcase. Think about HOA rules, your landlord, balconies,"
            " and space."
        ),
        choices={"yes": Choice(label=_("Yes")), "no": Choice(label=_("No, or not allowed"))},
        label_when=((_RENTS, _("Would your landlord allow a unit outside?")),),
    ),
    Question(
        name="wall_hole",
        kind="choice",
        label=_("Can you drill a 3-inch hole through the outside wall for a mini-split’s lines?"),
        short=_("3-inch hole for lines"),
        why=_("Without one, a mini-split cannot be connected."),
        help=_(
            "The refrigerant lines, the cable, and the drain go through it. It can be filled again"
            " later. A through-wall unit needs a far larger opening."
        ),
        choices={"yes": Choice(label=_("Yes")), "no": Choice(label=_("No"))},
        label_when=(
            (_RENTS, _("Would your landlord allow a 3-inch hole for a mini-split’s lines?")),
        ),
    ),
    Question(
        name="window_type",
        kind="choice",
        label=_("How does the window open?"),
        short=_("Window opens"),
        why=_(
            "Most window units need a window that slides up. If yours swings out, a portable"
            " can still use it."
        ),
        rewords=True,
        picture=True,
        choices={
            "double_hung": Choice(label=_("Slides up")),
            "slider": Choice(label=_("Slides sideways")),
            "casement": Choice(label=_("Swings out")),
            "none": Choice(label=_("Does not open")),
        },
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="window_width",
        kind="number",
        label=_("How wide is the opening?"),
        short=_("Window opening"),
        why=_("Units that do not fit through it are left out."),
        help=_("The clear width between the side tracks, with the window open."),
        unit=_("in"),
        unit_metric=_("cm"),
        range_why=_("we check whether a unit fits through it."),
        asked_when=lambda given: _HAS_WINDOWS(given) and given.get("window_type") != "none",
    ),
    Question(
        name="power",
        kind="choice",
        beside_result=True,
        label=_("What power is available for it?"),
        short=_("Outlet"),
        why=_(
            "A unit on a shared outlet may trip the breaker. A new circuit is counted in the cost."
        ),
        choices={
            "shared_115": Choice(
                label=_("A standard outlet"), help=_("shared with lamps or other things")
            ),
            "own_115": Choice(
                label=_("A standard outlet just for this unit"),
                help=_("nothing else on its breaker"),
            ),
            "v230": Choice(label=_("A 230-volt outlet or circuit")),
            "new_circuit": Choice(
                label=_("An electrician can add one"), help=_("adds a few hundred dollars")
            ),
        },
    ),
    Question(
        name="installer",
        kind="choice",
        of_the_home=True,
        label=_("Who would install it?"),
        short=_("Installed by"),
        why=_("Labor often costs as much as the unit. Some kits are made for owners to install."),
        choices={
            "pro": Choice(label=_("A professional")),
            "diy": Choice(label=_("I would, where allowed")),
        },
    ),
)

STEPS: tuple[Step, ...] = (
    Step(
        key="room",
        title=_("Tell us about the room"),
        short=_("The room"),
        why=_(
            "Location and size decide most of the answer: how cold your nights get and how much"
            " space you have to heat."
        ),
        fields=("zip", "space", "area"),
    ),
    Step(
        key="around",
        title=_("What is around it?"),
        short=_("Around it"),
        why=_(
            "Heat flows only toward the cold. A room with heated rooms around it needs half as"
            " much heat as one that stands alone."
        ),
        fields=(
            *("exterior_walls", "beside", "above", "below", "crawl"),
            *("below_grade", "walkout", "ceiling"),
        ),
    ),
    Step(
        key="shell",
        title=_("Walls and drafts"),
        short=_("Walls and drafts"),
        why=_(
            "This changes the answer more than any feature of a unit. A better wall can"
            " mean a smaller heat pump."
        ),
        fields=("insulation", "drafts", "garage_door", "outside_door"),
    ),
    Step(
        key="windows",
        title=_("Windows, roof, and sun"),
        short=_("Windows, roof, and sun"),
        why=_(
            "In summer, most of the heat comes in through glass, and afternoon sun is the worst."
        ),
        fields=(
            *("windows", "window_area", "glass", "facing", "shade"),
            *(each.name for each in (*GLASS_DETAILS, *SHELL_DETAILS)),
        ),
    ),
    Step(
        key="living",
        title=_("How you use the room"),
        short=_("How you use it"),
        why=_("A bedroom needs quiet at night. A workshop can stay cooler and save a lot."),
        fields=("goal", "use", "hold", "people", "watts", "damp"),
    ),
    Step(
        key="possible",
        title=_("What is possible in this room"),
        short=_("What is possible"),
        why=_("Rules, windows, and wiring decide which types you can have at all."),
        fields=(
            "tenure",
            "outdoor_unit",
            "wall_hole",
            "window_type",
            "window_width",
            "power",
            *(each.name for each in RV_QUESTIONS),
            "installer",
        ),
    ),
    Step(
        key="money",
        title=_("Money and preferences"),
        short=_("Money and preferences"),
        why=_(
            "To tell whether it saves you anything, we have to compare it with what you pay"
            " today. It may not save anything."
        ),
        fields=(
            "heating_now",
            "fuel_rate",
            "heating_efficiency",
            "cooling_now",
            "electricity_rate",
            "night_rate",
            "tariff",
            "bill_kwh",
            "bill_therms",
            "bill_gallons",
            "home_area",
            "budget",
            "priorities",
            "type",
            "features",
            "stock",
            "flagged",
            "own_work",
        ),
    ),
)
"""The conversation, in order; at most seven."""

NUMBERS = Step(
    key="numbers",
    title=_("I know my numbers"),
    short=_("I know my numbers"),
    why=_("Each number replaces the default behind a simple answer. Fill in only what you know."),
    fields=(*(question.name for question in (*MEASURED, *SHELL_NUMBERS)), *NEIGHBOR, *OWNING),
)
"""For the expert: reached from the check page, never asked."""

QUESTIONS: dict[str, Question] = {
    question.name: question
    for question in (
        *_ROOM,
        *_AROUND,
        *BESIDE,
        *CRAWL,
        *WALKOUT,
        *_SHELL,
        *OUTSIDE_DOOR,
        *SHELL_DETAILS,
        *_WINDOWS,
        *GLASS_DETAILS,
        *_LIVING,
        *_POSSIBLE,
        *RV_QUESTIONS,
        *MONEY,
        *BILL_QUESTIONS,
        *MEASURED,
        *SHELL_NUMBERS,
        *NEIGHBOR_QUESTIONS,
        *OWNING_QUESTIONS,
    )
}
"""Every question by its name in the address, in the order in which they are asked."""

STEP_OF: dict[str, Step] = {name: step for step in (*STEPS, NUMBERS) for name in step.fields}
