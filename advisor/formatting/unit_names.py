"""The words about each type of unit: one record per type, beside its figures in the engine.

Sentences that hold for any type that has a hose, sits in a window and so on ask the engine's
record for that; here is only what names the type itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from advisor.formatting.text import Text


@dataclass(frozen=True, kw_only=True)
class TypeWords:
    """What one type is called, and the sentences that are true of it alone."""

    name: Text
    plural: Text
    in_plain: Text  # where it stands, for who has never seen one
    in_sentence: Text  # in the middle of one, after "a small"
    in_admin: Text
    in_article: str  # pattern of the words by which an English text names it
    upkeep: Text
    life: Text
    care_calendar: Text
    smallest: Text  # what to know about the list of its smallest models
    price_groups: Mapping[str, Text]  # as in the record of figures, in the plural
    verdicts: Mapping[str, Text]  # by the code of the reason
    cannot_heat: Text | None = None  # "such units …", where the record has a ``most_backup``
    not_only_heat: Text | None = None  # the same, where it has a ``sole_heat_f``
    wanted_figures: tuple[str, ...]  # of the catalog: where one is missing the page says so
    documents_of: str = ""  # whose letter, brief and care it borrows until it has its own


_WINDOW_FITS = gettext_lazy("A window heat pump of about %(size)s, where its noise is no matter.")
_SPLIT_FITS = gettext_lazy(
    "A mini-split of about %(size)s: the usual choice where a hole in the wall is allowed."
)
_NO_HEATER = gettext_lazy(
    "At %(design)s it is no heater for this room, and a mini-split can be put in."
)
_IN_A_SLEEVE = gettext_lazy(
    "One of about %(size)s needs no outdoor unit, but an opening of about %(sleeve)s in the wall."
)

WORDS: dict[str, TypeWords] = {
    "mini_split": TypeWords(
        name=gettext_lazy("Mini-split"),
        plural=gettext_lazy("Mini-splits"),
        in_plain=gettext_lazy("part indoors, part outdoors"),
        in_sentence=gettext_lazy("mini-split"),
        in_admin=gettext_lazy("mini-split"),
        in_article=r"mini.?splits?|ductless",
        upkeep=gettext_lazy("Mini-split upkeep"),
        life=gettext_lazy("Mini-split lifetime"),
        care_calendar=gettext_lazy("Mini-split care calendar"),
        smallest=gettext_lazy(
            "A “6k” and a “9k” in the same series often go down to the same output. Look at"
            " the first figure, not at the nameplate."
        ),
        price_groups={
            "": gettext_lazy("ordinary mini-splits"),
            "cold": gettext_lazy("cold-climate mini-splits"),
            "diy": gettext_lazy("kits to install yourself"),
        },
        verdicts={
            "no_place": gettext_lazy(
                "It needs a hole in the wall and a place for its outdoor unit."
            ),
            "heating": _SPLIT_FITS,
            "cooling": _SPLIT_FITS,
        },
        wanted_figures=(
            *("heating_min_btu_47f", "cooling_min_btu_82f", "heating_btu_47f"),
            *("heating_max_btu_5f", "min_operating_f", "seer2", "hspf2", "sound_indoor_min_db"),
            *("sound_outdoor_db", "voltage", "min_circuit_amps", "width_in"),
            "warranty_compressor_years",
        ),
    ),
    "window": TypeWords(
        name=gettext_lazy("Window unit"),
        plural=gettext_lazy("Window units"),
        in_plain=gettext_lazy("sits in a window, heats and cools"),
        in_sentence=gettext_lazy("window heat pump"),
        in_admin=gettext_lazy("window unit"),
        in_article=r"window[\s-](?:\w+[\s-])?(?:units?|heat|air|AC\b|model|brand|type)|window:|saddle",
        upkeep=gettext_lazy("Window unit upkeep"),
        life=gettext_lazy("Window unit lifetime"),
        care_calendar=gettext_lazy("Window unit care calendar"),
        smallest=gettext_lazy(
            "Only units with a heat pump. Most window units “with heat” use electric"
            " resistance heat."
        ),
        price_groups={
            "": gettext_lazy("ordinary window units"),
            "cold": gettext_lazy("cold-climate window units"),
        },
        verdicts={
            "no_window": gettext_lazy("It needs a window that opens."),
            "casement": gettext_lazy("It does not fit a casement window."),
            "basement": gettext_lazy(
                "Basement windows are usually too small for one; tell us if yours is not."
            ),
            "cold": gettext_lazy(
                "Only a cold-climate model heats at %(design)s; others help on mild days."
            ),
            "cold_beside_split": _NO_HEATER,
            "heating": _WINDOW_FITS,
            "cooling": _WINDOW_FITS,
        },
        not_only_heat=gettext_lazy(
            "are window units, which must not be the only heat at %(design)s"
        ),
        wanted_figures=(
            *("heating_min_btu_47f", "heating_btu_47f", "min_operating_f", "ceer"),
            *("sound_indoor_min_db", "voltage", "window_min_in", "window_max_in", "window_fit"),
            *("weight_lb", "warranty_parts_years"),
        ),
    ),
    "portable": TypeWords(
        name=gettext_lazy("Portable"),
        plural=gettext_lazy("Portables"),
        in_plain=gettext_lazy("stands on the floor, hose to a window"),
        in_sentence=gettext_lazy("portable heat pump"),
        in_admin=gettext_lazy("portable"),
        in_article=r"portables?\b",
        upkeep=gettext_lazy("Portable upkeep"),
        life=gettext_lazy("Portable lifetime"),
        care_calendar=gettext_lazy("Portable care calendar"),
        smallest=gettext_lazy(
            "No federal test measures the heat of a portable. The nameplate here is the SACC, not"
            " the larger figure on the box."
        ),
        price_groups={"": gettext_lazy("portables")},
        verdicts={
            "no_window": gettext_lazy("It needs a window that opens."),
            "cold": gettext_lazy("It gives no useful heat at %(design)s, and draws cold air in."),
            "cold_beside_split": gettext_lazy(
                "At %(design)s it gives no useful heat, and a mini-split can be put in."
            ),
            "heating": gettext_lazy("It can do in this mild winter, but is loud and draws air in."),
            "cooling": gettext_lazy("It cools where nothing else may be put in; it is loud."),
        },
        cannot_heat=gettext_lazy("are portables, which cannot heat this room through its winter"),
        wanted_figures=(
            *("heating_btu_47f", "min_operating_f", "hose", "sound_indoor_min_db", "voltage"),
            *("weight_lb", "warranty_parts_years"),
        ),
    ),
    "through_wall": TypeWords(
        name=gettext_lazy("Through-wall unit"),
        plural=gettext_lazy("Through-wall units"),
        in_plain=gettext_lazy("one box in a sleeve through the outside wall"),
        in_sentence=gettext_lazy("through-wall heat pump"),
        in_admin=gettext_lazy("through-wall unit"),
        in_article=r"through[\s-](?:the[\s-])?wall|\bPT(?:HP|AC)s?\b|packaged terminal",
        upkeep=gettext_lazy("Through-wall unit upkeep"),
        life=gettext_lazy("Through-wall unit lifetime"),
        care_calendar=gettext_lazy("Through-wall unit care calendar"),
        smallest=gettext_lazy(
            "Only units with a heat pump (PTHP). A “PTAC” without one heats with electric"
            " resistance. Few of them are listed: for most we have no figures with a source."
        ),
        price_groups={"": gettext_lazy("through-wall units")},
        verdicts={
            "no_place": gettext_lazy(
                "It needs an opening of about %(sleeve)s in an outside wall above the ground."
            ),
            "beside_split": gettext_lazy(
                "It can do, with an opening of about %(sleeve)s in the wall; a mini-split, which"
                " can be put in, keeps its compressor outside."
            ),
            "cold_beside_split": _NO_HEATER,
            "cold": gettext_lazy(
                "It needs no outdoor unit, but an opening of about %(sleeve)s in the wall, and at"
                " %(design)s most heat by resistance, or not at all."
            ),
            "heating": _IN_A_SLEEVE,
            "cooling": _IN_A_SLEEVE,
        },
        wanted_figures=(
            *("heating_btu_47f", "min_operating_f", "ceer", "sound_indoor_min_db", "voltage"),
            *("min_circuit_amps", "width_in", "height_in", "warranty_parts_years"),
        ),
    ),
}

TYPE_NAMES: dict[str, Text] = {key: words.name for key, words in WORDS.items()}
TYPES_MANY: dict[str, Text] = {key: words.plural for key, words in WORDS.items()}


def shown_number(model: str) -> str:
    """A model number without the places that a certificate leaves open.

    >>> shown_number("AWGP08W**#"), shown_number("MSZ-FX06NL / MUZ-FX06NLHZ")
    ('AWGP08W…', 'MSZ-FX06NL / MUZ-FX06NLHZ')
    >>> shown_number("AST-12UW3SXE**01")
    'AST-12UW3SXE…01'
    """
    return " / ".join(_closed(half) for half in model.split(" / "))


def one_end(sentence: str) -> str:
    """A sentence that ends with a number cut short, without a second mark.

    >>> one_end("Equal: GE AWGP08W….")
    'Equal: GE AWGP08W…'
    """
    return sentence.replace("….", "…")


def telling_number(model: str, others: Sequence[str]) -> str:
    """The half of a model number that tells it from the ``others``, the indoor one where that does.

    >>> telling_number("LAN090HYV1 / LAU090HYV1", ["LAN120HYV1 / LAU120HYV1"])
    'LAN090HYV1'
    >>> telling_number("MSZ-FS06NA / MUZ-FS06NA", ["MSZ-FS06NA / MUZ-FS06NAH"])
    'MUZ-FS06NA'
    """
    for half in (0, -1):
        number = shown_number(model.split(" / ")[half])
        if all(number != shown_number(other.split(" / ")[half]) for other in others):
            return number
    return shown_number(model)


def _closed(number: str) -> str:
    return re.sub(r"(?:[*#]|-{2,})+", "…", number.rstrip("-"))
