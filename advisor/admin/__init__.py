"""The desk for everything that is not the catalogue, a module an area."""

from advisor.admin import people, reference, saved

__all__ = ["people", "reference", "saved"]
