"""One agreement, a choice, a list or nothing: never the wrong one as if it were right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.search.answer import Answer, AnswerKind
from bot.search.asking import Desk
from bot.search.question import Ask, StatusFilter
from tests.conftest import TODAY

JAPAN = {"name": {"en": "Japan", "th": "ญี่ปุ่น"}, "country": "JP", "type": "ministry"}


def ids(answer: Answer) -> list[str]:
    return [match.id for match in answer.found]


# -- one ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["when does the Finland MoU expire", "ข้อตกลงกับฟินแลนด์หมดอายุเมื่อไหร่", "Finnish MoU", "🇫🇮"]
)
def test_a_text_and_its_extension_are_one_and_the_extension_counts(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.ONE
    assert answer.focus == "FI-2022-ICT"
    assert answer.total == 1


@pytest.mark.parametrize(
    "text",
    [
        "FI-2018-ICT",
        "when does FI-2018-ICT expire",
        "the Finland MoU of 2018",
        "MoU กับฟินแลนด์ปี 2561",
    ],
)
def test_an_earlier_text_that_was_asked_for_is_the_answer(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).focus == "FI-2018-ICT"


@pytest.mark.parametrize(
    "text", ["agreement with Laos", "ข้อตกลงกับลาวหมดอายุเมื่อไหร่", "when does the Lao MoU end", "🇱🇦"]
)
def test_the_ministries_text_with_laos_comes_before_the_posts_and_mentions(
    desk: Desk, text: str
) -> None:
    assert desk.ask(text, TODAY).focus == "LA-2022-ICT"


def test_what_else_is_on_record_stands_behind_the_one(desk: Desk) -> None:
    answer = desk.ask("agreement with Laos", TODAY)

    assert ids(answer)[0] == "LA-2022-ICT"
    assert {"LA-2018-ICT", "LA-2025-POST"} <= set(ids(answer)[1:])


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        ("smart city MoU with Korea", "KR-2019-SMARTCITY"),
        ("agreement with Japan on 5G", "JP-2022-ICT"),
        ("agreement on posts with Japan", "JP-2021-POST"),
        ("MoU เมืองอัจฉริยะกับเกาหลี", "KR-2019-SMARTCITY"),
        ("depa and Huawei", "HUAWEI-2018-5G"),
        ("when does the ASEAN China MoU end", "ASEAN-2024-CHINA"),
        ("Fraunhofer", "DE-2018-FRAUNHOFER"),
        ("LIPE", "JP-2021-LIPE"),
    ],
)
def test_topic_and_parties_together_point_to_one(desk: Desk, text: str, agreement: str) -> None:
    assert desk.ask(text, TODAY).focus == agreement


# -- choice -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["when does the japan one expire", "ญี่ปุ่นหมดอายุเมื่อไร", "Japan expiry"]
)
def test_of_several_agreements_with_japan_the_asker_chooses(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.CHOICE
    assert answer.focus is None
    assert answer.total == len(answer.found) == 8
    assert answer.found[0].id == "JP-2022-ICT"


@pytest.mark.parametrize(
    "text", ["what do we have with MIC", "ข้อตกลงกับ MIC", "MIC agreements", "MIC"]
)
def test_an_abbreviation_of_two_ministries_is_asked_back(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.CHOICE
    assert {"VN-2017-ICT", "JP-2022-ICT"} <= set(ids(answer))


def test_two_texts_that_fit_alike_are_asked_back(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "A-1", "kind": "mou", "signed": "2020", "parties": [JAPAN]},
        {"id": "A-2", "kind": "mou", "signed": "2021", "parties": [JAPAN]},
    )
    answer = desk.ask("when does the MoU with Japan end", TODAY)

    assert answer.kind is AnswerKind.CHOICE
    assert set(ids(answer)) == {"A-1", "A-2"}


def test_a_body_name_of_two_countries_is_settled_by_what_is_on_record(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of({"id": "A-1", "parties": [{"name": "Republic of Korea", "country": "KR"}]})

    assert desk.ask("agreement with Korea", TODAY).focus == "A-1"


# -- lineage ------------------------------------------------------------------------------------


def test_of_a_line_the_text_that_runs_today_is_meant(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "A-1", "kind": "mou", "signed": "2010", "expires": "2015", "parties": [JAPAN]},
        {
            "id": "A-2",
            "kind": "mou",
            "signed": "2015",
            "expires": "2020",
            "parties": [JAPAN],
            "supersedes": ["A-1"],
        },
        {
            "id": "A-3",
            "kind": "mou",
            "signed": "2020",
            "expires": "2030",
            "parties": [JAPAN],
            "supersedes": ["A-2"],
        },
    )
    answer = desk.ask("when does the agreement with Japan end", TODAY)

    assert answer.kind is AnswerKind.ONE
    assert answer.focus == "A-3"


def test_an_unsigned_successor_does_not_take_over(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "A-1", "kind": "mou", "signed": "2015", "expires": "2030", "parties": [JAPAN]},
        {"id": "A-2", "kind": "talks", "parties": [JAPAN], "supersedes": ["A-1"]},
    )

    assert desk.ask("when does the agreement with Japan end", TODAY).focus == "A-1"


def test_what_replaced_an_earlier_text_is_asked_of_that_text(desk: Desk) -> None:
    assert desk.ask("what replaced JP-2017-ICT", TODAY).focus == "JP-2017-ICT"


def test_texts_that_supersede_one_another_in_a_circle_are_still_answered(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of(
        {"id": "A-1", "signed": "2015", "parties": [JAPAN], "supersedes": ["A-2"]},
        {"id": "A-2", "signed": "2016", "parties": [JAPAN], "supersedes": ["A-1"]},
    )

    assert desk.ask("when does the agreement with Japan end", TODAY).found


def test_a_successor_that_is_not_on_record_does_not_matter(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1", "signed": "2015", "parties": [JAPAN], "supersedes": ["NOT-THERE"]})

    assert desk.ask("agreement with Japan", TODAY).focus == "A-1"


# -- talks and drafts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["agreement with romania", "ข้อตกลงกับโรมาเนียมีไหม", "is there an MoU with Romania in force?"],
)
def test_talks_are_found_as_talks(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.ONE
    assert answer.focus == "RO-2022-TALKS"


def test_a_signed_text_comes_before_a_draft_with_the_same_country(desk: Desk) -> None:
    assert desk.ask("when was the India MoU signed", TODAY).focus == "IN-2025-DIGITAL"


def test_a_draft_that_was_named_by_its_year_is_the_answer(desk: Desk) -> None:
    assert desk.ask("when does the 2022 India MoU end", TODAY).focus == "IN-2022-ICT"


# -- one or several ------------------------------------------------------------------------------


def test_whether_a_named_text_renews_itself_is_asked_of_that_text(desk: Desk) -> None:
    answer = desk.ask("does the Kazakhstan MoC renew automatically", TODAY)

    assert (answer.kind, answer.matches[0].id) == (AnswerKind.ONE, "KZ-2025-DIGITAL")
    assert answer.question.asks == (Ask.RENEWAL,)


def test_the_name_of_a_text_in_the_plural_names_several(desk: Desk) -> None:
    answer = desk.ask("depa agreements", TODAY)

    assert answer.kind is AnswerKind.LIST
    assert "DEPA-2024-TALKS" not in [match.id for match in answer.found]


def test_a_code_is_known_with_spaces_for_its_hyphens(desk: Desk) -> None:
    answer = desk.ask("fi 2018 ict", TODAY)

    assert (answer.kind, answer.matches[0].id) == (AnswerKind.ONE, "FI-2018-ICT")


def test_the_newest_agreements_are_a_list_from_the_newest(desk: Desk) -> None:
    answer = desk.ask("newest agreements", TODAY)

    assert answer.kind is AnswerKind.LIST
    assert answer.matches[0].id == "KZ-2025-DIGITAL"


def test_what_is_about_to_end_is_listed_in_thai_too(desk: Desk) -> None:
    answer = desk.ask("ข้อตกลงที่กำลังจะหมดอายุ", TODAY)

    assert answer.question.statuses == (StatusFilter.EXPIRING,)
