"""The desk for everything that is not the catalogue, a module an area."""

from advisor.admin import articles_desk, people, ranking_versions, reference_data, saved_pages

__all__ = ["articles_desk", "people", "ranking_versions", "reference_data", "saved_pages"]
