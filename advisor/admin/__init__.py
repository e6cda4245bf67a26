"""The desk for everything that is not the catalogue, a module an area."""

from advisor.admin import editors, people, ranking, reference, saved

__all__ = ["editors", "people", "ranking", "reference", "saved"]
