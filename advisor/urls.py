from django.contrib import admin
from django.urls import path

from advisor import health, metrics
from advisor.views import about, editors, keep, wizard

urlpatterns = [
    path("", wizard.home, name="home"),
    path("advice/", wizard.questions, name="questions"),
    path("advice/check/", wizard.check, name="check"),
    path("advice/results/", wizard.results, name="results"),
    path("r/", keep.keep, name="keep"),
    path("r/<slug:code>/", keep.saved, name="saved"),
    path("r/<slug:code>/delete/", keep.forget, name="forget"),
    path("report/", keep.report, name="report"),
    path("go/<slug:code>/", editors.go, name="go"),
    path("embed/<slug:code>/", editors.embed, name="embed"),
    path("embed.js", editors.embed_script, name="embed_script"),
    path("oembed/", editors.oembed, name="oembed"),
    path("method/", about.method, name="method"),
    path("privacy/", about.privacy, name="privacy"),
    path("robots.txt", about.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]
