"""The door and a person, ready."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.web.rig import Door, Someone, open_door


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    async with open_door(tmp_path) as door:
        yield door


@pytest.fixture
async def someone(door: Door) -> AsyncIterator[Someone]:
    async with door.person() as someone:
        yield someone
