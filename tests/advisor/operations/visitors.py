"""Many visitors at once before a served advisor, and what their answers took."""

import http.client
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

ROOM = "/advice/results/?space=bedroom&exterior_walls=1&zip={zip}&area={area}"
ZIP_CODES = ("02130", "55401", "33101", "85001", "98101", "80201", "60601", "77001")

_rooms = itertools.count()


def new_room() -> str:
    """The address of a room that nobody in this process has asked for."""
    number = next(_rooms)
    return ROOM.format(zip=ZIP_CODES[number % 8], area=f"{100 + number // 8 * 0.25:g}")


@dataclass
class Answers:
    """What so many visitors got in so many seconds."""

    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    wall: float = 0.0
    client: float = 0.0
    """CPU of this process. [s]"""

    def rate(self, cores: int) -> float:
        """Pages a second, as if the visitors had computers of their own."""
        return self.statuses.count(200) / (self.wall - self.client / cores)


def ask(
    port: int,
    connections: int,
    *,
    seconds: float = 0.0,
    requests: int = 0,
    end: threading.Event | None = None,
    path: Callable[[], str] = new_room,
) -> Answers:
    """Ask on so many kept connections at once, each its next page as soon as it has one.

    It ends after ``seconds``, after ``requests`` in all, or with ``end``. No answer at all counts
    as status 0.
    """
    answers = Answers()
    numbers = itertools.count()
    cpu, began = time.process_time(), time.perf_counter()

    def goes_on() -> bool:
        if end is not None:
            return not end.is_set()
        return next(numbers) < requests if requests else time.perf_counter() - began < seconds

    def visitor(_number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while goes_on():
            asked = time.perf_counter()
            status = one(line, path())
            answers.seconds.append(time.perf_counter() - asked)
            answers.statuses.append(status)
        line.close()

    with ThreadPoolExecutor(connections) as crowd:
        list(crowd.map(visitor, range(connections)))
    answers.wall = time.perf_counter() - began
    answers.client = time.process_time() - cpu
    return answers


def one(line: http.client.HTTPConnection, path: str) -> int:
    try:
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = line.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        line.close()
        return 0
    return response.status


def probing(port: int, path: str = "/healthz", pause: float = 0.1) -> Iterator[tuple[float, int]]:
    """Ask again and again on new connections: seconds and status."""
    while True:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        began = time.perf_counter()
        status = one(line, path)
        yield time.perf_counter() - began, status
        line.close()
        time.sleep(pause)
