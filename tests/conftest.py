"""What holds for every test: nobody's settings leak in, and a browser that is missing is not passed over."""

import os

import pytest
from aiohttp import web_app
from hypothesis import HealthCheck, settings

from bot.memory import settle

# The gate must say the same on every run; the long form looks for what nobody thought of.
settings.register_profile("gate", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "soak", deadline=None, max_examples=5_000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("gate")

for name in [name for name in os.environ if name.upper().startswith("CANDUNG_")]:
    del os.environ[name]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One loud line for each thing that was not tested."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any("NO BROWSER" in str(report.longrepr) for report in skipped):
        words = "NO BROWSER: neither chromium nor google-chrome is in PATH, the chat page was NOT tested"
        terminalreporter.write_line(words, red=True, bold=True)
    if any("NO GRAMMY" in str(report.longrepr) for report in skipped):
        words = (
            "NO GRAMMY: run `npm ci` in tests/botapi/witnesses, one witness of the fake Bot API was NOT heard"
        )
        terminalreporter.write_line(words, red=True, bold=True)


def pytest_collection_finish() -> None:
    """The collector need not walk through the library and the list of tests again and again."""
    settle()


def pytest_runtest_logfinish() -> None:
    """aiohttp remembers the last thousand applications, and with each a whole house."""
    web_app._cached_build_middleware.cache_clear()
