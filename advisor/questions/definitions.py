"""The questions as data: what we ask, in which words, why, and when.

A step is a tight group on one page; a question is one name of the address. Wording and relevance
may depend on what is already known, so they are functions of the given answers (``Given``: names
of the address → text). Everything that speaks of an answer (question pages, check page,
assumptions, command line) takes its words from here. Add a question by adding data, not a view.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advisor.questions.money_questions import MEASURED, MONEY, OWNING, OWNING_QUESTIONS
from advisor.questions.question_types import Choice, Question, Step, is_none_of, is_one_of

_YES_NO = {"yes": Choice(label=_("Yes")), "no": Choice(label=_("No"))}

_ROOM = (
    Question(
        name="zip",
        kind="zip",
        label=_("ZIP code of the home"),
        short=_("ZIP code"),
        why=_(
            "Your coldest nights, hottest days and energy prices come from it. It is not stored."
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
            "Each kind starts from what is usual for it: a basement has soil around it, a"
            " garage a big door."
        ),
        required=True,
        picture=True,
        choices={
            "bedroom": Choice(label=_("Bedroom")),
            "living_room": Choice(label=_("Living room")),
            "studio": Choice(label=_("Studio apartment")),
            "office": Choice(label=_("Home office")),
            "tiny_home": Choice(label=_("Tiny home")),
            "rv": Choice(label=_("RV or camper")),
            "garage": Choice(label=_("Garage")),
            "workshop": Choice(label=_("Workshop")),
            "basement": Choice(label=_("Basement")),
            "addition": Choice(label=_("Addition")),
            "sunroom": Choice(label=_("Sunroom")),
            "porch": Choice(label=_("Enclosed porch")),
        },
    ),
    Question(
        name="area",
        kind="number",
        label=_("How big is the floor?"),
        short=_("Floor area"),
        why=_(
            "Floor and walls grow with it. Rooms of one size still differ more than twofold,"
            " so there is more to ask."
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
        picture=True,
        label=_("How many of its walls face outdoors?"),
        short=_("Outside walls"),
        why=_(
            "Heat leaves only through walls with cold behind them, and that is where air leaks too."
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
        picture=True,
        label=_("What is above it?"),
        short=_("Above"),
        why=_(
            "A ceiling under an attic or a roof loses heat in winter and bakes in summer."
            " Under a heated room it does neither."
        ),
        choices={
            "heated": Choice(label=_("Another heated room")),
            "attic": Choice(label=_("An attic"), help=_("unheated space under the roof")),
            "roof": Choice(
                label=_("The roof itself"), help=_("sloped ceiling, flat roof or no attic")
            ),
        },
    ),
    Question(
        name="below",
        kind="choice",
        picture=True,
        label=_("What is below it?"),
        short=_("Below"),
        why=_(
            "A floor over open air or a garage loses heat as a wall does; a slab only along"
            " its edge."
        ),
        choices={
            "heated": Choice(label=_("Another heated room")),
            "slab": Choice(label=_("A concrete slab on the ground")),
            "crawlspace": Choice(label=_("A crawl space")),
            "basement": Choice(label=_("An unheated basement")),
            "garage": Choice(label=_("A garage")),
            "outdoors": Choice(label=_("Open air"), help=_("on piers, posts or wheels")),
        },
        asked_when=is_none_of("space", "basement"),
    ),
    Question(
        name="below_grade",
        kind="number",
        label=_("How much of the wall is under ground?"),
        short=_("Wall under ground"),
        why=_("Soil is milder than air, in winter and in summer."),
        help=_("Measured from the floor up to the ground outside. Soil keeps the wall mild."),
        unit=_("ft"),
        range_why=_("deeper rooms need an engineer, not a calculator."),
        asked_when=is_one_of("space", "basement"),
    ),
    Question(
        name="ceiling",
        kind="number",
        label=_("How high is the ceiling?"),
        short=_("Ceiling height"),
        why=_("A higher room has more outside wall, and more air to warm."),
        help=_("Most are 8 ft. For a sloped ceiling, give the average."),
        help_metric=_("Most are 2.4 m. For a sloped ceiling, give the average."),
        unit=_("ft"),
        unit_metric=_("m"),
        range_why=_("we use the height for wall area and air leaks."),
    ),
)

_SHELL = (
    Question(
        name="insulation",
        kind="choice",
        label=_("How well is it insulated?"),
        short=_("Insulation"),
        why=_(
            "Most often the largest doubt of all: the worst of these walls loses five times"
            " what the best one does."
        ),
        help=_("Go by age and touch. If it was improved since, go one step down the list."),
        choices={
            "poor": Choice(
                label=_("Hardly at all"),
                help=_("built before 1960, never improved; walls cold to touch in winter"),
            ),
            "fair": Choice(
                label=_("A little"), help=_("built 1960–1990; walls cool, corners sometimes damp")
            ),
            "average": Choice(
                label=_("Average"), help=_("built 1990–2010; walls about as warm as the room")
            ),
            "good": Choice(label=_("Good"), help=_("built after 2010, or well renovated")),
            "very_good": Choice(
                label=_("Very good"), help=_("thick walls made to save energy, tested tight")
            ),
        },
    ),
    Question(
        name="drafts",
        kind="choice",
        label=_("Do you feel drafts on a windy day?"),
        short=_("Drafts"),
        why=_(
            "Air that leaks in must be warmed, cooled and dried. A drafty room can leak"
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
        label=_("Is there still a big garage door?"),
        short=_("Garage door"),
        why=_("A plain door insulates less than half as well as the poorest wall."),
        choices={
            "none": Choice(label=_("No"), help=_("it is gone, or walled in")),
            "bare": Choice(label=_("Yes, plain metal or wood")),
            "insulated": Choice(label=_("Yes, an insulated one")),
        },
        asked_when=is_one_of("space", "garage", "workshop"),
    ),
)

_HAS_WINDOWS = is_none_of("windows", "none")

_WINDOWS = (
    Question(
        name="windows",
        kind="choice",
        label=_("How much window does the room have?"),
        short=_("Windows"),
        why=_("Glass loses several times what a wall does, and lets the summer in."),
        rewords=True,
        choices={
            "none": Choice(label=_("No window")),
            "few": Choice(label=_("One small window"), help=_("less than a tenth of the floor")),
            "average": Choice(label=_("Usual"), help=_("one or two ordinary windows")),
            "many": Choice(label=_("A lot"), help=_("a big window, or a glass door")),
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
        help=_("Width times height, all windows together. It replaces the answer above."),
        unit=_("sq ft"),
        unit_metric=_("m²"),
        range_why=_("all glass of this one room together."),
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="glass",
        kind="choice",
        label=_("What kind of glass?"),
        short=_("Glass"),
        why=_(
            "One pane loses three times the heat of coated double glass, and lets in twice the sun."
        ),
        help=_("Hold a flame or a phone light to the pane and count its reflections."),
        choices={
            "single": Choice(label=_("One pane"), help=_("one reflection")),
            "double": Choice(label=_("Two panes"), help=_("two pairs of reflections")),
            "low_e": Choice(
                label=_("Two panes, coated"),
                help=_("one reflection has another color: usual since about 2010"),
            ),
        },
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="facing",
        kind="choice",
        label=_("Which way do the windows look?"),
        short=_("Windows face"),
        why=_(
            "Low afternoon sun in west glass comes when the day is hottest, and often"
            " decides the cooling."
        ),
        help=_("Sun on the glass at 4 pm in summer means west; at breakfast, east."),
        choices={
            "n": Choice(label=_("North")),
            "ne": Choice(label=_("Northeast")),
            "e": Choice(label=_("East")),
            "se": Choice(label=_("Southeast")),
            "s": Choice(label=_("South")),
            "sw": Choice(label=_("Southwest")),
            "w": Choice(label=_("West")),
            "nw": Choice(label=_("Northwest")),
            "mixed": Choice(label=_("Several ways")),
        },
        asked_when=_HAS_WINDOWS,
    ),
    Question(
        name="shade",
        kind="choice",
        label=_("Does anything outside shade the glass in summer?"),
        short=_("Shade"),
        why=_("Shade outside stops the sun before it is in the room. Curtains only soften it."),
        choices={
            "none": Choice(label=_("No"), help=_("the sun falls right in")),
            "partial": Choice(label=_("Some"), help=_("a tree, a fence, a deep roof edge")),
            "full": Choice(label=_("Nearly all day"), help=_("awning, porch roof, dense trees")),
        },
        asked_when=_HAS_WINDOWS,
    ),
)

_LIVING = (
    Question(
        name="goal",
        kind="choice",
        label=_("What should it do for you?"),
        short=_("Wanted"),
        why=_("It decides which load a unit must carry, and what counts in the ranking."),
        choices={
            "both": Choice(label=_("Heat and cool")),
            "cooling": Choice(label=_("Mostly cool")),
            "heating": Choice(label=_("Mostly heat")),
        },
    ),
    Question(
        name="use",
        kind="choice",
        label=_("When is the room in use?"),
        short=_("In use"),
        why=_("Hours without use need neither heat nor cooling; nights ask for quiet."),
        choices={
            "all_day": Choice(label=_("Day and night")),
            "day": Choice(label=_("In the daytime")),
            "night": Choice(label=_("At night")),
            "occasional": Choice(label=_("Now and then")),
        },
    ),
    Question(
        name="hold",
        kind="number",
        label=_("How warm should it stay in winter?"),
        short=_("Winter temperature"),
        why=_("Each degree less makes the load smaller, the bill too."),
        help=_("The lowest you would accept. 70 °F is usual; 50 °F does for a workshop."),
        help_metric=_("The lowest you would accept. 21 °C is usual; 10 °C does for a workshop."),
        unit=_("°F"),
        unit_metric=_("°C"),
        range_why=_("below that is frost protection, above it a sauna."),
    ),
    Question(
        name="people",
        kind="number",
        label=_("How many people are usually in it?"),
        short=_("People"),
        why=_("A person warms a room by about 230 BTU/h, and adds moisture."),
        unit=pgettext_lazy("unit", "people"),
        range_why=_("more than that is a hall, not a room."),
    ),
    Question(
        name="watts",
        kind="number",
        label=_("How much electronics runs in it?"),
        short=_("Electronics"),
        why=_("Each watt becomes 3.4 BTU/h of heat: a help in winter, a burden in summer."),
        help=_("A desktop takes about 150 W, a gaming PC 400 W, a TV 100 W. All of it is heat."),
        unit=_("W"),
        range_why=_("more than that needs its own circuit and its own engineer."),
    ),
    Question(
        name="damp",
        kind="choice",
        label=_("Does it feel damp or musty in summer?"),
        short=_("Damp"),
        why=_("A unit that is too strong cools before it dries."),
        choices=_YES_NO,
    ),
)

_RENTS = is_one_of("tenure", "rent")

_POSSIBLE = (
    Question(
        name="tenure",
        kind="choice",
        label=_("Is the home yours?"),
        short=_("Own or rent"),
        why=_("A renter needs a unit that goes in without drilling, or the landlord’s yes."),
        rewords=True,
        choices={
            "own": Choice(label=_("I own it")),
            "rent": Choice(label=_("I rent it")),
        },
    ),
    Question(
        name="outdoor_unit",
        kind="choice",
        label=_("Can a unit stand or hang outside?"),
        short=_("Outdoor unit"),
        why=_(
            "Without a place for it there is no mini-split; window units and portables are left."
        ),
        help=_("About the size of a suitcase. Think of HOA rules, balconies and space."),
        choices={"yes": Choice(label=_("Yes")), "no": Choice(label=_("No, or not allowed"))},
        label_when=((_RENTS, _("Would your landlord allow a unit outside?")),),
    ),
    Question(
        name="wall_hole",
        kind="choice",
        label=_("Can a 3-inch hole go through the outside wall?"),
        short=_("Hole in the wall"),
        why=_("Without it no mini-split can be connected."),
        help=_("A mini-split needs one for its pipes. It can be filled again."),
        choices={"yes": Choice(label=_("Yes")), "no": Choice(label=_("No"))},
        label_when=((_RENTS, _("Would your landlord allow a 3-inch hole in the wall?")),),
    ),
    Question(
        name="window_type",
        kind="choice",
        label=_("How does the window open?"),
        short=_("Window opens"),
        why=_(
            "Most window units want a window that slides up. One that swings out leaves portables."
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
        why=_("What does not pass through is left out."),
        help=_("The clear width between the side tracks, with the window open."),
        unit=_("in"),
        unit_metric=_("cm"),
        range_why=_("we check whether a unit passes through."),
        asked_when=lambda given: _HAS_WINDOWS(given) and given.get("window_type") != "none",
    ),
    Question(
        name="power",
        kind="choice",
        label=_("What power is there for it?"),
        short=_("Outlet"),
        why=_(
            "A unit on a shared outlet may trip the breaker. A new circuit is counted in the cost."
        ),
        choices={
            "shared_115": Choice(
                label=_("An ordinary outlet"), help=_("shared with lamps or other things")
            ),
            "own_115": Choice(
                label=_("An ordinary outlet of its own"), help=_("nothing else on its breaker")
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
        label=_("Who would install it?"),
        short=_("Installed by"),
        why=_(
            "Labor often costs as much as the unit. Some kits are made to be installed by"
            " their owner."
        ),
        choices={
            "pro": Choice(label=_("A professional")),
            "diy": Choice(label=_("I would, where that is allowed")),
        },
    ),
)

STEPS: tuple[Step, ...] = (
    Step(
        key="room",
        title=_("Tell us about the room"),
        short=_("The room"),
        why=_("Place and size decide most of it: how cold your nights are, and how much to heat."),
        fields=("zip", "space", "area"),
    ),
    Step(
        key="around",
        title=_("What is around it?"),
        short=_("Around it"),
        why=_("Heat leaves only toward cold. A room with neighbors needs half of what a hut does."),
        fields=("exterior_walls", "above", "below", "below_grade", "ceiling"),
    ),
    Step(
        key="shell",
        title=_("Walls and drafts"),
        short=_("Walls and drafts"),
        why=_(
            "This moves the answer more than any feature of a unit. A better wall can mean a"
            " smaller heat pump."
        ),
        fields=("insulation", "drafts", "garage_door"),
    ),
    Step(
        key="windows",
        title=_("Windows and sun"),
        short=_("Windows and sun"),
        why=_("In summer most of the heat comes in through glass, and the afternoon sun is worst."),
        fields=("windows", "window_area", "glass", "facing", "shade"),
    ),
    Step(
        key="living",
        title=_("How you live in it"),
        short=_("Living in it"),
        why=_("A bedroom at night asks for quiet; a workshop may stay cooler and save a lot."),
        fields=("goal", "use", "hold", "people", "watts", "damp"),
    ),
    Step(
        key="possible",
        title=_("What is possible there"),
        short=_("What is possible"),
        why=_("Rules, windows and wiring decide which types can be had at all."),
        fields=(
            "tenure",
            "outdoor_unit",
            "wall_hole",
            "window_type",
            "window_width",
            "power",
            "installer",
        ),
    ),
    Step(
        key="money",
        title=_("Money and wishes"),
        short=_("Money and wishes"),
        why=_("Only against what you pay today can we say whether it saves anything. It may not."),
        fields=(
            "heating_now",
            "fuel_rate",
            "heating_efficiency",
            "cooling_now",
            "electricity_rate",
            "budget",
            "priorities",
            "type",
            "features",
            "own_work",
        ),
    ),
)
"""The conversation, in order; at most seven."""

NUMBERS = Step(
    key="numbers",
    title=_("I know my numbers"),
    short=_("I know my numbers"),
    why=_("Each figure replaces the default behind a plain answer. Fill in only what you know."),
    fields=(*(question.name for question in MEASURED), *OWNING),
)
"""For the expert: reached from the check page, never asked."""

QUESTIONS: dict[str, Question] = {
    question.name: question
    for question in (
        *_ROOM,
        *_AROUND,
        *_SHELL,
        *_WINDOWS,
        *_LIVING,
        *_POSSIBLE,
        *MONEY,
        *MEASURED,
        *OWNING_QUESTIONS,
    )
}
"""Every question by its name in the address, in the order in which they are asked."""

STEP_OF: dict[str, Step] = {name: step for step in (*STEPS, NUMBERS) for name in step.fields}
