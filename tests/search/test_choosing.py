"""Numbers, corrections and narrowing: picking from what was told before."""

from __future__ import annotations

import pytest

from bot.search.answer import Answer, AnswerKind
from bot.search.asking import Desk
from bot.search.context import Context
from tests.conftest import TODAY


def talk(desk: Desk, *texts: str) -> Answer:
    """Say one thing after another and return the last answer."""
    context: Context | None = None
    for text in texts:
        answer = desk.ask(text, TODAY, context=context)
        context = Context.after(answer, context)
    return answer


def ids(answer: Answer) -> list[str]:
    return [match.id for match in answer.found]


def asks(answer: Answer) -> list[str]:
    return [ask.value for ask in answer.question.asks]


# -- choosing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the second one", 1),
        ("2", 1),
        ("number 2", 1),
        ("first", 0),
        ("the 3rd one", 2),
        ("ฉบับที่ 2", 1),
        ("ข้อ 3", 2),
        ("the last one", -1),
        ("อันที่ 1", 0),
        ("๒", 1),
    ],
)
def test_a_number_picks_from_what_was_offered(desk: Desk, text: str, place: int) -> None:
    choice = desk.ask("when does the japan one expire", TODAY)
    picked = talk(desk, "when does the japan one expire", text)

    assert picked.kind is AnswerKind.ONE
    assert picked.focus == ids(choice)[place]


def test_what_was_asked_is_answered_of_the_one_that_is_picked(desk: Desk) -> None:
    assert asks(talk(desk, "when does the japan one expire", "2")) == ["expires"]


def test_a_number_picks_from_the_nearest_where_nothing_was_found(desk: Desk) -> None:
    nothing = desk.ask("MoU with Japan on tourism", TODAY)
    picked = talk(desk, "MoU with Japan on tourism", "the first one")

    assert picked.focus == nothing.nearest[0].id


@pytest.mark.parametrize("text", ["number 99", "the tenth one", "the 0th one"])
def test_a_number_that_was_not_offered_picks_nothing(desk: Desk, text: str) -> None:
    assert talk(desk, "when does the japan one expire", text).found == ()


@pytest.mark.parametrize("text", ["all of them", "all", "ทั้งหมด", "ทุกฉบับ"])
def test_all_of_them_are_what_was_told(desk: Desk, text: str) -> None:
    answer = talk(desk, "when does the japan one expire", text)

    assert answer.kind is AnswerKind.LIST
    assert answer.total == 8
    assert asks(answer) == ["expires"]


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("the postal one", "JP-2021-POST"),
        ("the one on 5G", "JP-2022-ICT"),
        ("ฉบับไปรษณีย์", "JP-2021-POST"),
    ],
)
def test_a_topic_picks_from_what_was_offered(desk: Desk, text: str, focus: str) -> None:
    answer = talk(desk, "when does the japan one expire", text)

    assert answer.focus == focus
    assert asks(answer) == ["expires"]


def test_a_year_picks_from_what_was_offered(desk: Desk) -> None:
    assert talk(desk, "agreements with Singapore", "the 2021 one").focus == "SG-2021-DIGITAL"
    assert talk(desk, "ข้อตกลงกับสิงคโปร์", "ฉบับปี 2564").focus == "SG-2021-DIGITAL"


def test_after_one_was_picked_another_can_be(desk: Desk) -> None:
    choice = desk.ask("when does the japan one expire", TODAY)
    answer = talk(desk, "when does the japan one expire", "the second one", "the first one")

    assert answer.focus == ids(choice)[0]


def test_the_last_one_asks_for_nothing_more(desk: Desk) -> None:
    assert asks(talk(desk, "agreements with Japan", "the last one")) == []


# -- corrections --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["no, the postal one", "I meant the postal one", "ไม่ใช่ ฉบับไปรษณีย์"])
def test_a_correction_replaces_what_it_names_and_keeps_the_rest(desk: Desk, text: str) -> None:
    answer = talk(desk, "when does the japan one expire", "1", text)

    assert answer.focus == "JP-2021-POST"
    assert asks(answer) == ["expires"]


def test_a_corrected_country_keeps_what_was_asked(desk: Desk) -> None:
    answer = talk(desk, "when was the Finland MoU signed", "no, Rwanda")

    assert answer.focus == "RW-2018-ICT"
    assert asks(answer) == ["signed"]


def test_a_correction_after_a_code_keeps_the_country(desk: Desk) -> None:
    answer = talk(
        desk, "what does JP-2022-ICT cover", "and when must we decide?", "no, the postal one"
    )

    assert answer.focus == "JP-2021-POST"
    assert asks(answer) == ["decide_by"]


# -- narrowing ----------------------------------------------------------------------------------


def test_which_of_them_narrows_what_was_told(desk: Desk) -> None:
    answer = talk(desk, "MoUs with China", "which of them are in force?")

    assert ids(answer) == ["ASEAN-2024-CHINA"]
    assert all(i in ids(desk.ask("MoUs with China", TODAY)) for i in answer.undetermined)


@pytest.mark.parametrize(
    "text", ["only those signed in 2025", "just those of 2025", "เฉพาะที่ลงนามปี 2568"]
)
def test_only_narrows_what_was_told(desk: Desk, text: str) -> None:
    answer = talk(desk, "MoUs with China", text)

    assert set(ids(answer)) == {"CN-2025-AI", "CN-2025-POST"}


def test_narrowing_goes_on(desk: Desk) -> None:
    answer = talk(desk, "agreements on AI", "with China only", "only companies")

    assert answer.focus == "HUAWEI-2023-AI"


@pytest.mark.parametrize("text", ["without companies", "ไม่รวมบริษัท"])
def test_without_takes_out_of_what_was_told(desk: Desk, text: str) -> None:
    answer = talk(desk, "all agreements with China", text)

    assert answer.total == 11
    assert "HUAWEI-2023-AI" not in ids(answer)


def test_except_takes_out_of_what_was_told(desk: Desk) -> None:
    assert talk(desk, "all agreements with China", "except companies").total == 11


def test_how_many_of_them_counts_what_was_told(desk: Desk) -> None:
    assert talk(desk, "MoUs with China", "how many of them are in force").total == 1
    assert talk(desk, "MoUs with China", "how many is that").total == 18


def test_which_ones_after_a_number_lists_them(desk: Desk) -> None:
    answer = talk(desk, "how many agreements are in force", "which ones?")

    assert answer.kind is AnswerKind.LIST
    assert answer.total == 5


@pytest.mark.parametrize("text", ["how many?", "how many", "กี่ฉบับ"])
def test_how_many_after_a_list_counts_the_list(desk: Desk, text: str) -> None:
    assert talk(desk, "MoUs with China", text).total == 18


def test_a_year_that_none_of_those_told_has_picks_none(desk: Desk) -> None:
    answer = talk(desk, "agreements with Singapore", "the 2021 one", "the 2019 one")

    assert answer.focus != "SG-2021-DIGITAL"


def test_only_those_of_another_year_are_none(desk: Desk) -> None:
    answer = talk(
        desk, "MoUs with China", "which of them are in force?", "only those signed in 2025"
    )

    assert answer.found == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("number 2, when does it end", 1),
        ("no. 3 expiry", 2),
        ("อันที่ 2 หมดเมื่อไร", 1),
        ("ข้อ 3 ครอบคลุมอะไร", 2),
        ("แล้วอันแรกล่ะ", 0),
    ],
)
def test_a_number_picks_though_more_is_asked_of_it(desk: Desk, text: str, place: int) -> None:
    listed = desk.ask("agreements with Japan", TODAY)
    picked = talk(desk, "agreements with Japan", text)

    assert (picked.kind, picked.focus) == (AnswerKind.ONE, ids(listed)[place])


def test_the_newer_one_is_the_text_after_that_in_focus(desk: Desk) -> None:
    assert talk(desk, "MoU กัมพูชา", "อันเก่า", "อันใหม่").focus == "KH-2025-DIGITAL"


def test_a_digit_alone_never_decides_between_texts(desk: Desk) -> None:
    answer = desk.ask("Japan 2", TODAY)

    assert answer.kind is not AnswerKind.ONE
