"""The desk of content editors: presets that read, links to take, numbers, content check, help."""

import csv
import io
import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisor.articles import content_check, link_builder, presets, safe_fetch
from advisor.models import Article, Incentive, Preset, PresetCode, RetailerLink
from advisor.operations import article_analytics
from catalog.models import HeatPump
from tests.factories import create_heat_pump

pytestmark = pytest.mark.django_db

PRESETS = "/admin/advisor/preset/"
ARTICLES = "/admin/advisor/article/"
TODAY = date(2026, 11, 23)


@pytest.fixture
def desk() -> Client:
    presets.load()
    client = Client()
    client.force_login(User.objects.create_superuser(username="editor", password="x"))
    return client


def posted(preset: Preset, **changes: str) -> dict[str, str]:
    data = {
        name: getattr(preset, name)
        for name in ("code", "title", "wording", "lead", "meaning", "answers", "landing")
    }
    lists = {name: ",".join(getattr(preset, name)) for name in ("opens", "asks", "sites")}
    return {**data, **lists, "landing_part": preset.landing_part, **changes}


def save(desk: Client, preset_code: str, /, **changes: str) -> Any:
    preset = Preset.objects.get(code=preset_code)
    return desk.post(f"{PRESETS}{preset.pk}/change/", posted(preset, **changes))


def errors(response: Any) -> str:
    assert response.status_code == 200
    return str(response.context["adminform"].form.errors)


# Presets


def test_a_preset_is_saved_with_a_new_version_and_out_of_the_hands_of_the_file(
    desk: Client,
) -> None:
    assert save(desk, "cost", answers="area=180").status_code == 302
    preset = Preset.objects.get(code="cost")
    assert (preset.answers, preset.version, preset.from_files) == ("area=180", 2, False)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("area=12", "Floor area"),
        ("zip=02130", "never includes where someone lives"),
        ("smell=bad", "no answer with this name"),
        ("goal=fly", "That is not one of the answers"),
    ],
)
def test_answers_that_do_not_read_are_not_saved(desk: Client, answers: str, said: str) -> None:
    assert said in errors(save(desk, "cost", answers=answers))
    assert Preset.objects.get(code="cost").answers == "area=200"


def test_a_renamed_code_goes_on_working(desk: Client, client: Client) -> None:
    assert save(desk, "cost", code="running-cost").status_code == 302
    response = client.get("/go/cost/?from=a")
    assert (response.status_code, response["Location"]) == (301, "/go/running-cost/?from=a")
    assert save(desk, "running-cost", code="cost").status_code == 302
    assert client.get("/go/cost/").status_code == 302
    assert client.get("/go/running-cost/").status_code == 301


def test_a_former_code_cannot_be_taken_by_another_preset(desk: Client) -> None:
    PresetCode.objects.create(code="old", preset=Preset.objects.get(code="cost"))
    assert "old links with it still lead there" in errors(save(desk, "window", code="old"))


def test_sites_are_made_host_names(desk: Client) -> None:
    save(desk, "cost", sites="https://www.Example.com/blog/, example.com,blog.example.org")
    assert Preset.objects.get(code="cost").sites == ["example.com", "blog.example.org"]
    assert "host name" in errors(save(desk, "cost", sites="*"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("landing_part", "nowhere"),
        ("asks", "space,smell"),
        ("opens", "zip"),
        ("code", "Two Words"),
    ],
)
def test_what_no_page_knows_is_refused(desk: Client, field: str, value: str) -> None:
    assert field in errors(save(desk, "cost", **{field: value}))


def test_a_preset_is_never_deleted(desk: Client) -> None:
    pk = Preset.objects.get(code="cost").pk
    assert desk.post(f"{PRESETS}{pk}/delete/", {"post": "yes"}).status_code == 403
    assert Preset.objects.filter(pk=pk).exists()


# The link builder


def test_the_builder_asks_the_questions_of_the_pages_and_shows_the_result(
    desk: Client, real_data: None
) -> None:
    page = desk.get(f"{PRESETS}build/?zip=02130&space=bedroom&area=120&goal=cooling")
    html = page.content.decode()
    assert page.context["answers"] == "space=bedroom&area=120&goal=cooling"
    assert page.context["advice"].headline in html
    assert "Do you own or rent the home?" in html
    assert "add/?answers=space%3Dbedroom" in html.replace("&amp;", "&")


def test_the_builder_reads_a_pasted_address_and_says_what_is_wrong(
    desk: Client, real_data: None
) -> None:
    pasted = "http://localhost/advice/?space=garage&area=9"
    page = desk.get(f"{PRESETS}build/", {"pasted": pasted})
    assert page.context["answers"] == "space=garage&area=9"
    assert any("Floor area" in sentence for sentence in page.context["faults"])


def test_the_builder_finds_the_preset_with_these_answers(desk: Client) -> None:
    page = desk.get(f"{PRESETS}build/?goal=cooling")
    assert [preset.code for preset in page.context["same"]] == ["room-size"]


def test_a_new_preset_starts_with_the_answers_of_the_builder(desk: Client) -> None:
    html = desk.get(f"{PRESETS}add/?answers=goal%3Dcooling&landing=questions").content.decode()
    assert '<option value="goal=cooling" selected>' in html


def chosen(page: str, name: str) -> list[str]:
    """What the lists of a field have chosen, in their order."""
    part = re.findall(rf'<select name="{name}_\d+".*?</select>', page, re.DOTALL)
    found = [re.findall(r'<option value="([^"]*)" selected>', each) for each in part]
    return [each[0] for each in found if each]


def test_answers_landing_and_questions_are_chosen_from_lists(desk: Client) -> None:
    preset = Preset.objects.get(code="no-outdoor")
    there = f"{PRESETS}{preset.pk}/change/"
    page = desk.get(there).content.decode()
    assert chosen(page, "answers") == ["outdoor_unit=no", "type=window", "type=portable"]
    assert chosen(page, "asks") == preset.asks
    assert '<option value="no-outdoor-unit" selected>' in page
    assert 'value="zip"' not in page.partition('name="opens"')[2].partition("</fieldset>")[0]
    rows = {"answers_1": "outdoor_unit=no", "answers_2": "type=portable", "answers_3": "area="}
    rows |= {
        "answers_3_number": "250",
        "answers_4": "",
        "asks_1": "area",
        "asks_2": "",
        "asks_3": "zip",
    }
    data = {name: text for name, text in posted(preset).items() if name not in {"answers", "asks"}}
    response = desk.post(
        there, {**data, **rows, "opens": ["brand", "space"], "landing_part": "care"}
    )
    assert response.status_code == 302
    preset.refresh_from_db()
    assert dict(presets.pairs(preset.answers)) == {
        "outdoor_unit": "no",
        "type": "portable",
        "area": "250",
    }
    assert (preset.asks, preset.opens, preset.landing_part) == (
        ["area", "zip"],
        ["brand", "space"],
        "care",
    )
    assert preset.version == 2


def test_a_preset_is_seen_before_it_is_saved(desk: Client) -> None:
    preset = Preset.objects.get(code="window")
    there = f"{PRESETS}{preset.pk}/preview/"
    entered = posted(preset, title="Another title", answers="type=portable", landing_part="room")
    led = desk.post(there, {**entered, "show": "page"})
    assert led["Location"].startswith("/advice/?type=portable")
    assert "edit=room" in led["Location"]
    frame = desk.post(there, {**entered, "show": "frame"}).content.decode()
    assert "Another title" in frame
    assert "Portable" in frame
    wrong = desk.post(there, {**entered, "answers": "goal=warm", "show": "frame"})
    assert "That is not one of the answers." in wrong.content.decode()
    preset.refresh_from_db()
    assert (preset.title, preset.answers) == ("Does it fit your window?", "type=window")
    assert desk.get(there).status_code == 403
    assert desk.post(f"{PRESETS}0/preview/", posted(preset, code="brand-new")).status_code == 302


def test_each_dress_of_the_link_can_be_taken(desk: Client) -> None:
    pk = Preset.objects.get(code="window").pk
    page = desk.get(f"{PRESETS}{pk}/take/?from=how-to-clean-heat-pump-coils&slot=intro")
    texts = {piece.key: piece.text for piece in page.context["pieces"]}
    short = "/go/window/?from=how-to-clean-heat-pump-coils&slot=intro"
    assert texts["short"].endswith(short)
    assert texts["markdown"].startswith("[Check your window first](http")
    assert texts["html"].endswith('">Check your window first</a>')
    assert "<iframe" in texts["iframe"]
    assert "/embed.js" in texts["iframe"]
    assert texts["wordpress"] == f"[embed]{texts['short']}[/embed]"
    assert texts["ghost"] == texts["short"]
    assert "/oembed/?url=" in texts["oembed"]
    html = page.content.decode()
    facts = html.count('for="copy-smallest') + html.count('for="copy-prices')
    assert facts == 6
    assert html.count("data-copy=") == len(texts) + facts == html.count("readonly")
    assert "heatpump:finished" in html


# Numbers


def test_numbers_say_where_readers_left_and_what_they_did_not_know(desk: Client) -> None:
    slug = "how-to-clean-heat-pump-coils"
    for happened in (
        [("opened", "intro")],
        [("asked", "room"), ("passed", "room"), ("started", "")],
        [("asked", "shell")],
        [("asked", "shell"), ("passed", "shell")],
        [("finished", ""), ("unsure", "insulation"), ("answered", "space=bedroom")],
    ):
        article_analytics.add_counts(slug, happened)
    (row,) = desk.get(f"{ARTICLES}numbers/").context["numbers"]
    assert (row.opened, row.started, row.finished) == (1, 1, 1)
    assert row.places == "intro (1)"
    assert row.left_at == "Walls and drafts (1)"
    assert row.unsure == "50%"
    assert row.unsure_most == "Insulation (1)"
    assert row.commonest == "Room: Bedroom (1)"


def test_numbers_are_of_the_days_that_are_asked_for(desk: Client) -> None:
    today = timezone.localdate()
    article_analytics.add_counts(
        "how-to-clean-heat-pump-coils", [("opened", "")], day=today - timedelta(days=90)
    )
    assert desk.get(f"{ARTICLES}numbers/").context["numbers"] == []
    since = (today - timedelta(days=100)).isoformat()
    assert len(desk.get(f"{ARTICLES}numbers/?since={since}").context["numbers"]) == 1
    assert desk.get(f"{ARTICLES}numbers/?since=x&to=y").status_code == 200


def test_numbers_can_be_read_day_by_day(desk: Client) -> None:
    today = timezone.localdate()
    for ago in (0, 1, 1):
        day = today - timedelta(days=ago)
        article_analytics.add_counts("how-to-clean-heat-pump-coils", [("opened", "")], day=day)
    rows = desk.get(f"{ARTICLES}numbers/?by=day").context["numbers"]
    assert [(row.day, row.opened) for row in rows] == [
        (today.isoformat(), 1),
        ((today - timedelta(days=1)).isoformat(), 2),
    ]
    (whole,) = desk.get(f"{ARTICLES}numbers/").context["numbers"]
    assert (whole.day, whole.opened) == ("", 3)


@pytest.mark.parametrize("start", ["=", " =", "|", "\n="])
def test_the_csv_runs_no_formula(desk: Client, start: str) -> None:
    Article.objects.create(slug="evil", title=f'{start}HYPERLINK("http://x")')
    article_analytics.add_counts("evil", [("opened", "")])
    response = desk.get(f"{ARTICLES}numbers/?format=csv")
    assert response["Content-Type"].startswith("text/csv")
    head, row = csv.reader(io.StringIO(response.content.decode()))
    assert head == list(link_builder.COLUMNS)
    assert row[1] == f'\'{start}HYPERLINK("http://x")'


def test_numbers_take_as_many_queries_for_twenty_articles_as_for_one(desk: Client) -> None:
    from django.db import connection

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(f"{ARTICLES}numbers/")
        return len(captured)

    article_analytics.add_counts("how-to-clean-heat-pump-coils", [("opened", "")])
    one = queries()
    for index in range(20):
        Article.objects.create(slug=f"a-{index}", title="A")
        article_analytics.add_counts(f"a-{index}", [("opened", "")])
    assert queries() == one


# Content check


def kinds(name: str) -> list[str]:
    return [each.kind for each in content_check.report(TODAY) if each.name == name]


def test_what_ships_leads_somewhere(desk: Client, real_data: None) -> None:
    found = content_check.report(TODAY)
    assert [each for each in found if each.kind in {"dead", "empty", "retired"}] == []


def test_a_preset_that_leads_to_nothing_is_found(desk: Client, real_data: None) -> None:
    Preset.objects.filter(code="cost").update(answers="area=200&type=portable&features=cassette")
    assert kinds("cost") == ["empty"]
    Preset.objects.filter(code="care").update(landing_part="nowhere")
    assert kinds("care") == ["dead"]


def test_a_retired_answer_is_replaced_by_one_click(desk: Client, real_data: None) -> None:
    Preset.objects.filter(code="cost").update(answers="area=200&mode=cool")
    (finding,) = [each for each in content_check.report(TODAY) if each.name == "cost"]
    assert finding.kind == "retired"
    assert desk.post(f"{PRESETS}content-check/", {"fix": finding.fix}).status_code == 302
    assert Preset.objects.get(code="cost").answers == "area=200&goal=cooling"
    assert kinds("cost") == []


@pytest.mark.slow
def test_a_retired_model_is_replaced_by_its_successor(desk: Client, real_data: None) -> None:
    new = create_heat_pump(model_number="NEW-1")
    old = create_heat_pump(status="retired", replaced_by=new)
    Preset.objects.filter(code="cost").update(answers=f"model={old.slug}")
    (finding,) = [each for each in content_check.report(TODAY) if each.kind == "retired"]
    assert finding.fix_label == "Use NEW-1 instead"
    desk.post(f"{PRESETS}content-check/", {"fix": finding.fix})
    assert Preset.objects.get(code="cost").answers == f"model={new.slug}"
    Preset.objects.filter(code="cost").update(answers="model=nothing-of-ours")
    assert kinds("cost") == ["retired"]


def test_a_shop_link_of_a_retired_unit_is_hidden_by_one_click(
    desk: Client, real_data: None
) -> None:
    old = create_heat_pump(availability="discontinued")
    link = RetailerLink.objects.create(
        heat_pump=old, retailer="A shop", address="https://shop.example/"
    )
    (finding,) = [each for each in content_check.report(TODAY) if each.what == "store link"]
    desk.post(f"{PRESETS}content-check/", {"fix": finding.fix})
    link.refresh_from_db()
    assert not link.shown


@pytest.mark.slow
def test_an_expired_rebate_and_an_old_price_are_found(desk: Client, real_data: None) -> None:
    rebate = Incentive.objects.filter(status="open").earliest("code")
    Incentive.objects.filter(pk=rebate.pk).update(
        starts_on=None, ends_on=TODAY - timedelta(days=1), last_checked=TODAY
    )
    assert kinds(rebate.name) == ["expired"]
    assert "expired" in [
        each.kind for each in content_check.report(date(2028, 1, 1)) if each.name == "prices"
    ]


@pytest.mark.slow
def test_articles_are_told_apart_by_what_was_seen(desk: Client, real_data: None) -> None:
    seen = {
        "dead": safe_fetch.Seen(status=404, address="https://example.com/dead"),
        "moved": safe_fetch.Seen(status=200, address="https://example.com/there"),
        "away": safe_fetch.Seen(status=None, address="https://example.com/away", note="timed out"),
        "fine": safe_fetch.Seen(status=200, address="https://www.example.com/fine/"),
    }
    for slug in seen:
        Article.objects.create(slug=slug, title=slug, address=f"https://example.com/{slug}")
    assert kinds("fine") == ["unknown"]
    looked = content_check.look_at_articles(lambda address: seen[address.rsplit("/", 1)[1]])
    assert looked == 3
    assert [kinds(slug) for slug in seen] == [["dead"], ["redirected"], ["unknown"], []]
    (moved,) = [each for each in content_check.report(TODAY) if each.name == "moved"]
    desk.post(f"{PRESETS}content-check/", {"fix": moved.fix})
    assert Article.objects.get(slug="moved").address == "https://example.com/there"


def test_a_content_editor_is_offered_only_links_that_open(real_data: None) -> None:
    presets.load()
    Article.objects.create(slug="an-article", title="An article")
    Incentive.objects.filter(status="open").update(last_checked=date(2020, 1, 1))
    editor = User.objects.create_user("anna", is_staff=True)
    editor.groups.set(Group.objects.filter(name="Content editor"))
    client = Client()
    client.force_login(editor)
    page = client.get(f"{PRESETS}content-check/").text
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    offered = re.findall(r'<th scope="row">\s*<a href="([^"]+)"', table)
    assert [link for link in offered if client.get(link).status_code != 200] == []
    assert any("/article/" in link for link in offered)
    rebate = Incentive.objects.filter(status="open").earliest("code")
    assert rebate.name in table.replace("&#x27;", "'").replace("&amp;", "&")


@pytest.mark.parametrize("role", ["Content editor", "Administrator"])
def test_help_of_a_preset_opens_no_tag(role: str) -> None:
    presets.load()
    editor = User.objects.create_user("anna", is_staff=True)
    editor.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(editor)
    page = client.get(f"{PRESETS}{Preset.objects.all()[0].pk}/change/").text
    assert "/go/&lt;code&gt;/" in page
    assert "<code>" not in page


@pytest.mark.parametrize("fix", ["", "x", "preset-answers:", "preset-answers:9999999", "a:%00"])
def test_a_fix_that_is_none_changes_nothing(desk: Client, fix: str) -> None:
    before = list(Preset.objects.order_by("pk").values())
    assert desk.post(f"{PRESETS}content-check/", {"fix": fix}).status_code == 302
    assert list(Preset.objects.order_by("pk").values()) == before


def test_the_command_tells_and_exits_with_what_it_found(desk: Client, real_data: None) -> None:
    Preset.objects.filter(code="care").update(landing_part="nowhere")
    out = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("check_content", stdout=out)
    assert left.value.code == 1
    assert "dead: preset care: It points to a guide that does not exist." in out.getvalue()


@pytest.mark.slow
def test_the_content_check_is_found_under_its_former_names(desk: Client, real_data: None) -> None:
    assert desk.get(f"{PRESETS}truth/").content.count(b"content-check/") > 0
    printed = []
    for name in ("truth_report", "check_content"):
        out = io.StringIO()
        with suppress(SystemExit):
            call_command(name, stdout=out)
        printed.append(out.getvalue())
    assert printed[0] == printed[1]
    assert "to fix" in printed[0]


# Help, and who may


def test_help_names_each_preset_and_the_right_word_for_each_doubt(desk: Client) -> None:
    html = desk.get(f"{PRESETS}help/").content.decode()
    for preset in Preset.objects.all():
        assert f">{preset.code}</a>" in html
    for fact in ("S5", "S39", "S48", "S65", "S99", "S101", "S104", "S105", "S106", "S107", "S112"):
        assert fact in html
    assert "S118" in html
    assert "ended on December 31, 2025" in html


@pytest.mark.parametrize(
    "path",
    [f"{PRESETS}build/", f"{PRESETS}help/", f"{PRESETS}content-check/", f"{ARTICLES}numbers/"],
)
def test_the_desk_is_for_content_editors_only(desk: Client, real_data: None, path: str) -> None:
    user = User.objects.create_user(username="other", is_staff=True)
    client = Client()
    client.force_login(user)
    assert client.get(path).status_code == 403
    assert Client().get(path).status_code == 302
    user.groups.add(Group.objects.get(name="Content editor"))
    client.force_login(User.objects.get(pk=user.pk))
    response = client.get(path)
    assert response.status_code == 200
    assert "unsafe" not in response["Content-Security-Policy"]


def test_lists_take_as_many_queries_for_twenty_as_for_one(desk: Client) -> None:
    from django.db import connection

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(path).status_code == 200
        return len(captured)

    paths = (PRESETS, ARTICLES, "/admin/advisor/retailerlink/")
    RetailerLink.objects.create(
        heat_pump=create_heat_pump(), retailer="A", address="https://shop.example/"
    )
    one = [queries(path) for path in paths]
    for index in range(20):
        Preset.objects.create(code=f"p-{index}", title="P", wording="P")
        Article.objects.create(slug=f"a-{index}", title="A")
        RetailerLink.objects.create(
            heat_pump=create_heat_pump(), retailer="A", address="https://shop.example/"
        )
    assert [queries(path) for path in paths] == one
    assert HeatPump.objects.count() == 21
