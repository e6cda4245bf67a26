"""The desk for everything that is not the catalogue, a module an area."""

from advisor.admin import people, ranking, reference, saved

__all__ = ["people", "ranking", "reference", "saved"]
