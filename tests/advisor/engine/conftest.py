"""What the accuracy tests find is what the method page prints.

Measured again, printed, and written into ``advisor/data/accuracy.json``:
``./run test tests/advisor/engine -k "reference_rooms or reference_years" -n 0 -s --write-accuracy``
"""

import json
from collections.abc import Callable

import pytest

from advisor.reference.data_files import DATA

FILE = DATA / "accuracy.json"

Publish = Callable[[str, dict[str, float]], None]


@pytest.fixture
def publish(request: pytest.FixtureRequest) -> Publish:
    """Holds the published figures of one part against those just measured, or writes them."""

    def compare(part: str, measured: dict[str, float]) -> None:
        figures = {name: round(float(value), 4) for name, value in measured.items()}
        published = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
        if request.config.getoption("--write-accuracy"):
            published[part] = figures
            text = json.dumps(published, indent=1, sort_keys=True)
            FILE.write_text(f"{text}\n", encoding="utf-8")
        assert published.get(part) == pytest.approx(figures, abs=2e-4), "see --write-accuracy"

    return compare
