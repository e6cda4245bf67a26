from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AdvisorConfig(AppConfig):
    default = True
    name = "advisor"
    verbose_name = _("Advice")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from advisor.admin.roles import give_roles_their_permissions  # noqa: PLC0415  # needs the models

        post_migrate.connect(give_roles_their_permissions, dispatch_uid="roles")
        import_module("advisor.articles.shop_links")  # whose links cached pages depend on


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with our own site as its default one."""

    default = False
    default_site = "advisor.admin.site.DeskSite"

    def ready(self) -> None:
        """Register the model admins of every app, then our own.

        They are in a module of their own, so that whoever asks for the site first never imports
        them on the way: they would register with a second site.
        """
        super().ready()
        import_module("advisor.admin.registry")
