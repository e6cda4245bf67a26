"""The type of words that may still wait for the language of whoever reads them."""

from django.utils.functional import Promise

Text = str | Promise


def in_sentence(label: Text) -> str:
    """A label as it stands within a sentence: its first letter small, unless it begins with an
    abbreviation such as RV."""
    text = str(label)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
