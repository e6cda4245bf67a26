"""What articles link to: short addresses, frames, oEmbed, live snippets, and the way to a shop."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http import HttpResponsePermanentRedirect as MovedForGood
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor import counting, presets
from advisor.models import Preset
from advisor.views.wizard import read_form


def preset_or_404(code: str) -> tuple[Preset, bool]:
    preset, former = presets.find(code)
    if preset is None:
        raise Http404(code)
    return preset, former


def renamed(request: HttpRequest, view: str, preset: Preset) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    there = reverse(view, args=[preset.code])
    return MovedForGood(f"{there}?{query}" if query else there)


@require_safe
def go(request: HttpRequest, code: str) -> HttpResponse:
    """The short address of a preset → its page, with the preset's answers and nothing else."""
    preset, former = preset_or_404(code)
    if former:
        return renamed(request, "go", preset)
    given = read_form(request).given
    counting.opened(request, given.get("from", ""), given.get("slot", ""))
    response = HttpResponseRedirect(presets.landing_address(preset, request.GET))
    response["Cache-Control"] = "no-store"  # each opening is counted, and presets change
    response["X-Robots-Tag"] = "noindex"
    return response
