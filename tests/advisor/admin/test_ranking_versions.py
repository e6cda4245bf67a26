"""Who changes the ranking sees what it does to the benchmark rooms, and says why a winner flips."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from advisor.admin.ranking_versions import ROOM_NAMES, benchmark_answers, digest, room_url
from advisor.advice import advise
from advisor.advice.benchmark_rooms import ROOMS, RankingChange, ranking_changes
from advisor.engine.constants import METHOD
from advisor.engine.merits import WEIGHTS
from advisor.engine.tuning import TUNABLE, deviations
from advisor.models import RankingVersion, ReferenceVersion
from advisor.questions.answer_form import read_text
from advisor.reference.costs import current_costs, forget
from tests.advisor.engine.samples import MIXED, PUBLISHED, study_of
from tests.advisor.engine.test_ranking import ROOM, ids

ADD = "/admin/advisor/rankingversion/add/"
LIST = "/admin/advisor/rankingversion/"
TODAY = date(2026, 11, 23)
ROOM_QUERY = "zip=02130&space=bedroom&area=120"


@pytest.fixture(autouse=True)
def _forget_after_a_rollback() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def publisher(real_data: None) -> Client:
    user = User.objects.create_user("petra", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    client = Client()
    client.force_login(user)
    return client


def numbers(**changed: float) -> dict[str, Any]:
    """What the form sends: every number, with ``changed`` ones."""
    sent = {name.replace(".", "_"): each.default for name, each in TUNABLE.items()}
    return {**sent, "reason": "", "previewed": ""} | changed


def only_quiet() -> dict[str, Any]:
    """A ranking by sound alone: it flips winners."""
    none = {f"WEIGHTS_{name}": 0.0 for name in WEIGHTS}
    return numbers(**none | {"WEIGHTS_quiet": 60.0, "COLD_PER_F": 0.0})


def preview(client: Client, data: dict[str, Any]) -> Any:
    return client.post(ADD, data | {"preview": "1"})


def put_into_force(client: Client, data: dict[str, Any]) -> Any:
    seen = preview(client, data).context["form"].data["previewed"]
    return client.post(ADD, data | {"previewed": seen, "save": "1"})


def test_benchmark_answers_are_those_of_the_expert() -> None:
    assert set(benchmark_answers()) == set(ROOMS)
    assert {room.split()[0] for room in ROOMS} == {
        *("1", "2", "5", "6", "8", "9", "12", "13", "14", "15", "17", "21")
    }


def test_engines_own_numbers_are_within_their_bounds_and_in_the_registry() -> None:
    assert {each.name.split(".")[0] for each in TUNABLE.values()} <= METHOD.keys()
    for each in TUNABLE.values():
        assert each.low <= each.default <= each.high, each.name
    assert deviations({name: each.default for name, each in TUNABLE.items()}) == {}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"WEIGHTS.bribe": 1.0}, "may be changed"),
        ({"UPFRONT_SCALE_USD": 1.0}, "must lie between"),
        ({"WEIGHTS.quiet": float("nan")}, "must lie between"),
        ({f"WEIGHTS.{name}": 0.0 for name in WEIGHTS}, "above zero"),
    ],
)
def test_engine_refuses(values: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        deviations(values)


@pytest.mark.parametrize("name", list(TUNABLE))
def test_every_tunable_number_is_read_by_the_engine(name: str) -> None:
    from advisor.engine import rank

    read: list[str] = []

    class Noting(dict[str, float]):
        def get(self, key: str, default: Any = None) -> Any:
            read.append(key)
            return default

    for answers in ({"heating_now": "none"}, {"space": "garage"}, {"goal": "cooling"}, {}):
        found = study_of(*MIXED, **(ROOM | answers))
        object.__setattr__(found, "tuning", Noting())
        rank(found)
    assert name in read


def test_tuned_weight_and_limit_count_in_the_engine() -> None:
    from dataclasses import replace

    from advisor.engine import rank

    point = {"heating": True, "outdoor_f": 47, "min_btu_h": 5000, "max_btu_h": 12_000}
    found = study_of(*MIXED, PUBLISHED | {"id": 8, "points": [point]}, **ROOM)
    quiet = {f"WEIGHTS.{name}": 0.0 for name in WEIGHTS} | {"WEIGHTS.quiet": 60.0}
    tuned = rank(replace(found, tuning=quiet | {"COLD_PER_F": 0.0}))
    assert set(tuned.points) == {"quiet"}
    loose = rank(replace(found, tuning={"MIN_PER_HEATING_LOAD": 1.0, "MIN_PER_COOLING_LOAD": 1.0}))
    assert set(ids(found, rank(found).order)) < set(ids(found, loose.order))


@pytest.mark.usefixtures("real_data")
def test_same_ranking_has_no_effect_and_another_one_has() -> None:
    rooms = {"2": benchmark_answers()["2"]}
    (same,) = ranking_changes(rooms, before={}, after={}, today=TODAY)
    assert (same.flips, same.reorders) == (False, False)
    quiet = {f"WEIGHTS.{name}": 0.0 for name in WEIGHTS} | {"WEIGHTS.diy": 60.0}
    (other,) = ranking_changes(rooms, before={}, after=quiet, today=TODAY)
    assert other.flips
    answers = read_text(ROOMS["2"]).answers
    assert answers is not None
    assert advise(answers, today=TODAY).picks[0].slug == other.before.slugs[0]


def test_change_is_shown_on_the_benchmark_answers_before_it_is_saved(publisher: Client) -> None:
    page = preview(publisher, only_quiet())
    told: list[RankingChange] = page.context["effects"]
    assert {each.room for each in told} == set(ROOMS)
    assert page.context["flips"] == sum(each.flips for each in told) > 0
    assert "new" in page.text
    assert not RankingVersion.objects.exists()


@pytest.mark.slow
def test_nothing_is_saved_that_was_not_looked_at(publisher: Client) -> None:
    data = only_quiet() | {"reason": "Because"}
    page = publisher.post(ADD, data | {"save": "1"})
    assert page.status_code == 200
    seen = preview(publisher, numbers(WEIGHTS_quiet=12.0)).context["form"].data["previewed"]
    assert publisher.post(ADD, data | {"save": "1", "previewed": seen}).status_code == 200
    assert not RankingVersion.objects.exists()


def test_preview_against_another_ranking_is_worth_nothing() -> None:
    values = {"WEIGHTS.quiet": 12.0}
    assert digest({}, values) != digest({"WEIGHTS.upfront": 1.0}, values)


def test_flipped_winner_needs_a_reason(publisher: Client) -> None:
    page = put_into_force(publisher, only_quiet())
    assert "Say why that is right" in page.text
    assert not RankingVersion.objects.exists()
    assert put_into_force(publisher, only_quiet() | {"reason": "Trial"}).status_code == 302
    version = RankingVersion.objects.get()
    assert (version.reason, str(version.by)) == ("Trial", "petra")
    assert version.effect
    assert "Trial" in publisher.get(LIST).text


@pytest.mark.slow
def test_change_without_a_flip_needs_none(publisher: Client) -> None:
    assert put_into_force(publisher, numbers(WEIGHTS_turndown=25.01)).status_code == 302
    assert RankingVersion.objects.get().values == {"WEIGHTS.turndown": 25.01}


def test_new_ranking_counts_at_the_next_request_and_is_told(publisher: Client) -> None:
    answers = read_text(ROOM_QUERY).answers
    assert answers is not None
    before = advise(answers, today=TODAY)
    data_before = ReferenceVersion.objects.get().version
    put_into_force(publisher, only_quiet() | {"reason": "Trial"})
    after = advise(answers, today=TODAY)
    version = RankingVersion.objects.get()
    assert set(after.picks[0].points) == {"quiet"}
    assert after.versions.engine == f"{before.versions.engine}-r{version.pk}"
    assert after.versions.data == ReferenceVersion.objects.get().version != data_before
    assert f"-r{version.pk}" in Client().get(f"/advice/results/why/?{ROOM_QUERY}").text


def test_method_page_shows_what_calculates(publisher: Client) -> None:
    own = "set by the editors of this advisor"
    assert own not in Client().get("/method/").text
    put_into_force(publisher, numbers(UPFRONT_SCALE_USD=6510.0) | {"reason": "Dearer"})
    page = Client().get("/method/").text
    assert own in page
    assert "6510" in page


@pytest.mark.slow
def test_back_to_the_engines_own_is_a_version_too(publisher: Client) -> None:
    put_into_force(publisher, numbers(WEIGHTS_turndown=25.01))
    assert put_into_force(publisher, numbers()).status_code == 302
    assert RankingVersion.objects.count() == 2
    assert current_costs().tuning == {}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"WEIGHTS_quiet": "61"}, "less than or equal to 60"),
        ({"WEIGHTS_quiet": "loud"}, "Enter a number"),
        ({"WEIGHTS_quiet": ""}, "required"),
        ({"WEIGHTS_quiet": "nan"}, "Enter a number"),
        ({}, "Nothing differs"),
    ],
)
def test_number_that_cannot_be_is_refused_in_words(
    publisher: Client, data: dict[str, str], message: str
) -> None:
    assert message in preview(publisher, numbers() | data).text
    assert not RankingVersion.objects.exists()


@pytest.mark.slow
def test_versions_are_never_changed_or_deleted(publisher: Client) -> None:
    put_into_force(publisher, numbers(WEIGHTS_turndown=25.01))
    pk = RankingVersion.objects.get().pk
    assert publisher.post(f"{LIST}{pk}/delete/", {"post": "yes"}).status_code == 403
    publisher.post(f"{LIST}{pk}/change/", {"reason": "x"})
    assert RankingVersion.objects.get().reason == ""


def test_catalog_editor_does_not_touch_the_ranking(db: None) -> None:
    user = User.objects.create_user("anna", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Catalog editor"))
    client = Client()
    client.force_login(user)
    assert client.get(ADD).status_code == 403
    assert client.get(LIST).status_code == 403


def test_every_benchmark_room_is_named_and_linked_to_its_answer(publisher: Client) -> None:
    assert ROOM_NAMES.keys() == ROOMS.keys()
    page = publisher.get(ADD).text
    for room, name in ROOM_NAMES.items():
        assert f'href="{room_url(room)}"'.replace("&", "&amp;") in page
        assert str(name) in page
    assert publisher.get(room_url("2")).status_code == 200


@pytest.mark.slow
def test_preview_names_the_rooms_beside_what_happens_to_them(publisher: Client) -> None:
    page = " ".join(preview(publisher, only_quiet()).text.split())
    row = page.partition(str(ROOM_NAMES["2"]))[2].partition("</tr>")[0]
    assert "new" in row or "same" in row
    assert "From then on visitors get this ranking" in page
