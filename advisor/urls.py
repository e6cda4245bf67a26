from django.contrib import admin
from django.urls import path

from advisor import health, metrics
from advisor.views import about, catalogue, compare, data, editors, keep, styleguide, wizard

urlpatterns = [
    path("", wizard.home, name="home"),
    path("advice/", wizard.questions, name="questions"),
    path("advice/live/", wizard.live, name="live"),
    path("advice/check/", wizard.check, name="check"),
    path("advice/results/", wizard.results, name="results"),
    path("advice/compare/", compare.compare, name="compare"),
    path("heat-pumps/", catalogue.heat_pumps, name="heat_pumps"),
    path("heat-pumps/smallest/", catalogue.smallest, name="smallest"),
    path("heat-pumps/compare/", compare.compare_units, name="compare_units"),
    path("heat-pumps/decode/", catalogue.decode, name="decode"),
    path("heat-pumps/<slug:brand>/", catalogue.brand, name="brand"),
    path("heat-pumps/<slug:brand>/<slug:model>/", catalogue.model, name="model"),
    path("data/", data.about, name="data"),
    path("data/units.csv", data.units_csv, name="units_csv"),
    path("data/units.json", data.units_json, name="units_json"),
    path("sitemap.xml", data.sitemap, name="sitemap"),
    path("r/", keep.keep, name="keep"),
    path("r/<slug:code>/", keep.saved, name="saved"),
    path("r/<slug:code>/delete/", keep.forget, name="forget"),
    path("report/", keep.report, name="report"),
    path("go/<slug:code>/", editors.go, name="go"),
    path("embed/<slug:code>/", editors.embed, name="embed"),
    path("embed.js", editors.embed_script, name="embed_script"),
    path("oembed/", editors.oembed, name="oembed"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("method/", about.method, name="method"),
    path("privacy/", about.privacy, name="privacy"),
    path("robots.txt", about.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]
