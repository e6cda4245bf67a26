"""What the sum of a unit's lines is to be read with: the prices of others, or what is not in it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.advice.sentences.words import Text
from advisor.engine.footing import GROUND, ROAD, footing_key
from advisor.engine.installation import Line
from advisor.engine.study import Study
from advisor.formatting.numbers import money_span

NOT_COUNTED: dict[str, Text] = {
    ROAD: gettext_lazy(
        "Not counted: the bracket with vibration mounts that holds the outdoor part on the road. We"
        " know no price of one, so ask."
    )
}
"""What a mini-split needs by what the room stands on, and no line of ours prices."""


def market_note(study: Study, row: int, whole: Line | None) -> str | None:
    """The whole job as other guides price it at a house; on wheels, what is not counted."""
    if not study.units.split[row]:
        return None
    footing = footing_key(study.answers)
    if footing != GROUND:
        return str(NOT_COUNTED[footing]) if footing in NOT_COUNTED else None
    if whole is None or whole.market_low is None or whole.market_high is None:
        return None
    return _(
        "Installed by a firm, one mini-split usually comes to %(ours)s; other guides and quotes"
        " say %(others)s. Ask three firms for a quote in lines."
    ) % {
        "ours": money_span(whole.low, whole.high),
        "others": money_span(whole.market_low, whole.market_high),
    }
