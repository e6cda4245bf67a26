"""``{% term "seer2" "SEER2" %}``: a word that leads to its entry in the glossary."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from advisor.formatting.text import Text

register = template.Library()


@register.simple_tag
def term(key: str, words: Text) -> SafeString | Text:
    """The words as a link to the entry with this anchor, the words alone without one."""
    if not key:
        return words
    language = get_language() or settings.LANGUAGE_CODE
    query = "" if language == settings.LANGUAGE_CODE else f"?lang={language}"
    return format_html(
        '<a class="term" href="{}{}#{}">{}</a>', reverse("glossary"), query, key, words
    )
