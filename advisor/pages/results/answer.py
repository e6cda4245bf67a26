"""The answer on one screen: one unit with its price and its catch, one button, two others."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.advice.contract import Advice, JudgedUnit, Pick
from advisor.advice.told_price import told_price
from advisor.formatting.numbers import money
from advisor.formatting.unit_names import WORDS, one_end, shown_number
from advisor.pages.results.deciding_pair import PairBars, pair_bars
from advisor.pages.results.shown_picks import badge_of, compare_link
from advisor.pages.results.unit_links import part_address, unit_address
from advisor.pages.saved.keep_links import has_a_say_in_it
from advisor.pages.shared.fields import Option, field_for, hidden_fields
from advisor.pages.shared.money.markup import hidden_inputs
from advisor.pages.shared.money.savings import adds_cooling, saving_view
from advisor.pages.shared.render import address
from advisor.questions.answer_form import RoomForm
from advisor.questions.definitions import QUESTIONS

EVEN = 0.5


@dataclass(frozen=True, kw_only=True)
class Button:
    """The one filled button of the page. Where ``sold`` names a unit, a store that sells it goes
    before: its link is added to the finished page."""

    text: str
    address: str
    sold: str = ""


@dataclass(frozen=True, kw_only=True)
class PickBox:
    eyebrow: str
    match: str  # how well it suits, in a word
    slug: str
    name: str
    number: str  # on paper, where the name does not hold it
    kind: str
    type: str
    installed: str
    running: str
    reason: str  # why the price is a range
    worth: str
    catch: str
    address: str  # of its page for this room


@dataclass(frozen=True, kw_only=True)
class Alternative:
    name: str
    number: str  # on paper, where the name does not hold it
    installed: str
    difference: str  # the single one, and before it whether the unit is level with the pick
    address: str


@dataclass(frozen=True, kw_only=True)
class Sure:
    """How often the first pick is first: a bar, and in words, with the equal units not shown."""

    width: float  # 0–100
    sentence: str


@dataclass(frozen=True, kw_only=True)
class AskedAbout:
    """The unit that the address names, in two lines; its page has the rest."""

    name: str
    number: str
    badge: str
    badge_kind: str
    against: tuple[str, ...]
    address: str
    leave: str  # the page without it


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """A question with its answers, each a button of a form: the answer above is made again."""

    name: str
    options: tuple[Option, ...]
    hidden: SafeString  # the other answers


@dataclass(frozen=True, kw_only=True)
class Answer:
    pair: PairBars | None
    button: Button
    button_on_top: bool
    cooling: str  # the answer for cooling alone, where that needs nobody's permission
    pick: PickBox | None
    asked: AskedAbout | None
    safety: tuple[tuple[str, str], ...]  # kind and sentence
    others_title: str
    others: tuple[Alternative, ...]
    sure: Sure | None
    question: str  # the one whose answer would help most
    question_address: str
    tiles: Tiles | None  # the same question, answered in one touch
    compare: str
    keep: str


def the_answer(form: RoomForm, advice: Advice) -> Answer:
    """What the first screens say of this room."""
    given = form.given
    shown = advice.leading
    asked = advice.next_question
    return Answer(
        pair=pair_bars(advice.pair),
        button=_button(given, advice),
        button_on_top=advice.not_to_buy or not shown,
        cooling=address("results", given, goal="cooling") if advice.cools_unasked else "",
        pick=_pick_box(form, advice, shown[0]) if shown else None,
        asked=_asked_about(advice.judged, given) if advice.judged else None,
        safety=tuple(_safety(line) for line in advice.safety),
        others_title=ngettext("One other", "Two others", len(shown) - 1),
        others=tuple(_alternative(pick, advice, given) for pick in shown[1:]),
        sure=_sure(shown[0], advice) if shown else None,
        question=asked.label if asked else "",
        question_address=address("ask", given) if asked else "",
        tiles=_tiles(asked.field, given) if asked else None,
        compare=compare_link(shown, given),
        keep=part_address("keep", given),
    )


def _pick_box(form: RoomForm, advice: Advice, pick: Pick) -> PickBox:
    assert form.answers is not None
    saving = saving_view(pick, added_cooling=adds_cooling(form.answers))
    volts = _("%(volts)s volts") % {"volts": pick.voltage} if pick.voltage else ""
    return PickBox(
        eyebrow=_eyebrow(advice),
        match=pick.match,
        slug=pick.slug,
        name=pick.spoken or pick.name,
        number=_number_beside(pick),
        kind=", ".join(text for text in (_called_and_placed(pick), volts) if text),
        type=pick.type,
        installed=told_price(pick.cost.upfront),
        running=money(pick.annual.cost_usd),
        reason=pick.cost.price_note,
        worth=saving.short,
        catch=pick.catch,
        address=unit_address(pick.slug, form.given),
    )


def _number_beside(pick: Pick) -> str:
    """What tells the unit from others of its spoken name: "Perfect Aire 6k mini-split" is two."""
    return shown_number(pick.model) if pick.spoken else ""


def _called_and_placed(pick: Pick) -> str:
    """What it is and where it stands; its name alone where that says what it is."""
    words = WORDS[pick.type]
    if pick.spoken:
        return capfirst(str(words.in_plain))
    return _("%(name)s: %(place)s") % {"name": words.name, "place": words.in_plain}


def _eyebrow(advice: Advice) -> str:
    """What the box is; the match alone says it where the next ones are equal."""
    if advice.outcome == "improve_first":
        return _("Nearest as the room is")
    if advice.not_to_buy:
        return _("Only if you want one anyway")
    return "" if len(advice.tied) > 1 else _("Our pick")


def _alternative(pick: Pick, advice: Advice, given: Mapping[str, str]) -> Alternative:
    equal = any(each.slug == pick.slug for each in advice.tied)
    return Alternative(
        name=pick.spoken or pick.name,
        number=_number_beside(pick),
        installed=told_price(pick.cost.upfront),
        difference=_("About equal. %(difference)s") % {"difference": pick.difference}
        if equal
        else pick.difference,
        address=unit_address(pick.slug, given),
    )


def _button(given: Mapping[str, str], advice: Advice) -> Button:
    """What to do next: it follows the headline."""
    owns = given.get("tenure") == "own"
    asked = _("Ask your HOA") if owns else _("Ask your landlord or HOA")
    ask_first = Button(text=asked, address=address("request", given))
    if not advice.picks and advice.permission_lets_in:
        return ask_first
    if advice.not_to_buy or not advice.picks:
        return Button(text=_("What to do instead"), address=part_address("room", given))
    if advice.outcome == "improve_first":
        return Button(text=_("See the work and what it saves"), address=part_address("room", given))
    if has_a_say_in_it(given):
        return ask_first
    first = advice.picks[0]
    if not first.asks_for_quotes:
        return Button(
            text=_("See what to check before you buy"),
            address=unit_address(first.slug, given),
            sold=first.slug,
        )
    return Button(
        text=_("Print the brief for three quotes"),
        address=address("brief", given),
        sold=first.slug,
    )


def _tiles(name: str, given: Mapping[str, str]) -> Tiles | None:
    """None of a question that is answered by a number, or in order."""
    field = field_for(QUESTIONS[name], given)
    if field.kind != "choice":
        return None
    hidden = hidden_inputs(hidden_fields(given, without={name}))
    return Tiles(name=name, options=field.options, hidden=hidden)


def _asked_about(judged: JudgedUnit, given: Mapping[str, str]) -> AskedAbout:
    return AskedAbout(
        name=judged.pick.spoken or judged.pick.name,
        number=shown_number(judged.pick.model),
        badge=badge_of(judged),
        badge_kind="heat" if judged.against else "",
        against=tuple(judged.against),
        address=unit_address(judged.pick.slug, given),
        leave=address("results", given, model=""),
    )


def _safety(line: str) -> tuple[str, str]:
    """The kind of danger, to be set in bold, and the rest of the sentence."""
    kind, colon, rest = line.partition(": ")
    return (f"{kind}:", rest) if colon else ("", line)


def _sure(pick: Pick, advice: Advice) -> Sure | None:
    if not pick.first_of_100:
        return None
    early = advice.chance_to_stay < EVEN and not advice.not_to_buy
    said = _("Too early to be sure: %(share)s until you answer more.") if early else "%(share)s."
    sentences = [capfirst(said % {"share": pick.first_of_100})]
    unseen = [each.name for each in advice.tied if each.slug not in advice.shown]
    if unseen:
        told = _("About equal, not shown above: %(names)s.") % {"names": ", ".join(unseen)}
        sentences.append(one_end(told))
    return Sure(width=round(100 * pick.first_share), sentence=" ".join(sentences))
