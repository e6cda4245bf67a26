"""Random requests to the desk: every address, with values that nobody means and some that somebody
does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from tests.catalog.admin.html_form import largest_form
from tests.random_requests import HOSTILE, Ask, RequestFuzzer, addresses, encoded

SKIPPED = {"login", "logout"}
BOARDS = {
    "coverage": "catalog.change_heatpump",
    "machines": "catalog.change_heatpump",
    "stale": "catalog.change_heatpump",
    "differences": "catalog.change_heatpump",
    "contradictions": "catalog.change_heatpump",
    "documents": "advisor.change_article",
}
"""Pages over everything, and the right that opens each."""

WORDS = (
    *("1", "2", "3", "id", "pk", "code", "slug", "yes", "no", "on", "all", "live", "draft"),
    *("catalog", "advisor", "auth", "heatpump", "figure", "source", "brand", "feeditem", "user"),
    *("heat_pump", "replaced_by", "unit", "station", "groups", "mini_split", "USD", "street"),
    *("delete_selected", "publish", "retire", "enter_prices", "without_second_factor"),
    *("mark_as_none_of_ours", "2026-11-20", "12", "47", "95", "21.5", "MODEL", "csv", "day"),
)
ALWAYS = (
    *("app_label", "model_name", "field_name", "term", "page", "_to_field", "_popup"),
    *("_changelist_filters", "p", "o", "q", "e", "all", "pp", "_source_model", "_facets"),
    *("drafts", "changes", "problems", "to", "since", "by", "format", "pasted", "from", "slot"),
    *("year", "month", "day", "id", "id__exact", "id__in", "pk__gt", "seen", "lang", "units"),
    *("observed_on__year", "observed_on__month", "brand__id__exact", "status__exact", "name__in"),
    *("heat_pump__slug__regex", "type__isnull", "at__gte", "at__lt", "cold_climate__isnull"),
)
POSTED = (
    *("action", "_selected_action", "index", "select_across", "post", "_save", "_continue"),
    *("_addanother", "_saveasnew", "enter", "factor", "retailer", "observed_on", "kind", "reason"),
    *("source", "replace", "model_number", "unit", "decision", "do", "code", "look", "fix", "sure"),
    *("points-TOTAL_FORMS", "points-INITIAL_FORMS", "prices-TOTAL_FORMS", "form-TOTAL_FORMS"),
    *("form-INITIAL_FORMS", "form-0-id", "username", "password1", "is_superuser", "groups"),
)
FREE = frozenset(
    {
        *("catalog_change", "catalog_catalogversion", "advisor_referenceversion"),
        *("django_session", "django_content_type", "auth_permission"),
        *("django_otp_totp_totpdevice", "otp_totp_totpdevice", "otp_static_staticdevice"),
    }
)
"""Written by triggers, and by everyone for themselves."""


class DeskFuzzer(RequestFuzzer):
    """Requests of one signed-in person. Ask for ``skip`` where an address is too slow to be opened
    hundreds of times."""

    def __init__(self, person: User, *, seed: int, skip: tuple[str, ...] = ()) -> None:
        client = Client(raise_request_exception=False)
        client.force_login(person)
        super().__init__(client, seed=seed)
        self.person = person
        self.patterns = [
            path
            for name, path in addresses()
            if path.startswith("admin/")
            and name not in SKIPPED
            and not any(part in path for part in skip)
        ]
        self.forms: dict[str, dict[str, list[str]]] = {}
        self.keys = {
            model._meta.label_lower: [
                str(pk) for pk in model._default_manager.values_list("pk", flat=True)[:20]
            ]
            for model in admin.site._registry
        }
        self.autocompletes = [
            (*model._meta.label_lower.split("."), name)
            for model, its in admin.site._registry.items()
            for name in its.autocomplete_fields
        ]
        self.filters = {
            model._meta.label_lower: [
                f"{field.name}{lookup}"
                for field in model._meta.get_fields()
                for lookup in ("", "__exact", "__isnull", "__in", "__gte", "__year", "__id__exact")
            ]
            for model in admin.site._registry
        }
        self.models = {
            model._meta.db_table: model for model in apps.get_models(include_auto_created=True)
        }

    def next_request(self) -> Ask:
        pattern = self.chosen(self.patterns)
        path, query = self._path(pattern), encoded(self._query(pattern))
        if self.random.random() < 0.6:
            return Ask(method="GET", path=path, query=query)
        data = self._posted(path) if self.random.random() < 0.6 else self._noise(POSTED, 6)
        return Ask(method="POST", path=path, query=query, body=data)

    def wrong(self, ask: Ask, answer: Any) -> Iterator[str]:
        if answer.status_code == 200 and not self._may_see(ask.path):
            yield "was shown"

    def may_write(self, table: str) -> bool:
        if table in FREE:
            return True
        model = self.models.get(table)
        if model is None:
            return False
        if table == "django_admin_log":
            return True
        if model is User:
            return self.person.has_perm("auth.change_user")
        label, name = model._meta.app_label, model._meta.model_name
        parents = {
            "acceptedwarning": "catalog.publish_heatpump",
            "importchange": "catalog.change_importbatch",
            "importchunk": "catalog.add_importbatch",
            "presetcode": "advisor.change_preset",
            "reportsubscription": "advisor.view_article",
            "user_groups": "auth.change_user",
            "group_permissions": "auth.change_group",
            "user_user_permissions": "auth.change_user",
        }
        rights = [f"{label}.{action}_{name}" for action in ("add", "change", "delete")]
        return any(map(self.person.has_perm, [*rights, *filter(None, [parents.get(str(name))])]))

    def _may_see(self, path: str) -> bool:
        parts = path.removeprefix("/admin/").strip("/").split("/")
        if parts[0] in BOARDS:
            return self.person.has_perm(BOARDS[parts[0]])
        if len(parts) < 2 or parts[0] not in {"catalog", "advisor", "auth"}:
            return True
        rights = [
            f"{parts[0]}.{action}_{parts[1]}" for action in ("view", "add", "change", "delete")
        ]
        return any(map(self.person.has_perm, rights))

    def _path(self, pattern: str) -> str:
        model = re.match(r"admin/(\w+)/(\w+)/", pattern)
        keys = self.keys.get(f"{model[1]}.{model[2]}", []) if model else []

        def filled(match: re.Match[str]) -> str:
            if match[1] == "int":
                known = [key for key in keys if key.isdecimal()]
                return self.random.choice([*known, *known, "1", "1001", "9" * 18, "9" * 30])
            hostile = [
                value for value in HOSTILE if value and len(value) < 500 and "\r" not in value
            ]
            if keys and self.random.random() < 0.75:
                return quote(self.random.choice(keys).replace("_", "_5F"))
            return quote(self.random.choice(hostile).encode("utf-8", "replace"))

        plain = re.sub(
            r"\(\?P<\w+>[^)]*\)|\((csv\|xlsx|[\w|]+)\)",
            lambda m: (m[1] or "catalog").split("|")[0],
            pattern,
        )
        plain = plain.replace("\\.", ".").replace("^", "").replace("$", "")
        return "/" + re.sub(r"<(?:(\w+):)?\w+>", filled, plain)

    def _value(self) -> str:
        pool = HOSTILE if self.random.random() < 0.6 else WORDS
        return self.random.choice(pool).encode("utf-8", "replace").decode()

    def _query(self, pattern: str) -> list[tuple[str, str]]:
        names = self.random.choices(ALWAYS, k=self.random.choice((0, 1, 1, 2, 3, 5)))
        asked = [(name, self._value()) for name in names]
        if "autocomplete" in pattern and self.random.random() < 0.8:
            field = self.random.choice(self.autocompletes)
            known = zip(("app_label", "model_name", "field_name"), field, strict=True)
            return [*known, ("term", self._value()), ("page", self._value()), *asked[:1]]
        if (model := re.match(r"admin/(\w+)/(\w+)/$", pattern)) and self.random.random() < 0.6:
            filters = self.filters.get(f"{model[1]}.{model[2]}", ["pk"])
            asked += [(self.random.choice(filters), self._value()) for _each in range(2)]
        return asked

    def _noise(self, names: tuple[str, ...], most: int) -> dict[str, Any]:
        chosen = self.random.choices(names, k=self.random.randint(1, most))
        return {
            name: [self._value() for _each in range(self.random.choice((1, 1, 1, 2)))]
            for name in chosen
        }

    def _posted(self, path: str) -> dict[str, Any]:
        """What the page's own form would send, with a few fields spoiled."""
        if path not in self.forms:
            page = self.client.get(path)
            html = page.get("Content-Type", "").startswith("text/html")
            self.forms[path] = largest_form(page.text) if html and page.status_code == 200 else {}
        sent: dict[str, Any] = dict(self.forms[path])
        if not sent:
            return self._noise(POSTED, 6)
        names = list(sent)
        for name in self.random.sample(
            names, k=min(len(names), self.random.choice((0, 1, 1, 2, 4)))
        ):
            sent[name] = [self._value()]
        if self.random.random() < 0.3:
            sent |= self._noise(POSTED, 3)
        return sent
