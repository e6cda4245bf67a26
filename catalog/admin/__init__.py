"""The catalogue's desk, a module an area."""

from catalog.admin import change_log, heat_pumps, imports

__all__ = ["change_log", "heat_pumps", "imports"]
