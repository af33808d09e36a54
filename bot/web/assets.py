"""Our own static files and Leaflet's, read once at start."""

import gzip
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web
from xstatic.pkg import leaflet

from bot.web.problems import Problem

FOREVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "public, no-cache"
VERSION: Final = 12
"""Hex digits of the content's hash in an address."""
_TYPES: Final = {
    ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png",
    ".json": "application/json", ".webmanifest": "application/manifest+json", ".ico": "image/x-icon",
    ".woff2": "font/woff2", ".txt": "text/plain", ".jpg": "image/jpeg",
}  # fmt: skip
_REMARK: Final = re.compile(rb"//.*|/\*.*\*/")
_PACKED: Final = frozenset({".js", ".css", ".svg", ".json", ".webmanifest", ".txt"})


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    content: bytes
    packed: bytes | None
    media_type: str
    version: str


ASSETS: Final = web.AppKey("assets", Mapping[str, Asset])


def load_assets(folder: Path) -> dict[str, Asset]:
    """The files of our own folder, and of Leaflet what the map needs."""
    own = {
        path.relative_to(folder).as_posix(): _asset(path.suffix, lean(path))
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in _TYPES
    }
    theirs = {name: _asset(path.suffix, path.read_bytes()) for name, path in _leaflet(Path(leaflet.BASE_DIR))}
    return own | theirs


def lean(path: Path) -> bytes:
    """The content of a file of ours; of scripts and style sheets without what only their readers need:
    indentation, and lines that hold nothing but a remark."""
    content = path.read_bytes()
    if path.suffix not in {".js", ".css"}:
        return content
    lines = (line.strip() for line in content.splitlines())
    return b"\n".join(line for line in lines if line and not _REMARK.fullmatch(line))


def _leaflet(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in (folder / "leaflet.js", folder / "leaflet.css", *(folder / "images").glob("*.png")):
        yield f"leaflet/{path.relative_to(folder).as_posix()}", path


def _asset(suffix: str, content: bytes) -> Asset:
    packed = gzip.compress(content, mtime=0) if suffix in _PACKED else None
    return Asset(content, packed, _TYPES[suffix], hashlib.sha256(content).hexdigest()[:VERSION])


def address_of(assets: Mapping[str, Asset], name: str) -> str:
    """The address of an asset, new whenever its content is."""
    return f"/static/{name}?v={assets[name].version}" if name in assets else f"/static/{name}"


async def serve_asset(request: web.Request) -> web.Response:
    """One file: for ever under its version, else asked for again each time."""
    asset = request.app[ASSETS].get(request.match_info["name"])
    if asset is None:
        raise Problem(404, "not-found")
    lasting = request.query.get("v") == asset.version
    headers = {"ETag": f'"{asset.version}"', "Cache-Control": FOREVER if lasting else ASK_AGAIN}
    if asset.packed is not None:
        headers["Vary"] = "Accept-Encoding"
    if f'"{asset.version}"' in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    if asset.packed is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return web.Response(body=asset.packed, content_type=asset.media_type, headers=headers)
    return web.Response(body=asset.content, content_type=asset.media_type, headers=headers)
