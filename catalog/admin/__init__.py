"""The catalogue's desk, a module an area."""

from catalog.admin import heat_pumps, history

__all__ = ["heat_pumps", "history"]
