"""Presets: named answers behind ``/go/<code>/``, from our file into the table and to a page.

``data/presets.json`` holds the articles and presets that ship. ``load`` creates what is missing and
follows the file in what nobody has edited; an edit in the admin stays.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, QueryDict
from django.urls import reverse

from advisor.articles.content_addresses import form_addresses
from advisor.models import Article, EmbedSite, Landing, Preset, PresetCode
from advisor.models.articles import WWW, bare_host
from advisor.questions import answer_form, renamed
from advisor.questions.definitions import QUESTIONS

FILE = Path(__file__).resolve().parents[1] / "data" / "presets.json"

PERSONAL = frozenset({"zip"})
"""Never in a preset, which cannot open it either: where somebody lives is nobody's campaign."""

OF_A_PLACE = frozenset({(Landing.GUIDE.value, "winter")})
"""Pages that speak of the reader's place. A box in an article asks the reader for the ZIP code and
sends it along; only these pages get it, and it is counted and kept nowhere."""

TRAVELS = ("units", "lang", "from", "slot")
"""What a link may carry beside the preset's answers."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MORE_OPENS = frozenset({"brand"})
"""Names that are no answers and still choose what a landing page shows."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    created: int
    updated: int
    kept: int  # edited in the admin, or already as in the file


def load(file: Path = FILE) -> Loaded:
    """Bring articles and presets in line with the file, but for what an editor has changed."""
    shipped = json.loads(file.read_text(encoding="utf-8"))
    counts = {"created": 0, "updated": 0, "kept": 0}
    former = set(PresetCode.objects.values_list("code", flat=True))
    for values in shipped["presets"]:
        known = values["code"] in former  # an editor has renamed it
        counts["kept" if known else _load_row(Preset, "code", values)] += 1
    for values in shipped["articles"]:
        preset, _former = find(values["preset"])
        values["preset"] = preset
        counts[_load_row(Article, "slug", values)] += 1
    form_addresses()
    return Loaded(**counts)


def _load_row(model: type[Article | Preset], key: str, values: dict[str, Any]) -> str:
    row, created = model.objects.get_or_create(
        **{key: values[key]}, defaults={**values, "from_files": True}
    )
    if created:
        return "created"
    differs = any(getattr(row, name) != value for name, value in values.items())
    if not row.from_files or not differs:
        return "kept"
    if isinstance(row, Preset) and row.answers != values["answers"]:
        row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return "updated"


def find(code: str) -> tuple[Preset | None, bool]:
    """The preset of a code, and whether the code is a former one. One query, two for a former."""
    preset = Preset.objects.filter(code=code).first()
    if preset is not None:
        return preset, False
    former = PresetCode.objects.filter(code=code).select_related("preset").first()
    return (former.preset, True) if former else (None, False)


def landed(landing: str, part: str, asked: QueryDict) -> Preset | None:
    """The preset whose link leads to this page with these answers: the one with most of them."""
    stepped = [part] if landing in {Landing.GUIDE, Landing.QUESTIONS} else [""]
    given = answer_form.read(asked).given
    fitting = [
        preset
        for preset in Preset.objects.filter(landing=landing, landing_part__in=stepped)
        if {n: t for n, t in answers_today(preset.answers).items() if n not in preset.opens}.items()
        <= given.items()
    ]
    return max(fitting, key=lambda each: (len(each.answers), each.code), default=None)


def of_request(
    request: HttpRequest, view: str, code: str
) -> tuple[Preset, HttpResponsePermanentRedirect | None]:
    """The preset of an address and, for a code that it had before, the way to its address of
    today. 404 where there is none."""
    preset, former = find(code)
    if preset is None:
        raise Http404(code)
    query = request.META.get("QUERY_STRING", "")
    there = reverse(view, args=[preset.code]) + (f"?{query}" if query else "")
    if not former:
        return preset, None
    moved = HttpResponsePermanentRedirect(there)
    moved["Cache-Control"] = "no-store"  # a code may be given back; and each opening counts
    return preset, moved


def pairs(answers: str) -> list[tuple[str, str]]:
    """The answers of a preset as they stand, retired ones included."""
    return parse_qsl(answers.strip().lstrip("?"))


def answers_today(answers: str) -> dict[str, str]:
    """The answers of a preset in today's names and values."""
    given = answer_form.read_text(answers).given
    return {name: text for name, text in given.items() if name in QUESTIONS}


def faults(answers: str) -> list[str]:
    """What is wrong with the answers of a preset, one sentence each; empty where they stand."""
    form = answer_form.read_text(answers)
    known = {name for name, _text in renamed.living(pairs(answers))[0]}
    told = [f"{name}: {sentence}" for name, sentence in form.errors.items()]
    told += [
        f"{name}: {reason}"
        for name, reason in (
            *((name, NOT_IN_A_PRESET) for name in sorted(known & PERSONAL)),
            *((name, NO_SUCH_ANSWER) for name in sorted(known - set(QUESTIONS))),
        )
    ]
    return told


MOST_TYPED = 120
"""Characters of a typed number that travel; the page that they lead to makes them safe to read."""
NOT_IN_A_PRESET = "a link never includes where someone lives."
NO_SUCH_ANSWER = "there is no answer with this name."


def carried(preset: Preset, asked: QueryDict) -> dict[str, str]:
    """What an address may bring along to this preset: the answers it opens, article, place in it.

    Anything else, and anything that does not read, is dropped.
    """
    form = answer_form.read(asked)
    kept = {name: form.given[name] for name in TRAVELS if name in form.given}
    for name in preset.opens:
        if _is_typed(preset, name):
            text = " ".join(asked.get(name, "").split())[:MOST_TYPED]
            fine = bool(text)
        else:
            text = form.given.get(name, asked.get(name, "")).strip()
            fine = bool(
                name in form.values
                if name in QUESTIONS and name not in PERSONAL
                else name in MORE_OPENS and SLUG.fullmatch(text)
            )
        if fine:
            kept[name] = text
    if (preset.landing, preset.landing_part) in OF_A_PLACE and "zip" in form.values:
        kept["zip"] = form.given["zip"]
    return kept


def _is_typed(preset: Preset, name: str) -> bool:
    """Whether it is text for the page and no answer: the decoder reads a number as it is typed,
    while the answer of that name is the address of a unit."""
    return preset.landing == Landing.DECODE and name == "model"


def landing_address(preset: Preset, asked: QueryDict) -> str:
    """Where ``/go/<code>/`` leads: the page, the preset's answers, and which of them are marked.

    Retired answers stay in the address as they are: the page reads them as their nearest living
    ones and says so.
    """
    along = carried(preset, asked)
    beside = {name for name in along if name in TRAVELS or _is_typed(preset, name)}
    stored = dict(pairs(preset.answers)) | {
        name: text for name, text in along.items() if name not in beside
    }
    today = answers_today(answer_form.query_string({}, **stored))
    more = {name: text for name, text in along.items() if name in beside}
    if today:
        more["prefilled"] = ",".join(today)
    if preset.landing == Landing.QUESTIONS:
        more |= {"edit": preset.landing_part, "about": preset.code}
    query = answer_form.query_string({}, **stored, **more)
    path = landing_path(preset.landing, preset.landing_part)
    return f"{path}?{query}" if query else path


def is_framed(preset: Preset) -> bool:
    """Whether any site may frame a preset: one of its own, or one that may frame everything."""
    return bool(preset.sites) or EmbedSite.objects.exists()


def any_framed() -> bool:
    """Whether some site may frame some preset: it may frame a unit too."""
    return EmbedSite.objects.exists() or Preset.objects.exclude(sites=[]).exists()


def every_origin(everywhere: Iterable[str]) -> tuple[str, ...]:
    """The sites that may frame any preset, as ``origins`` names them: they may frame a unit too."""
    told = Preset.objects.values_list("sites", flat=True)
    return origins(sorted({*everywhere, *(site for sites in told for site in sites)}))


def origins(sites: Iterable[str]) -> tuple[str, ...]:
    """Sites as ``frame-ancestors`` names them: with www. and without.

    One's own machine speaks plain http; every other site must be https.
    """
    told: list[str] = []
    for host in dict.fromkeys(bare_host(site) for site in sites):
        if host.split(":")[0] in {"localhost", "127.0.0.1"}:
            told.append(f"http://{host}")
        else:
            told += [f"https://{host}", f"https://{WWW}{host}"]
    return tuple(told)


def landing_path(landing: str, part: str) -> str:
    """The page of a landing."""
    return reverse(landing, args=[part] if landing == Landing.GUIDE else [])
