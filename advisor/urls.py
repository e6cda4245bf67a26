from django.contrib import admin
from django.urls import path

from advisor import health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("advice/", views.questions, name="questions"),
    path("advice/check/", views.check, name="check"),
    path("advice/results/", views.results, name="results"),
    path("method/", views.method, name="method"),
    path("privacy/", views.privacy, name="privacy"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
