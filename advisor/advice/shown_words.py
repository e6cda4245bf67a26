"""The words of the few units that a page shows first: catch, match, and the one difference."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.advice.contract import Pick
from advisor.advice.picks import PickSource
from advisor.advice.proofs import fits, known_well
from advisor.advice.sentences.catch import catch
from advisor.advice.sentences.difference import difference
from advisor.advice.sentences.words import Text
from advisor.engine import Study
from advisor.engine.records import changed
from advisor.formatting.unit_names import shown_number, telling_number

GOOD, USABLE, POOR = "good", "usable", "poor"
MATCHES: dict[str, Text] = {
    GOOD: gettext_lazy("a good match"),
    USABLE: gettext_lazy("a usable match"),
    POOR: gettext_lazy("a poor match"),
}
GOOD_POINTS, POOR_POINTS = 60.0, 45.0
"""Of 100: what most first picks of the 96 rooms reach, and what none of them falls to. The points
weigh the wishes; a good match needs the proofs too, however many points it has."""
CYCLES_POORLY = 0.85
"""Of its hours: a unit that hardly ever runs through is no usable match, however many points."""
LEAVES_POORLY = 0.20
"""Of the year's heat or cold: the same for what it leaves to something else."""


def with_words(
    source: PickSource, picks: Sequence[Pick], shown: Sequence[Pick], *, told: str, plainer: str
) -> list[Pick]:
    """``picks`` with the words of those that are ``shown``; ``told`` is the key of the headline,
    and ``plainer`` says what cools for less than the first."""
    rows = [source.setup.inventory.rows[pick.slug] for pick in shown]
    worded = {
        pick.slug: changed(
            pick,
            spoken=_apart(pick, shown),
            catch=catch(
                source.study,
                row,
                source.savings[row],
                points=pick.points,
                serving=source.ranking.order,
                told=told if place == 0 else "",
                plainer=plainer if place == 0 else "",
                successor=_successor(source, row),
                units=source.units,
            ),
            match_key=match_key(source.study, row, pick.score),
            match=_match(source, rows, row, pick.score),
            difference=apart,
        )
        for place, (pick, row, apart) in enumerate(
            zip(shown, rows, _differences(source, rows), strict=True)
        )
    }
    return [worded.get(pick.slug, pick) for pick in picks]


def _successor(source: PickSource, row: int) -> str:
    """The number of the model that replaces it, of its indoor half where it has one."""
    inventory = source.setup.inventory
    card = inventory.card_of(inventory.cards[row].replaced_by)
    return (card.indoor or shown_number(card.model)) if card else ""


def _apart(pick: Pick, shown: Sequence[Pick]) -> str:
    """What people call it, with its number where another one that is shown is called the same."""
    twins = [each.model for each in shown if each.spoken == pick.spoken and each.slug != pick.slug]
    if not twins or not pick.spoken:
        return pick.spoken
    number = telling_number(pick.model, twins)
    return _("%(name)s (%(number)s)") % {"name": pick.spoken, "number": number}


def _differences(source: PickSource, rows: Sequence[int]) -> list[str]:
    """The single difference of each of ``rows`` to the first, none of which says what another one
    says where it has something else to say."""
    said: list[str] = []
    for row in rows[1:]:
        card = source.setup.inventory.cards[row]
        apart = difference(
            source.study,
            row,
            rows[0],
            price_seen=card.price_seen,
            sale_seen=card.sale_seen,
            units=source.units,
            besides=said,
        )
        said.append(apart)
    return ["", *said] if rows else []


def _match(source: PickSource, rows: Sequence[int], row: int, score: float) -> str:
    """How well a unit suits, and of the first, with how many it is level."""
    key = match_key(source.study, row, score)
    ties = source.ranking.ties
    if row != rows[0] or row not in ties or len(ties) < 2:
        return str(MATCHES[key])
    said = (
        ngettext(
            "A poor match, about equal to %(count)s other.",
            "A poor match, about equal to %(count)s others.",
            len(ties) - 1,
        )
        if key == POOR
        else ngettext(
            "About equal to %(count)s other: compare the costs.",
            "About equal to %(count)s others: compare the costs.",
            len(ties) - 1,
        )
    )
    return said % {"count": len(ties) - 1}


def match_key(study: Study, row: int, score: float) -> str:
    """``good``: both loads met at design, cycling under half, nothing that decides estimated, and
    enough points. ``poor``: it hardly serves, or has few points. Else ``usable``."""
    cycles = float(study.season.cycling_fraction[row])
    heats = study.heating_wanted and not study.heat_included
    leaves = max(
        float(study.season.backup_fraction[row]) * heats,
        float(study.season.uncooled_fraction[row]) * study.cooling_wanted,
    )
    if cycles > CYCLES_POORLY or leaves > LEAVES_POORLY or score < POOR_POINTS:
        return POOR
    proven = fits(study, row) and known_well(study, row)
    return GOOD if proven and score >= GOOD_POINTS else USABLE
