"""The catalogue's desk, a module an area."""

from catalog.admin import heat_pumps, history, imports

__all__ = ["heat_pumps", "history", "imports"]
