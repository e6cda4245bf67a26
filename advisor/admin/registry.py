"""The model admins of this app, a module an area. Importing this registers them with the desk."""

from advisor.admin import (
    articles_desk,
    contact_admin,
    content_site_admin,
    framing_sites,
    incentive_admin,
    noise_limit_admin,
    people,
    ranking_versions,
    reference_data,
    saved_pages,
    server_error_admin,
    shop_link_admin,
    tariff_admin,
)

__all__ = [
    "articles_desk",
    "contact_admin",
    "content_site_admin",
    "framing_sites",
    "incentive_admin",
    "noise_limit_admin",
    "people",
    "ranking_versions",
    "reference_data",
    "saved_pages",
    "server_error_admin",
    "shop_link_admin",
    "tariff_admin",
]
