from django.contrib import admin
from django.urls import path

from advisor import health, metrics
from advisor.views import about, wizard

urlpatterns = [
    path("", wizard.home, name="home"),
    path("advice/", wizard.questions, name="questions"),
    path("advice/check/", wizard.check, name="check"),
    path("advice/results/", wizard.results, name="results"),
    path("method/", about.method, name="method"),
    path("privacy/", about.privacy, name="privacy"),
    path("robots.txt", about.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]
