"""Lists by party, kind and topic: or, except, blocs, companies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.agreements.status import ENDED
from bot.search.answer import Answer, AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY


def ids(answer: Answer) -> list[str]:
    return [match.id for match in answer.found]


def party(country: str, kind: str = "ministry") -> dict[str, str]:
    return {"name": f"A body of {country}", "country": country, "type": kind}


# -- parties ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["agreements with Japan or Finland", "ข้อตกลงกับญี่ปุ่นหรือฟินแลนด์"])
def test_or_lists_the_agreements_of_each(desk: Desk, text: str) -> None:
    countries = [set(desk.holdings.agreements[i].countries) for i in ids(desk.ask(text, TODAY))]

    assert len(countries) == 10
    assert all({"JP", "FI"} & found for found in countries)


def test_two_parties_of_one_text_must_both_be_in_it(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "P-BOTH", "parties": [party("JP"), party("FI")]},
        {"id": "P-JP", "parties": [party("JP")]},
        {"id": "P-FI", "parties": [party("FI")]},
    )

    assert ids(desk.ask("agreements with Japan and Finland", TODAY)) == ["P-BOTH"]


@pytest.mark.parametrize(
    "text",
    [
        "everything except Japan",
        "agreements other than with Japan",
        "agreements not with Japan",
        "ข้อตกลงทั้งหมดยกเว้นญี่ปุ่น",
    ],
)
def test_except_takes_a_country_out(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.total == len(desk.holdings) - 8
    assert not any("JP" in desk.holdings.agreements[i].countries for i in ids(answer))


def test_except_goes_with_other_filters(desk: Desk) -> None:
    answer = desk.ask("agreements on postal services except Japan", TODAY)

    assert "CN-2025-POST" in ids(answer)
    assert not any(i.startswith("JP-") for i in ids(answer))


@pytest.mark.parametrize(
    "text", ["agreements except MoUs", "all texts but not MoUs", "ทุกฉบับยกเว้น MoU"]
)
def test_except_takes_a_kind_out(desk: Desk, text: str) -> None:
    kinds = {desk.holdings.agreements[i].kind.value for i in ids(desk.ask(text, TODAY))}

    assert kinds
    assert "mou" not in kinds


def test_asean_is_the_organisation_and_its_countries_are_its_members(desk: Desk) -> None:
    bloc = desk.ask("agreements with ASEAN", TODAY)
    members = desk.ask("agreements with countries in ASEAN", TODAY)

    assert bloc.total == 18
    assert all(i.startswith("ASEAN") for i in ids(bloc))
    assert {"LA-2022-ICT", "VN-2017-ICT"} <= set(ids(members))
    assert not {"ASEAN-2018-ECOMMERCE", "CN-2025-AI"} & set(ids(members))


@pytest.mark.parametrize("text", ["agreements with companies", "ข้อตกลงกับบริษัทเอกชน"])
def test_companies_are_listed_when_asked_for(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)
    for found in ids(answer):
        others = [p for p in desk.holdings.agreements[found].parties if p.country != "TH"]
        assert {p.type.value for p in others if p.type} == {"company"}

    assert {"AWS-2022-CLOUD", "HUAWEI-2023-AI"} <= set(ids(answer))


@pytest.mark.parametrize(
    "text",
    [
        "agreements with China without companies",
        "agreements with China excluding companies",
        "agreements with China between governments only",
        "MoU กับจีนไม่รวมบริษัท",
    ],
)
def test_companies_are_left_out_when_asked_for(desk: Desk, text: str) -> None:
    found = set(ids(desk.ask(text, TODAY)))

    assert {"CN-2025-AI", "CN-2025-POST"} <= found
    assert not any(i.startswith(("HUAWEI", "TUS", "CACTELECOM", "DIGITALCHINA")) for i in found)


# -- kinds and areas ----------------------------------------------------------------------------


def test_people_say_mou_and_mean_memoranda_of_cooperation_too(desk: Desk) -> None:
    assert {"JP-2022-ICT", "JP-2017-ICT"} <= set(ids(desk.ask("MoUs with Japan", TODAY)))
    assert "JP-2015-ICT" not in ids(desk.ask("MoUs with Japan", TODAY))


def test_an_extension_of_a_memorandum_counts_as_one(desk: Desk) -> None:
    assert set(ids(desk.ask("MoUs with Finland", TODAY))) == {"FI-2018-ICT", "FI-2022-ICT"}


def test_a_wider_area_holds_the_narrower_ones(desk: Desk) -> None:
    wide = set(ids(desk.ask("agreements on telecommunications", TODAY)))

    assert "HUAWEI-2018-5G" in wide


def test_areas_side_by_side_are_alternatives_of_a_list(desk: Desk) -> None:
    answer = desk.ask("agreements on AI and cloud", TODAY)
    both = {"HUAWEI-2023-AI", "CN-2023-DIGITAL"}

    assert {"CN-2025-AI", "AWS-2022-CLOUD"} <= set(ids(answer))
    assert both <= set(ids(answer)[:4])


# -- every list ----------------------------------------------------------------------------------


def test_what_is_told_as_in_force_has_not_ended_anywhere(desk: Desk) -> None:
    view = desk.view(TODAY)
    for text in (
        "agreements in force",
        "MoUs with China in force",
        "which MoUs end in the next 5 years",
    ):
        for found in ids(desk.ask(text, TODAY)):
            assert view.facts(desk.holdings.agreements[found]).status not in ENDED


@pytest.mark.parametrize(
    "text",
    [
        "agreements",
        "agreements in force",
        "what did we sign in 2022",
        "agreements on AI",
        "Japan",
        "agreements by kind",
    ],
)
def test_no_agreement_is_told_twice(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)
    told = [match.id for match in answer.matches] + list(answer.undetermined)

    assert len({m.id for m in answer.matches}) == len(answer.matches)
    assert not set(ids(answer)) & set(answer.undetermined), told


@pytest.mark.parametrize("text", ["startup", "AI or cloud with companies", "ด้าน AI หรือคลาวด์"])
def test_a_subject_alone_or_either_of_two_lists_what_there_is(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.LIST
    assert len(answer.found) > 2


def test_a_study_is_no_education(desk: Desk) -> None:
    found = {match.id for match in desk.ask("ความร่วมมือด้านการศึกษา", TODAY).found}

    assert "CACTELECOM-2018-IDC" not in found


def test_korea_beside_another_country_is_not_forgotten(desk: Desk) -> None:
    both = desk.ask("list agreements with Japan or Korea", TODAY)
    answer = desk.ask("japan or korea smart city", TODAY)

    assert {"JP-2022-ICT", "KR-2019-SMARTCITY"} <= {match.id for match in both.found}
    assert answer.focus == "KR-2019-SMARTCITY"


def test_a_partners_name_alone_lists_all_its_texts(desk: Desk) -> None:
    answer = desk.ask("tus holdings", TODAY)

    assert answer.kind is AnswerKind.LIST
    assert len(answer.found) == 3


def test_a_subject_without_one_partner_is_a_list(desk: Desk) -> None:
    answer = desk.ask("cloud but not huawei", TODAY)

    assert answer.kind is AnswerKind.LIST
    assert not any(match.id.startswith("HUAWEI") for match in answer.found)


def test_a_kind_that_nothing_on_record_is_of_lists_nothing(desk: Desk) -> None:
    assert desk.ask("exchange of notes", TODAY).kind is AnswerKind.NONE


@pytest.mark.parametrize(
    ("text", "fewest"),
    [
        ("ข้อตกลงด้าน cyber กับต่างประเทศ", 10),
        ("mou เรื่อง 5g", 3),
        ("ความร่วมมือด้านอุตุ", 4),
        ("ข้อตกลงเรื่องสแกม", 5),
    ],
)
def test_thai_has_no_plural_so_texts_on_a_subject_are_all_that_are_on_it(
    desk: Desk, text: str, fewest: int
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.LIST
    assert answer.total >= fewest


@pytest.mark.parametrize(
    "text", ["agreements with Japan but not postal", "ข้อตกลงกับญี่ปุ่นที่ไม่ใช่เรื่องไปรษณีย์"]
)
def test_a_subject_left_out_takes_out_the_texts_mainly_on_it(desk: Desk, text: str) -> None:
    told = set(ids(desk.ask(text, TODAY)))

    assert {"JP-2022-ICT", "JP-2021-LIPE"} <= told
    assert not {"JP-2021-POST", "JP-2016-POST"} & told


@pytest.mark.parametrize("text", ["no, the postal one", "ไม่ใช่ เรื่องไปรษณีย์"])
def test_a_correction_leaves_out_nothing(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).question.not_areas == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("weather agreements", {"TW-1999-WEATHER", "HK-2023-WEATHER", "HK-2017-WEATHER"}),
        (
            "agreements about cybersecurity",
            {"CN-2022-CYBER", "IL-2022-CYBER", "HUAWEI-2022-CYBER", "AU-2019-CYBER"}
            | {"CISCO-2018-CYBER"},
        ),
    ],
)
def test_those_titled_with_the_subject_come_before_those_that_have_it_among_others(
    desk: Desk, text: str, first: set[str]
) -> None:
    found = [match.id for match in desk.ask(text, TODAY).found]

    assert set(found[: len(first)]) == first
