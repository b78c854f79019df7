"""The reply to an answer: the asked-for thing first, honesty before detail, buttons after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.agreements.text import Language
from bot.replies.answers import reply_to
from bot.replies.lines import Reply, Style
from bot.search.asking import Desk
from bot.search.context import Context
from bot.search.holdings import Holdings
from tests.conftest import TODAY


def reply(desk: Desk, text: str, language: Language | None = None) -> Reply:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY), language)


def said(desk: Desk, text: str, language: Language | None = None) -> list[str]:
    """Return the lines of the reply as plain text."""
    return [line.text for line in reply(desk, text, language).lines]


def labels(desk: Desk, text: str) -> list[str]:
    return [button.label for row in reply(desk, text).buttons for button in row]


# -- one agreement ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("when does the Finland MoU expire", "⌛ Ended on 21 August 2024, 2 years 3 months ago."),
        ("when does JP-2022-ICT end", "⏳ Ends on 4 August 2027 (in 8 months)."),
        ("when was JP-2022-ICT signed", "✍️ Signed on 5 August 2022, 4 years 3 months ago."),
        ("when must we decide on JP-2022-ICT", "🗓 Decide by 5 February 2027 (in 75 days)."),
        ("is JP-2017-ICT in force", "❌ No longer in force: replaced."),
        ("what does JP-2022-ICT cover", "7 scope areas:"),
        ("who is responsible for JP-2022-ICT", "The responsible unit is not recorded."),
        ("JP-2021-POST expiry", "The end is not recorded."),
        ("ข้อตกลงกับลาวหมดอายุเมื่อไหร่", "⏳ สิ้นสุดวันที่ 6 พฤศจิกายน พ.ศ. 2570 (2027) (อีก 11 เดือน)"),
        ("JP-2022-ICT ลงนามเมื่อไหร่", "✍️ ลงนามเมื่อ 5 สิงหาคม พ.ศ. 2565 (2022) (4 ปี 3 เดือนที่แล้ว)"),
    ],
)
def test_the_asked_for_thing_is_the_first_line(desk: Desk, text: str, first: str) -> None:
    assert said(desk, text)[0] == first


def test_the_card_follows_the_answer(desk: Desk) -> None:
    lines = said(desk, "when does JP-2022-ICT end")

    assert "" in lines
    assert any("JP-2022-ICT" in line and "·" in line for line in lines)
    assert any(line.startswith("🇹🇭 ") and "🇯🇵 " in line for line in lines)
    assert any(line.startswith("Source:") and "not verified yet" in line for line in lines)


def test_a_computed_end_is_marked_wherever_it_is_shown(desk: Desk) -> None:
    for text in (
        "JP-2022-ICT",
        "when does JP-2022-ICT end",
        "which MoUs end in the next 12 months",
    ):
        lines = "\n".join(said(desk, text))
        assert "computed" in lines.lower()


def test_what_replaced_a_text_is_said_with_its_end(desk: Desk) -> None:
    assert "It was replaced by JP-2022-ICT." in said(desk, "when did JP-2017-ICT end")


def test_that_no_renewal_is_on_record_is_said(desk: Desk) -> None:
    assert said(desk, "when does the Finland MoU expire")[1] == "No later renewal is on record."


def test_two_fields_are_answered_one_after_the_other(desk: Desk) -> None:
    lines = said(desk, "when was JP-2021-POST signed and when does it end")

    assert lines[0].startswith("✍️ Signed on 11 August 2021")
    assert "The end is not recorded." in lines[:3]


def test_a_correction_is_said_after_the_answer(desk: Desk) -> None:
    lines = said(desk, "when does the filand mou expire")

    assert lines[0].startswith("⌛ Ended")
    assert "reading “filand” as Finland" in lines


def test_other_texts_on_record_are_mentioned(desk: Desk) -> None:
    lines = said(desk, "when does the Finland MoU expire")

    assert lines[-2] == "Also on record:"
    assert lines[-1].startswith("• FI-2018-ICT")


def test_a_code_is_in_fixed_width_so_that_it_can_be_copied(desk: Desk) -> None:
    spans = [span for line in reply(desk, "JP-2022-ICT").lines for span in line.spans]

    assert any(span.text == "JP-2022-ICT" and span.style is Style.CODE for span in spans)


# -- not an agreement ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("agreement with romania", "No agreement with Romania is on record."),
        ("when does the Romania agreement end", "No agreement with Romania is on record."),
        ("is the Romania MoU in force", "No agreement with Romania is on record."),
        ("RO-2022-TALKS", "This is not an agreement."),
        ("ข้อตกลงกับโรมาเนีย", "ไม่มีความตกลงกับโรมาเนียในทะเบียน"),
    ],
)
def test_talks_are_told_to_be_no_agreement_first(desk: Desk, text: str, first: str) -> None:
    assert said(desk, text)[0].startswith(first)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "IN-2022-ICT",
            "⚠️ No signature is on record. The Cabinet approved it on 16 August",
        ),
        (
            "when does the 2022 India MoU end",
            "⚠️ No signature is on record. The Cabinet approved it",
        ),
        ("ITU-2018-THAILAND", "⚠️ Whether it was signed is not recorded."),
        (
            "IN-2022-ICT หมดอายุเมื่อไหร่",
            "⚠️ ไม่พบการลงนามในทะเบียน คณะรัฐมนตรีมีมติเห็นชอบเมื่อ 16 สิงหาคม",
        ),
    ],
)
def test_a_draft_is_told_to_be_unsigned_first(desk: Desk, text: str, first: str) -> None:
    assert said(desk, text)[0].startswith(first)


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ("fraunhofer mou signed when", "✍️ Signed, as a source says; the day is not recorded."),
        ("cisco mou", "✍️ Signed, as a source says; the day is not recorded."),
        ("KH-UNDATED-TELECOM ลงนามเมื่อไหร่", "✍️ ลงนามแล้วตามที่แหล่งข้อมูลระบุ"),
    ],
)
def test_a_text_whose_source_tells_of_its_signature_is_never_told_to_be_unsigned(
    desk: Desk, text: str, said_of_it: str
) -> None:
    lines = said(desk, text)

    assert lines[0].startswith(said_of_it)
    assert not any("No signature" in told or "ไม่พบการลงนาม" in told for told in lines)


def test_a_row_says_no_signature_only_of_what_the_list_of_unsigned_texts_holds(desk: Desk) -> None:
    unsigned = set(desk.ask("unsigned agreements", TODAY).ids)

    for agreement in desk.holdings:
        row = " ".join(said(desk, f"list {agreement.id}"))
        assert ("no signature on record" in row.lower()) <= (agreement.id in unsigned)


def test_a_draft_is_never_told_to_be_in_force(desk: Desk) -> None:
    for found in desk.holdings:
        if not (found.start or found.expires):
            assert "✅" not in reply(desk, f"is {found.id} in force?").text


# -- nothing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("MoU with Oman?", "Nothing on record with Oman."),
        (
            "do we have a fisheries treaty with Peru?",
            "Nothing on record with Peru, and nothing on Fisheries with anybody.",
        ),
        ("MoU with Japan on tourism", "Nothing on record with Japan on Tourism."),
        ("agreements on whaling", "Nothing on record on Whales and whaling."),
        ("XX-2020-NONE", "No agreement XX-2020-NONE is on record."),
        (
            "when does our Finland MoU with Japan expire",
            "No agreement with Finland and Japan together",
        ),
        (
            "what did we sign last month",
            "Nothing on record matches all of that (signed October 2026).",
        ),
        ("asdfgh", "Nothing on record on “asdfgh”."),
        ("who is the prime minister", "Nothing on record answers that."),
        ("มีความตกลงกับเปรูไหม", "ไม่มีข้อมูลความตกลงกับเปรูในทะเบียน"),
        ("XX-2020-NONE มีไหม", "ไม่มีความตกลงรหัส XX-2020-NONE ในทะเบียน"),
    ],
)
def test_what_is_not_on_record_is_said_by_name(desk: Desk, text: str, first: str) -> None:
    assert said(desk, text)[0].startswith(first)


def test_the_nearest_is_marked_as_not_what_was_asked_for(desk: Desk) -> None:
    lines = said(desk, "MoU with Japan on tourism")

    assert lines[1] == "Nearest, though not what you asked for:"
    assert all("🇯🇵" in line for line in lines[2:])
    assert labels(desk, "MoU with Japan on tourism")[:2] == ["1", "2"]


def test_nothing_near_is_shown_for_a_country_without_agreements(desk: Desk) -> None:
    lines = said(desk, "MoU with Oman?")

    assert len(lines) == 2
    assert "Name a country" in lines[1]


def test_where_nothing_is_known_an_overview_is_offered(desk: Desk) -> None:
    for text in ("asdfgh", "MoU with Oman?"):
        assert labels(desk, text)[-1] == "What is here?"


def test_an_unknown_code_beside_a_known_one_is_said(desk: Desk) -> None:
    assert "XX-2020-NONE" in reply(desk, "JP-2022-ICT or XX-2020-NONE").text


def test_a_number_of_agreements_is_never_promised_that_is_not_there(
    desk_of: Callable[..., Desk],
) -> None:
    assert "1 agreement is on record" in reply(desk_of({"id": "A-1"}), "asdfgh").text


@pytest.mark.parametrize("text", ["asdfgh", "MoU with Oman?", "กกกกก"])
def test_an_empty_register_says_so_and_suggests_no_code(
    desk_of: Callable[..., Desk], text: str
) -> None:
    told = reply(desk_of(), text).text

    assert "JP-2022-ICT" not in told
    assert "empty" in told or "ยังไม่มีข้อมูลความตกลงใด" in told


def test_the_code_that_is_suggested_is_on_record(desk_of: Callable[..., Desk]) -> None:
    told = reply(desk_of({"id": "A-2020-POST"}), "asdfgh").text

    assert "A-2020-POST" in told
    assert "JP-2022-ICT" not in told


# -- help ---------------------------------------------------------------------------------------


def test_help_shows_examples_that_work(desk: Desk) -> None:
    for language in ("en", "th"):
        examples = [
            row.removeprefix("• ")
            for row in said(desk, "help", "th" if language == "th" else "en")
            if row.startswith("• ")
        ]
        assert len(examples) == 6
        for example in examples:
            assert desk.ask(example, TODAY).kind.value not in ("none", "help"), example


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("thanks", "You are welcome."),
        ("hello", "Good day."),
        ("ขอบคุณค่ะ", "ด้วยความยินดี"),
        ("สวัสดีครับ", "สวัสดี"),
    ],
)
def test_courtesy_is_returned(desk: Desk, text: str, first: str) -> None:
    assert said(desk, text)[0] == first


# -- language -----------------------------------------------------------------------------------


def test_a_reply_is_in_the_language_of_the_question(desk: Desk) -> None:
    assert said(desk, "JP-2022-ICT หมดอายุเมื่อไหร่")[0].startswith("⏳ สิ้นสุด")
    assert said(desk, "JP-2022-ICT expiry")[0].startswith("⏳ Ends")


def test_a_reply_can_be_asked_for_in_another_language(desk: Desk) -> None:
    assert said(desk, "JP-2022-ICT expiry", "th")[0].startswith("⏳ สิ้นสุด")


# -- buttons ------------------------------------------------------------------------------------


def test_one_agreement_offers_what_was_not_told_yet(desk: Desk) -> None:
    assert labels(desk, "when does the Finland MoU expire") == [
        "Scope areas (9)",
        "History",
        "Source",
    ]
    assert labels(desk, "what does JP-2022-ICT cover") == ["History", "Source", "📅 Calendar"]


def test_a_text_alone_offers_no_history(desk: Desk) -> None:
    assert "History" not in labels(desk, "KZ-2025-DIGITAL")


def test_every_button_names_an_agreement_that_is_there(desk: Desk) -> None:
    for text in ("Japan", "list everything", "KZ-2025-DIGITAL", "MoU with Japan on tourism"):
        for row in reply(desk, text).buttons:
            for button in row:
                known = button.action.agreement_id in desk.holdings.agreements
                assert known or not button.action.agreement_id


def test_a_picked_number_keeps_what_was_asked(desk: Desk) -> None:
    (row, *_) = reply(desk, "when does the japan one expire").buttons

    assert [button.label for button in row] == [str(n) for n in range(1, 9)]
    assert {button.action.detail for button in row} == {"expires"}


def test_a_follow_up_is_answered_like_a_question(desk: Desk) -> None:
    context = Context.after(desk.ask("MoU with Finland", TODAY))
    answer = desk.ask("when was it signed", TODAY, context=context)

    assert reply_to(answer, desk.view(TODAY)).lines[0].text.startswith("✍️ Signed on 4 July 2022")


def test_a_record_that_went_meanwhile_leaves_an_answer_that_can_be_told(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of({"id": "A-1"}, {"id": "A-2"})
    answer = desk.ask("list everything", TODAY)
    holdings: Holdings = desk.holdings
    holdings.drop("A-1")

    assert "A-2" in reply_to(answer, desk.view(TODAY)).text


# -- said once, and as it is ---------------------------------------------------------------------


def test_what_was_only_talked_about_is_listed_once(desk: Desk) -> None:
    text = reply(desk, "agreement with Romania").text

    assert text.count("digital identity") == 1
    assert text.count("nothing signed") == 2  # the first line, and the kind on the card


def test_what_is_adopted_is_not_called_signed(desk: Desk) -> None:
    text = reply(desk, "ASEAN-2021-MASTERPLAN").text

    assert "Adopted 22 January 2021" in text
    assert "Signed" not in text


def test_the_entry_into_force_of_what_has_ended_does_not_sound_as_if_it_still_were(
    desk: Desk,
) -> None:
    lines = reply(desk, "when did FI-2022-ICT enter into force").text.split("\n")

    assert lines[0] == "Entry into force: 22 August 2021 (5 years 3 months ago)."
    assert lines[1] == "❌ No longer in force: expired."


def test_a_limited_term_without_its_length_is_not_told_as_none(desk: Desk) -> None:
    lines = reply(desk, "when does PH-2025-DIGITAL end").text.split("\n")

    assert lines[:2] == [
        "The end is not recorded.",
        "Its term is limited, but nothing is recorded from which the end could be computed.",
    ]


# -- what people ask besides -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["how long is the Kazakhstan MoC valid", "โครงการสมาร์ทซิตี้ภูเก็ตลงนามหรือยัง ครม เห็นชอบวันไหน"],
)
def test_what_two_fields_tell_alike_is_told_once(desk: Desk, text: str) -> None:
    lines = [line for line in said(desk, text) if line]

    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("how many days left for the Kazakhstan MoC", "546 days left."),
        ("MoC คาซัคสถานเหลืออีกกี่วัน", "เหลืออีก 546 วัน"),
        (
            "which minister signed the MoU with Finland",
            "Bodies are recorded; who signed for them is",
        ),
        ("ปลัดกระทรวงคนไหนลงนามกับสิงคโปร์", "ทะเบียนระบุเฉพาะหน่วยงาน ไม่มีข้อมูลชื่อผู้ลงนาม"),
        ("phone number of the official who signed with Finland", "Bodies are recorded; who signed"),
        ("what does the ASEAN China action plan implement", "Carries out ASEAN-2020-CHINA"),
        ("ข้อริเริ่มอาเซียนจีนด้านเศรษฐกิจดิจิทัลมีฉบับใดเกี่ยวข้องบ้าง", "มีฉบับที่ดำเนินการตาม คือ ASEAN-2022-CHINA"),
        ("is Thailand party to the CPTA", "so it cannot be said that Thailand is a party"),
        ("CPTA ไทยเป็นภาคีหรือยัง", "จึงยังไม่อาจกล่าวได้ว่าไทยเป็นภาคี"),
    ],
)
def test_the_reply_says_what_is_and_what_is_not_recorded(desk: Desk, text: str, line: str) -> None:
    assert line in "\n".join(said(desk, text))


def test_a_row_of_a_list_says_that_a_draft_has_no_signature_on_record(desk: Desk) -> None:
    rows = [row for row in said(desk, "what did we sign with China in the EEC") if "EEC" in row]
    rows += [row for row in said(desk, "agreements of depa") if "PHUKET" in row]

    assert any(row.endswith("no signature on record") for row in rows)


def test_a_history_tells_how_late_a_back_dated_extension_was_signed(desk: Desk) -> None:
    told = "\n".join(said(desk, "history of the Finland MoU"))

    assert "Signed 317 days after the end of FI-2018-ICT." in told


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("was the 2017 Japan MoC signed in Kyoto", "Nothing on record says “kyoto”"),
        ("what's the penalty clause in the AWS MoU", "The register has no field for that."),
        ("does JP-2022-ICT allow zymurgy", "Nothing on record says “allow”, “zymurgy”"),
        ("why did China cancel the AI MoU", "A termination is not recorded."),
        ("which country has most agreements", "🇨🇳 China: 22"),
    ],
)
def test_what_is_taken_for_granted_is_not_confirmed(desk: Desk, text: str, line: str) -> None:
    assert line in "\n".join(said(desk, text))


def test_that_no_contact_is_recorded_is_said_to_the_offices_people_alone(desk: Desk) -> None:
    answer = desk.ask("contact person for the Korea smart city MoU", TODAY)
    inside = reply_to(answer, desk.view(TODAY), inside=True)

    assert "A contact person is not recorded." in inside.text
    assert "contact" not in reply_to(answer, desk.view(TODAY)).text.lower()


def test_a_kind_that_is_left_out_is_not_named_among_those_asked_for(desk: Desk) -> None:
    answer = desk.ask("only MoUs, not MoCs, with Japan", TODAY)
    text = reply_to(answer, desk.view(TODAY)).text
    assert "MoU, without MoC" in text


def test_a_word_for_handing_it_over_is_nothing_to_look_for(desk: Desk) -> None:
    answer = desk.ask("please send me the title of the China AI memorandum", TODAY)
    assert "send" not in reply_to(answer, desk.view(TODAY)).text


def test_the_one_of_a_list_that_is_sure_tells_of_how_many_it_cannot_be_told(desk: Desk) -> None:
    told = desk.ask("what do we have with Japan", TODAY)
    answer = desk.ask("all but the expired ones", TODAY, context=Context.after(told, None))

    assert answer.ids == ("JP-2022-ICT",)
    last = reply_to(answer, desk.view(TODAY)).lines[-1]
    assert last.text == "For 5 more it cannot be told: the date is not recorded."
