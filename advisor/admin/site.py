"""The desk as a site.

What is done here is recorded as done by hand, and by whom. Signing in asks for a second factor
where one is set up, and with ``REQUIRE_2FA`` nobody works without one.
"""

from __future__ import annotations

import time
from functools import wraps
from typing import Any, Final
from urllib.parse import quote

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django_otp import login as second_factor_given
from django_otp import match_token
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from advisor.admin import idling, throttling
from catalog.history import acting
from catalog.models import How

RECOVERY_CODES: Final = 10
_KEY: Final = "second_factor_key"  # in the session, until the app has shown that it knows it


class CodeField(forms.CharField):
    """Six digits of an app, or a recovery code; spaces do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
        )
        super().__init__(widget=widget, max_length=20, **kwargs)

    def to_python(self, value: Any) -> str:
        return "".join(str(super().to_python(value) or "").split()).lower()


class SignInForm(AdminAuthenticationForm):
    """Name, password and, of who has set one up, the second factor."""

    code = CodeField(
        label=_("Code"),
        required=False,
        help_text=_(
            "Six digits from your app, or a recovery code. Leave this blank if you have not"
            " set up two-step sign-in."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        user = self.get_user()
        if user is not None and has_second_factor(user):
            self.check_code(user, str(cleaned.get("code") or ""))
        return cleaned

    def check_code(self, user: AbstractBaseUser, code: str) -> None:
        if not code:
            raise ValidationError(
                _now("This account uses two-step sign-in. Enter the code from your app too.")
            )
        with transaction.atomic():
            device = match_token(user, code)
        if device is None:
            user_login_failed.send(
                sender=__name__,
                credentials={"username": user.get_username()},
                request=self.request,
            )
            raise ValidationError(
                _now("This code is wrong or has expired. Wait for the next one and try again.")
            )
        user.otp_device = device  # type: ignore[attr-defined]  # read when the session begins


class NewAppForm(forms.Form):
    """Proof that the app knows the key."""

    code = CodeField(label=_("Code from your app"))

    def __init__(self, *args: Any, key: bytes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = key

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        told = TOTP(self.key)
        told.time = time.time()
        if not code.isdecimal() or not told.verify(int(code), tolerance=1):
            raise ValidationError(
                _now("This code is wrong. Check the clock on your phone, then try the next code.")
            )
        return code


def has_second_factor(user: Any) -> bool:
    """Whether signing in asks this account for a code. One query."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def refuse_nonsense(request: HttpRequest) -> None:
    """What no page of the desk can mean, and what would be an error deep inside of Django.

    Raises ``Http404`` or ``BadRequest`` for the character that the database has no place for;
    an empty ``_to_field`` counts as none.
    """
    if "\x00" in request.path:
        raise Http404
    for sent in (request.GET, request.POST):
        if any("\x00" in text for name in sent for text in (name, *sent.getlist(name))):
            raise BadRequest("a null character")
    for part in ("GET", "POST"):
        given = getattr(request, part).copy()
        if given.get(TO_FIELD_VAR) == "":
            del given[TO_FIELD_VAR]
            setattr(request, part, given)


def _patient(admin_class: Any, **attributes: Any) -> Any:
    from catalog.admin.form_fields import PatientForms  # noqa: PLC0415  # registers with this site

    return type(admin_class.__name__, (PatientForms, admin_class), attributes)


class DeskSite(AdminSite):
    site_header = _("Room Heat Pump Advisor")
    site_title = _("Room Heat Pump Advisor")
    index_title = _("Catalog and reference data")
    login_form = SignInForm
    login_template = "admin/sign_in.html"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Not the keys and recovery codes: they are their owner's, under /admin/two-step/."""
        if model_or_iterable in {TOTPDevice, StaticDevice}:
            return
        given = admin_class or ModelAdmin
        inlines = tuple(_patient(inline) for inline in given.inlines)
        super().register(model_or_iterable, _patient(given, inlines=inlines), **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Active staff whose second factor was given, where there is or must be one."""
        if not super().has_permission(request):
            return False
        if request.user.is_verified():  # type: ignore[union-attr]  # from the middleware
            return True
        if settings.REQUIRE_2FA:
            return False
        # Asked several times a page: the answer is kept with the request.
        if not hasattr(request, "asks_for_code"):
            request.asks_for_code = has_second_factor(request.user)  # type: ignore[attr-defined]
        return not request.asks_for_code  # type: ignore[attr-defined]

    def must_set_up(self, request: HttpRequest) -> bool:
        """Signed in, and kept out only because no second factor has been set up yet."""
        return super().has_permission(request) and not has_second_factor(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """What a page of the desk writes carries the name of who is signed in."""

        @wraps(view)
        def named(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refuse_nonsense(request)
            idling.keep_awake(request)
            if request.method != "POST" or not request.user.is_authenticated:
                return view(request, *args, **kwargs)
            with acting(request.user.get_username(), how=How.HAND):
                return view(request, *args, **kwargs)

        return super().admin_view(named, cacheable)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        from advisor.admin import boards, draft_preview  # noqa: PLC0415  # registers with this site

        return [
            path("two-step/", never_cache(self.two_step), name="two_step"),
            path("coverage/", self.admin_view(boards.coverage_board), name="coverage"),
            path("coverage/units/", self.admin_view(boards.coverage_units), name="coverage_units"),
            path(
                "preview/<int:pk>/",
                self.admin_view(draft_preview.draft_preview),
                name="preview",
            ),
            path("machines/", self.admin_view(boards.machines_board), name="machines"),
            path("documents/", self.admin_view(boards.documents_board), name="documents"),
            path("stale/", self.admin_view(boards.stale_queue), name="stale"),
            path("differences/", self.admin_view(boards.differences_board), name="differences"),
            path(
                "contradictions/",
                self.admin_view(boards.contradictions_board),
                name="contradictions",
            ),
            *super().get_urls(),
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The first page, with what waits for this person above the lists."""
        from advisor.admin.desk_home import home_parts  # noqa: PLC0415  # needs the models

        return super().index(request, {**(extra_context or {}), "home": home_parts(request)})

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        waiting = request.method == "GET" and not self.has_permission(request)
        if waiting and self.must_set_up(request):
            return redirect("admin:two_step")
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated:
            throttling.remember_browser(response, request.user.get_username())
        return response

    def two_step(self, request: HttpRequest) -> HttpResponse:
        """Set up an app as second factor, take new recovery codes, or give it up."""
        if not self.has_permission(request) and not self.must_set_up(request):
            return HttpResponseRedirect(f"{reverse('admin:login')}?next={quote(request.path)}")
        with acting(request.user.get_username(), how=How.HAND):
            if has_second_factor(request.user):
                return self._manage(request)
            return self._set_up(request)

    def _set_up(self, request: HttpRequest) -> HttpResponse:
        key = request.session.setdefault(_KEY, random_hex())
        device = TOTPDevice(user=request.user, name=_now("App"), key=key)
        form = NewAppForm(request.POST or None, key=device.bin_key)
        if request.method == "POST" and form.is_valid():
            del request.session[_KEY]
            with transaction.atomic():
                device.save()
                codes = new_recovery_codes(request.user)
            second_factor_given(request, device)
            return self._page(request, {"codes": codes, "fresh": True})
        svg = segno.make(device.config_url, error="m").svg_data_uri(scale=4, border=2)
        groups = [key_text(device)[i : i + 4] for i in range(0, len(key_text(device)), 4)]
        return self._page(request, {"form": form, "qr": svg, "key": " ".join(groups)})

    def _manage(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("do") if request.method == "POST" else ""
        if wanted == "codes":
            return self._page(request, {"codes": new_recovery_codes(request.user)})
        if wanted == "remove":
            remove_second_factor(request.user)
            messages.success(request, _now("Two-step sign-in is off."))
            return redirect("admin:two_step" if settings.REQUIRE_2FA else "admin:index")
        left = StaticToken.objects.filter(device__user=request.user).count()
        return self._page(request, {"left": left})

    def _page(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        return TemplateResponse(
            request,
            "admin/two_step.html",
            {
                **self.each_context(request),
                "title": _("Two-step sign-in"),
                "required": settings.REQUIRE_2FA,
                **context,
            },
        )


def key_text(device: TOTPDevice) -> str:
    """The key as apps take it by hand: base 32."""
    query = device.config_url.partition("secret=")[2]
    return str(query.partition("&")[0])


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Ten codes, each good for one sign-in; codes from before are worth nothing from now on."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=_now("Recovery codes"), confirmed=True)
    codes = [StaticToken.random_token() for _code in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def remove_second_factor(user: Any) -> None:
    """Sign-in asks this account for a password only."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
