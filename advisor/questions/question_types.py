"""What a question and a step are: the types that the definitions fill in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from advisor.formatting.text import Text

Given = Mapping[str, str]
When = Callable[[Given], bool]

UNSURE = "unsure"


@dataclass(frozen=True, kw_only=True)
class Choice:
    label: Text
    help: Text = ""
    in_sentence: Text = ""  # the label in the middle of a sentence: "home office", "RV or camper"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One name of the address. ``kind``: choice, several, ranked, number, zip or slug."""

    name: str
    kind: str
    label: Text
    short: Text  # on the check page and in assumptions
    help: Text = ""
    help_metric: Text = ""  # replaces help where the answer is in metric units
    choices: Mapping[str, Choice] = field(default_factory=dict)
    unit: Text = ""
    unit_metric: Text = ""  # set only where the address itself is metric with units=metric
    why: Text = ""  # what the answer moves
    instead_of: str = ""  # the plain question that a measured answer replaces
    fold: Text = ""  # few need it: asked behind these words
    unfolded_when: When = lambda _given: False  # it is asked openly all the same
    range_why: Text = ""  # ends the sentence "From 6 to 20 ft: …"
    required: bool = False
    picture: bool = False  # each choice has a drawing of the name "<question>-<choice>"
    asked_when: When = lambda _given: True
    label_when: tuple[tuple[When, Text], ...] = ()  # the first that applies replaces label
    help_when: tuple[tuple[When, Text], ...] = ()
    leads_when: When = lambda _given: False  # it comes first on its step
    short_when: tuple[tuple[When, Text], ...] = ()
    choices_when: tuple[tuple[When, Mapping[str, Choice]], ...] = ()  # with the same values
    unit_when: tuple[tuple[When, Text], ...] = ()
    rewords: bool = False  # its answer changes other questions of the page
    beside_result: bool = False  # can be changed on the results page
    of_the_home: bool = False  # its answer holds for every room of the home


@dataclass(frozen=True, kw_only=True)
class Step:
    key: str
    title: Text
    short: Text  # as a heading over its answers
    why: Text
    fields: tuple[str, ...]
    asked_when: When = lambda _given: True


def is_one_of(name: str, *values: str) -> When:
    return lambda given: given.get(name) in values


def is_none_of(name: str, *values: str) -> When:
    return lambda given: given.get(name) not in values


def is_interior(given: Given) -> bool:
    """Whether no wall of the room faces outdoors."""
    return given.get("exterior_walls") == "0"


def is_closet(given: Given) -> bool:
    """A server closet, or an office inside the home: what runs in it decides."""
    return given.get("space") == "office" and is_interior(given)


def is_given(name: str) -> When:
    return lambda given: bool(given.get(name))
