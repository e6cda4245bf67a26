"""The advice as printed: loads, cards, exclusions, assumptions, answers to change beside it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from advisor.advice.contract import Advice
from advisor.formatting.numbers import (
    area_figure,
)
from advisor.pages.results.edit_form import EDITABLE, EDITABLE_AT_ONCE, edit_field
from advisor.pages.results.explanations import (
    AssumptionGroup,
    ExclusionLine,
    TypeLine,
    assumed_teaser,
    excluded_title,
    exclusion,
    grouped,
    rebates_teaser,
    type_line,
    types_teaser,
)
from advisor.pages.results.news import in_short, news, said
from advisor.pages.results.room_book import RoomBook, room_book
from advisor.pages.results.room_loads import (
    LoadRow,
    RangeLine,
    load_rows,
    loads_teaser,
    needs_sentence,
    ranges,
)
from advisor.pages.results.scales import OwnedView, SoundView, owned_view, sound_view
from advisor.pages.results.shown_picks import (
    OTHERS_AT_ONCE,
    DrawnLink,
    JudgedCard,
    OtherLine,
    compare,
    drawn_links,
    judged_card,
    led,
    other,
    picks_title,
)
from advisor.pages.saved.keep_links import KeepLinks, keep_links
from advisor.pages.shared.cards import PickCard, Shown, pick_card
from advisor.pages.shared.fields import Field, hidden_fields, is_asked
from advisor.pages.shared.fit_chart import MainChart, main_chart
from advisor.pages.shared.money.energy_prices import PRICES, PriceField, price_fields
from advisor.pages.shared.money.markup import carried
from advisor.pages.shared.money.rebates import RebateLine, federal_note, rebate_line
from advisor.pages.shared.money.savings import adds_cooling
from advisor.pages.shared.money.year_bills import highest_month
from advisor.pages.shared.render import address
from advisor.pages.wizard.check import assumed_answers
from advisor.questions.answer_form import KEPT, RoomForm, given_from
from advisor.questions.labels import choice_label
from advisor.questions.money_questions import OWNING

WARNINGS_AT_ONCE = {"recommend": 1, "keep": 1}
"""How many warnings stand open; where the answer is another, two: they are the answer."""


@dataclass(frozen=True, kw_only=True)
class ResultsPage:
    title: str
    advice: Advice
    crumb: SafeString
    needs: SafeString
    warnings: tuple[str, ...]
    more_warnings: tuple[str, ...]
    changed: tuple[str, ...]  # against the page before, where an answer was changed beside it
    was: str  # this page in short, for the one that follows
    rooms: RoomBook
    ranges: tuple[RangeLine, ...]
    types: tuple[TypeLine, ...]
    leading: tuple[PickCard, ...]
    others: tuple[OtherLine, ...]
    more_others: tuple[OtherLine, ...]
    compare: str
    judged: JudgedCard | None
    picks_title: str
    chart: MainChart | None
    drawn: tuple[DrawnLink, ...]  # whose chart can be looked at; none where there is one alone
    sound: SoundView | None
    owned: OwnedView | None
    load_rows: tuple[LoadRow, ...]
    exclusions: tuple[ExclusionLine, ...]
    excluded_title: str
    assumptions: tuple[AssumptionGroup, ...]
    edit: tuple[Field, ...]
    edit_more: tuple[Field, ...]
    edit_open: bool
    hidden: SafeString
    prices: tuple[PriceField, ...]
    ticked: SafeString  # what travels along when a cost line is ticked off
    answers: SafeString  # what travels along when an assumption of owning is changed
    rebates: tuple[RebateLine, ...]
    types_teaser: str  # what a part says while it is closed
    rebates_teaser: str
    loads_teaser: str
    assumed_teaser: str
    keep: KeepLinks
    share: str  # the address of this page, to be copied
    federal: str
    market_note: str
    opened: str
    check: str
    here: str
    other_units: str
    units: str
    said: str


def results_page(
    form: RoomForm, advice: Advice, *, opened: str = "", was: str = "", chart: str = ""
) -> ResultsPage:
    """Everything the results page prints, formatted; ``opened`` is the id of the details that were
    just changed, so that they stand open again, ``was`` the page before, so that it can say
    what changed, and ``chart`` the slug of the unit to draw: any other than those shown is the
    one that the visitor came with, else the first."""
    given, units = form.given, form.units
    assert form.answers is not None
    judged = advice.judged
    weighed = [*advice.picks, *([judged.pick] if judged else [])]
    full = max((float(pick.cost.upfront.high) for pick in weighed), default=1.0) or 1.0
    leading, others = led(advice.picks)
    detailed = [*leading, *([judged.pick] if judged else [])]
    drawable = [*([judged.pick] if judged else []), *leading]
    asked = next((pick for pick in drawable if pick.slug == chart), None)
    drawn = asked or next(iter(drawable), None)
    along = (("chart", asked.slug),) if asked else ()
    drawing = main_chart(drawn, advice, units=units)
    shown = Shown(
        full=full,
        full_month=highest_month(detailed),
        added_cooling=adds_cooling(form.answers),
        own_work=form.answers.own_work,
        given=given,
        units=units,
    )
    prices = [name for name in PRICES if detailed and is_asked(name, given)]
    assumed = {name: line.value for name, line in assumed_answers(advice.assumptions).items()}
    editable = [
        edit_field(name, given, assumed.get(name, "")) for name in EDITABLE if is_asked(name, given)
    ]
    listed = tuple(other(pick, given, units) for pick in others)
    open_warnings = WARNINGS_AT_ONCE.get(advice.outcome, 2)
    changed = news(advice, was, units)
    return ResultsPage(
        title=advice.headline,
        advice=advice,
        crumb=_crumb(form, advice),
        needs=needs_sentence(advice, units),
        warnings=tuple(advice.warnings[:open_warnings]),
        more_warnings=tuple(advice.warnings[open_warnings:]),
        changed=changed,
        was=in_short(advice),
        rooms=room_book(form),
        ranges=ranges(advice.load, units),
        types=tuple(type_line(line) for line in advice.types),
        leading=tuple(
            pick_card(
                pick,
                advice,
                shown=shown,
                reasons=1 if place else 2,
                follows=place > 0 and leading[place - 1].rank == pick.rank - 1,
            )
            for place, pick in enumerate(leading)
        ),
        others=listed[:OTHERS_AT_ONCE],
        more_others=listed[OTHERS_AT_ONCE:],
        compare=compare(leading, given),
        judged=judged_card(judged, pick_card(judged.pick, advice, shown=shown, key="judged"), given)
        if judged
        else None,
        picks_title=picks_title(advice.outcome, len(leading)),
        chart=drawing,
        drawn=drawn_links(drawable, drawn, given),
        sound=sound_view(detailed, others),
        owned=owned_view(detailed),
        load_rows=load_rows(advice.load, units),
        exclusions=tuple(exclusion(line, given) for line in advice.excluded),
        excluded_title=excluded_title(advice.excluded),
        assumptions=grouped(
            [line for line in advice.assumptions if line.field not in OWNING], given
        ),
        edit=tuple(editable[:EDITABLE_AT_ONCE]),
        edit_more=tuple(editable[EDITABLE_AT_ONCE:]),
        edit_open=False,
        hidden=carried((*hidden_fields(given, without={*EDITABLE, *prices}), *along)),
        prices=price_fields(advice, given, prices),
        ticked=carried((*hidden_fields(given, without={"own_work"}), *along)),
        answers=carried((*hidden_fields(given, without=set(OWNING)), *along)),
        rebates=tuple(rebate_line(rebate) for rebate in advice.rebates),
        types_teaser=types_teaser(advice.types),
        rebates_teaser=rebates_teaser(advice),
        loads_teaser=loads_teaser(advice.load),
        assumed_teaser=assumed_teaser(advice.assumptions),
        keep=keep_links(given, advice),
        share=f"{settings.SITE_URL}{address('results', given)}",
        federal=federal_note(advice.rebates),
        market_note=advice.market_note or "",
        opened=opened,
        check=address("check", given),
        here=address("results", given, **dict(along)),
        other_units=_in_other_units(form),
        units=units,
        said=said(changed, drawing if asked else None, advice),
    )


def _in_other_units(form: RoomForm) -> str:
    """The same answers in the other system: nothing is asked again, nothing changes."""
    if form.answers is None:
        return ""
    metric = form.units == "metric"
    converted = given_from(form.answers, units="us" if metric else "metric")
    kept = {name: form.given[name] for name in KEPT if name != "units" and name in form.given}
    return address("results", {**converted, **kept})


def _crumb(form: RoomForm, advice: Advice) -> SafeString:
    assert form.answers is not None
    area = area_figure(form.answers.area, form.units)
    room = choice_label("space", form.answers.space)
    place = advice.site.place
    return format_html(
        '{} · {} · {} <span class="zip">{}</span>', room, str(area), place, advice.site.zip
    )
