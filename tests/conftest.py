"""What every test may ask for. The database is empty unless a test asks for ``real_data``.

``real_data`` and ``site`` load the reference data and the starting catalog once, for good; so
the tests that use them run after those that expect empty tables, and the ones whose transactions
are real (and empty the tables behind them) run last. Each worker of pytest-xdist does the same.
"""

import gc
import io
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal, Self, cast

import hypothesis
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

REFERENCE_COMMANDS = ("load_reference", "load_catalog")
# Chromium as root in a container, with a small /dev/shm, and without calls home.
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-accuracy",
        action="store_true",
        help="write what the reference rooms and years are measured at into advisor/data/",
    )


def _tell_contexts_of_jinja2() -> None:
    """``response.context`` of Django's client, which only hears of its own engine's templates."""
    render = Template.render

    def told(self: Template, context: dict[str, Any] | None = None, request: Any = None) -> Any:
        template_rendered.send(sender=type(self), template=self, context=context or {})
        return render(self, context, request)

    Template.render = told  # type: ignore[method-assign]


def pytest_configure() -> None:
    _tell_contexts_of_jinja2()
    hypothesis.settings.register_profile(
        "shared machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("shared machine")  # slow draws say nothing of our code
    # The sync Playwright API runs an event loop in the thread that also uses the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # A busy machine may be slow, and a test's one transaction would keep what a request has set.
    settings.DATABASE_LIMITS = {}
    settings.WHITENOISE_AUTOREFRESH = True  # looks for files when asked, not all at the start
    expect.set_options(timeout=20_000)  # a busy machine may be slow; what is true returns at once
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _phase(item: pytest.Item) -> int:
    names = getattr(item, "fixturenames", ())
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in names or (marker and marker.kwargs.get("transaction")):
        return 2
    return 1 if "loaded_data" in names else 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_phase)


def _load() -> None:
    for command in REFERENCE_COMMANDS:
        call_command(command, stdout=io.StringIO())


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,  # a database of its own for each worker
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """Always a test database. pytest-django's own makes none for a test that only asks for
    ``site``, and the data would go into the database that DATABASE_URL names."""
    with django_db_blocker.unblock():
        keep = django_db_keepdb and not django_db_createdb
        made = setup_databases(0, interactive=False, keepdb=keep, serialized_aliases=set())
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            _end_other_connections()
            teardown_databases(made, verbosity=0)


def _end_other_connections() -> None:
    """Threads of a live server keep theirs for a while, and a database in use cannot be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def no_shop_links() -> None:
    """Pages read the links to shops now and then; tests that count queries never see that."""
    from advisor.articles import shop_links

    shop_links.never_read()


class Started(datetime):
    """A clock that stands where a test began."""

    began: datetime

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cast("Self", cls.began.astimezone(tz))


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages that a test compares are of one day, at midnight too."""
    monkeypatch.setattr(Started, "began", datetime.now(tz=UTC), raising=False)
    monkeypatch.setattr("advisor.advice.setup.datetime", Started)


@pytest.fixture(scope="session")
def loaded_data(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Reference data and starting catalog, committed to the test database once."""
    with django_db_blocker.unblock():
        _load()


@pytest.fixture
def real_data(loaded_data: None, db: None) -> None:
    """Reference data and starting catalog; what the test itself writes is rolled back."""
    from advisor.models import ClimateStation

    if not ClimateStation.objects.exists():  # a test with real transactions emptied the tables
        _load()


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    """All tests post from one address: none begins with what others took of its share."""
    from advisor.operations import optional_cache

    cache.clear()
    caches["pages"].clear()
    optional_cache.try_again()


@pytest.fixture(autouse=True)
def _fresh_places() -> None:
    """A rolled back edit takes its version back, and the next one uses it again."""
    from advisor.advice import estimate
    from advisor.pages.shared import request
    from advisor.reference import costs, gazetteer, places

    gazetteer.forget(edited_only=True)
    places.forget()
    costs.forget()
    request.ROOMS.forget()
    estimate.FIRST_RANGES.forget()


@pytest.fixture(scope="session")
def site(loaded_data: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Address of a running server on the real data, e.g. ``http://localhost:54321``.

    Unlike pytest-django's ``live_server`` it leaves the tables alone: a test that writes through
    it takes its rows away again.
    """
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium (`./run test` finds or installs one), else Playwright's own."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    executable = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **executable, "args": list(BROWSER_ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], site: str) -> dict[str, Any]:
    """Pages are asked for by path: ``page.goto("/advice/")``."""
    return {**browser_context_args, "base_url": site, "locale": "en-US"}


@pytest.fixture(scope="session")
def walker(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page that goes from address to address: opening one costs more than showing one of ours."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def page_without_javascript(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Page]:
    """A page as a browser shows it that runs no script."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def accessibility_violations() -> Callable[[Page], list[str]]:
    """Function from an open page to axe's complaints: ``"dark rule: what to do (selector)"``.

    Every rule is asked in the light scheme; only the rules about color can answer otherwise in
    the dark one.
    """
    axe = Axe()
    every_rule: dict[str, Any] = {"resultTypes": ["violations"]}
    about_colour = {**every_rule, "runOnly": ["color-contrast", "link-in-text-block"]}
    schemes: tuple[tuple[Literal["light", "dark"], dict[str, Any]], ...] = (
        ("light", every_rule),
        ("dark", about_colour),
    )

    def violations(page: Page) -> list[str]:
        complaints = []
        for scheme, options in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no color on its way
            complaints += [
                f"{scheme} {rule['id']}: {rule['help']} ({' '.join(map(str, node['target']))})"
                for rule in axe.run(page, options=options).response["violations"]
                for node in rule["nodes"]
            ]
        return complaints

    return violations


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: not to be searched for cycles each time."""
    gc.collect()
    gc.freeze()
