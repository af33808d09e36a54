"""A world for every test: each channel in each language; PostgreSQL where a test asks for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.databases import postgres_url, sqlite_url
from tests.support.world import Person, World


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
