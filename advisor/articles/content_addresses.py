"""Addresses of the shipped articles, formed from the content site and their slugs. Nothing is
asked for: whether an address answers is seen when somebody has it checked."""

from advisor.models import Article, ContentSite
from advisor.models.articles import address_key


def form_addresses(former: ContentSite | None = None) -> int:
    """Give every written article without an address the one of its slug; how many were formed.

    ``former``: the site as it was before. An address that was formed from it moves along; one that
    an editor entered stays, and so does an article whose address another one has already.
    """
    site = ContentSite.objects.first()
    if site is None:
        return 0
    taken = set(Article.objects.exclude(address_key="").values_list("address_key", flat=True))
    formed = 0
    for article in Article.objects.filter(proposed=False):
        was = former.address_of(article.slug) if former else ""
        address = site.address_of(article.slug)
        same_page = address_key(address) == article.address_key
        if article.address in {"", was} and (same_page or address_key(address) not in taken):
            formed += _take(article, address, same_page=same_page)
            taken.add(article.address_key)
    return formed


def _take(article: Article, address: str, *, same_page: bool) -> bool:
    """Give an article its address. With or without www. is the same page: what was seen of it still
    holds."""
    changed = article.address != address
    article.address = address
    if not same_page:
        article.checked_at = article.check_status = None
        article.check_note = article.moved_to = ""
    article.save()
    return changed
