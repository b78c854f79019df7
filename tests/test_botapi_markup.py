"""HTML mode is read as Telegram reads it, odd corners included."""

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi.detect import detected
from tests.botapi.entities import entity_text, trimmed, utf16_length
from tests.botapi.markup import MarkupError, parse_html

READ: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("plain", "plain", []),
    ("<b>one</b> <i>two</i>", "one two", [("bold", "one"), ("italic", "two")]),
    ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
    ("🏛<u>สัญญา 🏛</u>!", "🏛สัญญา 🏛!", [("underline", "สัญญา 🏛")]),
    ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", x) for x in "abc"]),
    (
        "<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>",
        "ab",
        [("spoiler", "a"), ("spoiler", "b")],
    ),
    ("<code>x &lt; y</code>", "x < y", [("code", "x < y")]),
    ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", "x")]),
    ("<blockquote>q</blockquote>", "q", [("blockquote", "q")]),
    ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
    ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "x", [("text_link", "x")]),
    ("<a href='tg://user?id=5'>x</a>", "x", [("text_mention", "x")]),
    ("<a href='no link at all'>x</a>", "x", []),
    ("<B>x</b>", "x", [("bold", "x")]),
    ("<b>x</>", "x", [("bold", "x")]),
    ("<b></b>x", "x", []),
    ("a &lt b", "a < b", []),
    ("&ltx; &nbsp; & &&", "&ltx; &nbsp; & &&", []),
    ("&#3626;&#x0E31; &#0; &#99999999;", "สั &#0; &#99999999;", []),
    ("a > b", "a > b", []),
]

REFUSED = [
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("ก <b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("ก</b>", "Unexpected end tag at byte offset 3"),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b><i>x</b></i>", "Unmatched end tag"),
    ("<br>x", 'Unsupported start tag "br"'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<a href='x>y</a>", "Unclosed start tag"),
    ("<a href=x/y>z</a>", "Unexpected end of name token"),
    ("<a =x>z</a>", "Empty attribute name"),
    ("<span class='x'>z</span>", 'must have class "tg-spoiler"'),
    ("&#xD83C;", "unmatched surrogate code units"),
    ("<tg-emoji emoji-id='x'>z</tg-emoji>", "Invalid custom emoji identifier"),
]


@pytest.mark.parametrize(("source", "text", "styled"), READ)
def test_markup_becomes_text_and_entities(
    source: str, text: str, styled: list[tuple[str, str]]
) -> None:
    plain, entities = parse_html(source)
    assert plain == text
    assert [(e["type"], entity_text(plain, e)) for e in entities] == styled


@pytest.mark.parametrize(("source", "message"), REFUSED)
def test_broken_markup_is_refused_in_telegrams_words(source: str, message: str) -> None:
    with pytest.raises(MarkupError, match=re.escape(message)):
        parse_html(source)


@given(st.text())
def test_escaped_text_of_any_kind_comes_back_as_it_was(text: str) -> None:
    source = f"<b>{html.escape(text)}</b>"
    plain, entities = parse_html(source)
    assert plain == text
    assert [entity_text(plain, e) for e in entities] == ([text] if text else [])


def test_a_link_is_completed() -> None:
    def address(href: str) -> Any:
        return parse_html(f"<a href='{href}'>x</a>")[1][0]["url"]

    assert address("example.org") == "http://example.org/"
    assert address("example.org?a") == "http://example.org/?a"
    assert address("https://example.org/a b".replace(" ", "%20")) == "https://example.org/a%20b"


def test_outer_white_space_goes_and_entities_move_along() -> None:
    text, entities = trimmed(*parse_html("\n  a <b>b </b> "))
    assert text == "a b"
    assert [entity_text(text, e) for e in entities] == ["b"]


def test_length_counts_utf16_units() -> None:
    assert utf16_length("aก🏛") == 4


def test_commands_mentions_and_links_are_found_in_what_people_type() -> None:
    text = "/ask@a_bot 🏛 @official see https://example.org/a. or a@example.org #ict not/this"
    found = [(e["type"], entity_text(text, e)) for e in detected(text)]
    assert found == [
        ("bot_command", "/ask@a_bot"),
        ("mention", "@official"),
        ("url", "https://example.org/a"),
        ("email", "a@example.org"),
        ("hashtag", "#ict"),
    ]
