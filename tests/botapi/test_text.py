"""Marks become entities; what the platform cannot read, it refuses."""

import pytest

from tests.support.botapi import htmlmarks, markdown
from tests.support.botapi.text import formatted, units
from tests.support.botapi.wire import ApiError, Json

Told = list[tuple[str, int, int]]


def spans(entities: list[Json]) -> Told:
    return [(one["type"], one["offset"], one["length"]) for one in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>Chào</b> bạn", "Chào bạn", [("bold", 0, 4)]),
        ("😀<b>a</b>", "😀a", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("italic", 1, 1), ("bold", 0, 2)]),
        ("1 &lt; 2 &amp;&#33; &quot;x&quot; &nbsp; AT&T", '1 < 2 &! "x" &nbsp; AT&T', []),
        ("<code>x</code><pre>y</pre>", "xy", [("code", 0, 1), ("pre", 1, 1)]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("a > b", "a > b", []),
    ],
)
def test_html_is_read(source: str, text: str, entities: Told) -> None:
    words, found = htmlmarks.parse(source)
    assert (words, spans(found)) == (text, entities)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("đ<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=a&b>y</a>", "Unexpected end of name token"),
    ],
)
def test_html_that_is_none_is_refused(source: str, fault: str) -> None:
    with pytest.raises(ApiError) as refusal:
        htmlmarks.parse(source)
    assert refusal.value.description.startswith("Bad Request: can't parse entities: ")
    assert fault in refusal.value.description


def test_a_link_leads_somewhere_or_is_none() -> None:
    [link] = htmlmarks.parse('<a href="https://a.vn/?x=1&amp;y=2">đây</a>')[1]
    assert (link["url"], link["length"]) == ("https://a.vn/?x=1&y=2", 3)
    assert htmlmarks.parse('<a href="http://a.vn">x</a>')[1][0]["url"] == "http://a.vn/"
    assert htmlmarks.parse('<a href="not a link">x</a>')[1] == []
    assert htmlmarks.parse("<a href='tg://user?id=5'>x</a>")[1][0]["url"] == "tg://user?id=5"


def test_a_language_belongs_to_code_inside_pre() -> None:
    [block] = htmlmarks.parse('<pre><code class="language-python">x</code></pre>')[1]
    assert (block["type"], block["language"]) == ("pre", "python")
    [code] = htmlmarks.parse('<code class="language-python">x</code>')[1]
    assert "language" not in code


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*Chào* _bạn_", "Chào bạn", [("bold", 0, 4), ("italic", 5, 3)]),
        ("__u__ ~s~ ||p||", "u s p", [("underline", 0, 1), ("strikethrough", 2, 1), ("spoiler", 4, 1)]),
        (r"12\.500đ \- 5%", "12.500đ - 5%", []),
        ("`a.b*c`", "a.b*c", [("code", 0, 5)]),
        ("```python\nx = 1\n```", "x = 1\n", [("pre", 0, 6)]),
        ("😀*b*", "😀b", [("bold", 2, 1)]),
        ("*a _b_*", "a b", [("italic", 2, 1), ("bold", 0, 3)]),
        (">một\n>hai\nba", "một\nhai\nba", [("blockquote", 0, 8)]),
        ("[x](https://a.vn/b\\)c)", "x", [("text_link", 0, 1)]),
    ],
)
def test_markdown_is_read(source: str, text: str, entities: Told) -> None:
    words, found = markdown.parse(source)
    assert (words, spans(found)) == (text, entities)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("12.500đ", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a-b", "Character '-' is reserved"),
        ("a|b", "Character '|' is reserved"),
        ("a > b", "Character '>' is reserved"),
        ("đ*b", "Can't find end of bold entity at byte offset 2"),
        ("[x](https://a", "Can't find end of a URL at byte offset 4"),
        ("`x", "Can't find end of code entity"),
    ],
)
def test_markdown_that_is_none_is_refused(source: str, fault: str) -> None:
    with pytest.raises(ApiError) as refusal:
        markdown.parse(source)
    assert fault in refusal.value.description


def test_blanks_at_the_ends_go_and_entities_move_along() -> None:
    marked = formatted("  <b> x </b>  ", "HTML", None)
    assert (marked.text, spans(marked.entities)) == ("x", [("bold", 0, 1)])


def test_clients_find_commands_and_links_by_themselves() -> None:
    marked = formatted("/viec@can_dung_bot xem https://a.vn/x. hỏi @to_cong_tac #khan", None, None)
    found = {
        one["type"]: marked.text[one["offset"] : one["offset"] + one["length"]] for one in marked.entities
    }
    assert found == {
        "bot_command": "/viec@can_dung_bot", "url": "https://a.vn/x", "mention": "@to_cong_tac",
        "hashtag": "#khan",
    }  # fmt: skip
    assert formatted("<code>/viec</code>", "html", None).entities[0]["type"] == "code"
    assert len(formatted("<code>/viec</code>", "html", None).entities) == 1


def test_given_entities_lie_within_the_text() -> None:
    with pytest.raises(ApiError, match="beyond"):
        formatted("ab", None, [{"type": "bold", "offset": 1, "length": 2}])
    with pytest.raises(ApiError, match="parse_mode"):
        formatted("ab", "Markdown3", None)


def test_units_are_those_of_utf_16() -> None:
    assert [units(text) for text in ("a", "đ", "😀", "👨‍👩‍👧")] == [1, 1, 2, 8]
