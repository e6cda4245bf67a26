"""From an article to the advice and back into its numbers, in the order in which a reader goes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client

from advisor.articles import presets
from advisor.models import DailyCount, Preset
from tests.advisor.operations.test_article_analytics import READER
from tests.lanes import one_in

pytestmark = pytest.mark.usefixtures("real_data")

SLUG = "how-to-clean-heat-pump-coils"
ROOM = {"zip": "02130", "space": "bedroom", "area": "150"}
INTO = ("/advice/",)
"""Where the questions, the check and the advice are."""
TEN = (
    *("smallest", "decode", "no-outdoor", "room-size", "window"),
    *("care", "winter", "cycling", "which-type", "cost"),
)


@dataclass
class Door:
    """A link or a form of the page: where it leads, with what it takes along."""

    path: str
    query: dict[str, str]
    within: bool  # of <main>
    classes: str = ""
    fields: list[str] = field(default_factory=list)


class Doors(HTMLParser):
    """Every link and GET form of a page, hidden fields with it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Door] = []
        self._form: Door | None = None
        self._main = False
        self._select = ""
        self._pressed = False  # the first button of a form is the one that Enter presses
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "main":
            self._main = True
        if tag == "a" and given.get("href", "").startswith("/"):
            self._add(given["href"], given.get("class", ""))
        if tag == "form":
            self._form = self._add(given["action"], given.get("class", ""))
            self._pressed = False
        if self._form and tag == "option" and "selected" in given:
            self._tell(self._select, given.get("value", ""))
        if self._form and tag == "option" and self._select not in self._form.query:
            self._form.query[self._select] = given.get("value", "")  # what a browser shows first
        if self._form is None or "name" not in given:
            return
        if tag == "input" and (given.get("type") == "hidden" or "checked" in given):
            self._tell(given["name"], given.get("value", ""))
        if tag == "select":
            self._select = given["name"]
        if tag in {"input", "select"} and given.get("type") != "hidden":
            self._form.fields.append(given["name"])
        if tag == "button" and not self._pressed:
            self._pressed = True
            self._form.query[given["name"]] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "main":
            self._main = False

    def _tell(self, name: str, value: str) -> None:
        """Boxes and ranks repeat their name."""
        assert self._form is not None
        told = self._form.query.get(name)
        self._form.query[name] = f"{told},{value}" if told and value else told or value

    def _add(self, there: str, classes: str) -> Door:
        parts = urlsplit(there)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        door = Door(path=parts.path, query=query, within=self._main, classes=classes)
        self.found.append(door)
        return door


def doors(client: Client, address: str) -> tuple[str, list[Door]]:
    """The page that an address leads to in the end, and its doors."""
    response = client.get(address, follow=True)
    asked = response.request
    landed = asked["PATH_INFO"] + (f"?{asked['QUERY_STRING']}" if asked["QUERY_STRING"] else "")
    return landed, Doors(response.content.decode()).found


def into_the_advisor(found: list[Door]) -> Iterator[Door]:
    pages = (door for door in found if door.path == "/" or door.path.startswith(INTO))
    return (door for door in pages if not door.path.endswith(".ics"))  # a file to keep


@pytest.fixture
def reader(db: None) -> Client:
    presets.load()
    return Client(headers={"user-agent": READER})


@pytest.mark.parametrize("code", TEN)
def test_every_way_on_from_a_landing_keeps_the_article_and_its_answers(
    reader: Client, code: str
) -> None:
    given = {"from": SLUG, "slot": "takeaway"}
    answers = dict(presets.pairs(Preset.objects.get(code=code).answers))
    _landed, found = doors(reader, f"/go/{code}/?{urlencode(given)}")
    ways = [door for door in into_the_advisor(found) if door.within]
    assert ways
    for door in into_the_advisor(found):
        kept = {name: text for name, text in door.query.items() if name in given}
        assert kept == given, door
        for name, text in answers.items() if door.within else ():
            assert door.query.get(name, text if name in door.fields else "") == text, door


def test_the_list_of_the_smallest_keeps_the_article_on_the_way_by_a_unit(reader: Client) -> None:
    _landed, found = doors(reader, f"/go/smallest/?space=garage&from={SLUG}&slot=box")
    units = [door for door in found if door.path.count("/") == 4 and "heat-pumps" in door.path]
    assert len(units) > 20
    assert {tuple(door.query.items()) for door in units} == {
        (("space", "garage"), ("from", SLUG), ("slot", "box"), ("prefilled", "space"))
    }
    there = f"{units[0].path}?{urlencode(units[0].query)}"
    _landed, found = doors(reader, there)
    form = next(door for door in found if door.path == "/advice/results/")
    assert (form.query["from"], form.query["slot"]) == (SLUG, "box")


def counts() -> dict[str, int]:
    rows = DailyCount.objects.filter(article__slug=SLUG)
    sums: dict[str, int] = {}
    for event, count in rows.values_list("event", "count"):
        sums[event] = sums.get(event, 0) + count
    return sums


def walk(reader: Client, code: str) -> str:
    """From the article's link by the first button of each page to the advice; its address."""
    landed, found = doors(reader, f"/go/{code}/?from={SLUG}&slot=takeaway")
    for _page in range(16):
        buttons = [
            door
            for door in found
            if door.within and (door.fields or "btn" in door.classes) and door.query.get("from")
        ]
        button = next((door for door in into_the_advisor(buttons)), buttons[0])
        typed = {name: ROOM[name] for name in button.fields if name in ROOM}
        if button.path.endswith("/decode/"):
            typed["model"] = "MSZ-FS06NA"
        query = urlencode({**button.query, **typed})
        landed, found = doors_after(reader, f"{button.path}?{query}", landed)
        if landed.startswith("/advice/results/"):
            return landed
    raise AssertionError(f"no advice at the end: {landed}")


def doors_after(reader: Client, address: str, here: str) -> tuple[str, list[Door]]:
    """As ``doors``, for a browser that tells the page it comes from, on redirects too."""
    response = reader.get(address, headers={"referer": f"http://testserver{here}"})
    while response.status_code == 302:
        address = response["Location"]
        response = reader.get(address, headers={"referer": f"http://testserver{here}"})
    return address, Doors(response.content.decode()).found


@pytest.mark.parametrize("code", one_in(4, TEN))
def test_a_reader_of_each_article_is_counted_from_its_link_to_the_advice(
    reader: Client, code: str
) -> None:
    there = walk(reader, code)
    given = dict(parse_qsl(urlsplit(there).query))
    assert given["from"] == SLUG
    wanted = dict(presets.pairs(Preset.objects.get(code=code).answers))
    assert {name: given.get(name) for name in wanted if name != "area"} == {
        name: text for name, text in wanted.items() if name != "area"
    }
    counted = counts()
    assert (counted["opened"], counted["started"], counted["finished"]) == (1, 1, 1), counted


def test_a_room_told_to_a_guide_is_a_start_and_its_advice_is_none_again(reader: Client) -> None:
    here = f"/guides/short-cycling/?from={SLUG}"
    room = f"{here}&{urlencode(ROOM)}"
    reader.get(room, headers={"referer": f"http://testserver{here}"})
    reader.get(f"{room}&least=3700", headers={"referer": f"http://testserver{room}"})
    assert counts() == {"started": 1}
    there = f"/advice/results/?from={SLUG}&{urlencode(ROOM)}"
    reader.get(there, headers={"referer": f"http://testserver{room}"})
    counted = counts()
    assert (counted["started"], counted["finished"]) == (1, 1)
