"""The page, its files, and the headers around everything."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.web.assets import lean
from bot.web.guard import tile_origin
from bot.web.page import load_template
from bot.web.parts import HERE
from tests.web.rig import Door, error_of, open_door

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; manifest-src 'self'"
)


def config_of(page: str) -> dict[str, object]:
    found = re.search(r'id="config">(.*?)</script>', page, re.DOTALL)
    assert found
    config: dict[str, object] = json.loads(found[1])
    return config


async def test_the_page_knows_the_ward_and_what_its_scripts_need(door: Door) -> None:
    async with door.person(enters=False) as visitor:
        response = await visitor.get("/")
        page = await response.text()
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert "<title>UBND phường Thành Đông</title>" in page
    assert re.search(r'href="/static/chat.css\?v=[0-9a-f]{12}"', page)
    assert config_of(page) == {
        "language": "vi", "start": "home", "upload_max_bytes": 25_000_000,
        "map": {
            "tiles": None, "attribution": None, "outline": None, "center": [20.9594, 106.325], "zoom": 14,
        },
    }  # fmt: skip


async def test_the_tracking_page_is_the_same_with_another_start(door: Door) -> None:
    async with door.person(enters=False) as visitor:
        assert config_of(await (await visitor.get("/track")).text())["start"] == "track"


async def test_the_real_page_renders_in_both_languages(tmp_path: Path) -> None:
    async with open_door(tmp_path, {"templates": HERE / "templates", "static": HERE / "static"}) as door:
        for language in ("vi", "en"):
            async with door.person(enters=False, **{"Accept-Language": language}) as visitor:
                response = await visitor.get("/track")
                page = await response.text()
            assert response.status == 200
            assert f'<html lang="{language}"' in page
            assert config_of(page)["language"] == language
            assert not re.search(r"<script(?![^>]*(src|application/json))|\son\w+=|\sstyle=", page)
    assert load_template(door.parts).name == "chat.html"


async def test_every_answer_carries_the_headers(door: Door) -> None:
    async with door.person(enters=False) as visitor:
        for path in ("/", "/healthz", "/nowhere", "/chat/history", "/static/chat.css"):
            headers = (await visitor.get(path)).headers
            assert headers["Content-Security-Policy"] == CSP
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert "geolocation=(self), camera=(self)" in headers["Permissions-Policy"]
            assert "Strict-Transport-Security" not in headers


async def test_the_policy_names_tiles_and_frames_of_the_settings(tmp_path: Path) -> None:
    settings: dict[str, Any] = {
        "map_tiles_url": "https://{s}.tiles.example.vn/{z}/{x}/{y}.png",
        "map_attribution": "© Example </script>",
        "embed_origins": "https://a.example.vn https://b.example.vn",
    }
    async with open_door(tmp_path, **settings) as door, door.person(enters=False) as visitor:
        response = await visitor.get("/")
        policy = response.headers["Content-Security-Policy"]
        shown = config_of(await response.text())["map"]
    assert "img-src 'self' blob: data: https://*.tiles.example.vn; connect-src" in policy
    assert "; frame-ancestors https://a.example.vn https://b.example.vn; " in policy
    assert isinstance(shown, dict)
    assert shown["tiles"] == settings["map_tiles_url"]
    assert shown["attribution"] == "© Example </script>"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://tiles.example.vn:8443/{z}/{x}/{y}.png", "https://tiles.example.vn:8443"),
        ("https://tile-{s}.example.vn/{z}", "https://*.example.vn"),
        ("http://127.0.0.1:9/{z}", "http://127.0.0.1:9"),
    ],
)
def test_the_origin_of_tiles(url: str, origin: str) -> None:
    assert tile_origin(url) == origin


async def test_a_versioned_file_is_kept_for_ever_and_others_are_asked_for(door: Door) -> None:
    async with door.person(enters=False) as visitor:
        address = re.search(r"/static/chat.css\?v=\w+", await (await visitor.get("/")).text())
        assert address
        versioned = await visitor.get(address[0])
        plain = await visitor.get("/static/chat.css")
        stale = await visitor.get("/static/chat.css?v=000000000000")
        known = await visitor.get("/static/chat.css", **{"If-None-Match": plain.headers["ETag"]})
    assert versioned.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Cache-Control"] == stale.headers["Cache-Control"] == "public, no-cache"
    assert (known.status, await known.read()) == (304, b"")
    assert plain.headers["Content-Type"].startswith("text/css")


async def test_text_travels_packed_where_the_browser_unpacks(door: Door) -> None:
    async with door.person(enters=False) as visitor:
        browser = visitor.browser.session
        url = str(door.server.make_url("/static/chat.css"))
        async with browser.get(url, headers={"Accept-Encoding": "gzip"}) as packed:
            assert packed.headers["Content-Encoding"] == "gzip"
            assert packed.headers["Vary"] == "Accept-Encoding"
            assert int(packed.headers["Content-Length"]) < len(await packed.read())
        async with browser.get(url, headers={"Accept-Encoding": "identity"}) as plain:
            assert "Content-Encoding" not in plain.headers


def test_remarks_and_indentation_are_not_sent(tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text('// why\nconst a = "//"; // here\n\n  /** What. */\n  f(`https://${a}`);\n', "utf-8")
    assert lean(script) == b'const a = "//"; // here\nf(`https://${a}`);'
    picture = tmp_path / "a.svg"
    picture.write_bytes(b"<svg>\n  // \n</svg>")
    assert lean(picture) == picture.read_bytes()


async def test_leaflet_comes_from_its_package_and_only_what_the_map_needs(door: Door) -> None:
    async with door.person(enters=False) as visitor:
        for path in ("leaflet.js", "leaflet.css", "images/marker-icon.png"):
            assert (await visitor.get(f"/static/leaflet/{path}")).status == 200
        for path in ("leaflet-src.js", "leaflet.js.map", "../chat.html", "", "%2e%2e/templates/chat.html"):
            assert (await visitor.get(f"/static/leaflet/{path}")).status == 404


async def test_somebody_who_opens_an_address_reads_a_sentence(door: Door) -> None:
    async with door.person(enters=False) as visitor:
        response = await visitor.get("/nowhere", Accept="text/html,application/xhtml+xml;q=0.9")
    assert (response.status, await response.text()) == (404, "Không tìm thấy nội dung này.")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


async def test_what_is_not_there_is_said_as_json_in_the_persons_language(door: Door) -> None:
    async with door.person(enters=False, **{"Accept-Language": "en"}) as visitor:
        assert await error_of(await visitor.get("/nowhere")) == (404, "not-found", "This was not found.")
        response = await visitor.browser.post("/track")
        assert (await error_of(response))[:2] == (405, "method")
        assert response.headers["Allow"] == "GET,HEAD"
        assert (await visitor.browser.head("/")).status == 200
