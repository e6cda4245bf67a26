"""Presets: short addresses that lead to marked answers, and that never break."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, connection, migrations, transaction
from django.db.migrations.state import ProjectState
from django.http import QueryDict
from django.test import Client

from advisor.articles import presets
from advisor.engine.answers import CHOICES, Answers
from advisor.models import Article, Preset, PresetCode
from advisor.models.articles import address_key
from advisor.pages.catalog.typed_text import LONGEST_TEXT
from advisor.questions import answer_form, definitions, renamed
from advisor.questions.definitions import QUESTIONS, STEPS

ADDRESSES = Path(__file__).parent / "published_addresses.txt"
TEN = (
    *("smallest", "decode", "no-outdoor", "room-size", "window"),
    *("care", "winter", "cycling", "which-type", "cost"),
)


@pytest.fixture
def shipped(db: None) -> None:
    presets.load()


def published() -> list[tuple[str, str, str]]:
    rows = [
        tuple(part.strip() for part in line.split("|"))
        for line in ADDRESSES.read_text().splitlines()
        if line.strip() and not line.startswith("#")
    ]
    return [(row[0], row[1], row[2]) for row in rows]


def led(client: Client, address: str) -> tuple[str, dict[str, str]]:
    """Page and query after the first redirects of a short address."""
    response = client.get(address)
    assert response.status_code == 302, address
    parts = urlsplit(response["Location"])
    return parts.path, {name: values[-1] for name, values in parse_qs(parts.query).items()}


# What ships


@pytest.mark.django_db
def test_the_ten_presets_and_articles_ship_with_answers_that_stand() -> None:
    loaded = presets.load()
    assert loaded.created == 20
    assert set(Preset.objects.values_list("code", flat=True)) == set(TEN)
    for preset in Preset.objects.all():
        assert presets.faults(preset.answers) == [], preset.code
        assert set(preset.asks) <= set(QUESTIONS), preset.code
        assert set(preset.opens) <= set(QUESTIONS) | presets.MORE_OPENS, preset.code
        assert preset.meaning, preset.code
        if preset.landing == "questions":
            assert preset.landing_part in {"", *(step.key for step in STEPS)}, preset.code


def test_a_second_load_changes_nothing(shipped: None) -> None:
    again = presets.load()
    assert (again.created, again.updated, again.kept) == (0, 0, 20)


def test_a_load_follows_the_file_but_leaves_what_an_editor_changed(
    shipped: None, tmp_path: Path
) -> None:
    Preset.objects.filter(code="window").update(title="Our title", from_files=False)
    file = json.loads(presets.FILE.read_text())
    for row in file["presets"]:
        if row["code"] in {"window", "cost"}:
            row |= {"title": "New title", "answers": "area=180"}
    changed = tmp_path / "presets.json"
    changed.write_text(json.dumps(file))
    assert presets.load(changed).updated == 1
    cost = Preset.objects.get(code="cost")
    assert (cost.title, cost.version) == ("New title", 2)
    assert Preset.objects.get(code="window").title == "Our title"


def test_a_load_does_not_bring_back_a_code_that_an_editor_renamed(shipped: None) -> None:
    preset = Preset.objects.get(code="cost")
    preset.code = "running-cost"
    preset.save()
    PresetCode.objects.create(code="cost", preset=preset)
    presets.load()
    assert not Preset.objects.filter(code="cost").exists()


@pytest.mark.django_db
def test_the_database_refuses_a_code_that_no_address_can_hold() -> None:
    with transaction.atomic(), pytest.raises(IntegrityError):
        Preset.objects.create(code="Two Words", title="x", wording="x")
    assert Preset.objects.create(code="two-words", title="x", wording="x").version == 1


# The short address


@pytest.mark.parametrize("code", TEN)
def test_each_preset_lands_with_its_answers_marked(
    shipped: None, client: Client, code: str
) -> None:
    preset = Preset.objects.get(code=code)
    _path, query = led(client, f"/go/{code}/?from=an-article&slot=intro")
    wanted = dict(presets.pairs(preset.answers))
    assert {name: query[name] for name in wanted} == wanted
    assert set(filter(None, query.get("prefilled", "").split(","))) == set(wanted)
    assert (query["from"], query["slot"]) == ("an-article", "intro")


def test_nothing_of_a_person_travels(shipped: None, client: Client) -> None:
    sent = "zip=02130&area=90&email=a%40b.c&utm_source=x&from=an-article&slot=a%20b&edit=money"
    _path, query = led(client, f"/go/window/?{sent}")
    assert query == {
        "type": "window",
        "from": "an-article",
        "prefilled": "type",
        "edit": "possible",
        "about": "window",
    }


def test_a_link_may_set_what_its_preset_opens_and_only_what_reads(
    shipped: None, client: Client
) -> None:
    assert led(client, "/go/cost/?area=350")[1]["area"] == "350"
    assert led(client, "/go/cost/?area=9999999")[1]["area"] == "200"
    assert led(client, "/go/cycling/?brand=daikin")[1]["brand"] == "daikin"
    assert "brand" not in led(client, "/go/cycling/?brand=%3Cb%3E")[1]
    assert "brand" not in led(client, "/go/window/?brand=daikin")[1]


def test_the_decoder_gets_the_number_as_it_was_typed(shipped: None, client: Client) -> None:
    path, query = led(client, "/go/decode/?model=+msz+fs06na+%2F++MUZ-FS06NAH+&slot=box")
    assert path == "/heat-pumps/decode/"
    assert query == {"model": "msz fs06na / MUZ-FS06NAH", "slot": "box"}
    assert led(client, "/go/decode/?model=++")[1] == {}
    assert len(led(client, f"/go/decode/?model={'x' * 500}")[1]["model"]) == LONGEST_TEXT


def test_a_typed_number_is_read_where_it_lands(
    shipped: None, real_data: None, client: Client
) -> None:
    page = client.get("/go/decode/?model=MUZ-FS06NAH", follow=True).content.decode()
    assert "Your number is for the outdoor unit." in page
    assert 'value="MUZ-FS06NAH"' in page


def test_a_zip_code_travels_to_the_page_that_speaks_of_a_place_and_to_no_other(
    shipped: None, client: Client
) -> None:
    assert led(client, "/go/winter/?zip=02130-1234")[1]["zip"] == "02130"
    assert "zip" not in led(client, "/go/winter/?zip=nowhere")[1]
    assert all(
        "zip" not in led(client, f"/go/{code}/?zip=02130")[1] for code in TEN if code != "winter"
    )
    assert not any("zip" in dict(presets.pairs(each.answers)) for each in Preset.objects.all())


def test_an_unknown_code_is_not_found(shipped: None, client: Client) -> None:
    assert client.get("/go/nothing-of-ours/").status_code == 404


def test_a_renamed_code_redirects_for_good_with_its_query(shipped: None, client: Client) -> None:
    PresetCode.objects.create(code="windows", preset=Preset.objects.get(code="window"))
    response = client.get("/go/windows/?from=an-article")
    assert response.status_code == 301
    assert response["Location"] == "/go/window/?from=an-article"


def test_an_opening_is_never_served_from_a_cache_and_never_indexed(
    shipped: None, client: Client
) -> None:
    response = client.get("/go/window/")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_a_short_address_takes_one_query(
    shipped: None, client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert client.get("/go/window/").status_code == 302


def test_what_a_link_brought_is_marked_on_the_page(
    shipped: None, real_data: None, client: Client
) -> None:
    page = client.get("/go/room-size/?from=an-article", follow=True)
    assert page.status_code == 200
    on = client.get(page.request["PATH_INFO"] + "?goal=cooling&prefilled=goal&edit=living")
    assert "From the article" in on.content.decode()


def test_a_link_that_begins_further_on_asks_for_the_room_next(
    shipped: None, real_data: None, client: Client
) -> None:
    page = client.get("/advice/?type=window&window_type=double_hung&step=possible")
    html = page.content.decode()
    assert 'name="zip"' in html
    assert "Something needs to be corrected" not in html


# Never breaks


@pytest.mark.parametrize(("address", "page", "answers"), published())
def test_every_published_address_goes_on_working(
    shipped: None, real_data: None, client: Client, address: str, page: str, answers: str
) -> None:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    final = response.request
    assert final["PATH_INFO"].startswith(page)
    query = QueryDict(final["QUERY_STRING"])
    given = query.dict() | answer_form.read(query).given
    wanted = dict(pair.split("=", 1) for pair in answers.split())
    assert {name: given.get(name) for name in wanted} == wanted


def test_the_fixture_of_published_addresses_names_each_preset() -> None:
    listed = {row[0] for row in published()}
    assert {f"/go/{code}/" for code in TEN} <= {urlsplit(each).path for each in listed}


def test_every_retired_answer_has_a_living_one_that_reads() -> None:
    for row in renamed.table().values():
        value = row.value or "1"
        (pair,), moved = renamed.living([(row.name, value)])
        assert moved
        assert row.name not in QUESTIONS or row.value not in QUESTIONS[row.name].choices
        assert pair[0] in answer_form.read_text("=".join(pair)).values


def test_today_counts_where_an_address_says_both() -> None:
    assert answer_form.read_text("mode=cool&goal=heating").given["goal"] == "heating"
    assert answer_form.read_text("goal=heating&mode=cool").given["goal"] == "heating"


def test_the_landing_page_says_which_answer_was_moved(real_data: None, client: Client) -> None:
    told = client.get("/advice/?mode=cool").content.decode()
    assert "The link said “mode=cool”" in told
    assert "Mostly cooling" in told
    assert "The link said" not in client.get("/advice/?goal=cooling").content.decode()


def retire(monkeypatch: pytest.MonkeyPatch, *rows: tuple[str, str, str, str]) -> None:
    """Let the table of retired answers be these."""
    table = {
        (name, value): renamed.Retired(
            name=name, value=value, new_name=new, new_value=new_value, since="later"
        )
        for name, value, new, new_value in rows
    }
    monkeypatch.setattr(renamed, "table", lambda: table)
    monkeypatch.setattr(renamed, "names", lambda: frozenset(name for name, _value in table))


def test_one_of_several_values_is_moved_and_the_others_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    retire(monkeypatch, ("type", "ptac", "type", "window"))
    assert answer_form.read_text("type=ptac,portable").values["type"] == ("window", "portable")


def test_an_answer_with_nothing_near_is_left_open_and_a_circle_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    retire(monkeypatch, ("smell", "", "", ""), ("a", "", "b", ""), ("b", "", "a", ""))
    pairs, moved = renamed.living([("smell", "bad"), ("a", "1"), ("area", "90")])
    assert pairs == [("area", "90")]
    assert [each.now for each in moved] == [None, None]


RENAMED = {"goal": "aim"}


def in_new_names(form: answer_form.RoomForm) -> Answers | None:
    """The engine keeps its own names: a rename of a question ends at the form."""
    if form.errors or form.missing:
        return None
    old = {new: name for name, new in RENAMED.items()}
    answers = Answers(**{old.get(name, name): value for name, value in form.values.items()})
    object.__setattr__(answers, "aim", answers.goal)  # what the way back to an address reads
    return answers


@pytest.fixture
def renamed_field(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A later edition in which the question ``goal`` is called ``aim``."""
    question = replace(QUESTIONS["goal"], name="aim")
    later = {
        RENAMED.get(name, name): question if name == "goal" else each
        for name, each in QUESTIONS.items()
    }
    before = dict(QUESTIONS)
    living = next(step for step in STEPS if step.key == "living")
    fields = living.fields
    QUESTIONS.clear()
    QUESTIONS.update(later)
    object.__setattr__(living, "fields", tuple(RENAMED.get(name, name) for name in fields))
    monkeypatch.setitem(definitions.STEP_OF, "aim", living)
    monkeypatch.setattr(
        answer_form, "CARRIED", tuple(RENAMED.get(n, n) for n in answer_form.CARRIED)
    )
    monkeypatch.setattr(answer_form, "CHOICES", {**CHOICES, "aim": CHOICES["goal"]})
    monkeypatch.setattr(answer_form.RoomForm, "answers", property(in_new_names))
    retire(monkeypatch, ("goal", "", "aim", ""))
    yield
    QUESTIONS.clear()
    QUESTIONS.update(before)
    object.__setattr__(living, "fields", fields)


def rename_in_presets(apps: Any, _editor: Any) -> None:
    """What the migration of a renamed question does with the presets of the table."""
    for preset in apps.get_model("advisor", "Preset").objects.filter(answers__contains="goal="):
        preset.answers = preset.answers.replace("goal=", "aim=")
        preset.version += 1
        preset.save()


class RenameGoal(migrations.Migration):
    operations = [migrations.RunPython(rename_in_presets, migrations.RunPython.noop)]


@pytest.mark.parametrize("migrated", [False, True], ids=["table as it was", "table migrated"])
def test_a_link_of_today_works_after_a_field_was_renamed(
    shipped: None, real_data: None, renamed_field: None, client: Client, migrated: bool
) -> None:
    if migrated:
        with connection.schema_editor() as editor:
            RenameGoal("rename_goal", "advisor").apply(ProjectState.from_apps(apps()), editor)
        assert Preset.objects.get(code="room-size").answers == "aim=cooling"
    short = client.get("/go/room-size/?from=an-article", follow=True)
    assert short.status_code == 200
    given = answer_form.read(QueryDict(short.request["QUERY_STRING"])).given
    assert given["aim"] == "cooling"
    assert given["prefilled"] == "aim"
    # The long address that the link led to before the rename, as somebody may have kept it.
    long = client.get("/advice/?goal=cooling&prefilled=goal&edit=living").content.decode()
    assert 'id="id-aim-cooling"' in long
    assert "From the article" in long
    result = client.get("/advice/results/?zip=02130&space=bedroom&area=120&goal=cooling")
    assert result.status_code == 200
    assert "Something needs to be corrected" not in result.content.decode()
    assert result.context["page"].advice.load.cooling_btu_h.likely > 0


def apps() -> Any:
    from django.apps import apps

    return apps


# Articles


def test_www_and_bare_domain_are_one_article() -> None:
    same = ["https://www.example.com/a/", "http://example.com/a", "https://EXAMPLE.com/a?x=1"]
    assert {address_key(each) for each in same} == {"example.com/a"}


@pytest.mark.django_db
def test_an_article_is_kept_once_whatever_its_host_is_written_like() -> None:
    Article.objects.create(slug="one", title="One", address="https://www.example.com/a/")
    with transaction.atomic(), pytest.raises(IntegrityError):
        Article.objects.create(slug="two", title="Two", address="https://example.com/a")
    assert Article.objects.create(slug="three", title="Three").address_key == ""


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("/?space=bedroom&from=x", "/"),
        ("/advice/?type=window&prefilled=type&from=x", "/advice/"),
        ("/advice/results/?zip=02130&space=bedroom&area=120&from=x", "/advice/"),
    ],
)
def test_search_engines_are_told_the_clean_page(
    real_data: None, client: Client, address: str, clean: str
) -> None:
    html = client.get(address).content.decode()
    assert html.count('rel="canonical"') == 1
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{clean}">' in html


def test_a_link_that_begins_further_on_claims_no_progress(real_data: None, client: Client) -> None:
    assert "Step 6 of" not in client.get("/advice/?type=window&edit=possible").content.decode()
    room = "zip=02130&space=bedroom&area=120"
    assert "Step 6 of" in client.get(f"/advice/?{room}&edit=possible").content.decode()


def test_a_preset_that_was_made_to_open_the_zip_code_still_drops_it(
    shipped: None, client: Client
) -> None:
    Preset.objects.filter(code="window").update(opens=["zip", "space"])
    _path, query = led(client, "/go/window/?zip=02130&space=bedroom")
    assert "zip" not in query
    assert query["space"] == "bedroom"
