"""Records of the editors' desk: articles, presets, what readers did, and paid links.

Nothing here is an input of the advice: ``advise()`` reads none of these tables.
"""

from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CODE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SITE_PATTERN = (
    r"^(localhost(:[0-9]{2,5})?|127\.0\.0\.1(:[0-9]{2,5})?"
    r"|([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24})$"
)
"""A host name in small letters; with a port only on one's own machine, for a try."""

WWW = "www."


def bare_host(host: str) -> str:
    """``www.example.com`` and ``example.com`` are one site.

    >>> bare_host("WWW.example.com"), bare_host("example.com")
    ('example.com', 'example.com')
    """
    return host.lower().removeprefix(WWW)


def address_key(address: str) -> str:
    """What two addresses of one page have in common: www or not, with or without the last slash.

    >>> address_key("https://www.example.com/smallest/?utm=1")
    'example.com/smallest'
    >>> address_key("http://example.com/smallest")
    'example.com/smallest'
    """
    parts = urlsplit(address.strip() if "//" in address else f"//{address.strip()}")
    return f"{bare_host(parts.netloc)}{parts.path.rstrip('/')}" if parts.netloc else ""


class Article(models.Model):
    """An article of a content site that links to the advisor."""

    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_(
            "Used in links as ?from=…, and the article’s numbers are stored under it. Do not"
            " change it once it is in use."
        ),
    )
    title = models.CharField(_("title"), max_length=160)
    address = models.URLField(
        _("address"),
        max_length=300,
        blank=True,
        help_text=_("With or without www. Both count as the same article."),
    )
    address_key = models.CharField(max_length=300, blank=True, editable=False)
    proposed = models.BooleanField(
        _("proposed"),
        default=False,
        help_text=_("Not written yet, so a missing address is not reported."),
    )
    preset = models.ForeignKey(
        "Preset",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("its preset"),
        help_text=_("Whose page answers this article’s question. Links to it are offered here."),
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor"),
        help_text=_("Who looks after it. Blank: every content editor."),
    )
    from_files = models.BooleanField(default=False, editable=False)

    # What the content check saw when it last looked at the address.
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    check_status = models.PositiveSmallIntegerField(_("status code"), null=True, editable=False)
    check_note = models.CharField(_("check result"), max_length=300, blank=True, editable=False)
    moved_to = models.URLField(_("moved to"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering: ClassVar = ["slug", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["address_key"],
                condition=~Q(address_key=""),
                name="article_address_unique",
                violation_error_message=_("Another article already has this address."),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def save(self, **options: object) -> None:
        self.address_key = address_key(self.address)
        super().save(**options)  # type: ignore[arg-type]

    def clean(self) -> None:
        self.address_key = address_key(self.address)


class Landing(models.TextChoices):
    """The pages where a preset may land; ``advisor.articles.presets`` knows their addresses."""

    HOME = "home", _("home page")
    QUESTIONS = "questions", _("questions")
    RESULTS = "results", _("results")
    SMALLEST = "smallest", _("smallest heat pumps")
    DECODE = "decode", _("model-number decoder")
    GUIDE = "guide", _("a guide")


class Preset(models.Model):
    """A set of answers under a stable code: ``/go/<code>/`` and ``/embed/<code>/``."""

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(CODE_PATTERN, _("Lowercase letters, digits, and hyphens."))],
        help_text=_(
            "Used in the address /go/<code>/. An old code keeps working after you rename it."
        ),
    )
    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("The heading that readers see above the embedded wizard."),
    )
    wording = models.CharField(
        _("link text"), max_length=120, help_text=_("Example: “Find the smallest for my room”.")
    )
    lead = models.CharField(
        _("lead"), max_length=300, blank=True, help_text=_("One sentence below the title.")
    )
    meaning = models.TextField(
        _("notes for editors"),
        blank=True,
        help_text=_(
            "What the preset is for and what the article can promise. Readers do not see this."
        ),
    )
    answers = models.CharField(
        _("answers"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Written as in the address: goal=cooling&space=bedroom. Never include a ZIP code."
        ),
    )
    landing = models.CharField(
        _("landing page"), max_length=12, choices=Landing, default=Landing.QUESTIONS
    )
    landing_part = models.CharField(
        _("part of the page"),
        max_length=60,
        blank=True,
        help_text=_(
            "For questions, the step to start with, such as possible. For a guide, its"
            " slug. If blank, the landing page decides."
        ),
    )
    opens = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("answers a link can set"),
        default=list,
        blank=True,
        help_text=_("Separate with commas: brand, type. Anything else in a link is ignored."),
    )
    asks = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("questions in the embedded wizard"),
        default=list,
        blank=True,
        help_text=_("Separate with commas, in order: space, area, zip."),
    )
    sites = ArrayField(
        models.CharField(
            max_length=120,
            validators=[RegexValidator(SITE_PATTERN, _("A host name such as example.com."))],
        ),
        verbose_name=_("sites that can embed it"),
        default=list,
        blank=True,
        help_text=_("Host names separated by commas: example.com. www. is included."),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    from_files = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("preset")
        verbose_name_plural = _("presets")
        ordering: ClassVar = ["code", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=CODE_PATTERN), name="preset_code_fits_an_address"
            ),
            models.CheckConstraint(
                condition=Q(landing__in=Landing.values), name="preset_landing_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PresetCode(models.Model):
    """A code that a preset had before: it redirects for good."""

    code = models.CharField(_("former code"), max_length=40, primary_key=True)
    preset = models.ForeignKey(
        Preset, models.PROTECT, related_name="former_codes", verbose_name=_("preset")
    )

    class Meta:
        verbose_name = _("former code")
        verbose_name_plural = _("former codes")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


class DailyCount(models.Model):
    """How often something happened on one day for one article. Sums only: nobody is in here."""

    class Event(models.TextChoices):
        OPENED = "opened", _("opened")  # detail: the slot of the link
        STARTED = "started", _("started")
        ASKED = "asked", _("saw the page")  # detail: key of the step
        PASSED = "passed", _("answered the page")  # detail: key of the step
        FINISHED = "finished", _("saw the advice")
        UNSURE = "unsure", _("did not know")  # detail: name of the question
        ANSWERED = "answered", _("answered")  # detail: name=value, of a fixed choice
        CLICKED_OUT = "out", _("went to a store")  # detail: slug of the unit

    article = models.ForeignKey(Article, models.CASCADE, related_name="counts")
    day = models.DateField(_("day"))
    event = models.CharField(_("event"), max_length=8, choices=Event)
    detail = models.CharField(_("detail"), max_length=120, blank=True)
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        ordering: ClassVar = ["article_id", "day", "event", "detail", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "day", "event", "detail"], name="dailycount_one_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day} {self.event} {self.detail}"


class RetailerLink(models.Model):
    """Where a unit is sold. It never reaches the ranking: ``/out/<id>/`` alone reads it."""

    heat_pump = models.ForeignKey(
        "catalog.HeatPump",
        models.CASCADE,
        related_name="+",
        verbose_name=_("heat pump"),
    )
    retailer = models.CharField(_("store"), max_length=80)
    address = models.URLField(
        _("address"),
        max_length=500,
        validators=[RegexValidator(r"^https://", _("An address that starts with https://."))],
    )
    pays = models.BooleanField(
        _("pays a commission"),
        default=True,
        help_text=_("If checked, the page says so next to the link. It never changes the order."),
    )
    shown = models.BooleanField(_("shown"), default=True)

    class Meta:
        verbose_name = _("store link")
        verbose_name_plural = _("store links")
        ordering: ClassVar = ["heat_pump_id", "retailer", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["heat_pump", "retailer"], name="retailerlink_one_per_shop"
            ),
            models.CheckConstraint(
                condition=Q(address__startswith="https://"), name="retailerlink_is_https"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.retailer}: {self.heat_pump_id}"
