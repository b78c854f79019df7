"""Nothing on record, other topics, titles: what is not there is said, never guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.search.answer import Absent, AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY

# -- nothing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["do we have a fisheries treaty with Peru?", "มีสนธิสัญญาประมงกับเปรูไหม"]
)
def test_nothing_with_peru_and_nothing_on_fisheries(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.NONE
    assert answer.total == 0
    assert set(answer.absent) == {(Absent.PARTY, "PE"), (Absent.AREA, "fisheries")}


def test_a_topic_that_no_agreement_with_a_country_has_is_nothing(desk: Desk) -> None:
    answer = desk.ask("MoU with Japan on tourism", TODAY)

    assert answer.kind is AnswerKind.NONE
    assert answer.absent == ((Absent.AREA, "tourism"),)
    assert all(match.nearest for match in answer.matches)


def test_a_code_that_is_not_there_is_nothing(desk: Desk) -> None:
    answer = desk.ask("XX-2020-NONE", TODAY)

    assert answer.kind is AnswerKind.NONE
    assert answer.absent == ((Absent.CODE, "XX-2020-NONE"),)


@pytest.mark.parametrize(
    "text",
    [
        "asdfgh",
        "?",
        "!!!",
        "😀😀😀",
        "",
        "   ",
        "what is the meaning of life",
        "who is the prime minister",
        "tell me a joke",
        "exchange rate of the yen",
        "ตลกดี",
        "คืนนี้กินอะไรดี",
        "กาชาด",
        "stupid thing",
        "\x00\x01",
        "select * from agreements; drop table x",
    ],
)
def test_what_is_no_question_about_agreements_is_no_agreement(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind in (AnswerKind.NONE, AnswerKind.HELP)
    assert answer.found == ()


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "4",
        "12",
        "99",
        "5555",
    ],
)
def test_a_lone_number_picks_no_agreement(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).found == ()


@pytest.mark.parametrize(
    "text",
    [
        "what is the weather today",
        "weather today",
        "อากาศวันนี้เป็นอย่างไร",
        "tell me a joke about Japan",
        "what is the capital of Finland",
        "book a hotel in Vientiane",
        "ค่าเงินเยนวันนี้เท่าไหร่",
    ],
)
def test_another_topic_is_not_answered_with_an_agreement(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).found == ()


@pytest.mark.parametrize("text", ["hello", "สวัสดี", "thanks", "ขอบคุณ", "help", "what can you do"])
def test_greetings_thanks_and_calls_for_help_get_help(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.HELP
    assert answer.matches == ()


def test_a_greeting_before_a_question_does_not_hide_it(desk: Desk) -> None:
    assert desk.ask("hello, when does the Finland MoU expire? thanks", TODAY).focus == "FI-2022-ICT"
    assert desk.ask("สวัสดีครับ ข้อตกลงกับฟินแลนด์หมดอายุเมื่อไหร่", TODAY).focus == "FI-2022-ICT"


@pytest.mark.parametrize(
    "text",
    [
        "Japan",
        "agreements",
        "XX-2020-NONE",
        "how many",
        "hello",
        "🇯🇵",
        "list everything",
        "what is due",
    ],
)
def test_an_empty_register_answers_nothing_on_record(
    desk_of: Callable[..., Desk], text: str
) -> None:
    answer = desk_of().ask(text, TODAY)

    assert answer.matches == ()
    assert answer.total == 0
    assert answer.kind in (AnswerKind.NONE, AnswerKind.COUNT, AnswerKind.HELP)


# -- titles -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "th"])
def test_a_title_typed_out_finds_its_text(desk: Desk, language: str) -> None:
    missed = []
    for agreement in desk.holdings:
        title = agreement.title.en if language == "en" else agreement.title.th
        if len(title) < 60:
            continue
        answer = desk.ask(title, TODAY)
        if agreement.id not in [match.id for match in answer.found[:3]]:
            missed.append(agreement.id)

    assert len(missed) <= 1, missed


def test_a_title_that_is_not_on_record_is_nothing(desk: Desk) -> None:
    title = (
        "Memorandum of Understanding on fisheries between the Government of Thailand and the "
        "Government of Peru concerning tuna"
    )
    answer = desk.ask(title, TODAY)

    assert answer.kind is AnswerKind.NONE
    assert answer.absent[0][0] is Absent.TITLE


@pytest.mark.parametrize(
    "text",
    [
        "agreement between Thailand and Japan on posts",
        "the newest agreement with Singapore that was signed",
    ],
)
def test_a_description_that_sounds_like_a_title_still_finds_its_text(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).found


# -- what was asked about is said --------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "does the Finland MoU cover fisheries",
        "does the Kazakhstan MoC cover fisheries",
        "does JP-2022-ICT cover fisheries",
    ],
)
def test_a_topic_that_a_text_does_not_have_is_said_to_be_absent(desk: Desk, text: str) -> None:
    assert (Absent.AREA, "fisheries") in desk.ask(text, TODAY).absent


def test_the_same_question_gets_the_same_answer(desk: Desk) -> None:
    for text in ("when does the japan one expire", "agreements on AI", "กาชาด"):
        assert desk.ask(text, TODAY) == desk.ask(text, TODAY)


def test_half_of_a_hyphenated_word_means_no_agreement(desk: Desk) -> None:
    assert desk.ask("<b>hi</b> & co", TODAY).found == ()


@pytest.mark.parametrize(
    "text",
    [
        "when did Thailand join ASEAN",
        "is Thailand a member of the ITU",
        "ประเทศไทยเข้าเป็นสมาชิกอาเซียนเมื่อใด",
        "tell me a joke about treaties",
        "แปลคำว่า บันทึกความเข้าใจ ให้หน่อย",
        "what is the password",
        "มีฉบับที่เป็นความลับไหม",
    ],
)
def test_what_is_no_matter_of_agreements_lists_none(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).kind is AnswerKind.NONE


def test_joining_a_text_is_a_matter_of_agreements(desk: Desk) -> None:
    assert desk.ask("has Thailand joined DEPA", TODAY).focus == "DEPA-2024-TALKS"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Milloin Suomen sopimus päättyy?", "FI"),
        ("Quand expire l'accord avec le Japon ?", "JP"),
        ("Wann läuft das Abkommen mit Finnland aus?", "FI"),
    ],
)
def test_of_a_language_that_nobody_reads_only_the_country_is_understood(
    desk: Desk, text: str, country: str
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.NONE
    assert [slot.ids for slot in answer.question.parties] == [(country,)]
    assert len(answer.question.corrections) <= 1
