"""A world for every test: each channel and each language; PostgreSQL where a test asks for it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import pytest

from tests.support.databases import postgres_url, sqlite_url
from tests.support.world import Person, World

HERE: Final = Path(__file__).parent
BOTH: Final = (
    "test_understood",
    "test_not_a_report",
    "test_work",
    "test_aftermath",
    "test_lists",
    "test_clockwork",
)
"""What carries a report from its first word to its end meets both channels and both languages."""
WALKED: Final = (
    "aftermath_news any_conversation as_people_type case_machine clockwork consent danger evidence_sent",
    "failures_elsewhere filing gaps identity moving_about officers own_data place poor_photos postgres",
    "quiet_hours routing_rows tracking understood",
)
"""Together they pass three in a hundred of the lines that no other scenario passes; counting the lines of a
scenario takes as long again as two thirds of it."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the four corners (channel, language) a test keeps one, chosen by its name, and those of `BOTH` two
    opposite ones. `make soak` walks through all four."""
    walked = {f"test_{name}" for line in WALKED for name in line.split()}
    for item in items:
        if (
            item.path.parent == HERE
            and item.path.stem in walked
            and config.pluginmanager.hasplugin("pytest_cov")
        ):
            item.add_marker("no_cover")
    if os.environ.get("EVERY_CORNER"):
        return
    left_out = [item for item in items if _is_left_out(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _is_left_out(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function) or not item.path.is_relative_to(HERE):
        return False
    chosen = item.callspec.params if hasattr(item, "callspec") else {}
    if not {"channel", "language"} <= chosen.keys():
        return False
    corner = {chosen["channel"], chosen["language"]}
    rest = [part for part in item.name.replace("]", "").replace("[", "-").split("-") if part not in corner]
    chance = crc32("-".join(rest).encode())
    if ("web" in corner) ^ ("vi" in corner) == bool(chance % 2):
        return True
    both = item.path.stem.startswith(BOTH)
    return not both and ("web" in corner) == bool(chance >> 1 & 1)


@asynccontextmanager
async def living(url: str, folder: Path, language: str, **settings: Any) -> AsyncIterator[World]:
    world = World(url, folder, language, **settings)
    await world.opens()
    try:
        yield world
    finally:
        await world.leaves()


@pytest.fixture(params=["web", "telegram"])
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def world(tmp_path: Path, channel: str, language: str) -> AsyncIterator[World]:
    async with living(sqlite_url(tmp_path), tmp_path, language, channel=channel) as world:
        yield world


@pytest.fixture
async def lan(world: World) -> Person:
    return await world.person("lan")


@pytest.fixture
async def viet(tmp_path: Path) -> AsyncIterator[World]:
    """Where the words themselves are looked at."""
    async with living(sqlite_url(tmp_path), tmp_path, "vi") as world:
        yield world


@pytest.fixture
async def postgres_world(tmp_path: Path) -> AsyncIterator[World]:
    with postgres_url() as url:
        async with living(url, tmp_path, "vi") as world:
            yield world
