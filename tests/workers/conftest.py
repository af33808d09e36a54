"""A fresh database and what stands around it."""

from collections.abc import Iterator

import pytest
import structlog

from storage.database import Database
from tests.support.databases import sqlite
from tests.workers.rig import Rig

__all__ = ["rig", "sqlite"]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Without a configuration every traceback is drawn in colour, which takes seconds."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    yield
    structlog.reset_defaults()


@pytest.fixture
async def rig(sqlite: Database) -> Rig:
    """One paper channel, everything is echoed."""
    return Rig(sqlite)
