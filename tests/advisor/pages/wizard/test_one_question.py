"""One question at a time: the answer above it, tiles that answer in one touch, and the way back."""

import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from advisor.pages.wizard.one_question import asked_so_far
from advisor.questions.definitions import QUESTIONS
from tests.advisor.pages.wizard.test_views import text

pytestmark = pytest.mark.usefixtures("real_data")

ROOM = "zip=02130&space=bedroom&area=120"
TOLD = f"{ROOM}&exterior_walls=2&insulation=fair&power=own_115&tenure=own&glass=double"


def page_of(client: Client, query: str) -> str:
    response = client.get(f"/advice/ask/?{query}")
    assert response.status_code == 200, query
    return unescape(text(response))


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found
    return found[1].strip()


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def asked_name(page: str) -> str:
    return hidden(page)["asked"].split(",")[-1]


def test_each_answer_is_one_button_of_a_get_form(client: Client) -> None:
    page = page_of(client, ROOM)
    name = asked_name(page)
    assert name == "insulation"
    buttons = re.findall(
        r'<button type="submit"\s+class="tile[^"]*"\s+name="(\w+)"\s+value="(\w+)"', page
    )
    assert {each for each, _value in buttons} == {name}
    assert [value for _name, value in buttons] == [*QUESTIONS["insulation"].choices, "unsure"]
    assert hidden(page).items() >= {"zip": "02130", "space": "bedroom", "area": "120"}.items()


def test_the_answer_stands_above_and_says_what_the_last_one_did(client: Client) -> None:
    page = page_of(client, ROOM)
    assert re.search(r"First in \d+ of 100 cases", page)
    share, slug = hidden(page)["was"].split("~")
    assert f"Still first in {share} of 100 cases" in page_of(client, f"{ROOM}&was={share}~{slug}")
    assert f"up from {int(share) - 1}" in page_of(client, f"{ROOM}&was={int(share) - 1}~{slug}")
    assert f"down from {int(share) + 1}" in page_of(client, f"{ROOM}&was={int(share) + 1}~{slug}")
    assert "A new first pick" in page_of(client, f"{ROOM}&was=50~another-unit")
    assert re.search(r"\bFirst in \d+ of 100", page_of(client, f"{ROOM}&was=nonsense"))


def test_the_count_goes_on_and_says_how_many_are_usual(client: Client) -> None:
    assert "Question 1, usually 4 to 12 in all" in page_of(client, ROOM)
    walked = f"{TOLD}&asked=exterior_walls,insulation,power"
    assert "Question 4, usually" in page_of(client, walked)


def target(page: str, button: str) -> str:
    """Where the button of this name leads: the value of ``to``."""
    found = re.search(rf'name="to"\s+value="(\w+)">\s*{button}', page)
    assert found, button
    return found[1]


def left(client: Client, page: str, button: str, typed: str = "") -> str:
    """The address that a button of the form leads to, with what was ``typed`` into its fields."""
    fields = dict(re.findall(r'<input type="text"[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
    sent = f"{urlencode(hidden(page) | fields)}&{typed}&to={target(page, button)}"
    response = client.get(f"/advice/ask/?{sent}")
    assert response.status_code == 302, sent
    return str(response["Location"])


def back_from(client: Client, page: str) -> str:
    return urlsplit(left(client, page, "Back one question")).query


@pytest.mark.parametrize("value", ["fair", "unsure"])
def test_back_one_question_shows_it_with_the_answer_that_was_given(
    client: Client, value: str
) -> None:
    first = page_of(client, ROOM)
    name = asked_name(first)
    second = page_of(client, f"{ROOM}&{name}={value}&asked={name}")
    there = back_from(client, second)
    assert parse_qs(there)[name] == [value]
    shown = page_of(client, there)
    assert heading(shown) == heading(first)
    chosen = re.findall(r'name="(\w+)"\s+value="(\w+)"\s+aria-current="true"', shown)
    assert chosen == [(name, value)]
    assert f"{name}={value}" in left(client, shown, "<span><b>"), "the answer above the question"


WINDOW = f"{ROOM}&exterior_walls=1&asked=exterior_walls,window_type&again=window_type"


def test_a_room_without_a_window_can_say_so_where_its_window_is_asked_about(
    client: Client,
) -> None:
    page = page_of(client, WINDOW)
    tiles = re.findall(r'class="tile[^"]*"\s+name="(\w+)"\s+value="(\w+)"', page)
    assert ("windows", "none") in tiles
    assert ("window_type", "double_hung") in tiles
    told = page_of(client, f"{WINDOW}&windows=few")
    assert "There is no window" in page
    assert "There is no window" not in told


def test_back_from_there_leads_to_the_answer_that_there_is_no_window(client: Client) -> None:
    told = f"{ROOM}&exterior_walls=1&windows=none&asked=exterior_walls,window_type"
    after = page_of(client, told)
    there = back_from(client, after)
    assert parse_qs(there)["again"] == ["windows"]
    shown = page_of(client, there)
    assert heading(shown) == str(QUESTIONS["windows"].label)
    assert re.search(r'name="windows"\s+value="none"\s+aria-current="true"', shown)


def test_a_number_comes_back_in_its_field(client: Client) -> None:
    shown = page_of(client, f"{ROOM}&people=3&asked=people&again=people")
    assert re.search(r'name="people"\s+id="[\w-]+"\s+value="3"', shown)


def test_going_back_and_on_again_loses_no_answer(client: Client) -> None:
    """Two questions back and the first answered anew: the second is still answered, and the way
    back from the third leads to it."""
    walked = f"{TOLD}&people=2&asked=exterior_walls,people"
    shown = page_of(client, back_from(client, page_of(client, walked)))
    assert hidden(shown)["asked"] == "exterior_walls,people"
    first = page_of(client, back_from(client, shown))
    assert "Question 1," in first
    assert hidden(first)["people"] == "2"
    again = page_of(client, walked.replace("exterior_walls=2", "exterior_walls=3"))
    assert "Question 3," in again
    assert parse_qs(back_from(client, again))["again"] == ["people"]
    assert parse_qs(back_from(client, again))["exterior_walls"] == ["3"]


@pytest.mark.parametrize("again", ["garage_door", "power", "<b>", ""])
def test_going_back_to_what_was_not_asked_goes_on(client: Client, again: str) -> None:
    page = page_of(client, f"{TOLD}&asked=exterior_walls,garage_door&again={again}")
    assert asked_name(page) not in {"garage_door", "power", "exterior_walls"}


def test_i_do_not_know_is_not_asked_again(client: Client) -> None:
    name = asked_name(page_of(client, ROOM))
    assert asked_name(page_of(client, f"{ROOM}&{name}=unsure&asked={name}")) != name
    blank = page_of(client, f"{ROOM}&{name}=&asked={name}")
    assert asked_name(blank) != name
    assert hidden(blank)[name] == "unsure"


def test_a_number_that_cannot_be_is_asked_again_with_what_is_wrong(client: Client) -> None:
    page = page_of(client, f"{ROOM}&people=900&asked=people")
    assert asked_name(page) == "people"
    assert 'aria-invalid="true"' in page
    assert 'value="900"' in page
    assert "Question 1," in page


WISHES = f"{TOLD}&asked=exterior_walls,priorities,budget,installer"


def test_the_wishes_have_the_price_and_the_installer_on_one_page(client: Client) -> None:
    page = page_of(client, f"{WISHES}&budget=4000&installer=diy&again=priorities")
    assert heading(page) == "What matters most to you?"
    assert "Question 2," in page
    assert re.search(r'name="budget"\s+id="[\w-]+"\s+value="4000"', page)
    assert re.search(r'name="installer"\s+value="diy"\s+checked', page)
    assert not {"budget", "installer", "priorities"} & hidden(page).keys()
    buttons = re.findall(r'<button type="submit"[^>]*>', page)
    assert "name=" not in buttons[0], "Enter in a field presses the first button"
    assert [each for each in buttons if "name=" not in each and "unseen" not in each]
    assert page.index('class="tile') < page.index('name="budget"')


TYPED = "budget=3000&installer=diy"


@pytest.mark.parametrize(
    ("button", "there"),
    [
        ("Stop here, show my answer", "/advice/results/"),
        ("Answer everything", "/advice/"),
        ("Back one question", "/advice/ask/"),
    ],
)
@pytest.mark.parametrize("chosen", ["", "&priorities=quiet&again=priorities"])
def test_what_was_typed_goes_along_wherever_the_page_is_left(
    client: Client, button: str, there: str, chosen: str
) -> None:
    page = page_of(client, f"{WISHES.partition(',priorities')[0]}{chosen and WISHES}{chosen}")
    found = urlsplit(left(client, page, button, TYPED))
    query = parse_qs(found.query)
    assert found.path == there
    assert (query["budget"], query["installer"]) == (["3000"], ["diy"])
    assert query.get("priorities", []) == (["quiet"] if chosen else [])
    assert not {"to", "stood", "was"} & query.keys()


def test_what_was_typed_before_going_back_stands_there_again(client: Client) -> None:
    page = page_of(client, WISHES.partition(",priorities")[0])
    back = page_of(client, urlsplit(left(client, page, "Back one question", TYPED)).query)
    assert heading(back) != heading(page)
    walked = {"exterior_walls": "2", "again": "priorities", "asked": WISHES.split("asked=")[1]}
    again = page_of(client, urlencode(hidden(back) | walked))
    assert heading(again) == heading(page)
    assert "Question 2," in again
    assert target(again, "Back one question") == "exterior_walls"
    assert re.search(r'name="budget"\s+id="[\w-]+"\s+value="3000"', again)


def test_a_page_left_with_a_price_alone_is_no_question_of_before(client: Client) -> None:
    page = page_of(client, f"{TOLD}&budget=3000&asked=exterior_walls,budget")
    assert heading(page) == "What matters most to you?"
    assert "Question 2," in page
    assert target(page, "Back one question") == "exterior_walls"


@pytest.mark.parametrize("to", ["results", "questions", "exterior_walls"])
def test_what_cannot_be_used_keeps_the_page_with_what_is_wrong(client: Client, to: str) -> None:
    page = page_of(client, f"{WISHES}&budget=abc&to={to}")
    assert "Budget must be a plain number" in page
    assert re.search(r'name="budget"[^>]*value="abc"', page)


@pytest.mark.parametrize("to", ["nonsense", "power", "//example.com"])
def test_nobody_is_led_to_what_was_not_asked(client: Client, to: str) -> None:
    page = page_of(client, f"{TOLD}&asked=exterior_walls&to={to}&stood=power~v230")
    assert hidden(page)["power"] == "own_115"


def test_what_is_left_blank_beside_the_wishes_is_not_asked_again(client: Client) -> None:
    page = page_of(client, f"{WISHES}&priorities=quiet&budget=")
    assert "Question 3," in page
    assert hidden(page)["installer"] == hidden(page)["budget"] == "unsure"
    assert asked_name(page) not in {"priorities", "budget", "installer"}
    assert parse_qs(back_from(client, page))["again"] == ["priorities"]


def test_a_price_that_cannot_be_is_asked_again_beside_the_wishes(client: Client) -> None:
    page = page_of(client, f"{WISHES}&priorities=quiet&budget=abc&installer=pro")
    assert heading(page) == "What matters most to you?"
    assert "Budget must be a plain number" in page
    assert re.search(r'name="budget"[^>]*value="abc"', page)
    assert re.search(r'name="priorities"\s+value="quiet"\s+aria-current', page)
    assert re.search(r"<title>\s*Error:", page)


def test_an_answer_of_before_the_walk_stays_as_it_is(client: Client) -> None:
    page = page_of(client, f"{TOLD}&installer=pro&asked=exterior_walls,priorities&again=priorities")
    assert hidden(page)["installer"] == "pro"
    assert 'type="radio"' not in page


def test_it_stops_by_itself_and_leads_to_the_answer(client: Client) -> None:
    query = ROOM
    asked: list[str] = []
    answers = {"priorities": "unsure", "people": "2", "watts": "100"}
    for _turn in range(30):
        response = client.get(f"/advice/ask/?{query}&asked={','.join(asked)}")
        if response.status_code == 302:
            break
        page = unescape(text(response))
        names = hidden(page)["asked"].split(",")[len(asked) :]
        name = names[0]
        assert not {*names} & {*asked}
        values = re.findall(rf'name="{name}"\s+value="(\w+)"', page)
        asked += names
        query += f"&{name}={answers.get(name) or values[0]}"
    assert response.status_code == 302
    assert response["Location"].startswith("/advice/results/?")
    assert 3 <= len(asked) <= 20


def test_without_the_room_the_room_is_asked(client: Client) -> None:
    page = text(client.get("/advice/ask/?zip=abc&space=bedroom"))
    assert 'class="error"' in page


def test_the_answers_of_a_sunroom_are_shares_of_glass(client: Client) -> None:
    page = page_of(client, "zip=02130&space=sunroom&area=200")
    assert heading(page) == "How much of its outside walls is glass?"
    assert "Nearly all of it" in page
    assert "one or two average-size windows" not in page


@pytest.mark.parametrize("path", ["/advice/check/", "/advice/results/room/"])
def test_a_sunroom_is_told_its_share_of_glass_wherever_it_is_listed(
    client: Client, path: str
) -> None:
    room = "zip=02130&space=sunroom&area=200"
    for query in (f"{room}&windows=many", room):
        page = unescape(text(client.get(f"{path}?{query}")))
        assert "Glass in its walls" in page
        assert "More than half" in page or query == room
        assert "Whole walls of glass" not in page
        assert not re.search(r">\s*A lot\s*<", page)
    assert "Glass in its walls" not in text(
        client.get(f"{path}?{room.replace('sunroom', 'office')}")
    )


def test_it_speaks_spanish(client: Client) -> None:
    page = page_of(client, f"{ROOM}&lang=es")
    assert "Pregunta 1" in page
    assert "No lo sé" in page
    assert "Question" not in page


def test_an_asked_list_of_nonsense_is_left_out() -> None:
    assert asked_so_far("power,nonsense,power,<b>,tenure") == ("power", "tenure")
    assert asked_so_far("") == ()


@pytest.mark.parametrize(("lang", "verdict"), [("en", "Improve the room first"), ("es", "Mejore")])
def test_a_verdict_stands_on_a_line_of_its_own(client: Client, lang: str, verdict: str) -> None:
    page = page_of(client, f"zip=88001&space=rv&area=180&lang={lang}")
    line = re.search(r"<span><b>(.*?)</b>(.*?)</span>", page)
    assert line
    assert line[1].startswith(verdict)
    assert not line[2]  # a name beside it would cut it short on a phone
    assert re.search(r"<small>\w[^<]+</small>", page)  # the unit, under it
