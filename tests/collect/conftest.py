"""What the tests of collecting share."""

from collections.abc import Iterator

import pytest

from tests.collect.loopback import Site, serve_site


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as running:
        yield running
