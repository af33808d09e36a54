"""What holds for every test: nobody's settings leak in, and a browser that is missing is not passed over."""

import os
from pathlib import Path
from typing import Final

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

HERE: Final = Path(__file__).parent
APART: Final = frozenset({"benchmarks", "botapi", "browser", "commands", "crash", "house"})
"""Folders of tests that drive the product in a process of its own, or read it: to count the lines that they
pass here would cost time and say nothing."""
LONG: Final = 150
"""Seconds: a test that may take longer is among the first."""

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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest tests begin first, one at each worker. Which lines are passed is counted where it tells."""
    for item in items:
        folder, *_ = item.path.relative_to(HERE).parts
        if folder in APART and config.pluginmanager.hasplugin("pytest_cov"):
            item.add_marker("no_cover")
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    first = sorted(filter(_patience, items), key=_patience, reverse=True)
    rest = [item for item in items if not _patience(item)]
    share = len(rest) // workers + 1
    items[:] = [
        item
        for nth in range(workers)
        for item in (*first[nth::workers], *rest[nth * share : (nth + 1) * share])
    ]


def _patience(item: pytest.Item) -> int:
    """How long it may take, if long."""
    mark = item.get_closest_marker("timeout")
    seconds = int(mark.args[0]) if mark is not None else 0
    return seconds if seconds > LONG else 0


def pytest_collection_finish() -> None:
    """The collector need not walk through the library and the list of tests again and again."""
    settle()


def pytest_runtest_logfinish() -> None:
    """aiohttp remembers the last thousand applications, and with each a whole house."""
    web_app._cached_build_middleware.cache_clear()
