"""People who work at the desk: roles instead of single rights, and help for a lost phone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from advisor.admin.roles import may_manage
from advisor.admin.site import remove_second_factor

admin.site.unregister(User)


@admin.register(User)
class DeskUserAdmin(UserAdmin[User]):
    list_display = ("username", "email", "is_staff", "is_superuser", "last_login")
    actions = ("without_second_factor",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (
            _("Roles"),
            {
                "description": _(
                    "Everyone who works in the admin is staff and has at least one role."
                    " Roles decide everything a person can do."
                ),
                "fields": ("is_active", "is_staff", "groups", "is_superuser"),
            },
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    filter_horizontal = ("groups",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        own = ("last_login", "date_joined")
        return own if _superuser(request) else (*own, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Actions reach what is listed: superusers are listed for superusers."""
        people = super().get_queryset(request)
        return people if _superuser(request) else people.filter(is_superuser=False)

    @admin.action(description=_("Remove two-step sign-in"), permissions=["change"])
    def without_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        people = list(queryset)
        for person in people:
            remove_second_factor(person)
        self.message_user(
            request,
            ngettext(
                "%(count)d person will sign in with a password only until a new phone is set up.",
                "%(count)d people will sign in with a password only until a new phone is set up.",
                len(people),
            )
            % {"count": len(people)},
            messages.SUCCESS,
        )


def _superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)


def _may(request: HttpRequest, other: User | None) -> bool:
    return isinstance(request.user, User) and may_manage(request.user, other)
