"""Signing in to the desk: roles, the second factor, and the limit of attempts."""

import re
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import count, islice
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, RequestFactory
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from advisor.admin import throttling
from advisor.models import WrongNumber
from advisor.operations.client_address import client_address, pseudonymous_ip
from tests.factories import create_heat_pump

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/?next=/admin/"
TWO_STEP = "/admin/two-step/"


def create_person(name: str, *roles: str, **fields: Any) -> User:
    person = User.objects.create_user(name, password="right", is_staff=True, **fields)
    person.groups.set(Group.objects.filter(name__in=roles))
    return person


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sign_in(client: Client, name: str = "anna", password: str = "right", code: str = "") -> Any:
    return client.post(LOGIN, {"username": name, "password": password, "code": code})


def code_of(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key):06d}"


def set_up(client: Client) -> list[str]:
    """Turn the second factor on as a browser does; returns the recovery codes."""
    page = client.get(TWO_STEP)
    key = bytes.fromhex(client.session["second_factor_key"])
    page = client.post(TWO_STEP, {"code": f"{totp(key):06d}"})
    codes: list[str] = page.context["codes"]
    TOTPDevice.objects.update(last_t=-1)  # the same half minute serves the next sign-in
    return codes


ROLES = {
    "Catalog editor": ({"Heat pumps", "Prices", "Changes"}, {"Users", "Installation costs"}),
    "Content editor": ({"Heat pumps", "Brands"}, {"Users", "Prices", "Changes"}),
    "Publisher": ({"Heat pumps", "Installation costs", "Incentives"}, {"Users"}),
    "Administrator": ({"Heat pumps", "Installation costs", "Users"}, set()),
}


@pytest.mark.parametrize("role", ROLES)
def test_role_sees_only_what_is_its_own(role: str) -> None:
    seen, unseen = ROLES[role]
    page = signed_in(create_person("anna", role)).get("/admin/")
    listed = {
        str(model["name"]).capitalize()
        for app in page.context["app_list"]
        for model in app["models"]
    }
    assert seen <= listed
    assert unseen & listed == set()


@pytest.mark.parametrize(
    ("role", "right", "has"),
    [
        ("Content editor", "advisor.change_preset", True),
        ("Content editor", "catalog.change_heatpump", False),
        ("Catalog editor", "advisor.change_preset", False),
        ("Catalog editor", "catalog.publish_heatpump", False),
        ("Catalog editor", "catalog.delete_heatpump", False),
        ("Publisher", "catalog.publish_heatpump", True),
        ("Publisher", "auth.change_user", False),
        ("Administrator", "advisor.delete_article", True),
        ("Administrator", "catalog.delete_change", False),
    ],
)
def test_role_has_the_right(role: str, right: str, *, has: bool) -> None:
    assert create_person("anna", role).has_perm(right) is has


def test_roles_are_given_again_without_loss() -> None:
    group = Group.objects.get(name="Catalog editor")
    before = set(group.permissions.values_list("codename", flat=True))
    group.permissions.remove(group.permissions.get(codename="change_heatpump"))
    group.permissions.add(Permission.objects.get(codename="view_user"))
    call_command("migrate", verbosity=0)
    assert set(group.permissions.values_list("codename", flat=True)) == before | {"view_user"}


def test_role_of_a_former_name_keeps_its_people() -> None:
    Group.objects.filter(name="Catalog editor").update(name="Catalogue editor")
    anna = create_person("anna", "Catalogue editor")
    call_command("migrate", verbosity=0)
    assert [group.name for group in anna.groups.all()] == ["Catalog editor"]
    assert not Group.objects.filter(name="Catalogue editor").exists()


@pytest.mark.parametrize("address", ["/admin/auth/user/", "/admin/advisor/state/"])
def test_catalog_editor_gets_nothing_else(address: str) -> None:
    client = signed_in(create_person("anna", "Catalog editor"))
    assert client.get(address).status_code == 403
    assert client.get("/admin/catalog/heatpump/").status_code == 200


def test_administrator_can_neither_become_nor_touch_a_superuser() -> None:
    boss = User.objects.create_superuser("boss", password="x")
    anna = create_person("anna", "Administrator")
    client = signed_in(anna)
    assert client.get(f"/admin/auth/user/{boss.pk}/change/").status_code == 302
    page = client.get(f"/admin/auth/user/{anna.pk}/change/")
    assert "is_superuser" not in page.context["adminform"].form.fields
    action = {"action": "delete_selected", "_selected_action": [boss.pk], "post": "yes"}
    client.post("/admin/auth/user/", action)
    assert User.objects.filter(pk=boss.pk).exists()


def test_without_a_second_factor_a_password_is_enough() -> None:
    create_person("anna", "Catalog editor")
    client = Client()
    assert sign_in(client)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_set_up_shows_the_key_as_picture_and_text_under_the_strict_policy() -> None:
    client = signed_in(create_person("anna", "Catalog editor"))
    page = client.get(TWO_STEP)
    assert page.context["qr"].startswith("data:image/svg+xml")
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert re.fullmatch(r"([A-Z2-7]{4} ?)+", page.context["key"])
    assert not TOTPDevice.objects.exists()


def test_wrong_code_turns_nothing_on() -> None:
    client = signed_in(create_person("anna", "Catalog editor"))
    client.get(TWO_STEP)
    page = client.post(TWO_STEP, {"code": "000000"})
    assert "This code is wrong" in page.text
    assert not TOTPDevice.objects.exists()


def test_signing_in_asks_for_the_code_once_it_is_set_up() -> None:
    anna = create_person("anna", "Catalog editor")
    codes = set_up(signed_in(anna))
    assert len(codes) == 10
    client = Client()
    assert "Enter the code from your app too" in sign_in(client).text
    assert "This code is wrong" in sign_in(client, code="123456").text
    assert client.get("/admin/").status_code == 302
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert sign_in(client, code=code_of(TOTPDevice.objects.get()))["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_code_serves_only_once() -> None:
    anna = create_person("anna", "Catalog editor")
    set_up(signed_in(anna))
    code = code_of(TOTPDevice.objects.get())
    assert sign_in(Client(), code=code).status_code == 302
    assert sign_in(Client(), code=code).status_code == 200


def test_recovery_code_lets_in_once() -> None:
    anna = create_person("anna", "Catalog editor")
    code = set_up(signed_in(anna))[0]
    assert sign_in(Client(), code=f" {code[:4]} {code[4:].upper()}").status_code == 302
    assert sign_in(Client(), code=code).status_code == 200
    assert StaticToken.objects.count() == 9


def test_session_from_before_the_set_up_must_sign_in_again() -> None:
    anna = create_person("anna", "Catalog editor")
    elsewhere, here = signed_in(anna), signed_in(anna)
    set_up(here)
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302
    assert elsewhere.get(TWO_STEP).status_code == 302  # nor may it manage the second factor


def test_new_recovery_codes_replace_the_old_ones() -> None:
    client = signed_in(create_person("anna", "Catalog editor"))
    old = set_up(client)
    new = client.post(TWO_STEP, {"do": "codes"}).context["codes"]
    assert set(StaticToken.objects.values_list("token", flat=True)) == set(new)
    assert set(new).isdisjoint(old)


def test_second_factor_is_turned_off_by_who_has_it() -> None:
    client = signed_in(create_person("anna", "Catalog editor"))
    set_up(client)
    client.post(TWO_STEP, {"do": "remove"})
    assert not TOTPDevice.objects.exists()
    assert client.get("/admin/").status_code == 200


def test_where_it_is_required_nobody_works_before_the_set_up(settings: Settings) -> None:
    settings.REQUIRE_2FA = True
    client = signed_in(create_person("anna", "Catalog editor"))
    page = client.get("/admin/catalog/heatpump/", follow=True)
    assert page.redirect_chain[-1][0] == TWO_STEP
    assert "This site requires two-step sign-in" in page.text
    set_up(client)
    assert client.get("/admin/catalog/heatpump/").status_code == 200


def test_stranger_gets_no_set_up_page() -> None:
    assert Client().get(TWO_STEP)["Location"].startswith("/admin/login/")
    nobody = User.objects.create_user("nobody", password="x")
    assert signed_in(nobody).get(TWO_STEP).status_code == 302


def test_administrator_helps_who_lost_the_phone() -> None:
    anna = create_person("anna", "Catalog editor")
    set_up(signed_in(anna))
    helper = signed_in(create_person("berta", "Administrator"))
    action = {"action": "without_second_factor", "_selected_action": [anna.pk]}
    helper.post("/admin/auth/user/", action)
    assert sign_in(Client()).status_code == 302


def fail(client: Client, times: int, **sender: str) -> Any:
    page: Any = None
    for _time in range(times):
        page = client.post(
            LOGIN,
            {"username": "anna", "password": "wrong", "code": ""},
            **sender,  # type: ignore[arg-type]
        )
    return page


def test_fifth_wrong_password_is_answered_by_a_pause_in_words() -> None:
    create_person("anna", "Catalog editor")
    client = Client()
    assert fail(client, 4).status_code == 200
    page = fail(client, 1)
    assert page.status_code == 429
    assert "Wait 15 minutes" in page.text
    assert page["Retry-After"] == "900"
    assert sign_in(client).status_code == 429  # even the right one waits


def test_others_of_the_office_and_the_same_person_elsewhere_still_get_in() -> None:
    create_person("anna", "Catalog editor")
    create_person("berta", "Publisher")
    fail(Client(), 5)
    assert sign_in(Client(), "berta").status_code == 302
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert sign_in(elsewhere).status_code == 302


def guess(names: Iterable[str], senders: Iterable[str]) -> int:
    """One wrong try each; the last answer's status."""
    status = 0
    for name, sender in zip(names, senders, strict=False):
        told = {"username": name, "password": "wrong", "code": ""}
        status = Client(REMOTE_ADDR=sender).post(LOGIN, told).status_code
    return status


def test_a_name_that_is_guessed_from_everywhere_is_looked_at_no_more() -> None:
    create_person("anna", "Catalog editor")
    senders = (f"203.0.113.{number}" for number in count())
    assert guess(["anna"] * throttling.OF_A_NAME, senders) == 200
    assert guess(["anna"], senders) == 429
    assert guess(["berta"], senders) == 200


def test_a_sender_that_tries_many_names_is_looked_at_no_more() -> None:
    # Of IPv6 the household counts, not the address.
    senders = (f"2001:db8::{number:x}" for number in count(1))
    names = (f"name{number}" for number in count())
    assert guess(names, islice(senders, throttling.OF_A_SENDER)) == 200
    assert guess(names, islice(senders, 1)) == 429
    assert guess(names, ["2001:db8:0:1::1"]) == 200


def test_the_desk_checks_a_limited_number_of_passwords_in_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(throttling, "IN_ALL", 6)
    names = (f"name{number}" for number in count())
    senders = (f"203.0.113.{number}" for number in count())
    assert guess(islice(names, 6), senders) == 200
    assert guess(names, islice(senders, 1)) == 429


def test_a_browser_that_signed_in_before_is_not_locked_out_by_others() -> None:
    create_person("anna", "Catalog editor")
    known = Client()
    assert sign_in(known).status_code == 302
    known.post("/admin/logout/")
    guess(["anna"] * throttling.OF_A_NAME, (f"203.0.113.{number}" for number in count()))
    fail(Client(), 6)
    assert sign_in(Client()).status_code == 429  # same sender, another browser
    assert sign_in(known).status_code == 302


def test_a_known_browser_has_five_tries_of_its_own_for_its_own_name() -> None:
    create_person("anna", "Catalog editor")
    create_person("berta", "Publisher")
    known = Client()
    sign_in(known)
    known.post("/admin/logout/")
    for _try in range(5):
        cache.clear()  # another worker has a cache of its own
        fail(known, 1)
    assert sign_in(known).status_code == 429
    assert sign_in(known, "berta").status_code == 302


def test_a_forged_mark_of_a_known_browser_counts_for_nothing() -> None:
    create_person("anna", "Catalog editor")
    client = Client()
    client.cookies[settings.KNOWN_BROWSER_COOKIE] = "nonsense"
    fail(client, 5)
    assert sign_in(client).status_code == 429


def test_guessed_codes_are_counted_like_passwords() -> None:
    anna = create_person("anna", "Catalog editor")
    set_up(signed_in(anna))
    client = Client()
    for guess in range(5):
        page = sign_in(client, code=f"{guess:06d}")
    assert page.status_code == 429


def test_pause_ends(settings: Settings) -> None:
    create_person("anna", "Catalog editor")
    fail(Client(), 5)
    settings.AXES_COOLOFF_TIME = settings.AXES_COOLOFF_TIME * 0
    time.sleep(0.01)
    assert sign_in(Client()).status_code == 302


def test_attempts_keep_neither_address_nor_browser() -> None:
    fail(Client(), 1, REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Browser 1.0")
    attempt = AccessAttempt.objects.get()
    assert attempt.ip_address.startswith("fd")
    assert attempt.user_agent == ""
    assert "wrong" not in attempt.post_data


def test_forwarded_address_counts_only_with_a_stated_proxy(settings: Settings) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.9"
    )
    assert client_address(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert client_address(request) == "203.0.113.9"
    settings.TRUSTED_PROXIES = 5
    assert client_address(request) == "1.1.1.1"


@pytest.mark.parametrize("told", ["", "nonsense", "<script>", "999.1.1.1"])
def test_nonsense_in_the_header_is_no_error(settings: Settings, told: str) -> None:
    settings.TRUSTED_PROXIES = 1
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=told)
    assert client_address(request) in {"0.0.0.0", "127.0.0.1"}
    assert pseudonymous_ip(request).startswith("fd")


def test_a_sign_in_lasts_while_its_person_works_and_three_hours_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = signed_in(create_person("anna", "Catalog editor"))
    began = client.session.get_expiry_date()
    assert "sessionid" not in client.get("/admin/password_change/").cookies
    monkeypatch.setattr("advisor.admin.idling.time.time", lambda: time.monotonic() + 4_000_000_000)
    renewed = client.get("/admin/password_change/").cookies["sessionid"]
    assert renewed["max-age"] == 3 * 3600
    assert client.session.get_expiry_date() >= began
    assert "sessionid" not in client.get("/admin/password_change/").cookies  # not at every page


def test_the_desk_keeps_the_language_that_was_chosen_and_visitors_pages_do_not() -> None:
    client = signed_in(create_person("anna", "Catalog editor"))
    assert '<html lang="en' in client.get("/admin/").text
    assert "Español" in client.get("/admin/").text
    assert '<html lang="es"' in client.get("/admin/?lang=es").text
    page = client.get("/admin/catalog/heatpump/").text
    assert '<html lang="es"' in page
    assert "Seleccione" in page
    assert '<html lang="en"' in client.get("/privacy/").text
    assert '<html lang="en' in client.get("/admin/?lang=en").text
    assert '<html lang="en' in client.get("/admin/?lang=xx").text
    assert '<html lang="es"' in Client().get(f"{LOGIN}&lang=es").text


def test_visitors_still_get_no_cookie(real_data: None) -> None:
    create_heat_pump()
    assert Client().get("/").cookies == {}
    assert Client().get("/advice/").cookies == {}


SET_UP = """
import django
from django.conf import settings
settings.INSTALLED_APPS = sorted(settings.INSTALLED_APPS, key={order!r}.index)
django.setup()
from django.contrib import admin
print(type(admin.site._wrapped).__name__)
print(*sorted(model._meta.label for model in admin.site._registry))
"""


@pytest.mark.slow
def test_one_desk_holds_every_model_in_whatever_order_the_apps_are_loaded() -> None:
    apps = list(settings.INSTALLED_APPS)
    seen = set()
    for order in (apps, apps[::-1], sorted(apps, key="catalog".__ne__)):
        done = subprocess.run(
            [sys.executable, "-c", SET_UP.format(order=order)],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout)
    (text,) = seen
    assert text.startswith("DeskSite\n")
    assert {"advisor.Preset", "advisor.Incentive", "catalog.HeatPump", "auth.User"} <= set(
        text.split()
    )


@pytest.mark.parametrize(
    ("role", "may"),
    [("Catalog editor", True), ("Publisher", True), ("Content editor", False)],
)
def test_doubted_numbers_reach_who_can_correct_them(role: str, *, may: bool) -> None:
    doubt = WrongNumber.objects.create(page="/", field="SEER2", claim="22")
    client = signed_in(create_person("anna", role))
    listed = "/admin/advisor/wrongnumber/?settled__exact=0"
    assert (f'href="{listed}"' in client.get("/admin/").text) is may
    assert client.get(listed).status_code == (200 if may else 403)
    client.post(
        f"/admin/advisor/wrongnumber/{doubt.pk}/change/", {"settled": "on", "note": "Right"}
    )
    doubt.refresh_from_db()
    assert doubt.settled is may
