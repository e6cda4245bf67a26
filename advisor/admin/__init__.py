"""The desk for everything that is not the catalogue, a module an area."""

from advisor.admin import reference, saved

__all__ = ["reference", "saved"]
