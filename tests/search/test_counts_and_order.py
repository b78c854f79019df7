"""Counts, groups, superlatives, order, comparison and history."""

from __future__ import annotations

import pytest

from bot.search.answer import Answer, AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY


def ids(answer: Answer) -> list[str]:
    return [match.id for match in answer.found]


# -- counts -------------------------------------------------------------------------------------


def test_a_count_is_the_number_of_the_list(desk: Desk) -> None:
    for subject in (
        "agreements with Japan",
        "MoUs signed in 2022",
        "declarations",
        "agreements on AI",
    ):
        counted = desk.ask(f"how many {subject}", TODAY)
        listed = desk.ask(f"list all {subject}", TODAY)
        assert counted.kind is AnswerKind.COUNT
        assert counted.total == listed.total == len(listed.found)


def test_zero_is_a_count(desk: Desk) -> None:
    answer = desk.ask("how many agreements did we sign last month", TODAY)

    assert answer.kind is AnswerKind.COUNT
    assert answer.total == 0
    assert answer.undetermined


def test_all_of_the_register_can_be_counted_and_listed(desk: Desk) -> None:
    for text in ("how many agreements are there", "list everything", "มีความตกลงทั้งหมดกี่ฉบับ"):
        assert desk.ask(text, TODAY).total == len(desk.holdings)


@pytest.mark.parametrize("grouping", ["kind", "status", "year", "owner"])
def test_groups_of_one_value_each_add_up(desk: Desk, grouping: str) -> None:
    answer = desk.ask(f"number of agreements by {grouping}", TODAY)

    assert sum(number for _, number in answer.groups) == answer.total == len(desk.holdings)


def test_groups_come_largest_first_and_years_in_order(desk: Desk) -> None:
    kinds = [number for _, number in desk.ask("agreements by kind", TODAY).groups]
    years = [year for year, _ in desk.ask("agreements by year", TODAY).groups if year]

    assert kinds == sorted(kinds, reverse=True)
    assert years == sorted(years)


def test_a_group_of_countries_leaves_the_own_one_out(desk: Desk) -> None:
    groups = dict(desk.ask("how many agreements by country", TODAY).groups)

    assert "TH" not in groups
    assert groups["JP"] == 8
    assert groups["FI"] == 2


def test_groups_can_be_narrowed(desk: Desk) -> None:
    groups = dict(desk.ask("how many MoUs with Japan by year", TODAY).groups)

    assert groups["2022"] == 1
    assert sum(groups.values()) == 6


# -- order --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("newest agreement with Cambodia", "KH-2025-DIGITAL"),
        ("oldest agreement", "TW-1999-WEATHER"),
        ("ฉบับเก่าที่สุด", "TW-1999-WEATHER"),
        ("which agreement expires next", "JP-2022-ICT"),
        ("ฉบับไหนหมดอายุก่อน", "JP-2022-ICT"),
        ("latest MoU with Huawei", "HUAWEI-2023-AI"),
        ("the latest Japan agreement on posts", "JP-2021-POST"),
    ],
)
def test_a_superlative_names_the_first(desk: Desk, text: str, first: str) -> None:
    assert ids(desk.ask(text, TODAY))[0] == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the latest agreement we signed", "KZ-2025-DIGITAL"),
        ("newest agreement with Singapore", "SG-2021-DIGITAL"),
        ("ฉบับล่าสุดที่ลงนาม", "KZ-2025-DIGITAL"),
    ],
)
def test_the_newest_agreement_is_one_that_was_signed(desk: Desk, text: str, first: str) -> None:
    assert ids(desk.ask(text, TODAY))[0] == first


def test_the_next_to_expire_has_not_expired_yet(desk: Desk) -> None:
    answer = desk.ask("which agreement expires next", TODAY)
    ends = [desk.view(TODAY).facts(desk.holdings.agreements[i]).end for i in ids(answer)]

    assert all(end and end.latest >= TODAY for end in ends)
    assert [end.earliest for end in ends if end] == sorted(end.earliest for end in ends if end)


@pytest.mark.parametrize(
    "text", ["all agreements with Japan, oldest first", "ข้อตกลงกับญี่ปุ่นทั้งหมดจากเก่าไปใหม่"]
)
def test_oldest_first_is_in_order_of_dates_and_undated_last(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)
    records = [desk.holdings.agreements[i] for i in ids(answer)]
    starts = [r.start or r.approved or r.expires for r in records]
    days = [when.earliest for when in starts if when]

    assert ids(answer)[0] == "JP-2015-ICT"
    assert days == sorted(days)
    assert starts[-1] is None


def test_newest_first_is_the_other_way_round(desk: Desk) -> None:
    answer = desk.ask("agreements with Japan, newest first", TODAY)

    assert ids(answer)[0] == "JP-2022-ICT"


def test_a_list_over_dates_is_in_order_of_that_date(desk: Desk) -> None:
    answer = desk.ask("what did we sign in 2022", TODAY)
    days = [desk.holdings.agreements[i].signed for i in ids(answer)]

    assert [d.earliest for d in days if d] == sorted(d.earliest for d in days if d)


# -- comparison and history -----------------------------------------------------------------------


def test_two_codes_are_compared_with_each_other_alone(desk: Desk) -> None:
    answer = desk.ask("compare FI-2018-ICT and FI-2022-ICT", TODAY)

    assert answer.kind is AnswerKind.LIST
    assert set(ids(answer)) == {"FI-2018-ICT", "FI-2022-ICT"}


def test_a_text_compared_with_nothing_is_compared_with_its_line(desk: Desk) -> None:
    answer = desk.ask("what changed in JP-2022-ICT compared with before", TODAY)

    assert set(ids(answer)) == {"JP-2017-ICT", "JP-2022-ICT"}


@pytest.mark.parametrize("text", ["history of JP-2022-ICT", "ประวัติของ JP-2017-ICT"])
def test_the_history_of_a_text_is_its_line_oldest_first(desk: Desk, text: str) -> None:
    assert ids(desk.ask(text, TODAY)) == ["JP-2017-ICT", "JP-2022-ICT"]


def test_the_history_with_a_country_is_all_of_it(desk: Desk) -> None:
    answer = desk.ask("history of agreements with Japan", TODAY)

    assert answer.total == 8
    assert ids(answer)[0] == "JP-2015-ICT"


def test_a_gap_between_two_texts_is_counted(desk: Desk) -> None:
    view = desk.view(TODAY)
    chain = view.chain(desk.holdings.agreements["JP-2022-ICT"])

    assert [step.gap_days for step in view.steps(chain)] == [59]
