"""How a command opens the installation, beside a running `run` or without one."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot import logs
from bot.settings import Settings
from bot.wiring import House, furnish


@contextmanager
def opened() -> Iterator[House]:
    """Everything that an installation has, closed afterwards. The embedded database is brought up to date."""
    settings = Settings()
    logs.configure(settings)
    with furnish(settings, upgrade=settings.embedded) as house:
        yield house
