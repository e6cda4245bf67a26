"""Whose turn it is inside one worker: kinds of requests, each with threads of its own.

Two threads that compute at once only fight for Python's lock, which NumPy hands over a thousand
times a page: a page then costs twice its time. So one page has the turn, and the others wait in the
order in which they came. It passes the turn on while a slow database has the word, and once its
answer only has to be sent. Probes and files never wait behind pages, nor pages behind the desk.

No Django here: a worker imports this before it is set up.
"""

import statistics
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

MOST_WAIT: Final = 5.0
"""Who would wait longer is told at once to come back. [s]"""

REMEMBERED: Final = 20
"""How many requests the expected wait is judged by: their mean, because fast and slow pages stand
in one line. The slowest do not count, as many as there are threads: so many wait at once for the
one that reads the catalog again, and they turn nobody away."""

_own = threading.local()


@dataclass(kw_only=True, eq=False)
class Lane:
    """Requests of one kind. Only the loop of the worker touches it, so it needs no lock."""

    threads: int
    computing_at_once: int
    sheds: bool = False
    """Whether somebody who would wait too long is turned away."""

    waiting: deque[Any] = field(default_factory=deque)
    busy: int = 0
    computing: int = 0
    _shares: deque[float] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def expected_wait(self) -> float:
        """Of who comes now. [s]"""
        usual = sorted(self._shares)[: max(1, len(self._shares) - self.threads)]
        return len(self.waiting) * statistics.fmean(usual or [0.0])

    def is_full(self) -> bool:
        return self.sheds and self.expected_wait() > MOST_WAIT

    def next(self) -> Any | None:
        """Who may begin now, if anybody."""
        if (
            not self.waiting
            or self.busy >= self.threads
            or self.computing >= self.computing_at_once
        ):
            return None
        self.busy += 1
        self.computing += 1
        return self.waiting.popleft()

    def finish(self, turn: "Turn") -> None:
        """A thread is free again; what the request took says how fast the lane moves."""
        turn.pass_on()
        self.busy -= 1
        computed = turn.passed_at - turn.began
        taken = time.monotonic() - turn.began
        self._shares.append(max(computed / self.computing_at_once, taken / self.threads))


class Turn:
    """One request while it is served."""

    def __init__(self, lane: Lane, connection: Any, hand_over: Callable[["Turn"], None]) -> None:
        self.lane = lane
        self.connection = connection
        self.began = time.monotonic()
        self.passed_at = 0.0
        self._hand_over = hand_over
        self._offered = False

    def offer(self) -> None:
        """In the thread of the request: let the loop give the turn to the next."""
        if not self._offered:
            self._offered = True
            self._hand_over(self)

    def pass_on(self) -> None:
        """In the loop."""
        if not self.passed_at:
            self.passed_at = time.monotonic()
            self.lane.computing -= 1


@contextmanager
def having(turn: Turn) -> Iterator[None]:
    """Serve that request in this thread."""
    _own.turn = turn
    try:
        yield
    finally:
        _own.turn = None


def current() -> Turn | None:
    turn: Turn | None = getattr(_own, "turn", None)
    return turn


def pass_turn() -> None:
    """Whoever serves a request here has to wait, and lets the next one compute.

    It is not asked for again: who holds a lock of ours and waits for a turn, while who has the turn
    waits for that lock, would wait forever.
    """
    if turn := current():
        turn.offer()


def lanes() -> dict[str, Lane]:
    """The lanes of one worker."""
    return {
        "probe": Lane(threads=1, computing_at_once=1),
        "file": Lane(threads=2, computing_at_once=2),
        "desk": Lane(threads=2, computing_at_once=2),
        "page": Lane(threads=4, computing_at_once=1, sheds=True),
    }


LANE_OF: Final = (
    (b"/healthz", "probe"),
    (b"/readyz", "file"),
    (b"/metrics", "file"),
    (b"/static/", "file"),
    (b"/admin/", "desk"),
)
"""How an address begins, and its lane; any other is a page."""


def lane_of(path: bytes) -> str:
    return next((lane for start, lane in LANE_OF if path.startswith(start)), "page")
