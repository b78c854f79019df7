"""Which texts a question means by a title, by two years, by what they lack, by how they renew."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.context import Context
from bot.search.normal_form import normal
from bot.search.question import Ask
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


def ids(desk: Desk, text: str) -> set[str]:
    return {match.id for match in desk.ask(text, TODAY).found}


def test_a_title_in_a_question_is_that_text_though_another_is_almost_called_so(desk: Desk) -> None:
    text = "when was the ASEAN Digital Economy Framework Agreement signed?"

    assert desk.ask(text, TODAY).focus == "ASEAN-2023-DEFA"
    assert "This is not an agreement" in said(desk, text)


def test_that_nothing_is_on_record_with_a_partner_is_never_said_of_one_with_agreements(
    desk: Desk,
) -> None:
    assert "No agreement with" not in said(desk, "ASEAN agreement on the digital economy")
    assert "No agreement with Romania" in said(desk, "agreement with Romania")


def test_asean_alone_is_not_asean_with_china(desk: Desk) -> None:
    assert desk.ask("ASEAN agreement on the digital economy", TODAY).focus != "ASEAN-2022-CHINA"


@pytest.mark.parametrize(("typed", "meant"), [("ปฎิญญา", "ปฏิญญา"), ("กฏหมาย", "กฎหมาย")])
def test_two_letters_that_people_confuse_are_one(desk: Desk, typed: str, meant: str) -> None:
    assert normal(typed) == normal(meant)
    assert ids(desk, f"{typed}มีอะไรบ้าง") == ids(desk, f"{meant}มีอะไรบ้าง")


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        (
            "what's the difference between the 2017 and 2022 ICT memoranda with Japan",
            {"JP-2017-ICT", "JP-2022-ICT"},
        ),
        ("เปรียบเทียบ MoU ลาวฉบับเก่ากับฉบับใหม่", {"LA-2018-ICT", "LA-2022-ICT"}),
    ],
)
def test_two_years_and_old_and_new_name_the_two_that_are_compared(
    desk: Desk, text: str, compared: set[str]
) -> None:
    assert ids(desk, text) == compared


@pytest.mark.parametrize(
    "text",
    ["which expired agreements were not renewed", "ฉบับใดหมดอายุแล้วแต่ยังไม่มีฉบับใหม่"],
)
def test_what_ended_with_nothing_after_it_is_a_list(desk: Desk, text: str) -> None:
    found = ids(desk, text)

    assert {"FI-2022-ICT", "SG-2021-DIGITAL"} <= found
    assert not {"FI-2018-ICT", "JP-2017-ICT", "KH-2022-SCAM", "LA-2022-ICT"} & found


def test_whether_one_text_was_not_renewed_asks_what_came_after_it(desk: Desk) -> None:
    assert "FI-2022-ICT" in said(desk, "has the Finland MoU not been renewed?")


def test_which_ask_for_notice_are_those_with_a_notice_period(desk: Desk) -> None:
    assert ids(desk, "which agreements need notice") == {"LA-2022-ICT", "CN-2022-ECOMMERCE"}
    assert ids(desk, "ฉบับไหนต้องแจ้งล่วงหน้าก่อนสิ้นสุด") == {"LA-2022-ICT", "CN-2022-ECOMMERCE"}


@pytest.mark.parametrize("text", ["which of our agreements renew tacitly", "อันไหนต่ออายุอัตโนมัติ"])
def test_what_renews_itself_is_told_before_drafts_and_without_a_word_of_dates(
    desk: Desk, text: str
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.LIST
    assert answer.found[0].id == "LA-2022-ICT"
    assert "date is not recorded" not in said(desk, text)


def test_a_name_beside_a_kind_tells_which_text_is_meant(desk: Desk) -> None:
    assert desk.ask("แถลงการณ์โตเกียวเกี่ยวกับเรื่องอะไร", TODAY).focus == "APT-2025-TOKYO"


def test_a_text_that_was_done_was_signed(desk: Desk) -> None:
    question = desk.ask("สหราชอาณาจักรทำหนังสือแสดงเจตจำนงกับเราวันที่เท่าไร", TODAY).question

    assert [ask.value for ask in question.asks] == ["signed"]


def test_a_title_that_was_replaced_by_a_wider_one_still_names_its_own_text(desk: Desk) -> None:
    assert desk.ask("is the Cambodia scam MoU binding", TODAY).focus == "KH-2022-SCAM"
    assert desk.ask("when does the Cambodia MoU end", TODAY).focus == "KH-2025-DIGITAL"


def test_a_date_that_was_left_aside_is_said_above_a_list_too(desk: Desk) -> None:
    assert said(desk, "Singapore MoU signed in 2020?").startswith("That date is not what")


def test_a_place_of_signature_narrows_a_list(desk: Desk) -> None:
    found = ids(desk, "Which MoUs were signed in Bangkok?")

    assert {"AU-2019-CYBER", "IN-2025-DIGITAL"} <= found
    assert "CN-2025-AI" not in found


def test_of_several_texts_on_a_subject_the_one_that_says_it_in_the_askers_words_is_meant(
    desk: Desk,
) -> None:
    answer = desk.ask("when does the Japan ICT MoC end", TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "JP-2022-ICT")


def test_no_name_reaches_over_a_colon(desk: Desk) -> None:
    """Viet Nam is asked about, and posts; not the company Vietnam Post."""
    answer = desk.ask("vietnam: posts and communications memo - entry into force?", TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "VN-2017-ICT")


@pytest.mark.parametrize("text", ["what is the minister's mobile", "what are the house rules"])
def test_words_that_no_agreement_is_asked_about_with_do_not_list_them_all(
    desk: Desk, text: str
) -> None:
    assert desk.ask(text, TODAY).kind is AnswerKind.NONE


def test_a_rare_word_of_no_dictionary_names_the_text_that_has_it(desk: Desk) -> None:
    answer = desk.ask("the 5g testbed thing: who signed on the Thai side?", TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "HUAWEI-2018-5G")


def test_a_word_that_only_describes_a_partner_is_no_subject(desk: Desk) -> None:
    answer = desk.ask("memoranda with neighbours Laos and Cambodia", TODAY)

    assert answer.kind is AnswerKind.LIST
    assert {"LA-2022-ICT", "KH-2025-DIGITAL"} <= {match.id for match in answer.found}


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("ทำไม MoU โรมาเนียถึงหมดอายุแล้วไม่ต่อ", "RO-2022-TALKS"),
        ("why did the Finland MoU expire without renewal", "FI-2022-ICT"),
        ("why has the Australia MoU ended", "AU-2019-CYBER"),
    ],
)
def test_why_a_text_ended_is_answered_with_that_text(desk: Desk, text: str, focus: str) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, focus)


@pytest.mark.parametrize("text", ["jp2022ict", "when does JP2022ICT end"])
def test_a_code_may_be_typed_as_one_word(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).focus == "JP-2022-ICT"


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("is huawei cloud mou dead or alive", "HUAWEI-2022-CLOUD"),
        ("is the DEPA still a draft?", "DEPA-2024-TALKS"),
        ("has the Kazakhstan MoC been terminated?", "KZ-2025-DIGITAL"),
    ],
)
def test_a_yes_or_no_about_one_text_asks_for_its_status(desk: Desk, text: str, focus: str) -> None:
    answer = desk.ask(text, TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, focus)
    assert "status" in [ask.value for ask in answer.question.asks]


def test_when_the_renewal_must_be_started_asks_for_the_decision(desk: Desk) -> None:
    answer = desk.ask("when do I need to start the Kazakhstan renewal", TODAY)

    assert [ask.value for ask in answer.question.asks] == ["decide_by"]


def test_the_old_text_is_the_one_before_the_text_that_counts(desk: Desk) -> None:
    """Not the one before the newest of whatever is on record with that country."""
    assert desk.ask("ลาวมีฉบับเก่าไหม ลงนามปีไหน", TODAY).focus == "LA-2018-ICT"


def test_texts_handled_by_a_unit_are_those_it_looks_after(desk: Desk) -> None:
    assert desk.ask("ฉบับที่ดูแลโดย depa", TODAY).focus == "KR-2019-SMARTCITY"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ต้องแจ้งล่วงหน้ากี่เดือนถ้าจะเลิก mou กับอินเดียฉบับปี 65", "IN-2022-ICT"),
        ("how much notice to leave the 2022 India MoU", "IN-2022-ICT"),
        ("how much notice to leave the 2025 India MoU", "IN-2025-DIGITAL"),
    ],
)
def test_a_year_right_before_a_text_tells_which_text_whatever_date_is_asked_for(
    desk: Desk, text: str, meant: str
) -> None:
    assert desk.ask(text, TODAY).focus == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "ฉบับไหนถูกแทนที่ไปแล้วบ้าง",
            {"JP-2017-ICT", "JP-2016-POST", "LA-2018-ICT", "SG-2019-ICT", "KH-2022-SCAM"},
        ),
        ("บันทึกที่ไม่มีกำหนดสิ้นอายุ", {"CISCO-2018-CYBER"}),
        (
            "everything the Met Department has with foreigners",
            {"DE-2024-CLIMATE", "HK-2017-WEATHER", "HK-2023-WEATHER", "TW-1999-WEATHER"},
        ),
        ("which agreements are legally binding", {"ASEAN-2018-ECOMMERCE"}),
        ("ฉบับไหนมีผลผูกพันทางกฎหมายบ้าง", {"ASEAN-2018-ECOMMERCE"}),
        ("MoUs that are not legally binding", {"PH-2025-DIGITAL", "JP-2022-ICT", "KH-2022-SCAM"}),
        ("asean frameworks on data", {"ASEAN-2018-DATA", "ASEAN-2021-DATA"}),
        (
            "what are we negotiating right now",
            {"ASEAN-2023-DEFA", "DEPA-2024-TALKS", "RU-2021-ICT"},
        ),
    ],
)
def test_lists_asked_for_in_passing_hold_what_is_meant(
    desk: Desk, text: str, meant: set[str]
) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.kind is AnswerKind.LIST
    assert meant <= {match.id for match in answer.found}
    assert answer.total <= 8


def test_of_a_list_of_binding_texts_it_is_said_that_most_records_do_not_tell(desk: Desk) -> None:
    told = said(desk, "which agreements are legally binding")

    assert "Legally binding: 1" in told
    assert "For 80 more it cannot be told: whether they are binding is not recorded." in told


@pytest.mark.parametrize("text", ["is it binding", "มีผลผูกพันไหม"])
def test_whether_one_text_is_binding_is_no_filter(desk: Desk, text: str) -> None:
    before = Context.after(desk.ask("JP-2022-ICT", TODAY), None)
    answer = desk.ask(text, TODAY, context=before)

    assert (answer.focus, answer.question.statuses) == ("JP-2022-ICT", ())


@pytest.mark.parametrize("text", ["how many times can it be renewed", "ต่อได้กี่ครั้ง"])
def test_how_many_times_it_can_be_renewed_counts_no_texts(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY, context=Context.after(desk.ask("LA-2022-ICT", TODAY)))

    assert answer.kind is AnswerKind.ONE
    assert answer.question.asks == (Ask.RENEWAL,)


def test_how_many_times_counts(desk: Desk) -> None:
    assert desk.ask("กระทรวงดีอีเคยเซ็นกับอินเดียกี่ครั้ง", TODAY).kind is AnswerKind.COUNT


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("which agreements have a notice period", {"LA-2022-ICT", "CN-2022-ECOMMERCE"}),
        ("which agreements have an owner", {"KR-2019-SMARTCITY"}),
        ("which MoU has depa as owner", {"KR-2019-SMARTCITY"}),
        ("ฉบับใดบ้างที่มีผู้รับผิดชอบ", {"KR-2019-SMARTCITY"}),
    ],
)
def test_several_of_which_a_field_alone_is_said_are_those_that_have_it_recorded(
    desk: Desk, text: str, meant: set[str]
) -> None:
    assert ids(desk, text) == meant


@pytest.mark.parametrize("text", ["agreements for five years", "five-year agreements"])
def test_a_length_of_term_may_stand_before_or_after_the_texts(desk: Desk, text: str) -> None:
    answer = desk.ask(text, TODAY)

    assert answer.question.term_months == 60
    assert {"JP-2022-ICT", "KH-2025-DIGITAL"} <= ids(desk, text)


def test_the_countries_of_a_bloc_are_several(desk: Desk) -> None:
    answer = desk.ask("cybersecurity with ASEAN countries still in force", TODAY)

    assert answer.kind is AnswerKind.LIST
    assert ids(desk, "cybersecurity with ASEAN countries still in force") == {"LA-2022-ICT"}


def test_a_negated_field_does_not_narrow_to_the_records_that_have_it(desk: Desk) -> None:
    asked = desk.ask("which texts say nothing about renewal", TODAY).question

    assert asked.recorded == ()


def test_two_years_of_one_partner_are_the_two_texts_to_compare(desk: Desk) -> None:
    answer = desk.ask("what changed between the Laos 2018 and 2022 MoU", TODAY)

    assert {match.id for match in answer.found} == {"LA-2018-ICT", "LA-2022-ICT"}


def test_what_is_urgent_is_what_must_be_decided_soon(desk: Desk) -> None:
    assert ids(desk, "anything urgent?") == {"LA-2022-ICT", "JP-2022-ICT"}
    assert ids(desk, "what must we do before new year") == {"LA-2022-ICT"}


def test_the_last_time_something_was_signed_is_the_newest(desk: Desk) -> None:
    answer = desk.ask("when was the last time we signed something with Japan", TODAY)

    assert (answer.kind, answer.focus) == (AnswerKind.ONE, "JP-2022-ICT")


def test_what_nobody_owns_is_not_what_has_an_owner(desk: Desk) -> None:
    assert "KR-2019-SMARTCITY" not in ids(desk, "agreements nobody owns")
