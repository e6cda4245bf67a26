"""Who may do what at the desk: four groups, updated after every migration.

Rights are only ever added here, so that what an administrator granted by hand stays. Each sees
only what is its own: Django's admin lists nothing that a person may not even look at.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Q

EVERYTHING: Final = ("view", "add", "change", "delete")
KEEP: Final = ("view", "add", "change")

CATALOG_EDITOR: Final = "Catalog editor"
CONTENT_EDITOR: Final = "Content editor"
PUBLISHER: Final = "Publisher"
ADMINISTRATOR: Final = "Administrator"
FORMER_NAMES: Final = {"Catalogue editor": CATALOG_EDITOR}
"""Groups that had another name: their members move along."""

_CATALOG: Final = {
    **dict.fromkeys(("brand", "heatpump", "source"), KEEP),
    **dict.fromkeys(("performancepoint", "figure", "priceobservation"), EVERYTHING),
    "knownnumber": EVERYTHING,
    "change": ("view",),
    # Who enters an address decides what the server asks: administrators only.
    "feed": ("view",),
    "feeditem": ("view", "change"),
}
_REFERENCE: Final = {
    **dict.fromkeys(("state", "installationcost"), ("view", "change")),
    **dict.fromkeys(("incentive", "heatpumptariff", "installercontact", "noiselimit"), KEEP),
}
_WRITTEN_BY_NOBODY: Final = {"change", "catalogversion", "referenceversion", "servererror"}
_CONTENT_MODULE: Final = "advisor.models.articles"


def give_roles_their_permissions(sender: AppConfig, **_kwargs: Any) -> None:
    """After each migration: the groups, and what is new among their rights.

    Django signals every app in turn; once is enough.
    """
    if sender.label != "catalog":
        return
    tables = set(connection.introspection.table_names())
    if not {"auth_group", "auth_permission", "django_content_type"} <= tables:
        return  # a migration back to the beginning
    for label in ("advisor", "auth", "catalog"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for former, name in FORMER_NAMES.items():
        if not Group.objects.filter(name=name).exists():
            Group.objects.filter(name=former).update(name=name)
    for name, codes in permissions_of_roles().items():
        group, _created = Group.objects.get_or_create(name=name)
        wanted = Q()
        for app_label, codename in codes:
            wanted |= Q(content_type__app_label=app_label, codename=codename)
        group.permissions.add(*Permission.objects.filter(wanted))
    ContentType.objects.clear_cache()


def permissions_of_roles() -> dict[str, set[tuple[str, str]]]:
    """Role → (app, codename) of what it may do, for the models that there are today."""
    content = {
        ("advisor", f"{action}_{model._meta.model_name}")
        for model in apps.get_app_config("advisor").get_models()
        if model.__module__.startswith(_CONTENT_MODULE)
        for action in EVERYTHING
    }
    doubted = _codes("advisor", {"wrongnumber": ("view", "change")})
    editor = _codes("catalog", _CATALOG) | _imports() | doubted
    publisher = (
        editor | _codes("advisor", _REFERENCE) | {("catalog", "publish_heatpump")} | _ranking()
    )
    people = {("auth", f"{action}_{name}") for action in EVERYTHING for name in ("user", "group")}
    return {
        CATALOG_EDITOR: editor,
        CONTENT_EDITOR: content | {("catalog", "view_heatpump"), ("catalog", "view_brand")},
        PUBLISHER: publisher,
        ADMINISTRATOR: publisher | content | people | _every_model(),
    }


def _codes(app_label: str, rights: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    return {
        (app_label, f"{action}_{name}") for name, actions in rights.items() for action in actions
    }


def _imports() -> set[tuple[str, str]]:
    """Batches of the import: to look at, to start and to take back."""
    batches = _models_in("catalog.models.batches")
    return {("catalog", f"{action}_{name}") for name in batches for action in KEEP}


def _ranking() -> set[tuple[str, str]]:
    settings = _models_in("advisor.models.ranking_version")
    return {("advisor", f"{action}_{name}") for name in settings for action in ("view", "add")}


def _models_in(module: str) -> Iterable[str]:
    return [
        str(model._meta.model_name) for model in apps.get_models() if model.__module__ == module
    ]


def _every_model() -> set[tuple[str, str]]:
    def actions(model: type[models.Model]) -> tuple[str, ...]:
        return ("view",) if model._meta.model_name in _WRITTEN_BY_NOBODY else EVERYTHING

    return {
        (app_label, f"{action}_{model._meta.model_name}")
        for app_label in ("advisor", "catalog")
        for model in apps.get_app_config(app_label).get_models()
        for action in actions(model)
    }


def may_manage(person: User, other: User | None) -> bool:
    """Nobody but a superuser touches a superuser."""
    return person.is_superuser or other is None or not other.is_superuser
