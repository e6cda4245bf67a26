"""The desk as a site. Not in ``advisor.admin``: registering there needs the site already.

What is done here is told to be done by hand, and by whom."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.history import acting
from catalog.models import How


class DeskSite(AdminSite):
    site_header = _("Room Heat Pump Advisor")
    site_title = _("Room Heat Pump Advisor")
    index_title = _("Catalogue and reference data")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """What a page of the desk writes carries the name of who is signed in."""

        @wraps(view)
        def named(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method != "POST" or not request.user.is_authenticated:
                return view(request, *args, **kwargs)
            with acting(request.user.get_username(), how=How.HAND):
                return view(request, *args, **kwargs)

        return super().admin_view(named, cacheable)
