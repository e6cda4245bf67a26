"""The words that several sentences share: types, fuels, steps, factors."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from advisor.engine.job_prices import JOB_PRICES, JobPrice
from advisor.formatting.numbers import money

Text = str | Promise
FACTORS: dict[str, Text] = {
    "turndown": gettext_lazy("turns down far enough"),
    "capacity": gettext_lazy("strong enough, not too strong"),
    "running": gettext_lazy("cheap to run"),
    "upfront": gettext_lazy("cheap to buy"),
    "quiet": gettext_lazy("quiet"),
    "cold": gettext_lazy("works in the cold"),
    "damp": gettext_lazy("dries the air"),
    "certainty": gettext_lazy("published figures, still sold"),
    "air": gettext_lazy("filters the air"),
    "looks": gettext_lazy("looks"),
    "diy": gettext_lazy("put in by yourself"),
}
STEPS: dict[str, Text] = {
    "film": gettext_lazy("film on the windows"),
    "caulk": gettext_lazy("caulk and weatherstripping"),
    "air_sealing": gettext_lazy("seal the air leaks"),
    "garage_door": gettext_lazy("insulate the garage door"),
    "roof": gettext_lazy("insulate the ceiling"),
    "floor": gettext_lazy("insulate the floor or skirt it"),
    "walls": gettext_lazy("insulate the walls"),
    "glass": gettext_lazy("put in storm windows or low-e glass"),
    "shade": gettext_lazy("shade the sunny glass outside"),
    "slab_edge": gettext_lazy("insulate the edge of the slab"),
}
FUELS: dict[str, Text] = {
    "electric": gettext_lazy("electric heat"),
    "gas": gettext_lazy("gas heat"),
    "propane": gettext_lazy("propane heat"),
    "oil": gettext_lazy("oil heat"),
    "wood": gettext_lazy("wood heat"),
    "heat_pump": gettext_lazy("present heat pump"),
}


def joined(parts: Iterable[Text]) -> str:
    """a, b and c."""
    words = [str(part) for part in parts]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def job_prices() -> dict[str, str]:
    """Small jobs and devices → what they cost, for sentences to name: "$40 to $90", and "a window"
    where that is not the price of the whole room."""
    return {name: _priced(job) for name, job in JOB_PRICES.items()}


def _priced(job: JobPrice) -> str:
    if job.low == job.high:
        return money(job.low)
    said = (
        pgettext("price", "%(low)s to %(high)s a window")
        if job.per == "window"
        else pgettext("price", "%(low)s to %(high)s")
    )
    return said % {"low": money(job.low), "high": money(job.high)}
