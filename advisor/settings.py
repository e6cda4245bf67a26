"""Settings, read from the environment. Nobody imports this module: use ``django.conf.settings``.

Every variable is in the README's table. A missing one that is needed stops the start with a
sentence that says what to set.
"""

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

# Django's own classes take a parameter (``ModelAdmin[HeatPump]``) only after this.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


# A server that is not there any more is noticed within seconds, whoever waits for it.
CONNECTING = {
    "connect_timeout": 2,  # seconds
    "tcp_user_timeout": 3000,  # milliseconds
    "keepalives_idle": 10,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_flag(name: str, *, default: bool) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def database_from_url(url: str, *, pooled: bool, only_read: bool) -> dict[str, object]:
    """Django's database settings for ``postgresql://user:password@host:port/name?option=value``.

    A unix socket goes into the query (``?host=%2Fvar%2Frun%2Fpostgresql``) or, percent-encoded,
    into the place of the host. ``pooled``: nothing is sent at the start that PgBouncer refuses.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql:// (PostgreSQL only).")
    options: dict[str, str] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if not pooled:
        # Who dies in the middle of a transaction does not hold its locks for long.
        session = {"idle_in_transaction_session_timeout": "300s", "tcp_keepalives_idle": "60"}
        if only_read:
            session["default_transaction_read_only"] = "on"
        given = [f"-c {name}={value}" for name, value in session.items()]
        options["options"] = " ".join((*given, options.get("options", ""))).strip()
    return {
        "ENGINE": "advisor.operations.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,  # their next piece may come from another connection
        "OPTIONS": {**CONNECTING, **options},
    }


def cache_from_url(url: str, *, key: str) -> dict[str, object]:
    """Django's settings of the cache that finished pages wait in: of each process (empty), files of
    one host (``file:///folder``), a table of the database (``db://table``), or a Redis
    (``redis://[:password@]host:port/database``, ``rediss://`` with TLS). ``key``: a Redis may
    serve others too, and whoever shares this secret shares the pages."""
    parts = urlsplit(url)
    # Pages of about 8 KB; Redis has a limit of its own.
    ours: dict[str, object] = {"TIMEOUT": 3600, "OPTIONS": {"MAX_ENTRIES": 2000}}
    if not url:
        found = "django.core.cache.backends.locmem.LocMemCache", "pages"
    elif parts.scheme == "file" and parts.path:
        found = "advisor.operations.page_files.PageFiles", unquote(parts.path)
    elif parts.scheme == "db" and parts.netloc:
        found = "django.core.cache.backends.db.DatabaseCache", parts.netloc
    elif parts.scheme in {"redis", "rediss"} and is_redis(parts):
        found = "advisor.operations.redis_pages.RedisPages", url
        mark = hashlib.sha256(f"finished pages {key}".encode()).hexdigest()[:12]
        ours = {"TIMEOUT": 3600, "KEY_PREFIX": f"advisor:{mark}"}
    else:
        raise ImproperlyConfigured(
            "CACHE_URL must be file:///folder, db://table, or redis://:password@host:port/0"
            " (rediss:// with TLS; the number of the database last)."
        )
    backend, location = found
    return {"BACKEND": backend, "LOCATION": location, **ours}


def is_redis(parts: SplitResult) -> bool:
    """Whether host, port, and number of the database can be read."""
    try:
        return bool(parts.hostname) and (parts.port or 1) > 0 and int(parts.path[1:] or 0) >= 0
    except ValueError:
        return False


DEBUG = env_flag("DEBUG", default=False)

SECRET_KEY = env("SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "Set SECRET_KEY to a long random value (or DEBUG=1 on your own machine)."
        )
    SECRET_KEY = "development only: DEBUG is on"  # noqa: S105

if not env("DATABASE_URL"):
    raise ImproperlyConfigured(
        "Set DATABASE_URL to a PostgreSQL database, for example"
        " postgresql://user:password@host/advisor. On your own machine, `./run` starts one"
        " for you."
    )
# Advice, catalog and frames go on; the desk and whatever else writes is closed.
READ_ONLY = env_flag("READ_ONLY", default=False)

# A pooler in transaction mode (PgBouncer) stands between.
DATABASE_POOLED = env_flag("DATABASE_POOLED", default=False)
DATABASES = {
    "default": database_from_url(env("DATABASE_URL"), pooled=DATABASE_POOLED, only_read=READ_ONLY)
}

# What a request waits for: for one lock, and for the database in all. [ms]
DATABASE_LIMITS = {
    "visitor": {"lock": 1500, "statement": 2400},
    "desk": {"lock": 10_000, "statement": 280_000},  # the proxy waits 300 s for the desk
}

# What the process counts by itself (posts of visitors), and the pages that it has made.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": cache_from_url(env("CACHE_URL"), key=SECRET_KEY),
}

ALLOWED_HOSTS = [h for h in env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
SITE_URL = env("SITE_URL", f"http://127.0.0.1:{env('PORT', '8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

# Which figures with a rights mark are used: see catalog/data/SOURCES.md.
CATALOG_WITH_RIGHTS = env("CATALOG_WITH_RIGHTS", "1")
if CATALOG_WITH_RIGHTS not in {"0", "1", "all"}:
    raise ImproperlyConfigured("CATALOG_WITH_RIGHTS must be 0, 1, or all.")

# Where `manage.py refresh_catalog energystar` reads; the token only raises the limit of requests.
ENERGYSTAR_ADDRESS = env("ENERGYSTAR_ADDRESS", "https://data.energystar.gov").rstrip("/")
ENERGYSTAR_TOKEN = env("ENERGYSTAR_TOKEN")

# Units of `manage.py make_synthetic_catalog` count as live: for benchmarks only.
SYNTHETIC_CATALOG = env_flag("SYNTHETIC_CATALOG", default=False)

INSTALLED_APPS = [
    "advisor",
    "catalog",
    "django_htmx",
    "advisor.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
]

MIDDLEWARE = [
    "advisor.operations.request_log.observe_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "advisor.operations.middleware.security_headers",
    "advisor.pages.shared.public_addresses.robots_header",
    "advisor.operations.database_limits.limit_requests",
    "advisor.operations.read_only.close_what_writes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "advisor.operations.middleware.language_from_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "advisor.operations.middleware.DatabaseAway",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "advisor.urls"
WSGI_APPLICATION = "advisor.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "jinja2"],
        "OPTIONS": {
            "environment": "advisor.templatetags.jinja_environment.environment",
            "context_processors": ["advisor.templatetags.jinja_environment.language_and_words"],
        },
    },
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Signing in: five wrong tries of one name from one sender, then a pause; the wider limits and whom
# they spare are in advisor/admin/throttling.py.
REQUIRE_2FA = env_flag("REQUIRE_2FA", default=False)
OTP_TOTP_ISSUER = "Room Heat Pump Advisor"
AXES_HANDLER = "advisor.admin.throttling.Attempts"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "advisor.admin.throttling.too_many_attempts"
AXES_CLIENT_IP_CALLABLE = "advisor.operations.client_address.pseudonymous_ip"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# How many proxies of our own stand before us; what they say of the sender is then believed.
TRUSTED_PROXIES = int(env("TRUSTED_PROXIES", "0") or 0)
if SITE_URL.startswith("https://") and not env("TRUSTED_PROXIES"):
    raise ImproperlyConfigured(
        "SITE_URL is https, so a proxy stands in front: set TRUSTED_PROXIES to how many there are"
        " (usually 1). Without it all visitors look like one sender, and one person who mistypes"
        " a password shuts out the others. Set 0 only if none of them names the sender."
    )

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "advisor" / "locale"]
FORMAT_MODULE_PATH = ["advisor.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
# Templates write ids and counts into addresses and hidden fields, where a separator does harm.
# For people, ``advisor.formatting.numbers`` writes one.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# The address is the state, and it is public: no cookie for visitors, only for who signs in.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Whom to tell about a weakness, in /.well-known/security.txt; without one there is no such file.
SECURITY_CONTACT = env("SECURITY_CONTACT")
if "@" in SECURITY_CONTACT and ":" not in SECURITY_CONTACT:
    SECURITY_CONTACT = f"mailto:{SECURITY_CONTACT}"
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://", "tel:")):
    raise ImproperlyConfigured("SECURITY_CONTACT must be an email or an https address.")

# What binds other names under the domain, or for years, is the operator's word.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env_flag("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env_flag("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # the two above, on purpose
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# Over https no other host of the domain can plant them.
_HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}sessionid"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}csrftoken"
KNOWN_BROWSER_COOKIE = f"{_HOST_ONLY}known-browser"
# Who leaves the desk is signed out after three hours (advisor/admin/idling.py starts them again).
SESSION_COOKIE_AGE = 3 * 3600

# A query string is never this long; an admin form with many performance points may be.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 7000

# The reports about articles go out by mail only where a server is set.
EMAIL_HOST = env("EMAIL_HOST")
EMAIL_PORT = int(env("EMAIL_PORT", "587"))
EMAIL_HOST_USER = env("EMAIL_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_PASSWORD")
EMAIL_USE_TLS = env_flag("EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", "advisor@localhost")

# One JSON object a line (advisor/operations/json_logs.py); with DEBUG plain text.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "advisor.operations.json_logs.JsonFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            **({} if DEBUG else {"formatter": "json"}),
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "advisor.operations.request_log": {"level": "WARNING" if DEBUG else "INFO"},
        # A page that is not there and the like have their line already.
        "django.request": {"level": "ERROR"},
    },
}
SLOW_QUERY_MS = 200
"""A statement that takes longer is logged, without its parameters."""

# Whoever brings this word reads /metrics; without it there is no such page.
METRICS_TOKEN = env("METRICS_TOKEN")

if env("SENTRY_DSN"):
    import sentry_sdk
    from sentry_sdk.types import Event, Hint

    def without_address(event: Event, _hint: Hint) -> Event:
        """Addresses carry answers: an error is reported without them, and without what led to
        it."""
        event.pop("request", None)
        event.pop("breadcrumbs", None)
        return event

    sentry_sdk.init(
        dsn=env("SENTRY_DSN"),
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        before_send=without_address,
    )
