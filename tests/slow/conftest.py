"""What the slow tests on real processes share."""

from collections.abc import Iterator

import pytest

from tests.slow import stack


@pytest.fixture(scope="session")
def base() -> Iterator[stack.Base]:
    """One filled database behind PgBouncer, for all of them."""
    with stack.base() as found:
        yield found
