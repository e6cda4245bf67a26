"""What editors see at their desk: numbers per article, and what may be promised."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from advisor.formatting.numbers import percent
from advisor.models import DailyCount
from advisor.operations.article_analytics import Occurrence
from advisor.questions.definitions import QUESTIONS, STEPS
from advisor.questions.labels import choice_label, short_label
from catalog.csv_safety import guarded

Event = DailyCount.Event
HELP = Path(__file__).resolve().parents[1] / "data" / "editor_help.json"


@dataclass(frozen=True, kw_only=True)
class ArticleNumbers:
    slug: str
    title: str
    day: str  # empty where all days are summed
    opened: int
    places: str  # of the links in the article that were opened most
    started: int
    finished: int
    clicked_out: int
    left_at: str  # the page at which most gave up, with how many
    unsure: str  # share of "I don't know" among the answers given to choices
    unsure_most: str
    commonest: str


COLUMNS = (
    *("article", "title", "day", "opened", "from", "started", "finished", "clicked out"),
    *("most common drop-off", "I don't know", "most unsure", "commonest answers"),
)


def numbers_since(first: date, last: date, *, by_day: bool = False) -> list[ArticleNumbers]:
    """Sums per article over these days, or for each of them. One query."""
    rows = (
        DailyCount.objects.filter(day__range=(first, last))
        .order_by("article__slug", "-day", "id")
        .values_list("article__slug", "article__title", "day", "event", "detail", "count")
    )
    sums: dict[tuple[str, str, str], dict[Occurrence, int]] = defaultdict(lambda: defaultdict(int))
    for slug, title, day, event, detail, count in rows:
        sums[slug, title, day.isoformat() if by_day else ""][event, detail] += count
    return [_numbers(*key, counts) for key, counts in sums.items()]


def _numbers(slug: str, title: str, day: str, counts: Mapping[Occurrence, int]) -> ArticleNumbers:
    def total(event: str) -> int:
        return sum(count for (name, _detail), count in counts.items() if name == event)

    left = {
        step.key: counts.get((Event.ASKED, step.key), 0) - counts.get((Event.PASSED, step.key), 0)
        for step in STEPS
    }
    most = max(left, key=lambda key: left[key])
    unsure = {detail: n for (name, detail), n in counts.items() if name == Event.UNSURE}
    answered = {detail: n for (name, detail), n in counts.items() if name == Event.ANSWERED}
    places = {d: n for (name, d), n in counts.items() if name == Event.OPENED and d}
    given = sum(unsure.values()) + sum(answered.values())
    return ArticleNumbers(
        slug=slug,
        title=title,
        day=day,
        opened=total(Event.OPENED),
        places=", ".join(f"{place} ({n})" for place, n in _top(places)),
        started=total(Event.STARTED),
        finished=total(Event.FINISHED),
        clicked_out=total(Event.CLICKED_OUT),
        left_at=f"{_step_title(most)} ({left[most]})" if left[most] > 0 else "",
        unsure=percent(sum(unsure.values()) / given) if given else "",
        unsure_most=", ".join(f"{short_label(n)} ({c})" for n, c in _top(unsure)),
        commonest=", ".join(f"{_answer(pair)} ({c})" for pair, c in _top(answered)),
    )


def _top(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]


def _step_title(key: str) -> str:
    return next((str(step.short) for step in STEPS if step.key == key), key)


def _answer(pair: str) -> str:
    name, value = pair.split("=", 1)
    if name not in QUESTIONS:
        return pair
    return f"{short_label(name)}: {choice_label(name, value)}"


def csv_rows(numbers: Iterable[ArticleNumbers]) -> list[list[str]]:
    """The table with its heading; no cell can be read as a formula."""
    table = [list(COLUMNS)]
    table += [
        [
            *(each.slug, each.title, each.day, str(each.opened), each.places),
            *(str(each.started), str(each.finished), str(each.clicked_out)),
            *(each.left_at, each.unsure, each.unsure_most, each.commonest),
        ]
        for each in numbers
    ]
    return [[guarded(cell) for cell in row] for row in table]


@cache
def help_texts() -> dict[str, Any]:
    """What may be promised, what never, and the doubts of the seed article, from our file."""
    texts: dict[str, Any] = json.loads(HELP.read_text(encoding="utf-8"))
    return texts
