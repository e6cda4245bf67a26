"""The guides as printed: the documents with their ticks and with what is filled in live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from advisor.content.documents import Document, guides
from advisor.content.markdown import DocumentPart, DocumentSection
from advisor.formatting.dates import period
from advisor.formatting.text import Text
from advisor.listing import search
from advisor.pages.guides.blocks import GuideBlock, GuideRequest, GuideTick
from advisor.pages.guides.live_parts import LIVE_PARTS
from advisor.pages.shared.fields import ROOM_FIELDS, Field, hidden_fields, room_fields
from advisor.pages.shared.guide_links import guide_address
from advisor.pages.shared.render import address
from advisor.questions import zip_codes
from advisor.questions.answer_form import RoomForm, query_string

GROUPS: dict[str, Text] = {
    "buy": gettext_lazy("Before you buy"),
    "fit": gettext_lazy("Installing it"),
    "live": gettext_lazy("Living with it"),
    "about": gettext_lazy("About us"),
}


@dataclass(frozen=True, kw_only=True)
class GuideSection:
    key: str
    title: str
    blocks: tuple[GuideBlock, ...]


@dataclass(frozen=True, kw_only=True)
class GuideSource:
    name: str
    read: str  # when, in words; empty for what does not age


@dataclass(frozen=True, kw_only=True)
class GuidePage:
    title: str
    brand: str  # the name of the brand that an article speaks of
    summary: str
    slug: str
    sections: tuple[GuideSection, ...]
    sources: tuple[GuideSource, ...]
    tickable: bool
    here: str
    canonical: str
    hidden: tuple[tuple[str, str], ...]  # answers that travel along in a form of the page
    back: str  # to the advice, where the address holds a room
    fields: tuple[Field, ...]  # the three answers of a room, for a guide that asks for them
    room_hidden: tuple[tuple[str, str], ...]
    zip: str
    zip_error: str
    zip_meant: tuple[str, str] | None  # the ZIP code that was meant, and its address
    least: str
    units: str
    others: tuple["GuideLink", ...]


@dataclass(frozen=True, kw_only=True)
class GuideLink:
    title: str
    summary: str
    url: str


@dataclass(frozen=True, kw_only=True)
class GuideGroup:
    key: str
    title: Text
    links: tuple[GuideLink, ...]


def guide_groups(given: Mapping[str, str]) -> tuple[GuideGroup, ...]:
    """Every guide, by what it is for."""
    return tuple(
        GuideGroup(
            key=key,
            title=title,
            links=tuple(_link(guide, given) for guide in guides().values() if guide.group == key),
        )
        for key, title in GROUPS.items()
    )


def _link(guide: Document, given: Mapping[str, str]) -> GuideLink:
    return GuideLink(title=guide.title, summary=guide.lede, url=guide_address(guide.slug, given))


def guide_page(guide: Document, request: GuideRequest) -> GuidePage:
    """One guide; what is live in it is read now."""
    given = request.form.given
    sections = tuple(
        GuideSection(
            key=section.key,
            title=section.title,
            blocks=tuple(_block(part, request) for part in section.parts),
        )
        for section in _brand_first(guide, request.brand)
    )
    here = reverse("guide", args=[guide.slug])
    brand = (("brand", request.brand),) if brand_name(request.brand) else ()
    return GuidePage(
        title=guide.title,
        brand=brand_name(request.brand),
        summary=guide.lede,
        slug=guide.slug,
        sections=sections,
        sources=guide_sources(guide),
        tickable=any(block.ticks for section in sections for block in section.blocks),
        here=here,
        canonical=f"{settings.SITE_URL}{here}",
        hidden=(*hidden_fields(given), *brand),
        back=address("results", given) if request.form.answers else "",
        fields=_room_fields(request.form),
        room_hidden=(*hidden_fields(given, without=set(ROOM_FIELDS)), *brand),
        zip=given.get("zip", ""),
        zip_error=request.form.errors.get("zip", ""),
        zip_meant=_meant(guide.slug, given),
        least=request.least,
        units=request.form.units,
        others=tuple(
            _link(other, given)
            for other in guides().values()
            if other.group == guide.group and other.slug != guide.slug
        ),
    )


def _brand_first(guide: Document, brand: str) -> Iterable[DocumentSection]:
    """The sections of a guide, what it says of this brand (``{#brand-daikin}``) before all else."""
    return sorted(guide.sections, key=lambda section: section.key != f"brand-{brand}")


def brand_name(slug: str) -> str:
    """The name of a brand that we list. One query where a brand is named."""
    return search.current().brands.get(slug, "") if slug else ""


def _room_fields(form: RoomForm) -> tuple[Field, ...]:
    """The fields of the room; what is missing is said once one of them was answered."""
    told = any(form.given.get(name) for name in ROOM_FIELDS)
    faults = form.faults(ROOM_FIELDS) if told else {}
    return room_fields(replace(form, errors=faults), prefix="room")


def guide_sources(document: Document) -> tuple[GuideSource, ...]:
    """Where a document has its figures from, by their numbers in the text."""
    return tuple(
        GuideSource(name=source.name, read=period(source.read) if source.read else "")
        for source in document.sources
    )


def _meant(slug: str, given: Mapping[str, str]) -> tuple[str, str] | None:
    """A ZIP code with the zero that it lost, and this guide for it."""
    meant = zip_codes.suggestion(given.get("zip", ""))
    here = reverse("guide", args=[slug])
    return (meant, f"{here}?{query_string(given, zip=meant)}") if meant else None


def _block(part: DocumentPart, request: GuideRequest) -> GuideBlock:
    if part.kind == "live":
        return LIVE_PARTS[part.name](request)
    return GuideBlock(
        kind=part.kind,
        html=part.html,
        heads=part.heads,
        rows=part.rows,
        ticks=tuple(
            GuideTick(key=each.key, html=each.html, done=each.key in request.ticked)
            for each in part.checks
        ),
    )
