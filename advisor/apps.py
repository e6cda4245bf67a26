from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class AdvisorConfig(AppConfig):
    default = True
    name = "advisor"
    verbose_name = _("Advice")
    default_auto_field = "django.db.models.BigAutoField"


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with our own site as its default one."""

    default = False
    default_site = "advisor.desk.DeskSite"
