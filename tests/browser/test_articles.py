"""From an article into the advisor, in a real browser: by link and in a frame of another site."""

import http.server
import json
import math
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from advisor.articles import embed_kit, presets
from advisor.models import EmbedSite, Preset
from advisor.pages.shared.frame_code import frame_tag, height_script
from advisor.questions.definitions import STEP_OF

pytestmark = pytest.mark.slow

SHIPPED = json.loads(presets.FILE.read_text())["presets"]
MARK = "From the article"


def prefilled_answers(preset: dict[str, str]) -> list[tuple[str, str]]:
    return parse_qsl(preset["answers"])


def control(page: Page, name: str, value: str) -> str:
    """What the control of an answer holds: its value where it is chosen or typed."""
    choice = page.locator(f"#id-{name}-{value}")
    if choice.count():
        return value if choice.is_checked() else ""
    ranked = page.locator(f"#id-{name}-1")
    return (ranked if ranked.count() else page.locator(f"#id-{name}")).input_value()


def check_landing(page: Page, preset: dict[str, str]) -> None:
    """Each answer of the preset is named as the article's, and its link leads to its control."""
    page.goto(f"/go/{preset['code']}/?from=an-article&slot=intro")
    landed = page.url
    assert parse_qs(urlsplit(landed).query)["from"] == ["an-article"]
    answers = prefilled_answers(preset)
    if not answers:
        expect(page.get_by_text(MARK)).to_have_count(0)
    for name, text in answers:
        page.goto(landed)
        expect(page.get_by_text(MARK).first).to_be_visible()
        if page.locator(f"#q-{name}").count() == 0:
            page.locator(f'.brought a[href$="#q-{name}"]').click()
            page.wait_for_url(f"**edit={STEP_OF[name].key}**")
        question = page.locator(f"#q-{name}")
        expect(question.get_by_text(MARK)).to_be_visible()
        for value in text.split(","):
            assert control(page, name, value) == value
            assert page.locator(f"#q-{name} input:enabled, #q-{name} select:enabled").count()


@pytest.mark.parametrize("preset", SHIPPED, ids=lambda preset: preset["code"])
def test_each_preset_lands_with_its_answers_marked_and_changeable(
    walker: Page, preset: dict[str, str]
) -> None:
    check_landing(walker, preset)
    assert walker.context.cookies() == []


@pytest.mark.parametrize("preset", SHIPPED, ids=lambda preset: preset["code"])
def test_each_preset_lands_so_without_javascript(
    page_without_javascript: Page, preset: dict[str, str]
) -> None:
    check_landing(page_without_javascript, preset)
    assert page_without_javascript.url.startswith("http")


def test_an_answer_of_the_article_is_the_readers_once_its_page_was_sent(page: Page) -> None:
    brought = "outdoor_unit=no&type=window,portable&prefilled=outdoor_unit,type"
    page.goto(f"/advice/?{brought}&edit=possible")
    page.locator("#id-outdoor_unit-yes").check(force=True)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector("#id-zip")
    marked = page.locator('input[name="prefilled"]').input_value()
    assert marked == "type"
    assert page.locator('input[type="hidden"][name="outdoor_unit"]').input_value() == "yes"


# At the desk


@pytest.fixture
def editors_page(page: Page, site: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Page]:
    """A page of somebody who is signed in as a content editor."""
    with django_db_blocker.unblock():
        editor = User.objects.create_superuser(username="link builder", password="x")
        client = Client()
        client.force_login(editor)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        yield page
        editor.delete()


def test_a_link_is_built_from_the_questions_and_copied_with_one_click(editors_page: Page) -> None:
    page = editors_page
    page.goto("/admin/advisor/preset/build/")
    page.locator("summary", has_text="How you use it").click()
    page.locator("#id-goal-cooling").check()
    page.get_by_role("button", name="See what it leads to").click()
    expect(page.locator(".built code")).to_have_text("goal=cooling")
    page.get_by_role("link", name="Get the link").click()
    page.get_by_label("Spot in the article").fill("takeaway")
    page.get_by_role("button", name="Build the link").click()
    short = page.locator("#copy-short")
    expect(short).to_have_value(re.compile(r"/go/room-size/\?slot=takeaway$"))
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    chosen = short.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == short.input_value()


# In a frame of another site


@dataclass
class Article:
    """A page on another origin with our frame in it; ``body`` is what it serves."""

    address: str
    site: str
    body: str = ""
    troubles: list[str] = field(default_factory=list)

    def embed(self, code: str, *, sandbox: str | None, script: bool = True) -> None:
        rule = "" if sandbox is None else f'sandbox="{sandbox}"'
        tag = f'<script src="{self.site}/embed.js"></script>' if script else ""
        self.body = (
            '<!doctype html><html lang="en"><title>An article</title><h1>An article</h1>'
            f'<iframe id="f" title="Room check" width="600" height="300" {rule}'
            f' src="{self.site}/embed/{code}/?from=an-article&slot=box"></iframe>{tag}'
        )


@pytest.fixture
def article(site: str, settings: Settings, django_db_blocker: DjangoDbBlocker) -> Iterator[Article]:
    """An article on another origin, whose site may frame every preset of ours at ``SITE_URL``."""
    settings.SITE_URL = site

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(here.body.encode())

        def log_message(self, *_words: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("localhost", 0), Handler)
    here = Article(address=f"http://localhost:{server.server_port}/an-article/", site=site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with django_db_blocker.unblock():
        Preset.objects.update(sites=[f"localhost:{server.server_port}"])
        yield here
        Preset.objects.update(sites=[])
    server.shutdown()
    server.server_close()


def framed(page: Page, article: Article) -> FrameLocator:
    page.goto(article.address)
    return page.frame_locator("#f")


AS_WORDPRESS_FRAMES = "allow-scripts"


@pytest.mark.parametrize(
    ("preset", "sandbox"),
    [*((preset, AS_WORDPRESS_FRAMES) for preset in SHIPPED), (SHIPPED[0], None)],
    ids=[*(preset["code"] for preset in SHIPPED), "no sandbox"],
)
def test_each_preset_shows_its_answers_in_a_frame_and_lets_them_be_changed(
    walker: Page, article: Article, preset: dict[str, str], sandbox: str | None
) -> None:
    article.embed(preset["code"], sandbox=sandbox)
    frame = framed(walker, article)
    expect(frame.get_by_role("heading", level=1)).to_have_text(preset["title"])
    answers = prefilled_answers(preset)
    expect(frame.get_by_text("from the article", exact=True)).to_have_count(len(answers))
    for name, _value in answers:
        frame.locator(f'.chips a[href*="edit={name}"]').click()
        again = frame.locator(f'.picks a[href*="{name}="], input[name="{name}"]')
        expect(again.nth(1)).to_be_visible()
        walker.goto(article.address)
    assert walker.context.cookies() == []


def test_a_frame_that_may_only_run_scripts_leads_to_the_verdict_and_out_of_the_frame(
    page: Page, article: Article
) -> None:
    article.embed("smallest", sandbox="allow-scripts")
    frame = framed(page, article)
    frame.get_by_role("link", name="Bedroom").click()
    frame.get_by_role("link", name="120 sq ft").click()
    zip_code = frame.get_by_role("textbox", name="ZIP")  # the page before it asks for an area
    zip_code.fill("02130")
    with page.expect_response(lambda response: "zip=02130" in response.url):
        zip_code.press("Enter")
    expect(frame.locator(".verdict h2")).to_be_visible()
    inside = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
    expect(page.locator("#f")).to_have_attribute("height", str(math.ceil(inside) + 2))
    frame.get_by_role("link", name="See the full answer").click()
    page.wait_for_url("**/advice/results/**")
    assert "from=an-article" in page.url
    expect(page.locator("h1")).to_be_visible()


def test_a_frame_shows_no_field_before_it_can_send_what_is_typed(
    page: Page, article: Article
) -> None:
    """Such a frame may not send a form itself, and Enter would do nothing."""
    held: list[Route] = []
    page.route("**/static/js/framed.js", lambda route: held.insert(0, route))
    with page.expect_request("**/static/js/framed.js"):
        page.goto(f"{article.site}/embed/smallest/?space=bedroom&area=120", wait_until="commit")
    once_more = "fetch(location.href).then(() => document.readyState)"  # time enough to read on
    assert page.evaluate(once_more) == "loading"
    expect(page.get_by_role("textbox", name="ZIP")).to_have_count(0)
    held[0].continue_()
    expect(page.get_by_role("textbox", name="ZIP")).to_be_visible()


def test_a_frame_as_we_hand_it_out_opens_the_whole_answer_in_a_new_tab(
    page: Page, article: Article
) -> None:
    article.embed(
        "smallest",
        sandbox="allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox",
    )
    frame = framed(page, article)
    with page.context.expect_page():
        frame.locator(".onward a").click()
    frame.get_by_role("link", name="Bedroom").click()
    expect(frame.get_by_role("link", name="120 sq ft")).to_be_visible()  # the page after it
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Continue in the advisor").click()
    tab = opened.value
    tab.wait_for_load_state()
    assert "space=bedroom" in tab.url
    expect(tab.locator("h1")).to_be_visible()
    assert page.url == article.address


def test_a_frame_without_any_script_asks_by_links_and_names_its_address(
    page: Page, article: Article
) -> None:
    article.embed("smallest", sandbox="", script=False)
    frame = framed(page, article)
    frame.get_by_role("link", name="Bedroom").click()
    frame.get_by_role("link", name="120 sq ft").click()
    expect(frame.locator("#asked")).to_contain_text("ZIP code")
    expect(frame.locator(".address")).to_have_text(f"{article.site}/go/smallest/")


def test_a_window_that_is_refused_leaves_the_address_to_copy(page: Page, article: Article) -> None:
    article.embed("smallest", sandbox="allow-scripts", script=False)
    frame = framed(page, article)
    frame.locator(".onward a").click()
    expect(frame.locator("#blocked")).to_be_visible()
    expect(frame.locator("#blocked-address")).to_contain_text(f"{article.site}/")
    assert page.url == article.address


def test_a_site_that_is_not_on_the_list_gets_no_frame(page: Page, article: Article) -> None:
    Preset.objects.update(sites=["blog.example"])
    article.embed("smallest", sandbox=None)
    with page.expect_console_message(lambda message: "frame" in message.text) as refused:
        page.goto(article.address)
    assert "https://blog.example" in refused.value.text.split("frame-ancestors")[1]


def test_no_other_page_can_be_framed(page: Page, article: Article) -> None:
    article.body = f'<iframe src="{article.site}/advice/"></iframe>'
    with page.expect_console_message(lambda message: "frame" in message.text.lower()) as refused:
        page.goto(article.address)
    assert refused.value.type == "error"


def test_the_frame_is_readable_in_both_schemes(
    browser: Browser, article: Article, accessibility_violations: Callable[[Page], list[str]]
) -> None:
    context = browser.new_context(bypass_csp=True, locale="en-US")
    page = context.new_page()
    asked = ("", "?space=bedroom&area=120", "?space=bedroom&area=120&zip=02130")
    for path in (*(f"smallest/{query}" for query in asked), "card/msz-fs06na-muz-fs06na/"):
        page.goto(f"{article.site}/embed/{path}")
        assert accessibility_violations(page) == []
    context.close()


# As an article takes it: fluid, with events, in a site's colors

WIDTHS = (320, 360, 640, 1280)
UNIT = "msz-fs06na-muz-fs06na"
FRAMES = (
    *(f"{preset['code']}/" for preset in SHIPPED),
    *(f"{kind}/{UNIT}/" for kind in ("card", "chart", "model")),
    "smallest/?space=bedroom&area=150&zip=02130",
    "cost/?lang=es&units=metric",
)


def takes(article: Article, path: str, *, script: bool) -> None:
    """An article of one column that takes our code as it is handed out."""
    tag = str(frame_tag(src=f"{article.site}/embed/{path}", title="Room check"))
    tag = tag.replace("<iframe", '<iframe id="f"').replace(' loading="lazy"', "")
    article.body = (
        '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">'
        "<title>An article</title><style>body{margin:16px}</style><h1>An article</h1>"
        + tag
        + (str(height_script()) if script else "")
    )


SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_frame_takes_the_width_of_its_column_and_nothing_scrolls_sideways(
    walker: Page, article: Article, width: int, script: bool
) -> None:
    walker.set_viewport_size({"width": width, "height": 800})
    for path in FRAMES:
        takes(article, path, script=script)
        frame = framed(walker, article)
        expect(frame.locator("h1")).to_be_visible()
        assert walker.evaluate(SIDEWAYS) == 0, path
        inside = walker.frames[1]
        assert inside.evaluate(SIDEWAYS) == 0, path
        box = walker.locator("#f").bounding_box()
        assert box
        assert box["width"] == min(640, width - 32), path
        if script:
            body = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
            expect(walker.locator("#f")).to_have_attribute("height", str(math.ceil(body) + 2))
    walker.set_viewport_size({"width": 1280, "height": 720})


def test_a_frame_of_a_former_code_is_made_to_fit_by_its_script(
    page: Page, article: Article
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    article.embed("smallest", sandbox="allow-scripts")  # 600 px wide, as it was handed out once
    expect(framed(page, article).locator("h1")).to_be_visible()
    expect(page.locator("#f")).to_have_css("max-width", "100%")
    assert page.evaluate(SIDEWAYS) == 0


LISTEN = """
  <script>
    window.heard = [];
    for (const name of ["ready", "height", "step", "finished"]) {
      document.addEventListener(`heatpump:${name}`, ({ target, detail }) =>
        heard.push([name, target.id, detail]));
    }
  </script>
"""


def heard(page: Page, *names: str) -> list[list[object]]:
    told: list[list[object]] = page.evaluate("heard")
    return [event for event in told if event[0] in names]


@pytest.mark.parametrize("sandboxed", [True, False])
def test_the_page_around_hears_how_far_its_reader_is_and_no_answer(
    page: Page, article: Article, sandboxed: bool
) -> None:
    takes(article, "smallest/", script=True)
    article.body = article.body.replace("<h1>", f"{LISTEN}<h1>")
    if not sandboxed:
        article.body = re.sub(r' sandbox="[^"]+"', "", article.body)
    frame = framed(page, article)
    frame.get_by_role("link", name="Bedroom").click()
    frame.get_by_role("link", name="120 sq ft").click()
    zip_code = frame.get_by_role("textbox", name="ZIP")
    zip_code.fill("02130")
    zip_code.press("Enter")
    expect(frame.locator(".verdict h2")).to_be_visible()
    page.wait_for_function("heard.some(([name]) => name === 'finished')")
    steps = [event[2] for event in heard(page, "step")]
    assert steps == [
        {"frame": "smallest", "step": "space", "answered": 0},
        {"frame": "smallest", "step": "area", "answered": 1},
        {"frame": "smallest", "step": "zip", "answered": 2},
    ]
    assert len(heard(page, "ready")) == 4
    (finished,) = heard(page, "finished")
    assert finished[1] == "f"
    assert finished[2]["frame"] == "smallest"  # type: ignore[index]
    assert "02130" not in json.dumps(page.evaluate("heard"))
    assert "120" not in json.dumps(
        [event for event in page.evaluate("heard") if event[0] != "height"]
    )


def test_news_from_anybody_else_is_not_passed_on(page: Page, article: Article) -> None:
    takes(article, "smallest/", script=True)
    article.body = article.body.replace("<h1>", f"{LISTEN}<h1>")
    expect(framed(page, article).locator("h1")).to_be_visible()
    page.wait_for_function("heard.some(([name]) => name === 'ready')")
    before = page.locator("#f").get_attribute("height")
    count = len(page.evaluate("heard"))
    page.evaluate(
        """() => {
          const lie = { source: "room-heat-pump-advisor", event: "finished", detail: {} };
          postMessage(lie, "*");
          postMessage({ message: "height", value: 9 }, "*");
          const other = document.body.appendChild(document.createElement("iframe"));
          other.contentWindow.parent.postMessage(lie, "*");
        }"""
    )
    page.wait_for_timeout(300)
    assert len(page.evaluate("heard")) == count
    assert page.locator("#f").get_attribute("height") == before


def test_a_live_fact_fills_its_place_and_leaves_its_link_without_a_script(
    page: Page, page_without_javascript: Page, article: Article
) -> None:
    live, _picture, _data = embed_kit.fact_pieces("smallest", "", today=timezone.localdate())
    article.body = f'<!doctype html><html lang="en"><title>x</title><h1>x</h1>{live.text}'
    page.goto(article.address)
    expect(page.locator("[data-heat-pump-fact] table tr").first).to_be_visible()
    expect(page.locator("[data-heat-pump-fact] time")).to_have_count(1)
    page_without_javascript.goto(article.address)
    expect(page_without_javascript.locator("[data-heat-pump-fact] > a")).to_be_visible()


def test_a_frame_wears_the_colors_of_its_site_and_stays_readable(
    browser: Browser,
    article: Article,
    accessibility_violations: Callable[[Page], list[str]],
    django_db_blocker: DjangoDbBlocker,
) -> None:
    host = urlsplit(article.address).netloc
    with django_db_blocker.unblock():
        for paper, accent, size in (("#20303a", "#ffd24a", 18), ("#ffffff", "#005fcc", 15)):
            EmbedSite.objects.update_or_create(
                host=host, defaults={"paper": paper, "accent": accent, "font_px": size}
            )
            context = browser.new_context(bypass_csp=False, locale="en-US")
            page = context.new_page()
            takes(article, "window/", script=True)
            frame = framed(page, article)
            body = frame.locator("body")
            rgb = tuple(int(paper[at : at + 2], 16) for at in (1, 3, 5))
            expect(body).to_have_css("background-color", f"rgb{rgb}")
            frame.locator(".picks a").first.click()
            expect(body).to_have_css("background-color", f"rgb{rgb}")
            context.close()
            axe = browser.new_context(bypass_csp=True, locale="en-US")
            page = axe.new_page()
            for path in ("window/", f"model/{UNIT}/", f"chart/{UNIT}/", f"card/{UNIT}/"):
                page.goto(f"{article.site}/embed/{path}?site={host}")
                assert accessibility_violations(page) == [], (path, paper)
            axe.close()
        EmbedSite.objects.all().delete()


def test_a_frame_without_its_script_can_be_scrolled_to_its_end(
    page_without_javascript: Page, article: Article
) -> None:
    takes(article, "smallest/", script=False)
    page_without_javascript.set_viewport_size({"width": 360, "height": 800})
    page_without_javascript.goto(article.address)
    last = page_without_javascript.frame_locator("#f").locator(".foot-line")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
