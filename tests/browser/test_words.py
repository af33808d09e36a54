"""The words of the page: the same in both languages, none missing, none left over."""

import re

from tests.browser.stub import ROOT


def test_both_languages_fill_the_page_with_the_same_places() -> None:
    texts = {language: (ROOT / f"locales/{language}/web.ftl").read_text("utf-8") for language in ("vi", "en")}
    places = {
        language: {
            key: words.count("%s") for key, words in re.findall(r"^(web-[\w-]+) = (.*)$", text, re.MULTILINE)
        }
        for language, text in texts.items()
    }
    assert places["vi"] == places["en"]
    used = set(
        re.findall(r"""t\(["'](web-[\w-]+)""", (ROOT / "bot/web/templates/chat.html").read_text("utf-8"))
    )
    assert used == set(places["vi"])
