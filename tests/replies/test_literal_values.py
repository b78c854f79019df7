"""What the register or an asker typed is shown as it is: signs in it are never markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.agreements.deadlines import LeadTimes
from bot.agreements.text import LANGUAGES, Language
from bot.replies.answers import reply_to
from bot.replies.card import Card
from bot.replies.fields import FieldAnswers
from bot.replies.lines import Line, Reply, Style
from bot.replies.plain import plain_text
from bot.replies.words import words_in
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from bot.search.question import Ask
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY, agreement

NASTY = "{0} {title} **b** _i_ `c` <b>&amp; %s $x \\n"
signs = st.text(alphabet="{}*_`<>&%$\\ab1ก ", min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and "  " not in text
)


def record_of(value: str) -> dict[str, object]:
    """Return a record that has a value wherever people may write one."""
    return {
        "id": "A-1", "title": f"Zephyrus {value}", "summary": value, "notes": value,
        "kind": "mou", "signed": "2020", "scope_areas": [value], "aliases": [],
        "parties": [{"name": value, "country": "JP", "formerly": [value]}],
        "owner": {"unit": value, "contact": value},
        "evidence": [{"field": "signed", "value": value, "source": value, "locator": value}],
    }  # fmt: skip


def desk_with(vocabulary: Vocabulary, value: str) -> Desk:
    return Desk(Holdings(vocabulary, [agreement(record_of(value))]), LeadTimes())


def shown(lines: list[Line]) -> str:
    return plain_text(Reply(tuple(lines)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_in_a_record_are_shown_as_they_are(
    vocabulary: Vocabulary, language: Language
) -> None:
    desk = desk_with(vocabulary, NASTY)
    reply = reply_to(desk.ask("A-1", TODAY), desk.view(TODAY), language)

    assert plain_text(reply).count(NASTY) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "ask", [Ask.TITLE, Ask.SUMMARY, Ask.PARTIES, Ask.SCOPE_AREAS, Ask.OWNER, Ask.SOURCE]
)
def test_signs_in_a_field_are_shown_as_they_are(
    vocabulary: Vocabulary, ask: Ask, language: Language
) -> None:
    desk = desk_with(vocabulary, NASTY)
    fields = FieldAnswers(desk.view(TODAY), words_in(language), inside=True)
    lines = fields.lines(ask, desk.holdings.agreements["A-1"])

    assert NASTY in shown(lines)


@settings(max_examples=40)
@given(signs)
@example("{count}")
@example("**")
@example("}{")
def test_any_signs_in_a_card_are_shown_as_they_are(vocabulary: Vocabulary, value: str) -> None:
    desk = desk_with(vocabulary, value)
    for language in LANGUAGES:
        card = Card(desk.view(TODAY), words_in(language))
        text = shown(card.lines(desk.holdings.agreements["A-1"]))
        assert f"Zephyrus {value}" in text
        assert text.count(value) >= 4


def test_a_value_in_a_bold_sentence_stays_one_bold_stretch(vocabulary: Vocabulary) -> None:
    desk = desk_with(vocabulary, "a ** b")
    fields = FieldAnswers(desk.view(TODAY), words_in("en"))
    (line,) = fields.lines(Ask.OWNER, desk.holdings.agreements["A-1"])

    assert [(span.text, span.style) for span in line.spans] == [
        ("Responsible: ", Style.PLAIN), ("a ** b", Style.BOLD), (".", Style.PLAIN),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["{title}", "**bold**", "_it_", "<b>", "`x`", "{0}", "}", "%s"])
def test_signs_in_a_question_never_break_its_answer(desk: Desk, typed: str) -> None:
    for text in (typed, f"agreement on {typed}", f"agreement on quidditch{typed} with Japan"):
        reply = reply_to(desk.ask(text, TODAY), desk.view(TODAY))
        assert plain_text(reply).strip()


def test_a_typed_word_is_quoted_as_it_was_typed(desk: Desk) -> None:
    reply = reply_to(desk.ask("when does the FILAND mou expire", TODAY), desk.view(TODAY))

    assert "reading “FILAND” as Finland" in plain_text(reply)


def test_an_address_of_a_source_is_a_link_and_another_source_is_not(
    vocabulary: Vocabulary,
) -> None:
    for source, link in (
        ("https://example.org/{a}", "https://example.org/{a}"),
        ("javascript:x", ""),
    ):
        record = agreement(
            {"id": "A-1", "evidence": [{"field": "signed", "source": source, "locator": "p. 1"}]}
        )
        desk = Desk(Holdings(vocabulary, [record]), LeadTimes())
        lines = FieldAnswers(desk.view(TODAY), words_in("en")).lines(Ask.SOURCE, record)
        assert {span.link for line in lines for span in line.spans} - {""} == {link} - {""}


def test_no_line_of_a_reply_holds_a_line_break(desk: Desk) -> None:
    for agreement_id in desk.holdings.agreements:
        reply = reply_to(desk.ask(agreement_id, TODAY), desk.view(TODAY))
        assert not any(re.search(r"[\r\n]", line.text) for line in reply.lines)
