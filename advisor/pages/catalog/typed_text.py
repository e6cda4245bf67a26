"""A text that a visitor typed, made safe to read, with a sentence for what was left out."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.formatting.numbers import number
from catalog.selection import search_key

LONGEST_TEXT = 120
SHOWN_OF_A_TEXT = 40


@dataclass(frozen=True, kw_only=True)
class TypedText:
    """``says_nothing``: there is something, but no letter or digit to look for."""

    text: str
    says_nothing: bool
    notes: tuple[str, ...]


def typed_text(given: str) -> TypedText:
    """What can be printed of the first ``LONGEST_TEXT`` characters, with single spaces."""
    # A megabyte of spaces is not worth reading either.
    start = given[: 4 * LONGEST_TEXT]
    plain = " ".join("".join(c if c.isprintable() else " " for c in start).split())
    text = plain[:LONGEST_TEXT].rstrip()
    says_nothing = bool(given.strip()) and not search_key(text)
    notes = []
    if says_nothing:
        notes.append(
            _("“%(typed)s” has no letter from A to Z and no digit to look for.")
            % {"typed": text[:SHOWN_OF_A_TEXT]}
            if text
            else _("What you typed has no letter or digit to look for.")
        )
    if len(plain) > LONGEST_TEXT or len(given) > len(start):
        notes.append(
            _("Only the first %(count)s characters were read.") % {"count": number(LONGEST_TEXT)}
        )
    return TypedText(text=text, says_nothing=says_nothing, notes=tuple(notes))
