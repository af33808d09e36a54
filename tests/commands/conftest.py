"""A running house beside which commands are typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.process import Process


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    one = Process(tmp_path / "var")
    assert one.start()
    yield one
    one.kill()
