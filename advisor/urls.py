from django.contrib import admin
from django.urls import path

from advisor.articles import frame_views, report_feed
from advisor.articles import views as article_views
from advisor.operations import health, metrics
from advisor.pages.about import views as about_views
from advisor.pages.api import views as api_views
from advisor.pages.catalog import views as catalog_views
from advisor.pages.catalog.card_view import card
from advisor.pages.compare import views as compare_views
from advisor.pages.guides import views as guide_views
from advisor.pages.quote import views as quote_views
from advisor.pages.results import views
from advisor.pages.saved import views as saved_views
from advisor.pages.two_rooms.views import two_rooms
from advisor.pages.wizard import views as wizard_views

urlpatterns = [
    path("", wizard_views.home, name="home"),
    path("advice/", wizard_views.questions, name="questions"),
    path("advice/ask/", wizard_views.next_question, name="ask"),
    path("advice/live/", wizard_views.live, name="live"),
    path("advice/check/", wizard_views.check, name="check"),
    path("advice/results/", views.results, name="results"),
    path("advice/results/<slug:key>/", views.part, name="results_part"),
    path("advice/unit/<slug:slug>/", views.unit, name="unit"),
    path("advice/compare/", compare_views.compare, name="compare"),
    path("advice/quote/", quote_views.quote, name="quote"),
    path("advice/two-rooms/", two_rooms, name="two_rooms"),
    path("heat-pumps/", catalog_views.heat_pumps, name="heat_pumps"),
    path("heat-pumps/smallest/", catalog_views.smallest, name="smallest"),
    path("heat-pumps/compare/", compare_views.compare_units, name="compare_units"),
    path("heat-pumps/decode/", catalog_views.decode, name="decode"),
    path("heat-pumps/<slug:brand>/", catalog_views.brand, name="brand"),
    path("heat-pumps/<slug:brand>/<slug:model>/", catalog_views.model, name="model"),
    path("heat-pumps/<slug:brand>/<slug:model>/card/", card, name="card"),
    path("data/", about_views.data, name="data"),
    path("data/units.csv", about_views.units_csv, name="units_csv"),
    path("data/units.json", about_views.units_json, name="units_json"),
    path("sitemap.xml", about_views.sitemap, name="sitemap"),
    path("api/", api_views.index, name="api"),
    path("api/advice", api_views.advice, name="api_advice"),
    path("api/heat-pumps", api_views.heat_pumps, name="api_heat_pumps"),
    path("api/openapi.json", api_views.openapi, name="openapi"),
    path("api/tool.json", api_views.tool, name="api_tool"),
    path("api/<path:rest>", api_views.unknown, name="api_unknown"),
    path("advice/brief/", saved_views.brief, name="brief"),
    path("advice/request/", saved_views.permission, name="request"),
    path("advice/care.ics", saved_views.care, name="care"),
    path("r/", saved_views.keep, name="keep"),
    path("r/<slug:code>/", saved_views.saved, name="saved"),
    path("r/<slug:code>/delete/", saved_views.forget, name="forget"),
    path("report/", saved_views.report, name="report"),
    path("go/<slug:code>/", article_views.go, name="go"),
    path("embed/<slug:code>/", frame_views.embed, name="embed"),
    path("embed/card/<slug:slug>/", frame_views.embed_unit, {"kind": "card"}, name="embed_card"),
    path("embed/chart/<slug:slug>/", frame_views.embed_unit, {"kind": "chart"}, name="embed_chart"),
    path("embed/model/<slug:slug>/", frame_views.embed_unit, {"kind": "model"}, name="embed_model"),
    path("embed/style/<str:host>.css", frame_views.embed_style, name="embed_style"),
    path("embed.js", article_views.embed_script, name="embed_script"),
    path("out/<int:pk>/", article_views.out, name="out"),
    path("oembed/", article_views.oembed, name="oembed"),
    path("reports/<slug:token>/", report_feed.report_feed, name="report_feed"),
    path("snippet/<slug:name>/", article_views.snippet, name="snippet"),
    path("snippet/<slug:name>.<slug:shape>", article_views.snippet, name="snippet_file"),
    path("styleguide/", about_views.styleguide, name="styleguide"),
    path("guides/", guide_views.guides, name="guides"),
    path("guides/who-pays/", guide_views.guide, {"slug": "who-pays"}, name="funding"),
    path("guides/<slug:slug>/", guide_views.guide, name="guide"),
    path("glossary/", guide_views.glossary, name="glossary"),
    path("method/", about_views.method, name="method"),
    path("privacy/", about_views.privacy, name="privacy"),
    path("robots.txt", about_views.robots, name="robots"),
    path(".well-known/security.txt", about_views.security_contact, name="security_contact"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]
