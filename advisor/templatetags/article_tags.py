"""What a page says to a reader who came by an older link."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from advisor.articles.answer_guides import AnswerFirst, answer_first
from advisor.articles.embed import Given, article_answers
from advisor.articles.embed_kit import Piece, shown_facts
from advisor.articles.oembed import describes, discovery
from advisor.articles.shop_links import ShopLink, links_of
from advisor.pages.wizard.question import QuestionPage
from advisor.questions import answer_form, renamed
from advisor.questions.labels import choice_label, short_label

register = template.Library()


@register.simple_tag
def moved_answers(request: object) -> list[str]:
    """A sentence for each answer of the address that is no longer asked as it was."""
    if not isinstance(request, HttpRequest) or request.resolver_match is None:
        return []  # the page of an error: there may be nothing to read
    asked = request.GET
    if renamed.names().isdisjoint(asked):
        return []
    given = ((name, text) for name in asked for text in asked.getlist(name))
    return [_sentence(moved) for moved in renamed.living(given)[1]]


SHOW_THEIR_OWN = frozenset({"questions", "check", "results"})


@register.simple_tag
def landed_answers(request: object) -> tuple[Given, ...]:
    """What an article's link passed to a page that is not about answers: a list, a guide."""
    if not isinstance(request, HttpRequest) or request.resolver_match is None:
        return ()
    if "prefilled" not in request.GET or request.resolver_match.view_name in SHOW_THEIR_OWN:
        return ()
    return article_answers(answer_form.read(request.GET).given)


@register.simple_tag
def article_answer(request: object) -> AnswerFirst | None:
    """On a page of questions: what answers the question that the article asked in its title."""
    if not isinstance(request, HttpRequest) or request.resolver_match is None:
        return None
    if not {"prefilled", "about"} & request.GET.keys():
        return None
    if request.resolver_match.view_name != "questions":
        return None
    return answer_first(request.GET.get("about", ""), answer_form.read(request.GET).given)


@register.simple_tag
def other_answers(page: QuestionPage) -> tuple[Given, ...]:
    """What an article's link passed that this page of questions does not ask."""
    given = dict(page.hidden)
    return article_answers(given, shown=frozenset(field.name for field in page.fields))


@register.simple_tag
def live_facts() -> tuple[Piece, ...]:
    """The live facts to copy into an article."""
    return shown_facts(today=timezone.localdate())


@register.simple_tag
def shop_links(slug: str) -> tuple[ShopLink, ...]:
    """Where a unit is sold."""
    return links_of(slug)


@register.simple_tag
def oembed_links(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """(media type, address) of what describes the open page to a site that embeds it."""
    home, match = settings.SITE_URL, request.resolver_match
    if match is None or not describes(match, request.GET):
        return ()
    return discovery(f"{home}{request.get_full_path()}", home=home)


def _sentence(moved: renamed.Moved) -> str:
    was = "=".join(moved.was)
    if moved.now is None:
        return _("The link said “%(was)s”. We no longer ask that, so we left it blank.") % {
            "was": was
        }
    name, value = moved.now
    return _(
        "The link said “%(was)s”, an old answer. We used the closest one: %(question)s, %(answer)s."
    ) % {"was": was, "question": short_label(name), "answer": choice_label(name, value)}
