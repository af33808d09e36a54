"""A parent that has the product imported already: its children are processes of the product, begun at once.

An installation takes two seconds of a processor to start, nearly all of it for imports and for reading the
texts. A child is forked where those are done; it has its own folder, environment and streams, is killed like
any other process, and ends as an interpreter does. `make soak`, and whoever asks for `anew`, starts the
interpreter itself.
"""

import atexit
import contextlib
import gc
import json
import os
import random
import runpy
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
MOST: Final = 1 << 16
"""Bytes of one order."""
HANDLES: Final = 256
"""More than a process has open that has just begun."""


class Child:
    """A process of the product, as `subprocess.Popen` shows one."""

    def __init__(self, line: socket.socket, pid: int) -> None:
        self._line = line
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code; negative for a signal; None while it runs."""
        with contextlib.suppress(BlockingIOError):
            self._hears(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended."""
        try:
            return self._hears(timeout)
        except TimeoutError:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0) from None

    def _hears(self, seconds: float | None) -> int:
        if self.returncode is None:
            self._line.settimeout(seconds)
            told = self._line.recv(64)
            assert told, "whoever watched it is gone"
            self.returncode = int(told)
            self._line.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """If it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)


class Parent:
    """The process that was warmed up, seen from the tests."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        self._one_by_one = threading.Lock()
        plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        with theirs:
            self._process = subprocess.Popen(
                (sys.executable, "-m", "tests.support.warm", str(theirs.fileno())),
                env=plain, cwd=ROOT, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
        atexit.register(self.ends)

    def starts(
        self, words: Sequence[str], env: Mapping[str, str], folder: Path, streams: Sequence[int]
    ) -> Child:
        """`python -m` with these words, in that folder, with these three streams."""
        ours, theirs = socket.socketpair()
        order = json.dumps({"words": list(words), "env": dict(env), "folder": str(folder)}).encode()
        assert len(order) < MOST, "it fits into one message"
        with theirs, self._one_by_one:
            socket.send_fds(self._line, [order], [theirs.fileno(), *streams])
            return Child(ours, int(ours.recv(64)))

    def ends(self) -> None:
        """Whoever has no orders left goes home."""
        self._line.close()
        self._process.wait(10)


@cache
def parent() -> Parent:
    """One for all tests of this process."""
    return Parent()


def _warm_up() -> None:
    """Import what commands need, and read what never changes; nothing is opened, no thread is begun."""
    for name in ("bot.channels.telegram", "bot.commands.run", "bot.commands.doctor", "bot.commands.staff"):
        import_module(name)
    words: Any = import_module("locales").Catalog
    ward: Any = import_module("bot.ward")
    catalog = words.load()
    ward.load_ward(ward.DEFAULT)
    words.load = lambda: catalog  # a child adds words only to its own copy
    gc.collect()
    gc.freeze()


def _obey(orders: socket.socket) -> tuple[str, ...]:
    """Fork for each order; gives, in the child, the words that it shall run. Without more orders it ends."""
    while True:
        told, handles, _, _ = socket.recv_fds(orders, MOST, 4)
        if not told:
            sys.exit()
        if os.fork() == 0:
            break
        for handle in handles:
            os.close(handle)
    orders.close()
    line, *streams = handles
    _watch(socket.socket(fileno=line))
    order = json.loads(told)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["folder"])
    sys.path[0] = order["folder"]
    random.seed()
    return tuple(order["words"])


def _watch(line: socket.socket) -> None:
    """Fork once more: who stays here tells the other's number and how it ended; only the other returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        line.close()
        return
    try:
        line.send(str(pid).encode())
        os.closerange(0, line.fileno())
        os.closerange(line.fileno() + 1, HANDLES)
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        line.send(str(ended).encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    _warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    module, *words = _obey(socket.socket(fileno=int(sys.argv[1])))
    sys.argv[1:] = words
    runpy.run_module(module, run_name="__main__", alter_sys=True)
