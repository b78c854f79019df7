"""Follow-ups: what a question takes over from the one before, and what it does not."""

from __future__ import annotations

from collections.abc import Callable

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


# -- what is taken over -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "focus", "field"),
    [
        (["when does the Finland MoU expire", "and Laos?"], "LA-2022-ICT", "expires"),
        (
            ["when does the Finland MoU expire", "what about Kazakhstan"],
            "KZ-2025-DIGITAL",
            "expires",
        ),
        (["ข้อตกลงกับฟินแลนด์หมดอายุเมื่อไหร่", "แล้วลาวล่ะ"], "LA-2022-ICT", "expires"),
        (["ข้อตกลงกับฟินแลนด์ลงนามเมื่อไหร่", "แล้วคาซัคสถานล่ะคะ"], "KZ-2025-DIGITAL", "signed"),
        (["when was the Rwanda MoU signed", "and the Finnish one?"], "FI-2022-ICT", "signed"),
        (["MoU with Finland", "when does it end?"], "FI-2022-ICT", "expires"),
        (["MoU with Finland", "signed?"], "FI-2022-ICT", "signed"),
        (["MoU กับฟินแลนด์", "ลงนามเมื่อไหร่"], "FI-2022-ICT", "signed"),
        (["what does JP-2022-ICT cover", "and when must we decide?"], "JP-2022-ICT", "decide_by"),
        (["JP-2022-ICT", "what does it replace"], "JP-2022-ICT", "supersedes"),
        (["JP-2022-ICT", "where is the text"], "JP-2022-ICT", "source"),
        (["JP-2022-ICT", "who are the parties?"], "JP-2022-ICT", "parties"),
        (["JP-2022-ICT", "is it binding?"], "JP-2022-ICT", "binding"),
    ],
)
def test_a_follow_up_takes_over_what_it_lacks(
    desk: Desk, texts: list[str], focus: str, field: str
) -> None:
    answer = talk(desk, *texts)

    assert answer.follows
    assert answer.focus == focus
    assert asks(answer) == [field]


def test_a_long_conversation_stays_on_its_agreement(desk: Desk) -> None:
    answer = talk(
        desk,
        "when does the Finland MoU expire",
        "and Laos?",
        "when was it signed",
        "who are the parties?",
        "is it binding",
        "what does it cover",
    )

    assert answer.focus == "LA-2022-ICT"
    assert asks(answer) == ["scope_areas"]


@pytest.mark.parametrize(
    "text",
    [
        "what is its status",
        "has it expired?",
        "ยังมีผลอยู่ไหม",
        "หมดอายุหรือยัง",
        "is it still in force?",
        "still in force?",
        "is this one still valid",
        "was it terminated",
        "ยังมีผลใช้บังคับอยู่หรือไม่",
    ],
)
def test_whether_it_is_in_force_is_asked_of_the_one_in_focus(desk: Desk, text: str) -> None:
    answer = talk(desk, "MoU with Finland", "when was it signed", text)

    assert answer.focus == "FI-2022-ICT"


@pytest.mark.parametrize("chat", ["thanks", "hello", "help", "ขอบคุณค่ะ"])
def test_chat_in_between_changes_nothing(desk: Desk, chat: str) -> None:
    assert talk(desk, "MoU with Finland", chat, "when does it end").focus == "FI-2022-ICT"


@pytest.mark.parametrize(
    ("before", "text", "focus"),
    [
        ("when does the Finland MoU expire", "when was the Rwanda MoU signed", "RW-2018-ICT"),
        ("when does the Finland MoU expire", "JP-2022-ICT", "JP-2022-ICT"),
        ("ข้อตกลงกับฟินแลนด์หมดอายุเมื่อไหร่", "ข้อตกลงกับคาซัคสถาน", "KZ-2025-DIGITAL"),
    ],
)
def test_a_question_of_its_own_takes_nothing_over(
    desk: Desk, before: str, text: str, focus: str
) -> None:
    answer = talk(desk, before, text)

    assert not answer.follows
    assert answer.focus == focus
    assert answer.question.asks == desk.ask(text, TODAY).question.asks


def test_a_country_without_agreements_is_nothing_in_a_follow_up_too(desk: Desk) -> None:
    answer = talk(desk, "agreement with Romania", "and Oman?")

    assert answer.kind is AnswerKind.NONE
    assert answer.found == ()


def test_after_nothing_the_next_question_is_answered(desk: Desk) -> None:
    assert talk(desk, "do we have anything with Peru?", "and Finland?").focus is None
    assert set(ids(talk(desk, "anything with Peru?", "and Finland?"))) == {
        "FI-2018-ICT",
        "FI-2022-ICT",
    }


def test_a_topic_is_replaced_and_a_country_kept(desk: Desk) -> None:
    answer = talk(desk, "agreements on AI", "and on cloud?", "and with Singapore?")

    assert answer.focus == "SG-2021-DIGITAL"
    assert [slot.ids for slot in answer.question.areas] == [("cloud",)]


def test_a_count_stays_a_count(desk: Desk) -> None:
    answer = talk(desk, "how many MoUs with Japan?", "and with China?", "แล้วลาวล่ะ")

    assert answer.kind is AnswerKind.COUNT
    assert answer.total == 3


def test_a_date_is_replaced_by_the_next_one(desk: Desk) -> None:
    answer = talk(desk, "MoU ที่ลงนามปี 66 มีกี่ฉบับ", "แล้วปี 62 ล่ะ")

    assert answer.kind is AnswerKind.COUNT
    assert set(ids(answer)) == {"AU-2019-CYBER", "KR-2019-SMARTCITY", "TUS-2019-INCUBATOR"}


def test_a_history_stays_a_history(desk: Desk) -> None:
    answer = talk(desk, "history of agreements with Japan", "and Finland?")

    assert ids(answer) == ["FI-2018-ICT", "FI-2022-ICT"]


# -- without a conversation -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "when does it end",
        "the second one",
        "all of them",
        "which of them are in force?",
        "and when was it signed",
        "no, the other one",
    ],
)
def test_a_follow_up_on_nothing_guesses_no_single_agreement(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).kind is not AnswerKind.ONE


def test_a_lapsed_conversation_leaves_a_question_alone(desk: Desk) -> None:
    alone = desk.ask("and Laos?", TODAY)

    assert not alone.follows
    assert alone.focus == "LA-2022-ICT"
    assert alone.question.asks == ()


def test_a_context_can_be_asked_again(desk: Desk) -> None:
    context = Context.after(desk.ask("when does the japan one expire", TODAY))
    first = desk.ask("2", TODAY, context=context)
    desk.ask("no, the postal one", TODAY, context=context)

    assert desk.ask("2", TODAY, context=context) == first


def test_an_agreement_that_is_gone_meanwhile_is_nothing(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1", "title": "Zephyrus text", "signed": "2020"})
    context = Context.after(desk.ask("zephyrus", TODAY))
    desk.holdings.drop("A-1")
    answer = desk.ask("when does it end", TODAY, context=context)

    assert answer.found == ()


def test_what_was_told_is_remembered_without_the_nearest(desk: Desk) -> None:
    context = Context.after(desk.ask("agreement with Laos", TODAY))

    assert context is not None
    assert context.focus == "LA-2022-ICT"
    assert set(context.told) == set(ids(desk.ask("agreement with Laos", TODAY)))


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [
        ("what did we sign in 2566", "and in 2565?", "signed 2022-01-01 2022-12-31"),
        ("MoU ที่ลงนามปี 2566 มีอะไรบ้าง", "แล้วปี 2565 ล่ะ", "signed 2022-01-01 2022-12-31"),
        ("what was signed in FY2566", "and FY2567?", "signed 2023-10-01 2024-09-30"),
        ("which expire next year", "and this year?", "expires 2026-01-01 2026-12-31"),
        ("what did we sign with Japan", "in 2022?", "signed 2022-01-01 2022-12-31"),
        ("agreements signed in 2018", "and those signed in 2019?", "signed 2019-01-01 2019-12-31"),
        ("ฉบับใดจะหมดอายุใน 6 เดือน", "แล้วใน 1 ปีล่ะ", "expires 2026-11-22 2027-11-22"),
    ],
)
def test_another_time_asks_the_same_of_it(desk: Desk, first: str, second: str, meant: str) -> None:
    before = desk.ask(first, TODAY)
    answer = desk.ask(second, TODAY, context=Context.after(before))
    (wanted,) = answer.question.dates

    assert answer.follows
    assert f"{wanted.field} {wanted.period.start} {wanted.period.end}" == meant
    assert answer.question.parties == before.question.parties


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Japan MoC 2022", "what did it replace", "and when did that one end"], ["JP-2017-ICT"]),
        (["SG-2021-DIGITAL", "has a newer one been signed"], ["SG-2021-DIGITAL"]),
        (["MoU กับอินเดีย", "ลงนามเมื่อไหร่", "แล้วฉบับปี 2022 ล่ะ"], ["IN-2022-ICT"]),
        (["กับญี่ปุ่นมีอะไรบ้าง", "เอาเฉพาะไปรษณีย์", "อันแรกหมดเมื่อไหร่"], ["JP-2016-POST"]),
        (["show me singapore", "just the older"], ["SG-2019-ICT"]),
        (["show me singapore", "just the older", "no, the newer one"], ["SG-2021-DIGITAL"]),
        (["MoU with Singapore", "was there one before it"], ["SG-2019-ICT"]),
        (["MoU กับสิงคโปร์", "ก่อนหน้านั้นมีอีกฉบับไหม"], ["SG-2019-ICT"]),
        (["เอ็มโอยูสภาพอากาศฮ่องกง 2566", "ของเดิมล่ะ"], ["HK-2017-WEATHER"]),
        (["postal agreement with Japan", "first version please"], ["JP-2016-POST"]),
        (["Laos MoU", "previous version", "and the current one"], ["LA-2022-ICT"]),
        (["กับอาเซียนมีฉบับใดบ้าง", "ฉบับสิงคโปร์ ปี 67"], ["ASEAN-2024-SINGAPORE"]),
        (["กับ ITU มีอะไรบ้าง", "ที่ทำกับอาเซียนด้วย สิ้นสุดเมื่อไร"], ["ASEAN-2023-ITU"]),
        (["what do we have with Japan", "how many are still in force"], ["JP-2022-ICT"]),
        (["กับญี่ปุ่นมีฉบับใดบ้าง", "อันไหนยังใช้อยู่"], ["JP-2022-ICT"]),
    ],
)
def test_the_text_meant_by_a_follow_up_is_the_one_told_of(
    desk: Desk, texts: list[str], found: list[str]
) -> None:
    assert ids(talk(desk, *texts))[:1] == found


def test_of_several_lines_the_asker_says_which_older_one_is_meant(desk: Desk) -> None:
    answer = talk(desk, "what do we have with Japan", "the older one")

    assert answer.kind is AnswerKind.CHOICE


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("which agreements are about online scams", "when do they end"),
        ("เรื่องแก๊งคอลเซ็นเตอร์มีฉบับใดบ้าง", "หมดอายุเมื่อไร"),
    ],
)
def test_what_was_numbered_keeps_its_number(desk: Desk, first: str, then: str) -> None:
    assert ids(talk(desk, first, then)) == ids(desk.ask(first, TODAY))


def test_a_narrowed_list_still_says_what_limited_it(desk: Desk) -> None:
    answer = talk(desk, "agreements about cybersecurity", "only Europe", "only Asia")

    assert [slot.ids for slot in answer.question.areas] == [("cyber-security",)]


def test_which_one_really_was_signed_is_not_bound_to_the_year_asked_before(desk: Desk) -> None:
    texts = ("MoU กับอินเดียที่ลงนามปี 2565", "แล้วที่ลงนามจริงคือฉบับไหน")

    assert ids(talk(desk, *texts)) == ["IN-2025-DIGITAL"]


def test_whether_there_is_a_newer_one_asks_what_came_after(desk: Desk) -> None:
    assert asks(talk(desk, "SG-2021-DIGITAL", "has a newer one been signed")) == ["replaced_by"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("what expires next year", "and the year after?"),
        ("มีอะไรหมดอายุปีหน้า", "แล้วปีถัดไปล่ะ"),
    ],
)
def test_the_year_after_is_the_year_after_the_one_asked_about(
    desk: Desk, first: str, then: str
) -> None:
    before = desk.ask(first, TODAY)
    answer = desk.ask(then, TODAY, context=Context.after(before))

    assert [match.id for match in answer.found] == ["KZ-2025-DIGITAL"]


@pytest.mark.parametrize("text", ["why not", "ทำไม"])
def test_why_is_asked_of_the_text_in_focus(desk: Desk, text: str) -> None:
    before = desk.ask("is the Finland MoU still valid", TODAY)
    answer = desk.ask(text, TODAY, context=Context.after(before))

    assert answer.focus == "FI-2022-ICT"


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (["ข้อริเริ่มปักกิ่งเรื่องสายแถบและเส้นทาง", "ลงนามแล้วหรือยัง"], "signed"),
        (["แผนปฏิบัติการอาเซียนจีนด้านเศรษฐกิจดิจิทัล", "ทำขึ้นตามเอกสารฉบับใด"], "related"),
        (["กรอบความตกลง e-asean", "มีฉบับไหนเกี่ยวข้องกันอีก"], "related"),
        (["ASEAN masterplan 2025", "what is it linked to"], "related"),
        (["HK-2017-WEATHER", "what followed it"], "replaced_by"),
        (["MoU กับเวียดนาม", "หมดยังคะ"], "status"),
    ],
)
def test_a_field_alone_is_asked_of_the_text_in_focus(
    desk: Desk, texts: list[str], field: str
) -> None:
    before, answer = desk.ask(texts[0], TODAY), talk(desk, *texts)

    assert (answer.kind, ids(answer)[0], asks(answer)) == (AnswerKind.ONE, ids(before)[0], [field])


@pytest.mark.parametrize(
    ("texts", "partner"),
    [
        (
            [
                "joint statement with Japan 2015",
                "who signed on our side?",
                "anything else with them?",
            ],
            "JP",
        ),
        (["LIPE memorandum", "what else do we have with the same country"], "JP"),
        (["MoU กับลาวปี 65", "มีอะไรกับเขาอีกไหม"], "LA"),
    ],
)
def test_anything_else_with_them_lists_what_is_with_the_same_partner(
    desk: Desk, texts: list[str], partner: str
) -> None:
    answer = talk(desk, *texts)

    assert answer.kind is AnswerKind.LIST
    assert {"JP": 8, "LA": 4}[partner] == answer.total


@pytest.mark.parametrize(
    "texts",
    [
        ["ASEAN frameworks on data", "is the newer one binding"],
        ["ข้อตกลงกับญี่ปุ่นมีกี่ฉบับ", "เฉพาะด้านไปรษณีย์", "ฉบับใหม่ลงนามเมื่อไร"],
    ],
)
def test_of_more_than_two_the_asker_chooses_which_the_newer_one_is(
    desk: Desk, texts: list[str]
) -> None:
    assert talk(desk, *texts).kind is AnswerKind.CHOICE


def test_taking_those_of_a_body_narrows_the_list_just_told(desk: Desk) -> None:
    answer = talk(desk, "ข้อตกลงกับเยอรมันมีอะไรบ้าง", "เอาของกรมอุตุนิยมวิทยา")

    assert ids(answer) == ["DE-2024-CLIMATE"]


def test_it_is_of_the_text_that_the_last_question_was_about(desk: Desk) -> None:
    answer = talk(
        desk,
        "agreements with European countries",
        "which of them have ended?",
        "and with African countries?",
        "when was it signed?",
    )

    assert answer.focus == "RW-2018-ICT"


def test_whether_it_renews_by_itself_is_told_of_the_text_in_focus(desk: Desk) -> None:
    answer = talk(desk, "japan 5g", "does it renew by itself?")

    assert (answer.focus, asks(answer)) == ("JP-2022-ICT", ["renewal"])


@pytest.mark.parametrize("text", ["which one is newer?", "อันไหนใหม่กว่า"])
def test_the_newer_of_those_told_is_one_of_them(desk: Desk, text: str) -> None:
    assert talk(desk, "agreements with Cambodia", text).focus == "KH-2025-DIGITAL"


def test_only_with_a_partner_keeps_the_filter_though_nothing_told_is_with_it(desk: Desk) -> None:
    answer = talk(desk, "anything expiring in the next two years?", "only with China")

    assert answer.kind is AnswerKind.NONE
    assert [slot.ids for slot in answer.question.parties] == [("CN",)]
    assert answer.question.dates


def test_how_many_months_of_notice_is_asked_of_those_just_told(desk: Desk) -> None:
    answer = talk(
        desk,
        "ข้อตกลงกับประเทศเพื่อนบ้านมีอะไรบ้าง",
        "อันไหนใกล้หมดอายุที่สุด",
        "ต้องแจ้งล่วงหน้ากี่เดือน",
    )

    assert set(answer.ids) == {"LA-2022-ICT", "KH-2025-DIGITAL"}


@pytest.mark.parametrize(
    ("texts", "focus"),
    [
        (["MoU กับจีนปี 68 มีอะไรบ้าง", "อันแรกเรื่องอะไร", "แล้วอีกอันล่ะ"], "CN-2025-POST"),
        (["KH-2022-SCAM", "what replaced it", "when was that signed"], "KH-2025-DIGITAL"),
        (
            ["asean declarations", "which one is the latest", "the one before?"],
            "ASEAN-2024-SINGAPORE",
        ),
    ],
)
def test_the_other_one_and_the_one_before_are_not_the_one_just_told(
    desk: Desk, texts: list[str], focus: str
) -> None:
    assert talk(desk, *texts).focus == focus


def test_the_other_one_of_one_text_lists_those_with_the_same_partner(desk: Desk) -> None:
    answer = talk(desk, "MoU with Hong Kong", "when was it signed", "and the other one?")

    assert set(ids(answer)) == {"HK-2017-WEATHER", "HK-2023-WEATHER"}


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["what did we sign in 2023", "and the year before?"], 2022),
        (["ปีที่แล้วเซ็นกี่ฉบับ", "แล้วปีก่อนหน้านั้น"], 2024),
    ],
)
def test_the_year_before_is_the_year_before_the_one_asked_about(
    desk: Desk, texts: list[str], year: int
) -> None:
    start = talk(desk, *texts).question.dates[0].period.start

    assert start is not None
    assert start.year == year


@pytest.mark.parametrize(
    "text",
    [
        "agreements that renew by themselves",
        "which of our agreements are legally binding",
        "agreements without an end date",
        "which agreements end in 2027 and who are they with",
        "who besides China do we have AI agreements with",
    ],
)
def test_a_question_of_all_agreements_is_not_about_those_just_told(desk: Desk, text: str) -> None:
    before = Context.after(desk.ask("agreements with Japan", TODAY))
    answer = desk.ask(text, TODAY, context=before)

    assert not answer.follows
    assert answer.ids == desk.ask(text, TODAY).ids


def test_of_these_agreements_is_about_those_just_told(desk: Desk) -> None:
    texts = ("agreements with Japan", "which of these agreements are in force")

    assert ids(talk(desk, *texts)) == ["JP-2022-ICT"]


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        (
            "Postal agreement with China: when signed?",
            "no no I meant the digital economy one",
            "CN-2023-DIGITAL",
        ),
        (
            "ข้อตกลงไปรษณีย์กับจีนลงนามเมื่อไหร่",
            "ไม่ใช่ หมายถึงเรื่องเศรษฐกิจดิจิทัล",
            "CN-2023-DIGITAL",
        ),
    ],
)
def test_a_correction_means_what_is_called_so_and_the_next_turn_too(
    desk: Desk, first: str, then: str, code: str
) -> None:
    before = desk.ask(first, TODAY)
    context = Context.after(before, None)
    corrected = desk.ask(then, TODAY, context=context)
    following = desk.ask("who are the parties", TODAY, context=Context.after(corrected, context))

    assert corrected.ids == (code,)
    assert following.focus == code


def test_a_correction_to_several_means_those_that_have_it_in_their_title(desk: Desk) -> None:
    context = Context.after(desk.ask("what do we have with Japan", TODAY), None)

    answer = desk.ask("no, the postal ones", TODAY, context=context)

    assert set(answer.ids) == {"JP-2021-POST", "JP-2016-POST"}


@pytest.mark.parametrize(
    "first",
    ["Huawei MoU on AI, when signed?", "HUAWEI-2023-AI", "when was the Huawei AI MoU signed"],
)
def test_a_correction_stays_with_the_company_and_leaves_out_what_was_rejected(
    desk: Desk, first: str
) -> None:
    answer = talk(desk, first, "no the cloud one")
    assert answer.kind is AnswerKind.ONE
    assert answer.ids == ("HUAWEI-2022-CLOUD",)


def test_a_correction_of_the_field_rejects_no_text(desk: Desk) -> None:
    answer = talk(desk, "HUAWEI-2023-AI", "no, when does the AI one end?")
    assert answer.ids[0] == "HUAWEI-2023-AI"
