"""How the fields of all forms of the desk are made."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db.models import Field, URLField
from django.http import HttpRequest
from django.utils.html import conditional_escape

# What a later Django does by itself: an address without a scheme is an https one.
HTTPS: dict[type[Field[Any, Any]], dict[str, Any]] = {URLField: {"assume_scheme": "https"}}


class PatientAutocomplete(AutocompleteSelect):
    """Shows a form again whatever was sent; Django's own looks up any text as a key."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        key = self.field.remote_field.model._meta.pk
        return super().optgroups(name, [each for each in value if _may_be(key, each)], attrs)


def _may_be(key: Any, value: Any) -> bool:
    try:
        key.to_python(value)
    except (ValidationError, TypeError, ValueError):
        return value in ("", None)
    return True


class PatientForms:
    """Part of every model admin and inline of the desk: ``DeskSite.register`` sees to it."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Help texts of models are text: “/go/<code>/” opens no tag."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None:
            field.help_text = conditional_escape(field.help_text)
        return field

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """No list is asked by the text of an array in its address: PostgreSQL takes no other."""
        field = next(
            (
                each
                for each in self.opts.concrete_fields  # type: ignore[attr-defined]
                if each.name == lookup.partition("__")[0]
            ),
            None,
        )
        if isinstance(field, ArrayField):
            return False
        return bool(super().lookup_allowed(lookup, value, request))  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = PatientAutocomplete(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
