"""Where do the files lie that residents send, and how do they survive a power cut?

A local folder or an S3 bucket, through obstore. Every object is sealed under its own key, so that
neither the disk nor the bucket shows a picture, and one object cannot be passed off as another.
"""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from obstore.store import LocalStore, ObjectStore, S3Store

from bot.core.messages import EvidenceId
from storage.sealing import Keyring, random_id

_KEY = re.compile(r"[0-9a-f]{32}/[a-z]+")
_HALF_WRITTEN = "#"  # obstore writes `original#1` and renames it when it is whole
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_PATIENCE = timedelta(seconds=60)


def object_key(evidence: EvidenceId, role: Literal["original", "copy"]) -> str:
    """What an object is called: a random id and its role, nothing of a person."""
    return f"{evidence}/{role}"


class Blobs:
    """The `EvidenceStore` on a local folder or a bucket."""

    def __init__(self, store: ObjectStore, keyring: Keyring, folder: Path | None = None) -> None:
        self._store = store
        self._keyring = keyring
        self._folder = folder

    @classmethod
    def open(cls, url: str, keyring: Keyring) -> "Blobs":
        """Opens a path, a `file://` or an `s3://bucket/prefix` URL; a missing folder is made, for us only."""
        scheme = urlsplit(url).scheme if "://" in url else ""
        if scheme == "s3":
            return cls(_bucket(url), keyring)
        if scheme not in {"", "file"}:
            raise ValueError(f"evidence cannot be kept at {scheme}://; use a folder or s3://")
        folder = Path(url2pathname(urlsplit(url).path) if scheme else url).absolute()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(LocalStore(folder, automatic_cleanup=True), keyring, folder)

    async def put(self, key: str, content: bytes) -> None:
        """Seal and store; durable when it returns. Storing it again after a failure is harmless."""
        _check_name(key)
        sealed = await asyncio.to_thread(self._keyring.seal_file, content, _context(key))
        # One request for one object: an upload in parts that breaks off would stay in the bucket unseen.
        await obstore.put_async(self._store, key, sealed, use_multipart=False)
        if self._folder:
            await asyncio.to_thread(_flush, self._folder / key, self._folder)

    async def fetch(self, key: str) -> bytes:
        """The content as it came. Raises `FileNotFoundError`, and `SealBroken` where it was tampered with."""
        _check_name(key)
        found = await obstore.get_async(self._store, key)
        sealed = bytes(await found.bytes_async())
        return await asyncio.to_thread(self._keyring.open_file, sealed, _context(key))

    async def delete(self, key: str) -> None:
        """Remove; no error where there is nothing."""
        _check_name(key)
        with suppress(FileNotFoundError):
            await obstore.delete_async(self._store, key)

    async def check(self) -> None:
        """Writes, reads and removes a small object. Raises when the store cannot be used."""
        key = f"{random_id()}/check"
        await self.put(key, b"check")
        await self.fetch(key)
        await self.delete(key)

    async def keys(self, before: datetime) -> AsyncIterator[str]:
        """What was stored before a time: older than any open transaction, it must be known to a row or go."""
        async for page in obstore.list(self._store):
            for found in page:
                if found["last_modified"] < before:
                    yield found["path"]

    async def clear_half_written(self, before: datetime) -> int:
        """Removes what a crash left behind in mid-write; returns how many there were."""
        if self._folder is None:  # a bucket keeps nothing of a broken upload
            return 0
        return await asyncio.to_thread(_clear_half_written, self._folder, before.timestamp())

    def free_bytes(self) -> int | None:
        """How much room the disk has left, or None where nobody can tell."""
        return shutil.disk_usage(self._folder).free if self._folder else None


def _bucket(url: str) -> S3Store:
    """The bucket; endpoint, region and keys come from the usual AWS variables."""
    if not urlsplit(url).netloc:
        raise ValueError("an s3:// address needs a bucket: s3://bucket/prefix")
    endpoint = next((os.environ[name] for name in _ENDPOINTS if name in os.environ), "")
    return S3Store.from_url(
        url.rstrip("/"),
        # We remove one object at a time, and not every store that speaks S3 knows the request for many.
        config={"disable_bulk_delete": True},
        # Someone who writes http:// as the endpoint means it: a store beside us without TLS.
        client_options={"allow_http": endpoint.startswith("http://"), "timeout": 2 * _PATIENCE},
        retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
    )


def _check_name(key: str) -> None:
    if not _KEY.fullmatch(key):
        raise ValueError("an object is named by 32 hex digits and a role")


def _context(key: str) -> bytes:
    return b"evidence:" + key.encode()


def _flush(file: Path, root: Path) -> None:
    """Makes a file and its name survive a power cut; obstore renames it into place but flushes nothing."""
    for path in (file, file.parent, root):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _half_written(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob(f"*/*{_HALF_WRITTEN}*") if path.is_file())


def _clear_half_written(folder: Path, before: float) -> int:
    cleared = 0
    for path in _half_written(folder):
        with suppress(FileNotFoundError):  # its writer may just have finished
            if path.stat().st_mtime < before:
                path.unlink()
                cleared += 1
        with suppress(OSError):  # not empty: the folder is still in use
            path.parent.rmdir()
    return cleared
