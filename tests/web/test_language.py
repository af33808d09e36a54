"""Which language a browser asks for."""

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.web.language import language_of


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"),
        ("en", "en"),
        ("EN-us,en;q=0.9", "en"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en;q=0.3, vi;q=0.7", "vi"),
        ("fr, de", "vi"),
        ("en;q=oops", "vi"),
        ("*", "vi"),
        ("en;q=0", "vi"),
    ],
)
def test_the_browsers_wish_counts_where_we_can_meet_it(header: str, language: str) -> None:
    assert language_of(make_mocked_request("GET", "/", headers={"Accept-Language": header})) == language


def test_an_unknown_language_in_the_cookie_is_ignored() -> None:
    headers = {"Cookie": "candung_language=xx", "Accept-Language": "en"}
    assert language_of(make_mocked_request("GET", "/", headers=headers)) == "en"
