"""The catalog's desk, one module per area."""

from catalog.admin import change_log, feed_admin, heat_pump_admin, imports, record_admins

__all__ = ["change_log", "feed_admin", "heat_pump_admin", "imports", "record_admins"]
