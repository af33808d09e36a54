"""A real `candung run` in a process of its own, to be killed, stopped and started again.

It is forked from one that has imported the product (tests.support.warm), which saves most of the time that
a start takes; with `anew`, and in `make soak`, it is begun as everybody begins it.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final, TypeAlias

from tests.support import warm

Begun: TypeAlias = "subprocess.Popen[bytes] | warm.Child"
Streams: TypeAlias = "tuple[IO[bytes], IO[bytes], IO[bytes]]"
"""What is typed, what is said, what is complained about."""
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


def begin(
    words: Sequence[str], env: Mapping[str, str], folder: Path, streams: Streams, *, anew: bool = False
) -> Begun:
    """`python -m` with these words."""
    if not anew and "SOAK_MINUTES" not in os.environ:
        return warm.parent().starts(words, env, folder, [stream.fileno() for stream in streams])
    typed, said, complained = streams
    return subprocess.Popen(
        (sys.executable, "-m", *words), env=env, cwd=folder, stdin=typed, stdout=said, stderr=complained
    )


def candung(
    folder: Path, *words: str, typed: str = "", **settings: object
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, in an empty working folder."""
    return _run(words, environment(folder, **settings), folder.parent, typed)


def candung_anew(
    folder: Path, *words: str, typed: str = "", **settings: object
) -> subprocess.CompletedProcess[str]:
    """The same, begun as everybody begins it."""
    return _run(words, environment(folder, **settings), folder.parent, typed, anew=True)


def _run(
    words: Sequence[str], env: Mapping[str, str], folder: Path, typed: str, *, anew: bool = False
) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile() as keys, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as woe:
        keys.write(typed.encode())
        keys.seek(0)
        process = begin(("bot", *words), env, folder, (keys, said, woe), anew=anew)
        try:
            code = process.wait(60)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            raise
        return subprocess.CompletedProcess(words, code, _read(said), _read(woe))


def _read(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


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
        self.anew = False
        """Whether it is begun as everybody begins it."""
        self._process: Begun | None = None

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
        with self.log.open("ab") as log, Path(os.devnull).open("rb") as nothing:
            streams = (nothing, log, log)
            self._process = begin((module, "run"), env, self.folder.parent, streams, anew=self.anew)
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
