"""A real `candung run` in a process of its own, to be killed, stopped and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PLENTY: Final = "100000"
"""For limits that are not what a test is about."""


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **settings: object) -> dict[str, str]:
    """Only what the command needs: no setting of the person who runs the tests."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    ours = {f"CANDUNG_{name.upper()}": str(value) for name, value in settings.items()}
    return {**plain, "PYTHONPATH": str(ROOT), "CANDUNG_DATA_DIR": str(folder), **ours}


def candung(
    folder: Path, *words: str, typed: str = "", **settings: object
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, in an empty working folder."""
    return subprocess.run(
        (sys.executable, "-m", "bot", *words),
        env=environment(folder, **settings), cwd=folder.parent, input=typed, text=True,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


class Process:
    """One installation and the process that runs it at the moment."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.port = free_port()
        self.settings: dict[str, object] = {
            "http_port": self.port, "log_level": "debug", "upload_min_free_mb": 1,
            "messages_per_minute": PLENTY, "messages_per_day": PLENTY, "sessions_per_hour": PLENTY,
            "cases_per_day": PLENTY, "upload_day_max_mb": PLENTY, **settings,
        }  # fmt: skip
        self.log = folder.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the door is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process itself."""
        assert self._process is not None, "it was started"
        return self._process.pid

    def start(self, *, hops: Mapping[str, str] | None = None, seconds: float = 30) -> bool:
        """Start and wait for the door; False where it died before. `hops`: see tests.support.hops."""
        env = environment(self.folder, **self.settings) | dict(hops or {})
        module = "tests.support.hops" if hops is not None else "bot"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                (sys.executable, "-m", module, "run"), env=env, cwd=self.folder.parent, stdout=log, stderr=log
            )
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self.lives():
                return False
            if self.answers():
                return True
            time.sleep(0.05)
        raise AssertionError(f"the door did not open: {self.log.read_text('utf-8')[-2000:]}")

    def answers(self) -> bool:
        """Whether the door is open."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as response:  # noqa: S310  our own
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def lives(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def ended(self) -> int | None:
        """The exit code; negative for a signal."""
        return None if self._process is None else self._process.poll()

    def kill(self) -> None:
        """SIGKILL, now."""
        self._end(signal.SIGKILL)

    def stop(self, seconds: float = 40) -> int:
        """SIGTERM, then wait; gives the exit code."""
        return self._end(signal.SIGTERM, seconds)

    def _end(self, how: signal.Signals, seconds: float = 40) -> int:
        process = self._process
        if process is None:
            return 0
        if process.poll() is None:
            process.send_signal(how)
        return process.wait(seconds)

    def said(self) -> str:
        """All that it ever printed or logged."""
        return self.log.read_text("utf-8", errors="replace") if self.log.exists() else ""
