"""How the fields of all forms of the catalog are made."""

from __future__ import annotations

from typing import Any

from django.db.models import Field, URLField

# What a later Django does by itself: an address without a scheme is an https one.
HTTPS: dict[type[Field[Any, Any]], dict[str, Any]] = {URLField: {"assume_scheme": "https"}}
