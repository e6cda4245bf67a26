"""The words by which an article says something that can be held against the catalog: data alone.

Patterns are tried in any case of letters. Where two could read the same words, the first one does.
"""

import re
from typing import Final

from advisor.formatting.unit_names import WORDS

NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TO: Final = r"\s*(?:-|–|—|to|and|through|up to|or)\s*"
_BTU: Final = (
    r"(?:BTUs?|B\.?T\.?U\.?|british thermal units?)(?:\s*(?:/|per|an)?\s*(?:h(?:ou)?r?)\b)?"
)


def _compiled(*patterns: str) -> re.Pattern[str]:
    """One pattern of several: any of them."""
    return re.compile("|".join(patterns), re.IGNORECASE)


AMOUNTS: Final = tuple(
    _compiled(pattern)
    for pattern in (
        (
            rf"(?:US\s?)?\$\s?(?P<low>{NUMBER})(?P<low_k>k\b)?"
            r"(?:\s*(?:(?:-|–|—|to|through|up to)\s*(?:US\s?)?\$?|(?:and|or)\s*(?:US\s?)?\$)\s?"
            rf"(?P<high>{NUMBER})(?P<high_k>k\b)?(?![\d.,]*\d)(?![\s-]*(?:[BSEHCV][A-Z]|V\b)))?"
        ),
        rf"(?P<low>{NUMBER})(?:{_TO}(?P<high>{NUMBER}))?\s*(?:US\s)?(?:dollars|bucks|USD)\b",
        rf"USD\s?(?P<low>{NUMBER})(?:{_TO}(?:USD\s?)?(?P<high>{NUMBER}))?",
    )
)
"""An amount of money or a span of two. [$]"""

OUTPUTS: Final = tuple(
    _compiled(pattern)
    for pattern in (
        (
            rf"(?P<low>{NUMBER})(?P<low_k>k\b)?(?:[\s-]*{_BTU})?{_TO}(?P<high>{NUMBER})(?P<high_k>k\b)?"
            rf"[\s-]*{_BTU}"
        ),
        rf"(?P<low>{NUMBER})(?P<low_k>k\b)?[\s-]*(?:\w+[\s-])?{_BTU}",
        (
            rf"{_BTU}(?:\s+(?:rating|range|capacity|output|size|figure)s?)?"
            rf"(?:\s*[:=]\s*|\s+(?:of|is|from|at|are|between)\s+)(?:about |around |only )?"
            rf"(?P<low>{NUMBER})(?P<low_k>k\b)?(?:{_TO}(?P<high>{NUMBER})(?P<high_k>k\b)?)?(?!\.?\d)"
        ),
        r"\b(?P<low>\d{1,2})(?P<low_k>k)\b(?:\s*(?:to|-|–)\s*(?P<high>\d{1,2})(?P<high_k>k)\b)?",
        (
            r"\b(?:from|at|sizes?(?: of)?)\s(?P<low>\d{1,2},\d00)"
            r"(?:\s*(?:to|-|–)\s*(?P<high>\d{1,2},\d00))?"
            r"(?=[\"”’]?(?:[.,;)]|$)|\s+[\"“(])"
        ),
    )
)
"""An output or a span of two. [BTU/h]"""

VOLTAGES: Final = tuple(
    _compiled(pattern)
    for pattern in (
        (
            r"\b(?P<volts>1[12][05]|208|2[2346][05])(?:\s*(?:/|-|–|to|or)\s*"
            r"(?P<other>1[12][05]|208|2[2346][05]))?[\s-]*(?:VAC|V|volts?)\b"
        ),
        (
            r"\b(?P<plug>(?:standard|ordinary|regular|normal|usual|common|typical)"
            r"(?:\s(?:household|wall|three-prong|home|US|American))*\s(?:outlet|socket|plug))\b"
        ),
        r"\b(?P<plug>household (?:wall )?(?:outlet|socket))\b",
    )
)

RATINGS: Final = {
    "seer2": _compiled(r"\bSEER[\s-]?2\b(?!\.\d)"),
    "seer": _compiled(r"\bSEER\b(?![\s-]?2\b(?!\.\d))"),
    "hspf2": _compiled(r"\bHSPF[\s-]?2\b(?!\.\d)"),
    "hspf": _compiled(r"\bHSPF\b(?![\s-]?2\b(?!\.\d))"),
    "ceer": _compiled(r"\bCEER\b"),
    "eer2": _compiled(r"\bEER[\s-]?2\b(?!\.\d)"),
    "eer": _compiled(r"\bEER\b(?![\s-]?2\b(?!\.\d))"),
}
RATING_NAMES: Final = {name: name.upper() for name in RATINGS}
OTHER_TEST: Final = {
    "seer": "seer2",
    "seer2": "seer",
    "hspf": "hspf2",
    "hspf2": "hspf",
    "eer": "eer2",
    "eer2": "eer",
}
"""The same quality by the test before and since 2023: figures of one are never of the other."""

RATING_BOUNDS: Final = (3.0, 60.0)
"""A bare number outside these is no rating. [BTU/Wh]"""

SOUNDS: Final = _compiled(rf"(?P<low>{NUMBER})\s*(?:dBA?|decibels?)\b")
TEMPERATURES: Final = _compiled(
    rf"(?:(?<!\d)(?P<sign>[-−–]|minus\s|negative\s)\s?)?(?P<low>{NUMBER})\s*(?:°\s*F\b|℉|°(?!\s*C)"
    r"|degrees(?!\s*C)(?:\sFahrenheit)?|deg\s?F)(?P<below>\sbelow(?: zero)?)?"
)
REFRIGERANTS: Final = _compiled(r"\bR-?(?P<number>32|290|410A|454B|22|407C)\b")

MINIMUM: Final = _compiled(
    r"minimum|\bmin\b|lowest|\bleast\b|as little as|as low as|low end|slowest|bottoms? out"
    r"|(?:turn|throttl|modulat|ramp|dial|slow|back|step|go|run|drop|fall|idle|coast)\w*"
    r"(?: \w+){0,4}? (?:down |back )*(?:down )?(?:to|at|of)\b"
    r"|down to|never (?:goes|drops|falls|runs) (?:lower|below|under)|no (?:lower|less) than"
    r"|not (?:go|run|drop) (?:lower|below|under)|smallest (?:output|heat)|bottom speed|gentlest"
)
MAXIMUM: Final = _compiled(
    r"maximum|\bmax\b|highest|\bmost\b|at (?:full|top)|up to|as much as|peak|tops? out|flat out"
)
HEATS: Final = _compiled(r"heat(?:s|ing|ed)?\b(?! pumps?\b)|warms?\b|winter")
COOLS: Final = _compiled(r"cool(?:s|ing|ed)?\b|summer|air.condition")
HEAT_PUMP: Final = _compiled(r"heat|reverse.cycle|warm")
LIMIT: Final = _compiled(
    r"(?:heat|work|operat|run|rated|keeps?|function|down|cold|low|stop|cut)\w*"
)

HEDGED: Final = _compiled(
    r"\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|close to|just (?:under"
    r"|over)|a little (?:under|over|more|less)|in the neighborhood of|or so)\b|~|≈"
)
UNDER: Final = _compiled(
    r"(?:under|below|less than|no more than|at most|cheaper than|within|for up to)\s*$"
)
OVER: Final = _compiled(r"(?:over|above|more than|at least|upwards? of|exceed\w*)\s*$")
NEGATED: Final = _compiled(
    r"\b(?:no|not|never|neither|nor|without|cannot|isn't|aren't|doesn't|don't|won't|can't|wasn't"
    r"|didn't|instead of|rather than)\b"
)

SALE: Final = {
    "certified": _compiled(
        r"(?:certified|listed|on) (?:by|with|on)?\s*(?:the )?energy star",
        r"energy star(?:'s)? (?:list|certified)",
        r"certified, no store",
    ),
    "unknown": _compiled(
        r"(?:not|n't|nobody) (?:known|knows?) (?:if|whether)",
        r"unclear (?:if|whether)|no store seen|no proof",
    ),
    "discontinued": _compiled(
        r"discontinued",
        r"no longer (?:\w+ )?(?:sold|made|manufactured|produced|available|offered|stocked|buy)",
        r"no longer (?:on (?:sale|the market|shelves)|in (?:production|stores|stock)|be bought)",
        r"no longer (?:sells?|makes?|offers?|ships?)",
        r"out of production|ceased production|end.of.life|not for sale|n't (?:on|for) sale",
        r"(?:off|left|gone from) the (?:market|shelves)",
        r"(?:been|was|is|were) (?:retired|withdrawn|phased out|axed|(?:pulled|dropped) from)",
        r"stopped (?:making|selling|producing)|production (?:has )?(?:ended|stopped)",
        r"(?:production|sales?) of .{0,80} (?:has|have) (?:ended|stopped)",
        r"(?:can't|cannot|can not) (?:be bought|buy|be purchased)",
        r"(?:not|isn't) (?:sold|made|available|produced) any ?(?:more|longer)",
    ),
    "archive": _compiled(
        r"(?<!than the )(?<!than an )(?<!than )(?:older|previous|earlier|outgoing) generation",
        r"is (?:the|an?) (?:outgoing|older|previous|superseded) model",
        r"(?:been|was|is) superseded|(?:been|was|is) replaced (?:by|with)",
        r"old stock|remaining stock|clear(?:ing|ance) stock",
    ),
    "on_sale": _compiled(
        r"on sale|for sale|in stock|in stores|on (?:the )?(?:store )?shelves",
        r"(?:still|currently|widely|readily) (?:being )?(?:sold|stocked)",
        r"sold (?:today|now|in stores)|stocked by",
        r"(?:stores?|retailers?) (?:\w+ )?(?:sells?|carr(?:y|ies)|stocks?|have it|has it)\b",
        r"available (?:in|at|from) (?:\w+ )?(?:stores?|shops?|retailers?)",
    ),
    "offered": _compiled(
        r"(?:still|currently|now|widely|readily|is|are) (?:\w+ )?(?:available|in production)",
        r"(?:still|currently|now|is|are) (?:\w+ )?(?:made|manufactured|produced|offered|sold)",
        r"(?:can|may|could) (?:\w+ ){0,2}(?:buy|be bought|purchase|be purchased|be ordered|get)\b",
        r"available (?:today|now|to buy|for purchase)|ready to buy|on the market",
        r"current (?:model|line|generation|lineup)|still (?:sells|makes|offers|ships)",
        r"(?:in|part of) (?:the )?(?:current|today's) (?:lineup|range|line)",
        r"brand.new|new this year",
    ),
}
"""What a sentence says of the sale. The first that is found counts: "no longer on sale" before
"on sale". Stores stand behind ``on_sale``; ``offered`` says no more than that it is made."""

YEAR: Final = _compiled(
    r"\b(?:in|since|during|of|early|late|mid|\w+day|\d{1,2},|[a-z]{3,9})[\s-]+(20\d\d)\b"
)
ROLES: Final = (
    (
        "install",
        _compiled(r"install|labor|electrician|contractor|technician|handyman|hook.?up|fitted"),
    ),
    (
        "saving",
        _compiled(r"\bsav(?:e|es|ed|ing|ings)\b|rebate|tax credit|incentive|discount|\boff\b"),
    ),
    (
        "running",
        _compiled(
            r"(?:per|a|each|every) (?:month|year|day|season|kWh|hour)|/\s?(?:kWh|mo|yr)",
            r"annual|monthly|electric(?:ity)? bill|to run\b|running cost|operating cost",
        ),
    ),
    ("list", _compiled(r"\blist(?:ed)? price|\bMSRP\b|suggested retail|\blists? (?:at|for)")),
    ("repair", _compiled(r"repair|service call|maintenance|warranty|filter|bracket|accessor")),
)
"""What an amount is for, where it is not the price of the unit."""

TYPES: Final = {kind: _compiled(each.in_article) for kind, each in WORDS.items()}
PRONOUN: Final = _compiled(
    r"\b(?:it|its|it's|(?:the|this|that|the same) (?:unit|model|machine|system|pair))\b"
)
DIFFERENCE: Final = _compiled(
    r"\s*(?:or so |of )?(?:less|more|cheaper|extra|apart|(?:high|low)er|above|below|difference"
    r"|off)\b"
)
"""Right behind a figure: it says how far apart two things are."""
