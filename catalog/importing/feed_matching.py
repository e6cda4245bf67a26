"""Which unit of the catalog an item of a shop's feed is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from catalog.importing.matching import bare_brand
from catalog.importing.number_set import bare
from catalog.models import Feed, FeedItem, HeatPump, Matched, PriceKind

_SHORTEST: Final = 5  # characters of a model number
_TELLS_BY_ITSELF: Final = 8  # a number so long needs no brand beside it
_WORDS: Final = re.compile(r"[^\s,;|()\[\]]+")
_GTIN_LENGTHS: Final = frozenset({8, 12, 13, 14})


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An item of a feed, as far as it says what it is."""

    item_id: str
    title: str
    brand: str
    mpn: str
    gtin: str


@dataclass(frozen=True, kw_only=True)
class Match:
    heat_pump_id: int
    how: Matched
    kind: PriceKind = PriceKind.STREET


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownUnit:
    pk: int
    slug: str
    brand: str
    type: str
    model_number: str
    outdoor_alone: bool  # one record for an outdoor unit, whatever hangs indoors


@dataclass(kw_only=True)
class Matcher:
    """The model numbers of the catalog, and what was decided about items before."""

    units: dict[int, KnownUnit] = field(default_factory=dict)
    systems: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    indoor: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    outdoor: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    starts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # wildcards
    brands: set[str] = field(default_factory=set)
    decided: dict[str, int] = field(default_factory=dict)  # item of this feed → unit, by hand
    ignored: set[str] = field(default_factory=set)  # items of this feed
    gtins: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)  # model number → unit, by hand

    def match(self, offer: Offer) -> Match | None:
        """The unit that an offer is; nothing where several may be meant."""
        pk = self.decided.get(offer.item_id)
        if pk is not None:
            by_number = self._by_number(offer)
            same = by_number is not None and by_number.heat_pump_id == pk
            kind = by_number.kind if by_number is not None and same else PriceKind.STREET
            return Match(heat_pump_id=pk, how=Matched.HAND, kind=kind)
        pk = self.numbers.get(bare(offer.mpn)) if offer.mpn else None
        if pk is not None:
            return Match(heat_pump_id=pk, how=Matched.NUMBER)
        found = self._by_number(offer)
        if found is None and offer.gtin in self.gtins:
            return Match(heat_pump_id=self.gtins[offer.gtin], how=Matched.GTIN)
        return found

    def _by_number(self, offer: Offer) -> Match | None:
        for text, alone in ((offer.mpn, False), (f"{offer.title} {offer.item_id}", True)):
            found = self._in(list(pieces(text)), offer, needs_brand=alone and not offer.brand)
            if found is not None:
                return found
        return None

    def _in(self, numbers: list[str], offer: Offer, *, needs_brand: bool) -> Match | None:
        def units(index: dict[str, set[int]]) -> set[int]:
            return {
                pk
                for number in numbers
                for pk in index.get(number, ())
                if self._is_of(pk, offer, number, needs_brand=needs_brand)
            }

        systems, indoor, outdoor = (
            units(each) for each in (self.systems, self.indoor, self.outdoor)
        )
        systems = systems or self._by_start(numbers, offer, needs_brand=needs_brand)
        for candidates in (systems, indoor & outdoor):
            if len(candidates) == 1:
                return Match(heat_pump_id=candidates.pop(), how=Matched.NUMBER)
        alone = {pk for pk in outdoor if self.units[pk].outdoor_alone} or outdoor
        if not systems and not indoor and len(alone) == 1:
            return Match(heat_pump_id=alone.pop(), how=Matched.NUMBER, kind=PriceKind.OUTDOOR_ONLY)
        return None

    def _by_start(self, numbers: list[str], offer: Offer, *, needs_brand: bool) -> set[int]:
        """Units whose number ends in a wildcard, such as ``AWGP08W**``."""
        return {
            pk
            for number in numbers
            for length in range(_SHORTEST, len(number) + 1)
            for pk in self.starts.get(number[:length], ())
            if self._is_of(pk, offer, number, needs_brand=needs_brand)
        }

    def _is_of(self, pk: int, offer: Offer, number: str, *, needs_brand: bool) -> bool:
        own, named = bare_brand(self.units[pk].brand), bare_brand(offer.brand)
        if named:
            return own.startswith(named) or named.startswith(own) or named not in self.brands
        return not needs_brand or len(number) >= _TELLS_BY_ITSELF or own in bare(offer.title)

    def suggestions(self, offer: Offer, *, most: int = 3) -> list[KnownUnit]:
        """Units whose numbers begin most like one of the item's, those of its brand first."""
        numbers = {
            number
            for text in (offer.mpn, offer.title, offer.item_id)
            for number in pieces(text)
            if re.search(r"\d", number)
        }
        scores: dict[int, int] = {}
        for own, pk in self._all_numbers():
            shared = max((_shared_start(own, number) for number in numbers), default=0)
            if shared >= _SHORTEST - 1:
                score = shared + self._brand_score(pk, offer)
                scores[pk] = max(score, scores.get(pk, 0))
        best = sorted(scores, key=lambda pk: (-scores[pk], self.units[pk].slug))
        return [self.units[pk] for pk in best[:most]]

    def _all_numbers(self) -> Iterator[tuple[str, int]]:
        for index in (self.systems, self.outdoor, self.indoor):
            for own, pks in index.items():
                for pk in pks:
                    yield own, pk

    def _brand_score(self, pk: int, offer: Offer) -> int:
        own, named = bare_brand(self.units[pk].brand), bare_brand(offer.brand)
        return 3 if own in bare(offer.title) or (named and own.startswith(named)) else 0


def read_matcher(feed: Feed | None) -> Matcher:
    """The numbers of all units but synthetic ones, and the decisions about items. Three queries."""
    matcher = Matcher()
    columns = ("id", "slug", "brand__name", "type", "model_number", "indoor_model", "outdoor_model")
    rows = HeatPump.objects.filter(synthetic=False).order_by("id").values_list(*columns)
    for pk, slug, brand, unit_type, model, indoor, outdoor in rows.iterator(chunk_size=20_000):
        alone = bool(outdoor) and not indoor
        matcher.units[pk] = KnownUnit(
            pk=pk,
            slug=slug,
            brand=brand,
            type=unit_type,
            model_number=model,
            outdoor_alone=alone,
        )
        matcher.brands.add(bare_brand(brand))
        _index(matcher.indoor, indoor, pk)
        _index(matcher.outdoor, outdoor, pk)
        if indoor and outdoor:
            _index(matcher.systems, indoor + outdoor, pk)
        if not alone:
            _index(matcher.systems, model, pk)
            stem = model.rstrip("*# ")
            if stem != model.rstrip():
                _index(matcher.starts, stem, pk)
    _remember(matcher, feed)
    return matcher


def _index(index: dict[str, set[int]], number: str, pk: int) -> None:
    key = bare(number)
    if len(key) >= _SHORTEST and re.search(r"\d", key):
        index[key].add(pk)


def _remember(matcher: Matcher, feed: Feed | None) -> None:
    """What people said of items, and the GTINs of items whose numbers said it."""
    gtins: dict[str, set[int]] = defaultdict(set)
    numbers: dict[str, set[int]] = defaultdict(set)
    known = FeedItem.objects.filter(
        heat_pump__isnull=False, matched__in=(Matched.HAND, Matched.NUMBER)
    ).order_by("id")
    columns = ("feed_id", "item_id", "gtin", "mpn", "heat_pump_id", "matched")
    for of, item, gtin, mpn, pk, how in known.values_list(*columns):
        if gtin:
            gtins[gtin].add(pk)
        if how == Matched.HAND and len(bare(mpn)) >= _SHORTEST:
            numbers[bare(mpn)].add(pk)
        if how == Matched.HAND and feed is not None and of == feed.pk:
            matcher.decided[item] = pk
    matcher.gtins = {gtin: pks.pop() for gtin, pks in gtins.items() if len(pks) == 1}
    matcher.numbers = {number: pks.pop() for number, pks in numbers.items() if len(pks) == 1}
    if feed is not None:
        ignored = FeedItem.objects.filter(feed=feed, ignored=True)
        matcher.ignored = set(ignored.values_list("item_id", flat=True))


def pieces(text: str) -> Iterator[str]:
    """What may be a model number in a text: its words, their parts, neighbors joined.

    >>> "mszfs09na" in set(pieces("Mitsubishi MSZ-FS09NA/MUZ-FS09NA"))
    True
    >>> list(pieces("ARC 14SH"))
    ['arc14sh']
    """
    words = _WORDS.findall(text)
    singles = [bare(each) for each in words]
    joined = ["".join(singles[at : at + length]) for at in range(len(words)) for length in (2, 3)]
    parts = [bare(part) for word in words for part in re.split(r"[/+&_]", word)]
    yield from dict.fromkeys(each for each in _flat(singles, parts, joined) if _may_be(each))


def _flat(*lists: Iterable[str]) -> Iterator[str]:
    for each in lists:
        yield from each


def _may_be(number: str) -> bool:
    return len(number) >= _SHORTEST and any(each.isdigit() for each in number)


def _shared_start(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def gtin_of(text: str) -> str:
    """A GTIN as 14 digits, or nothing where it is none.

    >>> gtin_of("0 36000 29145 2"), gtin_of("036000291453"), gtin_of("n/a")
    ('00036000291452', '', '')
    """
    digits = re.sub(r"[\s-]", "", text)
    if not digits.isdecimal() or len(digits) not in _GTIN_LENGTHS or not int(digits):
        return ""
    digits = digits.zfill(14)
    total = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(digits[:13]))
    return digits if (10 - total % 10) % 10 == int(digits[13]) else ""
